//! One centre's past as the forecast reads it: counts, the calendar, and what its manager knows.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Days, NaiveDate};

use super::observed_counts::observed_counts;
use crate::application::ports::{Store, Stored};
use crate::domain::calendar::{Calendar, CalendarSettings, KnownDay, KnownKind};
use crate::domain::centre::Centre;
use crate::domain::demand::{ALL_GROUPS, Made};
use crate::domain::dossiers::DossierCount;
use crate::domain::ids::GroupCode;
use crate::forecast::{Event, Holiday, Member, Series};

/// Days of history that are read; four years show every lunar holiday four times.
const HISTORY_DAYS: u64 = 4 * 366;
/// Days beyond the horizon of which the calendar is read, because a holiday reaches into the days before it.
const BEYOND: u64 = 3;

/// What is known of a centre on the evening of the cut.
pub(super) struct CentrePast {
    /// The centre.
    pub centre: Centre,
    /// The last day of which counts are read.
    pub cut: NaiveDate,
    counts: Vec<DossierCount>,
    known: Vec<KnownDay>,
}

impl CentrePast {
    /// Reads the past of `centre` up to `cut`, with what a forecast `made` so knows; the `calendar` is that forecast's.
    ///
    /// # Errors
    /// When the store fails.
    pub fn read(
        store: &mut impl Store,
        centre: Centre,
        calendar: &Calendar,
        (cut, made): (NaiveDate, Made),
    ) -> Stored<Self> {
        let counts = observed_counts(store, &centre, calendar, (cut - Days::new(HISTORY_DAYS), cut + Days::new(1)))?;
        let known = known_to(store.known_days(&centre.code)?, cut, made);
        Ok(Self { centre, cut, counts, known })
    }

    /// Whether nothing was ever counted.
    pub fn is_new(&self) -> bool {
        self.counts.is_empty()
    }

    /// Whether anything of the group was ever counted.
    pub fn has(&self, group: &GroupCode) -> bool {
        self.counts.iter().any(|count| belongs(count, group))
    }

    /// Whether the manager has noted anything of the day but a lasting change.
    pub fn knows_of(&self, date: NaiveDate) -> bool {
        let speaks = |day: &KnownDay| !day.kind.is_lasting() && day.first <= date && date <= day.last;
        self.known.iter().any(speaks)
    }

    /// The centre's series of one group with what is known of its days, `days` ahead; `None` when nothing of it was ever
    /// counted, unless the centre is new: then its series is empty and everything comes from like centres.
    pub fn member(&self, group: &GroupCode, calendar: &Calendar, days: u32) -> Option<Member> {
        let mut received: BTreeMap<NaiveDate, f64> = BTreeMap::new();
        for count in self.counts.iter().filter(|count| belongs(count, group)) {
            *received.entry(count.date).or_insert(0.0) += f64::from(count.received);
        }
        let observations: Vec<(NaiveDate, f64)> = received.iter().map(|(date, count)| (*date, *count)).collect();
        let first = match observations.first() {
            Some((first, _)) => *first,
            None if self.is_new() => self.cut,
            None => return None,
        };
        let end = self.cut + Days::new(u64::from(days) + BEYOND);
        let code = &self.centre.code;
        let holidays: Arc<[Holiday]> =
            calendar.holiday_names(first..=end, code).into_iter().map(|(date, name)| Holiday { date, name }).collect();
        // A holiday on which citizens came is not a closure; one on which nothing ever came is learned as such.
        let served =
            holidays.iter().filter(|holiday| received.get(&holiday.date).is_some_and(|count| *count > 0.0)).count();
        // Of a new centre nobody knows; what like centres do on holidays decides.
        let past_holidays = holidays.iter().filter(|holiday| holiday.date <= self.cut).count();
        let shut = !self.is_new() && (past_holidays > served * 2 || served == 0);
        let is_open = |date: &NaiveDate| calendar.is_open(*date, &self.centre, !shut);
        let all_days = || first.iter_days().take_while(|date| *date <= end);
        let event = |day: &KnownDay| match day.kind {
            KnownKind::Event { percent } => {
                let factor = f64::from(percent) / 100.0;
                Some(Event { days: day.first..=day.last, name: day.name.clone(), factor })
            }
            _ => None,
        };
        let opening_days = calendar.opening_days(&self.centre);
        let reforms = self.known.iter().filter(|day| day.kind == KnownKind::Reform);
        Some(Member {
            closed: all_days().filter(|date| !is_open(date)).collect(),
            make_up: all_days().filter(|date| is_open(date) && !opening_days.include(*date)).collect(),
            level_shifts: reforms.map(|reform| reform.first).collect(),
            events: self.known.iter().filter_map(event).collect(),
            holidays,
            ..Member::new(if self.is_new() {
                Series::empty(self.cut)
            } else {
                Series::from_observations(&observations)
            })
        })
    }
}

/// The calendar of all centres, with the notes that a forecast `made` so from `cut` knows.
///
/// # Errors
/// When the store fails.
pub(super) fn calendar_for(store: &mut impl Store, cut: NaiveDate, made: Made) -> Stored<Calendar> {
    let (official, known) = (store.official_days()?, store.known_days_of_all()?);
    Ok(Calendar::with_known_days(CalendarSettings::default(), official, &known_to(known, cut, made)))
}

/// The notes that a forecast knows; one made anew those of days up to its cut.
fn known_to(mut known: Vec<KnownDay>, cut: NaiveDate, made: Made) -> Vec<KnownDay> {
    known.retain(|day| made != Made::Anew || day.first <= cut);
    known
}

fn belongs(count: &DossierCount, group: &GroupCode) -> bool {
    group.as_str() == ALL_GROUPS || &count.group == group
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forecast_made_anew_does_not_know_what_was_noted_of_the_days_after_its_cut() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("an ISO date");
        let noted = |first: &str| KnownDay {
            centre: "A".into(),
            kind: KnownKind::Closed,
            first: day(first),
            last: day(first),
            name: "Chuyển trụ sở".into(),
        };
        let all = vec![noted("2026-11-02"), noted("2026-11-03")];
        let cut = day("2026-11-02");
        assert_eq!(known_to(all.clone(), cut, Made::Anew), all[..1]);
        for made in [Made::InTime, Made::Hindsight] {
            assert_eq!(known_to(all.clone(), cut, made), all);
        }
    }
}
