//! The battery that was off before it was called.

use super::job::answer_in;
use super::{Answer, Checklist, Fact, Item, Job, PausePoint};

/// The answer by which the battery was off before it was called. An option that says so has its meaning whatever else was
/// answered.
pub(super) fn off_early<'a>(checklist: &Checklist, job: &'a Job) -> Option<&'a Fact> {
    if job.cleared(PausePoint::B).is_some() {
        return None;
    }
    let says_so = |item: &Item, answer: Option<&Answer>| {
        let Some(Answer::Option(said)) = answer else { return false };
        item.options.iter().any(|option| option.is_lead_off && option.id == *said)
    };
    let items = checklist.page(PausePoint::B)?.items.iter();
    let saying: Vec<&Item> = items.filter(|item| says_so(item, job.answer(item.id.as_str()))).collect();
    // it was off from when that was said first, whatever was said since
    job.facts().iter().find(|fact| {
        let item = saying.iter().find(|item| fact.what.item() == Some(&item.id));
        item.is_some_and(|item| says_so(item, answer_in(&fact.what)))
    })
}
