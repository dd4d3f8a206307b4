//! What kind of day a calendar day is, for a centre: worked, weekly rest, holiday, swapped or closed.
//!
//! Three layers, the upper one wins: imported rows, the days announced for 2024–2026 ([`official`]), the days computed from
//! the law ([`statutory`]). A layer wins feast by feast: as soon as it names a holiday of, say, Tết 2027 for every centre,
//! all that lower layers say of Tết 2027 is void, swaps and made-up days included. So a notice about Tết does not lose
//! the National Day of the same year, and a full year of notices replaces the computed year. What a manager knows of days
//! of their own centre ([`known_day`]) stands above the imported rows.

mod feast;
mod known_day;
mod lunar;
mod official;
mod opening;
mod opening_days;
mod statutory;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use super::centre::CentreScope;
use super::ids::CentreCode;
use super::weekdays::Weekdays;

pub use feast::{Feast, FeastDay, hung_kings_day, lunar_holidays_csv, tet_first_day};
pub use known_day::{KnownDay, KnownKind, USUAL_PERCENT};
pub use lunar::{LunarDate, lunar_to_solar, solar_to_lunar};
pub use official::{OfficialDay, OfficialKind, announced};
pub use opening_days::OpeningDays;
pub use statutory::{Certainty, Reason, StatutoryDay, days_off};

/// What a calendar day is to the officers of a centre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// A normal working day.
    Working,
    /// Weekly rest (QĐ 188/1999/QĐ-TTg art. 1: Saturday and Sunday).
    WeeklyRest,
    /// A public holiday; `name` is stable over the years (`tet+1`), or as imported where no feast is near.
    Holiday {
        /// The stable name.
        name: String,
    },
    /// A working day made free by a swap.
    OffInLieu,
    /// A rest day made a normal working day by a swap; it carries no overtime rate.
    WorkInLieu,
    /// The day off after a holiday on a rest day (Labour Code art. 111(3)).
    Compensatory,
    /// The centre is closed for its own reason.
    Closed,
}

impl DayKind {
    /// Whether officers work normal hours on such a day.
    #[must_use]
    pub fn is_working(&self) -> bool {
        matches!(self, Self::Working | Self::WorkInLieu)
    }
}

/// What the law leaves to the administration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarSettings {
    /// Weekdays that are worked; the others are weekly rest.
    pub working_week: Weekdays,
    /// Whether 24 November is a holiday from 2026 on. Announced, but the final vote was not seen, hence a switch.
    pub culture_day: bool,
}

impl Default for CalendarSettings {
    fn default() -> Self {
        Self { working_week: Weekdays::WORKING, culture_day: true }
    }
}

/// The calendar of all centres.
#[derive(Clone, Debug)]
pub struct Calendar {
    settings: CalendarSettings,
    /// Imported and announced rows by date; of one date, the row that wins stands first.
    official: BTreeMap<NaiveDate, Vec<OfficialDay>>,
    /// Feasts whose computed days are void.
    covered: BTreeSet<(Feast, i32)>,
    /// Computed days of the years that are asked for most.
    computed: BTreeMap<NaiveDate, StatutoryDay>,
    /// Days on which a centre serves though it otherwise would not.
    opened: BTreeSet<(NaiveDate, CentreCode)>,
    /// Weekdays that a centre serves from a day on, where its manager has changed them.
    opening_changes: BTreeMap<CentreCode, BTreeMap<NaiveDate, Weekdays>>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self::new(CalendarSettings::default(), Vec::new())
    }
}

