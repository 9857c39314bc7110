//! The facts that people ask for by a single key, put together the same way for every face.

use super::checklist::Since;
use super::people::is_same_name;
use super::status::Status;
use super::{Answer, Field, Id, Item, Measurement, PausePoint, Progress, What};

/// The note of the answer that begins a wait again.
pub const DOOR_OPENED: &str = "door opened, or car locked or unlocked: the wait begins again";

/// The word of a resume when nobody had paused.
const AWAY: &str = "away";
/// The word of a resume when somebody else goes straight on: nothing was interrupted.
const HANDS: &str = "hands";

/// A door was opened, or the car locked: what starts the item's wait is answered again, with the same answer. `None` when
/// the item has no such wait, it hasn't begun, or the call was made on it.
#[must_use]
pub fn restart_wait(progress: &Progress<'_>, item: &Item) -> Option<What> {
    let Some(Field::Wait { since: Since::Items(items), .. }) = &item.field else { return None };
    if progress.job.cleared(PausePoint::B).is_some() {
        return None;
    }
    let last = items.last()?;
    let (page, starts) = progress.item(last.as_str())?;
    let status = progress.status(page, starts);
    let answer = progress.job.answer(last.as_str())?.clone();
    matches!(status, Status::Done | Status::Warn).then(|| What::Answered { item: *last, answer })
}

/// The page that work stands on: the first that was not called complete.
#[must_use]
pub fn current_page(progress: &Progress<'_>) -> PausePoint {
    progress.pages().find(|page| !progress.is_called(page)).map_or(PausePoint::D, |page| page.pause)
}

/// A page's completion call; D's is the end of the job.
#[must_use]
pub fn call(progress: &Progress<'_>, pause: PausePoint) -> Option<What> {
    if pause == PausePoint::D {
        return Some(What::Finished { rows: 0 });
    }
    let page = progress.checklist.page(pause)?;
    let (skipped, overridden) = progress.exceptions(page);
    let count = |items: Vec<&Item>| u32::try_from(items.len()).unwrap_or(u32::MAX);
    Some(What::Cleared { page: pause, skipped: count(skipped), overridden: count(overridden) })
}

/// Work goes on, after a pause or because somebody was away.
///
#[must_use]
pub fn resume(progress: &Progress<'_>) -> What {
    resume_after(progress, AWAY)
}

/// Somebody else works on, of whom what was said of oneself is asked: by this row from now on, and not from his first answer on. `None` where
/// nothing is asked anew, or he has worked on it already.
#[must_use]
pub fn change_hands(progress: &Progress<'_>, who: &str) -> Option<What> {
    let is_another = !is_same_name(progress.job.technician(), who);
    let is_asked = is_another && progress.for_worker(who).asked_of_the_next().is_some();
    is_asked.then(|| resume_after(progress, HANDS))
}

/// Work goes on after a pause, or by this word where nobody had paused.
///
/// # Panics
/// Never: the words are names.
fn resume_after(progress: &Progress<'_>, word: &str) -> What {
    let paused = progress.job.open_interruption().map(|(_, reason)| *reason);
    let reason = paused.unwrap_or_else(|| Id::new(word).expect("a lower-case word is a name"));
    What::Resumed { page: current_page(progress), reason }
}

/// Whether a fact tells that work had been interrupted: what was recorded as a change of hands tells of none.
#[must_use]
pub fn tells_of_interruption(what: &What) -> bool {
    matches!(what, What::Resumed { reason, .. } if !reason.is(HANDS))
}

/// An override of an item, with what was answered all the same: the answer that says stop, or the seconds waited.
#[must_use]
pub fn overriding(progress: &Progress<'_>, item: &Item) -> What {
    let answer = match item.field {
        Some(Field::Wait { .. }) => {
            let waited = progress.wait(item).and_then(|wait| wait.waited_seconds);
            waited.map(|seconds| Answer::Number(Measurement::seconds(seconds)))
        }
        // what no longer holds is not what is gone on with
        _ if progress.item(item.id.as_str()).is_some_and(|(page, it)| progress.status(page, it) == Status::Unfit) => {
            None
        }
        _ => progress.job.answer(item.id.as_str()).cloned().filter(|answer| match answer {
            Answer::Option(id) => progress.options(item).iter().any(|option| option.id == *id),
            _ => true,
        }),
    };
    What::overrode(item.id, answer)
}
