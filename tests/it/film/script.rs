//! A film's text, understood.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use precheck::tui::key::Key;

use super::screen::Drawn;

/// How fast a held key repeats where a film doesn't say, in milliseconds.
const HELD_EVERY_MS: i64 = 33;

/// A film.
pub struct Film {
    pub path: PathBuf,
    pub head: Head,
    pub scenes: Vec<Scene>,
    lines: Vec<String>,
}

/// What is given at the beginning.
pub struct Head {
    pub size: (u16, u16),
    pub clock: DateTime<FixedOffset>,
    pub technicians: Vec<String>,
    /// What workshop.toml says of PINs.
    pub pin: Option<String>,
    /// One job in so many is picked, to look at the car.
    pub observe: Option<String>,
    pub language: Option<String>,
    /// Who has which.
    pub pins: Vec<(String, String)>,
    /// Whose card has which number.
    pub cards: Vec<(String, String)>,
    /// The lines of the file of offered jobs.
    pub offers: Option<Vec<String>>,
    pub station: String,
    /// The blocks of the workshop's instruments.
    pub instruments: String,
    pub is_practice: bool,
    pub lists: Lists,
}

/// Which checklists are played.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lists {
    /// The first edition, which never changes: for films about the program.
    First,
    /// Those of now: for films about what they say.
    BuiltIn,
}

/// One line of a film that means something.
#[derive(Clone)]
pub struct Scene {
    /// Its number, from 1.
    pub line: usize,
    pub deed: Deed,
}

#[derive(Clone)]
pub enum Deed {
    Act(Action),
    Expect(Expect),
    Screen { shown: Vec<String>, cursor: Option<String>, last_line: usize },
}

#[derive(Clone)]
pub enum Action {
    Keys(Vec<Stroke>),
    Wait {
        ms: i64,
    },
    Clock {
        ms: i64,
    },
    Scan(String),
    /// The QR code on the page of this job.
    ScanPage(String),
    Hold {
        key: Key,
        every_ms: i64,
        is_reported: bool,
    },
    Paste(String),
    Tap {
        words: String,
        count: usize,
    },
    Resize(u16, u16),
    Disk(Disk),
    Restart {
        station: Option<String>,
    },
    OtherWindowAnswers {
        item: String,
        value: String,
    },
    OtherWindowStops(String),
    /// Whoever is asked for a second name says at another station whether he is it; why not, where he isn't.
    OtherStationSays {
        station: String,
        why_not: Option<String>,
    },
    /// Somebody takes the job on the screen over at another station; whether that is seen here before anything else happens.
    OtherStationTakes {
        station: String,
        is_seen: bool,
    },
    /// The station that took the job on the screen over records an answer to it.
    OtherStationAnswers {
        station: String,
        item: String,
        value: String,
    },
    Falsify {
        from: String,
        to: String,
    },
    /// An instrument has read volts, or has none to give for a reason; so many times, a second apart.
    Reads {
        instrument: String,
        read: Result<f64, String>,
        times: i64,
    },
    /// The car tells its VIN and codes, as a row says it, or nothing, for a reason.
    Codes(Result<String, String>),
    /// The instrument of the practice tells what it pretends to be told.
    PretendedCodes,
    /// A card with a number is held to the reader, or something is in the way.
    Card(Result<String, String>),
}

/// A key, or a value that is typed.
#[derive(Clone)]
pub enum Stroke {
    Key(Key),
    Value(String),
    /// The receipt of this job.
    Receipt(String),
}

/// How the disk is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Disk {
    Ok,
    Slow,
    Full,
    ReadOnly,
    Failing,
    Gone,
}

#[derive(Clone)]
pub enum Expect {
    Sees(String),
    SeesNot(String),
    Row(String),
    Rings(usize),
    KeysAtMost(usize),
    Left,
}

