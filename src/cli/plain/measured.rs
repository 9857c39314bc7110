//! Figures that an instrument reads: asked for by `/i`, recorded by an empty line, and only while they are fresh.

use super::Plain;
use crate::cli::Failure;
use crate::domain::{Id, Item, JobKey, Spot};

impl Plain<'_> {
    /// The instruments that can read an item, each with where it is put for it.
    fn instruments(&self, item: &Item) -> Vec<(Id, Spot)> {
        self.headless.store.live.fit(item).map(|(instrument, spot)| (instrument.name, spot)).collect()
    }

    /// Says which instruments can read an item.
    pub(super) fn offer_instruments(&mut self, item: &Item) -> Result<(), Failure> {
        for (at, (name, spot)) in self.instruments(item).into_iter().enumerate() {
            let which = if at == 0 { String::new() } else { format!(" {name}") };
            self.say(&format!("  /i{which} has {name} read it, at the {}", spot.words()))?;
        }
        Ok(())
    }

    /// Has an instrument read; an empty line then records that.
    pub(super) fn measure(&mut self, key: &JobKey, item: &Item, name: &str) -> Result<(), Failure> {
        let instruments = self.instruments(item);
        let meant = instruments.iter().find(|(it, _)| name.is_empty() || it.is(name));
        let Some(&(name, spot)) = meant else {
            return self.say("! no such instrument reads this: type the figure");
        };
        self.say(&format!("{name} reads …"))?;
        let figure = match self.headless.measure(item, name) {
            Err(trouble) => return self.say(&format!("! {name}: {trouble}. Type the figure, or /i once more")),
            Ok(None) => return self.say("! no such instrument reads this: type the figure"),
            Ok(Some(figure)) => figure,
        };
        let how = if figure.is_pretended { "pretended, measured by nothing" } else { "measured" };
        self.say(&format!("{}, {how} by {name} at the {}; it shows {}", figure.volts, spot.words(), spot.proves()))?;
        let Some(line) = self.line("Enter within 5 s records it; a figure that is typed takes its place")? else {
            return Ok(());
        };
        self.headless.catch_up();
        let store = &self.headless.store;
        match store.live.looked_at(item, store.now().tick_ms) {
            _ if line.starts_with('/') => self.say("not recorded"),
            _ if !line.is_empty() => self.follow_of(key, item.id, |dialogue| dialogue.typed(item, &line, "")),
            None => self.say("! not recorded: nobody can have looked at it, or it is over 5 s old: /i reads anew"),
            Some(figure) => {
                self.follow_of(key, item.id, |dialogue| dialogue.measured(item, figure.volts, figure.measured))
            }
        }
    }
}
