//! What work that waits since before the plan does to the officers required.

use chrono::Datelike;
use proptest::prelude::*;

use super::backlog::Backlog;
use super::demand::DayDemand;
use super::requirement::tests::{block, day, group, office, overdue, target, waiting, with_evening};
use super::requirement::work_through;
use super::simulated::SimulatedDesks;
use super::{RequirementRow, StaffingSettings, WaitingWork, requirements};

/// Three days with an evening, `civil` dossiers on each, 1200 productive minutes for them.
fn three_days(civil: f64) -> Vec<DayDemand> {
    let groups = vec![group("civil", civil, 15.0, 4.0)];
    let on = |date| day(date, with_evening(), groups.clone(), &[("civil", 1200.0)]);
    vec![on("2026-12-01"), on("2026-12-02"), on("2026-12-03")]
}

#[test]
fn overdue_work_fills_the_regular_day_and_goes_on_into_the_evening_with_the_officers_there_are() {
    // 40 dossiers are 760 minutes, 91.2 of them in the evening: 531.2 of 1200 are free in office hours. The evening of
    // 120 minutes has 1200 ÷ 450 productive minutes in each, less its own.
    let plan = |minutes: f64| {
        let waiting = waiting("2026-12-01", overdue(minutes));
        requirements(&three_days(40.0), &waiting, &StaffingSettings::default(), &SimulatedDesks::new())
            .expect("possible input")
    };
    let waited = |rows: &[RequirementRow], date: &str, extended: bool| -> f64 {
        let of = rows.iter().filter(|row| row.date.to_string() == date && (row.block.as_str() == "EVE") == extended);
        of.map(|row| row.why.waited_minutes).sum()
    };
    let own: f64 = plan(0.0)
        .iter()
        .filter(|row| row.date.day() == 1 && row.block.as_str() == "EVE")
        .map(|row| row.why.workload_minutes)
        .sum();
    let regular_room = 1200.0 - (760.0 - own);
    let evening_room = 120.0 * 1200.0 / 450.0 - own;
    let few = plan(300.0);
    assert!((waited(&few, "2026-12-01", false) - 300.0).abs() < 1e-6 && waited(&few, "2026-12-02", false) == 0.0);
    let many = plan(1_000_000.0);
    for date in ["2026-12-01", "2026-12-02", "2026-12-03"] {
        assert!((waited(&many, date, false) - regular_room).abs() < 1e-6, "{date}");
        assert!((waited(&many, date, true) - evening_room).abs() < 1e-6, "{date}");
    }
    let left = 1_000_000.0 - 3.0 * (regular_room + evening_room);
    assert!(
        many.iter().filter(|row| row.date.day() == 3).all(|row| (row.why.still_waiting_minutes - left).abs() < 1e-3)
    );
    // 320 minutes are four officers of 96; without a limit the evening would ask for ten thousand.
    assert_eq!(target(&many, "EVE", "civil"), 4);
}

#[test]
fn work_that_is_due_later_waits_for_a_regular_day_instead_of_an_evening() {
    let mut later = Backlog::default();
    later.add(9, 5_000.0);
    let rows = requirements(
        &three_days(40.0),
        &waiting("2026-12-01", later),
        &StaffingSettings::default(),
        &SimulatedDesks::new(),
    )
    .expect("possible input");
    let evenings = rows.iter().filter(|row| row.block.as_str() == "EVE");
    assert!(evenings.clone().count() == 3 && evenings.clone().all(|row| row.why.waited_minutes == 0.0));
    assert!(rows.iter().any(|row| row.why.waited_minutes > 0.0));
}

#[test]
fn days_before_the_work_is_known_have_nothing_of_it_and_nothing_waiting_changes_nothing() {
    let plan = |waiting: &WaitingWork| {
        requirements(&three_days(70.0), waiting, &StaffingSettings::default(), &SimulatedDesks::new())
            .expect("possible input")
    };
    let none = plan(&WaitingWork::default());
    assert_eq!(plan(&waiting("2026-12-01", Backlog::default())), none);
    let from_the_third = plan(&waiting("2026-12-03", overdue(4_000.0)));
    let first_two = |rows: &[RequirementRow]| rows.iter().filter(|row| row.date.day() < 3).cloned().collect::<Vec<_>>();
    assert_eq!(first_two(&from_the_third), first_two(&none));
    assert_ne!(from_the_third, none);
}

#[test]
fn the_days_before_a_plan_work_off_what_they_have_room_for() {
    let settings = StaffingSettings::default();
    let after = |minutes: f64| {
        waiting("2026-11-27", overdue(minutes)).after(&three_days(40.0), &settings).expect("possible input")
    };
    let all =
        requirements(&three_days(40.0), &waiting("2026-12-01", overdue(9_000.0)), &settings, &SimulatedDesks::new())
            .expect("possible input");
    let done: f64 = all.iter().map(|row| row.why.waited_minutes).sum();
    let left = after(9_000.0);
    assert!((left.by_skill[&"civil".into()].total() - (9_000.0 - done)).abs() < 1e-6, "{left:?} {done}");
    assert_eq!(left.from, "2026-12-04".parse().expect("a date"));
    assert!(after(500.0).by_skill.is_empty());
}

proptest! {
    #[test]
    fn more_waiting_work_never_needs_fewer_officers_and_none_of_it_is_lost(
        civil in 0.0..120.0f64, capacity in 0.0..3000.0f64, early in any::<bool>(), evening in any::<bool>(),
        due in prop::collection::vec((0..8u32, 0.0..2000.0f64), 0..6),
        more in prop::collection::vec((0..8u32, 0.0..2000.0f64), 0..4),
    ) {
        let settings = StaffingSettings::default();
        let mut blocks = if evening { with_evening() } else { office() };
        if early {
            blocks.push(block("EAR", 390, 450, true));
        }
        let groups = vec![group("civil", civil, 12.0, 6.0)];
        let days: Vec<DayDemand> = (1..=6)
            .map(|date| day(&format!("2026-12-0{date}"), blocks.clone(), groups.clone(), &[("civil", capacity)]))
            .collect();
        let plan = |parts: &[(u32, f64)]| {
            let mut backlog = Backlog::default();
            for &(days, minutes) in parts {
                backlog.add(days, minutes);
            }
            let opening = waiting("2026-12-01", backlog);
            work_through(&days, &opening, &settings, &SimulatedDesks::new()).expect("possible input")
        };
        let all: Vec<(u32, f64)> = due.iter().chain(&more).copied().collect();
        let ((fewer, _), (rows, left)) = (plan(&due), plan(&all));
        for row in &fewer {
            let same = |other: &&RequirementRow| (other.date, &other.block) == (row.date, &row.block);
            let target = rows.iter().find(same).map_or(0, |row| row.target);
            prop_assert!(target >= row.target, "{row:?} {target}");
        }
        let waited: f64 = all.iter().map(|(_, minutes)| minutes).sum();
        let done: f64 = rows.iter().map(|row| row.why.waited_minutes).sum();
        let left: f64 = left.by_skill.values().map(Backlog::total).sum();
        prop_assert!((done + left - waited).abs() < 1e-6, "{done} done and {left} left of {waited}");
    }
}
