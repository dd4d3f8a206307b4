//! Imports in the reader's words: what would change or has changed, or every place to mend.

use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use serde::Serialize;

use super::language::{Language, Message};
use super::upload::limit_shown;
use crate::application::administration::import_folder::ImportReport;
use crate::application::ports::TableReport;
use crate::exchange::data_folder::{ImportError, ImportErrors, MAX_ERRORS, Notice, SHOWN_ERRORS, TABLES};

/// `templates/imports/show.hbs`
#[derive(Serialize)]
pub struct ImportsPage {
    limit_hint: String,
    tables: Vec<String>,
    result: Option<Outcome>,
}

impl ImportsPage {
    /// The form, with the outcome of the last attempt under it.
    #[must_use]
    pub fn new(language: Language, result: Option<Outcome>) -> Self {
        Self {
            limit_hint: language.tell(&Message::new("import-files-hint").with("limit", limit_shown())),
            tables: TABLES.iter().map(|table| format!("{table}.csv")).collect(),
            result,
        }
    }
}

/// `templates/imports/_result.hbs`
#[derive(Debug, Serialize)]
pub struct Outcome {
    title: String,
    lead: String,
    refused: bool,
    done: bool,
    /// An import was wanted, but of other files than those that were checked.
    not_checked: bool,
    errors: Vec<ErrorLine>,
    more: Option<String>,
    tables: Vec<TableLine>,
    notices: Vec<NoticeLine>,
    /// Digest of the files that were checked; with it the same files can be imported.
    checked: Option<String>,
    /// Scripts leave the chosen files in the form; without them they have to be chosen again.
    by_htmx: bool,
}

/// One mistake, with every line that has it.
#[derive(Debug, Serialize)]
struct ErrorLine {
    file: String,
    line: String,
    /// How many lines.
    #[serde(skip)]
    places: usize,
    column: Option<String>,
    value: Option<String>,
    problem: String,
}

#[derive(Debug, Serialize)]
struct TableLine {
    name: &'static str,
    has_added: bool,
    added: String,
    has_changed: bool,
    changed: String,
    unchanged: String,
}

#[derive(Debug, Serialize)]
struct NoticeLine {
    file: String,
    text: String,
}

impl Outcome {
    /// What an import would do; `wanted` when it was asked for without having been checked.
    #[must_use]
    pub fn checked(language: Language, report: &ImportReport, digest: String, wanted: bool) -> Self {
        let changes = report.changes_anything();
        let lead = if changes { "import-preview-lead" } else { "import-preview-nothing" };
        Self {
            title: language.say("import-preview"),
            lead: language.say(lead),
            not_checked: wanted,
            checked: changes.then_some(digest),
            ..Self::of_report(language, report)
        }
    }

    /// What an import did.
    #[must_use]
    pub fn imported(language: Language, report: &ImportReport) -> Self {
        let sum = |part: fn(&TableReport) -> usize| report.tables.iter().map(|(_, table)| part(table)).sum::<usize>();
        let lead = Message::new("import-done-lead")
            .count("added", sum(|table| table.added))
            .count("changed", sum(|table| table.changed));
        Self {
            title: language.say("import-done"),
            lead: language.tell(&lead),
            done: true,
            ..Self::of_report(language, report)
        }
    }

    /// What has to be mended first.
    #[must_use]
    pub fn refused(language: Language, errors: &ImportErrors) -> Self {
        let count = errors.0.len();
        let mut lines = error_lines(language, &errors.0);
        let rest: usize = lines.split_off(lines.len().min(SHOWN_ERRORS)).iter().map(|line| line.places).sum();
        let more = match rest {
            _ if count >= MAX_ERRORS => Some(Message::new("import-refused-many").count("count", count)),
            0 => None,
            rest => Some(Message::new("import-refused-rest").count("count", rest)),
        };
        Self {
            title: language.tell(&Message::new("import-refused").count("count", count)),
            lead: language.say("import-refused-lead"),
            refused: true,
            errors: lines,
            more: more.map(|message| language.tell(&message)),
            ..Self::empty()
        }
    }

    /// The same as an answer to htmx.
    #[must_use]
    pub fn for_htmx(self) -> Self {
        Self { by_htmx: true, ..self }
    }

    fn of_report(language: Language, report: &ImportReport) -> Self {
        Self {
            tables: report.tables.iter().map(|(name, table)| table_line(language, name, table)).collect(),
            notices: report.notices.iter().map(|notice| notice_line(language, notice)).collect(),
            ..Self::empty()
        }
    }

    fn empty() -> Self {
        Self {
            title: String::new(),
            lead: String::new(),
            refused: false,
            done: false,
            not_checked: false,
            errors: Vec::new(),
            more: None,
            tables: Vec::new(),
            notices: Vec::new(),
            checked: None,
            by_htmx: false,
        }
    }
}

fn table_line(language: Language, name: &'static str, table: &TableReport) -> TableLine {
    let whole = |count: usize| language.whole(i64::try_from(count).unwrap_or(i64::MAX));
    TableLine {
        name,
        has_added: table.added > 0,
        added: whole(table.added),
        has_changed: table.changed > 0,
        changed: whole(table.changed),
        unchanged: whole(table.unchanged),
    }
}

