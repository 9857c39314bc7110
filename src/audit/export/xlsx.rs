//! A workbook: a sheet for each table, in the format of Excel and LibreOffice.
//!
//! Cells have types here, so nothing is guarded: a job's number, a plate or a serial is a text cell and stays as it is, a
//! moment is a real date, a figure is a number with its decimals as typed. The first row of each sheet stays in sight and has
//! filter buttons. On paper stand the columns that are read, their texts wrapped, so that a page is read without a glass; the others
//! lie to the right of them. The same cover and tables give the same bytes: the file bears no date of its own. Deliberately
//! absent: formulas, macros.

use chrono::{Datelike, NaiveDateTime, NaiveTime, Timelike};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::cover::{self, CoverSheet};
use super::page_setup::{roomy, set_page};
use super::table::{Cell, Table};
use super::{figures_table, findings_table, jobs_table};
use crate::audit::figures::Figures;
use crate::audit::filter::Filter;
use crate::audit::findings::kind::Weight;
use crate::audit::reading::audit::Audit;
use crate::domain::text::printable;
use crate::domain::wrap::wrap_cells;
use crate::words::PlainWords;

/// Rows of a sheet without its head; a longer table goes on in a further sheet. The format's own limit is 1,048,576.
const SHEET_ROWS: usize = 1_048_575;
/// The narrowest and the widest column, in characters. What is longer goes on in a further line where it is printed; elsewhere it is
/// all there, and cut on the screen only.
const WIDTHS: (usize, usize) = (6, 60);
/// Room for a filter's button, in characters.
const BUTTON: usize = 3;
/// The number format of a moment; the cell knows the seconds, too.
const MOMENT: &str = "yyyy-mm-dd hh:mm";

/// The height of a line, in points.
const LINE: f64 = 15.0;

/// The number format of a day.
const DAY: &str = "yyyy-mm-dd";

/// The error of a workbook that could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the workbook could not be made: {0}")]
pub struct NoWorkbook(#[from] XlsxError);

/// The bytes of a workbook with this cover and these tables, a sheet each.
///
/// # Errors
/// When a table doesn't fit into the format, such as two of the same name.
pub fn workbook(cover: &CoverSheet, tables: &[Table]) -> Result<Vec<u8>, NoWorkbook> {
    let mut workbook = Workbook::new();
    // the format demands a date of making; one that changes would make the same tables other bytes
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_author("precheck").set_creation_datetime(&made));
    cover::draw(&mut workbook, cover)?;
    let formats = Formats::new();
    for table in tables {
        let title = table.title.as_deref().unwrap_or(table.name);
        let parts = table.rows.len().div_ceil(SHEET_ROWS).max(1);
        for part in 0..parts {
            let name = if part == 0 { title.to_owned() } else { format!("{title} {}", part + 1) };
            let rows = table.rows.iter().skip(part * SHEET_ROWS).take(SHEET_ROWS);
            let sheet = workbook.add_worksheet().set_name(name)?;
            fill(sheet, table, rows, &formats)?;
            set_page(sheet, cover.paper);
        }
    }
    Ok(workbook.save_to_buffer()?)
}

/// The bytes of a workbook to hand out: the cover, then findings, jobs and figures; what people read is in words.
///
/// # Errors
/// As [`workbook`].
pub fn report_workbook(
    audit: &Audit,
    filter: &Filter,
    cover: &CoverSheet,
    words: &PlainWords,
) -> Result<Vec<u8>, NoWorkbook> {
    let figures = Figures::of(audit.jobs(filter), audit.is_per_technician);
    let findings = findings_table::in_words(audit, &audit.list(filter), words);
    let jobs = jobs_table::in_words(audit, audit.jobs(filter), words);
    workbook(cover, &[findings, jobs, figures_table::in_words(&figures, &audit.labels, words)])
}

/// The formats of cells.
struct Formats {
    head: Format,
    text: Format,
    /// Text that goes on in further lines of its cell.
    wrapped: Format,
    moment: Format,
    day: Format,
    whole: Format,
    /// Those of weights.
    weights: [(Weight, Format); 2],
}

impl Formats {
    fn new() -> Self {
        Self {
            head: top().set_bold().set_border_bottom(FormatBorder::Thin).set_text_wrap(),
            // what is typed over such a cell stays text, too
            text: top().set_num_format("@").set_align(FormatAlign::Left),
            wrapped: top().set_num_format("@").set_align(FormatAlign::Left).set_text_wrap(),
            moment: top().set_num_format(MOMENT).set_align(FormatAlign::Left),
            day: top().set_num_format(DAY).set_align(FormatAlign::Left),
            whole: top().set_num_format("0"),
            weights: [(Weight::Grave, weighty(0xff_c7_ce)), (Weight::Serious, weighty(0xff_eb_9c))],
        }
    }
}

/// The format of every cell: a row may have several lines, and is read from the first.
fn top() -> Format {
    Format::new().set_align(FormatAlign::Top)
}

/// The format of a word of weight, on this colour.
fn weighty(colour: u32) -> Format {
    top().set_num_format("@").set_align(FormatAlign::Left).set_bold().set_background_color(Color::RGB(colour))
}

