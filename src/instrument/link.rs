//! A line to a device, over the network or a serial port: bytes out, an answer back, by a time.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::trouble::InstrumentTrouble;
use crate::domain::Address;

/// How long a device may take until it is reached.
const REACH: Duration = Duration::from_secs(3);
/// How long until it is looked again whether something came.
const NAP: Duration = Duration::from_millis(4);
/// More that came unasked is a flood.
const UNASKED_BYTES_MAX: usize = 16 * 1024;
const CHUNK_BYTES: usize = 1024;

/// A line to a device.
#[derive(Debug)]
pub(super) struct Link {
    stream: Stream,
    /// What came behind the end of an answer.
    rest: Vec<u8>,
}

#[derive(Debug)]
enum Stream {
    Tcp(TcpStream),
    #[cfg(unix)]
    Tty(std::fs::File),
}

impl Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Tcp(stream) => stream.read(buffer),
            #[cfg(unix)]
            Self::Tty(file) => file.read(buffer),
        }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Tcp(stream) => stream.write(bytes),
            #[cfg(unix)]
            Self::Tty(file) => file.write(bytes),
        }
    }
}

impl Link {
    /// Opens it.
    pub fn open(address: &Address) -> Result<Self, InstrumentTrouble> {
        let stream = match address {
            Address::Tcp { host, port } => Stream::Tcp(connect(host, *port)?),
            #[cfg(unix)]
            Address::Tty { path, baud } => Stream::Tty(super::tty::open(path, *baud)?),
            #[cfg(not(unix))]
            Address::Tty { .. } => return Err(InstrumentTrouble::NoTty),
        };
        Ok(Self { stream, rest: Vec::new() })
    }

    /// Throws away what came unasked, then sends.
    pub fn send(&mut self, mut bytes: &[u8], by: Instant) -> Result<(), InstrumentTrouble> {
        self.drain(by)?;
        while !bytes.is_empty() {
            match self.stream.write(bytes) {
                Ok(0) => return Err(InstrumentTrouble::Lost),
                Ok(sent) => bytes = &bytes[sent..],
                Err(error) => wait(&error, by)?,
            }
        }
        Ok(())
    }

    /// An answer of at most `most` bytes up to a byte that ends it, and without that.
    pub fn answer(&mut self, end: u8, most: usize, by: Instant) -> Result<Vec<u8>, InstrumentTrouble> {
        let mut seen = 0;
        loop {
            if let Some(at) = self.rest[seen..].iter().position(|byte| *byte == end).filter(|at| seen + at <= most) {
                let mut answer: Vec<u8> = self.rest.drain(..=seen + at).collect();
                answer.pop();
                return Ok(answer);
            }
            seen = self.rest.len();
            if seen > most {
                return Err(InstrumentTrouble::Flooded);
            }
            self.more(by)?;
        }
    }

    /// Takes in what has come; waits until something has.
    fn more(&mut self, by: Instant) -> Result<(), InstrumentTrouble> {
        let mut chunk = [0; CHUNK_BYTES];
        loop {
            match self.stream.read(&mut chunk) {
                Ok(0) => return Err(InstrumentTrouble::Lost),
                Ok(read) => {
                    self.rest.extend_from_slice(&chunk[..read]);
                    return if Instant::now() < by { Ok(()) } else { Err(InstrumentTrouble::Silent) };
                }
                Err(error) => wait(&error, by)?,
            }
        }
    }

    fn drain(&mut self, by: Instant) -> Result<(), InstrumentTrouble> {
        let mut drained = std::mem::take(&mut self.rest).len();
        let mut chunk = [0; CHUNK_BYTES];
        while drained <= UNASKED_BYTES_MAX {
            match self.stream.read(&mut chunk) {
                Ok(0) => return Err(InstrumentTrouble::Lost),
                Ok(read) => drained += read,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => wait(&error, by)?,
            }
        }
        Err(InstrumentTrouble::Flooded)
    }
}

/// Waits a little where an error says that nothing can be done yet.
fn wait(error: &io::Error, by: Instant) -> Result<(), InstrumentTrouble> {
    match error.kind() {
        ErrorKind::Interrupted => Ok(()),
        ErrorKind::WouldBlock if Instant::now() < by => {
            std::thread::sleep(NAP);
            Ok(())
        }
        ErrorKind::WouldBlock => Err(InstrumentTrouble::Silent),
        _ => Err(InstrumentTrouble::Lost),
    }
}

fn connect(host: &str, port: u16) -> Result<TcpStream, InstrumentTrouble> {
    let mut why = InstrumentTrouble::NotThere("there is no such host".to_owned());
    for place in found(host, port)? {
        match TcpStream::connect_timeout(&place, REACH) {
            Ok(stream) => {
                let ready = stream.set_nodelay(true).and_then(|()| stream.set_nonblocking(true));
                return ready.map(|()| stream).map_err(|_| InstrumentTrouble::Lost);
            }
            Err(error) => why = InstrumentTrouble::NotThere(error.to_string()),
        }
    }
    Err(why)
}

/// Where a host is: at most two places. The system's look-up knows no time, so that it is waited for from outside.
fn found(host: &str, port: u16) -> Result<Vec<SocketAddr>, InstrumentTrouble> {
    let (sender, places) = mpsc::channel();
    let name = host.to_owned();
    std::thread::spawn(move || {
        let found = (name.as_str(), port).to_socket_addrs().map(|places| places.take(2).collect());
        let _ = sender.send(found);
    });
    match places.recv_timeout(REACH) {
        Ok(Ok(places)) => Ok(places),
        Ok(Err(error)) => Err(InstrumentTrouble::NotThere(error.to_string())),
        Err(_) => Err(InstrumentTrouble::NotThere("nobody says where that host is".to_owned())),
    }
}
