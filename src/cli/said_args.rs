//! What `precheck audit` records about findings.

/// That a finding was seen, or what is done about it.
#[derive(Debug, clap::Args)]
pub struct SaidArgs {
    /// Record in this station's journal that a finding was seen: of a job, or about a file of the record (STATION/FILE). `all JOB`
    /// marks all of a job, `FINDING all` all of a kind that the words take, a row each
    #[arg(
        long,
        num_args = 2,
        value_names = ["FINDING", "JOB|FILE"],
        group = "said",
        requires = "remark",
        requires = "who"
    )]
    pub seen: Option<Vec<String>>,
    /// Record that something is to be done about a finding, or about several as with --seen: by whom, until when, and what
    #[arg(
        long,
        num_args = 2,
        value_names = ["FINDING", "JOB|FILE"],
        group = "said",
        requires = "remark",
        requires = "who",
        requires = "by",
        requires = "until"
    )]
    pub action: Option<Vec<String>>,
    /// Record that it was done
    #[arg(
        long,
        num_args = 2,
        value_names = ["FINDING", "JOB|FILE"],
        group = "said",
        requires = "remark",
        requires = "who"
    )]
    pub done: Option<Vec<String>>,
    /// What is to be said: about what was seen, what is to be done, or what came of it
    #[arg(long, value_name = "TEXT", requires = "said")]
    pub remark: Option<String>,
    /// With --action: the colleague who does it
    #[arg(long, value_name = "NAME", requires = "action")]
    pub by: Option<String>,
    /// With --action: the last day for it, such as 2026-12-06, or "7 days"
    #[arg(long, value_name = "DAY", requires = "action")]
    pub until: Option<String>,
    /// With --seen to-observe: the car is as recorded
    #[arg(long, requires = "seen", conflicts_with = "differs")]
    pub agrees: bool,
    /// With --seen to-observe: it is not, in these items, by name or id, with commas between them
    #[arg(long, requires = "seen", value_name = "ITEM,ITEM")]
    pub differs: Option<String>,
    /// Who says so
    #[arg(long, value_name = "NAME", requires = "said")]
    pub who: Option<String>,
}

impl SaidArgs {
    /// The option that was given, with the finding and the job.
    #[must_use]
    pub fn given(&self) -> Option<(&'static str, &[String])> {
        let options = [("--seen", &self.seen), ("--action", &self.action), ("--done", &self.done)];
        options.into_iter().find_map(|(option, given)| Some((option, given.as_deref()?)))
    }
}
