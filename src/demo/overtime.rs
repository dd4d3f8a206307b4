//! What the showcase ward worked beyond office hours before the first plan: who took which shift, and the ledger of it.
//!
//! Evenings on Tuesday and Thursday, outreach on Wednesday and every other Friday, an early starter each day, one
//! Saturday morning a month; always within consent, the caps of day, month and year, and the rest between shifts.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};

use super::dice::Dice;
use super::showcase::{CREW, EVENING_MINUTES, Member};
use super::{clock, figures};
use crate::domain::calendar::{Calendar, DayKind};
use crate::domain::ids::{CentreCode, OfficerCode};
use crate::domain::officer::{Leave, WorkerType};
use crate::domain::overtime::{CompensationMode, LedgerEntry, MinuteClass};

/// Monthly and yearly caps with a little air, in minutes (Labour Code 45/2019/QH14 art. 107(2): 40 h and 200 h).
const MONTH_CAP: i32 = 39 * 60 + 30;
const YEAR_CAP: i32 = 190 * 60;
/// Most evenings of one member in a week; of a volunteer, whose week is short.
const EVENINGS_A_WEEK: usize = 3;
const EVENINGS_OF_A_VOLUNTEER: usize = 1;

/// The shifts outside office hours that the crew took, and what they brought.
pub struct Worked {
    /// Shift code by day and member (position in the crew).
    pub shifts: BTreeMap<(NaiveDate, usize), &'static str>,
    /// The ledger, up to yesterday.
    pub ledger: Vec<LedgerEntry>,
}

impl Worked {
    /// Members who held an outreach evening on `date`.
    pub fn outreach_crew(&self, date: NaiveDate) -> Vec<usize> {
        let of_day = self.shifts.range((date, 0)..=(date, usize::MAX));
        of_day.filter(|(_, shift)| matches!(**shift, "HC·L" | "L")).map(|((_, member), _)| *member).collect()
    }
}

/// Who took what from the earlier of 1 January and three months before `today`, up to the day before `plan`, the first day
/// that is not decided yet. `leave` is what the crew takes from `today` on.
pub fn work(
    centre: &CentreCode,
    officers: &[OfficerCode],
    leave: &[Leave],
    (today, plan): (NaiveDate, NaiveDate),
    seed: u64,
) -> Worked {
    let calendar = Calendar::default();
    let new_year = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
    let first = new_year.min(today - Days::new(92)).max(figures::FIRST_EVENING);
    let mut book = Book {
        officers,
        leave,
        today,
        dice: Dice::new(seed, "overtime", 0),
        minutes: BTreeMap::new(),
        evenings: BTreeMap::new(),
        worked: Worked { shifts: BTreeMap::new(), ledger: Vec::new() },
    };
    for date in first.iter_days().take_while(|date| *date < plan) {
        let saturday = date.weekday() == Weekday::Sat;
        match calendar.kind(date, centre) {
            DayKind::WeeklyRest if saturday && (date.day() <= 7 || book.in_last_month(date)) => book.saturday(date),
            kind if kind.is_working() && !saturday => {
                book.early(date);
                book.evening(date);
                book.outreach(date);
            }
            _ => {}
        }
    }
    book.worked
}

/// Whether the evening desk is open: Tuesday and Thursday.
fn is_evening_day(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Tue | Weekday::Thu)
}

/// Whether an outreach evening is held, holidays aside: every Wednesday and every other Friday.
pub fn is_outreach_day(date: NaiveDate) -> bool {
    date.weekday() == Weekday::Wed || (date.weekday() == Weekday::Fri && date.iso_week().week().is_multiple_of(2))
}

struct Book<'a> {
    officers: &'a [OfficerCode],
    leave: &'a [Leave],
    today: NaiveDate,
    dice: Dice,
    /// Overtime minutes by member, year and month.
    minutes: BTreeMap<(usize, i32, u32), i32>,
    /// Evenings worked by member, in order.
    evenings: BTreeMap<usize, Vec<NaiveDate>>,
    worked: Worked,
}

