//! What a workshop says about itself on its sheets: `workshop.toml`, its logo, its own message files.

use std::fs;
use std::path::Path;

use crate::catalog::Workshop;
use crate::domain::saved_text::decode;
use crate::files::read_bounded;
use crate::sheet::{Letterhead, Logo};
use crate::words::{faults, is_language};

/// More than any logo needs, in bytes.
const LOGO_BYTES_MAX: u64 = 2 * 1024 * 1024;
/// More than any message file needs, in bytes.
const MESSAGES_BYTES_MAX: u64 = 256 * 1024;

/// Reads what belongs to the sheets of a workshop. What can't be read is left out and told: a sheet without its logo is
/// still a sheet.
#[must_use]
pub fn read_letterhead(folder: &Path, workshop: &Workshop) -> (Letterhead, Vec<String>) {
    let mut told = Vec::new();
    let mut letterhead = Letterhead {
        name: workshop.name.clone(),
        address: workshop.address.clone(),
        paper: workshop.paper,
        printer: workshop.printer.clone(),
        has_email: workshop.email.is_some(),
        email_fault: workshop.email_fault.clone(),
        language: workshop.language.clone(),
        ..Letterhead::default()
    };
    if let Some(path) = &workshop.logo {
        let path = folder.join(path);
        match read_bounded(&path, LOGO_BYTES_MAX).map(Logo::new) {
            Ok(Ok(logo)) => letterhead.logo = Some(logo),
            Ok(Err(no_logo)) => told.push(format!("{}: {no_logo}", path.display())),
            Err(error) => told.push(format!("{}: {error}", path.display())),
        }
    }
    let Ok(entries) = fs::read_dir(folder.join("messages")) else { return (letterhead, told) };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        let Some(language) = language_of(&path) else { continue };
        let bytes = match read_bounded(&path, MESSAGES_BYTES_MAX) {
            Ok(bytes) => bytes,
            Err(error) => {
                told.push(format!("{}: {error}", path.display()));
                continue;
            }
        };
        match decode(&bytes) {
            Ok(text) => {
                let broken = faults(&language, &text).iter().filter(|it| it.is_error).count();
                if broken > 0 {
                    told.push(format!(
                        "{path}: {broken} of its messages can't be read and are said in English: precheck checklist check {path}",
                        path = path.display()
                    ));
                }
                letterhead.messages.insert(language, text.into_owned());
            }
            Err(error) => told.push(format!("{}: {error}", path.display())),
        }
    }
    (letterhead, told)
}

/// The two letters in the name of a message file.
fn language_of(path: &Path) -> Option<String> {
    let stem = path.file_stem()?.to_str()?;
    (is_language(stem) && path.extension()? == "ftl").then(|| stem.to_owned())
}
