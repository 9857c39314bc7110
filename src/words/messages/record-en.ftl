# What is said of the record itself, in English: faults, what could not be checked, the evidence of one job and the folder to hand on.

fault-row = row { $row }: { $what }
fault-changed = changed after it was written: its seal does not fit
fault-renumbered = its number was changed: the seal fits number { $was }
fault-bad-row = changed or damaged, no row any more: { $why }
fault-missing-row = row { $first } is missing before this line
fault-missing-rows = rows { $first } to { $last } are missing before this line
fault-moved = moved: it was written in another place
fault-inserted = put in: another row bears this number by right
fault-header = the first line is damaged: it is not the header of a journal
fault-no-opening = the file is not opened by its first row: { $why }
fault-newer-format = written in format { $format }, which this version does not know: use a newer precheck
fault-beginning = the record begins with row { $row }, not with row 0: older files are missing (if they were removed in time, say so with --from, or bring a checkpoint)
fault-not-continued = does not continue { $previous }: { $why }
fault-other-station = belongs to station { $station }, not into this folder
fault-other-station-copy = belongs to station { $station }, not into this folder: a copy, all its rows are in the journal of { $station }
fault-other-station-lacks = belongs to station { $station }, not into this folder: { $n ->
    [one] { $n } of its rows is
   *[other] { $n } of its rows are
} NOT in the journal of { $station }, so keep it
fault-other-id = the journal's id is not that of the file before: it belongs to another journal
fault-same-id = the journal has the same id as that in { $other }: one of them is a copy
fault-job-sum = does not agree with the rows of job { $job }: { $why }
fault-shorter = the record ends with row { $last }, but a checkpoint has seen row { $anchor }: rows were cut from the end
fault-shorter-gone = there is no record, but a checkpoint has seen row { $anchor }
fault-not-the-anchor = is not the row that a checkpoint has seen (seal { $expected }): the record was rewritten
fault-witness = row { $row } of { $station }, of { $time }
fault-witness-gone = row { $row } is gone, which { $by }, has seen: rows were cut off, or an older copy was put back
fault-witness-other = is not the row that { $by }, has seen: rewritten, or an older copy was put back and went on
fault-witness-journal = the journal is gone of which { $by }, has seen row { $row }
fault-witness-replaced = the journal is gone of which { $by }, has seen row { $row }: the one in the folder of this name was begun anew
fault-witness-more = { " " }({ $n ->
    [one] so says { $n } more row
   *[other] so say { $n } more rows
} of other stations)
fault-no-such-receipt = no finished or stopped job has the receipt { $receipt }
fault-resaved = saved again by another program ({ $how }); the contents are intact, every seal fits
fault-unfinished-empty = the file is empty, as a power cut leaves it; what was recorded before is intact
fault-unfinished = the last row is unfinished ({ $bytes ->
    [one] { $bytes } byte
   *[other] { $bytes } bytes
}), as a power cut leaves it; all before it is intact
fault-clock-back-said = the clock was set back by { $seconds } s, and the journal says so
fault-clock-back = the time is { $seconds } s before that of the row before, and no row says why
fault-name = the file's first row is of { $month }: the file was renamed
fault-stray = not a journal file's name: not read
fault-stray-copied = a journal under this name is not read; all its rows are in journals that are
fault-stray-lacks = a journal under this name is not read, and its jobs are missing: { $n ->
    [one] { $n } of its rows is
   *[other] { $n } of its rows are
} in no other; a station's folder has a name such as bay-1, and in it lie files such as 2026-11.csv
fault-copy-of-other = a copy of another station's file, { $other }/{ $of }: all its rows are in that station's journal, so it can go
fault-copy-of-other-lacks = a copy of another station's file, { $other }/{ $of }: { $n ->
    [one] { $n } of its rows is
   *[other] { $n } of its rows are
} NOT in that station's journal, so keep it
fault-copy = a copy of { $of }, as a sync tool or a file manager leaves it: all its rows are in the journal, so it can go
fault-copy-lacks = a copy of { $of }, as a sync tool leaves it when two computers wrote at once: { $n ->
    [one] { $n } of its rows is
   *[other] { $n } of its rows are
} NOT in the journal, so keep it; and let one computer alone write for this station
fault-samples = the samples in readings/{ $file } are not those that it names: changed
fault-nothing-checked = nothing was checked: there is no journal file, such as bay-1/2026-11.csv, in what was given
fault-nothing-checked-from = nothing was checked: every file is older than { $month }; name an earlier month with --from
fault-unreadable = could not be read: { $why }

