//! Whose hand it is: a PIN or a badge, in front of what is to be recorded, where the workshop asks for one.
//!
//! Whatever screen wants a row, it passes here: no screen has to think of it, and none can forget it.

use super::audit::meaning::words_of;
use super::effect::RowToSign;
use super::event::NotRead;
use super::limits::note_fits;
use super::parts::TextField;
use super::reaction::Reaction;
use super::{Command, Effect, Store};
use crate::domain::{ActionStep, Id, Identified, IdentityRule, Job, Secret, Signature, What};
use crate::journal::{Draft, RecordReview};
use crate::words::PlainWords;

/// The question, with what waits for its answer.
#[derive(Debug, Clone)]
pub struct Identify {
    /// Whose PIN or badge it is.
    pub name: String,
    /// Whether a name alone will do.
    pub is_required: bool,
    /// What it is for, in a few words.
    pub about: String,
    /// The words in which it is asked.
    pub words: PlainWords,
    /// What is typed or scanned.
    pub field: TextField,
    /// What is to be recorded.
    row: RowToSign,
    /// What is done with it.
    beside: Vec<Effect>,
}

impl Identify {
    /// The question that has to be answered before these effects; the effects themselves where there is none.
    pub(super) fn before(store: &Store, mut effects: Vec<Effect>) -> Result<Vec<Effect>, Box<Self>> {
        let asked = |effect: &Effect| match effect {
            Effect::Append(draft) => store.to_identify(draft).map(|name| (name, RowToSign::Fact(draft.clone()))),
            Effect::Review(review) => {
                store.to_identify_of_record(review).map(|name| (name, RowToSign::Review(review.clone())))
            }
            _ => None,
        };
        let Some((at, (name, row))) = effects.iter().enumerate().find_map(|(at, it)| Some((at, asked(it)?))) else {
            return Ok(effects);
        };
        effects.remove(at);
        let words = store.words().plain();
        let about = match &row {
            RowToSign::Fact(draft) => about(store, draft, &words),
            RowToSign::Review(review) => about_record(review, &words),
        };
        let is_required = store.people.identity == IdentityRule::Required;
        let field = TextField::new(note_fits);
        Err(Box::new(Self { name, is_required, about, words, field, row, beside: effects }))
    }

    /// Acts on a command.
    pub(super) fn on(&mut self, command: &Command) -> Reaction {
        match command {
            Command::Escape => Reaction::back(),
            Command::Enter => {
                let secret = Secret::new(self.field.text());
                self.field = TextField::new(note_fits);
                if secret.length() == 0 && self.is_required {
                    self.field.refuse(self.words.get("identify-refused"));
                    return Reaction::stay();
                }
                match secret.length() {
                    0 => self.record(match self.row.clone().signed(Identified::Typed) {
                        RowToSign::Fact(draft) => Effect::Append(draft),
                        RowToSign::Review(review) => Effect::Review(review),
                    }),
                    _ => self.shown(secret),
                }
            }
            command => {
                self.field.edit(command);
                Reaction::stay()
            }
        }
    }

    /// Acts on a card that was held to the reader, or says what is in the way.
    pub(super) fn on_card(&mut self, card: Result<Secret, NotRead>) -> Reaction {
        match card {
            Ok(secret) => self.shown(secret),
            Err(why) => {
                self.field.refuse(why.to_string());
                Reaction::stay()
            }
        }
    }

    fn shown(&self, secret: Secret) -> Reaction {
        self.record(Effect::Identify { secret, name: self.name.clone(), row: self.row.clone() })
    }

    fn record(&self, row: Effect) -> Reaction {
        Reaction { effects: self.beside.iter().cloned().chain([row]).collect(), go: None }
    }
}

impl Store {
    /// Whose PIN or badge has to be asked for before this is recorded.
    #[must_use]
    pub fn to_identify(&self, draft: &Draft) -> Option<String> {
        let has_ended = self.jobs.get(&draft.job).and_then(Job::ending).is_some();
        self.whose(&draft.who, &draft.what, has_ended)
    }

    /// The same, before a finding about the record itself is seen.
    fn to_identify_of_record(&self, review: &RecordReview) -> Option<String> {
        let finding = review.finding;
        let what = match &review.step {
            None => What::Reviewed { finding, item: None, journal: None, observed: None },
            Some(step) => What::Action { finding, item: None, journal: None, step: step.clone() },
        };
        self.whose(&review.who, &what, false)
    }

    fn whose(&self, who: &Signature, what: &What, has_ended: bool) -> Option<String> {
        let name = self.people.to_identify(who, what, has_ended)?;
        (!self.clock.is_practice).then(|| name.to_string())
    }
}

fn about_record(review: &RecordReview, words: &PlainWords) -> String {
    about_finding(&review.finding, review.step.as_ref(), None, words)
}

/// That a finding was seen, or what is said of what is to be done; `job` where it is about one.
fn about_finding(finding: &Id, step: Option<&ActionStep>, job: Option<&str>, words: &PlainWords) -> String {
    let message = match (step, job) {
        (None, None) => "identify-seen",
        (None, Some(_)) => "identify-seen-of",
        (Some(ActionStep::Open { .. }), None) => "identify-to-do",
        (Some(ActionStep::Open { .. }), Some(_)) => "identify-to-do-of",
        (Some(ActionStep::Done), None) => "identify-done",
        (Some(ActionStep::Done), Some(_)) => "identify-done-of",
    };
    let who = match step {
        Some(ActionStep::Open { whose, .. }) => whose,
        Some(ActionStep::Done) | None => "",
    };
    let named = [("finding", words_of(finding, words)), ("who", who), ("job", job.unwrap_or_default())];
    words.say(message, &named)
}

fn about(store: &Store, draft: &Draft, words: &PlainWords) -> String {
    let number = draft.job.number.as_str();
    let of_item = |message, item: &Id| {
        let item = store.item_words(&draft.job, item);
        words.say(message, &[("item", &*item), ("job", number)])
    };
    match &draft.what {
        What::Reviewed { finding, .. } => about_finding(finding, None, Some(number), words),
        What::Action { finding, step, .. } => about_finding(finding, Some(step), Some(number), words),
        What::Corrected { item, .. } => of_item("identify-correction", item),
        What::Overrode { item, .. } => of_item("identify-override", item),
        What::SecondAnswered { item, agrees: true, .. } => of_item("identify-second", item),
        What::SecondAnswered { item, agrees: false, .. } => of_item("identify-no-second", item),
        _ => number.to_owned(),
    }
}
