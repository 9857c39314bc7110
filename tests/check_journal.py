#!/usr/bin/env python3
"""Checks precheck journals without precheck. Python's standard library only.

    python3 check_journal.py exports/journal        all stations
    python3 check_journal.py 2026-11.csv …          single files
    python3 check_journal.py FOLDER                 a bundle of one job's rows, which has a rows.txt

A journal is exports/journal/<station>/<YYYY-MM>[.<n>].csv. Each row's last column is its seal: the SHA-256 over the
bytes from the seal of the row before (for the first row: from the start of the file) up to the row's last comma. A
file's first row is an `open` row, which names the last seal of the file before; `seq` counts on over all files. A
`finish` or `stop` row says how many rows of its job came before it, and the SHA-256 of their seals. Whoever changes,
removes, moves or adds a row breaks one of these. A `witness` row says the seal that a row of another station had: where both
stations are given, that row must still be there; so must the row that an `approve` row answers, the one that an override is bound to, and the one that a `take` row goes on behind. A `retire` row says up to which row a journal's beginning was taken away on
purpose, the one that reaches furthest counting: only so may a record begin later than with row 0. Rows cut from the end, or a journal rewritten as a whole, can't be seen
otherwise: for that, compare the receipt codes below with the customers' sheets, or the seals with checkpoints.

A `watch` row at the end of a watch says the SHA-256 of its samples, which is held against the file in exports/readings where that is there.

Each row has one byte form: a time that is on no calendar, an escape without need, quotes without a comma are faults, whatever
their seal says. Exit code 0: no fault; 1: at least one, however small (an unfinished last row, another program's line ends).

A bundle's rows.txt has three lines a row: `station file line`, the seal of the row before, the row. Its first line names
the job. seals.txt lists the seals that the `finish` or `stop` row adds up. checklists/ has the wording, whose SHA-256
stands in the `start` row. Anybody can make up a bundle as a whole: compare its receipt with the customer's sheet.
"""
import calendar, csv, hashlib, pathlib, re, sys

HEADER = b"seq,time,job,event,item,value,who,note,seal"
FORMS = [  # of the columns before value
    rb"0|[1-9][0-9]{0,15}",
    rb"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.\d{3}([+-]\d\d):(\d\d)",
    rb"(J[A-Za-z0-9][A-Za-z0-9._-]{0,30})?",
    rb"[a-z][a-z0-9-]{0,39}",
    rb"([a-z][a-z0-9-]{0,39})?",
]
HIDDEN = "\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f"
FORMULA = "=+\\-@\uff1d\uff0b\uff0d\uff20"
ESCAPE = re.compile(r"\\(?:u\{(0|[1-9a-f][0-9a-f]{0,5})\}|([\\%s.0-9]))" % FORMULA)
SPECIAL = re.compile(r"[\\%s%s]|^[ \xa0\"']*[.0-9]" % (HIDDEN, FORMULA))
FILE_NAME = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))(?:\.([2-9]|[1-9]\d+))?\.csv")
SUM = re.compile(r"rows (?:0|[1-9]\d*) job [0-9a-f]{64}")
RETIRE = re.compile(r"id ([0-9a-f]{20}) row (0|[1-9]\d*) seal ([0-9a-f]{64})")
WITNESS = re.compile(r"id ([0-9a-f]{20}) row (0|[1-9]\d*) seal ([0-9a-f]{64})(?: ahead [1-9]\d* s)?")
PLACE = r"id ([0-9a-f]{20}) row (0|[1-9]\d*) seal ([0-9a-f]{64})"
APPROVED = re.compile(r"of ([a-z][a-z0-9-]{0,39}) \S+ (?:yes|no) " + PLACE)
TAKEN = re.compile(r"(?:of [a-z][a-z0-9-]{0,39} \S+ )?from ([a-z][a-z0-9-]{0,39}) rows (0|[1-9]\d*) job ([0-9a-f]{64}) " + PLACE + r"(?: beside [1-9]\d*)?")
ELSEWHERE = re.compile(r"of ([a-z][a-z0-9-]{0,39}) (\S+) (.*)", re.DOTALL)
SECONDED = re.compile(r"(?:\\u\{1e\}name (?:typed|PIN|badge): )?\\u\{1e\}second at ([a-z][a-z0-9-]{0,39}) " + PLACE + "(?:: .*)?")
WATCH_END = re.compile(r"end row (0|[1-9]\d*) samples .* sha ([0-9a-f]{64})")
SEQ_MAX = 2**53 - 1


