//! When citizens come within a day: what `profiles.csv` says, else what the times of single dossiers show.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime};

use crate::application::ports::{Store, Stored};
use crate::domain::centre::CentreScope;
use crate::domain::ids::{CentreCode, GroupCode};
use crate::exchange::data_folder::{GroupScope, ProfileRow};
use crate::staffing::{DayProfile, default_profile};

/// Days of dossiers whose times are looked at.
const OBSERVED_DAYS: u64 = 92;
/// Dossiers of one group from which on it has a profile of its own; fewer share that of all groups.
const FEWEST_OF_A_GROUP: usize = 200;

/// The profiles of the centre, from the times before `before` where the centre has none in `profiles.csv`. No rows where
/// nothing is known: then the default day holds.
///
/// # Errors
/// When the store fails.
pub fn arrival_profiles(store: &mut impl Store, centre: &CentreCode, before: NaiveDate) -> Stored<Vec<ProfileRow>> {
    let told = store.profiles(centre)?;
    if !told.is_empty() {
        return Ok(told);
    }
    let arrivals = store.arrival_times(centre, before - Days::new(OBSERVED_DAYS), before)?;
    let mut by_group: BTreeMap<GroupCode, Vec<NaiveTime>> = BTreeMap::new();
    for (group, at) in arrivals {
        by_group.entry(group).or_default().push(at.time());
    }
    if by_group.is_empty() {
        return Ok(Vec::new());
    }
    let all = DayProfile::estimate(by_group.values().flatten().copied(), &default_profile());
    let mut rows = rows_of(centre, &GroupScope::All, &all);
    for (group, times) in by_group.into_iter().filter(|(_, times)| times.len() >= FEWEST_OF_A_GROUP) {
        rows.extend(rows_of(centre, &GroupScope::One(group), &DayProfile::estimate(times, &all)));
    }
    Ok(rows)
}

fn rows_of(centre: &CentreCode, group: &GroupScope, profile: &DayProfile) -> Vec<ProfileRow> {
    let row = |(start, share): (u32, f64)| {
        let start = NaiveTime::from_num_seconds_from_midnight_opt(start * 60, 0)?;
        Some(ProfileRow { scope: CentreScope::One(centre.clone()), group: group.clone(), weekday: None, start, share })
    };
    profile.half_hours().filter_map(row).collect()
}