fn notice_line(language: Language, notice: &Notice) -> NoticeLine {
    NoticeLine { file: notice.file.clone(), text: worded(language, notice.kind.key(), notice.kind.arguments()) }
}

/// The errors in reading order; the same mistake in several lines stands once, with its first lines.
fn error_lines(language: Language, errors: &[ImportError]) -> Vec<ErrorLine> {
    const LINES: usize = 5;
    let mut lines: Vec<(ErrorLine, Vec<u64>)> = Vec::new();
    let mut known: HashMap<(String, Option<String>, Option<String>, String), usize> = HashMap::new();
    for error in errors {
        let line = error_line(language, error);
        let mistake = (line.file.clone(), line.column.clone(), line.value.clone(), line.problem.clone());
        let at = *known.entry(mistake).or_insert(lines.len());
        if at == lines.len() {
            lines.push((line, Vec::new()));
        } else {
            lines[at].0.places += 1;
        }
        lines[at].1.extend(error.line);
    }
    let worded = |(mut line, numbers): (ErrorLine, Vec<u64>)| {
        if numbers.len() > 1 {
            let first = numbers.iter().take(LINES).map(u64::to_string).collect::<Vec<_>>();
            let first = first.join(&language.say("list-separator"));
            line.line = match numbers.len().saturating_sub(LINES) {
                0 => first,
                more => language.tell(&Message::new("import-lines-more").with("lines", first).count("count", more)),
            };
        }
        line
    };
    lines.into_iter().map(worded).collect()
}

fn error_line(language: Language, error: &ImportError) -> ErrorLine {
    ErrorLine {
        file: if error.file.is_empty() { "–".to_owned() } else { error.file.clone() },
        line: error.line.map_or_else(|| language.say("import-whole-file"), |line| line.to_string()),
        places: 1,
        column: error.column.clone(),
        value: error.value.clone().map(|value| if value.is_empty() { language.say("import-no-value") } else { value }),
        problem: worded(language, error.problem.key(), error.problem.arguments()),
    }
}

