#!/usr/bin/env python3
"""Helps `.ci/engines`: damages journals in known ways, and brings what precheck says into the form that the SQL gives.

    engines.py plant JOURNALS CHECKPOINTS   damages one station after the other; prints what was done
    engines.py faults VERIFY.json           precheck's faults, as docs/sql/*/verify.sql lists them
    engines.py figures AUDIT.json           precheck's figures, as docs/sql/*/figures.sql lists them
"""
import csv
import hashlib
import json
import pathlib
import shutil
import sys

HEADER = b"seq,time,job,event,item,value,who,note,seal"


def sealed(before, body):
    return body + b"," + hashlib.sha256(before + b"\n" + body).hexdigest().encode()


def lines_of(path):
    return path.read_bytes().split(b"\n")[:-1]


def write(path, lines):
    path.write_bytes(b"".join(line + b"\n" for line in lines))


def answer_at(lines, after):
    """The place of an answer in the middle of a job."""
    return next(at for at in range(after, len(lines)) if b",answer,radio," in lines[at])


# Each takes the files of a station, in order.


def sound(files):
    pass


def changed_answer(files):
    lines = lines_of(files[1])
    at = answer_at(lines, 20)
    fields = lines[at].split(b",")
    fields[5] = b"j10-connect" if fields[5] != b"j10-connect" else b"j12-touch"
    lines[at] = b",".join(fields)
    write(files[1], lines)


def changed_and_sealed_anew(files):
    lines = lines_of(files[1])
    at = answer_at(lines, 20)
    lines[at] = sealed(lines[at - 1][-64:], lines[at][:-65].replace(b",answer,radio,j1", b",answer,radio,j9"))
    if lines[at].count(b"j9") == 0:
        lines[at] = sealed(lines[at - 1][-64:], lines[at][:-65].replace(b",answer,radio,", b",answer,radio,x"))
    write(files[1], lines)


def removed_row(files):
    lines = lines_of(files[1])
    del lines[answer_at(lines, 20)]
    write(files[1], lines)


def swapped_rows(files):
    lines = lines_of(files[1])
    at = answer_at(lines, 20)
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    write(files[1], lines)


def row_put_in(files):
    lines = lines_of(files[1])
    at = answer_at(lines, 20)
    body = lines[at][:-65].replace(b",answer,radio,", b",answer,access,")
    lines.insert(at + 1, sealed(lines[at][-64:], body))
    write(files[1], lines)


def no_row_any_more(files):
    lines = lines_of(files[1])
    lines[answer_at(lines, 20)] = b"What stood here is gone"
    write(files[1], lines)


def not_utf8(files):
    files[1].write_bytes(files[1].read_bytes().replace(b",answer,radio,j", b",answer,radio,\xff", 1))


def first_file_removed(files):
    files[0].unlink()


def file_in_between_removed(files):
    files[1].unlink()


def end_of_a_file_cut(files):
    write(files[0], lines_of(files[0])[:-3])


def end_of_the_record_cut(files):
    write(files[-1], lines_of(files[-1])[:-3])


def last_row_unfinished(files):
    files[-1].write_bytes(files[-1].read_bytes()[:-40])


def other_header(files):
    lines = lines_of(files[1])
    lines[0] = lines[0].replace(b"who", b"WHO")
    write(files[1], lines)


def newer_format(files):
    lines, before = lines_of(files[-1]), HEADER
    for at in range(1, len(lines)):
        lines[at] = sealed(before, lines[at][:-65].replace(b",fmt 1 id ", b",fmt 2 id "))
        before = lines[at][-64:]
    write(files[-1], lines)


def rewritten_but_for_a_job(files):
    """A record that was sealed anew from an answer on, without the sums of its jobs."""
    start = False
    before = None
    for path in files:
        lines, previous = lines_of(path), HEADER
        for at in range(1, len(lines)):
            body = lines[at][:-65]
            if not start and path == files[1] and at >= 20 and b",answer,radio," in body:
                body, start = body.replace(b",answer,radio,", b",answer,radio,x"), True
            if start:
                if b",open," in body and before:
                    body = body.replace(b" prev " + before[0], b" prev " + before[1])
                lines[at], old = sealed(previous, body), lines[at][-64:]
                before = (old, lines[at][-64:])
            previous = lines[at][-64:]
        write(path, lines)


PLANTS = [
    sound, changed_answer, changed_and_sealed_anew, removed_row, swapped_rows, row_put_in, no_row_any_more, not_utf8,
    first_file_removed, file_in_between_removed, end_of_a_file_cut, end_of_the_record_cut, last_row_unfinished,
    other_header, newer_format, rewritten_but_for_a_job,
]  # fmt: skip


def plant(journals):
    stations = sorted(path for path in pathlib.Path(journals).iterdir() if path.is_dir())
    if len(stations) < len(PLANTS):
        sys.exit(f"{len(PLANTS)} stations were expected, there are {len(stations)}")
    for station, damage in zip(stations, PLANTS):
        files = sorted(station.glob("*.csv"))
        damage(files)
        print(f"{station.name}: {damage.__name__}")
    # a station's folder under another name: the files belong to the first, and the journal is there twice
    shutil.copytree(stations[0], stations[0].with_name("copy"))
    print(f"copy: of {stations[0].name}")


def table(columns, rows):
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(sorted(rows, key=str))


def faults(report):
    said = json.loads(pathlib.Path(report).read_text())
    rows = []
    for fault in said["faults"]:
        if not fault["is_remark"]:
            code = {1: 1, "newer-format": 5, "unreadable": 5, "unfinished-row": 4, "resaved": 3}.get(fault["code"], 1)
            rows.append([code, fault["code"], fault["station"], fault["file"], fault["line"], fault["row"]])
    table(["exit_code", "fault", "station", "file", "line", "row"], rows)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