def sha(data):
    return hashlib.sha256(data).hexdigest().encode()


def forms(data):
    """A text file, and its other forms with the same words: line ends and byte order marks are changed on the way."""
    yield data
    words = data.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n").replace(b"\r\n", b"\n")
    for end in (b"\n", b"\r\n"):
        for mark in (b"", b"\xef\xbb\xbf"):
            for ends in range(3):
                yield mark + words.replace(b"\n", end) + end * ends


def fields(line):
    """Splits a row; None if its quotes are not the ones it should have."""
    row = next(csv.reader([line.decode()], strict=True), [])
    quoted = ['"%s"' % f.replace('"', '""') if "," in f or '"' in f else f for f in row]
    return row if ",".join(quoted).encode() == line and len(row) == 9 else None


def is_moment(text):
    """Whether a text that looks like a time is on the calendar and the clock; a leap second is."""
    year, month, day, hour, minute, second, away, away_minute = map(int, re.fullmatch(FORMS[1], text.encode()).groups())
    return (
        1 <= month <= 12 and 1 <= day <= (calendar.mdays[month] + (month == 2 and calendar.isleap(year)))
        and hour < 24 and minute < 60 and second <= 60
        and abs(away) < 24 and away_minute < 60 and not text.endswith("-00:00")
    )


def escaped(text, guards_digits):
    """A text in the one form that it has in a file."""
    out, place = [], "column"
    for c in text:
        is_guarded = place != "inside" and re.match("[%s]" % FORMULA, c) or place == "column" and guards_digits and c in ".0123456789"
        if re.match("[%s]" % HIDDEN, c):
            out.append("\\u{%x}" % ord(c))
        else:
            out.append("\\" + c if c == "\\" or is_guarded else c)
        if c in ",;|":
            place = "part"
        elif c not in " \xa0\"'":
            place = "inside"
    return "".join(out)


def text_fault(text, guards_digits):
    """What is wrong with an escaped text, if anything."""
    if not SPECIAL.search(text):
        return None
    if "\\" in ESCAPE.sub("", text):
        return "an escape that there is not"
    codes = [int(code, 16) for code, _ in ESCAPE.findall(text) if code]
    if any(code > 0x10ffff or 0xd800 <= code < 0xe000 for code in codes):
        return "an escape of what is no character"
    plain = ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)
    if escaped(plain, guards_digits) != text:
        return "something is not escaped, or is escaped without need"


def form_fault(line):
    """A row's fields, and what is wrong with its form."""
    try:
        row = fields(line)
    except (UnicodeDecodeError, csv.Error):
        row = None
    if row is None or not all(re.fullmatch(form, cell.encode()) for form, cell in zip(FORMS, row)):
        return None, ["not the form of a row"]
    faults = []
    if int(row[0]) > SEQ_MAX:
        faults.append("the number is too high")
    if not is_moment(row[1]):
        faults.append("there is no such time")
    for cell, guards_digits, most in (row[5], False, 1000), (row[6], True, 200), (row[7], True, 2000):
        faults += filter(None, [text_fault(cell, guards_digits)])
        if len(cell.encode()) + (2 + cell.count('"') if "," in cell or '"' in cell else 0) > most:
            faults.append("a text is too long")
    if not re.match("[A-Za-z]", row[5]):
        faults.append("the value does not start with a letter")
    return row, faults


def about(row):
    """The job that a row is about, another station's as `station/number`, and the row's value without that; ("", ...) for a row about none."""
    if row[2]:
        return row[2][1:], row[5]
    other = row[3] != "refused" and ELSEWHERE.fullmatch(row[5])
    return (f"{other[1]}/{other[2]}", other[3]) if other else ("", row[5])


def receipt(seal):
    """The first 80 bits in Crockford's base 32, and a check symbol."""
    digits = [int(seal[:20], 16) >> shift & 31 for shift in range(75, -1, -5)]
    check = 0
    for digit in digits:
        check = (check ^ digit) << 1
        check ^= 0b100101 if check & 32 else 0
    code = "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[digit] for digit in digits + [check])
    return "-".join(code[at:at + 4] for at in range(0, 17, 4))


