//! Improves a draft: what a planning job does. The caller brings the store for each short step, so that no transaction
//! stays open while the optimiser thinks.

use std::ops::ControlFlow;
use std::time::Duration;

use super::centre_facts::CentreFacts;
use super::propose_roster::{assignments, fixed_cells, plan_of};
use super::refresh_instance::refresh_instance;
use super::solver::{CutShort, Solver};
use crate::application::ports::{StorageError, Store, Stored};
use crate::application::review::house_rules::follow_the_rules;
use crate::checker;
use crate::domain::ids::RosterId;
use crate::domain::instance::{Instance, OfficerRoster, Plan};
use crate::domain::period::Period;
use crate::domain::roster::{Assignment, Proof, RosterHead, RosterStatus};
use crate::exchange::instance::{read_instance, write_instance};
use crate::exchange::officer_rosters::{read_officer_rosters, write_officer_rosters};
use crate::optimiser::solve::{Progress, SolveOptions};
use crate::optimiser::warm_start::WarmStart;

/// A draft taken up for improvement.
#[derive(Clone, Debug)]
pub struct Improvement {
    roster: RosterId,
    /// The instance with the pins of today.
    pub instance: Instance,
    period: Period,
    revision: i32,
    /// The roster that stands in the store, and what earlier solves of the period found.
    known: WarmStart,
    /// Objective of the roster that stands in the store.
    stored_objective: f64,
    stored_is_lawful: bool,
}

