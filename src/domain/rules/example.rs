//! Small work records for the tests of the rules.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use crate::domain::centre::CentreScope;
use crate::domain::officer::{Consent, Officer, OvertimeStanding, WorkerType};
use crate::domain::period::Period;
use crate::domain::shift::{Shift, ShiftKind};
use crate::domain::weekdays::Weekdays;
use crate::domain::work_record::{WorkRecord, WorkedShift};

/// A record of shifts written as `2026-03-02 R` (07:30–17:00, 480 minutes) or `2026-03-02 13:00-21:00 evening change`;
/// the judged period is the shifts' weeks.
pub fn record(shifts: &[&str]) -> WorkRecord {
    let shifts: Vec<WorkedShift> = shifts.iter().map(|text| worked(text)).collect();
    let first = shifts[0].date;
    let days = (shifts[shifts.len() - 1].date - first).num_days() + 1;
    WorkRecord {
        officer: Officer {
            code: "P1".into(),
            name: "An".into(),
            centre: "C".into(),
            agency: None,
            worker_type: WorkerType::CC,
            skills: vec!["certify".into()],
            weekly_minutes: 2400,
            signatory: false,
            overtime: OvertimeStanding::Allowed,
            barred_until: None,
            joined: None,
            left: None,
        },
        period: Period { first, days: u32::try_from(days).expect("a short example") },
        shifts,
        leave: Vec::new(),
        consents: Vec::new(),
        overtime_elsewhere: BTreeMap::new(),
        days_off: Vec::new(),
        skills_asked: Vec::new(),
        office_blocks: Vec::new(),
    }
}

/// The record with `minutes` of overtime on every shift.
pub fn with_overtime(mut record: WorkRecord, minutes: i32) -> WorkRecord {
    for worked in &mut record.shifts {
        worked.shift.overtime_minutes = minutes;
    }
    record
}

/// A standing consent of the example's officer.
pub fn consent(from: &str, to: &str, per_day: Option<i32>, per_month: Option<i32>) -> Consent {
    Consent {
        officer: "P1".into(),
        from: from.parse().expect("a date"),
        to: to.parse().expect("a date"),
        weekdays: None,
        blocks: None,
        max_minutes_per_day: per_day,
        max_minutes_per_month: per_month,
    }
}

fn worked(text: &str) -> WorkedShift {
    let mut words = text.split(' ');
    let date: NaiveDate = words.next().and_then(|word| word.parse().ok()).expect("a date");
    let span = words.next().expect("a shift");
    let rest: Vec<&str> = words.collect();
    let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").expect("a time");
    let (start, end, normal) = match span.split_once('-') {
        Some((start, end)) => {
            let (start, end) = (time(start), time(end));
            (start, end, i32::try_from((end - start).num_minutes()).expect("a day").min(480))
        }
        None => (time("07:30"), time("17:00"), 480),
    };
    WorkedShift {
        date,
        centre: "C".into(),
        shift: Shift {
            scope: CentreScope::All,
            code: span.into(),
            name_vi: String::new(),
            name_en: String::new(),
            kind: if rest.contains(&"evening") { ShiftKind::Evening } else { ShiftKind::Regular },
            blocks: vec!["MOR".into()],
            start,
            end,
            normal_minutes: normal,
            overtime_minutes: 0,
            weekdays: Weekdays::ALL,
            shift_change: rest.contains(&"change"),
            from: None,
            to: None,
        },
    }
}
