//! The settings of a centre on a day: defaults, and what `settings.csv` says differently.

use chrono::NaiveDate;

use crate::domain::ids::CentreCode;
use crate::domain::instance::Weights;
use crate::domain::rules::RulePack;
use crate::domain::setting::{Setting, SettingValue};
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

/// The settings of `centre` on `date`. A row of the centre wins over `*`, a later one over an earlier; a value that its
/// setting does not take (the import refuses it, but a store may hold it from before) is not obeyed.
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
    let Some(Ok(value)) = Setting::named(key).map(|setting| setting.read(value)) else { return };
    match value {
        SettingValue::Number(number) if key == "patience_minutes" => settings.patience_minutes = Some(number),
        SettingValue::Number(number) => {
            if let Some(slot) = number_of(settings, key) {
                *slot = number;
            }
        }
        SettingValue::Whole(number) => {
            if let Some((slot, unit)) = whole_of(settings, key) {
                *slot = number * unit;
            }
        }
        SettingValue::YesNo(yes) => settings.submitter_may_approve = yes,
        // The store reads its clocks by it.
        SettingValue::TimeZone => {}
    }
}

/// The place of a share, a target or a price.
fn number_of<'a>(settings: &'a mut CentreSettings, key: &str) -> Option<&'a mut f64> {
    Some(match key {
        "wait_target_minutes" => &mut settings.wait_target_minutes,
        "service_level" => &mut settings.service_level,
        "service_quantile" => &mut settings.service_quantile,
        "productive_share" => &mut settings.productive_share,
        "shrinkage" => &mut settings.shrinkage,
        "price_floor" => &mut settings.weights.unmet_min,
        "price_target" => &mut settings.weights.unmet,
        "price_overtime_hour" => &mut settings.weights.overtime,
        "price_evening_spread" => &mut settings.weights.fair_evening,
        "price_overtime_spread" => &mut settings.weights.fair_overtime,
        "price_preference" => &mut settings.weights.pref,
        "price_evening_row" => &mut settings.weights.evening_row,
        "price_change" => &mut settings.weights.change,
        _ => return None,
    })
}

/// The place of a whole number, and how much of its own unit one of the setting's is.
fn whole_of<'a>(settings: &'a mut CentreSettings, key: &str) -> Option<(&'a mut i32, i32)> {
    Some(match key {
        "solve_seconds" => (&mut settings.solve_seconds, 1),
        "overtime_month_hours" => (&mut settings.rules.overtime_month, 60),
        "overtime_year_hours" => (&mut settings.rules.overtime_year, 60),
        "rest_minutes" => (&mut settings.rules.rest, 1),
        "rest_shift_change_minutes" => (&mut settings.rules.rest_shift_change, 1),
        "normal_day_minutes" => (&mut settings.rules.normal_day, 1),
        "evenings_a_week" => (&mut settings.rules.evenings_a_week, 1),
        "week_tolerance_minutes" => (&mut settings.week_tolerance, 1),
        "evenings_in_a_row" => (&mut settings.evenings_in_a_row, 1),
        _ => return None,
    })
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

    fn with(key: &str, value: &str) -> CentreSettings {
        let rows = [row(CentreScope::All, key, value, None)];
        settings_on(&rows, &"A".into(), "2026-07-01".parse().expect("a date"))
    }

    #[test]
    fn what_a_store_holds_from_before_and_no_setting_takes_is_not_obeyed() {
        for (key, value) in [
            ("service_level", "1"),
            ("service_quantile", "0"),
            ("productive_share", "0"),
            ("shrinkage", "1"),
            ("overtime_month_hours", "90"),
            ("overtime_year_hours", "301"),
            ("normal_day_minutes", "601"),
            ("rest_minutes", "0"),
            ("rest_shift_change_minutes", "0"),
            ("no_such_setting", "1"),
        ] {
            assert_eq!(with(key, value), CentreSettings::default(), "{key}");
        }
    }

    #[test]
    fn every_setting_of_the_table_changes_something() {
        use crate::domain::setting::{SETTINGS, Values};
        for setting in &SETTINGS {
            let value = match setting.values {
                Values::TimeZone => continue,
                Values::YesNo => "yes".to_owned(),
                Values::Decimal(..) if setting.key == "patience_minutes" => "20".to_owned(),
                Values::Decimal(..) => "0.35".to_owned(),
                Values::Whole(least, _) => (least + 1).to_string(),
            };
            assert_ne!(with(setting.key, &value), CentreSettings::default(), "{}", setting.key);
        }
    }

    /// What is offered as a remedy must be a setting that the import takes.
    #[test]
    fn raised_caps_that_are_offered_can_be_set() {
        use crate::optimiser::remedies::{RAISED_MONTH, RAISED_YEAR};
        assert_eq!(with("overtime_month_hours", &(RAISED_MONTH / 60).to_string()).rules.overtime_month, RAISED_MONTH);
        assert_eq!(with("overtime_year_hours", &(RAISED_YEAR / 60).to_string()).rules.overtime_year, RAISED_YEAR);
    }
}
