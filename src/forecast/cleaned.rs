//! A history without holidays, its smoothed past, and the errors of that.

use super::history::History;
use super::holiday_effect::HolidayEffects;
use super::intervals::Gathering;
use super::selection;
use super::smoothing::{Start, Week};

/// Days of the past over which smoothing runs.
const SMOOTHED_DAYS: usize = 1095;
/// Evenings whose errors become quantiles.
const ERROR_DAYS: usize = 364;

/// A history as smoothing sees it: holidays and closed weekdays are gone, their neighbours set right.
pub(super) struct Cleaned {
    pub values: Vec<Option<f64>>,
    /// Weekday of the first value.
    pub weekday: usize,
    /// How many weekdays are open.
    open_weekdays: usize,
}

impl Cleaned {
    /// The day of the history from which it is smoothed.
    pub fn from(history: &History) -> usize {
        history.len().saturating_sub(SMOOTHED_DAYS)
    }

    pub fn new(member: usize, history: &History, effects: &HolidayEffects) -> Self {
        let from = Self::from(history);
        let values = (from..history.len())
            .map(|day| {
                if history.closed[history.weekday(day)] {
                    return None;
                }
                match history.touched[day] {
                    None => history.values[day],
                    Some(touched) if touched.offset == 0 => None,
                    Some(touched) => {
                        let factor = effects.factor(member, touched, history.level, history.level, history.level);
                        history.values[day].filter(|_| (0.3..3.0).contains(&factor)).map(|value| value / factor)
                    }
                }
            })
            .collect();
        let open_weekdays = history.closed.iter().filter(|closed| !**closed).count();
        Self { values, weekday: history.weekday(from), open_weekdays }
    }

    /// How many days tell of the member: those observed, and in proportion the closed ones between them.
    fn days_told(&self) -> usize {
        let observed = self.values.iter().flatten().count();
        (7 * observed / self.open_weekdays.max(1)).min(self.values.len())
    }

    /// Days since the last that was observed, in whole weeks: a weekend makes no count old.
    fn age(&self) -> usize {
        let since = self.values.iter().rev().take_while(|value| value.is_none()).count();
        since - since % 7
    }
}

/// The forecast of every past evening for the seven weekdays.
pub(super) struct Smoothed {
    pub weeks: Vec<Week>,
    start: Week,
}

impl Smoothed {
    pub fn new(cleaned: &Cleaned, start: &Start, chosen: &[usize; selection::CHOSEN]) -> Self {
        let weeks = selection::weeks(&cleaned.values, cleaned.weekday, start, chosen);
        Self { weeks, start: start.profile.map(|share| share * start.level) }
    }

    pub fn last(&self) -> &Week {
        self.weeks.last().unwrap_or(&self.start)
    }
}

/// What the smoothed forecast had wrong on evenings of the last year that was counted, by horizon.
pub(super) fn past_errors(level: f64, cleaned: &Cleaned, smoothed: &Smoothed) -> Gathering {
    let n = cleaned.values.len();
    let age = cleaned.age();
    let known = n - age;
    let mut errors = Gathering::new(level, cleaned.days_told(), age);
    let first = selection::burn_in(known).unwrap_or(n).max(known.saturating_sub(ERROR_DAYS));
    let stride = if n > 150 { 2 } else { 1 };
    for evening in (first..n).step_by(stride) {
        let week = smoothed.weeks[evening];
        let units = week.map(|mean| errors.unit(mean));
        let error = |ahead: usize| {
            let weekday = (cleaned.weekday + evening + ahead) % 7;
            Some((ahead, (cleaned.values[evening + ahead]? - week[weekday]) / units[weekday]))
        };
        let found: Vec<(usize, f64)> = (1..=28.min(n - 1 - evening)).filter_map(error).collect();
        errors.add(&found);
    }
    errors
}
