//! What an adapter read of the car: codes that are there since the work, and VINs that are not those of one car.

use super::Judge;
use crate::audit::findings::kind::FindingKind;
use crate::domain::checklist::known;
use crate::domain::{What, listed_codes};
use crate::words::{Said, Sentence};

impl Judge<'_> {
    pub(super) fn codes(&mut self) {
        let job = self.job;
        if let (Some((fact, read)), Some(change)) = (job.codes_read(known::LAMPS_AFTER), job.codes_change())
            && !change.new.is_empty()
        {
            let values = [("codes", Said::text(listed_codes(&change.new))), ("by", Said::text(read.by))];
            let sentence = Sentence::says("says-codes-new", values);
            self.find(FindingKind::CodesNew, Some(known::LAMPS_AFTER), fact.time, sentence);
        }
        let told = job.facts().iter().filter_map(|fact| match &fact.what {
            What::CodesRead { item, read } => Some((fact, item, read.told.vin.as_deref()?)),
            _ => None,
        });
        let mut known_vin = job.vin_typed();
        for (fact, item, vin) in told {
            let unlike = known_vin.filter(|known| !known.eq_ignore_ascii_case(vin));
            if let Some(known) = unlike {
                let sentence =
                    Sentence::says("says-vin-unlike", [("vin", Said::text(vin)), ("known", Said::text(known))]);
                self.find(FindingKind::VinUnlike, Some(item.as_str()), fact.time, sentence);
                return;
            }
            known_vin.get_or_insert(vin);
        }
    }
}
