//! Times one sheet in a process that is warm: `cargo run --release --example sheet -- WORKSHOP JOB`.

use std::time::Instant;

use precheck::catalog::{Catalog, Paper};
use precheck::domain::Progress;
use precheck::domain::progress::WallClock;
use precheck::runner::{Desk, Place, sheets};
use precheck::sheet::{House, Request, compose, html, pdf, text};

/// How often each step is timed; the median counts.
const RUNS: usize = 50;

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
    let args: Vec<String> = std::env::args().collect();
    let [_, workshop, job] = &args[..] else { return Err("usage: sheet WORKSHOP JOB".into()) };
    let (desk, _) = Desk::open(Place::of(workshop.as_ref()), None);
    let reading = desk.readers().read_all()?;
    let found = sheets::find(&reading, job);
    let job = found.first().ok_or("no such job")?;
    let (catalog, _) = Catalog::load(Some(workshop.as_ref()));
    let checklist = reading.checklists.get(job.asked().sha).ok_or("its checklist is missing")?;
    let now = job.last().time;
    let ages = WallClock(now);
    let progress = Progress::new(checklist, catalog.book(), job, &ages);
    let seal = job.ending().and_then(|(_, fact)| reading.seals.get(&(fact.station.to_string(), fact.seq)));
    let house = House { language: "de".to_owned(), ..House::default() };
    let words = house.words("de");
    let request =
        || Request { progress: &progress, house: &house, words: &words, seal, now, customer: None, is_practice: false };
    let sheet = compose(&request())?;
    println!("messages  {:8.3} ms", median_ms(|| drop(house.words("de"))));
    println!("compose   {:8.3} ms", median_ms(|| drop(compose(&request()))));
    println!("text      {:8.3} ms", median_ms(|| drop(text(&sheet, 80))));
    println!("html      {:8.3} ms", median_ms(|| drop(html(&sheet, Paper::A4))));
    println!("pdf       {:8.3} ms", median_ms(|| drop(pdf(&sheet, Paper::A4))));
    Ok(())
}
