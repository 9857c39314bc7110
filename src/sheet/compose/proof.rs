//! What ties the page to the journal; or why nothing does.

use super::super::document::{Part, Proof};
use super::Composer;
use crate::domain::{Fact, What};
use crate::journal::{Flaw, FlawKind, Receipt, encode_time};

/// Flaws that are named on the page; `precheck verify` names them all.
const FLAWS_NAMED: usize = 6;

impl Composer<'_> {
    /// The end of the page: the receipt of a job whose record is intact, else what is wrong with it.
    pub(super) fn proof_or_why_not(&self) -> Part {
        if !self.request.flaws.is_empty() {
            return self.not_intact();
        }
        self.proof().map_or_else(|| Part::Say(self.get("open-record")), Part::Proof)
    }

    fn proof(&self) -> Option<Proof> {
        let (_, ended) = self.job().ending()?;
        let seal = self.request.seal?;
        let receipt = Receipt::of(seal).to_string();
        let (station, row, time) = (ended.station.to_string(), ended.seq.to_string(), encode_time(&ended.time));
        let number = &self.job().key.number;
        let how = self.words().fill("how-to-check", &[("receipt", &receipt)]);
        Some(Proof {
            heading: self.get("head-proof"),
            qr: format!("precheck.receipt/1 {station} {number} {row} {time} {receipt} {seal}"),
            how: [how].into_iter().chain(self.not_covered(ended)).collect::<Vec<_>>().join(" "),
            receipt: self.pair("receipt", receipt),
            pairs: vec![self.pair("station", station), self.pair("row", row), self.pair("time-label", time)],
            seal: self.pair("seal", seal.hex()),
        })
    }

    /// That the page shows what was recorded after the end, which the receipt does not answer for.
    fn not_covered(&self, ended: &Fact) -> Option<String> {
        let job = self.job();
        let is_later = |fact: &Fact| !job.is_of_holder(fact) || job.is_later(fact, ended);
        let is_shown = |fact: &Fact| {
            !matches!(
                fact.what,
                What::Printed { .. }
                    | What::Emailed
                    | What::Reviewed { .. }
                    | What::Action { .. }
                    | What::HandedOver { .. }
            )
        };
        let later = job.facts().iter().filter(|fact| is_later(fact) && is_shown(fact)).count();
        let (count, time) = (later.to_string(), self.words().moment(&ended.time));
        (later > 0).then(|| self.words().fill("not-covered", &[("count", &count), ("time", &time)]))
    }

    fn not_intact(&self) -> Part {
        let flaws = self.request.flaws;
        let mut lines = vec![self.get("not-intact-why")];
        lines.extend(flaws.iter().take(FLAWS_NAMED).map(|flaw| self.flaw(flaw)));
        Part::Alarm { title: self.get("not-intact"), lines }
    }

    fn flaw(&self, flaw: &Flaw) -> String {
        let words = self.words();
        let row = flaw.seq.map(|seq| seq.to_string()).unwrap_or_default();
        let item = flaw.item.as_deref().and_then(|id| self.request.progress.checklist.item(id));
        match (&flaw.kind, item) {
            (FlawKind::Changed, Some((_, item))) => {
                words.fill("flaw-answer", &[("what", &self.name(item)), ("row", &row)])
            }
            (FlawKind::Changed, None) => words.fill("flaw-changed", &[("row", &row)]),
            (FlawKind::Unchecked, _) => words.fill("flaw-unchecked", &[("row", &row)]),
            (FlawKind::Counted { .. } | FlawKind::NoStart, _) => words.fill("flaw-counted", &[("row", &row)]),
            (FlawKind::MayLackRows | FlawKind::Displaced, _) => {
                words.fill("flaw-file", &[("file", &format!("{}/{}", flaw.station, flaw.file))])
            }
        }
    }
}
