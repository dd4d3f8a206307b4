//! What a holiday does to the days around it, learned from the member, from its group, and from the Sunday.
//!
//! A day that a holiday touches is compared with the usual day of its weekday. For the holiday itself the first guess is
//! that it looks like the Sunday of its week, raised to a share that the group's holidays tell; what is left over is
//! averaged by name (beside a holiday by its feast) and offset over the group and then over the member, each drawn towards
//! the wider figure when few years are known. Members whose plain days stray far (two cases a day, none tomorrow) have little to say to the others.
//! A holiday that nobody has seen is like the others, or the first guess where there are none; its neighbours keep factor 1.

use std::collections::{BTreeMap, HashMap};

use super::history::{History, median};
use super::holidays::Touched;

const SUNDAY: usize = 6;
/// Before any holiday was seen: how much of the way from the usual day to the Sunday a holiday goes.
const SUNDAY_SHARE: f64 = 0.8;
/// Weight of that guess, in squared logarithms: about four holidays on which Sunday is half of the usual day.
const SUNDAY_SHARE_WEIGHT: f64 = 2.0;
/// Spread of true effects between members, and between a neighbour and factor 1, as standard deviations of logarithms.
const SPREAD_BETWEEN_MEMBERS: f64 = 0.15;
/// Bounds of a single observed effect, as logarithms: a fiftieth, and four and a half times the usual day.
const BOUNDS: (f64, f64) = (-4.0, 1.5);
/// The least of the usual day that an effect leaves.
const LEAST_FACTOR: f64 = 0.005;
/// Of a fall, the least part that the floor of [`log_ratio`] is taken to show.
const LEAST_SHOWN: f64 = 0.5;

/// The effects of every holiday of a group, for each of its members.
pub(super) struct HolidayEffects {
    sunday_share: Vec<f64>,
    group: HashMap<Touched, f64>,
    any_holiday: f64,
    /// Of each member, in the order of `Touched`.
    own: Vec<Box<[(Touched, f64)]>>,
}

/// What one member's past tells of its holidays.
pub(super) struct Seen {
    occurrences: Vec<Occurrence>,
    /// How far plain days stray, as a multiple of [`SPREAD_BETWEEN_MEMBERS`], squared.
    noise: f64,
}

impl Seen {
    pub fn of(history: &History) -> Self {
        Self { occurrences: occurrences(history), noise: (noise(history) / SPREAD_BETWEEN_MEMBERS).powi(2) }
    }
}

struct Occurrence {
    touched: Touched,
    /// Counted from a fixed date: the same day of all members counts as one.
    day: i32,
    log_ratio: f64,
    log_sunday: f64,
}

/// What one member saw on one day, as a logarithm, and the noise of its days.
struct Told {
    effect: f64,
    noise: f64,
}

/// What all members saw on one day: the median member, those counted most whose days are calm.
#[derive(Clone, Copy)]
struct DaySeen {
    effect: f64,
    /// How much it tells, 0..1.
    weight: f64,
}

impl DaySeen {
    fn of(mut told: Vec<Told>) -> Self {
        let in_order =
            |one: &Told, other: &Told| one.effect.total_cmp(&other.effect).then(one.noise.total_cmp(&other.noise));
        told.sort_unstable_by(in_order);
        let weight = |one: &Told| 1.0 / (1.0 + one.noise);
        let half = told.iter().map(weight).sum::<f64>() / 2.0;
        // Up to here half of the weight lies below, from there half lies above; they differ only where the half is between
        // two members.
        let reaches = |most: f64| {
            let mut below = 0.0;
            let mut upto = told.iter().skip_while(|one| {
                below += weight(one);
                below < most
            });
            upto.next().or(told.last()).map_or(0.0, |one| one.effect)
        };
        let effect = f64::midpoint(reaches(half * (1.0 - 1e-9)), reaches(half * (1.0 + 1e-9)));
        Self { effect, weight: weight_of_day(told.iter().map(|one| 1.0 / one.noise).sum()) }
    }
}

/// What a day tells on which members of this `precision` in all were seen: a half where their noise is that of one day
/// whose true effect strays like one between members.
fn weight_of_day(precision: f64) -> f64 {
    precision / (1.0 + precision)
}

