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
