//! The optimiser's plain input and output: one centre, one span of days, everything by position.
//!
//! The meaning of every field and the rules H1–H10 are those of the commune instances (`commune-roster-1`): day 0 is a
//! Monday, times are minutes after midnight. Positions (`usize`) point into the vectors of the same instance.

use std::collections::HashSet;

use chrono::NaiveDate;

/// One roster problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Instance {
    /// Days to plan; day 0 is a Monday.
    pub days: usize,
    /// The calendar day of day 0, when the instance comes from a real centre.
    pub first_date: Option<NaiveDate>,
    /// Skills with the factor that a missing officer of the skill weighs.
    pub skills: Vec<Skill>,
    /// Spans of the day in which the public is served.
    pub blocks: Vec<Block>,
    /// What one officer can work on one day.
    pub shifts: Vec<Shift>,
    /// Distinct sets of skills; every officer belongs to one.
    pub groups: Vec<Group>,
    /// The officers who may be planned.
    pub officers: Vec<Officer>,
    /// Officers wanted per day, block and skill; at most one row for each.
    pub requirements: Vec<Requirement>,
    /// Fixed assignments: (officer, day, shift).
    pub pins: Vec<(usize, usize, usize)>,
    /// The published roster on re-plan: (officer, day, shift); a change costs `weights.change`.
    pub previous: Vec<(usize, usize, usize)>,
    /// Rule values.
    pub limits: Limits,
    /// Prices of the soft terms.
    pub weights: Weights,
}

/// A skill and how heavily its absence weighs.
#[derive(Clone, Debug, PartialEq)]
pub struct Skill {
    /// Its code.
    pub code: String,
    /// Multiplies the price of a missing officer.
    pub factor: f64,
}

/// A block of the day.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Its code; `EVE` and `OUT` are the evening blocks.
    pub code: String,
    /// Start, minutes after midnight.
    pub start: i32,
    /// End, minutes after midnight.
    pub end: i32,
    /// Whether work in it counts as an evening (codes `EVE` and `OUT`).
    pub evening: bool,
}

/// A shift of the instance.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// Its code.
    pub code: String,
    /// Blocks that it serves.
    pub blocks: Vec<usize>,
    /// Normal minutes.
    pub normal: i32,
    /// Overtime minutes.
    pub overtime: i32,
    /// First start, minutes after midnight.
    pub start: i32,
    /// Last end, minutes after midnight.
    pub end: i32,
    /// Weekdays on which it exists, Monday first.
    pub weekdays: [bool; 7],
    /// Whether it moves the working hours, so that the longer rest applies beside it.
    pub shift_change: bool,
    /// Whether one of its blocks is an evening block.
    pub evening: bool,
}

/// Officers with the same skills.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its code.
    pub code: String,
    /// Skills of its officers.
    pub skills: Vec<usize>,
}

/// An officer of the instance.
#[derive(Clone, Debug, PartialEq)]
pub struct Officer {
    /// Code of the officer.
    pub code: String,
    /// Skill group.
    pub group: usize,
    /// No overtime and no evening.
    pub protected: bool,
    /// Overtime minutes may be planned.
    pub consent: bool,
    /// Has not agreed and may be asked; no overtime is planned before the answer.
    pub to_ask: bool,
    /// Overtime minutes allowed in the period by the monthly cap.
    pub ot_month: i32,
    /// Overtime minutes allowed in the year.
    pub ot_year: i32,
    /// Overtime minutes already worked this year.
    pub ot_used: i32,
    /// Per day of the instance: on leave.
    pub leave: Vec<bool>,
    /// (day, shift) that the officer cannot work.
    pub unavailable: HashSet<(usize, usize)>,
    /// (day, shift, weight); a positive weight wants it, a negative one wants to avoid it.
    pub prefs: Vec<(usize, usize, f64)>,
    /// Normal minutes of a full week.
    pub base_week: i32,
    /// (day, normal minutes) of rest days that are worked in place of another day: their week has so much more.
    pub make_up: Vec<(usize, i32)>,
    /// Evenings of the last three months: those worked, and for days on which nobody could have asked the officer, what
    /// colleagues worked on average.
    pub hist_evenings: i32,
    /// Overtime minutes of the last three months, in the same way.
    pub hist_ot: i32,
    /// Saturdays and Sundays worked in the last three months, in the same way; they have no price of their own.
    pub hist_weekends: i32,
    /// Hard-to-fill shifts of the last three months, in the same way and without a price too.
    pub hist_hard: i32,
    /// Days worked in a row right before day 0 (0 when unknown): the run that rule H5 continues.
    pub worked_before: usize,
    /// Days worked in a row right after the last day (0 when unknown): rule H5 counts them to the run that reaches it.
    pub worked_after: usize,
    /// Remaining overtime of each calendar month that the days touch; empty when `ot_month` alone binds, which binds all of
    /// them together.
    pub months: Vec<MonthCap>,
}

/// What is left of one month's overtime cap.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthCap {
    /// First day of the instance that belongs to the month.
    pub first: usize,
    /// First day of the instance after the month.
    pub end: usize,
    /// Overtime minutes still allowed in those days.
    pub remaining: i32,
}

/// Officers wanted at the counters of one day, block and skill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// Day of the instance.
    pub day: usize,
    /// Block.
    pub block: usize,
    /// Skill.
    pub skill: usize,
    /// Officers wanted, from the forecast.
    pub target: i32,
    /// Legal or promised minimum, `0 <= floor <= target`.
    pub floor: i32,
}

