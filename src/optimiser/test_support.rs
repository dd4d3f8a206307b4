//! Small random instances for the tests of the optimiser.

use std::collections::HashSet;

use proptest::prelude::*;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use super::improve::Search;
use super::lawful::Lawful;
use super::standing::Standing;
use super::start::start;
use crate::domain::instance::{
    Block, Group, Instance, LEAVE_DAY_MINUTES, Limits, MonthCap, Officer, Plan, Requirement, Shift, Skill, Weights,
};

/// As many random cases as the environment asks for (`PROPTEST_CASES`), otherwise `usual`.
pub fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    let config = if asked { ProptestConfig::default() } else { ProptestConfig::with_cases(usual) };
    // Instances that are too large to look at every roster are passed over, however many cases are asked for.
    ProptestConfig { max_global_rejects: u32::MAX, ..config }
}

/// Instances of two weeks in which most officers could stand in for each other and have different pasts.
pub fn alike_instances() -> impl Strategy<Value = Instance> {
    (0_u64..1_000_000, 3_usize..7, 1_usize..3).prop_map(|(seed, officers, groups)| {
        let mut instance = small_instance(seed, officers, 14);
        for (at, officer) in instance.officers.iter_mut().enumerate() {
            officer.group = at % groups;
            officer.protected = false;
            officer.consent = at != 5;
        }
        instance
    })
}

/// Instances of two weeks with a handful of officers; in some of them the first Saturday is worked in place of another day.
pub fn instances() -> impl Strategy<Value = Instance> {
    (0_u64..100_000, 2_usize..6, 0_u32..4).prop_map(|(seed, officers, kind)| {
        let mut instance = small_instance(seed, officers, 14);
        if kind == 0 {
            make_up_saturday(&mut instance);
        }
        instance
    })
}

/// Every officer has a day more of normal work in the first week, and the regular shift exists on its Saturday.
fn make_up_saturday(instance: &mut Instance) {
    instance.shifts[0].weekdays[5] = true;
    for officer in &mut instance.officers {
        officer.make_up = vec![(5, LEAVE_DAY_MINUTES)];
        officer.unavailable.insert((12, 0));
    }
}

/// Instances of a few days, small enough to look at every roster.
pub fn tiny_instances() -> impl Strategy<Value = Instance> {
    (0_u64..100_000, 2_usize..4, 3_usize..5).prop_map(|(seed, officers, days)| {
        let mut instance = small_instance(seed, officers, days);
        instance.limits.week_tolerance = 1440;
        for shift in &mut instance.shifts {
            shift.weekdays = [true; 7];
        }
        instance
    })
}

/// A random instance; the same arguments give the same one.
pub fn small_instance(seed: u64, officers: usize, days: usize) -> Instance {
    let mut rng = StdRng::seed_from_u64(seed);
    let rng = &mut rng;
    let blocks = vec![block("MOR", 450, 690, false), block("AFT", 780, 1020, false), block("EVE", 1050, 1230, true)];
    let all = [true; 7];
    let weekdays = [true, true, true, true, true, false, false];
    let shifts = vec![
        shift("R", &[0, 1], (480, 0), (450, 1020), weekdays, false),
        shift("RV", &[0, 1, 2], (480, 180), (450, 1230), weekdays, false),
        shift("LV", &[1, 2], (420, 0), (780, 1230), weekdays, true),
        shift("SM", &[0], (0, 240), (450, 690), all, false),
    ];
    let groups = vec![group("G0", &[0]), group("G1", &[0, 1]), group("G2", &[1, 2])];
    let skills =
        ["a", "b", "c"].map(|code| Skill { code: code.to_owned(), factor: f64::from(rng.random_range(1..4_u8)) });
    let mut officers: Vec<Officer> = (0..officers).map(|position| officer(rng, position, days, shifts.len())).collect();
    let mut requirements = Vec::new();
    for day in 0..days {
        for block in 0..blocks.len() {
            for skill in 0..skills.len() {
                let target = rng.random_range(0..3);
                if target > 0 {
                    requirements.push(Requirement { day, block, skill, target, floor: rng.random_range(0..=target) });
                }
            }
        }
    }
    let previous = if rng.random_bool(0.3) { vec![(0, rng.random_range(0..days), 0)] } else { Vec::new() };
    let pin_day = rng.random_range(0..days.min(5));
    let pinned = rng.random_bool(0.3) && !officers[0].leave[pin_day] && officers[0].worked_before < 3;
    for officer in &mut officers {
        officer.worked_after = rng.random_range(0..5);
    }
    Instance {
        days,
        first_date: None,
        skills: skills.to_vec(),
        blocks,
        shifts,
        groups,
        officers,
        requirements,
        pins: if pinned { vec![(0, pin_day, 0)] } else { Vec::new() },
        previous,
        limits: Limits {
            day: 720,
            ot_day: 240,
            evenings_week: 2,
            rest: 630,
            rest_change: 720,
            work_row: 5,
            week_tolerance: 480,
            evening_row_soft: 1,
        },
        weights: Weights {
            unmet_min: 300.0,
            unmet: 60.0,
            overtime: 4.0,
            fair_evening: 12.0,
            fair_overtime: 3.0,
            pref: 1.0,
            evening_row: 15.0,
            change: 6.0,
        },
    }
}

