//! The VIN and codes of the car, asked by `/d` at the warning lights and recorded by an empty line; and that line mode watches nothing.

use super::Plain;
use crate::app::job::LOOKED_AT_MS;
use crate::cli::Failure;
use crate::domain::checklist::known;
use crate::domain::{CodesRead, Item, JobKey, What};

impl Plain<'_> {
    /// Says which adapter can ask the car for an item, and what is recorded of that.
    pub(super) fn offer_codes(&mut self, key: &JobKey, item: &Item) -> Result<(), Failure> {
        let progress = self.progress(key)?;
        let recorded = progress.job.codes_read(item.id.as_str());
        let recorded = recorded.map(|(_, read)| format!("  codes: {}, measured by {}", read.told.words(), read.by));
        let change = progress.job.codes_change().filter(|_| item.id.is(known::LAMPS_AFTER));
        let vin = progress.job.vin_read().filter(|_| item.id.is(known::PLATE));
        let vin = vin.map(|(vin, by)| format!("  VIN {vin}, measured by {by}"));
        let change = change.map(|change| format!("  since before: {}", change.words()));
        let reader = progress.may_read_codes(item.id.as_str()).ok().and_then(|()| self.headless.codes_reader());
        let reader = reader.map(|it| format!("  /d asks the car for its VIN and codes by {}: ignition on", it.name));
        for line in vin.into_iter().chain(recorded).chain(change).chain(reader) {
            self.say(&line)?;
        }
        Ok(())
    }

    /// Asks the car; an empty line then records what it told.
    pub(super) fn ask_car(&mut self, key: &JobKey, item: &Item) -> Result<(), Failure> {
        if let Err(unfit) = self.progress(key)?.may_read_codes(item.id.as_str()) {
            return self.say(&format!("! {unfit}"));
        }
        let Some(instrument) = self.headless.codes_reader() else {
            return self.say("! no adapter that reads codes is set in workshop.toml");
        };
        let by = instrument.name;
        self.say(&format!("{by} asks the car: up to a minute …"))?;
        let told = match self.headless.ask_car(&instrument, item.id) {
            Err(trouble) => return self.say(&format!("! {by}: {trouble}. /d asks again, ignition on")),
            Ok(told) => told,
        };
        let how = if instrument.is_pretended() { "pretended, told by no car" } else { "measured" };
        let vin = told.vin.as_deref().unwrap_or("not told");
        self.say(&format!("VIN {vin} · {}, {how} by {by}; the engine's computer alone", told.words()))?;
        let unlike = told.vin.as_deref().map(|vin| self.headless.store.vin_unlike(key, &item.id, vin));
        for words in unlike.into_iter().flatten() {
            self.say(&format!("! {words}"))?;
        }
        if let Some(change) = self.progress(key)?.job.codes_change_to(item.id.as_str(), &told) {
            self.say(&format!("since before: {}", change.words()))?;
        }
        let shown_ms = self.headless.store.now().tick_ms;
        let line = self.line("Enter records it; anything else doesn't")?;
        self.headless.catch_up();
        let is_looked_at = self.headless.store.now().tick_ms - shown_ms >= LOOKED_AT_MS;
        match line {
            Some(line) if line.is_empty() && !is_looked_at => {
                self.say("! not recorded: nobody can have looked at it: /d asks again")
            }
            Some(line) if line.is_empty() => {
                let what = What::CodesRead { item: item.id, read: Box::new(CodesRead { by, told }) };
                let who = self.who.clone();
                let step = self.headless.record(key, what, "", &who);
                self.told(step.map(|_| ()))
            }
            _ => self.say("not recorded"),
        }
    }

    /// Says, while the battery is off, that nobody watches what feeds the car, where an instrument is set for that.
    pub(super) fn say_unwatched(&mut self, key: &JobKey) -> Result<(), Failure> {
        let progress = self.progress(key)?;
        let is_off = progress.watched_since().is_some() && progress.watch_floor().is_some();
        if is_off && self.headless.store.watcher().is_some() {
            self.say("! NOT WATCHED: line mode watches nothing, and the record will say so; the screen watches")?;
        }
        Ok(())
    }
}
