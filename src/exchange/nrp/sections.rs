//! Sections and rows: the benchmark's text before anybody asks what it says.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::{NUMBERS, NrpError};

pub(super) const HORIZON: &str = "SECTION_HORIZON";
pub(super) const SHIFTS: &str = "SECTION_SHIFTS";
pub(super) const STAFF: &str = "SECTION_STAFF";
pub(super) const DAYS_OFF: &str = "SECTION_DAYS_OFF";
pub(super) const ON_REQUESTS: &str = "SECTION_SHIFT_ON_REQUESTS";
pub(super) const OFF_REQUESTS: &str = "SECTION_SHIFT_OFF_REQUESTS";
pub(super) const COVER: &str = "SECTION_COVER";
/// Every section of the format, and the most fields of its rows.
const SECTIONS: [(&str, usize); 7] =
    [(HORIZON, 1), (SHIFTS, 3), (STAFF, 8), (DAYS_OFF, usize::MAX), (ON_REQUESTS, 4), (OFF_REQUESTS, 4), (COVER, 5)];

/// The rows of every section that the text has, by its heading.
pub(super) struct Sections<'a>(HashMap<&'static str, Vec<Row<'a>>>);

impl<'a> Sections<'a> {
    pub(super) fn of(text: &'a str) -> Result<Self, NrpError> {
        let mut rows: HashMap<&'static str, Vec<Row<'a>>> = HashMap::new();
        let mut open = None;
        for (line, text) in telling_lines(text) {
            let row = Row::of(line, text);
            if text.starts_with("SECTION_") {
                let known = SECTIONS.into_iter().find(|(name, _)| *name == text && !rows.contains_key(name));
                let (name, _) = known.ok_or_else(|| {
                    let names = SECTIONS.map(|(name, _)| name).join(", ");
                    row.wrong("section", text, format!("one of {names}, each once"))
                })?;
                rows.insert(name, Vec::new());
                open = known;
                continue;
            }
            let (name, most) = open.ok_or_else(|| row.wrong("the line", text, "a section above it"))?;
            if row.fields.len() > most {
                return Err(row.wrong("the line", text, format!("at most {most} fields")));
            }
            rows.entry(name).or_default().push(row);
        }
        Ok(Self(rows))
    }

    /// The rows of a section that must be there; at least one.
    pub(super) fn required(&self, name: &'static str) -> Result<&[Row<'a>], NrpError> {
        self.0.get(name).map(Vec::as_slice).filter(|rows| !rows.is_empty()).ok_or(NrpError::Missing(name))
    }

    /// The rows of a section that may be absent.
    pub(super) fn optional(&self, name: &'static str) -> &[Row<'a>] {
        self.0.get(name).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The lines that are neither blank nor comments, with their numbers from 1.
pub(super) fn telling_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.strip_prefix('\u{feff}').unwrap_or(text).lines();
    (1..).zip(lines.map(str::trim)).filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// One row: its line and its fields, without the empty ones at the end.
pub(super) struct Row<'a> {
    line: usize,
    pub(super) fields: Vec<&'a str>,
}

impl<'a> Row<'a> {
    fn of(line: usize, text: &'a str) -> Self {
        let mut fields: Vec<&str> = text.split(',').map(str::trim).collect();
        while fields.last().is_some_and(|field| field.is_empty()) {
            fields.pop();
        }
        Self { line, fields }
    }

    /// The field, empty when the row is too short for it.
    pub(super) fn field(&self, at: usize) -> &'a str {
        self.fields.get(at).copied().unwrap_or_default()
    }

    pub(super) fn wrong(&self, field: &'static str, value: &str, expected: impl Into<String>) -> NrpError {
        let value = if value.is_empty() { "empty" } else { value }.to_owned();
        NrpError::Field { line: self.line, field, value, expected: expected.into() }
    }

    /// The number of a field, in [`NUMBERS`].
    pub(super) fn number(&self, at: usize, name: &'static str) -> Result<i32, NrpError> {
        self.number_in(NUMBERS, name, self.field(at))
    }

    /// A number that stands in the row, in `range`.
    pub(super) fn number_in(
        &self,
        range: RangeInclusive<i32>,
        name: &'static str,
        value: &str,
    ) -> Result<i32, NrpError> {
        let expected = || format!("a whole number from {} to {}", range.start(), range.end());
        let number = value.parse().ok().filter(|number| range.contains(number));
        number.ok_or_else(|| self.wrong(name, value, expected()))
    }
}
