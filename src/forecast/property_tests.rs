//! What holds of every forecast, whatever the numbers: calibrated, blind to the calendar's numbering, unimpressed by garbage.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::boosted_trees::Chance;
use super::series::day_after;
use super::{Holiday, Member, Series, forecast_group};
use crate::domain::demand::DemandDay;

const WEEK: [f64; 7] = [1.4, 1.1, 1.0, 1.0, 1.2, 0.6, 0.3];
const HORIZON: u32 = 28;

fn monday() -> NaiveDate {
    "2025-03-03".parse().unwrap()
}

/// Nobody's secret: a plain office of about 21 cases a day.
fn office(days: usize) -> Vec<Option<f64>> {
    let mut chance = Chance(7);
    (0..days).map(|day| Some(poisson(20.0 * WEEK[day % 7], &mut chance))).collect()
}

fn member(values: Vec<Option<f64>>) -> Member {
    Member::new(Series { first: monday(), values })
}

fn origin(days: usize) -> NaiveDate {
    day_after(monday(), days as i64 - 1)
}

fn poisson(mean: f64, chance: &mut Chance) -> f64 {
    let (mut product, mut count) = (chance.next(), 0.0);
    while product > (-mean).exp() {
        product *= chance.next();
        count += 1.0;
    }
    count
}

/// A Poisson count whose mean varies by a gamma law of this shape: a negative binomial one.
fn negative_binomial(mean: f64, shape: u32, chance: &mut Chance) -> f64 {
    let gamma: f64 = (0..shape).map(|_| -(1.0 - chance.next()).ln()).sum();
    poisson(mean * gamma / f64::from(shape), chance)
}

/// Shares of the days after a history of `days` that fall into the 80 % and the 95 % interval, over sixty members.
fn coverage(days: usize) -> (f64, f64) {
    let mut chance = Chance(0x5eed);
    let all: Vec<Vec<Option<f64>>> = (0..60_u32)
        .map(|number| {
            let level = 4.0 + f64::from(number);
            (0..days + HORIZON as usize)
                .map(|day| {
                    let mean = level * WEEK[day % 7];
                    Some(if number % 2 == 0 {
                        poisson(mean, &mut chance)
                    } else {
                        negative_binomial(mean, 10, &mut chance)
                    })
                })
                .collect()
        })
        .collect();
    let members: Vec<Member> = all.iter().map(|values| member(values[..days].to_vec())).collect();
    let forecasts = forecast_group(&members, origin(days), HORIZON);
    let (mut in80, mut in95, mut judged) = (0.0, 0.0, 0.0);
    for (values, forecast) in all.iter().zip(&forecasts) {
        for (count, day) in values[days..].iter().flatten().zip(forecast) {
            judged += 1.0;
            in80 += f64::from(u8::from((day.q10..=day.q90).contains(count)));
            in95 += f64::from(u8::from((day.lo95..=day.hi95).contains(count)));
        }
    }
    (in80 / judged, in95 / judged)
}

#[test]
fn intervals_hold_what_they_promise_on_long_and_on_short_histories() {
    for days in [60, 200, 728] {
        let (in80, in95) = coverage(days);
        assert!((0.74..=0.87).contains(&in80), "{days} days: {in80} in the 80 % interval");
        assert!((0.91..=0.985).contains(&in95), "{days} days: {in95} in the 95 % interval");
    }
}

#[test]
fn the_youngest_histories_are_neither_sure_of_themselves_nor_lost() {
    for days in [7, 14, 20, 27] {
        let (in80, in95) = coverage(days);
        assert!((0.74..=0.95).contains(&in80), "{days} days: {in80} in the 80 % interval");
        assert!((0.91..=0.995).contains(&in95), "{days} days: {in95} in the 95 % interval");
    }
}

/// A group with holidays and a closed day, the longest of whose histories have `days` days, moved by `weeks`, with so many
/// more cases on a date; the forecasts without their dates.
fn moved(days: usize, weeks: i64, more: impl Fn(NaiveDate) -> f64) -> Vec<DemandDay> {
    let days = days as i64;
    let shift = |day: i64| day_after(monday(), 7 * weeks + day);
    let feasts = [days / 5, days * 5 / 8, days + 5].map(|day| Holiday { date: shift(day), name: "Feast".into() });
    let holidays: Arc<[Holiday]> = feasts.into();
    let group: Vec<Member> = [days, days * 5 / 7, 33]
        .map(|known: i64| {
            let first = shift(days - known / 7 * 7);
            let values = office(known as usize).into_iter().enumerate();
            let values = values.map(|(at, value)| value.map(|value| value + more(day_after(first, at as i64))));
            let series = Series { first, values: values.collect() };
            Member { holidays: Arc::clone(&holidays), closed: vec![shift(days + 9)], ..Member::new(series) }
        })
        .into();
    let forecasts = forecast_group(&group, shift(days - 1), HORIZON);
    forecasts.into_iter().flatten().map(|day| DemandDay { date: monday(), ..day }).collect()
}

