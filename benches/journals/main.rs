//! Makes a workshop folder full of journals: `cargo run --release --example journals -- --rows 1000000 --stations 4 DIR`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

#[path = "mod.rs"]
mod journals;

/// Makes valid journals of any size, the same for the same seed.
#[derive(Parser)]
struct Args {
    /// Rows in all
    #[arg(long, default_value_t = 100_000)]
    rows: u64,
    /// Over how many stations
    #[arg(long, default_value_t = 4)]
    stations: u32,
    /// Over how many months, from 2024-01 on
    #[arg(long, default_value_t = 24)]
    months: u32,
    /// The same seed makes the same journals
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// A folder without journals; made if it is not there
    folder: PathBuf,
}

fn main() -> ExitCode {
    let Args { rows, stations, months, seed, folder } = Args::parse();
    if rows == 0 || stations == 0 || months == 0 {
        eprintln!("journals: rows, stations and months must be above 0");
        return ExitCode::from(2);
    }
    match journals::generate(&folder, journals::Plan { rows, stations, months, seed }) {
        Ok(made) => {
            println!("{} rows, {} jobs, {} files, {} bytes", made.rows, made.jobs, made.files, made.bytes);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("journals: {}: {error}", folder.display());
            ExitCode::from(5)
        }
    }
}
