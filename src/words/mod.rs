//! The words of pages and reports, from Fluent message files: the wanted language first, English for what it leaves out.

mod codes;
mod file;
mod plain;
mod sentence;
mod watched;

pub use file::{WordsFault, faults, starting_file};
pub use plain::{PlainWords, english};
pub(crate) use sentence::Said;
pub use sentence::Sentence;

use std::sync::{Arc, LazyLock};

use chrono::{DateTime, Datelike, FixedOffset, Timelike};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::domain::Measurement;

/// The languages that are built in, with their message files. The customer's page, the
/// reports, the figures, the findings, the record and the desk have a file each. Another language is a line here and files beside the others.
pub const LANGUAGES: [(&str, &str); 2] = [
    (
        "en",
        concat!(
            include_str!("messages/en.ftl"),
            include_str!("messages/report-en.ftl"),
            include_str!("messages/figures-en.ftl"),
            include_str!("messages/findings-en.ftl"),
            include_str!("messages/record-en.ftl"),
            include_str!("messages/desk-en.ftl")
        ),
    ),
    (
        "de",
        concat!(
            include_str!("messages/de.ftl"),
            include_str!("messages/report-de.ftl"),
            include_str!("messages/figures-de.ftl"),
            include_str!("messages/findings-de.ftl"),
            include_str!("messages/record-de.ftl"),
            include_str!("messages/desk-de.ftl")
        ),
    ),
];

/// Whether a text is the code of a language: two small letters.
#[must_use]
pub fn is_language(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|b| b.is_ascii_lowercase())
}

/// A time of so many seconds or more is told in minutes.
const MINUTES_FROM_SECONDS: f64 = 120.0;

/// The words of one language; a copy shares them.
#[derive(Clone)]
pub struct Words {
    language: String,
    /// In the order in which they are asked: the workshop's own, the built-in ones, English.
    bundles: Vec<Arc<FluentBundle<FluentResource>>>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Default for Words {
    /// English.
    fn default() -> Self {
        static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::new("en", None));
        ENGLISH.clone()
    }
}

impl Words {
    /// The words of `language`; `own` is the text of a message file that comes first. What a file has wrong is passed
    /// over: the other messages of it count.
    #[must_use]
    pub fn new(language: &str, own: Option<&str>) -> Self {
        let built_in = LANGUAGES.iter().find(|(code, _)| *code == language).map(|(_, text)| *text);
        let is_known = own.is_some() || built_in.is_some();
        let mut bundles: Vec<_> = own.into_iter().chain(built_in).map(|text| bundle(language, text)).collect();
        if language != "en" {
            bundles.push(bundle("en", LANGUAGES[0].1));
        }
        Self { language: if is_known { language } else { "en" }.to_owned(), bundles }
    }

    /// The language that is spoken: the wanted one, or English where there is none of it.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The message with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> String {
        self.fill(id, &[])
    }

    /// The message with this id and these values in it.
    #[must_use]
    pub fn fill(&self, id: &str, values: &[(&str, &str)]) -> String {
        self.bundles.iter().find_map(|bundle| format(bundle, id, values)).unwrap_or_else(|| id.to_owned())
    }

    /// A day, such as 2 March 2026.
    #[must_use]
    pub fn date(&self, time: &impl Datelike) -> String {
        let month = self.get(&format!("month-{}", time.month()));
        self.fill("date", &[("day", &time.day().to_string()), ("month", &month), ("year", &time.year().to_string())])
    }

    /// A time of day, such as 09:04.
    #[must_use]
    pub fn time(&self, time: &DateTime<FixedOffset>) -> String {
        let two = |n: u32| format!("{n:02}");
        self.fill("time", &[("hour", &two(time.hour())), ("minute", &two(time.minute()))])
    }

    /// A day and a time of day.
    #[must_use]
    pub fn moment(&self, time: &DateTime<FixedOffset>) -> String {
        self.fill("moment", &[("date", &self.date(time)), ("time", &self.time(time))])
    }

    /// A time of day, with its day when that is not `day`.
    #[must_use]
    pub fn time_on(&self, time: &DateTime<FixedOffset>, day: &DateTime<FixedOffset>) -> String {
        if time.date_naive() == day.date_naive() { self.time(time) } else { self.moment(time) }
    }

    /// A figure with its unit, and with where it is from; a time that the program counted is from nowhere else.
    #[must_use]
    pub fn figure(&self, figure: &Measurement, is_via_file: bool) -> String {
        let shown = self.reading(figure);
        match figure.measured() {
            _ if figure.unit() == "s" => shown,
            Some(by) => self.fill(
                "figure-measured",
                &[
                    ("figure", &shown),
                    ("instrument", by.by.as_str()),
                    ("where", &self.get(&format!("spot-{}", by.at.word()))),
                ],
            ),
            None if is_via_file => self.fill("figure-file", &[("figure", &shown)]),
            None => self.fill("figure-typed", &[("figure", &shown)]),
        }
    }

    /// A figure with its unit; the digits as they were typed, and many seconds as whole minutes.
    #[must_use]
    pub fn reading(&self, reading: &Measurement) -> String {
        if reading.unit() == "s" && reading.value() >= MINUTES_FROM_SECONDS {
            return format!("{}\u{a0}min", (reading.value() / 60.0).floor());
        }
        let digits = reading.digits().replace('.', &self.get("decimal-mark"));
        if reading.unit().is_empty() { digits } else { format!("{digits}\u{a0}{}", reading.unit()) }
    }
}