impl Book<'_> {
    /// One who starts at 06:30, and on days without an evening desk stays until 18:00.
    fn early(&mut self, date: NaiveDate) {
        let (code, minutes) = if is_evening_day(date) { ("S", 60) } else { ("S+", 120) };
        let Some(member) = self.choose(date, code, minutes, &["certify", "civil"]) else { return };
        self.write(member, date, (clock(6, 30), clock(7, 30)), MinuteClass::OvertimeDay);
        if code == "S+" {
            self.write(member, date, (clock(17, 0), clock(18, 0)), MinuteClass::OvertimeDay);
        }
    }

    /// The evening desk; the ward police come on Tuesdays.
    fn evening(&mut self, date: NaiveDate) {
        if !is_evening_day(date) {
            return;
        }
        let skills = ["sign", "certify", "civil", "residence"];
        for skill in skills.iter().take(if date.weekday() == Weekday::Tue { 4 } else { 3 }) {
            if let Some(member) = self.choose(date, "HC·T", EVENING_MINUTES, &[*skill]) {
                self.write(member, date, (clock(17, 30), clock(20, 30)), MinuteClass::OvertimeDay);
            }
        }
    }

    /// The crew of an outreach evening with its set-up from 18:30; volunteers come for it in their normal hours.
    fn outreach(&mut self, date: NaiveDate) {
        if !is_outreach_day(date) {
            return;
        }
        for skill in ["sign", "residence", "reception", "reception", "reception"] {
            let Some(member) = self.choose(date, "HC·L", 150, &[skill]) else { continue };
            let volunteer = CREW[member].worker_type() == WorkerType::TN;
            let class = if volunteer { MinuteClass::Normal } else { MinuteClass::OvertimeDay };
            if volunteer {
                self.worked.shifts.insert((date, member), "L");
            }
            self.write(member, date, (clock(18, 30), clock(21, 0)), class);
        }
    }

    /// Two who clear what the week left.
    fn saturday(&mut self, date: NaiveDate) {
        for skill in ["certify", "civil"] {
            if let Some(member) = self.choose(date, "T7", 240, &[skill]) {
                self.write(member, date, (clock(7, 30), clock(11, 30)), MinuteClass::OvertimeRestDay);
            }
        }
    }

    /// Gives the shift `code` to the member with one of the skills who has worked least for their eagerness, and for whom
    /// it is lawful.
    fn choose(&mut self, date: NaiveDate, code: &'static str, minutes: i32, skills: &[&str]) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for (index, member) in CREW.iter().enumerate() {
            let fits = skills.iter().any(|skill| member.has(skill)) && member.eagerness > 0.0;
            if !fits || !self.is_lawful(index, member, date, code, minutes) {
                continue;
            }
            let hurry = if member.hurries && self.in_last_month(date) { 40.0 } else { 1.0 };
            let worked = 200 + self.year(index, date.year());
            let score = f64::from(worked) / (member.eagerness * hurry) * self.dice.between(0.6, 1.4);
            if best.is_none_or(|(lowest, _)| score < lowest) {
                best = Some((score, index));
            }
        }
        let (_, index) = best?;
        self.worked.shifts.insert((date, index), code);
        if matches!(code, "HC·T" | "HC·L") {
            self.evenings.entry(index).or_default().push(date);
        }
        Some(index)
    }

    fn is_lawful(&self, index: usize, member: &Member, date: NaiveDate, code: &str, minutes: i32) -> bool {
        let month = self.minutes.get(&(index, date.year(), date.month())).copied().unwrap_or(0);
        let evenings = self.evenings.get(&index).map_or(&[][..], Vec::as_slice);
        let this_week = evenings.iter().rev().take_while(|evening| evening.iso_week() == date.iso_week()).count();
        let volunteer = member.worker_type() == WorkerType::TN;
        let evenings_a_week = if volunteer { EVENINGS_OF_A_VOLUNTEER } else { EVENINGS_A_WEEK };
        // After an evening that ended at 20:30 or 21:00 nobody starts at 06:30.
        let tired = evenings.last().is_some_and(|last| *last + Days::new(1) == date) && code.starts_with('S');
        let away = self
            .leave
            .iter()
            .any(|leave| leave.officer == self.officers[index] && leave.from <= date && date <= leave.to);
        month + minutes <= member.month_cap().min(MONTH_CAP)
            && self.year(index, date.year()) + minutes <= YEAR_CAP
            && (this_week < evenings_a_week || code == "T7")
            && !tired
            && !away
            && !self.worked.shifts.contains_key(&(date, index))
            && member.agrees(minutes, code == "HC·T", date < self.today)
    }

    fn year(&self, index: usize, year: i32) -> i32 {
        self.minutes.range((index, year, 1)..=(index, year, 12)).map(|(_, minutes)| minutes).sum()
    }

    /// Whether `date` lies in the calendar month of yesterday.
    fn in_last_month(&self, date: NaiveDate) -> bool {
        let month = |date: NaiveDate| (date.year(), date.month());
        self.today.pred_opt().is_some_and(|yesterday| month(yesterday) == month(date))
    }

    /// Counts the minutes; those before today stand in the ledger.
    fn write(&mut self, index: usize, date: NaiveDate, (start, end): (NaiveTime, NaiveTime), class: MinuteClass) {
        let minutes = (end - start).num_minutes() as i32;
        if class.is_overtime() {
            *self.minutes.entry((index, date.year(), date.month())).or_insert(0) += minutes;
        }
        let mode = match CREW[index].worker_type() {
            WorkerType::CC | WorkerType::VC | WorkerType::HD => self.compensation(),
            WorkerType::CA | WorkerType::BC | WorkerType::TN => CompensationMode::None,
        };
        if date < self.today {
            let officer = self.officers[index].clone();
            self.worked.ledger.push(LedgerEntry { officer, date, start, end, minutes, class, night: false, mode });
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{DemoOptions, generate};

    fn ledger() -> Vec<LedgerEntry> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        generate(&DemoOptions { centres: 3, ..DemoOptions::new(today) }).folder.ledger
    }

    fn totals(ledger: &[LedgerEntry], key: impl Fn(NaiveDate) -> (i32, u32)) -> Vec<i32> {
        let mut totals: BTreeMap<_, i32> = BTreeMap::new();
        for entry in ledger.iter().filter(|entry| entry.class.is_overtime()) {
            *totals.entry((entry.officer.clone(), key(entry.date))).or_default() += entry.minutes;
        }
        totals.into_values().collect()
    }

    #[test]
    fn the_caps_of_day_month_and_year_hold() {
        let ledger = ledger();
        let days = totals(&ledger, |date| (date.year(), date.ordinal()));
        assert!(days.iter().all(|minutes| *minutes <= 240));
        assert!(totals(&ledger, |date| (date.year(), date.month())).iter().all(|minutes| *minutes <= 2400));
        assert!(totals(&ledger, |date| (date.year(), 0)).iter().all(|minutes| *minutes <= 12_000));
    }

    #[test]
    fn a_cap_of_the_month_and_a_cap_of_the_year_are_near() {
        let ledger = ledger();
        let this_month = totals(&ledger, |date| (date.year(), date.month()));
        assert!(this_month.iter().any(|minutes| *minutes >= 35 * 60), "{this_month:?}");
        let years = totals(&ledger, |date| (date.year(), 0));
        assert!(years.iter().any(|minutes| *minutes >= 180 * 60), "{years:?}");
        assert!(years.iter().filter(|minutes| **minutes < 140 * 60).count() > 10, "{years:?}");
    }

    #[test]
    fn the_ledger_ends_yesterday() {
        let last = ledger().iter().map(|entry| entry.date).max();
        assert!(last < NaiveDate::from_ymd_opt(2026, 11, 23) && last > NaiveDate::from_ymd_opt(2026, 11, 15));
    }
}