def rows(path, say):
    """Checks a file by itself; yields (line, seq, fields, seal, whether that is a row and its seal fits) of each row."""
    data = path.read_bytes()
    lines = data.split(b"\n")
    if lines.pop() != b"":
        say(len(lines) + 1, "the last row is unfinished")
    if lines[:1] != [HEADER]:
        return say(1, "not the header of a journal")
    if len(lines) == 1:
        return say(1, "no row follows the header: the file was never opened")
    before, expected = HEADER, None
    for number, line in enumerate(lines[1:], 2):
        body, _, seal = line.rpartition(b",")
        fits = len(line) < 4096 and sha(before + b"\n" + body) == seal
        if not fits:
            say(number, "the seal does not fit: this row or the one before was changed, removed or moved")
        before = seal
        row, wrong = form_fault(line)
        for fault in wrong:
            say(number, fault)
        if row is None:
            continue
        seq = int(row[0])
        if expected not in (None, seq):
            say(number, f"row {expected} was expected, this is row {seq}")
        expected = seq + 1
        yield number, seq, row, seal, fits and not wrong


def station(paths, is_whole, say_at, ids, seen):
    """Checks the files of one station in the order of their first rows. `ids`: the folders that journals were seen in.
    `seen` takes the seals of all rows, and what the rows say of other stations."""
    first_row = lambda path: int((re.match(rb"[^\n]*\n(\d+),", path.read_bytes()) or [0, -1])[1])
    end, jobs, is_from_zero, journal_id = None, {}, False, None
    for path in sorted(paths, key=lambda path: (first_row(path), path)):
        say = lambda line, what: say_at(path, line, what)
        count, seq, seal, receipts = 0, None, None, []
        for line, seq, row, seal, is_sealed in rows(path, say):
            count += 1
            if line == 2:
                opening = re.fullmatch(r"fmt 1 id ([0-9a-f]{20}) prev (none|[0-9a-f]{64})", row[5])
                if row[3] != "open" or row[2] or not row[4] or not opening:
                    say(2, "the first row does not open the file")
                    opening = None
                elif end is None:
                    is_from_zero = seq == 0
                    if (seq == 0) != (opening[2] == "none"):
                        say(2, f"the record begins with row {seq} and goes on after {opening[2]}: that can't be")
                    elif is_whole and seq:
                        seen["begins"].append((path, opening[1], seq, opening[2]))
                elif (seq, opening[2], opening[1]) != (end[0] + 1, end[1].decode(errors="replace"), end[2]):
                    say(2, f"does not continue the file before, which ends with row {end[0]}")
                journal_id = opening[1] if opening else None
                if is_whole and row[3] == "open" and row[4] and row[4] != path.resolve().parent.name:
                    say(2, f"belongs to station {row[4]}, not into this folder")
                if opening and ids.setdefault(journal_id, path.resolve().parent) != path.resolve().parent:
                    say(2, f"the same journal as in {ids[journal_id]}: one of them is a copy")
            folder = path.resolve().parent
            if is_whole:
                seen["whole"].add((folder.parent, journal_id))
            seen["rows"].setdefault((folder.parent, journal_id), {}).setdefault(seq, set()).add(seal.decode(errors="replace"))
            retire = is_sealed and row[3] == "retire" and not row[2] and row[4] and RETIRE.fullmatch(row[5])
            if retire:
                seen["retired"].append((retire[1], int(retire[2]), retire[3]))
            witness = is_sealed and row[3] == "witness" and not row[2] and WITNESS.fullmatch(row[5])
            if witness and is_whole:
                seen["witnessed"].append((path, line, folder.parent / row[4], witness[1], int(witness[2]), witness[3]))
            if is_sealed and row[3] == "watch":
                hold_against_samples(folder, row, lambda what: say(line, what))
            referred = row[3] == "approve" and not row[2] and APPROVED.fullmatch(row[5])
            referred = referred or row[3] in ("override", "correct") and SECONDED.fullmatch(row[7])
            if is_sealed and referred and is_whole:
                seen["witnessed"].append((path, line, folder.parent / referred[1], referred[2], int(referred[3]), referred[4]))
            taken = row[3] == "take" and TAKEN.fullmatch(row[5])
            if is_sealed and taken and is_whole:
                seen["witnessed"].append((path, line, folder.parent / taken[1], taken[4], int(taken[5]), taken[6]))
            name, value = about(row)
            job = jobs.get(name.lower())
            if row[3] in ("finish", "stop") and name:
                job = job or (is_from_zero, [])
                is_sum = SUM.fullmatch(value) and (not job[0] or value == f"rows {len(job[1])} job {sha(b''.join(job[1])).decode()}")
                if not is_sum:
                    say(line, f"does not agree with the rows of job {name}")
                receipts.append(f"{receipt(seal)} (job {name}, row {seq})" if re.fullmatch(b"[0-9a-f]{64}", seal) else "?")
            if name:
                jobs.setdefault(name.lower(), (is_from_zero or row[3] == "start", []))[1].append(seal)
        if not count:
            seen["rows"].setdefault((path.resolve().parent.parent, None), {})
        if count:
            end = seq, seal, journal_id
            print(f"{path}: {count} rows, to row {seq}, seal {seal.decode(errors='replace')}")
        for code in receipts:
            print(f"  receipt {code}")


