//! What the season of the year does beyond what smoothing and trees have seen, where the group agrees on it.
//!
//! A year ago the level of each member went up or down over these same weeks. The changes of all members, averaged, are
//! the group's; they are drawn to nothing by signal ÷ (signal + spread): what members have in common beside how far they
//! differ. A member that has lived through two such years or more keeps a share of its own change. How far all that is
//! believed is decided by [`belief`], on trials: the term is on only where it would have helped, and as far as it would.

use super::history::mean;

/// Days of a year that leave the weekday as it is.
const YEAR: usize = 364;
/// Years back that are looked at.
const YEARS: usize = 3;
/// The level of a day is the mean of so many days on either side of it: one week's whim is not a season.
const HALF_WINDOW: usize = 14;
/// Days in the window of a level that must have been observed.
const LEAST_OBSERVED: f64 = 5.0;
/// Days up to the evening with which the days ahead are compared, about as far back as smoothing looks.
const REFERENCE_DAYS: usize = 28;
/// Days between the two levels whose change the members are asked about for their agreement.
const AGREEMENT_DAYS: usize = 28;
/// Own years from which a member keeps a share of its own change, and that share. Shares of 0 and 0.6 measured alike.
const OWN_YEARS: usize = 2;
const OWN_SHARE: f64 = 0.3;
/// The largest change that is proposed, as a logarithm.
const LARGEST: f64 = 1.0;
/// Variance of a slope over the trials at which half of it is believed.
const BELIEF_VARIANCE: f64 = 0.1;

/// Logarithm of the level around each day of a cleaned history; not a number where too little was observed.
pub(super) struct LevelCurve(Vec<f64>);

impl LevelCurve {
    pub fn of(values: &[Option<f64>]) -> Self {
        let mut sums = vec![(0.0, 0.0)];
        for value in values {
            let (sum, n) = sums[sums.len() - 1];
            sums.push(value.map_or((sum, n), |value| (sum + value, n + 1.0)));
        }
        let level = |day: usize| {
            let (low, high) = (sums[day.saturating_sub(HALF_WINDOW)], sums[(day + HALF_WINDOW + 1).min(values.len())]);
            let (sum, n) = (high.0 - low.0, high.1 - low.1);
            if n >= LEAST_OBSERVED && sum > 0.0 { (sum / n).ln() } else { f64::NAN }
        };
        Self((0..values.len()).map(level).collect())
    }

    /// The level so many days before the last one.
    fn back(&self, days: usize) -> f64 {
        self.0.len().checked_sub(1 + days).map_or(f64::NAN, |day| self.0[day])
    }
}

/// The season that the members of a group have in common.
pub(super) struct AnnualTerm {
    /// Logarithm of the group's level by days before the last one, 0 on the last one.
    group: Vec<f64>,
    /// How far the members agree on its changes, 0..=1.
    agreement: f64,
}

impl AnnualTerm {
    /// From the curves of the members that are heard.
    pub fn fit(curves: &[LevelCurve]) -> Self {
        let longest = curves.iter().map(|curve| curve.0.len()).max().unwrap_or(0);
        if longest <= YEAR {
            return Self { group: Vec::new(), agreement: 0.0 };
        }
        let changes = |from: usize, to: usize| -> Vec<f64> {
            let all = curves.iter().map(|curve| curve.back(to) - curve.back(from));
            all.filter(|change| change.is_finite()).collect()
        };
        let mut group = vec![0.0];
        for days in 1..longest {
            group.push(group[days - 1] + mean(&changes(days - 1, days)));
        }
        let (mut signal, mut spread) = (0.0, 0.0);
        for days in (0..longest - AGREEMENT_DAYS).step_by(7) {
            let all = changes(days, days + AGREEMENT_DAYS);
            if all.len() < 2 {
                continue;
            }
            let (n, common) = (all.len() as f64, mean(&all));
            let variance = all.iter().map(|change| (change - common).powi(2)).sum::<f64>() / (n - 1.0);
            // A mean of few members strays from nothing by chance alone.
            signal += (common * common - variance / n).max(0.0);
            spread += variance;
        }
        let agreement = if signal > 0.0 { signal / (signal + spread) } else { 0.0 };
        Self { group, agreement }
    }

    /// By how much the level will have changed on the day `ahead` days after the last one, as a logarithm; `own` is the
    /// member's curve.
    pub fn change(&self, own: &LevelCurve, ahead: usize) -> f64 {
        let common = changes_of_years(|days| self.group.get(days).copied().unwrap_or(f64::NAN), ahead);
        let common = self.agreement * mean(&common);
        let own = changes_of_years(|days| own.back(days), ahead);
        let own_share = if own.len() >= OWN_YEARS { OWN_SHARE } else { 0.0 };
        (common + own_share * (mean(&own) - common)).clamp(-LARGEST, LARGEST)
    }
}

/// In each year that is known, the change from the four weeks up to the evening to the day `ahead` days after it; `level`
/// is asked by days before the last one.
fn changes_of_years(level: impl Fn(usize) -> f64, ahead: usize) -> Vec<f64> {
    let change = |year: usize| {
        let evening = YEAR * year;
        // The window around the day must have passed.
        let day = evening.checked_sub(ahead).filter(|day| *day >= HALF_WINDOW)?;
        let reference: f64 = (0..REFERENCE_DAYS).step_by(7).map(|days| level(evening + days + 3)).sum();
        let change = level(day) - reference / (REFERENCE_DAYS / 7) as f64;
        change.is_finite().then_some(change)
    };
    (1..=YEARS).filter_map(change).collect()
}

