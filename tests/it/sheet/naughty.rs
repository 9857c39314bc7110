//! Names, plates and remarks that were made to break things.

use precheck::catalog::Paper;
use precheck::sheet::{Sheet, html, pdf, text};
use unicode_width::UnicodeWidthStr;

use super::tale::{Tale, letterhead};

/// The Big List of Naughty Strings, and some that belong to this page.
fn strings() -> Vec<String> {
    let list = include_str!("../../golden/sheets/blns.json");
    let mut strings: Vec<String> = serde_json::from_str(list).unwrap();
    strings.extend([
        "W".repeat(120),
        "Ł".repeat(60),
        "漢".repeat(40),
        "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿".repeat(6),
        "שלום עולם 12 ABC مرحبا بالعالم".to_owned(),
        "Z\u{310}\u{311}\u{312}\u{313}\u{314}\u{315}a\u{316}\u{317}\u{318}\u{319}lgo".to_owned(),
        "\u{1b}[31mred\u{1b}]0;title\u{7}\u{9b}2J".to_owned(),
        "</style><script>alert(1)</script>".to_owned(),
        "\" onload=\"alert(1)".to_owned(),
        "{ $name } { month-1 } {\"x\"}".to_owned(),
    ]);
    strings
}

fn told(evil: &str) -> Vec<Sheet> {
    let mut tale = Tale::begin("battery");
    tale.who = evil.to_owned();
    tale.page_a();
    tale.noted("lamps", "these", &format!("customer: {evil}"));
    tale.noted("plate", &if evil.trim().is_empty() { "X" } else { evil }.to_uppercase(), "");
    tale.override_("backup-power", None, evil);
    let mut letterhead = letterhead();
    letterhead.name = Some(evil.to_owned());
    letterhead.address = vec![evil.to_owned(); 3];
    let open = tale.composed(&letterhead, "de", Some(evil), false).unwrap();
    let ended = tale.finish().composed(&letterhead, "en", Some(evil), false).unwrap();
    vec![open, ended]
}

/// Every element that a sheet may have; what a text smuggles in is none of them.
fn is_ours(tag: &str) -> bool {
    let name = tag.trim_start_matches('/').split([' ', '>', '/']).next().unwrap_or_default();
    let known = [
        "!doctype", "html", "head", "meta", "title", "style", "body", "header", "img", "address", "b", "br", "span",
        "div", "h1", "h2", "p", "main", "dl", "dt", "dd", "section", "table", "thead", "tbody", "tr", "th", "td", "ul",
        "li", "strong", "footer", "svg", "path",
    ];
    known.contains(&name)
}

#[test]
fn nothing_breaks_out_of_a_text() {
    for evil in strings() {
        for sheet in told(&evil) {
            let paper = text(&sheet, 80);
            for line in paper.lines() {
                assert!(line.width() <= 80, "{evil:?}: {line:?}");
            }
            assert!(paper.chars().all(|c| c == '\n' || !c.is_control()), "{evil:?}");
        }
    }
}

#[test]
fn nothing_breaks_out_of_a_page_for_browsers() {
    let plain = html(&told("Ana")[1], Paper::A4);
    // a mark with nothing behind it is no line
    for evil in strings().into_iter().filter(|evil| !evil.trim().is_empty()) {
        let page = html(&told(&evil)[1], Paper::A4);
        let body = page.split_once("</style>").unwrap().1;
        for tag in body.split('<').skip(1) {
            assert!(is_ours(tag), "{evil:?}: <{tag}");
        }
        assert_eq!(body.matches("<script").count() + body.matches("javascript:<").count(), 0, "{evil:?}");
        let count = |page: &str, tag: &str| page.matches(tag).count();
        for tag in ["<p", "<dl", "<table", "<svg", "<section", "</body>"] {
            assert_eq!(count(&page, tag), count(&plain, tag), "{evil:?}: {tag}");
        }
        assert!(!page.contains("src=\"http"), "{evil:?}");
    }
}

#[test]
fn nothing_breaks_a_pdf() {
    // laying out each of them would take long: they are put together by the score, all of them are drawn
    for (at, evil) in strings().chunks(40).enumerate() {
        let sheet = &told(&evil.join(" "))[at % 2];
        let bytes = pdf(sheet, if at % 2 == 0 { Paper::A4 } else { Paper::Letter }).unwrap();
        let document = pdf_extract::Document::load_mem(&bytes).unwrap();
        assert!(!document.get_pages().is_empty());
        assert!(document.objects.values().all(|object| {
            object.as_dict().is_ok_and(|dict| !dict.has(b"JavaScript") && !dict.has(b"JS")) || object.as_dict().is_err()
        }));
    }
}