/// The sentence under `key`; an empty argument chooses the wording without it.
fn worded(language: Language, key: &str, arguments: Vec<(&'static str, String)>) -> String {
    let arguments = arguments.into_iter().map(|(name, value)| {
        let value = if value.is_empty() { "none".to_owned() } else { value };
        (name, FluentValue::from(value))
    });
    language.say_with(key, arguments)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::setting::{SETTINGS, Setting, Why};
    use crate::exchange::data_folder::{CodeKind, Expected, NoticeKind, Problem, Quantity};

    fn every_problem() -> Vec<Problem> {
        let text = || "X".to_owned();
        vec![
            Problem::NoKnownFile,
            Problem::UnreadableFile { reason: text() },
            Problem::RepeatedFile { other: text() },
            Problem::EmptyFile,
            Problem::NotUtf8 { byte: 3 },
            Problem::NulByte { byte: 3 },
            Problem::UnterminatedQuote,
            Problem::NoFinalLineEnd,
            Problem::FieldTooLong { limit: 1, got: 2 },
            Problem::MissingColumn { column: "code", similar: None },
            Problem::MissingColumn { column: "code", similar: Some(text()) },
            Problem::DuplicateColumn { column: "code" },
            Problem::TruncatedRow { expected: 3, got: 2 },
            Problem::OverlongRow { expected: 2, got: 3 },
            Problem::EmptyCell,
            Problem::WrongType { expected: Expected::Weekdays },
            Problem::NotAllowed { allowed: vec!["yes", "no"] },
            Problem::NegativeCount { of: Quantity::Dossiers },
            Problem::OutOfRange { minimum: text(), maximum: text() },
            Problem::SettingOutOfRange { setting: &SETTINGS[1] },
            Problem::BadDate,
            Problem::BadTime,
            Problem::BadDateTime,
            Problem::UnknownCode { kind: CodeKind::Officer },
            Problem::DuplicateRow { first_line: 2 },
            Problem::EndBeforeStart { start: "from" },
            Problem::MaximumBelowMinimum,
            Problem::BadRule { why: "kind".into() },
            Problem::MoreThanSpan { available: 30 },
            Problem::SharesNotOne { sum: 0.9, centre: text(), group: text(), weekday: None },
            Problem::SharesNotOne { sum: 0.9, centre: text(), group: text(), weekday: Some(2) },
            Problem::NeedsOneOf { columns: &["minimum", "maximum"] },
            Problem::OwnParent,
        ]
    }

    #[test]
    fn every_problem_is_worded_in_every_language_with_its_values() {
        for language in Language::ALL {
            for problem in every_problem() {
                let text = worded(language, problem.key(), problem.arguments());
                assert!(!text.contains(problem.key()), "{text}");
                assert!(!text.contains('$') && !text.contains('{') && !text.contains("none"), "{text}");
            }
        }
    }

    #[test]
    fn every_setting_says_its_bounds_and_why_in_every_language() {
        let told = |language, setting: &'static Setting| {
            let problem = Problem::SettingOutOfRange { setting };
            worded(language, problem.key(), problem.arguments())
        };
        let named = |key| Setting::named(key).expect("a setting");
        for language in Language::ALL {
            let month = told(language, named("overtime_month_hours"));
            assert!(month.contains("60") && month.contains("17/2022/UBTVQH15"), "{month}");
            let bounds = ["service_level", "productive_share", "shrinkage"].map(|key| told(language, named(key)));
            assert!(bounds.iter().all(|text| text.contains('0') && text.contains('1')), "{bounds:?}");
            // Every reason has a sentence of its own, and every pair of bounds.
            let texts: BTreeSet<String> = Why::ALL
                .iter()
                .filter_map(|why| SETTINGS.iter().find(|setting| setting.why == *why))
                .map(|setting| told(language, setting))
                .collect();
            assert_eq!(texts.len(), Why::ALL.len());
            let notice = NoticeKind::UnknownSetting { key: "servce_level".to_owned() };
            let notice = worded(language, notice.key(), notice.arguments());
            assert!(notice.contains("servce_level") && !notice.contains('$'), "{notice}");
            let unknown = NoticeKind::UnknownInRule { rule: "R2".to_owned(), code: "lnad".to_owned() };
            let unknown = worded(language, unknown.key(), unknown.arguments());
            assert!(unknown.contains("R2") && unknown.contains("lnad"), "{unknown}");
            let raised = NoticeKind::RaisedCap { key: "overtime_month_hours".to_owned(), hours: "60".to_owned() };
            let raised = worded(language, raised.key(), raised.arguments());
            assert!(raised.contains("overtime_month_hours = 60") && raised.contains("citation"), "{raised}");
        }
    }

    #[test]
    fn every_form_and_kind_has_a_wording_of_its_own() {
        let forms = [
            Expected::WholeNumber,
            Expected::WholeMinutes,
            Expected::Decimal,
            Expected::ThreeDecimals,
            Expected::YesNo,
            Expected::Weekday,
            Expected::Weekdays,
            Expected::Due,
            Expected::HalfHour,
            Expected::Roles,
            Expected::Crew,
            Expected::TimeZone,
        ];
        for language in Language::ALL {
            let say = |expected: &str| worded(language, "import-wrong-type", vec![("expected", expected.to_owned())]);
            let fallback = say("no-such-form");
            assert!(forms.iter().all(|form| say(form.key()) != fallback));
        }
    }

    #[test]
    fn errors_stand_with_place_value_and_remedy_and_nothing_can_be_imported() {
        let errors = ImportErrors(vec![ImportError {
            file: "dossiers.csv".to_owned(),
            line: Some(14),
            column: Some("received".to_owned()),
            value: Some("-3".to_owned()),
            problem: Problem::NegativeCount { of: Quantity::Dossiers },
        }]);
        let outcome = Outcome::refused(Language::Vietnamese, &errors);
        let line = &outcome.errors[0];
        assert_eq!((line.file.as_str(), line.line.as_str(), line.value.as_deref()), ("dossiers.csv", "14", Some("-3")));
        assert_eq!(line.problem, "Số hồ sơ không thể âm; hãy viết 0 trở lên.");
        assert!(outcome.refused && outcome.checked.is_none());
    }

    #[test]
    fn the_same_mistake_in_many_lines_stands_once_and_all_places_are_counted() {
        let error = |line: u64, value: &str| ImportError {
            file: "dossiers.csv".to_owned(),
            line: Some(line),
            column: Some("received".to_owned()),
            value: Some(value.to_owned()),
            problem: Problem::NegativeCount { of: Quantity::Dossiers },
        };
        let same = (2..62).map(|line| error(line, "-3"));
        let others = (70..150).map(|line| error(line, &format!("-{line}")));
        let outcome = Outcome::refused(Language::English, &ImportErrors(same.chain(others).collect()));
        assert!(outcome.title.contains("140"), "{}", outcome.title);
        assert_eq!(outcome.errors.len(), SHOWN_ERRORS);
        assert_eq!(outcome.errors[0].line, "2, 3, 4, 5, 6 and 55 more");
        assert!(outcome.more.expect("some are not shown").contains("31"));
    }

    #[test]
    fn only_a_check_that_found_changes_can_be_followed_by_an_import() {
        let report = |added| ImportReport {
            tables: vec![("centres.csv", TableReport { added, changed: 0, unchanged: 3 })],
            notices: vec![Notice { file: "a.csv".to_owned(), kind: NoticeKind::UnknownFile }],
        };
        let checked = |added| Outcome::checked(Language::English, &report(added), "d".to_owned(), false);
        assert_eq!(checked(2).checked.as_deref(), Some("d"));
        assert_eq!(checked(0).checked, None);
        assert_eq!(checked(2).notices[0].text, "This table is not known and was ignored.");
        assert!(Outcome::imported(Language::English, &report(1)).lead.starts_with("One new row"));
    }
}