/// Exact for histories of any length, over every shift: nothing but weekdays and distances counts where no day of the month
/// stands out. Where one does (the next test), the same counts a few weeks later are another history.
#[test]
fn whole_weeks_earlier_or_later_make_no_difference() {
    for days in [210, 728, 1092] {
        let here = moved(days, 0, |_| 0.0);
        for weeks in [-530, -3, 1, 52, 700] {
            assert_eq!(moved(days, weeks, |_| 0.0), here, "{days} days, {weeks} weeks");
        }
    }
}

/// Wages are paid by the day of the month, which a shift by whole weeks does not keep: a rush on the first three days of
/// each month stays with its months. Only after 1,461 weeks (28 years) has every day of the month its old weekday, and then
/// the forecast is exactly the old one.
#[test]
fn a_rush_at_the_start_of_the_month_moves_with_the_calendar_only() {
    let rush = |date: NaiveDate| if date.day() <= 3 { 25.0 } else { 0.0 };
    let here = moved(728, 0, rush);
    assert_eq!(moved(728, 1461, rush), here);
    assert_eq!(moved(728, -1461, rush), here);
    assert_ne!(moved(728, 2, rush), here);
}

#[test]
fn closed_days_bring_nothing_and_open_ones_something_whatever_the_noise() {
    let mut values = office(140);
    for sunday in (6..140).step_by(7) {
        values[sunday] = Some(0.0);
    }
    let closed: Vec<NaiveDate> = [3, 4, 16].map(|ahead| day_after(origin(140), ahead)).into();
    let group = [Member { closed: closed.clone(), ..member(values) }, member(office(140))];
    for (index, day) in forecast_group(&group, origin(140), HORIZON)[0].iter().enumerate() {
        let shut = index % 7 == 6 || closed.contains(&day.date);
        assert_eq!(*day == DemandDay::closed(day.date), shut, "{day:?}");
        assert!(shut || day.q50 > 0.0, "{day:?}");
    }
}

/// The forecast of one member: finite, in order, and for each day between `low` and `high` times the plain office's median.
fn sane(what: &str, member: Member, origin: NaiveDate, low: f64, high: f64) {
    let days = &forecast_group(&[member], origin, HORIZON)[0];
    assert_eq!(days.len(), HORIZON as usize, "{what}");
    for (day, share) in days.iter().zip(WEEK.iter().cycle()) {
        let quantiles = [0.0, day.lo95, day.q10, day.q50, day.q80, day.q90, day.hi95];
        assert!(quantiles.iter().chain([&day.mean]).all(|value| value.is_finite()), "{what}: {day:?}");
        assert!(quantiles.windows(2).all(|pair| pair[0] <= pair[1]), "{what}: {day:?}");
        let usual = 20.0 * share;
        assert!((low * usual..=high * usual).contains(&day.q50), "{what}: {usual} is usual, {day:?}");
        assert!(day.hi95 <= 4.0 * high * usual + 20.0, "{what}: {usual} is usual, {day:?}");
    }
}

#[test]
fn a_count_that_is_a_thousandfold_does_not_ruin_the_forecast() {
    for days in [35, 140, 700] {
        for back in [1, 2, 8, 15, 30] {
            let mut values = office(days);
            values[days - back] = values[days - back].map(|value| 1000.0 * value.max(1.0));
            sane(&format!("{back} of {days} days back"), member(values), origin(days), 0.5, 1.8);
        }
    }
}

#[test]
fn gaps_are_bridged() {
    let days = 210;
    let with_gaps = |is_gap: &dyn Fn(usize) -> bool| {
        let values = office(days).into_iter().enumerate();
        member(values.map(|(day, value)| value.filter(|_| !is_gap(day))).collect())
    };
    sane("every third day", with_gaps(&|day| day % 3 == 0), origin(days), 0.5, 1.8);
    sane("a month", with_gaps(&|day| (120..150).contains(&day)), origin(days), 0.5, 1.8);
    sane("the last three weeks", with_gaps(&|day| day >= 189), origin(days), 0.5, 1.8);
    sane("all but a week", with_gaps(&|day| day < 203), origin(days), 0.3, 2.5);
}

