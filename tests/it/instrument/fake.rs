//! A device that answers as it is told to, over TCP or a pseudo-terminal, well-behaved or hostile.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use portable_pty::{PtyPair, PtySize, native_pty_system};
use precheck::domain::{Address, Id, Instrument, InstrumentSource, Spot, WatchAt};

/// What a device does when it was sent something.
pub enum Reply {
    /// Sends these bytes.
    Bytes(Vec<u8>),
    /// Sends these bytes after a while.
    Late(Duration, Vec<u8>),
    /// Sends these bytes and hangs up.
    Last(Vec<u8>),
}

/// Text as the device sends it.
pub fn text(text: &str) -> Reply {
    Reply::Bytes(text.as_bytes().to_vec())
}

/// A device that is reached somewhere.
pub struct Fake {
    pub address: Address,
    /// Every line that it was sent.
    heard: Arc<Mutex<Vec<String>>>,
    _pty: Option<PtyPair>,
}

impl Fake {
    /// A device on the network. What it does depends on what it was sent and on how often it was sent that, from 0.
    pub fn on_tcp(end: u8, reply: impl Fn(&str, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let all = Arc::clone(&heard);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let stream: TcpStream = stream.unwrap();
                serve(end, stream.try_clone().unwrap(), stream, &all, &reply);
            }
        });
        Self { address: Address::Tcp { host: "127.0.0.1".to_owned(), port }, heard, _pty: None }
    }

    /// A device on a serial line.
    pub fn on_tty(end: u8, reply: impl Fn(&str, usize) -> Reply + Send + Sync + 'static) -> Self {
        let pty = native_pty_system().openpty(PtySize::default()).unwrap();
        let path: PathBuf = pty.master.tty_name().unwrap();
        let (reader, writer) = (pty.master.try_clone_reader().unwrap(), pty.master.take_writer().unwrap());
        let heard = Arc::new(Mutex::new(Vec::new()));
        let all = Arc::clone(&heard);
        std::thread::spawn(move || serve(end, reader, writer, &all, &reply));
        Self { address: Address::Tty { path, baud: 38_400 }, heard, _pty: Some(pty) }
    }

    /// An adapter on the network that starts as it should, and answers so when it is asked for volts.
    pub fn elm(volts: impl Fn(usize) -> Reply + Send + Sync + 'static) -> Self {
        Self::on_tcp(b'\r', adapter(volts))
    }

    /// A meter on the network that says who it is, and answers so when it is asked for volts.
    pub fn scpi(volts: impl Fn(usize) -> Reply + Send + Sync + 'static) -> Self {
        Self::on_tcp(b'\n', meter(volts))
    }

    /// Every line that it was sent.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }

    /// The block of `workshop.toml` with it.
    pub fn block(&self, kind: &str) -> String {
        let at = match &self.address {
            Address::Tcp { host, port } => format!("{host}:{port}"),
            Address::Tty { path, .. } => path.display().to_string(),
        };
        let reads = if kind == "scpi" { "reads = [\"posts\", \"leads\"]\n" } else { "" };
        format!("[[instrument]]\nname = \"bench\"\nkind = \"{kind}\"\nat = \"{at}\"\n{reads}")
    }

    /// The instrument that it is, as an adapter.
    pub fn as_elm(&self) -> Instrument {
        self.as_instrument(InstrumentSource::Elm(self.address.clone()), Spot::Obd)
    }

    /// The instrument that it is, as a meter.
    pub fn as_scpi(&self) -> Instrument {
        self.as_instrument(InstrumentSource::Scpi(self.address.clone()), Spot::Leads)
    }

    fn as_instrument(&self, source: InstrumentSource, spot: Spot) -> Instrument {
        Instrument { name: Id::new("bench").unwrap(), source, spots: vec![spot], offset: None, watch: WatchAt::Nowhere }
    }
}

/// What an adapter says.
pub fn adapter(volts: impl Fn(usize) -> Reply + Send + Sync) -> impl Fn(&str, usize) -> Reply + Send + Sync {
    move |command, times| match command {
        "ATZ" => text("ATZ\r\r\rELM327 v1.5\r\r>"),
        "ATE0" => text("ATE0\rOK\r\r>"),
        "ATRV" => volts(times),
        _ => text("OK\r\r>"),
    }
}

/// What a meter says.
pub fn meter(volts: impl Fn(usize) -> Reply + Send + Sync) -> impl Fn(&str, usize) -> Reply + Send + Sync {
    move |command, times| match command {
        "*IDN?" => text("OWON,XDM1041,\u{1b}[31m2312,V4.1\n"),
        "MEAS:VOLT:DC?" => volts(times),
        _ => text("-113,\"Undefined header\"\n"),
    }
}

fn serve(
    end: u8,
    mut reader: impl Read,
    mut writer: impl Write,
    heard: &Mutex<Vec<String>>,
    reply: &impl Fn(&str, usize) -> Reply,
) {
    let (mut line, mut byte) = (Vec::new(), [0]);
    while matches!(reader.read(&mut byte), Ok(1)) {
        if byte[0] != end {
            line.push(byte[0]);
            continue;
        }
        let said = String::from_utf8_lossy(&std::mem::take(&mut line)).into_owned();
        let times = {
            let mut heard = heard.lock().unwrap();
            let times = heard.iter().filter(|it| **it == said).count();
            heard.push(said.clone());
            times
        };
        let (bytes, is_last) = match reply(&said, times) {
            Reply::Bytes(bytes) => (bytes, false),
            Reply::Late(after, bytes) => {
                std::thread::sleep(after);
                (bytes, false)
            }
            Reply::Last(bytes) => (bytes, true),
        };
        if writer.write_all(&bytes).and_then(|()| writer.flush()).is_err() || is_last {
            return;
        }
    }
}
