//! A lawful draft at once: forecast, requirement, instance, first roster. The worker then improves it.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::arrival_profiles::arrival_profiles;
use super::build_instance::{Fixed, build_instance};
use super::centre_facts::CentreFacts;
use super::clash::Clash;
use super::forecast_demand::{ForecastError, forecast_up_to};
use super::open_work::OpenWork;
use super::require_staff::{RequirementError, require_staff};
use crate::application::actors::Manager;
use crate::application::ports::{AuditEntry, Clock, NewRoster, StorageError, Store, Stored};
use crate::checker;
use crate::domain::ids::{CentreCode, OfficerCode, RosterId};
use crate::domain::instance::{Instance, Plan};
use crate::domain::period::Period;
use crate::domain::roster::{Assignment, Proof, RosterHead, RosterStatus};
use crate::exchange::instance::write_instance;
use crate::optimiser::first_roster;

/// Why no draft was made.
#[derive(Debug, thiserror::Error)]
pub enum ProposeError {
    /// There is no such centre.
    #[error("there is no centre {0}")]
    NoCentre(CentreCode),
    /// A period starts on a Monday, because weekly hours and weekly rest are counted from Monday.
    #[error("{day} is not a Monday; a roster starts on a Monday, for example {}", monday_before(*day))]
    NotMonday {
        /// The day that was asked for.
        day: NaiveDate,
    },
    /// One to eight weeks.
    #[error("a roster has 1 to 8 weeks, not {0}")]
    Weeks(u32),
    /// No forecast can be made.
    #[error(transparent)]
    Forecast(#[from] ForecastError),
    /// No requirement follows from a setting or a demand.
    #[error("the officers needed cannot be worked out: {0}")]
    Requirement(#[from] RequirementError),
    /// The centre has no officer who could serve.
    #[error("centre {0} has no officer with a skill that its procedure groups ask for; import officers.csv")]
    NoOfficers(CentreCode),
    /// Pins, leave and hours of an officer contradict the rules.
    #[error("{} cannot be planned: pins, leave and hours contradict each other", .0.officer.0)]
    Contradiction(Clash),
    /// The store failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

fn monday_before(date: NaiveDate) -> NaiveDate {
    date - Days::new(u64::from(date.weekday().num_days_from_monday()))
}

/// Makes the next draft of the centre for `weeks` weeks from the Monday `first`, with a lawful roster in it, and queues
/// its improvement. Pinned cells of the draft before and what was published are carried over.
///
/// # Errors
/// See [`ProposeError`]; nothing is kept then.
pub fn propose_roster(
    store: &mut impl Store,
    clock: &dyn Clock,
    manager: &Manager,
    first: NaiveDate,
    weeks: u32,
) -> Result<RosterHead, ProposeError> {
    let (head, settings_seconds) = draft_roster(store, clock, manager.centre(), manager.login(), first, weeks)?;
    store.queue_job(head.id, settings_seconds, 1, clock.now())?;
    Ok(head)
}

/// The draft without the queued improvement: also gives the seconds that the centre's settings allow for it.
///
/// # Errors
/// See [`ProposeError`]; nothing is kept then.
pub fn draft_roster(
    store: &mut impl Store,
    clock: &dyn Clock,
    centre: &CentreCode,
    by: &str,
    first: NaiveDate,
    weeks: u32,
) -> Result<(RosterHead, i32), ProposeError> {
    if first.weekday() != Weekday::Mon {
        return Err(ProposeError::NotMonday { day: first });
    }
    if !(1..=8).contains(&weeks) {
        return Err(ProposeError::Weeks(weeks));
    }
    let period = Period { first, days: weeks * 7 };
    let facts = CentreFacts::gather(store, centre, period)?.ok_or_else(|| ProposeError::NoCentre(centre.clone()))?;
    let forecasts = forecast_up_to(store, clock, centre, first.min(clock.today()), period.last())?;
    let profiles = arrival_profiles(store, centre, first)?;
    let sessions = store.sessions(centre, period)?;
    let open = OpenWork::read(store, &facts, &forecasts)?;
    let requirements = require_staff(&facts, &forecasts, &profiles, &open, &sessions)?;
    let fixed = fixed_cells(store, centre, period)?;
    let instance = build_instance(&facts, &requirements, &fixed);
    if instance.officers.is_empty() {
        return Err(ProposeError::NoOfficers(centre.clone()));
    }
    let plan = first_roster(&instance)
        .map_err(|contradiction| ProposeError::Contradiction(Clash::of(&facts, &instance, contradiction.officer)))?;
    let verdict = checker::check(&instance, &plan);
    let proof = Proof { objective: verdict.objective, bound: None, proven: false, seconds: 0.0 };
    let officer_rosters = match store.latest_roster(centre, first)? {
        Some(before) => store.officer_rosters(before.id)?,
        None => None,
    };
    let head = store.create_roster(
        &NewRoster {
            centre: centre.clone(),
            period,
            instance: write_instance(&instance),
            officer_rosters,
            assignments: assignments(&instance, &plan, period),
            proof: Some(proof),
        },
        by,
        clock.now(),
    )?;
    store.append_audit(&AuditEntry {
        at: clock.now(),
        by: by.to_owned(),
        centre: Some(centre.clone()),
        action: "roster.propose".to_owned(),
        subject: format!("{centre} {first} v{}", head.version),
        before: None,
        after: None,
        reason: None,
    })?;
    Ok((head, facts.settings.solve_seconds))
}

/// The plan as assignments by officer and date; cells that the instance pins stay pinned.
#[must_use]
pub fn assignments(instance: &Instance, plan: &Plan, period: Period) -> Vec<Assignment> {
    plan.assignments()
        .map(|(officer, day, shift)| Assignment {
            officer: OfficerCode(instance.officers[officer].code.clone()),
            date: period.first + Days::new(u64::try_from(day).unwrap_or(0)),
            shift: instance.shifts[shift].code.as_str().into(),
            pinned: instance.pins.contains(&(officer, day, shift)),
        })
        .collect()
}

/// The plan that the assignments make; cells that the instance does not know are left out.
#[must_use]
pub fn plan_of(instance: &Instance, assignments: &[Assignment], period: Period) -> Plan {
    let mut plan = Plan::empty(instance.officers.len(), instance.days);
    for assignment in assignments {
        let officer = instance.officers.iter().position(|officer| officer.code == assignment.officer.0);
        let shift = instance.shifts.iter().position(|shift| shift.code == assignment.shift.0);
        let day = period.offset(assignment.date).filter(|day| *day < instance.days);
        if let (Some(officer), Some(day), Some(shift)) = (officer, day, shift) {
            plan.set(officer, day, Some(shift));
        }
    }
    plan
}

/// Pins of the latest draft and the roster published for the same period.
pub(super) fn fixed_cells(store: &mut impl Store, centre: &CentreCode, period: Period) -> Stored<Fixed> {
    let mut fixed = Fixed::default();
    let versions: Vec<RosterHead> =
        store.rosters(centre)?.into_iter().filter(|head| head.period.first == period.first).collect();
    let cell = |assignment: Assignment| (assignment.officer, assignment.date, assignment.shift);
    let mut cells_of = |id: RosterId, pinned_only: bool| -> Stored<Vec<_>> {
        let cells = store.assignments(id)?;
        Ok(cells.into_iter().filter(|cell| cell.pinned || !pinned_only).map(cell).collect())
    };
    if let Some(draft) = versions.first() {
        fixed.pins = cells_of(draft.id, true)?;
    }
    let published = versions.iter().find(|head| matches!(head.status, RosterStatus::Published | RosterStatus::Closed));
    if let Some(published) = published {
        fixed.published = cells_of(published.id, false)?;
    }
    Ok(fixed)
}
