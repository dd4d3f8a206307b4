//! The range of a setting in words: which bounds belong to it.

use std::fmt;
use std::ops::Bound;

use crate::domain::setting::{Setting, Values};

/// Both bounds of a setting that takes numbers, written as a table writes them.
pub(super) struct SettingRange {
    pub least: String,
    pub most: String,
    includes: (bool, bool),
}

impl SettingRange {
    pub fn of(setting: &Setting) -> Self {
        let written = |bound: Bound<f64>| match bound {
            Bound::Included(value) => (value.to_string(), true),
            Bound::Excluded(value) => (value.to_string(), false),
            Bound::Unbounded => (String::new(), true),
        };
        let ((least, with_least), (most, with_most)) = match setting.values {
            Values::Decimal(least, most) => (written(least), written(most)),
            Values::Whole(least, most) => ((least.to_string(), true), (most.to_string(), true)),
            // They have forms, not ranges.
            Values::YesNo | Values::TimeZone => ((String::new(), true), (String::new(), true)),
        };
        Self { least, most, includes: (with_least, with_most) }
    }

    /// The stable key of which bounds belong to the range.
    pub fn key(&self) -> &'static str {
        match self.includes {
            (true, true) => "both",
            (true, false) => "least",
            (false, true) => "most",
            (false, false) => "neither",
        }
    }
}

/// The English wording.
impl fmt::Display for SettingRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { least, most, includes } = self;
        match includes {
            (true, true) => write!(f, "{least} to {most}"),
            (true, false) => write!(f, "{least} or more, and less than {most}"),
            (false, true) => write!(f, "more than {least}, and at most {most}"),
            (false, false) => write!(f, "more than {least} and less than {most}"),
        }
    }
}
