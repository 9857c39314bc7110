"""Instruments that nobody here wrote, read by the real program: python .ci/instruments.py PRECHECK FOLDER

elm327-emulator over TCP and over a pseudo-terminal, through its death and its return; sigrok's demo driver, and sigrok's driver for SCPI meters
against the small server below, which precheck reads without sigrok, too; the VIN and codes of a car in a job; a watch over a job, killed and taken up. elm327-emulator belongs to the Python that runs this.
"""

import contextlib
import csv
import fcntl
import glob
import os
import pty
import re
import signal
import socket
import struct
import subprocess
import sys
import termios
import threading
import time

PRECHECK, FOLDER = sys.argv[1], sys.argv[2]
PATIENCE = 30
#: What an adapter may be told. Nothing else may reach it, whatever it answers.
ALLOWED = {"ATZ", "ATE0", "ATL0", "ATRV", "0902", "03", "07", "0A"}


def free_port():
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return it.getsockname()[1]


def settings(*blocks):
    with open(os.path.join(FOLDER, "workshop.toml"), "w") as file:
        file.write("".join(f"[[instrument]]\n{block}\n" for block in blocks))


def command(*words):
    return [PRECHECK, "--workshop", FOLDER, "instrument", *words]


def read(name, *wanted):
    """One reading, which says all of this."""
    ran = subprocess.run(command("test", name), capture_output=True, text=True, timeout=PATIENCE)
    said = ran.stdout + ran.stderr
    missing = [it for it in wanted if not re.search(it, said)]
    if ran.returncode or missing:
        sys.exit(f"{name}: exit code {ran.returncode}, without {missing}:\n{said}")
    print(f"ok: {name}: {ran.stdout.splitlines()[0]}")


