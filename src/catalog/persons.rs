//! PINs and badges: a file of the workshop that holds what they hash to, and how often a wrong one was tried.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Argon2, PasswordHash};
use chrono::{DateTime, FixedOffset, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::domain::input::{Unfit, UnfitKind};
use crate::domain::people::is_same_name;
use crate::domain::{Identified, Secret};
use crate::files::{read_text, replace_private, wait_for_lock};

/// The file's name in a workshop's folder.
pub const FILE: &str = "secrets.toml";

/// The name of the file that is locked while the other is changed.
const LOCK_FILE: &str = ".secrets.lock";

/// Longer than the file of any workshop, in bytes.
const FILE_BYTES_MAX: u64 = 1 << 20;
/// After so many wrong ones, one after the other, none is looked at for a while.
const TRIES_MAX: u32 = 5;
/// How long none is looked at then.
const PAUSE: TimeDelta = TimeDelta::minutes(15);
/// Fewer digits would be guessed in an afternoon.
const PIN_LENGTH_MIN: usize = 4;
/// What has fewer characters is no badge that was meant for this.
const BADGE_LENGTH_MIN: usize = 6;
/// Longer is neither.
const LENGTH_MAX: usize = 128;
const SALT_BYTES: usize = 16;

const HEAD: &str = "# PINs and badges, hashed with Argon2id. Written by `precheck person`; whoever forgot his has his block taken out here.\n\n";

/// The secrets of a workshop's people.
#[derive(Debug, Clone)]
pub struct Persons {
    path: PathBuf,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    person: Vec<Entry>,
}

/// What is kept about one person.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Entry {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pin: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    badge: Option<String>,
    /// How many wrong ones were tried since the last right one.
    #[serde(default)]
    wrong: u32,
    /// When the last one was.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_wrong: Option<String>,
}

impl Entry {
    /// When a wrong one was tried last; now, where what stands there is no time.
    fn last_wrong_at(&self, now: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
        self.last_wrong.as_deref().and_then(|time| DateTime::parse_from_rfc3339(time).ok()).unwrap_or(now)
    }
}

/// Which of the two is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretKind {
    /// What a person knows.
    Pin,
    /// What a person has.
    Badge,
}

impl SecretKind {
    /// Its name behind an article.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Pin => "PIN",
            Self::Badge => "badge",
        }
    }

    /// Whether this may be one.
    ///
    /// # Errors
    /// When it is too short or too long.
    pub fn check(self, secret: &Secret) -> Result<(), Unfit> {
        let min = if self == Self::Pin { PIN_LENGTH_MIN } else { BADGE_LENGTH_MIN };
        match secret.length() {
            length if length < min => Err(Unfit::new(format!("a {} has at least {min} characters", self.word()))),
            length if length > LENGTH_MAX => {
                Err(Unfit::new(format!("a {} of so many characters is none", self.word())))
            }
            _ => Ok(()),
        }
    }
}

/// Why somebody is not identified.
#[derive(Debug)]
pub enum NotIdentified {
    /// It isn't his, or none is looked at now.
    Unfit(Unfit),
    /// The file can't be read or written.
    File(PathBuf, String),
}

impl fmt::Display for NotIdentified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unfit(unfit) => unfit.fmt(f),
            Self::File(path, why) => {
                write!(f, "{} can't be read or written: {why}; nobody can be identified until then", path.display())
            }
        }
    }
}

impl std::error::Error for NotIdentified {}

fn wrong<T>(why: String) -> Result<T, NotIdentified> {
    Err(NotIdentified::Unfit(Unfit::new(why).of(UnfitKind::Name)))
}

impl Persons {
    /// Those of the workshop in a folder.
    #[must_use]
    pub fn of(workshop: &Path) -> Self {
        Self { path: workshop.join(FILE) }
    }

