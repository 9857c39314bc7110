//! Reads instruments, each on a thread of its own that nobody waits for: once a second, however much a device sends.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::clock::SystemClock;
use super::lane::Sink;
use super::watching::WatchTask;
use crate::app::event::NotRead;
use crate::app::{CodesRequest, Event, WantedInstrument, WatchPlan};
use crate::domain::checklist::known;
use crate::domain::{CarCodes, Id, Instrument, InstrumentSource, Reading, Volts};
use crate::instrument::{InstrumentTrouble, SteadyInstrument, StopFlag, pretended_codes, read_codes};
use crate::journal::Draft;

/// How often one is read.
const EVERY: Duration = Duration::from_secs(1);
/// No screen is drawn anew for instruments more often: where there are many, each is read more seldom.
const APART: Duration = Duration::from_millis(350);
/// How long the end of the program waits for those that are being read: what they started is ended with them.
const END: Duration = Duration::from_millis(500);

/// By how much a good supply is above the floor of a watch, for the instrument that pretends.
const ABOVE_FLOOR: Volts = Volts(1_500);

/// Records a row of the job that is watched, and gives its number.
pub(super) type RecordWatch = Box<dyn Fn(Draft) -> Option<u64> + Send>;

/// What the thread of an instrument tells, records and keeps by. What records is taken away at the program's end, which waits for no
/// instrument.
#[derive(Clone)]
struct Beside {
    clock: SystemClock,
    sink: Sink,
    exports: PathBuf,
    record: Arc<Mutex<Option<RecordWatch>>>,
}

/// The workshop's instruments, of which some are read.
pub(super) struct Instruments {
    all: Vec<Instrument>,
    readers: Mutex<InstrumentReaders>,
    beside: Beside,
}

/// The threads, and what they are for.
#[derive(Default)]
struct InstrumentReaders {
    threads: Vec<InstrumentReader>,
    wanted: Vec<WantedInstrument>,
    watch: Option<WatchPlan>,
}

/// The thread of one instrument.
struct InstrumentReader {
    order: Option<Order>,
    name: Id,
    orders: Sender<ToReader>,
    stop: StopFlag,
    thread: JoinHandle<()>,
}

/// What the thread of an instrument is told.
enum ToReader {
    /// How it is to be read from now on, or not at all.
    Read(Option<Order>),
    /// To ask the car, once.
    AskCar(CodesRequest),
}

/// How an instrument is to be read.
#[derive(Clone, PartialEq)]
struct Order {
    around: Volts,
    every: Duration,
    /// Whether somebody looks at what it reads.
    is_wanted: bool,
    watch: Option<WatchPlan>,
}

impl Instruments {
    pub fn new(all: Vec<Instrument>, exports: PathBuf, record: RecordWatch, clock: SystemClock, sink: Sink) -> Self {
        let beside = Beside { clock, sink, exports, record: Arc::new(Mutex::new(Some(record))) };
        Self { all, readers: Mutex::default(), beside }
    }

    /// Reads these from now on, and no others but the one that watches.
    pub fn want(&self, wanted: Vec<WantedInstrument>) {
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        readers.wanted = wanted;
        readers.order(&self.all, &self.beside);
    }

    /// Asks a car for its VIN and codes, once.
    pub fn ask_car(&self, request: CodesRequest) {
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(instrument) = self.all.iter().find(|it| it.name == request.instrument) {
            let _ = readers.of(instrument, &self.beside).orders.send(ToReader::AskCar(request));
        }
    }

    /// Watches this from now on, or ends what was watched.
    pub fn watch(&self, plan: Option<WatchPlan>) {
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        readers.watch = plan;
        readers.order(&self.all, &self.beside);
    }
}

