use super::{centre_finds, one};

const OPEN: (u32, &str, &str, &str, i32, i32, i32) = (3, "07:30", "11:30", "land", 1, 2, 2);
const MONDAY: &str = "2026-03-02 R";
const TUESDAY: &str = "2026-03-03 R";
const EVENING: &str = "2026-03-03 17:30-20:30 evening";

#[test]
fn line_51_unassigned_mandatory_work() {
    let short = [(3, "07:30", "11:30", "land", 3, 4, 1), OPEN];
    assert_eq!(centre_finds("missing-below-floor", "maximum=2", &[], &short), []);
    assert_eq!(centre_finds("missing-below-floor", "maximum=1", &[], &short), one("03-02", "03-08", 2, 1));
    assert_eq!(centre_finds("missing-below-floor", "maximum=1 with=civil", &[], &short), []);
}

#[test]
fn line_52_unassigned_optional_work() {
    let short = [(3, "07:30", "11:30", "land", 0, 4, 1)];
    assert_eq!(
        centre_finds("missing-below-target", "maximum=0 window=day weight=1", &[], &short),
        one("03-03", "03-03", 3, 0)
    );
    assert_eq!(centre_finds("missing-below-target", "maximum=3 weight=1", &[], &short), []);
}

#[test]
fn line_53_shifts_of_everybody_per_period() {
    let crew = [MONDAY, "2026-03-02 R, 2026-03-03 R"];
    assert_eq!(centre_finds("centre-shifts", "window=week maximum=3", &crew, &[]), []);
    assert_eq!(centre_finds("centre-shifts", "window=day maximum=1", &crew, &[]), one("03-02", "03-02", 2, 1));
    assert_eq!(
        centre_finds("centre-shifts", "window=week minimum=4 weight=1", &crew, &[]),
        one("03-02", "03-08", 3, 4)
    );
}

#[test]
fn line_54_hourly_demand_required() {
    let crew = [TUESDAY, "2026-03-03 07:30-11:30"];
    assert_eq!(centre_finds("present", "hours=08:00-11:00 minimum=2", &crew, &[OPEN]), []);
    // From noon on one is left.
    assert_eq!(centre_finds("present", "hours=08:00-17:00 minimum=2", &crew, &[OPEN]), one("03-03", "03-03", 1, 2));
    assert_eq!(centre_finds("present", "hours=08:00-17:00 maximum=1", &crew, &[OPEN]), one("03-03", "03-03", 2, 1));
}

#[test]
fn line_55_hourly_demand_preferred() {
    let found = centre_finds("present", "hours=08:00-17:00 minimum=2 weight=1", &[TUESDAY], &[OPEN]);
    assert_eq!(found, one("03-03", "03-03", 1, 2));
    assert_eq!(centre_finds("present", "hours=08:00-17:00 minimum=2 weight=0", &[TUESDAY], &[OPEN]), []);
}

#[test]
fn line_56_surplus_spread_over_the_day() {
    let uneven = [OPEN, (3, "13:00", "17:00", "land", 1, 5, 4)];
    assert_eq!(centre_finds("surplus-spread", "maximum=2 weight=1", &[], &uneven), []);
    assert_eq!(centre_finds("surplus-spread", "maximum=1 weight=1", &[], &uneven), one("03-03", "03-03", 2, 1));
}

#[test]
fn line_57_concurrent_shifts_above_the_desks() {
    let overlapping = [OPEN, (3, "09:00", "12:00", "civil", 1, 2, 2)];
    // Three counters; four at once between nine and half past eleven.
    let found = centre_finds("concurrent", "", &[], &overlapping);
    assert_eq!(found, [one("03-03", "03-03", 4, 3), one("03-03", "03-03", 4, 3)].concat());
    assert_eq!(centre_finds("concurrent", "maximum=4", &[], &overlapping), []);
}

#[test]
fn line_65_balance_of_time_with_what_was_worked_before() {
    let crew = ["2026-03-03 R +120", "2026-03-03 R +30"];
    assert_eq!(centre_finds("balance-overtime", "maximum=90 weight=1", &crew, &[]), []);
    assert_eq!(centre_finds("balance-overtime", "maximum=89 weight=1", &crew, &[]), one("03-02", "03-08", 90, 89));
    // The same overtime in the period: what was worked before it decides, and may be made up for.
    let before = ["recent overtime 90, 2026-03-03 R +60", "2026-03-03 R +60"];
    assert_eq!(centre_finds("balance-overtime", "maximum=90 weight=1", &before, &[]), []);
    assert_eq!(centre_finds("balance-overtime", "maximum=89 weight=1", &before, &[]), one("03-02", "03-08", 90, 89));
    let made_up_for = ["2026-03-03 R +120", "recent overtime 90, 2026-03-03 R +30"];
    assert_eq!(centre_finds("balance-overtime", "maximum=0 weight=1", &made_up_for, &[]), []);
    let protected = ["2026-03-03 R +120", "barred 2026-12-31, 2026-03-03 R"];
    assert_eq!(centre_finds("balance-overtime", "maximum=89 weight=1", &protected, &[]), [], "nobody to compare with");
}

