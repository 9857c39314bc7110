//! How the sheets of a workbook are printed, and how wide their columns are.

use rust_xlsxwriter::Worksheet;

use crate::catalog::Paper;

/// Sets how a sheet is printed: across the paper unless it says otherwise later, with its name, and its pages numbered.
pub(super) fn set_page(sheet: &mut Worksheet, paper: Paper) {
    let size = match paper {
        Paper::A4 => 9,
        Paper::Letter => 1,
    };
    sheet.set_paper_size(size).set_landscape().set_header("&L&A&Rprecheck").set_footer("&C&P / &N");
    sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
}

/// The width of a column for so many characters, with room for fonts that are wider than the one it is measured by.
pub(super) fn roomy(characters: usize) -> f64 {
    characters as f64 * 1.15 + 1.0
}
