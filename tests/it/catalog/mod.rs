//! The catalogue: checklists, radio files and the workshop's folder.

mod arbitrary;
mod built_in;
mod faults;
mod folder;
mod load;
mod radios;
mod reasons;
mod show;
mod walks;
mod workshop;
