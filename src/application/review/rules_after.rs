//! Which rules a change of some cells would newly break: those too that are judged and that no plan knows of.

use chrono::NaiveDate;

use super::centre_day::centre_record;
use super::judge_roster::JudgedRoster;
use crate::application::planning::propose_roster::plan_of;
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
    /// What stands of rules about all officers together, by today's instance; none where no such rule is hard.
    of_all: Option<Vec<Breach>>,
}

impl<'a> RulesAfter<'a> {
    /// Of the roster as it stands.
    #[must_use]
    pub fn new(judged: &'a JudgedRoster) -> Self {
        let records = judged.facts.work_records(&judged.assignments);
        let mut rules = Self { judged, records, of_all: None };
        if judged.facts.rules.has_hard_rows_about_all() {
            let plan = plan_of(&judged.instance_today, &judged.assignments, judged.head.period);
            rules.of_all = Some(rules.breaches_of_all(&rules.records, &judged.instance_today, &plan));
        }
        rules
    }

    /// Hard breaches that stand after `cells` have changed and did not before: those of the officers whose cells change,
    /// and those of what all do together, who then work `plan` of `instance`. A breach stood before when the same rule was
    /// broken as far on all days of it; each such breach excuses one.
    #[must_use]
    pub fn newly_broken(&self, cells: &[CellAfter], instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let mut changed: Vec<(usize, WorkRecord)> = Vec::new();
        for (officer, date, shift) in cells {
            let Some(at) = self.records.iter().position(|record| &record.officer.code == officer) else { continue };
            let known = changed.iter().position(|(known, _)| *known == at).unwrap_or_else(|| {
                changed.push((at, self.records[at].clone()));
                changed.len() - 1
            });
            self.set(&mut changed[known].1, *date, shift.as_ref());
        }
        let book = &self.judged.facts.rules;
        let mut found: Vec<Breach> = changed.iter().flat_map(|(_, record)| book.breaches_of(record)).collect();
        let mut stood: Vec<&Breach> = self.judged.breaches.iter().filter(|breach| breach.officer.is_some()).collect();
        if let Some(of_all) = &self.of_all {
            let mut records = self.records.clone();
            for (at, record) in changed {
                records[at] = record;
            }
            found.append(&mut self.breaches_of_all(&records, instance, plan));
            stood.extend(of_all);
        }
        found.retain(|breach| {
            let excuse = stood.iter().position(|known| excuses(known, breach));
            excuse.map(|known| stood.swap_remove(known)).is_none() && breach.severity == Severity::Hard
        });
        found
    }

    fn breaches_of_all(&self, records: &[WorkRecord], instance: &Instance, plan: &Plan) -> Vec<Breach> {
        let (facts, coverage) = (&self.judged.facts, checker::coverage(instance, plan));
        facts.rules.breaches_of_all(&centre_record(facts, instance, plan, &coverage, records))
    }

    fn set(&self, record: &mut WorkRecord, date: NaiveDate, shift: Option<&ShiftCode>) {
        let centre = &self.judged.facts.centre.code;
        record.shifts.retain(|worked| (worked.date, &worked.centre) != (date, centre));
        if let Some(shift) = shift.and_then(|code| self.judged.facts.shift(code)) {
            record.shifts.push(WorkedShift { date, centre: centre.clone(), shift: shift.clone() });
            record.shifts.sort_by_key(WorkedShift::starts);
        }
    }
}

/// Whether `known` is the same rule, broken as far on all days of `breach`.
fn excuses(known: &Breach, breach: &Breach) -> bool {
    let row = |breach: &Breach| breach.local.as_ref().map(|local| local.row.clone());
    (known.rule, &known.officer, row(known)) == (breach.rule, &breach.officer, row(breach))
        && known.from <= breach.from
        && breach.to <= known.to
        && known.beyond() >= breach.beyond()
        // What an emergency order lifts excuses nothing that it does not.
        && known.severity <= breach.severity
}
