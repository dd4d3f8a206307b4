//! The forecast chart: what came, what is expected and how sure that is, as figures that `forecast/_chart.hbs` draws.
//!
//! Time runs from left to right in every language, as on a calendar wall; the words come from the caller. Days without
//! service leave a gap in lines and bands, so that a closed Sunday never looks like a bad one.

mod plot;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use serde::Serialize;

use plot::{BandDay, NamedDays, Plot, runs};

use crate::domain::calendar::OpeningDays;
use crate::domain::demand::DemandDay;

/// What the chart shows; days in order.
pub struct ChartSource<'a> {
    /// Counts of the past.
    pub history: &'a [(NaiveDate, Option<u32>)],
    /// What had been expected of the last days of `history`.
    pub expected_before: &'a [DemandDay],
    /// The days ahead.
    pub ahead: &'a [DemandDay],
    /// Holidays and other special days, with the names to write.
    pub special_days: &'a [(NaiveDate, String)],
    /// Weekdays on which the public is served.
    pub opening_days: &'a OpeningDays,
    /// Today.
    pub today: NaiveDate,
}

/// Who words the chart in the reader's language.
pub trait ChartWords {
    /// A day, short.
    fn day(&self, date: NaiveDate) -> String;
    /// A number of dossiers.
    fn dossiers(&self, dossiers: f64) -> String;
    /// What a dot says when it is pointed at.
    fn came(&self, date: NaiveDate, dossiers: u32, expected: Option<&DemandDay>) -> String;
}

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartSize {
    /// A desk: everything.
    Wide,
    /// A phone: four weeks back and ahead, larger letters.
    Narrow,
}

/// The picture, in its own units.
#[derive(Debug, Serialize)]
pub struct Chart {
    /// First day shown.
    #[serde(skip)]
    pub first: NaiveDate,
    /// Last day shown.
    #[serde(skip)]
    pub last: NaiveDate,
    /// Width of the view box.
    pub width: f64,
    /// Height of the view box.
    pub height: f64,
    /// Left end of the plot.
    pub left: f64,
    /// Right end of the plot.
    pub right: f64,
    /// Upper end of the plot.
    pub top: f64,
    /// Lower end of the plot: no dossiers.
    pub bottom: f64,
    /// Height of the plot.
    pub plot_height: f64,
    /// Where the days are labelled.
    pub tick_label_y: f64,
    /// Days without service.
    pub closed: Vec<Stripe>,
    /// Special days, neighbours of one name in one stripe.
    pub special: Vec<NamedStripe>,
    /// Lines of equal number.
    pub levels: Vec<Level>,
    /// Mondays.
    pub ticks: Vec<Tick>,
    /// Today, when it is shown.
    pub today: Option<f64>,
    /// 80 % band of the forecast of then.
    pub before_band80: Vec<String>,
    /// Median of the forecast of then.
    pub before_median: Vec<String>,
    /// 95 % band ahead.
    pub band95: Vec<String>,
    /// 80 % band ahead.
    pub band80: Vec<String>,
    /// Median ahead.
    pub median: Vec<String>,
    /// What came, as lines.
    pub came: Vec<String>,
    /// What came, day by day.
    pub dots: Vec<Dot>,
}

/// A vertical stripe.
#[derive(Debug, Serialize)]
pub struct Stripe {
    /// Left end.
    pub x: f64,
    /// Width.
    pub width: f64,
}

/// A vertical stripe with its name above.
#[derive(Debug, Serialize)]
pub struct NamedStripe {
    /// Left end.
    pub x: f64,
    /// Width.
    pub width: f64,
    /// Name of the days.
    pub name: String,
    /// Middle of the name.
    pub name_x: f64,
    /// Base line of the name.
    pub name_y: f64,
}

/// A horizontal line.
#[derive(Debug, Serialize)]
pub struct Level {
    /// Height.
    pub y: f64,
    /// Its number.
    pub label: String,
}

/// A mark on the time axis.
#[derive(Debug, Serialize)]
pub struct Tick {
    /// Position.
    pub x: f64,
    /// The day; empty between two labels.
    pub label: String,
}

/// One day's count.
#[derive(Debug, Serialize)]
pub struct Dot {
    /// Position.
    pub x: f64,
    /// Height.
    pub y: f64,
    /// Outside the 80 % band of then.
    pub outside: bool,
    /// Day, count and expectation in words.
    pub title: String,
}

