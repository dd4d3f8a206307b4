//! What a stored roster is worth: the labour rules over the officers' records, the other hard rules of its instance by
//! today's facts, and the instance's own cover and terms.

use chrono::NaiveDate;

use super::centre_day::centre_record;
use super::house_rules::{breaches_beyond, follow_the_rules};
use crate::application::planning::centre_facts::CentreFacts;
use crate::application::planning::propose_roster::plan_of;
use crate::application::planning::refresh_instance::{fixed_by, refresh_instance};
use crate::application::ports::{StorageError, Store, Stored};
use crate::checker::{self, Coverage, InstanceBreach, Verdict};
use crate::domain::ids::{OfficerCode, ShiftCode};
use crate::domain::instance::{Instance, Plan};
use crate::domain::roster::{Assignment, RosterHead, RosterStatus};
use crate::domain::rules::{Breach, Severity};
use crate::exchange::instance::read_instance;

/// A roster with its judgement.
#[derive(Clone, Debug)]
pub struct JudgedRoster {
    /// The version.
    pub head: RosterHead,
    /// Today's facts of its period.
    pub facts: CentreFacts,
    /// The instance that it was planned from.
    pub instance: Instance,
    /// The same requirements with the facts of today, by which the hard rules are judged until the roster is published.
    pub instance_today: Instance,
    /// Its assignments by officer and date.
    pub assignments: Vec<Assignment>,
    /// The same for the instance.
    pub plan: Plan,
    /// Breaches by today's facts, of labour law, of local rules and of the other hard rules of the instance; hard ones first.
    pub breaches: Vec<Breach>,
    /// Who serves what, and where somebody is missing.
    pub coverage: Coverage,
    /// Terms of the objective.
    pub verdict: Verdict,
}

impl JudgedRoster {
    /// The hard breaches.
    #[must_use]
    pub fn hard_breaches(&self) -> Vec<Breach> {
        self.breaches.iter().filter(|breach| breach.severity == Severity::Hard).cloned().collect()
    }
}

/// Judges the roster by the facts of today: a leave entered since it was planned counts. The rules of the house stand in
/// the way of publishing; a roster by which officers already work is judged by labour law.
///
/// # Errors
/// When the store fails or holds an instance that cannot be read.
pub fn judge_roster(store: &mut impl Store, head: RosterHead) -> Stored<JudgedRoster> {
    let corrupt = |value: String| StorageError::Corrupt { table: "rosters", value };
    let facts = CentreFacts::gather(store, &head.centre, head.period)?
        .ok_or_else(|| corrupt(format!("roster {} of an unknown centre", head.id)))?;
    let instance = read_instance(&store.instance(head.id)?).map_err(|error| corrupt(error.to_string()))?;
    let assignments = store.assignments(head.id)?;
    let plan = plan_of(&instance, &assignments, head.period);
    let coverage = checker::coverage(&instance, &plan);
    let records = facts.work_records(&assignments);
    let mut breaches = facts.rules.judge(&centre_record(&facts, &instance, &plan, &coverage, &records));
    let is_in_force = matches!(head.status, RosterStatus::Published | RosterStatus::Closed);
    let mut instance_today = instance.clone();
    if !is_in_force {
        let mut fixed = fixed_by(&instance, &facts, &assignments);
        fixed.by_hand = cells_of(&assignments);
        instance_today = refresh_instance(&instance, &facts, &fixed);
        let plan_today = plan_of(&instance_today, &assignments, head.period);
        let judge = |instance: &Instance| -> Vec<InstanceBreach> {
            let officers = 0..instance.officers.len();
            officers.flat_map(|officer| checker::breaches_of(instance, &plan_today, officer)).collect()
        };
        let mut broken = judge(&instance_today);
        if follow_the_rules(&mut instance_today, head.period, &breaches, &broken) {
            broken = judge(&instance_today);
        }
        breaches.append(&mut breaches_beyond(&breaches, &instance_today, head.period, &broken));
        breaches
            .sort_by(|a, b| (a.severity, a.from, &a.officer, a.rule).cmp(&(b.severity, b.from, &b.officer, b.rule)));
    }
    Ok(JudgedRoster {
        coverage,
        verdict: checker::check(&instance, &plan),
        head,
        facts,
        instance,
        instance_today,
        assignments,
        plan,
        breaches,
    })
}

/// The cells of `assignments`, as an instance is told of them.
#[must_use]
pub fn cells_of(assignments: &[Assignment]) -> Vec<(OfficerCode, NaiveDate, ShiftCode)> {
    assignments.iter().map(|cell| (cell.officer.clone(), cell.date, cell.shift.clone())).collect()
}
