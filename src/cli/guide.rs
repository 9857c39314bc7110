//! `precheck guide`: the contents, a page, or what has certain words.

use std::io::Write;

use unicode_width::UnicodeWidthStr;

use super::workshop::Asked;
use super::{Failure, args, checklist};
use crate::catalog::Catalog;
use crate::domain::guide::GuidePage;
use crate::domain::text::printable;
use crate::domain::wrap::wrap_cells;

/// The width where no terminal says another.
const WIDTH: usize = 80;
/// Longer lines are hard to read, however wide the terminal is.
const WIDTH_MAX: usize = 100;

pub(super) fn guide(asked: &Asked, args: &args::GuideArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    let (catalog, _) = checklist::load(asked)?;
    let width = crate::tui::columns().unwrap_or(WIDTH).clamp(20, WIDTH_MAX);
    let text = match &args.topic {
        Some(topic) => page_text(catalog.page(topic).map_err(|unknown| Failure::Usage(unknown.to_string()))?, width),
        None if args.search.is_empty() => contents(&catalog, width),
        None => {
            let wanted = args.search.join(" ");
            let found: Vec<&GuidePage> = catalog.pages().iter().filter(|page| page.has(&wanted)).collect();
            if found.is_empty() {
                return Err(Failure::Finding(format!(
                    "no page of the guide has \"{}\": try fewer or shorter words",
                    printable(&wanted)
                )));
            }
            listed(&found, Some(&wanted), width)
        }
    };
    // what the files say was checked when they were read; this is the last door before a terminal
    let clean: Vec<String> = text.lines().map(printable).collect();
    writeln!(out, "{}", clean.join("\n"))?;
    Ok(0)
}

fn contents(catalog: &Catalog, width: usize) -> String {
    let pages: Vec<&GuidePage> = catalog.pages().iter().collect();
    listed(&pages, None, width) + "\nprecheck guide TOPIC shows a page, precheck guide --search WORD finds one.\n"
}

/// The pages by group, a line each; where something was looked for, with what each says about it.
fn listed(pages: &[&GuidePage], wanted: Option<&str>, width: usize) -> String {
    let column = pages.iter().map(|page| page.id.width()).max().unwrap_or(0) + 2;
    let mut text = String::new();
    let mut group = None;
    for page in pages {
        if group != Some(page.group) {
            let gap = if group.is_some() { "\n" } else { "" };
            text.push_str(&format!("{gap}{}\n", page.group.title()));
            group = Some(page.group);
        }
        hang(&mut text, &format!("  {:<column$}", page.id), &page.title, width);
        if let Some(excerpt) = wanted.and_then(|wanted| page.excerpt(wanted)) {
            hang(&mut text, &" ".repeat(column + 4), excerpt, width);
        }
    }
    text
}

/// A text behind a lead, further lines indented by it.
fn hang(text: &mut String, lead: &str, said: &str, width: usize) {
    let indent = lead.width();
    for (at, line) in wrap_cells(said, width.saturating_sub(indent).max(16)).into_iter().enumerate() {
        let lead = if at == 0 { lead.to_owned() } else { " ".repeat(indent) };
        text.push_str(&format!("{lead}{line}\n"));
    }
}

fn page_text(page: &GuidePage, width: usize) -> String {
    let title: String = wrap_cells(&page.title, width).iter().map(|line| format!("{line}\n")).collect();
    let rule = "=".repeat(page.title.width().min(width));
    let lines: String = page.lines(width).iter().map(|line| format!("{}\n", line.text.trim_end())).collect();
    format!("{title}{rule}\n\n{lines}")
}
