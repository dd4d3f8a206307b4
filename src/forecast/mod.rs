//! Past counts → expected demand with intervals.
//!
//! One call forecasts a whole group of like members (a procedure group in all communes): holidays are taken out of the
//! history, a grid of smoothings runs over what is left, the group helps each member to choose among them and learns
//! where they err, and the errors of the past become quantiles. Trials on earlier evenings decide how far a season that the
//! group agrees on is believed, and set the quantiles right. On the day itself [`nowcast`](mod@nowcast) goes on from who
//! has come so far. Pure functions: no clock, no input, no output.

mod accuracy;
mod annual_term;
mod backtest;
mod boosted_trees;
mod cleaned;
mod conformal;
mod drift;
mod event_effect;
mod group_learner;
mod history;
mod holiday_effect;
mod holidays;
mod intervals;
mod level_shift;
mod method;
mod month_rhythm;
mod negative_binomial;
pub mod nowcast;
mod pooled_smoothing;
#[cfg(test)]
mod property_tests;
mod reconcile;
mod seasonal_naive;
mod selection;
mod series;
mod silence;
mod slips;
mod smoothing;
mod trials;
mod weekly_profile;

use std::ops::RangeInclusive;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::demand::DemandDay;

pub use accuracy::{Accuracy, accuracy};
pub use backtest::{PastForecast, backtest, rolling_origins};
pub use drift::{Drift, drift};
pub use holidays::Holiday;
pub use method::Method;
pub use nowcast::{Nowcast, PROFILE_STRAY, PartSoFar, nowcast, nowcast_parts};
pub use pooled_smoothing::PooledSmoothing;
pub use reconcile::{reconcile, share_out};
pub use seasonal_naive::SeasonalNaive;
pub use series::Series;

/// One series of a group: what came, and what is known about its calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The past counts; days after the origin are ignored. Shared, because whoever forecasts keeps them too.
    pub series: Arc<Series>,
    /// Public holidays, past and future, in any order. Shared, because neighbours have the same.
    pub holidays: Arc<[Holiday]>,
    /// Dates on which the office is shut altogether: past ones are not learned from, future ones are forecast as 0.
    pub closed: Vec<NaiveDate>,
    /// Make-up working days: open although their weekday is usually shut. Past ones are not learned from, future ones
    /// are forecast like the mean open day.
    pub make_up: Vec<NaiveDate>,
    /// First days of a new level (a merger, a reform): the week keeps its shape, the level starts anew.
    pub level_shifts: Vec<NaiveDate>,
    /// Days on which more or fewer come than usual: past ones tell how many, future ones are forecast by it.
    pub events: Vec<Event>,
}

/// Days of one name on which something brings more or fewer than usual.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its days, first and last included.
    pub days: RangeInclusive<NaiveDate>,
    /// Events of one name are the same thing coming again.
    pub name: String,
    /// What is expected, as a multiple of the usual day; 1 where nobody dares to say.
    pub factor: f64,
}

impl Member {
    /// A member of which nothing but its counts is known.
    #[must_use]
    pub fn new(series: impl Into<Arc<Series>>) -> Self {
        Self {
            series: series.into(),
            holidays: Arc::default(),
            closed: Vec::new(),
            make_up: Vec::new(),
            level_shifts: Vec::new(),
            events: Vec::new(),
        }
    }
}

