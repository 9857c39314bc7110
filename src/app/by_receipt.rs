//! Which job a receipt is of: typed from the customer's page, or scanned there.

use super::Store;
use crate::domain::JobCard;
use crate::journal::{Receipt, ScannedReceipt};

impl Store {
    /// The jobs that a text is the receipt of; none where it is no receipt.
    #[must_use]
    pub fn of_receipt(&self, text: &str) -> Vec<&JobCard> {
        let Ok(receipt) = Receipt::parse(text) else { return Vec::new() };
        let cards: Vec<&JobCard> = self.cards.iter().filter(|card| card.receipt() == Some(receipt.key())).collect();
        match ScannedReceipt::parse(text) {
            // where the row that it is of was changed, the page names its job all the same
            Some(scanned) if cards.is_empty() => self.cards.of_number(&scanned.job.number).collect(),
            _ => cards,
        }
    }

    /// Why no job has what is written as a receipt; `None` where it isn't written so.
    #[must_use]
    pub fn no_such_receipt(&self, text: &str) -> Option<String> {
        if !Receipt::is_as_printed(text) {
            return None;
        }
        Some(match Receipt::parse(text) {
            Ok(_) if self.is_reading => "No job has this receipt yet: older jobs are still being read".to_owned(),
            Ok(_) => "No job here has this receipt".to_owned(),
            Err(bad) => format!("This receipt is not right: {bad}"),
        })
    }
}
