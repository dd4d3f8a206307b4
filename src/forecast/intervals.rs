//! Quantiles from past errors.
//!
//! Every past evening forecast the four weeks after it. Those errors, divided by a power of the forecast, are pooled per
//! band of horizons; a member's own quantiles are mixed with the group's, which count until it has a year of its own, and
//! short histories are widened.

use super::history::mean;

/// The probabilities that are forecast: 2.5, 10, 50, 80, 90 and 97.5 %.
pub(super) const PROBABILITIES: [f64; 6] = [0.025, 0.1, 0.5, 0.8, 0.9, 0.975];
/// Last day of each band of horizons.
const BAND_ENDS: [usize; 3] = [7, 14, 28];
/// Days of history at which own quantiles count as much as the group's.
const OWN_QUANTILES_DAYS: f64 = 120.0;
/// A history of this many days has its intervals doubled where levels drift; longer ones are widened in proportion less.
/// Short histories choose their weights and measure their errors on the same few weeks, and so think too well of themselves.
const WIDENING_DAYS: f64 = 22.0;
/// How much more than the others the outermost quantiles of a short history are widened: a few weeks hold hardly any rare day.
const RARE_DAYS: f64 = 1.36;
/// The same where a member is too young for errors of its own: after a week its level is well known.
const LEVEL_DAYS: f64 = 3.0;
/// What a few weeks tell too little of is how far a level drifts, not how days scatter around it: with the lower share of
/// common error levels stand still, with the upper one they drift as much as any.
const DRIFTS: (f64, f64) = (0.05, 0.25);
/// The part of the widening that is left where levels stand still.
const LEAST_DOUBT: f64 = 0.3;
/// Days after an evening that must be known before they tell what they have in common.
const DRIFT_DAYS: usize = 14;
/// What chance alone makes of an error where nobody knows one: the mean absolute value of a standard bell curve, the unit
/// being about its deviation.
const CHANCE: f64 = 0.8;
/// Members whose errors make the group's quantiles; more would only repeat them.
const MOST_MEMBERS: usize = 400;

/// Past errors of one member while they are gathered, by band of horizons, as multiples of `mean^power`.
pub(super) struct Gathering {
    bands: [Vec<f64>; 3],
    /// Sums over the evenings: the square of the mean error, and the mean of the squared errors.
    squares: (f64, f64),
    days: usize,
    age: usize,
    power: f64,
}

/// Past errors of one member: what is left of them when they have been gathered, because there are thousands of each.
pub(super) struct Errors {
    /// Quantiles at `PROBABILITIES` for each band; `None` when there are too few to tell.
    quantiles: [Option<[f64; 6]>; 3],
    /// Mean absolute error, all bands together; `None` where no day could be compared, which is not the same as never wrong.
    size: Option<f64>,
    /// Days that tell of the member.
    days: usize,
    /// Days since the last of them.
    age: usize,
    power: f64,
}

impl Gathering {
    /// `level` is the mean open day: small counts stray like their square root, large ones almost like themselves. `days`
    /// tell of the member, the last of them `age` days before the evening of the forecast.
    pub fn new(level: f64, days: usize, age: usize) -> Self {
        let power = if level < 20.0 { 0.5 } else { 0.75 };
        Self { bands: Default::default(), squares: (0.0, 0.0), days, age, power }
    }

    /// In what an error of a forecast of `mean` is measured.
    pub fn unit(&self, mean: f64) -> f64 {
        unit(mean, self.power)
    }

    /// Adds the errors of one evening's forecast: how many days ahead, and by how much more came, in its `unit`.
    pub fn add(&mut self, evening: &[(usize, f64)]) {
        let (mut sum, mut squares) = (0.0, 0.0);
        for (ahead, error) in evening {
            self.bands[band(*ahead)].push(*error);
            sum += error;
            squares += error * error;
        }
        if evening.len() >= DRIFT_DAYS {
            let days = evening.len() as f64;
            self.squares.0 += (sum / days).powi(2);
            self.squares.1 += squares / days;
        }
    }

