//! What the showcase ward worked beyond office hours before the first plan: the ledger, and the outreach evenings.
//!
//! Evenings on Tuesday and Thursday, outreach on Wednesday and every other Friday, an early starter each day, one
//! Saturday morning a month; always within the caps of day, month and year and with the rest between shifts.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};

use super::dice::Dice;
use super::places::{CULTURE_HOUSES, Place, culture_house};
use super::showcase::{CREW, Member};
use super::{clock, figures};
use crate::domain::calendar::Calendar;
use crate::domain::ids::OfficerCode;
use crate::domain::officer::WorkerType;
use crate::domain::overtime::{CompensationMode, LedgerEntry, MinuteClass};
use crate::exchange::data_folder::{CrewSlot, DataFolder, SessionOfficers, SessionRow, SessionStatus};

/// How far ahead outreach evenings are planned.
const PLANNED_DAYS: u64 = 75;
/// Monthly and yearly caps with a little air, in minutes (Labour Code 45/2019/QH14 art. 107(2): 40 h and 200 h).
const MONTH_CAP: i32 = 39 * 60 + 30;
const YEAR_CAP: i32 = 190 * 60;
/// Most evenings of one member in a week.
const EVENINGS_A_WEEK: usize = 3;

/// Fills `folder` with the ledger from the earlier of 1 January and three months before `today`, up to yesterday, and with
/// all outreach evenings since the first one.
pub fn record(place: &Place, officers: &[OfficerCode], today: NaiveDate, seed: u64, folder: &mut DataFolder) {
    let calendar = Calendar::default();
    let new_year = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
    let ledger_from = new_year.min(today - Days::new(92)).max(figures::FIRST_EVENING);
    let mut book = Book {
        officers,
        today,
        dice: Dice::new(seed, "overtime", 0),
        minutes: BTreeMap::new(),
        evenings: BTreeMap::new(),
        entries: Vec::new(),
    };
    let last = today + Days::new(PLANNED_DAYS);
    for date in figures::FIRST_EVENING.iter_days().take_while(|date| *date <= last) {
        let worked = ledger_from <= date && date < today;
        let open = calendar.is_working_day(date, &place.centre.code);
        if worked && open {
            book.early(date);
            book.evening(date);
        }
        if worked && date.weekday() == Weekday::Sat && (date.day() <= 7 || book.in_last_month(date)) {
            book.saturday(date);
        }
        if open && is_outreach_day(date) {
            let crew = if worked { book.outreach(date) } else { Vec::new() };
            folder.sessions.push(session(place, date, today, crew, &mut book.dice));
        }
    }
    folder.ledger.append(&mut book.entries);
}

/// Every Wednesday and every other Friday.
fn is_outreach_day(date: NaiveDate) -> bool {
    date.weekday() == Weekday::Wed || (date.weekday() == Weekday::Fri && date.iso_week().week().is_multiple_of(2))
}

fn session(place: &Place, date: NaiveDate, today: NaiveDate, crew: Vec<OfficerCode>, dice: &mut Dice) -> SessionRow {
    let held = date < today;
    let slot = |role: &str, officers| CrewSlot { role: role.to_owned(), officers };
    SessionRow {
        centre: place.centre.code.clone(),
        site: culture_house(1 + (date.num_days_from_ce() as u32 / 3) % CULTURE_HOUSES),
        date,
        start: clock(19, 0),
        end: clock(21, 0),
        citizens_helped: held.then(|| dice.whole(18, 55)),
        officers: match (held, crew.is_empty()) {
            (false, _) => None,
            (true, true) => Some(SessionOfficers::Number(dice.whole(5, 7))),
            (true, false) => Some(SessionOfficers::Named(crew)),
        },
        crew: vec![slot("guide", 3), slot("certify", 1), slot("residence", 1), slot("signatory", 1)],
        status: if held { SessionStatus::Held } else { SessionStatus::Planned },
    }
}

struct Book<'a> {
    officers: &'a [OfficerCode],
    today: NaiveDate,
    dice: Dice,
    /// Overtime minutes by member, year and month.
    minutes: BTreeMap<(usize, i32, u32), i32>,
    /// Evenings worked by member, in order.
    evenings: BTreeMap<usize, Vec<NaiveDate>>,
    entries: Vec<LedgerEntry>,
}

