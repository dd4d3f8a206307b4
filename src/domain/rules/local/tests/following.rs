use super::{found, one, severities};
use crate::domain::rules::Severity;

const RUN: &str = "period 2026-03-04 11, 2026-03-03 R, 2026-03-04 R, 2026-03-05 R, 2026-03-06 R, 2026-03-10 R";

#[test]
fn line_19_consecutive_days_worked_required() {
    assert_eq!(found("days-in-a-row", "maximum=4", RUN), []);
    // The day before the period belongs to the run.
    assert_eq!(found("days-in-a-row", "maximum=3", RUN), one("03-03", "03-06", 4, 3));
    assert_eq!(found("days-in-a-row", "minimum=2", RUN), one("03-10", "03-10", 1, 2));
}

#[test]
fn a_run_counts_the_work_published_after_the_period_and_none_that_begins_there() {
    let across =
        "period 2026-03-02 7, 2026-03-08 R, 2026-03-09 R, 2026-03-10 R, 2026-03-12 R, 2026-03-13 R, 2026-03-14 R";
    assert_eq!(found("days-in-a-row", "maximum=3", across), []);
    assert_eq!(found("days-in-a-row", "maximum=2", across), one("03-08", "03-10", 3, 2));
}

#[test]
fn line_20_consecutive_days_worked_preferred() {
    assert_eq!(severities("days-in-a-row", "maximum=3 weight=2", RUN), [Severity::Soft]);
}

#[test]
fn line_25_consecutive_weekends_worked() {
    let three = "period 2026-03-02 28, 2026-03-07 07:30-11:30 weekend, 2026-03-15 07:30-11:30 weekend, 2026-03-21 07:30-11:30 weekend";
    assert_eq!(found("weekends-in-a-row", "maximum=3", three), []);
    assert_eq!(found("weekends-in-a-row", "maximum=2", three), one("03-07", "03-21", 3, 2));
}

#[test]
fn line_33_minutes_between_shifts_required() {
    let pair = "2026-03-03 13:00-20:00 evening, 2026-03-04 06:30-11:30 early";
    assert_eq!(found("rest-after", "minimum=630 shifts=evening", pair), []);
    assert_eq!(found("rest-after", "minimum=631 shifts=evening", pair), one("03-03", "03-04", 630, 631));
    assert_eq!(found("rest-after", "minimum=631 shifts=early", pair), []);
    assert_eq!(found("rest-after", "minimum=631 shifts=evening then=regular", pair), []);
    assert_eq!(found("rest-after", "maximum=600 shifts=evening", pair), one("03-03", "03-04", 630, 600));
}

#[test]
fn line_34_minutes_between_shifts_preferred() {
    let pair = "2026-03-03 13:00-20:00 evening, 2026-03-04 06:30-11:30 early";
    assert_eq!(severities("rest-after", "minimum=720 weight=1", pair), [Severity::Soft]);
}

#[test]
fn line_40_sequence_over_days_required_or_prohibited() {
    let early_after_evening = "period 2026-03-02 7, 2026-03-03 13:00-20:00 evening, 2026-03-04 06:30-11:30 early";
    let prohibited = "shifts=evening then=early maximum=0";
    assert_eq!(found("sequence", prohibited, early_after_evening), one("03-03", "03-04", 1, 0));
    assert_eq!(found("sequence", prohibited, "period 2026-03-02 7, 2026-03-03 13:00-20:00 evening, 2026-03-04 R"), []);
    // After an evening, a free day must follow.
    let required = "shifts=evening then=off minimum=1";
    assert_eq!(found("sequence", required, early_after_evening), one("03-03", "03-04", 0, 1));
    assert_eq!(found("sequence", required, "period 2026-03-02 7, 2026-03-03 13:00-20:00 evening"), []);
    let three_days = "period 2026-03-02 7, 2026-03-02 R, 2026-03-04 R";
    assert_eq!(found("sequence", "shifts=regular then=off;on maximum=0", three_days), one("03-02", "03-04", 1, 0));
}

#[test]
fn line_41_sequence_over_days_preferred_or_unpreferred() {
    let facts = "period 2026-03-02 7, 2026-03-03 13:00-20:00 evening, 2026-03-04 06:30-11:30 early";
    assert_eq!(severities("sequence", "shifts=evening then=early maximum=0 weight=8", facts), [Severity::Soft]);
}

#[test]
fn line_42_shift_rotations() {
    let weeks = "period 2026-03-02 21, 2026-03-03 17:30-20:30 evening, 2026-03-12 17:30-20:30 evening, 2026-03-17 17:30-20:30 evening";
    assert_eq!(found("weeks-in-a-row", "shifts=evening maximum=3", weeks), []);
    assert_eq!(found("weeks-in-a-row", "shifts=evening maximum=2", weeks), one("03-03", "03-17", 3, 2));
}

#[test]
fn line_43_shift_start_time_differences() {
    let facts = "2026-03-03 06:30-11:30, 2026-03-04 07:30-11:30, 2026-03-06 13:00-17:00";
    assert_eq!(found("start-difference", "maximum=60", facts), []);
    assert_eq!(found("start-difference", "maximum=59", facts), one("03-03", "03-04", 60, 59));
}

#[test]
fn line_49_minimum_time_between_places() {
    let facts = "2026-03-03 07:30-11:30, 2026-03-03 12:00-17:00 @D";
    assert_eq!(found("travel-time", "minimum=30", facts), []);
    assert_eq!(found("travel-time", "minimum=31", facts), one("03-03", "03-03", 30, 31));
    assert_eq!(found("travel-time", "minimum=31", "2026-03-03 07:30-11:30, 2026-03-03 12:00-17:00"), []);
}
