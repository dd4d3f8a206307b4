//! What the figures of a forecast say, in sentences.

use chrono::{Days, NaiveDate};

use super::{Words, is_open, special_days};
use crate::application::views::{Drift, GroupForecast};
use crate::domain::demand::DemandDay;
use crate::web::chart::{ChartSize, ChartWords};
use crate::web::language::Message;

/// Days ahead that one sentence sums up.
const SUMMARY_DAYS: u64 = 28;
/// A later day is told beside the peak of those days when it passes it by more than this factor.
const CLEARLY_HIGHER: f64 = 1.1;

impl Words {
    /// The last four weeks in a sentence.
    pub(super) fn past(&self, forecast: &GroupForecast) -> Option<String> {
        let recent = &forecast.history[forecast.history.len().saturating_sub(28)..];
        let came: Vec<(NaiveDate, u32)> = recent
            .iter()
            .filter_map(|(date, count)| count.filter(|count| *count > 0).map(|count| (*date, count)))
            .collect();
        let (highest_day, highest) =
            came.iter().copied().max_by_key(|(date, count)| (*count, std::cmp::Reverse(*date)))?;
        let sum: f64 = came.iter().map(|(_, count)| f64::from(*count)).sum();
        let mean = sum / f64::from(u32::try_from(came.len()).ok()?);
        let message = Message::new("forecast-summary-past")
            .count("days", came.len())
            .with("mean", self.dossiers(mean))
            .with("highest", self.dossiers(f64::from(highest)))
            .with("highest_day", self.language.day(highest_day));
        Some(self.language.tell(&message))
    }

    /// The next four weeks in a sentence, and the highest day that the chart shows after them where it is clearly higher.
    pub(super) fn ahead(&self, forecast: &GroupForecast, today: NaiveDate) -> Option<String> {
        let end = today + Days::new(SUMMARY_DAYS);
        let shown = forecast.days.iter().take(ChartSize::Wide.days_ahead());
        let (open, later): (Vec<&DemandDay>, Vec<&DemandDay>) =
            shown.filter(|day| today <= day.date && is_open(day)).partition(|day| day.date < end);
        let peak = highest(&open)?;
        let sum: f64 = open.iter().map(|day| day.mean).sum();
        let mean = sum / f64::from(u32::try_from(open.len()).ok()?);
        let message =
            Message::new("forecast-summary-ahead").count("days", open.len()).with("mean", self.dossiers(mean));
        let later = highest(&later).filter(|later| later.q50 > peak.q50 * CLEARLY_HIGHER);
        let later = later.map(|later| self.peak(Message::new("forecast-summary-later"), later));
        Some(std::iter::once(self.peak(message, peak)).chain(later).collect::<Vec<_>>().join(" "))
    }

    /// `message` with a day of many dossiers.
    fn peak(&self, message: Message, day: &DemandDay) -> String {
        let message = message
            .with("peak_day", self.day_with_name(day.date))
            .with("peak", self.dossiers(day.q50))
            .with("low", self.dossiers(*day.band80().start()))
            .with("high", self.dossiers(*day.band80().end()));
        self.language.tell(&message)
    }

    /// The special days after the `last` that a chart shows.
    pub(super) fn beyond(&self, last: NaiveDate) -> Option<String> {
        let from = self.special_days.partition_point(|(date, _)| *date <= last);
        let days = special_days(self.language, &self.special_days[from..]);
        let days: Vec<String> = days.into_iter().map(|special| format!("{} ({})", special.day, special.name)).collect();
        let days = (!days.is_empty()).then(|| days.join(&self.language.say("list-separator")))?;
        Some(self.language.tell(&Message::new("forecast-beyond").with("days", days)))
    }

    /// How what came has left what was expected.
    pub(super) fn drift(&self, drift: &Drift) -> String {
        let key = if drift.ratio > 1.0 { "forecast-drift-more" } else { "forecast-drift-less" };
        let message = Message::new(key)
            .day("since", drift.since)
            .with("share", self.language.percent((drift.ratio - 1.0).abs(), 0))
            .count("outside", drift.outside)
            .count("days", drift.days);
        self.language.tell(&message)
    }
}

/// The day on which most are expected.
fn highest<'a>(days: &[&'a DemandDay]) -> Option<&'a DemandDay> {
    days.iter().copied().max_by(|one, other| one.q50.total_cmp(&other.q50))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::language::Language;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    /// From Monday 23 November on, on every day `usual` but on one.
    fn forecast(usual: f64, (day, busy): (&str, f64)) -> GroupForecast {
        let days = date("2026-11-23").iter_days().take(60).map(|day_of| {
            let median = if day_of == date(day) { busy } else { usual };
            DemandDay::new(day_of, median, [0.5, 0.8, 1.0, 1.1, 1.2, 1.5].map(|factor| factor * median))
        });
        let days = days.collect();
        GroupForecast {
            group: None,
            history: Vec::new(),
            days,
            expected_before: Vec::new(),
            accuracy: None,
            drift: None,
        }
    }

    fn words() -> Words {
        let special_days = vec![
            (date("2026-11-24"), "Culture".to_owned()),
            (date("2027-01-01"), "New Year".to_owned()),
            (date("2027-01-04"), "Campaign".to_owned()),
            (date("2027-01-05"), "Campaign".to_owned()),
        ];
        Words { language: Language::English, special_days }
    }

    #[test]
    fn a_clearly_higher_day_after_the_four_weeks_is_told_and_a_hardly_higher_one_is_not() {
        let ahead = |day| words().ahead(&forecast(270.0, day), date("2026-11-23")).expect("a sentence");
        let told = ahead(("2027-01-04", 570.0));
        assert!(told.starts_with("In the next four weeks (28 open days)"), "{told}");
        assert!(told.contains("Mon 4 Jan (Campaign): about 570 (80%: 456–684)"), "{told}");
        assert!(!ahead(("2027-01-04", 297.0)).contains("297"), "a tenth more is not much more");
        let within = ahead(("2026-12-07", 570.0));
        assert!(within.contains("the peak is Mon 7 Dec with about 570") && !within.contains("After them"), "{within}");
    }

    #[test]
    fn special_days_that_a_chart_does_not_reach_are_named_below_it() {
        let beyond = |last| words().beyond(date(last));
        let told = beyond("2026-12-20").expect("a sentence");
        assert!(told.contains("Fri 1 Jan (New Year), Mon 4 Jan – Tue 5 Jan (Campaign)"), "{told}");
        assert!(!told.contains("Culture"), "{told}");
        assert!(beyond("2027-01-04").is_some_and(|told| told.contains("Tue 5 Jan")));
        assert_eq!(beyond("2027-01-05"), None);
    }
}
