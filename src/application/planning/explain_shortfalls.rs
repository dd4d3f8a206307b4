//! Why somebody is missing, in the words of the domain: who has the skill and what stands in the way.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::view_board::blocks_of_instance;
use crate::application::review::judge_roster::JudgedRoster;
use crate::application::views::{Obstacle, ObstacleGroup, Shortfall};
use crate::domain::ids::{BlockCode, OfficerCode, ShiftCode};
use crate::domain::officer::{Consent, OvertimeStanding};
use crate::domain::rules::{consent, protected_officers};
use crate::optimiser::explain::{self, Reason, why_short};

/// Every shortfall of the roster with its reasons, the most urgent first: see [`urgency`]. Days before `today` come last.
#[must_use]
pub fn explain_shortfalls(judged: &JudgedRoster, today: NaiveDate) -> Vec<Shortfall> {
    let blocks = blocks_of_instance(&judged.instance, &judged.facts.blocks);
    let office_blocks = judged.facts.office_blocks();
    let mut shortfalls: Vec<(f64, Shortfall)> = why_short(&judged.instance, &judged.plan)
        .into_iter()
        .filter_map(|why| {
            let gap = why.shortfall;
            let block = blocks[gap.block].as_ref()?.code.clone();
            let skill = &judged.instance.skills[gap.skill];
            let date = judged.head.period.first + Days::new(u64::try_from(gap.day).ok()?);
            let shortfall = Shortfall {
                date,
                block,
                skill: skill.code.as_str().into(),
                missing: gap.below_floor + gap.below_target,
                missing_floor: gap.below_floor,
                could_be_asked: could_be_asked(judged, &why.reasons),
                reasons: grouped(judged, date, &office_blocks, &why.reasons),
            };
            Some((skill.factor, shortfall))
        })
        .collect();
    shortfalls.sort_by(|(weight, gap), (other_weight, other)| {
        let past = (gap.date < today).cmp(&(other.date < today));
        let (own, others) = (urgency(gap, *weight), urgency(other, *other_weight));
        past.then(others.0.total_cmp(&own.0)).then(others.1.total_cmp(&own.1)).then(gap.date.cmp(&other.date))
    });
    shortfalls.into_iter().map(|(_, shortfall)| shortfall).collect()
}

/// Officers missing below the floor, and then below the target, each times the weight of the skill.
fn urgency(gap: &Shortfall, weight: f64) -> (f64, f64) {
    let below_target = gap.missing - gap.missing_floor;
    (f64::from(gap.missing_floor) * weight, f64::from(below_target) * weight)
}

/// The officers by what stands first in their way on `date`, the most frequent reason first.
fn grouped(
    judged: &JudgedRoster,
    date: NaiveDate,
    office_blocks: &[BlockCode],
    reasons: &[Reason],
) -> Vec<ObstacleGroup> {
    let mut groups: BTreeMap<Obstacle, Vec<(OfficerCode, String)>> = BTreeMap::new();
    for reason in reasons {
        if let Some(first) = reason.obstacles.first() {
            let (officer, name) = named(judged, reason.officer);
            let obstacle = by_law(judged, date, office_blocks, reason, first).unwrap_or_else(|| obstacle(first));
            groups.entry(obstacle).or_default().push((officer, name));
        }
    }
    let mut groups: Vec<ObstacleGroup> =
        groups.into_iter().map(|(obstacle, officers)| ObstacleGroup { obstacle, officers }).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.officers.len()));
    groups
}

