//! The pictures of the README are the program's own screens, drawn cell by cell. They can't go stale: this test fails when
//! a screen looks different, and `BLESS=1 cargo test picture` draws them anew.

use std::fmt::Write as _;
use std::path::Path;

use precheck::app::job::JobScreen;
use precheck::app::{Command, Event, Screen, State, update};
use precheck::catalog::Workshop;
use precheck::domain::input::parse_typed;
use precheck::domain::{Answer, Id, JobKey, JobNumber, Pause, Station};
use precheck::runner::{Desk, Place, Session, SystemClock};
use precheck::tui::theme::Theme;
use precheck::tui::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::built_in;

/// A cell in the picture, in pixels.
const CELL: (usize, usize) = (9, 19);

/// A job as far as the given answers go, on the screen at 80×24.
fn screen_after(answers: &[(&str, &str)], typing: &str) -> Buffer {
    let folder = tempfile::tempdir().unwrap();
    let place = Place { workshop: folder.path().into(), exports: folder.path().join("exports"), is_practice: false };
    let desk = Desk::new(place, Workshop::default(), built_in::first().clone(), Station::new("bay-1").unwrap());
    let mut session = Session::begin(desk).unwrap();
    let number = JobNumber::new("261122-01").unwrap();
    let key: JobKey = session.start(&number, "Ana K.", "battery", false).unwrap();
    for (id, value) in answers {
        answer(&mut session, &key, id, value);
    }
    let screen = JobScreen::open(&session.world, key).unwrap();
    let mut state = State::new(session.world);
    state.screens.push(Screen::Job(Box::new(screen)));
    let typed = Event::Wished(Command::Paste(typing.to_owned()));
    assert_eq!(update(&mut state, typed, SystemClock::start().now()), []);
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    terminal.draw(|frame| view(&state, Theme::new(true), frame)).unwrap();
    terminal.backend().buffer().clone()
}

/// One answer; `call` makes the completion call that is due.
fn answer(session: &mut Session, key: &JobKey, id: &str, value: &str) {
    if id == "call" {
        session.call(key, Pause::from_id(value).unwrap(), "Ana K.").unwrap();
        return;
    }
    let checklist = session.checklist(key).unwrap();
    let (_, item) = checklist.item(id).unwrap();
    let answer = match Id::new(value) {
        Ok(option) if item.field.is_none() => Answer::Option(option),
        _ => parse_typed(item, value).unwrap(),
    };
    session.answer(key, &item.id, answer, "", "Ana K.").unwrap();
}

#[test]
fn the_picture_of_the_readme_is_the_screen() {
    let answers = [
        ("arrival-volts", "12.4"),
        ("arrival", "plays"),
        ("plate", "AB12 CDE"),
        ("car", "j11"),
        ("engine", "petrol"),
        ("stop-start", "yes"),
        ("radio", "j11-connect"),
    ];
    let buffer = screen_after(&answers, "BP 5389 7131 76");
    compare("screen.svg", &svg(&buffer));
}

/// Compares with the picture in `docs`, or draws it anew.
fn compare(name: &str, drawn: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, drawn).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        known == drawn,
        "docs/{name} no longer shows the screen: BLESS=1 cargo test picture draws it anew, then look at it"
    );
}

/// The buffer as a picture: one rectangle and one text for each run of cells that look the same.
fn svg(buffer: &Buffer) -> String {
    let (columns, rows) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let (width, height) = (columns * CELL.0 + 20, rows * CELL.1 + 20);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#16181d\"/>\n\
         <g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\" xml:space=\"preserve\">\n"
    );
    for y in 0..rows {
        let cells: Vec<&Cell> = (0..columns).map(|x| &buffer[(x as u16, y as u16)]).collect();
        let mut x = 0;
        for run in cells.chunk_by(|a, b| a.style() == b.style()) {
            draw_run(&mut out, run, x, y);
            x += run.len();
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

fn draw_run(out: &mut String, run: &[&Cell], x: usize, y: usize) {
    let text: String = run.iter().map(|cell| cell.symbol()).collect();
    let (mut fg, mut bg) = (color(run[0].fg, "#d7dae0"), color(run[0].bg, "none"));
    if run[0].modifier.contains(Modifier::REVERSED) {
        (fg, bg) = ("#16181d", if fg == "none" { "#d7dae0" } else { fg });
    }
    let (left, top, width) = (10 + x * CELL.0, 10 + y * CELL.1, run.len() * CELL.0);
    if bg != "none" {
        let _ = writeln!(out, "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{}\" fill=\"{bg}\"/>", CELL.1);
    }
    if text.trim().is_empty() && !run[0].modifier.contains(Modifier::UNDERLINED) {
        return;
    }
    let weight = if run[0].modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    let line = if run[0].modifier.contains(Modifier::UNDERLINED) { " text-decoration=\"underline\"" } else { "" };
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let _ = writeln!(
        out,
        "<text x=\"{left}\" y=\"{}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{fg}\"{weight}{line}>{escaped}</text>",
        top + 14
    );
}

fn color(color: Color, reset: &'static str) -> &'static str {
    match color {
        Color::Red => "#c8372d",
        Color::LightRed => "#ff6b5e",
        Color::Green => "#5dbb63",
        Color::Yellow => "#e2b93b",
        Color::Cyan => "#54b9c9",
        Color::Gray => "#9aa1ad",
        Color::White => "#ffffff",
        Color::Black => "#101216",
        _ => reset,
    }
}