impl InstrumentReaders {
    /// Tells each instrument how it is to be read now.
    fn order(&mut self, all: &[Instrument], beside: &Beside) {
        let count = self.wanted.len() + usize::from(self.watch.is_some());
        let slow = EVERY.max(APART * u32::try_from(count).unwrap_or(1));
        for instrument in all {
            let wanted = self.wanted.iter().find(|it| it.name == instrument.name);
            let watch = self.watch.clone().filter(|plan| plan.instrument == instrument.name);
            let of_watch = watch.as_ref().map(|plan| plan.floor + ABOVE_FLOOR);
            let around = of_watch.or_else(|| wanted.map(|it| it.around));
            let every = if watch.is_some() { EVERY } else { slow };
            let order = around.map(|around| Order { around, every, is_wanted: wanted.is_some(), watch });
            if order.is_none() && self.threads.iter().all(|reader| reader.name != instrument.name) {
                continue;
            }
            let reader = self.of(instrument, beside);
            if reader.order != order {
                reader.stop.set(order.is_none());
                // the thread lives as long as this sender
                let _ = reader.orders.send(ToReader::Read(order.clone()));
                reader.order = order;
            }
        }
    }

    /// The thread of an instrument, begun where there is none.
    fn of(&mut self, instrument: &Instrument, beside: &Beside) -> &mut InstrumentReader {
        let known = self.threads.iter().position(|reader| reader.name == instrument.name);
        let at = known.unwrap_or_else(|| {
            self.threads.push(InstrumentReader::start(instrument.clone(), beside.clone()));
            self.threads.len() - 1
        });
        &mut self.threads[at]
    }
}

