//! `precheck instrument`, and the blocks of `workshop.toml`.

use std::process::Stdio;

use precheck::catalog::{FileFault, Workshop as Settings};
use precheck::domain::{Address, InstrumentSource, Spot};

use super::fake::{Fake, Reply, text};
use crate::commands::{Talk, Workshop};

fn parse(text: &str) -> (Settings, String) {
    let (workshop, faults) = Settings::parse("workshop.toml", text.as_bytes());
    (workshop, faults.iter().map(FileFault::render).collect::<Vec<_>>().join("\n"))
}

#[test]
fn a_block_is_an_instrument() {
    let (workshop, told) = parse(
        "[[instrument]]\nname = \"bench\"\nkind = \"scpi\"\nat = \"[fe80::1]:5025\"\nreads = [\"posts\", \"leads\"]\noffset = -0.05\nchecked = \"2026-11-20\"\n\
         [[instrument]]\nname = \"obd\"\nkind = \"elm327\"\nat = \"/dev/rfcomm0\"\n",
    );
    assert_eq!(told, "");
    let [bench, obd] = &workshop.instruments[..] else { panic!("{:?}", workshop.instruments) };
    let address = Address::Tcp { host: "fe80::1".to_owned(), port: 5025 };
    assert_eq!(bench.source, InstrumentSource::Scpi(address));
    assert_eq!(bench.spots, [Spot::Posts, Spot::Leads]);
    assert_eq!(bench.offset.unwrap().to_string(), "-0.05 V, checked against the meter on 2026-11-20");
    assert_eq!(obd.source, InstrumentSource::Elm(Address::Tty { path: "/dev/rfcomm0".into(), baud: 38_400 }));
    assert_eq!(obd.spots, [Spot::Obd]);
}

#[test]
fn a_faulty_block_is_told_and_is_no_instrument() {
    let head = "[[instrument]]\nname = \"bench\"\n";
    for (block, said) in [
        ("kind = \"scpi\"\nat = \"10.0.0.1\"\nreads = \"leads\"", "is no address of an instrument"),
        ("kind = \"scpi\"\nat = \"10.0.0.1:0\"\nreads = \"leads\"", "is no address of an instrument"),
        ("kind = \"scpi\"\nat = \"10.0.0.1:5\"", "`reads` is missing"),
        ("kind = \"scpi\"\nat = \"10.0.0.1:5\"\nreads = []", "`reads` names no place"),
        ("kind = \"scpi\"\nat = \"10.0.0.1:5\"\nreads = \"pots\"", "\"pots\" is no place to read"),
        ("kind = \"elm327\"\nat = \"10.0.0.1:5\"\nreads = \"leads\"", "reads in the OBD socket and nowhere else"),
        ("kind = \"elm327\"\nat = \"10.0.0.1:5\"\nbaud = 9600", "only a serial device has one"),
        ("kind = \"elm327\"\nat = \"/dev/ttyS0\"\nbaud = 9601", "9601 is no rate of a serial device"),
        ("kind = \"elm327\"\nat = \"10.0.0.1:5\"\noffset = 0.2", "`checked` is missing"),
        ("kind = \"elm327\"\nat = \"10.0.0.1:5\"\noffset = 20\nchecked = \"2026-11-20\"", "more than an offset"),
        ("kind = \"elm327\"\nat = \"10.0.0.1:5\"\nchecked = \"yesterday\"", "is no day"),
        ("kind = \"sigrok\"\ndriver = \"--config\"\nreads = \"leads\"", "is no driver of sigrok"),
        ("kind = \"sigrok\"\ndriver = \"demo\"\nat = \"10.0.0.1:5\"\nreads = \"leads\"", "is found by its driver"),
        ("kind = \"obd\"\nat = \"10.0.0.1:5\"", "\"obd\" is no kind"),
    ] {
        let (workshop, told) = parse(&format!("{head}{block}\n"));
        assert!(told.contains(said), "{block}\n{told}");
        assert!(workshop.instruments.is_empty(), "{block}");
    }
    let twice = format!("{head}kind = \"elm327\"\nat = \"10.0.0.1:5\"\n").repeat(2);
    let (workshop, told) = parse(&twice);
    assert!(told.contains("`bench` stands here twice"), "{told}");
    assert_eq!(workshop.instruments.len(), 1);
}