/// Forecasts the `horizon` days after `origin` for every member, in the order of `members`, with the method that
/// measured best. Any history will do, none included.
#[must_use]
pub fn forecast_group(members: &[Member], origin: NaiveDate, horizon: u32) -> Vec<Vec<DemandDay>> {
    PooledSmoothing.forecast(members, origin, horizon)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use series::day_after;

    fn first() -> NaiveDate {
        "2026-03-02".parse().unwrap()
    }

    fn member(values: &[f64]) -> Member {
        Member::new(Series { first: first(), values: values.iter().copied().map(Some).collect() })
    }

    fn in_order(day: &DemandDay) -> bool {
        let all = [0.0, day.lo95, day.q10, day.q50, day.q80, day.q90, day.hi95];
        all.iter().chain([&day.mean]).all(|value| value.is_finite()) && all.windows(2).all(|pair| pair[0] <= pair[1])
    }

    #[test]
    fn a_closed_weekday_and_a_closed_date_bring_exactly_nothing() {
        let mut office = member(&[30.0, 25.0, 24.0, 26.0, 31.0, 0.0, 0.0].repeat(10));
        let origin = day_after(first(), 69);
        office.closed = vec![day_after(origin, 2)];
        let days = &forecast_group(&[office], origin, 14)[0];
        for (index, day) in days.iter().enumerate() {
            let shut = index % 7 >= 5 || index == 1;
            assert_eq!(*day == DemandDay::closed(day.date), shut, "{day:?}");
            assert_eq!(day.mean > 20.0, !shut);
        }
    }

    #[test]
    fn the_rush_after_a_long_weekend_is_learned_where_weekends_are_shut() {
        let week = [Some(30.0), Some(26.0), Some(24.0), Some(26.0), Some(29.0), None, None];
        let mut values = week.repeat(30);
        let feasts: Vec<usize> = [6, 12, 18, 24, 30].map(|week| 7 * week + 4).into();
        for feast in &feasts[..4] {
            values[*feast] = None;
            values[*feast + 3] = Some(48.0);
        }
        let origin = day_after(first(), 209);
        let at = |index: usize| day_after(first(), index as i64);
        let weekends = (0..238).filter(|index| index % 7 >= 5);
        let office = Member {
            closed: weekends.chain(feasts.iter().copied()).map(at).collect(),
            holidays: feasts.iter().map(|feast| Holiday { date: at(*feast), name: "Feast".into() }).collect(),
            ..Member::new(Series { first: first(), values })
        };
        let days = &forecast_group(&[office], origin, 28)[0];
        assert_eq!([days[4], days[5], days[6]].map(|day| day.mean), [0.0; 3], "the feast and the weekend");
        let mondays = [days[0].mean, days[7].mean, days[14].mean];
        assert!((mondays[0] - 30.0).abs() < 3.0 && (mondays[2] - 30.0).abs() < 3.0, "{mondays:?}");
        assert!((40.0..55.0).contains(&mondays[1]), "{mondays:?}");
    }

    #[test]
    fn a_make_up_saturday_is_open_once_and_only_once() {
        let mut values = [30.0, 26.0, 24.0, 26.0, 29.0, 0.0, 0.0].repeat(10);
        values[61] = 25.0;
        let origin = day_after(first(), 69);
        let office = Member { make_up: vec![day_after(first(), 61), day_after(origin, 6)], ..member(&values) };
        let days = &forecast_group(&[office], origin, 14)[0];
        assert!((days[5].mean - 27.0).abs() < 2.0, "{:?}", days[5]);
        assert_eq!(days[12], DemandDay::closed(days[12].date));
    }

    #[test]
    fn a_constant_history_is_continued() {
        let days = &forecast_group(&[member(&[40.0; 400])], day_after(first(), 399), 62)[0];
        assert_eq!(days.len(), 62);
        for day in days {
            assert!((day.mean - 40.0).abs() < 0.01 && (day.q50 - 40.0).abs() < 0.01, "{day:?}");
            assert!(day.hi95 - day.lo95 < 4.0, "{day:?}");
        }
    }

    #[test]
    fn a_holiday_that_only_others_have_seen_is_expected() {
        let holiday = |ahead| Holiday { date: day_after(first(), ahead), name: "National Day".into() };
        let week = [30.0, 30.0, 30.0, 30.0, 30.0, 20.0, 20.0];
        let known = || {
            let mut values = week.repeat(16);
            values[65] = 0.0;
            values[66] = 45.0;
            Member { holidays: [holiday(65), holiday(114)].into(), ..member(&values) }
        };
        let mut young = member(&week.repeat(2));
        Arc::make_mut(&mut young.series).first = day_after(first(), 14 * 7);
        young.holidays = [holiday(114)].into();
        let days = &forecast_group(&[young, known(), known()], day_after(first(), 111), 7)[0];
        assert!(days[2].mean < 4.0, "{:?}", days[2]);
        assert!(days[3].mean > 32.0, "{:?}", days[3]);
    }

    #[test]
    fn a_member_without_a_past_gets_the_middle_of_its_group_and_wide_quantiles() {
        let peer = |scale: f64| member(&[30.0, 20.0, 20.0, 20.0, 20.0, 5.0, 5.0].map(|v| v * scale).repeat(12));
        let group = [Member::new(Series::empty(first())), peer(1.0), peer(2.0), peer(3.0)];
        let forecasts = forecast_group(&group, day_after(first(), 83), 7);
        let (newcomer, middle) = (&forecasts[0], &forecasts[2]);
        for (new, old) in newcomer.iter().zip(middle) {
            assert!((new.mean / old.mean - 1.0).abs() < 0.15, "{new:?} {old:?}");
            assert!(new.q90 - new.q10 > 2.0 * (old.q90 - old.q10));
        }
    }

    #[test]
    fn a_reform_that_is_known_moves_the_level_at_once() {
        let mut values = [30.0, 20.0, 20.0, 20.0, 20.0, 5.0, 5.0].repeat(20);
        values.extend([90.0, 60.0, 60.0, 60.0, 60.0, 15.0, 15.0]);
        let unaware = member(&values);
        let aware = Member { level_shifts: vec![day_after(first(), 140)], ..unaware.clone() };
        let origin = day_after(first(), 146);
        let monday = |member: Member| forecast_group(&[member], origin, 1)[0][0].mean;
        assert!(monday(aware.clone()) > 70.0, "{}", monday(aware));
        assert!(monday(unaware.clone()) < 70.0, "{}", monday(unaware));
    }

    #[test]
    fn a_group_of_nobody_and_a_horizon_of_nothing_are_answered() {
        assert_eq!(forecast_group(&[], first(), 28), Vec::<Vec<DemandDay>>::new());
        assert_eq!(forecast_group(&[member(&[1.0; 30])], day_after(first(), 29), 0), [vec![]]);
    }

    fn any_series() -> impl Strategy<Value = Vec<Option<f64>>> {
        let count = prop_oneof![Just(0.0), 0.0..4.0_f64, 0.0..300.0_f64, 1e6..1e9_f64];
        let one_kind = prop::collection::vec(prop::option::weighted(0.9, count), 0..140);
        let quiet = (0..500_usize, 0..3_u8).prop_map(|(days, count)| vec![Some(f64::from(count)); days]);
        prop_oneof![4 => one_kind, 1 => quiet]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn any_history_gives_finite_quantiles_in_order(
            group in prop::collection::vec((any_series(), -40..40_i64), 0..5),
            holidays in prop::collection::vec((0..180_i64, 0..3_u8), 0..8),
        ) {
            let holidays: Arc<[Holiday]> = holidays
                .into_iter()
                .map(|(day, name)| Holiday { date: day_after(first(), day), name: name.to_string() })
                .collect();
            let members: Vec<Member> = group
                .into_iter()
                .map(|(values, later)| Member {
                    holidays: holidays.clone(),
                    level_shifts: vec![day_after(first(), 60)],
                    ..Member::new(Series { first: day_after(first(), later), values })
                })
                .collect();
            let origin = day_after(first(), 100);
            for method in [&PooledSmoothing as &dyn Method, &SeasonalNaive] {
                let forecasts = method.forecast(&members, origin, 62);
                prop_assert_eq!(forecasts.len(), members.len());
                for days in &forecasts {
                    prop_assert_eq!(days.len(), 62);
                    prop_assert!(days.iter().all(in_order), "{}: {:?}", method.name(), days.iter().find(|d| !in_order(d)));
                }
            }
        }
    }
}
