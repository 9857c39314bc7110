//! What verifying and auditing take, inside the program: `cargo bench --bench audit`. `ROWS` and `STATIONS` say how much is made
//! up for it, else 1,000,000 rows at 4 stations. Beside other programs: `benches/peers`.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use std::time::Instant;

use precheck::audit::{Audit, AuditMemory, AuditRequest, Finding, JobSummary, collect};
use precheck::catalog::AuditThresholds;
use precheck::journal::{Options, verify_with};

#[path = "journals/mod.rs"]
mod journals;

/// How often each is timed; the shortest counts: whatever else the machine does only adds to it.
const RUNS: usize = 5;

fn asked(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn shortest_seconds(mut step: impl FnMut()) -> f64 {
    let time = |_| {
        let began = Instant::now();
        step();
        began.elapsed().as_secs_f64()
    };
    (0..RUNS).map(time).fold(f64::INFINITY, f64::min)
}

/// The most memory that the process ever had, in KiB; only Linux tells.
fn peak_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// What a job holds, in bytes, without what the allocator adds to each piece.
fn held_bytes(job: &JobSummary) -> usize {
    let texts = [job.plate.as_deref().map_or(0, str::len), job.serial.as_ref().map_or(0, |it| it.as_str().len())];
    let reasons: usize = job.overrides.iter().map(|it| it.reason.len()).sum();
    let remarks: usize = job.reviews.iter().map(|it| it.remark.len()).sum();
    size_of_val(job)
        + texts.iter().sum::<usize>()
        + size_of_val(&*job.technicians)
        + size_of_val(&*job.skipped)
        + size_of_val(&*job.readings)
        + size_of_val(&*job.recovery)
        + size_of_val(&*job.attempts)
        + size_of_val(&*job.overrides)
        + reasons
        + size_of_val(&*job.reviews)
        + remarks
}

/// What the findings hold, likewise.
fn findings_bytes(audit: &Audit) -> usize {
    let sentences: usize = audit.findings.iter().map(|it| it.sentence.bytes()).sum();
    audit.findings.capacity() * size_of::<Finding>() + sentences
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let rows = asked("ROWS", 1_000_000);
    let stations = u32::try_from(asked("STATIONS", 4))?;
    let made = journals::generate(folder.path(), journals::Plan { rows, stations, months: 24, seed: 1 })?;
    println!(
        "{} rows, {} jobs, {} stations, {} files, {} bytes",
        made.rows, made.jobs, stations, made.files, made.bytes
    );
    let paths = [PathBuf::from(folder.path())];
    let told = |what: &str, threads: usize, seconds: f64| {
        let (ns, mb) = (seconds * 1e9 / made.rows as f64, made.bytes as f64 / 1e6 / seconds);
        let peak = peak_kib().map_or(String::new(), |kib| format!(", peak so far {kib} KiB"));
        println!("{what}, {threads} threads: {seconds:7.3} s, {ns:6.0} ns a row, {mb:6.0} MB/s{peak}");
    };
    for threads in [1, 2] {
        let seconds = shortest_seconds(|| {
            let report = verify_with(threads, &paths, &Options::default());
            assert_eq!(report.exit_code(), 0, "the journals that were made are sound");
        });
        told("verify ", threads, seconds);
    }
    for threads in [1, 2] {
        let now = chrono::DateTime::parse_from_rfc3339("2026-03-01T12:00:00+01:00")?;
        let (thresholds, threads_asked) = (AuditThresholds::default(), NonZeroUsize::new(threads));
        let request = AuditRequest {
            paths: &paths,
            own: None,
            thresholds,
            people: precheck::domain::People::default(),
            from: None,
            now,
            threads: threads_asked,
        };
        let (mut jobs, mut held) = (0, 0);
        let seconds = shortest_seconds(|| {
            let audit = collect(&request, None, &AtomicU64::new(0));
            jobs = audit.jobs.len();
            held = audit.jobs.iter().map(held_bytes).sum::<usize>() + findings_bytes(&audit);
        });
        told("collect", threads, seconds);
        println!("{jobs} jobs hold {} KiB, {} bytes each", held / 1024, held / jobs.max(1));
        assert!(jobs > 0, "the journals that were made have jobs in them");
        let mut memory = AuditMemory::default();
        let _ = collect(&request, Some(&mut memory), &AtomicU64::new(0));
        let again = shortest_seconds(|| {
            let rows = AtomicU64::new(0);
            assert_eq!(collect(&request, Some(&mut memory), &rows).jobs.len(), jobs);
            assert_eq!(rows.into_inner(), 0, "nothing has changed");
        });
        println!("once more, nothing new: {:.3} of that", again / seconds);
    }
    Ok(())
}
