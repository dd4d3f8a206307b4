//! When a centre serves citizens, and by which weekday's hours.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::known_day::{KnownDay, KnownKind};
use super::official::{OfficialDay, OfficialKind};
use super::opening_days::OpeningDays;
use super::{Calendar, CalendarSettings, DayKind};
use crate::domain::centre::{Centre, CentreScope};
use crate::domain::ids::CentreCode;
use crate::domain::weekdays::Weekdays;

/// How far the two days of a swap lie apart at most, in days; those of 2024 to 2026 lie 5 to 9 apart (`official.rs`).
const SWAP_REACH: u64 = 31;

impl Calendar {
    /// The calendar with `imported` rows and, above them, what managers know of their own centres. Where two entries of one
    /// centre speak of the same day a closure wins.
    ///
    /// A holiday that the law or a notice has fixed never becomes a working day, whenever the entry was made.
    #[must_use]
    pub fn with_known_days(settings: CalendarSettings, mut imported: Vec<OfficialDay>, known: &[KnownDay]) -> Self {
        let without = Self::new(settings, imported.clone());
        let stays = |day: &OfficialDay| match (&day.scope, day.kind) {
            (CentreScope::One(centre), OfficialKind::WorkInLieu) => !without.is_fixed_holiday(day.date, centre),
            _ => true,
        };
        let is_closure = |day: &&KnownDay| day.kind == KnownKind::Closed;
        let of = |day: &KnownDay| day.days().map(|date| (date, day.centre.clone())).collect::<Vec<_>>();
        let closed: BTreeSet<(NaiveDate, CentreCode)> = known.iter().filter(is_closure).flat_map(of).collect();
        let opened = known.iter().filter(|day| day.kind == KnownKind::Open).flat_map(of);
        let opened = opened.filter(|day| !closed.contains(day)).collect();
        let mut opening_changes: BTreeMap<CentreCode, BTreeMap<NaiveDate, Weekdays>> = BTreeMap::new();
        for day in known {
            if let KnownKind::OpeningDays { weekdays } = day.kind {
                opening_changes.entry(day.centre.clone()).or_default().insert(day.first, weekdays);
            }
        }
        // Of one day and centre the later row wins.
        imported.extend(known.iter().filter(|day| !is_closure(day)).flat_map(KnownDay::official_days).filter(stays));
        imported.extend(known.iter().filter(is_closure).flat_map(KnownDay::official_days));
        Self { opened, opening_changes, ..Self::new(settings, imported) }
    }

    /// The weekdays on which `centre` serves citizens: its own, until its manager changes them.
    #[must_use]
    pub fn opening_days(&self, centre: &Centre) -> OpeningDays {
        let changes = self.opening_changes.get(&centre.code).into_iter().flatten();
        OpeningDays::new(centre.open_days, changes.map(|(from, weekdays)| (*from, *weekdays)))
    }

    /// Whether `centre` serves citizens on `date`; `on_holidays` whether it is one that does so on public holidays. An extra
    /// opening opens rest days only: whoever works on a holiday has holiday overtime, which nobody plans as a normal day.
    #[must_use]
    pub fn is_open(&self, date: NaiveDate, centre: &Centre, on_holidays: bool) -> bool {
        let weekday = self.opening_days(centre).include(date);
        match self.kind(date, &centre.code) {
            DayKind::Working | DayKind::WeeklyRest => weekday || self.is_opened(date, &centre.code),
            DayKind::WorkInLieu => weekday || self.is_made_up(date, &centre.code),
            DayKind::Closed => false,
            DayKind::Holiday { .. } | DayKind::OffInLieu | DayKind::Compensatory => on_holidays && weekday,
        }
    }

    /// Whether a manager has opened `centre` on `date` though it otherwise would not serve.
    fn is_opened(&self, date: NaiveDate, centre: &CentreCode) -> bool {
        self.opened.contains(&(date, centre.clone()))
    }

    /// Whether `date` is a day of weekly rest that is worked in place of another day.
    fn is_made_up(&self, date: NaiveDate, centre: &CentreCode) -> bool {
        !self.settings.working_week.includes(date) && self.kind(date, centre) == DayKind::WorkInLieu
    }

