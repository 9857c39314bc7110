//! The questions about a job and its items: what an answer needs beside it, and what is said before work is interrupted or
//! ended.

use chrono::{DateTime, FixedOffset, NaiveTime};

use super::words::{handover_words, pause_words, stop_reasons, stop_words};
use super::{AT_ANOTHER_STATION, Entry, asked_elsewhere, seconds};
use crate::app::parts::Choices;
use crate::domain::checklist::known;
use crate::domain::fact::{Handover, Interruption, LeftUnsafe, RemarkOn, StopReason};
use crate::domain::input::{Unfit, check_no_code, doubts};
use crate::domain::recovery::found_by;
use crate::domain::{Answer, Choice, Id, Item, Progress, SecondAt, Serial, Signature, What, rules, steps};

/// A question that is answered by a text.
#[derive(Debug, Clone, PartialEq)]
pub enum JobQuestion {
    /// The note that an option requires.
    Note {
        /// The item.
        item: Id,
        /// The option.
        option: Id,
        /// What the note must say.
        prompt: String,
    },
    /// Why an answer is changed.
    CorrectionReason {
        /// The item.
        item: Id,
        /// The new answer.
        answer: Answer,
        /// The note that goes with it.
        note: String,
    },
    /// An unusual serial, typed a second time.
    SerialAgain {
        /// The item.
        item: Id,
        /// As typed first.
        first: Serial,
        /// What is unusual.
        doubt: String,
        /// The note that goes with it.
        note: String,
    },
    /// Why an item does not apply.
    SkipReason {
        /// The item.
        item: Id,
    },
    /// Why an item is overridden.
    OverrideReason {
        /// The item.
        item: Id,
    },
    /// Who is the second person of an override.
    Second {
        /// The item.
        item: Id,
        /// Why it is overridden.
        reason: String,
    },
    /// A remark, which changes nothing.
    Remark {
        /// What it is on.
        on: RemarkOn,
    },
    /// A remark on a stop.
    StopRemark {
        /// Why the job is stopped.
        reason: StopReason,
        /// What is left unsafe.
        left: LeftUnsafe,
    },
}

/// A question that is answered by a pick.
#[derive(Debug, Clone, PartialEq)]
pub enum JobChoice {
    /// Letters of a serial that may be digits.
    LookAlike {
        /// The item.
        item: Id,
        /// As typed.
        typed: Serial,
        /// With digits.
        suggestion: Serial,
        /// Where they differ.
        places: String,
        /// The note that goes with it.
        note: String,
    },
    /// Why work is interrupted.
    PauseReason,
    /// Why the job is stopped.
    StopReason {
        /// Whether it can still have been entered by mistake.
        may_be_mistake: bool,
    },
    /// The job is being stopped with the lead off, or with something still fitted.
    StopUnsafe {
        /// Why it is stopped.
        reason: StopReason,
        /// What would be left unsafe.
        left: LeftUnsafe,
    },
    /// How the sheet was handed over.
    Handover,
    /// Where the second person is who lets this be recorded.
    SecondAt {
        /// What is recorded.
        entry: Box<Entry>,
        /// Whether there are other stations where he can be asked.
        may_ask: bool,
    },
}

/// An answer to one of them, with all that was said before.
#[derive(Debug, Clone, PartialEq)]
pub enum JobPick {
    /// The serial reads so.
    Serial {
        /// The item.
        item: Id,
        /// The serial.
        serial: Serial,
        /// The note that goes with it.
        note: String,
    },
    /// Work is interrupted.
    Pause(Interruption),
    /// The job is stopped.
    Stop(StopReason),
    /// The car is made safe first.
    MakeSafe(StopReason),
    /// The car is left so.
    LeaveSo {
        /// Why the job is stopped.
        reason: StopReason,
        /// What is left unsafe.
        left: LeftUnsafe,
    },
    /// The sheet was handed over.
    Handover(Handover),
    /// Everything was said.
    Record(Box<Entry>),
}

/// What comes next.
#[derive(Debug, Clone, PartialEq)]
pub enum JobNext {
    /// A question that is answered by a text.
    Ask(JobQuestion),
    /// A question that is answered by a pick.
    Choose(JobChoice),
    /// Everything was said: this is to be recorded.
    Record(Entry),
    /// The answer stands already: nothing is recorded.
    Unchanged,
    /// The serial that was typed again differs from this place on.
    Differs(usize),
    /// What makes the car safe is signed off first, then the stop goes on.
    MakeSafe(StopReason),
}

