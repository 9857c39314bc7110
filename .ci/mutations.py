#!/usr/bin/env python3
"""Journals with changes, each given to precheck, to tests/check_journal.py and, where DuckDB is there, to docs/sql: they must say the
same of each, sound or not.

    mutations.py PRECHECK FOLDER [COUNT] [--sql PYTHON]

COUNT journals (10,000) are made under FOLDER, from the golden vectors and from a job that this precheck records. Half of them are
changed as somebody with an editor would (bytes, lines, files); half are forged by somebody who seals anew: one field becomes something
else, and every seal, link and sum behind it is made to fit, so that only the form can tell. Some are forged into something that is
right. The choice is the same in every run. A journal about which there is no agreement stays in FOLDER/differ. Exit code 1 when there is
one, or when a change went unnoticed.

The SQL is asked only about what was changed and not sealed anew: it takes the form of texts and times as it stands.
"""
import collections
import concurrent.futures
import contextlib
import hashlib
import io
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
sys.dont_write_bytecode = True
import check_journal

HEADER = b"seq,time,job,event,item,value,who,note,seal"
SEQ, TIME, JOB, EVENT, ITEM, VALUE, WHO, NOTE = range(8)


# --- journals as fields -----------------------------------------------------------------------------------------------


def split(line):
    """The fields of a row, as they stand in the file."""
    fields, at = [], 0
    while at <= len(line):
        if line[at : at + 1] == b'"':
            end = at + 1
            while line[end : end + 1] != b'"' or line[end + 1 : end + 2] == b'"':
                end += 2 if line[end : end + 1] == b'"' else 1
            end += 1
        else:
            end = line.find(b",", at)
            end = len(line) if end < 0 else end
        fields.append(line[at:end])
        at = end + 1
    return fields


def load(folder):
    """The files of a station: names, and their rows as fields without seals."""
    files = sorted(folder.glob("*.csv"))
    return [(file.name, [split(line)[:8] for line in file.read_bytes().split(b"\n")[1:-1]]) for file in files]


def sealed(files, journal_id, station):
    """The same, sealed anew under an id and a station of its own, with links and sums that fit: names and bytes."""
    out, last, jobs = [], b"none", collections.defaultdict(list)
    for name, rows in files:
        lines, before = [HEADER], HEADER
        for at, row in enumerate(rows):
            row = list(row)
            if at == 0:
                row[ITEM] = station if row[ITEM] == b"bay-1" else row[ITEM]
                row[VALUE] = re.sub(rb"id [0-9a-f]{20} prev (none|[0-9a-f]{64})", b"id %s prev %s" % (journal_id, last), row[VALUE])
            job = row[JOB].lower()
            if job and row[EVENT] in (b"finish", b"stop"):
                total = hashlib.sha256(b"".join(jobs[job])).hexdigest().encode()
                row[VALUE] = re.sub(rb"^rows \d+ job [0-9a-f]{64}$", b"rows %d job %s" % (len(jobs[job]), total), row[VALUE])
            body = b",".join(row)
            seal = hashlib.sha256(before + b"\n" + body).hexdigest().encode()
            lines.append(body + b"," + seal)
            if job:
                jobs[job].append(seal)
            before = last = seal
        out.append((name, b"\n".join(lines) + b"\n"))
    return out


# --- changes of somebody with an editor -------------------------------------------------------------------------------

CHANGES, FORGERIES = {}, {}


def change(function):
    CHANGES[function.__name__] = function


def lines_of(data):
    return data.split(b"\n")


@change
def a_byte_replaced(random, data):
    at = random.randrange(len(data))
    new = random.choice(b"0123456789abcdefJ,\"\\ \n\r\0\xff\x80=+-@;|\t")
    return data[:at] + bytes([new if new != data[at] else new ^ 1]) + data[at + 1 :]


@change
def a_bit_turned(random, data):
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :]


@change
def a_byte_added(random, data):
    at = random.randrange(len(data))
    return data[:at] + random.choice([b"0", b",", b'"', b"\\", b" ", b"\n", b"\r", b"\0", b"\xc3\xa4"]) + data[at:]


@change
def a_byte_removed(random, data):
    at = random.randrange(len(data))
    return data[:at] + data[at + 1 :]


@change
def a_row_removed(random, data):
    lines = lines_of(data)
    del lines[random.randrange(1, max(2, len(lines) - 2))]
    return b"\n".join(lines)