    /// Whether the officers of `centre` owe their normal hours on `date`, a day of weekly rest, because they have another
    /// day off for it. Each day off is given once, to the earliest rest day whose nearest it is: without one left the day is
    /// open, but its week has no more hours than any other.
    #[must_use]
    pub fn adds_normal_hours(&self, date: NaiveDate, centre: &Centre) -> bool {
        if !self.is_made_up(date, &centre.code) || self.opening_days(centre).include(date) {
            return false;
        }
        let reach = Days::new(SWAP_REACH);
        let first = date - reach - reach;
        let days = |from: NaiveDate, last: NaiveDate| from.iter_days().take_while(move |day| *day <= last);
        let mut freed: Vec<NaiveDate> =
            days(first - reach, date + reach).filter(|day| self.is_freed(*day, centre)).collect();
        let mut given = false;
        for worked in days(first, date).filter(|day| self.is_made_up(*day, &centre.code)) {
            let far = |day: &NaiveDate| (*day - worked).num_days().unsigned_abs();
            let nearest = freed.iter().enumerate().min_by_key(|(_, day)| far(day));
            let place = nearest.filter(|(_, day)| far(day) <= SWAP_REACH).map(|(place, _)| place);
            place.map(|place| freed.remove(place));
            given = place.is_some();
        }
        given
    }

    /// Whether `centre` would serve on `date` but for a swap.
    fn is_freed(&self, date: NaiveDate, centre: &Centre) -> bool {
        self.kind(date, &centre.code) == DayKind::OffInLieu && self.opening_days(centre).include(date)
    }

    /// The weekday whose hours and shifts hold at `centre` on `date`: its own, but of a rest day that is worked in place of
    /// another day the weekday of that other day, or the first on which the centre opens where no such day is near.
    #[must_use]
    pub fn hours_of(&self, date: NaiveDate, centre: &Centre) -> Weekday {
        let own = date.weekday();
        let weekdays = self.opening_days(centre).on(date);
        if weekdays.contains(own) || !self.is_made_up(date, &centre.code) {
            return own;
        }
        let swapped = (1..=SWAP_REACH)
            .flat_map(|far| [date.checked_sub_days(Days::new(far)), date.checked_add_days(Days::new(far))])
            .flatten()
            .find(|day| self.is_freed(*day, centre));
        let first = || weekdays.numbers().next().and_then(|number| Weekday::try_from(number as u8 - 1).ok());
        swapped.map(|day| day.weekday()).or_else(first).unwrap_or(own)
    }

