//! The one table that binds keys. It reads keys, writes the help line, and writes the list behind F1.

use tui_input::InputRequest;

use super::key::Key;
use crate::app::{Command, Context};

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where it holds.
    pub contexts: &'static [Context],
    /// Which keys.
    pub keys: Keys,
    /// The key as the help names it.
    pub name: &'static str,
    /// What it does, in a word or two, for the help line; empty keeps it off that line.
    pub label: &'static str,
    /// What it does, for F1.
    pub help: &'static str,
}

impl Binding {
    /// What it does, for one that means a single wish, or any of a few alike.
    #[must_use]
    pub fn command(&self) -> Option<Command> {
        match self.keys {
            Keys::One(_, command) => Some(command()),
            Keys::Digits => Some(Command::Choose(1)),
            Keys::Text => None,
        }
    }
}

/// A set of keys with what they do.
#[derive(Debug, Clone, Copy)]
pub enum Keys {
    /// One key, one command.
    One(Key, fn() -> Command),
    /// The digits 1 to 9: choose.
    Digits,
    /// Everything that edits a line of text.
    Text,
}

use Context::{
    Audit, AuditFind, Board, BoardFind, Call, Elsewhere, Ended, Field, Guard, Guide, GuideFind, GuidePage, Help, Item,
    NewJob, NewJobField, Pick, Preview, PrintAgain, Proof, Recovery, Type, Typed, Wait,
};

/// The contexts of an open job with nothing in front of it.
const JOB: &[Context] = &[Item, Typed, Wait, Call];
/// The contexts with an item in focus.
const ITEM: &[Context] = &[Item, Typed, Wait];
const FIELDS: &[Context] = &[Field, Type, NewJobField, BoardFind, GuideFind, AuditFind];
/// The contexts of the audit with lists in them.
const LISTS: &[Context] = &[Audit, Proof];

const fn one(
    contexts: &'static [Context],
    key: Key,
    command: fn() -> Command,
    name: &'static str,
    label: &'static str,
    help: &'static str,
) -> Binding {
    Binding { contexts, keys: Keys::One(key, command), name, label, help }
}

