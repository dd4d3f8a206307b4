//! Why an officer works what they work on a day: what every other choice would break or leave missing, and who could take
//! the shift over.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::ViewError;
use super::in_domain_words::InDomainWords;
use super::overtime_left;
use super::propose_roster::plan_of;
use super::refresh_instance::{fixed_by, refresh_instance};
use super::view_board::{blocks_of_instance, board_of_judged};
use crate::application::actors::Viewer;
use crate::application::ports::{Clock, Store};
use crate::application::review::judge_roster::{JudgedRoster, cells_of, judge_roster};
use crate::application::review::rules_after::{CellAfter, RulesAfter};
use crate::application::views::{BoardView, Obstacle, ObstacleGroup};
use crate::domain::block::Block;
use crate::domain::ids::{BlockCode, OfficerCode, ShiftCode, SkillCode};
use crate::domain::instance::{Instance, Plan};
use crate::domain::roster::RosterStatus;
use crate::optimiser::what_if::{self, Effect};

/// What a change of a cell, or an exchange of two, does.
#[derive(Clone, Debug)]
pub struct EffectView {
    /// What it newly breaks and for whom; empty when it is lawful.
    pub obstacles: Vec<ObstacleGroup>,
    /// Officers more (above zero) or fewer who are missing that day, where that changes.
    pub missing: Vec<(BlockCode, SkillCode, i32)>,
    /// Points of the objective more.
    pub points: f64,
}

impl EffectView {
    /// Officers more that are missing that day, all counters together.
    #[must_use]
    pub fn missing_more(&self) -> i32 {
        self.missing.iter().map(|(_, _, more)| more).sum()
    }
}

/// A colleague who could take the shift over and gives their own in exchange.
#[derive(Clone, Debug)]
pub struct SubstituteView {
    /// By code and name.
    pub officer: (OfficerCode, String),
    /// What the colleague works that day.
    pub instead_of: Option<ShiftCode>,
    /// What the exchange does.
    pub effect: EffectView,
}

/// The reasons of one cell.
#[derive(Clone, Debug, Default)]
pub struct CellReasons {
    /// What the officer works that day.
    pub shift: Option<ShiftCode>,
    /// A free day and every shift of that day, with what choosing it would do.
    pub choices: Vec<(Option<ShiftCode>, EffectView)>,
    /// Who could take the shift over: the lawful first, of them those who leave nobody missing, then the cheapest. Empty on
    /// a free day.
    pub substitutes: Vec<SubstituteView>,
}

impl CellReasons {
    /// What a free day instead would do.
    #[must_use]
    pub fn if_free(&self) -> Option<&EffectView> {
        self.choices.iter().find(|(choice, _)| choice.is_none()).map(|(_, effect)| effect)
    }
}

/// The board of the viewer's centre for the latest version that starts on `first`, with the reasons of one of its cells.
///
/// # Errors
/// When there is no such roster or cell, or the store fails.
pub fn view_cell(
    store: &mut impl Store,
    clock: &dyn Clock,
    viewer: &Viewer,
    first: NaiveDate,
    (officer, date): (&OfficerCode, NaiveDate),
) -> Result<(BoardView, CellReasons), ViewError> {
    let head = store.latest_roster(viewer.centre(), first)?.ok_or(ViewError::NotFound)?;
    let judged = judge_roster(store, head)?;
    let reasons = explain_cell(&judged, officer, date).unwrap_or_default();
    Ok((board_of_judged(store, judged, clock.today())?, reasons))
}

