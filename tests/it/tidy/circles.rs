//! Who leans on whom among the files of one room: there is no circle, so that each file can be read after those it leans on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{LAYERS, code};

/// The files of a room by their module paths, such as `journal::read::survey`.
type Files = BTreeMap<String, String>;

/// The module path of a file below `src`.
fn module_of(path: &Path) -> String {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let below = path.strip_prefix(src).unwrap().with_extension("");
    let names: Vec<_> = below.iter().map(|name| name.to_str().unwrap()).collect();
    names.strip_suffix(&["mod"]).unwrap_or(&names).join("::")
}

/// The paths of a `use` without its braces: `a::{b, c::{self, d as e}}` is `a::b`, `a::c`, `a::c::d`.
fn flattened(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((stem, group)) = tree.split_once('{') else {
        let path = tree.split_whitespace().next().unwrap_or_default();
        return vec![path.strip_suffix("::self").unwrap_or(path).to_owned()];
    };
    let group = group.strip_suffix('}').unwrap_or(group);
    let (mut parts, mut depth, mut from) = (Vec::new(), 0, 0);
    for (at, byte) in group.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            b',' if depth == 0 => {
                parts.push(&group[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&group[from..]);
    let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
    let whole =
        |part: &str| if part == "self" { stem.trim_end_matches(':').to_owned() } else { format!("{stem}{part}") };
    parts.flat_map(|part| flattened(&whole(part))).collect()
}

/// The `use`s of a file: those that it gives on to others, and those that it needs itself.
fn uses(code: &str) -> (Vec<String>, Vec<String>) {
    let (mut given_on, mut own) = (Vec::new(), Vec::new());
    for statement in code.split(';') {
        let begins = |word: &str| {
            statement.match_indices(word).map(|(at, _)| at).find(|at| {
                let line = statement[..*at].rsplit('\n').next().unwrap_or_default().trim();
                line.is_empty() || line.starts_with("pub")
            })
        };
        let Some(at) = begins("use ") else { continue };
        let is_public = statement[..at].rsplit('\n').next().is_some_and(|line| line.trim_start().starts_with("pub"));
        let paths = flattened(&statement[at + 4..]);
        if is_public { given_on.extend(paths) } else { own.extend(paths) }
    }
    (given_on, own)
}

/// The paths in a file's code that begin with one of `roots`.
fn paths_from<'a>(code: &'a str, root: &'a str) -> impl Iterator<Item = &'a str> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    code.match_indices(root).filter_map(move |(at, _)| {
        let rest = &code[at..];
        let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        (!code[..at].ends_with(is_part)).then_some(rest[..end].trim_end_matches(':'))
    })
}

/// A path from the crate's root on, without `crate::`; nothing for what is of another crate.
fn absolute(path: &str, module: &str, children: &BTreeSet<&str>) -> Option<String> {
    let mut names: Vec<&str> = module.split("::").collect();
    let mut rest = path;
    if let Some(path) = path.strip_prefix("crate::") {
        return Some(path.to_owned());
    }
    if let Some(path) = rest.strip_prefix("self::") {
        rest = path;
    } else if rest.starts_with("super::") {
        while let Some(path) = rest.strip_prefix("super::") {
            names.pop();
            rest = path;
        }
    } else if !children.contains(rest.split("::").next().unwrap_or_default()) {
        return None;
    }
    names.push(rest);
    Some(names.join("::"))
}

/// The file of the room that an absolute path leads to, through what modules give on.
fn file_of(path: &str, files: &Files, given_on: &BTreeMap<String, BTreeMap<String, String>>) -> Option<String> {
    let mut path = path.to_owned();
    for _ in 0..8 {
        let names: Vec<&str> = path.split("::").collect();
        let found = (1..=names.len()).rev().find(|len| files.contains_key(&names[..*len].join("::")))?;
        let module = names[..found].join("::");
        let Some(next) = names.get(found).and_then(|name| given_on.get(&module)?.get(*name)) else {
            return Some(module);
        };
        path = [&[next.as_str()], &names[found + 1..]].concat().join("::");
    }
    None
}

/// On which files of its room each file leans.
fn edges(files: &Files) -> BTreeMap<&str, BTreeSet<String>> {
    let children = |module: &str| -> BTreeSet<&str> {
        let inside = files.keys().filter_map(|file| file.strip_prefix(module)?.strip_prefix("::"));
        inside.filter(|name| !name.contains("::")).collect()
    };
    let mut given_on = BTreeMap::new();
    for (module, code) in files {
        let paths = uses(code).0.into_iter().filter_map(|path| absolute(&path, module, &children(module)));
        let by_name = paths.filter_map(|path| Some((path.rsplit("::").next()?.to_owned(), path.clone())));
        given_on.insert(module.clone(), by_name.collect::<BTreeMap<_, _>>());
    }
    let mut edges = BTreeMap::new();
    for (module, code) in files {
        let children = children(module);
        let mut paths = uses(code).1;
        for root in ["super::", "crate::", "self::"] {
            paths.extend(paths_from(code, root).map(ToOwned::to_owned));
        }
        for child in &children {
            paths.extend(paths_from(code, &format!("{child}::")).map(ToOwned::to_owned));
        }
        let given: BTreeSet<String> = uses(code).0.into_iter().collect();
        let leads = |path: &String| file_of(&absolute(path, module, &children)?, files, &given_on);
        let found = paths.iter().filter(|path| !given.iter().any(|it| it.starts_with(path.as_str()))).filter_map(leads);
        edges.insert(module.as_str(), found.filter(|file| file != module).collect::<BTreeSet<_>>());
    }
    edges
}

/// A circle among the files, if there is one.
fn circle(edges: &BTreeMap<&str, BTreeSet<String>>) -> Option<Vec<String>> {
    fn walk(
        at: &str,
        edges: &BTreeMap<&str, BTreeSet<String>>,
        way: &mut Vec<String>,
        done: &mut BTreeSet<String>,
    ) -> Option<Vec<String>> {
        if let Some(from) = way.iter().position(|file| file == at) {
            return Some([&way[from..], &[at.to_owned()]].concat());
        }
        if !done.contains(at) {
            way.push(at.to_owned());
            for next in edges.get(at).into_iter().flatten() {
                if let Some(found) = walk(next, edges, way, done) {
                    return Some(found);
                }
            }
            way.pop();
            done.insert(at.to_owned());
        }
        None
    }
    let mut done = BTreeSet::new();
    edges.keys().find_map(|file| walk(file, edges, &mut Vec::new(), &mut done))
}

/// The files of a room, their tests left out.
fn files(room: &str) -> Files {
    let untested = |code: String| code.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
    code(room).into_iter().map(|(path, code)| (module_of(&path), untested(code))).collect()
}

#[test]
fn files_of_a_room_lean_on_each_other_one_way() {
    let rooms = LAYERS.iter().map(|(room, _)| *room);
    let circles: Vec<String> =
        rooms.filter_map(|room| circle(&edges(&files(room)))).map(|files| files.join(" → ")).collect();
    assert!(circles.is_empty(), "files lean on each other in a circle:\n{}", circles.join("\n"));
}

#[test]
fn circles_are_seen() {
    let room = |files: &[(&str, &str)]| -> Files {
        files.iter().map(|(name, code)| ((*name).to_owned(), (*code).to_owned())).collect()
    };
    let row = ("room::row", "use super::{seal::{self, Seal}, Column};\n");
    let head = ("room", "mod row;\nmod seal;\npub use seal::Column;\npub use row::Row;\n");
    let one_way = room(&[head, row, ("room::seal", "pub struct Column;\n")]);
    assert_eq!(circle(&edges(&one_way)), None);
    assert_eq!(edges(&one_way)["room::row"], BTreeSet::from(["room::seal".to_owned()]));
    for back in ["use super::Row;\n", "use crate::room::{row};\n", "fn f() { super::row::g() }\n"] {
        let both_ways = room(&[head, row, ("room::seal", back)]);
        assert_eq!(circle(&edges(&both_ways)).map(|files| files.len()), Some(3), "{back}");
    }
}
