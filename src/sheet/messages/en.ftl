# The customer's sheet in English: plain words, short sentences, no trade language.
# Another language is another file of this kind, named by its two letters: what it leaves out is taken from here.

# --- how the language writes dates, times and figures
date = { $day } { $month } { $year }
time = { $hour }:{ $minute }
moment = { $date }, { $time }
decimal-mark = .
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
head-proof = Proof of this record

# --- facts
job = Job
date-label = Date
plate = Plate
car = Car
radio = Radio
radio-none = none in the car
work = Work
technician = Technician
not-known = not known

# --- what was done
period = { $from } to { $to }
lead-off = the battery lead was off from { $off } to { $on }
lead-off-untimed = the battery lead was off
lead-off-since = the battery lead was taken off at { $off }
lead-off-since-untimed = the battery lead was taken off
work-fed = { $work }: { $lead }; meanwhile a second source fed the car ({ $source }), with { $volts } measured between its leads.
work-off = { $work }: { $lead }; second source meanwhile: { $source }.
work-off-volts = { $work }: { $lead }; second source meanwhile: { $source }; { $volts } measured between its leads.
work-on = { $work }: the battery stayed connected all the time.
work-not-begun = { $work }: the work had not begun, and the battery stayed connected.
source-unknown = not recorded

# --- stopped
stop-no-code = The code of your radio could not be found. Without it the radio might have stayed silent after the work.
stop-declined = You decided against the work.
stop-unsafe = It was not safe to go on.
stop-part-wrong = The part did not fit your car.
stop-other = Something stood in the way.
stop-good = We stopped in time, which is what this check is for. The work can be done another day.
stop-good-on = We stopped in time, which is what this check is for. The battery is connected again.
alarm-off = THE BATTERY LEAD IS OFF
alarm-off-text = Your car was left with its battery disconnected. It will not start, and it must not be driven. Please ask us before you do anything.
alarm-unfinished = NOT FINISHED
alarm-unfinished-text = Please do not use the car before we have done what is still open.
alarm-open = What we still have to do: { $items }.
open-lead = connect the battery again
open-source = take the second source off the car
open-fitted = take out what was put in for the work

# --- what was checked
col-item = Checked
col-before = On arrival, before we began
col-after = During and after the work
row-volts = Battery, and charging afterwards
row-volts-before = Battery
row-radio = Radio
row-lamps = Warning lamps, stored faults
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
customer-line = { $item }: { $line }

# --- radio
serial = Serial number
serial-none = not recorded
code = Code
code-value = { $value }. We keep no copy of it.
code-unknown = not asked
code-box = Write your code here by hand, cut it off, and keep it apart from the car.
radio-asks = Your radio asks for its code now. Enter only the code that belongs to this serial number.
radio-locked = Your radio is locked for now. Leave the ignition on until the time is over, and enter nothing before.
radio-locked-for-good = Your radio is locked and takes no code any more. Enter nothing: a dealer can unlock it.
radio-dead = Your radio does not switch on. Please call us.

# --- attempts
head-attempts = Attempts to enter the code
attempt-accepted = { $time }: the radio accepted the code.
attempt-plays = { $time }: the radio played again.
attempt-error = { $time }: we entered a code, and the radio did not accept it.
attempt-wait = { $time }: we entered a code, and the radio then asked us to wait.
attempt-locked = { $time }: we entered a code, and the radio then showed LOCKED.
attempt-seen-locked = { $time }: the radio showed LOCKED; we entered nothing.
attempt-unknown = { $time }: codes had been entered elsewhere; we do not know how many.
attempt-unseen = { $time }: a code was entered; nobody recorded what the radio did.
attempts-wait = Please enter nothing before { $time }, and leave the ignition on until then.
attempts-limit = We stopped trying: another wrong code may lock the radio for good. Please find the right code first, or ask a dealer.
attempts-locked = The radio takes no code any more. A dealer can unlock it: take the car's papers and the serial number there.
waits = Waiting times: after { $count } wrong entries most radios take no entry for { $minutes } minutes.
waits-others = Waiting times: after { $count } wrong entries most radios take no entry for { $minutes } minutes; some wait { $others } minutes after the first.
waits-first = Waiting times: after the first wrong entry the radio takes no entry for { $minutes } minutes, and longer after further ones.

# --- CODE or SAFE
display-guess = Do not guess: every wrong try counts, also after the power was off.
display-ignition = Leave the ignition on while the radio makes you wait. What you enter until then does not count.
display-call = Call us ({ $name }) before you try a second time.
display-call-nobody = Call us before you try a second time.
unverified = { $text } (we could not verify this)

# --- first days
notice-windows = A window does not close by itself. { $how }
notice-windows-plain = A window does not close by itself: close it fully and hold the switch for some seconds, then open it fully, and try it with a soft object.
notice-clock = Clock, date or stations are wrong: set them in the menu of the radio or of the car; the owner's handbook shows where.
notice-idle = The engine idles a little differently, or stop-start stays off: this settles within some days of driving.
notice-lamps = A warning lamp is on: most go out after a short drive. If one stays on, please call us.

# --- before the work
lost-radio = The radio may lose its memory and ask for its code. Without the code it stays silent.
lost-settings = Clock, stations and the settings of the windows may be lost. They can be set again.
lost-faults = Stored faults may be cleared. We read them before, as far as they can be read.
lost-idle = Idle and stop-start may need some days of driving to learn again.
care-source = We feed the car from a second source while its battery is disconnected.
care-serial = We write down the radio's serial number first, so that a dealer can make out the code.
care-code = We do not begin before the question of the code is settled. We never ask you for the code itself, and keep no copy of it.
consent-yes = I have been told what may be lost, and I agree to the work.
consent-no = I do not agree. Please leave the battery connected.
consent-no-method = I do not agree. Please do not begin the work.
consent-late = The work began at { $time }, before this page was printed. It can not be signed as an agreement any more.
consent-late-untimed = The work began before this page was printed. It can not be signed as an agreement any more.

# --- end of the page
explained = Explained in person
sign-customer = Customer's signature, date
sign-workshop = Workshop's signature, date
name = Customer's name
receipt = Receipt
station = Station
row = Row
time-label = Time
seal = Seal
how-to-check = This page stands for a sealed record: anyone with the workshop's record can check it with "precheck verify --receipt { $receipt }".
open-record = This page is no receipt: the job is still open. You get the receipt when it ends.
continued = { $title }, continued
page = Page { $page } of { $pages }
