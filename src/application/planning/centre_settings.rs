//! The settings of a centre on a day: defaults, and what `settings.csv` says differently.

use chrono::NaiveDate;

use crate::domain::ids::CentreCode;
use crate::domain::instance::Weights;
use crate::domain::rules::RulePack;
use crate::exchange::data_folder::SettingRow;

/// Values that differ from centre to centre.
#[derive(Clone, Debug, PartialEq)]
pub struct CentreSettings {
    /// Minutes within which a citizen should start (`wait_target_minutes`, default 15).
    pub wait_target_minutes: f64,
    /// Share of citizens who start in time (`service_level`, default 0.9).
    pub service_level: f64,
    /// Quantile of the forecast that staffing meets (`service_quantile`, default 0.8; 0.5, 0.8 and 0.9 are kept).
    pub service_quantile: f64,
    /// Share of a working hour that serves citizens (`productive_share`, default 0.8).
    pub productive_share: f64,
    /// Share of officers away for training and meetings (`shrinkage`, default 0).
    pub shrinkage: f64,
    /// Minutes that citizens wait on average before they leave (`patience_minutes`, default: everybody stays).
    pub patience_minutes: Option<f64>,
    /// Wall seconds for one improvement of a roster (`solve_seconds`, default 60).
    pub solve_seconds: i32,
    /// Whether whoever submitted may approve (`submitter_may_approve`, default no).
    pub submitter_may_approve: bool,
    /// Values of the labour rules.
    pub rules: RulePack,
    /// Prices of the soft terms.
    pub weights: Weights,
    /// Minutes that a week may fall short of the contract (`week_tolerance_minutes`, default 240).
    pub week_tolerance: i32,
    /// Evenings in a row that cost nothing (`evenings_in_a_row`, default 2).
    pub evenings_in_a_row: i32,
}

impl Default for CentreSettings {
    fn default() -> Self {
        Self {
            wait_target_minutes: 15.0,
            service_level: 0.9,
            service_quantile: 0.8,
            productive_share: 0.8,
            shrinkage: 0.0,
            patience_minutes: None,
            solve_seconds: 60,
            submitter_may_approve: false,
            rules: RulePack::vietnam(),
            weights: Weights {
                unmet_min: 300.0,
                unmet: 60.0,
                overtime: 4.0,
                fair_evening: 12.0,
                fair_overtime: 3.0,
                pref: 1.0,
                evening_row: 15.0,
                change: 6.0,
            },
            week_tolerance: 240,
            evenings_in_a_row: 2,
        }
    }
}

/// The settings of `centre` on `date`. A row of the centre wins over `*`, a later one over an earlier; a value that cannot
/// be read is left at its default, because the import has already said so.
#[must_use]
pub fn settings_on(rows: &[SettingRow], centre: &CentreCode, date: NaiveDate) -> CentreSettings {
    let mut live: Vec<&SettingRow> =
        rows.iter().filter(|row| row.scope.covers(centre) && row.from.is_none_or(|from| from <= date)).collect();
    live.sort_by_key(|row| (row.scope.as_str() != "*", row.from));
    let mut settings = CentreSettings::default();
    for row in live {
        apply(&mut settings, row.key.as_str(), row.value.as_str());
    }
    settings
}

fn apply(settings: &mut CentreSettings, key: &str, value: &str) {
    let share = |slot: &mut f64| {
        if let Some(value) = value.parse::<f64>().ok().filter(|value| (0.0..=1.0).contains(value)) {
            *slot = value;
        }
    };
    let price = |slot: &mut f64| {
        if let Some(value) = value.parse::<f64>().ok().filter(|value| value.is_finite() && *value >= 0.0) {
            *slot = value;
        }
    };
    let whole = |slot: &mut i32, unit: i32| {
        if let Some(value) = value.parse::<i32>().ok().filter(|value| (0..=100_000).contains(value)) {
            *slot = value * unit;
        }
    };
    let span = |slot: &mut Option<f64>| {
        if let Some(value) = value.parse::<f64>().ok().filter(|value| value.is_finite() && *value > 0.0) {
            *slot = Some(value);
        }
    };
    match key {
        "wait_target_minutes" => price(&mut settings.wait_target_minutes),
        "service_level" => share(&mut settings.service_level),
        "service_quantile" => share(&mut settings.service_quantile),
        "productive_share" => share(&mut settings.productive_share),
        "shrinkage" => share(&mut settings.shrinkage),
        "patience_minutes" => span(&mut settings.patience_minutes),
        "solve_seconds" => whole(&mut settings.solve_seconds, 1),
        "submitter_may_approve" => settings.submitter_may_approve = value == "yes",
        "overtime_month_hours" => whole(&mut settings.rules.overtime_month, 60),
        "overtime_year_hours" => whole(&mut settings.rules.overtime_year, 60),
        "rest_minutes" => whole(&mut settings.rules.rest, 1),
        "rest_shift_change_minutes" => whole(&mut settings.rules.rest_shift_change, 1),
        "normal_day_minutes" => whole(&mut settings.rules.normal_day, 1),
        "evenings_a_week" => whole(&mut settings.rules.evenings_a_week, 1),
        "week_tolerance_minutes" => whole(&mut settings.week_tolerance, 1),
        "evenings_in_a_row" => whole(&mut settings.evenings_in_a_row, 1),
        "price_floor" => price(&mut settings.weights.unmet_min),
        "price_target" => price(&mut settings.weights.unmet),
        "price_overtime_hour" => price(&mut settings.weights.overtime),
        "price_evening_spread" => price(&mut settings.weights.fair_evening),
        "price_overtime_spread" => price(&mut settings.weights.fair_overtime),
        "price_preference" => price(&mut settings.weights.pref),
        "price_evening_row" => price(&mut settings.weights.evening_row),
        "price_change" => price(&mut settings.weights.change),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::centre::CentreScope;

    fn row(scope: CentreScope, key: &str, value: &str, from: Option<&str>) -> SettingRow {
        SettingRow { scope, key: key.into(), value: value.into(), from: from.map(|date| date.parse().expect("a date")) }
    }

    #[test]
    fn the_centre_wins_over_all_and_the_later_over_the_earlier() {
        let rows = [
            row(CentreScope::One("A".into()), "service_level", "0.8", None),
            row(CentreScope::All, "service_level", "0.95", Some("2026-06-01")),
            row(CentreScope::All, "overtime_year_hours", "300", Some("2026-06-01")),
        ];
        let on = |date: &str, centre: &str| settings_on(&rows, &centre.into(), date.parse().expect("a date"));
        assert_eq!(on("2026-07-01", "A").service_level, 0.8);
        assert_eq!(on("2026-07-01", "B").service_level, 0.95);
        assert_eq!(on("2026-05-01", "B").service_level, 0.9);
        assert_eq!(on("2026-07-01", "B").rules.overtime_year, 18_000);
    }

    #[test]
    fn patience_is_more_than_nothing() {
        let with = |value: &str| {
            let rows = [row(CentreScope::All, "patience_minutes", value, None)];
            settings_on(&rows, &"A".into(), "2026-07-01".parse().expect("a date")).patience_minutes
        };
        assert_eq!(["25.5", "0", "-3", "long"].map(with), [Some(25.5), None, None, None]);
    }

    #[test]
    fn an_unreadable_value_keeps_the_default() {
        let rows = [row(CentreScope::All, "service_level", "ninety", None)];
        assert_eq!(settings_on(&rows, &"A".into(), "2026-07-01".parse().expect("a date")).service_level, 0.9);
    }
}
