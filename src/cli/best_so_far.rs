//! Keeps the best roster of a solve in its file.

use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use super::CliError;
use super::print::write_whole;
use crate::domain::instance::Plan;
use crate::optimiser::solve::Progress;

/// Writes better rosters while the solve goes on, so that whoever ends it early keeps the best one.
pub(super) struct BestSoFar<'a> {
    file: &'a Path,
    /// The best roster, until it is written.
    waiting: Option<Plan>,
    written: Option<Instant>,
    failure: Option<CliError>,
}

/// Between two rosters written.
const WRITE_EVERY: Duration = Duration::from_secs(1);

impl<'a> BestSoFar<'a> {
    pub fn new(file: &'a Path) -> Self {
        Self { file, waiting: None, written: None, failure: None }
    }

    /// Writes a roster that is new, at the next sign of life where the last one was written just before; a file that cannot
    /// be written ends the solve.
    pub fn keep(&mut self, progress: &Progress, in_words: impl Fn(&Plan) -> String) -> ControlFlow<()> {
        self.waiting = progress.plan.clone().or_else(|| self.waiting.take());
        if self.written.is_some_and(|written| written.elapsed() < WRITE_EVERY) {
            return ControlFlow::Continue(());
        }
        let Some(plan) = self.waiting.take() else { return ControlFlow::Continue(()) };
        self.written = Some(Instant::now());
        match write_whole(self.file, in_words(&plan).as_bytes()) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.failure = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    /// The failure of a roster that could not be written.
    pub fn all_written(self) -> Result<(), CliError> {
        self.failure.map_or(Ok(()), Err)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Two rosters at once: the second waits for the next sign of life, and is not forgotten.
    #[test]
    fn a_roster_that_comes_right_after_another_is_written_later() {
        let room = tempfile::tempdir().expect("a folder");
        let file = room.path().join("r.csv");
        let mut kept = BestSoFar::new(&file);
        let progress = |shift: Option<usize>| {
            let plan = shift.map(|shift| {
                let mut plan = Plan::empty(1, 1);
                plan.set(0, 0, Some(shift));
                plan
            });
            Progress { seconds: 0.0, objective: 0.0, bound: None, gap: None, plan, columns: None }
        };
        let in_words = |plan: &Plan| format!("{:?}", plan.get(0, 0));
        let read = || fs::read_to_string(&file).expect("a roster");
        assert!(kept.keep(&progress(Some(1)), in_words).is_continue());
        assert!(kept.keep(&progress(Some(2)), in_words).is_continue());
        assert_eq!(read(), "Some(1)");
        kept.written = Instant::now().checked_sub(WRITE_EVERY);
        assert!(kept.keep(&progress(None), in_words).is_continue());
        assert_eq!(read(), "Some(2)");
        assert!(kept.all_written().is_ok());
    }

    #[test]
    fn a_file_that_cannot_be_written_ends_the_solve() {
        let mut kept = BestSoFar::new(Path::new("no/such/folder/r.csv"));
        let progress = Progress {
            seconds: 0.0,
            objective: 0.0,
            bound: None,
            gap: None,
            plan: Some(Plan::empty(1, 1)),
            columns: None,
        };
        assert!(kept.keep(&progress, |_| String::new()).is_break());
        assert!(kept.all_written().is_err());
    }
}
