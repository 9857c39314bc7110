//! `precheck person`: the PIN or the badge by which a person is identified.

use std::io::Write;

use super::args::PersonArgs;
use super::hidden::{card_held, hidden, pin_or_badge};
use super::workshop::Asked;
use super::{Failure, tell};
use crate::catalog::persons::{NotIdentified, Persons, SecretKind};
use crate::domain::input::Unfit;
use crate::domain::{IdentityRule, rules};
use crate::runner::SystemClock;
use crate::words::PlainWords;

pub(super) fn person(asked: &Asked, args: &PersonArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    let (name, kind) = match args {
        PersonArgs::Pin(person) => (&person.name, SecretKind::Pin),
        PersonArgs::Badge(person) | PersonArgs::Card(person) => (&person.name, SecretKind::Badge),
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
        let prompt = format!("{name}, your present PIN or badge");
        let Some(secret) = pin_or_badge(&people, PlainWords::english(), &prompt, "", input, out)? else {
            return Ok(0);
        };
        persons.identify(&name, &secret, SystemClock::start().now().wall)?;
    }
    let new = match args {
        PersonArgs::Card(_) => {
            card_held(PlainWords::english(), out)?.ok_or_else(|| Failure::Usage("nothing was changed".to_owned()))?
        }
        PersonArgs::Pin(_) | PersonArgs::Badge(_) => {
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
            first
        }
    };
    persons.set(&name, kind, &new)?;
    writeln!(out, "{name}: the {} is set", kind.word())?;
    if people.identity == IdentityRule::Never {
        tell("precheck: it is asked for where workshop.toml says pin = \"asked\" or \"required\"");
    }
    if matches!(args, PersonArgs::Card(_)) && !people.has_card_reader {
        tell("precheck: the reader is looked at where workshop.toml says card-reader = \"on\"");
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