# --- why
why-too-long = longer than { $mib } MiB, more than a station writes in a month: precheck verify checks it, and another station's name goes on
why-no-header = it is no journal: its first line is not the header of one
why-open-expected = an 'open' row was expected
why-open-expected-form = an 'open' row was expected, 'fmt 1 id … prev …'
why-open-apart = row { $row } and 'prev { $previous }' don't go together
why-begins-elsewhere = that ends with row { $last }, this begins with row { $first }
why-other-seal = the seal after 'prev' is not that of row { $row }
why-sum-form = its value is not 'rows N job SHA-256'
why-sum-rows = it says { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
} came before it, { $here ->
    [one] { $here } is
   *[other] { $here } are
} there
why-sum-seals = their seals add up to another sum
why-damaged-next = ; so { $n ->
    [one] is the next line
   *[other] are the next { $n } lines
}
why-text-form = the same text with other line ends, another end or a byte order mark
row-bytes = { $n } bytes are too many
row-bytes-most = { $n } bytes are too many: at most { $most } with the line's end
row-bytes-fit = { $n } bytes are too many: at most { $most } fit
row-not-utf-8 = not UTF-8 after byte { $n }
row-seal = 64 lower-case hex digits were expected
row-one-form = not in its one form: { $expected } was expected
row-quote-open = a quote is opened and not closed
row-quote-comma = a closing quote is not followed by a comma
row-columns = { $n ->
    [one] { $n } column
   *[other] { $n } columns
} where 9 were expected
row-seq = { $text } is no number from 0 to { $most }
row-job = { $text } is no J with a job number after it
row-event = { $text } is no name of an event
row-time = { $text } is no time such as 2026-11-22T09:14:03.512+01:00
saved-utf-16 = UTF-16
saved-windows-1252 = Windows-1252
saved-mark = byte order mark
saved-crlf = CRLF
saved-semicolons = semicolons
saved-tabs = tabs
saved-quotes = other quotes
saved-last-end = no end of the last line

# --- a folder of one job's rows
bundle-last-end = the last line has no end
bundle-first-line = '{ $form }' was expected
bundle-three-lines = three lines a row were expected: where it stands, the seal before, the row
bundle-place = 'STATION FILE LINE' was expected, such as 'bay-1 2026-11.csv 6'
bundle-seal = the seal of the row before was expected, 64 hex digits
bundle-other-job = the row is not about this job
bundle-order = the row stands in the wrong place: a station's rows come in the order of their numbers
bundle-no-start = the job's 'start' row was expected first
bundle-take = it does not agree with the rows of the station that held the job
bundle-empty = there is no row in it
bundle-other-seals = these are not the seals of the rows
bundle-other-wording = this is not the checklist that the job was begun with: its SHA-256 is another
bundle-other-words = does not say what the rows say: go by the rows

# --- what could not be checked
unchecked-older = { $file }: older than asked for
unchecked-job = { $file }: what row { $row } says of job { $job }: its first rows are not among the files given
unchecked-format = { $file }: what its { $n ->
    [one] { $n } row says in format { $format }; it counts
   *[other] { $n } rows say in format { $format }; they count
} in nothing
unchecked-anchor = the checkpoint of row { $row }: the row is not among the files given
unchecked-ahead = the clock: row { $row } bears a time { $span } ahead of this computer's clock; one of the two is wrong
unchecked-anchor-station = the checkpoint of { $station }, row { $row }: that station was not given
unchecked-before = what came before row { $row }
unchecked-continues = { $file }: whether it continues { $previous }
unchecked-between = { $file }: rows { $first } to { $last } are not among the files given
unchecked-retired = rows 0 to { $row }: taken away on purpose ({ $by })
unchecked-retired-half = rows up to { $row } were to be taken away ({ $by }), and some are still here: precheck retire again ends it
unchecked-by = { $day }, { $who }: row { $row } of { $station }
unchecked-seal = { $station } row { $row }: the seal of the row before it could not be read when this was made
unchecked-open = the job was open when this was made: no row says yet how many there are, so a row left out can't be seen
unchecked-wording = the wording: { $file } is not in the bundle
unchecked-words = { $file }: could not be read, so its words were not held against the rows
unchecked-version = { $file }: made by another version, so its words were not held against the rows
unchecked-notes = { $file }: { $why }; the lines up to the next note were skipped
unchecked-without-start = { $n ->
    [one] { $n } row is about a job whose start is
   *[other] { $n } rows are about jobs whose start is
} not among what was read
unchecked-elsewhere = { $n ->
    [one] { $n } row is about another station's job that is
   *[other] { $n } rows are about other stations' jobs that are
} not among what was read

