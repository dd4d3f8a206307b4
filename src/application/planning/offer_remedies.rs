//! What would remove a shortfall of a stored roster, and at which price, by the facts of today.
//!
//! [`prepare_remedies`] reads; [`PreparedRemedies::find`] solves and needs no store, so that no transaction is open
//! meanwhile.

use chrono::NaiveDate;

use super::ViewError;
use super::in_domain_words::InDomainWords;
use super::raisable_caps::caps_to_raise;
use super::refresh_instance::{fixed_by, refresh_instance};
use super::service_quantile::{RequirementBasis, quantile_served};
use super::view_board::blocks_of_instance;
use crate::application::actors::Viewer;
use crate::application::planning::propose_roster::plan_of;
use crate::application::ports::{Clock, Store};
use crate::application::review::judge_roster::{JudgedRoster, judge_roster};
use crate::application::review::rules_after::{CellAfter, RulesAfter};
use crate::application::views::RosterDifference;
use crate::domain::ids::{BlockCode, OfficerCode, ShiftCode, SkillCode};
use crate::domain::instance::Instance;
use crate::domain::officer::{Consent, OvertimeStanding};
use crate::domain::roster::RosterHead;
use crate::domain::rules::Breach;
use crate::domain::shift::Shift;
use crate::optimiser::remedies::{
    Cap, Possibilities, RAISED_MONTH, RAISED_YEAR, Remedy, Step, remedies_that, shortfall_at,
};

/// A counter that is short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counter {
    /// The day.
    pub date: NaiveDate,
    /// The block.
    pub block: BlockCode,
    /// The skill.
    pub skill: SkillCode,
}

/// What a remedy asks for first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemedyStep {
    /// An officer, by code and name, agrees to a shift on the day of the shortfall.
    Consent((OfficerCode, String), ShiftCode),
    /// The month's cap of an officer is raised to so many minutes.
    RaiseMonth((OfficerCode, String), i32),
    /// The year's cap of an officer is raised to so many minutes.
    RaiseYear((OfficerCode, String), i32),
    /// Another centre lends so many officers.
    Lend(usize),
    /// The block is open on that day instead.
    MoveTo(NaiveDate),
    /// So many officers are wanted: enough for so many per cent of such days, where a lower service quantile explains it.
    LowerTarget(i32, Option<u32>),
}

/// One remedy, verified.
#[derive(Clone, Debug)]
pub struct RemedyView {
    /// What must change first; empty where an exchange of shifts is enough.
    pub steps: Vec<RemedyStep>,
    /// Officers still missing there.
    pub left: i32,
    /// Overtime minutes more of all officers together.
    pub overtime: i32,
    /// Evenings more of all officers together.
    pub evenings: i32,
    /// Normal minutes of officers who are lent.
    pub lent: i32,
    /// Points of the objective more, as if nothing had been asked less and lent hours were as dear as overtime.
    pub points: f64,
    /// The cells that change; those of a lent officer are not among them.
    pub cells: Vec<RosterDifference>,
}

/// The remedies of one shortfall.
#[derive(Clone, Debug)]
pub struct RemediesView {
    /// The version.
    pub head: RosterHead,
    /// The shortfall.
    pub counter: Counter,
    /// Officers missing there; 0 when nobody is.
    pub missing: i32,
    /// The centre's own service quantile, 0 to 1.
    pub service_quantile: f64,
    /// The day is over.
    pub is_past: bool,
    /// The remedies: those first that remove the shortfall, the cheapest first.
    pub remedies: Vec<RemedyView>,
    /// Shifts of the centre.
    pub shifts: Vec<Shift>,
}

/// A roster with a question about it.
#[derive(Clone, Debug)]
pub struct PreparedRemedies {
    judged: JudgedRoster,
    basis: RequirementBasis,
    today: NaiveDate,
    counter: Counter,
}

