//! Programs that give any bytes to precheck's parsers, guided by what the bytes reach: `tests/fuzz/run`.

pub mod targets;
