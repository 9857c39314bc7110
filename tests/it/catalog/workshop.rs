//! `workshop.toml`.

use precheck::catalog::{AuditThresholds, FileFault, NamedStation, Paper, Thresholds, Workshop};
use precheck::domain::Station;

fn parse(text: &str) -> (Workshop, String) {
    let (workshop, faults) = Workshop::parse("workshop.toml", text.as_bytes());
    (workshop, faults.iter().map(FileFault::render).collect::<Vec<_>>().join("\n"))
}

#[test]
fn the_example_can_be_used_line_by_line() {
    let example = include_str!("../../../src/catalog/workshop.example.toml");
    let (workshop, told) = parse(example);
    assert_eq!((workshop, told.as_str()), (Workshop::default(), ""));
    let setting = |line: &str| line.strip_prefix("# ").filter(|it| it.contains(" = ")).map(str::to_owned);
    let lines = example.lines().map(|line| setting(line).unwrap_or_else(|| line.to_owned()));
    let (workshop, told) = parse(&lines.collect::<Vec<_>>().join("\n"));
    assert_eq!(told, "");
    assert_eq!(workshop.name.as_deref(), Some("Example Garage"));
    assert_eq!(workshop.address, ["1 Example Road", "Exampletown"]);
    assert_eq!(workshop.technicians, ["Ana K.", "Łukasz W."]);
    assert_eq!(workshop.station, NamedStation::Said(Station::new("bay-1").unwrap()));
    assert_eq!(workshop.people().names.to_vec(), ["Ana K.", "Łukasz W.", "Mo M."]);
    assert_eq!(workshop.paper, Paper::A4);
    assert_eq!(
        workshop.thresholds,
        Thresholds { away_after_minutes: 5, lead_off_minutes: 90, attempts_max: 2, board_days: 30 }
    );
    assert_eq!(workshop.audit, AuditThresholds { observe: 20, ..AuditThresholds::default() });
}

#[test]
fn why_the_server_for_e_mail_is_not_known_is_kept() {
    let fault = |text: &str| parse(text).0.email_fault.unwrap_or_default();
    assert_eq!(fault("paper = \"a5\"\n"), "", "another fault is not the reason");
    let wrong_port = fault("paper = \"a5\"\n[email]\nserver = \"mail.example.com:587\"\nfrom = \"a@b.de\"\n");
    assert!(wrong_port.starts_with("workshop.toml:3:10: a port is no part"), "{wrong_port}");
    let lacking = fault("[email]\nserver = \"mail.example.com\"\n");
    assert!(lacking.contains("from"), "{lacking}");
    assert_ne!(fault("[email\nserver = 1\n"), "", "nothing of the file is known");
    assert_eq!(fault("[email]\nserver = \"mail.example.com\"\nfrom = \"a@b.de\"\n"), "");
}

#[test]
fn the_thresholds_of_the_audit_are_read() {
    let (workshop, told) = parse("[audit]\nopen-hours = 48\npage-percent = 10\nper-technician = true\n");
    assert_eq!(told, "");
    let expected =
        AuditThresholds { open_hours: 48, page_percent: 10, is_per_technician: true, ..AuditThresholds::default() };
    assert_eq!(workshop.audit, expected);
    let (workshop, told) = parse("[audit]\nopen-hour = 48\nsame-readings = 1\n");
    assert!(told.contains("write `open-hours`") && told.contains("from 3 to 100000"), "{told}");
    assert_eq!(workshop.audit, AuditThresholds::default());
}

#[test]
fn faults_are_told_and_the_rest_counts() {
    let (workshop, told) = parse(
        "name = \"Shop\"\nstation = \"Bay 1\"\npaper = \"A4\"\ntecnicians = [\"Ana\"]\n\n[thresholds]\naway-after-minutes = 0\n",
    );
    assert_eq!(workshop.name.as_deref(), Some("Shop"));
    assert_eq!(workshop.station, NamedStation::Unreadable);
    insta::assert_snapshot!(told, @r#"
    error: "Bay 1" is not a station's name: a lower-case letter, then at most 39 lower-case letters, digits or hyphens
     --> workshop.toml:2:11
      |
    2 | station = "Bay 1"
      |           ^^^^^^^
      |
      = help: write "bay-1"

    error: "A4" is no paper
     --> workshop.toml:3:9
      |
    3 | paper = "A4"
      |         ^^^^
      |
      = help: write "a4"

    error: `tecnicians` is not known here
     --> workshop.toml:4:1
      |
    4 | tecnicians = ["Ana"]
      | ^^^^^^^^^^
      |
      = help: write `technicians`

    error: `away-after-minutes` must be a whole number from 1 to 1440
     --> workshop.toml:7:22
      |
    7 | away-after-minutes = 0
      |                      ^
    "#);
}

#[test]
fn who_is_listed_can_sign_and_be_a_second_person() {
    let long = "Ł".repeat(31);
    let (workshop, told) =
        parse(&format!("technicians = [\"Ana  K.\", \"Bo + Cy\", \"Dan 4711\", \"{long}\", \"ana k.\", \"Eve L.\"]\n"));
    assert_eq!(workshop.technicians, ["Ana K.", "Eve L."]);
    for text in ["a name can't have a +", "a name has no 4 digits", "at most 60 bytes", "\"ana k.\" stands here twice"]
    {
        assert!(told.contains(text), "{text:?} in\n{told}");
    }
}