class Emulator:
    """elm327-emulator, on a port or on a pseudo-terminal of its own. It lives as long as its input."""

    def __init__(self, *words):
        self.log = os.path.join(FOLDER, "elm.log")
        line = [sys.executable, "-m", "elm", "-s", "car", *words]
        self.program = subprocess.Popen(
            line, cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def end(self):
        self.program.kill()
        self.program.wait()


def answers(port):
    def is_there():
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return True
        except OSError:
            return False

    until(is_there, f"nobody answers at port {port}")


def until(is_so, why):
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            sys.exit(why)
        time.sleep(0.1)


def adapter():
    port = free_port()
    settings(f'name = "obd"\nkind = "elm327"\nat = "127.0.0.1:{port}"')
    emulator = Emulator("-n", str(port))
    answers(port)
    read("obd", r"obd  1\d\.\d\d V", "ELM327 v1.5", "OBD socket")
    ran = subprocess.run(command("codes", "obd"), capture_output=True, text=True, timeout=PATIENCE)
    if ran.returncode or not re.search(r"VIN +[A-HJ-NPR-Z0-9]{17}\n", ran.stdout):
        sys.exit(f"no VIN was read:\n{ran.stdout}{ran.stderr}")
    print(f"ok: obd: {', '.join(' '.join(line.split()) for line in ran.stdout.splitlines()[:4])}")
    # watched through the adapter's death, and its return
    watch = subprocess.Popen(command("watch", "obd"), stdout=subprocess.PIPE, text=True)
    lines = []
    threading.Thread(target=lambda: lines.extend(iter(watch.stdout.readline, "")), daemon=True).start()
    figures = lambda: sum(bool(re.search(r"  1\d\.\d\d V$", line.strip())) for line in lines)
    until(lambda: figures() >= 3, "no three readings came")
    emulator.end()
    until(lambda: any("no reading" in line for line in lines), "nothing was said of the adapter that is gone")
    before, emulator = figures(), Emulator("-n", str(port))
    until(lambda: figures() >= before + 3, f"it is not read again: {lines[-5:]}")
    watch.terminate()
    watch.wait()
    emulator.end()
    said = set(re.findall(r"Received ?:? ?'?b?'?([A-Z0-9]+)", open(os.path.join(FOLDER, "elm.log")).read()))
    print(f"ok: watched, {len(lines)} lines; told it: {', '.join(sorted(said)) or 'its log does not say'}")
    if said - ALLOWED:
        sys.exit(f"the adapter was told {said - ALLOWED}")


def adapter_on_a_tty():
    about = os.path.join(FOLDER, "elm-tty.txt")
    emulator = Emulator("-b", about)
    until(lambda: os.path.exists(about) and open(about).readline().startswith("/dev/"), "it made no pseudo-terminal")
    tty = open(about).readline().strip()
    settings(f'name = "obd-tty"\nkind = "elm327"\nat = "{tty}"\nbaud = 38400')
    for _ in range(2):
        read("obd-tty", r"obd-tty  1\d\.\d\d V", "ELM327 v1.5")
    emulator.end()


def meter(connection):
    """The small server: a meter that speaks SCPI as sigrok knows it."""
    said = {
        "*IDN?": "Agilent Technologies,34405A,MY0,1.0",
        "*OPC?": "1",
        "CONF?": '"VOLT +1.000000E+01,+1.000000E-05"',
        "READ?": "+1.24700000E+01",
        "MEAS:VOLT:DC?": "+1.24600000E+01",
    }
    # sigrok hangs up as it likes
    with contextlib.suppress(OSError), connection, connection.makefile("rwb") as lines:
        for line in lines:
            answer = said.get(line.strip().decode(errors="replace"))
            if answer:
                lines.write(answer.encode() + b"\n")
                lines.flush()


def meters():
    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]

    def serve():
        while True:
            connection, _ = server.accept()
            threading.Thread(target=meter, args=(connection,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    settings(
        f'name = "bench"\nkind = "scpi"\nat = "127.0.0.1:{port}"\nreads = "leads"\noffset = -0.1\nchecked = "2026-11-20"',
        f'name = "by-sigrok"\nkind = "sigrok"\ndriver = "scpi-dmm:conn=tcp-raw/127.0.0.1/{port}"\nreads = "leads"',
        'name = "demo"\nkind = "sigrok"\ndriver = "demo:analog_channels=1:logic_channels=0"\nchannel = "A0"\nconfig = "samplerate=10"\nreads = "leads"',
    )
    read("bench", r"bench  12\.36 V", "Agilent Technologies,34405A", r"-0\.10 V, checked against the meter on 2026-11-20")
    read("by-sigrok", r"by-sigrok  12\.47 V", "34405A")
    read("demo", r"demo  -?10\.00 V", "Demo device")
    until(lambda: subprocess.run(["pgrep", "-x", "sigrok-cli"], stdout=subprocess.DEVNULL).returncode, "sigrok-cli goes on")


#: A battery job, up to where its battery is off.
LEAD_OFF = """
job = "CI-1"
technician = "Ana K."
checklist = "battery"
[answers]
battery-look = "sound"
arrival-volts = 12.5
plate = "AB12 CDE"
make = "nissan"
car = "j11"
engine = "petrol"
other-batteries = "none"
arrival = "plays"
radio = "j11-connect"
radio-serial = "BP538971317615"
serial-source = "label"
customer-code = "card-seen"
code-found = "documents"
lamps = "none"
new-battery = "efb"
consent = "customer-here"
protection = "done"
source-volts = 12.7
ignition = "key-away"
backup-power = "obd-saver"
cover = "ready"
doors = "doors-shut"
access = "window-open"
wait = 720
cables-off = "both-off"
"""


def rows():
    """The rows of the journals."""
    paths = glob.glob(os.path.join(FOLDER, "exports/journal/*/*.csv"))
    return [row for path in paths for row in csv.reader(open(path, newline=""))]


def codes_in_a_job():
    """The emulator is asked for its VIN and codes at the warning lights of a job, line by line, and what it tells is recorded."""
    port = free_port()
    settings(f'name = "obd"\nkind = "elm327"\nat = "127.0.0.1:{port}"')
    emulator = Emulator("-n", str(port))
    answers(port)
    answers_file = os.path.join(FOLDER, "before.toml")
    with open(answers_file, "w") as file:
        file.write(LEAD_OFF.partition("lamps = ")[0].replace("CI-1", "CI-0"))
    subprocess.run([PRECHECK, "--workshop", FOLDER, "record", "--answers", answers_file], capture_output=True)
    line = [PRECHECK, "--workshop", FOLDER, "run", "--plain", "--job", "CI-0", "--technician", "Ana K."]
    talk = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    shown = []
    threading.Thread(target=lambda: shown.extend(iter(lambda: talk.stdout.read(1), b"")), daemon=True).start()
    said = lambda: b"".join(shown).decode(errors="replace")
    until(lambda: "/d asks the car" in said(), f"the car can't be asked: {said()}")
    talk.stdin.write(b"/d\n")
    talk.stdin.flush()
    until(lambda: "Enter records it" in said(), f"the car told nothing: {said()}")
    time.sleep(1)
    talk.stdin.write(b"\n/q\n")
    talk.stdin.flush()
    talk.wait(PATIENCE)
    emulator.end()
    notes = [row[7] for row in rows() if row[3] == "remark" and row[4] == "lamps"]
    form = r"\\u\{1e\}codes obd vin [A-HJ-NPR-Z0-9]{17} stored (none|untold|[PCBU0-9A-F ]+) pending \S.* permanent \S.*"
    if len(notes) != 1 or not re.fullmatch(form, notes[0]):
        sys.exit(f"the codes are not recorded: {notes}\n{said()}")
    print(f"ok: codes in a job: {notes[0]}")


def watched():
    """The values of the rows of the watch."""
    return [row[5] for row in rows() if row[3] == "watch"]


def on_a_terminal(is_enough):
    """The program on a pseudo-terminal until that is so, then killed as a power cut would."""
    program, terminal = pty.fork()
    if not program:
        os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8")
        os.execv(PRECHECK, [PRECHECK, "--workshop", FOLDER])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    shown = []

    def read_on():
        with contextlib.suppress(OSError):
            while piece := os.read(terminal, 65536):
                shown.append(piece)

    threading.Thread(target=read_on, daemon=True).start()
    try:
        until(lambda: is_enough(b"".join(shown)), f"the watch did not come so far: {watched()}")
    finally:
        os.kill(program, signal.SIGKILL)
        os.waitpid(program, 0)


def watch_over_a_job():
    """The supply of a job is watched by the emulator, the program killed in between; the record is sound, samples included."""
    port = free_port()
    settings(f'name = "obd"\nkind = "elm327"\nat = "127.0.0.1:{port}"\nwatch = true')
    emulator = Emulator("-n", str(port))
    answers(port)
    log = os.path.join(FOLDER, "elm.log")
    logged = os.path.getsize(log) if os.path.exists(log) else 0
    answers_file = os.path.join(FOLDER, "job.toml")
    with open(answers_file, "w") as file:
        file.write(LEAD_OFF)
    subprocess.run([PRECHECK, "--workshop", FOLDER, "record", "--answers", answers_file], capture_output=True)
    samples = lambda: [line for path in glob.glob(os.path.join(FOLDER, "exports/readings/*.csv")) for line in open(path)]
    on_a_terminal(lambda shown: len(samples()) >= 4 and re.search(rb"1\d\.\d\d V", shown))
    before = len(samples())
    on_a_terminal(lambda shown: len(samples()) >= before + 3)
    emulator.end()
    values = watched()
    if not values[0].startswith("begin at obd floor ") or sum(value.startswith("gap ") for value in values) != 1:
        sys.exit(f"the watch is not as it was: {values}")
    verified = subprocess.run([PRECHECK, "--workshop", FOLDER, "verify"], capture_output=True, text=True)
    if verified.returncode:
        sys.exit(verified.stdout)
    said = set(re.findall(r"Received ?:? ?'?b?'?([A-Z0-9]+)", open(log).read()[logged:]))
    if on_the_bus := {it for it in said if not it.startswith("AT")}:
        sys.exit(f"while the car may sleep the adapter was told {on_the_bus}")
    print(f"ok: watched a job, {len(samples())} samples; {'; '.join(values)}")


os.makedirs(os.path.join(FOLDER, "checklists"))
adapter()
adapter_on_a_tty()
meters()
codes_in_a_job()
watch_over_a_job()
