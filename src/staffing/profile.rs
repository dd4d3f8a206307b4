//! How the arrivals of a day spread over its half-hours.

use chrono::{NaiveTime, Timelike};

/// Half-hours of a day.
const SLOTS: usize = 48;
/// Minutes of a half-hour.
const SLOT_MINUTES: u32 = 30;

/// Shares of a day's arrivals by half-hour; they sum to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct DayProfile {
    shares: [f64; SLOTS],
}

/// Shares from which no profile can be made.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum ProfileError {
    /// A start that is not a half-hour of the day.
    #[error("a half-hour starts at a multiple of 30 minutes within the day, not at minute {0}")]
    Start(u32),
    /// A share is negative or not a number.
    #[error("the share of the half-hour from minute {start} must be 0 or more, not {share}")]
    Share {
        /// Minutes after midnight.
        start: u32,
        /// The value.
        share: f64,
    },
    /// All shares are 0.
    #[error("the shares of a day must sum to 1, but all of them are 0")]
    Empty,
}

impl DayProfile {
    /// The profile with the given shares by start of half-hour (minutes after midnight), rescaled to sum to 1. Shares of
    /// one half-hour add up; those not given are 0.
    ///
    /// # Errors
    /// When a start is no half-hour, a share is negative, or all shares are 0.
    pub fn from_shares(shares: impl IntoIterator<Item = (u32, f64)>) -> Result<Self, ProfileError> {
        let mut slots = [0.0; SLOTS];
        for (start, share) in shares {
            let slot = usize::try_from(start / SLOT_MINUTES).ok().filter(|_| start.is_multiple_of(SLOT_MINUTES));
            let Some(slot) = slot.and_then(|slot| slots.get_mut(slot)) else {
                return Err(ProfileError::Start(start));
            };
            if !(share >= 0.0 && share.is_finite()) {
                return Err(ProfileError::Share { start, share });
            }
            *slot += share;
        }
        let total: f64 = slots.iter().sum();
        if total <= 0.0 {
            return Err(ProfileError::Empty);
        }
        Ok(Self { shares: slots.map(|share| share / total) })
    }

    /// The profile of observed `arrivals`, blended with `prior` as if the prior were 50 arrivals more: a handful of
    /// timestamps changes little, a month of them decides.
    #[must_use]
    pub fn estimate(arrivals: impl IntoIterator<Item = NaiveTime>, prior: &Self) -> Self {
        let mut shares = prior.shares.map(|share| share * PRIOR_ARRIVALS);
        let mut total = PRIOR_ARRIVALS;
        for arrival in arrivals {
            shares[(arrival.num_seconds_from_midnight() / 60 / SLOT_MINUTES) as usize] += 1.0;
            total += 1.0;
        }
        Self { shares: shares.map(|share| share / total) }
    }

    /// Share of the day's arrivals in `minute` after midnight; 0 outside the day.
    #[must_use]
    pub fn share_of_minute(&self, minute: u32) -> f64 {
        self.shares.get((minute / SLOT_MINUTES) as usize).map_or(0.0, |share| share / f64::from(SLOT_MINUTES))
    }

    /// The half-hours with arrivals: start in minutes after midnight, and share.
    pub fn half_hours(&self) -> impl Iterator<Item = (u32, f64)> {
        (0..).step_by(SLOT_MINUTES as usize).zip(self.shares).filter(|(_, share)| *share > 0.0)
    }
}

/// The profile to assume where nothing was observed: 40 % from 07:30 to 09:30, 20 % to 11:30, 28 % from 13:30 to 15:30,
/// 12 % to 17:00. A modelling assumption without a source; a centre's own profile should replace it.
#[must_use]
pub fn default_profile() -> DayProfile {
    let mut shares = [0.0; SLOTS];
    for (from, to, share) in [(15, 19, 0.40), (19, 23, 0.20), (27, 31, 0.28), (31, 34, 0.12)] {
        shares[from..to].fill(share / (to - from) as f64);
    }
    DayProfile { shares }
}

/// How many arrivals the prior weighs.
const PRIOR_ARRIVALS: f64 = 50.0;

#[cfg(test)]
mod tests {
    use super::*;

    fn share(profile: &DayProfile, from: u32, to: u32) -> f64 {
        (from..to).map(|minute| profile.share_of_minute(minute)).sum()
    }

    #[test]
    fn the_default_day_has_its_four_parts() {
        let profile = default_profile();
        for (from, to, expected) in [(450, 570, 0.40), (570, 690, 0.20), (810, 930, 0.28), (930, 1020, 0.12)] {
            assert!((share(&profile, from, to) - expected).abs() < 1e-12);
        }
        assert!((share(&profile, 0, 1440) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn shares_are_rescaled_to_one() {
        let profile = DayProfile::from_shares([(450, 2.0), (480, 6.0)]).expect("shares");
        assert_eq!(profile.half_hours().collect::<Vec<_>>(), [(450, 0.25), (480, 0.75)]);
    }

    #[test]
    fn shares_that_make_no_day_are_refused() {
        assert_eq!(DayProfile::from_shares([(455, 1.0)]), Err(ProfileError::Start(455)));
        assert_eq!(DayProfile::from_shares([(1440, 1.0)]), Err(ProfileError::Start(1440)));
        assert_eq!(DayProfile::from_shares([(450, -0.1)]), Err(ProfileError::Share { start: 450, share: -0.1 }));
        assert_eq!(DayProfile::from_shares([(450, 0.0)]), Err(ProfileError::Empty));
    }

    #[test]
    fn few_timestamps_move_the_prior_little_and_many_replace_it() {
        let at_ten = NaiveTime::from_hms_opt(10, 12, 0).expect("a time");
        let few = DayProfile::estimate([at_ten; 5], &default_profile());
        let many = DayProfile::estimate([at_ten; 5_000], &default_profile());
        assert!(share(&few, 600, 630) < 0.15);
        assert!(share(&many, 600, 630) > 0.98);
        assert!((share(&few, 0, 1440) - 1.0).abs() < 1e-12);
    }
}
