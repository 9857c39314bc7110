//! Reads instruments, each on a thread of its own that nobody waits for: once a second, however much a device sends.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::clock::SystemClock;
use super::lane::Sink;
use crate::app::event::NotRead;
use crate::app::{Event, WantedInstrument};
use crate::domain::{Id, Instrument, InstrumentSource, Reading, Volts};
use crate::instrument::{InstrumentTrouble, SteadyInstrument, StopFlag};

/// How often one is read.
const EVERY: Duration = Duration::from_secs(1);
/// No screen is drawn anew for instruments more often: where there are many, each is read more seldom.
const APART: Duration = Duration::from_millis(350);
/// How long the end of the program waits for those that are being read: what they started is ended with them.
const END: Duration = Duration::from_millis(500);

/// The workshop's instruments, of which some are read.
pub(super) struct Instruments {
    all: Vec<Instrument>,
    readers: Mutex<Vec<InstrumentReader>>,
    clock: SystemClock,
    sink: Sink,
}

/// The thread of one instrument.
struct InstrumentReader {
    wanted: Option<WantedInstrument>,
    name: Id,
    orders: Sender<Option<Order>>,
    stop: StopFlag,
    thread: JoinHandle<()>,
}

/// How an instrument is to be read.
#[derive(Clone, Copy)]
struct Order {
    around: Volts,
    every: Duration,
}

impl Instruments {
    pub fn new(all: Vec<Instrument>, clock: SystemClock, sink: Sink) -> Self {
        Self { all, readers: Mutex::default(), clock, sink }
    }

    /// Reads these from now on, and no others.
    pub fn want(&self, wanted: &[WantedInstrument]) {
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        let every = EVERY.max(APART * u32::try_from(wanted.len()).unwrap_or(1));
        for it in wanted {
            if !readers.iter().any(|reader| reader.name == it.name)
                && let Some(instrument) = self.all.iter().find(|instrument| instrument.name == it.name)
            {
                readers.push(InstrumentReader::start(instrument.clone(), self.clock, self.sink.clone()));
            }
        }
        for reader in readers.iter_mut() {
            let now = wanted.iter().find(|it| it.name == reader.name).copied();
            if now != reader.wanted {
                reader.wanted = now;
                reader.stop.set(now.is_none());
                // the thread lives as long as this sender
                let _ = reader.orders.send(now.map(|it| Order { around: it.around, every }));
            }
        }
    }
}

impl Drop for Instruments {
    fn drop(&mut self) {
        self.want(&[]);
        let readers = std::mem::take(self.readers.get_mut().unwrap_or_else(PoisonError::into_inner));
        let threads: Vec<JoinHandle<()>> = readers.into_iter().map(|reader| reader.thread).collect();
        let began = Instant::now();
        while threads.iter().any(|thread| !thread.is_finished()) && began.elapsed() < END {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl InstrumentReader {
    fn start(instrument: Instrument, clock: SystemClock, sink: Sink) -> Self {
        let (orders, taken) = mpsc::channel();
        let (name, stop) = (instrument.name, StopFlag::default());
        let of_thread = stop.clone();
        let thread = std::thread::spawn(move || read(&instrument, &taken, &of_thread, clock, &sink));
        Self { wanted: None, name, orders, stop, thread }
    }
}

/// Reads an instrument whenever it is wanted. What it holds is let go meanwhile, so that another window may read it.
fn read(instrument: &Instrument, orders: &Receiver<Option<Order>>, stop: &StopFlag, clock: SystemClock, sink: &Sink) {
    let mut order = None;
    let mut steady = None;
    loop {
        let Some(Order { around, every }) = order else {
            steady = None;
            match orders.recv() {
                Ok(next) => order = next,
                Err(_) => return,
            }
            continue;
        };
        let steady = steady.get_or_insert_with(|| SteadyInstrument::new(pretending(instrument, around), stop.clone()));
        let began = Instant::now();
        let read = steady.read(|| clock.now().tick_ms).map_err(NotRead::new);
        if !stop.is_set() {
            sink(Event::Measured { instrument: instrument.name, read });
        }
        match orders.recv_timeout(every.saturating_sub(began.elapsed())) {
            Ok(next) => {
                order = next;
                if instrument.is_pretended() {
                    *steady = SteadyInstrument::new(
                        pretending(instrument, next.map_or(around, |it| it.around)),
                        stop.clone(),
                    );
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
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

/// The same instrument; one that pretends, around these volts.
fn pretending(instrument: &Instrument, around: Volts) -> Instrument {
    let mut instrument = instrument.clone();
    if let InstrumentSource::Pretended(of) = &mut instrument.source {
        *of = around;
    }
    instrument
}