/// A lawful plan with evenings and overtime in it, as a short search leaves it.
pub fn searched_plan(instance: &Instance, lawful: &Lawful) -> Plan {
    let plan = start(instance, lawful).expect("small instances have a lawful roster");
    let mut search = Search::new(Standing::new(instance, lawful, &plan), 1);
    search.descend(|| true);
    search.run(30, 10.0);
    search.best().clone()
}

/// A plan of lawful and unlawful shifts, at random.
pub fn random_plan(instance: &Instance, seed: u64) -> Plan {
    let mut rng = StdRng::seed_from_u64(seed);
    let mut plan = Plan::empty(instance.officers.len(), instance.days);
    for officer in 0..instance.officers.len() {
        for day in 0..instance.days {
            if rng.random_bool(0.7) {
                plan.set(officer, day, Some(rng.random_range(0..instance.shifts.len())));
            }
        }
    }
    plan
}

fn block(code: &str, start: i32, end: i32, evening: bool) -> Block {
    Block { code: code.to_owned(), start, end, evening }
}

fn group(code: &str, skills: &[usize]) -> Group {
    Group { code: code.to_owned(), skills: skills.to_vec() }
}

fn shift(
    code: &str,
    blocks: &[usize],
    (normal, overtime): (i32, i32),
    (start, end): (i32, i32),
    weekdays: [bool; 7],
    shift_change: bool,
) -> Shift {
    let (code, blocks, evening) = (code.to_owned(), blocks.to_vec(), blocks.contains(&2));
    Shift { code, blocks, normal, overtime, start, end, weekdays, shift_change, evening }
}

fn officer(rng: &mut StdRng, position: usize, days: usize, shifts: usize) -> Officer {
    let protected = rng.random_bool(0.1);
    let leave_day = rng.random_range(0..days);
    let takes_leave = rng.random_bool(0.3);
    let unavailable =
        if rng.random_bool(0.3) { HashSet::from([(rng.random_range(0..days), 1)]) } else { HashSet::new() };
    let month_end = days / 2;
    let months = if rng.random_bool(0.3) {
        vec![
            MonthCap { first: 0, end: month_end, remaining: 180 },
            MonthCap { first: month_end, end: days, remaining: rng.random_range(0..8) * 60 },
        ]
    } else {
        Vec::new()
    };
    let weight = f64::from(rng.random_range(-8..5_i8));
    let consent = !protected && rng.random_bool(0.8);
    Officer {
        code: format!("P{position}"),
        group: rng.random_range(0..3),
        protected,
        consent,
        to_ask: !protected && !consent,
        ot_month: rng.random_range(2..12) * 60,
        ot_year: 12_000,
        ot_used: rng.random_range(0..2) * 11_600,
        leave: (0..days).map(|day| takes_leave && day == leave_day && day % 7 < 5).collect(),
        unavailable,
        prefs: vec![(rng.random_range(0..days), rng.random_range(0..shifts), weight)],
        base_week: 2400,
        make_up: Vec::new(),
        hist_evenings: rng.random_range(0..5),
        hist_ot: 60 * rng.random_range(0..10),
        hist_weekends: rng.random_range(0..4),
        hist_hard: rng.random_range(0..4),
        worked_before: rng.random_range(0..3),
        worked_after: 0,
        months,
    }
}
