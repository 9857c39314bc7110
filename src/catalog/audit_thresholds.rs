//! The `[audit]` table of `workshop.toml`: from when on something is worth a manager's look.

use super::fields::Fields;
use super::log::Log;

/// From when on something is a finding. The defaults are house figures, which a workshop sets to its own experience.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditThresholds {
    /// A job that is open for more hours is a finding.
    pub open_hours: u32,
    /// A job that was finished more hours ago and not handed over is a finding.
    pub handover_hours: u32,
    /// A step by hand that was answered within so many seconds after what came before is a quick one.
    pub floor_seconds: u32,
    /// So many quick steps on one page are a finding.
    pub quick_steps: u32,
    /// A page that took less than so many percent of the workshop's median is a finding.
    pub page_percent: u32,
    /// So many jobs must have had the page before its median says anything.
    pub page_jobs: u32,
    /// The same reading on so many jobs, one after the other, is a finding.
    pub same_readings: u32,
    /// So many readings, one after the other, that all end in .0 or .5 are a finding.
    pub round_readings: u32,
    /// Whether figures are shown, and readings compared, per technician.
    pub is_per_technician: bool,
}

impl Default for AuditThresholds {
    fn default() -> Self {
        Self {
            open_hours: 24,
            handover_hours: 24,
            floor_seconds: 2,
            quick_steps: 3,
            page_percent: 20,
            page_jobs: 20,
            same_readings: 5,
            round_readings: 20,
            is_per_technician: false,
        }
    }
}

impl AuditThresholds {
    pub(super) fn read(log: &mut Log, mut fields: Fields<'_>) -> Self {
        let default = Self::default();
        let mut whole = |name, range, otherwise| fields.whole(log, name, range).unwrap_or(otherwise);
        let mut thresholds = Self {
            open_hours: whole("open-hours", 1..=8760, default.open_hours),
            handover_hours: whole("handover-hours", 0..=8760, default.handover_hours),
            floor_seconds: whole("floor-seconds", 0..=600, default.floor_seconds),
            quick_steps: whole("quick-steps", 1..=100, default.quick_steps),
            page_percent: whole("page-percent", 0..=100, default.page_percent),
            page_jobs: whole("page-jobs", 5..=100_000, default.page_jobs),
            same_readings: whole("same-readings", 3..=100_000, default.same_readings),
            round_readings: whole("round-readings", 5..=100_000, default.round_readings),
            is_per_technician: default.is_per_technician,
        };
        thresholds.is_per_technician = fields.flag(log, "per-technician").unwrap_or(default.is_per_technician);
        fields.finish(log);
        thresholds
    }
}
