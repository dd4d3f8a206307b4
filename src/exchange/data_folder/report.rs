//! Where something is wrong or worth telling: errors refuse an import, notices accompany it.

use std::fmt;

use super::problem::Problem;

/// How many errors are collected before reading stops: enough to say how many there are, in bounded memory.
pub const MAX_ERRORS: usize = 10_000;

/// How many errors are worth telling one by one.
pub const SHOWN_ERRORS: usize = 50;

/// Longest cell content that an error repeats, in characters.
const SHOWN_VALUE: usize = 80;

/// One thing that refuses an import: what, where, and how to mend it.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportError {
    /// The file as the sender named it; a sheet as `book.xlsx/sheet`; empty when it concerns no one file.
    pub file: String,
    /// Line of the file, where the header is line 1; for a sheet, its row.
    pub line: Option<u64>,
    /// Column name.
    pub column: Option<String>,
    /// What the cell holds, shortened when long.
    pub value: Option<String>,
    /// What is wrong.
    pub problem: Problem,
}

/// Everything that refuses an import, in reading order, at most [`MAX_ERRORS`].
#[derive(Clone, Debug, PartialEq)]
pub struct ImportErrors(pub Vec<ImportError>);

/// Something unexpected that does not refuse the import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The file, named as in errors.
    pub file: String,
    /// What was noticed.
    pub kind: NoticeKind,
}

/// What was noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the sentence of each variant tells what its fields are")]
pub enum NoticeKind {
    /// A column that no reader knows was ignored.
    UnknownColumn { column: String },
    /// A file or sheet that no reader knows was ignored.
    UnknownFile,
    /// A group asks for a skill that no officer has.
    SkillWithoutOfficer { skill: String },
    /// An officer has a skill that no group asks for, and that is not `sign`.
    SkillWithoutGroup { skill: String, officer: String },
    /// A key of `settings.csv` that no setting has.
    UnknownSetting { key: String },
    /// A setting that raises a cap of art. 107, where no ground can be named.
    RaisedCap { key: String, hours: String },
    /// A row of `rules.csv` speaks of a shift or a skill that nobody has.
    UnknownInRule { rule: String, code: String },
}

impl NoticeKind {
    /// The stable key under which the notice is worded in other languages.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::UnknownColumn { .. } => "import-notice-unknown-column",
            Self::UnknownFile => "import-notice-unknown-file",
            Self::SkillWithoutOfficer { .. } => "import-notice-skill-without-officer",
            Self::SkillWithoutGroup { .. } => "import-notice-skill-without-group",
            Self::UnknownSetting { .. } => "import-notice-unknown-setting",
            Self::RaisedCap { .. } => "import-notice-raised-cap",
            Self::UnknownInRule { .. } => "import-notice-unknown-in-rule",
        }
    }

    /// The values that the wording names, by argument name.
    #[must_use]
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::UnknownColumn { column } => vec![("column", column.clone())],
            Self::UnknownFile => Vec::new(),
            Self::SkillWithoutOfficer { skill } => vec![("skill", skill.clone())],
            Self::SkillWithoutGroup { skill, officer } => {
                vec![("skill", skill.clone()), ("officer", officer.clone())]
            }
            Self::UnknownSetting { key } => vec![("key", key.clone())],
            Self::RaisedCap { key, hours } => vec![("key", key.clone()), ("hours", hours.clone())],
            Self::UnknownInRule { rule, code } => vec![("rule", rule.clone()), ("code", code.clone())],
        }
    }
}

impl std::error::Error for ImportErrors {}

impl std::error::Error for ImportError {}

