//! Kinds that spread work evenly, with what was worked before carried in.

use super::{Finding, LocalKind, LocalRule, Needs};
use crate::domain::officer::OvertimeStanding;
use crate::domain::rules::Quantity;
use crate::domain::rules::centre_record::CentreRecord;
use crate::domain::work_record::WorkRecord;

/// Leave days above which an officer is left out of the comparison.
const LEAVE_DAYS: usize = 3;

/// Between the officer with most and the one with fewest, among those whom the row binds and who had the chance: nobody
/// protected from overtime, nobody long on leave.
fn spread(
    rule: &LocalRule,
    centre: &CentreRecord<'_>,
    unit: fn(i32) -> Quantity,
    measure: impl Fn(&WorkRecord) -> i32,
) -> Vec<Finding> {
    let last = centre.period.last();
    if !rule.in_force(last) {
        return Vec::new();
    }
    let had_the_chance = |record: &&WorkRecord| {
        rule.binds(&record.officer)
            && record.officer.overtime != OvertimeStanding::Barred
            && centre.period.iter().filter(|date| record.on_leave(*date)).count() <= LEAVE_DAYS
    };
    let shares: Vec<i32> = centre.records.iter().filter(had_the_chance).map(measure).collect();
    let (Some(most), Some(fewest)) = (shares.iter().max(), shares.iter().min()) else { return Vec::new() };
    rule.compare((centre.period.first, last), most - fewest, unit).into_iter().collect()
}

/// Overtime minutes, with those of the three months before.
pub struct BalanceMinutes;

impl LocalKind for BalanceMinutes {
    fn id(&self) -> &'static str {
        "balance-overtime"
    }

    fn lines(&self) -> &'static [u8] {
        &[65]
    }

    fn needs(&self) -> Needs {
        Needs { maximum: true, ..Needs::default() }
    }

    fn is_about_all(&self) -> bool {
        true
    }

    fn of_centre(&self, rule: &LocalRule, centre: &CentreRecord<'_>) -> Vec<Finding> {
        spread(rule, centre, Quantity::Minutes, |record| {
            let planned = rule.counted(record).filter(|worked| centre.period.contains(worked.date));
            record.recent_overtime + planned.map(|worked| worked.shift.overtime_minutes).sum::<i32>()
        })
    }
}

/// Shifts: evenings with those of the three months before, or the ones that the row names.
pub struct BalanceShifts;

impl LocalKind for BalanceShifts {
    fn id(&self) -> &'static str {
        "balance-shifts"
    }

    fn lines(&self) -> &'static [u8] {
        &[66]
    }

    fn needs(&self) -> Needs {
        Needs { maximum: true, ..Needs::default() }
    }

    fn is_about_all(&self) -> bool {
        true
    }

    fn of_centre(&self, rule: &LocalRule, centre: &CentreRecord<'_>) -> Vec<Finding> {
        let evenings = rule.shifts.iter().all(|token| token == "evening" || token == "outreach");
        spread(rule, centre, Quantity::Count, |record| {
            let planned = rule
                .counted(record)
                .filter(|worked| centre.period.contains(worked.date))
                .filter(|worked| !rule.shifts.is_empty() || worked.shift.is_evening());
            let carried = if evenings { record.recent_evenings } else { 0 };
            carried + i32::try_from(planned.count()).unwrap_or(i32::MAX)
        })
    }
}
