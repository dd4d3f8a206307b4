//! Why two colleagues who could stand in for each other are not closer.
//!
//! Every exchange between them that would bring them closer is tried; the one that comes nearest to being possible says what
//! stands in the way.

use super::burden::{Burden, Burdens, MEASURES, Measure};
use super::exchange::{Exchange, exchanges, is_more_even, unevenness};
use super::explain::{Obstacle, obstacle_of};
use super::standing::Standing;
use crate::checker::{self, InstanceBreach, Place, Terms};
use crate::domain::instance::Instance;

/// Prices closer than this are equal.
const EQUAL: f64 = 1e-6;

/// Why two officers are not closer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Why {
    /// The officer with more has nothing in these days that the other could take over: the distance comes from before.
    History,
    /// The exchange would break a rule.
    Forbidden {
        /// For whom.
        officer: usize,
        /// On which day; the first one of the exchange when the rule looks at more than one.
        day: usize,
        /// The rule.
        obstacle: Obstacle,
    },
    /// The roster would be dearer.
    Dearer {
        /// The term that grows most.
        term: Term,
        /// By how much the objective would grow.
        by: f64,
    },
    /// Something that goes before would become more uneven.
    LessEven {
        /// That measure.
        measure: Measure,
    },
    /// Nothing: the exchange would be lawful and free.
    Nothing,
}

/// A term of the objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// Somebody missing at a counter.
    Missing,
    /// More overtime.
    Overtime,
    /// The distance between most and fewest over the whole centre.
    Spread,
    /// Wishes.
    Wishes,
    /// Evenings in a row.
    EveningsInARow,
    /// Published assignments.
    Published,
}

/// Tries exchanges and takes them back.
pub(super) struct Trial<'a> {
    instance: &'a Instance,
    standing: Standing<'a>,
    objective: f64,
    burdens: &'a Burdens,
    totals: &'a [Burden],
}

/// What an exchange meets, the least first.
enum Outcome {
    Free,
    LessEven(Measure),
    Dearer(f64),
    Forbidden(usize, InstanceBreach),
}

impl Outcome {
    /// How far from being possible: what stands in the way, and how much of it.
    fn distance(&self) -> (u8, f64) {
        match self {
            Self::Free => (0, 0.0),
            Self::LessEven(_) => (1, 0.0),
            Self::Dearer(by) => (2, *by),
            Self::Forbidden(rules, _) => (3, f64::from(u32::try_from(*rules).unwrap_or(u32::MAX))),
        }
    }
}

impl<'a> Trial<'a> {
    /// From the roster as it stands, and what each officer carries in it with their past.
    pub(super) fn new(standing: Standing<'a>, burdens: &'a Burdens, totals: &'a [Burden]) -> Self {
        Self { instance: standing.instance(), objective: standing.objective(), standing, burdens, totals }
    }

    /// The exchange between the two that comes nearest to being possible, and what stands in its way.
    pub(super) fn why(&mut self, measure: Measure, more: usize, fewer: usize) -> (Vec<usize>, Why) {
        let gap = self.totals[more][measure as usize] - self.totals[fewer][measure as usize];
        let mut nearest: Option<(Exchange, Outcome)> = None;
        for exchange in exchanges(self.instance, self.standing.plan(), more, fewer) {
            let brings = exchange.brings(self.standing.plan(), self.burdens);
            if !(1 - gap..0).contains(&brings[measure as usize]) {
                continue;
            }
            let change = unevenness(self.totals[more], self.totals[fewer], brings);
            let outcome = self.attempt(&exchange, change);
            let is_nearer = |known: &Outcome| {
                let ((kind, much), (known_kind, known_much)) = (outcome.distance(), known.distance());
                kind < known_kind || kind == known_kind && much < known_much - EQUAL
            };
            if nearest.as_ref().is_none_or(|(_, known)| is_nearer(known)) {
                nearest = Some((exchange, outcome));
            }
        }
        let Some((exchange, outcome)) = nearest else { return (Vec::new(), Why::History) };
        let why = match outcome {
            Outcome::Free => Why::Nothing,
            Outcome::LessEven(measure) => Why::LessEven { measure },
            Outcome::Dearer(by) => Why::Dearer { term: self.dearest_term(&exchange), by },
            Outcome::Forbidden(_, breach) => self.forbidden(&exchange, &breach),
        };
        (exchange.days, why)
    }

    fn attempt(&mut self, exchange: &Exchange, change: [i64; MEASURES.len()]) -> Outcome {
        let breaches = |standing: &Standing<'_>| -> Vec<InstanceBreach> {
            let both = [exchange.one, exchange.other].into_iter();
            both.flat_map(|officer| checker::breaches_of(self.instance, standing.plan(), officer)).collect()
        };
        let before = breaches(&self.standing);
        self.standing.exchange(exchange);
        let mut fresh = breaches(&self.standing);
        let by = self.standing.objective() - self.objective;
        self.standing.exchange(exchange);
        fresh.retain(|breach| !before.contains(breach));
        if let Some(first) = fresh.first() {
            return Outcome::Forbidden(fresh.len(), *first);
        }
        if by > EQUAL {
            return Outcome::Dearer((by * 1e4).round() / 1e4);
        }
        match change.iter().position(|change| *change != 0) {
            Some(first) if !is_more_even(change) => Outcome::LessEven(MEASURES[first]),
            _ => Outcome::Free,
        }
    }

    fn forbidden(&self, exchange: &Exchange, breach: &InstanceBreach) -> Why {
        let mut changed = self.standing.plan().clone();
        exchange.make(&mut changed);
        let day = match breach.place {
            Place::Day(day) => day,
            Place::Week(_) | Place::Days { .. } => exchange.days[0],
        };
        let shift = changed.get(breach.officer, day);
        // The rules of the week's pattern are met by cells that no officer of the circle could have.
        let obstacle = obstacle_of(self.instance, breach, day, shift).unwrap_or(Obstacle::Unavailable);
        Why::Forbidden { officer: breach.officer, day, obstacle }
    }

    /// The term of the objective that the exchange makes dearest.
    fn dearest_term(&self, exchange: &Exchange) -> Term {
        let plan = self.standing.plan();
        let mut changed = plan.clone();
        exchange.make(&mut changed);
        let (before, after) = (
            by_term(&checker::check(self.instance, plan).terms),
            by_term(&checker::check(self.instance, &changed).terms),
        );
        let growth = before.into_iter().zip(after).map(|((term, before), (_, after))| (term, after - before));
        growth.max_by(|one, other| one.1.total_cmp(&other.1)).map_or(Term::Missing, |(term, _)| term)
    }
}

fn by_term(terms: &Terms) -> [(Term, f64); 6] {
    [
        (Term::Missing, terms.unmet_min + terms.unmet),
        (Term::Overtime, terms.overtime),
        (Term::Spread, terms.fair_evening + terms.fair_overtime),
        (Term::Wishes, terms.pref),
        (Term::EveningsInARow, terms.evening_row),
        (Term::Published, terms.change),
    ]
}
