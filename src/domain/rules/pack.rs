//! The values of the rules: one pack, `vietnam`, with what a centre has set differently.

/// Values that the rules compare with. All of them are minutes unless the name says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulePack {
    /// Longest day, normal and overtime (NĐ 145/2020 art. 60).
    pub day: i32,
    /// Overtime of a normal day: half of eight hours (NĐ 145/2020 art. 60(1)).
    pub overtime_day: i32,
    /// Overtime of a calendar month (Labour Code art. 107(2)(b); DOMAIN decision D1).
    pub overtime_month: i32,
    /// Overtime of a calendar year (Labour Code art. 107(2)(c)); 18,000 where art. 107(3) is invoked.
    pub overtime_year: i32,
    /// Rest between two shifts when neither moves the working hours (decision D4).
    pub rest: i32,
    /// Rest between two shifts when one of them moves the working hours (Labour Code art. 110).
    pub rest_shift_change: i32,
    /// Continuous rest in any seven days (Labour Code art. 111(1)).
    pub weekly_rest: i32,
    /// Evenings of one officer in a week: a limit of the house, not of the law.
    pub evenings_a_week: i32,
    /// Days worked in a row: follows from weekly rest in any seven days (Labour Code art. 111(1)).
    pub days_in_a_row: i32,
}

impl RulePack {
    /// The law of Viet Nam with the default decisions.
    #[must_use]
    pub fn vietnam() -> Self {
        Self {
            day: 720,
            overtime_day: 240,
            overtime_month: 40 * 60,
            overtime_year: 200 * 60,
            rest: 630,
            rest_shift_change: 720,
            weekly_rest: 24 * 60,
            evenings_a_week: 3,
            days_in_a_row: 6,
        }
    }

    /// Minutes of rest between two shifts, given whether one of them moves the working hours.
    #[must_use]
    pub fn minimum_rest(&self, shift_change: bool) -> i32 {
        if shift_change { self.rest_shift_change } else { self.rest }
    }
}
