//! Desks for whoever simulates them, and what comes back.
//!
//! Staffing knows no simulation: it says what each desk meets on each day and with how many officers Erlang would staff it
//! ([`desk_days`]), and takes the simulated numbers as data ([`SimulatedDesks`]).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::demand::{DayDemand, GroupDemand};
use super::open_hours::{OpenHours, OpenStretch};
use super::regular_day::{Desk, desks};
use super::requirement::{RequirementError, check};
use super::settings::StaffingSettings;
use super::skill_work::SkillWork;
use crate::domain::ids::{BlockCode, SkillCode};

/// The desk of one skill on one day, at the chosen quantile of the load. Regular blocks only: extended ones are work, not
/// queues.
#[derive(Clone, Debug, PartialEq)]
pub struct DeskDay {
    /// The day.
    pub date: NaiveDate,
    /// The skill.
    pub skill: SkillCode,
    /// Mean minutes at the desk by kind of dossier.
    pub handling_minutes: Vec<f64>,
    /// The open time in order; breaks between blocks are closed up.
    pub stretches: Vec<DeskStretch>,
    /// The blocks.
    pub blocks: Vec<DeskBlock>,
}

/// A stretch of at most half an hour.
#[derive(Clone, Debug, PartialEq)]
pub struct DeskStretch {
    /// Its block, by position in [`DeskDay::blocks`].
    pub block: usize,
    /// Length.
    pub minutes: u32,
    /// Citizens expected, by kind of dossier.
    pub citizens: Vec<f64>,
}

/// The officers present in a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskBlock {
    /// Its code.
    pub code: BlockCode,
    /// What the wait target asks for by the formula of a steady queue.
    pub officers: u32,
    /// The fewest: a stable queue at the median load, and nobody stands before an empty counter.
    pub floor: u32,
}

/// What a simulation says of a block.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SimulatedDesk {
    /// The fewest officers present with whom the wait target is met.
    pub officers: u32,
    /// Share of the citizens who start in time with them.
    pub share_in_time: f64,
}

/// What simulations say, by day, skill and block; where nothing stands the formula decides.
pub type SimulatedDesks = BTreeMap<(NaiveDate, SkillCode, BlockCode), SimulatedDesk>;

/// The desks of `days` to which anybody comes, in order of day and skill.
///
/// # Errors
/// When a setting, a block or a demand is impossible; the message names it.
pub fn desk_days(days: &[DayDemand], settings: &StaffingSettings) -> Result<Vec<DeskDay>, RequirementError> {
    let target = settings.wait_target()?;
    let mut days_of_desks = Vec::new();
    for day in days {
        check(day)?;
        let hours = OpenHours::new(&day.blocks);
        let skills: BTreeSet<&SkillCode> = day.groups.iter().map(|group| &group.skill).collect();
        for skill in skills {
            let groups: Vec<&GroupDemand> = day.groups.iter().filter(|group| group.skill == *skill).collect();
            let work = |demand: fn(&GroupDemand) -> f64| SkillWork::new(&groups, &day.blocks, &hours, demand);
            let (chosen, median) = (work(|group| group.dossiers), work(|group| group.median));
            let desks = desks(&day.blocks, &chosen, &median, settings, target)
                .map_err(|source| RequirementError::Load { date: day.date, skill: skill.clone(), source })?;
            if desks.iter().all(|desk| desk.officers == 0) {
                continue;
            }
            let kinds: Vec<&GroupDemand> = groups.into_iter().filter(|group| group.desk_minutes > 0.0).collect();
            let shares: Vec<Vec<f64>> = kinds.iter().map(|group| hours.shares(&group.profile)).collect();
            let stretch = |(at, stretch): (usize, &OpenStretch)| {
                let block = desks.iter().position(|desk| desk.position == stretch.block)?;
                let citizens = kinds.iter().zip(&shares).map(|(group, shares)| group.dossiers * shares[at]).collect();
                Some(DeskStretch { block, minutes: stretch.minutes, citizens })
            };
            let block = |desk: &Desk| DeskBlock {
                code: day.blocks[desk.position].code.clone(),
                officers: desk.officers,
                floor: desk.floor,
            };
            days_of_desks.push(DeskDay {
                date: day.date,
                skill: skill.clone(),
                handling_minutes: kinds.iter().map(|group| group.desk_minutes).collect(),
                stretches: hours.stretches().iter().enumerate().filter_map(stretch).collect(),
                blocks: desks.iter().map(block).collect(),
            });
        }
    }
    Ok(days_of_desks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::procedure_group::Due;
    use crate::staffing::demand::OpenBlock;
    use crate::staffing::profile::DayProfile;

    fn block(code: &str, start: u32, end: u32, extended: bool) -> OpenBlock {
        OpenBlock { code: code.into(), start, end, extended }
    }

    fn group(skill: &str, desk_minutes: f64, dossiers: f64) -> GroupDemand {
        GroupDemand {
            group: skill.into(),
            skill: skill.into(),
            desk_minutes,
            back_minutes: 1.0,
            due: Due::SameDay,
            dossiers,
            median: dossiers / 2.0,
            high: dossiers,
            profile: DayProfile::from_shares([(450, 0.5), (480, 0.25), (810, 0.25)]).expect("shares"),
        }
    }

    #[test]
    fn a_desk_day_has_the_regular_stretches_with_the_citizens_of_each_kind() {
        let day = DayDemand {
            date: NaiveDate::default(),
            blocks: vec![block("EAR", 420, 450, true), block("MOR", 450, 510, false), block("AFT", 810, 840, false)],
            groups: vec![group("civil", 10.0, 40.0), group("post", 0.0, 9.0), group("civil", 20.0, 8.0)],
            capacity_minutes: BTreeMap::new(),
        };
        let desks = desk_days(&[day], &StaffingSettings::default()).expect("possible input");
        assert_eq!(desks.len(), 1, "nobody comes to a desk for what comes by post");
        let desk = &desks[0];
        assert_eq!((desk.skill.as_str(), &desk.handling_minutes[..]), ("civil", &[10.0, 20.0][..]));
        let stretches: Vec<_> = desk.stretches.iter().map(|at| (at.block, at.minutes, at.citizens.clone())).collect();
        assert_eq!(stretches, [(0, 30, vec![20.0, 4.0]), (0, 30, vec![10.0, 2.0]), (1, 30, vec![10.0, 2.0])]);
        let blocks: Vec<_> = desk.blocks.iter().map(|block| (block.code.as_str(), block.floor)).collect();
        // At the median 24 an hour of 11⅔ minutes are 4⅔ erlangs.
        assert_eq!(blocks[0], ("MOR", 5));
        assert!(desk.blocks[0].officers >= 10, "{desk:?}");
    }
}