impl Film {
    /// Reads the film `name`, with the films that it plays put in their places.
    pub fn load(folder: &Path, name: &str) -> Self {
        let path = folder.join(format!("{name}.film"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let lines: Vec<String> = text.lines().map(ToOwned::to_owned).collect();
        let head_end = lines.iter().position(String::is_empty).unwrap_or(lines.len());
        let mut scenes = Vec::new();
        let mut at = head_end;
        while at < lines.len() {
            let bad = |why: String| -> ! { panic!("{}:{}: {why}", path.display(), at + 1) };
            let line = &lines[at];
            if let Some(opening) = line.strip_prefix("```") {
                let length = lines[at + 1..].iter().position(|line| line == "```");
                let last_line = at + 2 + length.unwrap_or_else(|| bad("the fence has no end".to_owned()));
                let cursor = opening.strip_prefix("cursor ").map(ToOwned::to_owned);
                let shown = lines[at + 1..last_line - 1].to_vec();
                scenes.push(Scene { line: at + 1, deed: Deed::Screen { shown, cursor, last_line } });
                at = last_line;
                continue;
            }
            if let Some(play) = line.strip_prefix("> play ") {
                let (other, to) = play.split_once(" to ").unwrap_or((play, ""));
                let to = (!to.is_empty()).then(|| unquote(to));
                let actions = Self::load(folder, other.trim()).actions_to(to.as_deref());
                scenes.extend(actions.into_iter().map(|deed| Scene { line: at + 1, deed }));
            } else if let Some(action) = line.strip_prefix("> ") {
                let action = action_of(action).unwrap_or_else(|why| bad(why));
                scenes.push(Scene { line: at + 1, deed: Deed::Act(action) });
            } else if let Some(expect) = line.strip_prefix("+ ") {
                let expect = expect_of(expect).unwrap_or_else(|why| bad(why));
                scenes.push(Scene { line: at + 1, deed: Deed::Expect(expect) });
            }
            at += 1;
        }
        let head = Head::of(&lines[..head_end]).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        Self { path, head, scenes, lines }
    }

    /// The heading above a line, without its marks.
    pub fn heading_above(&self, line: usize) -> &str {
        self.lines[..line].iter().rev().find_map(|line| line.strip_prefix("## ")).unwrap_or_default()
    }

    /// What the film does before its heading `to`; all of it without one.
    fn actions_to(self, to: Option<&str>) -> Vec<Deed> {
        let is_heading = |line: &String| to.is_some_and(|to| line.strip_prefix("## ") == Some(to));
        let end = match to {
            None => usize::MAX,
            Some(to) => self
                .lines
                .iter()
                .position(is_heading)
                .unwrap_or_else(|| panic!("{} has no heading {to:?}", self.path.display())),
        };
        let before = self.scenes.into_iter().filter(|scene| scene.line <= end);
        before.map(|scene| scene.deed).filter(|deed| matches!(deed, Deed::Act(_))).collect()
    }

    /// Writes the screens into the film's file: first and last line of their fences, and what was drawn.
    pub fn bless(&self, screens: &[(usize, usize, Drawn)]) {
        let mut text = String::new();
        let mut at = 0;
        for (first, last, drawn) in screens {
            self.lines[at..first - 1].iter().for_each(|line| text.push_str(&format!("{line}\n")));
            let cursor = drawn.cursor.as_ref().map(|cursor| format!("cursor {cursor}")).unwrap_or_default();
            text.push_str(&format!("```{cursor}\n{}\n```\n", drawn.text()));
            at = *last;
        }
        self.lines[at..].iter().for_each(|line| text.push_str(&format!("{line}\n")));
        // other films may be reading this one just now
        let fresh = self.path.with_extension("new");
        std::fs::write(&fresh, text).and_then(|()| std::fs::rename(&fresh, &self.path)).unwrap();
    }
}

impl Head {
    fn of(lines: &[String]) -> Result<Self, String> {
        let mut head = Self {
            size: (80, 24),
            clock: DateTime::parse_from_rfc3339("2026-11-22T09:14:00+01:00").map_err(|error| error.to_string())?,
            technicians: Vec::new(),
            pin: None,
            observe: None,
            language: None,
            pins: Vec::new(),
            cards: Vec::new(),
            offers: None,
            station: "bay-1".to_owned(),
            instruments: String::new(),
            is_practice: false,
            lists: Lists::First,
        };
        for line in lines {
            match line.split_once(": ").ok_or_else(|| format!("{line:?} is no line of a head"))? {
                ("size", size) => head.size = size_of(size)?,
                ("clock", clock) => {
                    head.clock = DateTime::parse_from_rfc3339(clock).map_err(|error| error.to_string())?;
                }
                ("technicians", names) => head.technicians = names.split(", ").map(ToOwned::to_owned).collect(),
                ("pin", rule) => head.pin = Some(rule.to_owned()),
                ("observe", n) => head.observe = Some(n.to_owned()),
                ("language", code) => head.language = Some(code.to_owned()),
                ("pins", pins) => head.pins = secrets(pins),
                ("cards", cards) => head.cards = secrets(cards),
                ("offers", lines) => head.offers = Some(lines.split(" / ").map(ToOwned::to_owned).collect()),
                // what is told of them is made up by the film: none is reached
                ("instruments", all) => {
                    for one in all.split(", ") {
                        let mut words = one.split(' ');
                        let name = words.next().unwrap_or_default();
                        let (kinds, words): (Vec<&str>, Vec<&str>) = words.partition(|word| *word == "elm327");
                        let kind = kinds.first().unwrap_or(&"scpi");
                        let (watches, reads): (Vec<&str>, Vec<&str>) =
                            words.into_iter().partition(|word| *word == "watches");
                        let watch = if watches.is_empty() { "" } else { "watch = true\n" };
                        let block = format!(
                            "[[instrument]]\nname = {name:?}\nkind = {kind:?}\nat = \"127.0.0.1:9\"\nreads = {reads:?}\n{watch}"
                        );
                        head.instruments.push_str(&block);
                    }
                }
                ("station", station) => head.station = station.to_owned(),
                ("practice", yes) => head.is_practice = yes == "yes",
                ("lists", "first") => head.lists = Lists::First,
                ("lists", "built-in") => head.lists = Lists::BuiltIn,
                (other, _) => return Err(format!("a head has no {other:?}")),
            }
        }
        Ok(head)
    }
}

/// Names, each with what it has behind it.
fn secrets(line: &str) -> Vec<(String, String)> {
    let one = |it: &str| it.rsplit_once(' ').map(|(name, secret)| (name.to_owned(), secret.to_owned()));
    line.split(", ").filter_map(one).collect()
}

fn action_of(line: &str) -> Result<Action, String> {
    let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
    Ok(match verb {
        "wait" => Action::Wait { ms: duration_ms(rest)? },
        "clock" => Action::Clock { ms: duration_ms(rest)? },
        "scan" => match rest.strip_prefix("page ") {
            Some(number) => Action::ScanPage(number.to_owned()),
            None => Action::Scan(rest.to_owned()),
        },
        "card" => Action::Card(rest.strip_prefix("nothing: ").map_or(Ok(rest.to_owned()), |why| Err(why.to_owned()))),
        "hold" => {
            let (key, how) = rest.split_once(' ').unwrap_or((rest, ""));
            let every =
                how.strip_prefix("every ").map(|ms| ms.parse::<i64>().map_err(|error| format!("{ms:?}: {error}")));
            let every_ms = every.transpose()?.unwrap_or(HELD_EVERY_MS);
            Action::Hold { key: key_of(key)?, every_ms, is_reported: how == "reported" }
        }
        "paste" => Action::Paste(unquote(rest)),
        "tap" => match rest.strip_prefix("twice ") {
            Some(words) => Action::Tap { words: unquote(words), count: 2 },
            None => Action::Tap { words: unquote(rest), count: 1 },
        },
        "resize" => {
            let (columns, rows) = size_of(rest)?;
            Action::Resize(columns, rows)
        }
        "disk" => Action::Disk(match rest {
            "ok" => Disk::Ok,
            "slow" => Disk::Slow,
            "full" => Disk::Full,
            "read-only" => Disk::ReadOnly,
            "failing" => Disk::Failing,
            "gone" => Disk::Gone,
            other => return Err(format!("no disk is {other:?}")),
        }),
        "restart" => Action::Restart { station: rest.strip_prefix("at ").map(ToOwned::to_owned) },
        "other" => {
            if let Some(number) = rest.strip_prefix("window stops ") {
                return Ok(Action::OtherWindowStops(number.to_owned()));
            }
            let said = rest.strip_prefix("window answers ").ok_or("another window answers, or stops a job")?;
            let (item, value) = said.split_once(' ').ok_or("an answer has an item and a value")?;
            Action::OtherWindowAnswers { item: item.to_owned(), value: unquote(value) }
        }
        "station" => {
            let (station, said) = rest.split_once(' ').ok_or("a station agrees, or declines and says why")?;
            if let Some(seen) = said.strip_prefix("takes over") {
                let is_seen = seen.trim() != "unseen";
                return Ok(Action::OtherStationTakes { station: station.to_owned(), is_seen });
            }
            if let Some(said) = said.strip_prefix("answers ") {
                let (item, value) = said.split_once(' ').ok_or("an answer has an item and a value")?;
                let (station, item, value) = (station.to_owned(), item.to_owned(), unquote(value));
                return Ok(Action::OtherStationAnswers { station, item, value });
            }
            let why_not = match said.split_once(' ') {
                None if said == "agrees" => None,
                Some(("declines", why)) => Some(unquote(why)),
                _ => return Err("a station agrees, or declines and says why".to_owned()),
            };
            Action::OtherStationSays { station: station.to_owned(), why_not }
        }
        "falsify" => {
            let (from, to) = rest.split_once("\" \"").ok_or("two texts were expected")?;
            let (from, to) = (from.trim_start_matches('"'), to.trim_end_matches('"'));
            Action::Falsify { from: from.to_owned(), to: to.to_owned() }
        }
        "codes" if rest == "pretended" => Action::PretendedCodes,
        "codes" => Action::Codes(match rest.strip_prefix("nothing: ") {
            Some(why) => Err(why.to_owned()),
            None => Ok(rest.to_owned()),
        }),
        "reads" => {
            let (rest, times) = match rest.rsplit_once(" for ") {
                Some((rest, time)) => (rest, duration_ms(time)? / 1000),
                None => (rest, 1),
            };
            let (instrument, said) = rest.split_once(' ').ok_or("an instrument reads a figure, or nothing")?;
            let read = match said.strip_prefix("nothing: ") {
                Some(why) => Err(why.to_owned()),
                None => Ok(said.parse::<f64>().map_err(|error| format!("{said:?}: {error}"))?),
            };
            Action::Reads { instrument: instrument.to_owned(), read, times }
        }
        _ => Action::Keys(strokes(line)?),
    })
}

fn expect_of(line: &str) -> Result<Expect, String> {
    let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
    let number = || rest.parse::<usize>().map_err(|error| format!("{rest:?}: {error}"));
    Ok(match verb {
        "sees" => Expect::Sees(unquote(rest)),
        "no" => Expect::SeesNot(unquote(rest)),
        "row" => Expect::Row(rest.to_owned()),
        "rings" => Expect::Rings(number()?),
        "keys" => Expect::KeysAtMost(number()?),
        "left" => Expect::Left,
        other => return Err(format!("nothing is expected with {other:?}")),
    })
}

/// Keys and typed values of a line.
fn strokes(line: &str) -> Result<Vec<Stroke>, String> {
    let mut strokes = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        if let Some(value) = rest.strip_prefix('"') {
            let end = value.find('"').ok_or("a value has no end")?;
            strokes.push(Stroke::Value(value[..end].to_owned()));
            rest = value[end + 1..].trim_start();
        } else {
            let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
            strokes.push(match word.strip_prefix("<receipt:").and_then(|word| word.strip_suffix('>')) {
                Some(number) => Stroke::Receipt(number.to_owned()),
                None => Stroke::Key(key_of(word)?),
            });
            rest = after.trim_start();
        }
    }
    Ok(strokes)
}

fn key_of(word: &str) -> Result<Key, String> {
    let mut chars = word.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        return Ok(Key::Char(only));
    }
    Ok(match word {
        "<enter>" => Key::Enter,
        "<esc>" => Key::Esc,
        "<up>" => Key::Up,
        "<down>" => Key::Down,
        "<left>" => Key::Left,
        "<right>" => Key::Right,
        "<home>" => Key::Home,
        "<end>" => Key::End,
        "<page-up>" => Key::PageUp,
        "<page-down>" => Key::PageDown,
        "<backspace>" => Key::Backspace,
        "<delete>" => Key::Delete,
        "<tab>" => Key::Tab,
        "<f1>" => Key::F(1),
        "<f2>" => Key::F(2),
        "<ctrl-c>" => Key::Ctrl('c'),
        "<ctrl-u>" => Key::Ctrl('u'),
        _ => return Err(format!("{word:?} is no key: one character, a <name>, or a value in quotes")),
    })
}

