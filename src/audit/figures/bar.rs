//! Shares and courses as text: bars and sparklines of block characters, which need no colour.

/// Eighths of a cell, from one to seven.
const EIGHTHS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];
/// Heights of a sparkline.
const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// A bar for `part` of `whole` in at most `cells` cells. What is there at all is never drawn as nothing.
#[must_use]
pub fn bar(part: u64, whole: u64, cells: usize) -> String {
    let eighths = eighths(part, whole, cells);
    let mut bar = "█".repeat(eighths / 8);
    bar.extend((eighths % 8).checked_sub(1).map(|at| EIGHTHS[at]));
    bar
}

/// The number of eighths of cells that a part takes.
fn eighths(part: u64, whole: u64, cells: usize) -> usize {
    if part == 0 || whole == 0 {
        return 0;
    }
    let room = u128::from(cells as u64) * 8;
    let wanted = (u128::from(part.min(whole)) * room + u128::from(whole) / 2) / u128::from(whole);
    usize::try_from(wanted).unwrap_or(0).max(usize::from(cells > 0))
}

/// Two parts of a whole in one bar: solid up to the first, light from there to the second.
#[must_use]
pub fn two_bars(first: u64, second: u64, whole: u64, cells: usize) -> String {
    let solid = eighths(first, whole, cells).div_ceil(8);
    let light = eighths(second, whole, cells).div_ceil(8).saturating_sub(solid);
    "█".repeat(solid) + &"░".repeat(light)
}

/// A course of values as heights, the highest being full; a value of nothing is a blank.
#[must_use]
pub fn sparkline(values: &[u64]) -> String {
    let most = values.iter().copied().max().unwrap_or(0);
    let height = |value: &u64| match *value {
        0 => ' ',
        value => {
            let step = (u128::from(value) * 8).div_ceil(u128::from(most.max(1)));
            HEIGHTS[usize::try_from(step).unwrap_or(8).clamp(1, 8) - 1]
        }
    };
    values.iter().map(height).collect()
}

/// A share in whole per cent; `<1 %` where there is something that rounds to nothing, and `>99 %` where something is missing.
#[must_use]
pub fn percent(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    match (u128::from(part) * 200 + u128::from(whole)) / (u128::from(whole) * 2) {
        0 if part > 0 => "<1 %".to_owned(),
        100 if part < whole => ">99 %".to_owned(),
        share => format!("{share} %"),
    }
}

/// A time as people say it: `3:12`, with hours `1:03:12`.
#[must_use]
pub fn duration(seconds: u64) -> String {
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, minutes, seconds) => format!("{minutes}:{seconds:02}"),
        (hours, minutes, seconds) => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_share() {
        assert_eq!(bar(1, 2, 4), "██");
        assert_eq!(bar(3, 3, 4), "████");
        assert_eq!(bar(0, 3, 4), "");
        assert_eq!(bar(1, 1000, 4), "▏", "what is there is seen");
        assert_eq!(bar(9, 3, 4), "████", "never longer than its room");
        assert_eq!(bar(1, 0, 4), "");
        assert_eq!(two_bars(2, 4, 4, 4), "██░░");
        assert_eq!(sparkline(&[1, 0, 4, 8]), "▁ ▄█");
        assert_eq!(sparkline(&[]), "");
    }

    #[test]
    fn shares_are_whole_per_cent() {
        for (part, whole, share) in [
            (0, 0, "–"),
            (0, 7, "0 %"),
            (1, 3, "33 %"),
            (1, 8, "13 %"),
            (1, 900, "<1 %"),
            (899, 900, ">99 %"),
            (7, 7, "100 %"),
        ] {
            assert_eq!(percent(part, whole), share);
        }
        assert_eq!(duration(192), "3:12");
        assert_eq!(duration(3792), "1:03:12");
    }
}
