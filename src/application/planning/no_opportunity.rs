//! Fairness looks ahead as it looks back: whom no counter will ask is held to have worked what colleagues will.
//!
//! An officer whose skills no evening counter wants ends the period with fewer evenings than everybody else through no
//! choice of their own. Counted as they are, such officers would be the fewest of the comparison, and the balance would
//! buy them evenings at counters where they can serve nobody. So they count with what the counters ask of an average
//! colleague, rounded down: that is never less than the fewest of the others, whatever the roster, and never more than the
//! most of them in a roster that fills these counters.

use std::collections::BTreeSet;

use crate::domain::instance::{Instance, Officer};

/// Overtime that nobody worked is reckoned in whole hours, as in the history.
const HOUR: i32 = 60;

/// Raises the evenings and the overtime held against officers who share in the balance and whom no counter asks for either.
pub(super) fn credit_whom_nobody_asks(instance: &mut Instance) {
    let weeks = i32::try_from(instance.weeks()).unwrap_or(i32::MAX);
    let evenings_allowed = instance.limits.evenings_week.saturating_mul(weeks);
    let evenings = credit(instance, &|_, block| i32::from(instance.blocks[block].evening), 1, |officer| {
        (officer.hist_evenings, evenings_allowed)
    });
    let overtime = credit(instance, &|day, block| overtime_asked(instance, day, block), HOUR, |officer| {
        (officer.hist_ot, officer.overtime_left().max(0))
    });
    for (officer, evenings) in evenings {
        let held = &mut instance.officers[officer].hist_evenings;
        *held = (*held).max(evenings);
    }
    for (officer, minutes) in overtime {
        let held = &mut instance.officers[officer].hist_ot;
        *held = (*held).max(minutes);
    }
}

/// Overtime minutes without which nobody can serve `block` on `day`.
fn overtime_asked(instance: &Instance, day: usize, block: usize) -> i32 {
    let serving = (0..instance.shifts.len()).filter(|shift| instance.exists(day, *shift));
    let serving = serving.map(|shift| &instance.shifts[shift]).filter(|shift| shift.blocks.contains(&block));
    serving.map(|shift| shift.overtime).min().unwrap_or(0)
}