impl Calendar {
    /// The calendar with `imported` rows on top of what was announced and what the law says.
    ///
    /// Where two imported rows speak of one day and centre, the row of that centre wins over `*`, and the later one over
    /// the earlier.
    #[must_use]
    pub fn new(settings: CalendarSettings, imported: Vec<OfficialDay>) -> Self {
        let mut covered = feasts_covered(&imported);
        let built_in: Vec<OfficialDay> = announced()
            .into_iter()
            .filter(|day| FeastDay::nearest(day.date).is_none_or(|near| !covered.contains(&(near.feast, near.year))))
            .collect();
        covered.extend(feasts_covered(&built_in));

        let mut official: BTreeMap<NaiveDate, Vec<OfficialDay>> = BTreeMap::new();
        for day in imported.into_iter().rev().chain(built_in) {
            official.entry(day.date).or_default().push(day);
        }
        for days in official.values_mut() {
            days.sort_by_key(|day| day.scope == CentreScope::All);
        }
        let computed = KEPT_YEARS
            .flat_map(|year| days_off(year, settings.working_week, settings.culture_day))
            .map(|day| (day.date, day))
            .collect();
        Self { settings, official, covered, computed, opened: BTreeSet::new(), opening_changes: BTreeMap::new() }
    }

    /// What `date` is to the officers of `centre`.
    #[must_use]
    pub fn kind(&self, date: NaiveDate, centre: &CentreCode) -> DayKind {
        if let Some(day) = self.official_day(date, centre) {
            return match day.kind {
                OfficialKind::Holiday => DayKind::Holiday { name: stable_name(date, &day.name) },
                OfficialKind::OffInLieu => DayKind::OffInLieu,
                OfficialKind::WorkInLieu => DayKind::WorkInLieu,
                OfficialKind::Compensatory => DayKind::Compensatory,
                OfficialKind::Closed => DayKind::Closed,
            };
        }
        match self.statutory_day(date) {
            Some(day) if day.reason == Reason::Compensatory => DayKind::Compensatory,
            Some(day) => DayKind::Holiday { name: stable_name(date, day.feast.slug()) },
            None if self.settings.working_week.includes(date) => DayKind::Working,
            None => DayKind::WeeklyRest,
        }
    }

    /// Whether officers of `centre` work normal hours on `date`.
    #[must_use]
    pub fn is_working_day(&self, date: NaiveDate, centre: &CentreCode) -> bool {
        self.kind(date, centre).is_working()
    }

    /// The first working day of `centre` after `date`; `None` when there is none within ten years.
    #[must_use]
    pub fn next_working_day(&self, date: NaiveDate, centre: &CentreCode) -> Option<NaiveDate> {
        date.iter_days().skip(1).take(3_660).find(|day| self.is_working_day(*day, centre))
    }

    /// The stable name of a day off, by which a holiday's effect is matched over the years: `tet`, `tet+1`, `hung-kings`,
    /// `national-day-1`. Days in lieu and days made good are named by the nearest feast too. `None` on other days.
    #[must_use]
    pub fn holiday_name(&self, date: NaiveDate, centre: &CentreCode) -> Option<String> {
        match self.kind(date, centre) {
            DayKind::Holiday { name } => Some(name),
            DayKind::OffInLieu | DayKind::Compensatory => FeastDay::nearest(date).map(FeastDay::name),
            DayKind::Working | DayKind::WeeklyRest | DayKind::WorkInLieu | DayKind::Closed => None,
        }
    }

    /// The named days off of `centre` in the `days`, first and last included.
    #[must_use]
    pub fn holiday_names(&self, days: RangeInclusive<NaiveDate>, centre: &CentreCode) -> BTreeMap<NaiveDate, String> {
        let (first, last) = days.into_inner();
        let named = |date| self.holiday_name(date, centre).map(|name| (date, name));
        first.iter_days().take_while(|date| *date <= last).filter_map(named).collect()
    }

    /// The row of a notice that decides what `date` is at `centre`, with its wording and citation.
    #[must_use]
    pub fn official_day(&self, date: NaiveDate, centre: &CentreCode) -> Option<&OfficialDay> {
        self.official.get(&date)?.iter().find(|day| day.scope.covers(centre))
    }

