//! Why somebody is missing, in the words of the domain: who has the skill and what stands in the way.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::in_domain_words::InDomainWords;
use super::view_board::blocks_of_instance;
use crate::application::review::judge_roster::JudgedRoster;
use crate::application::views::{Obstacle, ObstacleGroup, Shortfall};
use crate::domain::ids::OfficerCode;
use crate::domain::officer::OvertimeStanding;
use crate::optimiser::explain::{self, Reason, why_short};

/// Every shortfall of the roster with its reasons, the most urgent first: see [`by_urgency`].
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
    shortfalls.sort_by(|gap, other| by_urgency(today, gap, other));
    shortfalls.into_iter().map(|(_, shortfall)| shortfall).collect()
}

/// Days before `today` last; then officers missing below the floor first, then what is grave, so that no sign is milder
/// than one further down, then officers below the target; numbers of officers times the weight of their skill.
fn by_urgency(today: NaiveDate, gap: &(f64, Shortfall), other: &(f64, Shortfall)) -> Ordering {
    let below_floor = |(weight, gap): &(f64, Shortfall)| f64::from(gap.missing_floor) * weight;
    let below_target = |(weight, gap): &(f64, Shortfall)| f64::from(gap.missing - gap.missing_floor) * weight;
    (gap.1.date < today)
        .cmp(&(other.1.date < today))
        .then(below_floor(other).total_cmp(&below_floor(gap)))
        .then(other.1.is_grave().cmp(&gap.1.is_grave()))
        .then(below_target(other).total_cmp(&below_target(gap)))
        .then(gap.1.date.cmp(&other.1.date))
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

    fn gap(date: &str, weight: f64, missing_floor: i32, below_target: i32) -> (f64, Shortfall) {
        let gap = Shortfall {
            date: date.parse().expect("a date"),
            block: "MOR".into(),
            skill: "sign".into(),
            missing: missing_floor + below_target,
            missing_floor,
            reasons: Vec::new(),
            could_be_asked: Vec::new(),
        };
        (weight, gap)
    }

    #[test]
    fn a_missing_floor_weighs_before_any_target_and_a_heavy_skill_before_a_light_one() {
        let first = |weight, (floor, target), other_weight, (other_floor, other_target)| {
            let today = NaiveDate::default();
            let (day, later) = ("2026-12-15", "2026-12-14");
            let (own, other) = (gap(day, weight, floor, target), gap(later, other_weight, other_floor, other_target));
            by_urgency(today, &own, &other) == Ordering::Less
        };
        assert!(first(1.0, (1, 0), 4.0, (0, 9)));
        assert!(first(4.0, (1, 0), 1.0, (3, 0)));
        assert!(first(1.0, (1, 2), 1.0, (1, 1)));
        assert!(first(4.0, (0, 2), 1.0, (0, 3)));
        assert!(first(4.0, (0, 1), 1.0, (0, 1)));
    }

    #[test]
    fn no_sign_is_milder_than_one_further_down_and_the_past_comes_last() {
        // One who signs weighs more than two of another skill, and is one all the same.
        let mut gaps = [
            gap("2026-12-09", 9.0, 3, 0),
            gap("2026-12-14", 5.0, 0, 1),
            gap("2026-12-16", 1.0, 0, 2),
            gap("2026-12-17", 0.1, 1, 0),
        ];
        let today = "2026-12-10".parse().expect("a date");
        gaps.sort_by(|gap, other| by_urgency(today, gap, other));
        let days: Vec<u32> = gaps.iter().map(|(_, gap)| chrono::Datelike::day(&gap.date)).collect();
        assert_eq!(days, [17, 16, 14, 9]);
    }
}
