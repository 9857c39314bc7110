//! The report as a workbook: a cover with charts, then findings, jobs and figures in words.

use super::month::{ReportRequest, month_report};
use crate::audit::{CoverChart, CoverSheet, NoWorkbook, report_workbook};
use crate::sheet::document::{Chart, ChartForm, Part};

/// The whole of a share, as charts of a sheet have it.
const WHOLE: f64 = 1000.0;

/// The report of what a filter takes as the bytes of a workbook.
///
/// # Errors
/// When a table doesn't fit into the format.
pub fn month_workbook(request: &ReportRequest<'_>) -> Result<Vec<u8>, NoWorkbook> {
    let sheet = month_report(request);
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut charts: Vec<CoverChart> = Vec::new();
    pairs.extend(sheet.facts.iter().map(|pair| (pair.name.clone(), pair.value.clone())));
    for part in sheet.sections.iter().flat_map(|section| &section.parts) {
        match part {
            Part::Pairs(more) => pairs.extend(more.iter().map(|pair| (pair.name.clone(), pair.value.clone()))),
            Part::Charts(more) => charts.extend(more.iter().map(of_sheet)),
            _ => {}
        }
    }
    let cover = CoverSheet {
        name: request.words.get("report-cover"),
        letterhead: sheet.letterhead,
        title: sheet.heading,
        alarm: sheet.stamp,
        pairs,
        charts,
        paper: request.letterhead.paper,
    };
    report_workbook(request.audit, request.filter, &cover, &request.words.plain())
}

fn of_sheet(chart: &Chart) -> CoverChart {
    // shares are in per mille, counts are not
    let is_share = chart.full == WHOLE as u64;
    let scale = if is_share { WHOLE } else { 1.0 };
    let is_course = chart.form == ChartForm::Course;
    // with a plain hyphen Gnumeric takes a month for a day, and shows its number
    let name = |name: &str| if is_course { name.replace('-', "\u{2010}") } else { name.to_owned() };
    let points = chart.points.iter().map(|point| {
        let n = if point.n.is_empty() { point.figure.clone() } else { point.n.clone() };
        (name(&point.name), point.value.map(|value| value as f64 / scale), n)
    });
    CoverChart { title: chart.title.clone(), is_course, is_share, points: points.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::document::ChartPoint;

    #[test]
    fn a_month_is_no_date_to_any_program() {
        let point =
            |name: &str| ChartPoint { name: name.to_owned(), value: None, figure: String::new(), n: String::new() };
        let chart = |form, name| Chart { title: String::new(), form, points: vec![point(name)], full: 1 };
        assert_eq!(of_sheet(&chart(ChartForm::Course, "2026-08")).points[0].0, "2026\u{2010}08");
        assert_eq!(of_sheet(&chart(ChartForm::Shares, "Wi-Fi")).points[0].0, "Wi-Fi");
    }
}
