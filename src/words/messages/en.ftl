# The customer's sheet in English: plain words, short sentences, no trade language.
# Another language is another file of this kind, named by its two letters: what it leaves out is taken from here.

# --- how the language writes dates, times and figures
date = { $day } { $month } { $year }
time = { $hour }:{ $minute }
moment = { $date }, { $time }
decimal-mark = .
figure-typed = { $figure } (typed)
figure-file = { $figure } (from a file)
figure-measured = { $figure } (measured by { $instrument }, { $where })
limit-within = within our limit of { $limit }
limit-within-both = within our limits of { $least } to { $most }
limit-below = below our limit of { $least }
limit-above = above our limit of { $most }
spot-posts = battery posts
spot-leads = car's leads
spot-obd = OBD socket
spot-saver = saver's plug
spot-socket = 12 V socket
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

# --- headings
title-handover = Handover sheet
title-stopped = Handover sheet: work stopped
title-before = Before the work: please read and sign
title-standing = Before the work: it does not begin yet
title-begun = The work is under way
stamp-copy = Copy, corrected on { $date }
stamp-practice = PRACTICE: not a real job
head-work = What we did
head-stopped = Why we stopped
head-checked = What we checked
head-known = What we know so far
head-exceptions = Not done, or done differently
head-exceptions-before = What is to be left out, or done differently
head-notes = For you to know
head-radio = Your radio
head-display = If the display shows CODE or SAFE
head-notice = What you may notice in the first days
head-lost = What may be lost when the battery is disconnected
head-lost-method = What may be lost
head-care = What we do so that nothing is lost
head-consent = Your agreement
head-standing = Why the work does not begin yet
head-proof = Proof of this record

# --- facts
job = Job
date-label = Date
plate = Registration
car = Car
radio = Radio
radio-none = none in the car
work = Work
technician = Technician
not-known = not known

# --- what was done
period = { $from } to { $to }
lead-off = the battery was disconnected from { $off } to { $on }
lead-off-untimed = the battery was disconnected
lead-off-since = the battery was disconnected at { $off }
lead-off-about = the battery was disconnected at about { $off }, and was connected again at { $on }
lead-off-about-since = the battery was disconnected at about { $off }
lead-off-noted = the battery was off already when we noted it at { $off }, and was connected again at { $on }
lead-off-noted-since = the battery was off already when we noted it at { $off }
lead-off-since-untimed = the battery was disconnected
work-fed = { $work }: { $lead }; a backup supply was connected meanwhile ({ $source }): with the battery off we measured in the car { $volts }.
work-off = { $work }: { $lead }; backup supply meanwhile: { $source }.
work-off-volts = { $work }: { $lead }; backup supply meanwhile: { $source }; with the battery off we measured in the car { $volts }.
work-on = { $work }: the battery stayed connected all the time.
work-unplugged = { $work }, with the radio unplugged: the battery stayed connected all the time.
work-not-noted = { $work }: whether the battery was disconnected was not recorded.
watch-throughout = Watched all that time ({ $where }): fed throughout, never below { $volts } in { $time }.
watch-throughout-saver = Watched all that time ({ $where }): never below { $volts } in { $time }; with a memory saver in that socket this is the saver's voltage, not the car's.
watch-throughout-there = Watched all that time ({ $where }): never below { $volts } there in { $time }.
watch-low = Watched for { $watched } of { $time } ({ $where }): it fell to { $volts }.
watch-part = Watched for { $watched } of { $time } ({ $where }): never below { $volts } as long as it was watched.
watch-broken = It was begun to be watched ({ $where }), but not to the end.
watch-places = several places
watch-none = It was measured once; whether it held all the time was not watched.
codes-vin = VIN
codes-untold = not told
codes-none = none
codes-stored = stored
codes-pending = pending
codes-permanent = permanent
codes-new = new
codes-gone = gone
codes-same = the same
codes-none-both = none before, none after
codes-both = Fault codes of the engine's computer, read with an adapter before and after the work: { $change }. Other control units were not read.
codes-one-before = Fault codes of the engine's computer, read with an adapter before the work alone: { $codes }. Other control units were not read.
codes-one-after = Fault codes of the engine's computer, read with an adapter after the work alone: { $codes }. Other control units were not read.
codes-each = Fault codes of the engine's computer, read with an adapter. Before the work: { $before }. After it: { $after }. Other control units were not read.
vin-told = VIN, as the car tells it
lasted-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
lasted-seconds = { $n ->
    [one] { $n } second
   *[other] { $n } seconds
}
work-not-begun = { $work }: the work had not begun, and the battery stayed connected.
source-unknown = not recorded
source-none = none was fitted

