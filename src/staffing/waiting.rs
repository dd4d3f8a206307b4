//! Work that waits since before the plan: taken up day by day, as far as the officers of the day can do it.
//!
//! It enters a day in two parts. The most urgent of it fills what the regular day has left beside its own work and what the
//! plan's days before left over. What of the rest is due by then or overdue goes on into the day's extended blocks, up to
//! the minutes of the officers that the regular day has; what is due later waits for a regular day instead of an evening.
//!
//! So no amount of it asks for more officers than there are: those of the regular day's capacity in its blocks (as all
//! back-office work), the same again in extended blocks. What is more waits for the next day, and the reasons of the rows
//! say how much. How far people may really stay is the law's question: the optimiser answers it officer by officer.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::backlog::Backlog;
use super::demand::DayDemand;
use super::requirement::RequirementError;
use super::settings::StaffingSettings;
use super::simulated::SimulatedDesks;
use crate::domain::ids::SkillCode;

/// Work by skill that waits on the morning of a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WaitingWork {
    /// The day on which it can first be worked on; days before it have nothing of it.
    pub from: NaiveDate,
    /// Minutes by skill and working days until they are due, seen from that day.
    pub by_skill: BTreeMap<SkillCode, Backlog>,
}

impl WaitingWork {
    /// What of it is left after `days` (in order of date), when nothing else waits with it.
    ///
    /// Every day does its own work first, as the requirement does. What the days leave over of their own work is not in the
    /// answer: it is a guess on a guess, and a plan that begins on a later day counts it neither where nothing waits.
    ///
    /// # Errors
    /// When a setting, a block or a demand is impossible; the message names it.
    pub fn after(self, days: &[DayDemand], settings: &StaffingSettings) -> Result<Self, RequirementError> {
        if self.by_skill.is_empty() {
            return Ok(self);
        }
        super::requirement::work_through(days, &self, settings, &SimulatedDesks::new()).map(|(_, left)| left)
    }
}

/// What a day takes up of the work that waits.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct TakenUp {
    /// For the regular blocks.
    pub(super) regular: Backlog,
    /// For the extended blocks.
    pub(super) extended: Backlog,
}

impl TakenUp {
    /// Takes out of `waiting` what a day has room for, in minutes of its regular and of its extended blocks.
    pub(super) fn of(waiting: &mut Backlog, regular_room: f64, extended_room: f64) -> Self {
        let regular = waiting.take_most_urgent(regular_room);
        let extended = waiting.take_most_urgent(extended_room.min(waiting.due_today()));
        Self { regular, extended }
    }
}

/// Productive minutes of the officers of each skill in a minute of an extended block: as many as the best staffed of the
/// `days` has in its regular blocks. A skill without an entry has no limit.
pub(super) fn present(days: &[DayDemand]) -> BTreeMap<SkillCode, f64> {
    let mut most: BTreeMap<SkillCode, f64> = BTreeMap::new();
    for day in days {
        let regular: u32 = day.blocks.iter().filter(|block| !block.extended).map(|block| block.length()).sum();
        for (skill, minutes) in day.capacity_minutes.iter().filter(|_| regular > 0) {
            let slot = most.entry(skill.clone()).or_insert(0.0);
            *slot = slot.max(minutes / f64::from(regular));
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn backlog(parts: &[(u32, f64)]) -> Backlog {
        let mut backlog = Backlog::default();
        for &(days, minutes) in parts {
            backlog.add(days, minutes);
        }
        backlog
    }

    #[test]
    fn the_regular_day_takes_the_most_urgent_and_evenings_only_what_is_due() {
        let mut waiting = backlog(&[(0, 100.0), (1, 50.0), (4, 70.0)]);
        let taken = TakenUp::of(&mut waiting, 60.0, 500.0);
        assert_eq!((taken.regular, taken.extended), (backlog(&[(0, 60.0)]), backlog(&[(0, 40.0)])));
        assert_eq!(waiting, backlog(&[(1, 50.0), (4, 70.0)]));
        let taken = TakenUp::of(&mut waiting, 80.0, 500.0);
        assert_eq!((taken.regular, taken.extended.total()), (backlog(&[(1, 50.0), (4, 30.0)]), 0.0));
    }

    proptest! {
        #[test]
        fn what_is_taken_up_and_what_is_left_are_all_that_waited(
            due in 0.0..900.0f64, soon in 0.0..900.0f64, late in 0.0..900.0f64,
            regular in 0.0..900.0f64, extended in 0.0..900.0f64,
        ) {
            let all = backlog(&[(0, due), (1, soon), (6, late)]);
            let mut left = all.clone();
            let taken = TakenUp::of(&mut left, regular, extended);
            prop_assert!((taken.regular.total() + taken.extended.total() + left.total() - all.total()).abs() < 1e-6);
            prop_assert!(taken.regular.total() <= regular + 1e-9 && taken.extended.total() <= extended + 1e-9);
        }
    }
}
