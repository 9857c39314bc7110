//! Names that are checked once, where they come in, and trusted afterwards.

use std::fmt;

use super::short::Short;

/// A text that is not a name of its kind. The message says what is expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadName {
    /// It is no [`Id`].
    #[error("{0:?} is not a name: a lower-case letter, then at most 39 lower-case letters, digits or hyphens")]
    Id(String),
    /// It is no [`JobNumber`].
    #[error("{0:?} is not a job number: a letter or digit, then at most 30 letters, digits, '.', '_' or '-'{like}", like = like_it(.0))]
    JobNumber(String),
    /// It is no [`Station`].
    #[error(
        "{0:?} is not a station's name: a lower-case letter, then at most 39 lower-case letters, digits or hyphens"
    )]
    Station(String),
    /// It would be a [`Station`], if Windows had no device of that name.
    #[error("{0:?} is a device name on Windows: choose another name for the station")]
    Device(String),
}

/// A lower-case name: of an item, an option, a checklist, a reason. `[a-z][a-z0-9-]{0,39}`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Short<NAME_BYTES_MAX>);

/// The most bytes that a lower-case name has.
const NAME_BYTES_MAX: usize = 40;

/// Whether `text` has the form `[a-z][a-z0-9-]{0,39}`.
fn is_lower_name(text: &str) -> bool {
    text.len() <= NAME_BYTES_MAX
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

impl Id {
    /// Whether this is the name.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        self.0.as_bytes() == text.as_bytes()
    }

    /// Whether `text` has the form `[a-z][a-z0-9-]{0,39}`.
    #[must_use]
    pub fn is_valid(text: &str) -> bool {
        is_lower_name(text)
    }

    /// Checks `text`.
    ///
    /// # Errors
    /// When it isn't `[a-z][a-z0-9-]{0,39}`.
    pub fn new(text: &str) -> Result<Self, BadName> {
        let name = Short::new(text).filter(|_| is_lower_name(text));
        name.map(Self).ok_or_else(|| BadName::Id(text.to_owned()))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// The number of a job: `[A-Za-z0-9][A-Za-z0-9._-]{0,30}`. Two numbers that differ only in case name the same job.
#[derive(Clone, Copy)]
pub struct JobNumber(Short<NUMBER_BYTES_MAX>);

/// The most bytes that a job's number has.
const NUMBER_BYTES_MAX: usize = 31;

impl JobNumber {
    /// Whether `text` has the form `[A-Za-z0-9][A-Za-z0-9._-]{0,30}`.
    #[must_use]
    pub fn is_valid(text: &str) -> bool {
        text.len() <= NUMBER_BYTES_MAX
            && text.starts_with(|c: char| c.is_ascii_alphanumeric())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
    }

    /// Checks `text`, blanks around it dropped.
    ///
    /// # Errors
    /// When it isn't `[A-Za-z0-9][A-Za-z0-9._-]{0,30}`.
    pub fn new(text: &str) -> Result<Self, BadName> {
        let text = text.trim();
        let number = Short::new(text).filter(|_| Self::is_valid(text));
        number.map(Self).ok_or_else(|| BadName::JobNumber(text.to_owned()))
    }

    /// The number as it was typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The form in which numbers are compared.
    #[must_use]
    pub fn folded(&self) -> String {
        self.as_str().to_ascii_lowercase()
    }
}

impl PartialEq for JobNumber {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().eq_ignore_ascii_case(other.0.as_bytes())
    }
}
impl Eq for JobNumber {}
impl std::hash::Hash for JobNumber {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.to_ascii_lowercase().hash(state);
    }
}
impl PartialOrd for JobNumber {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for JobNumber {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        // up to the first byte that differs: maps of jobs compare numbers at every row
        let (number, other) = (self.0.as_bytes().iter(), other.0.as_bytes().iter());
        number.map(u8::to_ascii_lowercase).cmp(other.map(u8::to_ascii_lowercase))
    }
}

/// Offers a number that can be typed in the place of one that can't, such as one with slashes; nothing where there is none like it.
fn like_it(text: &str) -> String {
    let parts = text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')));
    let joined = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let number = joined.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    if JobNumber::is_valid(number) { format!("; {number} could be one") } else { String::new() }
}

/// The name of a station: a lower-case name that is no Windows device name, so that its folder can exist anywhere.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Station(Short<NAME_BYTES_MAX>);

