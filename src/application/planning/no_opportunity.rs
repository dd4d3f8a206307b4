//! Fairness looks ahead as it looks back: whom hardly a counter will ask is held to have worked what colleagues will.
//!
//! An officer whose skills no evening counter wants ends the period with fewer evenings than everybody else through no
//! choice of their own. Counted as they are, such officers would be the fewest of the comparison, and the balance would
//! buy them evenings at counters where they can serve nobody. So they count with the average of the officers who are
//! compared: what those have already, and what the counters will ask of them when every place is shared out evenly
//! among all who could fill it.

use std::collections::BTreeMap;

use crate::domain::instance::{Instance, Officer};

/// Overtime that nobody worked is reckoned in whole hours, as in the history.
const HOUR: i32 = 60;
/// Shares closer than this to a whole number are that number.
const EQUAL: f64 = 1e-9;

/// Raises the evenings and the overtime held against officers whom the counters ask for less than one evening, or hour.
pub(super) fn credit_whom_nobody_asks(instance: &mut Instance) {
    let weeks = i32::try_from(instance.weeks()).unwrap_or(i32::MAX);
    let evenings_allowed = instance.limits.evenings_week.saturating_mul(weeks);
    let evenings = credit(instance, &evening_places(instance), 1, |own| (own.hist_evenings, evenings_allowed));
    let overtime = credit(instance, &overtime_places(instance), HOUR, |own| (own.hist_ot, own.overtime_left()));
    for (officer, evenings) in evenings {
        let held = &mut instance.officers[officer].hist_evenings;
        *held = (*held).max(evenings);
    }
    for (officer, minutes) in overtime {
        let held = &mut instance.officers[officer].hist_ot;
        *held = (*held).max(minutes);
    }
}

/// Places at one counter.
struct Places {
    skill: usize,
    officers: i32,
    /// Evenings or overtime minutes that one of these officers gives.
    amount: f64,
}

/// Places by day and block.
type PlacesOf = BTreeMap<(usize, usize), Vec<Places>>;

fn evening_places(instance: &Instance) -> PlacesOf {
    let mut places = PlacesOf::new();
    for row in instance.requirements.iter().filter(|row| row.target > 0 && instance.blocks[row.block].evening) {
        let there = places.entry((row.day, row.block)).or_default();
        there.push(Places { skill: row.skill, officers: row.target, amount: 1.0 });
    }
    places
}

/// The places that nobody can fill without overtime. What a shift brings is shared among the places that it fills at
/// once: whoever comes early and stays late has not worked that overtime twice.
fn overtime_places(instance: &Instance) -> PlacesOf {
    let serving = |day: usize, block: usize| {
        let there = (0..instance.shifts.len()).filter(move |shift| instance.exists(day, *shift));
        there.map(|shift| &instance.shifts[shift]).filter(move |shift| shift.blocks.contains(&block))
    };
    let in_overtime = |day: usize, block: usize| {
        let mut serving = serving(day, block).peekable();
        serving.peek().is_some() && serving.all(|shift| shift.overtime > 0)
    };
    let mut asked: BTreeMap<(usize, usize), Vec<(usize, i32)>> = BTreeMap::new();
    for row in instance.requirements.iter().filter(|row| row.target > 0 && in_overtime(row.day, row.block)) {
        asked.entry((row.day, row.skill)).or_default().push((row.block, row.target));
    }
    let mut places = PlacesOf::new();
    for ((day, skill), blocks) in asked {
        for &(block, officers) in &blocks {
            let at_once = |served: &[usize]| blocks.iter().filter(|(block, _)| served.contains(block)).count();
            let share =
                |overtime: i32, blocks: usize| f64::from(overtime) / u32::try_from(blocks).map_or(1.0, f64::from);
            let each = serving(day, block).map(|shift| share(shift.overtime, at_once(&shift.blocks)));
            let amount = each.fold(f64::INFINITY, f64::min);
            places.entry((day, block)).or_default().push(Places { skill, officers, amount });
        }
    }
    places
}

/// Whether the officer could serve the block on that day, once asked for a consent where one is needed.
fn could_serve(instance: &Instance, officer: &Officer, day: usize, block: usize) -> bool {
    let agrees = officer.consent || officer.to_ask;
    let is_open = |shift: usize| {
        let own = &instance.shifts[shift];
        instance.exists(day, shift)
            && own.blocks.contains(&block)
            && (agrees || own.overtime == 0)
            && !officer.unavailable.contains(&(day, shift))
    };
    !officer.protected && !officer.leave[day] && (0..instance.shifts.len()).any(is_open)
}

