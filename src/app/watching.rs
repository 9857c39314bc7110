//! The watch over what feeds a car while its battery is off: which job is watched, and what is seen of it at this moment. What is
//! recorded of it the runner records, since it must go on whatever the screen does.

use super::effect::WatchPlan;
use super::event::{NotRead, WatchNews};
use super::live_watch::LiveWatch;
use super::reaction::Reaction;
use super::{Effect, State, Store};
use crate::domain::text::clock;
use crate::domain::{Gate, Id, Instrument, JobKey, OpenWatch, PausePoint, Progress, Reading, Watched};

impl Store {
    /// The instrument that watches at this station.
    #[must_use]
    pub fn watcher(&self) -> Option<&Instrument> {
        self.live.instruments().iter().find(|instrument| instrument.watch.is_at(&self.station))
    }

    /// What is seen of the supply of a job at this moment.
    #[must_use]
    pub fn watch_of(&self, key: &JobKey) -> Option<&LiveWatch> {
        self.watch.as_ref().filter(|watch| watch.plan.job == *key)
    }

    /// Where a job stands, with what the watch over its supply says just now.
    #[must_use]
    pub fn gate_of(&self, progress: &Progress<'_>) -> Gate {
        let low = self.watch_of(&progress.job.key).and_then(LiveWatch::stop);
        match (progress.gate(), low) {
            (Gate::LeadOff { since, .. }, Some(stop)) => Gate::LeadOff { since, stop: Some(stop) },
            (Gate::Working { since, comes_off: true, ends_in_ms, .. }, Some(stop)) => {
                Gate::Working { since, comes_off: true, ends_in_ms, stop: Some(stop) }
            }
            (gate, _) => gate,
        }
    }

    /// What is to be said of the watch beside the gate of a job.
    #[must_use]
    pub fn watch_words(&self, progress: &Progress<'_>) -> Option<String> {
        progress.watched_since().filter(|_| progress.watch_floor().is_some())?;
        let Some(watcher) = self.watcher() else {
            let is_begun = Watched::of(progress.job).is_begun && self.holds(&progress.job.key);
            return is_begun.then(|| "NOT WATCHED any more: no instrument watches at this station".to_owned());
        };
        let tick_ms = self.now().tick_ms;
        let Some(watch) = self.watch_of(&progress.job.key) else {
            return Some(match &self.watch {
                Some(other) => format!("NOT WATCHED: {} watches {}", watcher.name, other.plan.job.number),
                None => "NOT WATCHED: another car's battery is off".to_owned(),
            });
        };
        if watch.is_elsewhere {
            return Some("watched in another window".to_owned());
        }
        match watch.volts(tick_ms) {
            None if watch.is_new(tick_ms) => None,
            None => Some(format!(
                "NO CONTACT with {} for {}: nobody watches the supply",
                watcher.name,
                clock(watch.silent_seconds(tick_ms))
            )),
            Some(_) => {
                let seen = Watched::of(progress.job);
                let low = seen.lowest.filter(|_| seen.dips > 0 && !watch.is_low())?;
                Some(format!("the supply fell to {low}: {} dip{}", seen.dips, if seen.dips == 1 { "" } else { "s" }))
            }
        }
    }

    /// What is to be watched now. An instrument is at one car: while another one's battery is off, no watch begins.
    fn watch_plan(&self) -> Option<WatchPlan> {
        let watcher = self.watcher()?;
        let begun =
            |progress: &Progress<'_>| progress.job.cleared(PausePoint::B).is_some() || progress.off_early().is_some();
        let off: Vec<Progress<'_>> =
            self.open_here().filter(begun).filter(|progress| progress.watched_since().is_some()).collect();
        let plan = |progress: &Progress<'_>| {
            // what another station began is its own: this one watches with an instrument of its own from here on
            let is_own = |open: &OpenWatch| (open.station, open.instrument) == (self.station, watcher.name);
            let open = Watched::of(progress.job).open.filter(is_own);
            Some(WatchPlan {
                job: progress.job.key,
                station: self.station,
                instrument: watcher.name,
                at: watcher.watch_spot(),
                floor: progress.watch_floor()?,
                since: progress.watched_since()?.time,
                begun: open.map(|open| open.row),
            })
        };
        let plans: Vec<WatchPlan> = off.iter().filter_map(plan).collect();
        let is_current = |plan: &&WatchPlan| self.watch_of(&plan.job).is_some();
        let under_way = plans.iter().find(is_current).or_else(|| plans.iter().find(|plan| plan.begun.is_some()));
        under_way.or_else(|| plans.first().filter(|_| off.len() == 1)).cloned()
    }
}

impl State {
    /// Has the watch begun, gone on with or ended, where that changed.
    pub(super) fn watch(&mut self) -> Option<Effect> {
        let plan = self.store.watch_plan();
        let now = self.store.watch.as_ref();
        let is_same = |plan: &WatchPlan, watch: &LiveWatch| {
            let known = &watch.plan;
            (plan.job, plan.instrument) == (known.job, known.instrument)
                && (!watch.is_elsewhere || plan.begun == known.begun)
        };
        let is_kept = match (&plan, now) {
            (None, None) => true,
            (Some(plan), Some(watch)) => is_same(plan, watch),
            _ => false,
        };
        if is_kept {
            return None;
        }
        let tick_ms = self.store.now().tick_ms;
        let is_elsewhere = |job: &JobKey| now.is_some_and(|watch| watch.plan.job == *job && watch.is_elsewhere);
        let mut watch = plan.clone().map(|plan| LiveWatch::new(plan, tick_ms));
        if let Some(watch) = &mut watch {
            watch.is_elsewhere = is_elsewhere(&watch.plan.job);
        }
        self.store.watch = watch;
        Some(Effect::Watch(plan.map(Box::new)))
    }

    /// Takes in what an instrument read, where it watches.
    pub(super) fn take_watched(&mut self, instrument: Id, read: Result<Reading, NotRead>) -> Reaction {
        let watch = self.store.watch.as_mut().filter(|it| it.plan.instrument == instrument && !it.is_elsewhere);
        let rings = watch.is_some_and(|watch| watch.take(read));
        if rings { Reaction::effect(Effect::Ring) } else { Reaction::stay() }
    }

    /// Takes in who watches.
    pub(super) fn take_watch_news(&mut self, news: WatchNews) -> Reaction {
        let Some(watch) = &mut self.store.watch else { return Reaction::stay() };
        watch.is_elsewhere = news == WatchNews::Elsewhere;
        if let WatchNews::Here(before) = news {
            // nobody saw what was between them and now
            let gap = (!before.is_empty()).then_some(None);
            before.into_iter().map(Some).chain(gap).for_each(|volts| watch.note(volts));
        }
        Reaction::stay()
    }

    /// Milliseconds until what is said of the watch changes by itself.
    pub(super) fn watch_changes_ms(&self) -> Option<i64> {
        let watch = self.store.watch.as_ref().filter(|watch| !watch.is_elsewhere)?;
        Some(watch.next_change_ms(self.store.now().tick_ms))
    }
}
