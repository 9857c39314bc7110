//! The QR code as a square of dark and light modules.

use fast_qr::{ECL, QRBuilder};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Square {
    /// Modules a side, without the quiet zone.
    pub side: usize,
    dark: Vec<bool>,
}

impl Square {
    /// The code of a text; `None` for one that is too long, which a receipt never is.
    pub(super) fn of(text: &str) -> Option<Self> {
        let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
        let side = code.size;
        let dark = (0..side * side).map(|at| code[at / side][at % side].value()).collect();
        Some(Self { side, dark })
    }

    /// Runs of dark modules: row, first column, length. Drawn as one bar each, they have no seams.
    pub(super) fn runs(&self) -> Vec<(usize, usize, usize)> {
        let mut runs = Vec::new();
        for (row, modules) in self.dark.chunks(self.side).enumerate() {
            let mut column = 0;
            for run in modules.chunk_by(|a, b| a == b) {
                if run[0] {
                    runs.push((row, column, run.len()));
                }
                column += run.len();
            }
        }
        runs
    }
}
