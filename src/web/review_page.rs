//! The approver's page: what changed, what it costs, whether it is lawful, who is missing, and the decision.

use fluent_templates::fluent_bundle::FluentValue;
use serde::Serialize;

use super::board_page::{Chip, Rights, address, chips, missing};
use super::emergency;
use super::emergency_page::{Banner, banners};
use super::language::Language;
use super::reasons::{Reasons, reasons};
use super::wording;
use crate::application::views::{ReviewView, RosterDifference, RuleFindings};
use crate::domain::ids::ShiftCode;
use crate::domain::roster::RosterStatus;

/// `templates/roster/review.hbs`
#[derive(Serialize)]
pub struct ReviewPage {
    pub title: String,
    address: String,
    dates: String,
    facts: Vec<String>,
    chips: Vec<Chip>,
    figures: Vec<Figure>,
    /// Emergency orders under which days of the period stand, and their page.
    orders: Vec<Banner>,
    orders_href: String,
    revision: i32,
    can_decide: bool,
    /// Whoever submitted does not approve.
    own_roster: bool,
    can_publish: bool,
    is_approved: bool,
    seal: Option<String>,
    returned_because: Option<String>,
    has_previous: bool,
    differences: Vec<Difference>,
    more_differences: Option<String>,
    rules: Vec<RuleLine>,
    /// Whether a rule stands there whose source is to be checked, so that its sign is explained.
    any_to_check: bool,
    reasons: Reasons,
    trail: Vec<TrailLine>,
}

#[derive(Serialize)]
struct Figure {
    value: String,
    name: String,
}

#[derive(Serialize)]
struct Difference {
    officer: String,
    day: String,
    before: Option<CellWords>,
    after: Option<CellWords>,
}

#[derive(Serialize)]
struct CellWords {
    code: String,
    class: &'static str,
    name: String,
}

#[derive(Serialize)]
struct RuleLine {
    name: String,
    citation: String,
    /// What it found, the gravest first; that it is kept when it found nothing.
    results: Vec<RuleResult>,
}

#[derive(Serialize)]
struct RuleResult {
    class: &'static str,
    sign: &'static str,
    text: String,
}

#[derive(Serialize)]
struct TrailLine {
    at: String,
    who: String,
    what: String,
    cell: Option<Difference>,
    why: Option<String>,
}

/// Differences that stand on the page; a first version differs in every cell.
const SHOWN: usize = 60;

/// The page of `view` for the person with the log-in `reader`.
pub fn review_page(language: Language, view: &ReviewView, rights: Rights, reader: &str) -> ReviewPage {
    let head = &view.board.head;
    let address = address(&view.board);
    let submitted = head.status == RosterStatus::Submitted;
    let dates = language.dates(head.period.first, head.period.last());
    let shown = if view.has_previous { view.differences.len().min(SHOWN) } else { 0 };
    ReviewPage {
        title: language.say_with("review-title", [("dates", FluentValue::from(dates.as_str()))]),
        facts: facts(language, view),
        chips: chips(language, &view.board),
        figures: figures(language, view),
        orders: banners(language, &view.board),
        orders_href: emergency::address(&head.centre),
        revision: head.revision,
        can_decide: submitted && rights.approves,
        own_roster: submitted && rights.approves && head.submitted_by.as_deref() == Some(reader),
        can_publish: rights.manages && head.status == RosterStatus::Approved,
        is_approved: matches!(head.status, RosterStatus::Approved | RosterStatus::Published | RosterStatus::Closed),
        seal: head.seal.clone(),
        returned_because: head.returned_because.clone().filter(|_| head.status == RosterStatus::Draft),
        has_previous: view.has_previous,
        differences: view.differences.iter().take(shown).map(|change| difference(language, view, change)).collect(),
        more_differences: (view.has_previous && view.differences.len() > shown).then(|| {
            let count = view.differences.len() - shown;
            language.say_with("review-more-differences", [("count", FluentValue::from(count))])
        }),
        any_to_check: view.legal_report.iter().any(|found| found.to_check),
        rules: view.legal_report.iter().map(|found| rule_line(language, found)).collect(),
        reasons: reasons(language, &view.board, &address, false),
        trail: view
            .trail
            .iter()
            .map(|entry| TrailLine {
                at: language.instant(entry.at),
                who: wording::person(language, &entry.by),
                what: action_words(language, &entry.action),
                cell: entry.cell.as_ref().map(|change| difference(language, view, change)),
                why: entry.reason.clone(),
            })
            .collect(),
        dates,
        address,
    }
}

fn facts(language: Language, view: &ReviewView) -> Vec<String> {
    let head = &view.board.head;
    let mut parts = vec![
        view.board.centre.name.clone(),
        language.say_with("board-version", [("version", FluentValue::from(head.version))]),
        wording::status(language, head.status),
    ];
    if let Some(who) = &view.submitted_by {
        let name = wording::person(language, who);
        parts.push(language.say_with("review-submitted-by", [("name", FluentValue::from(name))]));
    }
    parts
}

fn figures(language: Language, view: &ReviewView) -> Vec<Figure> {
    let mut figures = vec![
        (language.hours(view.overtime_minutes), "review-overtime"),
        (language.whole(view.evenings), "review-evenings"),
        (language.whole(missing(&view.board)), "review-missing"),
    ];
    if view.has_previous {
        figures.push((language.whole(view.differences.len()), "review-changes"));
    }
    if let Some((mean, _, _)) = view.board.expected {
        figures.push((language.number(mean, 0), "review-expected"));
    }
    figures.into_iter().map(|(value, name)| Figure { value, name: language.say(name) }).collect()
}

fn difference(language: Language, view: &ReviewView, change: &RosterDifference) -> Difference {
    let words = |code: &ShiftCode| {
        let known = view.board.shifts.iter().find(|shift| shift.code == *code);
        CellWords {
            code: code.to_string(),
            class: wording::kind_class(known.map(|shift| shift.kind)),
            name: known.map(|shift| wording::shift(language, shift)).unwrap_or_default(),
        }
    };
    Difference {
        officer: change.officer.1.clone(),
        day: language.day(change.date),
        before: change.before.as_ref().map(words),
        after: change.after.as_ref().map(words),
    }
}

fn rule_line(language: Language, found: &RuleFindings) -> RuleLine {
    let counted = |class, sign, key: &str, count: usize| {
        let text = || language.say_with(key, [("count", FluentValue::from(count))]);
        (count > 0).then(|| RuleResult { class, sign, text: text() })
    };
    let mut results: Vec<RuleResult> = [
        counted("bad", "!", "review-broken", found.hard),
        counted("warn", "△", "review-lifted", found.lifted),
        counted("warn", "△", "review-soft", found.soft),
    ]
    .into_iter()
    .flatten()
    .collect();
    // A rule whose source is not read yet must not look as sure as the others.
    let sure = match (results.is_empty(), found.to_check) {
        (true, false) => Some(("ok", "✓", "review-kept")),
        (true, true) => Some(("", "?", "review-kept-to-check")),
        (false, true) => Some(("", "?", "review-to-check")),
        (false, false) => None,
    };
    results.extend(sure.map(|(class, sign, key)| RuleResult { class, sign, text: language.say(key) }));
    RuleLine {
        name: wording::rule_name(language, found.rule),
        citation: wording::citation(language, found.rule),
        results,
    }
}

/// What was done, where the trail's word is one that people read.
fn action_words(language: Language, action: &str) -> String {
    language.word(&format!("action-{}", action.replace('.', "-"))).unwrap_or_else(|| action.to_owned())
}
