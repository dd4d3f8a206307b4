//! One officer's shifts in order, with what a labour rule must know to judge them.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};

use super::emergency::OrderedDays;
use super::ids::{BlockCode, CentreCode, SkillCode};
use super::officer::{Consent, Leave, MonthLimit, Officer, Unavailability};
use super::period::Period;
use super::shift::Shift;

/// One shift worked on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkedShift {
    /// The day.
    pub date: NaiveDate,
    /// The centre where it is worked.
    pub centre: CentreCode,
    /// What is worked.
    pub shift: Shift,
}

impl WorkedShift {
    /// The instant of its first start, local time.
    #[must_use]
    pub fn starts(&self) -> NaiveDateTime {
        self.date.and_time(self.shift.start)
    }

    /// The instant of its last end, local time.
    #[must_use]
    pub fn ends(&self) -> NaiveDateTime {
        self.date.and_time(self.shift.end)
    }

    /// Minutes worked, normal and overtime.
    #[must_use]
    pub fn minutes(&self) -> i32 {
        self.shift.normal_minutes + self.shift.overtime_minutes
    }
}

/// Overtime that is to be given back as time off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeOwed {
    /// The day on which it was worked.
    pub earned: NaiveDate,
    /// Minutes.
    pub minutes: i32,
}

/// Overtime to which an officer agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgreedOvertime {
    /// The day.
    pub date: NaiveDate,
    /// Minutes.
    pub minutes: i32,
    /// What the most generous consent to it says of its month.
    pub limit: MonthLimit,
}

/// One officer's work in a period and right around it.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkRecord {
    /// Who.
    pub officer: Officer,
    /// The days that are judged.
    pub period: Period,
    /// Shifts of the period, of the days before it and of the six after it, as far as those are published; by start.
    pub shifts: Vec<WorkedShift>,
    /// Leaves that touch the period.
    pub leave: Vec<Leave>,
    /// Consents that touch the period.
    pub consents: Vec<Consent>,
    /// Days and shifts that the officer cannot work.
    pub unavailable: Vec<Unavailability>,
    /// Overtime minutes of the year outside the period, by (year, month): the ledger and rosters published before.
    pub overtime_elsewhere: BTreeMap<(i32, u32), i32>,
    /// What of that is known to rest on consents, in the months that the period touches.
    pub agreed_elsewhere: Vec<AgreedOvertime>,
    /// Overtime worked before the period that is to be given back as time off.
    pub time_owed: Vec<TimeOwed>,
    /// Public holidays and days off in the period, on which nobody is due to work.
    pub days_off: Vec<NaiveDate>,
    /// Rest days of the period and right around it that are worked in place of another day.
    pub made_up: Vec<NaiveDate>,
    /// Days under an emergency order, of every centre in which the officer may work.
    pub ordered: Vec<OrderedDays>,
    /// Skills that the counters of the centre ask for.
    pub skills_asked: Vec<SkillCode>,
    /// Blocks that the centre's regular shifts serve in normal time.
    pub office_blocks: Vec<BlockCode>,
    /// Evenings worked in the three months before the period.
    pub recent_evenings: i32,
    /// Overtime minutes worked in the three months before the period.
    pub recent_overtime: i32,
}

/// Normal minutes of a rest day that `officer` works in place of another day: a fifth of the week.
#[must_use]
pub fn make_up_minutes(officer: &Officer) -> i32 {
    officer.weekly_minutes / 5
}

impl WorkRecord {
    /// Normal minutes that a `week` may have: the officer's, and those of rest days worked in place of another day.
    #[must_use]
    pub fn normal_minutes_of(&self, week: Period) -> i32 {
        let made_up = self.made_up.iter().filter(|date| week.contains(**date) && !self.on_leave(**date)).count();
        self.officer.weekly_minutes + i32::try_from(made_up).unwrap_or(0) * make_up_minutes(&self.officer)
    }

    /// The shifts of the judged period.
    pub fn in_period(&self) -> impl Iterator<Item = &WorkedShift> {
        self.shifts.iter().filter(|worked| self.period.contains(worked.date))
    }

    /// The days of the judged period with work, and the minutes of all shifts of each: normal and overtime.
    #[must_use]
    pub fn minutes_by_day(&self) -> BTreeMap<NaiveDate, (i32, i32)> {
        let mut days: BTreeMap<NaiveDate, (i32, i32)> = BTreeMap::new();
        for worked in self.in_period() {
            let day = days.entry(worked.date).or_default();
            *day = (day.0 + worked.shift.normal_minutes, day.1 + worked.shift.overtime_minutes);
        }
        days
    }

    /// Shifts that follow one another, the later one in the judged period.
    pub fn consecutive(&self) -> impl Iterator<Item = (&WorkedShift, &WorkedShift)> {
        self.shifts.iter().zip(self.shifts.iter().skip(1)).filter(|(_, later)| self.period.contains(later.date))
    }

    /// Overtime minutes planned in the period, by (year, month).
    #[must_use]
    pub fn planned_overtime(&self) -> BTreeMap<(i32, u32), i32> {
        let mut minutes = BTreeMap::new();
        for worked in self.in_period().filter(|worked| worked.shift.overtime_minutes > 0) {
            *minutes.entry((worked.date.year(), worked.date.month())).or_insert(0) += worked.shift.overtime_minutes;
        }
        minutes
    }

    /// The overtime of a month outside the period: what rests on consents, and the minutes of which nobody knows on which.
    #[must_use]
    pub fn overtime_before(&self, (year, month): (i32, u32)) -> (Vec<AgreedOvertime>, i32) {
        let in_month = |agreed: &&AgreedOvertime| (agreed.date.year(), agreed.date.month()) == (year, month);
        let agreed: Vec<AgreedOvertime> = self.agreed_elsewhere.iter().filter(in_month).copied().collect();
        let all = self.overtime_elsewhere.get(&(year, month)).copied().unwrap_or(0);
        let unknown = all - agreed.iter().map(|agreed| agreed.minutes).sum::<i32>();
        (agreed, unknown.max(0))
    }

    /// Whether the officer works on `date`.
    #[must_use]
    pub fn works_on(&self, date: NaiveDate) -> bool {
        self.shifts.iter().any(|worked| worked.date == date)
    }

    /// Whether `worked` is work under an emergency order.
    #[must_use]
    pub fn is_ordered(&self, worked: &WorkedShift) -> bool {
        self.ordered.iter().any(|days| days.covers(&worked.centre, worked.date))
    }

    /// Whether the officer is on leave on `date`.
    #[must_use]
    pub fn on_leave(&self, date: NaiveDate) -> bool {
        self.leave.iter().any(|leave| leave.from <= date && date <= leave.to)
    }

    /// Mondays of the weeks that the period touches.
    pub fn weeks(&self) -> impl Iterator<Item = Period> + use<> {
        let before = u64::from(self.period.first.weekday().num_days_from_monday());
        let end = self.period.end();
        let mut monday = self.period.first - Days::new(before);
        std::iter::from_fn(move || {
            let week = Period { first: monday, days: 7 };
            monday = week.end();
            (week.first < end).then_some(week)
        })
    }
}
