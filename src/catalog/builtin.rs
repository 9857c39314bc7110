//! The files that come with the program: checklists, radios, guide.

/// A file that is built in: its name in the workshop's `checklists` folder, and what it says.
pub(super) struct BuiltIn {
    pub(super) name: &'static str,
    pub(super) text: &'static str,
}

/// The checklists, in the order in which the kinds of work are offered.
pub(super) const CHECKLISTS: [BuiltIn; 3] = [
    BuiltIn { name: "battery.toml", text: include_str!("../../checklists/battery.toml") },
    BuiltIn { name: "wiring.toml", text: include_str!("../../checklists/wiring.toml") },
    BuiltIn { name: "wiring-airbag.toml", text: include_str!("../../checklists/wiring-airbag.toml") },
];

/// The radio files, in the order in which their makes are offered.
pub(super) const RADIOS: [BuiltIn; 14] = [
    BuiltIn { name: "every-car.toml", text: include_str!("../../checklists/radios/every-car.toml") },
    BuiltIn { name: "nissan-qashqai.toml", text: include_str!("../../checklists/radios/nissan-qashqai.toml") },
    BuiltIn { name: "nissan.toml", text: include_str!("../../checklists/radios/nissan.toml") },
    BuiltIn { name: "renault.toml", text: include_str!("../../checklists/radios/renault.toml") },
    BuiltIn { name: "ford.toml", text: include_str!("../../checklists/radios/ford.toml") },
    BuiltIn { name: "opel.toml", text: include_str!("../../checklists/radios/opel.toml") },
    BuiltIn { name: "fiat.toml", text: include_str!("../../checklists/radios/fiat.toml") },
    BuiltIn { name: "honda.toml", text: include_str!("../../checklists/radios/honda.toml") },
    BuiltIn { name: "volkswagen.toml", text: include_str!("../../checklists/radios/volkswagen.toml") },
    BuiltIn { name: "peugeot.toml", text: include_str!("../../checklists/radios/peugeot.toml") },
    BuiltIn { name: "bmw.toml", text: include_str!("../../checklists/radios/bmw.toml") },
    BuiltIn { name: "mercedes.toml", text: include_str!("../../checklists/radios/mercedes.toml") },
    BuiltIn { name: "toyota.toml", text: include_str!("../../checklists/radios/toyota.toml") },
    BuiltIn { name: "hyundai.toml", text: include_str!("../../checklists/radios/hyundai.toml") },
];

/// The guide.
pub(super) const GUIDES: [BuiltIn; 1] =
    [BuiltIn { name: "radio-code.toml", text: include_str!("../../checklists/guide/radio-code.toml") }];

impl BuiltIn {
    /// The name without `.toml`: the id.
    pub(super) fn stem(&self) -> &'static str {
        self.name.trim_end_matches(".toml")
    }
}
