//! The text format of the staff rostering benchmark of Curtois and Qu.
//!
//! A line `SECTION_…` opens a section, in any order; below it stands one row a line, its fields parted by commas. Blank
//! lines and lines that start with `#` are skipped. Days off and requests may be absent. A section that the format does
//! not have is refused: were it skipped, a misspelt heading would silently lose its rows.

mod sections;

use std::collections::{BTreeSet, HashMap};
use std::ops::RangeInclusive;

use self::sections::{
    COVER, DAYS_OFF, HORIZON, OFF_REQUESTS, ON_REQUESTS, Row, SHIFTS, STAFF, Sections, telling_lines,
};
use crate::domain::nrp::{NrpCover, NrpInstance, NrpRequest, NrpShift, NrpStaff};

/// Horizons accepted, days.
const HORIZONS: RangeInclusive<i32> = 1..=366;
/// Lengths of a shift, minutes.
const LENGTHS: RangeInclusive<i32> = 0..=24 * 60;
/// Every other number: limits, people, weights.
const NUMBERS: RangeInclusive<i32> = 0..=1_000_000_000;

/// Why a text is not an instance of the benchmark.
#[derive(Debug, thiserror::Error)]
pub enum NrpError {
    /// A section that every instance has is not there, or has no row.
    #[error("{0} is missing or empty, expected it with its rows")]
    Missing(&'static str),
    /// A line holds a value that cannot be right.
    #[error("line {line}: {field} is {value}, expected {expected}")]
    Field {
        /// Line of the file, from 1.
        line: usize,
        /// What the value stands for.
        field: &'static str,
        /// What stands there.
        value: String,
        /// What should stand there.
        expected: String,
    },
}

/// Whether the text looks like this format: its first line that says anything opens a section.
#[must_use]
pub fn is_nrp(text: &str) -> bool {
    telling_lines(text).next().is_some_and(|(_, line)| line.starts_with("SECTION_"))
}

/// Reads an instance of the benchmark.
///
/// # Errors
/// A section is missing, unknown or there twice, or a row names a shift, a member of staff or a day that the instance
/// does not have, or a number out of range; the error names the line, what stands there and what was expected.
pub fn read_nrp(text: &str) -> Result<NrpInstance, NrpError> {
    let sections = Sections::of(text)?;
    let (shifts, staff) = (sections.required(SHIFTS)?, sections.required(STAFF)?);
    let names = Names {
        days: read_horizon(sections.required(HORIZON)?)?,
        shifts: positions(shifts, "shift")?,
        staff: positions(staff, "staff")?,
    };
    let requests = |name| sections.optional(name).iter().map(|row| names.read_request(row)).collect::<Result<_, _>>();
    let mut instance = NrpInstance {
        days: names.days,
        shifts: shifts.iter().map(|row| names.read_shift(row)).collect::<Result<_, _>>()?,
        staff: staff.iter().map(|row| names.read_staff(row)).collect::<Result<_, _>>()?,
        on_requests: requests(ON_REQUESTS)?,
        off_requests: requests(OFF_REQUESTS)?,
        cover: sections.required(COVER)?.iter().map(|row| names.read_cover(row)).collect::<Result<_, _>>()?,
    };
    for row in sections.optional(DAYS_OFF) {
        let staff = names.staff(row)?;
        for day in row.fields.iter().skip(1).filter(|day| !day.is_empty()) {
            instance.staff[staff].days_off.insert(names.day(row, day)?);
        }
    }
    Ok(instance)
}

/// The days of the horizon, which is the only row of its section.
fn read_horizon(rows: &[Row<'_>]) -> Result<usize, NrpError> {
    if let Some(second) = rows.get(1) {
        return Err(second.wrong("the line", second.field(0), "one number in the whole section"));
    }
    let days = rows[0].number_in(HORIZONS, "horizon", rows[0].field(0))?;
    Ok(usize::try_from(days).unwrap_or_default())
}

/// The codes that head the rows, and where each stands.
fn positions<'a>(rows: &[Row<'a>], name: &'static str) -> Result<HashMap<&'a str, usize>, NrpError> {
    let mut positions = HashMap::new();
    for (position, row) in rows.iter().enumerate() {
        let code = row.field(0);
        if code.is_empty() || positions.insert(code, position).is_some() {
            return Err(row.wrong(name, code, "a code that no other row has"));
        }
    }
    Ok(positions)
}

/// What the rows may name.
struct Names<'a> {
    days: usize,
    shifts: HashMap<&'a str, usize>,
    staff: HashMap<&'a str, usize>,
}

