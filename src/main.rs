//! Parses, runs, reports, exits.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use precheck::cli::{Args, Failure, run, tell};

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) if error.use_stderr() => {
            tell(error.render().to_string().trim_end());
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
        // the help or the version
        Err(error) => error.exit(),
    };
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
