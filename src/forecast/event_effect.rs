//! What a known event does to a day: a campaign, a school's enrolment week.
//!
//! A manager may say what to expect. What came on earlier days of the same name, as a multiple of the usual day, counts
//! beside that: the group's days towards the member's, each drawn to the wider figure while few days are known. Days of
//! events are not learned from otherwise, so that a campaign does not raise the weeks after it.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::history::History;
use super::{Event, Member};

/// Days of an event that weigh as much as what was expected of it.
const DOUBT_DAYS: f64 = 1.0;
/// Bounds of a factor: a fiftieth and twenty times the usual day.
const BOUNDS: (f64, f64) = (0.02, 20.0);

/// The effects of every event of a group, for each of its members.
pub(super) struct EventEffects<'a> {
    group: HashMap<&'a str, Seen>,
    own: Vec<HashMap<&'a str, Seen>>,
}

/// Sum of logarithms of what came over the usual day, and how many days.
#[derive(Clone, Copy, Default)]
struct Seen {
    sum: f64,
    days: f64,
}

impl Seen {
    fn add(&mut self, log_ratio: f64) {
        self.sum += log_ratio;
        self.days += 1.0;
    }

    /// The mean, drawn to `otherwise`.
    fn drawn_to(self, otherwise: f64) -> f64 {
        (self.sum + DOUBT_DAYS * otherwise) / (self.days + DOUBT_DAYS)
    }
}

impl<'a> EventEffects<'a> {
    /// What came on the member's days of events, as a logarithm of the multiple of the usual day, by name.
    pub fn seen(member: &'a Member, history: &History) -> Vec<(&'a str, f64)> {
        let log_ratio = |(index, event, value): &(usize, usize, f64)| {
            let usual = history.usual(*index, history.weekday(*index)).filter(|usual| *usual > 0.0)?;
            Some((member.events[*event].name.as_str(), (value / usual).clamp(BOUNDS.0, BOUNDS.1).ln()))
        };
        history.event_days.iter().filter_map(log_ratio).collect()
    }

    /// The effects of what the members have [`seen`](Self::seen), in their order.
    pub fn fit(seen: Vec<Vec<(&'a str, f64)>>) -> Self {
        let mut group: HashMap<&str, Seen> = HashMap::new();
        let mut by_name = |own: Vec<(&'a str, f64)>| {
            let mut effects: HashMap<&str, Seen> = HashMap::new();
            for (name, log_ratio) in own {
                effects.entry(name).or_default().add(log_ratio);
                group.entry(name).or_default().add(log_ratio);
            }
            effects
        };
        let own = seen.into_iter().map(&mut by_name).collect();
        Self { group, own }
    }

    /// The factor on the usual day of the member at `place` on a day of `event`, and whether the member has lived one before.
    pub fn factor(&self, place: usize, event: &Event) -> (f64, bool) {
        let expected = expected_factor(event).ln();
        let parent = self.group.get(event.name.as_str()).copied().unwrap_or_default().drawn_to(expected);
        let own = self.own[place].get(event.name.as_str()).copied().unwrap_or_default();
        (own.drawn_to(parent).exp(), own.days > 0.0)
    }
}

/// What is expected of the event, as a multiple of the usual day.
pub(super) fn expected_factor(event: &Event) -> f64 {
    event.factor.clamp(BOUNDS.0, BOUNDS.1)
}

/// The event of `member` on `date`, the first of several.
pub(super) fn event_on(member: &Member, date: NaiveDate) -> Option<&Event> {
    member.events.iter().find(|event| event.days.contains(&date))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::demand::DemandDay;
    use crate::forecast::series::day_after;
    use crate::forecast::{Series, forecast_group};

    fn first() -> NaiveDate {
        "2026-03-02".parse().expect("a date")
    }

    fn event(from: i64, to: i64, factor: f64) -> Event {
        Event { days: day_after(first(), from)..=day_after(first(), to), name: "Campaign".into(), factor }
    }

    /// Twelve weeks of 40 a day but 10 on weekends; on `busy` days three times as many.
    fn member(busy: std::ops::Range<usize>, events: Vec<Event>) -> Member {
        let mut values = [40.0, 40.0, 40.0, 40.0, 40.0, 10.0, 10.0].repeat(12);
        for day in busy {
            values[day] *= 3.0;
        }
        let series = Series { first: first(), values: values.into_iter().map(Some).collect() };
        Member { events, ..Member::new(series) }
    }

    fn ahead(members: &[Member]) -> Vec<DemandDay> {
        forecast_group(members, day_after(first(), 83), 7).swap_remove(0)
    }

    #[test]
    fn what_the_manager_expects_of_an_event_counts_until_it_has_been_seen() {
        let days = ahead(&[member(0..0, vec![event(85, 85, 2.0)])]);
        assert!((days[1].mean / days[2].mean - 2.0).abs() < 0.05, "{days:?}");
        assert!(days[1].q90 - days[1].q10 > days[2].q90 - days[2].q10);
    }

    #[test]
    fn an_event_that_was_seen_is_expected_again_and_leaves_no_trace_in_other_weeks() {
        let seen = event(70, 74, 1.0);
        let days = ahead(&[member(70..75, vec![seen.clone(), event(85, 85, 1.0)])]);
        assert!((2.3..3.1).contains(&(days[1].mean / 40.0)), "{days:?}");
        assert!((days[2].mean - 40.0).abs() < 2.0, "{days:?}");
        // Another member of the group learns from it.
        let group = ahead(&[member(0..0, vec![event(85, 85, 1.0)]), member(70..75, vec![seen])]);
        assert!(group[1].mean > 70.0, "{group:?}");
    }

    #[test]
    fn an_event_as_long_as_the_whole_past_still_tells_the_level() {
        let mean = |factor: f64| {
            let series = Series { first: first(), values: vec![Some(120.0); 20] };
            let member = Member { events: vec![event(0, 22, factor)], ..Member::new(series) };
            let days = forecast_group(&[member], day_after(first(), 19), 7).swap_remove(0);
            (days[1].mean, days[5].mean)
        };
        let (during, after) = mean(3.0);
        assert!((during - 120.0).abs() < 12.0 && (after - 40.0).abs() < 4.0, "{during} {after}");
        // Nobody dared to say what the event brings: then nothing better is known than what it brought.
        let (during, after) = mean(1.0);
        assert!((during - 120.0).abs() < 12.0 && (after - 120.0).abs() < 12.0, "{during} {after}");
    }

    #[test]
    fn an_event_without_a_word_on_its_size_changes_nothing_but_the_doubt() {
        let days = ahead(&[member(0..0, vec![event(85, 85, 1.0)])]);
        assert!((days[1].mean - days[2].mean).abs() < 1.0, "{days:?}");
    }
}