@change
def a_row_doubled(random, data):
    lines = lines_of(data)
    at = random.randrange(0, len(lines) - 1)
    lines.insert(random.randrange(at, len(lines) - 1), lines[at])
    return b"\n".join(lines)


@change
def two_rows_swapped(random, data):
    lines = lines_of(data)
    a, b = sorted(random.sample(range(len(lines) - 1), 2))
    lines[a], lines[b] = lines[b], lines[a]
    return b"\n".join(lines)


@change
def rows_of_two_numbers_swapped(random, data):
    lines = lines_of(data)
    at = random.randrange(1, len(lines) - 2)
    (a, rest_a), (b, rest_b) = (line.split(b",", 1) for line in lines[at : at + 2])
    lines[at : at + 2] = [b + b"," + rest_a, a + b"," + rest_b]
    return b"\n".join(lines)


@change
def a_row_emptied(random, data):
    lines = lines_of(data)
    lines[random.randrange(1, len(lines) - 1)] = random.choice([b"", b"\0" * 200, b"what stood here is gone", b"," * 8])
    return b"\n".join(lines)


@change
def a_row_sealed_anew(random, data):
    """One row alone, by somebody who knows how, but not the ones behind it."""
    lines = lines_of(data)
    at = random.randrange(1, max(2, len(lines) - 2))
    before = HEADER if at == 1 else lines[at - 1][-64:]
    body = lines[at][:-65].replace(b"a", b"e", 1) + random.choice([b"", b"x"])
    lines[at] = body + b"," + hashlib.sha256(before + b"\n" + body).hexdigest().encode()
    return b"\n".join(lines)


@change
def cut_inside_a_row(random, data):
    ends = [at + 1 for at, byte in enumerate(data) if byte == 10]
    at = random.randrange(1, len(data))
    return data[: at if at not in ends else at - 1]


@change
def cut_and_filled(random, data):
    at = random.randrange(1, len(data))
    return data[:at] + random.choice([b"\0" * 100, b"half of a row", b"0,2026-11-22T09:1"])


@change
def cut_and_filled_with_no_text(random, data):
    return data[: random.randrange(1, len(data))] + b"\xff" * 50


@change
def header_only(random, data):
    return HEADER + b"\n"


@change
def header_unfinished(random, data):
    return HEADER[: random.randrange(0, len(HEADER) + 1)]


@change
def header_gone(random, data):
    return b"\n".join(lines_of(data)[1:])


@change
def header_changed(random, data):
    at = random.randrange(len(HEADER))
    return data[:at] + b"_" + data[at + 1 :]


@change
def saved_again(random, data):
    ways = [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b",", b";"),
        lambda data: data.replace(b",", b"\t"),
        lambda data: data[:-1] + b",,\n",
        lambda data: data + b"\n",
        lambda data: data.decode().encode("utf-16"),
    ]
    return random.choice(ways)(data)


# --- changes of the files of a station --------------------------------------------------------------------------------


def folder_change(function):
    CHANGES[function.__name__] = function
    function.is_of_folder = True


@folder_change
def the_first_file_gone(random, files):
    return files[1:] if len(files) > 1 else [(name, HEADER + b"\n") for name, _ in files]


@folder_change
def a_copied_station(random, files):
    return [("../copy/" + name, data) for name, data in files] + files * random.randrange(2)


@folder_change
def two_files_exchanged(random, files):
    if len(files) == 1:
        return [(files[0][0], files[0][1].replace(b"prev none", b"prev nine"))]
    cut = lines_of(files[0][1])[:-2]
    return [(files[0][0], b"\n".join(cut) + b"\n"), files[1]]


@folder_change
def a_file_twice(random, files):
    name, data = files[-1]
    return [*files, (name.replace(".csv", ".2.csv"), data)]


# --- forgeries: one field, and everything behind it fits --------------------------------------------------------------


