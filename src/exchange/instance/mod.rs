//! JSON of commune instances, format `commune-roster-1`.
//!
//! Times are minutes after midnight, days count from 0 (a Monday), codes name everything. On top of the published
//! format we write `first_date` (the calendar day of day 0), `to_ask` (officers who have not agreed and may be asked),
//! `officers[].worked_before` and `officers[].worked_after` (days worked in a row right before day 0 and right after the last
//! day), `officers[].months` (the days of each month and the overtime minutes left in them),
//! `officers[].make_up` (normal minutes of rest days worked in place of another day), `officers[].hist_weekends`,
//! `officers[].hist_hard` (weekend days and hard-to-fill shifts of the last three months) and `blocks[].evening`; readers that
//! do not know them may leave them out. Fields that we do not know are ignored.

mod json;
mod read;
mod write;

pub use read::read_instance;
pub use write::write_instance;

/// The only format read and written here.
const FORMAT: &str = "commune-roster-1";
/// Blocks that count as evenings unless the block says otherwise.
const EVENING_BLOCKS: [&str; 2] = ["EVE", "OUT"];

/// Why a text is not an instance.
#[derive(Debug, thiserror::Error)]
pub enum InstanceError {
    /// Not JSON, or a field is missing or of the wrong type.
    #[error("not a commune instance: {0}")]
    Json(#[from] serde_json::Error),
    /// A field holds a value that cannot be right.
    #[error("{field} is {value}, expected {expected}")]
    Field {
        /// The field, as a path: `officers[3].group`.
        field: String,
        /// What stands there.
        value: String,
        /// What should stand there.
        expected: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::instance::{Instance, MonthCap};
    use crate::optimiser::test_support::instances;
    use proptest::prelude::*;
    use serde_json::json;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn what_is_written_is_read_again(instance in instances()) {
            prop_assert_eq!(&read_instance(&write_instance(&instance)).expect("our own text"), &instance);
        }
    }

    #[test]
    fn a_generated_instance_survives_the_round_trip() {
        let instance =
            read_instance(include_str!("../../../tests/data/commune/S1.json")).expect("a generated instance");
        assert_eq!((instance.officers.len(), instance.days, instance.shifts.len()), (12, 28, 13));
        assert_eq!(read_instance(&write_instance(&instance)).expect("our own text"), instance);
        assert!(!write_instance(&instance).contains("worked_"), "nothing is written of days that nobody worked");
    }

    #[test]
    fn more_shifts_than_the_optimiser_tells_apart_are_refused() {
        let mut instance = read_instance(include_str!("../../../tests/data/commune/S1.json")).expect("an instance");
        let first = instance.shifts[0].clone();
        instance.shifts =
            (0..10_001).map(|at| crate::domain::instance::Shift { code: format!("S{at}"), ..first.clone() }).collect();
        for officer in &mut instance.officers {
            officer.prefs.clear();
            officer.unavailable.clear();
        }
        (instance.pins, instance.previous) = (Vec::new(), Vec::new());
        let error = read_instance(&write_instance(&instance)).expect_err("too many shifts");
        assert_eq!(error.to_string(), "shifts is 10001, expected at most 10000 shifts");
    }

    /// S1 with these `months` for its first officer.
    fn with_months(months: &serde_json::Value) -> Result<Instance, InstanceError> {
        let mut json: serde_json::Value =
            serde_json::from_str(include_str!("../../../tests/data/commune/S1.json")).expect("JSON");
        json["officers"][0]["months"] = months.clone();
        read_instance(&json.to_string())
    }

    #[test]
    fn months_are_days_in_a_row_one_month_after_another() {
        let days = |days: std::ops::Range<usize>| days.collect::<Vec<_>>();
        let two = json!([{"days": days(0..3), "remaining": 60}, {"days": days(3..28), "remaining": 2400}]);
        let instance = with_months(&two).expect("two months");
        let expected = [(0, 3, 60), (3, 28, 2400)].map(|(first, end, remaining)| MonthCap { first, end, remaining });
        assert_eq!(instance.officers[0].months, expected);
        assert!(write_instance(&instance).contains(r#""months":[{"days":[0,1,2],"remaining":60},"#));
        assert_eq!(
            with_months(&json!([[0, 3, 60], [3, 28, 2400]])).expect("as once written").officers[0].months,
            expected
        );
        for wrong in [
            json!([{"days": [], "remaining": 60}]),
            json!([{"days": [0, 2], "remaining": 60}]),
            json!([{"days": days(20..29), "remaining": 60}]),
            json!([{"days": days(0..5), "remaining": 60}, {"days": days(4..9), "remaining": 60}]),
        ] {
            let error = with_months(&wrong).expect_err("no month").to_string();
            assert!(error.starts_with("officers[0].months is "), "{error}");
        }
    }

    #[test]
    fn officers_to_ask_are_listed_by_their_code() {
        let mut instance = with_months(&json!([])).expect("S1");
        instance.officers[2].to_ask = true;
        let text = write_instance(&instance);
        assert!(text.contains(r#""to_ask":["P002"]"#));
        assert_eq!(read_instance(&text).expect("our own text"), instance);
        let error = read_instance(&text.replace(r#"["P002"]"#, r#"["P999"]"#)).expect_err("nobody").to_string();
        assert_eq!(error, "to_ask[0] is P999, expected a code of the list officers");
    }

    #[test]
    fn an_error_names_the_field_the_value_and_the_expectation() {
        let text = include_str!("../../../tests/data/commune/S1.json");
        let broken = text.replacen("\"group\":\"G0\"", "\"group\":\"G77\"", 1);
        let error = read_instance(&broken).expect_err("G77 is no group");
        assert_eq!(error.to_string(), "officers[0].group is G77, expected a code of the list groups");
        let broken = text.replacen("\"days\":28", "\"days\":0", 1);
        let error = read_instance(&broken).expect_err("no days");
        assert_eq!(error.to_string(), "days is 0, expected 1 to 366");
    }
}
