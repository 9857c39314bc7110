//! Which folder a command works in, and how one is made.

use std::fs;
use std::path::Path;

use super::{WHOLE_JOB, WHOLE_JOB_BUILT_IN, Workshop, finish};

#[test]
fn init_makes_a_workshop_that_works() {
    let place = Workshop::empty();
    let made = format!("made: {}", Path::new("garage").join("checklists").join("battery.toml").display());
    place.run(&["init", "garage"]).code(0).says(&[&made, "precheck --workshop garage"]);
    place.write("answers.toml", WHOLE_JOB_BUILT_IN);
    place.run(&["--workshop", "garage", "record", "--answers", "answers.toml"]).code(0).says(&["DONE"]);
    place.run(&["--workshop", "garage", "verify"]).code(0);
    assert!(place.path("garage/exports/journal/bay-1").is_dir());
}

#[test]
fn init_leaves_alone_what_is_there() {
    let place = Workshop::empty();
    place.write("garage/checklists/battery.toml", "# ours\n");
    let ran = place.run(&["init", "garage"]).code(0);
    let kept = Path::new("garage").join("checklists").join("battery.toml");
    assert!(ran.out.contains(&format!("left as it is: {}", kept.display())), "{}", ran.out);
    assert_eq!(fs::read_to_string(place.path("garage/checklists/battery.toml")).unwrap(), "# ours\n");
    fs::write(place.path("garage/workshop.toml"), "station = \"front\"\n").unwrap();
    place.run(&["init", "garage"]).code(0);
    assert_eq!(fs::read_to_string(place.path("garage/workshop.toml")).unwrap(), "station = \"front\"\n");
}

#[test]
fn init_says_what_it_could_not_make() {
    let place = Workshop::empty();
    place.write("garage", "a file where the folder should be");
    place.run(&["init", "garage"]).code(5).says(&["garage", "can't be made"]);
}

/// The path of the battery checklist that a command uses, told by `checklist list`.
#[track_caller]
fn used(command: &mut std::process::Command) -> String {
    let ran = finish(command).code(0);
    let text: String = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    let path = text.split(' ').find(|word| word.ends_with("battery.toml")).unwrap_or("built in");
    path.to_owned()
}

#[test]
fn the_flag_wins_then_the_variable_then_the_folder_above() {
    let place = Workshop::empty();
    for name in ["flag", "variable", "above"] {
        place.run(&["init", name]).code(0);
    }
    let deep = place.path("above/cars/today");
    fs::create_dir_all(&deep).unwrap();
    let (flag, variable) = (place.path("flag"), place.path("variable"));
    let flagged = ["checklist", "list", "--workshop", flag.to_str().unwrap()];
    let by_flag = used(place.command(&flagged).current_dir(&deep).env("PRECHECK_WORKSHOP", &variable));
    assert!(by_flag.starts_with(flag.to_str().unwrap()), "{by_flag}");
    let list = ["checklist", "list"];
    let by_variable = used(place.command(&list).current_dir(&deep).env("PRECHECK_WORKSHOP", &variable));
    assert!(by_variable.starts_with(variable.to_str().unwrap()), "{by_variable}");
    let above = used(place.command(&list).current_dir(&deep));
    assert!(above.starts_with(place.path("above").to_str().unwrap()), "{above}");
    let empty = used(place.command(&list).current_dir(&deep).env("PRECHECK_WORKSHOP", ""));
    assert_eq!(empty, above, "an empty variable is not set");
}

#[test]
fn a_folder_that_is_not_there_is_said_with_the_way_out() {
    let place = Workshop::empty();
    place.run(&["--workshop", "nowhere", "checklist", "list"]).code(2).says(&["nowhere", "precheck init"]);
    let ran = finish(place.command(&["verify"]).env("PRECHECK_WORKSHOP", "nowhere"));
    ran.code(2).says(&["nowhere", "PRECHECK_WORKSHOP", "precheck init"]);
    assert!(!place.path("nowhere").exists(), "a mistyped name makes no workshop");
}

#[test]
fn the_users_data_folder_is_made_on_first_use() {
    let place = Workshop::empty();
    let answers = place.write("answers.toml", WHOLE_JOB_BUILT_IN);
    let record = ["record", "--answers", answers.to_str().unwrap()];
    let first = finish(&mut place.command(&record)).code(0);
    let made = place.data().join("precheck");
    assert!(first.err.contains(&format!("made a workshop folder at {}", made.display())), "{}", first.err);
    assert!(made.join("checklists").join("battery.toml").is_file());
    assert!(made.join("exports").join("journal").join("bay-1").is_dir());
    let again = finish(&mut place.command(&["verify"])).code(0);
    assert_eq!(again.err, "", "it is told once");
}

/// A journal that is copied to a server and back, file by file, loses what another computer wrote.
#[test]
#[cfg(windows)]
fn the_users_data_folder_does_not_roam_unless_a_workshop_is_there() {
    let place = Workshop::empty();
    let answers = place.write("answers.toml", WHOLE_JOB_BUILT_IN);
    let record = ["record", "--answers", answers.to_str().unwrap()];
    finish(&mut place.command(&record)).code(0);
    assert!(!place.roaming().join("precheck").exists());
    let place = Workshop::empty();
    place.write("answers.toml", WHOLE_JOB_BUILT_IN);
    fs::create_dir_all(place.roaming().join("precheck").join("checklists")).unwrap();
    finish(&mut place.command(&record)).code(0);
    assert!(place.roaming().join("precheck").join("exports").is_dir() && !place.data().exists());
}