# --- what keeps a job's record from being proof
flawed-row = row { $row }
flawed-row-about = row { $row } ({ $about })
flawed-changed = changed after it was written
flawed-unchecked = can't be checked: the line before it is damaged
flawed-counted = does not agree with the job's rows: { $why }
flawed-no-start = the row that starts the job is missing before it
flawed-lacks = the file is damaged where the open job's rows stand
flawed-displaced = the file is not where it was written

# --- what verify tells
verify-station = station { $station } ({ $id })
verify-no-id = no id
verify-begins = the record begins at row { $row }, { $time }
verify-file = { $file }: rows { $first } to { $last }, { $state }
verify-file-empty = { $file }: no readable row, { $state }
verify-intact = intact
verify-faults = faults
verify-fault = fault: { $what }
verify-remark = remark: { $what }
verify-checkpoints = { $n ->
    [one] the checkpoint at row { $row } agrees
   *[other] { $n } checkpoints agree, the newest at row { $row }
}
verify-unchecked = not checked: { $what }
verify-ends = ends at row { $row }, { $time }, seal { $seal }
verify-bundle = bundle of { $job } ({ $folder })
verify-unnamed = an unnamed job
verify-bundle-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
} of its station, { $others } of others, { $state }
verify-wording = the wording is that of the day
verify-ended = ended at row { $row }, { $time }, receipt { $receipt }: compare it with the paper
verify-not-ended = no row ends the job
verify-receipt = receipt { $receipt }: job { $job } ended { $time }, station { $station }, row { $row } ({ $file }:{ $line }), { $agrees }
verify-agrees = and the job's rows agree
verify-disagrees = but THE JOB'S RECORD IS NOT INTACT:
verify-reaches-out = the job's rows reach outside what was given and were not checked
verify-later = { $n ->
    [one] { $n } row about the job was
   *[other] { $n } rows about the job were
} written later, which this receipt does not answer for
verify-no-journal = there is no journal yet
verify-verdict-bundle = the bundle is intact: every seal in it fits
verify-verdict-unread = what was read is intact: every seal and every link fits; a journal was NOT READ: see above
verify-verdict-intact = the record is intact: every seal and every link fits
verify-verdict-broken = THE RECORD IS NOT INTACT: see above
verify-verdict-nothing = NOTHING WAS CHECKED: see above
verify-verdict-unreadable = something could not be read: see above
verify-verdict-unfinished = intact but for an unfinished last row; the station's next row cuts it off and says so
verify-verdict-resaved = re-saved by another program; the contents are intact
verify-cannot = what this can't show:
named-job = job { $job }
named-begun = begun { $time }
cannot-cut = rows cut from the end of the last file leave no trace in it: only a receipt, a checkpoint, or another station that saw them shows that they were there
cannot-rewritten = a record that was rewritten as a whole is a sound record: only a receipt, a checkpoint, or another station that saw it shows that it was another one; where all stations' records were rewritten together, only what was kept elsewhere
cannot-true = a seal shows that a row was not changed after it was written, not that what it says was true
cannot-made-up = a bundle by itself can be made up as a whole: what ties it to a day in the workshop is the receipt on the customer's paper, or the workshop's own journal
cannot-later = the receipt covers the rows up to the one that ended the job; rows after it, and rows of other stations, are checked one by one, and whether some were left out only the journals show
cannot-open = of a job that was open when the bundle was made, a row left out leaves no trace in it

