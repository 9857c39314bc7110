//! What one sheet takes: `cargo bench --bench sheet`. In a process that is warm, step by step; and as a whole process, from
//! nothing to a PDF on the disk, beside the limit that it is held to.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use precheck::catalog::Paper;
use precheck::domain::{JobKey, JobNumber, Station};
use precheck::runner::{Folders, Past, Recorder, SystemClock};
use precheck::sheet::{Letterhead, Request, compose, html, pdf, text};

/// How often each step is timed; the median counts.
const RUNS: usize = 50;

/// The limit for a whole process, in milliseconds: the front recorder must not wait for the program, only for the printer.
const LIMIT_MS: f64 = 15.0;

/// Runs the program in a workshop; what it says is of no interest here.
fn precheck(workshop: &Path, args: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_precheck"));
    let ran = command.arg("--workshop").arg(workshop).args(["--station", "bay-1"]).args(args).output();
    assert!(ran.is_ok_and(|ran| ran.status.success()), "precheck {args:?}");
}

fn median_ms(mut step: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let began = Instant::now();
            step();
            began.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let workshop = folder.path();
    precheck::catalog::init(workshop)?;
    let answers = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/whole-job.toml");
    precheck(workshop, &["record", "--answers", &answers.to_string_lossy()]);
    let station = Station::new("bay-1")?;
    let recorder = Recorder::open(Folders::of(workshop), Some(station));
    let mut store = recorder.store(SystemClock::start().now());
    let readers = recorder.readers();
    readers.fill(&mut Past::default(), &mut store, &mut recorder.session())?;
    let key = JobKey { station, number: JobNumber::new("RO-4711")? };
    readers.hold(&mut store, &key)?;
    let progress = store.progress(&key).ok_or("no such job")?;
    let letterhead = Letterhead { language: "de".to_owned(), ..Letterhead::default() };
    let words = letterhead.words("de");
    let request = || Request {
        progress: &progress,
        letterhead: &letterhead,
        words: &words,
        seal: store.seal(progress.job),
        flaws: &[],
        now: store.now().wall,
        customer: None,
        is_practice: false,
        guard: None,
    };
    let sheet = compose(&request())?;
    println!("messages  {:8.3} ms", median_ms(|| drop(letterhead.words("de"))));
    println!("compose   {:8.3} ms", median_ms(|| drop(compose(&request()))));
    println!("text      {:8.3} ms", median_ms(|| drop(text(&sheet, 80))));
    println!("html      {:8.3} ms", median_ms(|| drop(html(&sheet, Paper::A4))));
    println!("pdf       {:8.3} ms", median_ms(|| drop(pdf(&sheet, Paper::A4))));
    let process = median_ms(|| precheck(workshop, &["sheet", "RO-4711", "--format", "pdf"]));
    println!("process   {process:8.3} ms, {:.2} of the limit of {LIMIT_MS} ms", process / LIMIT_MS);
    Ok(())
}
