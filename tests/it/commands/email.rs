//! A sheet that is sent by e-mail, to a small server of this test's own; with the program `curl`, where there is one.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use super::{WHOLE_JOB, Workshop};

const TO: &str = "m.harper@example.com";

/// A mail server that takes what it is given, but for one address; what it took.
struct Server {
    port: u16,
    taken: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (port, taken) = (listener.local_addr().unwrap().port(), Arc::default());
        let kept = Arc::clone(&taken);
        thread::spawn(move || listener.incoming().flatten().for_each(|stream| talk(stream, &kept)));
        Self { port, taken }
    }
}

fn talk(mut stream: TcpStream, taken: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let mut say = |text: &str| stream.write_all(format!("{text}\r\n").as_bytes()).unwrap_or_default();
    say("220 here");
    let mut message = String::new();
    while let Some(Ok(line)) = lines.next() {
        match line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase().as_str() {
            "RCPT" if line.contains("nobody@") => say("550 no such mailbox"),
            "DATA" => {
                say("354 go on");
                message += &lines.by_ref().map_while(Result::ok).take_while(|line| line != ".").fold(
                    String::new(),
                    |mut text, line| {
                        text += &line;
                        text.push('\n');
                        text
                    },
                );
                taken.lock().unwrap().push(std::mem::take(&mut message));
                say("250 taken");
            }
            "QUIT" => return say("221 bye"),
            _ => say("250 ok"),
        }
    }
}

fn has_curl() -> bool {
    Command::new("curl").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// Whether a text stands anywhere below a folder.
fn stands_in(folder: &Path, text: &str) -> bool {
    fs::read_dir(folder).unwrap().flatten().any(|entry| match entry.path() {
        path if path.is_dir() => stands_in(&path, text),
        path => String::from_utf8_lossy(&fs::read(path).unwrap()).contains(text),
    })
}

#[test]
fn a_sheet_is_sent_once_the_server_took_it_and_nothing_keeps_the_address() {
    if !has_curl() {
        return;
    }
    let (place, server) = (Workshop::new(), Server::start());
    place.record(WHOLE_JOB).code(0);
    let says =
        |email: &str| place.write("workshop.toml", format!("name = \"Müller, Kfz\"\nlanguage = \"de\"\n{email}\n"));
    let here = |port: u16, tls: &str| {
        let from = "from = \"office@example.com\"";
        says(&format!("email = {{ server = \"127.0.0.1\", port = {port}, tls = \"{tls}\", {from} }}"));
    };
    let send = |to: &str| place.run(&["sheet", "RO-1", "--email", to, "--who", "Ana K."]);
    let count = || place.rows().iter().filter(|row| row.event == "sent").count();
    says("");
    send(TO).code(5).says(&["names no server for e-mail"]);
    here(server.port, "starttls");
    send(TO).code(5).says(&["has no TLS at port"]);
    here(1, "none");
    send(TO).code(5).says(&["does not answer at port 1"]);
    here(server.port, "none");
    send("m.harper").code(2).says(&["that is no e-mail address"]);
    let refused = send("nobody@example.com").code(5).says(&["did not take it"]);
    assert!(!refused.err.contains("nobody@"), "{}", refused.err);
    assert_eq!((count(), server.taken.lock().unwrap().len()), (0, 0));

    let sent = send(TO).code(0).says(&["the mail server took the page"]);
    assert!(!sent.out.contains(TO) && !sent.err.contains(TO));
    assert_eq!(place.rows().last().unwrap().brief(), "sent  by-email");
    assert_eq!((&*place.rows().last().unwrap().who, count()), ("Ana K.", 1));
    assert!(!stands_in(&place.root(), TO) && !stands_in(&place.home(), TO));
    place.is_intact();
    let taken = server.taken.lock().unwrap();
    let [message] = &taken[..] else { panic!("{taken:?}") };
    for part in [
        "From: =?utf-8?Q?M=C3=BCller=2C_Kfz?= <office@example.com>",
        "To: m.harper@example.com",
        "Subject: =?utf-8?Q?Das_Blatt_zu_Ihrem_Fahrzeug",
        "Content-Type: application/pdf",
        "Guten Tag,",
        // the beginning of a PDF, in base64
        "\nJVBERi0",
    ] {
        assert!(message.contains(part), "{part}: {message}");
    }
}

#[cfg(unix)]
#[test]
fn a_password_that_others_may_read_is_not_used() {
    use std::os::unix::fs::PermissionsExt;
    if !has_curl() {
        return;
    }
    let (place, server) = (Workshop::new(), Server::start());
    place.record(WHOLE_JOB).code(0);
    let (user, port) = ("user = \"office\", password-file = \"secret.txt\"", server.port);
    let email =
        format!("email = {{ server = \"localhost\", port = {port}, tls = \"none\", from = \"a@b.de\", {user} }}");
    place.write("workshop.toml", email);
    let send = || place.run(&["sheet", "RO-1", "--email", TO, "--who", "Ana K."]);
    send().code(5).says(&["secret.txt"]);
    let secret = place.write("secret.txt", "p4ss\"w\\ord\n");
    let mode = |mode| fs::set_permissions(&secret, fs::Permissions::from_mode(mode)).unwrap();
    mode(0o644);
    let told = send().code(5).says(&["others may read the password", "chmod 600"]);
    assert!(!told.err.contains("p4ss"));
    mode(0o600);
    // a server that asks for no password is told none
    send().code(0);
}