/// What the counters ask of each officer when every place is shared out evenly among all who could fill it.
fn shares(instance: &Instance, places: &PlacesOf) -> Vec<f64> {
    let mut shares = vec![0.0; instance.officers.len()];
    for (&(day, block), there) in places {
        let mut of_block = vec![0.0_f64; instance.officers.len()];
        let able: Vec<usize> =
            (0..of_block.len()).filter(|at| could_serve(instance, &instance.officers[*at], day, block)).collect();
        for place in there {
            let has = |at: &&usize| instance.groups[instance.officers[**at].group].skills.contains(&place.skill);
            let able: Vec<usize> = able.iter().filter(has).copied().collect();
            let many = f64::from(u32::try_from(able.len()).unwrap_or(u32::MAX));
            for at in able {
                of_block[at] += place.amount * f64::from(place.officers).min(many) / many;
            }
        }
        // Whoever has two skills that are asked for still fills one place.
        let most = there.iter().map(|place| place.amount).fold(0.0, f64::max);
        shares.iter_mut().zip(of_block).for_each(|(share, more)| *share += more.min(most));
    }
    shares
}

/// Officers whom hardly a counter asks, with what they are held to have; `of` says what somebody has already and may be
/// given at most.
fn credit(instance: &Instance, places: &PlacesOf, unit: i32, of: impl Fn(&Officer) -> (i32, i32)) -> Vec<(usize, i32)> {
    let shares = shares(instance, places);
    let hardly_asked = |at: usize| shares[at] + EQUAL < f64::from(unit);
    let colleagues = instance.officers.iter().enumerate().filter(|(at, own)| own.shares_fairly() && !hardly_asked(*at));
    let (sum, count) = colleagues.fold((0.0, 0_u32), |(sum, count), (at, own)| {
        let (has, may) = of(own);
        (sum + f64::from(has) + shares[at].min(f64::from(may.max(0))), count + 1)
    });
    if count == 0 {
        return Vec::new();
    }
    let held = whole_units(sum / f64::from(count), unit);
    let unasked = instance.officers.iter().enumerate().filter(|(at, own)| !own.protected && hardly_asked(*at));
    unasked.map(|(at, _)| (at, held)).collect()
}

