//! Why somebody is missing, in the words of the domain: who has the skill and what stands in the way.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::in_domain_words::InDomainWords;
use super::view_board::blocks_of_instance;
use crate::application::review::judge_roster::JudgedRoster;
use crate::application::views::{Obstacle, ObstacleGroup, Shortfall};
use crate::domain::ids::OfficerCode;
use crate::domain::officer::OvertimeStanding;
use crate::optimiser::explain::{self, Reason, why_short};

/// Every shortfall of the roster with its reasons, the most urgent first: see [`urgency`]. Days before `today` come last.
#[must_use]
pub fn explain_shortfalls(judged: &JudgedRoster, today: NaiveDate) -> Vec<Shortfall> {
    let blocks = blocks_of_instance(&judged.instance, &judged.facts.blocks);
    let words = InDomainWords::as_planned(judged);
    let mut shortfalls: Vec<(f64, Shortfall)> = why_short(&judged.instance, &judged.plan)
        .into_iter()
        .filter_map(|why| {
            let gap = why.shortfall;
            let block = blocks[gap.block].as_ref()?.code.clone();
            let skill = &judged.instance.skills[gap.skill];
            let shortfall = Shortfall {
                date: words.date(gap.day),
                block,
                skill: skill.code.as_str().into(),
                missing: gap.below_floor + gap.below_target,
                missing_floor: gap.below_floor,
                could_be_asked: could_be_asked(judged, &words, &why.reasons),
                reasons: grouped(&words, gap.day, &why.reasons),
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

/// The officers by what stands first in their way on `day`, the most frequent reason first.
fn grouped(words: &InDomainWords<'_>, day: usize, reasons: &[Reason]) -> Vec<ObstacleGroup> {
    let mut groups: BTreeMap<Obstacle, Vec<(OfficerCode, String)>> = BTreeMap::new();
    for reason in reasons {
        if let Some(first) = reason.obstacles.first() {
            let obstacle = words.obstacle(reason.officer, day, reason.shift, first);
            groups.entry(obstacle).or_default().push(words.officer(reason.officer));
        }
    }
    let mut groups: Vec<ObstacleGroup> =
        groups.into_iter().map(|(obstacle, officers)| ObstacleGroup { obstacle, officers }).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.officers.len()));
    groups
}

/// Officers who only lack a consent and may be asked for one.
fn could_be_asked(judged: &JudgedRoster, words: &InDomainWords<'_>, reasons: &[Reason]) -> Vec<(OfficerCode, String)> {
    reasons
        .iter()
        .filter(|reason| reason.obstacles == [explain::Obstacle::NoConsent])
        .map(|reason| words.officer(reason.officer))
        .filter(|(code, _)| {
            judged
                .facts
                .officers
                .iter()
                .any(|officer| &officer.code == code && officer.overtime == OvertimeStanding::Consent)
        })
        .collect()
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
