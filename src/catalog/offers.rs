//! Reads the `[jobs]` table of `workshop.toml`: where the workshop's own system says which jobs there are.

use std::path::PathBuf;

use super::source::fields::Fields;

/// The folder in which the workshop's own system leaves its jobs, and the names of the columns that are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffersFolder {
    /// The folder; a relative path is meant from the workshop's.
    pub folder: PathBuf,
    /// The column of the job's number, where it isn't called as usual.
    pub number: Option<String>,
    /// That of the plate.
    pub plate: Option<String>,
    /// That of the VIN.
    pub vin: Option<String>,
    /// That of the kind of work.
    pub kind: Option<String>,
}

pub(super) fn offers(fields: &mut Fields) -> Option<OffersFolder> {
    fields.needs("folder", "folder = \"/srv/orders\"");
    let folder = fields.string("folder").map(|(path, _)| PathBuf::from(path));
    let mut column = |name| fields.string(name).map(|(column, _)| column.to_owned());
    let (number, plate) = (column("number"), column("plate"));
    let (vin, kind) = (column("vin"), column("kind"));
    Some(OffersFolder { folder: folder?, number, plate, vin, kind })
}