# --- the rows of a job, one by one
told-alone = { $what }
told-second = { " " }({ $where })
told-here = here
told-by-phone = by phone
told-at = at { $station }
told-by-typed = typed
told-by-PIN = PIN
told-by-badge = badge
told-typed = { $figure }, typed
told-from-file = { $figure }, from a file
told-measured = { $figure }, measured by { $instrument } at the { $where }
told-began = job began
told-checklist = { $title }, revision { $revision }
told-via-file = , from a file of answers
told-unnamed = id { $id } (no file that was kept names it)
told-answered = answered
told-taken-back = taken back at once
told-corrected = corrected to
told-skipped = said not to apply
told-overridden = overridden
told-second-asked = a second person was asked at the other stations
told-second-answered = answered at another station
told-second-yes = is the second person; asked by row { $row } of { $station }
told-second-no = is not the second person; asked by row { $row } of { $station }
told-taken-over = taken over by another station
told-taken-from = from { $station }, behind its row { $row }
told-interrupted = interrupted
told-resumed = work went on
told-page = page { $page }
told-page-for = page { $page }: { $why }
told-page-after = page { $page }, after: { $why }
told-pause-phone = phone
told-pause-part = a part or a tool was missing
told-pause-customer = the customer had to be asked
told-pause-other-job = another car came first
told-pause-rest = break
told-pause-code = the radio's code was waited for
told-pause-radio = the radio's time was waited for
told-pause-away = away, without a pause
told-pause-hands = a change of hands
told-called = called complete
told-call = { $page }: { $call } ({ $skipped } not applicable, { $overridden } overridden)
told-finished = job finished
told-stopped = job stopped
told-left-off = ; the car was left with the lead off
told-left-fitted = ; still fitted: { $what }
told-lasted = { $n } min after it began
told-code-begun = a code was to be entered
told-code-withdrawn = nothing was entered after all
told-code-instead = the radio said instead
told-code-misread = LOCKED was misread
told-display-asks = the display asks for the code
told-display-waits = the display makes people wait
told-code-entered = a code was entered; the radio said
told-remarked = remarked
told-on-page = on page { $page }
told-on-job = on the job
told-codes-read = an adapter read the car
told-codes = { $by }: VIN { $vin } · { $codes }
told-codes-change = ; beside those before the work: { $change }
told-of-kind = { $kind } { $codes }
told-of-part = { $kind }: { $codes }
told-watched = the supply was watched
told-watch-began = began, at the { $where }; a dip is what is below { $floor }
told-watch-dip = fell below the floor for { $time }, to { $volts }
told-watch-lost = gave no reading for { $time }
told-watch-gap = the program did not run for { $time }
told-watch-level = lowest { $lowest }, mean { $mean };{ " " }
told-watch-ended = ended: { $n ->
    [one] { $n } sample
   *[other] { $n } samples
}, { $level }watched { $time } of { $of }
told-handed-over = handed over
told-signed = signed
told-not-signed = not signed
told-not-collected = not collected
told-sheet-printed = sheet printed
told-print-printed = the printer said so
told-print-sent = sent to the printer, which did not answer
told-print-failed = it did not work
told-emailed = sheet sent by e-mail
told-reviewed = finding seen
told-agrees = ; the car is as recorded
told-differs = ; the car is not as recorded: { $items }
told-action = to be done about a finding
told-action-of = { $finding }: by { $who }, until { $until }
told-action-done = done about a finding

