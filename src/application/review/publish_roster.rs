//! Publishes an approved roster; from then on officers see it and work by it.

use chrono::NaiveDate;

use super::judge_roster::{JudgedRoster, judge_roster};
use super::{StepError, roster_in};
use crate::application::actors::Manager;
use crate::application::ports::{Clock, StatusStep, Store, Stored};
use crate::domain::ids::ShiftCode;
use crate::domain::roster::RosterStatus;
use crate::optimiser::burden::Burdens;

/// Publishes the approved roster that starts on `first`.
///
/// # Errors
/// When it is not approved, or unlawful by the facts of today; nothing is changed then.
pub fn publish_roster(
    store: &mut impl Store,
    clock: &dyn Clock,
    manager: &Manager,
    first: NaiveDate,
    revision: i32,
) -> Result<(), StepError> {
    let head = roster_in(store, manager.centre(), first, RosterStatus::Approved, revision)?;
    let seal = head.seal.clone();
    let id = head.id;
    let judged = judge_roster(store, head)?;
    let breaches = judged.hard_breaches();
    if !breaches.is_empty() {
        return Err(StepError::Unlawful(breaches));
    }
    keep_hard_to_fill(store, &judged)?;
    let step = StatusStep { status: RosterStatus::Published, by: manager.login().clone(), reason: None, seal };
    store.set_status(id, revision, &step, clock.now())?;
    Ok(())
}

/// Keeps which shifts of a roster that is being published are hard to fill: whoever works them brings them along into the
/// rosters of the next three months.
///
/// # Errors
/// When the store fails.
pub fn keep_hard_to_fill(store: &mut impl Store, judged: &JudgedRoster) -> Stored<()> {
    let burdens = Burdens::new(&judged.instance, &judged.plan);
    let shifts = burdens.hard_to_fill(&judged.plan, judged.instance.officers.len());
    let dated = |(day, shift): (usize, usize)| {
        let date = judged.head.period.iter().nth(day)?;
        Some((date, ShiftCode(judged.instance.shifts[shift].code.clone())))
    };
    let shifts: Vec<(NaiveDate, ShiftCode)> = shifts.into_iter().filter_map(dated).collect();
    store.set_hard_to_fill_shifts(judged.head.id, &shifts)
}