fn fill<'a>(
    sheet: &mut Worksheet,
    table: &Table,
    rows: impl Iterator<Item = &'a Vec<Cell>> + Clone,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let printed = |column: u16| table.printed.get(usize::from(column));
    // a head on paper is broken between its words
    let longest = |name: &str| name.split(' ').map(UnicodeWidthStr::width).max().unwrap_or_default();
    let head = |column, name: &str| if printed(column).is_some() { longest(name) } else { name.width() };
    let mut widths: Vec<usize> = (0..).zip(&table.columns).map(|(at, name)| head(at, name) + BUTTON).collect();
    let heads = widths.clone();
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    for (column, name) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(0, column, name.as_ref(), &formats.head)?;
    }
    let mut last_row = 0;
    for (row, cells) in (1..).zip(rows.clone()) {
        for ((column, cell), width) in (0..).zip(cells).zip(&mut widths) {
            let text = if printed(column).is_some() { &formats.wrapped } else { &formats.text };
            *width = (*width).max(write(sheet, row, column, cell, (formats, text))?);
            if let Cell::Weight(weight, word) = cell {
                let format = formats.weights.iter().find(|(of, _)| of == weight);
                format.map(|(_, format)| sheet.write_string_with_format(row, column, word, format)).transpose()?;
            }
        }
        last_row = row;
    }
    for ((column, width), head) in (0..).zip(&mut widths).zip(heads) {
        let widest = printed(column).map_or(WIDTHS.1, |widest| head.max(*widest));
        *width = (*width).clamp(WIDTHS.0, widest);
        sheet.set_column_width(column, roomy(*width))?;
    }
    // not every spreadsheet makes a row as high as its wrapped texts by itself
    let lines = |text: &str, width: usize| wrap_cells(&printable(text), roomy(width) as usize).len().max(1);
    let in_print = |texts: &mut dyn Iterator<Item = Option<&str>>, room: usize| {
        let texts = texts.zip(&widths).take(table.printed.len());
        texts.map(|(text, width)| text.map_or(1, |text| lines(text, width.saturating_sub(room)))).max().unwrap_or(1)
    };
    sheet.set_row_height(0, LINE * in_print(&mut table.columns.iter().map(|name| Some(&**name)), BUTTON) as f64)?;
    for (row, cells) in (1..).zip(rows) {
        let lines = in_print(&mut cells.iter().map(Cell::words), 0);
        if lines > 1 {
            sheet.set_row_height(row, LINE * lines as f64)?;
        }
    }
    if let Some(last) = table.printed.len().checked_sub(1).and_then(|last| u16::try_from(last).ok()) {
        sheet.set_print_area(0, 0, last_row, last)?;
    }
    sheet.set_freeze_panes(1, 0)?.autofilter(0, 0, last_row, last_column)?;
    // digits in a text cell are meant: no green corners
    sheet.ignore_error_range(0, 0, last_row.max(1), last_column, IgnoreError::NumberStoredAsText)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

/// Writes a cell; its width in characters.
fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    (formats, text_format): (&Formats, &Format),
) -> Result<usize, XlsxError> {
    match cell {
        Cell::None => Ok(0),
        Cell::Text(text) | Cell::Plain(text) | Cell::Weight(_, text) | Cell::Job(text) | Cell::Serial(text) => {
            let text = printable(text);
            sheet.write_string_with_format(row, column, &text, text_format)?;
            Ok(text.width())
        }
        Cell::Time(time) => {
            match moment(time) {
                Ok(moment) => sheet.write_datetime_with_format(row, column, &moment, &formats.moment)?,
                // before 1900 the format has no dates
                Err(_) => sheet.write_string_with_format(row, column, time.to_string(), &formats.text)?,
            };
            Ok(MOMENT.len())
        }
        Cell::Day(day) => {
            match moment(&day.and_time(NaiveTime::MIN)) {
                Ok(day) => sheet.write_datetime_with_format(row, column, &day, &formats.day)?,
                Err(_) => sheet.write_string_with_format(row, column, day.to_string(), &formats.text)?,
            };
            Ok(DAY.len())
        }
        Cell::Whole(number) => {
            sheet.write_number_with_format(row, column, *number as f64, &formats.whole)?;
            Ok(number.to_string().len())
        }
        Cell::Number(digits) => {
            match digits.parse::<f64>().ok().filter(|number| number.is_finite()) {
                Some(number) => sheet.write_number_with_format(row, column, number, &decimals(digits))?,
                None => sheet.write_string_with_format(row, column, printable(digits), &formats.text)?,
            };
            Ok(digits.width())
        }
    }
}

/// A format with as many decimals as were typed.
fn decimals(digits: &str) -> Format {
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let point = if decimals == 0 { "" } else { "." };
    top().set_num_format(format!("0{point}{}", "0".repeat(decimals)))
}

fn moment(time: &NaiveDateTime) -> Result<ExcelDateTime, XlsxError> {
    let number = |part: u32| u8::try_from(part).unwrap_or_default();
    let year = u16::try_from(time.year()).unwrap_or_default();
    ExcelDateTime::from_ymd(year, number(time.month()), number(time.day()))?.and_hms(
        u16::try_from(time.hour()).unwrap_or_default(),
        number(time.minute()),
        f64::from(time.second()),
    )
}
