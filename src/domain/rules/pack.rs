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
    /// Shifts of one officer on one day.
    pub shifts_a_day: i32,
    /// Normal minutes of one day (Labour Code art. 105; up to 600 where hours are set by the week).
    pub normal_day: i32,
    /// Normal minutes of one week under the general law (Labour Code art. 105).
    pub normal_week: i32,
    /// Work of a day from which on a break is due (Labour Code art. 109).
    pub long_day: i32,
    /// Break of a long day (Labour Code art. 109).
    pub break_by_day: i32,
    /// Break of a long day with work at night (Labour Code art. 109).
    pub break_by_night: i32,
    /// Rest between two shifts of office hours below which a manager is warned (decision D4).
    pub rest_wished: i32,
    /// Days without work that a month of a special cycle holds on average (Labour Code art. 111(1), to be checked).
    pub rest_days_a_month: i32,
    /// Overtime of a month for officers whom no raised cap reaches (NQ 17/2022/UBTVQH15 art. 1).
    pub overtime_month_unraised: i32,
    /// Overtime of a year for them (Labour Code art. 107(2)(c)).
    pub overtime_year_unraised: i32,
    /// Whether rows name the officer as one of them, whatever the standing to overtime.
    pub never_raised: bool,
    /// Overtime of a year from which on the labour body is told (Labour Code art. 107(4)).
    pub overtime_year_notice: i32,
    /// Work of a minor's day (Labour Code art. 146, to be checked).
    pub minor_day: i32,
    /// Work of a minor's week (Labour Code art. 146, to be checked).
    pub minor_week: i32,
    /// Time off inside the paid day of an officer who is owed it (Labour Code art. 137(4), to be checked).
    pub time_off_a_day: i32,
    /// Work of a week that an older officer agreed to (Labour Code art. 148, to be checked).
    pub agreed_week: i32,
    /// Days within which overtime is given back as time off (assumption).
    pub lieu_days: i32,
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
            shifts_a_day: 1,
            normal_day: 480,
            normal_week: 48 * 60,
            long_day: 360,
            break_by_day: 30,
            break_by_night: 45,
            rest_wished: 720,
            rest_days_a_month: 4,
            overtime_month_unraised: 40 * 60,
            overtime_year_unraised: 200 * 60,
            never_raised: false,
            overtime_year_notice: 200 * 60,
            minor_day: 480,
            minor_week: 2400,
            time_off_a_day: 60,
            agreed_week: 40 * 60,
            lieu_days: 30,
        }
    }

    /// Minutes of rest between two shifts, given whether one of them moves the working hours.
    #[must_use]
    pub fn minimum_rest(&self, shift_change: bool) -> i32 {
        if shift_change { self.rest_shift_change } else { self.rest }
    }
}
