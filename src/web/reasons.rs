//! Why a roster is as it is: breaches first, then who is missing and why, then how it was judged. Stands beside the board
//! and on the approver's page.

use chrono::{Datelike, Days, NaiveDate};
use fluent_templates::fluent_bundle::FluentValue;
use serde::Serialize;

use super::board_grid::cell_id;
use super::language::Language;
use super::wording::{self, BreachWords};
use crate::application::views::{BoardView, Shortfall};
use crate::domain::rules::{Breach, Severity};

/// The panel of reasons.
#[derive(Serialize)]
pub struct Reasons {
    breaches: Vec<BreachCard>,
    /// Breaches beyond those, in one line each.
    more_breaches: Option<More>,
    /// What is allowed but should be looked at, in one line each.
    warnings: Option<More>,
    shortfalls: Vec<ShortfallCard>,
    /// Shortfalls beyond those, in one line each.
    more_shortfalls: Option<More>,
    terms: Vec<Term>,
    objective: String,
}

/// What does not get a card of its own.
#[derive(Serialize)]
struct More {
    summary: String,
    lines: Vec<String>,
}

#[derive(Serialize)]
struct BreachCard {
    #[serde(flatten)]
    words: BreachWords,
    hard: bool,
    /// The first cell that it concerns.
    href: String,
}

#[derive(Serialize)]
struct ShortfallCard {
    sign: &'static str,
    class: &'static str,
    title: String,
    lead: String,
    reasons: Vec<String>,
    ask: Option<String>,
}

#[derive(Serialize)]
struct Term {
    name: String,
    points: String,
    /// Share of all points, for the bar.
    width: String,
}

/// How many cards of one sort stand on the page; more would hide the first ones.
const SHOWN: usize = 6;

/// The reasons of `view`. `address` is the address of its board.
pub fn reasons(language: Language, view: &BoardView, address: &str) -> Reasons {
    let name = |breach: &Breach| {
        let row = view.rows.iter().find(|row| breach.concerns(&row.officer.code));
        let code = || breach.officer.as_ref().map(ToString::to_string);
        row.map(|row| row.officer.name.clone()).or_else(code).unwrap_or_else(|| language.say("breach-centre"))
    };
    let more = |key: &'static str, lines: Vec<String>| {
        (!lines.is_empty()).then(|| {
            let summary = language.say_with(key, [("count", FluentValue::from(lines.len()))]);
            More { summary, lines }
        })
    };
    let hard = || view.breaches.iter().filter(|breach| breach.severity == Severity::Hard);
    let warnings = view.breaches.iter().filter(|breach| breach.severity == Severity::Soft);
    let further_shortfalls = view.shortfalls.iter().skip(SHOWN);
    Reasons {
        breaches: hard()
            .take(SHOWN)
            .map(|breach| BreachCard {
                words: wording::breach(language, breach, &name(breach)),
                hard: breach.severity == Severity::Hard,
                href: cell_address(address, view, breach),
            })
            .collect(),
        more_breaches: more(
            "reasons-more-breaches",
            hard().skip(SHOWN).map(|breach| wording::breach(language, breach, &name(breach)).sentence).collect(),
        ),
        warnings: more(
            "reasons-warnings",
            warnings.map(|breach| wording::breach(language, breach, &name(breach)).sentence).collect(),
        ),
        shortfalls: view.shortfalls.iter().take(SHOWN).map(|shortfall| shortfall_card(language, shortfall)).collect(),
        more_shortfalls: more(
            "reasons-more-shortfalls",
            further_shortfalls.map(|shortfall| shortfall_card(language, shortfall).title).collect(),
        ),
        terms: terms(language, view),
        objective: language.number(view.terms.iter().map(|(_, points)| points).sum(), 0),
    }
}

/// The address of the cell where a breach is best mended: its last day in the period, where the limit is passed.
fn cell_address(address: &str, view: &BoardView, breach: &Breach) -> String {
    let date = breach.to.min(view.head.period.last()).max(view.head.period.first);
    let week = format!("{address}?from={}", monday_of(date));
    match &breach.officer {
        Some(officer) => format!("{week}#{}", cell_id(officer.as_str(), date)),
        None => week,
    }
}

/// The Monday of the week of `date`.
pub fn monday_of(date: NaiveDate) -> NaiveDate {
    date - Days::new(u64::from(date.weekday().num_days_from_monday()))
}

fn shortfall_card(language: Language, shortfall: &Shortfall) -> ShortfallCard {
    let grave = shortfall.missing > 1 || shortfall.missing_floor > 0;
    let say = |key: &'static str| {
        language.say_with(
            key,
            [
                ("count", FluentValue::from(shortfall.missing)),
                ("floor", FluentValue::from(shortfall.missing_floor)),
                ("block", FluentValue::from(wording::block_in_sentence(language, &shortfall.block))),
                ("day", FluentValue::from(language.day(shortfall.date))),
                ("skill", FluentValue::from(wording::skill(language, &shortfall.skill))),
            ],
        )
    };
    let lead = match (shortfall.reasons.is_empty(), shortfall.missing_floor > 0) {
        (true, _) => say("shortfall-nobody"),
        (false, true) => say("shortfall-below-floor"),
        (false, false) => say("shortfall-below-target"),
    };
    let asked = &shortfall.could_be_asked;
    ShortfallCard {
        sign: if grave { "▼" } else { "▽" },
        class: if grave { "bad" } else { "warn" },
        title: say("shortfall-title"),
        lead,
        reasons: shortfall.reasons.iter().map(|group| wording::obstacle(language, group)).collect(),
        ask: (!asked.is_empty()).then(|| {
            language.say_with("shortfall-ask", [("officers", FluentValue::from(wording::names(language, asked)))])
        }),
    }
}

/// The terms that weigh something, the heaviest first.
fn terms(language: Language, view: &BoardView) -> Vec<Term> {
    let most = view.terms.iter().map(|(_, points)| points.abs()).fold(1.0, f64::max);
    let mut terms: Vec<_> = view.terms.iter().filter(|(_, points)| points.abs() >= 0.5).collect();
    terms.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    terms
        .into_iter()
        .map(|(name, points)| Term {
            // Wishes that are met take points away.
            name: language.say(&if *points < 0.0 { format!("term-{name}-met") } else { format!("term-{name}") }),
            points: language.number(*points, 0),
            width: format!("{:.1}%", points.abs() / most * 100.0),
        })
        .collect()
}