/// The mean of `days` by their weight, drawn towards `parent` by the weight of `doubt` days without noise.
fn drawn(days: &[DaySeen], parent: f64, doubt: f64) -> f64 {
    let (sum, weight) = days.iter().fold((0.0, 0.0), |sum, day| (sum.0 + day.effect * day.weight, sum.1 + day.weight));
    (sum + doubt * parent) / (weight + doubt)
}

impl HolidayEffects {
    pub fn fit(seen: &[Seen]) -> Self {
        let group_share = {
            let all = seen.iter().flat_map(|own| own.occurrences.iter().map(|o| (o, own.noise)));
            share(products_by_day(all.filter(|(o, _)| o.touched.offset == 0)), SUNDAY_SHARE)
        };
        let sunday_share: Vec<f64> = seen
            .iter()
            .map(|own| {
                let days = own.occurrences.iter().filter(|o| o.touched.offset == 0);
                share(days.map(|o| (o.log_ratio * o.log_sunday, o.log_sunday * o.log_sunday)), group_share)
            })
            .collect();
        let left_over = |member: usize, o: &Occurrence| {
            o.log_ratio - if o.touched.offset == 0 { sunday_share[member] * o.log_sunday } else { 0.0 }
        };

        let mut by_key: BTreeMap<Touched, BTreeMap<i32, Vec<Told>>> = BTreeMap::new();
        for (member, own) in seen.iter().enumerate() {
            for o in &own.occurrences {
                let told = Told { effect: left_over(member, o), noise: own.noise };
                by_key.entry(o.touched).or_default().entry(o.day).or_default().push(told);
            }
        }
        let by_day: BTreeMap<Touched, Vec<DaySeen>> =
            by_key.into_iter().map(|(key, days)| (key, days.into_values().map(DaySeen::of).collect())).collect();
        let holidays = by_day.iter().filter(|(key, _)| key.offset == 0);
        let any: Vec<DaySeen> = holidays.flat_map(|(_, days)| days.iter().copied()).collect();
        let any_holiday = drawn(&any, 0.0, 2.0);
        let group: HashMap<Touched, f64> = by_day
            .into_iter()
            .map(|(key, days)| {
                let (parent, doubt) = if key.offset == 0 { (any_holiday, 0.25) } else { (0.0, 0.75) };
                (key, drawn(&days, parent, doubt))
            })
            .collect();
        let own = seen
            .iter()
            .enumerate()
            .map(|(member, own)| {
                let mut sums: BTreeMap<Touched, (f64, f64)> = BTreeMap::new();
                for o in &own.occurrences {
                    let sum = sums.entry(o.touched).or_default();
                    sum.0 += left_over(member, o);
                    sum.1 += 1.0;
                }
                let doubt = 0.5 + own.noise;
                let shrunk = |key: &Touched, (sum, n): (f64, f64)| {
                    let parent = group.get(key).copied().unwrap_or(0.0);
                    (sum + doubt * parent) / (n + doubt)
                };
                sums.into_iter().map(|(key, sum)| (key, shrunk(&key, sum))).collect()
            })
            .collect();
        Self { sunday_share, group, any_holiday, own }
    }

    /// The factor on the usual day's count, always positive. `usual` and `sunday` are what the weekday and the Sunday of
    /// that week bring without a holiday, `level` the member's mean day.
    pub fn factor(&self, member: usize, touched: Touched, usual: f64, sunday: f64, level: f64) -> f64 {
        let own = &self.own[member];
        let own = own.binary_search_by_key(&touched, |(key, _)| *key).ok().map(|place| own[place].1);
        let known = own.or_else(|| self.group.get(&touched).copied());
        let log = if touched.offset == 0 {
            self.sunday_share[member] * log_ratio(sunday, usual, level) + known.unwrap_or(self.any_holiday)
        } else {
            known.unwrap_or(0.0)
        };
        let factor = log.clamp(BOUNDS.0, BOUNDS.1).exp();
        if factor >= 1.0 {
            return factor;
        }
        // The floor makes falls look smaller where few come; to the mean day they are what they were.
        let shown = level / (level + floor(level));
        (1.0 - (1.0 - factor) / shown.max(LEAST_SHOWN)).max(LEAST_FACTOR)
    }
}

/// Added to both sides of a ratio, so that its logarithm is finite: half a percent of the mean day, and at least half a
/// case, because a day without any says little where two come.
fn floor(level: f64) -> f64 {
    (0.005 * level).max(0.5)
}

