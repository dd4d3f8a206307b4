//! Joins the column search of a commune instance and the searches beside it.

use std::sync::Arc;

use super::search::Host;
use super::work::{Column, Work};
use crate::domain::instance::{Instance, Plan};
use crate::optimiser::shared::{Judge, Shared};

/// Gaps below this are none.
const NOTHING: f64 = 1e-12;

/// The host of a commune's column search.
pub struct CommuneHost<'a> {
    /// The instance.
    pub instance: &'a Instance,
    /// The same as work.
    pub work: &'a Work,
    /// What all searches know together.
    pub shared: &'a Shared,
    /// Relative gap at which to stop.
    pub gap: f64,
}

impl Host for CommuneHost<'_> {
    fn offer(&self, columns: &[Arc<Column>]) -> Option<f64> {
        let mut plan = Plan::empty(self.instance.officers.len(), self.instance.days);
        for column in columns {
            for (day, choice) in column.choices.iter().enumerate() {
                plan.set(column.officer, day, usize::from(*choice).checked_sub(1));
            }
        }
        self.shared.offer(self.instance, &plan);
        self.instance.judge(&plan)
    }

    fn best(&self) -> f64 {
        self.shared.best().objective
    }

    fn best_choices(&self) -> Vec<Vec<u8>> {
        let plan = self.shared.best().plan;
        let choice = |shift: &Option<usize>| shift.map_or(0, |shift| u8::try_from(shift + 1).unwrap_or(0));
        (0..self.work.officers.len()).map(|officer| plan.row(officer).iter().map(choice).collect()).collect()
    }

    fn raise_bound(&self, bound: f64) {
        self.shared.raise_bound(bound);
    }

    fn stopped(&self) -> bool {
        let (_, gap) = self.shared.news();
        self.shared.stopped() || gap.is_some_and(|gap| gap <= self.gap.max(NOTHING))
    }
}
