//! What a worker and the process that solves for it say to each other: one JSON object a line.
//!
//! The worker writes a [`Task`] and, to end it early, the line [`STOP`]; the end of its writing means that it is gone. The
//! process answers with a [`Line`] whenever it knows more, and a last one.

use serde::{Deserialize, Serialize};

use crate::domain::instance::{Instance, Plan};
use crate::optimiser::solve::SolveOptions;

/// The line that asks for an early end.
pub const STOP: &str = "stop";

/// What to solve, and how long and carefully.
#[derive(Debug, Serialize, Deserialize)]
pub struct Task {
    /// A commune instance in its JSON.
    pub instance: String,
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
    /// The task of solving `instance`, which is given as its JSON.
    pub fn new(instance: String, options: &SolveOptions) -> Self {
        let SolveOptions { time_limit, work_limit, gap, threads, seed } = *options;
        Self { instance, seconds: time_limit.as_secs_f64(), work_limit, gap, threads, seed }
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
    },
    /// The solve is over.
    End {
        /// Wall seconds that it took.
        seconds: f64,
        /// No roster is cheaper than this.
        bound: Option<f64>,
        /// Whether the best roster is proven best.
        proven: bool,
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
