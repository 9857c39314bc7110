//! Who may read and write what the program makes, and links that somebody laid where it writes.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use super::{Ran, WHOLE_JOB, Workshop, finish};

/// Everything below a folder.
fn all(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| all(&path).into_iter().chain([path]).collect::<Vec<_>>()).collect()
}

/// Runs a command under a umask.
#[track_caller]
fn under(umask: &str, place: &Workshop, arguments: &[&str]) -> Ran {
    let mut command = std::process::Command::new("/bin/sh");
    command.args(["-c", &format!("umask {umask}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_precheck")]);
    finish(command.args(arguments).current_dir(place.root()).env_clear().envs(place.environment()))
}

/// Records a job and writes everything about it that the program keeps.
#[track_caller]
fn use_it(umask: &str, place: &Workshop) {
    place.write("answers.toml", WHOLE_JOB);
    under(umask, place, &["record", "--answers", "answers.toml"]).code(0);
    under(umask, place, &["sheet", "RO-1", "--format", "pdf"]).code(0);
}

#[test]
fn nothing_is_more_open_than_the_workshops_folder() {
    for umask in ["000", "077"] {
        for mode in [0o700, 0o750, 0o755, 0o2770] {
            let place = Workshop::new();
            fs::set_permissions(place.root(), fs::Permissions::from_mode(mode)).unwrap();
            use_it(umask, &place);
            let made = all(&place.path("exports"));
            let names: Vec<String> =
                made.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
            for name in ["bay-1", ".lock", "jobs", "sheets", "checklists"] {
                assert!(names.iter().any(|it| it == name), "{name} is missing in {names:?}");
            }
            for path in made.iter().chain([&place.path("exports")]) {
                let data = fs::symlink_metadata(path).unwrap();
                let expected = if path.is_dir() { mode } else { mode & 0o666 };
                assert_eq!(data.mode() & 0o7777, expected, "{} under {umask} in {mode:o}", path.display());
            }
        }
    }
}

#[test]
fn a_workshop_that_is_made_is_nobody_elses() {
    let place = Workshop::empty();
    under("000", &place, &["init", "garage"]).code(0);
    for path in all(&place.root()) {
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o007, 0, "{}", path.display());
    }
}

#[test]
fn what_a_person_names_is_written_by_nobody_else() {
    let place = Workshop::new();
    use_it("022", &place);
    fs::set_permissions(place.root(), fs::Permissions::from_mode(0o1777)).unwrap();
    for (umask, mode) in [("000", 0o664), ("022", 0o644), ("077", 0o600)] {
        for arguments in [["sheet", "RO-1", "-o", "s.pdf"], ["audit", "--jobs", "-o", "jobs.csv"]] {
            under(umask, &place, &arguments).code(0);
            let path = place.path(arguments[3]);
            assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, mode, "{arguments:?} under {umask}");
            fs::remove_file(path).unwrap();
        }
        under(umask, &place, &["checkpoint", "-o", "notes.txt"]).code(0);
        assert_eq!(fs::metadata(place.path("notes.txt")).unwrap().mode() & 0o777, mode);
        fs::remove_file(place.path("notes.txt")).unwrap();
    }
}

#[test]
fn no_link_is_followed_where_the_program_writes() {
    let place = Workshop::new();
    use_it("022", &place);
    let victim = place.home().join("victim");
    let lie = |path: &Path| {
        fs::write(&victim, "not yours").unwrap();
        let _ = fs::remove_file(path);
        symlink(&victim, path).unwrap();
    };
    let files: Vec<PathBuf> = all(&place.path("exports")).into_iter().filter(|path| path.is_file()).collect();
    let journal = place.file();
    for path in files.iter().filter(|path| **path != journal) {
        lie(path);
        place.record(&WHOLE_JOB.replace("RO-1", "RO-2"));
        place.run(&["sheet", "RO-1", "--format", "pdf"]);
        assert_eq!(fs::read_to_string(&victim).unwrap(), "not yours", "{} was written through", path.display());
    }
    let kept = fs::read(&journal).unwrap();
    fs::write(&victim, &kept).unwrap();
    fs::remove_file(&journal).unwrap();
    symlink(&victim, &journal).unwrap();
    place.record(&WHOLE_JOB.replace("RO-1", "RO-3")).code(5).says(&["not recorded"]);
    assert_eq!(fs::read(&victim).unwrap(), kept);
    // to a file that isn't there: nothing is made at the end of a link
    let nowhere = place.home().join("nowhere");
    for name in [".lock", journal.file_name().unwrap().to_str().unwrap()] {
        let place = Workshop::new();
        fs::create_dir_all(place.path("exports/journal/bay-1")).unwrap();
        symlink(&nowhere, place.path("exports/journal/bay-1").join(name)).unwrap();
        place.record(WHOLE_JOB);
        assert!(!nowhere.exists(), "{name}");
    }
}

#[test]
fn a_colleague_may_use_the_lock_that_another_made() {
    let place = Workshop::new();
    use_it("022", &place);
    let lock = place.path("exports/journal/bay-1/.lock");
    fs::set_permissions(&lock, fs::Permissions::from_mode(0o444)).unwrap();
    place.record(&WHOLE_JOB.replace("RO-1", "RO-2")).code(0);
}

#[test]
fn a_link_that_a_person_names_is_followed() {
    let place = Workshop::new();
    use_it("022", &place);
    let there = place.home().join("sheet.txt");
    symlink(&there, place.path("s.txt")).unwrap();
    place.run(&["sheet", "RO-1", "-o", "s.txt"]).code(0);
    assert!(place.path("s.txt").is_symlink() && fs::read_to_string(there).unwrap().contains("RO-1"));
}

#[test]
#[cfg(target_os = "linux")]
fn a_row_that_was_written_in_part_is_not_acknowledged() {
    let (first, _) = WHOLE_JOB.split_once("serial-source =").unwrap();
    for more in [1, 2] {
        let place = Workshop::new();
        place.record(first).code(1).says(&["next: serial-source"]);
        let before = place.said().len();
        // the shell counts in blocks of 512 bytes; no file may grow beyond them, so that the system cuts a row short
        let blocks = fs::metadata(place.file()).unwrap().len() / 512 + more;
        let line_mode = "exec \"$0\" run --plain --job RO-1 --technician 'Ana K.'";
        let limited = format!("ulimit -f {blocks}; trap '' XFSZ; yes 1 | head -n 6 | {line_mode}");
        let mut command = std::process::Command::new("/bin/sh");
        command.args(["-c", &limited, env!("CARGO_BIN_EXE_precheck")]);
        let ran = finish(command.current_dir(place.root()).env_clear().envs(place.environment()));
        // each answer that was taken is read back; the resume, which comes first, is not
        let taken = ran.out.matches("> recorded: ").count() + usize::from(ran.out.starts_with('['));
        assert!(ran.out.contains("not recorded: the disk is full"), "{more}: {}{}", ran.out, ran.err);
        assert_eq!(place.said().len() - before, taken, "{more}: {}", ran.out);
        place.run(&["verify"]).code(0);
        place.record(WHOLE_JOB).says(&["DONE"]);
    }
}