/// The table.
pub const BINDINGS: &[Binding] = &[
    one(&[Board], Key::Char('n'), || Command::NewJob, "n", "new job", "begin a job"),
    one(&[Board], Key::Enter, || Command::Enter, "Enter", "open", "open the job in focus"),
    one(&[Board], Key::Char('/'), || Command::Find, "/", "find", "find a plate, a job number or a serial"),
    one(&[Board], Key::Esc, || Command::Escape, "Esc", "", "show all jobs again"),
    one(
        &[Board],
        Key::Char('v'),
        || Command::Sheet,
        "v",
        "sheet",
        "view the customer's sheet; of an open job, the page before the work",
    ),
    one(
        &[Board],
        Key::Char('g'),
        || Command::Guide,
        "g",
        "guide",
        "look something up: why a radio asks for its code, where it is found, how it is entered",
    ),
    one(&[Board], Key::Char('a'), || Command::Audit, "a", "audit", "what to look at, every job, and figures"),
    one(&[BoardFind], Key::Enter, || Command::Enter, "Enter", "find", "open it when it is the only one"),
    one(&[BoardFind], Key::Esc, || Command::Escape, "Esc", "all jobs", "show all jobs again"),
    Binding {
        contexts: &[Item, Typed, Pick, NewJob, Guard, Recovery],
        keys: Keys::Digits,
        name: "1-9",
        label: "choose",
        help: "choose that option",
    },
    one(&[Field], Key::Enter, || Command::Enter, "Enter", "record", "record what is typed"),
    one(&[Field], Key::Esc, || Command::Escape, "Esc", "other answers, keys", "leave the field; what is typed is kept"),
    one(&[Type], Key::Enter, || Command::Enter, "Enter", "go on", "take what is typed"),
    one(&[Type, Pick], Key::Esc, || Command::Escape, "Esc", "back", "back to the item; nothing is recorded"),
    one(&[NewJobField], Key::Enter, || Command::Enter, "Enter", "go on", "take what is typed"),
    one(&[NewJobField, NewJob], Key::Esc, || Command::Escape, "Esc", "back", "one step back"),
    one(&[Wait], Key::Enter, || Command::Enter, "Enter", "record", "record the wait once it is over"),
    one(&[Typed], Key::Enter, || Command::Enter, "Enter", "type", "open the field of the item"),
    one(
        &[Call],
        Key::Char('c'),
        || Command::Call,
        "c",
        "call",
        "make the completion call of this page; on the last page it finishes the job",
    ),
    one(ITEM, Key::Char('c'), || Command::Call, "c", "", "go to the completion call, once the page is complete"),
    one(
        &[Wait, Call],
        Key::Char('r'),
        || Command::RestartWait,
        "r",
        "door opened: restart",
        "a door was opened, or the car locked or unlocked: the wait begins again",
    ),
    one(
        ITEM,
        Key::Char('n'),
        || Command::Skip,
        "n",
        "not applicable",
        "say that the item does not apply, with a reason",
    ),
    one(
        ITEM,
        Key::Char('o'),
        || Command::Override,
        "o",
        "override",
        "go on all the same: needs a reason and a second person's name",
    ),
    one(
        &[Item, Typed, Wait, Call, Ended, Guard],
        Key::Char('f'),
        || Command::Recovery,
        "f",
        "find the code",
        "find the code: what to try for this radio, step by step",
    ),
    one(
        &[Item, Typed, Wait, Call, Ended, Elsewhere, Recovery],
        Key::Char('x'),
        || Command::Guard,
        "x",
        "enter the code",
        "before a code is entered, and while the radio takes none: the guard counts attempts and waits",
    ),
    one(
        &[Guard],
        Key::Enter,
        || Command::Enter,
        "Enter",
        "record",
        "record that a code is entered from now on, before it is; then what the radio did",
    ),
    one(
        &[Guard],
        Key::Char('k'),
        || Command::Correct,
        "k",
        "correct",
        "something else came of the last code than was recorded: needs a reason",
    ),
    one(
        &[Guard],
        Key::Char('o'),
        || Command::Override,
        "o",
        "override",
        "one more attempt all the same: needs a reason and a second person's name",
    ),
    one(
        &[Recovery],
        Key::Char('o'),
        || Command::Override,
        "o",
        "override",
        "go on without the code: needs a reason and a second person's name",
    ),
    one(&[Recovery], Key::Char('s'), || Command::Stop, "s", "stop the job", "end the job here, with a reason"),
    one(&[Recovery], Key::Char('m'), || Command::Remark, "m", "remark", "add a remark to what comes of the step"),
    one(
        ITEM,
        Key::Char('m'),
        || Command::Remark,
        "m",
        "remark",
        "add a remark to the next answer; the customer reads it only when it begins with customer:",
    ),
    one(
        JOB,
        Key::Char('p'),
        || Command::Pause,
        "p",
        "pause",
        "pause the job, with a reason; forgetting to pause costs nothing",
    ),
    one(
        JOB,
        Key::Char('s'),
        || Command::Stop,
        "s",
        "stop the job",
        "end the job here, with a reason: a good outcome when something says stop",
    ),
    one(JOB, Key::Char('t'), || Command::ChangeHands, "t", "hands", "somebody else works on"),
    one(JOB, Key::Char('b'), || Command::Up, "b", "back", "back to the item before; arrows move too"),
    one(
        &[Item, Typed, Wait, Call],
        Key::Char('v'),
        || Command::Sheet,
        "v",
        "",
        "view the page before the work, for the customer's consent",
    ),
    one(
        &[Ended, Elsewhere],
        Key::Char('v'),
        || Command::Sheet,
        "v",
        "sheet",
        "view the customer's sheet, print it, save it",
    ),
    one(&[Preview], Key::Char('p'), || Command::Print, "p", "print", "print the sheet; it is saved as well"),
    one(&[Preview], Key::Char('s'), || Command::Save, "s", "save", "save the sheet in exports/sheets"),
    one(
        &[Preview],
        Key::Char('l'),
        || Command::Language,
        "l",
        "language",
        "the sheet in the customer's language: shown, printed and saved in the next one that there is",
    ),
    one(&[Preview], Key::Char('h'), || Command::Handover, "h", "hand over", "record how the sheet was handed over"),
    one(&[Preview], Key::PageUp, || Command::PageUp, "PgUp", "", "a page up"),
    one(&[Preview], Key::PageDown, || Command::PageDown, "PgDn", "page", "a page down; arrows move by a line"),
    one(&[Preview], Key::Esc, || Command::Escape, "Esc", "back", "back to where the sheet was opened"),
    one(&[PrintAgain], Key::Char('y'), || Command::PrintAgain, "y", "print another copy", "print another copy"),
    one(&[PrintAgain], Key::Esc, || Command::Escape, "Esc", "no", "print no other copy"),
    one(&[Ended], Key::Char('h'), || Command::Handover, "h", "hand over", "record how the sheet was handed over"),
    one(&[Ended], Key::Enter, || Command::Enter, "Enter", "", "open the field of the item, to correct it"),
    Binding {
        contexts: &[Ended],
        keys: Keys::Digits,
        name: "1-9",
        label: "",
        help: "correct the answer of the item in focus",
    },
    one(&[Ended], Key::Char('t'), || Command::ChangeHands, "t", "who", "say who you are"),
    one(&[Elsewhere], Key::Char('h'), || Command::Handover, "h", "hand over", "record how the sheet was handed over"),
    one(
        &[Item, Typed, Wait, Call, Ended, Elsewhere],
        Key::Esc,
        || Command::Escape,
        "Esc",
        "board",
        "back to the board; the job stays as it is",
    ),
    one(
        &[Item, Typed, Wait, Call, Ended, Elsewhere],
        Key::Char('g'),
        || Command::Guide,
        "g",
        "guide",
        "what is known about this radio, and everything else that can be looked up",
    ),
    one(&[Guide], Key::Enter, || Command::Enter, "Enter", "open", "open the page in focus"),
    one(
        &[Guide, GuidePage],
        Key::Char('/'),
        || Command::Find,
        "/",
        "find",
        "find pages by words: all that have every one",
    ),
    one(
        &[GuideFind],
        Key::Enter,
        || Command::Enter,
        "Enter",
        "find",
        "keep what was found; open it when it is the only one",
    ),
    one(&[GuideFind], Key::Esc, || Command::Escape, "Esc", "all pages", "show all pages again"),
    one(&[Guide, GuidePage], Key::PageUp, || Command::PageUp, "PgUp", "", "a page up"),
    one(
        &[Guide, GuidePage],
        Key::PageDown,
        || Command::PageDown,
        "PgDn",
        "page",
        "a page down; in an open page arrows move by a line",
    ),
    one(&[GuidePage], Key::Esc, || Command::Escape, "Esc", "contents", "back to the contents"),
    one(&[Guide], Key::Esc, || Command::Escape, "Esc", "back", "back to where the guide was opened"),
    Binding { contexts: &[Guide], keys: Keys::Digits, name: "1-9", label: "", help: "open the page with that number" },
    one(&[Guard, Recovery], Key::Esc, || Command::Escape, "Esc", "back", "back to the job"),
    Binding { contexts: &[Audit], keys: Keys::Digits, name: "1-3", label: "views", help: "findings, jobs, figures" },
    one(&[Audit], Key::Char('/'), || Command::Find, "/", "filter", FILTER_HELP),
    one(
        &[Audit],
        Key::Enter,
        || Command::Enter,
        "Enter",
        "evidence",
        "everything that is recorded about the job in focus",
    ),
    one(
        &[Audit],
        Key::Char('m'),
        || Command::MarkSeen,
        "m",
        "mark as seen",
        "mark the finding as seen, with a remark: a row in this station's journal; nothing else changes",
    ),
    one(
        &[Audit],
        Key::Char('s'),
        || Command::Save,
        "s",
        "save",
        "save what the filter takes in exports/audit: a workbook of jobs, findings and figures",
    ),
    one(
        &[Proof],
        Key::Char('s'),
        || Command::Save,
        "s",
        "save",
        "save this evidence in exports/audit: a folder to hand on, without any other customer's rows",
    ),
    one(&[Audit, Proof], Key::Char('v'), || Command::Sheet, "v", "sheet", "view the customer's sheet of the job"),
    one(LISTS, Key::PageUp, || Command::PageUp, "PgUp", "", "a page up"),
    one(LISTS, Key::PageDown, || Command::PageDown, "PgDn", "page", "a page down; arrows move by a line"),
    one(LISTS, Key::Home, || Command::First, "Home", "", "the first one"),
    one(LISTS, Key::End, || Command::Last, "End", "", "the last one"),
    one(&[AuditFind], Key::PageUp, || Command::PageUp, "PgUp", "", "a page up"),
    one(&[AuditFind], Key::PageDown, || Command::PageDown, "PgDn", "", "a page down"),
    one(&[AuditFind], Key::Enter, || Command::Enter, "Enter", "filter", "leave the field; the filter holds"),
    one(&[AuditFind], Key::Esc, || Command::Escape, "Esc", "show all", "leave the field, and show everything again"),
    one(
        &[Audit],
        Key::Esc,
        || Command::Escape,
        "Esc",
        "back",
        "show everything again; without a filter, back to the board",
    ),
    one(&[Proof], Key::Esc, || Command::Escape, "Esc", "back", "back to the list"),
    one(&[Help], Key::Esc, || Command::Escape, "Esc", "back", "back to the screen"),
    one(
        &[
            Board, NewJob, Item, Typed, Wait, Call, Pick, Ended, Elsewhere, Guard, Recovery, Preview, Guide, GuidePage,
            Audit, Proof, Help,
        ],
        Key::Char('?'),
        || Command::Help,
        "?",
        "",
        "this help",
    ),
    one(
        ALL,
        Key::F(1),
        || Command::Help,
        "F1",
        "why, help",
        "why this is asked, what is known about this radio, and all keys",
    ),
    one(&[Help], Key::PageUp, || Command::PageUp, "PgUp", "", "a page up"),
    one(&[Help], Key::PageDown, || Command::PageDown, "PgDn", "page down", "a page down"),
    one(ALL, Key::Up, || Command::Up, "Up", "", "the one before"),
    one(ALL, Key::Down, || Command::Down, "Down", "", "the one after"),
    one(&[Board], Key::Char('q'), || Command::Quit, "q", "quit", "leave the program; open jobs stay open"),
    one(
        ALL,
        Key::Ctrl('c'),
        || Command::Quit,
        "Ctrl-C",
        "",
        "leave the program at once; what is recorded stays recorded",
    ),
    Binding {
        contexts: FIELDS,
        keys: Keys::Text,
        name: "text",
        label: "",
        help: "type; arrows, Home, End, Backspace and Delete edit",
    },
    Binding {
        contexts: &[Board],
        keys: Keys::Digits,
        name: "1-9",
        label: "",
        help: "open the job with that number on the board",
    },
];