impl Choices for JobChoice {
    type Pick = JobPick;

    fn leads_away(&self) -> bool {
        matches!(self, Self::PauseReason | Self::StopReason { .. })
    }

    fn picks(&self) -> Vec<(String, JobPick)> {
        match self {
            Self::LookAlike { item, typed, suggestion, note, .. } => {
                let pick =
                    |serial: &Serial| JobPick::Serial { item: *item, serial: serial.clone(), note: note.clone() };
                vec![
                    (format!("{suggestion} (digits)"), pick(suggestion)),
                    (format!("{typed} as typed: the label has letters there"), pick(typed)),
                ]
            }
            Self::PauseReason => {
                Interruption::ALL.iter().map(|it| (pause_words(*it).to_owned(), JobPick::Pause(*it))).collect()
            }
            Self::StopReason { may_be_mistake } => {
                let reasons = stop_reasons(*may_be_mistake).into_iter();
                reasons.map(|it| (stop_words(it).to_owned(), JobPick::Stop(it))).collect()
            }
            Self::StopUnsafe { reason, left } => vec![
                ("Make it safe first".to_owned(), JobPick::MakeSafe(*reason)),
                (format!("Leave it so: {}", left.said()), JobPick::LeaveSo { reason: *reason, left: left.clone() }),
            ],
            Self::Handover => {
                Handover::ALL.iter().map(|it| (handover_words(*it).to_owned(), JobPick::Handover(*it))).collect()
            }
            Self::SecondAt { entry, may_ask } => {
                let said = seconds(entry).map(|(words, entry)| (words, JobPick::Record(Box::new(entry))));
                let asked = asked_elsewhere(entry).filter(|_| *may_ask);
                let asked = asked.map(|entry| (AT_ANOTHER_STATION.to_owned(), JobPick::Record(Box::new(entry))));
                said.into_iter().chain(asked).collect()
            }
        }
    }
}

/// The questions about one job, answered by one person.
#[derive(Debug)]
pub struct JobDialogue<'a> {
    /// The job beside its checklist.
    pub progress: Progress<'a>,
    /// Who answers.
    pub who: &'a str,
    /// When.
    pub now: DateTime<FixedOffset>,
    /// Whether other stations record in this workshop.
    pub has_others: bool,
}

/// What comes next, or why what was said can't be taken.
pub type Taken = Result<JobNext, Unfit>;