def hold_against_samples(folder, row, say):
    """Whether the samples that the end of a watch names are those that are there, where they are."""
    name, value = about(row)
    end = WATCH_END.fullmatch(value)
    number = name.rpartition("/")[2].lower()
    samples = folder.parent.parent / "readings" / f"{folder.name}-{number}-{end[1]}.csv" if end and name else None
    if samples and samples.is_file() and sha(samples.read_bytes()).decode() != end[2]:
        say(f"the samples in readings/{samples.name} are not those that it names: changed")


def hold_against_retirements(seen, say_at):
    """Whether a record that doesn't begin with row 0 has lost its beginning, or that was taken away on purpose."""
    for path, journal, seq, previous in seen["begins"]:
        told = [(row, seal) for of, row, seal in seen["retired"] if of == journal]
        latest = max((row for row, _ in told), default=None)
        last = max(seen["rows"][path.resolve().parent.parent, journal])
        if not any(row == latest and ((row + 1, seal) == (seq, previous) or seq <= row <= last) for row, seal in told):
            say_at(path, 2, f"the record begins with row {seq}: older files are not here")


def hold_against_witnesses(seen, roots, say_at):
    """Whether what stations saw of each other is still there; what is older than a record begins is not. A journal is known by its id."""
    for path, line, folder, journal, seq, seal in seen["witnessed"]:
        known = seen["rows"].get((folder.parent, journal))
        if known is None:
            # a file without an opening row may be of that journal
            is_retired = any(of == journal and row >= seq for of, row, _ in seen["retired"])
            if folder.parent in roots and (folder.parent, None) not in seen["rows"] and not is_retired:
                say_at(path, line, f"row {seq} of {folder.name} was seen, and that journal is not there any more")
        elif seq in known and seal not in known[seq]:
            say_at(path, line, f"row {seq} of {folder.name} was seen, and is another: rewritten, or an older copy was put back and went on")
        elif seq > max(known) and (folder.parent, journal) in seen["whole"]:
            what = "rows were cut off, or an older copy was put back"
            say_at(path, line, f"row {seq} of {folder.name} was seen, and is not there any more: {what}")