/// The reasons of a cell by the facts of today; none outside the roster, and for whoever is planned by nobody.
#[must_use]
pub fn explain_cell(judged: &JudgedRoster, officer: &OfficerCode, date: NaiveDate) -> Option<CellReasons> {
    let mut instance = instance_for(judged, date);
    let day = judged.head.period.offset(date)?;
    let at = instance.officers.iter().position(|known| known.code == officer.0)?;
    // A change by hand moves the pin of its cell along.
    instance.pins.retain(|pin| (pin.0, pin.1) != (at, day));
    let plan = plan_of(&instance, &judged.assignments, judged.head.period);
    let words = InDomainWords::as_today(judged);
    let blocks = blocks_of_instance(&instance, &judged.facts.blocks);
    let in_words = |effect: &Effect, changes: &[(usize, Option<usize>)]| {
        let mut groups: BTreeMap<Obstacle, Vec<(OfficerCode, String)>> = BTreeMap::new();
        for (officer, obstacle) in &effect.obstacles {
            let shift = changes.iter().find(|change| change.0 == *officer).and_then(|change| change.1);
            groups.entry(words.obstacle(*officer, day, shift, obstacle)).or_default().push(words.officer(*officer));
        }
        let counter = |&(block, skill, more): &(usize, usize, i32)| {
            let block: &Block = blocks[block].as_ref()?;
            Some((block.code.clone(), instance.skills[skill].code.as_str().into(), more))
        };
        EffectView {
            obstacles: groups.into_iter().map(|(obstacle, officers)| ObstacleGroup { obstacle, officers }).collect(),
            missing: effect.missing.iter().filter_map(counter).collect(),
            points: effect.delta,
        }
    };
    let rules = RulesAfter::new(judged);
    let judged_too = |effect: &Effect, changes: &[(usize, Option<usize>)]| {
        let mut view = in_words(effect, changes);
        // What the instance forbids has its reasons already; the rules are asked about the rest.
        if view.obstacles.is_empty() {
            view.obstacles = obstacles_by_rules(&rules, &words, (&instance, &plan), day, changes);
        }
        view
    };
    let choices = what_if::choices(&instance, &plan, at, day);
    let substitutes = what_if::substitutes(&instance, &plan, at, day);
    let mut substitutes: Vec<SubstituteView> = substitutes
        .iter()
        .map(|substitute| SubstituteView {
            officer: words.officer(substitute.officer),
            instead_of: substitute.instead_of.map(|shift| words.shift(shift)),
            effect: judged_too(
                &substitute.effect,
                &[(at, substitute.instead_of), (substitute.officer, plan.get(at, day))],
            ),
        })
        .collect();
    substitutes.sort_by_key(|substitute| !substitute.effect.obstacles.is_empty());
    Some(CellReasons {
        shift: plan.get(at, day).map(|shift| words.shift(shift)),
        choices: choices
            .iter()
            .map(|(choice, effect)| (choice.map(|shift| words.shift(shift)), judged_too(effect, &[(at, *choice)])))
            .collect(),
        substitutes,
    })
}

/// The instance of today. How consents bind a month is left to the rules: the plan's one cap is more careful than they are. On a
/// day under an emergency order every overtime of that day is open in it, and the caps of month and year are left to the rules,
/// which know what the order lifts.
fn instance_for(judged: &JudgedRoster, date: NaiveDate) -> Instance {
    let facts = &judged.facts;
    let is_in_force = matches!(judged.head.status, RosterStatus::Published | RosterStatus::Closed);
    if is_in_force || !facts.is_ordered(date) {
        let mut instance = judged.instance_today.clone();
        facts.officers.iter().for_each(|officer| overtime_left::without_consents(facts, officer, &mut instance));
        return instance;
    }
    let mut fixed = fixed_by(&judged.instance, facts, &judged.assignments);
    fixed.by_hand = cells_of(&judged.assignments);
    for officer in &facts.officers {
        fixed.by_hand.extend(facts.shifts.iter().map(|shift| (officer.code.clone(), date, shift.code.clone())));
    }
    let mut instance = refresh_instance(&judged.instance, facts, &fixed);
    for officer in &mut instance.officers {
        let unlimited = i32::MAX / 2;
        (officer.ot_month, officer.ot_year) = (unlimited, unlimited);
        officer.months.iter_mut().for_each(|month| month.remaining = unlimited);
    }
    instance
}

/// The rules beyond the instance that `changes` of one `day` would newly break, with the officers concerned.
fn obstacles_by_rules(
    rules: &RulesAfter<'_>,
    words: &InDomainWords<'_>,
    (instance, plan): (&Instance, &Plan),
    day: usize,
    changes: &[(usize, Option<usize>)],
) -> Vec<ObstacleGroup> {
    let mut after = plan.clone();
    let mut cells: Vec<CellAfter> = Vec::new();
    for (officer, shift) in changes {
        after.set(*officer, day, *shift);
        cells.push((words.officer(*officer).0, words.date(day), shift.map(|shift| words.shift(shift))));
    }
    let named =
        |code: &OfficerCode| changes.iter().map(|(at, _)| words.officer(*at)).find(|officer| &officer.0 == code);
    let mut groups: BTreeMap<Obstacle, Vec<(OfficerCode, String)>> = BTreeMap::new();
    for breach in rules.newly_broken(&cells, instance, &after) {
        let row = breach.local.as_ref().map(|local| local.row.clone());
        let concerned = groups.entry(Obstacle::Rule(breach.rule, row)).or_default();
        // A row about all of them names nobody: whoever changes is meant.
        let officers: Vec<_> = match &breach.officer {
            Some(code) => named(code).into_iter().collect(),
            None => changes.iter().map(|(at, _)| words.officer(*at)).collect(),
        };
        for officer in officers {
            if !concerned.contains(&officer) {
                concerned.push(officer);
            }
        }
    }
    groups.into_iter().map(|(obstacle, officers)| ObstacleGroup { obstacle, officers }).collect()
}