/// Officers whom no counter asks, with what they are held to have: `asked` is what one officer gives at a counter of (day,
/// block), `of` what a colleague has already and may at most be given.
fn credit(
    instance: &Instance,
    asked: &dyn Fn(usize, usize) -> i32,
    unit: i32,
    of: impl Fn(&Officer) -> (i32, i32),
) -> Vec<(usize, i32)> {
    let wanted: Vec<(usize, i32)> = instance
        .requirements
        .iter()
        .map(|row| (row.skill, row.target.saturating_mul(asked(row.day, row.block))))
        .filter(|(_, amount)| *amount > 0)
        .collect();
    let skills: BTreeSet<usize> = wanted.iter().map(|(skill, _)| *skill).collect();
    let skills_of = |officer: &Officer| instance.groups[officer.group].skills.iter();
    let compared = instance.officers.iter().enumerate().filter(|(_, officer)| officer.shares_fairly());
    let (colleagues, unasked): (Vec<_>, Vec<_>) =
        compared.partition(|(_, officer)| skills_of(officer).any(|skill| skills.contains(skill)));
    let Ok(count @ 1..) = i64::try_from(colleagues.len()) else { return Vec::new() };
    let offered: BTreeSet<usize> = colleagues.iter().flat_map(|(_, officer)| skills_of(officer)).copied().collect();
    let ahead: i64 =
        wanted.iter().filter(|(skill, _)| offered.contains(skill)).map(|(_, amount)| i64::from(*amount)).sum();
    let (behind, allowed) = colleagues.iter().fold((0_i64, 0_i64), |(behind, allowed), (_, officer)| {
        let (has, may) = of(officer);
        (behind + i64::from(has), allowed + i64::from(may))
    });
    let units = (behind + ahead.min(allowed)) / (count * i64::from(unit));
    let held = i32::try_from(units).unwrap_or(i32::MAX / unit) * unit;
    unasked.into_iter().map(|(officer, _)| (officer, held)).collect()
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;
    use std::time::Duration;

    use proptest::prelude::*;
    use rand::rngs::StdRng;
    use rand::{Rng, SeedableRng};

    use super::*;
    use crate::domain::instance::{Group, Requirement};
    use crate::optimiser::solve::{SolveOptions, solve};
    use crate::optimiser::test_support::{alike_instances, cases, small_instance};
    use crate::optimiser::warm_start::WarmStart;

    /// The evening block of small instances, and the skill that only some of their officers have.
    const EVENING: usize = 2;
    const CERTIFY: usize = 1;

    /// An officer of the group shares in the balance and has no skill at all.
    fn with_unskilled(instance: &mut Instance, officers: usize) {
        let unskilled = instance.groups.len();
        instance.groups.push(Group { code: "none".into(), skills: Vec::new() });
        for officer in instance.officers.iter_mut().take(officers) {
            officer.group = unskilled;
        }
    }

    proptest! {
        #![proptest_config(cases(500))]

        #[test]
        fn whom_nobody_asks_is_never_the_fewest_however_the_evenings_fall(
            (mut instance, seed, unskilled) in (alike_instances(), 0_u64..10_000, 1_usize..3)
        ) {
            with_unskilled(&mut instance, unskilled);
            let before = instance.clone();
            credit_whom_nobody_asks(&mut instance);
            let evening = |row: &&Requirement| row.block == EVENING && row.target > 0;
            let skills = |officer: &Officer| instance.groups[officer.group].skills.clone();
            let mut now: Vec<i32> = instance.officers.iter().map(|officer| officer.hist_evenings).collect();
            let is_asked = |officer: &Officer| {
                instance.requirements.iter().filter(evening).any(|row| skills(officer).contains(&row.skill))
            };
            let shares = |at: &usize| instance.officers[*at].shares_fairly();
            let asked: Vec<usize> =
                (0..now.len()).filter(shares).filter(|at| is_asked(&instance.officers[*at])).collect();
            for (at, (own, was)) in instance.officers.iter().zip(&before.officers).enumerate() {
                prop_assert!(own.hist_evenings >= was.hist_evenings && own.hist_ot >= was.hist_ot);
                let counts_as_before = own.hist_evenings == was.hist_evenings;
                prop_assert!(counts_as_before || own.shares_fairly() && !asked.contains(&at));
                prop_assert_eq!(own.hist_ot % HOUR, 0);
            }
            // Every place that somebody asked can serve goes to a random one of them, as far as the week allows.
            let mut rng = StdRng::seed_from_u64(seed);
            let mut left = vec![instance.limits.evenings_week * 2; now.len()];
            for row in instance.requirements.iter().filter(evening) {
                for _ in 0..row.target {
                    let able: Vec<usize> = asked.iter().copied()
                        .filter(|at| left[*at] > 0 && skills(&instance.officers[*at]).contains(&row.skill))
                        .collect();
                    if !able.is_empty() {
                        let at = able[rng.random_range(0..able.len())];
                        now[at] += 1;
                        left[at] -= 1;
                    }
                }
            }
            let Some(fewest) = asked.iter().map(|at| now[*at]).min() else { return Ok(()) };
            for at in (0..unskilled).filter(shares) {
                prop_assert!(now[at] >= fewest, "{} of {now:?}", now[at]);
            }
        }
    }

    /// Evenings of each officer in the proven roster of two weeks: the first has no skill, two have what evenings ask for.
    fn evenings_of_the_best_roster(prepare: fn(&mut Instance)) -> Vec<usize> {
        let mut instance = small_instance(1, 3, 14);
        with_unskilled(&mut instance, 1);
        for (at, officer) in instance.officers.iter_mut().enumerate() {
            let plain = Officer {
                group: officer.group,
                code: officer.code.clone(),
                ..small_instance(1, 1, 14).officers[0].clone()
            };
            *officer = Officer {
                group: if at == 0 { officer.group } else { 1 },
                protected: false,
                consent: true,
                to_ask: false,
                ot_month: 2_400,
                ot_used: 0,
                leave: vec![false; 14],
                prefs: Vec::new(),
                hist_evenings: 0,
                hist_ot: 0,
                months: Vec::new(),
                worked_before: 0,
                worked_after: 0,
                ..plain
            };
            officer.unavailable.clear();
        }
        instance.pins.clear();
        instance.previous.clear();
        instance.requirements =
            [1, 3, 8, 10].map(|day| Requirement { day, block: EVENING, skill: CERTIFY, target: 2, floor: 1 }).to_vec();
        prepare(&mut instance);
        let options =
            SolveOptions { time_limit: Duration::from_secs(20), work_limit: None, gap: 0.0, threads: 1, seed: 1 };
        let outcome = solve(&instance, &options, &WarmStart::default(), &mut |_| ControlFlow::Continue(()));
        let plan = outcome.plan.expect("a lawful roster");
        let evening = |shift: &usize| instance.shifts[*shift].evening;
        (0..3).map(|at| plan.row(at).iter().flatten().filter(|shift| evening(shift)).count()).collect()
    }

    #[test]
    fn no_evening_is_bought_for_whom_no_counter_asks() {
        let uncredited = evenings_of_the_best_roster(|_| ());
        assert!(uncredited[0] > 0, "the case has nothing to mend: {uncredited:?}");
        assert_eq!(evenings_of_the_best_roster(credit_whom_nobody_asks), [0, 4, 4]);
    }
}
