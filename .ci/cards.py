"""Badges that are cards, read by the real program: python .ci/cards.py PRECHECK FOLDER

The system's PC/SC service and opensc-tool with the reader of vpcd, which is on no bus: the card below is held to it over a socket.
"""

import os
import pty
import re
import select
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time

PRECHECK, FOLDER = sys.argv[1], sys.argv[2]
PATIENCE = 30
READER = ("127.0.0.1", 35963)
ATR = bytes.fromhex("3B8F8001804F0CA000000306030001000000006A")


class Card:
    """A card without contacts, held to the reader for as long as it is open."""

    def __init__(self, number):
        self.number = bytes.fromhex(number)
        self.reader = socket.create_connection(READER, timeout=PATIENCE)
        self.thread = threading.Thread(target=self.answer, daemon=True)
        self.thread.start()

    def read(self, length):
        got = b""
        while len(got) < length:
            more = self.reader.recv(length - len(got))
            if not more:
                raise OSError("taken off")
            got += more
        return got

    def answer(self):
        try:
            while True:
                said = self.read(struct.unpack(">H", self.read(2))[0])
                if len(said) == 1:
                    answer = ATR if said == b"\x04" else None
                else:
                    answer = self.number + b"\x90\x00" if said[:2] == b"\xff\xca" else b"\x6d\x00"
                if answer is not None:
                    self.reader.sendall(struct.pack(">H", len(answer)) + answer)
        except OSError:
            pass

    def __enter__(self):
        wait_for("Yes")
        return self

    def __exit__(self, *_):
        self.reader.shutdown(socket.SHUT_RDWR)
        self.reader.close()
        self.thread.join(PATIENCE)
        wait_for("No ")


def wait_for(state):
    """Until the reader says that a card is there, or that none is."""
    by = time.monotonic() + PATIENCE
    while time.monotonic() < by:
        listed = subprocess.run(["opensc-tool", "--list-readers"], capture_output=True, text=True).stdout
        if re.search(rf"^0 +{state}", listed, re.MULTILINE):
            return
        time.sleep(0.1)
    sys.exit(f"the reader never said {state!r}:\n{listed}")


class Told:
    """The program at a terminal: what it says, until something is there."""

    def __init__(self, *words):
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.environ["TERM"] = "xterm"
            os.execv(PRECHECK, [PRECHECK, "--workshop", FOLDER, *words])
        self.said = ""

    def until(self, wanted):
        by = time.monotonic() + PATIENCE
        while wanted not in self.said:
            if time.monotonic() > by:
                sys.exit(f"{wanted!r} was never said:\n{self.said}")
            if select.select([self.master], [], [], 0.2)[0]:
                try:
                    self.said += os.read(self.master, 65536).decode(errors="replace")
                except OSError:
                    break
        if wanted not in self.said:
            sys.exit(f"{wanted!r} was never said:\n{self.said}")
        self.said = self.said.split(wanted, 1)[1]

    def type(self, text):
        os.write(self.master, text.encode())

    def end(self):
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self.master)
        return code


def set_card(name, number):
    told = Told("person", "card", name)
    told.until("hold the card to the reader")
    time.sleep(1)
    with Card(number):
        told.until("the badge is set")
    assert told.end() == 0


def main():
    os.makedirs(FOLDER, exist_ok=True)
    with open(os.path.join(FOLDER, "workshop.toml"), "w") as file:
        file.write('technicians = ["Ana K.", "Ben O."]\npin = "required"\ncard-reader = "on"\n')
    for folder in ("journal", "checklists", "exports"):
        os.makedirs(os.path.join(FOLDER, folder), exist_ok=True)
    wait_for("No ")
    set_card("Ana K.", "04A1B2C3")
    set_card("Ben O.", "04A1B2C3D4E5F6")
    print("two cards are set")

    # one that lies there already is no hand that holds it; another's is not his
    told = Told("person", "pin", "Ben O.")
    told.until("/c for a card")
    with Card("04A1B2C3D4E5F6"):
        told.type("/c\r")
        told.until("take it off, then hold it there")
    with Card("04A1B2C3D4E5F6"):
        told.until("the new PIN")
    told.type("4711\r")
    told.until("once more")
    told.type("4711\r")
    told.until("the PIN is set")
    assert told.end() == 0
    print("a card that lay there did nothing; held there anew it did")

    told = Told("person", "pin", "Ben O.")
    told.until("/c for a card")
    told.type("/c\r")
    told.until("hold the card to the reader")
    time.sleep(1)
    with Card("04A1B2C3"):
        told.until("that is not the PIN or badge of Ben O.")
    assert told.end() == 2
    print("another's card is not his")

    with open(os.path.join(FOLDER, "secrets.toml")) as file:
        kept = file.read()
    assert "04A1" not in kept.upper().replace("$ARGON2ID", ""), kept
    shutil.rmtree(FOLDER)


main()