TIMES = (
    "2026-02-30T10:00:00.000+01:00 2026-13-01T10:00:00.000+01:00 2026-00-10T10:00:00.000+01:00 2026-11-31T10:00:00.000+01:00 "
    "2026-11-00T10:00:00.000+01:00 2026-11-22T24:00:00.000+01:00 2026-11-22T10:60:00.000+01:00 2026-11-22T10:00:61.000+01:00 "
    "2026-11-22T10:00:60.000+01:00 2016-12-31T23:59:60.500+00:00 2026-11-22T10:00:00.000-00:00 2026-11-22T10:00:00.000+01:60 "
    "2026-11-22T10:00:00.000+24:00 2026-11-22T10:00:00.000+23:59 2026-11-22T10:00:00.000-23:59 2026-11-22T10:00:00.000Z "
    "2026-11-22T10:00:00+01:00 2026-11-22t10:00:00.000+01:00 2026-11-22T10:00:00,000+01:00 2024-02-29T10:00:00.000+00:00 "
    "2100-02-29T10:00:00.000+00:00 2000-02-29T10:00:00.000+00:00 0000-01-01T00:00:00.000+00:00 9999-12-31T23:59:59.999-12:00 "
    "1969-12-31T23:59:59.999+00:00 2026-11-22T10:00:00.000+99:00 2026-11-22T10:00:00.0000+01:00 +026-11-22T10:00:00.000+01:00"
).split()
JOBS = ["J", "RO-1", "J.1", "J-1", "J_1", "Ja b", "J" + "a" * 31, "J" + "a" * 32, "JÄ", "J1\\", " J1", "j1", "Jro-4711", "J1,2"]
NAMES = ["", "Answer", "1a", "a_b", "a" * 40, "a" * 41, "ä", "a b", "-a", "a-", "con", "answer"]
TEXTS = [
    "x", "", "1", "text ", "text a\\=", "text a\\\\=", "text \\u{61}", "text \\u{9}", "text \\u{09}", "text \\u{110000}", "text \\u{d800}",
    "text \\u{FEFF}", "text \\u{feff}", "text \\u{e0001}", "text \\u{7f}", "text \\u{}", "text \\u{200d}", "text \\n", "text \\", "\\1", "\\.5",
    "\\1 text", "\\=SUM(1)", "=SUM(1)", "+1", "-1", "@a", "\\@a", "text =a", "text ;=a", "text ;\\=a", "text |\\-a", "text | '\\+a",
    "text | +a", '"text a,=b"', '"text a,\\=b"', '"text a, ""\\=b"""', '"text a"', '"text ""a"""', 'text "a', '"text a""', "text ｱ＝", "＝a",
    "\\＝a", "text ;＝a", "text ;\\＝a", "text \u202e", "text \u2028", "text \u00a0", "\u00a0=a", "\u00a0\\=a", "'\\1", "'1", " 1", " \\1", "text \t",
    "text \r", "text \x7f", "text \u0085", "text é", "text e\u0301", "text 🚗", "a\\u{2028}b", "\\u{3d}a", "\\u{9}=a", "\\u{9}\\=a", ";=a",
    ";\\=a", ";\\1", ";1", ". a", "\\. a", "\\\\=a", "\\\\\\=a", "text \\;", "text \\u{1f}", "text \\u{20}", "text \\u{80}", "text \\u{a0}",
    "a" * 200, "a" * 201, "a" * 1000, "a" * 1001, "a" * 2000, "a" * 2001, "ä" * 100, "ä" * 101, "text " + "é" * 497, "text " + "é" * 498,
    '"' + "a," * 99 + '"', '"' + "a," * 98 + 'aa"', '"' + '""' * 99 + '"', '"' + '""' * 98 + ',"', '"' + "a," * 499 + '"',
    '"' + "a," * 498 + 'aa"', '"' + "a," * 999 + '"', "rows 1 job " + "0" * 64, "rows 01 job " + "0" * 64, "fmt 1 id", "Zoe Q.", "\u0130",
]
OPENINGS = [
    "fmt 1 id 00112233445566778899 prev none x", "fmt 01 id 00112233445566778899 prev none", "fmt 2 id 00112233445566778899 prev none",
    "fmt 1 id 0011223344556677889G prev none", "fmt 1 id 001122334455667788 prev none", "fmt 1 id 00112233445566778899 prev None",
    "fmt 1 id 00112233445566778899 prev " + "0" * 63, "fmt  1 id 00112233445566778899 prev none",
    "Fmt 1 id 00112233445566778899 prev none",
]