    /// The member's errors, and what it has to say in its group.
    pub fn close(mut self) -> (Errors, Voice) {
        let sizes: Vec<f64> = self.bands.iter().flatten().map(|error| error.abs()).collect();
        let size = mean(&sizes);
        for band in &mut self.bands {
            band.sort_unstable_by(f64::total_cmp);
        }
        let quantiles = self
            .bands
            .each_ref()
            .map(|errors| (errors.len() >= 20).then(|| PROBABILITIES.map(|p| quantile(errors, p))));
        let voice = Voice {
            // Equal shares: a member with years of history must not speak for those with weeks.
            bands: self.bands.map(|errors| {
                let stride = (errors.len() / 300).max(1);
                errors.iter().step_by(stride).map(|error| error / size).collect()
            }),
            size,
            drift: (self.squares.1 > 0.0).then(|| self.squares.0 / self.squares.1),
        };
        let size = (!sizes.is_empty()).then_some(size);
        (Errors { quantiles, size, days: self.days, age: self.age, power: self.power }, voice)
    }
}

fn unit(mean: f64, power: f64) -> f64 {
    mean.max(0.3).powf(power)
}

/// Some of a member's errors in each band, divided by their mean absolute size.
pub(super) struct Voice {
    bands: [Vec<f64>; 3],
    size: f64,
    /// The part of its squared errors that all days after an evening have in common, 0..1; `None` where no evening tells.
    drift: Option<f64>,
}

/// Whether the errors of the member at `place` are heard in a group of `members`.
pub(super) fn is_heard(place: usize, members: usize) -> bool {
    place.is_multiple_of(members.div_ceil(MOST_MEMBERS).max(1))
}

/// The group's errors, each divided by its member's mean absolute error.
pub(super) struct GroupErrors {
    quantiles: [[f64; 6]; 3],
    /// Mean absolute error of a typical member, for those without any.
    size: f64,
    /// How much of the widening of short histories its members need, 0..1.
    doubt: f64,
}

impl GroupErrors {
    /// From the voices of the members that are heard.
    pub fn of<'a>(voices: impl Iterator<Item = &'a Voice>) -> Self {
        let judged: Vec<&Voice> = voices.filter(|voice| voice.size > 0.0).collect();
        let mut sizes: Vec<f64> = judged.iter().map(|voice| voice.size).collect();
        let quantiles = std::array::from_fn(|band| {
            let mut all: Vec<f64> = judged.iter().flat_map(|voice| &voice.bands[band]).copied().collect();
            all.sort_unstable_by(f64::total_cmp);
            if all.len() < 20 { NORMAL } else { PROBABILITIES.map(|p| quantile(&all, p)) }
        });
        let size = if sizes.is_empty() { CHANCE } else { super::history::median(&mut sizes) };
        let drifts: Vec<f64> = judged.iter().filter_map(|voice| voice.drift).collect();
        let (none, full) = DRIFTS;
        let doubt = if drifts.is_empty() { 1.0 } else { (mean(&drifts) - none) / (full - none) };
        Self { quantiles, size, doubt: doubt.clamp(LEAST_DOUBT, 1.0) }
    }
}

/// Quantiles of a bell curve whose mean absolute value is 1.
const NORMAL: [f64; 6] = [-2.46, -1.61, 0.0, 1.05, 1.61, 2.46];

/// Quantiles at `PROBABILITIES` of what comes `ahead` days after a forecast of `mean`, in order and never negative.
/// `doubt` widens the day, 1 for a plain one.
pub(super) fn quantiles(own: &Errors, group: &GroupErrors, ahead: usize, mean: f64, doubt: f64) -> [f64; 6] {
    let band = band(ahead);
    let errors = own.quantiles[band];
    let own_share = if errors.is_none() { 0.0 } else { own.days as f64 / (own.days as f64 + OWN_QUANTILES_DAYS) };
    // Where nothing was measured the group's errors must do, doubled for a member without a past; they think well of nobody,
    // so that only the level is in doubt. For a member that was never wrong they fade.
    let (size, short) = match own.size {
        None if own.days == 0 => (2.0 * group.size, LEVEL_DAYS),
        None => (group.size, LEVEL_DAYS),
        Some(0.0) => (group.size * 14.0 / (14.0 + own.days as f64), group.doubt * WIDENING_DAYS),
        Some(size) => (size, group.doubt * WIDENING_DAYS),
    };
    // A level strays on while nobody counts, as it does beyond the horizon at which errors are measured.
    let old = (1.0 + own.age as f64 / 28.0).sqrt();
    let beyond = (ahead as f64 / 28.0).max(1.0).sqrt();
    let widened = |short: f64| ((1.0 + short / own.days.max(1) as f64) * old).min(4.0) * beyond * doubt;
    let (inner, outer) = (widened(short), widened(short * RARE_DAYS));
    let mut found = [0.0; 6];
    for i in 0..PROBABILITIES.len() {
        let own_error = errors.map_or(0.0, |quantiles| quantiles[i]);
        let error = own_share * own_error + (1.0 - own_share) * group.quantiles[band][i] * size;
        let widening = match i {
            2 => 1.0 / (1.0 + mean / 3.0),
            0 | 5 => outer,
            _ => inner,
        };
        found[i] = (mean + error * widening * unit(mean, own.power)).max(0.0);
    }
    found.sort_unstable_by(f64::total_cmp);
    found
}

