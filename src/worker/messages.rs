//! What a worker and the process that solves for it say to each other: one JSON object a line.
//!
//! The worker writes a [`Task`] and, to end it early, the line [`STOP`]; the end of its writing means that it is gone. The
//! process answers with a [`Line`] whenever it knows more, and a last one.

use serde::{Deserialize, Serialize};

use crate::domain::instance::{Instance, Plan};
use crate::exchange::instance::write_instance;
use crate::exchange::officer_rosters::{read_officer_rosters, write_officer_rosters};
use crate::optimiser::solve::SolveOptions;
use crate::optimiser::warm_start::WarmStart;

/// The line that asks for an early end.
pub const STOP: &str = "stop";

/// What to solve, and how long and carefully.
#[derive(Debug, Serialize, Deserialize)]
pub struct Task {
    /// A commune instance in its JSON.
    pub instance: String,
    /// A roster that stood before.
    pub roster: Option<Cells>,
    /// Officers' rosters of an earlier solve, in their JSON.
    pub columns: String,
    /// Wall seconds.
    pub seconds: f64,
    /// Steps instead of seconds.
    pub work_limit: Option<u64>,
    /// Relative gap at which to stop.
    pub gap: f64,
    /// Threads.
    pub threads: u32,
    /// Seed of every random choice.
    pub seed: u64,
}

impl Task {
    /// The task of solving `instance` from what is `known`.
    pub fn new(instance: &Instance, options: &SolveOptions, known: &WarmStart) -> Self {
        let SolveOptions { time_limit, work_limit, gap, threads, seed } = *options;
        Self {
            instance: write_instance(instance),
            roster: known.plan.as_ref().map(cells_of),
            columns: write_officer_rosters(instance, &known.columns),
            seconds: time_limit.as_secs_f64(),
            work_limit,
            gap,
            threads,
            seed,
        }
    }

    /// What it begins from; what does not fit `instance` is left out.
    pub fn known(&self, instance: &Instance) -> WarmStart {
        WarmStart {
            plan: self.roster.as_ref().and_then(|cells| plan_of(instance, cells)),
            columns: read_officer_rosters(instance, &self.columns).unwrap_or_default(),
        }
    }

    /// Its options; `None` when the seconds are no time.
    pub fn options(&self) -> Option<SolveOptions> {
        let Self { seconds, work_limit, gap, threads, seed, .. } = *self;
        let time_limit = std::time::Duration::try_from_secs_f64(seconds).ok()?;
        Some(SolveOptions { time_limit, work_limit, gap, threads, seed })
    }
}

/// A roster: officer, day and shift of every assignment, by their places in the instance.
pub type Cells = Vec<(usize, usize, usize)>;

/// What the process says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "said", rename_all = "snake_case")]
pub enum Line {
    /// What is known by now.
    Progress {
        /// Wall seconds since the start.
        seconds: f64,
        /// Objective of the best roster.
        objective: f64,
        /// No roster is cheaper than this.
        bound: Option<f64>,
        /// The best roster, when it is new since the line before.
        roster: Option<Cells>,
        /// Officers' rosters for the next solve, in their JSON, when they are new since the line before.
        columns: Option<String>,
    },
    /// The solve is over.
    End {
        /// Wall seconds that it took.
        seconds: f64,
        /// No roster is cheaper than this.
        bound: Option<f64>,
        /// Whether the best roster is proven best.
        proven: bool,
        /// Whether no lawful roster exists.
        contradicts: bool,
        /// The best roster, when it is new since the line before.
        roster: Option<Cells>,
    },
    /// The task cannot be read.
    Refused {
        /// Why.
        reason: String,
    },
}

/// The cells of `plan`.
pub fn cells_of(plan: &Plan) -> Cells {
    plan.assignments().collect()
}

/// The plan of `cells`; `None` when they do not fit `instance`.
pub fn plan_of(instance: &Instance, cells: &Cells) -> Option<Plan> {
    let mut plan = Plan::empty(instance.officers.len(), instance.days);
    for &(officer, day, shift) in cells {
        if officer >= instance.officers.len() || day >= instance.days || shift >= instance.shifts.len() {
            return None;
        }
        plan.set(officer, day, Some(shift));
    }
    Some(plan)
}
