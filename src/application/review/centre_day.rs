//! What the rules about a centre's days read: who serves which block against what was required.

use std::collections::BTreeMap;

use crate::application::planning::centre_facts::CentreFacts;
use crate::application::planning::view_board::blocks_of_instance;
use crate::checker::Coverage;
use crate::domain::calendar::DayKind;
use crate::domain::ids::OfficerCode;
use crate::domain::instance::{Instance, Plan};
use crate::domain::rules::CentreRecord;
use crate::domain::rules::centre_record::{BlockService, SkillService};
use crate::domain::work_record::WorkRecord;

/// The centre's period as its rules read it.
#[must_use]
pub fn centre_record<'a>(
    facts: &CentreFacts,
    instance: &Instance,
    plan: &Plan,
    coverage: &Coverage,
    records: &'a [WorkRecord],
) -> CentreRecord<'a> {
    let kinds = || facts.period.iter().map(|date| (date, facts.day_kind(date)));
    let changed = instance
        .previous
        .iter()
        .filter(|(officer, day, shift)| plan.get(*officer, *day) != Some(*shift))
        .filter_map(|(officer, day, _)| {
            let date = facts.period.iter().nth(*day)?;
            Some((OfficerCode(instance.officers.get(*officer)?.code.clone()), date))
        })
        .collect();
    CentreRecord {
        centre: facts.centre.code.clone(),
        period: facts.period,
        counters: facts.centre.counters,
        blocks: services(facts, instance, coverage),
        records,
        rest_days: kinds().filter(|(_, kind)| *kind == DayKind::WeeklyRest).map(|(date, _)| date).collect(),
        holidays: kinds()
            .filter(|(_, kind)| matches!(kind, DayKind::Holiday { .. } | DayKind::Compensatory))
            .map(|(date, _)| date)
            .collect(),
        changed,
    }
}

/// Every block with a requirement, by day and start, with who serves it.
fn services(facts: &CentreFacts, instance: &Instance, coverage: &Coverage) -> Vec<BlockService> {
    let mut serving: BTreeMap<(usize, usize, usize), i32> = BTreeMap::new();
    for service in &coverage.services {
        *serving.entry((service.day, service.block, service.skill)).or_insert(0) += 1;
    }
    let known = blocks_of_instance(instance, &facts.blocks);
    let dates: Vec<_> = facts.period.iter().collect();
    let mut blocks: BTreeMap<(usize, i32, usize), BlockService> = BTreeMap::new();
    for row in &instance.requirements {
        let (Some(Some(block)), Some(date)) = (known.get(row.block), dates.get(row.day)) else { continue };
        let key = (row.day, instance.blocks[row.block].start, row.block);
        let service = blocks.entry(key).or_insert_with(|| BlockService {
            date: *date,
            block: block.code.clone(),
            start: block.start,
            end: block.end,
            evening: instance.blocks[row.block].evening,
            skills: Vec::new(),
        });
        service.skills.push(SkillService {
            skill: instance.skills[row.skill].code.as_str().into(),
            floor: row.floor,
            target: row.target,
            serving: serving.get(&(row.day, row.block, row.skill)).copied().unwrap_or(0),
        });
    }
    blocks.into_values().collect()
}
