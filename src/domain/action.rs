//! Actions: what is to be done about a finding, by whom and until when, and what came of it.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

use super::input::Unfit;
use super::{ActionStep, Fact, Id, JournalId, What};

/// Something that is or was to be done about a finding of one kind, on one item where there are several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingAction {
    /// The finding's kind.
    pub finding: Id,
    /// The item that the finding is on, where that had to be said.
    pub item: Option<Id>,
    /// A journal of the workshop that the job is in, where the row said so.
    pub journal: Option<JournalId>,
    /// By whom it is to be done.
    pub whose: Arc<str>,
    /// The last day for it.
    pub until: NaiveDate,
    /// Since when it is open, however often it was changed.
    pub since: DateTime<FixedOffset>,
    /// Who set it last.
    pub set_by: Arc<str>,
    /// What is to be done.
    pub what: Arc<str>,
    /// When it was done, if it was.
    pub done: Option<ActionDone>,
}

/// The end of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionDone {
    /// When it was said.
    pub time: DateTime<FixedOffset>,
    /// Who said so.
    pub who: Arc<str>,
    /// What came of it.
    pub remark: Arc<str>,
}

/// One row about an action.
#[derive(Debug, Clone, Copy)]
pub struct ActionRow<'a> {
    /// As of [`FindingAction`].
    pub finding: Id,
    /// As of [`FindingAction`].
    pub item: Option<Id>,
    /// As of [`FindingAction`].
    pub journal: Option<JournalId>,
    /// How it leaves the action.
    pub step: &'a ActionStep,
    /// Who signed it.
    pub who: &'a str,
    /// What is to be done, or what came of it.
    pub remark: &'a str,
    /// When.
    pub time: DateTime<FixedOffset>,
}

impl FindingAction {
    /// Takes in the next row about the same finding; `known` is how it stood before. Done without having been open says nothing.
    #[must_use]
    pub fn after(known: Option<Self>, row: &ActionRow<'_>) -> Option<Self> {
        match row.step {
            ActionStep::Open { whose, until } => Some(Self {
                finding: row.finding,
                item: row.item,
                journal: row.journal,
                whose: whose.clone(),
                until: *until,
                since: known.filter(|known| known.done.is_none()).map_or(row.time, |known| known.since),
                set_by: row.who.into(),
                what: row.remark.into(),
                done: None,
            }),
            ActionStep::Done => {
                let done = ActionDone { time: row.time, who: row.who.into(), remark: row.remark.into() };
                known.map(|known| Self { done: known.done.clone().or(Some(done)), ..known })
            }
        }
    }

    /// Whether it is still to be done.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.done.is_none()
    }

    /// Whether its last day is over, and it is still to be done.
    #[must_use]
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.is_open() && self.until < today
    }

    /// The word of tables for how it stands.
    #[must_use]
    pub fn word(&self, today: NaiveDate) -> &'static str {
        match (self.is_open(), self.is_overdue(today)) {
            (false, _) => "done",
            (true, true) => "overdue",
            (true, false) => "open",
        }
    }
}

/// The actions about a job's findings, each as its last row leaves it, in the order in which they were first set.
#[must_use]
pub fn actions<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> Vec<FindingAction> {
    let mut rows: Vec<(&Fact, ActionRow<'_>)> = Vec::new();
    for fact in facts {
        if let What::Action { finding, item, journal, step } = &fact.what {
            let (who, remark, time) = (&*fact.who.first, &*fact.note, fact.time);
            let row = ActionRow { finding: *finding, item: *item, journal: *journal, step, who, remark, time };
            // facts stand by station: others' come behind the job's own
            let at = rows.iter().rposition(|(earlier, _)| fact.is_after(earlier)).map_or(0, |at| at + 1);
            rows.insert(at, (fact, row));
        }
    }
    let mut actions: Vec<FindingAction> = Vec::new();
    for (_, row) in rows {
        let at = actions.iter().position(|known| (known.finding, known.item) == (row.finding, row.item));
        match at {
            Some(at) => {
                if let Some(next) = FindingAction::after(Some(actions[at].clone()), &row) {
                    actions[at] = next;
                }
            }
            None => actions.extend(FindingAction::after(None, &row)),
        }
    }
    actions
}

/// So far ahead a last day may lie.
const DAYS_MAX: i64 = 3 * 366;

/// Reads until when something is to be done: a day (`2026-12-06`, `6.12.2026`), `today`, `tomorrow`, or a number of days from `today` on.
///
/// # Errors
/// When it is no day, or one that is over or years away.
pub fn last_day(text: &str, today: NaiveDate) -> Result<NaiveDate, Unfit> {
    let text = text.trim().to_lowercase();
    let days = || {
        let count = text.strip_suffix("days").or_else(|| text.strip_suffix("day")).unwrap_or(&text);
        let count: i64 = count.trim().parse().ok().filter(|count| (0..=DAYS_MAX).contains(count))?;
        today.checked_add_signed(TimeDelta::days(count))
    };
    let day = match &*text {
        "today" => Some(today),
        "tomorrow" => today.succ_opt(),
        text => NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .or_else(|_| NaiveDate::parse_from_str(text, "%d.%m.%Y"))
            .ok()
            .or_else(days),
    };
    match day {
        None => Err(Unfit::new("a day such as 2026-12-06, or how many days from today: 7 days")),
        Some(day) if day < today => Err(Unfit::new(format!("{day} is over"))),
        Some(day) if (day - today).num_days() > DAYS_MAX => Err(Unfit::new(format!("{day} is years away"))),
        Some(day) => Ok(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_last_day_is_a_day_or_a_number_of_days() {
        let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap();
        let today = day("2026-11-29");
        for (text, meant) in [
            ("2026-12-06", "2026-12-06"),
            ("6.12.2026", "2026-12-06"),
            ("7 days", "2026-12-06"),
            (" 7 ", "2026-12-06"),
            ("1 Day", "2026-11-30"),
            ("today", "2026-11-29"),
            ("tomorrow", "2026-11-30"),
        ] {
            assert_eq!(last_day(text, today).unwrap(), day(meant), "{text}");
        }
        for text in ["", "soon", "2026-11-28", "2026-02-30", "-1", "9999 days", "2036-01-01", "7 weeks"] {
            assert!(last_day(text, today).is_err(), "{text}");
        }
    }
}
