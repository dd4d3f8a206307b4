//! The dossiers of every centre, group and working day since the communes took over, up to yesterday.
//!
//! Expected load = level of the place × weekday × month × days after a holiday × share of the field. Around it a day is
//! good or bad for the whole centre (gamma), and every count is Poisson: together negative binomial noise. The span of
//! which the press gave totals is then brought to them exactly, a dossier here and there.

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate};

use super::dice::Dice;
use super::figures;
use super::places::{Place, PlaceRole};
use super::procedures::{CERTIFICATION, COPIES, FIELDS};
use crate::domain::calendar::{Calendar, DayKind};
use crate::domain::dossiers::{DossierCount, DossierOutcome};
use crate::domain::ids::GroupCode;

/// A working day with its load relative to the mean.
#[derive(Clone, Copy, Debug)]
struct Day {
    date: NaiveDate,
    /// Weekday and days after a holiday.
    factor: f64,
    /// Month.
    season: f64,
}

/// The rows of `dossiers.csv` of one province (its `number` from 0), by place, date and field.
pub fn dossiers(places: &[Place], number: usize, today: NaiveDate, seed: u64) -> Vec<DossierCount> {
    let days = working_days(today);
    let reported = working_days(figures::LAST_REPORTED_DAY + Days::new(1));
    let levels = Levels::new(&reported, places.iter().any(|place| place.role == PlaceRole::Showcase));
    let dice_of = |purpose, index| Dice::new(seed, purpose, number * STREAMS_OF_A_PROVINCE + index);
    let codes: Vec<GroupCode> = FIELDS.iter().map(|field| field.code.into()).collect();
    let mut rows = Vec::with_capacity(places.len() * days.len() * FIELDS.len());
    let mut spans = Vec::new();
    for (index, place) in places.iter().enumerate() {
        let mut dice = dice_of("dossiers", index);
        let first = rows.len();
        for day in &days {
            let expected = levels.of(place) * day.factor * day.season.powf(levels.season(place));
            let luck = dice.gamma_of_mean_one(levels.dispersion(place));
            for ((code, field), share) in codes.iter().zip(&FIELDS).zip(place.mix) {
                if share <= 0.0 {
                    continue;
                }
                let received = dice.poisson(expected * luck * share * levels.scale(place, field.code));
                rows.push(DossierCount {
                    date: day.date,
                    centre: place.centre.code.clone(),
                    group: code.clone(),
                    received,
                    outcome: DossierOutcome::default(),
                });
            }
        }
        spans.push(first..rows.len());
    }
    if days.len() >= reported.len() {
        meet_the_totals(places, &spans, &mut rows, &mut dice_of("totals", 0));
    }
    for (index, (place, span)) in places.iter().zip(&spans).enumerate() {
        let mut dice = dice_of("outcomes", index);
        for row in &mut rows[span.clone()] {
            row.outcome = outcome(place, row, &mut dice);
        }
    }
    rows
}

/// More than a province has centres, so that no two draw from one stream.
pub const STREAMS_OF_A_PROVINCE: usize = 10_000;

/// Dossiers a day at each kind of place when all factors are 1.
struct Levels {
    provincial_centre: f64,
    commune: f64,
}

impl Levels {
    /// Levels with which the full province is expected to receive what the press reported in the days of `span`, the
    /// showcase ward included where there is one.
    fn new(span: &[Day], with_showcase: bool) -> Self {
        let plain: f64 = span.iter().map(|day| day.factor * day.season).sum();
        let steady: f64 = span.iter().map(|day| day.factor * day.season.powf(figures::SHOWCASE_SEASON)).sum();
        let communes = f64::from(figures::COMMUNE_DOSSIERS + figures::CERTIFICATION_DOSSIERS);
        let showcase = if with_showcase { figures::SHOWCASE_DOSSIERS * steady } else { 0.0 };
        let others = (figures::COMMUNES_AND_WARDS - usize::from(with_showcase)) as f64;
        Self {
            provincial_centre: f64::from(figures::PROVINCIAL_CENTRE_DOSSIERS) / plain,
            commune: (communes - showcase) / plain / others,
        }
    }