impl Book<'_> {
    /// One who starts at 06:30, and on days without an evening desk stays until 18:00.
    fn early(&mut self, date: NaiveDate) {
        let long = !is_evening_day(date);
        let minutes = if long { 120 } else { 60 };
        let Some(member) = self.choose(date, minutes, &["certify", "civil"], &[]) else { return };
        self.write(member, date, (clock(6, 30), clock(7, 30)), MinuteClass::OvertimeDay);
        if long {
            self.write(member, date, (clock(17, 0), clock(18, 0)), MinuteClass::OvertimeDay);
        }
    }

    /// The evening desk of Tuesday and Thursday.
    fn evening(&mut self, date: NaiveDate) {
        if !is_evening_day(date) {
            return;
        }
        let mut crew = Vec::new();
        // The ward police come on Tuesdays.
        let skills: &[&str] = if date.weekday() == Weekday::Tue {
            &["sign", "certify", "civil", "residence"]
        } else {
            &["sign", "certify", "civil"]
        };
        for skill in skills {
            let Some(member) = self.choose(date, 180, &[*skill], &crew) else { continue };
            crew.push(member);
            self.write(member, date, (clock(17, 30), clock(20, 30)), MinuteClass::OvertimeDay);
            self.evenings.entry(member).or_default().push(date);
        }
    }

    /// The crew of an outreach evening with its set-up from 18:30; volunteers come for it in their normal hours.
    fn outreach(&mut self, date: NaiveDate) -> Vec<OfficerCode> {
        let mut crew = Vec::new();
        for skill in ["sign", "residence", "guide", "guide", "guide"] {
            let Some(member) = self.choose(date, 150, &[skill], &crew) else { continue };
            crew.push(member);
            let volunteer = CREW[member].worker_type() == WorkerType::TN;
            let class = if volunteer { MinuteClass::Normal } else { MinuteClass::OvertimeDay };
            self.write(member, date, (clock(18, 30), clock(21, 0)), class);
            self.evenings.entry(member).or_default().push(date);
        }
        crew.into_iter().map(|member| self.officers[member].clone()).collect()
    }

    /// Two who clear what the week left.
    fn saturday(&mut self, date: NaiveDate) {
        let mut crew = Vec::new();
        for skill in ["certify", "civil"] {
            let Some(member) = self.choose(date, 240, &[skill], &crew) else { continue };
            crew.push(member);
            self.write(member, date, (clock(7, 30), clock(11, 30)), MinuteClass::OvertimeRestDay);
        }
    }

    /// The member with one of the skills who has worked least for their eagerness, and for whom `minutes` more on `date`
    /// are lawful.
    fn choose(&mut self, date: NaiveDate, minutes: i32, skills: &[&str], taken: &[usize]) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for (index, member) in CREW.iter().enumerate() {
            let fits = skills.iter().any(|skill| member.has(skill)) && !taken.contains(&index);
            if !fits || member.eagerness <= 0.0 || !self.is_lawful(index, member, date, minutes) {
                continue;
            }
            let hurry = if member.hurries && self.in_last_month(date) { 40.0 } else { 1.0 };
            let worked = 200 + self.year(index, date.year());
            let score = f64::from(worked) / (member.eagerness * hurry) * self.dice.between(0.6, 1.4);
            if best.is_none_or(|(lowest, _)| score < lowest) {
                best = Some((score, index));
            }
        }
        best.map(|(_, index)| index)
    }

    fn is_lawful(&self, index: usize, member: &Member, date: NaiveDate, minutes: i32) -> bool {
        let month = self.minutes.get(&(index, date.year(), date.month())).copied().unwrap_or(0);
        let evenings = self.evenings.get(&index).map_or(&[][..], Vec::as_slice);
        let this_week = evenings.iter().rev().take_while(|evening| evening.iso_week() == date.iso_week()).count();
        // After an evening that ended at 20:30 or 21:00 nobody starts at 06:30, nor works twice on one day.
        let tired = evenings.last().is_some_and(|last| *last + Days::new(1) >= date);
        let early = minutes == 60 || minutes == 120;
        let busy_today = self
            .entries
            .iter()
            .rev()
            .take(12)
            .any(|entry| entry.date == date && entry.officer == self.officers[index] && !early);
        month + minutes <= member.month_cap().min(MONTH_CAP)
            && self.year(index, date.year()) + minutes <= YEAR_CAP
            && this_week < EVENINGS_A_WEEK
            && !(early && tired)
            && !busy_today
    }

    fn year(&self, index: usize, year: i32) -> i32 {
        self.minutes.range((index, year, 1)..=(index, year, 12)).map(|(_, minutes)| minutes).sum()
    }

    /// Whether `date` lies in the calendar month of yesterday.
    fn in_last_month(&self, date: NaiveDate) -> bool {
        self.today
            .pred_opt()
            .is_some_and(|yesterday| (yesterday.year(), yesterday.month()) == (date.year(), date.month()))
    }

    fn write(&mut self, index: usize, date: NaiveDate, (start, end): (NaiveTime, NaiveTime), class: MinuteClass) {
        let minutes = (end - start).num_minutes() as i32;
        if class.is_overtime() {
            *self.minutes.entry((index, date.year(), date.month())).or_insert(0) += minutes;
        }
        let mode = match CREW[index].worker_type() {
            WorkerType::CC | WorkerType::VC | WorkerType::HD => self.compensation(),
            WorkerType::CA | WorkerType::BC | WorkerType::TN => CompensationMode::None,
        };
        let officer = self.officers[index].clone();
        self.entries.push(LedgerEntry { officer, date, start, end, minutes, class, night: false, mode });
    }

    /// Most overtime is paid, some is taken back as time off, a little is given freely.
    fn compensation(&mut self) -> CompensationMode {
        match self.dice.below(20) {
            0..=3 => CompensationMode::Toil,
            4 => CompensationMode::Waived,
            _ => CompensationMode::Paid,
        }
    }
}

