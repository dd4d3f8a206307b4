//! Rosters as CSV, by person and then by day; day 0 is the first day.
//!
//! `officer,day,shift` for commune instances; `staff,day,shift` for the rostering benchmark, whose files may leave the
//! header out and hold comments (lines that start with `#`).

use std::collections::HashMap;

use csv::StringRecord;

use crate::domain::instance::{Instance, Plan};
use crate::domain::nrp::NrpInstance;

/// Why a text is not a roster of the instance.
#[derive(Debug, thiserror::Error)]
pub enum RosterCsvError {
    /// Not CSV.
    #[error("not a roster: {0}")]
    Csv(#[from] csv::Error),
    /// The first line does not name the columns.
    #[error("line 1 is {found}, expected {expected}")]
    Header {
        /// What stands there.
        found: String,
        /// The columns.
        expected: String,
    },
    /// A line has too few or too many fields.
    #[error("line {line} has {found} fields, expected {expected}")]
    Fields {
        /// Line of the file, from 1.
        line: usize,
        /// How many fields stand there.
        found: usize,
        /// The columns.
        expected: String,
    },
    /// A field holds a value that the instance does not know.
    #[error("line {line}: {column} is {value}, expected {expected}")]
    Field {
        /// Line of the file, from 1.
        line: usize,
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
    Sheet::of(instance).read(text)
}

/// Writes the roster, one line for each shift worked.
#[must_use]
pub fn write_roster(instance: &Instance, plan: &Plan) -> String {
    Sheet::of(instance).write(plan)
}

/// Reads a roster of the rostering benchmark's `instance`.
///
/// # Errors
/// A line names a member of staff, day or shift that the instance does not have, or gives one a second shift on a day.
pub fn read_nrp_roster(instance: &NrpInstance, text: &str) -> Result<Plan, RosterCsvError> {
    Sheet::of_nrp(instance).read(text)
}

/// Writes a roster of the rostering benchmark, one line for each shift worked.
#[must_use]
pub fn write_nrp_roster(instance: &NrpInstance, plan: &Plan) -> String {
    Sheet::of_nrp(instance).write(plan)
}

/// What the columns of a roster are called and what may stand in them.
struct Sheet<'a> {
    columns: [&'static str; 3],
    /// Whether the header may be left out and comments are skipped.
    lenient: bool,
    /// What the first column names.
    person: &'static str,
    people: Vec<&'a str>,
    shifts: Vec<&'a str>,
    days: usize,
}

impl<'a> Sheet<'a> {
    fn of(instance: &'a Instance) -> Self {
        Self {
            columns: ["officer", "day", "shift"],
            lenient: false,
            person: "an officer",
            people: instance.officers.iter().map(|officer| officer.code.as_str()).collect(),
            shifts: instance.shifts.iter().map(|shift| shift.code.as_str()).collect(),
            days: instance.days,
        }
    }

    fn of_nrp(instance: &'a NrpInstance) -> Self {
        Self {
            columns: ["staff", "day", "shift"],
            lenient: true,
            person: "a member of staff",
            people: instance.staff.iter().map(|staff| staff.code.as_str()).collect(),
            shifts: instance.shifts.iter().map(|shift| shift.code.as_str()).collect(),
            days: instance.days,
        }
    }

    fn read(&self, text: &str) -> Result<Plan, RosterCsvError> {
        let (people, shifts) = (positions(&self.people), positions(&self.shifts));
        let mut plan = Plan::empty(self.people.len(), self.days);
        for record in self.lines(text)? {
            let line = line_of(text, &record);
            if record.len() != self.columns.len() {
                return Err(RosterCsvError::Fields { line, found: record.len(), expected: self.columns.join(",") });
            }
            let wrong = |at: usize, expected: String| RosterCsvError::Field {
                line,
                column: self.columns[at],
                value: record[at].to_owned(),
                expected,
            };
            let person = people.get(&record[0]).ok_or_else(|| wrong(0, format!("{} of the instance", self.person)))?;
            let day = record[1].parse().ok().filter(|day| *day < self.days);
            let day: usize = day.ok_or_else(|| wrong(1, format!("a day from 0 to {}", self.days - 1)))?;
            let shift = *shifts.get(&record[2]).ok_or_else(|| wrong(2, "a shift of the instance".to_owned()))?;
            if plan.get(*person, day).is_some() {
                return Err(wrong(2, format!("one shift of {} on day {day}, this is the second", &record[0])));
            }
            plan.set(*person, day, Some(shift));
        }
        Ok(plan)
    }

    /// The lines below the header.
    fn lines(&self, text: &str) -> Result<Vec<StringRecord>, RosterCsvError> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut lines = reader.records().collect::<Result<Vec<_>, _>>()?;
        if self.lenient {
            lines.retain(|line| !line[0].starts_with('#') && !line.iter().all(str::is_empty));
        }
        let first = lines.first().map(|line| line.iter().collect::<Vec<_>>()).unwrap_or_default();
        // Other programs name the first column as they like; none has a day that is called `day`.
        let headed = if self.lenient { first.get(1) == Some(&self.columns[1]) } else { first == self.columns };
        if !headed && !self.lenient {
            return Err(RosterCsvError::Header { found: first.join(","), expected: self.columns.join(",") });
        }
        Ok(lines.split_off(usize::from(headed)))
    }

    fn write(&self, plan: &Plan) -> String {
        let mut text = self.columns.join(",");
        text.push('\n');
        for (person, day, shift) in plan.assignments() {
            text.push_str(&format!("{},{day},{}\n", quoted(self.people[person]), quoted(self.shifts[shift])));
        }
        text
    }
}

/// Where each code stands.
fn positions<'a>(codes: &[&'a str]) -> HashMap<&'a str, usize> {
    codes.iter().enumerate().map(|(at, code)| (*code, at)).collect()
}

