//! Why somebody is missing, in the words of the domain: who has the skill and what stands in the way.

use std::collections::BTreeMap;

use chrono::Days;

use super::view_board::blocks_of_instance;
use crate::application::review::judge_roster::JudgedRoster;
use crate::application::views::{Obstacle, ObstacleGroup, Shortfall};
use crate::domain::ids::OfficerCode;
use crate::domain::officer::OvertimeStanding;
use crate::optimiser::explain::{self, Reason, why_short};

/// Every shortfall of the roster with its reasons, the worst first: floors before targets, then by day.
#[must_use]
pub fn explain_shortfalls(judged: &JudgedRoster) -> Vec<Shortfall> {
    let blocks = blocks_of_instance(&judged.instance, &judged.facts.blocks);
    let mut shortfalls: Vec<Shortfall> = why_short(&judged.instance, &judged.plan)
        .into_iter()
        .filter_map(|why| {
            let gap = why.shortfall;
            let block = blocks[gap.block].as_ref()?.code.clone();
            Some(Shortfall {
                date: judged.head.period.first + Days::new(u64::try_from(gap.day).ok()?),
                block,
                skill: judged.instance.skills[gap.skill].code.as_str().into(),
                missing: gap.below_floor + gap.below_target,
                missing_floor: gap.below_floor,
                could_be_asked: could_be_asked(judged, &why.reasons),
                reasons: grouped(judged, &why.reasons),
            })
        })
        .collect();
    shortfalls.sort_by_key(|gap| (std::cmp::Reverse(gap.missing_floor), gap.date, std::cmp::Reverse(gap.missing)));
    shortfalls
}

/// The officers by what stands first in their way, the most frequent reason first.
fn grouped(judged: &JudgedRoster, reasons: &[Reason]) -> Vec<ObstacleGroup> {
    let mut groups: BTreeMap<Obstacle, Vec<(OfficerCode, String)>> = BTreeMap::new();
    for reason in reasons {
        if let Some(first) = reason.obstacles.first() {
            groups.entry(obstacle(first)).or_default().push(named(judged, reason.officer));
        }
    }
    let mut groups: Vec<ObstacleGroup> =
        groups.into_iter().map(|(obstacle, officers)| ObstacleGroup { obstacle, officers }).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.officers.len()));
    groups
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

fn named(judged: &JudgedRoster, officer: usize) -> (OfficerCode, String) {
    let code = OfficerCode(judged.instance.officers[officer].code.clone());
    let known = judged.facts.officers.iter().find(|known| known.code == code);
    let name = known.map_or_else(|| code.0.clone(), |known| known.name.clone());
    (code, name)
}

fn obstacle(obstacle: &explain::Obstacle) -> Obstacle {
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
