//! The half-hours in which a centre is open on one day, and the arrivals that fall into them.
//!
//! A profile speaks of the whole day. Who would come while the centre is closed (before opening, at lunch) comes in the
//! open half-hours instead, in proportion to their own shares; so the shares of the open half-hours sum to 1 again.

use super::demand::OpenBlock;
use super::profile::DayProfile;

/// Minutes of a calendar day.
pub const MINUTES_OF_DAY: u32 = 24 * 60;
/// Length of a full stretch.
const STRETCH_MINUTES: u32 = 30;

/// An open stretch of at most half an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenStretch {
    /// Position of its block in the list that was given.
    pub block: usize,
    /// Start, minutes after midnight.
    pub start: u32,
    /// Open minutes in it.
    pub minutes: u32,
}

/// The open stretches of one day in order of time.
#[derive(Clone, Debug)]
pub struct OpenHours {
    stretches: Vec<OpenStretch>,
    /// The stretch to which each minute of the day belongs.
    owner: Vec<Option<usize>>,
}

impl OpenHours {
    /// The half-hours of `blocks`, each counted from the start of its block. Where blocks overlap, a minute belongs to
    /// the regular block rather than the extended one, and then to the one that starts first.
    #[must_use]
    pub fn new(blocks: &[OpenBlock]) -> Self {
        let mut order: Vec<usize> = (0..blocks.len()).collect();
        order.sort_by_key(|&block| (blocks[block].extended, blocks[block].start, block));
        let mut block_of = vec![None; MINUTES_OF_DAY as usize];
        for block in order {
            for minute in blocks[block].start..blocks[block].end.min(MINUTES_OF_DAY) {
                block_of[minute as usize].get_or_insert(block);
            }
        }
        let mut stretches: Vec<OpenStretch> = Vec::new();
        let mut owner = vec![None; block_of.len()];
        for (minute, block) in (0..).zip(block_of) {
            let Some(block) = block else { continue };
            let start = minute - (minute - blocks[block].start) % STRETCH_MINUTES;
            let same = |stretch: &OpenStretch| stretch.block == block && stretch.start == start;
            match stretches.last_mut().filter(|stretch| same(stretch)) {
                Some(stretch) => stretch.minutes += 1,
                None => stretches.push(OpenStretch { block, start, minutes: 1 }),
            }
            owner[minute as usize] = Some(stretches.len() - 1);
        }
        Self { stretches, owner }
    }

    /// The stretches in order of time.
    #[must_use]
    pub fn stretches(&self) -> &[OpenStretch] {
        &self.stretches
    }

    /// Share of the day's arrivals in each stretch; they sum to 1 unless nothing is open. Where the profile expects nobody
    /// in the open hours, the arrivals spread evenly over them.
    #[must_use]
    pub fn shares(&self, profile: &DayProfile) -> Vec<f64> {
        let mut shares = vec![0.0; self.stretches.len()];
        for (minute, stretch) in (0..).zip(&self.owner) {
            if let Some(stretch) = stretch {
                shares[*stretch] += profile.share_of_minute(minute);
            }
        }
        if shares.iter().sum::<f64>() <= 0.0 {
            shares = self.stretches.iter().map(|stretch| f64::from(stretch.minutes)).collect();
        }
        let total: f64 = shares.iter().sum();
        shares.iter().map(|share| share / total).collect()
    }

    /// Share of the day's arrivals that have usually come by `minute` after midnight.
    #[must_use]
    pub fn share_until(&self, profile: &DayProfile, minute: u32) -> f64 {
        let come = |(stretch, share): (&OpenStretch, f64)| {
            let lived = minute.saturating_sub(stretch.start).min(stretch.minutes);
            share * f64::from(lived) / f64::from(stretch.minutes)
        };
        self.stretches.iter().zip(self.shares(profile)).map(come).sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::staffing::profile::default_profile;

    fn block(start: u32, end: u32, extended: bool) -> OpenBlock {
        OpenBlock { code: "B".into(), start, end, extended }
    }

    #[test]
    fn a_block_is_cut_into_half_hours_and_a_rest() {
        let hours = OpenHours::new(&[block(450, 520, false)]);
        let cut: Vec<_> = hours.stretches().iter().map(|stretch| (stretch.start, stretch.minutes)).collect();
        assert_eq!(cut, [(450, 30), (480, 30), (510, 10)]);
    }

    #[test]
    fn a_minute_of_two_blocks_counts_for_the_regular_one() {
        let hours = OpenHours::new(&[block(1020, 1140, true), block(990, 1050, false)]);
        let of = |block| hours.stretches().iter().filter(|s| s.block == block).map(|s| s.minutes).sum::<u32>();
        assert_eq!((of(0), of(1)), (90, 60));
    }

    #[test]
    fn lunch_arrivals_come_in_the_open_half_hours() {
        let profile = DayProfile::from_shares([(450, 0.4), (720, 0.2), (810, 0.4)]).expect("shares");
        let shares = OpenHours::new(&[block(450, 480, false), block(810, 840, false)]).shares(&profile);
        assert_eq!(shares, [0.5, 0.5]);
    }

    #[test]
    fn by_a_minute_the_share_of_the_open_time_before_it_has_come() {
        let hours = OpenHours::new(&[block(450, 510, false), block(810, 840, false)]);
        let profile = DayProfile::from_shares([(450, 0.4), (480, 0.4), (810, 0.2)]).expect("shares");
        let shares = [0, 450, 465, 510, 700, 825, 1440].map(|minute| hours.share_until(&profile, minute));
        for (share, expected) in shares.into_iter().zip([0.0, 0.0, 0.2, 0.8, 0.8, 0.9, 1.0]) {
            assert!((share - expected).abs() < 1e-9, "{shares:?}");
        }
    }

    #[test]
    fn an_evening_that_the_profile_does_not_know_gets_everybody_when_it_alone_is_open() {
        let shares = OpenHours::new(&[block(1140, 1215, true)]).shares(&default_profile());
        assert_eq!(shares, [0.4, 0.4, 0.2]);
        assert!(OpenHours::new(&[]).shares(&default_profile()).is_empty());
    }

    proptest! {
        #[test]
        fn shares_of_any_open_hours_sum_to_one(blocks in prop::collection::vec((0u32..1400, 1u32..300, any::<bool>()), 1..5)) {
            let blocks: Vec<_> =
                blocks.into_iter().map(|(start, length, extended)| block(start, (start + length).min(1440), extended)).collect();
            let total: f64 = OpenHours::new(&blocks).shares(&default_profile()).iter().sum();
            prop_assert!((total - 1.0).abs() < 1e-9);
        }
    }
}