#[test]
fn instruments_are_listed_with_where_they_read() {
    let place = Workshop::new();
    place.run(&["instrument", "list"]).code(0).says(&["no instrument: add an [[instrument]] block"]);
    place.write("workshop.toml", Fake::elm(|_| text("")).block("elm327"));
    place.run(&["instrument", "list"]).code(0).says(&[
        "bench  OBD adapter (ELM327), 127.0.0.1:",
        "OBD socket: the car's supply behind a fuse; beside a saver in the same socket it shows the saver, not the car",
        "Offset: never checked against the meter",
    ]);
    place.run(&["instrument", "test", "bensh"]).code(2).says(&["no instrument is called bensh; did you mean bench?"]);
}

#[test]
fn an_instrument_is_tried() {
    let place = Workshop::new();
    let fake = Fake::scpi(|_| text("12.456\n"));
    place.write("workshop.toml", fake.block("scpi"));
    place.run(&["instrument", "test", "bench"]).code(0).harmless().says(&[
        "bench  12.46 V\n",
        "It says of itself: OWON,XDM1041,\u{fffd}[31m2312,V4.1",
        "Car's leads: what feeds the car, with the battery on or off",
    ]);
    let fake = Fake::elm(|_| text("\u{1b}[2J\u{7}STOPPED\r>"));
    place.write("workshop.toml", fake.block("elm327"));
    place
        .run(&["instrument", "test", "bench"])
        .code(5)
        .harmless()
        .says(&["bench: it says \"", "STOPPED\", which is no figure in volts"]);
}

#[test]
fn an_instrument_is_watched_through_lost_contacts() {
    let place = Workshop::new();
    let fake = Fake::elm(|times| match times {
        1 => Reply::Last(b"12.".to_vec()),
        2 => text("\u{1b}[2J\r>"),
        _ => text("12.6V\r>"),
    });
    place.write("workshop.toml", fake.block("elm327"));
    let mut command = place.command(&["instrument", "watch", "bench"]);
    command.stderr(Stdio::null());
    let mut talk = Talk::begin(command);
    for said in
        ["12.60 V\n", "no reading: contact was lost\n", "no reading: it says \"\u{fffd}[2J\"", "12.60 V\n", "12.60 V\n"]
    {
        talk.until(said);
    }
}

#[test]
fn codes_are_read_by_an_adapter_alone() {
    let place = Workshop::new();
    let answers = |command: &str| match command {
        "0902" => "SEARCHING...\r014\r0: 49 02 01 57 50 30 \r1: 5A 5A 5A 39 39 5A 54 \r2: 53 33 39 30 30 30 30 \r\r>",
        "03" => "43 02 01 33 C1 00 \r\r>",
        "07" => "47 00 \r\r>",
        "0A" => "NO DATA\r\r>",
        _ => "OK\r\r>",
    };
    let fake = Fake::on_tcp(b'\r', move |command, _| text(answers(command)));
    place.write("workshop.toml", fake.block("elm327"));
    place.run(&["instrument", "codes", "bench"]).code(0).says(&[
        "VIN        WP0ZZZ99ZTS390000\n",
        "stored     P0133 U0100\n",
        "pending    none\n",
        "permanent  the car does not tell them\n",
        "other control units may hold codes",
    ]);
    let hostile = Fake::on_tcp(b'\r', |command, _| match command {
        "0902" => text("49 02 01 \u{1b}[2J\r>"),
        _ => text("OK\r>"),
    });
    place.write("workshop.toml", hostile.block("elm327"));
    place.run(&["instrument", "codes", "bench"]).code(5).harmless().says(&["which is no answer"]);
    place.write("workshop.toml", Fake::scpi(|_| text("1\n")).block("scpi"));
    place.run(&["instrument", "codes", "bench"]).code(5).says(&["only an adapter in the OBD socket reads codes"]);
}
