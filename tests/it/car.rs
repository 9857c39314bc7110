//! A car that tells its VIN and codes, for the tests of what is made of them.

use precheck::domain::{CarCodes, CodesRead, FaultCode, Id, What};

/// Its VIN.
pub const VIN: &str = "SJNFBAJ11U1234567";

/// What the adapter `adapter` read at an item; nothing of permanent codes is told.
pub fn codes_read(item: &str, vin: Option<&str>, stored: Option<&[u16]>, pending: Option<&[u16]>) -> What {
    let codes = |codes: Option<&[u16]>| codes.map(|codes| codes.iter().copied().map(FaultCode).collect());
    let told =
        CarCodes { vin: vin.map(str::to_owned), stored: codes(stored), pending: codes(pending), permanent: None };
    let id = |text| Id::new(text).unwrap();
    What::CodesRead { item: id(item), read: Box::new(CodesRead { by: id("adapter"), told }) }
}
