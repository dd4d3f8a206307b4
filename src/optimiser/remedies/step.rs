//! What may change about an instance, so that a shortfall goes: one step each, as the law and the centre's settings allow.

use std::collections::HashSet;

use crate::domain::instance::{Group, Instance, Officer, Plan, Requirement};

/// Which cap on overtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cap {
    /// Of the month.
    Month,
    /// Of the year.
    Year,
}

/// One change of an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// An officer agrees to one shift with overtime.
    Consent {
        /// The officer.
        officer: usize,
        /// The day.
        day: usize,
        /// The shift.
        shift: usize,
    },
    /// The cap of one officer is raised.
    RaiseCap {
        /// The officer.
        officer: usize,
        /// Which cap.
        cap: Cap,
        /// Minutes more.
        minutes: i32,
    },
    /// Another centre lends an officer who holds exactly one skill, for one day.
    Lend {
        /// The day.
        day: usize,
        /// The block that must be served.
        block: usize,
        /// The skill.
        skill: usize,
    },
    /// The block is open on another day instead.
    Move {
        /// The block.
        block: usize,
        /// The day until now.
        from: usize,
        /// The day from now on.
        to: usize,
    },
    /// Fewer officers are wanted, but not fewer than the floor.
    LowerTarget {
        /// The day.
        day: usize,
        /// The block.
        block: usize,
        /// The skill.
        skill: usize,
        /// Officers wanted from now on.
        to: i32,
    },
}

impl Step {
    /// Its kind, whomever it concerns.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Consent { .. } => "consent",
            Self::RaiseCap { .. } => "raise-cap",
            Self::Lend { .. } => "lend",
            Self::Move { .. } => "move",
            Self::LowerTarget { .. } => "lower-target",
        }
    }
}

/// The instance after `step`, and the plan with a row for everyone in it.
#[must_use]
pub fn apply(step: Step, instance: &Instance, plan: &Plan) -> (Instance, Plan) {
    let mut changed = instance.clone();
    match step {
        Step::Consent { officer, day, shift } => agree(&mut changed, officer, day, shift),
        Step::RaiseCap { officer, cap, minutes } => raise(&mut changed.officers[officer], cap, minutes),
        Step::Lend { day, block, skill } => {
            let guest = guest(&mut changed, day, block, skill);
            changed.officers.push(guest);
        }
        Step::Move { block, from, to } => {
            for wanted in &mut changed.requirements {
                if (wanted.day, wanted.block) == (from, block) {
                    wanted.day = to;
                }
            }
        }
        Step::LowerTarget { day, block, skill, to } => {
            let place = |wanted: &&mut Requirement| (wanted.day, wanted.block, wanted.skill) == (day, block, skill);
            if let Some(wanted) = changed.requirements.iter_mut().find(place) {
                wanted.target = to.max(wanted.floor);
            }
        }
    }
    let mut with_all = Plan::empty(changed.officers.len(), changed.days);
    for (officer, day, shift) in plan.assignments() {
        with_all.set(officer, day, Some(shift));
    }
    (changed, with_all)
}

/// One shift is agreed to and nothing else: other overtime stays closed to an officer who had agreed to none.
fn agree(instance: &mut Instance, officer: usize, day: usize, shift: usize) {
    let with_overtime: Vec<usize> = (0..instance.shifts.len()).filter(|s| instance.shifts[*s].overtime > 0).collect();
    let days = instance.days;
    let own = &mut instance.officers[officer];
    if !own.consent {
        own.consent = true;
        let cells = (0..days).flat_map(|day| with_overtime.iter().map(move |shift| (day, *shift)));
        own.unavailable.extend(cells);
    }
    own.unavailable.remove(&(day, shift));
}

fn raise(officer: &mut Officer, cap: Cap, minutes: i32) {
    match cap {
        Cap::Month => {
            officer.ot_month += minutes * i32::try_from(officer.months.len().max(1)).unwrap_or(1);
            officer.months.iter_mut().for_each(|month| month.remaining += minutes);
        }
        Cap::Year => officer.ot_year += minutes,
    }
}

/// An officer lent for one day, who has agreed to its overtime and takes no part in sharing evenings.
fn guest(instance: &mut Instance, day: usize, block: usize, skill: usize) -> Officer {
    let alone = |group: &Group| group.skills == [skill];
    let group = instance.groups.iter().position(alone).unwrap_or_else(|| {
        instance.groups.push(Group { code: format!("G{}", instance.groups.len()), skills: vec![skill] });
        instance.groups.len() - 1
    });
    let serving = instance.shifts.iter().filter(|shift| shift.blocks.contains(&block));
    let base_week = serving.map(|shift| shift.normal).max().unwrap_or(0);
    Officer {
        code: String::new(),
        group,
        protected: false,
        consent: true,
        to_ask: false,
        ot_month: instance.limits.day,
        ot_year: instance.limits.day,
        ot_used: 0,
        leave: (0..instance.days).map(|other| other != day).collect(),
        unavailable: HashSet::new(),
        prefs: Vec::new(),
        // No more than the longest shift, so that no other day is asked for.
        base_week,
        make_up: Vec::new(),
        hist_evenings: 0,
        hist_ot: 0,
        hist_weekends: 0,
        hist_hard: 0,
        worked_before: 0,
        worked_after: 0,
        months: Vec::new(),
    }
}