/// The instance knows only that an officer cannot work a shift. Whoever is exempt from it, or has not agreed to it, has
/// not declared to be unavailable.
pub(super) fn by_law(
    judged: &JudgedRoster,
    date: NaiveDate,
    office_blocks: &[BlockCode],
    reason: &Reason,
    first: &explain::Obstacle,
) -> Option<Obstacle> {
    if *first != explain::Obstacle::Unavailable {
        return None;
    }
    let facts = &judged.facts;
    let code = &judged.instance.officers[reason.officer].code;
    let officer = facts.officers.iter().find(|officer| officer.code.as_str() == code)?;
    let shift = facts.shift(&ShiftCode(judged.instance.shifts[reason.shift?].code.clone()))?;
    if !protected_officers::permits(officer, date, shift) {
        return Some(Obstacle::Protected);
    }
    let declared = facts.unavailable.iter().any(|row| row.officer == officer.code && row.forbids(date, &shift.code));
    let consents: Vec<Consent> = facts.consents.iter().filter(|given| given.officer == officer.code).cloned().collect();
    let agreed = consent::permits(officer, &consents, date, shift, office_blocks);
    (!declared && !agreed).then_some(Obstacle::NoConsent)
}

/// Officers who only lack a consent and may be asked for one.
fn could_be_asked(judged: &JudgedRoster, reasons: &[Reason]) -> Vec<(OfficerCode, String)> {
    reasons
        .iter()
        .filter(|reason| reason.obstacles == [explain::Obstacle::NoConsent])
        .map(|reason| named(judged, reason.officer))
        .filter(|(code, _)| {
            judged
                .facts
                .officers
                .iter()
                .any(|officer| &officer.code == code && officer.overtime == OvertimeStanding::Consent)
        })
        .collect()
}

pub(super) fn named(judged: &JudgedRoster, officer: usize) -> (OfficerCode, String) {
    let code = OfficerCode(judged.instance.officers[officer].code.clone());
    let known = judged.facts.officers.iter().find(|known| known.code == code);
    let name = known.map_or_else(|| code.0.clone(), |known| known.name.clone());
    (code, name)
}

pub(super) fn obstacle(obstacle: &explain::Obstacle) -> Obstacle {
    match *obstacle {
        explain::Obstacle::OnLeave => Obstacle::Away,
        explain::Obstacle::Unavailable | explain::Obstacle::DayMinutes { .. } => Obstacle::Unavailable,
        explain::Obstacle::NoConsent => Obstacle::NoConsent,
        explain::Obstacle::Protected => Obstacle::Protected,
        explain::Obstacle::MonthCap { used, limit } => Obstacle::MonthCap(used, limit),
        explain::Obstacle::YearCap { used, limit } => Obstacle::YearCap(used, limit),
        explain::Obstacle::Rest { minutes, needed } => Obstacle::Rest(minutes, needed),
        explain::Obstacle::WeekMinutes { .. } => Obstacle::WeekHours,
        explain::Obstacle::WeeklyRest | explain::Obstacle::WorkRow { .. } => Obstacle::WeeklyRest,
        explain::Obstacle::EveningsWeek { evenings, limit } => Obstacle::Evenings(evenings, limit),
        explain::Obstacle::Pinned => Obstacle::Pinned,
        explain::Obstacle::ServesOtherSkill { .. } => Obstacle::ServesOther,
        explain::Obstacle::PreferredElsewhere { .. } => Obstacle::CostsMore,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_floor_weighs_before_any_target_and_a_heavy_skill_before_a_light_one() {
        let gap = |missing_floor: i32, below_target: i32| Shortfall {
            date: NaiveDate::default(),
            block: "MOR".into(),
            skill: "sign".into(),
            missing: missing_floor + below_target,
            missing_floor,
            reasons: Vec::new(),
            could_be_asked: Vec::new(),
        };
        assert!(urgency(&gap(1, 0), 1.0) > urgency(&gap(0, 9), 4.0));
        assert!(urgency(&gap(1, 0), 4.0) > urgency(&gap(3, 0), 1.0));
        assert!(urgency(&gap(1, 2), 1.0) > urgency(&gap(1, 1), 1.0));
        assert!(urgency(&gap(0, 1), 4.0) > urgency(&gap(0, 3), 1.0));
    }
}
