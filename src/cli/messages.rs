//! `precheck messages new LANGUAGE`.

use std::io::Write;

use super::workshop::Asked;
use super::{Failure, args::MessagesArgs};
use crate::catalog::begin_messages;
use crate::domain::text::printable;

pub(super) fn messages(asked: &Asked, command: &MessagesArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    let MessagesArgs::New { language } = command;
    let made = begin_messages(&asked.find()?.workshop, language)?;
    let path = printable(&made.path.display().to_string());
    if made.is_new {
        writeln!(out, "made: {path}\ntranslate it, then: precheck checklist check {path}")?;
        return Ok(0);
    }
    writeln!(out, "left as it is: {path}\nwhat it lacks says: precheck checklist check {path}")?;
    Ok(1)
}