    /// Whether a person has a PIN or a badge.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn has_any(&self, name: &str) -> Result<bool, NotIdentified> {
        Ok(self.read()?.person.iter().any(|entry| is_same_name(&entry.name, name)))
    }

    /// Says by what a person is identified, where it is his. Each try is counted before it is looked at, so that none is free.
    ///
    /// # Errors
    /// When it isn't his, when too many were wrong, or when the file can't be read or written.
    pub fn identify(
        &self,
        name: &str,
        secret: &Secret,
        now: DateTime<FixedOffset>,
    ) -> Result<Identified, NotIdentified> {
        if !self.has_any(name)? {
            return wrong(format!("{name} has no PIN and no badge here: precheck person pin sets one"));
        }
        let (pin, badge, left) = self.change(|file| count_try(file, name, now))?;
        let identified = match () {
            () if is_hash_of(pin.as_deref(), secret) => Identified::Pin,
            () if is_hash_of(badge.as_deref(), secret) => Identified::Badge,
            () => {
                let left = match left {
                    0 => "none is looked at for 15 minutes".to_owned(),
                    1 => "one more try".to_owned(),
                    left => format!("{left} more tries"),
                };
                return wrong(format!("that is not the PIN or badge of {name}: {left}"));
            }
        };
        self.change(|file| {
            for entry in file.person.iter_mut().filter(|entry| is_same_name(&entry.name, name)) {
                (entry.wrong, entry.last_wrong) = (0, None);
            }
            Ok(())
        })?;
        Ok(identified)
    }

    /// Sets the PIN or the badge of a person. Whoever has one of them has been identified before.
    ///
    /// # Errors
    /// When it may not be one, when a badge is somebody else's, or when the file can't be read or written.
    pub fn set(&self, name: &str, kind: SecretKind, secret: &Secret) -> Result<(), NotIdentified> {
        kind.check(secret).map_err(NotIdentified::Unfit)?;
        let known = self.read()?;
        let is_other = |entry: &&Entry| !is_same_name(&entry.name, name);
        let mut others = known.person.iter().filter(is_other);
        if kind == SecretKind::Badge
            && let Some(other) = others.find(|entry| is_hash_of(entry.badge.as_deref(), secret))
        {
            return Err(NotIdentified::Unfit(Unfit::new(format!("that is the badge of {}", other.name))));
        }
        let hash = self.hash(secret)?;
        self.change(|file| {
            let at = file.person.iter().position(|entry| is_same_name(&entry.name, name)).unwrap_or_else(|| {
                let name = name.to_owned();
                file.person.push(Entry { name, pin: None, badge: None, wrong: 0, last_wrong: None });
                file.person.len() - 1
            });
            match kind {
                SecretKind::Pin => file.person[at].pin = Some(hash),
                SecretKind::Badge => file.person[at].badge = Some(hash),
            }
            Ok(())
        })
    }

    /// Changes the file as it is now, while nobody else does: what others change at the same moment stays. On a drive without locks
    /// they are not kept away.
    fn change<T>(&self, act: impl FnOnce(&mut File) -> Result<T, NotIdentified>) -> Result<T, NotIdentified> {
        let _lock = wait_for_lock(&self.path.with_file_name(LOCK_FILE)).map_err(|error| self.failed(error))?;
        let mut file = self.read()?;
        let done = act(&mut file)?;
        self.write(&file)?;
        Ok(done)
    }

    fn hash(&self, secret: &Secret) -> Result<String, NotIdentified> {
        let mut salt = [0; SALT_BYTES];
        getrandom::fill(&mut salt).map_err(|_| self.failed("the system gave no random numbers"))?;
        let hash = Argon2::default().hash_password_with_salt(secret.bytes(), &salt);
        hash.map(|hash| hash.to_string()).map_err(|error| self.failed(error))
    }

    fn failed(&self, why: impl ToString) -> NotIdentified {
        NotIdentified::File(self.path.clone(), why.to_string())
    }

    fn read(&self) -> Result<File, NotIdentified> {
        if self.path.symlink_metadata().is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            return Ok(File::default());
        }
        let text = read_text(&self.path, FILE_BYTES_MAX).map_err(|error| self.failed(error))?;
        // what the parser would quote is nobody's business
        toml::from_str(&text).map_err(|_| self.failed("it is not as precheck person wrote it"))
    }

    fn write(&self, file: &File) -> Result<(), NotIdentified> {
        let text = toml::to_string(file).map_err(|error| self.failed(error))?;
        replace_private(&self.path, format!("{HEAD}{text}").as_bytes()).map_err(|error| self.failed(error))
    }
}

/// The hashes of a PIN and a badge, and how many tries are left.
type Hashes = (Option<String>, Option<String>, u32);

/// Counts a try before it is looked at.
fn count_try(file: &mut File, name: &str, now: DateTime<FixedOffset>) -> Result<Hashes, NotIdentified> {
    let Some(entry) = file.person.iter_mut().find(|entry| is_same_name(&entry.name, name)) else {
        return wrong(format!("{name} has no PIN and no badge here any more"));
    };
    if entry.wrong >= TRIES_MAX {
        // a clock that was set back makes nobody wait longer than that
        let left = (PAUSE - (now - entry.last_wrong_at(now))).min(PAUSE);
        if left > TimeDelta::zero() {
            let minutes = (left.num_seconds() + 59) / 60;
            return wrong(format!("too many wrong ones for {name}: again in {minutes} min"));
        }
        entry.wrong = 0;
    }
    entry.wrong += 1;
    entry.last_wrong = Some(now.to_rfc3339());
    Ok((entry.pin.clone(), entry.badge.clone(), TRIES_MAX.saturating_sub(entry.wrong)))
}

