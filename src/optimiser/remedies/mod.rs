//! What would remove a shortfall, and at which price.
//!
//! Each remedy changes the instance by one or more [`Step`]s, or by none where an exchange of shifts is enough. It is
//! tried on a copy: the plan is repaired by the exact programmes, and the checker judges it. Only what removes at least
//! one missing officer, breaks no rule and makes no other counter poorer is told. Plain data; sentences are made at the
//! edge.

mod grow;
mod judge;
mod repair;
mod step;
#[cfg(test)]
mod tests;

pub use step::{Cap, Step, apply};

use judge::Before;
use repair::{Counter, Task, repair};

use crate::checker::{self, Shortfall};
use crate::domain::instance::{Instance, Plan};
use crate::domain::rules::RulePack;

/// Most steps of a remedy while every way to go on is tried; where more are missing, one kind of step [goes on](grow).
const MOST_STEPS: usize = 3;

/// What may be changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Possibilities {
    /// Days before this one are over and stay as they are.
    pub frozen: usize,
    /// (officer, day, shift) that only lacks a consent, of officers who may be asked.
    pub ask: Vec<(usize, usize, usize)>,
    /// Caps that the law allows to raise: officer, which, minutes more.
    pub raise: Vec<(usize, Cap, i32)>,
}

impl Possibilities {
    /// What the law allows where nothing more is known of the officers than the instance says: whoever is not protected
    /// may be asked for overtime, a cap of 200 hours a year may be raised to 300, and where that has been done one of 40
    /// hours a month to 60 (Labour Code art. 107; NQ 17/2022/UBTVQH15 art. 1). Where nothing is left of a month, nobody
    /// knows how much more than 40 hours it has.
    #[must_use]
    pub fn by_law(instance: &Instance) -> Self {
        let law = RulePack::vietnam();
        let mut may = Self::default();
        for (officer, own) in instance.officers.iter().enumerate().filter(|(_, own)| !own.protected) {
            let closed = |day: usize, shift: usize| own.leave[day] || own.unavailable.contains(&(day, shift));
            let with_overtime = |shift: &usize| instance.shifts[*shift].overtime > 0;
            if !own.consent {
                for day in 0..instance.days {
                    let shifts = (0..instance.shifts.len()).filter(with_overtime);
                    may.ask.extend(shifts.filter(|s| !closed(day, *s)).map(|shift| (officer, day, shift)));
                }
                continue;
            }
            let of_months: Vec<i32> = own.months.iter().map(|month| month.remaining).collect();
            let mut left = if of_months.is_empty() { vec![own.ot_month] } else { of_months }.into_iter();
            let is_known = left.all(|left| (1..=law.overtime_month_unraised).contains(&left));
            if is_known && own.ot_year > law.overtime_year_unraised {
                may.raise.push((officer, Cap::Month, RAISED_MONTH - law.overtime_month_unraised));
            }
            if own.ot_year == law.overtime_year_unraised {
                may.raise.push((officer, Cap::Year, RAISED_YEAR - law.overtime_year_unraised));
            }
        }
        may
    }
}

/// Most overtime minutes of a month where the cap is raised (NQ 17/2022/UBTVQH15 art. 1).
pub const RAISED_MONTH: i32 = 60 * 60;
/// Most overtime minutes of a year where the cap is raised (Labour Code art. 107(3)).
pub const RAISED_YEAR: i32 = 300 * 60;

/// Minutes by which the month's `cap` of one officer may be raised, so that no month of theirs passes [`RAISED_MONTH`];
/// none where that is nothing, or where something stricter than the cap binds. Of each month: what is left of it for the
/// plan, and what is used up already.
#[must_use]
pub fn raise_of_month(cap: i32, months: impl Iterator<Item = (i32, i32)>) -> Option<i32> {
    let more = |(left, used): (i32, i32)| (left == (cap - used).max(0)).then_some(RAISED_MONTH - used - left);
    let of_months: Option<Vec<i32>> = months.map(more).collect();
    of_months?.into_iter().min().filter(|more| *more > 0)
}

