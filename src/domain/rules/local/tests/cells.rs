use super::{book, found, one, row, severities, told};
use crate::domain::rules::{RuleBook, RulePack, Severity, example};

/// Whether the first shift of the record may be planned at all.
fn plannable(kind: &str, columns: &str, facts: &str) -> bool {
    let record = example::read(facts).expect("a readable record").record;
    book(kind, columns).row_against_cell(&record, record.shifts[0].date, &record.shifts[0].shift).is_none()
}

#[test]
fn line_02_required_skill_missing() {
    let (holds, lacks) = ("skills land, 2026-03-03 R", "skills civil, 2026-03-03 R");
    assert_eq!(found("required-skill", "shifts=regular with=land;sign", holds), []);
    assert_eq!(found("required-skill", "shifts=regular with=land;sign", lacks), one("03-03", "03-03", 1, 0));
    assert!(!plannable("required-skill", "with=land", lacks));
    // A skill that runs out before the roster ends does not count in it; the other shifts of its holder remain.
    let of_the_day = |last: &str| {
        let validity = row("skill-validity", &format!("officer=P1 with=land to={last}"));
        let rows = [row("required-skill", "shifts=regular with=land"), validity];
        let book = RuleBook::load(RulePack::vietnam(), &rows).expect("rows that load");
        let facts = "skills land, 2026-03-03 R, 2026-03-04 13:00-20:00 evening";
        let mut record = example::read(facts).expect("a readable record").record;
        record.officer.skills = book.skills_counted(&record.officer, &record.period);
        told(book.breaches_of(&record))
    };
    assert_eq!(of_the_day("2026-03-04"), []);
    assert_eq!(of_the_day("2026-03-03"), one("03-03", "03-03", 1, 0));
}

#[test]
fn line_04_works_in_an_unavailable_span() {
    let facts = "2026-03-03 13:00-20:00 evening, 2026-03-04 07:30-11:30";
    let row = "officer=P1 weekdays=2 hours=17:00-21:00";
    assert_eq!(found("prohibited", row, facts), one("03-03", "03-03", 1, 0));
    assert_eq!(found("prohibited", "officer=P1 weekdays=2 hours=20:00-21:00", facts), []);
    assert_eq!(found("prohibited", "officer=P2 weekdays=2 hours=17:00-21:00", facts), []);
    assert!(!plannable("prohibited", row, facts));
}

#[test]
fn line_05_works_outside_an_available_span() {
    let facts = "2026-03-03 07:30-17:00";
    assert_eq!(found("available-hours", "hours=07:30-17:00", facts), []);
    assert_eq!(found("available-hours", "hours=08:00-17:00", facts), one("03-03", "03-03", 1, 0));
    assert_eq!(found("available-hours", "hours=08:00-17:00 weekdays=1", facts), []);
    assert!(!plannable("available-hours", "hours=08:00-17:00", facts));
}

#[test]
fn line_06_shift_lacks_the_kinds_that_an_officer_works() {
    let facts = "2026-03-03 13:00-20:00 evening";
    assert_eq!(found("only-shifts", "officer=P1 shifts=evening;outreach", facts), []);
    assert_eq!(found("only-shifts", "officer=P1 shifts=regular", facts), one("03-03", "03-03", 1, 0));
    assert!(!plannable("only-shifts", "officer=P1 shifts=regular", facts));
}

#[test]
fn line_07_prohibited_officer_assigned() {
    let facts = "2026-03-03 13:00-20:00 evening";
    assert_eq!(found("prohibited", "officer=P1 shifts=13:00-20:00", facts), one("03-03", "03-03", 1, 0));
    assert_eq!(found("prohibited", "officer=P2 shifts=13:00-20:00", facts), []);
    assert!(!plannable("prohibited", "officer=P1 shifts=13:00-20:00", facts));
}

#[test]
fn line_31_shift_close_to_a_day_off_prohibited() {
    let facts = "leave 2026-03-04, 2026-03-03 17:30-20:30 evening, 2026-03-05 R";
    assert_eq!(found("beside-leave", "minimum=210", facts), []);
    assert_eq!(found("beside-leave", "minimum=211 shifts=evening", facts), one("03-03", "03-03", 210, 211));
    assert!(!plannable("beside-leave", "minimum=211", facts));
}

#[test]
fn line_32_shift_close_to_a_day_off_unpreferred() {
    let facts = "leave 2026-03-04, 2026-03-03 17:30-20:30 evening";
    assert_eq!(severities("beside-leave", "minimum=480 weight=5", facts), [Severity::Soft]);
    assert!(plannable("beside-leave", "minimum=480 weight=5", facts));
}

#[test]
fn line_35_gaps_of_a_split_day() {
    let split = "2026-03-03 07:30-11:30, 2026-03-03 17:30-20:30";
    assert_eq!(found("gap-in-day", "maximum=360 weight=1", split), []);
    assert_eq!(found("gap-in-day", "maximum=359 weight=1", split), one("03-03", "03-03", 360, 359));
}

#[test]
fn line_60_preferred_skill_missing() {
    let lacks = "skills civil, 2026-03-03 R";
    assert_eq!(severities("required-skill", "shifts=regular with=land weight=2", lacks), [Severity::Soft]);
}

#[test]
fn line_61_preferred_or_unpreferred_officer() {
    let facts = "2026-03-03 13:00-20:00 evening";
    assert_eq!(severities("prohibited", "officer=P1 shifts=evening weight=3", facts), [Severity::Soft]);
    let record = example::read(facts).expect("a readable record").record;
    let unwished =
        |columns: &str| book("prohibited", columns).unwished(&record, record.shifts[0].date, &record.shifts[0].shift);
    assert_eq!(unwished("officer=P1 shifts=evening weight=3"), 3.0);
    assert_eq!(unwished("officer=P2 shifts=evening weight=3"), 0.0);
}

#[test]
fn line_62_works_during_preferred_or_unpreferred_time() {
    let facts = "2026-03-03 13:00-20:00 evening";
    assert_eq!(severities("prohibited", "hours=17:00-21:00 weight=1", facts), [Severity::Soft]);
    assert_eq!(severities("available-hours", "hours=07:30-17:00 weight=1", facts), [Severity::Soft]);
}

#[test]
fn line_63_works_shifts_of_preferred_kinds() {
    let facts = "2026-03-03 13:00-20:00 evening";
    assert_eq!(severities("only-shifts", "shifts=regular;early weight=1", facts), [Severity::Soft]);
    assert_eq!(severities("only-shifts", "shifts=evening weight=1", facts), []);
}

#[test]
fn line_70_breaks_within_a_shift() {
    let facts = "2026-03-03 07:30-16:00 =480";
    assert_eq!(found("gap-in-day", "minimum=30", facts), []);
    assert_eq!(found("gap-in-day", "minimum=31", facts), one("03-03", "03-03", 30, 31));
    assert!(!plannable("gap-in-day", "minimum=31", facts));
}

#[test]
fn a_shift_that_breaks_a_maximum_by_itself_is_never_planned() {
    let facts = "2026-03-03 07:30-17:00 =480";
    assert!(plannable("minutes-worked", "window=week maximum=480", facts));
    assert!(!plannable("minutes-worked", "window=week maximum=479", facts));
    assert!(!plannable("shifts-worked", "window=week maximum=0 shifts=regular", facts));
}
