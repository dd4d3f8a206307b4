//! The sample province of `catruc demo`: a data folder made up from published figures.
//!
//! Pure: one seed and one day give one province, on every machine. The figures stand in `figures` with their sources; the
//! road of a province is `places` (centres and loads) → `procedures` and `hours` (groups, blocks, shifts) → `people` and
//! `showcase` (officers) → `overtime` (ledger) → `rosters` (published before, outreach evenings) → `history` (dossiers) →
//! `logins`.

mod dice;
mod figures;
mod history;
mod hours;
mod logins;
mod names;
mod overtime;
mod people;
mod places;
mod procedures;
mod rosters;
mod showcase;

use chrono::{NaiveDate, NaiveTime};

use crate::domain::ids::{CentreCode, OfficerCode};
use crate::exchange::data_folder::DataFolder;
use places::PlaceRole;

pub use logins::DemoLogin;

/// What the sample is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemoOptions {
    /// The day on which the demo opens; the history ends the day before.
    pub today: NaiveDate,
    /// Communes and wards of each province; 99 reproduce the reported totals.
    pub centres: usize,
    /// Provinces; only the first has the showcase ward.
    pub province_count: usize,
    /// Another seed gives another province.
    pub seed: u64,
}

impl DemoOptions {
    /// One full province.
    #[must_use]
    pub fn new(today: NaiveDate) -> Self {
        Self { today, centres: figures::COMMUNES_AND_WARDS, province_count: 1, seed: 1 }
    }
}

/// A sample province, ready to be imported.
#[derive(Clone, Debug, PartialEq)]
pub struct DemoProvince {
    /// Every table.
    pub folder: DataFolder,
    /// The ward that the demo opens with.
    pub showcase: CentreCode,
    /// The first day that the showcase ward has not planned yet, a Monday. The eight weeks before it were published: they
    /// are the `assignments` of the folder.
    pub first_plan: NaiveDate,
    /// Who may log in; the caller sets the passwords.
    pub logins: Vec<DemoLogin>,
}

/// Makes the sample. There is always at least the showcase ward and one province.
#[must_use]
pub fn generate(options: &DemoOptions) -> DemoProvince {
    let DemoOptions { today, seed, .. } = *options;
    let showcase = CentreCode::from(places::SHOWCASE.0);
    let mut folder = DataFolder {
        groups: procedures::groups(),
        blocks: hours::blocks(&showcase),
        shifts: hours::shifts(&showcase),
        profiles: procedures::profiles(&showcase),
        ..DataFolder::default()
    };
    let mut all = Vec::new();
    for number in 0..options.province_count.max(1) {
        let places = places::places(seed, number, options.centres.max(1));
        for (index, place) in places.iter().enumerate() {
            if place.role == PlaceRole::Showcase {
                let first = folder.officers.len();
                showcase::staff(place, today, seed, &mut folder);
                let crew: Vec<OfficerCode> =
                    folder.officers[first..].iter().map(|officer| officer.code.clone()).collect();
                rosters::record(place, &crew, today, seed, &mut folder);
            } else {
                people::staff(place, today, seed, number * history::STREAMS_OF_A_PROVINCE + index, &mut folder);
            }
        }
        folder.dossiers.extend(history::dossiers(&places, number, today, seed));
        folder.sites.extend(places::sites(&places, seed));
        all.extend(places);
    }
    let logins = logins::logins(&all, &folder.officers, seed);
    folder.users = logins::users(&logins);
    folder.centres = all.into_iter().map(|place| place.centre).collect();
    DemoProvince { folder, showcase, first_plan: rosters::first_plan(today), logins }
}

/// A time of the clock; the callers pass hours and minutes of a day.
fn clock(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN)
}

#[cfg(test)]
mod tests;
