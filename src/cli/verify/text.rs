//! The report for people, in the workshop's language.

use std::io::{self, Write};

use super::verdict::{Names, is_bundles_only, name_of, verdict};
use crate::domain::text::printable;
use crate::journal::{
    BUNDLE_CANNOT_SHOW, BundleReport, CANNOT_SHOW, Fault, FaultClass, ReceiptFound, Report, StationReport,
};
use crate::words::{PlainWords, Sentence};

/// Tells a report.
pub(super) struct Teller<'a> {
    /// What lines with faults are about.
    pub names: &'a Names,
    pub words: &'a PlainWords,
    pub out: &'a mut dyn Write,
}

impl Teller<'_> {
    pub(super) fn report(&mut self, report: &Report) -> io::Result<()> {
        report.stations.iter().try_for_each(|station| self.station(station))?;
        report.bundles.iter().try_for_each(|bundle| self.bundle(bundle))?;
        report.receipts.iter().try_for_each(|receipt| self.receipt(receipt))?;
        report.faults.iter().try_for_each(|fault| self.fault("", fault))?;
        self.unchecked("", &report.unchecked)?;
        if report.stations.is_empty() && report.bundles.is_empty() && report.faults.is_empty() {
            return self.say("", "verify-no-journal", &[]);
        }
        self.say("", verdict(report), &[])?;
        self.say("", "verify-cannot", &[])?;
        let of_journals = if is_bundles_only(report) { &[][..] } else { &CANNOT_SHOW[..] };
        let of_bundles = if report.bundles.is_empty() { &[][..] } else { &BUNDLE_CANNOT_SHOW[..] };
        let others = of_bundles.iter().filter(|limit| !of_journals.contains(limit));
        of_journals.iter().chain(others).try_for_each(|limit| self.say("- ", limit, &[]))
    }

    /// A line: a message with its values.
    fn say(&mut self, indent: &str, message: &str, values: &[(&str, &str)]) -> io::Result<()> {
        let said = self.words.say(message, values);
        writeln!(self.out, "{indent}{}", printable(&said))
    }

    fn unchecked(&mut self, indent: &str, all: &[Sentence]) -> io::Result<()> {
        all.iter().try_for_each(|what| {
            let what = what.in_words(self.words);
            self.say(indent, "verify-unchecked", &[("what", &what)])
        })
    }

    fn fault(&mut self, indent: &str, fault: &Fault) -> io::Result<()> {
        let message = if fault.class() == FaultClass::Remark { "verify-remark" } else { "verify-fault" };
        let what = fault.sentence().in_words(self.words);
        self.say(indent, message, &[("what", &what)])
    }

    fn station(&mut self, station: &StationReport) -> io::Result<()> {
        let id = station.id.as_ref().map_or_else(|| self.words.get("verify-no-id").to_owned(), ToString::to_string);
        self.say("", "verify-station", &[("station", &station.station), ("id", &id)])?;
        if let Some((seq, time)) = station.begins.filter(|(seq, _)| *seq > 0) {
            self.say("  ", "verify-begins", &[("row", &seq.to_string()), ("time", &time.to_rfc3339())])?;
        }
        for file in &station.files {
            let is_faulty = file.faults.iter().any(|fault| fault.class() != FaultClass::Remark);
            let state = self.state(is_faulty);
            match (file.first_seq, file.last_seq) {
                (Some(first), Some(last)) => {
                    let (first, last) = (first.to_string(), last.to_string());
                    let rows = [("first", &*first), ("last", &*last)];
                    self.say("  ", "verify-file", &[&[("file", &*file.name), ("state", &*state)], &rows[..]].concat())?;
                }
                _ => self.say("  ", "verify-file-empty", &[("file", &file.name), ("state", &state)])?,
            }
            for fault in &file.faults {
                self.fault("    ", fault)?;
                if let Some(name) = name_of(fault, station, self.names) {
                    writeln!(self.out, "      {}", printable(&name.in_words(self.words)))?;
                }
            }
        }
        station.faults.iter().try_for_each(|fault| self.fault("  ", fault))?;
        if let Some(newest) = station.anchors.iter().max() {
            let values = [("n", &*station.anchors.len().to_string()), ("row", &*newest.to_string())];
            self.say("  ", "verify-checkpoints", &values)?;
        }
        self.unchecked("  ", &station.unchecked)?;
        if let Some((seq, seal, time)) = &station.ends {
            let (row, seal) = (seq.to_string(), seal.to_string());
            self.say("  ", "verify-ends", &[("row", &row), ("time", &time.to_rfc3339()), ("seal", &seal)])?;
        }
        Ok(())
    }

    /// Whether something has faults, in a word.
    fn state(&self, is_faulty: bool) -> String {
        self.words.get(if is_faulty { "verify-faults" } else { "verify-intact" }).to_owned()
    }

    fn bundle(&mut self, bundle: &BundleReport) -> io::Result<()> {
        let unnamed = self.words.get("verify-unnamed").to_owned();
        let (job, folder) = (if bundle.job.is_empty() { &unnamed } else { &bundle.job }, bundle.folder.display());
        self.say("", "verify-bundle", &[("job", job), ("folder", &folder.to_string())])?;
        let state = self.state(!bundle.faults.is_empty());
        let (rows, others) = (bundle.rows.to_string(), bundle.rows_elsewhere.to_string());
        self.say("  ", "verify-bundle-rows", &[("n", &rows), ("others", &others), ("state", &state)])?;
        bundle.faults.iter().try_for_each(|fault| self.fault("    ", fault))?;
        if bundle.has_wording {
            self.say("  ", "verify-wording", &[])?;
        }
        match &bundle.ending {
            Some((seq, time, receipt)) => {
                let (row, receipt) = (seq.to_string(), receipt.to_string());
                let values = [("row", &*row), ("time", &*time.to_rfc3339()), ("receipt", &*receipt)];
                self.say("  ", "verify-ended", &values)?;
            }
            None => self.say("  ", "verify-not-ended", &[])?,
        }
        self.unchecked("  ", &bundle.unchecked)
    }

    fn receipt(&mut self, found: &ReceiptFound) -> io::Result<()> {
        let agrees = self.words.get(match found.agrees() {
            Some(true) => "verify-agrees",
            Some(false) => "verify-disagrees",
            None => "verify-reaches-out",
        });
        let (receipt, time, row, line) =
            (found.receipt.to_string(), found.time.to_rfc3339(), found.seq.to_string(), found.line.to_string());
        let values = [
            ("receipt", &*receipt),
            ("job", &*found.job),
            ("time", &*time),
            ("station", &*found.station),
            ("row", &*row),
            ("file", &*found.file),
            ("line", &*line),
            ("agrees", agrees),
        ];
        let said = self.words.say("verify-receipt", &values);
        writeln!(self.out, "{}", printable(&said))?;
        if found.rows_after > 0 {
            self.say("  ", "verify-later", &[("n", &found.rows_after.to_string())])?;
        }
        found.flaws.iter().try_for_each(|flaw| {
            let flaw = flaw.sentence().in_words(self.words);
            writeln!(self.out, "  {}", printable(&flaw))
        })
    }
}