#[test]
#[cfg(target_os = "linux")]
fn the_users_data_folder_is_where_the_variable_of_the_desktop_says() {
    let place = Workshop::empty();
    let data = place.home().join("data");
    let answers = place.write("answers.toml", WHOLE_JOB_BUILT_IN);
    let record = ["record", "--answers", answers.to_str().unwrap()];
    finish(place.command(&record).env("XDG_DATA_HOME", &data)).code(0);
    assert!(data.join("precheck/exports/journal/bay-1").is_dir());
    assert!(!place.data().exists());
}

#[test]
fn a_station_is_named_by_flag_variable_or_file() {
    let place = Workshop::new();
    place.write("workshop.toml", "station = \"from-file\"\n");
    place.write("answers.toml", WHOLE_JOB);
    let record = ["record", "--answers", "answers.toml"];
    place.run(&[&record[..], &["--station", "from-flag"]].concat()).code(0);
    assert!(place.path("exports/journal/from-flag").is_dir());
    place.run(&record).code(0);
    assert!(place.path("exports/journal/bay-1").is_dir());
    finish(place.command(&record).env_remove("PRECHECK_STATION")).code(0);
    assert!(place.path("exports/journal/from-file").is_dir());
    place.run(&[&record[..], &["--station", "Bay 1"]].concat()).code(2).says(&["Bay 1"]);
    place.run(&[&record[..], &["--station", "con"]].concat()).code(2).says(&["con"]);
}

/// What `workshop.toml` may be like so that it can't be known which station this is.
const UNREADABLE: [(&str, &[u8]); 9] = [
    ("a bracket is missing", b"station = \"bay-7\"\ntechnicians = [\"Ana K.\"\n"),
    ("Latin-1", b"station = \"bay-7\"\ntechnicians = [\"J\xf6rg M.\"]\n"),
    ("no name of a station", b"station = \"Bay 7\"\n"),
    ("no text", b"station = 7\n"),
    ("misspelt", b"staton = \"bay-7\"\n"),
    ("in capital letters", b"Station = \"bay-7\"\n"),
    ("added at the end, in a table", b"name = \"Shop\"\n[audit]\nopen-hours = 24\nstation = \"bay-7\"\n"),
    ("given twice", b"station = \"bay-7\"\nstation = \"bay-8\"\n"),
    ("cut off by a full disk", b"station = \"bay"),
];

#[test]
fn a_station_that_cant_be_read_is_never_another_one() {
    for (what, settings) in UNREADABLE {
        let place = Workshop::new();
        place.write("workshop.toml", settings);
        place.write("answers.toml", WHOLE_JOB);
        let unnamed = |arguments: &[&str]| finish(place.command(arguments).env_remove("PRECHECK_STATION"));
        let all: [&[&str]; 3] = [
            &["record", "--answers", "answers.toml"],
            &["run", "--plain", "--job", "K-1", "--technician", "Ana K.", "--kind", "battery"],
            &["audit", "--seen", "open-long", "K-1", "--remark", "seen", "--who", "Ana K."],
        ];
        for arguments in all {
            let ran = unnamed(arguments).code(2);
            ran.says(&["nothing is recorded", "workshop.toml", "--station NAME"]);
            assert!(!place.path("exports").exists(), "{what}: {arguments:?}");
        }
        unnamed(&[all[0], &["--station", "bay-7"]].concat()).code(0).says(&["DONE"]);
        assert!(place.path("exports/journal/bay-7").is_dir(), "{what}: a name that is given counts");
        place.run(all[0]).code(0);
        // the station's name is needed for writing only
        unnamed(&["sheet", "bay-7/RO-1"]).code(0);
        unnamed(&["verify"]).code(0);
        unnamed(&["run", "--plain", "--practice"]).code(0);
    }
}

#[test]
fn a_file_that_was_meant_as_the_settings_is_told() {
    for name in ["Workshop.toml", "workshop.toml.txt"] {
        let place = Workshop::new();
        place.write(name, "station = \"bay-7\"\n");
        place.write("answers.toml", WHOLE_JOB);
        let ran = finish(place.command(&["record", "--answers", "answers.toml"]).env_remove("PRECHECK_STATION"));
        // where case doesn't count the file is simply read
        let is_read = place.path("workshop.toml").exists();
        ran.code(if is_read { 0 } else { 2 });
        let stations = fs::read_dir(place.path("exports/journal")).map_or(0, Iterator::count);
        assert_eq!(stations, usize::from(is_read), "{name}");
    }
}

#[test]
fn a_slip_elsewhere_stops_no_work() {
    let place = Workshop::new();
    for settings in ["station = \"bay-7\"\npaper = \"A4\"\n", "paper = \"A4\"\ntecnicians = [\"Ana K.\"]\n"] {
        place.write("workshop.toml", settings);
        let ran = finish(place.command(&["run", "--plain", "--job", "K-1"]).env_remove("PRECHECK_STATION"));
        ran.code(0).says(&["is no paper", "Technician"]);
    }
}
