//! Joins the column search and all that knows whole plans: the judge and the other searches.

use std::ops::Range;
use std::sync::Arc;

use super::search::Host;
use super::work::{Choice, Column, narrow};
use crate::domain::instance::{OfficerRoster, Plan};
use crate::optimiser::shared::{Judge, Shared};

/// Gaps below this are none.
const NOTHING: f64 = 1e-12;

/// The host of a column search over whole plans.
pub struct PlanHost<'a, J> {
    /// Who judges a plan.
    pub judge: &'a J,
    /// Officers and days of a plan.
    pub officers: usize,
    /// Days of a plan.
    pub days: usize,
    /// What all searches know together.
    pub shared: &'a Shared,
    /// Relative gap at which to stop.
    pub gap: f64,
}

impl<J: Judge + Sync> Host for PlanHost<'_, J> {
    fn offer(&self, columns: &[Arc<Column>]) -> Option<f64> {
        let mut plan = Plan::empty(self.officers, self.days);
        write_columns(&mut plan, 0, columns);
        self.shared.offer(self.judge, &plan)
    }

    fn best(&self) -> f64 {
        self.shared.objective()
    }

    fn best_choices(&self) -> Vec<Vec<Choice>> {
        let plan = self.shared.best().plan;
        (0..self.officers).map(|officer| choices_of(&plan, officer, 0..self.days)).collect()
    }

    fn raise_bound(&self, bound: f64) {
        self.shared.raise_bound(bound);
    }

    fn keep_columns(&self, columns: &[Arc<Column>]) {
        let shifts =
            |column: &Column| column.choices.iter().map(|choice| usize::from(*choice).checked_sub(1)).collect();
        let kept = columns.iter().map(|column| OfficerRoster { officer: column.officer, shifts: shifts(column) });
        self.shared.keep_columns(kept.collect());
    }

    fn stopped(&self) -> bool {
        let (_, gap) = self.shared.news();
        self.shared.stopped() || gap.is_some_and(|gap| gap <= self.gap.max(NOTHING))
    }
}

/// Writes columns into a plan from the day `first` on.
pub fn write_columns(plan: &mut Plan, first: usize, columns: &[Arc<Column>]) {
    for column in columns {
        for (day, choice) in column.choices.iter().enumerate() {
            plan.set(column.officer, first + day, usize::from(*choice).checked_sub(1));
        }
    }
}

/// The choices of one officer on some days of a plan: 0 for a free day, otherwise the shift + 1.
#[must_use]
pub fn choices_of(plan: &Plan, officer: usize, days: Range<usize>) -> Vec<Choice> {
    choices(&plan.row(officer)[days])
}

/// The choices that stand for these shifts.
#[must_use]
pub fn choices(shifts: &[Option<usize>]) -> Vec<Choice> {
    shifts.iter().map(|shift| shift.map_or(0, |shift| narrow(shift + 1))).collect()
}