/// What a solve found that is worth keeping.
#[derive(Clone, Copy, Debug)]
pub enum Found<'a> {
    /// A better roster and what is proved about it.
    Roster(&'a Plan, Proof),
    /// Officers' rosters to begin the next solve from.
    Columns(&'a [OfficerRoster]),
}

/// How one improvement ended.
#[derive(Clone, Debug)]
pub struct Improved {
    /// What was proved of the best roster, when there is a lawful one.
    pub proof: Option<Proof>,
    /// Why the solve ended before its time, unless it was asked to.
    pub cut_short: Option<CutShort>,
}

/// Takes up the draft `roster`: its requirements with the facts of today (leave, consents and pins entered since it was
/// proposed), which become the draft's instance. `None` when it is no draft any more.
///
/// # Errors
/// When the store fails or the instance cannot be read.
pub fn take_up(store: &mut impl Store, roster: RosterId) -> Stored<Option<Improvement>> {
    let Some(head) = store.roster(roster)?.filter(|head| head.status == RosterStatus::Draft) else {
        return Ok(None);
    };
    let (instance, _) = instance_of_today(store, &head)?;
    store.set_instance(roster, &write_instance(&instance))?;
    let columns = match store.officer_rosters(roster)? {
        // What cannot be read is only the way to a good roster, and the solver finds that again.
        Some(text) => read_officer_rosters(&instance, &text).unwrap_or_default(),
        None => Vec::new(),
    };
    let cells = store.assignments(roster)?;
    let plan = plan_of(&instance, &cells, head.period);
    let verdict = checker::check(&instance, &plan);
    Ok(Some(Improvement {
        roster,
        period: head.period,
        revision: head.revision,
        stored_objective: verdict.objective,
        stored_is_lawful: verdict.is_lawful(),
        known: WarmStart { plan: Some(plan), columns },
        instance,
    }))
}

/// The draft's requirements with everything else as it is today, and the facts behind it.
///
/// # Errors
/// When the store fails or the instance cannot be read.
pub(super) fn instance_of_today(store: &mut impl Store, head: &RosterHead) -> Stored<(Instance, CentreFacts)> {
    let corrupt = |value: String| StorageError::Corrupt { table: "rosters", value };
    let planned = read_instance(&store.instance(head.id)?).map_err(|error| corrupt(error.to_string()))?;
    let facts = CentreFacts::gather(store, &head.centre, head.period)?
        .ok_or_else(|| corrupt(format!("roster {} of an unknown centre", head.id)))?;
    let fixed = fixed_cells(store, &head.centre, head.period)?;
    let mut instance = refresh_instance(&planned, &facts, &fixed);
    let mut pinned = store.assignments(head.id)?;
    pinned.retain(|cell| cell.pinned);
    leave_room_for(&mut instance, &facts, &pinned);
    Ok((instance, facts))
}

/// Widens caps of `instance` to the `pinned` cells where the rules allow them: a cap of the plan is more careful than they are.
fn leave_room_for(instance: &mut Instance, facts: &CentreFacts, pinned: &[Assignment]) {
    let plan = plan_of(instance, pinned, facts.period);
    let officers = 0..instance.officers.len();
    let broken: Vec<_> = officers.flat_map(|officer| checker::breaches_of(instance, &plan, officer)).collect();
    let records = facts.work_records(pinned);
    let labour: Vec<_> = records.iter().flat_map(|record| facts.rules.breaches_of(record)).collect();
    follow_the_rules(instance, facts.period, &labour, &broken);
}

impl Improvement {
    /// Lets `solver` solve; what it finds goes to `keep`, which says whether to go on, and every sign of life to
    /// `report` (`None` while no roster is known), which says whether to go on.
    ///
    /// # Errors
    /// The first error of `keep` or `report`; the solve is stopped then.
    pub fn run(
        &mut self,
        solver: &mut dyn Solver,
        options: &SolveOptions,
        mut keep: impl FnMut(&mut Self, Found<'_>) -> Stored<bool>,
        mut report: impl FnMut(Option<Proof>) -> Stored<bool>,
    ) -> Stored<Improved> {
        let (instance, known) = (self.instance.clone(), self.known.clone());
        let mut failure = None;
        let solved = solver.solve(&instance, options, &known, &mut |progress: Option<&Progress>| {
            let proof = progress.map(proof_of);
            let step = || -> Stored<bool> {
                let mut kept = match (progress.and_then(|progress| progress.plan.as_ref()), proof) {
                    (Some(plan), Some(proof)) if self.is_better(proof.objective) => {
                        keep(self, Found::Roster(plan, proof))?
                    }
                    _ => true,
                };
                if let Some(columns) = progress.and_then(|progress| progress.columns.as_ref()) {
                    kept &= keep(self, Found::Columns(columns))?;
                }
                Ok(kept && report(proof)?)
            };
            match { step }() {
                Ok(true) => ControlFlow::Continue(()),
                Ok(false) => ControlFlow::Break(()),
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        if let Some(error) = failure {
            return Err(error);
        }
        let proof = solved.plan.as_ref().map(|plan| Proof {
            objective: checker::check(&instance, plan).objective,
            bound: solved.bound,
            proven: solved.proven,
            seconds: solved.seconds,
        });
        if let (Some(plan), Some(proof)) = (&solved.plan, proof)
            && (self.is_better(proof.objective) || proof.objective <= self.stored_objective)
        {
            keep(self, Found::Roster(plan, proof))?;
        }
        let contradiction = solved.contradicts.then_some(CutShort::NothingLawful);
        Ok(Improved { proof, cut_short: solved.cut_short.or(contradiction) })
    }

    fn is_better(&self, objective: f64) -> bool {
        !self.stored_is_lawful || objective < self.stored_objective
    }

    /// Keeps what was found. A roster goes into the draft when nobody changed it meanwhile; says whether it did. The
    /// independent checker judges it once more: an unlawful roster is never stored.
    ///
    /// # Errors
    /// When the store fails.
    pub fn keep(&mut self, store: &mut impl Store, found: Found<'_>) -> Stored<bool> {
        match found {
            Found::Roster(plan, proof) => self.keep_roster(store, plan, proof),
            Found::Columns(columns) => {
                store.set_officer_rosters(self.roster, &write_officer_rosters(&self.instance, columns))?;
                Ok(true)
            }
        }
    }

    fn keep_roster(&mut self, store: &mut impl Store, plan: &Plan, proof: Proof) -> Stored<bool> {
        let verdict = checker::check(&self.instance, plan);
        if !verdict.is_lawful() {
            tracing::error!(roster = %self.roster, "the optimiser returned a roster that the checker refuses");
            return Ok(false);
        }
        let proof = Proof { objective: verdict.objective, ..proof };
        let cells = assignments(&self.instance, plan, self.period);
        match store.replace_assignments(self.roster, self.revision, &cells, Some(proof)) {
            Ok(revision) => {
                self.revision = revision;
                self.stored_objective = proof.objective;
                self.stored_is_lawful = true;
                Ok(true)
            }
            Err(StorageError::Stale) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// What `progress` proves.
fn proof_of(progress: &Progress) -> Proof {
    Proof { objective: progress.objective, bound: progress.bound, proven: false, seconds: progress.seconds }
}

/// Options of a planning job of `seconds` wall seconds.
#[must_use]
pub fn job_options(seconds: i32) -> SolveOptions {
    SolveOptions {
        time_limit: Duration::from_secs(u64::try_from(seconds).unwrap_or(0)),
        work_limit: None,
        gap: 0.0,
        threads: 2,
        seed: 1,
    }
}
