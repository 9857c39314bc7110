//! An area in parts. ratatui's layout solves equations for each frame, which took most of the time of a key; a screen here only ever cuts a
//! strip off one side.

use ratatui::layout::Rect;

/// The first rows, and the rest.
pub(super) fn top(area: Rect, rows: u16) -> [Rect; 2] {
    let rows = rows.min(area.height);
    [Rect { height: rows, ..area }, Rect { y: area.y + rows, height: area.height - rows, ..area }]
}

/// The rest, and the last rows.
pub(super) fn bottom(area: Rect, rows: u16) -> [Rect; 2] {
    top(area, area.height.saturating_sub(rows))
}

/// The first columns, and the rest.
pub(super) fn left(area: Rect, columns: u16) -> [Rect; 2] {
    let columns = columns.min(area.width);
    [Rect { width: columns, ..area }, Rect { x: area.x + columns, width: area.width - columns, ..area }]
}

/// The rest, and the last columns.
pub(super) fn right(area: Rect, columns: u16) -> [Rect; 2] {
    left(area, area.width.saturating_sub(columns))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strip_is_cut_off_each_side_and_never_more_than_there_is() {
        let area = Rect::new(3, 2, 10, 5);
        assert_eq!(top(area, 2), [Rect::new(3, 2, 10, 2), Rect::new(3, 4, 10, 3)]);
        assert_eq!(bottom(area, 2), [Rect::new(3, 2, 10, 3), Rect::new(3, 5, 10, 2)]);
        assert_eq!(left(area, 4), [Rect::new(3, 2, 4, 5), Rect::new(7, 2, 6, 5)]);
        assert_eq!(right(area, 4), [Rect::new(3, 2, 6, 5), Rect::new(9, 2, 4, 5)]);
        assert_eq!(top(area, 9), [area, Rect::new(3, 7, 10, 0)]);
        assert_eq!(right(area, 99), [Rect::new(3, 2, 0, 5), area]);
    }
}
