//! How many days out of a hundred so many officers at a counter are enough for: the service quantile that they come up to.

use super::arrival_profiles::arrival_profiles;
use super::centre_facts::CentreFacts;
use super::offer_remedies::Counter;
use super::open_work::OpenWork;
use super::require_staff::require_day;
use super::view_board::forecasts_for;
use crate::application::ports::{Store, Stored};
use crate::domain::demand::DemandForecast;
use crate::domain::roster::RosterHead;
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
    /// The work that waited when they were made.
    pub open: OpenWork,
    /// When in the day dossiers come.
    pub profiles: Vec<ProfileRow>,
    /// Outreach evenings of the period.
    pub sessions: Vec<SessionRow>,
}

impl RequirementBasis {
    /// What the requirement of a roster rested on when it began.
    ///
    /// # Errors
    /// When the store fails.
    pub fn of(store: &mut impl Store, facts: &CentreFacts, head: &RosterHead) -> Stored<Self> {
        let forecasts = forecasts_for(store, head)?;
        Ok(Self {
            open: OpenWork::read(store, facts, &forecasts)?,
            forecasts,
            profiles: arrival_profiles(store, &head.centre, head.period.first)?,
            sessions: store.sessions(&head.centre, head.period)?,
        })
    }
}

/// The highest service quantile below the centre's own, in per cent and in steps of five, at which `officers` are enough at
/// `counter`. None when the median already asks for more; when the centre's own quantile does not, so that the roster goes by
/// other facts; and when the counter has no row of its own there, because another one serves it.
#[must_use]
pub fn quantile_served(facts: &CentreFacts, basis: &RequirementBasis, counter: &Counter, officers: i32) -> Option<u32> {
    let own = facts.settings.service_quantile;
    if officers_wanted(facts, basis, counter, own)? <= officers {
        return None;
    }
    let percents = (LOWEST / STEP..100 / STEP).rev().map(|step| step * STEP);
    percents
        .map(|percent| (percent, f64::from(percent) / 100.0))
        .filter(|(_, quantile)| *quantile < own - 1e-9)
        .find(|(_, quantile)| {
            officers_wanted(facts, basis, counter, *quantile).is_some_and(|wanted| wanted <= officers)
        })
        .map(|(percent, _)| percent)
}

/// Officers whom `counter` asks for when the load of that `quantile` comes, 0 to 1; none without a row.
pub fn officers_wanted(facts: &CentreFacts, basis: &RequirementBasis, counter: &Counter, quantile: f64) -> Option<i32> {
    let mut asked = facts.clone();
    asked.settings.service_quantile = quantile;
    let rows =
        require_day(&asked, &basis.forecasts, &basis.profiles, &basis.open, &basis.sessions, counter.date).ok()?;
    rows.iter().find(|row| (&row.block, &row.skill) == (&counter.block, &counter.skill)).map(|row| row.target)
}
