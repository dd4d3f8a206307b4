//! Which rules a change of some cells would newly break: those too that are judged and that no plan knows of.

use chrono::NaiveDate;

use super::centre_day::centre_record;
use super::judge_roster::JudgedRoster;
use crate::checker;
use crate::domain::ids::{OfficerCode, ShiftCode};
use crate::domain::instance::{Instance, Plan};
use crate::domain::rules::{Breach, Severity};
use crate::domain::work_record::{WorkRecord, WorkedShift};

/// A cell as it would be: who, when, and what is worked.
pub type CellAfter = (OfficerCode, NaiveDate, Option<ShiftCode>);

/// A judged roster, ready for many changes to be tried on it.
pub struct RulesAfter<'a> {
    judged: &'a JudgedRoster,
    records: Vec<WorkRecord>,
}

impl<'a> RulesAfter<'a> {
    /// Of the roster as it stands.
    #[must_use]
    pub fn new(judged: &'a JudgedRoster) -> Self {
        Self { judged, records: judged.facts.work_records(&judged.assignments) }
    }

    /// Hard breaches of labour law and local rows that stand after `cells` have changed and did not before, or are further
    /// beyond their limit: those of the officers whose cells change, and those of local rows about all of them together, who
    /// then work `plan` of `instance`. What every counter needs is no part of it; the coverage says so.
    #[must_use]
    pub fn newly_broken(&self, cells: &[CellAfter], instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let mut records = self.records.clone();
        let mut changed: Vec<usize> = Vec::new();
        for (officer, date, shift) in cells {
            let Some(at) = records.iter().position(|record| &record.officer.code == officer) else { continue };
            self.set(&mut records[at], *date, shift.as_ref());
            if !changed.contains(&at) {
                changed.push(at);
            }
        }
        let book = &self.judged.facts.rules;
        let mut found: Vec<Breach> = changed.iter().flat_map(|at| book.breaches_of(&records[*at])).collect();
        if book.has_rows_about_all() {
            let coverage = checker::coverage(instance, plan);
            found.extend(book.by_rows_about_all(&centre_record(
                &self.judged.facts,
                instance,
                plan,
                &coverage,
                &records,
            )));
        }
        found.retain(|breach| breach.severity == Severity::Hard && !self.stood(breach));
        found
    }

    fn set(&self, record: &mut WorkRecord, date: NaiveDate, shift: Option<&ShiftCode>) {
        let centre = &self.judged.facts.centre.code;
        record.shifts.retain(|worked| (worked.date, &worked.centre) != (date, centre));
        if let Some(shift) = shift.and_then(|code| self.judged.facts.shift(code)) {
            record.shifts.push(WorkedShift { date, centre: centre.clone(), shift: shift.clone() });
            record.shifts.sort_by_key(WorkedShift::starts);
        }
    }

    /// Whether the roster as it stands breaks the same rule in the same place as far.
    fn stood(&self, breach: &Breach) -> bool {
        let row = |breach: &Breach| breach.local.as_ref().map(|local| local.row.clone());
        self.judged.breaches.iter().any(|known| {
            (known.rule, &known.officer, row(known)) == (breach.rule, &breach.officer, row(breach))
                && known.from <= breach.to
                && breach.from <= known.to
                && known.beyond() >= breach.beyond()
        })
    }
}
