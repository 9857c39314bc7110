//! The PDF, read back.

use precheck::catalog::Paper;
use precheck::domain::PausePoint;
use precheck::sheet::{NoLogo, Sheet, html, pdf};

use super::golden::tales;
use super::tale::{Tale, letterhead, overridden};

/// The text of a PDF without blanks: lines are wrapped and words cut where they must be.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What a PDF draws that is no text of the sheet: bullets, boxes, and what is repeated on further pages.
fn without_signs(extracted: &str, sheet: &Sheet, pages: usize) -> String {
    let mut text = squeezed(extracted);
    if pages > 1 {
        for page in 1..=pages {
            text = text.replacen(&squeezed(&sheet.page(page, pages)), "", 1);
        }
        text = text.replace(&squeezed(&sheet.continued), "");
    }
    text.chars().filter(|c| !matches!(c, '•' | '☐' | '▸')).collect()
}

fn pages(document: &pdf_extract::Document) -> usize {
    document.get_pages().len()
}

#[test]
fn the_text_of_the_page_is_the_text_of_the_sheet() {
    for (name, tale) in tales() {
        for language in ["en", "de"] {
            for paper in [Paper::A4, Paper::Letter] {
                let sheet = tale.sheet(language);
                let bytes = pdf(&sheet, paper).unwrap();
                // to be looked at: nothing tells a fine page from an ugly one but an eye
                if let Some(folder) = std::env::var_os("PRECHECK_KEEP_SHEETS") {
                    let name = format!("{name}.{language}.{paper:?}.pdf");
                    std::fs::write(std::path::Path::new(&folder).join(name), &bytes).unwrap();
                }
                let document = pdf_extract::Document::load_mem(&bytes).unwrap();
                let text = pdf_extract::extract_text_from_mem(&bytes).unwrap();
                let composed = squeezed(&sheet.texts().concat());
                assert_eq!(without_signs(&text, &sheet, pages(&document)), composed, "{name}, {language}");
            }
        }
    }
}

#[test]
fn an_ordinary_sheet_is_one_page() {
    for (name, tale) in tales().into_iter().filter(|(name, _)| *name != "overridden") {
        for language in ["en", "de"] {
            for paper in [Paper::A4, Paper::Letter] {
                let bytes = pdf(&tale.sheet(language), paper).unwrap();
                let document = pdf_extract::Document::load_mem(&bytes).unwrap();
                assert_eq!(pages(&document), 1, "{name}, {language}, {paper:?}");
            }
        }
    }
}

#[test]
fn fonts_are_embedded_in_part_and_the_document_says_what_it_is() {
    let bytes = pdf(&Tale::battery().finish().sheet("de"), Paper::A4).unwrap();
    assert!(bytes.len() < 120_000, "{} bytes: the fonts are embedded whole", bytes.len());
    let document = pdf_extract::Document::load_mem(&bytes).unwrap();
    let mut embedded = 0;
    for object in document.objects.values() {
        let Ok(dict) = object.as_dict() else { continue };
        if dict.get(b"Type").and_then(pdf_extract::Object::as_name).is_ok_and(|name| name == b"FontDescriptor") {
            assert!(dict.has(b"FontFile2") || dict.has(b"FontFile3"), "a font that is not embedded");
            let name = dict.get(b"FontName").and_then(pdf_extract::Object::as_name).unwrap();
            assert!(name.get(6) == Some(&b'+'), "not a subset: {}", String::from_utf8_lossy(name));
            embedded += 1;
        }
    }
    assert_eq!(embedded, 2);
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"de");
    let info = document.trailer.get(b"Info").and_then(|info| document.dereference(info)).unwrap().1;
    let created = info.as_dict().unwrap().get(b"CreationDate").unwrap().as_str().unwrap();
    assert!(created.starts_with(b"D:20261122"), "{}", String::from_utf8_lossy(created));
    assert!(info.as_dict().unwrap().has(b"Title"));
}

#[test]
fn a_sheet_that_is_too_long_goes_on_under_a_head() {
    let mut tale = Tale::battery();
    let line = format!("customer: {}", "a word and another, ".repeat(60));
    for item in ["lamps", "windows", "clock", "lamps-after", "radio-after", "leads"] {
        let value = match item {
            "lamps" => "none",
            "windows" => "kept",
            "clock" => "kept",
            "lamps-after" => "as-before",
            "radio-after" => "plays",
            _ => "both-tight",
        };
        tale.correct(item, value, "mistyped", &line);
    }
    let sheet = tale.finish().sheet("en");
    let bytes = pdf(&sheet, Paper::A4).unwrap();
    let document = pdf_extract::Document::load_mem(&bytes).unwrap();
    let count = pages(&document);
    assert!(count >= 2, "{count}");
    let text = pdf_extract::extract_text_from_mem(&bytes).unwrap();
    assert_eq!(text.matches("continued").count(), count - 1);
    assert_eq!(without_signs(&text, &sheet, count), squeezed(&sheet.texts().concat()));
}