# --- the evidence of one job
evidence-title = Evidence of job { $job }
evidence-plate = Plate
evidence-serial = Radio serial
evidence-began = Began
evidence-ended = Ended
evidence-receipt = Receipt
evidence-wording = Wording
evidence-rows = Rows
evidence-seals = Seals
evidence-sum = Job's sum
evidence-journal = Journal
evidence-short = In short
evidence-not-recorded = not recorded
evidence-open = not yet: the job is open
evidence-finished = { $time }, finished
evidence-stopped = { $time }, stopped
evidence-rows-own = { $n } of station { $station }
evidence-rows-others = { $n } of station { $station }, { $others } of other stations
evidence-seals-fit = every seal fits its row and the seal before it
evidence-seals-not = { $n } of { $all } DO NOT FIT
evidence-seals-unknown = { $n } of { $all } CAN'T BE CHECKED
evidence-sum-none = none yet: it is written when the job ends
evidence-sum-fits = fits: row { $row } names the { $n ->
    [one] { $n } row
   *[other] { $n } rows
} before it and their sum
evidence-sum-not = DOES NOT FIT: { $why }
evidence-file-displaced = { $file } is another station's file, or a copy; precheck verify says which
evidence-file-unread = { $file } could not be read, so rows about this job may be missing
evidence-file-resaved = { $file } was saved again by another program, contents intact
evidence-file-faults = { $file } has faults; precheck verify names them
evidence-file-beside = ; the rows of this job are not touched by that
evidence-verdict-broken = THIS RECORD IS NOT INTACT: see what is marked
evidence-verdict-unread = something could not be read: rows of this job may be missing
evidence-verdict-resaved = re-saved by another program; the contents are intact
evidence-verdict-intact = intact: every seal fits, and the job's sum fits its rows
evidence-verdict-open = intact so far: every seal fits; the job is open, so no sum covers its rows yet
evidence-own = What station { $station } recorded
evidence-others = What other stations recorded about it
evidence-cannot = What this can't show
evidence-row = Row { $row } · { $time }
evidence-item = item { $item }
evidence-note = note: { $note }
evidence-replaced = replaced later: row { $row } counts instead
evidence-seal = seal { $seal }
evidence-line = { $file } line { $line }
evidence-link-fits = fits
evidence-link-broken = DOES NOT FIT: changed after it was written
evidence-link-unknown = CAN'T BE CHECKED: the line before it is damaged
evidence-cover-summed = in the job's sum
evidence-cover-ending = the receipt is made of this seal
evidence-cover-after = after the end: not in the job's sum
evidence-cover-elsewhere = another station's: not in the job's sum
evidence-cover-taken = in the sum of the row that took the job over
evidence-cover-open = the job is open: no sum yet
wording-not-named = not known: there is no 'start' row; ids are shown
wording-kept = as asked on the day: { $file }, whose SHA-256 is that of the start row
wording-resaved = as asked on the day: { $file }, which another program has saved again; its text is that of the start row
wording-not-understood = { $file } is the file of the day, but this version can't read it; ids are shown
wording-missing = { $file } is not in exports/checklists; ids are shown
wording-other = { $file } IS NOT THE FILE that the job was begun with: its SHA-256 is another; ids are shown
wording-unreadable = { $file } could not be read ({ $why }); ids are shown