#[test]
fn a_session_or_a_batch_is_not_taken_for_what_every_day_brings() {
    let (days, cases) = (420, 80.0);
    // What is told for four weeks beside what comes in them. Smoothing goes by the middle day, which brings nothing: of a
    // batch that wanders through the week it tells too little.
    for (every, least) in [(14, 0.4), (30, 0.0)] {
        let values = (0..days).map(|day| Some(if day % every == 0 { cases } else { 0.0 })).collect();
        let forecast = &forecast_group(&[member(values)], origin(days), HORIZON)[0];
        let told: f64 = forecast.iter().map(|day| day.mean).sum();
        let comes = cases * f64::from(HORIZON) / every as f64;
        assert!((least * comes..=1.8 * comes).contains(&told), "{told} instead of {comes}, every {every} days");
    }
}

#[test]
fn what_was_counted_long_ago_is_known_less_well() {
    let width = |days: &[DemandDay]| days.iter().map(|day| day.hi95 - day.lo95).sum::<f64>() / days.len() as f64;
    let told = |values: Vec<Option<f64>>, later: i64| {
        let origin = day_after(origin(values.len()), later);
        forecast_group(&[member(values)], origin, HORIZON).swap_remove(0)
    };
    let (fresh, old) = (told(office(728), 0), told(office(728), 392));
    assert!(width(&old) > 2.0 * width(&fresh), "{} {}", width(&old), width(&fresh));
    // Its level is still the best that is known.
    let week = |days: &[DemandDay]| days[..7].iter().map(|day| day.q50).sum::<f64>();
    assert!((week(&old) / week(&fresh) - 1.0).abs() < 0.2, "{} {}", week(&old), week(&fresh));
    let one = told(vec![Some(20.0)], 300);
    assert!(one.iter().all(|day| day.lo95 < 10.0 && day.hi95 > 30.0), "{one:?}");
    // Nobody ever came, and the last to say so did long ago.
    let nobody = told(vec![Some(0.0); 400], 392);
    assert!(nobody.iter().all(|day| day.q50 == 0.0 && day.hi95 <= 10.0), "{nobody:?}");
}

#[test]
fn hardly_any_past_and_a_very_long_one_are_answered() {
    sane("ten years", member(office(3654)), origin(3654), 0.5, 1.8);
    sane("two weeks", member(office(14)), origin(14), 0.4, 2.5);
    sane("all zeros", member(vec![Some(0.0); 100]), origin(98), 0.0, 0.05);
    sane("starts tomorrow", member(office(30)), day_after(monday(), -1), 0.0, 0.0);
}

#[test]
fn one_day_of_history_promises_about_as_much_again() {
    // The evening of that day, the end of its week, and three weeks later.
    for last in [0, 6, 20] {
        for count in [1.0, 3.0, 8.0, 20.0, 75.0, 400.0, 3_000.0] {
            let origin = day_after(monday(), last);
            let days = &forecast_group(&[member(vec![Some(count)])], origin, HORIZON)[0];
            assert_eq!(days.len(), HORIZON as usize);
            for day in days {
                let what = format!("{count} on one day, {last} days before: {day:?}");
                let quantiles = [0.0, day.lo95, day.q10, day.q50, day.q80, day.q90, day.hi95];
                assert!(quantiles.iter().chain([&day.mean]).all(|value| value.is_finite()), "{what}");
                assert!(quantiles.windows(2).all(|pair| pair[0] <= pair[1]), "{what}");
                assert!((0.5 * count - 1.0..=2.0 * count + 1.0).contains(&day.q50), "{what}");
                assert!((0.5 * count - 1.0..=2.0 * count + 1.0).contains(&day.mean), "{what}");
                // The next day like it may bring as much again, but not many times as much.
                assert!((day.lo95..=day.hi95).contains(&count) && day.hi95 <= 5.0 * count + 10.0, "{what}");
            }
        }
    }
    // A day on which nobody came promises nothing.
    let none = &forecast_group(&[member(vec![Some(0.0)])], monday(), HORIZON)[0];
    assert!(none.iter().all(|day| day.q50 <= 1.0 && day.mean <= 2.0), "{none:?}");
}

#[test]
fn a_series_that_starts_tomorrow_borrows_from_its_group() {
    let tomorrow = Member::new(Series { first: day_after(origin(140), 1), values: office(28) });
    let days = &forecast_group(&[tomorrow, member(office(140)), member(office(133))], origin(140), HORIZON)[0];
    let week: f64 = days[..7].iter().map(|day| day.mean).sum();
    assert!((90.0..180.0).contains(&week), "{week}");
}
