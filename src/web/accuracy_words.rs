//! How good the forecast was, in sentences that an official understands.

use serde::Serialize;

use super::language::{Language, Message};
use crate::application::views::Accuracy;

/// Errors within five per cent of "same as last week" are called equal to it.
const EQUAL: f64 = 0.05;
/// Shares of days inside the 80 % band that a band of the right width gives over some weeks.
const FITTING: std::ops::RangeInclusive<f64> = 0.7..=0.92;

/// The accuracy in words, signs and colours.
#[derive(Debug, Serialize)]
pub struct AccuracyWords {
    days: String,
    kept: String,
    error_state: &'static str,
    error_sign: &'static str,
    error_chip: String,
    error: String,
    mase: String,
    coverage_state: &'static str,
    coverage_sign: &'static str,
    coverage_chip: String,
    coverage: String,
    coverage_verdict: String,
}

impl AccuracyWords {
    /// Words `accuracy`.
    #[must_use]
    pub fn new(language: Language, accuracy: &Accuracy) -> Self {
        let share = language.percent((accuracy.mase - 1.0).abs(), 0);
        let (error_state, error_sign, error_chip, error) = if accuracy.mase < 1.0 - EQUAL {
            ("ok", "✓", "forecast-better", "forecast-mase-better")
        } else if accuracy.mase <= 1.0 + EQUAL {
            ("", "=", "forecast-equal", "forecast-mase-equal")
        } else {
            ("warn", "!", "forecast-worse", "forecast-mase-worse")
        };
        let (coverage_state, coverage_sign, coverage_chip, verdict) = if accuracy.coverage80 < *FITTING.start() {
            ("warn", "!", "forecast-narrow", "forecast-coverage-narrow")
        } else if accuracy.coverage80 <= *FITTING.end() {
            ("ok", "✓", "forecast-covered", "forecast-coverage-good")
        } else {
            ("", "↔", "forecast-wide", "forecast-coverage-wide")
        };
        let days = f64::from(u32::try_from(accuracy.days).unwrap_or(u32::MAX));
        let coverage = Message::new("forecast-coverage")
            .with("inside", language.number(accuracy.coverage80 * days, 0))
            .with("days", language.number(days, 0))
            .with("share", language.percent(accuracy.coverage80, 0));
        Self {
            days: language.tell(
                &Message::new("forecast-accuracy-days").count("origins", accuracy.origins).count("days", accuracy.days),
            ),
            kept: language.tell(
                &Message::new("forecast-accuracy-kept")
                    .count("kept", accuracy.kept)
                    .count("anew", accuracy.origins - accuracy.kept),
            ),
            error_state,
            error_sign,
            error_chip: language.say(error_chip),
            error: language.tell(&Message::new(error).with("share", share)),
            mase: language.tell(&Message::new("forecast-mase").with("mase", language.number(accuracy.mase, 2))),
            coverage_state,
            coverage_sign,
            coverage_chip: language.say(coverage_chip),
            coverage: language.tell(&coverage),
            coverage_verdict: language.say(verdict),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(mase: f64, coverage80: f64) -> AccuracyWords {
        AccuracyWords::new(Language::English, &Accuracy { mase, coverage80, days: 20, origins: 2, kept: 1 })
    }

    #[test]
    fn a_smaller_error_is_told_as_a_share_of_last_weeks() {
        let words = words(0.82, 0.8);
        assert_eq!((words.error_state, words.coverage_state), ("ok", "ok"));
        assert!(words.error.contains("18%"), "{}", words.error);
        assert!(words.coverage.contains("16 of 20 days (80%)"), "{}", words.coverage);
        assert!(words.days.contains("2 forecasts") && words.days.contains("20 days"), "{}", words.days);
        assert!(words.kept.starts_with("One was kept"), "{}", words.kept);
    }

    #[test]
    fn a_larger_error_and_a_narrow_band_are_warnings() {
        let words = words(1.3, 0.55);
        assert_eq!((words.error_state, words.coverage_state), ("warn", "warn"));
    }

    #[test]
    fn near_last_weeks_figures_is_called_equal() {
        assert_eq!(words(1.04, 0.8).error_sign, "=");
        assert_eq!(words(0.96, 1.0).coverage_sign, "↔");
    }
}
