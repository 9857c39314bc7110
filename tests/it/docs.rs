//! The pages for people: what they link to is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every page: those of the repository's folder and of `docs`.
fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = Vec::new();
    for folder in [root.to_owned(), root.join("docs"), root.join("docs/sql"), root.join("exports")] {
        let entries = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        pages.extend(entries.filter(|path| path.extension().is_some_and(|it| it == "md")));
    }
    pages.sort();
    pages
}

/// The page without its blocks of code, where a bracket is no link.
fn prose(text: &str) -> String {
    let mut is_code = false;
    let mut prose = String::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        } else if !is_code {
            prose.push_str(line);
            prose.push('\n');
        }
    }
    prose
}

/// What the links of a page lead to: `[text](target)`, over line ends too.
fn targets(prose: &str) -> Vec<&str> {
    let ends = prose.split("](").skip(1);
    ends.filter_map(|rest| rest.split_once(')')).map(|(target, _)| target.trim()).collect()
}

/// The anchors of a page's headings, as forges make them.
fn anchors(prose: &str) -> BTreeSet<String> {
    let headings = prose.lines().filter(|line| line.starts_with('#'));
    headings.map(|line| anchor(line.trim_start_matches('#').trim())).collect()
}

fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

#[test]
fn every_link_leads_somewhere() {
    let mut astray = Vec::new();
    let mut followed = 0;
    for page in pages() {
        let text = prose(&fs::read_to_string(&page).unwrap());
        for target in targets(&text) {
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            followed += 1;
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let there = if path.is_empty() { page.clone() } else { page.with_file_name(path) };
            let is_there = there.exists()
                && (anchor.is_empty() || anchors(&prose(&fs::read_to_string(&there).unwrap())).contains(anchor));
            if !is_there {
                astray.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(astray.is_empty(), "{astray:#?}");
    assert!(followed > 20, "only {followed} links were found");
}

#[test]
fn anchors_are_those_of_a_forge() {
    assert_eq!(anchor("The customer's sheet"), "the-customers-sheet");
    assert_eq!(anchor("`precheck verify --format json`"), "precheck-verify---format-json");
}
