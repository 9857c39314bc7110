//! Meters that sigrok knows, by a program in the place of `sigrok-cli`.

use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::commands::{PATIENCE, Ran, Talk, Workshop, finish};

const BLOCK: &str = "[[instrument]]\nname = \"hand\"\nkind = \"sigrok\"\ndriver = \"uni-t-ut61e:conn=1a86.e008\"\nchannel = \"P1\"\nreads = \"leads\"\n";

/// A workshop with a meter, and with this script as `sigrok-cli`: `$1` to `$5` are what it is called with.
fn workshop(script: &str) -> Workshop {
    let place = Workshop::new();
    place.write("workshop.toml", BLOCK);
    as_program(&place, script);
    place
}

/// Puts this script there as `sigrok-cli`, and gives the path on which it is found.
pub fn as_program(place: &Workshop, script: &str) -> String {
    let program = place.write("bin/sigrok-cli", format!("#!/bin/sh\n{script}\n"));
    std::fs::set_permissions(program, std::fs::Permissions::from_mode(0o755)).unwrap();
    path(place)
}

fn path(place: &Workshop) -> String {
    format!("{}:/usr/bin:/bin", place.path("bin").display())
}

fn test(place: &Workshop) -> Ran {
    finish(place.command(&["instrument", "test", "hand"]).env("PATH", path(place)).stdin(Stdio::null()))
}

#[test]
fn a_meter_is_read_by_a_program_of_its_own() {
    let place = workshop(
        r#"[ "$2" = --scan ] && { echo "The following devices were found:"; echo "uni-t-ut61e:conn=1a86.e008 - UNI-T UT61E with 1 channel: P1"; exit; }
        echo "$@" >called
        while :; do echo "P1: 12.345 V DC"; sleep 0.1; done"#,
    );
    test(&place).code(0).says(&["hand  12.35 V\n", "It says of itself: UNI-T UT61E with 1 channel: P1"]);
    let called = std::fs::read_to_string(place.path("called")).unwrap();
    assert_eq!(
        called,
        "--driver=uni-t-ut61e:conn=1a86.e008 --output-format analog --samples 1000000000 --channels=P1\n"
    );
}

#[test]
fn what_the_program_says_is_judged() {
    let scan = "[ \"$2\" = --scan ] && exit\n";
    for (script, said) in [
        ("echo 'No devices found.' >&2; exit 1", "hand: sigrok-cli ended: No devices found."),
        ("printf '\\033[2J\\007\\n' >&2; exit 1", "hand: sigrok-cli ended: \u{fffd}[2J\u{fffd}"),
        ("exit 0", "hand: sigrok-cli ended: it said nothing"),
        ("echo 'P1: 230.1 V AC'; sleep 60", "hand: it says \"230.1 V AC\""),
        ("printf 'P1: \\033[2J V\\n'; sleep 60", "hand: it says \"\u{fffd}[2J V\""),
        ("head -c 1000000 /dev/zero; sleep 60", "hand: it sends more than an answer has"),
    ] {
        test(&workshop(&format!("{scan}{script}"))).code(5).harmless().says(&[said]);
    }
    test(&workshop(&format!("{scan}echo FRAME-BEGIN; echo 'P1: 12.4 V DC'; sleep 60"))).code(0).says(&["12.40 V"]);
}

#[test]
fn it_is_not_required() {
    let place = workshop("");
    std::fs::remove_file(place.path("bin/sigrok-cli")).unwrap();
    let path = place.path("bin").display().to_string();
    let ran = finish(place.command(&["instrument", "test", "hand"]).env("PATH", path).stdin(Stdio::null()));
    ran.code(5).says(&["hand: sigrok-cli is not installed"]);
}

#[test]
fn a_flood_ends_and_a_kill_takes_the_program_along() {
    let place = workshop("yes 'P1: 12.4 V DC'");
    let mut command = place.command(&["instrument", "watch", "hand"]);
    command.env("PATH", path(&place));
    let mut talk = Talk::begin(command);
    talk.until("no reading: it sends more than an answer has");
    drop(talk);
    let place = workshop("echo $$ >pid\nwhile :; do echo 'P1: 12.4 V DC'; sleep 0.1; done");
    let mut command = place.command(&["instrument", "watch", "hand"]);
    let mut child = command.env("PATH", path(&place)).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let pid = || std::fs::read_to_string(place.path("pid")).ok().and_then(|pid| pid.trim().parse::<i32>().ok());
    let until = |what: &str, is_so: &dyn Fn() -> bool| {
        let began = Instant::now();
        while !is_so() {
            assert!(began.elapsed() < PATIENCE, "{what}");
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    until("it never began", &|| pid().is_some());
    let pid = pid().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    until("it goes on without us", &|| !std::path::Path::new(&format!("/proc/{pid}")).exists());
}