impl Station {
    /// Checks `text`.
    ///
    /// # Errors
    /// When it isn't `[a-z][a-z0-9-]{0,39}`, or is a device name such as `con` or `com1`.
    pub fn new(text: &str) -> Result<Self, BadName> {
        if !is_lower_name(text) {
            return Err(BadName::Station(text.to_owned()));
        }
        let is_numbered_device =
            |stem: &str| text.strip_prefix(stem).is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()));
        if matches!(text, "con" | "prn" | "aux" | "nul") || is_numbered_device("com") || is_numbered_device("lpt") {
            return Err(BadName::Device(text.to_owned()));
        }
        Short::new(text).map(Self).ok_or_else(|| BadName::Station(text.to_owned()))
    }

    /// Makes a station's name out of a host name, another one for each: what comes before the first full stop, lower-cased, with a word in
    /// front where that is no name yet. What doesn't fit is turned into hyphens, and a sum over the whole stands behind what is left.
    #[must_use]
    pub fn from_host(host: &str) -> Self {
        let first = host.split('.').next().unwrap_or_default().to_lowercase();
        let whole = [first.clone(), format!("station-{first}")];
        let whole = whole.iter().find_map(|name| Self::new(name).ok()).filter(|_| !first.is_empty());
        whole.unwrap_or_else(|| {
            let sum = if first.is_empty() { String::new() } else { format!("-{:08x}", sum(&first)) };
            let mut kept = Self::like(&first).as_str().to_owned();
            kept.truncate(NAME_BYTES_MAX - sum.len());
            Self::new(&format!("{}{sum}", kept.trim_end_matches('-'))).unwrap_or_else(|_| Self::like(""))
        })
    }

    /// The name that is most like a text: lower-cased, what doesn't fit turned into hyphens. Others may have it too.
    #[must_use]
    pub fn like(text: &str) -> Self {
        let text = text.split('.').next().unwrap_or_default().to_ascii_lowercase();
        let mut name: String = text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        while name.starts_with(|c: char| !c.is_ascii_lowercase()) {
            name.remove(0);
        }
        name.truncate(NAME_BYTES_MAX);
        let name = name.trim_end_matches('-');
        [name, format!("station-{name}").trim_end_matches('-'), "station"]
            .into_iter()
            .find_map(|name| Self::new(name).ok())
            .unwrap_or_else(|| unreachable!("the last of them is a name"))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// A sum over a text, the same on every computer (FNV-1a).
fn sum(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// What names a job in a workshop: the station where it was started, and its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobKey {
    /// The station that started the job and alone continues it.
    pub station: Station,
    /// The job's number.
    pub number: JobNumber,
}

/// One of the four pause points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PausePoint {
    /// Before you touch it.
    A,
    /// Before the lead comes off.
    B,
    /// With the lead off.
    C,
    /// Before the key goes back.
    D,
}

impl PausePoint {
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

macro_rules! reads_as_text {
    ($($name:ty),*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::ops::Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                self.as_str()
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.as_str()).finish()
            }
        }
    )*};
}
reads_as_text!(Id, JobNumber, Station);

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for JobKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.station, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_like_some_name() {
        for (host, station) in [
            ("Bay-1.workshop.local", "bay-1"),
            ("DESKTOP_7Q2", "desktop-7q2"),
            ("42", "station"),
            ("", "station"),
            ("con", "station-con"),
            ("łódź", "d"),
            ("com1", "station-com1"),
        ] {
            assert_eq!(Station::like(host).as_str(), station, "{host:?}");
        }
    }

    #[test]
    fn a_number_with_slashes_gets_one_that_can_be_typed() {
        for (typed, like) in [
            ("WH/MO/00001", "; WH-MO-00001 could be one"),
            (" #4711 ", "; 4711 could be one"),
            ("-/_ 12", "; 12 could be one"),
            ("///", ""),
            ("", ""),
        ] {
            let said = JobNumber::new(typed).unwrap_err().to_string();
            assert_eq!(said.split_once("or '-'").map(|(_, rest)| rest), Some(like), "{typed:?}");
        }
        assert!(!JobNumber::new(&"1".repeat(32)).unwrap_err().to_string().contains("could be"));
    }

    #[test]
    fn each_host_is_a_station_of_its_own() {
        let long = |end: &str| "a-long-name-of-a-computer-in-the-workshop-".to_owned() + end;
        let (one, two) = (long("1"), long("2"));
        let hosts = [
            "bay",
            "1-bay",
            "2-bay",
            "-bay",
            "bay_1",
            "bay-1",
            "büro",
            "biro",
            "b-ro",
            "böro",
            "7",
            "8",
            "con",
            "com1",
            "工位一",
            "工位二",
            "",
            &one,
            &two,
        ];
        let mut names: Vec<Station> = hosts.iter().map(|host| Station::from_host(host)).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), hosts.len(), "{names:?}");
        for (host, name) in
            [("Bay-7.local", "bay-7"), ("1-bay", "station-1-bay"), ("con", "station-con"), ("", "station")]
        {
            assert_eq!(Station::from_host(host).as_str(), name);
        }
        let kept = Station::from_host("Büro 3");
        assert!(kept.as_str().starts_with("b-ro-3-"), "{kept:?}");
        assert_eq!(kept, Station::from_host("büro 3.werkstatt.example"));
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
