//! Why an officer works what they work on a day, in words: what every choice would do, and who could take the shift over.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use fluent_templates::fluent_bundle::FluentValue;
use serde::Serialize;

use super::language::Language;
use super::signed::signed_points;
use super::wording;
use crate::application::planning::explain_cell::{CellReasons, EffectView, SubstituteView};
use crate::application::views::{BoardView, Obstacle, ObstacleGroup};
use crate::domain::ids::{BlockCode, OfficerCode, ShiftCode, SkillCode};

/// Colleagues who are offered; the rest are dearer.
const OFFERED: usize = 5;

/// `templates/roster/_cell_reasons.hbs`
#[derive(Serialize)]
pub struct ReasonsPanel {
    why: Vec<String>,
    could_summary: String,
    could: Vec<Offer>,
    cannot: Vec<String>,
}

/// A colleague who could lawfully take the shift over.
#[derive(Serialize)]
struct Offer {
    name: String,
    does: String,
    price: String,
    /// The two cells for the form that exchanges them.
    cells: String,
}

/// What a choice would do, in a few words, and how it is coloured.
#[derive(Serialize)]
pub struct EffectWords {
    class: &'static str,
    text: String,
}

/// The panel of a cell; none on a free day and for whoever has no place in the plan.
pub fn reasons_panel(
    language: Language,
    view: &BoardView,
    officer: &(OfficerCode, String),
    date: NaiveDate,
    reasons: &CellReasons,
) -> Option<ReasonsPanel> {
    let shift = reasons.shift.as_ref()?;
    let (can, cannot): (Vec<&SubstituteView>, Vec<&SubstituteView>) =
        reasons.substitutes.iter().partition(|substitute| substitute.effect.obstacles.is_empty());
    let offer = |substitute: &&SubstituteView| Offer {
        name: language.to_the_right(substitute.officer.1.clone()),
        does: match &substitute.instead_of {
            Some(code) => language.say_with(
                "cell-works-now",
                [("shift", FluentValue::from(wording::shift_in_full(language, view, code)))],
            ),
            None => language.say("cell-free-now"),
        },
        price: price(language, &substitute.effect),
        cells: serde_json::json!([
            [officer.0.as_str(), date, substitute.instead_of.as_ref().map(ShiftCode::as_str)],
            [substitute.officer.0.as_str(), date, shift.as_str()],
        ])
        .to_string(),
    };
    Some(ReasonsPanel {
        why: why(language, officer, reasons, &can),
        could_summary: language.say_with("cell-could", [("count", FluentValue::from(can.len()))]),
        could: can.iter().take(OFFERED).map(offer).collect(),
        cannot: refusals(language, officer, &cannot),
    })
}

/// Why this officer: what is lost without them, and whether a colleague would do as well.
fn why(
    language: Language,
    officer: &(OfficerCode, String),
    reasons: &CellReasons,
    can: &[&SubstituteView],
) -> Vec<String> {
    let name = || FluentValue::from(language.to_the_right(officer.1.clone()));
    let mut sentences = Vec::new();
    if let Some(effect) = reasons.if_free() {
        let lost: Vec<String> =
            effect.missing.iter().filter(|gap| gap.2 > 0).map(|gap| counter(language, gap)).collect();
        if lost.is_empty() {
            sentences.push(language.say_with("cell-why-nobody-missing", [("officer", name())]));
        } else {
            let counters = FluentValue::from(lost.join(&language.say("list-separator")));
            sentences.push(language.say_with("cell-why-missing", [("officer", name()), ("counters", counters)]));
        }
        if effect.obstacles.iter().any(|group| group.obstacle == Obstacle::WeekHours) {
            sentences.push(language.say_with("cell-why-week-hours", [("officer", name())]));
        }
    }
    let best = can.iter().map(|substitute| substitute.effect.points).min_by(f64::total_cmp);
    sentences.push(match best {
        None => language.say("cell-why-nobody-else"),
        Some(points) if points < -0.5 => language.say("cell-why-better"),
        Some(points) if points < 0.5 => language.say("cell-why-as-good"),
        Some(points) => {
            let least = FluentValue::from(language.number(points, 0));
            language.say_with("cell-why-dearer", [("points", least)])
        }
    });
    sentences
}

fn counter(language: Language, (block, skill, more): &(BlockCode, SkillCode, i32)) -> String {
    language.say_with(
        "cell-counter",
        [
            ("count", FluentValue::from(more.abs())),
            ("block", FluentValue::from(wording::block_in_sentence(language, block))),
            ("skill", FluentValue::from(wording::skill(language, skill))),
        ],
    )
}

/// What an exchange costs.
fn price(language: Language, effect: &EffectView) -> String {
    let points = FluentValue::from(signed_points(language, effect.points));
    let mut words = language.say_with("cell-points", [("points", points)]);
    if let Some(more) = missing_words(language, effect) {
        words.push_str(" · ");
        words.push_str(&more);
    }
    words
}

fn missing_words(language: Language, effect: &EffectView) -> Option<String> {
    let more = effect.missing_more();
    let key = if more > 0 { "cell-misses-more" } else { "cell-misses-fewer" };
    (more != 0).then(|| language.say_with(key, [("count", FluentValue::from(more.abs()))]))
}

/// Why the others cannot, by reason; a reason that lies with the officer who would get their shift names whose it is.
fn refusals(language: Language, officer: &(OfficerCode, String), cannot: &[&SubstituteView]) -> Vec<String> {
    let mut own: BTreeMap<Obstacle, Vec<(OfficerCode, String)>> = BTreeMap::new();
    let mut of_giver: BTreeMap<Obstacle, Vec<(OfficerCode, String)>> = BTreeMap::new();
    for substitute in cannot {
        let names = |group: &&ObstacleGroup| group.officers.iter().any(|(code, _)| *code == substitute.officer.0);
        let named = substitute.effect.obstacles.iter().find(names);
        let (groups, first) = match named {
            Some(first) => (&mut own, first),
            None => (&mut of_giver, &substitute.effect.obstacles[0]),
        };
        groups.entry(first.obstacle.clone()).or_default().push(substitute.officer.clone());
    }
    let mut sentences: Vec<(usize, String)> = own
        .into_iter()
        .map(|(obstacle, officers)| {
            (officers.len(), wording::obstacle(language, &ObstacleGroup { obstacle, officers }))
        })
        .collect();
    sentences.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let of_giver = of_giver.into_iter().map(|(obstacle, officers)| {
        language.say_with(
            "cell-giver-cannot",
            [
                ("officer", FluentValue::from(language.to_the_right(officer.1.clone()))),
                ("officers", FluentValue::from(wording::names(language, &officers))),
                ("reason", FluentValue::from(wording::obstacle_name(language, &obstacle))),
            ],
        )
    });
    sentences.into_iter().map(|(_, sentence)| sentence).chain(of_giver).collect()
}

/// What choosing this would do: the law first, then who is missing; none when nothing changes.
pub fn effect_words(language: Language, reasons: &CellReasons, choice: Option<&ShiftCode>) -> Option<EffectWords> {
    let (_, effect) = reasons.choices.iter().find(|(known, _)| known.as_ref() == choice)?;
    if !effect.obstacles.is_empty() {
        let names: Vec<String> =
            effect.obstacles.iter().map(|group| wording::obstacle_name(language, &group.obstacle)).collect();
        return Some(EffectWords {
            class: "bad", text: format!("▲ {}", names.join(&language.say("list-separator")))
        });
    }
    let text = missing_words(language, effect)?;
    Some(EffectWords { class: if effect.missing_more() > 0 { "warn" } else { "ok" }, text })
}
