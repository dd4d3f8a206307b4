//! Rosters of commune instances as CSV: `officer,day,shift`, by officer and then by day; day 0 is the first day.

use std::collections::HashMap;

use crate::domain::instance::{Instance, Plan};

/// The columns, in order.
const HEADER: [&str; 3] = ["officer", "day", "shift"];

/// Why a text is not a roster of the instance.
#[derive(Debug, thiserror::Error)]
pub enum RosterCsvError {
    /// Not CSV, or a line has the wrong number of fields.
    #[error("not a roster: {0}")]
    Csv(#[from] csv::Error),
    /// The first line does not name the columns.
    #[error("line 1 is {found}, expected officer,day,shift")]
    Header {
        /// What stands there.
        found: String,
    },
    /// A field holds a value that the instance does not know.
    #[error("line {line}: {column} is {value}, expected {expected}")]
    Field {
        /// Line of the file, from 1.
        line: u64,
        /// Column.
        column: &'static str,
        /// What stands there.
        value: String,
        /// What should stand there.
        expected: String,
    },
}

/// Reads a roster of `instance`.
///
/// # Errors
/// A line names an officer, day or shift that the instance does not have, or gives an officer a second shift on a day.
pub fn read_roster(instance: &Instance, text: &str) -> Result<Plan, RosterCsvError> {
    let officers: HashMap<&str, usize> =
        instance.officers.iter().enumerate().map(|(at, officer)| (officer.code.as_str(), at)).collect();
    let shifts: HashMap<&str, usize> =
        instance.shifts.iter().enumerate().map(|(at, shift)| (shift.code.as_str(), at)).collect();
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = reader.headers()?;
    if !header.iter().eq(HEADER) {
        return Err(RosterCsvError::Header { found: header.iter().collect::<Vec<_>>().join(",") });
    }
    let mut plan = Plan::empty(instance.officers.len(), instance.days);
    for record in reader.records() {
        let record = record?;
        let line = record.position().map_or(0, csv::Position::line);
        let wrong = |at: usize, expected: String| RosterCsvError::Field {
            line,
            column: HEADER[at],
            value: record[at].to_owned(),
            expected,
        };
        let officer = *officers.get(&record[0]).ok_or_else(|| wrong(0, "an officer of the instance".to_owned()))?;
        let day = record[1].parse().ok().filter(|day| *day < instance.days);
        let day: usize = day.ok_or_else(|| wrong(1, format!("a day from 0 to {}", instance.days - 1)))?;
        let shift = *shifts.get(&record[2]).ok_or_else(|| wrong(2, "a shift of the instance".to_owned()))?;
        if plan.get(officer, day).is_some() {
            return Err(wrong(2, format!("one shift of {} on day {day}, this is the second", &record[0])));
        }
        plan.set(officer, day, Some(shift));
    }
    Ok(plan)
}

/// Writes the roster, one line for each shift worked.
#[must_use]
pub fn write_roster(instance: &Instance, plan: &Plan) -> String {
    let mut text = HEADER.join(",");
    text.push('\n');
    for (officer, day, shift) in plan.assignments() {
        let (officer, shift) = (quoted(&instance.officers[officer].code), quoted(&instance.shifts[shift].code));
        text.push_str(&format!("{officer},{day},{shift}\n"));
    }
    text
}

/// A code as one CSV field.
fn quoted(code: &str) -> String {
    if code.contains([',', '"', '\n', '\r']) { format!("\"{}\"", code.replace('"', "\"\"")) } else { code.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimiser::test_support::{random_plan, small_instance};

    #[test]
    fn what_is_written_is_read_again() {
        let mut instance = small_instance(3, 4, 14);
        instance.officers[1].code = "Nguyễn Thị \"Hoa\", CC".to_owned();
        let plan = random_plan(&instance, 5);
        assert_eq!(read_roster(&instance, &write_roster(&instance, &plan)).expect("our own text"), plan);
    }

    #[test]
    fn an_error_names_the_line_and_the_value() {
        let instance = small_instance(3, 2, 14);
        let message = |text: &str| read_roster(&instance, text).expect_err("wrong").to_string();
        assert_eq!(message("who,day,shift\n"), "line 1 is who,day,shift, expected officer,day,shift");
        let unknown = message("officer,day,shift\nP0,1,R\nP9,1,R\n");
        assert_eq!(unknown, "line 3: officer is P9, expected an officer of the instance");
        let outside = message("officer,day,shift\nP0,14,R\n");
        assert_eq!(outside, "line 2: day is 14, expected a day from 0 to 13");
        let twice = message("officer,day,shift\nP0,1,R\nP0,1,RV\n");
        assert_eq!(twice, "line 3: shift is RV, expected one shift of P0 on day 1, this is the second");
    }
}