impl Chart {
    /// Draws the chart; `None` when there is neither a past nor a future to show.
    #[must_use]
    pub fn draw(source: &ChartSource<'_>, size: ChartSize, words: &dyn ChartWords) -> Option<Self> {
        let days_ahead = &source.ahead[..source.ahead.len().min(size.days_ahead())];
        let ahead: Vec<&DemandDay> = days_ahead.iter().filter(|day| is_shown(day)).collect();
        let history = &source.history[source.history.len().saturating_sub(size.history_days())..];
        let days = history.iter().map(|(date, _)| *date).chain(days_ahead.iter().map(|day| day.date));
        let (first, last) = (days.clone().min()?, days.max()?);

        let came: Vec<(NaiveDate, u32)> = history.iter().filter_map(|day| served(source, day)).collect();
        let before: Vec<&DemandDay> =
            source.expected_before.iter().filter(|day| is_shown(day) && first <= day.date).collect();
        let highest = ahead.iter().map(|day| day.hi95).chain(before.iter().map(|day| day.q90));
        let highest = highest.chain(came.iter().map(|(_, count)| f64::from(*count))).fold(0.0, f64::max);
        let named = named_days(source, first, last);
        let (plot, special) = Plot::new(size, (first, last), highest, named, words);

        let expected: BTreeMap<NaiveDate, &DemandDay> = before.iter().map(|day| (day.date, *day)).collect();
        let dots = came.iter().map(|&(date, count)| {
            let day = expected.get(&date).copied();
            let outside = day.is_some_and(|day| !day.band80().contains(&f64::from(count)));
            Dot { x: plot.x(date), y: plot.y(f64::from(count)), outside, title: words.came(date, count, day) }
        });
        let line = |days: Vec<(NaiveDate, f64)>| runs(&days).iter().map(|run| plot.line(run)).collect();
        let band = |days: Vec<BandDay>| runs(&days).iter().map(|run| plot.band(run)).collect();
        let served: BTreeSet<NaiveDate> = came.iter().map(|(date, _)| *date).collect();
        let awaited = |date: &NaiveDate| days_ahead.iter().any(|day| day.date == *date && day.mean > 0.0);
        // Rest days on which the centre opened, or will.
        let offers_service =
            |date: NaiveDate| source.opening_days.include(date) || served.contains(&date) || awaited(&date);
        Some(Self {
            first,
            last,
            width: size.width_and_height().0,
            height: size.width_and_height().1,
            left: plot.left,
            right: plot.right,
            top: plot.top,
            bottom: plot.bottom,
            plot_height: plot.bottom - plot.top,
            tick_label_y: plot.bottom + 18.0,
            closed: plot
                .stripes(first.iter_days().take_while(|date| *date <= last).filter(|day| !offers_service(*day))),
            special,
            levels: plot.levels(words),
            ticks: plot.ticks(size, words),
            today: (first <= source.today && source.today <= last).then(|| plot.x(source.today)),
            before_band80: band(before.iter().map(|day| (day.date, day.q10, day.q90)).collect()),
            before_median: line(before.iter().map(|day| (day.date, day.q50)).collect()),
            band95: band(ahead.iter().map(|day| (day.date, day.lo95, day.hi95)).collect()),
            band80: band(ahead.iter().map(|day| (day.date, day.q10, day.q90)).collect()),
            median: line(ahead.iter().map(|day| (day.date, day.q50)).collect()),
            came: line(came.iter().map(|(date, count)| (*date, f64::from(*count))).collect()),
            dots: dots.collect(),
        })
    }
}

/// Whether the day has service and usable figures.
fn is_shown(day: &DemandDay) -> bool {
    [day.lo95, day.q10, day.q50, day.q90, day.hi95].iter().all(|figure| figure.is_finite()) && day.hi95 > 0.0
}

/// The count of a day on which the public was served; 0 on a closed day is not a count.
fn served(source: &ChartSource<'_>, &(date, count): &(NaiveDate, Option<u32>)) -> Option<(NaiveDate, u32)> {
    let is_special = source.special_days.iter().any(|(special, _)| *special == date);
    count.filter(|count| *count > 0 || (source.opening_days.include(date) && !is_special)).map(|count| (date, count))
}