impl JobDialogue<'_> {
    /// Asks why the job is stopped.
    #[must_use]
    pub fn stop(&self) -> JobChoice {
        JobChoice::StopReason { may_be_mistake: rules::check_mistake(&self.progress).is_ok() }
    }

    /// An option is taken: first its note is asked for, where it requires one and none was given.
    ///
    /// # Errors
    /// When the rules don't allow it.
    pub fn option(&self, item: &Item, option: &Choice, note: &str) -> Taken {
        match &option.note {
            Some(prompt) if note.trim().is_empty() => {
                Ok(JobNext::Ask(JobQuestion::Note { item: item.id, option: option.id, prompt: prompt.en.clone() }))
            }
            _ => self.answer(item.id, Answer::Option(option.id), note),
        }
    }

    /// A line is typed into an item's field. A standard serial is recorded; letters that may be digits are shown; another one
    /// is typed again.
    ///
    /// # Errors
    /// When it is no answer to the item, or the rules don't allow it.
    pub fn typed(&self, item: &Item, line: &str, note: &str) -> Taken {
        let minutes = self.minutes_ago(item, line)?;
        let answer = self.progress.read(item, minutes.as_deref().unwrap_or(line))?;
        let (item, note) = (item.id, note.to_owned());
        let Answer::Serial(typed) = &answer else { return self.answer(item, answer, &note) };
        Ok(match (doubts(typed, self.progress.serial_shapes()), typed.suggestion()) {
            (None, _) => return self.answer(item, answer, &note),
            (Some(places), Some(suggestion)) => {
                JobNext::Choose(JobChoice::LookAlike { item, typed: typed.clone(), suggestion, places, note })
            }
            (Some(doubt), None) => JobNext::Ask(JobQuestion::SerialAgain { item, first: typed.clone(), doubt, note }),
        })
    }

    /// How many minutes ago the time of day was that is typed where minutes are asked for: `9:05`.
    fn minutes_ago(&self, item: &Item, line: &str) -> Result<Option<String>, Unfit> {
        let time = NaiveTime::parse_from_str(line.trim(), "%H:%M").ok();
        let Some(time) = time.filter(|_| item.id.is(known::OFF_SINCE)) else { return Ok(None) };
        let ago = (self.now.time() - time).num_minutes();
        match ago {
            0.. => Ok(Some(ago.to_string())),
            // late in the evening, told after midnight
            ..-720 => Ok(Some((ago + 24 * 60).to_string())),
            _ => Err(Unfit::new(format!("{} is still to come: it is {}", line.trim(), self.now.format("%H:%M")))),
        }
    }

    /// An item is answered; a changed answer needs a reason.
    ///
    /// # Errors
    /// When the rules don't allow it: before the reason is asked for, while what was said can still be changed.
    pub fn answer(&self, id: Id, answer: Answer, note: &str) -> Taken {
        let progress = &self.progress;
        if !progress.item(id.as_str()).is_some_and(|(page, item)| progress.needs_reason(page, item)) {
            return Ok(self.record(What::Answered { item: id, answer }, note));
        }
        if note.trim().is_empty() && progress.job.answer(id.as_str()).is_some_and(|it| it.says_the_same(&answer)) {
            return Ok(JobNext::Unchanged);
        }
        let corrected = |reason: String| What::Corrected { item: id, answer: answer.clone(), reason };
        if let Some(step) = self.found_since(&id) {
            return Ok(self.record(corrected(format!("found: {step}")), note));
        }
        rules::check(progress, &corrected("changed".to_owned()), &self.who.into(), note)?;
        Ok(JobNext::Ask(JobQuestion::CorrectionReason { item: id, answer, note: note.to_owned() }))
    }

    /// The step by which the customer's code was found since its item was answered: that is why the answer changes.
    fn found_since(&self, item: &Id) -> Option<Id> {
        if !item.is(known::CODE) {
            return None;
        }
        let job = self.progress.job;
        let route = self.progress.book.recovery(job.token(known::CAR), job.token(known::RADIO));
        let (step, found) = found_by(job, &route)?;
        let is_news = job.latest(known::CODE).is_none_or(|answered| job.is_later(found, answered));
        is_news.then_some(step.id)
    }

    /// An item is said not to apply.
    ///
    /// # Errors
    /// When it may not be left out.
    pub fn skip(&self, item: Id) -> Taken {
        self.allows(&What::Skipped { item }, &self.who.into())?;
        Ok(JobNext::Ask(JobQuestion::SkipReason { item }))
    }

    /// An item is overridden: at once, where the second person has said at another station that he is.
    ///
    /// # Errors
    /// When it may not be.
    pub fn overriding(&self, item: Id) -> Taken {
        let request = self.progress.job.second_request(item.as_str());
        if let Some((request, (said, true))) = request.and_then(|it| Some((it, it.said?))) {
            let (identified, second_at) = (said.who.identified, Some(SecondAt::Station(Box::new(said.link()))));
            let who = Signature { identified, second_at, ..rules::two(self.who, &said.who.first)? };
            let what = What::overrode(item, request.answer.cloned());
            return Ok(JobNext::Record(Entry::new(what, request.asked.note.clone(), who)));
        }
        self.allows(&What::overrode(item, None), &Signature::of_two(self.who, "somebody else"))?;
        Ok(JobNext::Ask(JobQuestion::OverrideReason { item }))
    }

    /// Whether a fact will be taken once its reason is said: what can't be is refused before anything is asked.
    fn allows(&self, what: &What, who: &Signature) -> Result<(), Unfit> {
        rules::check(&self.progress, what, who, "a reason")
    }

    /// The sheet was handed over, where there is one.
    ///
    /// # Errors
    /// When the job has none.
    pub fn handover(&self) -> Taken {
        // who does it may still have to be asked
        self.allows(&What::HandedOver { how: Handover::Signed }, &"somebody".into())?;
        Ok(JobNext::Choose(JobChoice::Handover))
    }

    /// A question was answered with a text.
    ///
    /// # Errors
    /// When the text doesn't answer it.
    pub fn after_text(&self, question: JobQuestion, text: &str) -> Taken {
        match question {
            JobQuestion::Note { item, option, .. } => self.answer(item, Answer::Option(option), text),
            JobQuestion::CorrectionReason { item, answer, note } => {
                Ok(self.record(What::Corrected { item, answer, reason: text.trim().to_owned() }, note))
            }
            JobQuestion::SerialAgain { item, first, note, .. } => {
                let second = Serial::parse(text).map_err(|bad| Unfit::new(bad.to_string()))?;
                if second == first {
                    self.answer(item, Answer::Serial(second), &note)
                } else {
                    Ok(differs(&first, &second))
                }
            }
            JobQuestion::SkipReason { item } => Ok(self.record(What::Skipped { item }, text)),
            JobQuestion::OverrideReason { .. } if text.is_empty() => {
                Err(Unfit::new("say why it is overridden".to_owned()))
            }
            JobQuestion::OverrideReason { item } => {
                check_no_code(item.as_str(), text)?;
                Ok(JobNext::Ask(JobQuestion::Second { item, reason: text.to_owned() }))
            }
            JobQuestion::Second { item, reason } => {
                let who = rules::two(self.who, text)?;
                let item = self.progress.item(item.as_str()).map(|(_, item)| item);
                let item = item.ok_or_else(|| Unfit::new("there is nothing to override any more".to_owned()))?;
                let entry = Box::new(Entry::new(steps::overriding(&self.progress, item), reason, who));
                Ok(JobNext::Choose(JobChoice::SecondAt { entry, may_ask: self.has_others }))
            }
            JobQuestion::Remark { on } => Ok(self.record(What::Remarked { on }, text)),
            JobQuestion::StopRemark { reason, left } => {
                Ok(self.record(What::Stopped { rows: 0, reason: Some(reason), left }, text))
            }
        }
    }

    /// A question was answered by a pick.
    ///
    /// # Errors
    /// When the rules don't allow what was picked.
    pub fn after_pick(&self, pick: JobPick) -> Taken {
        match pick {
            JobPick::Serial { item, serial, note } if serial.suggestion().is_none() => {
                self.answer(item, Answer::Serial(serial), &note)
            }
            JobPick::Serial { item, serial: first, note } => {
                let doubt = "letters where the usual form has digits".to_owned();
                Ok(JobNext::Ask(JobQuestion::SerialAgain { item, first, doubt, note }))
            }
            JobPick::Pause(reason) => {
                let page = steps::current_page(&self.progress);
                let reason = Id::new(reason.word()).map_err(|bad| Unfit::new(bad.to_string()))?;
                Ok(self.record(What::Interrupted { page, reason }, ""))
            }
            JobPick::Stop(reason) => {
                if reason == StopReason::Mistake {
                    rules::check_mistake(&self.progress)?;
                }
                let left = rules::unsafe_parts_left(&self.progress);
                Ok(if left.is_any() {
                    JobNext::Choose(JobChoice::StopUnsafe { reason, left })
                } else {
                    JobNext::Ask(JobQuestion::StopRemark { reason, left })
                })
            }
            JobPick::MakeSafe(reason) => Ok(JobNext::MakeSafe(reason)),
            JobPick::LeaveSo { reason, left } => Ok(JobNext::Ask(JobQuestion::StopRemark { reason, left })),
            JobPick::Handover(how) => Ok(self.record(What::HandedOver { how }, "")),
            JobPick::Record(entry) => Ok(JobNext::Record(*entry)),
        }
    }

    /// What makes the car safe for a stop and is to be signed off next.
    #[must_use]
    pub fn next_to_make_safe(&self) -> Option<Id> {
        rules::next_to_make_safe(&self.progress).map(|item| item.id)
    }

    /// The stop goes on, now that the car is safe.
    #[must_use]
    pub fn made_safe(&self, reason: StopReason) -> JobNext {
        JobNext::Ask(JobQuestion::StopRemark { reason, left: LeftUnsafe::default() })
    }

    /// A fact that needs no question.
    pub(super) fn record(&self, what: What, note: impl Into<String>) -> JobNext {
        JobNext::Record(Entry::new(what, note, self.who))
    }
}

/// Where two readings of a label part.
fn differs(first: &Serial, second: &Serial) -> JobNext {
    let (a, b) = (first.as_str(), second.as_str());
    let at = a.chars().zip(b.chars()).position(|(a, b)| a != b).unwrap_or(a.len().min(b.len()));
    JobNext::Differs(at + 1)
}
