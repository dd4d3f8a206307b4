//! The citizens of a day, drawn from what the forecast says of it.

use rand::Rng;

use super::queue::Citizen;

/// A stretch of the day in which some of its citizens come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// First minute of the day.
    pub from: f64,
    /// Minutes.
    pub minutes: f64,
    /// Share of the day's citizens.
    pub share: f64,
}

/// Those who come for one kind of procedure.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream {
    /// The skill that they need.
    pub skill: usize,
    /// Citizens of the day by quantile, as points (share, citizens) in order; linear between, the outermost beyond.
    pub quantiles: Vec<(f64, f64)>,
    /// When they come; the shares sum to 1.
    pub profile: Vec<Stretch>,
    /// Minutes at the desk on average; 0 where nobody comes to a desk and the dossier goes straight to the back office.
    pub desk_minutes: f64,
    /// Minutes in the back office on average.
    pub back_minutes: f64,
    /// Working days until the result is due; 0 is the same day.
    pub due_days: u32,
    /// Minute of the day after which it is due one working day later.
    pub later_after: Option<f64>,
}

impl Stream {
    /// Working days until what comes in at `minute` is due.
    #[must_use]
    pub fn due_days_at(&self, minute: f64) -> u32 {
        self.due_days + u32::from(self.later_after.is_some_and(|after| minute > after))
    }
}

/// What may come on one day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DayLoad {
    /// By kind of procedure.
    pub streams: Vec<Stream>,
    /// Minutes that citizens wait on average before they leave; none where everybody stays.
    pub patience: Option<f64>,
}

impl DayLoad {
    /// Draws the citizens of the day in the order in which they come, each with the stream that they belong to. How many come
    /// is a draw from the quantiles, when they come one from the profile, how long they are served and how long they would wait
    /// exponential ones.
    pub fn draw(&self, rng: &mut impl Rng) -> Vec<(Citizen, usize)> {
        let mut citizens = Vec::new();
        for (number, stream) in self.streams.iter().enumerate() {
            let expected = quantile(&stream.quantiles, rng.random::<f64>());
            // Between two whole numbers the nearer one comes more often, so that small counts keep their mean.
            let count = (expected + rng.random::<f64>()).floor().max(0.0) as usize;
            for _ in 0..count {
                let Some(stretch) = pick(&stream.profile, rng.random::<f64>()) else { continue };
                let arrival = stretch.from + stretch.minutes * rng.random::<f64>();
                let minutes = exponential(rng, stream.desk_minutes);
                let patience = self.patience.map_or(f64::INFINITY, |mean| exponential(rng, mean));
                citizens.push((Citizen { arrival, skill: stream.skill, minutes, patience }, number));
            }
        }
        citizens.sort_by(|one, other| one.0.arrival.total_cmp(&other.0.arrival));
        citizens
    }
}

/// The value at `share` of points in order.
#[must_use]
pub fn quantile(points: &[(f64, f64)], share: f64) -> f64 {
    let Some(first) = points.first() else { return 0.0 };
    if share <= first.0 {
        return first.1;
    }
    for pair in points.windows(2) {
        let ((low, from), (high, to)) = (pair[0], pair[1]);
        if share <= high {
            return if high > low { from + (to - from) * (share - low) / (high - low) } else { to };
        }
    }
    points[points.len() - 1].1
}

fn pick(profile: &[Stretch], share: f64) -> Option<&Stretch> {
    let mut left = share;
    for stretch in profile {
        if left < stretch.share {
            return Some(stretch);
        }
        left -= stretch.share;
    }
    // Shares that do not quite reach 1 by rounding.
    profile.iter().rfind(|stretch| stretch.share > 0.0)
}

/// A draw from the exponential distribution with that `mean`; 0 where the mean is.
pub fn exponential(rng: &mut impl Rng, mean: f64) -> f64 {
    // 1 − u lies in (0, 1], so the logarithm is finite.
    -mean * (1.0 - rng.random::<f64>()).ln()
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::*;

    fn stream(quantiles: &[(f64, f64)]) -> Stream {
        Stream {
            skill: 0,
            quantiles: quantiles.to_vec(),
            profile: vec![
                Stretch { from: 450.0, minutes: 30.0, share: 0.25 },
                Stretch { from: 480.0, minutes: 30.0, share: 0.75 },
            ],
            desk_minutes: 12.0,
            back_minutes: 0.0,
            due_days: 0,
            later_after: None,
        }
    }

    #[test]
    fn draws_keep_the_mean_of_the_load_its_profile_the_handling_time_and_the_patience() {
        let day = DayLoad { streams: vec![stream(&[(0.0, 0.0), (1.0, 9.0)])], patience: Some(40.0) };
        let mut rng = StdRng::seed_from_u64(7);
        let (mut citizens, mut early, mut minutes, mut patience) = (0.0, 0.0, 0.0, 0.0);
        let runs = 20_000;
        for _ in 0..runs {
            for (citizen, _) in day.draw(&mut rng) {
                citizens += 1.0;
                minutes += citizen.minutes;
                patience += citizen.patience;
                early += f64::from(u8::from(citizen.arrival < 480.0));
            }
        }
        assert!((citizens / f64::from(runs) - 4.5).abs() < 0.1, "{citizens}");
        assert!((early / citizens - 0.25).abs() < 0.01);
        assert!((minutes / citizens - 12.0).abs() < 0.2);
        assert!((patience / citizens - 40.0).abs() < 0.6);
    }

    #[test]
    fn a_certain_load_comes_exactly() {
        let day = DayLoad { streams: vec![stream(&[(0.5, 5.0)])], patience: None };
        let mut rng = StdRng::seed_from_u64(1);
        assert!((0..50).all(|_| day.draw(&mut rng).len() == 5));
    }

    #[test]
    fn whoever_comes_late_in_the_day_gets_the_result_a_day_later() {
        let late = Stream { later_after: Some(900.0), ..stream(&[]) };
        assert_eq!([850.0, 900.0, 901.0].map(|minute| late.due_days_at(minute)), [0, 0, 1]);
        assert_eq!(stream(&[]).due_days_at(1_000.0), 0);
    }

    #[test]
    fn quantiles_are_linear_between_their_points_and_constant_beyond() {
        let points = [(0.1, 2.0), (0.5, 6.0), (0.5, 8.0), (0.9, 10.0)];
        assert_eq!([0.0, 0.3, 0.7, 1.0].map(|share| quantile(&points, share)), [2.0, 4.0, 9.0, 10.0]);
        assert_eq!(quantile(&[], 0.5), 0.0);
    }
}