/// What the term proposed for one day of a trial, beside what the forecast without it had wrong.
#[derive(Clone, Copy)]
pub(super) struct Proposal {
    /// Which of the trials it belongs to.
    pub trial: usize,
    /// Of the day's 80 % interval, in cases: in it proposals and errors of all members are measured.
    pub width: f64,
    /// What it would have added, in cases.
    pub annual: f64,
    /// By how much more came than the median, in cases.
    pub error: f64,
}

/// How far the term is believed, 0..=1: the slope of errors over proposals, drawn to nothing as far as `trials` differ in it.
pub(super) fn belief(proposals: impl Iterator<Item = Proposal>, trials: usize) -> f64 {
    let mut sums = vec![(0.0, 0.0); trials];
    for Proposal { trial, width, annual, error } in proposals {
        let units = |cases: f64| (cases / width.max(1e-9)).clamp(-1.0, 1.0);
        let (annual, error) = (units(annual), units(error));
        sums[trial].0 += annual * error;
        sums[trial].1 += annual * annual;
    }
    sums.retain(|(_, squares)| *squares > 0.0);
    let (products, squares) = sums.iter().fold((0.0, 0.0), |all, one| (all.0 + one.0, all.1 + one.1));
    let n = sums.len() as f64;
    if n < 2.0 {
        return 0.0;
    }
    let slope = products / squares;
    let strays: f64 = sums.iter().map(|(products, squares)| (products - slope * squares).powi(2)).sum();
    let variance = strays / (squares * squares) * n / (n - 1.0);
    (slope * BELIEF_VARIANCE / (BELIEF_VARIANCE + variance)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Two years and a half of a member whose level swings by `swing` over the year, `late` days after the others'.
    fn curve(swing: f64, late: f64) -> LevelCurve {
        let season = |day: usize| (std::f64::consts::TAU * (day as f64 - late) / YEAR as f64).sin();
        let values: Vec<Option<f64>> = (0..910).map(|day| Some(100.0 * (swing * season(day)).exp())).collect();
        LevelCurve::of(&values)
    }

    #[test]
    fn members_that_agree_are_followed_and_members_that_do_not_are_not() {
        let alike = AnnualTerm::fit(&[curve(0.4, 0.0), curve(0.4, 0.0), curve(0.5, 0.0)]);
        let opposed = AnnualTerm::fit(&[curve(0.4, 0.0), curve(0.4, 182.0), curve(0.01, 0.0)]);
        assert!(alike.agreement > 0.9, "{}", alike.agreement);
        assert!(opposed.agreement < 0.1, "{}", opposed.agreement);
        // Day 909 is half-way down to the valley.
        let young = LevelCurve(vec![0.0; 200]);
        let (followed, left) = (alike.change(&young, 28), opposed.change(&young, 28));
        assert!((-0.4..-0.05).contains(&followed) || (0.05..0.4).contains(&followed), "{followed}");
        assert!(left.abs() < 0.03, "{left}");
    }

    #[test]
    fn only_a_member_with_two_such_years_keeps_a_share_of_its_own_change() {
        let nobody = AnnualTerm { group: Vec::new(), agreement: 0.0 };
        let whole = curve(0.4, 0.0);
        let last = |days: usize| LevelCurve(whole.0[whole.0.len() - days..].to_vec());
        assert_eq!(nobody.change(&last(YEAR + 100), 20), 0.0);
        assert!(nobody.change(&last(2 * YEAR + 100), 20).abs() > 0.01);
    }

    #[test]
    fn a_history_of_less_than_a_year_proposes_nothing() {
        let curve = || LevelCurve::of(&[Some(10.0); 300]);
        assert_eq!(AnnualTerm::fit(&[curve(), curve()]).change(&curve(), 28), 0.0);
    }

    fn proposals(helps: impl Fn(usize) -> f64) -> Vec<Proposal> {
        let one = |trial: usize, day: usize| {
            let annual = [3.0, -2.0, 1.0][day % 3];
            Proposal { trial, width: 10.0, annual, error: helps(trial) * annual + [0.5, -0.5][day % 2] }
        };
        (0..6).flat_map(|trial| (0..60).map(move |day| one(trial, day))).collect()
    }

    #[test]
    fn the_term_is_believed_as_far_as_all_trials_say() {
        let believed = |helps: &dyn Fn(usize) -> f64| belief(proposals(helps).into_iter(), 6);
        assert!(believed(&|_| 1.0) > 0.9);
        assert!((0.4..0.6).contains(&believed(&|_| 0.5)));
        assert_eq!(believed(&|_| -0.5), 0.0);
        assert!(believed(&|trial| [3.0, -2.0][trial % 2]) < 0.1);
        assert_eq!(belief(std::iter::empty(), 6), 0.0);
    }

    proptest! {
        #[test]
        fn no_change_is_beyond_belief(
            values in prop::collection::vec(prop::option::weighted(0.9, 0.0..1e6_f64), 0..900), ahead in 1..366_usize,
        ) {
            let curve = || LevelCurve::of(&values);
            let change = AnnualTerm::fit(&[curve(), curve()]).change(&curve(), ahead);
            prop_assert!((-LARGEST..=LARGEST).contains(&change), "{}", change);
        }
    }
}
