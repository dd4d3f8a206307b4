//! Chance that is the same for the same seed, on every machine and with every version of our libraries.
//!
//! The generator is SplitMix64 (Steele, Lea and Flood, 2014). Each part of the province throws its own dice, named by a
//! word and a number, so that one more officer in one centre changes nothing elsewhere.

/// A stream of chance.
#[derive(Clone, Debug)]
pub struct Dice {
    state: u64,
}

impl Dice {
    /// The dice for one purpose.
    #[must_use]
    pub fn new(seed: u64, purpose: &str, number: usize) -> Self {
        // FNV-1a over the purpose keeps streams of neighbouring seeds and numbers apart.
        let bytes = purpose.bytes().chain(seed.to_le_bytes()).chain((number as u64).to_le_bytes());
        let state = bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self { state }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number in `0.0..1.0`.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number in `low..high`.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// A whole number from `0` to `count - 1`; 0 when `count` is 0.
    pub fn below(&mut self, count: usize) -> usize {
        ((self.unit() * count as f64) as usize).min(count.saturating_sub(1))
    }

    /// A whole number from `low` to `high`, both included.
    pub fn whole(&mut self, low: u32, high: u32) -> u32 {
        low + self.below((high - low + 1) as usize) as u32
    }

    /// True with the given probability.
    pub fn happens(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// One of `choices`.
    ///
    /// # Panics
    /// When there is nothing to choose from.
    pub fn one_of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    /// Brings `items` into a random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// A draw from the standard normal distribution (Box and Muller, 1958).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }

    /// A draw from the gamma distribution with the given shape, at least 1, scaled to mean 1 (Marsaglia and Tsang, 2000).
    pub fn gamma_of_mean_one(&mut self, shape: f64) -> f64 {
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let normal = self.normal();
            let cube = (1.0 + c * normal).powi(3);
            if cube > 0.0 && (1.0 - self.unit()).ln() < 0.5 * normal * normal + d - d * cube + d * cube.ln() {
                return d * cube / shape;
            }
        }
    }

    /// A draw from the Poisson distribution: by multiplication for small means (Knuth), rounded normal for large ones.
    pub fn poisson(&mut self, mean: f64) -> u32 {
        if mean > 60.0 {
            return (mean + mean.sqrt() * self.normal()).round().max(0.0) as u32;
        }
        let limit = (-mean).exp();
        let mut count = 0;
        let mut product = self.unit();
        while product > limit {
            count += 1;
            product *= self.unit();
        }
        count
    }

    /// How many of `trials` happen, each with the given probability.
    pub fn binomial(&mut self, trials: u32, probability: f64) -> u32 {
        if trials > 60 {
            let mean = f64::from(trials) * probability;
            if mean < 20.0 {
                return self.poisson(mean).min(trials);
            }
            let drawn = mean + (mean * (1.0 - probability)).sqrt() * self.normal();
            return (drawn.round().max(0.0) as u32).min(trials);
        }
        (0..trials).map(|_| u32::from(self.happens(probability))).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean and variance of 20,000 draws.
    fn moments(mut draw: impl FnMut() -> f64) -> (f64, f64) {
        let draws: Vec<f64> = (0..20_000).map(|_| draw()).collect();
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        let variance = draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / draws.len() as f64;
        (mean, variance)
    }

    fn close(actual: f64, expected: f64) -> bool {
        (actual - expected).abs() <= 0.05 * expected.abs().max(1.0)
    }

    #[test]
    fn the_same_name_gives_the_same_throws_and_another_gives_others() {
        let throws = |seed, purpose, number| {
            let mut dice = Dice::new(seed, purpose, number);
            [dice.next(), dice.next()]
        };
        assert_eq!(throws(1, "a", 2), throws(1, "a", 2));
        let others = [throws(2, "a", 2), throws(1, "b", 2), throws(1, "a", 3)];
        assert!(others.iter().all(|other| *other != throws(1, "a", 2)));
    }

    #[test]
    fn draws_have_the_moments_of_their_distributions() {
        let mut dice = Dice::new(7, "moments", 0);
        let (mean, variance) = moments(|| dice.normal());
        assert!(mean.abs() < 0.03 && close(variance, 1.0), "{mean} {variance}");
        let (mean, variance) = moments(|| dice.gamma_of_mean_one(15.0));
        assert!(close(mean, 1.0) && (variance - 1.0 / 15.0).abs() < 0.005, "{mean} {variance}");
        for expected in [0.3, 8.0, 200.0] {
            let (mean, variance) = moments(|| f64::from(dice.poisson(expected)));
            assert!(close(mean, expected) && close(variance, expected), "{mean} {variance} {expected}");
        }
        for (trials, probability) in [(20, 0.3), (400, 0.01), (400, 0.4)] {
            let (mean, _) = moments(|| f64::from(dice.binomial(trials, probability)));
            assert!(close(mean, f64::from(trials) * probability), "{mean} {trials} {probability}");
        }
    }

    #[test]
    fn nothing_leaves_its_range() {
        let mut dice = Dice::new(3, "range", 0);
        for _ in 0..2_000 {
            assert!((0.0..1.0).contains(&dice.unit()));
            assert!((2..=5).contains(&dice.whole(2, 5)));
            assert!(dice.binomial(100, 0.99) <= 100);
        }
        assert_eq!((dice.below(0), dice.below(1), dice.poisson(0.0), dice.binomial(0, 0.5)), (0, 0, 0, 0));
    }
}