#[test]
fn the_qr_code_says_what_the_receipt_says() {
    let sheet = Tale::battery().finish().sheet("en");
    let page = html(&sheet, Paper::A4);
    let path = page.split_once("<path d=\"").unwrap().1.split_once('"').unwrap().0;
    let side: usize = page.split_once("viewBox=\"0 0 ").unwrap().1.split_once(' ').unwrap().0.parse().unwrap();
    let mut dark = vec![false; side * side];
    for run in path.split('M').filter(|run| !run.is_empty()) {
        let (at, rest) = run.split_once('h').unwrap();
        let (x, y) = at.split_once(' ').unwrap();
        let length: usize = rest.split_once('v').unwrap().0.parse().unwrap();
        let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
        dark[y * side + x..y * side + x + length].fill(true);
    }
    let scale = 4;
    let grey = |x: usize, y: usize| if dark[y / scale * side + x / scale] { 0 } else { 255 };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side * scale, side * scale, grey);
    let (_, said) = image.detect_grids()[0].decode().unwrap();
    let words: Vec<&str> = said.split(' ').collect();
    assert_eq!(words[..3], ["precheck.receipt/1", "bay-1", "261122-01"]);
    let texts = sheet.texts();
    for word in &words[3..] {
        assert!(texts.contains(word), "{word} is not on the sheet");
    }
}

#[test]
fn a_logo_is_drawn_and_a_broken_one_is_left_out() {
    // one black pixel
    let png: &[u8] = &[
        0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8,
        0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0,
        1, 0x48, 0xaf, 0xa4, 0x71, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
    ];
    for bytes in [png.to_vec(), png[..30].to_vec()] {
        let mut letterhead = letterhead();
        letterhead.logo = precheck::sheet::Logo::new(bytes).ok();
        assert!(letterhead.logo.is_some());
        let sheet = Tale::battery().finish().composed(&letterhead, "en", None, false).unwrap();
        pdf(&sheet, Paper::A4).unwrap();
        assert!(html(&sheet, Paper::A4).contains("src=\"data:image/png;base64,"));
    }
    let refused = |bytes: &[u8]| precheck::sheet::Logo::new(bytes.to_vec()).err();
    assert_eq!(refused(b"<svg onload=alert(1)>"), Some(NoLogo::OtherFile));
    let huge = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &60_000_u32.to_be_bytes(), &60_000_u32.to_be_bytes()];
    assert_eq!(refused(&huge.concat()), Some(NoLogo::TooLarge), "437 kB of it would take 3.5 GB and 14 s");
    assert_eq!(refused(b"\x89PNG\r\n\x1a\n"), Some(NoLogo::TooLarge), "cut off");
}

#[test]
fn everything_overridden_still_makes_a_page() {
    let mut tale = overridden();
    tale.clear(PausePoint::D);
    let bytes = pdf(&tale.sheet("de"), Paper::A4).unwrap();
    assert!(pages(&pdf_extract::Document::load_mem(&bytes).unwrap()) <= 2);
}

#[test]
fn the_workshops_name_has_the_room_that_the_pages_title_leaves() {
    let name = "Autohaus Müller & Söhne, Karl-Friedrich Müller";
    let mut letterhead = letterhead();
    letterhead.name = Some(name.to_owned());
    let sheet = Tale::battery().finish().composed(&letterhead, "de", None, false).unwrap();
    let text = pdf_extract::extract_text_from_mem(&pdf(&sheet, Paper::A4).unwrap()).unwrap();
    assert!(text.lines().any(|line| line.contains(name)), "{text}");
}

/// What is cut off must be at an edge: the dashed frame ends where the page's margin begins, whatever room is left above it.
#[test]
fn the_box_for_the_code_stands_at_the_lower_edge_of_its_page() {
    let mut long = Tale::battery();
    let line = format!("customer: {}", "a word and another, ".repeat(60));
    for item in ["windows", "clock"] {
        long.correct(item, "kept", "mistyped", &line);
    }
    for (tale, count) in [(Tale::battery(), 1), (long, 2)] {
        let bytes = pdf(&tale.finish().sheet("en"), Paper::A4).unwrap();
        let document = pdf_extract::Document::load_mem(&bytes).unwrap();
        assert_eq!(pages(&document), count);
        let last = *document.get_pages().values().last().unwrap();
        let content = pdf_extract::content::Content::decode(&document.get_page_content(last).unwrap()).unwrap();
        let is_dashed = |it: &pdf_extract::content::Operation| {
            it.operator == "d" && it.operands[0].as_array().is_ok_and(|dashes| !dashes.is_empty())
        };
        let from = content.operations.iter().position(is_dashed).expect("a dashed frame");
        let drawn = content.operations[from..].iter().take_while(|it| it.operator != "S");
        let ends = drawn.filter(|it| matches!(&*it.operator, "m" | "l" | "re"));
        let lower = ends.map(|it| match &*it.operator {
            "re" => it.operands[1].as_float().unwrap() + it.operands[3].as_float().unwrap(),
            _ => it.operands[1].as_float().unwrap(),
        });
        let lower = lower.fold(0.0_f32, f32::max);
        assert!((lower - (841.89 - 36.0)).abs() < 1.0, "{lower}");
    }
}