/// The logarithm of `count / usual`, the floor added to both.
fn log_ratio(count: f64, usual: f64, level: f64) -> f64 {
    let floor = floor(level);
    ((count + floor) / (usual + floor)).ln().clamp(BOUNDS.0, BOUNDS.1)
}

fn occurrences(history: &History) -> Vec<Occurrence> {
    let mut found = Vec::new();
    for index in 0..history.len() {
        let (Some(touched), Some(value)) = (history.touched[index], history.values[index]) else {
            continue;
        };
        let weekday = history.weekday(index);
        if history.closed[weekday] {
            continue;
        }
        let (Some(usual), Some(sunday)) = (history.usual(index, weekday), history.usual(index, SUNDAY)) else {
            continue;
        };
        if usual > 0.0 {
            found.push(Occurrence {
                touched,
                day: (super::series::days_between(chrono::NaiveDate::default(), history.first) + index as i64) as i32,
                log_ratio: log_ratio(value, usual, history.level),
                log_sunday: log_ratio(sunday, usual, history.level),
            });
        }
    }
    found
}

/// How far plain days stray from their usual weekday: a robust standard deviation of logarithms.
fn noise(history: &History) -> f64 {
    let mut strays: Vec<f64> = (0..history.len())
        .rev()
        .filter(|index| history.is_plain(*index) && !history.closed[history.weekday(*index)])
        .filter_map(|index| {
            let usual = history.usual(index, history.weekday(index)).filter(|usual| *usual > 0.0)?;
            Some(log_ratio(history.values[index]?, usual, history.level).abs())
        })
        .take(120)
        .collect();
    if strays.len() < 10 { 0.3 } else { (1.48 * median(&mut strays)).max(0.02) }
}

/// The share of the way to the Sunday, by least squares, drawn towards `guess`.
fn share(products: impl Iterator<Item = (f64, f64)>, guess: f64) -> f64 {
    let (xy, xx) = products.fold((0.0, 0.0), |sum, p| (sum.0 + p.0, sum.1 + p.1));
    ((xy + SUNDAY_SHARE_WEIGHT * guess) / (xx + SUNDAY_SHARE_WEIGHT)).clamp(0.0, 1.2)
}

/// Products for [`share`] of one day, summed over the members that saw it.
#[derive(Default)]
struct Products {
    xy: f64,
    xx: f64,
    weight: f64,
    precision: f64,
}

