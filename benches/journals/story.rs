//! What happens in one job, made up: in the order and with the words of the built-in checklists, with wrong turns.

use precheck::domain::fact::{Handover, LeftUnsafe, Print, RadioReply, StopReason, What};
use precheck::domain::lockout::{AttemptStage, correction};
use precheck::domain::{Answer, Id, Measurement, PausePoint, Serial, Signature};

use super::chance::Chance;

/// One row of a job, before it has a number.
pub struct Moment {
    /// Milliseconds since the job began.
    pub at_ms: i64,
    /// By whom.
    pub who: Signature,
    /// Remarks.
    pub note: String,
    /// What.
    pub what: What,
    /// Whether it is written at another station.
    pub is_elsewhere: bool,
}

/// A checklist that jobs are begun with.
#[derive(Clone)]
pub struct Kind {
    /// Its id.
    pub id: Id,
    /// Its revision.
    pub revision: u32,
    /// The SHA-256 of its file.
    pub sha: String,
}

const TECHNICIANS: [&str; 7] = ["A. K.", "B. O.", "C. Müller", "D. L.", "E. T.", "F. S.", "G. N."];
const REMARKS: [&str; 8] = [
    "on the card in the book",
    "customer: the presets are gone, the clock is set",
    "- see the last invoice",
    "2 tries before we got it",
    "label half covered, read with a mirror",
    "asked twice; \"sure\"",
    "Stoßfänger war ab",
    "P0340, U1000",
];

/// Tells one job.
pub struct Teller<'a> {
    chance: &'a mut Chance,
    who: &'static str,
    at_ms: i64,
    /// What happened so far.
    pub told: Vec<Moment>,
    skipped: u32,
    overridden: u32,
    arrival: &'static str,
    car: &'static str,
    is_ended: bool,
}

fn id(word: &str) -> Id {
    Id::new(word).expect("the words of these stories are names")
}

impl<'a> Teller<'a> {
    /// Tells a whole job with the car number `car`.
    pub fn tell(chance: &'a mut Chance, kind: &Kind, car: u64) -> Vec<Moment> {
        let who = TECHNICIANS[(chance.next() % 7) as usize];
        let mut teller = Self {
            chance,
            who,
            at_ms: 0,
            told: Vec::with_capacity(48),
            skipped: 0,
            overridden: 0,
            arrival: "plays",
            car: "other-car",
            is_ended: false,
        };
        let is_via_file = teller.chance.is_one_of(15);
        let (checklist, revision, sha) = (kind.id, kind.revision, kind.sha.clone());
        teller.say(0, What::Started { checklist, revision, sha, is_via_file }, "");
        if kind.id.as_str() == "battery" {
            teller.battery(car)
        } else {
            teller.wiring(car)
        }
        teller.told
    }

    fn say(&mut self, seconds: u64, what: What, note: &str) {
        if self.is_ended {
            return;
        }
        self.at_ms += if seconds == 0 { 0 } else { self.chance.between(seconds * 300, seconds * 1700) as i64 };
        let (who, note) = (self.who.into(), note.to_owned());
        self.told.push(Moment { at_ms: self.at_ms, who, note, what, is_elsewhere: false });
    }

