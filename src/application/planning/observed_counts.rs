//! What came, with the days on which nothing came: a list of single dossiers (`cases.csv`) has no row for those.
//!
//! Without them a group of a dossier every few days would be known by its busy days only, and be expected at their level.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::application::ports::{Store, Stored};
use crate::domain::calendar::Calendar;
use crate::domain::centre::Centre;
use crate::domain::dossiers::{CountedSingly, DossierCount, DossierOutcome};
use crate::domain::ids::{CentreCode, GroupCode};

/// The counts of `centre` with `from <= date < to`, by group and date, and 0 for every day that says so by its silence.
///
/// # Errors
/// When the store fails.
pub(super) fn observed_counts(
    store: &mut impl Store,
    centre: &Centre,
    calendar: &Calendar,
    (from, to): (NaiveDate, NaiveDate),
) -> Stored<Vec<DossierCount>> {
    let mut counts = store.counts(&centre.code, from, to)?;
    let singly = store.counted_singly(&centre.code)?;
    // Whether a centre serves on holidays is learned elsewhere, from what came on them.
    let quiet = quiet_days(&counts, &singly, |date| calendar.is_open(date, centre, true));
    if !quiet.is_empty() {
        counts.extend(quiet.into_iter().map(|(group, date)| nothing(&centre.code, group, date)));
        counts.sort_by(|a, b| (&a.group, a.date).cmp(&(&b.group, b.date)));
    }
    Ok(counts)
}

/// The open days on which the centre received something, but nothing of a group that is counted singly.
///
/// A group is known from its own first dossier on, not from the centre's: it may have been brought in later, and months of
/// zeros before that would be learned as its past. Where it is only rare, the days before its first dossier are few. Days on
/// which nothing at all came are not known to be quiet: perhaps nobody reported.
fn quiet_days(
    counts: &[DossierCount],
    singly: &[CountedSingly],
    is_open: impl Fn(NaiveDate) -> bool,
) -> Vec<(GroupCode, NaiveDate)> {
    if singly.is_empty() {
        return Vec::new();
    }
    let told: BTreeSet<(&GroupCode, NaiveDate)> = counts.iter().map(|count| (&count.group, count.date)).collect();
    let busy: BTreeSet<NaiveDate> = counts
        .iter()
        .filter(|count| count.received > 0)
        .map(|count| count.date)
        .filter(|date| is_open(*date))
        .collect();
    let quiet_of = |of: &CountedSingly| {
        let quiet = busy.iter().filter(|date| of.knows(**date) && !told.contains(&(&of.group, **date)));
        quiet.map(|date| (of.group.clone(), *date)).collect::<Vec<_>>()
    };
    singly.iter().flat_map(quiet_of).collect()
}

fn nothing(centre: &CentreCode, group: GroupCode, date: NaiveDate) -> DossierCount {
    DossierCount { date, centre: centre.clone(), group, received: 0, outcome: DossierOutcome::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("an ISO date")
    }

    fn count(group: &str, date: &str, received: u32) -> DossierCount {
        DossierCount { received, ..nothing(&"A".into(), group.into(), day(date)) }
    }

    /// Wednesday is closed all the same, on Thursday nobody reported.
    fn quiet(by_the_day: Option<(&str, &str)>) -> Vec<String> {
        let counts = [
            count("civil", "2026-03-02", 9),
            count("civil", "2026-03-03", 8),
            count("civil", "2026-03-04", 1),
            count("civil", "2026-03-05", 0),
            count("civil", "2026-03-06", 7),
            count("civil", "2026-03-09", 7),
            count("land", "2026-03-03", 1),
            count("land", "2026-03-09", 2),
        ];
        let by_the_day = by_the_day.map(|(first, last)| (day(first), day(last)));
        let land = CountedSingly { group: "land".into(), since: day("2026-03-03"), by_the_day };
        let found = quiet_days(&counts, &[land], |date| date != day("2026-03-04"));
        found.iter().map(|(group, date)| format!("{group} {date}")).collect()
    }

    #[test]
    fn an_open_day_on_which_others_came_is_quiet_from_the_first_dossier_on() {
        assert_eq!(quiet(None), ["land 2026-03-06"]);
    }

    #[test]
    fn within_the_days_that_somebody_counted_a_missing_count_stays_missing() {
        assert_eq!(quiet(Some(("2026-03-02", "2026-03-06"))), Vec::<String>::new());
        assert_eq!(quiet(Some(("2026-02-02", "2026-03-05"))), ["land 2026-03-06"]);
    }
}