/// The products of occurrences with the noise of their member, each day's averaged over its members and weighed by what
/// they tell.
fn products_by_day<'a>(occurrences: impl Iterator<Item = (&'a Occurrence, f64)>) -> impl Iterator<Item = (f64, f64)> {
    let mut days: BTreeMap<i32, Products> = BTreeMap::new();
    for (o, noise) in occurrences {
        let day = days.entry(o.day).or_default();
        let weight = 1.0 / (1.0 + noise);
        day.xy += weight * o.log_ratio * o.log_sunday;
        day.xx += weight * o.log_sunday * o.log_sunday;
        day.weight += weight;
        day.precision += 1.0 / noise;
    }
    days.into_values().map(|day| {
        let counts = weight_of_day(day.precision) / day.weight;
        (day.xy * counts, day.xx * counts)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::holidays::Names;
    use crate::forecast::series::day_after;
    use crate::forecast::{Holiday, Member, Series};
    use chrono::NaiveDate;

    /// 100 cases on weekdays, 40 on Sundays; on the holidays `count`, the day after it 130.
    fn member(holidays: &[usize], count: f64) -> Member {
        let first: NaiveDate = "2026-03-02".parse().unwrap();
        let mut values: Vec<f64> = [100.0, 100.0, 100.0, 100.0, 100.0, 100.0, 40.0].repeat(20);
        for day in holidays {
            values[*day] = count;
            values[*day + 1] = 130.0;
        }
        Member {
            holidays: holidays
                .iter()
                .map(|d| Holiday { date: day_after(first, *d as i64), name: "Feast".into() })
                .collect(),
            ..Member::new(Series { first, values: values.into_iter().map(Some).collect() })
        }
    }

    fn factor(members: &[Member], member: usize, offset: i8) -> f64 {
        let names = Names::of(members.iter().flat_map(|m| m.holidays.iter()));
        let origin = day_after(members[0].series.first, 139);
        let seen: Vec<_> = members.iter().map(|m| Seen::of(&History::new(m, &names, origin, 28))).collect();
        HolidayEffects::fit(&seen).factor(member, Touched { name: 0, offset }, 100.0, 40.0, 91.0)
    }

    #[test]
    fn a_holiday_seen_often_has_its_own_effect_and_a_surge_after_it() {
        let known = [member(&[30, 65, 100], 10.0)];
        assert!((0.08..0.25).contains(&factor(&known, 0, 0)), "{}", factor(&known, 0, 0));
        assert!(factor(&known, 0, 1) > 1.15);
        assert!((factor(&known, 0, -1) - 1.0).abs() < 0.02);
    }

    #[test]
    fn a_holiday_never_seen_lies_between_the_usual_day_and_the_sunday() {
        let unknown = [member(&[], 0.0)];
        let factor = factor(&unknown, 0, 0);
        assert!(factor > 0.4 && factor < 1.0);
    }

    #[test]
    fn a_member_with_two_cases_a_day_has_little_to_say_to_one_with_a_hundred() {
        // Two a day, now and then none: on the day before each holiday none came by chance.
        let rare = |holidays: &[usize]| {
            let mut values: Vec<f64> = (0..140).map(|day: usize| [2.0, 1.0, 3.0, 0.0, 4.0][day * 7919 % 5]).collect();
            for day in holidays {
                (values[*day - 1], values[*day]) = (0.0, 0.0);
            }
            let series =
                Series { first: "2026-03-02".parse().unwrap(), values: values.into_iter().map(Some).collect() };
            Member { series: series.into(), ..member(holidays, 10.0) }
        };
        let group = [member(&[], 0.0), rare(&[30, 65, 100])];
        let eve = factor(&group, 0, -1);
        assert!(eve > 0.85, "{eve}");
        // A calm member says the same thing to more effect.
        let calm = |holidays: &[usize]| {
            let mut calm = member(holidays, 10.0);
            let values = &mut std::sync::Arc::make_mut(&mut calm.series).values;
            holidays.iter().for_each(|day| values[*day - 1] = Some(10.0));
            calm
        };
        let told = factor(&[member(&[], 0.0), calm(&[30, 65, 100])], 0, -1);
        assert!(told < 0.4, "{told}");
    }

    #[test]
    fn where_hardly_anybody_comes_a_day_without_an_effect_keeps_factor_1() {
        let group = [member(&[], 0.0)];
        let names = Names::of(group[0].holidays.iter());
        let seen = [Seen::of(&History::new(&group[0], &names, day_after(group[0].series.first, 139), 28))];
        let effects = HolidayEffects::fit(&seen);
        for level in [0.0, 0.01, 0.2, 1.0, 1e6] {
            assert_eq!(effects.factor(0, Touched { name: 0, offset: 1 }, level, level, level), 1.0);
        }
    }

    #[test]
    fn rare_days_say_little_although_most_of_them_are_alike() {
        let mut rare = member(&[30, 65, 100], 0.0);
        let values = &mut std::sync::Arc::make_mut(&mut rare.series).values;
        // Two of five days bring one: most weekdays usually bring none.
        values.iter_mut().enumerate().for_each(|(day, value)| *value = Some(f64::from(day * 7919 % 5 < 2)));
        let calm = member(&[30, 65, 100], 10.0);
        let alone = factor(&[member(&[], 0.0), calm.clone()], 0, 1);
        let beside = factor(&[member(&[], 0.0), calm, rare.clone(), rare], 0, 1);
        assert!((alone - beside).abs() < 0.1, "{alone} {beside}");
    }

    #[test]
    fn the_median_of_members_lies_between_the_two_in_the_middle_where_they_are_even() {
        let told =
            |effects: &[f64]| DaySeen::of(effects.iter().map(|effect| Told { effect: *effect, noise: 1.0 }).collect());
        assert_eq!(told(&[3.0, 1.0, 2.0]).effect, 2.0);
        assert_eq!(told(&[4.0, 1.0, 2.0, 3.0]).effect, 2.5);
        assert_eq!(told(&[7.0]).effect, 7.0);
        assert_eq!(told(&[7.0; 4]).weight, 0.8);
    }

    #[test]
    fn a_member_without_the_holiday_learns_it_from_the_group() {
        let group = [member(&[], 0.0), member(&[30, 65], 10.0), member(&[30, 65], 10.0)];
        assert!(factor(&group, 0, 0) < 0.3);
    }
}
