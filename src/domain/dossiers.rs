//! What has been observed: dossiers received per day, centre and group.

use chrono::{NaiveDate, NaiveDateTime};

use super::ids::{CentreCode, GroupCode};

/// One day's count. A day without a row was not observed; 0 means open and nothing came.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DossierOutcome {
    /// Completed before they were due.
    pub completed_early: Option<u32>,
    /// Completed on time.
    pub completed_on_time: Option<u32>,
    /// Completed late.
    pub completed_late: Option<u32>,
    /// Open and overdue, of any day, when the day ended.
    pub open_overdue: Option<u32>,
    /// Certified copies made from originals as electronic copies.
    pub e_certified: Option<u32>,
    /// Fees paid online.
    pub paid_online: Option<u32>,
    /// Citizens who came.
    pub citizens: Option<u32>,
    /// Procedures (copies) done.
    pub procedures: Option<u32>,
}

/// A group of a centre whose dossiers are known one by one. A list of dossiers has no row for a day on which none came, so
/// that a day without one says 0 where the centre was at work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedSingly {
    /// The procedure group.
    pub group: GroupCode,
    /// The day of its first dossier.
    pub since: NaiveDate,
    /// First and last day of which somebody wrote down a count: between them a day without a count was not observed.
    pub by_the_day: Option<(NaiveDate, NaiveDate)>,
}

impl CountedSingly {
    /// Whether `date`, when no dossier of the group came, is a day of which that is known.
    #[must_use]
    pub fn knows(&self, date: NaiveDate) -> bool {
        self.since <= date && self.by_the_day.is_none_or(|(first, last)| date < first || last < date)
    }
}

/// A single dossier that is not finished yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenDossier {
    /// The procedure group.
    pub group: GroupCode,
    /// When it was received, as the clocks of the centre show it.
    pub received: NaiveDateTime,
    /// The day on which it is due, where that is written down.
    pub due: Option<NaiveDate>,
}

/// One day's count of one centre and group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierCount {
    /// The day.
    pub date: NaiveDate,
    /// The centre.
    pub centre: CentreCode,
    /// The procedure group.
    pub group: GroupCode,
    /// Dossiers received.
    pub received: u32,
    /// What became of them, where known.
    pub outcome: DossierOutcome,
}