fn bundle(language: &str, text: &str) -> Arc<FluentBundle<FluentResource>> {
    let language = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // the marks are for screens that mix reading orders; on paper and in files they are stray characters
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    Arc::new(bundle)
}

/// The message of one language with these values in it. `None` where it isn't there, or asks for a value that isn't: it would say
/// nonsense, and the next language says it right.
fn format(bundle: &FluentBundle<FluentResource>, id: &str, values: &[(&str, &str)]) -> Option<String> {
    let mut args = FluentArgs::new();
    for (name, value) in values {
        args.set(*name, counted(value));
    }
    let pattern = bundle.get_message(id)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors);
    errors.is_empty().then(|| text.into_owned())
}

/// A value as messages have it: a number where it is one, so that its plural can be chosen, and written as it was.
fn counted(value: &str) -> FluentValue<'_> {
    let number = value.parse::<u32>().ok().filter(|number| number.to_string() == value);
    number.map_or_else(|| value.into(), FluentValue::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_said_as_one_and_digits_stay_as_they_are() {
        let words = Words::new(
            "pl",
            Some("n = { $n ->\n    [one] { $n } plik\n    [few] { $n } pliki\n   *[other] { $n } plików\n}\n"),
        );
        let said = |n: &str| words.fill("n", &[("n", n)]);
        assert_eq!([said("1"), said("3"), said("25")], ["1 plik", "3 pliki", "25 plików"]);
        assert_eq!([said("007"), said("1e3"), said("4294967296")], ["007 plików", "1e3 plików", "4294967296 plików"]);
        let figures = words.plain();
        assert!(figures.fill("figures-in-jobs", "1", "1").ends_with("job"), "English where the language has none");
    }

    #[test]
    fn dates_and_figures_are_written_as_the_language_does() {
        let time = DateTime::parse_from_rfc3339("2026-03-02T09:04:03.512+01:00").unwrap();
        let volts = Measurement::parse("12.60", "V").unwrap();
        let (en, de) = (Words::new("en", None), Words::new("de", None));
        assert_eq!(en.moment(&time), "2 March 2026, 09:04");
        assert_eq!(de.moment(&time), "2. März 2026, 09:04");
        assert_eq!(en.reading(&volts), "12.60\u{a0}V");
        assert_eq!(de.reading(&volts), "12,60\u{a0}V");
    }

    #[test]
    fn what_a_language_leaves_out_is_said_in_english() {
        let words = Words::new("pl", Some("job = Zlecenie\nplate = { $nothing }\n= broken"));
        assert_eq!(words.language(), "pl");
        assert_eq!(words.get("job"), "Zlecenie");
        assert_eq!(words.get("plate"), "Registration");
        assert_eq!(words.get("car"), "Car");
        assert_eq!(Words::new("xx", None).language(), "en");
    }
}
