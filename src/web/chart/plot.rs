//! Where days and numbers of dossiers stand in the picture.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use super::{ChartSize, ChartWords, Level, NamedStripe, Stripe, Tick};

/// One day of a band: the day, its lower and its upper value.
pub type BandDay = (NaiveDate, f64, f64);

/// Special days beside each other: first day, last day, name.
pub type NamedDays = (NaiveDate, NaiveDate, String);

impl ChartSize {
    /// Width and height of the view box.
    pub fn width_and_height(self) -> (f64, f64) {
        match self {
            Self::Wide => (1120.0, 380.0),
            Self::Narrow => (400.0, 300.0),
        }
    }

    /// Days of the past that have room.
    pub fn history_days(self) -> usize {
        match self {
            Self::Wide => 84,
            Self::Narrow => 28,
        }
    }

    /// Days ahead that have room.
    pub fn days_ahead(self) -> usize {
        match self {
            Self::Wide => 62,
            Self::Narrow => 28,
        }
    }

    /// Average width of a letter of the labels, in units of the picture.
    fn letter_width(self) -> f64 {
        match self {
            Self::Wide => 6.6,
            Self::Narrow => 6.0,
        }
    }
}

/// Something that happens on a day.
pub trait OnDay {
    fn date(&self) -> NaiveDate;
}

impl OnDay for (NaiveDate, f64) {
    fn date(&self) -> NaiveDate {
        self.0
    }
}

impl OnDay for BandDay {
    fn date(&self) -> NaiveDate {
        self.0
    }
}

/// The days in runs without a gap.
pub fn runs<T: OnDay>(days: &[T]) -> Vec<&[T]> {
    days.chunk_by(|one, next| next.date() - one.date() == TimeDelta::days(1)).collect()
}

/// The plane on which days and numbers become positions.
pub struct Plot {
    width: f64,
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    first: NaiveDate,
    last: NaiveDate,
    step: f64,
    highest: f64,
}

impl Plot {
    /// Room for one row of names above the plot.
    const NAME_ROW: f64 = 15.0;
    /// Rows of names; a fourth holiday so near to the others has to share the third.
    const NAME_ROWS: usize = 3;

    /// A plane for the days `first..=last` and numbers up to `highest`, with room for the names of special days.
    pub fn new(
        size: ChartSize,
        (first, last): (NaiveDate, NaiveDate),
        highest: f64,
        named: Vec<NamedDays>,
        words: &dyn ChartWords,
    ) -> (Self, Vec<NamedStripe>) {
        let (width, height) = size.width_and_height();
        let step = level_step(highest);
        let highest = (highest / step).ceil().max(1.0) * step;
        let label_letters = words.dossiers(highest).chars().count();
        let left = 12.0 + size.letter_width() * 1.15 * f64::from(u8::try_from(label_letters).unwrap_or(12));
        let (left, right, bottom) = (tenth(left), width - 8.0, height - 30.0);
        let mut plot = Self { width, left, right, top: 12.0, bottom, first, last, step, highest };
        let mut stripes = plot.named_stripes(named, size);
        // Names are laid out upwards from the plot, so that the plot begins under the highest of them.
        let highest_name = stripes.iter().map(|stripe| stripe.name_y).fold(plot.top, f64::min);
        let shift = (size.letter_width() * 2.0 - highest_name).max(0.0);
        plot.top += shift;
        stripes.iter_mut().for_each(|stripe| stripe.name_y = tenth(stripe.name_y + shift));
        (plot, stripes)
    }

    fn day_width(&self) -> f64 {
        (self.right - self.left) / day_count(self.last - self.first + TimeDelta::days(1))
    }

    /// Middle of a day.
    pub fn x(&self, date: NaiveDate) -> f64 {
        tenth(self.left + self.day_width() * (day_count(date - self.first) + 0.5))
    }

    pub fn y(&self, dossiers: f64) -> f64 {
        tenth(self.bottom - (self.bottom - self.top) * (dossiers / self.highest).clamp(0.0, 1.0))
    }

    /// How far a run reaches beyond the middle of its outer days, so that a single day has a width.
    fn reach(&self) -> f64 {
        self.day_width() * 0.4
    }

    pub fn line(&self, run: &[(NaiveDate, f64)]) -> String {
        let points = run.iter().map(|(date, value)| (self.x(*date), self.y(*value)));
        path(&widened(points, self.reach()))
    }