def forge(random, files):
    """What was forged, and the files as fields."""
    files = [(name, [list(row) for row in rows]) for name, rows in files]
    name, rows = random.choice(files)
    at = random.randrange(1, len(rows)) if len(rows) > 1 else 0
    row = rows[at]
    kind = random.choice(["time", "job", "event", "item", "value", "value", "who", "who", "note", "note", "seq", "open", "sum", "row", "long"])
    if kind == "time":
        row[TIME] = random.choice(TIMES).encode()
    elif kind == "job":
        row[JOB] = random.choice(JOBS).encode()
    elif kind in ("event", "item"):
        row[EVENT if kind == "event" else ITEM] = random.choice(NAMES).encode()
    elif kind in ("value", "who", "note"):
        row[{"value": VALUE, "who": WHO, "note": NOTE}[kind]] = random.choice(TEXTS).encode()
    elif kind == "seq":
        numbers = ["00", "+1", "-1", "", " 1", "1.0", "9007199254740991", "9007199254740992", "18446744073709551616", str(at + 1)]
        row[SEQ] = random.choice(numbers).encode()
    elif kind == "open":
        way = random.randrange(7)
        if way == 0:
            rows[0][JOB] = b"JRO-1"
        elif way == 1:
            rows[0][ITEM] = b"bay-2"
        elif way == 2:
            rows[0][EVENT] = random.choice([b"start", b"opened"])
        elif way == 3:
            rows[0][NOTE] = random.choice(TEXTS).encode()
        elif way == 4:
            rows[0][ITEM] = b""
        elif way == 5:
            rows[0][VALUE] = rows[0][VALUE].replace(b"fmt 1 ", b"fmt 0 ")
        else:
            rows[0][VALUE] = random.choice(OPENINGS).encode()
    elif kind == "sum":
        ends = [row for _, rows in files for row in rows if row[EVENT] in (b"finish", b"stop")]
        wrong = ["rows 1 job " + "a" * 64, "rows", "rows 01 job " + "0" * 64, "rows 3 job " + "A" * 64, "done"]
        random.choice(ends)[VALUE] = random.choice(wrong).encode()
    elif kind == "long":
        for column, most in (VALUE, 1000), (WHO, 200), (NOTE, 2000):
            row[column] = b"a" * random.choice([most, most, most + 1])
    else:
        way = random.randrange(4)
        if way == 0:
            del rows[at]
        elif way == 1:
            rows.insert(at, list(row))
        elif way == 2:
            row.append(b"one column more")
        else:
            del row[random.randrange(len(row))]
    return kind, files


# --- made and judged --------------------------------------------------------------------------------------------------


