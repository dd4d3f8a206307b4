//! What a manager waits for when a roster or a requirement is simulated: a made-up week of 30 officers with five skills and
//! about 250 citizens a day, lived a thousand times; and the desks of four weeks, trimmed.
//!
//! The goal for the thousand weeks is two seconds on two processors.

use std::collections::BTreeMap;

use catruc::domain::procedure_group::Due;
use catruc::staffing::{DayDemand, DayProfile, DeskDay, GroupDemand, OpenBlock, StaffingSettings, desk_days};
use catruc::twin::trim::{CounterBlock, CounterDay, InTime, OpenStretch, trim_all};
use catruc::twin::{DayLoad, DayPlan, Desk, Question, Stream, Stretch, simulate};
use chrono::NaiveDate;
use divan::Bencher;

fn main() {
    divan::main();
}

const SKILLS: usize = 5;
/// Citizens a day and minutes at the desk, by skill.
const LOADS: [(f64, f64); SKILLS] = [(90.0, 12.0), (60.0, 10.0), (50.0, 15.0), (30.0, 18.0), (20.0, 25.0)];
/// Share of the day's citizens by half-hour: 07:30 to 11:30, 13:30 to 17:00.
const SHAPE: [f64; 15] =
    [0.115, 0.13, 0.125, 0.11, 0.085, 0.065, 0.05, 0.03, 0.085, 0.07, 0.055, 0.04, 0.025, 0.015, 0.0];

/// First minute of a half-hour of [`SHAPE`].
fn start(slot: usize) -> f64 {
    (if slot < 8 { 450.0 } else { 570.0 }) + 30.0 * slot as f64
}

fn week() -> Question {
    let desk = |officer: usize| Desk {
        // Three in ten know one skill, most know two, a few three.
        skills: (0..[2, 1, 3, 2, 1, 2, 2, 3, 1, 2][officer % 10]).map(|more| (officer + 2 * more) % SKILLS).collect(),
        present: vec![(450.0, 690.0), (810.0, 1020.0)],
    };
    let stream = |(skill, (citizens, desk_minutes)): (usize, (f64, f64))| Stream {
        skill,
        quantiles: vec![(0.1, citizens * 0.8), (0.5, citizens), (0.9, citizens * 1.25)],
        profile: (0..SHAPE.len())
            .map(|slot| Stretch { from: start(slot), minutes: 30.0, share: SHAPE[slot] })
            .collect(),
        desk_minutes,
        back_minutes: 8.0,
        due_days: u32::from(skill > 2) * 3,
        later_after: Some(900.0),
    };
    let day = DayPlan {
        desks: (0..30).map(desk).collect(),
        load: DayLoad { streams: LOADS.into_iter().enumerate().map(stream).collect(), patience: None },
    };
    Question { days: vec![day; 5], waiting: Vec::new(), skills: SKILLS, wait_target: 15.0, productive_share: 0.8 }
}

#[divan::bench(sample_count = 5)]
fn a_thousand_weeks(bencher: Bencher) {
    let week = week();
    bencher.bench(|| simulate(&week, 1_000, 1));
}

/// The desks of 28 days with `factor` times the citizens of [`LOADS`] and three counters more, as staffing hands them over.
fn four_weeks(factor: f64) -> Vec<CounterDay> {
    let profile = DayProfile::from_shares((0..SHAPE.len()).map(|slot| (start(slot) as u32, SHAPE[slot])));
    let group = |(skill, (citizens, desk_minutes)): (usize, (f64, f64))| GroupDemand {
        group: format!("G{skill}").as_str().into(),
        skill: format!("S{skill}").as_str().into(),
        desk_minutes,
        back_minutes: 8.0,
        due: Due::SameDay,
        dossiers: citizens * factor,
        median: citizens * factor * 0.9,
        high: citizens * factor * 1.1,
        profile: profile.clone().expect("shares"),
    };
    let block = |code: &str, start: u32, end: u32| OpenBlock { code: code.into(), start, end, extended: false };
    let day = |date: NaiveDate| DayDemand {
        date,
        blocks: vec![block("MOR", 450, 690), block("AFT", 810, 1020)],
        groups: LOADS.into_iter().chain(LOADS.into_iter().take(3)).enumerate().map(group).collect(),
        capacity_minutes: BTreeMap::new(),
    };
    let days: Vec<DayDemand> = NaiveDate::default().iter_days().take(28).map(day).collect();
    let counter = |desk: DeskDay| CounterDay {
        stretches: desk
            .stretches
            .iter()
            .map(|at| OpenStretch { block: at.block, minutes: f64::from(at.minutes), arrivals: at.citizens.clone() })
            .collect(),
        handling_minutes: desk.handling_minutes,
        blocks: desk
            .blocks
            .iter()
            .map(|block| CounterBlock { officers: block.officers as usize, floor: block.floor as usize })
            .collect(),
        patience: None,
    };
    desk_days(&days, &StaffingSettings::default()).expect("possible desks").into_iter().map(counter).collect()
}

/// A ward of eight counters, and a centre to which 50,000 come a day.
#[divan::bench(args = [0.6, 110.0], sample_count = 3)]
fn trimmed_desks_of_four_weeks(bencher: Bencher, factor: f64) {
    let desks = four_weeks(factor);
    bencher.bench(|| trim_all(&desks, InTime { wait: 15.0, share: 0.9 }, 1));
}
