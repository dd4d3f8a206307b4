//! Blocks and shifts: office hours for everybody, and what the showcase ward adds.
//!
//! Every shift is lawful by itself: at most 240 overtime minutes on a normal day (NĐ 145/2020/NĐ-CP art. 60(1)), and an
//! end that leaves at least 10.5 hours until office hours begin at 07:30.

use chrono::NaiveTime;

use super::clock;
use crate::domain::block::Block;
use crate::domain::centre::CentreScope;
use crate::domain::ids::CentreCode;
use crate::domain::shift::{Shift, ShiftKind};
use crate::domain::weekdays::Weekdays;

/// The blocks of office hours for every centre, and for the showcase ward: 06:30–07:30 and 17:00–18:00 for those who go to
/// work early and come back late, evenings on Tuesday and Thursday (Kinh Bắc since 26 August 2025, provincial press), and
/// outreach at culture houses from 19:00 (same source) on the other evenings.
pub fn blocks(showcase: &CentreCode) -> Vec<Block> {
    let ward = CentreScope::One(showcase.clone());
    let block = |scope: &CentreScope, code: &str, start: NaiveTime, end: NaiveTime, days: &[u32]| Block {
        scope: scope.clone(),
        code: code.into(),
        start,
        end,
        weekdays: weekdays(days),
        from: None,
        to: None,
    };
    vec![
        block(&CentreScope::All, "MOR", clock(7, 30), clock(11, 30), &WORKING),
        block(&CentreScope::All, "AFT", clock(13, 0), clock(17, 0), &WORKING),
        block(&ward, "EAR", clock(6, 30), clock(7, 30), &WORKING),
        block(&ward, "LAT", clock(17, 0), clock(18, 0), &OTHER_DAYS),
        block(&ward, "EVE", clock(17, 30), clock(20, 30), &EVENINGS),
        block(&ward, "OUT", clock(19, 0), clock(21, 0), &OTHER_DAYS),
    ]
}

/// The regular shift for every centre, and the further ones of the showcase ward.
pub fn shifts(showcase: &CentreCode) -> Vec<Shift> {
    let ward = CentreScope::One(showcase.clone());
    let mut shifts = vec![shift(&CentreScope::All, REGULAR)];
    shifts.extend(SHOWCASE.map(|row| shift(&ward, row)));
    shifts
}

/// Weekdays with an evening desk, 1 = Monday.
const EVENINGS: [u32; 2] = [2, 4];
/// Working days without one.
const OTHER_DAYS: [u32; 3] = [1, 3, 5];
const WORKING: [u32; 5] = [1, 2, 3, 4, 5];

/// Code, names, kind, blocks, start and end, (normal, overtime) minutes, weekdays, whether it moves the working hours.
type Row = (
    &'static str,
    (&'static str, &'static str),
    ShiftKind,
    &'static [&'static str],
    ((u32, u32), (u32, u32)),
    (i32, i32),
    &'static [u32],
    bool,
);

const REGULAR: Row = (
    "HC",
    ("Hành chính", "Office hours"),
    ShiftKind::Regular,
    &["MOR", "AFT"],
    ((7, 30), (17, 0)),
    (480, 0),
    &WORKING,
    false,
);

