//! A disk in memory that fails when it is told to.
//!
//! It counts calls, so that a test can fail the first, the second, the third … until none is left to fail. What was
//! not synced is lost when the power is cut, wholly, in part, or with NULs in its place.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use precheck::journal::{Disk, Lock};

/// What goes wrong at one call.
#[derive(Debug, Clone)]
pub enum Trouble {
    /// The call fails and does nothing.
    Error(io::ErrorKind),
    /// This call and all later ones fail.
    ErrorsFromHere(io::ErrorKind),
    /// An append writes only so many bytes, or all there are, and fails; other calls do their work and fail.
    Prefix(usize),
    /// The power is cut in the middle of the call: half of an append, and nothing works until [`Double::restart`].
    PowerCut,
    /// Before the call somebody else, who knows of no lock, adds these bytes to a file.
    Intruder(String, Vec<u8>),
}

/// What a power cut leaves of what was not synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leftover {
    /// Nothing.
    Nothing,
    /// The first half.
    Half,
    /// All of it.
    All,
    /// NULs in its place.
    Nuls,
}

/// A disk in memory. Clones are further programs that see the same disk.
#[derive(Debug)]
pub struct Double {
    disk: Arc<Mutex<State>>,
    client: u64,
}

#[derive(Debug)]
struct State {
    files: BTreeMap<String, Held>,
    calls: u64,
    appends: u64,
    syncs: u64,
    troubles: BTreeMap<u64, Trouble>,
    errors: Option<io::ErrorKind>,
    is_off: bool,
    locks: Lock,
    holder: Option<u64>,
    clients: u64,
    pauses: u64,
    room_bytes: usize,
    clock: Option<SystemTime>,
    open_elsewhere: Option<String>,
}

/// A file: as programs see it, and as it is after a power cut.
#[derive(Debug, Default, Clone)]
struct Held {
    now: Vec<u8>,
    safe: Vec<u8>,
    is_name_safe: bool,
    dated: Option<SystemTime>,
}

impl Default for Double {
    fn default() -> Self {
        let state = State {
            files: BTreeMap::new(),
            calls: 0,
            appends: 0,
            syncs: 0,
            troubles: BTreeMap::new(),
            errors: None,
            is_off: false,
            locks: Lock::Held,
            holder: None,
            clients: 1,
            pauses: 0,
            room_bytes: usize::MAX,
            clock: None,
            open_elsewhere: None,
        };
        Self { disk: Arc::new(Mutex::new(state)), client: 0 }
    }
}

impl Clone for Double {
    fn clone(&self) -> Self {
        let mut state = self.state();
        state.clients += 1;
        Self { disk: Arc::clone(&self.disk), client: state.clients }
    }
}

impl Double {
    fn state(&self) -> MutexGuard<'_, State> {
        self.disk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A disk with these files on it.
    #[must_use]
    pub fn from_files(files: &[(&str, &[u8])]) -> Self {
        let disk = Self::default();
        for (name, bytes) in files {
            disk.put(name, bytes);
        }
        disk
    }

    /// Lets a call go wrong. Calls are counted from 1; making a file is three calls.
    pub fn trouble_at(&self, call: u64, trouble: Trouble) {
        self.state().troubles.insert(call, trouble);
    }