/// A cell that differs from the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ChangedCell {
    /// The officer; one who is lent comes after the officers of the instance.
    pub officer: usize,
    /// The day.
    pub day: usize,
    /// The shift until now.
    pub before: Option<usize>,
    /// The shift from now on.
    pub after: Option<usize>,
}

/// What a remedy costs.
#[derive(Clone, Debug, PartialEq)]
pub struct Price {
    /// Overtime minutes more (or, below zero, fewer) of all officers together.
    pub overtime: i32,
    /// Evenings more of all officers together.
    pub evenings: i32,
    /// Cells that change.
    pub cells: Vec<ChangedCell>,
    /// By how much the objective changes: below zero, the roster is better than before.
    pub points: f64,
    /// Points of the objective that are saved only because less is asked of the roster.
    pub waived: f64,
    /// Normal minutes of officers who are lent; their overtime is in `overtime`.
    pub lent: i32,
    /// Points of those minutes: an hour of somebody else's centre is as dear as an hour of overtime, for its own counters
    /// miss it.
    pub lent_points: f64,
}

impl Price {
    /// What the ranking goes by: the objective as if nothing had been asked less and nothing had been lent for nothing.
    #[must_use]
    pub fn honest_points(&self) -> f64 {
        self.points + self.waived + self.lent_points
    }
}

/// A way out, tried and judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Remedy {
    /// What must change first; empty where an exchange of shifts is enough.
    pub steps: Vec<Step>,
    /// The instance with the steps.
    pub instance: Instance,
    /// The roster with the remedy; lawful, as far as the plan was.
    pub plan: Plan,
    /// Officers who are missing there no more.
    pub removed: i32,
    /// Officers who are still missing there.
    pub left: i32,
    /// The price.
    pub price: Price,
}

/// Verified remedies for `gap`, a shortfall of `plan`: first those that remove it wholly, each group the cheapest first.
#[must_use]
pub fn remedies(instance: &Instance, plan: &Plan, gap: &Shortfall, may: &Possibilities) -> Vec<Remedy> {
    remedies_that(instance, plan, gap, may, &|_| true)
}

/// The same of those only that are `welcome`: whoever knows more rules than the instance says so here, and the search goes
/// on without what breaks one.
#[must_use]
pub fn remedies_that(
    instance: &Instance,
    plan: &Plan,
    gap: &Shortfall,
    may: &Possibilities,
    welcome: &dyn Fn(&Remedy) -> bool,
) -> Vec<Remedy> {
    if gap.day < may.frozen {
        return Vec::new();
    }
    let before = Before::new(instance, plan, gap);
    let search = Remedies { before: &before, gap, may, welcome };
    let mut found: Vec<Remedy> = Vec::new();
    found.extend(search.exchange());
    for step in search.steps(instance) {
        found.extend(search.after(&[], step, instance, plan));
    }
    for _ in 1..MOST_STEPS {
        rank(&mut found);
        // Accepting less is always at hand; it is no reason to look for nothing better.
        if found.iter().any(|remedy| remedy.left == 0 && !remedy.accepts_less()) {
            break;
        }
        let longest = found.iter().map(|remedy| remedy.steps.len()).max().unwrap_or(0);
        // The cheapest of each kind is tried with one step more.
        let mut kinds = Vec::new();
        let mut partial: Vec<Remedy> =
            found.iter().filter(|remedy| remedy.steps.len() == longest && !remedy.accepts_less()).cloned().collect();
        partial.retain(|remedy| {
            let kind: Vec<_> = remedy.steps.iter().map(Step::kind).collect();
            let new = !kinds.contains(&kind);
            kinds.push(kind);
            new
        });
        for partial in &partial {
            let more = search
                .steps(&partial.instance)
                .into_iter()
                .filter(|step| matches!(step, Step::Lend { .. }) || !partial.steps.contains(step));
            for step in more.filter(|step| !matches!(step, Step::LowerTarget { .. })) {
                found.extend(search.after(&partial.steps, step, &partial.instance, &partial.plan));
            }
        }
    }
    rank(&mut found);
    let is_whole = |remedy: &Remedy| remedy.left == 0 && !remedy.accepts_less();
    let more_are_missing = usize::try_from(gap.below_floor + gap.below_target).is_ok_and(|many| many > MOST_STEPS);
    if more_are_missing && !found.iter().any(is_whole) {
        let grown: Vec<Remedy> = grow::begun(&found).into_iter().filter_map(|begun| search.grown(begun)).collect();
        found.extend(grown);
        rank(&mut found);
    }
    // Of what needs several steps, only the cheapest of each kind is worth reading.
    let mut kinds = Vec::new();
    found.retain(|remedy| {
        let mut kind: Vec<_> = remedy.steps.iter().map(Step::kind).collect();
        kind.sort_unstable();
        let keep = kind.len() < 2 || !kinds.contains(&kind);
        kinds.push(kind);
        keep
    });
    found
}