    pub fn band(&self, run: &[BandDay]) -> String {
        let upper = widened(run.iter().map(|(date, _, upper)| (self.x(*date), self.y(*upper))), self.reach());
        let lower = widened(run.iter().map(|(date, lower, _)| (self.x(*date), self.y(*lower))), self.reach());
        let outline: Vec<(f64, f64)> = upper.into_iter().chain(lower.into_iter().rev()).collect();
        format!("{}Z", path(&outline))
    }

    pub fn stripes(&self, days: impl Iterator<Item = NaiveDate>) -> Vec<Stripe> {
        let days: Vec<(NaiveDate, f64)> = days.map(|date| (date, 0.0)).collect();
        runs(&days).iter().filter_map(|run| Some(self.stripe(run.first()?.0, run.last()?.0))).collect()
    }

    fn stripe(&self, from: NaiveDate, to: NaiveDate) -> Stripe {
        let half = self.day_width() / 2.0;
        Stripe { x: tenth(self.x(from) - half), width: tenth(self.x(to) - self.x(from) + half * 2.0) }
    }

    fn named_stripes(&self, named: Vec<NamedDays>, size: ChartSize) -> Vec<NamedStripe> {
        let mut ends = [f64::NEG_INFINITY; Self::NAME_ROWS];
        let stripes = named.into_iter().map(|(from, to, name)| {
            let Stripe { x, width } = self.stripe(from, to);
            let half = size.letter_width() * f64::from(u16::try_from(name.chars().count()).unwrap_or(40)) / 2.0;
            // Not over the numbers of the axis, and not beyond the picture.
            let name_x = (x + width / 2.0).max(self.left + half).min(self.width - half - 2.0);
            let row = ends.iter().position(|end| *end < name_x - half).unwrap_or(Self::NAME_ROWS - 1);
            ends[row] = name_x + half + 6.0;
            let name_y = self.top - 6.0 - Self::NAME_ROW * f64::from(u8::try_from(row).unwrap_or(0));
            NamedStripe { x, width, name, name_x: tenth(name_x), name_y: tenth(name_y) }
        });
        stripes.collect()
    }

    pub fn levels(&self, words: &dyn ChartWords) -> Vec<Level> {
        let mut levels = Vec::new();
        let mut number = 0.0;
        while number <= self.highest + self.step / 2.0 {
            levels.push(Level { y: self.y(number), label: words.dossiers(number) });
            number += self.step;
        }
        levels
    }

    pub fn ticks(&self, size: ChartSize, words: &dyn ChartWords) -> Vec<Tick> {
        let mondays = self.first.iter_days().take_while(|date| *date <= self.last);
        let mondays = mondays.filter(|date| date.weekday() == Weekday::Mon).enumerate();
        let every = if size == ChartSize::Wide { 1 } else { 2 };
        let ticks = mondays.map(|(position, date)| {
            let fits = position % every == 0 && self.x(date) > self.left + 12.0 && self.x(date) < self.right - 18.0;
            Tick { x: self.x(date), label: if fits { words.day(date) } else { String::new() } }
        });
        ticks.collect()
    }
}

/// The points with both ends drawn out by `reach`.
fn widened(points: impl Iterator<Item = (f64, f64)>, reach: f64) -> Vec<(f64, f64)> {
    let points: Vec<(f64, f64)> = points.collect();
    let before = points.first().map(|(x, y)| (x - reach, *y));
    let after = points.last().map(|(x, y)| (x + reach, *y));
    before.into_iter().chain(points.iter().copied()).chain(after).collect()
}

fn path(points: &[(f64, f64)]) -> String {
    let mut path = String::with_capacity(points.len() * 12);
    for (position, (x, y)) in points.iter().enumerate() {
        path.push(if position == 0 { 'M' } else { 'L' });
        path.push_str(&format!("{x:.1} {y:.1}"));
    }
    path
}

/// A round distance between four to six lines: 1, 2 or 5 times a power of ten.
fn level_step(highest: f64) -> f64 {
    let rough = (highest / 5.0).max(1.0);
    let power = 10.0_f64.powf(rough.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|step| *step >= rough).unwrap_or(power * 10.0)
}

fn day_count(span: TimeDelta) -> f64 {
    f64::from(i32::try_from(span.num_days()).unwrap_or(0))
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_between_lines_are_round() {
        for (highest, step) in [(642.0, 200.0), (301.0, 100.0), (3.0, 1.0), (0.0, 1.0), (12_500.0, 5_000.0)] {
            assert!((level_step(highest) - step).abs() < 1e-9, "{highest}");
        }
    }
}