    /// How many calls there were.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.state().calls
    }

    /// How often something was written to the end of a file, and how often a file was brought on the disk.
    #[must_use]
    pub fn appends_and_syncs(&self) -> (u64, u64) {
        let state = self.state();
        (state.appends, state.syncs)
    }

    /// How often somebody waited for the lock.
    #[must_use]
    pub fn pauses(&self) -> u64 {
        self.state().pauses
    }

    /// Lets all that was planned be over, and the power be on again; what was not synced is left as `leftover` says.
    pub fn restart(&self, leftover: Leftover) {
        let mut state = self.state();
        state.files.retain(|_, file| file.is_name_safe || leftover != Leftover::Nothing);
        for file in state.files.values_mut() {
            let unsafe_bytes = file.now.strip_prefix(&file.safe[..]).unwrap_or_default().to_vec();
            file.now.clone_from(&file.safe);
            match leftover {
                Leftover::Nothing => {}
                Leftover::Half => file.now.extend_from_slice(&unsafe_bytes[..unsafe_bytes.len() / 2]),
                Leftover::All => file.now.extend_from_slice(&unsafe_bytes),
                Leftover::Nuls => file.now.resize(file.safe.len() + unsafe_bytes.len(), 0),
            }
            file.safe.clone_from(&file.now);
            file.is_name_safe = true;
        }
        state.holder = None;
        drop(state);
        self.mend();
    }

    /// Lets all that was planned be over.
    pub fn mend(&self) {
        let mut state = self.state();
        (state.is_off, state.errors, state.room_bytes) = (false, None, usize::MAX);
        state.troubles.clear();
    }

    /// Says what trying to lock comes to: `Busy` when somebody holds it for good.
    pub fn set_locks(&self, locks: Lock) {
        self.state().locks = locks;
    }

    /// Leaves room for so many more bytes.
    pub fn set_room(&self, bytes: usize) {
        self.state().room_bytes = bytes;
    }

    /// Says which time the drive gives to what is written from now on; without one, files keep the time that they have.
    pub fn set_clock(&self, clock: Option<SystemTime>) {
        self.state().clock = clock;
    }

    /// Lets another program have a file open, as a spreadsheet on Windows: others may read it, and nobody else may write.
    pub fn set_open_elsewhere(&self, name: Option<&str>) {
        self.state().open_elsewhere = name.map(ToOwned::to_owned);
    }

    /// The names of all files.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.state().files.keys().cloned().collect()
    }

    /// The content of a file; nothing if there is none.
    #[must_use]
    pub fn bytes(&self, name: &str) -> Vec<u8> {
        self.state().files.get(name).map(|file| file.now.clone()).unwrap_or_default()
    }

    /// Puts a file there, safely.
    pub fn put(&self, name: &str, bytes: &[u8]) {
        let held = Held { now: bytes.to_vec(), safe: bytes.to_vec(), is_name_safe: true, dated: None };
        self.state().files.insert(name.to_owned(), held);
    }

    /// Takes a file away.
    pub fn remove(&self, name: &str) {
        self.state().files.remove(name);
    }
}

fn off() -> io::Error {
    io::Error::other("the power is off")
}

impl State {
    /// Counts a call. `Ok(None)`: go on; `Ok(Some(_))`: the caller plays the trouble.
    fn call(&mut self) -> io::Result<Option<Trouble>> {
        self.calls += 1;
        if self.is_off {
            return Err(off());
        }
        if let Some(kind) = self.errors {
            return Err(io::Error::from(kind));
        }
        match self.troubles.remove(&self.calls) {
            Some(Trouble::Error(kind)) => Err(io::Error::from(kind)),
            Some(Trouble::ErrorsFromHere(kind)) => {
                self.errors = Some(kind);
                Err(io::Error::from(kind))
            }
            Some(Trouble::Intruder(name, bytes)) => {
                let file = self.files.entry(name).or_default();
                file.now.extend_from_slice(&bytes);
                file.safe.clone_from(&file.now);
                file.is_name_safe = true;
                Ok(None)
            }
            trouble => {
                self.is_off |= matches!(trouble, Some(Trouble::PowerCut));
                Ok(trouble)
            }
        }
    }

    /// A call that only reads.
    fn reading_call(&mut self) -> io::Result<()> {
        match self.call()? {
            None => Ok(()),
            Some(_) => Err(off()),
        }
    }

    fn file(&mut self, name: &str) -> io::Result<&mut Held> {
        self.files.get_mut(name).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    /// Whether a file may be written to.
    fn is_free(&self, name: &str) -> io::Result<()> {
        let is_open = self.open_elsewhere.as_deref() == Some(name);
        if is_open { Err(io::Error::from(io::ErrorKind::ResourceBusy)) } else { Ok(()) }
    }

    /// Takes room for some of `bytes`, and says for how many.
    fn take_room(&mut self, bytes: usize) -> usize {
        let fit = bytes.min(self.room_bytes);
        if self.room_bytes != usize::MAX {
            self.room_bytes -= fit;
        }
        fit
    }
}

/// What a call that did its work says after a trouble.
fn after(trouble: Option<&Trouble>) -> io::Result<()> {
    match trouble {
        None => Ok(()),
        Some(_) => Err(io::Error::other("the disk failed")),
    }
}

impl Disk for Double {
    fn prepare(&mut self) -> io::Result<()> {
        self.state().reading_call()
    }