# --- stopped
stop-no-code = The code of your radio could not be found. Without it the radio might have stayed silent after the work.
stop-declined = You decided against the work.
stop-unsafe = It was not safe to go on.
stop-part-wrong = The part did not fit your car.
stop-other = Something stood in the way.
stop-good = We stopped in time, which is what this check is for. The work can be done another day.
stop-good-on = We stopped before the work was at its end. The battery is connected again.
alarm-off = THE BATTERY IS DISCONNECTED
alarm-off-text = Your car was left with its battery disconnected. It will not start, and it must not be driven. Please ask us before you do anything.
alarm-unfinished = NOT FINISHED
alarm-unfinished-text = Please do not use the car before we have done what is still open.
alarm-open = What we still have to do: { $items }.
open-lead = connect the battery again
open-source = take the backup supply off the car
open-fitted = take out what was put in for the work

# --- what was checked
col-item = Checked
col-before = On arrival, before we began
col-after = During and after the work
row-volts = Battery, and charging afterwards
row-volts-before = Battery
row-radio = Radio
row-lamps = Warning lights, stored faults
skipped = does not apply to this car
overridden = not done
overridden-with = { $value }; we went on all the same
overridden-before = to be left out
overridden-with-before = { $value }; the work is to be done all the same

# --- exceptions
left-out = { $item }: left out, because it does not apply here.
override-none = { $item }: not done; the work went on all the same.
override-value = { $item }: { $value }; the work went on all the same.
override-none-before = { $item }: to be left out; the work is to be done without it.
override-value-before = { $item }: { $value }; the work is to be done all the same.
decided = This was decided by { $first }, who named { $second } as second person.
decided-here = This was decided by { $first }; { $second } was there as the second person.
decided-elsewhere = This was decided by { $first }; { $second } agreed as the second person, at another workplace.
decided-phone = This was decided by { $first }; { $second } was asked by phone as the second person.
customer-line = { $item }: { $line }

# --- radio
serial = Serial number
serial-none = not recorded
code = Code
code-value = { $value }. We write it nowhere.
code-unknown = not asked
code-was-entered = entered at the radio
code-was-found = found
code-passed = not confirmed
code-asks-nothing = As far as we know, this radio asks for none
code-where = How to get the code: look for the radio's own card with the car's papers. Else ask a dealer of the make: bring the registration papers and the VIN, and ask for the price first.
code-where-serial = How to get the code: look for the radio's own card with the car's papers. Else ask a dealer of the make: bring the registration papers, the VIN and the serial number on this page, and ask for the price first.
code-box = Write your code here by hand, cut it off, and keep it apart from the car.
radio-asks = Your radio asks for its code now. Enter only the code that belongs to this serial number.
radio-asks-plain = Your radio asks for its code now. Enter only a code that is known to be this radio's.
radio-counts = Your radio counts down after wrong codes, and takes none until it has run down. It must stay switched on meanwhile: at home only with a charger on the battery, else come to us.
radio-locked = Your radio is locked for now. Enter nothing: call us, or ask a dealer of the make what it still takes.
radio-locked-for-good = Your radio is locked and takes no code any more. Enter nothing: ask a dealer of the make what can be done.
radio-dead = Your radio does not switch on. Please call us.

# --- attempts
head-attempts = Attempts to enter the code
attempt-accepted = { $time }: the radio accepted the code.
attempt-plays = { $time }: the radio played again.
attempt-error = { $time }: we entered a code, and the radio did not accept it.
attempt-wait = { $time }: we entered a code, and the radio then asked us to wait.
attempt-locked = { $time }: we entered a code, and the radio then showed LOCKED.
attempt-seen-locked = { $time }: the radio showed LOCKED; we entered nothing.
attempt-told-one = { $time }: one code had been entered elsewhere, as we were told.
attempt-told-two = { $time }: two codes had been entered elsewhere, as we were told.
attempt-told-more = { $time }: three or more codes had been entered elsewhere, as we were told.
attempt-unknown = { $time }: codes had been entered elsewhere; we do not know how many.
attempt-unseen = { $time }: a code was entered; nobody recorded what the radio did.
attempts-wait = Please enter nothing before { $time }. The radio must stay switched on until then: at home only with a charger on the battery, else come to us.
attempts-limit = We stopped trying: another wrong code may lock the radio for good. Please find the right code first, or ask a dealer.
attempts-locked = The radio takes no code any more. Ask a dealer of the make: take the car's papers and the serial number there.
waits = Waiting times: after { $count ->
    [one] { $count } wrong entry
   *[other] { $count } wrong entries
} most radios take no entry for { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}.
waits-others = Waiting times: after { $count ->
    [one] { $count } wrong entry
   *[other] { $count } wrong entries
} most radios take no entry for { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}; some wait { $others ->
    [one] { $others } minute
   *[other] { $others } minutes
} after the first.
waits-first = Waiting times: after the first wrong entry the radio takes no entry for { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}, and longer after further ones.
waits-handbook = After a wrong code it may take no entry for a while: your handbook says for how long.

