//! A figure that was typed, or refused with what to type instead.

use super::unfit::{Unfit, UnfitKind};
use super::{Limits, Measurement};

fn no_figure(why: impl Into<String>) -> Unfit {
    Unfit::new(why).of(UnfitKind::Form)
}

/// What was typed, without the unit behind it.
fn without_unit<'a>(typed: &'a str, unit: &str) -> &'a str {
    let typed = typed.trim();
    let has_unit = typed.len() > unit.len() && typed.to_lowercase().ends_with(&unit.to_lowercase());
    if has_unit { typed[..typed.len() - unit.len()].trim_end() } else { typed }
}

/// How long ago something was, in whole minutes: a point may be meant for the colon of a time of day.
pub(super) fn minutes_ago(typed: &str, unit: &str, limits: &Limits) -> Result<Measurement, Unfit> {
    let digits = without_unit(typed, unit);
    let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let minutes = Measurement::parse(digits, unit).ok().filter(|_| is_whole);
    let Some(minutes) = minutes else {
        return Err(no_figure("type whole minutes, such as 20, or a time of day, such as 9:05"));
    };
    match limits.max.filter(|max| minutes.value() > *max) {
        Some(max) => {
            Err(Unfit::new(format!("{minutes} ago can't be: at most {max} {unit} is plausible")).of(UnfitKind::Range))
        }
        None => Ok(minutes),
    }
}

/// A figure within what is plausible.
pub(super) fn measured(typed: &str, unit: &str, limits: &Limits) -> Result<Measurement, Unfit> {
    let typed = without_unit(typed, unit);
    // what another unit's figures look like is not known
    let example = if unit == "V" { ", such as 12.6" } else { "" };
    if typed.is_empty() {
        return Err(no_figure(format!("type the reading in {unit}{example}")));
    }
    let reading = Measurement::parse(typed, unit).map_err(|_| {
        no_figure(format!("{typed:?} is not a figure: type digits with at most one point or comma{example}"))
    })?;
    let value = reading.value();
    if let Some(min) = limits.min.filter(|min| value < *min) {
        return Err(Unfit::new(format!("{reading} can't be: at least {min} {unit} is plausible; read it again"))
            .of(UnfitKind::Range));
    }
    if let Some(max) = limits.max.filter(|max| value > *max) {
        return Err(Unfit::new(format!("{reading} can't be: at most {max} {unit} is plausible; read it again"))
            .of(UnfitKind::Range));
    }
    Ok(reading)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_ago_are_whole_and_no_other_figure_is_asked_for_in_volts() {
        let limits = Limits { min: Some(0.0), max: Some(720.0), ..Limits::default() };
        for taken in ["20", "20 min", " 0 "] {
            assert!(minutes_ago(taken, "min", &limits).is_ok(), "{taken}");
        }
        for refused in ["abc", "", "9.05", "9,05", "9again", "-5", "25:00"] {
            let why = minutes_ago(refused, "min", &limits).unwrap_err();
            assert_eq!(
                (why.to_string().as_str(), why.kind),
                ("type whole minutes, such as 20, or a time of day, such as 9:05", UnfitKind::Form),
                "{refused}"
            );
        }
        let why = minutes_ago("721", "min", &limits).unwrap_err();
        assert_eq!(why.to_string(), "721 min ago can't be: at most 720 min is plausible");
        for (unit, example) in [("V", ", such as 12.6"), ("mm", "")] {
            let why = measured("abc", unit, &Limits::default()).unwrap_err().to_string();
            assert_eq!(why, format!("\"abc\" is not a figure: type digits with at most one point or comma{example}"));
        }
    }
}