def make(place, seed, bases):
    """One changed journal under a folder; what was done, and whether it was sealed anew."""
    # not hash(): that differs from run to run
    chance = random.Random(f"journal {seed}")
    journal_id = hashlib.sha256(b"%d" % seed).hexdigest()[:20].encode()
    station = f"bay-{seed}"
    base = bases[seed % len(bases)]
    if seed % 100 == 99:
        what, is_forged, files = "nothing", True, sealed(base, journal_id, station.encode())
    elif seed % 2:
        kind, forged = forge(chance, base)
        what, is_forged, files = "forged: " + kind, True, sealed(forged, journal_id, station.encode())
    else:
        function = CHANGES[chance.choice(sorted(CHANGES))]
        what, is_forged, files = function.__name__, False, sealed(base, journal_id, station.encode())
        if hasattr(function, "is_of_folder"):
            files = function(chance, files)
        else:
            at = chance.randrange(len(files))
            files[at] = (files[at][0], function(chance, files[at][1]))
    for name, data in files:
        folder = f"copy-{seed}" if name.startswith("../") else station
        path = place / "exports" / "journal" / folder / name.split("/")[-1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return what, is_forged


def judge(arguments):
    """What the two say about each journal of a share: exit codes."""
    binary, folder, seeds, bases = arguments
    out = []
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    for seed in seeds:
        place = folder / f"{seed:05}"
        what, is_forged = make(place, seed, bases)
        journal = place / "exports" / "journal"
        ran = subprocess.run([binary, "verify", str(journal)], capture_output=True, env=environment)
        told = io.StringIO()
        with contextlib.redirect_stdout(told):
            code = check_journal.main([str(journal)])
        out.append((seed, what, is_forged, ran.returncode, code, ran.stdout.decode(errors="replace"), told.getvalue()))
    return out


def ask_sql(python, folder, seeds):
    """The journals in which the SQL finds a fault, by the names of their stations."""
    lake = folder / "lake"
    lake.mkdir()
    for seed in seeds:
        (lake / f"{seed:05}").symlink_to(folder / f"{seed:05}" / "exports" / "journal")
    pattern = str(lake / "*" / "*" / "[0-9]*.csv")
    script = [python, str(ROOT / "docs/sql/run.py"), "duckdb", pattern, str(ROOT / "docs/sql/duckdb/verify.sql")]
    ran = subprocess.run(script, capture_output=True, text=True)
    if ran.returncode not in (0, 1, 3, 4, 5) or not ran.stdout:
        raise SystemExit(f"FAILED: the SQL could not be run: {ran.stderr[-2000:]}")
    return {int(seed) for seed in re.findall(r",(?:bay|copy)-(\d+),", ran.stdout)}


def known():
    """What is listed as not yet, and how often it was met."""
    lines = (ROOT / ".ci/not-yet").read_text().splitlines()
    return {line.split(": ", 1)[1].split(" -- ")[0]: 0 for line in lines if line.startswith("mutations: ")}


def main(arguments):
    python = None
    if "--sql" in arguments:
        at = arguments.index("--sql")
        python = arguments[at + 1]
        del arguments[at : at + 2]
    binary, folder = pathlib.Path(arguments[0]).resolve(), pathlib.Path(arguments[1]).resolve()
    count = int(arguments[2]) if len(arguments) > 2 else 10_000
    folder.mkdir(parents=True)
    bases = [load(ROOT / "tests/golden/vectors/journal/bay-1")]
    recorded = pathlib.Path(os.environ["PRECHECK_RECORDED"]) if "PRECHECK_RECORDED" in os.environ else None
    if recorded:
        bases.append(load(recorded))
    share = 250
    shares = [(binary, folder, range(at, min(at + share, count)), bases) for at in range(0, count, share)]
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        judged = [verdict for verdicts in pool.map(judge, shares) for verdict in verdicts]
    differ, unnoticed, kinds, not_yet = [], [], collections.Counter(), known()
    for seed, what, is_forged, ours, theirs, said, told in judged:
        kinds[what, "sound" if ours == 0 else "not"] += 1
        if (ours == 0) != (theirs == 0) or ours not in (0, 1, 3, 4, 5):
            if what in not_yet:
                not_yet[what] += 1
                continue
            differ.append(seed)
            kept = folder / "differ" / f"{seed:05}"
            shutil.copytree(folder / f"{seed:05}", kept)
            print(f"{what}: precheck {ours}, check_journal.py {theirs}: {kept}")
            print("  " + "\n  ".join([line for line in said.splitlines() if "bay-" in line][:3] + told.splitlines()[-3:]))
        # nothing was changed: both must say so, or neither can be believed
        if what == "nothing" and ours != 0 or not is_forged and ours == 0:
            unnoticed.append(seed)
            print(f"{what}: precheck {ours}: {folder / f'{seed:05}'}")
    for (what, verdict), number in sorted(kinds.items()):
        print(f"{number:6} {verdict:6} {what}")
    agreed = len(judged) - len(differ) - sum(not_yet.values())
    print(f"{agreed} of {len(judged)} journals: precheck and check_journal.py agree; {len(unnoticed)} changes unnoticed")
    failed = bool(differ or unnoticed)
    if python:
        asked = [verdict for verdict in judged if not verdict[2] or verdict[1] == "nothing"]
        listed = ask_sql(python, folder, [verdict[0] for verdict in asked])
        odd = []
        for seed, what, _, ours, *_ in asked:
            if (seed in listed) != (ours != 0):
                odd.append((seed, what, ours))
        for seed, what, ours in odd:
            name = f"SQL: {what}"
            if name in not_yet:
                not_yet[name] += 1
                continue
            failed = True
            print(f"{what}: precheck {ours}, SQL {'a fault' if ours == 0 else 'no fault'}: {folder / f'{seed:05}'}")
        print(f"{len(asked) - len(odd)} of {len(asked)} journals: precheck and the SQL agree")
    for what, number in not_yet.items():
        if number:
            print(f"NOT YET: {what}: {number} differ")
        elif python or not what.startswith("SQL: "):
            print(f"HOLDS NOW, take it out of .ci/not-yet: {what}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 2 else __doc__)
