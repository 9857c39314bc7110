#!/usr/bin/env python3
"""Helps `.ci/engines`: damages journals in known ways, and brings what precheck says into the form that the SQL gives.

    engines.py page                   whether the page about the SQL shows what the files have
    engines.py plant JOURNALS         damages one station after the other; prints what was done
    engines.py faults VERIFY.json     precheck's faults, as docs/sql/*/verify.sql lists them
    engines.py figures AUDIT.json     precheck's figures, as docs/sql/*/figures.sql lists them
"""
import csv
import hashlib
import json
import pathlib
import re
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


def say_retired(files, old, row=None):
    """A row at the record's end: a file was taken away, or what lies before a row that may not be there."""
    lines = lines_of(files[-1])
    journal = re.search(rb" id ([0-9a-f]{20}) ", old[1])[1]
    seq, time = lines[-1].split(b",")[:2]
    body = b"%d,%s,,retire,%s,id %s row %s seal %s,Maria S.," % (
        int(seq) + 1, time, files[0].parent.name.encode(), journal, row or old[-1].split(b",")[0], old[-1][-64:])
    write(files[-1], lines + [sealed(lines[-1][-64:], body)])


def first_file_taken_away_on_purpose(files):
    say_retired(files, lines_of(files[0]))
    files[0].unlink()


def two_files_taken_away_on_purpose(files):
    for file in files[:2]:
        say_retired(files, lines_of(file))
        file.unlink()


def first_file_taken_away_and_more_said_later(files):
    old = lines_of(files[0])
    say_retired(files, old)
    say_retired(files, old, b"99999999")
    files[0].unlink()


def first_file_removed_and_a_row_without_a_seal(files):
    say_retired(files, lines_of(files[0]))
    lines = lines_of(files[-1])
    write(files[-1], lines[:-1] + [lines[-1][:-64] + b"0" * 64])
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


def marked_as_newer(files):
    """The mark alone: a change that hides behind it."""
    write(files[-1], [line.replace(b",fmt 1 id ", b",fmt 2 id ") for line in lines_of(files[-1])])


def newer_format(files):
    lines, before = lines_of(files[-1]), HEADER
    for at in range(1, len(lines)):
        lines[at] = sealed(before, lines[at][:-65].replace(b",fmt 1 id ", b",fmt 2 id "))
        before = lines[at][-64:]
    write(files[-1], lines)


def rewritten_but_for_a_job(files):
    """A record that was sealed anew from an answer on, without the sums of its jobs."""
    is_begun, heads = False, None
    for path in files:
        lines, previous = lines_of(path), HEADER
        for at in range(1, len(lines)):
            body = lines[at][:-65]
            if not is_begun and path == files[1] and at >= 20 and b",answer,radio," in body:
                body, is_begun = body.replace(b",answer,radio,", b",answer,radio,x"), True
            if is_begun:
                if heads and b",open," in body:
                    body = body.replace(b" prev " + heads[0], b" prev " + heads[1])
                was = lines[at][-64:]
                lines[at] = sealed(previous, body)
                heads = was, lines[at][-64:]
            previous = lines[at][-64:]
        write(path, lines)


PLANTS = [
    sound, changed_answer, changed_and_sealed_anew, removed_row, swapped_rows, row_put_in, no_row_any_more, not_utf8,
    first_file_removed, file_in_between_removed, end_of_a_file_cut, end_of_the_record_cut, last_row_unfinished,
    other_header, newer_format, marked_as_newer, rewritten_but_for_a_job,
    first_file_taken_away_on_purpose, two_files_taken_away_on_purpose, first_file_taken_away_and_more_said_later,
    first_file_removed_and_a_row_without_a_seal,
]


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


def page():
    """Each SQL block of the page stands in a file, and each file is linked."""
    text = pathlib.Path("docs/beyond-one-machine.md").read_text()
    files = sorted(path for path in pathlib.Path("docs/sql").rglob("*") if path.suffix in (".sql", ".py"))
    contents = [file.read_text() for file in files]
    blocks = re.findall(r"```sql\n(.*?)```", text, re.S)
    strays = [block for block in blocks if not any(block in content for content in contents)]
    unlinked = [file for file in files if f"({file.relative_to('docs')})" not in text]
    for block in strays:
        print(f"no file has this SQL of the page:\n{block}")
    for file in unlinked:
        print(f"{file} is not linked from the page")
    if strays or unlinked or not blocks:
        sys.exit(1)
    print(f"{len(blocks)} blocks stand in {len(files)} files")


def table(columns, rows):
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)


CODES = {"newer-format": 5, "unreadable": 5, "unfinished-row": 4, "resaved": 3}


def faults(report):
    said = json.loads(pathlib.Path(report).read_text())
    rows = []
    for fault in said["faults"]:
        if not fault["is_remark"]:
            code = fault["code"]
            rows.append([CODES.get(code, 1), code, fault["station"], fault["file"], fault["line"], fault["row"]])
    table(["exit_code", "fault", "station", "file", "line", "row"], rows)


def figures(report):
    said = json.loads(pathlib.Path(report).read_text())
    if "figures" not in said:
        print("precheck audit --format json has no figures", file=sys.stderr)
        sys.exit(77)
    said = said["figures"]
    rows = []

    def add(figure, of, counts, words=None):
        for word, n in counts.items():
            if isinstance(n, int) and n > 0 and (words is None or word in words):
                rows.append([figure, of, word, n])

    for figure in ("jobs", "overrides", "interruptions", "attempts", "refused"):
        add(figure, "", said[figure])
    add("confirmed", "", {"n": said["code"]["confirmed"]})
    tallies = {name: said[name] for name in ("kinds", "code_found", "arrival", "afterwards")}
    tallies |= {"stops": said["jobs"]["stops"], "code": said["code"]["answers"]}
    tallies |= {"override_items": said["overrides"]["items"], "attempt_outcomes": said["attempts"]["outcomes"]}
    for figure, tally in tallies.items():
        add(figure, "", tally["counts"])
    for figure in ("code_found_by_radio", "radios", "afterwards_by_arrival", "recovery"):
        for of, tally in said[figure].items():
            add(figure, of, tally["counts"])
    add("observed", "", said["observed"], ("agrees", "differs"))
    add("observed_items", "", said["observed"]["items"]["counts"])
    for item, tally in said["refused"]["items"].items():
        add("refused", item, tally["counts"])
    for figure, key in (("backup", "backup"), ("watched", "supply"), ("fell_to", "supply"), ("read", "supply"), ("pause_points", "page"), ("months", "month")):
        for part in said[figure]:
            add(figure, part[key], part)
    table(["figure", "of", "word", "n"], rows)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