impl Names<'_> {
    fn day(&self, row: &Row<'_>, value: &str) -> Result<usize, NrpError> {
        let day = value.parse().ok().filter(|day| *day < self.days);
        day.ok_or_else(|| row.wrong("day", value, format!("a day from 0 to {}", self.days - 1)))
    }

    fn staff(&self, row: &Row<'_>) -> Result<usize, NrpError> {
        let code = row.field(0);
        self.staff.get(code).copied().ok_or_else(|| row.wrong("staff", code, format!("a code of {STAFF}")))
    }

    fn shift(&self, row: &Row<'_>, code: &str) -> Result<usize, NrpError> {
        let code = code.trim();
        self.shifts.get(code).copied().ok_or_else(|| row.wrong("shift", code, format!("a code of {SHIFTS}")))
    }

    fn read_shift(&self, row: &Row<'_>) -> Result<NrpShift, NrpError> {
        let banned = row.field(2).split('|').filter(|code| !code.trim().is_empty());
        Ok(NrpShift {
            code: row.field(0).to_owned(),
            minutes: row.number_in(LENGTHS, "length", row.field(1))?,
            not_followed_by: banned.map(|code| self.shift(row, code)).collect::<Result<_, _>>()?,
        })
    }

    fn read_staff(&self, row: &Row<'_>) -> Result<NrpStaff, NrpError> {
        Ok(NrpStaff {
            code: row.field(0).to_owned(),
            max_shifts: self.read_max_shifts(row)?,
            max_minutes: row.number(2, "most minutes")?,
            min_minutes: row.number(3, "least minutes")?,
            max_consecutive: row.number(4, "most consecutive shifts")?,
            min_consecutive: row.number(5, "least consecutive shifts")?,
            min_days_off: row.number(6, "least consecutive days off")?,
            max_weekends: row.number(7, "most weekends")?,
            days_off: BTreeSet::new(),
        })
    }

    /// `D=14|N=4`: the most shifts of each kind; a kind that is not named may be worked on every day.
    fn read_max_shifts(&self, row: &Row<'_>) -> Result<Vec<i32>, NrpError> {
        let every_day = i32::try_from(self.days).unwrap_or(i32::MAX);
        let mut max_shifts = vec![every_day; self.shifts.len()];
        let mut named = BTreeSet::new();
        for part in row.field(1).split('|').filter(|part| !part.trim().is_empty()) {
            let limit = part.split_once('=');
            let (code, most) = limit.ok_or_else(|| row.wrong("most shifts", part, "SHIFT=NUMBER"))?;
            let shift = self.shift(row, code)?;
            if !named.insert(shift) {
                return Err(row.wrong("most shifts", part, "each shift once"));
            }
            max_shifts[shift] = row.number_in(NUMBERS, "most shifts", most.trim())?;
        }
        Ok(max_shifts)
    }

    fn read_request(&self, row: &Row<'_>) -> Result<NrpRequest, NrpError> {
        Ok(NrpRequest {
            staff: self.staff(row)?,
            day: self.day(row, row.field(1))?,
            shift: self.shift(row, row.field(2))?,
            weight: row.number(3, "weight")?,
        })
    }

    fn read_cover(&self, row: &Row<'_>) -> Result<NrpCover, NrpError> {
        Ok(NrpCover {
            day: self.day(row, row.field(0))?,
            shift: self.shift(row, row.field(1))?,
            wanted: row.number(2, "people wanted")?,
            under_weight: row.number(3, "weight of one missing")?,
            over_weight: row.number(4, "weight of one too many")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SMALL: &str = include_str!("../../tests/data/nrp/small.txt");

    fn small() -> NrpInstance {
        read_nrp(SMALL).expect("our own instance")
    }

    /// The refusal of the small instance with one passage changed.
    fn refusal(from: &str, to: &str) -> String {
        assert!(SMALL.contains(from), "{from:?} is in the file");
        read_nrp(&SMALL.replacen(from, to, 1)).expect_err("wrong").to_string()
    }

    proptest! {
        #[test]
        fn a_damaged_text_is_read_or_refused_and_never_a_panic(cut in 0..SMALL.len(), gap in 0..40_usize, by in "[0-9A-Z,|=#_\\n-]{0,6}") {
            let end = (cut + gap).min(SMALL.len());
            if let Ok(instance) = read_nrp(&format!("{}{by}{}", &SMALL[..cut], &SMALL[end..])) {
                prop_assert!(instance.days > 0 && instance.cover.iter().all(|cover| cover.day < instance.days));
                prop_assert!(instance.staff.iter().all(|staff| staff.max_shifts.len() == instance.shifts.len()));
            }
        }
    }

    #[test]
    fn every_section_is_read() {
        let instance = small();
        assert_eq!((instance.days, instance.shifts.len(), instance.staff.len()), (14, 2, 4));
        let late = NrpShift { code: "L".to_owned(), minutes: 540, not_followed_by: BTreeSet::from([0]) };
        assert_eq!(instance.shifts[1], late);
        let dung = NrpStaff {
            code: "Dung".to_owned(),
            max_shifts: vec![0, 9],
            max_minutes: 4800,
            min_minutes: 0,
            max_consecutive: 5,
            min_consecutive: 2,
            min_days_off: 3,
            max_weekends: 1,
            days_off: BTreeSet::from([0, 1]),
        };
        assert_eq!(instance.staff[3], dung);
        assert_eq!(instance.staff[2].max_shifts, [14, 6], "no limit named: every day");
        assert_eq!(instance.on_requests[1], NrpRequest { staff: 2, day: 7, shift: 1, weight: 3 });
        assert_eq!(instance.off_requests, [NrpRequest { staff: 1, day: 9, shift: 1, weight: 1 }]);
        let first = NrpCover { day: 0, shift: 0, wanted: 2, under_weight: 100, over_weight: 1 };
        assert_eq!((instance.cover.len(), &instance.cover[0]), (28, &first));
    }

    #[test]
    fn marks_blanks_spare_commas_and_the_order_of_sections_change_nothing() {
        assert_eq!(read_nrp(&format!("\u{feff}{}", SMALL.replace('\n', "\r\n"))).expect("CRLF"), small());
        assert_eq!(read_nrp(&SMALL.replace(',', " , ").replace('|', " | ")).expect("blanks"), small());
        let commas = SMALL.replace("\n14\n", "\n14,\n").replace("An,5\n", "An,,5,\n").replace(",100,1\n", ",100,1,,\n");
        assert_eq!(read_nrp(&commas).expect("commas to spare"), small());
        let (head, cover) = SMALL.split_at(SMALL.find(COVER).expect("the last section"));
        assert_eq!(read_nrp(&format!("{cover}{head}")).expect("cover first"), small());
    }

    #[test]
    fn wishes_and_days_off_may_be_absent() {
        let (head, rest) = SMALL.split_at(SMALL.find(DAYS_OFF).expect("a section"));
        let cover = &rest[rest.find(COVER).expect("the last section")..];
        let instance = read_nrp(&format!("{head}{cover}")).expect("three sections fewer");
        assert!(instance.on_requests.is_empty() && instance.off_requests.is_empty());
        assert!(instance.staff.iter().all(|staff| staff.days_off.is_empty()));
        assert_eq!(instance.cover, small().cover);
    }

    #[test]
    fn the_format_is_told_by_its_first_section() {
        assert!(is_nrp(SMALL) && is_nrp("\u{feff}SECTION_HORIZON\r\n") && is_nrp("\n# a\n\n# b\n SECTION_COVER"));
        assert!(!is_nrp("") && !is_nrp("# a") && !is_nrp("{\"SECTION_HORIZON\": 1}") && !is_nrp("14\nSECTION_HORIZON"));
    }

    #[test]
    fn an_unknown_code_is_named_with_its_line() {
        assert_eq!(refusal("L,540,E", "L,540,E|N"), "line 8: shift is N, expected a code of SECTION_SHIFTS");
        assert_eq!(refusal("L=6", "N=6"), "line 14: shift is N, expected a code of SECTION_SHIFTS");
        assert_eq!(refusal("Dung,0,1", "Zoe,0,1"), "line 20: staff is Zoe, expected a code of SECTION_STAFF");
        assert_eq!(refusal("Chi,7,L,3", ",7,L,3"), "line 25: staff is empty, expected a code of SECTION_STAFF");
        assert_eq!(refusal("0,E,2,100,1", "0,e,2,100,1"), "line 33: shift is e, expected a code of SECTION_SHIFTS");
    }

    #[test]
    fn a_code_stands_once() {
        assert_eq!(refusal("L,540,E", "E,540,E"), "line 8: shift is E, expected a code that no other row has");
        assert_eq!(refusal("Binh,E", "An,E"), "line 13: staff is An, expected a code that no other row has");
        assert_eq!(refusal("An,E", ",E"), "line 12: staff is empty, expected a code that no other row has");
        assert_eq!(refusal("E=10|L=4", "E=10|E=4"), "line 12: most shifts is E=4, expected each shift once");
    }

    #[test]
    fn a_number_that_cannot_be_is_named_with_its_range() {
        let any = "expected a whole number from 0 to 1000000000";
        assert_eq!(refusal("Binh,9,L,1", "Binh,9,L,-1"), format!("line 29: weight is -1, {any}"));
        assert_eq!(refusal("An,0,E,2", "An,0,E"), format!("line 24: weight is empty, {any}"));
        assert_eq!(refusal("0,E,2,100,1", "0,E,two,100,1"), format!("line 33: people wanted is two, {any}"));
        assert_eq!(refusal("E=10|L=4", "E=x|L=4"), format!("line 12: most shifts is x, {any}"));
        assert_eq!(refusal("E=10|L=4", "E|L=4"), "line 12: most shifts is E, expected SHIFT=NUMBER");
        let length = "line 7: length is 1441, expected a whole number from 0 to 1440";
        assert_eq!(refusal("E,480,", "E,1441,"), length);
        for horizon in ["0", "367", "x"] {
            let expected = format!("line 3: horizon is {horizon}, expected a whole number from 1 to 366");
            assert_eq!(refusal("\n14\n", &format!("\n{horizon}\n")), expected);
        }
    }

    #[test]
    fn a_day_outside_the_horizon_is_refused() {
        assert_eq!(refusal("An,5", "An,5,14"), "line 19: day is 14, expected a day from 0 to 13");
        assert_eq!(refusal("Chi,7,L,3", "Chi,-1,L,3"), "line 25: day is -1, expected a day from 0 to 13");
        assert_eq!(refusal("13,L,1,100,1", "14,L,1,100,1"), "line 60: day is 14, expected a day from 0 to 13");
    }

    #[test]
    fn a_section_that_is_missing_unknown_or_there_twice_is_refused() {
        for name in [HORIZON, SHIFTS, STAFF, COVER] {
            let at = SMALL.find(name).expect("the section");
            let end = SMALL[at + 1..].find("SECTION_").map_or(SMALL.len(), |next| at + 1 + next);
            let error = read_nrp(&format!("{}{}", &SMALL[..at], &SMALL[end..])).expect_err("missing");
            assert_eq!(error.to_string(), format!("{name} is missing or empty, expected it with its rows"));
        }
        assert!(refusal("\n14\n", "\n").starts_with("SECTION_HORIZON is missing or empty"));
        assert!(refusal("_DAYS_OFF", "_DAYS_OF").starts_with("line 17: section is SECTION_DAYS_OF, expected one of"));
        assert!(refusal("_DAYS_OFF", "_COVER").contains("line 31: section is SECTION_COVER, expected one of"));
    }

    #[test]
    fn a_line_that_fits_no_section_is_refused() {
        assert_eq!(refusal("SECTION_HORIZON\n", ""), "line 2: the line is 14, expected a section above it");
        assert_eq!(refusal("\n14\n", "\n14\n15\n"), "line 4: the line is 15, expected one number in the whole section");
        let wide = "line 33: the line is 0,E,2,100,1,7, expected at most 5 fields";
        assert_eq!(refusal("0,E,2,100,1", "0,E,2,100,1,7"), wide);
    }
}