#[test]
fn line_66_balance_of_shifts_with_what_was_worked_before() {
    let crew = ["2026-03-03 17:30-20:30 evening, 2026-03-05 17:30-20:30 evening", MONDAY];
    assert_eq!(centre_finds("balance-shifts", "maximum=2 weight=1", &crew, &[]), []);
    assert_eq!(centre_finds("balance-shifts", "maximum=1 weight=1", &crew, &[]), one("03-02", "03-08", 2, 1));
    assert_eq!(centre_finds("balance-shifts", "maximum=1 weight=1 shifts=regular", &crew, &[]), []);
    // An evening each in the period: the evenings before it decide, though not where other shifts are counted.
    let before = ["recent evenings 3, 2026-03-03 17:30-20:30 evening", EVENING];
    assert_eq!(centre_finds("balance-shifts", "maximum=3 weight=1", &before, &[]), []);
    assert_eq!(centre_finds("balance-shifts", "maximum=2 weight=1", &before, &[]), one("03-02", "03-08", 3, 2));
    let evenings = "maximum=2 weight=1 shifts=evening;outreach";
    assert_eq!(centre_finds("balance-shifts", evenings, &before, &[]), one("03-02", "03-08", 3, 2));
    assert_eq!(centre_finds("balance-shifts", "maximum=0 weight=1 shifts=regular", &before, &[]), []);
    let made_up_for = ["2026-03-03 17:30-20:30 evening, 2026-03-05 17:30-20:30 evening", "recent evenings 2"];
    assert_eq!(centre_finds("balance-shifts", "maximum=0 weight=1", &made_up_for, &[]), []);
}

#[test]
fn line_67_costs_per_period_with_overtime_tiers() {
    // A working day at 150 %, a holiday (Friday 6) at 300 %, a Saturday at 200 %; volunteers cost nothing.
    let crew = ["2026-03-03 R +60, 2026-03-06 R +60, 2026-03-07 07:30-11:30 =0 +60", "type TN, 2026-03-03 R +60"];
    assert_eq!(centre_finds("pay-minutes", "window=week maximum=390", &crew, &[]), []);
    assert_eq!(centre_finds("pay-minutes", "window=week maximum=389", &crew, &[]), one("03-02", "03-08", 390, 389));
    let base = one("03-02", "03-08", 1350, 389);
    assert_eq!(centre_finds("pay-minutes", "window=week maximum=389 with=normal weight=1", &crew, &[]), base);
}

#[test]
fn line_68_officers_activated() {
    let crew = [MONDAY, TUESDAY, "type TN, 2026-03-04 R"];
    assert_eq!(centre_finds("officers-used", "window=week maximum=3 weight=1", &crew, &[]), []);
    assert_eq!(
        centre_finds("officers-used", "window=week maximum=2 weight=1", &crew, &[]),
        one("03-02", "03-08", 3, 2)
    );
    let volunteers = "window=week maximum=0 weight=1 worker_types=TN";
    assert_eq!(centre_finds("officers-used", volunteers, &crew, &[]), one("03-02", "03-08", 1, 0));
}

#[test]
fn line_69_assignments_disrupted_on_replanning() {
    assert_eq!(centre_finds("changed-cells", "maximum=2 weight=1", &[], &[]), []);
    assert_eq!(centre_finds("changed-cells", "maximum=1 weight=1", &[], &[]), one("03-02", "03-08", 2, 1));
    assert_eq!(centre_finds("changed-cells", "maximum=1 weight=1 weekdays=2", &[], &[]), [], "its own days only");
}

#[test]
fn the_same_crew_goes_on() {
    let crew = [EVENING, "2026-03-05 17:30-20:30 evening"];
    assert_eq!(centre_finds("same-crew", "minimum=1 shifts=evening weight=1", &crew, &[]), one("03-03", "03-05", 0, 1));
    let together = ["2026-03-03 17:30-20:30 evening, 2026-03-05 17:30-20:30 evening"];
    assert_eq!(centre_finds("same-crew", "minimum=1 shifts=evening weight=1", &together, &[]), []);
}
