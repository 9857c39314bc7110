# What the manager's screens and commands say beside the findings, in English: the keys, their help, and what a filter refuses.

# --- the keys at the foot, and what F1 says of them
key-name-text = text
key-name-ctrl = Ctrl-{ $letter }
key-name-Up = Up
key-name-Down = Down
key-name-PgUp = PgUp
key-name-PgDn = PgDn
key-name-Home = Home
key-name-End = End
key-more = Down: more
key-all-of-it = all of it
key-drive-hangs = the drive has not answered for { $time }; Ctrl-C leaves, what is recorded is safe
key-opening = reading { $job } …
key-choose = choose
key-choose-help = choose that option; so do arrows and Enter
key-take = take it
key-take-help = take the option that arrows point at
key-go-on = go on
key-go-on-help = take what is typed
key-back = back
key-back-unrecorded = back; nothing is recorded
key-back-audit = show everything again; without a filter, back to the board
key-back-list = back to the list
key-back-screen = back to the screen
key-views = views
key-views-help = findings, jobs, figures
key-filter = filter
key-filter-help = leave out what doesn't fit these words, the same as on the command line
key-open = open
key-open-help = the other findings of the job in focus; then everything that is recorded about it
key-seen = mark seen
key-seen-help = mark findings as seen, with a remark: this one, all of the job, or all of its kind; a row each, and nothing else changes
key-action = action
key-action-help = have something done about findings: who, until when and what; on one that has an action, that it was done, or a change
key-save = save
key-save-workbook = save what the filter takes in exports/audit: a workbook with a cover, findings, jobs and figures
key-save-evidence = save this evidence in exports/audit: a folder to hand on, without any other customer's rows
key-report = report
key-report-help = save pages to hand out in exports/audit, with the workshop's letterhead: the report of what the filter takes, or one job's evidence
key-sheet = sheet
key-sheet-help = view the customer's sheet of the job
key-page = page
key-page-up = a page up
key-page-down = a page down
key-page-down-by-lines = a page down; arrows move by a line
key-page-down-short = page down
key-first = the first one
key-last = the last one
key-take-filter = filter
key-take-filter-help = leave the field; the filter holds
key-show-all = show all
key-show-all-help = leave the field, and show everything again
key-program = the program
key-program-help = what the program does, what it never keeps, its files and keys
key-this-help = this help
key-why = why
key-why-help = why this is asked, what is known about this radio, and all keys
key-up = the option before, or the one above
key-down = the option after, or the one below
key-quit = leave the program at once; what is recorded stays recorded
key-repaint = draw the screen again, after something else was written over it
key-suspend = give the terminal to the shell for a while; fg comes back
key-edit = type; arrows, Home, End, Backspace and Delete edit

# --- the help behind F1
help-name = help
help-keys = Keys
help-words = Words
help-signs = Signs
help-signs-audit = ■ grave   ▲ serious   · good to know
help-audit = The audit
help-audit-why = For whoever is responsible: what to look at first, all jobs, and figures. Looking changes nothing; that a finding was seen is a row of its own.
help-identify-why = The workshop asks for a PIN or a badge where a second person signs, a finding is marked as seen, or an answer is corrected after the end. Where workshop.toml names a card reader, a badge can be a card: one that lies there already signs nothing until it was taken off. The record says which it was, never what was typed.
help-filter = Filter
help-filter-words = All words must hold; a comma within one is "or". { $words }
help-filter-example = For example: last-month kind:battery finding:no-code, or technician:"Ana K." 2026-10-01..2026-10-15
help-hold = hold point ■
help-hold-means = an item that must be done, or overridden by two people, or the job is stopped
help-override = override
help-override-means = going on all the same, with a reason and a second person's name
help-call = completion call
help-call-means = said aloud at the end of a page: from there on everybody relies on the page
help-finding = finding
help-finding-means = what a manager looks at first: an answer that is odd, a step left out, a record that was changed
help-receipt = receipt
help-receipt-means = a short number on the customer's sheet by which the sealed record of the job is checked
help-station = station
help-station-means = one computer with its own journal; a job is worked on at the station that began it, unless another one took it over

# --- what is wrong with the words of a filter
filter-times = a day (2026-10-03), a month (2026-10), a word (last-month, october), or two of them with .. between
filter-words = words: { $times }; or FIELD:TEXT with { $fields }
filter-meant = did you mean { $word }?
filter-expected = expected one of { $words }
filter-there-are = there are { $words }
filter-lists-all = { " " }(precheck audit --help lists all)
filter-no-filter = { $word } is no filter: { $expected }
filter-no-time = { $word } is no time: expected { $times }
filter-endless = { $word } has no end at all: expected { $times }
filter-turned = { $word } ends before it begins: turn it round
filter-no-revision = { $word } is no revision: expected a whole number
filter-empty = there is nothing to look for
filter-no-workshop = no workshop here is called so
filter-nobody = nobody who worked on a job here is called so
filter-no-plate = no job here has such a plate
filter-no-serial = no job here has such a serial
filter-no-job = no job here has a number that begins so
filter-nothing = no plate, serial, job number or technician has this, and no file or folder is called so
filter-nothing-or-time = no plate, serial, job number or technician has this; for a time write { $times }

# --- why a finding can't be marked
unseen-broken = a broken proof can't be marked as seen: nobody can know when it was broken
unseen-action = an action is not seen off: say that it was done
unseen-unreadable = what can't be read can't be marked as seen: nobody knows what is in it
unseen-same-station = { $about }: this station is called so, too, and the row would be about its own job: use --station with another name
unseen-no-id = { $about }: its journal has no id that can be read
unseen-no-journal = { $about }: it is in no journal

# --- what the commands tell: audit --seen, --action and --done, where, retire
desk-row = { $about }: { $what }; row { $row } of { $station }
desk-nothing = nothing was recorded
desk-none-unseen = nothing was recorded: there is nothing of it that nobody has seen
desk-none-without-action = nothing was recorded: there is nothing of it about which nothing is to be done yet
desk-none-with-action = nothing was recorded: there is nothing of it about which anything is to be done
desk-left = left for somebody else: { $who } worked on it
desk-each-car = not marked: say of each car what was seen
desk-unmarked = not marked: { $why }
desk-pin = { $who }, your PIN or badge
desk-or-card = , /c for a card
desk-hold-card = hold the card to the reader, within { $n } seconds
desk-jobs = { $n ->
    [one] { $n } job
   *[other] { $n } jobs
}
desk-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
desk-files = { $n ->
    [one] { $n } file
   *[other] { $n } files
}
desk-lines = { $n ->
    [one] line { $lines }
   *[other] lines { $lines }
}
desk-elsewhere = Elsewhere, with this plate:
desk-may-have-it = May have it, and can't be looked through here:
desk-not-read = not read: { $what }
desk-none-older = nothing here is older than { $month }
desk-held-open = job { $job } of { $month } is still open: finish or stop it on the board, then its month can go
desk-held-ended = job { $job } of { $month } ended in { $ended }: its months go together
desk-stays = so { $month } and what follows it stay, and only what is older can go
desk-would-go = From before { $month }: { $jobs }
desk-none-gone = Nothing was taken away. With --who NAME it is, and does not come back.
desk-retired = { $jobs } and { $files } from before { $month } were taken away
desk-begins = { $station } begins with row { $row }
desk-row-says = row { $first } says so at { $station }
desk-rows-say = rows { $first } to { $last } say so at { $station }
desk-keep = keep { $file } elsewhere: it says how each journal stood
desk-copies = copies of the folder, backups too, have what they had
