//! `precheck checklist list | show | check`.

use std::io::Write;

use super::args::ChecklistArgs;
use super::paths::expanded;
use super::tell::counted;
use super::workshop::Asked;
use super::{Failure, tell};
use crate::catalog::{Catalog, check, render_list, render_show};

/// The width of text that goes to a pipe or a screen.
const WIDTH: usize = 80;

pub(super) fn checklist(asked: &Asked, command: ChecklistArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    match command {
        ChecklistArgs::List => {
            let (catalog, has_faults) = load(asked)?;
            write!(out, "{}", render_list(&catalog, WIDTH))?;
            Ok(u8::from(has_faults))
        }
        ChecklistArgs::Show { id } => {
            let (catalog, _) = load(asked)?;
            let entry = catalog.get(&id)?;
            write!(out, "{}", render_show(entry, catalog.book(), WIDTH))?;
            Ok(0)
        }
        ChecklistArgs::Check { files } => {
            let checked = check(&expanded(&files));
            for fault in &checked.faults {
                tell(&fault.render());
            }
            let count = |is_error: bool| checked.faults.iter().filter(|fault| fault.is_error() == is_error).count();
            let (files, errors, warnings) =
                (counted(checked.files, "file"), counted(count(true), "error"), counted(count(false), "warning"));
            writeln!(out, "{files} looked at: {errors}, {warnings}")?;
            Ok(u8::from(checked.has_errors()))
        }
    }
}

/// The workshop's checklists and guide, else the built-in ones; and whether something in its files is faulty, which is told.
pub(super) fn load(asked: &Asked) -> Result<(Catalog, bool), Failure> {
    let place = asked.find()?;
    let (catalog, faults) = Catalog::load(Some(&place.workshop));
    for fault in &faults {
        tell(&fault.render());
    }
    let has_errors = faults.iter().any(crate::catalog::FileFault::is_error);
    Ok((catalog, has_errors))
}