    /// The day off that the law gives on `date` where no notice speaks of its feast.
    #[must_use]
    pub fn statutory_day(&self, date: NaiveDate) -> Option<StatutoryDay> {
        let day = if KEPT_YEARS.contains(&date.year()) {
            *self.computed.get(&date)?
        } else {
            let days = days_off(date.year(), self.settings.working_week, self.settings.culture_day);
            days.into_iter().find(|day| day.date == date)?
        };
        (!self.covered.contains(&(day.feast, date.year()))).then_some(day)
    }
}

/// Years whose computed days are kept; others are computed when asked for.
const KEPT_YEARS: RangeInclusive<i32> = 2010..=2050;

/// Days from the main day within which a holiday is taken as a part of the feast and not as another one nearby.
const HOLIDAY_REACH: i64 = 5;

/// Feasts, with their year, of which `days` name a holiday for every centre.
fn feasts_covered(days: &[OfficialDay]) -> BTreeSet<(Feast, i32)> {
    days.iter()
        .filter(|day| day.kind == OfficialKind::Holiday && day.scope == CentreScope::All)
        .filter_map(|day| FeastDay::nearest(day.date))
        .filter(|near| near.offset.abs() <= HOLIDAY_REACH)
        .map(|near| (near.feast, near.year))
        .collect()
}

