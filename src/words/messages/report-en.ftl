# What the workshop hands out of its record, in English: the report of a month, and the evidence of one job.

report-title = Report on the checks before the work
report-evidence-title = Evidence of one job
report-broken-stamp = THE RECORD IS NOT INTACT
report-cover = Overview
report-period = Period
report-period-value = { $from } – { $to }
report-filter = Selection
report-filter-none = all jobs
report-made = Made on
report-read = Read
report-read-value = { $rows ->
    [one] { $rows } row; stations: { $stations }
   *[other] { $rows } rows; stations: { $stations }
}
report-record = Record
report-intact = intact: every seal fits
report-not-intact = NOT INTACT; faults: { $faults }
report-part-unread = not all of it could be read or checked
report-resaved = intact; saved again by another program
report-jobs = Jobs
report-jobs-value = { $n } of { $all }
report-none = no job fits the selection
report-banner = What this report counts is what the record says now. Some of it was changed, removed or can't be read since it was written. precheck verify names each place.

report-head-short = In short
report-short-jobs = Jobs counted
report-short-jobs-value = { $n }: { $finished } finished, { $stopped } stopped, { $open } open
report-short-mistakes = Entered by mistake
report-short-mistakes-value = { $n ->
    [one] { $n }; it counts nowhere else
   *[other] { $n }; they count nowhere else
}
report-short-findings = Findings nobody has seen
report-short-findings-value = { $grave } grave, { $serious } serious, { $notes ->
    [one] { $notes } note
   *[other] { $notes } notes
}; { $seen } seen
report-short-cleared = Work called
report-of-jobs = { $n ->
    [one] { $count } of { $n } job ({ $share })
   *[other] { $count } of { $n } jobs ({ $share })
}
report-short-confirmed = Code seen or tried
report-of-asked = { $count } of { $n } asked ({ $share })
report-short-overridden = Jobs with an override
report-short-lost = Radios that lost their memory
report-of-played = { $count } of { $n } that played on arrival ({ $share })
report-short-attempts = Jobs in which codes were entered

report-head-record = The record itself
report-head-to-do = To be done
report-col-whose = By whom
report-col-until = Until
report-until-overdue = { $day } – overdue
report-col-to-do = What, and about which finding
report-head-findings = Findings by job, the gravest first
report-findings-none = No job has anything grave or serious that nobody has seen.
report-findings-notes = Jobs with notes only, not listed here: { $jobs }.
report-findings-n = { $n ->
    [one] n = { $n } job with something grave or serious that nobody has seen.
   *[other] n = { $n } jobs with something grave or serious that nobody has seen.
}
report-col-job = Job
report-col-day = Day
report-col-plate = Registration
report-col-who = Who
report-col-found = What was found
report-weight-grave = grave
report-weight-serious = serious
report-weight-note = note
report-seen = seen by { $who }

report-head-trends = Month by month
report-chart-jobs = Jobs
report-chart-confirmed = Code seen or tried, % of jobs
report-chart-overridden = With an override, % of jobs
report-chart-lost = Memory lost, % of radios that played
report-trend-note = Above each bar its figure, below it the month and n. A share of few jobs says little.
report-col-month = Month
report-col-n = n
report-col-finished = Finished
report-col-stopped = Stopped
report-col-open = Open
report-col-overridden = Override
report-col-confirmed = Code seen or tried
report-col-lost = Lost / played

report-head-code = The code
report-chart-code = How it was confirmed
report-chart-found = How it was found
report-head-backup = Backup supplies, and what became of radios that played
report-col-watched = Watched
report-col-fell-to = Lowest volts
report-col-read = How they were read
report-col-source = Backup supply
report-col-jobs = Jobs
report-col-played = Played before
report-col-lost-count = Lost
report-head-overrides = Steps passed over
report-overrides-n = { $count ->
    [one] { $count } override
   *[other] { $count } overrides
} in { $jobs } of { $n ->
    [one] { $n } job
   *[other] { $n } jobs
}
report-head-radio = The radio
report-chart-arrival = On arrival
report-chart-afterwards = Afterwards
report-head-kinds = The work
report-chart-kinds = Kinds of work
report-chart-attempts = Codes entered into a radio
report-chart-overrides = By step
report-head-times = How long the pages took
report-col-page = Page
report-col-median = Median
report-col-p90 = Nine of ten within
report-times-note = From call to call by the clock, breaks included.
report-interruptions = { $n ->
    [one] { $n } interruption
   *[other] { $n } interruptions
} in { $jobs } of { $all ->
    [one] { $all } job
   *[other] { $all } jobs
}, { $time } away in all.
report-head-technicians = By technician
report-technicians-note = In the order of the names. Whoever gets the hard cars has the hard figures; below { $least } jobs no shares.
report-col-name = Name
report-nobody = nobody named
report-count-share = { $count }  ({ $share })
report-how = How this was counted: from the rows of the sealed record alone; each figure has its n. docs/formats.md of precheck defines every word, docs/sql counts the same without precheck.