    fn list(&mut self) -> io::Result<Vec<String>> {
        self.state().reading_call()?;
        Ok(self.names())
    }

    fn len(&mut self, name: &str) -> io::Result<u64> {
        let mut state = self.state();
        state.reading_call()?;
        Ok(state.file(name)?.now.len() as u64)
    }

    fn read(&mut self, name: &str, offset: u64, most: usize) -> io::Result<Vec<u8>> {
        let mut state = self.state();
        state.reading_call()?;
        let bytes = &state.file(name)?.now;
        let from = usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
        let to = from.saturating_add(most).min(bytes.len());
        Ok(bytes[from..to].to_vec())
    }

    fn append(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.state();
        state.appends += 1;
        let trouble = state.call()?;
        state.is_free(name)?;
        let wanted = match &trouble {
            None => bytes.len(),
            Some(Trouble::PowerCut) => bytes.len() / 2,
            Some(Trouble::Prefix(most)) => bytes.len().min(*most),
            Some(_) => 0,
        };
        state.file(name)?;
        let written = state.take_room(wanted);
        let clock = state.clock;
        let file = state.file(name)?;
        file.now.extend_from_slice(&bytes[..written]);
        file.dated = clock.or(file.dated);
        after(trouble.as_ref())?;
        if written == bytes.len() { Ok(()) } else { Err(io::Error::from(io::ErrorKind::StorageFull)) }
    }

    fn sync(&mut self, name: &str) -> io::Result<()> {
        let mut state = self.state();
        state.syncs += 1;
        // A failed sync leaves nothing known; this disk then has nothing of it.
        if let Some(trouble) = state.call()? {
            return after(Some(&trouble));
        }
        let file = state.file(name)?;
        file.safe.clone_from(&file.now);
        Ok(())
    }

    fn truncate(&mut self, name: &str, len: u64) -> io::Result<()> {
        let mut state = self.state();
        let trouble = state.call()?;
        if !matches!(trouble, Some(Trouble::PowerCut)) {
            let file = state.file(name)?;
            file.now.truncate(usize::try_from(len).unwrap_or(usize::MAX));
            file.safe.clone_from(&file.now);
        }
        after(trouble.as_ref())
    }

    fn create(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.state();
        // The first of three calls writes the file under another name.
        after(state.call()?.as_ref())?;
        if state.take_room(bytes.len()) < bytes.len() {
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        let trouble = state.call()?;
        match state.files.get(name) {
            Some(file) if file.now != bytes => return Err(io::Error::from(io::ErrorKind::AlreadyExists)),
            _ => {}
        }
        let held = Held { now: bytes.to_vec(), safe: bytes.to_vec(), is_name_safe: false, dated: state.clock };
        state.files.insert(name.to_owned(), held);
        after(trouble.as_ref())?;
        after(state.call()?.as_ref())?;
        state.file(name)?.is_name_safe = true;
        Ok(())
    }

    fn rename(&mut self, name: &str, to: &str) -> io::Result<()> {
        let mut state = self.state();
        let trouble = state.call()?;
        if state.files.contains_key(to) {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists));
        }
        if !matches!(trouble, Some(Trouble::PowerCut)) {
            let file = state.files.remove(name).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
            state.files.insert(to.to_owned(), file);
        }
        after(trouble.as_ref())
    }

    fn sync_folder(&mut self) -> io::Result<()> {
        let mut state = self.state();
        if let Some(trouble) = state.call()? {
            return after(Some(&trouble));
        }
        for file in state.files.values_mut() {
            file.is_name_safe = true;
        }
        Ok(())
    }

    fn modified(&mut self, name: &str) -> Option<SystemTime> {
        self.state().files.get(name)?.dated
    }

    fn lock(&mut self) -> io::Result<Lock> {
        let client = self.client;
        let mut state = self.state();
        state.reading_call()?;
        Ok(match state.locks {
            Lock::Held if state.holder.is_some_and(|holder| holder != client) => Lock::Busy,
            Lock::Held => {
                state.holder = Some(client);
                Lock::Held
            }
            locks => locks,
        })
    }

    fn unlock(&mut self) {
        let client = self.client;
        let mut state = self.state();
        if state.holder == Some(client) {
            state.holder = None;
        }
    }

    fn pause(&mut self, _: Duration) {
        self.state().pauses += 1;
    }
}