/// Special days in the picture, neighbours of one name together: first day, last day, name.
fn named_days(source: &ChartSource<'_>, first: NaiveDate, last: NaiveDate) -> Vec<NamedDays> {
    let mut named: Vec<NamedDays> = Vec::new();
    for (date, name) in source.special_days.iter().filter(|(date, _)| first <= *date && *date <= last) {
        match named.last_mut() {
            Some((_, end, known)) if known == name && *date - *end <= TimeDelta::days(1) => *end = *date,
            _ => named.push((*date, *date, name.clone())),
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, TimeDelta};

    use super::*;
    use crate::domain::weekdays::Weekdays;

    struct Plain;

    impl ChartWords for Plain {
        fn day(&self, date: NaiveDate) -> String {
            date.format("%d/%m").to_string()
        }

        fn dossiers(&self, dossiers: f64) -> String {
            format!("{dossiers:.0}")
        }

        fn came(&self, date: NaiveDate, dossiers: u32, _: Option<&DemandDay>) -> String {
            format!("{date}: {dossiers}")
        }
    }

    fn monday() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 12, 7).expect("a date")
    }

    fn demand(date: NaiveDate, median: f64) -> DemandDay {
        DemandDay {
            date,
            mean: median,
            lo95: median * 0.6,
            q10: median * 0.8,
            q50: median,
            q80: median * 1.1,
            q90: median * 1.2,
            hi95: median * 1.4,
        }
    }

    fn draw(history: &[(NaiveDate, Option<u32>)], ahead: &[DemandDay], before: &[DemandDay]) -> Option<Chart> {
        let special_days = [(monday() + TimeDelta::days(18), "Christmas".to_owned())];
        let source = ChartSource {
            history,
            expected_before: before,
            ahead,
            special_days: &special_days,
            opening_days: &OpeningDays::new(Weekdays::WORKING, []),
            today: monday(),
        };
        Chart::draw(&source, ChartSize::Wide, &Plain)
    }

    fn four_weeks() -> Vec<DemandDay> {
        let days = monday().iter_days().take(28).enumerate();
        days.map(|(day, date)| {
            let open = date.weekday().num_days_from_monday() < 5;
            demand(date, if open { 500.0 + 20.0 * f64::from(u8::try_from(day % 7).expect("small")) } else { 0.0 })
        })
        .collect()
    }

    fn four_weeks_back() -> Vec<(NaiveDate, Option<u32>)> {
        let days = (monday() - TimeDelta::days(28)).iter_days().take(28);
        days.map(|date| (date, Some(if date.weekday().num_days_from_monday() < 5 { 540 } else { 0 }))).collect()
    }

    /// The points of a path.
    fn points(path: &str) -> Vec<(f64, f64)> {
        let numbers = path.trim_end_matches('Z').replace(['M', 'L'], " ");
        let numbers: Vec<f64> = numbers.split_whitespace().map(|number| number.parse().expect("a number")).collect();
        numbers.chunks(2).map(|pair| (pair[0], pair[1])).collect()
    }

    #[test]
    fn bands_hold_the_median_and_each_other() {
        let chart = draw(&four_weeks_back(), &four_weeks(), &[]).expect("a chart");
        assert_eq!(chart.median.len(), 4, "one run for each week");
        for ((median, inner), outer) in chart.median.iter().zip(&chart.band80).zip(&chart.band95) {
            let (median, inner, outer) = (points(median), points(inner), points(outer));
            for (position, (x, y)) in median.iter().enumerate() {
                let opposite = inner.len() - 1 - position;
                assert_eq!(inner[position].0, *x);
                assert!(inner[position].1 <= *y && *y <= inner[opposite].1);
                assert!(outer[position].1 <= inner[position].1 && inner[opposite].1 <= outer[opposite].1);
            }
        }
    }

    #[test]
    fn closed_days_leave_a_gap_and_no_dot() {
        let chart = draw(&four_weeks_back(), &four_weeks(), &[]).expect("a chart");
        assert_eq!(chart.closed.len(), 8, "a weekend is one stripe");
        assert_eq!(chart.came.len(), 4);
        assert_eq!(chart.dots.len(), 20);
        assert_eq!(chart.special.len(), 1);
    }

    #[test]
    fn no_position_is_ever_not_a_number() {
        let mut ahead = four_weeks();
        ahead[2].q50 = f64::NAN;
        ahead[8].hi95 = f64::INFINITY;
        let zero: Vec<DemandDay> = four_weeks().iter().map(|day| demand(day.date, 0.0)).collect();
        for days in [ahead, zero, Vec::new()] {
            let chart = draw(&four_weeks_back(), &days, &days).expect("a chart");
            // What is not a number becomes null; only the day of today may be absent.
            let text = serde_json::to_string(&chart).expect("plain data").replace("\"today\":null", "");
            assert!(!text.contains("NaN") && !text.contains("inf") && !text.contains("null"), "{text}");
        }
    }

    #[test]
    fn nothing_known_is_no_chart() {
        assert!(draw(&[], &[], &[]).is_none());
        let chart = draw(&[(monday(), None)], &[], &[]).expect("an empty frame");
        assert!(chart.dots.is_empty() && chart.levels.len() > 1);
    }

    #[test]
    fn a_day_outside_the_band_is_marked_and_one_on_its_edge_is_not() {
        let days = [(monday(), Some(120)), (monday() + TimeDelta::days(1), Some(121))];
        let before = [demand(monday(), 100.0), demand(monday() + TimeDelta::days(1), 100.0)];
        let chart = draw(&days, &[], &before).expect("a chart");
        assert_eq!(chart.dots.iter().map(|dot| dot.outside).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn levels_are_round_and_reach_above_the_highest_day() {
        let chart = draw(&four_weeks_back(), &four_weeks(), &[]).expect("a chart");
        assert_eq!(chart.levels.last().map(|level| level.label.as_str()), Some("1000"));
    }
}
