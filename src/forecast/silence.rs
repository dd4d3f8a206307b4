//! Days of silence: zeros that are no counts, because nobody reported.
//!
//! Smoothing would carry them for months. They are taken for days that were not observed, but only where they stand out: what
//! comes in a rhythm, in a session every fortnight or a batch every month, has long runs of zeros that are meant.

use std::ops::Range;

use super::history::mean;

/// Zeros in a row, in days, that are too many for chance where cases usually come, and mean that nobody reported.
const SILENT_DAYS: usize = 10;
/// Days on either side of a run of zeros that tell whether cases usually come.
const NEAR_DAYS: usize = 28;
/// Days with cases that a side needs to tell it: a working week.
const LEAST_BUSY_DAYS: usize = 5;
/// The share of days with cases above which they usually come: a session every fortnight stays below it, and where they come
/// on three days of five, ten zeros in a row are one chance in ten thousand.
const BUSY_SHARE: f64 = 0.6;
/// So many times as long as any other run of zeros is too long for the rhythm of the series.
const BEYOND_RHYTHM: usize = 3;

/// Turns long runs of zeros into days that were not observed, where a zero is otherwise rare: where cases usually come before
/// or after the run, or where it is far too long for the rhythm in which they come. A batch once a month is no silence, and
/// nor is a run that lasts to the end: then nothing is what comes.
pub(super) fn forget_silence(values: &mut [Option<f64>]) {
    let level = mean(&values.iter().flatten().copied().collect::<Vec<_>>());
    if level < 2.0 {
        return;
    }
    let runs = runs_without_a_case(values);
    // One day with cases is no rhythm yet.
    let has_rhythm = values.iter().flatten().filter(|value| **value > 0.0).nth(1).is_some();
    let zeros: Vec<usize> = runs.iter().map(|run| values[run.clone()].iter().flatten().count()).collect();
    for (place, run) in runs.into_iter().enumerate() {
        if run.len() < SILENT_DAYS || run.end == values.len() {
            continue;
        }
        let before = run.start.saturating_sub(NEAR_DAYS)..run.start;
        let after = run.end..(run.end + NEAR_DAYS).min(values.len());
        let others = zeros.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, zeros)| *zeros);
        let longest = others.max().unwrap_or(0);
        let beyond_rhythm = has_rhythm && zeros[place] >= BEYOND_RHYTHM * longest;
        if is_busy(values, before) || is_busy(values, after) || beyond_rhythm {
            values[run].fill(None);
        }
    }
}

/// The spans of days on which no case is known to have come, in order.
fn runs_without_a_case(values: &[Option<f64>]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = 0;
    while start < values.len() {
        let run = values[start..].iter().take_while(|value| value.is_none_or(|v| v == 0.0)).count();
        if run > 0 {
            runs.push(start..start + run);
        }
        start += run + 1;
    }
    runs
}

/// Whether cases usually come on `days`: on most of those observed on whose weekdays any come, for an office that never opens
/// on Sunday is not silent then.
fn is_busy(values: &[Option<f64>], days: Range<usize>) -> bool {
    let (mut observed, mut busy) = ([0_usize; 7], [0_usize; 7]);
    for day in days {
        if let Some(value) = values[day] {
            observed[day % 7] += 1;
            busy[day % 7] += usize::from(value > 0.0);
        }
    }
    let open = (0..7).filter(|weekday| busy[*weekday] > 0);
    let (observed, busy) = open.fold((0, 0), |sum, weekday| (sum.0 + observed[weekday], sum.1 + busy[weekday]));
    busy >= LEAST_BUSY_DAYS && busy as f64 > BUSY_SHARE * observed as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forgotten(values: &[f64]) -> Vec<usize> {
        let mut kept: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
        forget_silence(&mut kept);
        (0..kept.len()).filter(|day| kept[*day].is_none()).collect()
    }

    #[test]
    fn a_session_every_fortnight_and_a_batch_every_month_are_no_silence() {
        for every in [11, 14, 30, 45] {
            let values: Vec<f64> = (0..240).map(|day| if day % every == 0 { 120.0 } else { 0.0 }).collect();
            assert!(forgotten(&values).is_empty(), "every {every} days");
        }
    }

    #[test]
    fn a_silence_is_told_by_either_side_of_it_and_by_the_rhythm_that_it_breaks() {
        // An office that opens from Monday to Friday, silent for a month in the middle.
        let mut office = [9.0, 8.0, 7.0, 9.0, 8.0, 0.0, 0.0].repeat(16);
        office[35..63].fill(0.0);
        assert_eq!(forgotten(&office), (33..63).collect::<Vec<_>>());
        // It opens for the first time after the silence, or brings little after it.
        assert_eq!(forgotten(&office[35..]), (0..28).collect::<Vec<_>>());
        office[63..].iter_mut().enumerate().for_each(|(day, value)| *value = if day % 11 == 0 { 9.0 } else { 0.0 });
        assert_eq!(forgotten(&office), (33..63).collect::<Vec<_>>());
        // It opened two days ago.
        let new = [vec![0.0; 58], vec![123.0, 93.0]].concat();
        assert_eq!(forgotten(&new), (0..58).collect::<Vec<_>>());
        assert!(forgotten(&new[..59]).is_empty());
        // A batch each month, and then none for most of a year.
        let batch = |day: usize| if day.is_multiple_of(30) && !(91..390).contains(&day) { 400.0 } else { 0.0 };
        assert_eq!(forgotten(&(0..451).map(batch).collect::<Vec<_>>()), (91..390).collect::<Vec<_>>());
    }
}