report-page-a = A, before the battery comes off
report-page-b = B, backup and last look
report-page-c = C, while it is off
report-page-d = D, battery on again

report-outcome-open = open
report-stop-no-code = no code
report-stop-declined = the customer declined
report-stop-unsafe = not safe
report-stop-part-wrong = wrong part
report-stop-mistake = entered by mistake
report-stop-other = another reason
said-skipped = does not apply
said-none = no answer
said-not-said = not said
said-unnamed = id { $id }
said-num = measured
said-sn = read
said-text = noted
reply-accepted = accepted
reply-error = not accepted
reply-wait = asked to wait
reply-locked = showed LOCKED
reply-unknown = not known

report-station = Station
report-serial = Radio serial
report-people = Worked on it
report-ended = Ended
report-verdict-intact = The record of this job is intact: every seal fits its row and the one before it, and the job's sum fits its rows.
report-verdict-open = The record is intact so far. The job is open: no sum covers its rows yet.
report-verdict-resaved = The contents are intact. Another program has saved the file again since.
report-verdict-unreadable = Something could not be read: rows of this job may be missing.
report-verdict-broken = The record of this job is NOT intact. Rows marked ✗ do not say what was written on the day, or can't be checked.
report-wording-missing = The wording that was asked is not at hand, or is another one than that of the day: ids stand in its place.
report-head-happened = What happened
report-head-job-findings = What was found
report-no-findings = The checks of the audit found nothing in this job.
report-head-rows = Every row, as it was recorded
report-rows-note = { $own ->
    [one] { $own } row
   *[other] { $own } rows
} of station { $station }, { $others } of other stations. ✓: the seal fits its row and the row before it. The last column has the first twelve digits of each seal.
report-head-cannot = What this can't show
report-cannot-true = A seal shows that a row was not changed after it was written, not that what it says was true.
report-cannot-whole = A page by itself can be made up as a whole. What ties it to a day in the workshop is the receipt on the customer's paper, or the workshop's own journal.
report-cannot-later = The receipt covers the rows up to the one that ended the job. Rows after it, and rows of other stations, are checked one by one.
report-how-evidence = To check it, ask the workshop for the bundle of this job (precheck audit --evidence { $job } --bundle DIR): it has the rows in full, the wording, and how they are checked with and without precheck. Compare this receipt with the one on the customer's paper.
report-open-proof = The job is open: it has no receipt yet.
report-broken-proof = No receipt stands here: it would be taken for proof.
report-col-row = Row
report-col-time = Time
report-col-what = What
report-col-seal = Seal

happened-started = Begun: { $what }
happened-started-file = Begun from a file of answers: { $what }
happened-corrected = changed: { $item }: { $said }
happened-answered = { $item }: { $said }
happened-skipped = { $item }: said not to apply
happened-taken-over = Taken over from workplace { $from }; from here on at { $at }
happened-second-asked = Second person asked at the other workplaces: { $name }: { $item }
happened-second-agreed = Is the second person: { $item }
happened-second-declined = Is not the second person: { $item }
happened-overrode = PASSED OVER: { $item }: { $said }
happened-interrupted = interrupted at page { $page }
happened-resumed = went on at page { $page }
happened-cleared = Page { $page } called complete
happened-called = Page { $page } called complete: { $call }
happened-finished = Job finished
happened-stopped = Job stopped: { $why }
happened-left-off = Job stopped: { $why }; THE BATTERY WAS LEFT OFF
happened-attempted = A code was entered; the radio: { $reply }
happened-seen = Seen at the radio: { $reply }
happened-begun-code = A code was to be entered
happened-withdrawn = No code was entered after all
happened-corrected-code = The radio said instead: { $reply }
happened-read-again-asks = LOCKED was misread: the display asks for the code
happened-read-again-waits = LOCKED was misread: the display makes people wait
happened-handed-signed = Sheet handed over, signed by the customer
happened-handed-not-signed = Sheet handed over, not signed
happened-handed-not-collected = The car left without its sheet
happened-printed = Sheet printed: { $result }
happened-remarked-item = Remark on { $item }
happened-remarked-call = Remark at the call of page { $page }
happened-remarked-job = Remark on the job
happened-codes = { $instrument } read the car ({ $item }): { $told }
happened-codes-change = ; beside those before the work: { $change }
happened-watch-began = { $instrument } watched what feeds the car from here on ({ $where }); a dip is what is below { $floor }
happened-watch-dip = The supply fell below that for { $seconds } s, to { $volts }
happened-watch-lost = { $instrument } gave no reading for { $seconds } s
happened-watch-gap = The supply was not watched for { $seconds } s: the program did not run
happened-watch-ended = The watch over the supply ended: lowest { $volts }, watched { $watched } of { $of } s
happened-watch-ended-empty = The watch over the supply ended without a reading
happened-action = To be done about: { $finding }. By { $who } until { $until }
happened-action-done = Done about: { $finding }
happened-emailed = The page was sent by e-mail
happened-reviewed = Finding seen: { $finding }
happened-note = “{ $note }”
happened-replaced = replaced later by row { $row }