/// The name of a holiday by the feast of which it is a part, or the given one when it is no part of any.
fn stable_name(date: NaiveDate, otherwise: &str) -> String {
    let feast = FeastDay::nearest(date).filter(|near| near.offset.abs() <= HOLIDAY_REACH);
    feast.map_or_else(|| otherwise.to_owned(), FeastDay::name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("an ISO date")
    }

    fn row(date: &str, kind: OfficialKind, scope: CentreScope) -> OfficialDay {
        OfficialDay { date: day(date), kind, scope, name: "Ngày hội".into(), citation: None }
    }

    fn here() -> CentreCode {
        CentreCode::from("SB")
    }

    fn kind(calendar: &Calendar, date: &str) -> DayKind {
        calendar.kind(day(date), &here())
    }

    #[test]
    fn a_make_up_saturday_is_a_working_day_and_the_swapped_monday_is_not() {
        let calendar = Calendar::default();
        assert_eq!(kind(&calendar, "2026-08-22"), DayKind::WorkInLieu);
        assert_eq!(kind(&calendar, "2026-08-31"), DayKind::OffInLieu);
        assert_eq!(kind(&calendar, "2026-08-29"), DayKind::WeeklyRest);
        assert_eq!(kind(&calendar, "2026-09-03"), DayKind::Working);
        for saturday in ["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"] {
            assert!(calendar.is_working_day(day(saturday), &here()), "{saturday}");
        }
    }

    #[test]
    fn after_friday_28_august_2026_work_begins_again_on_3_september() {
        let calendar = Calendar::default();
        assert_eq!(calendar.next_working_day(day("2026-08-28"), &here()), Some(day("2026-09-03")));
        assert_eq!(calendar.next_working_day(day("2026-08-21"), &here()), Some(day("2026-08-22")));
    }

    #[test]
    fn a_holiday_has_the_same_name_in_every_year() {
        let calendar = Calendar::default();
        for (date, name) in [
            ("2024-02-11", "tet+1"),
            ("2025-01-30", "tet+1"),
            ("2026-02-18", "tet+1"),
            ("2027-02-07", "tet+1"),
            ("2026-04-27", "hung-kings+1"),
            ("2024-09-03", "national-day+1"),
            ("2025-09-01", "national-day-1"),
            ("2031-09-02", "national-day"),
        ] {
            assert_eq!(calendar.holiday_name(day(date), &here()).as_deref(), Some(name), "{date}");
        }
        let names = calendar.holiday_names(day("2026-04-01")..=day("2026-05-31"), &here());
        assert_eq!(
            names.values().collect::<Vec<_>>(),
            ["hung-kings", "hung-kings+1", "reunification-day", "labour-day"]
        );
    }

    #[test]
    fn years_without_a_notice_are_computed() {
        let calendar = Calendar::default();
        assert_eq!(kind(&calendar, "2028-05-02"), DayKind::Compensatory);
        assert_eq!(kind(&calendar, "2023-01-26"), DayKind::Compensatory);
        assert_eq!(kind(&calendar, "2060-01-01"), DayKind::Holiday { name: "new-year".into() });
    }

    #[test]
    fn the_day_of_culture_has_a_switch() {
        assert_eq!(kind(&Calendar::default(), "2026-11-24"), DayKind::Holiday { name: "culture-day".into() });
        let off = CalendarSettings { culture_day: false, ..CalendarSettings::default() };
        assert_eq!(kind(&Calendar::new(off, Vec::new()), "2026-11-24"), DayKind::Working);
    }

    #[test]
    fn an_imported_notice_replaces_the_computed_days_of_its_feast_only() {
        let tet: Vec<OfficialDay> = ["2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08", "2027-02-09"]
            .map(|date| row(date, OfficialKind::Holiday, CentreScope::All))
            .to_vec();
        let calendar = Calendar::new(CalendarSettings::default(), tet);
        assert_eq!(kind(&calendar, "2027-02-04"), DayKind::Working, "computed, but the notice does not name it");
        assert_eq!(kind(&calendar, "2027-02-09"), DayKind::Holiday { name: "tet+3".into() });
        assert_eq!(kind(&calendar, "2027-09-02"), DayKind::Holiday { name: "national-day".into() });
    }

    #[test]
    fn an_imported_notice_replaces_the_announced_swap_of_its_feast() {
        let changed = ["2026-09-02", "2026-09-03"].map(|date| row(date, OfficialKind::Holiday, CentreScope::All));
        let calendar = Calendar::new(CalendarSettings::default(), changed.to_vec());
        assert_eq!(kind(&calendar, "2026-08-31"), DayKind::Working);
        assert_eq!(kind(&calendar, "2026-08-22"), DayKind::WeeklyRest);
        assert_eq!(kind(&calendar, "2026-09-03"), DayKind::Holiday { name: "national-day+1".into() });
    }

    #[test]
    fn a_row_for_one_centre_leaves_the_others_alone() {
        let one = CentreScope::One(here());
        let rows = vec![
            row("2026-07-15", OfficialKind::Closed, one.clone()),
            row("2027-09-02", OfficialKind::Holiday, one),
            row("2026-07-15", OfficialKind::WorkInLieu, CentreScope::All),
        ];
        let calendar = Calendar::new(CalendarSettings::default(), rows);
        assert_eq!(kind(&calendar, "2026-07-15"), DayKind::Closed);
        let elsewhere = CentreCode::from("KB");
        assert_eq!(calendar.kind(day("2026-07-15"), &elsewhere), DayKind::WorkInLieu);
        assert_eq!(calendar.kind(day("2027-09-02"), &elsewhere), DayKind::Holiday { name: "national-day".into() });
        assert_eq!(calendar.kind(day("2027-09-03"), &elsewhere), DayKind::Holiday { name: "national-day+1".into() });
    }

    #[test]
    fn an_imported_holiday_far_from_any_feast_keeps_its_own_name() {
        let calendar = Calendar::new(
            CalendarSettings::default(),
            vec![row("2026-07-15", OfficialKind::Holiday, CentreScope::All)],
        );
        assert_eq!(calendar.holiday_name(day("2026-07-15"), &here()).as_deref(), Some("Ngày hội"));
    }

    #[test]
    fn a_holiday_of_a_centre_some_days_after_a_feast_is_no_part_of_it() {
        let own = |date: &str| row(date, OfficialKind::Holiday, CentreScope::One(here()));
        let calendar = Calendar::new(CalendarSettings::default(), vec![own("2027-09-08"), own("2027-09-12")]);
        for date in ["2027-09-08", "2027-09-12"] {
            assert_eq!(calendar.holiday_name(day(date), &here()).as_deref(), Some("Ngày hội"), "{date}");
        }
        // The swapped day before a feast still belongs to it.
        assert_eq!(calendar.holiday_name(day("2026-08-31"), &here()).as_deref(), Some("national-day-2"));
    }
}
