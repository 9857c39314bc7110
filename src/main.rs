//! Parses, runs, reports, exits.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use precheck::cli::{Args, Failure, run, tell};

fn main() -> ExitCode {
    let args = Args::parse();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let result = run(args, &mut out).and_then(|code| Ok(out.flush().map(|()| code)?));
    match result {
        Ok(code) => ExitCode::from(code),
        Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(failure) => {
            tell(&format!("precheck: {failure}"));
            ExitCode::from(failure.exit_code())
        }
    }
}