impl Drop for Instruments {
    /// What is watched is left as it is: whoever begins anew finds it, and says how long nobody watched.
    fn drop(&mut self) {
        let readers = std::mem::take(self.readers.get_mut().unwrap_or_else(PoisonError::into_inner));
        let threads: Vec<JoinHandle<()>> = readers
            .threads
            .into_iter()
            .map(|reader| {
                reader.stop.set(true);
                reader.thread
            })
            .collect();
        drop(self.beside.record.lock().unwrap_or_else(PoisonError::into_inner).take());
        let began = Instant::now();
        while threads.iter().any(|thread| !thread.is_finished()) && began.elapsed() < END {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl InstrumentReader {
    fn start(instrument: Instrument, beside: Beside) -> Self {
        let (orders, taken) = mpsc::channel();
        let (name, stop) = (instrument.name, StopFlag::default());
        let of_thread = stop.clone();
        let thread = std::thread::spawn(move || {
            OnThread { instrument, stop: of_thread, beside, watch: None, ended: Vec::new() }.go_on(&taken)
        });
        Self { order: None, name, orders, stop, thread }
    }
}

/// An instrument on its thread.
struct OnThread {
    instrument: Instrument,
    stop: StopFlag,
    beside: Beside,
    watch: Option<WatchTask>,
    /// Watches whose last rows the disk has not taken yet.
    ended: Vec<WatchTask>,
}

impl OnThread {
    /// Reads it whenever it is wanted or watches. What it holds is let go meanwhile, so that another window may read it.
    fn go_on(&mut self, orders: &Receiver<ToReader>) {
        let mut order: Option<Order> = None;
        let mut steady = None;
        loop {
            self.take_watch(order.as_ref().and_then(|order| order.watch.as_ref()));
            let is_read = self.take_up() | order.as_ref().is_some_and(|order| order.is_wanted);
            let Some(Order { around, every, .. }) = order.clone() else {
                steady = None;
                let next = match self.ended.is_empty() {
                    true => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
                    false => orders.recv_timeout(EVERY),
                };
                match next {
                    Ok(ToReader::Read(next)) => order = next,
                    Ok(ToReader::AskCar(request)) => self.ask_car(request),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return,
                }
                continue;
            };
            let began = Instant::now();
            if is_read {
                let make = || SteadyInstrument::new(pretending(&self.instrument, around), self.stop.clone());
                let read = steady.get_or_insert_with(make).read(|| self.beside.clock.now().tick_ms);
                self.tell(read);
            } else {
                steady = None;
            }
            match orders.recv_timeout(every.saturating_sub(began.elapsed())) {
                Ok(ToReader::AskCar(request)) => {
                    // an adapter answers one at a time
                    steady = None;
                    self.ask_car(request);
                }
                Ok(ToReader::Read(next)) => {
                    let is_elsewhere = next.as_ref().is_none_or(|it| it.around != around);
                    steady = steady.filter(|_| !self.instrument.is_pretended() || !is_elsewhere);
                    order = next;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Asks the car, and tells what it told.
    fn ask_car(&self, request: CodesRequest) {
        let read = ask_car(&self.instrument, request.item).map_err(NotRead::new);
        (self.beside.sink)(Event::CodesRead(request, read));
    }

    /// Begins to watch for another job, or ends a watch.
    fn take_watch(&mut self, plan: Option<&WatchPlan>) {
        let is_same = |task: &WatchTask| plan.is_some_and(|plan| plan.job == task.plan.job);
        let now = self.beside.clock.now();
        if let Some(mut task) = self.watch.take_if(|task| !is_same(task)) {
            let told = task.end(now, &mut self.beside.recorder());
            told.into_iter().for_each(|event| (self.beside.sink)(event));
            self.ended.push(task);
        }
        self.write_rest();
        match (&mut self.watch, plan) {
            (Some(task), Some(plan)) if !task.is_running() => task.plan = plan.clone(),
            (None, Some(plan)) => self.watch = Some(WatchTask::new(plan.clone(), &self.beside.exports, now)),
            _ => {}
        }
    }

    /// Records what the disk did not take at the end of a watch, once it does.
    fn write_rest(&mut self) {
        let mut record = self.beside.recorder();
        self.ended.retain_mut(|task| !task.write_rest(&mut record));
    }

    /// Takes a watch up; whether this window watches.
    fn take_up(&mut self) -> bool {
        let Some(task) = &mut self.watch else { return false };
        let told = task.take_up(self.beside.clock.now(), &mut self.beside.recorder());
        told.into_iter().for_each(|event| (self.beside.sink)(event));
        task.is_running()
    }

    /// Records what was read, where it watches, and tells it.
    fn tell(&mut self, read: Result<Reading, InstrumentTrouble>) {
        if self.stop.is_set() {
            return;
        }
        if let Some(task) = &mut self.watch {
            let volts = read.as_ref().ok().map(|reading| reading.volts);
            let told = task.sample(volts, self.beside.clock.now(), &mut self.beside.recorder());
            told.into_iter().for_each(|event| (self.beside.sink)(event));
        }
        let instrument = self.instrument.name;
        (self.beside.sink)(Event::Measured { instrument, read: read.map_err(NotRead::new) });
    }
}

impl Beside {
    /// Records a row, as long as the program does not end.
    fn recorder(&self) -> impl FnMut(Draft) -> Option<u64> + use<> {
        let record = self.record.clone();
        move |draft| record.lock().unwrap_or_else(PoisonError::into_inner).as_ref()?(draft)
    }
}

/// One reading, for whoever waits for it.
pub(super) fn read_once(
    instrument: &Instrument,
    around: Volts,
    clock: SystemClock,
) -> Result<Reading, InstrumentTrouble> {
    SteadyInstrument::new(pretending(instrument, around), StopFlag::default()).read(|| clock.now().tick_ms)
}

/// What a car tells for an item; where it is only practised, what one might tell.
pub(super) fn ask_car(instrument: &Instrument, item: Id) -> Result<CarCodes, InstrumentTrouble> {
    match instrument.is_pretended() {
        true => Ok(pretended_codes(item.is(known::LAMPS_AFTER))),
        false => read_codes(instrument),
    }
}

/// The same instrument; one that pretends, around these volts.
fn pretending(instrument: &Instrument, around: Volts) -> Instrument {
    let mut instrument = instrument.clone();
    if let InstrumentSource::Pretended(of) = &mut instrument.source {
        *of = around;
    }
    instrument
}