# --- CODE or SAFE
display-guess = Do not guess: every wrong try may count, also after the power was off.
display-ignition = If it makes you wait, the radio must stay switched on meanwhile (key at the first position, where there is one). Do that at home only with a charger on the battery; else come to us. Enter nothing until then.
display-call = Call us ({ $name }) before you try a second time.
display-call-nobody = Call us before you try a second time.

# --- first days
notice-windows = Until a window is set again it does not close by itself, and does not stop for a hand: keep hands away. { $how }
notice-windows-plain = Until a window is set again it does not close by itself, and does not stop for a hand: keep hands away. The owner's handbook shows how it is set, or come to us.
notice-clock = Clock, date or stations are wrong: set them in the menu of the radio or of the car; the owner's handbook shows where.
notice-idle = The engine may idle a little differently, or stop-start stay off: this settles within some days of driving.
notice-lamps = A yellow ESP or steering light often goes out after a few hundred metres straight on. With a red light or the airbag light on, do not drive: call us.
lamp-yellow = When we finished a yellow light was on, or faults were stored. ESP and steering lights often go out after a few hundred metres straight on; if a light stays on, please call us.
lamp-red = A red warning light or the airbag light is on: do not drive the car. Please call us.
lamp-airbag = The airbag light is on, or airbags are not connected: airbags and belts may not protect you. Do not drive the car; please call us.

# --- before the work
lost-radio = The radio may lose its memory and ask for its code. Without the code it stays silent.
lost-settings = Clock, stations and the settings of the windows may be lost. Until windows are set again they do not stop for a hand.
lost-clock = Clock and stations of the radio may be lost.
lost-windows = The settings of the windows may be lost. Until windows are set again they do not stop for a hand.
lost-nothing = The battery stays connected. What is fed by the circuit that we work on may have no power meanwhile, and may lose its settings.
lost-faults = Stored faults, and the readiness for the emission test, may be lost.
lost-idle = Idle and stop-start may need some days of driving to learn again.
care-source = We feed the car from a backup supply while its battery is disconnected.
care-serial = We write down the radio's serial number first, so that a dealer can look for the code.
care-code = We do not begin before the question of the code is settled. We write it nowhere.
consent-yes = I have been told what may be lost, and I agree to the work.
consent-no = I do not agree. Please leave the battery connected.
consent-no-method = I do not agree. Please do not begin the work.
consent-late = The work began at { $time }, before this page was printed. It cannot be signed as an agreement any more.
consent-late-untimed = The work began before this page was printed. It cannot be signed as an agreement any more.

standing = As things stand we do not begin the work. { $items }.
standing-plain = As things stand we do not begin the work: please ask us why.
standing-sign = There is nothing to sign yet. Once this is settled you get a new page.

# --- end of the page
explained = Explained in person
sign-confirms = I have received this page. What it says of my car on arrival is right, as far as I know.
sign-customer = Customer's signature, date
sign-workshop = Workshop's signature, date
name = Customer's name
receipt = Receipt
station = Workplace
row = Row
time-label = Time
seal = Seal
how-to-check = This page stands for a sealed record: anyone with the workshop's record can check it with "precheck verify --receipt { $receipt }".
not-covered = Not covered by this receipt: what was recorded after { $time } ({ $count }).
not-intact = The record of this job is not intact
not-intact-why = Something in it was changed, added or removed after it was written. So this page is no proof, and it has no receipt.
flaw-answer = { $what }: changed after it was written (row { $row })
flaw-changed = Row { $row }: changed after it was written
flaw-unchecked = Row { $row }: cannot be checked, because the line before it is damaged
flaw-counted = Row { $row }: the rows of this job are not those that were counted
flaw-file = The file { $file } is damaged, or is not where it was written
open-record = This page is no receipt: the job is still open. You get the receipt when it ends.
continued = { $title }, continued
page = Page { $page } of { $pages }

email-subject = The page about your car, { $date }
email-text = Good day,

    attached is the page about the work on your car (job { $number }): how it came to us, what was done, and what you may notice now.
    If anything is unclear, reply to this e-mail or call us.

    { $workshop }