/// The largest multiple of `unit` that is not above `amount`.
fn whole_units(amount: f64, unit: i32) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "a few hundred evenings or minutes of three months")]
    let units = (amount / f64::from(unit) + EQUAL).floor() as i32;
    units.saturating_mul(unit)
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;
    use std::time::Duration;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::instance::{Group, Requirement};
    use crate::optimiser::solve::{SolveOptions, solve};
    use crate::optimiser::test_support::{alike_instances, cases, small_instance};
    use crate::optimiser::warm_start::WarmStart;

    /// Of small instances: the evening block, the skill that the groups 1 and 2 have, and the shifts by their overtime.
    const EVENING: usize = 2;
    const CERTIFY: usize = 1;
    const WITH_OVERTIME: usize = 1;
    const WITHOUT_OVERTIME: usize = 2;

    /// Two weeks of officers without a past, each of the group given; evenings ask for two who certify on four days.
    fn evenings_asked(groups: &[usize]) -> Instance {
        let mut instance = small_instance(1, groups.len(), 14);
        let plain = Officer {
            protected: false,
            consent: true,
            to_ask: false,
            ot_month: 2_400,
            ot_used: 0,
            leave: vec![false; 14],
            unavailable: std::collections::HashSet::new(),
            prefs: Vec::new(),
            hist_evenings: 0,
            hist_ot: 0,
            months: Vec::new(),
            worked_before: 0,
            worked_after: 0,
            ..instance.officers[0].clone()
        };
        instance.groups.push(Group { code: "none".into(), skills: Vec::new() });
        for (at, (officer, group)) in instance.officers.iter_mut().zip(groups).enumerate() {
            *officer = Officer { code: format!("P{at}"), group: *group, ..plain.clone() };
        }
        instance.pins.clear();
        instance.previous.clear();
        instance.requirements = [1, 3, 8, 10].map(|day| wanted(day, EVENING, CERTIFY, 2)).to_vec();
        instance
    }

    /// The group without a skill.
    const UNSKILLED: usize = 3;

    fn wanted(day: usize, block: usize, skill: usize, target: i32) -> Requirement {
        Requirement { day, block, skill, target, floor: 1 }
    }

    /// Evenings and overtime hours held against each officer.
    fn held(mut instance: Instance) -> Vec<(i32, i32)> {
        credit_whom_nobody_asks(&mut instance);
        instance.officers.iter().map(|own| (own.hist_evenings, own.hist_ot / HOUR)).collect()
    }

    fn evenings_held(instance: Instance) -> Vec<i32> {
        held(instance).into_iter().map(|(evenings, _)| evenings).collect()
    }

    /// Evenings of each officer in the best roster.
    fn evenings_of_the_best_roster(instance: &Instance) -> Vec<usize> {
        let options =
            SolveOptions { time_limit: Duration::from_secs(20), work_limit: None, gap: 0.0, threads: 1, seed: 1 };
        let outcome = solve(instance, &options, &WarmStart::default(), &mut |_| ControlFlow::Continue(()));
        let plan = outcome.plan.expect("a lawful roster");
        let evening = |shift: &usize| instance.shifts[*shift].evening;
        (0..instance.officers.len())
            .map(|at| plan.row(at).iter().flatten().filter(|shift| evening(shift)).count())
            .collect()
    }

    #[test]
    fn no_evening_is_bought_for_whom_no_counter_asks() {
        let mut instance = evenings_asked(&[UNSKILLED, 1, 1]);
        let uncredited = evenings_of_the_best_roster(&instance);
        assert!(uncredited[0] > 0, "the case has nothing to mend: {uncredited:?}");
        credit_whom_nobody_asks(&mut instance);
        assert_eq!(evenings_of_the_best_roster(&instance), [0, 4, 4]);
    }

    #[test]
    fn the_past_of_those_who_are_asked_counts_and_an_own_longer_past_stays() {
        let mut instance = evenings_asked(&[UNSKILLED, UNSKILLED, 1, 1]);
        for (officer, evenings) in instance.officers.iter_mut().zip([0, 20, 3, 6]) {
            officer.hist_evenings = evenings;
        }
        assert_eq!(evenings_held(instance), [4 + 4, 20, 3, 6]);
    }

    #[test]
    fn one_session_that_many_could_serve_does_not_end_the_credit() {
        let mut instance = evenings_asked(&[0, 0, 0, 1, 1]);
        instance.requirements.push(wanted(4, EVENING, 0, 1));
        assert_eq!(evenings_held(instance)[..3], [4, 4, 4]);
    }

    #[test]
    fn places_are_shared_with_those_who_have_not_agreed_and_need_not() {
        let mut instance = evenings_asked(&[UNSKILLED, 1, 1, 1, 1]);
        for officer in &mut instance.officers[3..] {
            officer.consent = false;
        }
        assert_eq!(instance.shifts[WITHOUT_OVERTIME].overtime, 0);
        assert_eq!(evenings_held(instance)[0], 2);
    }

    #[test]
    fn whoever_has_not_answered_yet_counts_as_if_the_answer_were_yes() {
        let mut instance = evenings_asked(&[UNSKILLED, 1, 1]);
        (instance.officers[0].consent, instance.officers[0].to_ask) = (false, true);
        let before = evenings_held(instance.clone());
        instance.officers[0].consent = true;
        assert_eq!((before[0], evenings_held(instance)), (4, vec![4, 0, 0]));
    }

    #[test]
    fn overtime_that_fills_two_counters_at_once_is_worked_once() {
        let mut instance = evenings_asked(&[UNSKILLED, 1, 1]);
        // Every evening takes three hours of overtime, and the block after it no more.
        instance.shifts[WITHOUT_OVERTIME].weekdays = [false; 7];
        let late = instance.blocks.len();
        instance.blocks.push(instance.blocks[EVENING].clone());
        instance.shifts[WITH_OVERTIME].blocks.push(late);
        assert_eq!(held(instance.clone())[0], (4, 12));
        instance.requirements.extend([1, 3, 8, 10].map(|day| wanted(day, late, CERTIFY, 2)));
        assert_eq!(held(instance)[0].1, 12);
    }

    #[test]
    fn where_no_evening_is_asked_or_nobody_can_serve_it_nothing_is_made_up() {
        let mut instance = evenings_asked(&[UNSKILLED, 1]);
        instance.requirements.clear();
        assert_eq!(held(instance), [(0, 0), (0, 0)]);
        assert_eq!(held(evenings_asked(&[UNSKILLED, 0])), [(0, 0), (0, 0)]);
    }

    proptest! {
        #![proptest_config(cases(500))]

        #[test]
        fn a_credit_only_adds_is_the_same_for_all_and_lies_between_what_colleagues_can_have(
            (mut instance, unskilled) in (alike_instances(), 1_usize..3)
        ) {
            let none = instance.groups.len();
            instance.groups.push(Group { code: "none".into(), skills: Vec::new() });
            instance.officers.iter_mut().take(unskilled).for_each(|officer| officer.group = none);
            let before = instance.clone();
            credit_whom_nobody_asks(&mut instance);
            let most = instance.limits.evenings_week * 2;
            let past = || before.officers.iter().map(|officer| officer.hist_evenings);
            let (least, longest) = (past().min().unwrap_or(0), past().max().unwrap_or(0));
            for (own, was) in instance.officers.iter().zip(&before.officers) {
                prop_assert!(own.hist_evenings >= was.hist_evenings && own.hist_ot >= was.hist_ot);
                prop_assert_eq!(own.hist_ot % HOUR, 0);
                if own.hist_evenings > was.hist_evenings {
                    prop_assert!((least..=longest + most).contains(&own.hist_evenings));
                    let mut unskilled = instance.officers.iter().filter(|other| other.group == none);
                    prop_assert!(unskilled.all(|other| other.hist_evenings >= own.hist_evenings));
                }
            }
        }
    }
}
