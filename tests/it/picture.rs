//! The picture of the front page shows the program's own screens, one after another, drawn cell by cell: those between the
//! fences of the film `front-page`. It can't go stale: this test fails when a screen looks different, and
//! `BLESS=1 cargo test picture` draws it anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use crate::film::{self, Drawn, MASKED};

/// Stands for the receipt, which differs from run to run.
const RECEIPT: &str = "JYP7-H2FB-K87W-GRFS-M";
/// A cell in the picture, in pixels.
const CELL: (usize, usize) = (9, 19);
/// The space around the cells, and the strip below them that says what is shown.
const MARGIN: usize = 10;
const CAPTION: usize = 44;
/// How long a frame stays, and the last one, in seconds.
const FRAME_SECONDS: usize = 4;
const LAST_SECONDS: usize = 7;

const STYLE: &str = "\
text{font:15px 'DejaVu Sans Mono',Menlo,Consolas,monospace;white-space:pre}\
.b{font-weight:bold}.u{text-decoration:underline}\
.caption{font:16px 'DejaVu Sans',system-ui,sans-serif;fill:#d7dae0}.f{visibility:hidden}#f0{visibility:visible}";

#[test]
fn the_picture_of_the_front_page_is_the_screens() {
    let drawn = moving(&film::screens("front-page"));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/job.svg");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &drawn).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        known == drawn,
        "docs/job.svg no longer shows the screens: BLESS=1 cargo test picture draws them anew, then look at it"
    );
}

/// The screens as one picture that shows them in turn, each with its heading. A viewer that moves nothing, or was asked to
/// move nothing, shows the first. Lines that look the same are drawn once.
fn moving(screens: &[(String, Drawn)]) -> String {
    let area = screens[0].1.cells.area;
    let (columns, rows) = (usize::from(area.width), usize::from(area.height));
    let (width, height) = (columns * CELL.0 + 2 * MARGIN, rows * CELL.1 + 2 * MARGIN + CAPTION);
    let whole = (screens.len() - 1) * FRAME_SECONDS + LAST_SECONDS;
    let mut lines: BTreeMap<String, usize> = BTreeMap::new();
    let (mut frames, mut times) = (String::new(), String::new());
    for (at, (heading, drawn)) in screens.iter().enumerate() {
        let from = percent(at * FRAME_SECONDS, whole);
        let to = percent(if at + 1 == screens.len() { whole } else { (at + 1) * FRAME_SECONDS }, whole);
        let _ = writeln!(
            times,
            "#f{at}{{animation:k{at} {whole}s steps(1) infinite}}\n\
             @keyframes k{at}{{0%{{visibility:hidden}}{from}{{visibility:visible}}{to}{{visibility:{}}}}}",
            if at + 1 == screens.len() { "visible" } else { "hidden" }
        );
        let _ = writeln!(frames, "<g id=\"f{at}\" class=\"f\">");
        for (y, cells) in drawn.cells.content.chunks(columns).enumerate() {
            let line = line(cells);
            if !line.is_empty() {
                let count = lines.len();
                let name = *lines.entry(line).or_insert(count);
                let _ = writeln!(frames, "<use href=\"#l{name}\" y=\"{}\"/>", MARGIN + y * CELL.1);
            }
        }
        if let Some((x, y)) = drawn.cursor.as_deref().and_then(|cursor| cursor.split_once(',')) {
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let (x, y) = (MARGIN + x * CELL.0, MARGIN + y * CELL.1);
            let _ = writeln!(frames, "<rect x=\"{x}\" y=\"{y}\" width=\"2\" height=\"{}\" fill=\"#ffffff\"/>", CELL.1);
        }
        let number = format!("{} of {}", at + 1, screens.len());
        let _ = writeln!(
            frames,
            "<text class=\"caption\" x=\"{}\" y=\"{}\">{number} · {}</text>\n</g>",
            2 * MARGIN,
            height - CAPTION / 2,
            escaped(heading)
        );
    }
    let mut numbered: Vec<(&String, &usize)> = lines.iter().collect();
    numbered.sort_by_key(|(_, name)| **name);
    let lines: String = numbered.iter().map(|(line, name)| format!("<g id=\"l{name}\">{line}</g>\n")).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" xml:space=\"preserve\">\n\
         <style>{STYLE}\n@media (prefers-reduced-motion:no-preference){{\n{times}}}</style>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#16181d\"/>\n<defs>\n{lines}</defs>\n{frames}</svg>\n"
    )
}

fn percent(seconds: usize, whole: usize) -> String {
    format!("{:.2}%", seconds as f64 * 100.0 / whole as f64)
}

/// A line of the screen: one rectangle and one text for each run of cells that look the same.
fn line(cells: &[Cell]) -> String {
    let (mut out, mut x) = (String::new(), 0);
    for run in cells.chunk_by(|a, b| a.style() == b.style()) {
        draw_run(&mut out, run, MARGIN + x * CELL.0);
        x += run.len();
    }
    out
}

fn draw_run(out: &mut String, run: &[Cell], left: usize) {
    let text = run.iter().map(Cell::symbol).collect::<String>().replace(MASKED, RECEIPT);
    let (mut fg, mut bg) = (color(run[0].fg, "#d7dae0"), color(run[0].bg, "none"));
    if run[0].modifier.contains(Modifier::REVERSED) {
        (fg, bg) = ("#16181d", if fg == "none" { "#d7dae0" } else { fg });
    }
    let width = run.len() * CELL.0;
    if bg != "none" {
        let _ = write!(out, "<rect x=\"{left}\" width=\"{width}\" height=\"{}\" fill=\"{bg}\"/>", CELL.1);
    }
    let is_underlined = run[0].modifier.contains(Modifier::UNDERLINED);
    if text.trim().is_empty() && !is_underlined {
        return;
    }
    // blanks at the sides are left out: some viewers take them away, and stretch what is left
    let (before, text) = if is_underlined { (0, &*text) } else { (text.len() - text.trim_start().len(), text.trim()) };
    let (left, width) = (left + before * CELL.0, text.chars().count() * CELL.0);
    let class = match (run[0].modifier.contains(Modifier::BOLD), is_underlined) {
        (true, true) => " class=\"b u\"",
        (true, false) => " class=\"b\"",
        (false, true) => " class=\"u\"",
        (false, false) => "",
    };
    let text = escaped(text);
    let _ = write!(out, "<text x=\"{left}\" y=\"14\" textLength=\"{width}\"{class} fill=\"{fg}\">{text}</text>");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn color(color: Color, reset: &'static str) -> &'static str {
    match color {
        Color::Indexed(16) => "#000000",
        Color::Indexed(25) => "#005faf",
        Color::Indexed(208) => "#ff8700",
        Color::Indexed(40) => "#00d700",
        Color::Indexed(44) => "#00d7d7",
        Color::Indexed(160) => "#d70000",
        Color::Indexed(220) => "#ffd700",
        Color::Indexed(231) => "#ffffff",
        Color::Reset => reset,
        other => panic!("a colour that some palette changes: {other:?}"),
    }
}
