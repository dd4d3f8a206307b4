//! The fields of a commune instance as they stand in its text.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub(super) struct InstanceJson {
    pub(super) format: String,
    pub(super) days: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) first_date: Option<NaiveDate>,
    pub(super) skills: Vec<SkillJson>,
    pub(super) blocks: Vec<BlockJson>,
    pub(super) shifts: Vec<ShiftJson>,
    pub(super) groups: Vec<GroupJson>,
    pub(super) officers: Vec<OfficerJson>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) to_ask: Vec<String>,
    pub(super) requirements: Vec<(usize, String, String, i32, i32)>,
    #[serde(default)]
    pub(super) pins: Vec<(String, usize, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) previous: Vec<(String, usize, String)>,
    pub(super) limits: LimitsJson,
    pub(super) weights: WeightsJson,
}

#[derive(Serialize, Deserialize)]
pub(super) struct SkillJson {
    pub(super) id: String,
    pub(super) factor: f64,
}

#[derive(Serialize, Deserialize)]
pub(super) struct BlockJson {
    pub(super) id: String,
    pub(super) start: i32,
    pub(super) end: i32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) evening: Option<bool>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ShiftJson {
    pub(super) id: String,
    pub(super) blocks: Vec<String>,
    pub(super) normal: i32,
    pub(super) overtime: i32,
    pub(super) start: i32,
    pub(super) end: i32,
    pub(super) weekdays: Vec<usize>,
    pub(super) shift_change: bool,
}

#[derive(Serialize, Deserialize)]
pub(super) struct GroupJson {
    pub(super) id: String,
    pub(super) skills: Vec<String>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct OfficerJson {
    pub(super) id: String,
    pub(super) group: String,
    pub(super) protected: bool,
    pub(super) consent: bool,
    pub(super) ot_month: i32,
    pub(super) ot_year: i32,
    pub(super) ot_used: i32,
    pub(super) leave: Vec<usize>,
    pub(super) unavailable: Vec<(usize, String)>,
    pub(super) prefs: Vec<(usize, String, f64)>,
    pub(super) base_week: i32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) make_up: Vec<(usize, i32)>,
    pub(super) hist_evenings: i32,
    pub(super) hist_ot: i32,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) hist_weekends: i32,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) hist_hard: i32,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) worked_before: usize,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) worked_after: usize,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) months: Vec<MonthJson>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum MonthJson {
    /// The month's days in the period, one after another, and the minutes left.
    Days { days: Vec<usize>, remaining: i32 },
    /// As written up to version 0.1: first day, day after the last, minutes left. Kept instances may still hold it.
    Span(usize, usize, i32),
}

#[derive(Serialize, Deserialize)]
pub(super) struct LimitsJson {
    pub(super) day: i32,
    pub(super) ot_day: i32,
    pub(super) evenings_week: i32,
    pub(super) rest: i32,
    pub(super) rest_change: i32,
    pub(super) work_row: i32,
    pub(super) week_tolerance: i32,
    pub(super) evening_row_soft: i32,
}

#[derive(Serialize, Deserialize)]
pub(super) struct WeightsJson {
    pub(super) unmet_min: f64,
    pub(super) unmet: f64,
    pub(super) overtime: f64,
    pub(super) fair_evening: f64,
    pub(super) fair_overtime: f64,
    pub(super) pref: f64,
    pub(super) evening_row: f64,
    pub(super) change: f64,
}

fn is_zero<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
