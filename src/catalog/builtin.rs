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

/// The radio files.
pub(super) const RADIOS: [BuiltIn; 1] =
    [BuiltIn { name: "nissan-qashqai.toml", text: include_str!("../../checklists/radios/nissan-qashqai.toml") }];

/// The guide.
pub(super) const GUIDES: [BuiltIn; 1] =
    [BuiltIn { name: "radio-code.toml", text: include_str!("../../checklists/guide/radio-code.toml") }];

impl BuiltIn {
    /// The name without `.toml`: the id.
    pub(super) fn stem(&self) -> &'static str {
        self.name.trim_end_matches(".toml")
    }
}