/// Reads what is needed to find remedies for `counter` in the latest roster of the viewer's centre that starts on `first`.
///
/// # Errors
/// When there is no such roster or the store fails.
pub fn prepare_remedies(
    store: &mut impl Store,
    clock: &dyn Clock,
    viewer: &Viewer,
    first: NaiveDate,
    counter: Counter,
) -> Result<PreparedRemedies, ViewError> {
    let head = store.latest_roster(viewer.centre(), first)?.ok_or(ViewError::NotFound)?;
    let today = clock.today();
    let judged = judge_roster(store, head)?;
    let basis = RequirementBasis::of(store, &judged.facts, &judged.head)?;
    Ok(PreparedRemedies { judged, basis, today, counter })
}

impl PreparedRemedies {
    /// Solves. Takes up to some seconds.
    #[must_use]
    pub fn find(self) -> RemediesView {
        let instance = &self.judged.instance_today;
        let plan = plan_of(instance, &self.judged.assignments, self.judged.head.period);
        let gap =
            self.position(instance).and_then(|(day, block, skill)| shortfall_at(instance, &plan, day, block, skill));
        let is_past = self.counter.date < self.today;
        let found = match &gap {
            Some(gap) if !is_past => {
                // Rules that are judged and that no plan knows of: what breaks one is no remedy.
                let rules = RulesAfter::new(&self.judged);
                let keeps = |remedy: &Remedy| self.keeps_the_rules(&rules, remedy);
                remedies_that(instance, &plan, gap, &self.possibilities(instance, gap.day), &keeps)
            }
            _ => Vec::new(),
        };
        RemediesView {
            missing: gap.map_or(0, |gap| gap.below_floor + gap.below_target),
            remedies: found.iter().map(|remedy| self.view(remedy)).collect(),
            shifts: self.judged.facts.shifts.clone(),
            service_quantile: self.judged.facts.settings.service_quantile,
            head: self.judged.head,
            counter: self.counter,
            is_past,
        }
    }

    /// Whether `remedy` breaks no rule that was kept before, but for those of the law that its own steps lift: a row of the
    /// centre's own is lifted by none.
    fn keeps_the_rules(&self, rules: &RulesAfter<'_>, remedy: &Remedy) -> bool {
        let words = InDomainWords::as_today(&self.judged);
        let cells: Vec<CellAfter> =
            self.cells(&words, remedy).into_iter().map(|cell| (cell.officer.0, cell.date, cell.after)).collect();
        let lifted = |breach: &Breach| {
            remedy.steps.iter().any(|step| {
                let (rule, officer, most) = match step {
                    Step::Consent { officer, .. } => ("consent", officer, i32::MAX),
                    Step::RaiseCap { officer, cap: Cap::Month, .. } => ("overtime-monthly", officer, RAISED_MONTH),
                    Step::RaiseCap { officer, cap: Cap::Year, .. } => ("overtime-yearly", officer, RAISED_YEAR),
                    Step::Lend { .. } | Step::Move { .. } | Step::LowerTarget { .. } => return false,
                };
                breach.rule == rule
                    && breach.local.is_none()
                    && breach.observed.amount() <= most
                    && breach.concerns(&words.officer(*officer).0)
            })
        };
        rules.newly_broken(&cells, &remedy.instance, &remedy.plan).iter().all(lifted)
    }

    fn position(&self, instance: &Instance) -> Option<(usize, usize, usize)> {
        let day = self.judged.head.period.offset(self.counter.date)?;
        let blocks = blocks_of_instance(instance, &self.judged.facts.blocks);
        let is_block = |block: &Option<_>| {
            block.as_ref().is_some_and(|block: &crate::domain::block::Block| block.code == self.counter.block)
        };
        let block = blocks.iter().position(is_block)?;
        let skill = instance.skills.iter().position(|skill| skill.code == self.counter.skill.as_str())?;
        Some((day, block, skill))
    }

