//! How many days out of a hundred so many officers at a counter are enough for: the service quantile that they come up to.

use super::centre_facts::CentreFacts;
use super::offer_remedies::Counter;
use super::require_staff::require_day;
use crate::domain::demand::DemandForecast;
use crate::exchange::data_folder::{ProfileRow, SessionRow};

/// Per cent between two quantiles that are tried.
const STEP: u32 = 5;
/// The lowest quantile that is tried, in per cent: below it the expected day itself is not served.
const LOWEST: u32 = 50;

/// What the requirement of a counter rests on.
#[derive(Clone, Debug)]
pub struct RequirementBasis {
    /// The forecasts of the centre that reach the day, by group.
    pub forecasts: Vec<DemandForecast>,
    /// When in the day dossiers come.
    pub profiles: Vec<ProfileRow>,
    /// Outreach evenings of the period.
    pub sessions: Vec<SessionRow>,
}

/// The highest service quantile below the centre's own, in per cent and in steps of five, at which `officers` are enough at
/// `counter`; none when the median already asks for more, or the forecast does not reach the day.
#[must_use]
pub fn quantile_served(facts: &CentreFacts, basis: &RequirementBasis, counter: &Counter, officers: i32) -> Option<u32> {
    let reaches = |forecast: &DemandForecast| forecast.days.iter().any(|day| day.date == counter.date);
    if !basis.forecasts.iter().any(reaches) {
        return None;
    }
    let own = facts.settings.service_quantile;
    let percents = (LOWEST / STEP..100 / STEP).rev().map(|step| step * STEP);
    percents.filter(|percent| f64::from(*percent) / 100.0 < own - 1e-9).find(|percent| {
        let mut asked = facts.clone();
        asked.settings.service_quantile = f64::from(*percent) / 100.0;
        let rows = require_day(&asked, &basis.forecasts, &basis.profiles, &basis.sessions, counter.date);
        let wanted = rows.iter().find(|row| (&row.block, &row.skill) == (&counter.block, &counter.skill));
        wanted.map_or(0, |row| row.target) <= officers
    })
}