impl fmt::Display for ImportErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, error) in self.0.iter().take(SHOWN_ERRORS).enumerate() {
            if position > 0 {
                f.write_str("\n")?;
            }
            error.fmt(f)?;
        }
        match self.0.len().saturating_sub(SHOWN_ERRORS) {
            0 => Ok(()),
            more => write!(f, "\nand {more} more"),
        }
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut place: Vec<String> = Vec::new();
        if !self.file.is_empty() {
            place.push(self.file.clone());
        }
        place.extend(self.line.map(|line| format!("line {line}")));
        place.extend(self.column.as_ref().map(|column| format!("column {column}")));
        f.write_str(&place.join(", "))?;
        if !place.is_empty() {
            f.write_str(": ")?;
        }
        if let Some(value) = &self.value {
            write!(f, "\"{value}\" – ")?;
        }
        self.problem.fmt(f)
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.file)?;
        match &self.kind {
            NoticeKind::UnknownColumn { column } => write!(f, "column {column} is not known and was ignored"),
            NoticeKind::UnknownFile => f.write_str("this file is not known and was ignored"),
            NoticeKind::SkillWithoutOfficer { skill } => write!(f, "no officer has the skill {skill}"),
            NoticeKind::SkillWithoutGroup { skill, officer } => {
                write!(f, "no group asks for the skill {skill} of officer {officer}; check its spelling")
            }
            NoticeKind::RaisedCap { key, hours } => write!(
                f,
                "{key} = {hours} raises a cap of art. 107 (40 h a month, 200 h a year) without its \
                 ground; a row overtime-monthly or overtime-yearly of rules.csv with a citation names it"
            ),
            NoticeKind::UnknownInRule { rule, code } => {
                write!(
                    f,
                    "row {rule} speaks of {code}, and no shift, skill or officer is called so; check its spelling"
                )
            }
            NoticeKind::UnknownSetting { key } => {
                write!(f, "no setting is called {key}, so that its value changes nothing; check its spelling")
            }
        }
    }
}

/// Collects what is found while a folder is read.
#[derive(Debug, Default)]
pub(super) struct Report {
    pub errors: Vec<ImportError>,
    pub notices: Vec<Notice>,
}

impl Report {
    /// Whether no more errors are wanted.
    pub fn is_full(&self) -> bool {
        self.errors.len() >= MAX_ERRORS
    }

    pub fn refuse(&mut self, error: ImportError) {
        if !self.is_full() {
            self.errors.push(error);
        }
    }

    /// Refuses a whole file, or a place in it that has no cell.
    pub fn refuse_file(&mut self, file: &str, line: Option<u64>, problem: Problem) {
        self.refuse(ImportError { file: file.to_owned(), line, column: None, value: None, problem });
    }

    pub fn notice(&mut self, file: &str, kind: NoticeKind) {
        self.notices.push(Notice { file: file.to_owned(), kind });
    }
}

/// `value` fit for one line of a message: shortened, and without control characters.
pub(super) fn shown(value: &str) -> String {
    let mut shown: String = value
        .chars()
        .take(SHOWN_VALUE)
        .map(|letter| if letter.is_control() { char::REPLACEMENT_CHARACTER } else { letter })
        .collect();
    if value.chars().nth(SHOWN_VALUE).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::super::expected::Quantity;
    use super::*;

    #[test]
    fn an_error_says_what_where_and_how_to_mend_it_in_one_line() {
        let error = ImportError {
            file: "dossiers.csv".into(),
            line: Some(14),
            column: Some("received".into()),
            value: Some("-3".into()),
            problem: Problem::NegativeCount { of: Quantity::Dossiers },
        };
        assert_eq!(
            error.to_string(),
            "dossiers.csv, line 14, column received: \"-3\" – a count of dossiers cannot be negative; write 0 or more"
        );
    }

    #[test]
    fn a_shown_value_is_short_and_stays_on_its_line() {
        assert_eq!(shown("a\nb"), "a\u{fffd}b");
        assert_eq!(shown(&"x".repeat(500)).chars().count(), SHOWN_VALUE + 1);
    }

    #[test]
    fn the_report_stops_at_its_limit() {
        let mut report = Report::default();
        for _ in 0..MAX_ERRORS + 200 {
            report.refuse_file("a.csv", None, Problem::EmptyFile);
        }
        assert_eq!(report.errors.len(), MAX_ERRORS);
        let told = ImportErrors(report.errors).to_string();
        assert_eq!(told.lines().count(), SHOWN_ERRORS + 1);
        assert!(told.ends_with("and 9950 more"));
    }
}