const ALL: &[Context] = &[
    Board,
    BoardFind,
    NewJob,
    NewJobField,
    Item,
    Typed,
    Wait,
    Call,
    Field,
    Pick,
    Type,
    Ended,
    Elsewhere,
    Guard,
    Recovery,
    Preview,
    PrintAgain,
    Guide,
    GuideFind,
    GuidePage,
    Audit,
    AuditFind,
    Proof,
    Help,
];

/// What a filter is made of.
const FILTER_HELP: &str = "leave out what doesn't fit these words, the same as on the command line";

/// What a key means in a context.
#[must_use]
pub fn command(context: Context, key: Key) -> Option<Command> {
    BINDINGS.iter().filter(|binding| binding.contexts.contains(&context)).find_map(|binding| match binding.keys {
        Keys::One(bound, command) => (bound == key).then(command),
        Keys::Digits => match key {
            Key::Char(c @ '1'..='9') => c.to_digit(10).map(|digit| Command::Choose(digit as usize)),
            _ => None,
        },
        Keys::Text => edit(key).map(Command::Edit),
    })
}

/// The bindings of a context, in the order of the table.
pub fn bindings(context: Context) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |binding| binding.contexts.contains(&context))
}

/// How a key edits a line.
fn edit(key: Key) -> Option<InputRequest> {
    Some(match key {
        Key::Char(c) => InputRequest::InsertChar(c),
        Key::Backspace => InputRequest::DeletePrevChar,
        Key::Delete => InputRequest::DeleteNextChar,
        Key::Left => InputRequest::GoToPrevChar,
        Key::Right => InputRequest::GoToNextChar,
        Key::Home | Key::Ctrl('a') => InputRequest::GoToStart,
        Key::End | Key::Ctrl('e') => InputRequest::GoToEnd,
        Key::Ctrl('u') => InputRequest::DeleteLine,
        Key::Ctrl('w') => InputRequest::DeletePrevWord,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_key_means_one_thing_in_each_context() {
        for context in ALL {
            let mut seen = BTreeSet::new();
            for binding in bindings(*context) {
                assert!(seen.insert(binding.name), "{:?}: {} twice", context, binding.name);
            }
        }
    }

    #[test]
    fn in_a_field_letters_are_text() {
        for context in FIELDS {
            assert_eq!(command(*context, Key::Char('q')), Some(Command::Edit(InputRequest::InsertChar('q'))));
            assert_eq!(command(*context, Key::Char('?')), Some(Command::Edit(InputRequest::InsertChar('?'))));
        }
    }
}