fn is_evening_day(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Tue | Weekday::Thu)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{DemoOptions, generate};

    fn folder() -> DataFolder {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        generate(&DemoOptions { centres: 3, ..DemoOptions::new(today) }).folder
    }

    fn totals(folder: &DataFolder, key: impl Fn(NaiveDate) -> (i32, u32)) -> Vec<i32> {
        let mut totals: BTreeMap<_, i32> = BTreeMap::new();
        for entry in folder.ledger.iter().filter(|entry| entry.class.is_overtime()) {
            *totals.entry((entry.officer.clone(), key(entry.date))).or_default() += entry.minutes;
        }
        totals.into_values().collect()
    }

    #[test]
    fn the_caps_of_day_month_and_year_hold() {
        let folder = folder();
        let days = totals(&folder, |date| (date.year(), date.ordinal()));
        assert!(days.iter().all(|minutes| *minutes <= 240));
        assert!(totals(&folder, |date| (date.year(), date.month())).iter().all(|minutes| *minutes <= 2400));
        assert!(totals(&folder, |date| (date.year(), 0)).iter().all(|minutes| *minutes <= 12_000));
    }

    #[test]
    fn a_cap_of_the_month_and_a_cap_of_the_year_are_near() {
        let folder = folder();
        let this_month = totals(&folder, |date| (date.year(), date.month()));
        assert!(this_month.iter().any(|minutes| *minutes >= 36 * 60), "{this_month:?}");
        let years = totals(&folder, |date| (date.year(), 0));
        assert!(years.iter().any(|minutes| *minutes >= 180 * 60), "{years:?}");
        assert!(years.iter().filter(|minutes| **minutes < 140 * 60).count() > 10, "{years:?}");
    }

    #[test]
    fn nobody_starts_early_after_an_evening() {
        let folder = folder();
        for early in folder.ledger.iter().filter(|entry| entry.start == clock(6, 30)) {
            let evening = folder.ledger.iter().find(|entry| {
                entry.officer == early.officer && entry.date + Days::new(1) == early.date && entry.end > clock(18, 0)
            });
            assert!(evening.is_none(), "{early:?} {evening:?}");
        }
    }

    #[test]
    fn sessions_before_today_were_held_and_later_ones_are_planned() {
        let folder = folder();
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        for session in &folder.sessions {
            assert_eq!(session.status == SessionStatus::Held, session.date < today);
            assert_eq!(session.citizens_helped.is_some(), session.date < today);
        }
        assert!(folder.sessions.iter().filter(|session| session.date >= today).count() >= 8);
    }
}
