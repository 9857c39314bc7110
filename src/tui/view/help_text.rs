//! What F1 says about the program itself: what each screen, call and question is for, and what its words mean.

use crate::app::dialogue::{JobChoice, JobQuestion};
use crate::app::job::{Arrival, Focus, JobScreen, Mode, Question};
use crate::app::new_job::NewJobStep;
use crate::app::parts::Ask;
use crate::app::{Context, Screen, Store};
use crate::domain::PausePoint;

/// The words that the program uses, with what they mean.
pub(super) const WORDS: &[(&str, &str)] = &[
    ("STOP", "the battery stays connected, or the airbag parts untouched: something is still to be done or known"),
    ("CLEAR", "everything before this moment is done and still true: say the call aloud, press c, and only then begin"),
    ("LEAD OFF", "the battery lead is off, since the answer that says so; waits count from there"),
    ("LEAD ON", "the battery lead is on again, and the last page is not complete yet"),
    ("DONE", "the job is finished, and its receipt stands on the customer's sheet"),
    ("hold point ■", "an item that must be done, or overridden by two people, or the job is stopped"),
    ("completion call", "said aloud at the end of a page, then c: from there on everybody relies on the page"),
    ("override", "going on all the same, with a reason and a second person's name; the manager sees it"),
    ("n not applicable", "an item that makes no sense on this car, with the reason; a hold point never is"),
    ("way in", "how a door or the bonnet is opened once the battery is off and the locks are dead"),
    ("backup supply", "a second source that feeds the car while its battery is off, so that the radio forgets nothing"),
    ("near airbags", "work on or beside steering wheel, dashboard, seats, pillars or roof lining, or at a yellow plug"),
    ("guard", "counts the codes that were entered into a radio, and how long it takes none"),
    ("finding", "what a manager looks at first: an answer that is odd, a step left out, a record that was changed"),
    ("receipt", "a short number on the customer's sheet by which the sealed record of the job is checked"),
    ("station", "one computer with its own journal; a job is worked on at the station that began it"),
];

/// The words that are met in the audit, with what they mean: messages.
pub(super) const WORDS_OF_AUDIT: [(&str, &str); 6] = [
    ("help-hold", "help-hold-means"),
    ("help-override", "help-override-means"),
    ("help-call", "help-call-means"),
    ("help-finding", "help-finding-means"),
    ("help-receipt", "help-receipt-means"),
    ("help-station", "help-station-means"),
];

/// What a screen is for, and why: a title and a text; nothing where messages say it.
pub(super) fn about(screen: &Screen, store: &Store) -> (&'static str, &'static str) {
    match screen {
        Screen::Board(_) => (
            "The board",
            "Every open job with the state of its car, then those whose sheet was not handed over, then today's. A digit \
             opens a job, and stays with it for as long as the board is shown.",
        ),
        Screen::NewJob(new_job) => match new_job.step {
            NewJobStep::Offer(_) => (
                "Offered jobs",
                "What the workshop's own system left in the folder that workshop.toml names, as far as nobody has begun it. Number, \
                 kind and plate are offered, to be confirmed one by one; nothing else is read from there.",
            ),
            NewJobStep::Number => (
                "The number",
                "It names the job in the record and on the sheet. Enter takes the next free one of the day; the workshop's \
                 own number may be typed there as well.",
            ),
            NewJobStep::Name(_) => (
                "Technician",
                "Every row of the record is signed with a name, so that somebody can be asked later. Names to choose from \
                 stand in workshop.toml.",
            ),
            NewJobStep::Kind(_) => (
                "Kind of work",
                "It decides what is asked, and whether the battery comes off. Work on or beside airbags, belt tensioners or \
                 their yellow plugs has a list of its own, because those parts can go off.",
            ),
        },
        Screen::Job(job) => about_job(job, store),
        Screen::Guard(_) => (
            "The radio's code",
            "A radio counts wrong codes, and after a few some take none for an hour, or for ever. So each one is recorded before \
             it is entered, and what came of it afterwards. The code itself is never typed here.",
        ),
        Screen::Recovery(_) => (
            "Finding the code",
            "Where the code of this radio may be found, the cheapest way first. What came of each step is recorded, so that \
             nobody asks the dealer twice.",
        ),
        Screen::Preview(_) => (
            "The customer's sheet",
            "What the customer reads: what was found, what was done, and the receipt. Before the work it is the page on which \
             the customer agrees.",
        ),
        Screen::Guide(_) => {
            ("The guide", "What is known about cars, radios and batteries, each page with its sources.")
        }
        Screen::Second(_) => (
            "A second name for another station",
            "Somebody there goes on although an item is not done, and asks one of you to be the second person. What is answered is a \
             row of this station; it is bound to the row that asks, and the one that is then recorded there is bound to it.",
        ),
        Screen::Audit(_) | Screen::Identify(_) | Screen::Help(_) => ("", ""),
    }
}