    /// Whom the law allows to ask, and which caps it allows to raise.
    fn possibilities(&self, instance: &Instance, day: usize) -> Possibilities {
        let facts = &self.judged.facts;
        let frozen = usize::try_from((self.today - self.judged.head.period.first).num_days()).unwrap_or(0);
        let mut may = Possibilities { frozen, ..Possibilities::default() };
        // What everybody's consent would open on that day, by the same rules that build every instance.
        let mut agreed = facts.clone();
        let asked = facts.officers.iter().filter(|officer| officer.overtime == OvertimeStanding::Consent);
        agreed.consents.extend(asked.map(|officer| Consent {
            officer: officer.code.clone(),
            from: self.counter.date,
            to: self.counter.date,
            weekdays: None,
            blocks: None,
            max_minutes_per_day: None,
            max_minutes_per_month: None,
        }));
        let fixed = fixed_by(&self.judged.instance, facts, &self.judged.assignments);
        let open = refresh_instance(&self.judged.instance, &agreed, &fixed);
        for (at, own) in instance.officers.iter().enumerate() {
            let Some(officer) = facts.officers.iter().find(|officer| officer.code.as_str() == own.code) else {
                continue;
            };
            let willing = open.officers.iter().find(|other| other.code == own.code).filter(|other| other.consent);
            if let Some(willing) = willing.filter(|_| officer.overtime == OvertimeStanding::Consent) {
                for (shift, wanted) in instance.shifts.iter().enumerate().filter(|(_, shift)| shift.overtime > 0) {
                    let closed_now = !own.consent || own.unavailable.contains(&(day, shift));
                    let opens = open.shifts.iter().position(|other| other.code == wanted.code);
                    if closed_now && opens.is_some_and(|shift| !willing.unavailable.contains(&(day, shift))) {
                        may.ask.push((at, day, shift));
                    }
                }
            }
            let raises = caps_to_raise(facts, officer, own, self.counter.date).into_iter();
            may.raise.extend(raises.map(|(cap, minutes)| (at, cap, minutes)));
        }
        may
    }

    fn view(&self, remedy: &Remedy) -> RemedyView {
        let words = InDomainWords::as_today(&self.judged);
        RemedyView {
            steps: joined(remedy.steps.iter().map(|step| self.in_words(&words, remedy, *step))),
            left: remedy.left,
            overtime: remedy.price.overtime,
            evenings: remedy.price.evenings,
            lent: remedy.price.lent,
            points: remedy.price.honest_points(),
            cells: self.cells(&words, remedy),
        }
    }

    fn in_words(&self, words: &InDomainWords<'_>, remedy: &Remedy, step: Step) -> RemedyStep {
        match step {
            Step::Consent { officer, shift, .. } => {
                RemedyStep::Consent(words.officer(officer), ShiftCode(remedy.instance.shifts[shift].code.clone()))
            }
            Step::RaiseCap { officer, cap: Cap::Month, .. } => {
                RemedyStep::RaiseMonth(words.officer(officer), RAISED_MONTH)
            }
            Step::RaiseCap { officer, cap: Cap::Year, .. } => {
                RemedyStep::RaiseYear(words.officer(officer), RAISED_YEAR)
            }
            Step::Lend { .. } => RemedyStep::Lend(1),
            Step::Move { to, .. } => RemedyStep::MoveTo(words.date(to)),
            Step::LowerTarget { to, .. } => {
                RemedyStep::LowerTarget(to, quantile_served(&self.judged.facts, &self.basis, &self.counter, to))
            }
        }
    }

    fn cells(&self, words: &InDomainWords<'_>, remedy: &Remedy) -> Vec<RosterDifference> {
        let code = |shift: Option<usize>| shift.map(|shift| ShiftCode(remedy.instance.shifts[shift].code.clone()));
        let known = self.judged.instance_today.officers.len();
        let cells = remedy.price.cells.iter().filter(|cell| cell.officer < known);
        cells
            .map(|cell| RosterDifference {
                officer: words.officer(cell.officer),
                date: words.date(cell.day),
                before: code(cell.before),
                after: code(cell.after),
            })
            .collect()
    }
}

/// Officers who are lent for the same counter are asked for at once.
fn joined(steps: impl Iterator<Item = RemedyStep>) -> Vec<RemedyStep> {
    let mut joined: Vec<RemedyStep> = Vec::new();
    for step in steps {
        let lent = joined.iter_mut().find_map(|known| match known {
            RemedyStep::Lend(count) => Some(count),
            _ => None,
        });
        match (step, lent) {
            (RemedyStep::Lend(more), Some(count)) => *count += more,
            (step, _) => joined.push(step),
        }
    }
    joined
}
