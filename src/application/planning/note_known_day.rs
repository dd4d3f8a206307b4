//! Notes what a manager knows of days to come, or strikes it out; the forecast is made anew with it.

use chrono::{Datelike, Days, NaiveDate};

use super::centre_facts::calendar;
use super::forecast_demand::{ForecastError, LONGEST_HORIZON, forecast_demand};
use crate::application::actors::Manager;
use crate::application::ports::{AuditEntry, Clock, StorageError, Store};
use crate::domain::calendar::{Calendar, CalendarSettings, DayKind, KnownDay, KnownKind};
use crate::domain::ids::CentreCode;
use crate::domain::weekdays::Weekdays;

/// Days that one entry may span.
pub const LONGEST_DAYS: i64 = 92;
/// Letters that a name may have.
pub const LONGEST_NAME: usize = 120;
/// What may be expected of an event, as a percentage of a usual day.
pub const PERCENT: std::ops::RangeInclusive<u32> = 1..=1000;
/// How far an entry may lie from today, in days.
const REACH: u64 = 4 * 366;

/// Why an entry was refused; nothing is changed then.
#[derive(Debug, thiserror::Error)]
pub enum NoteError {
    /// It has no name.
    #[error("a name is needed")]
    NoName,
    /// Its name is too long.
    #[error("the name has more than {LONGEST_NAME} letters")]
    LongName,
    /// It ends before it begins.
    #[error("{last} lies before {first}")]
    Backwards {
        /// First day.
        first: NaiveDate,
        /// Last day.
        last: NaiveDate,
    },
    /// It spans too many days.
    #[error("{days} days are more than {LONGEST_DAYS}")]
    TooLong {
        /// Days that it spans.
        days: i64,
    },
    /// It lies too far from today.
    #[error("{0} lies more than four years away")]
    TooFar(NaiveDate),
    /// The percentage is out of range.
    #[error("{0} % is not between 1 and 1000")]
    Percent(u32),
    /// The day is a holiday, off in lieu or closed, so it can neither become a normal working day nor be opened in normal hours.
    #[error("{0} is a public holiday")]
    HolidayStays(NaiveDate),
    /// No block is open on that weekday, so that opening would serve nobody.
    #[error("the centre has no opening hours on {0}")]
    NoHours(NaiveDate),
    /// Opening days without a weekday.
    #[error("a centre opens on at least one weekday")]
    NoWeekday,
    /// There is no such entry.
    #[error("there is no such entry")]
    NotFound,
    /// The store failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Keeps an entry for the manager's centre and makes the forecast anew; one of the same kind, first day and name is replaced,
/// and so are other opening days from the same day on.
///
/// # Errors
/// See [`NoteError`].
pub fn note_known_day(
    store: &mut impl Store,
    clock: &dyn Clock,
    manager: &Manager,
    (kind, name): (KnownKind, &str),
    (first, last): (NaiveDate, NaiveDate),
) -> Result<(), NoteError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(NoteError::NoName);
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(NoteError::LongName);
    }
    let last = if kind.is_lasting() { first } else { last };
    if last < first {
        return Err(NoteError::Backwards { first, last });
    }
    let days = (last - first).num_days() + 1;
    if days > LONGEST_DAYS {
        return Err(NoteError::TooLong { days });
    }
    let near = clock.today() - Days::new(REACH)..=clock.today() + Days::new(REACH);
    if let Some(far) = [first, last].into_iter().find(|date| !near.contains(date)) {
        return Err(NoteError::TooFar(far));
    }
    if let KnownKind::Event { percent } = kind
        && !PERCENT.contains(&percent)
    {
        return Err(NoteError::Percent(percent));
    }
    let day = KnownDay { centre: manager.centre().clone(), kind, first, last, name: name.to_owned() };
    fits_the_calendar(store, &day)?;
    let before = store.known_days(manager.centre())?.into_iter().find(|known| is_same(known, &day));
    if let Some(before) = &before {
        store.remove_known_day(before)?;
    }
    store.keep_known_day(&day)?;
    store.append_audit(&entry(clock, manager, "calendar.note", before.as_ref(), Some(&day)))?;
    forecast_anew(store, clock, manager)
}

