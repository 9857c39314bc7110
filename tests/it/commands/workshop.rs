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
