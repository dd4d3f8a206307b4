//! What each officer may lawfully do on each day, taken alone: rules H1, H2, H3 and H7 and the pins.
//!
//! An unlawful choice never enters the search or the model. Rest between days (H6) is kept as a class of the shift: two
//! shifts with the same class forbid the same shifts on the next day.

use crate::checker::{self, Place, Rule};
use crate::domain::instance::{Instance, Plan};
use crate::domain::rules::{daily_hours, rest_between_shifts};

/// Why an officer has no lawful roster at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Contradiction {
    /// The officer.
    pub officer: usize,
    /// The rule that leave, pins and contract hours of the officer cannot meet.
    pub rule: Rule,
    /// Where, when one day or week is to blame.
    pub place: Option<Place>,
}

/// The choices of one officer on one day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct DayChoices {
    /// Lawful shifts.
    pub shifts: Vec<usize>,
    /// Whether the officer may be free.
    pub free: bool,
}

/// Lawful choices of all officers.
#[derive(Clone, Debug)]
pub struct Lawful {
    days: usize,
    choices: Vec<DayChoices>,
    class_of: Vec<usize>,
    forbids: Vec<Vec<bool>>,
}

impl Lawful {
    /// Collects the lawful choices.
    ///
    /// # Errors
    /// Every pin that contradicts a rule on its own day.
    pub fn new(instance: &Instance) -> Result<Self, Vec<Contradiction>> {
        let contradictions = unlawful_pins(instance);
        if contradictions.is_empty() { Ok(Self::collect(instance)) } else { Err(contradictions) }
    }

    /// Collects the lawful choices; of contradicting pins the last one holds.
    #[must_use]
    pub fn collect(instance: &Instance) -> Self {
        let mut choices = Vec::with_capacity(instance.officers.len() * instance.days);
        for officer in 0..instance.officers.len() {
            for day in 0..instance.days {
                let shifts =
                    (0..instance.shifts.len()).filter(|shift| allowed(instance, officer, day, *shift)).collect();
                choices.push(DayChoices { shifts, free: true });
            }
        }
        for &(officer, day, shift) in &instance.pins {
            choices[officer * instance.days + day] = DayChoices { shifts: vec![shift], free: false };
        }
        Self::of_choices(instance, choices)
    }

    /// Takes the given choices, by officer and day.
    #[must_use]
    pub fn of_choices(instance: &Instance, choices: Vec<DayChoices>) -> Self {
        let (class_of, forbids) = rest_classes(instance);
        Self { days: instance.days, choices, class_of, forbids }
    }

    /// The same without the choices that `keep` (officer, day, choice: 0 for free, otherwise the shift + 1) refuses.
    #[must_use]
    pub fn narrowed(&self, keep: impl Fn(usize, usize, usize) -> bool) -> Self {
        let mut narrowed = self.clone();
        for (cell, choices) in narrowed.choices.iter_mut().enumerate() {
            let (officer, day) = (cell / self.days, cell % self.days);
            choices.shifts.retain(|shift| keep(officer, day, shift + 1));
            choices.free &= keep(officer, day, 0);
        }
        narrowed
    }

    /// Choices of `officer` on `day`.
    #[must_use]
    pub fn on(&self, officer: usize, day: usize) -> &DayChoices {
        &self.choices[officer * self.days + day]
    }

    /// Rest class of a shift; class 0 forbids nothing on the next day.
    #[must_use]
    pub fn rest_class(&self, shift: usize) -> usize {
        self.class_of[shift]
    }

    /// Number of rest classes.
    #[must_use]
    pub fn classes(&self) -> usize {
        self.forbids.len()
    }

    /// Whether the rest after a shift of class `class` is too short for `next` on the following day (H6).
    #[must_use]
    pub fn clashes(&self, class: usize, next: usize) -> bool {
        self.forbids[class][next]
    }
}

/// Whether `officer` may work `shift` on `day`, whatever the other days hold.
pub fn allowed(instance: &Instance, officer: usize, day: usize, code: usize) -> bool {
    let (officer, shift) = (&instance.officers[officer], &instance.shifts[code]);
    let limits = &instance.limits;
    instance.exists(day, code)
        && !officer.leave[day]
        && !officer.unavailable.contains(&(day, code))
        && daily_hours::permits(shift.normal, shift.overtime, limits.day, limits.ot_day)
        && !(officer.protected && (shift.overtime > 0 || shift.evening))
        && (officer.consent || shift.overtime == 0)
}

/// The pins that break a rule of their own day, and second pins on one day.
fn unlawful_pins(instance: &Instance) -> Vec<Contradiction> {
    let mut contradictions = Vec::new();
    let mut pinned = Plan::empty(instance.officers.len(), instance.days);
    for &(officer, day, shift) in &instance.pins {
        if pinned.get(officer, day).is_some_and(|other| other != shift) {
            contradictions.push(Contradiction { officer, rule: Rule::H1, place: Some(Place::Day(day)) });
        }
        pinned.set(officer, day, Some(shift));
    }
    for officer in 0..instance.officers.len() {
        for breach in checker::breaches_of(instance, &pinned, officer) {
            let of_a_day = matches!(breach.rule, Rule::H1 | Rule::H2 | Rule::H3 | Rule::H6 | Rule::H7);
            let known = contradictions.iter().any(|c| c.officer == officer && c.place == Some(breach.place));
            if of_a_day && !known {
                contradictions.push(Contradiction { officer, rule: breach.rule, place: Some(breach.place) });
            }
        }
    }
    contradictions
}

/// The rest class of every shift, and per class the shifts that it forbids on the next day.
fn rest_classes(instance: &Instance) -> (Vec<usize>, Vec<Vec<bool>>) {
    let mut forbids: Vec<Vec<bool>> = vec![vec![false; instance.shifts.len()]];
    let mut class_of = Vec::with_capacity(instance.shifts.len());
    for earlier in 0..instance.shifts.len() {
        let clashes: Vec<bool> = (0..instance.shifts.len())
            .map(|later| {
                let (rest, needed) = (instance.rest_between(earlier, later), instance.rest_needed(earlier, later));
                !rest_between_shifts::permits(rest, needed)
            })
            .collect();
        let class = forbids.iter().position(|known| *known == clashes).unwrap_or_else(|| {
            forbids.push(clashes);
            forbids.len() - 1
        });
        class_of.push(class);
    }
    (class_of, forbids)
}