def bundle(folder, say_at):
    """Checks the rows of one job that were taken out of the journals."""
    path = folder / "rows.txt"
    say = lambda line, what: say_at(path, line, what)
    lines = path.read_bytes().split(b"\n")
    head = re.fullmatch(rb"precheck\.bundle/1 ([a-z][a-z0-9-]{0,39}) ([A-Za-z0-9][A-Za-z0-9._-]{0,30})", lines[0])
    if not head or lines.pop() != b"" or len(lines) % 3 != 1 or len(lines) == 1:
        return say(1, "not the form of a bundle: a first line that names the job, then three lines a row")
    home, number = head[1].decode(), head[2].decode()
    seals, listed, takes, before, count, ends = {}, {}, [], None, 0, None
    for at in range(1, len(lines), 3):
        place, lead, line = lines[at:at + 3]
        at += 3
        body, _, seal = line.rpartition(b",")
        if not re.fullmatch(rb"[a-z][a-z0-9-]{0,39} \d{4}-\d\d(\.[1-9]\d*)?\.csv [1-9]\d*", place):
            say(at - 2, "not a station, a file and a line")
            continue
        if len(line) >= 4096 or not re.fullmatch(rb"[0-9a-f]{64}", lead) and lead != HEADER or sha(lead + b"\n" + body) != seal:
            say(at, "the seal does not fit")
        row, wrong = form_fault(line)
        for fault in wrong:
            say(at, fault)
        if row is None:
            continue
        count += 1
        station = place.split()[0].decode()
        is_own = station == home
        name = number if is_own else f"{home}/{number}"
        if about(row)[0].lower() != name.lower():
            say(at, "the row is not about this job")
        rank = (not is_own, station, int(row[0]))
        if before is None and (not is_own or row[3] != "start"):
            say(at, "the first row is not the start of the job")
        if before is not None and rank <= before:
            say(at, "the row stands in the wrong place")
        before = rank
        if is_own and row[3] == "start":
            asked = re.fullmatch(r"rev (\d+) sha ([0-9a-f]{64})", row[5])
            name = asked and f"{row[4]}-{asked[1]}-{asked[2][:8]}.toml"
            kept = folder / "checklists" / (name or "?")
            if not kept.exists():
                print(f"{folder}: not checked: the wording, {name} is not here")
            elif asked[2] not in (sha(form).decode() for form in forms(kept.read_bytes())):
                say_at(kept, 0, "not the checklist that the job was begun with")
        known = seals.setdefault(station, {})
        if row[3] in ("finish", "stop"):
            if about(row)[1] != f"rows {len(known)} job {sha(b''.join(known.values())).decode()}":
                say(at, "does not agree with the rows of the job")
            if station not in listed:
                listed[station] = list(known.values())
                ends = f"receipt {receipt(seal.decode())} (row {row[0]}{'' if is_own else ' of ' + station})"
        if row[3] == "take":
            takes.append((at, TAKEN.fullmatch(row[5])))
        known[int(row[0])] = seal
    for at, taken in takes:
        part = [seal for seq, seal in seals.get(taken and taken[1], {}).items() if seq <= int(taken[5])]
        if not taken or (taken[2], taken[3]) != (str(len(part)), sha(b"".join(part)).decode()):
            say(at, "does not agree with the rows of the station that held the job")
    names = folder / "seals.txt"
    listed = listed or {home: seals.get(home, {}).values()}
    if not names.exists() or names.read_bytes() != b"".join(seal + b"\n" for part in listed.values() for seal in part):
        say_at(names, 0, "not the seals of the rows")
    print(f"{folder}: job {home}/{number}, {count} rows; {ends or 'the job was open: rows left out can not be seen'}")


def main(arguments):
    faults = []

    def say_at(path, line, what):
        faults.append(what)
        print(f"{path}:{line}: {what}")

    alone, ids, roots = {}, {}, set()
    seen = {"rows": {}, "witnessed": [], "whole": set(), "begins": [], "retired": []}
    for path in map(pathlib.Path, arguments):
        if (path / "rows.txt").is_file():
            bundle(path, say_at)
        elif path.is_dir():
            folders = {file.parent for file in path.rglob("*.csv") if FILE_NAME.fullmatch(file.name)}
            if not folders:
                say_at(path, 0, "nothing was checked: no journal file and no bundle (rows.txt) is here")
            for folder in sorted(folders):
                station([file for file in folder.iterdir() if FILE_NAME.fullmatch(file.name)], True, say_at, ids, seen)
            if path not in folders:
                roots.update(folder.resolve().parent for folder in folders)
        elif path.exists():
            alone.setdefault(path.parent, []).append(path)
        else:
            say_at(path, 0, "there is no such file or folder")
    for files in alone.values():
        for file in files:
            station([file], False, say_at, ids, seen)
    hold_against_retirements(seen, say_at)
    hold_against_witnesses(seen, roots, say_at)
    print(f"{len(faults)} faults" if faults else "no fault")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else __doc__)
