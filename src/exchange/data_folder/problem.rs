//! What can be wrong with a cell, a line or a file, and how to mend it.
//!
//! A [`Problem`] is data. Its `Display` is the English wording for terminals and logs; screens word it in the reader's
//! language from [`Problem::key`] and [`Problem::arguments`].

use std::fmt;

use super::expected::{CodeKind, Expected, Quantity};
use super::setting_range::SettingRange;
use crate::domain::setting::Setting;

/// What is wrong, with what was expected.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the sentence of each variant tells what its fields are")]
pub enum Problem {
    /// Nothing that can be imported was given.
    NoKnownFile,
    /// The file or folder cannot be opened; `reason` is the operating system's or the workbook reader's.
    UnreadableFile { reason: String },
    /// The same table was given twice; `other` is the first file.
    RepeatedFile { other: String },
    /// The file has no header line.
    EmptyFile,
    /// The bytes are not UTF-8; `byte` is the position of the first wrong one, counted from 0.
    NotUtf8 { byte: usize },
    /// A zero byte, as in UTF-16 files and damaged ones; `byte` counts from 0.
    NulByte { byte: usize },
    /// A quote was opened and never closed.
    UnterminatedQuote,
    /// The last line has no line end, so that its last cell may be cut.
    NoFinalLineEnd,
    /// A cell is longer than any name or list can be; both in bytes.
    FieldTooLong { limit: usize, got: usize },
    /// A required column is missing; `similar` is a column of the header that may be meant.
    MissingColumn { column: &'static str, similar: Option<String> },
    /// Two columns have the same name.
    DuplicateColumn { column: &'static str },
    /// The line has fewer cells than the header.
    TruncatedRow { expected: usize, got: usize },
    /// The line has more cells than the header.
    OverlongRow { expected: usize, got: usize },
    /// A required cell is empty.
    EmptyCell,
    /// The cell has another form than expected.
    WrongType { expected: Expected },
    /// The word is not one of the allowed ones.
    NotAllowed { allowed: Vec<&'static str> },
    /// A count below zero.
    NegativeCount { of: Quantity },
    /// A number outside its range, bounds included.
    OutOfRange { minimum: String, maximum: String },
    /// A value that its setting does not take.
    SettingOutOfRange { setting: &'static Setting },
    /// Not written as a date, or a day that no calendar has.
    BadDate,
    /// Not written as a time of day.
    BadTime,
    /// Not written as a date with a time, or a time that the local clock skips.
    BadDateTime,
    /// A code that neither the folder nor the database defines.
    UnknownCode { kind: CodeKind },
    /// A code or key that already stood on `first_line`; the error names the columns of the key and what they hold.
    DuplicateRow { first_line: u64 },
    /// A local rule that cannot be understood, or whose examples do not come out; `why` says what to mend.
    BadRule { why: String },
    /// The end lies before (or, for times, at) the start in column `start`.
    EndBeforeStart { start: &'static str },
    /// `maximum` is below `minimum`.
    MaximumBelowMinimum,
    /// The minutes do not fit between start and end.
    MoreThanSpan { available: i64 },
    /// The shares of a day do not sum to 1.
    SharesNotOne { sum: f64, centre: String, group: String, weekday: Option<u32> },
    /// At least one of the columns must be filled.
    NeedsOneOf { columns: &'static [&'static str] },
    /// A centre that is, over its parents, its own parent.
    OwnParent,
}

impl Problem {
    /// The stable key under which the problem is worded in other languages.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::NoKnownFile => "import-no-known-file",
            Self::UnreadableFile { .. } => "import-unreadable-file",
            Self::RepeatedFile { .. } => "import-repeated-file",
            Self::EmptyFile => "import-empty-file",
            Self::NotUtf8 { .. } => "import-not-utf8",
            Self::NulByte { .. } => "import-nul-byte",
            Self::UnterminatedQuote => "import-unterminated-quote",
            Self::NoFinalLineEnd => "import-no-final-line-end",
            Self::FieldTooLong { .. } => "import-field-too-long",
            Self::MissingColumn { .. } => "import-missing-column",
            Self::DuplicateColumn { .. } => "import-duplicate-column",
            Self::TruncatedRow { .. } => "import-truncated-row",
            Self::OverlongRow { .. } => "import-overlong-row",
            Self::EmptyCell => "import-empty-cell",
            Self::WrongType { .. } => "import-wrong-type",
            Self::NotAllowed { .. } => "import-not-allowed",
            Self::NegativeCount { .. } => "import-negative-count",
            Self::OutOfRange { .. } => "import-out-of-range",
            Self::SettingOutOfRange { .. } => "import-setting-out-of-range",
            Self::BadDate => "import-bad-date",
            Self::BadTime => "import-bad-time",
            Self::BadDateTime => "import-bad-date-time",
            Self::UnknownCode { .. } => "import-unknown-code",
            Self::DuplicateRow { .. } => "import-duplicate-row",
            Self::EndBeforeStart { .. } => "import-end-before-start",
            Self::MaximumBelowMinimum => "import-maximum-below-minimum",
            Self::BadRule { .. } => "import-bad-rule",
            Self::MoreThanSpan { .. } => "import-more-than-span",
            Self::SharesNotOne { .. } => "import-shares-not-one",
            Self::NeedsOneOf { .. } => "import-needs-one-of",
            Self::OwnParent => "import-own-parent",
        }
    }

    /// The values that the wording names, by argument name.
    #[must_use]
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NoKnownFile
            | Self::EmptyFile
            | Self::UnterminatedQuote
            | Self::NoFinalLineEnd
            | Self::EmptyCell
            | Self::BadDate
            | Self::BadTime
            | Self::BadDateTime
            | Self::MaximumBelowMinimum
            | Self::OwnParent => Vec::new(),
            Self::BadRule { why } => vec![("why", why.clone())],
            Self::UnreadableFile { reason } => vec![("reason", reason.clone())],
            Self::RepeatedFile { other } => vec![("other", other.clone())],
            Self::NotUtf8 { byte } | Self::NulByte { byte } => vec![("byte", byte.to_string())],
            Self::FieldTooLong { limit, got } => vec![("limit", limit.to_string()), ("got", got.to_string())],
            Self::MissingColumn { column, similar } => {
                vec![("column", (*column).to_owned()), ("similar", similar.clone().unwrap_or_default())]
            }
            Self::DuplicateColumn { column } => vec![("column", (*column).to_owned())],
            Self::TruncatedRow { expected, got } | Self::OverlongRow { expected, got } => {
                vec![("expected", expected.to_string()), ("got", got.to_string())]
            }
            Self::WrongType { expected } => vec![("expected", expected.key().to_owned())],
            Self::NotAllowed { allowed } => vec![("allowed", allowed.join(", "))],
            Self::NegativeCount { of } => vec![("of", of.as_str().to_owned())],
            Self::OutOfRange { minimum, maximum } => vec![("minimum", minimum.clone()), ("maximum", maximum.clone())],
            Self::SettingOutOfRange { setting } => {
                let range = SettingRange::of(setting);
                let why = setting.why.key().to_owned();
                vec![("bounds", range.key().to_owned()), ("least", range.least), ("most", range.most), ("why", why)]
            }
            Self::UnknownCode { kind } => {
                vec![("kind", kind.as_str().to_owned()), ("file", kind.defined_in().to_owned())]
            }
            Self::DuplicateRow { first_line } => vec![("first_line", first_line.to_string())],
            Self::EndBeforeStart { start } => vec![("start", (*start).to_owned())],
            Self::MoreThanSpan { available } => vec![("available", available.to_string())],
            Self::SharesNotOne { sum, centre, group, weekday } => vec![
                ("sum", format!("{sum:.4}")),
                ("centre", centre.clone()),
                ("group", group.clone()),
                ("weekday", weekday.map(|weekday| weekday.to_string()).unwrap_or_default()),
            ],
            Self::NeedsOneOf { columns } => vec![("columns", columns.join(", "))],
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoKnownFile => f.write_str(
                "there is no file to import; give at least one of the known files, such as centres.csv or dossiers.csv",
            ),
            Self::UnreadableFile { reason } => write!(f, "it cannot be read ({reason}); check the path and the file"),
            Self::RepeatedFile { other } => write!(f, "the same table was already given as {other}; give it once"),
            Self::EmptyFile => f.write_str("the file is empty; write a header line, or leave the file out"),
            Self::NotUtf8 { byte } => {
                write!(f, "the text is not UTF-8 (byte {byte}); save the file again as CSV UTF-8")
            }
            Self::NulByte { byte } => {
                write!(f, "there is a zero byte (byte {byte}); save the file again as CSV UTF-8")
            }
            Self::UnterminatedQuote => {
                f.write_str("a quote is opened here and never closed; close it, or send the complete file")
            }
            Self::NoFinalLineEnd => f.write_str(
                "the last line has no line end and may be cut off; send the complete file, or end the line if it is complete",
            ),
            Self::FieldTooLong { limit, got } => {
                write!(f, "the cell holds {got} bytes and may hold {limit}; look for a missing quote or shorten it")
            }
            Self::MissingColumn { column, similar: None } => {
                write!(f, "the column {column} is missing; add it to the header line")
            }
            Self::MissingColumn { column, similar: Some(similar) } => {
                write!(f, "the column {column} is missing; is {similar} in the header line meant? Write {column} there")
            }
            Self::DuplicateColumn { column } => {
                write!(f, "the column {column} stands twice in the header; keep one of them")
            }
            Self::TruncatedRow { expected, got } => {
                write!(f, "the line has {got} of {expected} cells; complete it, or send the complete file")
            }
            Self::OverlongRow { expected, got } => {
                write!(
                    f,
                    "the line has {got} cells and the header {expected}; put quotes around a cell with a separator"
                )
            }
            Self::EmptyCell => f.write_str("the cell is empty and must be filled"),
            Self::WrongType { expected } => f.write_str(expected.wording()),
            Self::NotAllowed { allowed } => write!(f, "write one of {}", allowed.join(", ")),
            Self::NegativeCount { of } => {
                write!(f, "a count of {} cannot be negative; write 0 or more", of.as_str())
            }
            Self::OutOfRange { minimum, maximum } => {
                write!(f, "the number is out of range; write {minimum} to {maximum}")
            }
            Self::SettingOutOfRange { setting } => {
                write!(f, "{} takes {}; {}", setting.key, SettingRange::of(setting), setting.why)
            }
            Self::BadDate => {
                f.write_str("there is no such day; write a day of the calendar as YYYY-MM-DD or DD/MM/YYYY")
            }
            Self::BadTime => f.write_str("this is not a time of day; write it as HH:MM, from 00:00 to 23:59"),
            Self::BadDateTime => f.write_str(
                "this is not a date with a time; write YYYY-MM-DDTHH:MM, with an offset such as +07:00 if not local",
            ),
            Self::UnknownCode { kind } => write!(
                f,
                "no {} has this code; add it to {} or correct it (capital letters count)",
                kind.as_str(),
                kind.defined_in()
            ),
            Self::DuplicateRow { first_line } => {
                write!(f, "line {first_line} already has the same there; keep one of the two lines")
            }
            Self::EndBeforeStart { start } => write!(f, "it must come after column {start}; correct one of the two"),
            Self::BadRule { why } => f.write_str(why),
            Self::MaximumBelowMinimum => f.write_str("it is below column minimum; correct one of the two"),
            Self::MoreThanSpan { available } => {
                write!(f, "only {available} minutes lie between start and end; correct the minutes or the times")
            }
            Self::SharesNotOne { sum, centre, group, weekday } => {
                write!(f, "the shares of centre {centre}, group {group}")?;
                if let Some(weekday) = weekday {
                    write!(f, ", weekday {weekday}")?;
                }
                write!(f, " sum to {sum:.4}; make them sum to 1")
            }
            Self::NeedsOneOf { columns } => write!(f, "fill at least one of {}", columns.join(", ")),
            Self::OwnParent => f.write_str("the centre would belong to itself; correct the parent"),
        }
    }
}
