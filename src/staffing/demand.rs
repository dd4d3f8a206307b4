//! What staffing is asked about: the demand, the opening hours and the capacity of one centre, day by day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::profile::DayProfile;
use crate::domain::ids::{BlockCode, GroupCode, SkillCode};
use crate::domain::procedure_group::Due;

/// What is expected of one procedure group on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupDemand {
    /// The group.
    pub group: GroupCode,
    /// The skill that its desk asks for.
    pub skill: SkillCode,
    /// Minutes at the desk per dossier; 0 for a group that has no desk.
    pub desk_minutes: f64,
    /// Minutes in the back office per dossier.
    pub back_minutes: f64,
    /// When its dossiers are due.
    pub due: Due,
    /// Dossiers of the day at the chosen quantile of the forecast.
    pub dossiers: f64,
    /// Dossiers of the day at the median.
    pub median: f64,
    /// Dossiers of the day at the 90 % quantile: up to them the standby list helps out.
    pub high: f64,
    /// How they spread over the day.
    pub profile: DayProfile,
}

/// A block in which the centre is open on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenBlock {
    /// Its code.
    pub code: BlockCode,
    /// Start, minutes after midnight.
    pub start: u32,
    /// End, minutes after midnight.
    pub end: u32,
    /// Whether it lies outside the regular office hours: early, late, evening.
    pub extended: bool,
}

impl OpenBlock {
    /// Minutes from start to end.
    pub(super) fn length(&self) -> u32 {
        self.end - self.start
    }
}

/// One day of one centre. A day without blocks is closed: it receives nobody, and its backlog waits.
#[derive(Clone, Debug, PartialEq)]
pub struct DayDemand {
    /// The day.
    pub date: NaiveDate,
    /// The blocks open on it.
    pub blocks: Vec<OpenBlock>,
    /// The demand by group.
    pub groups: Vec<GroupDemand>,
    /// Productive minutes that the regular day has by skill; a skill without an entry has no limit, and so no backlog.
    pub capacity_minutes: BTreeMap<SkillCode, f64>,
}
