//! The first sheet of a workbook that is handed out: what it is, in short, and charts that the spreadsheet draws itself.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartType, Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::page_setup::{roomy, set_page};
use crate::catalog::Paper;
use crate::domain::text::printable;

/// What stands on the cover, in the language of whoever reads it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CoverSheet {
    /// The name of the sheet.
    pub name: String,
    /// The workshop, line by line.
    pub letterhead: Vec<String>,
    pub title: String,
    /// What nobody may overlook; nothing where all is well.
    pub alarm: Option<String>,
    /// Names with their values.
    pub pairs: Vec<(String, String)>,
    pub charts: Vec<CoverChart>,
    pub paper: Paper,
}

/// Numbers that are drawn beside where they stand.
#[derive(Debug, Clone, PartialEq)]
pub struct CoverChart {
    pub title: String,
    /// Whether its bars stand upright, for a course over time.
    pub is_course: bool,
    /// Whether its values are shares, from 0 to 1.
    pub is_share: bool,
    /// A name, its value where there is one, and the number that this stands for.
    pub points: Vec<(String, Option<f64>, String)>,
}

/// The columns of a chart's numbers, behind those of the words.
const NUMBERS_AT: u16 = 14;
/// The rows that a chart takes.
const CHART_ROWS: u32 = 15;
/// The size of a chart, in pixels: two fit beside each other on a page.
const CHART_PIXELS: (u32, u32) = (470, 280);
/// Where the charts of a row begin.
const CHART_COLUMNS: [u16; 2] = [0, 5];

pub(super) fn draw(workbook: &mut Workbook, cover: &CoverSheet) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name(&cover.name)?;
    let (bold, title) =
        (Format::new().set_bold(), Format::new().set_bold().set_font_size(16).set_font_color(Color::RGB(0x1d_3d_56)));
    let alarm = Format::new().set_bold().set_font_color(Color::White).set_background_color(Color::RGB(0xb3_15_1b));
    let value = Format::new().set_bold().set_align(FormatAlign::Left);
    let mut row = 0;
    for line in &cover.letterhead {
        sheet.write_string_with_format(row, 0, printable(line), &bold)?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, printable(&cover.title), &title)?;
    row += 2;
    if let Some(text) = &cover.alarm {
        sheet.write_string_with_format(row, 0, printable(text), &alarm)?;
        row += 2;
    }
    for (name, text) in &cover.pairs {
        sheet.write_string(row, 0, printable(name))?;
        sheet.write_string_with_format(row, 1, printable(text), &value)?;
        row += 1;
    }
    let widest = cover.pairs.iter().map(|(name, _)| name.width()).max().unwrap_or(12);
    sheet.set_column_width(0, roomy(widest))?;
    let first = row + 1;
    let mut numbers = 0;
    for (at, chart) in (0_u32..).zip(&cover.charts) {
        let place = (first + at / 2 * CHART_ROWS, CHART_COLUMNS[at as usize % 2]);
        numbers = draw_chart(sheet, &cover.name, chart, place, numbers)?;
    }
    let last = first + u32::try_from(cover.charts.len()).unwrap_or(0).div_ceil(2) * CHART_ROWS;
    set_page(sheet, cover.paper);
    // two charts beside each other and several rows of them are higher than wide
    sheet.set_portrait().set_print_area(0, 0, last, NUMBERS_AT - 2)?;
    sheet.set_print_fit_to_pages(1, 1).set_screen_gridlines(false);
    Ok(())
}

/// Writes a chart's numbers from row `numbers` on, and draws it at `place`; the row after its numbers.
fn draw_chart(
    sheet: &mut Worksheet,
    name: &str,
    chart: &CoverChart,
    place: (u32, u16),
    numbers: u32,
) -> Result<u32, XlsxError> {
    let head = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
    let share = Format::new().set_num_format("0%");
    sheet.write_string_with_format(numbers, NUMBERS_AT, printable(&chart.title), &head)?;
    let first = numbers + 1;
    let mut row = first;
    for (name, value, n) in &chart.points {
        sheet.write_string(row, NUMBERS_AT, printable(name))?;
        match value {
            Some(value) if chart.is_share => sheet.write_number_with_format(row, NUMBERS_AT + 1, *value, &share)?,
            Some(value) => sheet.write_number(row, NUMBERS_AT + 1, *value)?,
            None => sheet.write_string(row, NUMBERS_AT + 1, "")?,
        };
        sheet.write_string(row, NUMBERS_AT + 2, n)?;
        row += 1;
    }
    if chart.points.is_empty() {
        return Ok(row + 1);
    }
    let mut drawn = Chart::new(if chart.is_course { ChartType::Column } else { ChartType::Bar });
    drawn
        .add_series()
        .set_categories((name, first, NUMBERS_AT, row - 1, NUMBERS_AT))
        .set_values((name, first, NUMBERS_AT + 1, row - 1, NUMBERS_AT + 1))
        .set_data_label(ChartDataLabel::new().show_value());
    drawn.title().set_name(&printable(&chart.title));
    drawn.legend().set_hidden();
    // the axes of lying bars are exchanged: the first one stands on top
    let values = if chart.is_course {
        drawn.y_axis()
    } else {
        drawn.y_axis().set_reverse();
        drawn.x_axis()
    };
    values.set_min(0).set_major_gridlines(false);
    if chart.is_share {
        values.set_max(1).set_num_format("0%");
    }
    drawn.set_width(CHART_PIXELS.0).set_height(CHART_PIXELS.1);
    sheet.insert_chart(place.0, place.1, &drawn)?;
    Ok(row + 1)
}
