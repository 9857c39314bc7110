//! What the workshop's instruments read at this moment. None of it is an answer before somebody records it.

use std::collections::BTreeMap;

use super::event::NotRead;
use crate::domain::{Field, Id, Instrument, Item, MeasuredBy, Reading, Spot, Volts};

/// After so long a reading no longer stands for the present.
const FRESH_MS: i64 = 5_000;
/// What came up within so long nobody has looked at: a key that is pressed then means the reading before it.
const LOOKED_AT_MS: i64 = 300;

/// The instruments, each with what it read last.
#[derive(Debug, Clone, Default)]
pub struct LiveReadings {
    instruments: Vec<Instrument>,
    last: BTreeMap<Id, LastRead>,
}

/// What came from one instrument last.
#[derive(Debug, Clone, Default)]
struct LastRead {
    reading: Option<Reading>,
    /// The one before it.
    before: Option<Reading>,
    /// Why there is none any more, since the last one.
    trouble: Option<String>,
}

/// A reading that may be recorded for an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LiveFigure {
    /// The figure.
    pub volts: Volts,
    /// By what it was measured, and where that is taken to be put for this item.
    pub measured: MeasuredBy,
    /// How old it is.
    pub age_ms: i64,
    /// Whether nothing is measured, since it is only practised.
    pub is_pretended: bool,
}

/// An instrument that is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WantedInstrument {
    /// Its name.
    pub name: Id,
    /// What a good figure is here, for the one that pretends.
    pub around: Volts,
}

impl LiveReadings {
    /// Nothing was read yet.
    #[must_use]
    pub fn new(instruments: Vec<Instrument>) -> Self {
        Self { instruments, last: BTreeMap::new() }
    }

    /// All of them.
    #[must_use]
    pub fn instruments(&self) -> &[Instrument] {
        &self.instruments
    }

    /// Takes in what an instrument read, or why it didn't.
    pub fn take(&mut self, instrument: Id, read: Result<Reading, NotRead>) {
        let last = self.last.entry(instrument).or_default();
        match read {
            Ok(reading) => {
                last.before = last.reading.replace(reading);
                last.trouble = None;
            }
            Err(why) => last.trouble = Some(why.to_string()),
        }
    }

    /// Forgets what was read by instruments that are read no more: what they show next is something else.
    pub fn keep(&mut self, wanted: &[WantedInstrument]) {
        self.last.retain(|name, _| wanted.iter().any(|it| it.name == *name));
    }

    /// The instruments that read where the item is measured, in the workshop's order, each with that place.
    pub fn fit<'a>(&'a self, item: &'a Item) -> impl Iterator<Item = (&'a Instrument, Spot)> {
        let places = match &item.field {
            Some(Field::Measure { measured_at, .. }) => measured_at.as_slice(),
            _ => &[],
        };
        let place = move |instrument: &Instrument| places.iter().find(|spot| instrument.spots.contains(spot)).copied();
        self.instruments.iter().filter_map(move |instrument| Some((instrument, place(instrument)?)))
    }

    /// The instruments to read while an item is asked for.
    #[must_use]
    pub fn wanted(&self, item: &Item) -> Vec<WantedInstrument> {
        self.fit(item).map(|(it, _)| WantedInstrument { name: it.name, around: good_figure(item) }).collect()
    }

    /// What is shown for an item at a moment of the steady count: the first instrument's reading that is fresh.
    #[must_use]
    pub fn figure(&self, item: &Item, tick_ms: i64) -> Option<LiveFigure> {
        self.figure_of(item, tick_ms, |last| last.reading)
    }

    /// What a key records for an item: what was shown long enough to be looked at.
    #[must_use]
    pub fn looked_at(&self, item: &Item, tick_ms: i64) -> Option<LiveFigure> {
        let shown = self.figure(item, tick_ms)?;
        let is_looked_at = |reading: &Reading| tick_ms - reading.tick_ms >= LOOKED_AT_MS;
        let figure = self.figure_of(item, tick_ms, |last| last.reading.filter(is_looked_at).or(last.before));
        figure.filter(|figure| figure.measured == shown.measured)
    }

    fn figure_of(&self, item: &Item, tick_ms: i64, of: impl Fn(&LastRead) -> Option<Reading>) -> Option<LiveFigure> {
        self.fit(item).find_map(|(instrument, at)| {
            let reading = of(self.last.get(&instrument.name)?)?;
            let age_ms = (tick_ms - reading.tick_ms).max(0);
            let measured = MeasuredBy { by: instrument.name, at };
            let figure = LiveFigure { volts: reading.volts, measured, age_ms, is_pretended: instrument.is_pretended() };
            (age_ms <= FRESH_MS).then_some(figure)
        })
    }

    /// Why the first instrument that fits an item gives nothing: empty where it has only not answered yet.
    #[must_use]
    pub fn trouble(&self, item: &Item) -> Option<(Id, &str)> {
        let (instrument, _) = self.fit(item).next()?;
        let last = self.last.get(&instrument.name);
        Some((instrument.name, last.and_then(|last| last.trouble.as_deref()).unwrap_or_default()))
    }

    /// What one reads at a moment of the steady count, or why it doesn't; an empty reason where it has not answered yet.
    ///
    /// # Errors
    /// With the reason.
    pub fn now(&self, instrument: Id, tick_ms: i64) -> Result<Volts, &str> {
        let last = self.last.get(&instrument).ok_or("")?;
        let is_fresh = |reading: &Reading| tick_ms - reading.tick_ms <= FRESH_MS;
        let reading = last.reading.filter(|it| is_fresh(it) && last.trouble.is_none());
        reading.map(|reading| reading.volts).ok_or(last.trouble.as_deref().unwrap_or_default())
    }

    /// Milliseconds until what is shown for an item changes by itself.
    #[must_use]
    pub fn next_change_ms(&self, item: &Item, tick_ms: i64) -> Option<i64> {
        let figure = self.figure(item, tick_ms)?;
        Some((1000 - figure.age_ms % 1000).min(FRESH_MS + 1 - figure.age_ms))
    }
}

/// A figure within the limits of an item.
fn good_figure(item: &Item) -> Volts {
    let Some(Field::Measure { limits, .. }) = &item.field else { return Volts(0) };
    let low = limits.warn_below.or(limits.stop_below).or(limits.min).unwrap_or(11.0);
    let high = limits.warn_above.or(limits.stop_above).or(limits.max).unwrap_or(low);
    Volts::new((low + high.min(low + 1.0)) / 2.0).unwrap_or(Volts(0))
}