# --- the folder to hand on
bundle-made-by = precheck { $version } made this text from rows.txt and checklists/
bundle-how-title = How to check this record of job { $job }
bundle-how-what = This folder holds what a workshop recorded with precheck about one job, and nothing about any other.
bundle-how-evidence = the record in words, to be read
bundle-how-rows = the rows themselves, which prove it
bundle-how-seals = the seals of the rows that the job's sum is made of
bundle-how-checklists = what was asked, word by word; radio files that were at hand
bundle-how-shows-head = What it shows
bundle-how-shows = Each row was written when something happened, and ends in a seal: the SHA-256 of the seal of the row before it and of the row itself. rows.txt has three lines for each row: where it stands in the workshop's journals; the seal of the row before it, 64 digits in the place of that row; and the row, with its seal behind the last comma. Change one character of a row, and its seal no longer fits.
bundle-how-open = The job was open when this was made. The row that ends a job says how many rows it has and what their seals add up to; that row is not there yet.
bundle-how-finished = Row { $row }, which finished the job, says that { $n ->
    [one] { $n } row of this job came before it
   *[other] { $n } rows of this job came before it
} and what their seals add up to. The receipt on the customer's sheet is made from the seal of that row:
bundle-how-stopped = Row { $row }, which stopped the job, says that { $n ->
    [one] { $n } row of this job came before it
   *[other] { $n } rows of this job came before it
} and what their seals add up to. The receipt on the customer's sheet is made from the seal of that row:
bundle-how-compare = Compare it with the paper. When it is the same, all these rows are those that were there when the paper was printed: none changed, added, moved or left out.
bundle-how-others = Rows of other stations (a sheet handed over at the desk, say) come last. Each bears its own seal; the job's sum and the receipt don't cover them.
bundle-how-cannot-head = What it can't show
bundle-how-faults = the journal file { $file } had faults when this was made
bundle-how-text = evidence.txt is made from the rows, to be read. It proves nothing by itself.
bundle-how-check-head = How to check it
bundle-how-precheck = 1. With precheck, in this folder (CODE is the receipt on the customer's paper):
bundle-how-python = 2. Without precheck, with Python and tests/check_journal.py of precheck's source:
bundle-how-by-hand = 3. By hand, with the tools of any Linux:
bundle-how-row = One row, here row { $row }. Both commands print the same 64 digits:
bundle-how-sum = The job's sum. The first command prints the digits behind 'job' in the row that the second prints:
bundle-how-wording = The wording. The digits are those behind 'sha' in the first row:

# --- the audit's screen
audit-name = audit
audit-findings = Findings
audit-jobs = Jobs
audit-figures = Figures
thousands-mark = ,
audit-reading = reading … { $rows } rows
audit-not-read = not read
audit-read = { $jobs ->
    [one] { $jobs } job
   *[other] { $jobs } jobs
} in { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}
audit-journals = Reading the journals of this folder.
audit-only-reads = Nothing is written. Esc goes back at any time.
audit-broken = THE RECORD IS NOT INTACT: { $n ->
    [one] { $n } fault
   *[other] { $n } faults
}; precheck verify names each place
audit-filter = filter:
audit-shows-all = (Esc shows all)
audit-no-finding-fits = Nothing that fits the filter.
audit-no-finding = Nothing to look at.
audit-no-job-fits = No job fits the filter.
audit-no-job = There is no job yet.
audit-to-count = { $n ->
    [one] { $n } job
   *[other] { $n } jobs
}: Enter counts them.
audit-the-record = the record
audit-no-plate = no plate
audit-seen = seen
audit-group-gate = gate
audit-group-outcome = outcome
audit-group-identity = identity
audit-group-record = record
audit-group-plausibility = plausibility
audit-line = , line { $line }
audit-seen-by = seen by { $who }, { $time }
audit-seen-on = seen by { $who } on { $time }: { $what }
audit-next = Usually next: { $what }
audit-car = car { $car } · radio { $radio } · serial { $serial }
audit-code = code { $code } · backup { $backup } · { $volts }
audit-radio = radio on arrival { $arrival } · afterwards { $after }
audit-volts = { $volts } V between the leads
audit-volts-none = volts between the leads –
audit-found = { $n ->
    [0] no finding
    [one] { $n } finding: { $what }
   *[other] { $n } findings: { $what }
}
read-faults = { $what } (and { $n } more: precheck verify names them)
audit-unchecked = not checked: { $what }
audit-unchecked-more = not checked: { $what } (and { $n } more: precheck verify names them)
audit-evidence = Evidence { $job }
audit-reading-rows = reading …
audit-to-do = to be done by { $who } until { $until }: { $what }
audit-done = done ({ $what }), said by { $who } on { $day }: { $remark }
audit-agrees = the car is as recorded;{ " " }
audit-differs = the car is not as recorded: { $items };{ " " }
ledger-tried = codes tried: { $what }
ledger-accepted = accepted
ledger-plays = plays again
ledger-error = wrong code
ledger-wait = WAIT
ledger-locked = LOCKED
ledger-elsewhere = made elsewhere, number not known
ledger-unknown = entered, nobody saw what the radio did
ledger-times-1 = one made elsewhere
ledger-times-2 = two made elsewhere
ledger-times-3-or-more = three or more made elsewhere
ledger-times-unknown = made elsewhere, number not known
ledger-day-today = that day
ledger-day-before = before that day

# --- what is said of a finding
mark-seen-each = Mark as seen, each with a row of its own:
mark-to-do-each = Something is to be done about, a row each:
mark-seen = Mark as seen: { $about }
mark-seen-ask = What was done about it?
mark-until = { $who } until { $until }: { $about }
mark-what = What is to be done?
mark-done = It is done: { $about }
mark-done-ask = What came of it?
mark-for-good = { $ask } The remark is never changed or deleted.
mark-is-done = It is done
mark-change = Change by whom, until when or what
mark-observed = What did you see at the car?
mark-whose = Who is to do something about it?
mark-until-when = Until when?
mark-who-seen = Who has seen it?
mark-who-says = Who says so?
mark-as-recorded = The car is as recorded
mark-not-as-recorded = It is not: which item, typed
mark-tomorrow = tomorrow
mark-days = { $n } days
mark-other-day = Another day, typed
mark-other-name = Another name, typed
mark-all = all { $n }
mark-some = { $n } of the { $all }
mark-of-job = { $count } of { $job }
mark-of-kind = { $count } of this list: { $finding }
mark-only-findings = only a finding can be marked as seen: 1 shows them
mark-only-actions = only about a finding something is to be done: 1 shows them
mark-already = already { $seen }
mark-say-seen = say in one line what was done about it
mark-say-to-do = say in one line what is to be done
mark-say-done = say in one line what came of it
mark-left = { $n ->
    [one] { $n } left for somebody else to look at: { $who } worked on it
   *[other] { $n } left for somebody else to look at: { $who } worked on them
}
mark-own-work = { $who } worked on this job: somebody else has to look at it
mark-recorded = recorded as seen: { $finding }
mark-recorded-of = recorded as seen: { $finding } of { $job }
mark-recorded-all = recorded as seen: { $n } findings, a row each
mark-recorded-for = recorded for { $n } findings, a row each
mark-set = recorded: { $who } until { $until }, about { $finding }
mark-set-of = recorded: { $who } until { $until }, about { $finding } of { $job }
mark-ended = recorded as done: about { $finding }
mark-ended-of = recorded as done: about { $finding } of { $job }
audit-own-sheet = its sheet is printed in its own workshop
audit-no-focus = no job is in focus
audit-of-record = this is about the record, not about one job
audit-nothing-to-open = there is nothing to open
audit-still-reading = there is nothing to save yet: the journals are still being read
audit-nothing-to-save = there is nothing here to save
audit-saving-workbook = saving a workbook …
audit-saving-report = saving a report …
audit-saving-evidence = saving the evidence …
audit-saved = saved as { $path }
audit-not-saved = not saved in exports/audit: { $why }
audit-wait-to-save = wait until the journals are read, then save

# --- whose hand it is
identify-head = who signs
identify-title = Who signs
identify-writing = writing …
identify-badge = { $name }: type your PIN, or scan your badge.
identify-card = { $name }: type your PIN, or hold your badge to the reader.
identify-signs = It signs { $what }. Whoever else is here looks away; nothing of it is kept.
identify-required = Without either nothing is recorded.
identify-asked = Enter alone: the record says that the name was typed, which the manager sees.
identify-refused = nothing is recorded without: type the PIN, or scan the badge
identify-seen = that "{ $finding }" was seen
identify-seen-of = that "{ $finding }" of { $job } was seen
identify-to-do = what { $who } is to do about "{ $finding }"
identify-to-do-of = what { $who } is to do about "{ $finding }" of { $job }
identify-done = what was done about "{ $finding }"
identify-done-of = what was done about "{ $finding }" of { $job }
identify-correction = a correction of { $item }, job { $job }
identify-override = an override of { $item }, job { $job }
identify-second = the second name for an override of { $item }, job { $job }
identify-no-second = that there is no second name for an override of { $item }, job { $job }

# --- lists on the command line
listing-given = what was given
listing-in = { $station } in { $workshop }
listing-nothing = nothing to look at
listing-read = { $jobs ->
    [one] { $jobs } job
   *[other] { $jobs } jobs
} of { $all }, { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
} at { $stations ->
    [one] { $stations } station
   *[other] { $stations } stations
}
listing-found = { $grave } grave, { $serious } serious, { $notes ->
    [one] { $notes } note
   *[other] { $notes } notes
}; { $seen } seen
listing-hidden = the record itself has { $n ->
    [one] { $n } fault beside these: precheck verify names it
   *[other] { $n } faults beside these: precheck verify names them
}