fn about_job(job: &JobScreen, store: &Store) -> (&'static str, &'static str) {
    match &job.mode {
        Mode::Ask(Ask::Text(question, _)) => about_question(question),
        Mode::Ask(Ask::Choice(choice, _)) => about_choice(choice),
        Mode::Look | Mode::Field(_) => match (job.context(store), &job.focus) {
            (Context::Elsewhere, _) => (
                "A job of another station",
                "It is answered at the station that has it; here it is read, remarked on, and its sheet is printed and handed over. \
                 While it is open, t takes it over: then it is answered here, and nothing more of it there.",
            ),
            (Context::Ended, _) => (
                "A job that has ended",
                "What was wrong can still be corrected, with a reason; the old answer stays in the record.",
            ),
            (_, Focus::Call(pause)) => about_call(*pause),
            (_, Focus::Work) => (
                "The work",
                "It goes on for as long as it takes, and nothing is asked: no digit answers anything. When it is done, w leads to \
                 what is left before the car goes back.",
            ),
            (_, Focus::Item(_)) => ("", ""),
        },
    }
}

fn about_call(pause: PausePoint) -> (&'static str, &'static str) {
    match pause {
        PausePoint::A => (
            "The call of page A",
            "Said aloud, so that whoever works beside you hears what was left out or overridden before the car is prepared. \
             Then c records it.",
        ),
        PausePoint::B => (
            "The call of page B",
            "The moment that counts. It is said aloud, then c is pressed, and only then is done what the call says. The record \
             counts from it, so it is never made ahead.",
        ),
        PausePoint::C => (
            "The call of page C",
            "With the battery off everything was looked at once more: from here on the work may begin.",
        ),
        PausePoint::D => (
            "The end of the job",
            "It finishes the job, seals it, and gives the receipt. Afterwards answers are corrected only with a reason.",
        ),
    }
}

fn about_question(question: &Question) -> (&'static str, &'static str) {
    match question {
        Question::Who(Arrival::Resumes { .. }) => (
            "Who is there",
            "Nobody worked on this for a while, or nobody has said who is here, and somebody else may stand here now: each row is signed with a name. Enter says \
             that it is still the same person; a letter points at somebody else, and Enter takes whoever is pointed at. No digit and no letter alone answers, because it may be \
             meant for the item beneath.",
        ),
        Question::Who(Arrival::TakesFrom(_)) => (
            "Taking it over",
            "From then on this station answers for the job, and the other one only shows it. Look at the car first: which clamps are off, \
             what feeds it, who else works on it. The record names both stations, and who took it over.",
        ),
        Question::Who(_) => {
            ("Who is there", "Each row of the record is signed with a name, and this one decides with which.")
        }
        Question::Dialogue(question) => match question {
            JobQuestion::Note { .. } => {
                ("A few words", "This answer says too little alone: whoever reads it later needs them.")
            }
            JobQuestion::CorrectionReason { .. } => (
                "A correction",
                "The old answer stays in the record beside the new one, so it must be clear why there are two.",
            ),
            JobQuestion::SerialAgain { .. } => (
                "The serial number once more",
                "One wrong character is another radio, and its code locks this one. So it is read and typed twice.",
            ),
            JobQuestion::SkipReason { .. } => (
                "Not applicable",
                "An item that is left out is named on the page's call and to the manager, with this reason.",
            ),
            JobQuestion::OverrideReason { .. } | JobQuestion::Second { .. } => (
                "An override",
                "Two people go on although the item is not done: the reason and both names stand in the record and are a finding.",
            ),
            JobQuestion::Remark { .. } => (
                "A remark",
                "It is recorded at once, on what is in focus, with your name, and changes no answer. It is for the workshop; what \
                 begins with customer: is read by the customer on the sheet, too. Nothing is removed from the record: customer: \
                 alone has the sheet say nothing of what was remarked so before.",
            ),
            JobQuestion::StopRemark { .. } => {
                ("Stopping", "The job ends here. The sheet says why, and a new job begins when the reason is gone.")
            }
        },
    }
}

fn about_choice(choice: &JobChoice) -> (&'static str, &'static str) {
    match choice {
        JobChoice::LookAlike { .. } => (
            "Look-alikes",
            "0 and O, 1 and I, 8 and B look alike on a label, and one of them is another radio. The places that may be wrong are \
             named: look at the label, not at the screen.",
        ),
        JobChoice::SecondAt { .. } => (
            "The second person",
            "Somebody who is here has seen the car; somebody on the phone has heard of it. The record, the customer's sheet and the \
             manager's audit say which.",
        ),
        JobChoice::PauseReason => (
            "A pause",
            "Why nobody works on the car just now: whoever finds it standing there knows. Forgetting it costs nothing.",
        ),
        JobChoice::StopReason { .. } | JobChoice::StopUnsafe { .. } => (
            "Stopping",
            "The job ends here, with the reason: a good outcome where something says stop. With the lead off or something still \
             fitted the car is made safe first, or it is said that it is left so.",
        ),
        JobChoice::Handover => {
            ("Handing over", "How the customer got the sheet. A job whose sheet nobody got stays on the board.")
        }
    }
}