    fn note(&mut self) -> &'static str {
        REMARKS[(self.chance.next() % 8) as usize]
    }

    fn answer(&mut self, seconds: u64, item: &str, answer: Answer) {
        let is_other_first = self.chance.is_one_of(30);
        let note = if self.chance.is_one_of(25) { self.note() } else { "" };
        self.say(seconds, What::Answered { item: id(item), answer: answer.clone() }, note);
        if is_other_first && !self.is_ended {
            let note = self.note();
            self.say(20, What::Corrected { item: id(item), answer, reason: note.to_owned() }, "");
        }
    }

    fn option(&mut self, seconds: u64, item: &str, options: &[(&'static str, u64)]) -> &'static str {
        let chosen = self.chance.pick(options);
        self.answer(seconds, item, Answer::Option(id(chosen)));
        chosen
    }

    fn volts(&mut self, seconds: u64, item: &str, low: u64, high: u64) {
        let hundredths = self.chance.between(low, high);
        let typed = format!("{}.{:02}", hundredths / 100, hundredths % 100);
        let reading = Measurement::parse(&typed, "V").expect("a figure");
        self.answer(seconds, item, Answer::Number(reading));
    }

    fn skip(&mut self, item: &str) {
        self.skipped += 1;
        let note = self.note();
        self.say(8, What::Skipped { item: id(item) }, note);
    }

    /// An override needs a second person.
    fn overrule(&mut self, item: &str, answer: Option<Answer>) {
        self.overridden += 1;
        let note = self.note();
        let who = self.who;
        self.say(30, What::overrode(id(item), answer), note);
        if let Some(moment) = self.told.last_mut().filter(|_| !self.is_ended) {
            moment.who = Signature::of_two(who, "H. R.");
        }
    }

    fn clear(&mut self, page: PausePoint) {
        let (skipped, overridden) = (self.skipped, self.overridden);
        (self.skipped, self.overridden) = (0, 0);
        self.say(6, What::Cleared { page, skipped, overridden }, "");
        if self.chance.is_one_of(1) {
            // nobody came back to it
            self.is_ended = true;
        }
    }

    fn interruption(&mut self, page: PausePoint, per_thousand: u64) -> bool {
        if !self.chance.is_one_of(per_thousand) {
            return false;
        }
        let reason =
            self.chance.pick(&[("phone", 40), ("part", 25), ("customer", 15), ("other-job", 15), ("away", 30)]);
        if reason != "away" {
            self.say(10, What::Interrupted { page, reason: id(reason) }, "");
        }
        if self.chance.is_one_of(200) {
            self.who = TECHNICIANS[(self.chance.next() % 7) as usize];
        }
        self.say(600, What::Resumed { page, reason: id(reason) }, "");
        true
    }

    /// Stops the job.
    fn stop(&mut self, reason: StopReason, remark: &'static str) {
        self.say(30, What::Stopped { rows: 0, reason: Some(reason), left: LeftUnsafe::default() }, remark);
        self.after_the_end();
        self.is_ended = true;
    }

    fn car(&mut self, car: u64) {
        let mut own = Chance::new(car.wrapping_mul(0x2545_f491_4f6c_dd1d));
        let letter = |n: u64| char::from(b'A' + (n % 26) as u8);
        let (a, b, c, d) = (own.next(), own.next(), own.next(), own.next());
        let plate = format!("{}{}{:02} {}{}{}", letter(a), letter(b), a % 90, letter(c), letter(d), letter(b / 7));
        self.answer(9, "plate", Answer::Text(plate));
        let generation = own.pick(&[("j10", 25), ("j11", 50), ("j12", 20), ("other-car", 5)]);
        self.answer(4, "car", Answer::Option(id(generation)));
        let engine = own.pick(&[("petrol", 50), ("diesel", 35), ("mild-hybrid", 12), ("unknown", 3)]);
        self.answer(3, "engine", Answer::Option(id(engine)));
        self.car = generation;
    }

    fn radio(&mut self, car: u64) {
        if self.arrival == "no-radio" {
            return;
        }
        let mut own = Chance::new(car ^ 0x00c0_ffee);
        let rarely = own.pick(&[("other-factory", 3), ("non-standard", 5), ("unknown", 2), ("", 90)]);
        let radio = match self.car {
            _ if !rarely.is_empty() => rarely,
            "j10" => own.pick(&[("j10-standard", 2), ("j10-connect", 3)]),
            "j11" => own.pick(&[("j11-connect", 7), ("j11-standard", 3)]),
            "j12" => "j12-touch",
            _ => "unknown",
        };
        self.answer(5, "radio", Answer::Option(id(radio)));
    }

    /// The serial and how it was read, the customer's code and where it was found.
    fn serial_and_code(&mut self, car: u64) {
        let mut own = Chance::new(car.wrapping_add(77));
        let digits = own.next() % 1_000_000_000_000;
        let serial = match own.next() % 20 {
            0..=12 => format!("BP{digits:012}"),
            13..=17 => format!("CL{digits:012}"),
            18 => format!("{:014}", digits * 7),
            _ => format!("PN-{}", digits % 1_000_000),
        };
        match self.chance.between(0, 999) {
            _ if self.arrival == "no-radio" => _ = self.option(4, "radio-serial", &[("no-radio", 1)]),
            0..=934 => {
                let serial = Serial::parse(&serial).expect("a serial");
                self.answer(24, "radio-serial", Answer::Serial(serial));
                self.option(
                    3,
                    "serial-source",
                    &[
                        ("label", 45),
                        ("card-or-book", 35),
                        ("service-menu", 12),
                        ("diagnostic-tool", 5),
                        ("earlier-job", 3),
                    ],
                );
            }
            935..=959 => self.overrule("radio-serial", None),
            _ => _ = self.option(30, "radio-serial", &[("declined", 2), ("costs-attempts", 1), ("none", 1)]),
        }
        let found = match self.chance.between(0, 999) {
            _ if self.arrival == "no-radio" => {
                self.option(5, "customer-code", &[("none-needed", 1)]);
                false
            }
            0..=619 => self.option(35, "customer-code", &[("card-seen", 1)]) == "card-seen",
            620..=869 => {
                let seen = if self.arrival == "plays" { "customer-says" } else { "entered-accepted" };
                self.option(20, "customer-code", &[(seen, 1)]) == seen
            }
            870..=919 => {
                self.option(15, "customer-code", &[("none-needed", 1)]);
                false
            }
            920..=959 => {
                self.option(20, "customer-code", &[("dealer-supplies", 1)]);
                let note = self.note();
                let answer = Answer::Option(id("card-seen"));
                self.say(2400, What::Corrected { item: id("customer-code"), answer, reason: note.to_owned() }, "");
                true
            }
            960..=984 => {
                self.overrule("customer-code", Some(Answer::Option(id("no"))));
                false
            }
            _ => {
                self.option(20, "customer-code", &[("no", 1)]);
                self.stop(StopReason::NoCode, "");
                false
            }
        };
        if found {
            self.option(
                3,
                "code-found",
                &[
                    ("documents", 50),
                    ("knew-it", 20),
                    ("dealer", 10),
                    ("service-menu", 8),
                    ("radio-removed", 5),
                    ("other", 4),
                ],
            );
        }
    }

    fn before_touching(&mut self) {
        self.volts(14, "arrival-volts", 1150, 1290);
        self.arrival = self.option(
            5,
            "arrival",
            &[("plays", 900), ("asks-code", 40), ("locked", 8), ("no-power", 42), ("no-radio", 10)],
        );
    }

    fn lamps_and_consent(&mut self) {
        if self.chance.is_one_of(20) {
            self.skip("lamps");
        } else {
            self.option(12, "lamps", &[("none", 86), ("these", 10), ("not-readable", 4)]);
        }
        self.option(6, "access", &[("window-open", 50), ("boot-reachable", 20), ("key-blade", 25), ("neither", 5)]);
        self.option(8, "consent", &[("customer-here", 60), ("by-phone", 25), ("front-desk", 14), ("own-car", 1)]);
        match self.chance.between(0, 999) {
            0..=9 => self.stop(StopReason::Declined, ""),
            10..=19 => self.stop(StopReason::Mistake, "entered twice"),
            _ => {}
        }
    }

    /// Backup, insulation, doors, ignition, the wait.
    fn lead_comes_off(&mut self) {
        let backup = match self.arrival {
            "plays" | "asks-code" if !self.chance.is_one_of(30) => {
                self.volts(25, "source-volts", 1240, 1390);
                self.option(5, "source-polarity", &[("right", 3), ("keyed-plug", 5)]);
                self.option(
                    40,
                    "backup-power",
                    &[("obd-saver", 45), ("second-battery", 28), ("bench-supply", 17), ("lighter-socket", 10)],
                )
            }
            "plays" | "asks-code" => {
                self.option(10, "source-volts", &[("no-source", 1)]);
                self.overrule("backup-power", None);
                "none"
            }
            "no-radio" => {
                self.option(10, "source-volts", &[("no-radio", 1)]);
                self.option(5, "backup-power", &[("no-radio", 1)])
            }
            _ => {
                self.option(10, "source-volts", &[("memory-lost", 1)]);
                self.option(5, "backup-power", &[("memory-lost", 1)])
            }
        };
        let insulation = self.option(12, "insulation", &[("ready", 96), ("nothing", 4)]);
        self.ready_to_wait();
        if self.interruption(PausePoint::B, 300) {
            self.ready_to_wait();
        }
        let seconds = self.chance.between(180, 300) as u32;
        self.at_ms += i64::from(seconds) * 1000;
        self.answer(3, "wait", Answer::Number(Measurement::seconds(seconds)));
        self.clear(PausePoint::B);
        self.volts(20, "car-volts", 1210, 1280);
        self.clear(PausePoint::C);
        self.interruption(PausePoint::D, 350);
        self.at_ms += self.chance.between(600_000, 3_000_000) as i64;
        self.option(60, "leads", &[("both-tight", 97), ("damaged", 3)]);
        if !matches!(backup, "none" | "no-radio" | "memory-lost") {
            self.option(15, "backup-removed", &[("removed", 1)]);
        }
        if insulation == "ready" {
            self.option(5, "insulation-removed", &[("removed", 1)]);
        }
    }

    fn ready_to_wait(&mut self) {
        self.option(10, "doors", &[("doors-shut", 75), ("door-open", 20), ("consumer-on", 5)]);
        self.option(6, "ignition", &[("key-away", 92), ("key-near", 8)]);
    }

    fn battery(&mut self, car: u64) {
        self.before_touching();
        self.car(car);
        let stop_start = self.option(3, "stop-start", &[("yes", 60), ("no", 35), ("unknown", 5)]);
        self.radio(car);
        self.interruption(PausePoint::A, 350);
        self.serial_and_code(car);
        self.lamps_and_consent();
        self.clear(PausePoint::A);
        self.lead_comes_off();
        self.volts(60, "charging-volts", 1405, 1455);
        if stop_start != "no" {
            self.option(10, "battery-type", &[("efb", 45), ("agm", 35), ("ordinary", 5), ("same-battery", 15)]);
            self.option(30, "battery-reset", &[("reset", 70), ("not-needed", 25), ("not-done", 5)]);
        }
        self.radio_after();
        self.option(25, "windows", &[("initialised", 70), ("kept", 25), ("not-done", 5)]);
        self.option(15, "clock", &[("set", 70), ("kept", 25), ("left", 5)]);
        self.end();
    }

    fn wiring(&mut self, car: u64) {
        let method = self.option(8, "method", &[("lead-off", 70), ("lead-on", 20), ("radio-unplugged", 10)]);
        self.option(5, "location", &[("engine-bay", 45), ("cabin", 35), ("doors-boot", 20)]);
        self.before_touching();
        self.car(car);
        self.radio(car);
        let plan = if self.arrival == "no-radio" { ("no-radio", 1) } else { ("stays", 1) };
        self.option(4, "radio-plan", &[plan]);
        self.interruption(PausePoint::A, 350);
        self.serial_and_code(car);
        self.lamps_and_consent();
        self.clear(PausePoint::A);
        self.answer(25, "circuit", Answer::Text("F14, radio and screen".to_owned()));
        self.volts(20, "circuit-volts", 0, 6);
        if method == "lead-off" {
            self.lead_comes_off();
        } else {
            self.option(6, "ignition", &[("key-away", 92), ("key-near", 8)]);
            self.clear(PausePoint::B);
        }
        self.option(30, "fuse-back", &[("same-rating", 80), ("none-out", 20)]);
        self.option(40, "circuit-after", &[("works", 95), ("not-working", 5)]);
        if method == "lead-off" {
            self.volts(60, "charging-volts", 1405, 1455);
        }
        self.radio_after();
        self.end();
    }

    fn radio_after(&mut self) {
        let after = match self.arrival {
            "no-radio" => self.option(10, "radio-after", &[("no-radio", 1)]),
            "plays" => self.option(
                20,
                "radio-after",
                &[("plays", 930), ("code-entered", 40), ("asks-code", 25), ("locked", 5)],
            ),
            _ => self.option(20, "radio-after", &[("code-entered", 70), ("asks-code", 25), ("locked", 5)]),
        };
        if after == "asks-code" {
            if self.chance.is_one_of(400) {
                self.say(100, AttemptStage::Begun.what(), "");
                self.say(20, AttemptStage::Ended(RadioReply::Error).what(), "");
            }
            self.say(40, AttemptStage::Begun.what(), "");
            if self.chance.is_one_of(10) {
                self.say(20, AttemptStage::Ended(RadioReply::Error).what(), "");
                self.say(10, correction(RadioReply::Accepted, "pressed the wrong key"), "");
            } else {
                self.say(20, AttemptStage::Ended(RadioReply::Accepted).what(), "");
            }
            let answer = Answer::Option(id("code-entered"));
            let note = self.note();
            self.say(10, What::Corrected { item: id("radio-after"), answer, reason: note.to_owned() }, "");
        }
    }

    fn end(&mut self) {
        self.option(20, "lamps-after", &[("as-before", 90), ("fewer", 7), ("these", 3)]);
        self.clear(PausePoint::D);
        self.say(10, What::Finished { rows: 0 }, "");
        self.after_the_end();
    }

    fn after_the_end(&mut self) {
        if self.is_ended || self.chance.is_one_of(60) {
            return;
        }
        let is_elsewhere = self.chance.is_one_of(100);
        let before = self.told.len();
        let result = if self.chance.is_one_of(20) { Print::Failed } else { Print::Printed };
        self.say(40, What::Printed { result }, "front desk");
        if self.chance.is_one_of(5) {
            let answer = Answer::Option(id("set"));
            let note = self.note();
            self.say(900, What::Corrected { item: id("clock"), answer, reason: note.to_owned() }, "");
        }
        let how = match self.chance.between(0, 99) {
            0..=79 => Handover::Signed,
            80..=94 => Handover::NotSigned,
            _ => Handover::NotCollected,
        };
        self.say(3600, What::HandedOver { how }, "");
        for moment in &mut self.told[before..] {
            moment.is_elsewhere = is_elsewhere && matches!(moment.what, What::Printed { .. } | What::HandedOver { .. });
        }
    }
}
