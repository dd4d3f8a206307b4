use super::{book, found, one, severities};
use crate::domain::rules::Severity;

const WEEK: &str = "period 2026-03-02 7, 2026-03-02 R, 2026-03-03 R, 2026-03-04 R, 2026-03-05 R";

#[test]
fn line_09_minutes_worked_per_period_required() {
    assert_eq!(found("minutes-worked", "window=week maximum=1920", WEEK), []);
    assert_eq!(found("minutes-worked", "window=week maximum=1919", WEEK), one("03-02", "03-05", 1920, 1919));
    assert_eq!(found("minutes-worked", "window=week minimum=1921", WEEK), one("03-02", "03-08", 1920, 1921));
}

#[test]
fn line_10_minutes_worked_per_period_preferred() {
    assert_eq!(severities("minutes-worked", "window=week maximum=1919 weight=2.5", WEEK), [Severity::Soft]);
}

#[test]
fn line_11_minutes_logged_per_period() {
    let facts = "overtime 2026-03 100, period 2026-03-02 7, 2026-03-02 R +60";
    assert_eq!(found("overtime-minutes", "window=month maximum=160", facts), []);
    assert_eq!(found("overtime-minutes", "window=month maximum=159", facts), one("03-02", "03-02", 160, 159));
    assert_eq!(found("normal-minutes", "window=week maximum=479", facts), one("03-02", "03-02", 480, 479));
    assert_eq!(severities("overtime-minutes", "window=month maximum=159 weight=1", facts), [Severity::Soft]);
}

#[test]
fn line_12_minutes_worked_in_a_rolling_window() {
    // Two days before the period and two in it.
    let facts = "period 2026-03-04 5, 2026-03-02 R, 2026-03-03 R, 2026-03-04 R, 2026-03-05 R";
    assert_eq!(found("minutes-worked", "window=4d maximum=1920", facts), []);
    assert_eq!(found("minutes-worked", "window=4d maximum=1919", facts), one("03-04", "03-05", 1920, 1919));
    assert_eq!(found("minutes-worked", "window=3d maximum=1440", facts), []);
    assert_eq!(severities("minutes-worked", "window=4d maximum=1919 weight=1", facts), [Severity::Soft]);
}

#[test]
fn line_13_days_worked_per_period_required() {
    assert_eq!(found("days-worked", "window=week maximum=4", WEEK), []);
    assert_eq!(found("days-worked", "window=week maximum=3", WEEK), one("03-02", "03-05", 4, 3));
    assert_eq!(found("days-worked", "window=week minimum=5", WEEK), one("03-02", "03-08", 4, 5));
}

#[test]
fn line_14_days_worked_per_period_preferred() {
    assert_eq!(severities("days-worked", "window=week minimum=5 weight=3", WEEK), [Severity::Soft]);
}

#[test]
fn line_15_days_worked_in_a_rolling_window() {
    let across = "period 2026-03-05 7, 2026-03-05 R, 2026-03-06 R, 2026-03-07 R, 2026-03-09 R, 2026-03-10 R";
    assert_eq!(found("days-worked", "window=week maximum=3", across), []);
    assert_eq!(found("days-worked", "window=7d maximum=4", across), one("03-05", "03-10", 5, 4));
}

const EVENINGS: &str = "period 2026-03-02 14, 2026-03-03 17:30-20:30 evening, 2026-03-05 17:30-20:30 evening, 2026-03-09 R, 2026-03-10 17:30-20:30 evening";

#[test]
fn line_16_shifts_worked_per_period_required() {
    assert_eq!(found("shifts-worked", "window=week maximum=2 shifts=evening", EVENINGS), []);
    assert_eq!(found("shifts-worked", "window=week maximum=1 shifts=evening", EVENINGS), one("03-03", "03-05", 2, 1));
}

#[test]
fn line_17_shifts_worked_per_period_preferred() {
    assert_eq!(
        severities("shifts-worked", "window=week maximum=1 shifts=evening weight=1", EVENINGS),
        [Severity::Soft]
    );
}

#[test]
fn line_18_shifts_worked_in_a_rolling_window() {
    assert_eq!(found("shifts-worked", "window=8d maximum=2 shifts=evening", EVENINGS), one("03-03", "03-10", 3, 2));
    assert_eq!(found("shifts-worked", "window=7d maximum=2 shifts=evening", EVENINGS), []);
}

const WEEKENDS: &str = "period 2026-03-02 28, 2026-03-07 07:30-11:30 weekend, 2026-03-08 07:30-11:30 weekend, 2026-03-14 07:30-11:30 weekend, 2026-03-28 07:30-11:30 weekend";

#[test]
fn line_22_weekend_minutes_per_period() {
    assert_eq!(found("weekend-minutes", "window=week maximum=479", WEEKENDS), one("03-07", "03-08", 480, 479));
    assert_eq!(found("weekend-minutes", "window=week maximum=480", WEEKENDS), []);
}

#[test]
fn line_23_weekends_worked_per_period() {
    assert_eq!(found("weekends-worked", "window=period maximum=3", WEEKENDS), []);
    assert_eq!(found("weekends-worked", "window=period maximum=2", WEEKENDS), one("03-07", "03-28", 3, 2));
}

#[test]
fn line_24_weekends_worked_in_a_rolling_window() {
    assert_eq!(found("weekends-worked", "window=2w maximum=1", WEEKENDS), one("03-07", "03-14", 2, 1));
    assert_eq!(found("weekends-worked", "window=2w maximum=2", WEEKENDS), []);
}

