//! One day of the forecast, from load over minutes to officers, block by block.
//!
//! [`prepare_requirement`] reads; [`PreparedRequirement::work_out`] simulates and needs no store, so that no transaction is
//! open meanwhile.

use chrono::{Datelike, Days, NaiveDate, NaiveTime};

use super::ViewError;
use super::arrival_profiles::arrival_profiles;
use super::centre_facts::CentreFacts;
use super::open_work::OpenWork;
use super::require_staff::{RequirementError, explain_day, there_on};
use super::view_nowcast::view_nowcast;
use crate::application::actors::Viewer;
use crate::application::ports::{Clock, Store};
use crate::application::views::{GroupLoad, NowcastView, OfficersThere, RequirementView};
use crate::domain::block::Block;
use crate::domain::demand::{ALL_GROUPS, DemandForecast};
use crate::domain::period::Period;
use crate::exchange::data_folder::ProfileRow;

/// Days of a plan that has not been made yet: its week.
const WEEK: u32 = 7;

/// A day with what is needed to work out its officers.
#[derive(Clone, Debug)]
pub struct PreparedRequirement {
    date: NaiveDate,
    facts: CentreFacts,
    forecasts: Vec<DemandForecast>,
    profiles: Vec<ProfileRow>,
    open: OpenWork,
    now: Option<NowcastView>,
}

/// The day `date` of the viewer's centre, made ready; of today also what is still to come, after `so_far` by that time.
///
/// # Errors
/// When there is no such centre, the forecast does not reach the day, or the store fails.
pub fn prepare_requirement(
    store: &mut impl Store,
    clock: &dyn Clock,
    viewer: &Viewer,
    date: NaiveDate,
    so_far: (Option<u32>, Option<NaiveTime>),
) -> Result<PreparedRequirement, ViewError> {
    // Work that is left over is carried on within a plan, so that the day is judged in the plan that holds it.
    let plan = store.rosters(viewer.centre())?.into_iter().map(|head| head.period).find(|period| period.contains(date));
    let monday = date - Days::new(u64::from(date.weekday().num_days_from_monday()));
    let period = plan.unwrap_or(Period { first: monday, days: WEEK });
    let facts = CentreFacts::gather(store, viewer.centre(), period)?.ok_or(ViewError::NotFound)?;
    let forecasts = forecasts_that_reach(store, viewer, date)?;
    let profiles = arrival_profiles(store, viewer.centre(), date)?;
    let open = OpenWork::read(store, &facts, &forecasts)?;
    let now = if date == clock.today() && facts.is_open(date) {
        view_nowcast(store, clock, &facts, (&forecasts, &profiles), so_far)?
    } else {
        None
    };
    Ok(PreparedRequirement { date, facts, forecasts, profiles, open, now })
}

impl PreparedRequirement {
    /// Works out the officers; this simulates the desks of the day.
    ///
    /// # Errors
    /// When no requirement follows from a setting or a demand.
    pub fn work_out(self) -> Result<RequirementView, RequirementError> {
        let Self { date, facts, forecasts, profiles, open, now } = self;
        let rows = explain_day(&facts, &forecasts, &profiles, &open, date)?;
        let load = |forecast: &DemandForecast| {
            let group = facts.groups.iter().find(|group| group.code == forecast.group)?;
            let day = forecast.days.iter().find(|day| day.date == date)?;
            Some(GroupLoad { group: group.clone(), day: *day, dossiers: day.quantile(facts.settings.service_quantile) })
        };
        let sum = forecasts.iter().find(|forecast| forecast.group.as_str() == ALL_GROUPS);
        let whole = sum.and_then(|sum| sum.days.iter().find(|day| day.date == date)).copied();
        let needs_somebody = |block: &&Block| rows.iter().any(|row| row.block == block.code);
        Ok(RequirementView {
            date,
            is_open: facts.is_open(date),
            now,
            loads: forecasts.iter().filter_map(load).collect(),
            whole,
            there: officers_there(&facts, date),
            blocks: facts.blocks.iter().filter(needs_somebody).cloned().collect(),
            rows,
            settings: facts.settings,
            centre: facts.centre,
        })
    }
}

fn officers_there(facts: &CentreFacts, date: NaiveDate) -> OfficersThere {
    let mut there = OfficersThere::default();
    for officer in there_on(facts, date) {
        there.all += 1;
        for skill in &officer.skills {
            *there.by_skill.entry(skill.clone()).or_insert(0) += 1;
        }
    }
    there
}

/// The forecasts with the latest cut before the day; a day that has passed is shown as it was expected then.
fn forecasts_that_reach(
    store: &mut impl Store,
    viewer: &Viewer,
    date: NaiveDate,
) -> Result<Vec<DemandForecast>, ViewError> {
    let forecasts = store.latest_forecasts(viewer.centre(), date - Days::new(1))?;
    let reaches = |forecast: &DemandForecast| forecast.days.iter().any(|day| day.date == date);
    if forecasts.iter().any(reaches) { Ok(forecasts) } else { Err(ViewError::NotFound) }
}
