//! The page as one HTML file: no script, no link to anywhere, nothing loaded. A browser prints it on one sheet.
//!
//! What a policy allows is exactly the one style sheet in the file, named by its hash, and the logo inside it.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::document::{Pair, Part, Proof, Sheet};
use super::letterhead::Logo;
use super::qr::Square;
use crate::catalog::Paper;
use crate::journal::Seal;

const STYLE: &str = include_str!("sheet.css");
/// What the tables and charts of a report need beside it.
const REPORT_STYLE: &str = include_str!("report.css");

/// The quiet zone around a QR code, in modules.
const QUIET: usize = 4;

/// The sheet as an HTML file for this paper.
#[must_use]
pub fn html(sheet: &Sheet, paper: Paper) -> String {
    let size = match paper {
        Paper::A4 => "A4",
        Paper::Letter => "letter",
    };
    let mut parts = sheet.sections.iter().flat_map(|section| &section.parts);
    let of_report = if parts.any(|part| matches!(part, Part::Grid(_) | Part::Charts(_))) { REPORT_STYLE } else { "" };
    let style = format!("@page{{size:{size}}}\n{STYLE}{of_report}");
    let hash = STANDARD.encode(Seal::of_bytes(style.as_bytes()).bytes());
    let policy =
        format!("default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'");
    let mut page = Page(String::with_capacity(16 * 1024));
    page.raw("<!doctype html>\n<html lang=\"");
    page.text(&sheet.language);
    page.raw("\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"");
    page.text(&policy);
    page.raw("\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
    page.element("title", "", &sheet.title);
    page.raw("<style>");
    page.raw(&style);
    page.raw("</style>\n</head>\n<body>\n<header>\n");
    sheet.logo.iter().for_each(|logo| page.logo(logo));
    page.raw("<address>");
    for (at, line) in sheet.letterhead.iter().enumerate() {
        page.raw(if at == 0 { "<b dir=\"auto\">" } else { "<br><span dir=\"auto\">" });
        page.text(line);
        page.raw(if at == 0 { "</b>" } else { "</span>" });
    }
    page.raw("</address>\n<div>");
    page.element("h1", "", &sheet.heading);
    sheet.stamp.iter().for_each(|stamp| page.element("p", "stamp", stamp));
    page.raw("</div>\n</header>\n<main>\n");
    page.pairs("facts", &sheet.facts);
    for section in &sheet.sections {
        page.raw("<section>\n");
        page.element("h2", "", &section.heading);
        section.parts.iter().for_each(|part| page.part(part));
        page.raw("</section>\n");
    }
    page.raw("</main>\n<footer class=\"closing\">\n");
    sheet.closing.iter().for_each(|part| page.part(part));
    page.raw("</footer>\n</body>\n</html>\n");
    page.0
}

pub(super) struct Page(String);

impl Page {
    /// Markup of our own.
    pub(super) fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// Text, in which nothing is markup: also inside an attribute in quotes.
    pub(super) fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.raw("&amp;"),
                '<' => self.raw("&lt;"),
                '>' => self.raw("&gt;"),
                '"' => self.raw("&quot;"),
                '\'' => self.raw("&#39;"),
                c => self.0.push(c),
            }
        }
    }

    /// An element with text in it. Its reading order is its own, so that one text can't turn its neighbours.
    pub(super) fn element(&mut self, tag: &str, class: &str, text: &str) {
        self.raw("<");
        self.raw(tag);
        if !class.is_empty() {
            self.raw(" class=\"");
            self.raw(class);
            self.raw("\"");
        }
        if tag != "title" {
            self.raw(" dir=\"auto\"");
        }
        self.raw(">");
        self.text(text);
        self.raw("</");
        self.raw(tag);
        self.raw(">\n");
    }

    fn pairs(&mut self, class: &str, pairs: &[Pair]) {
        self.raw("<dl class=\"");
        self.raw(class);
        self.raw("\">\n");
        for pair in pairs {
            self.element("dt", "", &pair.name);
            self.element("dd", "", &pair.value);
        }
        self.raw("</dl>\n");
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Alarm { title, lines } => {
                self.raw("<div class=\"alarm\">");
                self.element("strong", "", title);
                lines.iter().for_each(|line| self.element("p", "", line));
                self.raw("</div>\n");
            }
            Part::Say(text) => self.element("p", "", text),
            Part::Stress(text) => self.element("p", "stress", text),
            Part::Pairs(pairs) => self.pairs("pairs", pairs),
            Part::Table { head, rows } => {
                self.raw("<table>\n<thead><tr>");
                head.iter().for_each(|cell| self.element("th", "", cell));
                self.raw("</tr></thead>\n<tbody>\n");
                for row in rows {
                    self.raw("<tr>");
                    row.iter().for_each(|cell| self.element("td", "", cell));
                    self.raw("</tr>\n");
                }
                self.raw("</tbody>\n</table>\n");
            }
            Part::Grid(grid) => self.grid(grid),
            Part::Charts(charts) => {
                self.raw("<div class=\"charts\">\n");
                charts.iter().for_each(|chart| self.chart(chart));
                self.raw("</div>\n");
            }
            Part::Points(points) => {
                self.raw("<ul>\n");
                points.iter().for_each(|point| self.element("li", "", point));
                self.raw("</ul>\n");
            }
            Part::Box(text) => {
                self.raw("<div class=\"box\"><span></span>");
                self.element("p", "", text);
                self.raw("</div>\n");
            }
            Part::Tick(text) => self.element("p", "tick", text),
            Part::Lines(lines) => {
                self.raw("<div class=\"lines\">\n");
                for pair in lines {
                    // above and below the line, which stands at one height in all of them
                    self.raw("<div>");
                    self.element("b", "", &pair.value);
                    self.element("span", "", &pair.name);
                    self.raw("</div>\n");
                }
                self.raw("</div>\n");
            }
            Part::Proof(proof) => self.proof(proof),
        }
    }

    fn proof(&mut self, proof: &Proof) {
        self.raw("<div class=\"proof\">");
        if let Some(square) = Square::of(&proof.qr) {
            self.qr(&square);
        }
        self.raw("<div>");
        self.element("h2", "", &proof.heading);
        self.pairs("receipt", std::slice::from_ref(&proof.receipt));
        self.pairs("row", &proof.pairs);
        self.pairs("seal", std::slice::from_ref(&proof.seal));
        self.element("p", "how", &proof.how);
        self.raw("</div></div>\n");
    }

    fn qr(&mut self, square: &Square) {
        let side = square.side + 2 * QUIET;
        // writing into a string can't fail
        let _ =
            write!(self.0, "<svg viewBox=\"0 0 {side} {side}\" role=\"img\" shape-rendering=\"crispEdges\"><path d=\"");
        for (row, column, length) in square.runs() {
            let _ = write!(self.0, "M{} {}h{length}v1h-{length}z", column + QUIET, row + QUIET);
        }
        self.raw("\"/></svg>");
    }

    fn logo(&mut self, logo: &Logo) {
        let kind = if logo.is_png() { "png" } else { "jpeg" };
        let _ = write!(self.0, "<img alt=\"\" src=\"data:image/{kind};base64,{}\">", STANDARD.encode(&logo.bytes));
        self.raw("\n");
    }
}
