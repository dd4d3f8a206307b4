//! Who solves for a planning job: the optimiser in this process, or one in a process of its own.

use std::ops::ControlFlow;

use crate::domain::instance::{Instance, Plan};
use crate::optimiser::solve::{Progress, SolveOptions, Status, solve};
use crate::optimiser::warm_start::WarmStart;

/// Solves instances.
pub trait Solver {
    /// Solves `instance` within the limits of `options`, from what is `known` before. `hear` gets what is found so far
    /// whenever it is new and a few times a second besides (`None` while nothing is found); when it breaks, the solve ends
    /// soon with its best.
    fn solve(
        &mut self,
        instance: &Instance,
        options: &SolveOptions,
        known: &WarmStart,
        hear: &mut dyn FnMut(Option<&Progress>) -> ControlFlow<()>,
    ) -> Solved;
}

/// What came of a solve. The roster is the solver's word; whoever keeps it judges it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Solved {
    /// The best roster, when there is a lawful one.
    pub plan: Option<Plan>,
    /// No roster is cheaper than this.
    pub bound: Option<f64>,
    /// Whether no roster is cheaper than the one found.
    pub proven: bool,
    /// Whether no lawful roster exists.
    pub contradicts: bool,
    /// Wall clock used.
    pub seconds: f64,
    /// Why it ended before its time, unless it was asked to.
    pub cut_short: Option<CutShort>,
}

/// Why a solve ended before its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CutShort {
    /// It needed more memory than it may have.
    Memory {
        /// The ceiling, in MiB.
        mebibytes: u64,
    },
    /// Its process did not start or died; the system's words.
    Crashed(String),
    /// No lawful roster exists.
    NothingLawful,
}

/// The optimiser in this process.
#[derive(Clone, Copy, Debug, Default)]
pub struct InProcess;

impl Solver for InProcess {
    fn solve(
        &mut self,
        instance: &Instance,
        options: &SolveOptions,
        known: &WarmStart,
        hear: &mut dyn FnMut(Option<&Progress>) -> ControlFlow<()>,
    ) -> Solved {
        let outcome = solve(instance, options, known, &mut |progress: &Progress| hear(Some(progress)));
        Solved {
            plan: outcome.plan,
            bound: outcome.bound,
            proven: outcome.status == Status::Optimal,
            contradicts: outcome.status == Status::NoRoster,
            seconds: outcome.seconds,
            cut_short: None,
        }
    }
}
