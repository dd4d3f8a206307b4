//! Overtime by officer and day: the ledger where it knows the day, the published roster elsewhere.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::OfficerCode;
use crate::domain::overtime::LedgerEntry;

/// Overtime minutes by officer and day.
pub type OvertimeByDay = BTreeMap<(OfficerCode, NaiveDate), i32>;

/// Minutes of the `ledger`, and of the days that it does not know those `planned` as (officer, day, minutes).
#[must_use]
pub fn overtime_by_day(
    planned: impl IntoIterator<Item = (OfficerCode, NaiveDate, i32)>,
    ledger: &[LedgerEntry],
) -> OvertimeByDay {
    let mut minutes: OvertimeByDay =
        planned.into_iter().map(|(officer, date, minutes)| ((officer, date), minutes)).collect();
    for entry in ledger {
        minutes.insert((entry.officer.clone(), entry.date), 0);
    }
    for entry in ledger.iter().filter(|entry| entry.class.is_overtime()) {
        *minutes.entry((entry.officer.clone(), entry.date)).or_insert(0) += entry.minutes;
    }
    minutes
}

/// The sum of each officer.
#[must_use]
pub fn by_officer(minutes: &OvertimeByDay) -> BTreeMap<&OfficerCode, i32> {
    let mut sums = BTreeMap::new();
    for ((officer, _), minutes) in minutes {
        *sums.entry(officer).or_insert(0) += minutes;
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::overtime::{CompensationMode, MinuteClass};

    #[test]
    fn the_ledger_wins_where_it_knows_the_day_and_the_roster_counts_elsewhere() {
        let day = |day: u32| NaiveDate::from_ymd_opt(2026, 12, day).expect("a day");
        let entry = |date: NaiveDate, class, minutes| LedgerEntry {
            officer: "A".into(),
            date,
            start: chrono::NaiveTime::MIN,
            end: chrono::NaiveTime::MIN,
            minutes,
            class,
            night: false,
            mode: CompensationMode::Paid,
        };
        let planned = [("A", 1, 180), ("A", 2, 180), ("A", 20, 150), ("B", 20, 60)]
            .map(|(officer, date, minutes)| (OfficerCode::from(officer), day(date), minutes));
        let ledger = [
            entry(day(1), MinuteClass::Normal, 120),
            entry(day(2), MinuteClass::OvertimeDay, 100),
            entry(day(2), MinuteClass::OvertimeDay, 20),
        ];
        let minutes = overtime_by_day(planned, &ledger);
        assert_eq!(minutes[&("A".into(), day(1))], 0, "the evening was not worked as overtime");
        assert_eq!(by_officer(&minutes).into_values().collect::<Vec<_>>(), [120 + 150, 60]);
    }
}
