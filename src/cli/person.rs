//! `precheck person`: the PIN or the badge by which a person is identified.

use std::io::Write;

use super::args::PersonArgs;
use super::hidden::hidden;
use super::workshop::Asked;
use super::{Failure, tell};
use crate::catalog::persons::{NotIdentified, Persons, SecretKind};
use crate::domain::input::Unfit;
use crate::domain::{IdentityRule, rules};
use crate::runner::SystemClock;

pub(super) fn person(asked: &Asked, args: &PersonArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    let (name, kind) = match args {
        PersonArgs::Pin { name } => (name, SecretKind::Pin),
        PersonArgs::Badge { name } => (name, SecretKind::Badge),
    };
    let usage = |bad: Unfit| Failure::Usage(bad.to_string());
    let name = rules::name(name).map_err(usage)?;
    let recorder = asked.recorder_at(asked.find()?)?;
    let people = recorder.workshop.people();
    if !people.knows(&name) {
        return Err(Failure::Usage(format!("{name} is not among the workshop's people: workshop.toml lists them")));
    }
    let persons = Persons::of(&recorder.folders.workshop);
    let input = &mut std::io::stdin().lock();
    if persons.has_any(&name)? {
        let Some(secret) = hidden(&format!("{name}, your present PIN or badge"), input, out)? else {
            return Ok(0);
        };
        persons.identify(&name, &secret, SystemClock::start().now().wall)?;
    }
    let asks = match kind {
        SecretKind::Pin => ["the new PIN", "the new PIN once more"],
        SecretKind::Badge => ["scan the badge", "scan the badge once more"],
    };
    let Some(first) = hidden(asks[0], input, out)? else { return Ok(0) };
    kind.check(&first).map_err(usage)?;
    let Some(again) = hidden(asks[1], input, out)? else { return Ok(0) };
    if first != again {
        return Err(Failure::Usage("the two differ: nothing was changed".to_owned()));
    }
    persons.set(&name, kind, &first)?;
    writeln!(out, "{name}: the {} is set", kind.word())?;
    if people.identity == IdentityRule::Never {
        tell("precheck: it is asked for where workshop.toml says pin = \"asked\" or \"required\"");
    }
    Ok(0)
}

impl From<NotIdentified> for Failure {
    fn from(why: NotIdentified) -> Self {
        match why {
            NotIdentified::Unfit(unfit) => Self::Usage(unfit.to_string()),
            NotIdentified::File(..) => Self::Io(why.to_string()),
        }
    }
}
