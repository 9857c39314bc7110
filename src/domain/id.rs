//! Names that are checked once, where they come in, and trusted afterwards.

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

/// Why a text is not a name of its kind. The message says what is expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadName(pub String);

/// How many names a thread remembers of a kind.
const RECENT: usize = 512;

/// Names that came in lately: a journal says the same few over and over, so they are checked and kept once. Each has one
/// place where it may be remembered; another name that comes to lie there takes it over.
struct Recent(RefCell<Vec<Option<Arc<str>>>>);

impl Recent {
    const fn new() -> Self {
        Self(RefCell::new(Vec::new()))
    }

    /// The name, if it is remembered; else `check` says whether it is one.
    fn name(&self, text: &str, check: impl FnOnce(&str) -> Result<(), BadName>) -> Result<Arc<str>, BadName> {
        let mut names = self.0.borrow_mut();
        names.resize(RECENT, None);
        let place = &mut names[place_of(text)];
        match place {
            Some(known) if **known == *text => Ok(known.clone()),
            _ => {
                check(text)?;
                Ok(place.insert(Arc::from(text)).clone())
            }
        }
    }
}

/// Where a name may be remembered. Two that share a place only cost time, so that a few operations will do.
fn place_of(text: &str) -> usize {
    let spread = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let hash = text.as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, spread);
    (hash ^ hash >> 32) as usize % RECENT
}

thread_local! {
    static IDS: Recent = const { Recent::new() };
    static NUMBERS: Recent = const { Recent::new() };
}

/// A lower-case name: of an item, an option, a checklist, a reason. `[a-z][a-z0-9-]{0,39}`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

/// Whether `text` has the form `[a-z][a-z0-9-]{0,39}`.
fn is_lower_name(text: &str) -> bool {
    text.len() <= 40
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

impl Id {
    /// Checks `text`.
    ///
    /// # Errors
    /// When it isn't `[a-z][a-z0-9-]{0,39}`.
    pub fn new(text: &str) -> Result<Self, BadName> {
        let check = |text: &str| {
            is_lower_name(text).then_some(()).ok_or_else(|| {
                BadName(format!(
                    "{text:?} is not a name: a lower-case letter, then at most 39 lower-case letters, digits or hyphens"
                ))
            })
        };
        IDS.with(|recent| recent.name(text, check)).map(Self)
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The number of a job: `[A-Za-z0-9][A-Za-z0-9._-]{0,30}`. Two numbers that differ only in case name the same job.
#[derive(Debug, Clone)]
pub struct JobNumber(Arc<str>);

impl JobNumber {
    /// Checks `text`, blanks around it dropped.
    ///
    /// # Errors
    /// When it isn't `[A-Za-z0-9][A-Za-z0-9._-]{0,30}`.
    pub fn new(text: &str) -> Result<Self, BadName> {
        let check = |text: &str| {
            let is_number = text.len() <= 31
                && text.starts_with(|c: char| c.is_ascii_alphanumeric())
                && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'));
            is_number.then_some(()).ok_or_else(|| {
                BadName(format!(
                    "{text:?} is not a job number: a letter or digit, then at most 30 letters, digits, '.', '_' or '-'"
                ))
            })
        };
        NUMBERS.with(|recent| recent.name(text.trim(), check)).map(Self)
    }

    /// The number as it was typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which numbers are compared.
    #[must_use]
    pub fn folded(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

impl PartialEq for JobNumber {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.eq_ignore_ascii_case(&other.0)
    }
}
impl Eq for JobNumber {}
impl std::hash::Hash for JobNumber {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        // as one piece: a number is short, and hashing its bytes one by one would take longer than copying them
        let mut folded = [0; 32];
        let len = self.0.len().min(31);
        folded[..len].copy_from_slice(&self.0.as_bytes()[..len]);
        folded.make_ascii_lowercase();
        state.write(&folded);
    }
}
impl PartialOrd for JobNumber {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for JobNumber {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let folded = |byte: u8| byte.to_ascii_lowercase();
        self.0.bytes().map(folded).cmp(other.0.bytes().map(folded))
    }
}

/// The name of a station: a lower-case name that is no Windows device name, so that its folder can exist anywhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Station(Arc<str>);

impl Station {
    /// Checks `text`.
    ///
    /// # Errors
    /// When it isn't `[a-z][a-z0-9-]{0,39}`, or is a device name such as `con` or `com1`.
    pub fn new(text: &str) -> Result<Self, BadName> {
        if !is_lower_name(text) {
            return Err(BadName(format!(
                "{text:?} is not a station's name: a lower-case letter, then at most 39 lower-case letters, digits or hyphens"
            )));
        }
        let is_numbered_device =
            |stem: &str| text.strip_prefix(stem).is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()));
        if matches!(text, "con" | "prn" | "aux" | "nul") || is_numbered_device("com") || is_numbered_device("lpt") {
            return Err(BadName(format!("{text:?} is a device name on Windows: choose another name for the station")));
        }
        Ok(Self(text.into()))
    }

    /// Makes a station's name out of a host name: lower-cased, what doesn't fit turned into hyphens.
    #[must_use]
    pub fn from_host(host: &str) -> Self {
        let first = host.split('.').next().unwrap_or_default().to_ascii_lowercase();
        let mut name: String = first.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        while name.starts_with(|c: char| !c.is_ascii_lowercase()) {
            name.remove(0);
        }
        name.truncate(40);
        let name = name.trim_end_matches('-');
        Self::new(name)
            .or_else(|_| Self::new(format!("station-{name}").trim_end_matches('-')))
            .unwrap_or_else(|_| Self("station".into()))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What names a job in a workshop: the station where it was started, and its number there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobKey {
    /// The station that started the job and alone continues it.
    pub station: Station,
    /// The job's number.
    pub number: JobNumber,
}

/// One of the four pause points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pause {
    /// Before you touch it.
    A,
    /// Before the lead comes off.
    B,
    /// With the lead off.
    C,
    /// Before the key goes back.
    D,
}

impl Pause {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];

    /// The letter on the screen.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::A => 'A',
            Self::B => 'B',
            Self::C => 'C',
            Self::D => 'D',
        }
    }

    /// The id in files: the letter, lower case.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::C => "c",
            Self::D => "d",
        }
    }

    /// The pause point with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pause| pause.id() == id)
    }
}

macro_rules! displays_itself {
    ($($name:ty),*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}
displays_itself!(Id, JobNumber, Station);

impl fmt::Display for JobKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.station, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_station_is_made_from_any_host_name() {
        for (host, station) in [
            ("Bay-1.workshop.local", "bay-1"),
            ("DESKTOP_7Q2", "desktop-7q2"),
            ("42", "station"),
            ("", "station"),
            ("con", "station-con"),
            ("łódź", "d"),
            ("com1", "station-com1"),
        ] {
            assert_eq!(Station::from_host(host).as_str(), station, "{host:?}");
        }
    }

    #[test]
    fn job_numbers_are_compared_without_case() {
        let number = |text| JobNumber::new(text).unwrap();
        assert_eq!(number("RO-4711"), number("ro-4711"));
        assert!(JobNumber::new("../etc").is_err());
        assert!(JobNumber::new("").is_err());
        assert!(JobNumber::new(&"1".repeat(32)).is_err());
    }
}