/// The line of the file, from 1, on which `record` starts. The reader's own count lags behind blank lines and CRLF.
fn line_of(text: &str, record: &StringRecord) -> usize {
    let start = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or_default();
    let ends = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
    let (before, from) = text.as_bytes().split_at(start.min(text.len()));
    let skipped = from.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    1 + ends(before) + ends(&from[..skipped])
}

/// A code as one CSV field.
fn quoted(code: &str) -> String {
    if code.contains([',', '"', '\n', '\r']) { format!("\"{}\"", code.replace('"', "\"\"")) } else { code.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::nrp::read_nrp;
    use crate::optimiser::test_support::{random_plan, small_instance};

    fn benchmark() -> NrpInstance {
        read_nrp(include_str!("../../tests/data/nrp/small.txt")).expect("our own instance")
    }

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
        assert_eq!(message("officer,day,shift\nP0,1\n"), "line 2 has 2 fields, expected officer,day,shift");
        let twice = message("officer,day,shift\nP0,1,R\nP0,1,RV\n");
        assert_eq!(twice, "line 3: shift is RV, expected one shift of P0 on day 1, this is the second");
    }

    #[test]
    fn the_line_is_right_behind_blank_lines_and_with_crlf() {
        let instance = small_instance(3, 2, 14);
        let message = |text: &str| read_roster(&instance, text).expect_err("wrong").to_string();
        let unknown = "expected an officer of the instance";
        let blank = message("officer,day,shift\n\n\nP0,1,R\n\nP9,1,R");
        assert_eq!(blank, format!("line 6: officer is P9, {unknown}"));
        let crlf = message("\u{feff}officer,day,shift\r\nP0,1,R\r\nP9,1,R\r\n");
        assert_eq!(crlf, format!("line 3: officer is P9, {unknown}"));
    }

    #[test]
    fn a_benchmark_roster_that_is_written_is_read_again() {
        let instance = benchmark();
        let mut plan = Plan::empty(instance.staff.len(), instance.days);
        plan.set(0, 0, Some(0));
        plan.set(2, 13, Some(1));
        let text = write_nrp_roster(&instance, &plan);
        assert_eq!(text, "staff,day,shift\nAn,0,E\nChi,13,L\n");
        assert_eq!(read_nrp_roster(&instance, &text).expect("our own text"), plan);
        let bare = "# by hand\n\nAn, 0, E\n  \nChi,13,L\n";
        assert_eq!(read_nrp_roster(&instance, bare).expect("header left out"), plan);
        let other = "employee,day,code\r\nAn,0,E\r\nChi,13,L";
        assert_eq!(read_nrp_roster(&instance, other).expect("a header in other words"), plan);
    }

    #[test]
    fn an_error_in_a_benchmark_roster_names_the_line_and_the_value() {
        let instance = benchmark();
        let message = |text: &str| read_nrp_roster(&instance, text).expect_err("wrong").to_string();
        let someone = message("# by hand\nAn,0,E\nZoe,0,E\n");
        assert_eq!(someone, "line 3: staff is Zoe, expected a member of staff of the instance");
        assert_eq!(message("An,0,X"), "line 1: shift is X, expected a shift of the instance");
        for day in ["14", "-1", "1.5"] {
            let outside = message(&format!("staff,day,shift\nAn,{day},E\n"));
            assert_eq!(outside, format!("line 2: day is {day}, expected a day from 0 to 13"));
        }
        let twice = message("An,0,E\nAn,0,L");
        assert_eq!(twice, "line 2: shift is L, expected one shift of An on day 0, this is the second");
        assert_eq!(message("An,0,E\nAn,1"), "line 2 has 2 fields, expected staff,day,shift");
    }
}
