//! What a centre's officers do together: who serves which block, against what was required.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};

use crate::domain::ids::{BlockCode, CentreCode, OfficerCode, SkillCode};
use crate::domain::period::Period;
use crate::domain::work_record::WorkRecord;

/// One skill at the counters of one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkillService {
    /// The skill.
    pub skill: SkillCode,
    /// Least officers.
    pub floor: i32,
    /// Officers wanted.
    pub target: i32,
    /// Officers who serve it, each counted for one skill only.
    pub serving: i32,
}

/// One block of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockService {
    /// The day.
    pub date: NaiveDate,
    /// The block.
    pub block: BlockCode,
    /// Its start.
    pub start: NaiveTime,
    /// Its end.
    pub end: NaiveTime,
    /// Whether work in it counts as an evening.
    pub evening: bool,
    /// What is required and served, by skill.
    pub skills: Vec<SkillService>,
}

impl BlockService {
    /// Officers who serve any of its counters.
    #[must_use]
    pub fn serving(&self) -> i32 {
        self.skills.iter().map(|skill| skill.serving).sum()
    }
}

/// A centre's period, with the records of its officers.
#[derive(Clone, Debug)]
pub struct CentreRecord<'a> {
    /// The centre.
    pub centre: CentreCode,
    /// The days that are judged.
    pub period: Period,
    /// Counters at the front desk.
    pub counters: Option<u32>,
    /// Every block with a requirement, by day and start.
    pub blocks: Vec<BlockService>,
    /// The officers' records.
    pub records: &'a [WorkRecord],
    /// Days of weekly rest in the period.
    pub rest_days: BTreeSet<NaiveDate>,
    /// Public holidays and their compensatory days in the period.
    pub holidays: BTreeSet<NaiveDate>,
    /// Cells that differ from the version published before.
    pub changed: Vec<(OfficerCode, NaiveDate)>,
}

/// A row of an example: day, block, evening or not, and (skill, floor, serving).
pub type ExampleBlock = (&'static str, &'static str, bool, (&'static str, i32, i32));

/// A worked example of a centre's rule.
#[derive(Clone, Debug)]
pub struct CentreExample {
    /// What it shows.
    pub name: &'static str,
    /// Its blocks.
    pub blocks: Vec<ExampleBlock>,
    /// The officers' records in the notation of [`super::example`].
    pub records: Vec<&'static str>,
    /// How many breaches the rule must find.
    pub breaches: usize,
}

impl CentreExample {
    /// The blocks of the example; rows of one day and block are one block.
    ///
    /// # Errors
    /// The day that cannot be read.
    pub fn services(&self) -> Result<Vec<BlockService>, String> {
        let mut services: Vec<BlockService> = Vec::new();
        for (date, block, evening, (skill, floor, serving)) in &self.blocks {
            let date: NaiveDate = date.parse().map_err(|_| (*date).to_owned())?;
            let row = SkillService { skill: (*skill).into(), floor: *floor, target: *floor, serving: *serving };
            match services.last_mut().filter(|last| last.date == date && last.block.as_str() == *block) {
                Some(last) => last.skills.push(row),
                None => services.push(BlockService {
                    date,
                    block: (*block).into(),
                    start: NaiveTime::MIN,
                    end: NaiveTime::MIN,
                    evening: *evening,
                    skills: vec![row],
                }),
            }
        }
        Ok(services)
    }
}
