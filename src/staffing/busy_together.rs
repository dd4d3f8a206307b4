//! Groups of one skill are seldom busy all at once: their demand is taken at the quantile of their sum.
//!
//! The 80 % quantiles of three groups add up to a day that comes far less often than one in five. How much the groups of
//! the centre are busy together follows from the forecast of their sum: with a correlation ρ common to all, deviations dᵢ
//! from the medians make up D² = (1 − ρ)·Σdᵢ² + ρ·(Σdᵢ)². The same ρ then holds for the groups of each skill, weighed
//! by the minutes of a dossier.

use std::collections::BTreeSet;

use super::demand::GroupDemand;
use crate::domain::ids::SkillCode;

/// How far the sum over all groups lies above its median, in dossiers, at the same quantiles as the groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AboveMedian {
    /// At the chosen quantile.
    pub chosen: f64,
    /// At the 90 % quantile.
    pub high: f64,
}

/// Brings the groups of each skill to the quantiles of their sum; medians stay, and so does a skill of one group. Without a
/// forecast of the centre's sum the groups count as busy together.
pub fn take_together(groups: &mut [GroupDemand], whole: Option<AboveMedian>) {
    let Some(whole) = whole else { return };
    let ordered: Vec<bool> = groups.iter().map(|group| group.high >= group.dossiers).collect();
    take_at(groups, whole.chosen, |group| (group.median, &mut group.dossiers));
    take_at(groups, whole.high, |group| (group.median, &mut group.high));
    for (group, _) in groups.iter_mut().zip(ordered).filter(|(_, ordered)| *ordered) {
        group.high = group.high.max(group.dossiers);
    }
}

fn take_at(groups: &mut [GroupDemand], whole: f64, level: impl Fn(&mut GroupDemand) -> (f64, &mut f64)) {
    let mut above = |group: &mut GroupDemand| {
        let (median, dossiers) = level(group);
        *dossiers - median
    };
    let deviations: Vec<f64> = groups.iter_mut().map(&mut above).collect();
    let together = correlation(&deviations, whole);
    let skills: BTreeSet<SkillCode> = groups.iter().map(|group| group.skill.clone()).collect();
    for skill in skills {
        let of_skill = || (0..groups.len()).filter(|at| groups[*at].skill == skill);
        let minutes = |at: usize| groups[at].desk_minutes + groups[at].back_minutes;
        let weighed: Vec<f64> = of_skill().map(|at| deviations[at] * minutes(at)).collect();
        let (sum, of_sum) = (weighed.iter().sum::<f64>(), deviation(&weighed, together));
        let share = if sum.abs() > 0.0 { (of_sum / sum.abs()).min(1.0) } else { 1.0 };
        let members: Vec<usize> = of_skill().collect();
        for at in members {
            let (median, dossiers) = level(&mut groups[at]);
            *dossiers = median + share * deviations[at];
        }
    }
}

/// The correlation, 0..=1, with which `deviations` make up the deviation `whole` of their sum.
fn correlation(deviations: &[f64], whole: f64) -> f64 {
    let (apart, together) = (squares(deviations), deviations.iter().sum::<f64>().powi(2));
    if together > apart { ((whole * whole - apart) / (together - apart)).clamp(0.0, 1.0) } else { 1.0 }
}

/// The deviation of the sum of parts that are correlated so much.
fn deviation(parts: &[f64], correlation: f64) -> f64 {
    let together = parts.iter().sum::<f64>().powi(2);
    ((1.0 - correlation) * squares(parts) + correlation * together).sqrt()
}

fn squares(parts: &[f64]) -> f64 {
    parts.iter().map(|part| part * part).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::procedure_group::Due;
    use crate::staffing::profile::default_profile;

    fn group(skill: &str, median: f64, above: f64) -> GroupDemand {
        GroupDemand {
            group: "g".into(),
            skill: skill.into(),
            desk_minutes: 10.0,
            back_minutes: 5.0,
            due: Due::SameDay,
            dossiers: median + above,
            median,
            high: median + 1.5 * above,
            profile: default_profile(),
        }
    }

    fn dossiers(groups: &[GroupDemand]) -> Vec<f64> {
        groups.iter().map(|group| (group.dossiers * 1e6).round() / 1e6).collect()
    }

    #[test]
    fn independent_groups_of_one_skill_are_taken_at_the_quantile_of_their_sum() {
        let mut groups = [group("civil", 100.0, 3.0), group("civil", 100.0, 4.0), group("land", 50.0, 12.0)];
        // √(3² + 4² + 12²) = 13: nothing in common.
        take_together(&mut groups, Some(AboveMedian { chosen: 13.0, high: 19.5 }));
        assert_eq!(dossiers(&groups), [102.142857, 102.857143, 62.0]);
        assert!((groups[0].high + groups[1].high - 207.5).abs() < 1e-9, "{groups:?}");
    }

    #[test]
    fn groups_that_are_busy_together_keep_their_own_quantiles() {
        for whole in [Some(AboveMedian { chosen: 19.0, high: 28.5 }), None] {
            let mut groups = [group("civil", 100.0, 3.0), group("civil", 100.0, 4.0), group("land", 50.0, 12.0)];
            let before = dossiers(&groups);
            take_together(&mut groups, whole);
            assert_eq!(dossiers(&groups), before);
        }
    }

    proptest! {
        #[test]
        fn the_sum_of_a_skill_lies_between_its_median_and_all_quantiles_at_once(
            members in prop::collection::vec((0..3_usize, 0.0..200.0_f64, -1.0..1.0_f64), 1..7), whole in 0.0..400.0_f64,
        ) {
            // A quantile below the median lies below it in every group.
            let side = members[0].2.signum();
            let skills = ["civil", "land", "social"];
            let before: Vec<GroupDemand> =
                members.iter().map(|(at, median, above)| group(skills[*at], *median, side * (above.abs() * median))).collect();
            let mut after = before.clone();
            take_together(&mut after, Some(AboveMedian { chosen: side * whole, high: side * 1.5 * whole }));
            for (then, now) in before.iter().zip(&after) {
                let (told, kept) = (then.dossiers - then.median, now.dossiers - now.median);
                prop_assert!(kept.abs() <= told.abs() + 1e-9 && kept * told >= 0.0, "{} {}", told, kept);
                prop_assert!(now.dossiers >= -1e-9 && now.median == then.median);
                let alone = before.iter().filter(|other| other.skill == then.skill).count() == 1;
                prop_assert!(!alone || (kept - told).abs() < 1e-9);
            }
        }
    }
}
