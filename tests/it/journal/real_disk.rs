//! The real disk: what the double stands for.

use std::fs;
use std::sync::Barrier;

use precheck::journal::{Disk, LOCK_NAME, Lock};
use precheck::journal::{Folder, Options, Refusal, verify};

use super::{FILE, answer, at, refused, start, station, writer_to};

#[test]
fn a_file_is_made_whole_and_nothing_is_left_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("exports/journal");
    let mut disk = Folder::new(&root, &station("bay-1"));
    disk.prepare().unwrap();
    disk.create("a.csv", b"one").unwrap();
    assert_eq!(disk.create("a.csv", b"two").unwrap_err().kind(), std::io::ErrorKind::AlreadyExists);
    disk.create("a.csv", b"one").unwrap();
    assert_eq!(disk.list().unwrap(), ["a.csv"]);
    disk.append("a.csv", b" and more").unwrap();
    disk.sync("a.csv").unwrap();
    assert_eq!(disk.len("a.csv").unwrap(), 12);
    disk.truncate("a.csv", 3).unwrap();
    disk.append("a.csv", b"!").unwrap();
    assert_eq!(disk.read("a.csv", 1, 99).unwrap(), b"ne!");
    assert_eq!(disk.read("a.csv", 99, 9).unwrap(), b"");
    disk.rename("a.csv", "b.csv").unwrap();
    disk.create("a.csv", b"").unwrap();
    assert!(disk.rename("a.csv", "b.csv").is_err(), "never over another file");
}

#[test]
fn the_lock_is_held_for_one_append_and_never_removed() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("exports/journal");
    let mut mine = writer_to(Folder::new(&root, &station("bay-1")));
    mine.append(&start("1"), at(0)).unwrap();
    let lock = root.join("bay-1").join(LOCK_NAME);
    assert_eq!(fs::metadata(&lock).unwrap().len(), 0);
    let (mut one, mut two) = (Folder::new(&root, &station("bay-1")), Folder::new(&root, &station("bay-1")));
    assert_eq!(one.lock().unwrap(), Lock::Held);
    assert_eq!(two.lock().unwrap(), Lock::Busy);
    one.unlock();
    assert_eq!(two.lock().unwrap(), Lock::Held);
    two.unlock();
    assert!(lock.exists());
}

#[test]
fn a_workshop_that_is_gone_is_not_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let workshop = folder.path().join("drive/workshop");
    let mut writer = writer_to(Folder::new(&workshop.join("exports/journal"), &station("bay-1")));
    assert!(matches!(refused(&mut writer, &start("1"), 0), Refusal::Unreachable(_)));
    assert!(!folder.path().join("drive").exists());
    fs::create_dir_all(&workshop).unwrap();
    writer.append(&start("1"), at(0)).unwrap();
    // a drive that goes may leave an empty folder behind, and comes back with all that it had
    let away = folder.path().join("away");
    fs::rename(&workshop, &away).unwrap();
    fs::create_dir(&workshop).unwrap();
    assert!(matches!(refused(&mut writer, &answer("1", "plate", "known"), 1), Refusal::Unreachable(_)));
    assert_eq!(fs::read_dir(&workshop).unwrap().count(), 0, "nothing is begun in its place");
    fs::remove_dir(&workshop).unwrap();
    fs::rename(&away, &workshop).unwrap();
    writer.append(&answer("1", "plate", "known"), at(2)).unwrap();
}

#[test]
fn many_programs_write_one_chain() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("exports/journal");
    let ready = Barrier::new(4);
    std::thread::scope(|threads| {
        for thread in 0..4 {
            let (root, ready) = (&root, &ready);
            threads.spawn(move || {
                let mut writer = writer_to(Folder::new(root, &station("bay-1")));
                let number = format!("job-{thread}");
                ready.wait();
                writer.append(&start(&number), at(0)).unwrap();
                for row in 0..5 {
                    writer.append(&answer(&number, "plate", &format!("option-{row}")), at(0)).unwrap();
                }
            });
        }
    });
    let report = verify(std::slice::from_ref(&root), &Options::default());
    assert_eq!((report.exit_code(), report.stations[0].files[0].rows), (0, 4 * 6 + 1));
    let mut names: Vec<_> = fs::read_dir(root.join("bay-1")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, [LOCK_NAME, FILE]);
}