    /// Whether `date` is a public holiday, or the day off for one, that the law or a notice has fixed: a manager cannot make
    /// a normal working day of it. Days that await their notice, or the final vote on 24 November, can still change.
    #[must_use]
    pub fn is_fixed_holiday(&self, date: NaiveDate, centre: &CentreCode) -> bool {
        match self.official_day(date, centre) {
            Some(day) => matches!(day.kind, OfficialKind::Holiday | OfficialKind::Compensatory),
            None => self.statutory_day(date).is_some_and(|day| day.certainty == super::Certainty::Law),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::centre::CentreLevel;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("an ISO date")
    }

    fn centre() -> Centre {
        Centre {
            code: "SB".into(),
            name: "Suối Bàng".into(),
            level: CentreLevel::Commune,
            parent: None,
            population: None,
            counters: None,
            open_days: Weekdays::WORKING,
        }
    }

    fn with(entries: &[(KnownKind, &str, &str)]) -> Calendar {
        let known: Vec<KnownDay> = entries
            .iter()
            .map(|(kind, first, last)| KnownDay {
                centre: "SB".into(),
                kind: *kind,
                first: day(first),
                last: day(last),
                name: "Ngày hội".into(),
            })
            .collect();
        Calendar::with_known_days(CalendarSettings::default(), Vec::new(), &known)
    }

    #[test]
    fn an_opened_saturday_serves_and_stays_weekly_rest_and_a_closure_wins_over_it() {
        let calendar =
            with(&[(KnownKind::Closed, "2026-12-12", "2026-12-12"), (KnownKind::Open, "2026-12-05", "2026-12-12")]);
        let open = |date| calendar.is_open(day(date), &centre(), false);
        assert_eq!(["2026-12-05", "2026-12-06", "2026-12-12", "2026-12-13"].map(open), [true, true, false, false]);
        assert_eq!(calendar.kind(day("2026-12-05"), &"SB".into()), DayKind::WeeklyRest);
        let other = Centre { code: "KB".into(), ..centre() };
        assert!(!calendar.is_open(day("2026-12-05"), &other, false), "only its own centre");
    }

    #[test]
    fn other_weekdays_serve_from_their_day_on_and_stay_weekly_rest_to_the_officers() {
        let six = KnownKind::OpeningDays { weekdays: Weekdays::from_numbers([1, 2, 3, 4, 6]).expect("weekdays") };
        let calendar = with(&[(six, "2026-12-07", "2026-12-07"), (KnownKind::Closed, "2026-12-19", "2026-12-19")]);
        let open = |date| calendar.is_open(day(date), &centre(), false);
        assert_eq!(["2026-12-04", "2026-12-05", "2026-12-11", "2026-12-12"].map(open), [true, false, false, true]);
        assert_eq!([open("2026-12-19"), open("2027-01-01")], [false, false], "closures and holidays stay");
        assert_eq!(calendar.kind(day("2026-12-12"), &"SB".into()), DayKind::WeeklyRest);
        let other = Centre { code: "KB".into(), ..centre() };
        assert!(!calendar.is_open(day("2026-12-12"), &other, false), "only its own centre");
    }

    #[test]
    fn a_holiday_can_neither_be_opened_nor_become_a_working_day() {
        let opened = with(&[(KnownKind::Open, "2027-04-30", "2027-04-30")]);
        let worked = with(&[(KnownKind::WorkInLieu, "2027-04-30", "2027-04-30")]);
        for calendar in [opened, worked] {
            assert!(!calendar.is_open(day("2027-04-30"), &centre(), false));
            assert!(matches!(calendar.kind(day("2027-04-30"), &"SB".into()), DayKind::Holiday { .. }));
        }
    }

    #[test]
    fn only_as_many_rest_days_add_normal_hours_as_days_are_off_for_them() {
        let made_up = |first, last| (KnownKind::WorkInLieu, first, last);
        let noted = with(&[
            made_up("2027-03-13", "2027-03-13"),
            made_up("2027-03-20", "2027-03-20"),
            (KnownKind::OffInLieu, "2027-03-17", "2027-03-17"),
        ]);
        let adds = |calendar: &Calendar, date| calendar.adds_normal_hours(day(date), &centre());
        assert_eq!(["2027-03-13", "2027-03-20", "2027-03-27"].map(|date| adds(&noted, date)), [true, false, false]);
        assert!(noted.is_open(day("2027-03-20"), &centre(), false), "open all the same");
        let each_with_its_own = with(&[
            (KnownKind::OffInLieu, "2027-03-03", "2027-03-03"),
            made_up("2027-03-13", "2027-03-13"),
            made_up("2027-04-10", "2027-04-10"),
            (KnownKind::OffInLieu, "2027-04-14", "2027-04-14"),
        ]);
        assert!(adds(&each_with_its_own, "2027-03-13") && adds(&each_with_its_own, "2027-04-10"));
        assert!(adds(&Calendar::default(), "2026-08-22") && adds(&Calendar::default(), "2025-04-26"));
        let not_a_holiday = with(&[made_up("2026-11-24", "2026-11-24")]);
        let not_on_tuesdays = Centre { open_days: Weekdays::from_numbers([1, 3, 5]).expect("weekdays"), ..centre() };
        assert!(!not_a_holiday.adds_normal_hours(day("2026-11-24"), &not_on_tuesdays));
        assert!(!not_a_holiday.is_open(day("2026-11-24"), &not_on_tuesdays, false));
    }

    #[test]
    fn a_make_up_saturday_has_the_hours_of_the_day_it_is_worked_for() {
        let calendar = Calendar::default();
        let hours = |date| calendar.hours_of(day(date), &centre());
        // 22 August 2026 for Monday 31 August; 26 April 2025 for Friday 2 May.
        assert_eq!(hours("2026-08-22"), Weekday::Mon);
        assert_eq!(hours("2025-04-26"), Weekday::Fri);
        assert_eq!([hours("2026-08-29"), hours("2026-08-25")], [Weekday::Sat, Weekday::Tue]);
        let noted = with(&[
            (KnownKind::WorkInLieu, "2027-03-13", "2027-03-13"),
            (KnownKind::OffInLieu, "2027-03-17", "2027-03-17"),
            (KnownKind::WorkInLieu, "2028-03-11", "2028-03-11"),
        ]);
        assert_eq!(noted.hours_of(day("2027-03-13"), &centre()), Weekday::Wed);
        assert_eq!(noted.hours_of(day("2028-03-11"), &centre()), Weekday::Mon, "no day off near it");
        assert!(noted.is_working_day(day("2027-03-13"), &"SB".into()));
        assert!(!noted.is_open(day("2027-03-17"), &centre(), false));
    }

    #[test]
    fn what_the_law_or_a_notice_has_fixed_stays_and_what_awaits_its_notice_can_change() {
        let calendar = Calendar::default();
        let fixed = |date| calendar.is_fixed_holiday(day(date), &"SB".into());
        assert!(fixed("2026-04-27") && fixed("2026-09-02") && fixed("2027-04-30"));
        assert!(!fixed("2026-11-24"), "the final vote was not seen");
        assert!(!fixed("2026-12-01") && !fixed("2026-08-22") && !fixed("2026-08-31"));
        let corrected = with(&[(KnownKind::WorkInLieu, "2026-11-24", "2026-11-24")]);
        assert!(corrected.is_working_day(day("2026-11-24"), &"SB".into()));
        assert_eq!(corrected.hours_of(day("2026-11-24"), &centre()), Weekday::Tue);
    }
}
