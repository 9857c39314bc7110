//! Remarks: a technician's own, and the few that are meant for the customer.

use super::{Id, PausePoint};

/// What a remark is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RemarkOn {
    /// An item, answered or not.
    Item(Id),
    /// The completion call of a page.
    Call(PausePoint),
    /// The job, also once it has ended.
    Job,
}

/// What a remark begins with when *the customer will read this*. All other remarks never leave the workshop.
pub const FOR_CUSTOMER: &str = "customer:";

/// The text behind the mark, when there is one.
#[must_use]
pub fn marked(remark: &str) -> Option<&str> {
    let (head, line) = remark.trim_start().split_at_checked(FOR_CUSTOMER.len())?;
    head.eq_ignore_ascii_case(FOR_CUSTOMER).then(|| line.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_marked_is_for_the_customer() {
        for (remark, line) in [
            ("customer: brake pads are worn", Some("brake pads are worn")),
            (" Customer:brake pads ", Some("brake pads")),
            ("customer:  ", Some("")),
            ("the customer: is rude", None),
            ("no-code: customer: private", None),
            ("called the customer", None),
            ("cus", None),
            ("čustomer: x", None),
        ] {
            assert_eq!(marked(remark), line, "{remark:?}");
        }
    }
}
