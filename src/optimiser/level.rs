//! The last step of a solve: the same price, shared more evenly.
//!
//! The objective knows only the distance between the officer with most evenings and the one with fewest; between those two
//! ends anything costs the same. Here officers change places on single days, two days of a week, weeks or whole rosters as
//! long as the sum of the squares of their totals shrinks, first that of the evenings, then weekend days, overtime and
//! hard-to-fill shifts. An exchange that breaks a rule, costs anything or leaves any counter worse is not made, so the
//! bound that was proved still holds.

use super::burden::{Burden, Burdens, add, may_share};
use super::exchange::{Exchange, exchanges, is_more_even, unevenness};
use super::lawful::Lawful;
use super::standing::Standing;
use crate::checker;
use crate::domain::instance::{Instance, Plan};

/// Prices closer than this are equal.
const EQUAL: f64 = 1e-6;
/// Exchanges that are tried at most; some seconds in the largest centre.
const MOST_TRIALS: usize = 300_000;

/// The roster `plan` made as even as exchanges between two officers can make it. It is lawful, costs no more, and serves
/// every counter as well as `plan`, which must be lawful.
#[must_use]
pub fn level(instance: &Instance, lawful: &Lawful, plan: &Plan) -> Plan {
    let mut levelling = Levelling::new(instance, lawful, plan);
    loop {
        let missing = levelling.standing.missing();
        levelling.settle();
        // A roster that got cheaper may have fewer blocks where somebody is missing.
        if levelling.standing.missing() >= missing - EQUAL || levelling.trials >= MOST_TRIALS {
            break;
        }
        levelling.count_again();
    }
    let levelled = levelling.standing.plan();
    let (before, after) = (checker::check(instance, plan), checker::check(instance, levelled));
    if after.is_lawful() && after.objective <= before.objective { levelled.clone() } else { plan.clone() }
}

/// A roster on its way to evenness.
struct Levelling<'a> {
    instance: &'a Instance,
    lawful: &'a Lawful,
    standing: Standing<'a>,
    burdens: Burdens,
    totals: Vec<Burden>,
    objective: f64,
    trials: usize,
}

impl<'a> Levelling<'a> {
    fn new(instance: &'a Instance, lawful: &'a Lawful, plan: &Plan) -> Self {
        let standing = Standing::new(instance, lawful, plan);
        let burdens = Burdens::new(instance, plan);
        let totals = burdens.totals(instance, plan);
        Self { instance, lawful, objective: standing.objective(), standing, burdens, totals, trials: 0 }
    }

    fn count_again(&mut self) {
        self.burdens = Burdens::new(self.instance, self.standing.plan());
        self.totals = self.burdens.totals(self.instance, self.standing.plan());
    }

    /// Goes over all pairs until nobody can give anything to anybody.
    fn settle(&mut self) {
        let officers = &self.instance.officers;
        let pairs: Vec<(usize, usize)> = (0..officers.len())
            .flat_map(|one| (one + 1..officers.len()).map(move |other| (one, other)))
            .filter(|(one, other)| may_share(&officers[*one], &officers[*other]))
            .collect();
        let mut quiet = 0;
        for (one, other) in pairs.iter().cycle() {
            if quiet >= pairs.len() || self.trials >= MOST_TRIALS {
                return;
            }
            quiet += 1;
            while self.share(*one, *other) {
                quiet = 1;
            }
        }
    }

    /// Makes the first exchange between the two that is more even and free; says whether there was one.
    fn share(&mut self, one: usize, other: usize) -> bool {
        for exchange in exchanges(self.instance, self.standing.plan(), one, other) {
            let brings = exchange.brings(self.standing.plan(), &self.burdens);
            let more_even = is_more_even(unevenness(self.totals[one], self.totals[other], brings));
            if more_even && self.may_do(&exchange) && self.try_out(&exchange) {
                self.totals[one] = add(self.totals[one], brings);
                self.totals[other] = add(self.totals[other], brings.map(|part| -part));
                return true;
            }
        }
        false
    }

    /// Whether each of the two may do what the other does, day by day.
    fn may_do(&self, exchange: &Exchange) -> bool {
        let plan = self.standing.plan();
        let may = |officer: usize, day: usize, choice: Option<usize>| {
            let choices = self.lawful.on(officer, day);
            choice.map_or(choices.free, |shift| choices.shifts.contains(&shift))
        };
        exchange.days.iter().all(|day| {
            may(exchange.one, *day, plan.get(exchange.other, *day))
                && may(exchange.other, *day, plan.get(exchange.one, *day))
        })
    }

    /// Makes the exchange when it is lawful and free; otherwise everything stays as it was.
    fn try_out(&mut self, exchange: &Exchange) -> bool {
        self.trials += 1;
        let officers = &self.instance.officers;
        // Whoever has the same skills leaves every counter as it is.
        let counters = officers[exchange.one].group != officers[exchange.other].group;
        let before = if counters { self.missing(exchange) } else { Vec::new() };
        self.standing.exchange(exchange);
        let lawful = [exchange.one, exchange.other]
            .into_iter()
            .all(|officer| checker::breaches_of(self.instance, self.standing.plan(), officer).is_empty());
        let served = || before.iter().zip(self.missing(exchange)).all(|(before, after)| after <= before + EQUAL);
        let objective = self.standing.objective();
        if lawful && objective <= self.objective + EQUAL && (!counters || served()) {
            self.objective = self.objective.min(objective);
            return true;
        }
        self.standing.exchange(exchange);
        false
    }

    /// The price of what is missing in each block of the exchange's days.
    fn missing(&self, exchange: &Exchange) -> Vec<f64> {
        let blocks = 0..self.instance.blocks.len();
        let days = exchange.days.iter();
        days.flat_map(|day| blocks.clone().map(|block| self.standing.missing_at(*day, block))).collect()
    }
}
