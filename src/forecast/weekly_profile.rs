//! How a member's week is shaped, and the shape that a young member borrows from members like it.

use super::history::{History, mean};
use super::smoothing::Start;

/// First days of a history that set the starting level and profile, in days.
const OPENING_DAYS: usize = 28;
/// What the borrowed profile is worth, in weeks of own history.
const BORROWED_WEEKS: f64 = 4.0;
/// Distance between two profiles (root mean square per weekday) at which a peer counts for 60 %.
const LIKENESS: f64 = 0.15;
/// Peers that are looked at; more would not change the mean but cost time in a group of thousands.
const MOST_PEERS: usize = 300;

/// The profile of one member, as shares of its mean day; `weeks` says how much history stands behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Profile {
    pub shares: [f64; 7],
    pub weeks: f64,
}

impl Profile {
    /// From the last year's plain days; `None` without any case.
    pub fn of(history: &History) -> Option<Self> {
        let from = history.len().saturating_sub(364);
        let (shares, _, weeks) = week_means(history, from..history.len())?;
        Some(Self { shares, weeks })
    }
}

/// Where smoothing starts: level and profile of the first four weeks, drawn towards the profiles of similar members.
/// A member without any day observed starts like the middle of its group, which has `group_level` cases a day.
pub(super) fn start(
    history: &History,
    own: Option<&Profile>,
    peers: &[Option<Profile>],
    from: usize,
    group_level: f64,
) -> Start {
    if history.values.iter().flatten().next().is_none() {
        let nobody = Profile { shares: [1.0; 7], weeks: 1e-6 };
        return Start { level: group_level, profile: borrow(&nobody, peers).unwrap_or([1.0; 7]), weeks: 1.0 };
    }
    let to = (from + OPENING_DAYS).min(history.len());
    let borrowed = own.and_then(|own| borrow(own, peers));
    let Some((shares, level, weeks)) = week_means(history, from..to) else {
        return Start { level: history.level, profile: own.map_or([1.0; 7], |own| own.shares), weeks: 1.0 };
    };
    let Some(borrowed) = borrowed else {
        return Start { level, profile: shares, weeks };
    };
    let mut profile = [0.0; 7];
    for day in 0..7 {
        profile[day] = (weeks * shares[day] + BORROWED_WEEKS * borrowed[day]) / (weeks + BORROWED_WEEKS);
    }
    Start { level, profile, weeks: weeks + BORROWED_WEEKS }
}

/// Shares of each weekday, the mean day over all weekdays, and the number of weeks seen. A weekday that was never seen
/// counts as a mean day.
fn week_means(history: &History, days: std::ops::Range<usize>) -> Option<([f64; 7], f64, f64)> {
    let mut seen: [Vec<f64>; 7] = Default::default();
    for index in days {
        if let (Some(value), true) = (history.values[index], history.is_plain(index)) {
            seen[history.weekday(index)].push(value);
        }
    }
    let means: Vec<f64> = (0..7).filter(|d| !seen[*d].is_empty()).map(|d| mean(&seen[d])).collect();
    let level = mean(&means);
    if level <= 0.0 {
        return None;
    }
    let weeks = seen.iter().map(Vec::len).sum::<usize>() as f64 / 7.0;
    let mut shares = [1.0; 7];
    for (share, values) in shares.iter_mut().zip(&seen) {
        if !values.is_empty() {
            *share = mean(values) / level;
        }
    }
    Some((shares, level, weeks.max(0.5)))
}

/// The mean profile of the peers, each weighted by how like it is to `own` and by its history.
fn borrow(own: &Profile, peers: &[Option<Profile>]) -> Option<[f64; 7]> {
    let step = (peers.len() / MOST_PEERS).max(1);
    let reach = LIKENESS + 0.1 / own.weeks.sqrt();
    let (mut sum, mut total) = ([0.0; 7], 0.0);
    for peer in peers.iter().step_by(step).flatten() {
        let distance: f64 = own.shares.iter().zip(&peer.shares).map(|(a, b)| (a - b).powi(2)).sum::<f64>() / 7.0;
        let weight = (-distance / (2.0 * reach * reach)).exp() * (peer.weeks / (peer.weeks + 4.0));
        total += weight;
        for (sum, share) in sum.iter_mut().zip(&peer.shares) {
            *sum += weight * share;
        }
    }
    (total > 1e-6).then(|| sum.map(|value| value / total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_borrowed_profile_comes_from_members_that_are_alike() {
        let flat = Profile { shares: [1.0; 7], weeks: 50.0 };
        let weekend = Profile { shares: [0.5, 0.5, 0.5, 0.5, 0.5, 2.25, 2.25], weeks: 50.0 };
        let young = Profile { shares: [1.1, 0.9, 1.0, 1.1, 0.9, 1.0, 1.0], weeks: 8.0 };
        let borrowed = borrow(&young, &[Some(flat), Some(weekend), None]).unwrap();
        assert!((borrowed[6] - 1.0).abs() < 0.05, "{borrowed:?}");
        assert!(borrow(&young, &[None]).is_none());
    }
}