/// Whether the calendar and the centre's hours allow what `day` says.
fn fits_the_calendar(store: &mut impl Store, day: &KnownDay) -> Result<(), NoteError> {
    match day.kind {
        KnownKind::WorkInLieu => {
            // What other entries say can be struck out again, and then this one would stand alone.
            let official = Calendar::new(CalendarSettings::default(), store.official_days()?);
            let fixed = day.days().find(|date| official.is_fixed_holiday(*date, &day.centre));
            fixed.map_or(Ok(()), |date| Err(NoteError::HolidayStays(date)))
        }
        KnownKind::Open => {
            let calendar = calendar(store)?;
            let can_open = |date: NaiveDate| {
                matches!(calendar.kind(date, &day.centre), DayKind::Working | DayKind::WeeklyRest | DayKind::WorkInLieu)
            };
            if let Some(date) = day.days().find(|date| !can_open(*date)) {
                return Err(NoteError::HolidayStays(date));
            }
            somebody_serves(store, &day.centre, day.days())
        }
        KnownKind::OpeningDays { weekdays } if weekdays.is_empty() => Err(NoteError::NoWeekday),
        KnownKind::OpeningDays { weekdays } => {
            let centre = store.centre(&day.centre)?;
            let before = match &centre {
                Some(centre) => calendar(store)?.opening_days(centre).on(day.first),
                None => Weekdays::NONE,
            };
            let added = |date: &NaiveDate| weekdays.includes(*date) && !before.includes(*date);
            somebody_serves(store, &day.centre, day.first.iter_days().take(7).filter(added))
        }
        _ => Ok(()),
    }
}

/// Whether the centre has a block on each of `days`.
fn somebody_serves(
    store: &mut impl Store,
    centre: &CentreCode,
    mut days: impl Iterator<Item = NaiveDate>,
) -> Result<(), NoteError> {
    let blocks = store.blocks(centre)?;
    let shut = days.find(|date| !blocks.iter().any(|block| block.open_on(*date, date.weekday())));
    shut.map_or(Ok(()), |date| Err(NoteError::NoHours(date)))
}

/// Strikes out the entry of the manager's centre of that kind, first day and name, and makes the forecast anew.
///
/// # Errors
/// When there is no such entry or the store fails.
pub fn strike_known_day(
    store: &mut impl Store,
    clock: &dyn Clock,
    manager: &Manager,
    (kind, name): (KnownKind, &str),
    first: NaiveDate,
) -> Result<(), NoteError> {
    let asked = KnownDay { centre: manager.centre().clone(), kind, first, last: first, name: name.to_owned() };
    let known = store.known_days(manager.centre())?.into_iter().find(|known| is_same(known, &asked));
    let known = known.ok_or(NoteError::NotFound)?;
    store.remove_known_day(&known)?;
    store.append_audit(&entry(clock, manager, "calendar.strike", Some(&known), None))?;
    forecast_anew(store, clock, manager)
}

fn is_same(one: &KnownDay, other: &KnownDay) -> bool {
    let same_kind = std::mem::discriminant(&one.kind) == std::mem::discriminant(&other.kind);
    let same_name = one.name == other.name || matches!(one.kind, KnownKind::OpeningDays { .. });
    same_kind && one.first == other.first && same_name
}

/// A centre that has no counts yet may note what it knows all the same.
fn forecast_anew(store: &mut impl Store, clock: &dyn Clock, manager: &Manager) -> Result<(), NoteError> {
    match forecast_demand(store, clock, manager, LONGEST_HORIZON) {
        Ok(_) | Err(ForecastError::NoHistory(_) | ForecastError::NoCentre(_) | ForecastError::TooFarAhead { .. }) => {
            Ok(())
        }
        Err(ForecastError::Storage(source)) => Err(source.into()),
    }
}

fn entry(
    clock: &dyn Clock,
    manager: &Manager,
    action: &str,
    before: Option<&KnownDay>,
    after: Option<&KnownDay>,
) -> AuditEntry {
    let first = before.or(after).map_or(NaiveDate::MIN, |day| day.first);
    let told = |day: &KnownDay| {
        let kind = match day.kind {
            KnownKind::Event { percent } => format!("event {percent} %"),
            KnownKind::OpeningDays { weekdays } => {
                let numbers: Vec<String> = weekdays.numbers().map(|number| number.to_string()).collect();
                format!("opening_days {}", numbers.join(";"))
            }
            kind => kind.word().to_owned(),
        };
        format!("{kind} {} to {}: {}", day.first, day.last, day.name)
    };
    AuditEntry {
        at: clock.now(),
        by: manager.login().clone(),
        centre: Some(manager.centre().clone()),
        action: action.to_owned(),
        subject: format!("{} {first}", manager.centre()),
        before: before.map(told),
        after: after.map(told),
        reason: None,
    }
}