fn band(ahead: usize) -> usize {
    BAND_ENDS.iter().position(|end| ahead <= *end).unwrap_or(BAND_ENDS.len() - 1)
}

/// The quantile of sorted values, by linear interpolation; 0 of nothing.
pub(super) fn quantile(sorted: &[f64], probability: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return 0.0;
    };
    let position = probability * last as f64;
    let below = position.floor() as usize;
    let above = (below + 1).min(last);
    sorted[below] + (position - below as f64) * (sorted[above] - sorted[below])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(spread: f64) -> Errors {
        let mut errors = Gathering::new(100.0, 300, 0);
        for i in 0..200 {
            errors.add(&[(1 + i % 28, spread * (i as f64 - 99.5) / 100.0 / errors.unit(100.0))]);
        }
        errors.close().0
    }

    #[test]
    fn quantiles_are_in_order_and_widen_with_the_errors() {
        let (calm, wild) = (errors(10.0), errors(60.0));
        let group = GroupErrors::of([].iter());
        let narrow = quantiles(&calm, &group, 3, 100.0, 1.0);
        let wide = quantiles(&wild, &group, 3, 100.0, 1.0);
        assert!(narrow.windows(2).all(|pair| pair[0] <= pair[1]));
        assert!(wide[4] - wide[1] > 3.0 * (narrow[4] - narrow[1]));
    }

    #[test]
    fn a_short_history_is_doubted_most_where_levels_drift() {
        let width = |drifts: bool| {
            let mut errors = Gathering::new(100.0, 60, 0);
            for evening in 0..30 {
                let common = if drifts && evening % 2 == 0 { 2.0 } else { 0.0 };
                let days: Vec<_> = (1..=28).map(|ahead| (ahead, common + [1.0, -1.0][ahead % 2])).collect();
                errors.add(&days);
            }
            let (errors, voice) = errors.close();
            let group = GroupErrors::of([voice].iter());
            let wide = quantiles(&errors, &group, 3, 100.0, 1.0);
            let plain = quantiles(&errors, &GroupErrors { doubt: 0.0, ..group }, 3, 100.0, 1.0);
            (wide[4] - 100.0) / (plain[4] - 100.0)
        };
        let found = [width(true), width(false)];
        let expected = [1.0, LEAST_DOUBT].map(|doubt| 1.0 + doubt * WIDENING_DAYS / 60.0);
        assert!(found.iter().zip(expected).all(|(one, other)| (one - other).abs() < 1e-9), "{found:?} {expected:?}");
    }

    #[test]
    fn never_wrong_is_sure_and_never_judged_is_not_and_less_so_the_longer_ago_it_was_counted() {
        let group = GroupErrors::of([].iter());
        let width = |days: usize, age: usize, errors: &[(usize, f64)]| {
            let mut gathering = Gathering::new(100.0, days, age);
            gathering.add(errors);
            let found = quantiles(&gathering.close().0, &group, 3, 100.0, 1.0);
            found[4] - found[1]
        };
        let right: Vec<_> = (1..=28).map(|ahead| (ahead, 0.0)).collect();
        assert!(width(300, 0, &[]) > 15.0 * width(300, 0, &right));
        assert!(width(300, 0, &[]) < width(300, 140, &[]) && width(300, 140, &[]) < width(7, 140, &[]));
        assert!(width(300, 0, &right) < width(300, 140, &right));
        assert!(width(0, 0, &[]) > 1.5 * width(1, 0, &[]));
    }

    #[test]
    fn no_quantile_is_negative() {
        assert!(quantiles(&errors(60.0), &GroupErrors::of([].iter()), 20, 0.5, 2.0).iter().all(|q| *q >= 0.0));
    }

    #[test]
    fn the_quantile_interpolates_between_neighbours() {
        assert!((quantile(&[1.0, 2.0, 4.0], 0.75) - 3.0).abs() < 1e-12);
        assert_eq!(quantile(&[], 0.5), 0.0);
    }
}
