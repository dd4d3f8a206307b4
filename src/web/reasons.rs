//! Why a roster is as it is: breaches first, then who is missing and why, then how it was judged. Stands beside the board
//! and on the approver's page.

use chrono::{Datelike, Days, NaiveDate};
use fluent_templates::fluent_bundle::FluentValue;
use serde::Serialize;

use super::board_grid::cell_id;
use super::emergency_page::breach_words;
use super::language::Language;
use super::remedies::remedies_address;
use super::sharing::{SharingPanel, sharing};
use super::wording::{self, BreachWords};
use crate::application::views::{BoardView, Shortfall};
use crate::domain::ids::OfficerCode;
use crate::domain::rules::{Breach, Severity};

/// The panel of reasons.
#[derive(Serialize)]
pub struct Reasons {
    breaches: Vec<BreachCard>,
    /// Breaches beyond those, in one line each.
    more_breaches: Option<More>,
    /// What is allowed but should be looked at, in one line each.
    warnings: Option<More>,
    /// What an emergency order lifts, in one line each, with the order.
    lifted: Option<More>,
    shortfalls: Vec<ShortfallCard>,
    /// Shortfalls beyond those, in one line each.
    more_shortfalls: Option<More>,
    sharing: Option<SharingPanel>,
    /// The page that says how long people will wait.
    simulation_href: String,
    terms: Vec<Term>,
    /// Whether one of them takes points away, which the page then explains.
    has_gains: bool,
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
    /// The cell where it is best mended.
    href: String,
    /// That cell's own page, for whoever may change it.
    change_href: Option<String>,
    cell_id: String,
}

#[derive(Serialize)]
struct ShortfallCard {
    sign: &'static str,
    class: &'static str,
    title: String,
    lead: String,
    reasons: Vec<String>,
    ask: Option<String>,
    /// The page with its remedies.
    remedies_href: String,
}

#[derive(Serialize)]
struct Term {
    name: String,
    points: String,
    /// `gain` where it takes points away.
    class: &'static str,
    /// Share of the heaviest, for the bar.
    width: String,
}

/// How many cards of one sort stand on the page; more would hide the first ones.
const SHOWN: usize = 6;

/// The reasons of `view`. `address` is the address of its board; `can_edit` says whether the reader may change cells.
pub fn reasons(language: Language, view: &BoardView, address: &str, can_edit: bool) -> Reasons {
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
    let lifted = view.breaches.iter().filter(|breach| breach.severity == Severity::Lifted);
    let further_shortfalls = view.shortfalls.iter().skip(SHOWN);
    let (objective, points) = whole_points(&view.terms.iter().map(|(_, points)| *points).collect::<Vec<_>>());
    Reasons {
        breaches: hard()
            .take(SHOWN)
            .map(|breach| {
                let date = day_to_mend(view, breach);
                let monday = monday_of(date);
                let cell = breach.officer.as_ref().map(|officer| (cell_id(officer.as_str(), date), officer));
                let week = format!("{address}?from={monday}");
                let change = |officer: &OfficerCode| {
                    let officer = wording::in_query(officer.as_str());
                    format!("{address}/cell?officer={officer}&date={date}&from={monday}")
                };
                BreachCard {
                    words: wording::breach(language, breach, &name(breach)),
                    href: cell.as_ref().map_or(week.clone(), |(cell, _)| format!("{week}#{cell}")),
                    change_href: cell.as_ref().filter(|_| can_edit).map(|(_, officer)| change(officer)),
                    cell_id: cell.map_or_else(String::new, |(cell, _)| cell),
                }
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
        lifted: more(
            "reasons-lifted",
            lifted.map(|breach| breach_words(language, view, breach, &name(breach)).sentence).collect(),
        ),
        shortfalls: view
            .shortfalls
            .iter()
            .take(SHOWN)
            .map(|shortfall| shortfall_card(language, shortfall, address))
            .collect(),
        more_shortfalls: more(
            "reasons-more-shortfalls",
            further_shortfalls.map(|shortfall| shortfall_card(language, shortfall, address).title).collect(),
        ),
        sharing: sharing(language, &view.sharing, view.solve.running, address),
        simulation_href: format!("{address}/simulation"),
        terms: terms(language, view, &points),
        has_gains: points.iter().any(|points| *points < 0.0),
        objective: language.number(objective, 0),
    }
}

/// The day on which a breach is best mended: its last one in the period, where the limit is passed.
fn day_to_mend(view: &BoardView, breach: &Breach) -> NaiveDate {
    breach.to.min(view.head.period.last()).max(view.head.period.first)
}

/// The Monday of the week of `date`.
pub fn monday_of(date: NaiveDate) -> NaiveDate {
    date - Days::new(u64::from(date.weekday().num_days_from_monday()))
}

fn shortfall_card(language: Language, shortfall: &Shortfall, address: &str) -> ShortfallCard {
    let grave = shortfall.is_grave();
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
        remedies_href: remedies_address(address, shortfall.date, shortfall.block.as_str(), shortfall.skill.as_str()),
    }
}

/// The terms that weigh something, the heaviest first. `points` are theirs, in whole ones.
fn terms(language: Language, view: &BoardView, points: &[f64]) -> Vec<Term> {
    let most = points.iter().map(|points| points.abs()).fold(1.0, f64::max);
    let mut terms: Vec<_> = view.terms.iter().zip(points).filter(|(_, points)| **points != 0.0).collect();
    terms.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    terms
        .into_iter()
        .map(|((name, _), points)| Term {
            // Wishes that are met take points away.
            name: language.say(&if *points < 0.0 { format!("term-{name}-met") } else { format!("term-{name}") }),
            points: language.number(*points, 0),
            class: if *points < 0.0 { "gain" } else { "brand" },
            width: format!("{:.1}%", points.abs() / most * 100.0),
        })
        .collect()
}

/// The sum of `points` in whole ones, and each of them so that they add up to it: rounded down, and then the largest
/// remainders up.
fn whole_points(points: &[f64]) -> (f64, Vec<f64>) {
    let sum = points.iter().sum::<f64>().round();
    let mut whole: Vec<f64> = points.iter().map(|points| points.floor()).collect();
    let mut by_remainder: Vec<usize> = (0..points.len()).collect();
    by_remainder.sort_by(|a, b| (points[*b] - whole[*b]).total_cmp(&(points[*a] - whole[*a])));
    let mut short = sum - whole.iter().sum::<f64>();
    for at in by_remainder {
        if short < 0.5 {
            break;
        }
        whole[at] += 1.0;
        short -= 1.0;
    }
    (sum, whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_points_add_up_to_their_sum_and_stay_within_one_of_what_they_were() {
        let hidden = [762.0, 480.0, 204.3, 165.9, -65.0, 0.4, 0.4];
        for points in [&hidden[..], &[], &[-0.4], &[1.5, 1.5, -0.5], &[0.4; 5]] {
            let (sum, whole) = whole_points(points);
            assert_eq!(sum, whole.iter().sum::<f64>(), "{points:?} {whole:?}");
            assert!((sum - points.iter().sum::<f64>()).abs() <= 0.5);
            assert!(points.iter().zip(&whole).all(|(points, whole)| (points - whole).abs() < 1.0), "{whole:?}");
        }
        assert_eq!(whole_points(&[480.0, -65.0]), (415.0, vec![480.0, -65.0]));
    }
}
