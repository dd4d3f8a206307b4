//! A roster's requirements with everything else as it is today: leave, consents, settings and pins entered since.

use chrono::Days;

use super::build_instance::{Fixed, build_instance};
use super::centre_facts::CentreFacts;
use super::view_board::blocks_of_instance;
use crate::domain::ids::{OfficerCode, ShiftCode};
use crate::domain::instance::Instance;
use crate::domain::requirement::Requirement;
use crate::domain::roster::Assignment;

/// The requirements of `planned` with the facts of today.
#[must_use]
pub fn refresh_instance(planned: &Instance, facts: &CentreFacts, fixed: &Fixed) -> Instance {
    let blocks = blocks_of_instance(planned, &facts.blocks);
    let requirements: Vec<Requirement> = planned
        .requirements
        .iter()
        .filter_map(|row| {
            Some(Requirement {
                date: facts.period.first + Days::new(u64::try_from(row.day).ok()?),
                block: blocks[row.block].as_ref()?.code.clone(),
                skill: planned.skills[row.skill].code.as_str().into(),
                floor: row.floor,
                target: row.target,
            })
        })
        .collect();
    build_instance(facts, &requirements, fixed)
}

/// What the stored roster itself fixes: its own pinned cells, and the published version that it was planned to keep.
#[must_use]
pub fn fixed_by(planned: &Instance, facts: &CentreFacts, assignments: &[Assignment]) -> Fixed {
    let pinned = assignments.iter().filter(|cell| cell.pinned);
    Fixed {
        pins: pinned.map(|cell| (cell.officer.clone(), cell.date, cell.shift.clone())).collect(),
        published: planned
            .previous
            .iter()
            .map(|&(officer, day, shift)| {
                (
                    OfficerCode(planned.officers[officer].code.clone()),
                    facts.period.first + Days::new(u64::try_from(day).unwrap_or(0)),
                    ShiftCode(planned.shifts[shift].code.clone()),
                )
            })
            .collect(),
        by_hand: Vec::new(),
    }
}