fn size_of(text: &str) -> Result<(u16, u16), String> {
    let parsed = text.split_once('x').and_then(|(columns, rows)| Some((columns.parse().ok()?, rows.parse().ok()?)));
    parsed.ok_or_else(|| format!("{text:?} is no size such as 80x24"))
}

/// `90s`, `5m`, `-3h`, in milliseconds.
fn duration_ms(text: &str) -> Result<i64, String> {
    let bad = || format!("{text:?} is no time such as 90s, 5m or 3h");
    let (digits, unit) = text.split_at(text.len().saturating_sub(1));
    let unit_ms = match unit {
        "s" => 1000,
        "m" => 60_000,
        "h" => 3_600_000,
        _ => return Err(bad()),
    };
    digits.parse::<i64>().map(|count| count * unit_ms).map_err(|_| bad())
}

/// The text between quotes, escapes resolved.
fn unquote(text: &str) -> String {
    let inner = text.trim().strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let mut plain = String::new();
    let mut rest = inner;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        rest = match after.split_at(after.chars().next().map_or(0, char::len_utf8)) {
            ("n", after) => {
                plain.push('\n');
                after
            }
            ("t", after) => {
                plain.push('\t');
                after
            }
            ("u", after) => {
                let code = after.strip_prefix('{').and_then(|code| code.split_once('}'));
                let (code, after) = code.unwrap_or_else(|| panic!("{text:?}: \\u{{…}} was expected"));
                plain.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
                after
            }
            (other, after) => {
                plain.push_str(other);
                after
            }
        };
    }
    plain + rest
}