    fn of(&self, place: &Place) -> f64 {
        match place.role {
            PlaceRole::Province => self.provincial_centre,
            PlaceRole::Showcase => figures::SHOWCASE_DOSSIERS,
            PlaceRole::Commune => self.commune * place.weight,
        }
    }

    /// Exponent of the month's factor.
    fn season(&self, place: &Place) -> f64 {
        if place.role == PlaceRole::Showcase { figures::SHOWCASE_SEASON } else { 1.0 }
    }

    /// Dispersion of the noise from day to day.
    fn dispersion(&self, place: &Place) -> f64 {
        if place.role == PlaceRole::Showcase { figures::SHOWCASE_DISPERSION } else { figures::DISPERSION }
    }

    /// What brings the communes' mix from the rounded share of certification to the reported one.
    fn scale(&self, place: &Place, code: &str) -> f64 {
        let all = f64::from(figures::COMMUNE_DOSSIERS + figures::CERTIFICATION_DOSSIERS);
        let reported = f64::from(figures::CERTIFICATION_DOSSIERS) / all;
        let rounded: f64 =
            FIELDS.iter().filter(|field| field.code == CERTIFICATION).map(|field| field.of_commune).sum();
        match (place.role, code) {
            (PlaceRole::Province, _) => 1.0,
            (_, CERTIFICATION) => reported / rounded,
            _ => (1.0 - reported) / (1.0 - rounded),
        }
    }
}

/// The working days from the first day up to yesterday.
fn working_days(today: NaiveDate) -> Vec<Day> {
    let calendar = Calendar::default();
    // The national calendar holds for every centre; none has closures of its own.
    let anywhere = "".into();
    let mut days = Vec::new();
    // Working days since the last holiday, and whether that was Tết.
    let (mut since, mut tet) = (usize::MAX, false);
    for date in figures::FIRST_DAY.iter_days().take_while(|date| *date < today) {
        match calendar.kind(date, &anywhere) {
            DayKind::Working | DayKind::WorkInLieu => {
                let after = if tet { figures::AFTER_TET } else { figures::AFTER_A_HOLIDAY };
                let weekday = figures::WEEKDAY_FACTORS[date.weekday().num_days_from_monday() as usize];
                let factor = weekday * after.get(since).copied().unwrap_or(1.0);
                days.push(Day { date, factor, season: figures::MONTH_FACTORS[date.month0() as usize] });
                since = since.saturating_add(1);
            }
            DayKind::Holiday { name } => (since, tet) = (0, name.starts_with("tet")),
            DayKind::OffInLieu | DayKind::Compensatory => since = 0,
            DayKind::WeeklyRest | DayKind::Closed => {}
        }
    }
    days
}

/// Brings the counts of the reported span to the totals of the press. Only a full province can meet them; its provincial
/// centre always can.
fn meet_the_totals(places: &[Place], spans: &[Range<usize>], rows: &mut [DossierCount], dice: &mut Dice) {
    let (mut provincial, mut certification, mut other) = (Vec::new(), Vec::new(), Vec::new());
    for (place, span) in places.iter().zip(spans) {
        for index in span.clone().filter(|index| rows[*index].date <= figures::LAST_REPORTED_DAY) {
            match (place.role, rows[index].group.as_str()) {
                (PlaceRole::Province, _) => provincial.push(index),
                (_, CERTIFICATION) => certification.push(index),
                _ => other.push(index),
            }
        }
    }
    meet(rows, &provincial, figures::PROVINCIAL_CENTRE_DOSSIERS, dice);
    if places.len() == figures::COMMUNES_AND_WARDS + 1 {
        meet(rows, &certification, figures::CERTIFICATION_DOSSIERS, dice);
        meet(rows, &other, figures::COMMUNE_DOSSIERS, dice);
    }
}