impl Remedy {
    /// Whether somebody is missing no more only because fewer are asked for.
    fn accepts_less(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::LowerTarget { .. }))
    }
}

/// Those first that remove the shortfall, of them those that help before those that ask for less, then the cheapest, then
/// those with the fewest steps; of several shifts to which
/// the same officers would have to agree, only the cheapest stays.
fn rank(found: &mut Vec<Remedy>) {
    found.sort_by(|one, other| {
        (one.left > 0)
            .cmp(&(other.left > 0))
            .then(one.accepts_less().cmp(&other.accepts_less()))
            .then(one.price.honest_points().total_cmp(&other.price.honest_points()))
            .then(one.steps.len().cmp(&other.steps.len()))
            .then(one.steps.cmp(&other.steps))
    });
    let mut seen: Vec<Vec<Step>> = Vec::new();
    found.retain(|remedy| {
        let mut asked: Vec<Step> = remedy.steps.iter().map(|step| without_shift(*step)).collect();
        asked.sort();
        let new = !seen.contains(&asked);
        if new {
            seen.push(asked);
        }
        new
    });
}

fn without_shift(step: Step) -> Step {
    match step {
        Step::Consent { officer, day, .. } => Step::Consent { officer, day, shift: 0 },
        other => other,
    }
}

/// The search for the remedies of one shortfall.
struct Remedies<'a> {
    before: &'a Before<'a>,
    gap: &'a Shortfall,
    may: &'a Possibilities,
    welcome: &'a dyn Fn(&Remedy) -> bool,
}

