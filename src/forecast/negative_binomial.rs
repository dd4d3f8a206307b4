//! Quantiles of counts that vary more than chance: the negative binomial distribution by mean and variance.
//!
//! With e = 1 − mean ÷ variance the probabilities follow one another by p(k + 1) = p(k) · (k·e + mean·(1 − e)) ÷ (k + 1). They
//! are summed from the most frequent count outwards, so that nothing vanishes however large the mean, and e = 0 is Poisson.

/// Means up to here are summed over. Beyond, a step of one count is below a five-thousandth of the mean.
const SUMMED_MEAN: f64 = 5_000.0;
/// Variance over mean up to here is summed over; the sum is about thirty times as long.
const SUMMED_DISPERSION: f64 = 1_000.0;
/// What is rarer beside the most frequent count does not come.
const NEGLIGIBLE: f64 = 1e-13;

/// Which quantile: its share, in `0.0..1.0`, and the standard normal variable of that share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Level {
    pub(super) share: f64,
    pub(super) normal: f64,
}

/// The quantiles at `levels` (in order) of counts with that `mean` and `variance`; a variance below the mean is read as the
/// mean.
pub(super) fn quantiles<const N: usize>(mean: f64, variance: f64, levels: [Level; N]) -> [f64; N] {
    if mean <= 0.0 {
        return [0.0; N];
    }
    let variance = variance.max(mean);
    if mean > SUMMED_MEAN || variance > mean * SUMMED_DISPERSION {
        return levels.map(|level| of_a_crowd(mean, variance, level.normal));
    }
    summed(mean, variance, levels)
}

/// Large counts are as good as gamma variables, whose cube root is nearly normal (E. Wilson and M. Hilferty 1931).
fn of_a_crowd(mean: f64, variance: f64, normal: f64) -> f64 {
    let ninth = variance / (9.0 * mean * mean);
    (mean * (1.0 - ninth + normal * ninth.sqrt()).max(0.0).powi(3)).round()
}

fn summed<const N: usize>(mean: f64, variance: f64, levels: [Level; N]) -> [f64; N] {
    let excess = 1.0 - mean / variance;
    // p(k + 1) ÷ p(k).
    let ratio = |count: f64| (count * excess + mean * (1.0 - excess)) / (count + 1.0);
    // The ratio falls below 1 beyond mean − variance ÷ mean: after that count they become rarer.
    let mode = (mean - excess * variance / mean).max(0.0).floor();
    let mut weights = Vec::new();
    let (mut weight, mut count) = (1.0, mode);
    while weight > NEGLIGIBLE && count > 0.0 {
        count -= 1.0;
        weight /= ratio(count);
        weights.push(weight);
    }
    let first = count;
    weights.reverse();
    (weight, count) = (1.0, mode);
    while weight > NEGLIGIBLE {
        weights.push(weight);
        weight *= ratio(count);
        count += 1.0;
    }
    let all: f64 = weights.iter().sum();
    let (mut up_to, mut at) = (weights[0], 0);
    levels.map(|level| {
        while up_to < level.share * all && at + 1 < weights.len() {
            at += 1;
            up_to += weights[at];
        }
        first + at as f64
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEVELS: [Level; 3] = [
        Level { share: 0.1, normal: -1.281_552 },
        Level { share: 0.5, normal: 0.0 },
        Level { share: 0.9, normal: 1.281_552 },
    ];

    #[test]
    fn quantiles_are_those_of_published_tables() {
        // Poisson of mean 10: P(≤ 6) = 0.130, P(≤ 5) = 0.067, P(≤ 10) = 0.583, P(≤ 9) = 0.458, P(≤ 14) = 0.917, P(≤ 13) = 0.864.
        assert_eq!(quantiles(10.0, 10.0, LEVELS), [6.0, 10.0, 14.0]);
        // Geometric of mean 4 (negative binomial of shape 1, variance 20): P(≤ k) = 1 − 0.8^(k + 1).
        assert_eq!(quantiles(4.0, 20.0, LEVELS), [0.0, 3.0, 10.0]);
        assert_eq!(quantiles(0.05, 0.05, LEVELS), [0.0, 0.0, 0.0]);
        assert_eq!(quantiles(0.0, 3.0, LEVELS), [0.0; 3]);
    }

    #[test]
    fn large_counts_meet_the_summed_ones_at_the_border() {
        for (mean, variance) in [(4_900.0, 5_000.0), (4_900.0, 400_000.0), (4_900.0, 2_400_000.0)] {
            for (exact, near) in
                summed(mean, variance, LEVELS).iter().zip(LEVELS.map(|level| of_a_crowd(mean, variance, level.normal)))
            {
                assert!((exact / near - 1.0).abs() < 0.005, "{mean} {variance}: {exact} {near}");
            }
        }
    }

    #[test]
    fn wild_variances_end() {
        let wild = quantiles(2.0, 1e12, LEVELS);
        assert!(wild[0] >= 0.0 && wild[0] <= wild[1] && wild[1] <= wild[2] && wild[2].is_finite());
    }
}