/// Adds or takes single dossiers at random rows of `at`, busy rows more often, until they sum to `total`.
fn meet(rows: &mut [DossierCount], at: &[usize], total: u32, dice: &mut Dice) {
    let busiest = at.iter().map(|index| rows[*index].received).max().unwrap_or(0);
    let mut sum: u32 = at.iter().map(|index| rows[*index].received).sum();
    while sum != total && busiest > 0 {
        let received = &mut rows[at[dice.below(at.len())]].received;
        if !dice.happens(f64::from(*received) / f64::from(busiest)) {
            continue;
        }
        if sum < total {
            *received += 1;
            sum += 1;
        } else {
            *received -= 1;
            sum -= 1;
        }
    }
}

/// What became of a day's dossiers; the showcase ward also counts citizens and procedures.
fn outcome(place: &Place, row: &DossierCount, dice: &mut Dice) -> DossierOutcome {
    let provincial = place.role == PlaceRole::Province;
    let certification = row.group.as_str() == CERTIFICATION;
    let lateness = if provincial { figures::LATE_AT_THE_PROVINCIAL_CENTRE } else { figures::LATE_AT_A_COMMUNE };
    let late = dice.binomial(row.received, lateness);
    let early = dice.binomial(row.received - late, figures::EARLY);
    let showcase = place.role == PlaceRole::Showcase;
    DossierOutcome {
        completed_early: Some(early),
        completed_on_time: Some(row.received - late - early),
        completed_late: Some(late),
        open_overdue: None,
        e_certified: certification.then(|| dice.binomial(row.received, figures::E_CERTIFIED)),
        paid_online: Some(dice.binomial(row.received, figures::PAID_ONLINE)),
        citizens: showcase.then(|| citizens(row.received, dice)),
        procedures: showcase.then(|| if certification { copies(row.received, dice) } else { row.received }),
    }
}

/// Citizens who bring so many dossiers, some more than one.
fn citizens(dossiers: u32, dice: &mut Dice) -> u32 {
    let share = 1.0 / figures::DOSSIERS_OF_A_CITIZEN;
    let most = dice.binomial(dossiers, share);
    most.max(u32::from(dossiers > 0))
}

/// Copies made of so many certification dossiers, each of one at least.
fn copies(dossiers: u32, dice: &mut Dice) -> u32 {
    dossiers + dice.poisson(f64::from(dossiers) * (COPIES - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::places;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("an ISO date")
    }

    #[test]
    fn holidays_weekends_and_days_in_lieu_are_closed() {
        let days = working_days(day("2026-11-25"));
        let open = |text: &str| days.iter().any(|found| found.date == day(text));
        for closed in ["2025-09-01", "2025-09-02", "2026-02-17", "2026-08-31", "2026-11-21", "2026-11-24"] {
            assert!(!open(closed), "{closed}");
        }
        for worked in ["2025-07-01", "2026-08-22", "2026-11-23"] {
            assert!(open(worked), "{worked}");
        }
        assert_eq!(days.iter().filter(|found| found.date <= figures::LAST_REPORTED_DAY).count(), 46);
    }

    #[test]
    fn people_come_after_national_day_and_stay_away_after_tet() {
        let days = working_days(day("2026-11-23"));
        let factor = |text: &str| days.iter().find(|found| found.date == day(text)).map(|found| found.factor);
        assert_eq!(factor("2025-09-03"), Some(0.95 * 1.3), "Wednesday, first day after");
        assert_eq!(factor("2025-09-05"), Some(0.85), "third day after");
        assert_eq!(factor("2026-02-23"), Some(1.20 * 0.7), "first Monday after the break of Tết");
    }

    #[test]
    fn every_dossier_has_one_outcome() {
        for row in dossiers(&places::places(5, 0, 4), 0, day("2025-10-01"), 5) {
            let outcome = &row.outcome;
            let completed = [outcome.completed_early, outcome.completed_on_time, outcome.completed_late];
            assert_eq!(completed.into_iter().flatten().sum::<u32>(), row.received);
            assert!(outcome.e_certified.unwrap_or(0) <= row.received);
        }
    }

    #[test]
    fn a_province_without_showcase_meets_the_totals_too() {
        let places = places::places(5, 1, figures::COMMUNES_AND_WARDS);
        let rows = dossiers(&places, 1, day("2025-09-05"), 5);
        assert_eq!(rows.iter().map(|row| row.received).sum::<u32>(), figures::PROVINCE_DOSSIERS);
    }
}