impl Remedies<'_> {
    fn counter(&self) -> Counter {
        (self.gap.day, self.gap.block, self.gap.skill)
    }

    /// An exchange within what is allowed already.
    fn exchange(&self) -> Option<Remedy> {
        let (instance, plan) = (self.before.instance, self.before.plan);
        let fill = [self.counter()];
        let task = Task { fill: &fill, first: None, frozen: self.may.frozen, thorough: true };
        let repaired = repair(instance, plan, &task)?;
        self.judge(Vec::new(), instance, repaired)
    }

    /// Every step that might help.
    fn steps(&self, instance: &Instance) -> Vec<Step> {
        let &Shortfall { day, block, skill, below_floor, below_target } = self.gap;
        let serves = |shift: usize| instance.shifts[shift].blocks.contains(&block);
        let asked = self.may.ask.iter().filter(|(_, on, shift)| *on == day && serves(*shift));
        let mut steps: Vec<Step> = asked.map(|&(officer, day, shift)| Step::Consent { officer, day, shift }).collect();
        let with_overtime = (0..instance.shifts.len())
            .any(|shift| serves(shift) && instance.exists(day, shift) && instance.shifts[shift].overtime > 0);
        if with_overtime {
            let raise = self.may.raise.iter();
            steps.extend(raise.map(|&(officer, cap, minutes)| Step::RaiseCap { officer, cap, minutes }));
        }
        steps.push(Step::Lend { day, block, skill });
        let week = instance.week(day / 7);
        let open = |to: &usize| {
            let shift_there = (0..instance.shifts.len()).any(|shift| serves(shift) && instance.exists(*to, shift));
            let mut wanted = instance.requirements.iter().filter(|wanted| wanted.day == *to).peekable();
            *to != day
                && *to >= self.may.frozen
                && shift_there
                && wanted.peek().is_some()
                && wanted.all(|w| w.block != block)
        };
        steps.extend(week.filter(open).map(|to| Step::Move { block, from: day, to }));
        if below_floor == 0 {
            let target = instance.requirements.iter().find(|w| (w.day, w.block, w.skill) == self.counter());
            let to = target.map_or(0, |wanted| wanted.target - below_target);
            steps.push(Step::LowerTarget { day, block, skill, to });
        }
        steps
    }

    /// The remedy of `steps` and one `step` more, tried from where the steps have led.
    fn after(&self, steps: &[Step], step: Step, instance: &Instance, plan: &Plan) -> Option<Remedy> {
        let (changed, wide) = apply(step, instance, plan);
        let fill = [self.counter()];
        let by = |officer: usize, shift: Option<usize>, thorough: bool| Task {
            fill: &fill,
            first: Some((officer, shift)),
            frozen: self.may.frozen,
            thorough,
        };
        let repaired = match step {
            Step::Consent { officer, shift, .. } => repair(&changed, &wide, &by(officer, Some(shift), true))?,
            Step::RaiseCap { officer, .. } => {
                // Whoever could come without it needs no higher cap.
                if repair(instance, plan, &by(officer, None, false)).is_some() {
                    return None;
                }
                repair(&changed, &wide, &by(officer, None, false))?
            }
            Step::Lend { .. } => {
                let guest = changed.officers.len() - 1;
                repair(&changed, &wide, &by(guest, None, false))?
            }
            Step::Move { block, to, .. } => {
                let there = changed.requirements.iter().filter(|wanted| (wanted.day, wanted.block) == (to, block));
                let fill: Vec<Counter> = there.map(|wanted| (wanted.day, wanted.block, wanted.skill)).collect();
                let task = Task { fill: &fill, first: None, frozen: self.may.frozen, thorough: false };
                repair(&changed, &wide, &task).unwrap_or_else(|| wide.clone())
            }
            Step::LowerTarget { .. } => wide.clone(),
        };
        // A consent that the roster does not use need not be asked for.
        if let Step::Consent { officer, day, shift } = step
            && repaired.get(officer, day) != Some(shift)
        {
            return None;
        }
        let steps: Vec<Step> = steps.iter().copied().chain([step]).collect();
        let mut plans = vec![repaired];
        // The lent officer comes and nobody else moves: others may not be free to take over what they would, and the repair
        // knows no price of lent hours, so that it takes a whole day where a few hours would do.
        if let Step::Lend { day, block, .. } = step {
            plans.extend(guest_alone(&changed, &wide, (day, block)));
        }
        let price = |remedy: &Remedy| (remedy.left, remedy.price.honest_points());
        let judged = plans.into_iter().filter_map(|plan| self.judge(steps.clone(), &changed, plan));
        judged.min_by(|one, other| {
            let ((left, points), (other_left, other_points)) = (price(one), price(other));
            left.cmp(&other_left).then(points.total_cmp(&other_points))
        })
    }

    /// The remedy that `plan` is, when it is one and welcome.
    fn judge(&self, steps: Vec<Step>, instance: &Instance, plan: Plan) -> Option<Remedy> {
        self.before.judge(steps, instance.clone(), plan).filter(|remedy| (self.welcome)(remedy))
    }
}

/// `plan` with the officer who was lent last in each shift of the `day` that serves the `block`.
fn guest_alone<'a>(
    instance: &'a Instance,
    plan: &'a Plan,
    (day, block): (usize, usize),
) -> impl Iterator<Item = Plan> + 'a {
    let serves = move |shift: &usize| instance.shifts[*shift].blocks.contains(&block) && instance.exists(day, *shift);
    (0..instance.shifts.len()).filter(serves).map(move |shift| {
        let mut with_guest = plan.clone();
        with_guest.set(instance.officers.len() - 1, day, Some(shift));
        with_guest
    })
}

/// The shortfall of `plan` at a counter, if there is one.
#[must_use]
pub fn shortfall_at(instance: &Instance, plan: &Plan, day: usize, block: usize, skill: usize) -> Option<Shortfall> {
    let shortfalls = checker::coverage(instance, plan).shortfalls;
    shortfalls.into_iter().find(|short| (short.day, short.block, short.skill) == (day, block, skill))
}
