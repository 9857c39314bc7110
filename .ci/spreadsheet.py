"""Compares what a spreadsheet saved with what was recorded, and reads the workbook's XML. Called by .ci/spreadsheet."""
import csv, pathlib, re, sys, xml.etree.ElementTree as xml, zipfile

wanted = [line.split("\t") for line in open(sys.argv[1], encoding="utf-8").read().splitlines()]
out = pathlib.Path(sys.argv[2])
faults = []


def read(path):
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def check(name, is_right, what):
    if not is_right:
        faults.append(f"{name}: {what}")


def bare(text):
    """Takes off what docs/formats.md says stands in front of a text that could be taken for something else."""
    return text[1:] if text.startswith("'") else text


def compare(name, rows, job, serial):
    """Every job is there with its number, serial and plate; `job` and `serial` say what stands in front of them."""
    seen = {row["job"]: row for row in rows}
    for number, technician, plate, code in wanted:
        row = seen.get(job + number)
        check(name, row, f"job {number!r} is missing among {sorted(seen)}")
        if row:
            check(name, row["serial"] == serial + code, f"serial {code!r} came back as {row['serial']!r}")
            check(name, bare(row["plate"]) == plate, f"plate {plate!r} came back as {row['plate']!r}")
            check(name, bare(row["technician"]) == technician, f"{technician!r} came back as {row['technician']!r}")
            check(name, re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?", row["started"]), f"time {row['started']!r}")


for language in "1033", "1031":
    for name in "table", "jobs":
        compare(f"{name}.csv in {language}", read(out / f"csv-{language}" / f"{name}.csv"), "J", "sn ")
    saved = read(out / f"csv-{language}" / "findings.csv")
    check("findings.csv", saved == read(out / "findings.csv"), "is not what it was")
    changed = [row["plain"] for row in read(out / f"csv-{language}" / "control.csv")]
    changed = sum(cell != number for cell, (number, *_) in zip(changed, wanted))
    check("control.csv", changed >= 2, f"only {changed} unguarded cells were changed: is the filter the right one?")
compare("audit.xlsx", read(out / "xlsx" / "audit-jobs.csv"), "", "")

# the workbook as a ZIP of XML
space = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
book = zipfile.ZipFile(out / "audit.xlsx")
parse = lambda name: xml.fromstring(book.read(name))
names = [sheet.get("name") for sheet in parse("xl/workbook.xml").iterfind(".//s:sheet", space)]
check("audit.xlsx", names[1:] == ["findings", "jobs", "figures"], f"its sheets are {names}")
strings = ["".join(t.text or "" for t in item.iter("{%s}t" % space["s"])) for item in parse("xl/sharedStrings.xml")]
styles = parse("xl/styles.xml")
formats = {int(f.get("numFmtId")): f.get("formatCode") for f in styles.iterfind(".//s:numFmt", space)}
used = [formats.get(int(f.get("numFmtId")), f.get("numFmtId")) for f in styles.find("s:cellXfs", space)]
areas = {int(area.get("localSheetId")): area.text for area in parse("xl/workbook.xml").iterfind(".//s:definedName[@name='_xlnm.Print_Area']", space)}
for at, name in enumerate(names[1:], 2):
    sheet = parse(f"xl/worksheets/sheet{at}.xml")
    pane = sheet.find(".//s:pane", space)
    check(name, pane is not None and (pane.get("state"), pane.get("ySplit")) == ("frozen", "1"), "its head is not frozen")
    check(name, sheet.find("s:autoFilter", space) is not None, "it has no filter buttons")
    if name != "figures":
        last = re.search(r":\$([A-Z]+)\$", areas.get(at - 1, ""))
        widths = [float(column.get("width")) for column in sheet.iterfind(".//s:col", space) for _ in range(int(column.get("min")), int(column.get("max")) + 1)]
        # a sheet of A4 takes about 140 characters of 11 points across; at 6 points, 250
        check(name, last and len(last[1]) == 1 and sum(widths[:ord(last[1]) - 64]) < 250, f"what is printed of it is too wide: {areas}")
    rows = sheet.findall(".//s:row", space)
    head = [strings[int(cell.find("s:v", space).text)] for cell in rows[0]]
    for row in rows[1:]:
        for cell in row:
            letters = re.match("[A-Z]+", cell.get("r"))[0]
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - 64
            column, value, kind = head[column - 1], cell.find("s:v", space), cell.get("t")
            check(name, cell.find("s:f", space) is None, f"{cell.get('r')} is a formula")
            if column in ("job", "serial", "plate") and value is not None:
                check(name, kind == "s", f"{cell.get('r')} ({column}) is no text")
            if column in ("started", "cleared", "finished") and value is not None:
                is_date = kind is None and used[int(cell.get("s"))] == "yyyy-mm-dd hh:mm" and 40000 < float(value.text) < 80000
                check(name, is_date, f"{cell.get('r')} ({column}) is no date")

for fault in faults:
    print("FAILED:", fault, file=sys.stderr)
print(f"{len(wanted)} jobs, {2 * 3 + len(names)} tables, {len(faults)} faults")
sys.exit(1 if faults else 0)