/// Rule values of an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// H3: normal + overtime minutes of one day.
    pub day: i32,
    /// H3: overtime minutes of a normal day.
    pub ot_day: i32,
    /// H9: evenings in a week.
    pub evenings_week: i32,
    /// H6: minutes of rest between two shifts.
    pub rest: i32,
    /// H6: minutes of rest when one of the two is a `shift_change` shift.
    pub rest_change: i32,
    /// H5: days worked in a row.
    pub work_row: i32,
    /// H8: normal minutes that a week may fall short of the base.
    pub week_tolerance: i32,
    /// Evenings in a row that cost nothing.
    pub evening_row_soft: i32,
}

/// Prices of the soft terms.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// Per officer missing below the floor, times the factor of the skill.
    pub unmet_min: f64,
    /// Per officer missing below the target, times the factor of the skill.
    pub unmet: f64,
    /// Per hour of overtime.
    pub overtime: f64,
    /// Per evening between the officer with most and the one with fewest.
    pub fair_evening: f64,
    /// Per hour of overtime between the officer with most and the one with fewest.
    pub fair_overtime: f64,
    /// Per point of preference.
    pub pref: f64,
    /// Per evening beyond the soft run of evenings.
    pub evening_row: f64,
    /// Per published assignment that is not kept.
    pub change: f64,
}

/// Leave days above which an officer is left out of the fairness comparison.
pub const FAIRNESS_LEAVE_DAYS: usize = 3;

/// Minutes of one leave day in rule H8.
pub const LEAVE_DAY_MINUTES: i32 = 480;

/// Normal minutes of a week of five full days.
pub const FULL_WEEK: i32 = 5 * LEAVE_DAY_MINUTES;

impl Instance {
    /// Whether the shift exists on that weekday (H1).
    #[must_use]
    pub fn exists(&self, day: usize, shift: usize) -> bool {
        self.shifts[shift].weekdays[day % 7]
    }

    /// Minutes of rest that the law asks between two shifts of following days (H6).
    #[must_use]
    pub fn rest_needed(&self, earlier: usize, later: usize) -> i32 {
        if self.shifts[earlier].shift_change || self.shifts[later].shift_change {
            self.limits.rest_change
        } else {
            self.limits.rest
        }
    }

    /// Minutes between the end of `earlier` on one day and the start of `later` on the next.
    #[must_use]
    pub fn rest_between(&self, earlier: usize, later: usize) -> i32 {
        24 * 60 - self.shifts[earlier].end + self.shifts[later].start
    }

    /// Days of week `week` (Monday to Sunday) that belong to the instance.
    #[must_use]
    pub fn week(&self, week: usize) -> std::ops::Range<usize> {
        week * 7..self.days.min(week * 7 + 7)
    }

    /// Number of weeks, the last one possibly short.
    #[must_use]
    pub fn weeks(&self) -> usize {
        self.days.div_ceil(7)
    }
}

impl Officer {
    /// Overtime minutes that may still be planned over the whole period (H4).
    #[must_use]
    pub fn overtime_left(&self) -> i32 {
        self.ot_month.min(self.ot_year - self.ot_used)
    }

    /// Whether the officer takes part in the fairness comparison.
    #[must_use]
    pub fn shares_fairly(&self) -> bool {
        self.consent && self.leave.iter().filter(|day| **day).count() <= FAIRNESS_LEAVE_DAYS
    }

    /// Highest normal minutes of the given week's days (H8).
    #[must_use]
    pub fn week_maximum(&self, days: std::ops::Range<usize>) -> i32 {
        let made_up = self.make_up.iter().filter(|(day, _)| days.contains(day));
        self.base_week + made_up.map(|(_, minutes)| minutes).sum::<i32>()
    }

    /// Lowest normal minutes of the given week's days (H8). A made-up rest day is owed by whoever works full weeks, unless
    /// they worked right before the period: with six days more they would have no rest.
    #[must_use]
    pub fn week_minimum(&self, days: std::ops::Range<usize>, tolerance: i32) -> i32 {
        let leave_days = days.clone().filter(|day| day % 7 < 5 && self.leave[*day]).count();
        let leave_minutes = LEAVE_DAY_MINUTES * i32::try_from(leave_days).unwrap_or(i32::MAX / LEAVE_DAY_MINUTES);
        let is_owed = self.base_week >= FULL_WEEK && (days.start > 0 || self.worked_before == 0);
        let owed = if is_owed { self.week_maximum(days) } else { self.base_week };
        (owed - leave_minutes - tolerance).max(0)
    }
}

/// A complete answer: which shift each officer works on each day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    days: usize,
    cells: Vec<Option<usize>>,
}

impl Plan {
    /// A plan in which nobody works.
    #[must_use]
    pub fn empty(officers: usize, days: usize) -> Self {
        Self { days, cells: vec![None; officers * days] }
    }

    /// The shift of `officer` on `day`.
    #[must_use]
    pub fn get(&self, officer: usize, day: usize) -> Option<usize> {
        self.cells[officer * self.days + day]
    }

    /// Sets or clears the shift of `officer` on `day`.
    pub fn set(&mut self, officer: usize, day: usize, shift: Option<usize>) {
        self.cells[officer * self.days + day] = shift;
    }

    /// The days of one officer, in order.
    #[must_use]
    pub fn row(&self, officer: usize) -> &[Option<usize>] {
        &self.cells[officer * self.days..(officer + 1) * self.days]
    }

    /// Every assignment as (officer, day, shift), by officer and then by day.
    pub fn assignments(&self) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        self.cells
            .iter()
            .enumerate()
            .filter_map(|(cell, shift)| shift.map(|shift| (cell / self.days, cell % self.days, shift)))
    }
}

/// The whole roster of one officer: a column of the optimiser's master problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficerRoster {
    /// The officer.
    pub officer: usize,
    /// The shift of every day.
    pub shifts: Vec<Option<usize>>,
}