#[test]
fn line_26_days_off_per_period() {
    assert_eq!(found("days-off", "window=week minimum=3", WEEK), []);
    assert_eq!(found("days-off", "window=week minimum=4", WEEK), one("03-02", "03-08", 3, 4));
    assert_eq!(severities("days-off", "window=week minimum=4 weight=1", WEEK), [Severity::Soft]);
}

#[test]
fn line_27_consecutive_days_off_per_period() {
    assert_eq!(found("days-off-in-a-row", "window=week minimum=3", WEEK), []);
    let parted = "period 2026-03-02 7, 2026-03-03 R, 2026-03-05 R, 2026-03-07 R";
    assert_eq!(found("days-off-in-a-row", "window=week minimum=2", parted), one("03-02", "03-08", 1, 2));
}

#[test]
fn line_28_consecutive_days_off_in_a_rolling_window() {
    let across = "period 2026-03-02 14, 2026-03-04 R, 2026-03-06 R, 2026-03-08 R, 2026-03-10 R, 2026-03-12 R";
    assert_eq!(found("days-off-in-a-row", "window=7d minimum=2", across), one("03-03", "03-13", 1, 2));
    assert_eq!(found("days-off-in-a-row", "window=2w minimum=2", across), []);
}

#[test]
fn line_29_consecutive_minutes_off_in_a_rolling_window() {
    let all = "period 2026-03-02 7, 2026-03-02 R, 2026-03-03 R, 2026-03-04 R, 2026-03-05 R, 2026-03-06 R, 2026-03-07 R, 2026-03-08 R";
    assert_eq!(found("minutes-off", "window=7d minimum=870", all), []);
    assert_eq!(found("minutes-off", "window=7d minimum=1440", all), one("03-02", "03-08", 870, 1440));
}

#[test]
fn line_45_kinds_of_shift_per_period() {
    let three = "period 2026-03-02 7, 2026-03-02 R, 2026-03-03 06:30-11:30 early, 2026-03-04 17:30-20:30 evening";
    assert_eq!(found("shift-kinds", "window=week maximum=3 weight=1", three), []);
    assert_eq!(found("shift-kinds", "window=week maximum=2 weight=1", three), one("03-02", "03-04", 3, 2));
}

#[test]
fn line_47_places_per_period() {
    let two = "period 2026-03-02 7, 2026-03-02 R, 2026-03-03 R @D";
    assert_eq!(found("places", "window=week maximum=2", two), []);
    assert_eq!(found("places", "window=week maximum=1", two), one("03-02", "03-03", 2, 1));
}

#[test]
fn a_minimum_is_silent_where_the_window_is_not_known_whole() {
    let half = "period 2026-03-04 3, 2026-03-04 R";
    assert_eq!(found("days-worked", "window=week minimum=5", half), []);
    assert_eq!(found("days-worked", "window=week minimum=5 from=2026-03-04", WEEK), []);
}

/// Six days off in November, the last of them the first day of a roster of four weeks.
const NOVEMBER: &str = "period 2026-11-30 28, 2026-11-02 R, 2026-11-03 R, 2026-11-04 R, 2026-11-05 R, 2026-11-06 R, 2026-11-07 R, 2026-11-09 R, 2026-11-10 R, 2026-11-11 R, 2026-11-12 R, 2026-11-13 R, 2026-11-14 R, 2026-11-16 R, 2026-11-17 R, 2026-11-18 R, 2026-11-19 R, 2026-11-20 R, 2026-11-21 R, 2026-11-23 R, 2026-11-24 R, 2026-11-25 R, 2026-11-26 R, 2026-11-27 R, 2026-11-28 R";

#[test]
fn days_off_of_a_month_are_judged_by_the_roster_in_which_it_ends() {
    assert_eq!(found("days-off", "window=month minimum=6", NOVEMBER), []);
    let worked = format!("{NOVEMBER}, 2026-11-30 R");
    assert_eq!(found("days-off", "window=month minimum=6", &worked), one("11-01", "11-30", 5, 6));
    assert_eq!(found("days-off", "window=month minimum=5", &worked), []);
    // A month that was short before is not this roster's doing when it gives the rest off, and December is for the next.
    assert_eq!(found("days-off", "window=month minimum=8", NOVEMBER), []);
    // Nobody knows of October.
    assert_eq!(found("days-off", "window=35d minimum=10", &worked), []);
}

#[test]
fn days_off_in_a_row_and_rest_count_across_the_first_day() {
    let across =
        "period 2026-03-09 7, 2026-03-02 R, 2026-03-04 R, 2026-03-06 R, 2026-03-08 R, 2026-03-10 R, 2026-03-12 R";
    assert_eq!(found("days-off-in-a-row", "window=7d minimum=2", across), one("03-04", "03-13", 1, 2));
    let busy = "period 2026-03-05 3, 2026-03-01 R, 2026-03-02 R, 2026-03-03 R, 2026-03-04 R, 2026-03-05 R";
    assert_eq!(found("minutes-off", "window=5d minimum=1440", busy), one("03-01", "03-05", 870, 1440));
    let unknown = "period 2026-03-05 3, 2026-03-05 R, 2026-03-06 R, 2026-03-07 R";
    assert_eq!(found("minutes-off", "window=5d minimum=1440", unknown), []);
}

#[test]
fn a_row_by_the_year_looks_back_to_the_first_of_january() {
    let monday = "2026-12-14".parse().expect("a date");
    assert_eq!(book("weekends-worked", "window=year maximum=20").days_before(monday), 347);
    assert_eq!(book("weekends-worked", "window=4w maximum=2").days_before(monday), 56);
    assert_eq!(
        book("weekends-worked", "window=year maximum=20").days_before("2026-01-05".parse().expect("a date")),
        56
    );
}