fn is_hash_of(hash: Option<&str>, secret: &Secret) -> bool {
    let Some(hash) = hash.and_then(|hash| PasswordHash::new(hash).ok()) else { return false };
    Argon2::default().verify_password(secret.bytes(), &hash).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-11-29T10:00:00+01:00").unwrap() + TimeDelta::minutes(minutes)
    }

    #[test]
    fn tries_are_limited_and_come_back_with_time() {
        let folder = tempfile::tempdir().unwrap();
        let persons = Persons::of(folder.path());
        persons.set("Ben O.", SecretKind::Pin, &Secret::new("4711")).unwrap();
        persons.set("Ben O.", SecretKind::Badge, &Secret::new("*BADGE-77*")).unwrap();
        let try_at = |minutes, text: &str| {
            persons.identify("ben o", &Secret::new(text), at(minutes)).map_err(|error| error.to_string())
        };
        assert_eq!(try_at(0, "4711"), Ok(Identified::Pin));
        assert_eq!(try_at(0, "]C1BADGE-77"), Ok(Identified::Badge));
        for left in ["4 more", "3 more", "2 more", "one more", "none is looked at"] {
            assert!(try_at(0, "0000").unwrap_err().contains(left), "{left}");
        }
        assert!(try_at(14, "4711").unwrap_err().contains("again in 1 min"));
        assert!(try_at(-60, "4711").unwrap_err().contains("again in 15 min"), "a clock that was set back");
        assert_eq!(try_at(15, "4711"), Ok(Identified::Pin));
        assert!(try_at(15, "0000").unwrap_err().contains("4 more"), "the right one ends the count");
    }

    #[test]
    fn tries_at_one_moment_are_counted_one_by_one() {
        let folder = tempfile::tempdir().unwrap();
        let persons = Persons::of(folder.path());
        persons.set("Ben O.", SecretKind::Pin, &Secret::new("4711")).unwrap();
        let told: Vec<String> = std::thread::scope(|scope| {
            let one = || persons.identify("Ben O.", &Secret::new("0000"), at(0)).unwrap_err().to_string();
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(one)).collect();
            threads.into_iter().map(|it| it.join().unwrap()).collect()
        });
        let looked_at = told.iter().filter(|why| why.contains("that is not the PIN")).count();
        assert_eq!(looked_at, 5, "{told:?}");
        assert_eq!(persons.read().unwrap().person[0].wrong, 5);
    }

    #[test]
    fn the_file_holds_neither_and_only_writers_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let persons = Persons::of(folder.path());
        persons.set("Ben O.", SecretKind::Pin, &Secret::new("471147")).unwrap();
        persons.set("Ana K.", SecretKind::Badge, &Secret::new("BADGE-77")).unwrap();
        let told = persons.set("Ben O.", SecretKind::Badge, &Secret::new("BADGE-77")).unwrap_err();
        assert_eq!(told.to_string(), "that is the badge of Ana K.");
        let text = std::fs::read_to_string(folder.path().join(FILE)).unwrap();
        assert!(!text.contains("471147") && !text.contains("BADGE-77") && text.contains("$argon2id$"), "{text}");
        assert!(persons.set("Ben O.", SecretKind::Pin, &Secret::new("123")).is_err());
        assert!(!format!("{:?}", Secret::new("471147")).contains("4711"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            for (folder_mode, file_mode) in [(0o755, 0o600), (0o777, 0o660), (0o2770, 0o660)] {
                std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(folder_mode)).unwrap();
                std::fs::remove_file(folder.path().join(FILE)).unwrap();
                persons.set("Ben O.", SecretKind::Pin, &Secret::new("471147")).unwrap();
                let mode = std::fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
                assert_eq!(mode & 0o777, file_mode, "{folder_mode:o}");
            }
        }
    }

    #[test]
    fn a_file_that_is_none_identifies_nobody_and_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), "person = 4711").unwrap();
        let persons = Persons::of(folder.path());
        let told = persons.identify("Ben O.", &Secret::new("4711"), at(0)).unwrap_err().to_string();
        assert!(told.contains("secrets.toml") && !told.contains("4711"), "{told}");
        assert!(persons.set("Ben O.", SecretKind::Pin, &Secret::new("4711")).is_err());
        assert_eq!(std::fs::read_to_string(folder.path().join(FILE)).unwrap(), "person = 4711");
    }
}