const SHOWCASE: [Row; 9] = [
    ("C", ("Buổi chiều", "Afternoon"), ShiftKind::Regular, &["AFT"], ((13, 0), (17, 0)), (240, 0), &WORKING, false),
    ("S", ("Sớm", "Early"), ShiftKind::Early, &["EAR", "MOR", "AFT"], ((6, 30), (17, 0)), (480, 60), &WORKING, false),
    (
        "S+",
        ("Sớm và muộn", "Early and late"),
        ShiftKind::Early,
        &["EAR", "MOR", "AFT", "LAT"],
        ((6, 30), (18, 0)),
        (480, 120),
        &OTHER_DAYS,
        false,
    ),
    (
        "HC·T",
        ("Hành chính và tối", "Office hours and evening"),
        ShiftKind::Evening,
        &["MOR", "AFT", "EVE"],
        ((7, 30), (20, 30)),
        (480, 180),
        &EVENINGS,
        false,
    ),
    // From noon, so that the day has eight normal hours with half an hour of break; the next day starts at noon or later.
    (
        "T",
        ("Chiều và tối", "Afternoon and evening"),
        ShiftKind::Evening,
        &["AFT", "EVE"],
        ((12, 0), (20, 30)),
        (480, 0),
        &EVENINGS,
        true,
    ),
    // The crew sets up from 18:30; setting up is work, the way there is not.
    (
        "HC·L",
        ("Hành chính và lưu động tối", "Office hours and outreach"),
        ShiftKind::Outreach,
        &["MOR", "AFT", "OUT"],
        ((7, 30), (21, 0)),
        (480, 150),
        &OTHER_DAYS,
        false,
    ),
    // For volunteers, who come for the evening alone.
    (
        "L",
        ("Lưu động tối", "Outreach evening"),
        ShiftKind::Outreach,
        &["OUT"],
        ((18, 30), (21, 0)),
        (150, 0),
        &OTHER_DAYS,
        true,
    ),
    (
        "T7",
        ("Sáng thứ bảy", "Saturday morning"),
        ShiftKind::Weekend,
        &["MOR"],
        ((7, 30), (11, 30)),
        (0, 240),
        &[6],
        false,
    ),
    (
        "CN",
        ("Sáng chủ nhật", "Sunday morning"),
        ShiftKind::Weekend,
        &["MOR"],
        ((7, 30), (11, 30)),
        (0, 240),
        &[7],
        false,
    ),
];

fn shift(scope: &CentreScope, row: Row) -> Shift {
    let (code, (name_vi, name_en), kind, blocks, (start, end), (normal_minutes, overtime_minutes), days, shift_change) =
        row;
    Shift {
        scope: scope.clone(),
        code: code.into(),
        name_vi: name_vi.to_owned(),
        name_en: name_en.to_owned(),
        kind,
        blocks: blocks.iter().map(|block| (*block).into()).collect(),
        start: clock(start.0, start.1),
        end: clock(end.0, end.1),
        normal_minutes,
        overtime_minutes,
        weekdays: weekdays(days),
        shift_change,
        from: None,
        to: None,
    }
}

fn weekdays(numbers: &[u32]) -> Weekdays {
    Weekdays::from_numbers(numbers.iter().copied()).unwrap_or(Weekdays::NONE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::{RulePack, daily_hours};

    #[test]
    fn every_shift_is_lawful_by_itself_and_fits_its_span() {
        let pack = RulePack::vietnam();
        for shift in shifts(&"X".into()) {
            let (normal, overtime) = (shift.normal_minutes, shift.overtime_minutes);
            assert!(daily_hours::permits(normal, overtime, pack.day, pack.overtime_day), "{}", shift.code);
            assert!(i64::from(normal + overtime) <= (shift.end - shift.start).num_minutes(), "{}", shift.code);
            assert!(!shift.weekdays.is_empty(), "{}", shift.code);
        }
    }

    #[test]
    fn whoever_stays_late_may_begin_at_half_past_seven() {
        let pack = RulePack::vietnam();
        let midnight = chrono::TimeDelta::hours(24);
        for shift in shifts(&"X".into()).iter().filter(|shift| !shift.shift_change) {
            let rest = midnight - (shift.end - NaiveTime::MIN) + (clock(7, 30) - NaiveTime::MIN);
            assert!(rest.num_minutes() >= i64::from(pack.rest), "{}", shift.code);
        }
    }

    #[test]
    fn shifts_serve_blocks_that_exist() {
        let blocks = blocks(&"X".into());
        for shift in shifts(&"X".into()) {
            assert!(shift.blocks.iter().all(|code| blocks.iter().any(|block| &block.code == code)), "{}", shift.code);
        }
    }
}
