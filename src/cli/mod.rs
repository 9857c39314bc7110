//! The commands, one file each. Results go to stdout, messages to stderr; what went wrong comes back as a [`Failure`] with
//! its exit code: 1 a finding or a broken proof, 2 usage, 3 re-saved by another program, 4 an unfinished last row, 5 could
//! not read or write.

mod args;
mod audit;
mod checklist;
mod checkpoint;
mod deliver;
mod evidence;
mod failure;
mod given;
mod guide;
mod hidden;
mod init;
mod instrument;
mod line;
mod messages;
mod paths;
mod person;
mod plain;
mod record;
mod report;
mod retire;
mod run;
mod said_args;
mod seen;
mod sheet;
mod tell;
mod verify;
mod wanted;
mod whereabouts;
mod which;
mod workshop;

pub use args::{Action, Args};
pub use failure::Failure;
pub use tell::tell;

use std::io::Write;

use clap::CommandFactory;

/// Runs what was asked for. The number is the exit code of a command that did its work.
///
/// # Errors
/// When it could not do its work.
pub fn run(args: Args, out: &mut dyn Write) -> Result<u8, Failure> {
    let folder = args.workshop.map(|folder| paths::unquoted(folder, cfg!(windows)));
    let place = workshop::Asked { folder, station: args.station };
    match args.command {
        None => run::board(&place),
        Some(Action::Run(run)) => run::run(&place, run, out),
        Some(Action::Record(record)) => record::record(&place, &record, out),
        Some(Action::Verify(verify)) => verify::verify(&place, &verify, out),
        Some(Action::Audit(audit)) => audit::audit(&place, &audit, out),
        Some(Action::Where { plate }) => whereabouts::whereabouts(&place, &plate, out),
        Some(Action::Retire(retire)) => retire::retire(&place, &retire, out),
        Some(Action::Checkpoint(checkpoint)) => checkpoint::checkpoint(&place, &checkpoint, out),
        Some(Action::Sheet(sheet)) => sheet::sheet(&place, &sheet, out),
        Some(Action::Person(args)) => person::person(&place, &args, out),
        Some(Action::Guide(guide)) => guide::guide(&place, &guide, out),
        Some(Action::Checklist(checklist)) => checklist::checklist(&place, checklist, out),
        Some(Action::Instrument(args)) => instrument::instrument(&place, &args, out),
        Some(Action::Messages(messages)) => messages::messages(&place, &messages, out),
        Some(Action::Init { folder }) => init::init(&folder, out),
        Some(Action::Completions { shell }) => {
            clap_complete::generate(shell, &mut Args::command(), "precheck", &mut Forgiving(out));
            Ok(0)
        }
        Some(Action::Man) => {
            clap_mangen::Man::new(Args::command()).render(&mut Forgiving(out))?;
            Ok(0)
        }
    }
}

/// Writes on; a reader that has had enough is no error. `clap_complete` would panic on one.
struct Forgiving<'a>(&'a mut dyn Write);

impl Write for Forgiving<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self.0.write(bytes) {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(bytes.len()),
            other => other,
        }
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
