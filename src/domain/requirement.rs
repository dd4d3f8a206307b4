//! Officers required per day, block and skill.

use chrono::NaiveDate;

use super::ids::{BlockCode, SkillCode};

/// One row: `0 <= floor <= target`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The day.
    pub date: NaiveDate,
    /// The block.
    pub block: BlockCode,
    /// The skill.
    pub skill: SkillCode,
    /// Least officers, so that the queue stays stable at the median demand.
    pub floor: i32,
    /// Officers wanted at the chosen quantile of the forecast.
    pub target: i32,
}
