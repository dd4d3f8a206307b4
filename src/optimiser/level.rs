//! The last step of a solve: the same price, shared more evenly.
//!
//! The objective knows only the distance between the officer with most evenings and the one with fewest; between those two
//! ends anything costs the same. Here officers change places on single days, two days of a week, weeks or whole rosters as
//! long as the sum of the squares of their totals shrinks, first that of the evenings, then weekend days, overtime and
//! hard-to-fill shifts. An exchange that breaks a rule, costs anything or leaves any counter worse is not made, so the
//! bound that was proved still holds.

use std::time::Instant;

use super::burden::{Burden, Burdens, Colleagues, add};
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
/// every counter as well as `plan`, which must be lawful. With a clock it stops at `until`, where it stands.
#[must_use]
pub fn level(instance: &Instance, lawful: &Lawful, plan: &Plan, until: Option<Instant>) -> Plan {
    let mut levelling = Levelling { until, ..Levelling::new(instance, lawful, plan) };
    loop {
        let missing = levelling.standing.missing();
        levelling.settle();
        // A roster that got cheaper may have fewer blocks where somebody is missing.
        if levelling.standing.missing() >= missing - EQUAL || levelling.is_over() {
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
    until: Option<Instant>,
}

impl<'a> Levelling<'a> {
    fn new(instance: &'a Instance, lawful: &'a Lawful, plan: &Plan) -> Self {
        let standing = Standing::new(instance, lawful, plan);
        let burdens = Burdens::new(instance, plan);
        let totals = burdens.totals(instance, plan);
        Self { instance, lawful, objective: standing.objective(), standing, burdens, totals, trials: 0, until: None }
    }

    fn is_over(&self) -> bool {
        self.trials >= MOST_TRIALS || self.until.is_some_and(|until| Instant::now() >= until)
    }

    fn count_again(&mut self) {
        self.burdens = Burdens::new(self.instance, self.standing.plan());
        self.totals = self.burdens.totals(self.instance, self.standing.plan());
    }

    /// Goes over all pairs until nobody can give anything to anybody.
    fn settle(&mut self) {
        let (officers, colleagues) = (self.instance.officers.len(), Colleagues::new(self.instance));
        let pairs: Vec<(usize, usize)> = (0..officers)
            .flat_map(|one| (one + 1..officers).map(move |other| (one, other)))
            .filter(|(one, other)| colleagues.may_share(*one, *other))
            .collect();
        let mut quiet = 0;
        for (one, other) in pairs.iter().cycle() {
            if quiet >= pairs.len() || self.is_over() {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::optimiser::burden::MEASURES;
    use crate::optimiser::test_support::{alike_instances, cases, instances, searched_plan, small_instance};

    fn levelled(instance: &Instance) -> (Plan, Plan) {
        let lawful = Lawful::new(instance).expect("the pins of small instances are lawful");
        let plan = searched_plan(instance, &lawful);
        let levelled = level(instance, &lawful, &plan, None);
        assert_eq!(level(instance, &lawful, &levelled, None), levelled, "a level roster stays as it is");
        (plan, levelled)
    }

    /// Sums of the squares of all totals, by measure.
    fn squares(instance: &Instance, burdens: &Burdens, plan: &Plan) -> [i64; MEASURES.len()] {
        let totals = burdens.totals(instance, plan);
        std::array::from_fn(|at| totals.iter().map(|total| i64::from(total[at]).pow(2)).sum())
    }

    proptest! {
        #![proptest_config(cases(200))]

        #[test]
        fn a_levelled_roster_is_lawful_costs_no_more_and_serves_as_well(
            instance in prop_oneof![instances(), alike_instances()],
        ) {
            let (plan, levelled) = levelled(&instance);
            let (before, after) = (checker::check(&instance, &plan), checker::check(&instance, &levelled));
            prop_assert_eq!(&after.breaches, &vec![]);
            prop_assert!(after.objective <= before.objective);
            let missing = |verdict: &checker::Verdict| verdict.terms.unmet + verdict.terms.unmet_min;
            prop_assert!(missing(&after) <= missing(&before) + 1e-9);
            let burdens = Burdens::new(&instance, &plan);
            let squares = |plan: &Plan| squares(&instance, &burdens, plan);
            prop_assert!(squares(&levelled)[0] <= squares(&plan)[0], "evenings never get more uneven");
            if plan != levelled && missing(&after) >= missing(&before) {
                prop_assert!(squares(&levelled) < squares(&plan));
            }
        }

        #[test]
        fn two_who_are_interchangeable_end_within_one_evening_or_no_single_exchange_is_free(
            instance in alike_instances(),
        ) {
            let (_, levelled) = levelled(&instance);
            let before = checker::check(&instance, &levelled).objective;
            let total = |officer: usize| {
                let row = levelled.row(officer).iter().flatten();
                let evenings = row.filter(|shift| instance.shifts[**shift].evening).count();
                instance.officers[officer].hist_evenings + i32::try_from(evenings).expect("a few")
            };
            let officers = 0..instance.officers.len();
            let colleagues = Colleagues::new(&instance);
            for (more, fewer) in officers.clone().flat_map(|more| officers.clone().map(move |fewer| (more, fewer))) {
                if !colleagues.are_interchangeable(more, fewer) || total(more) - total(fewer) <= 1 {
                    continue;
                }
                for day in 0..instance.days {
                    let (own, others) = (levelled.get(more, day), levelled.get(fewer, day));
                    let evening = |choice: Option<usize>| choice.is_some_and(|shift| instance.shifts[shift].evening);
                    if !evening(own) || evening(others) {
                        continue;
                    }
                    let mut changed = levelled.clone();
                    changed.set(more, day, others);
                    changed.set(fewer, day, own);
                    let verdict = checker::check(&instance, &changed);
                    prop_assert!(!verdict.is_lawful() || verdict.objective > before, "{more} {fewer} {day}");
                }
            }
        }
    }

    /// `officers` colleagues without wishes, all evenings of two weeks on the first of them.
    fn one_does_all(officers: usize) -> (Instance, Plan) {
        let mut instance = small_instance(1, officers, 14);
        let colleague = crate::domain::instance::Officer {
            code: String::new(),
            group: 0,
            protected: false,
            consent: true,
            to_ask: false,
            ot_month: 2400,
            ot_year: 12_000,
            ot_used: 0,
            leave: vec![false; 14],
            unavailable: std::collections::HashSet::new(),
            prefs: Vec::new(),
            base_week: 2400,
            make_up: Vec::new(),
            hist_evenings: 0,
            hist_ot: 0,
            hist_weekends: 0,
            hist_hard: 0,
            worked_before: 0,
            worked_after: 0,
            months: Vec::new(),
        };
        instance.officers = vec![colleague; officers];
        instance.pins.clear();
        instance.previous.clear();
        instance.requirements.clear();
        // The price of the distance must not do the work of levelling.
        instance.weights.fair_evening = 0.0;
        instance.weights.fair_overtime = 0.0;
        let mut plan = Plan::empty(officers, 14);
        for day in (0..14).filter(|day| day % 7 < 5) {
            (0..officers).for_each(|officer| plan.set(officer, day, Some(0)));
        }
        for day in [0, 2, 7, 9] {
            plan.set(0, day, Some(1));
        }
        (instance, plan)
    }

    fn evenings(instance: &Instance, plan: &Plan) -> Vec<i32> {
        let burdens = Burdens::new(instance, plan);
        burdens.totals(instance, plan).iter().map(|total| total[0]).collect()
    }

    #[test]
    fn four_evenings_of_one_become_one_for_each_of_four() {
        let (instance, plan) = one_does_all(4);
        let lawful = Lawful::new(&instance).expect("no pins");
        assert_eq!(evenings(&instance, &level(&instance, &lawful, &plan, None)), [1, 1, 1, 1]);
    }

    #[test]
    fn a_week_of_holidays_for_all_does_not_end_the_sharing() {
        let (mut instance, mut plan) = one_does_all(2);
        for officer in 0..2 {
            instance.officers[officer].leave[7..12].fill(true);
            (7..12).for_each(|day| plan.set(officer, day, None));
        }
        let lawful = Lawful::new(&instance).expect("no pins");
        let levelled = level(&instance, &lawful, &plan, None);
        assert_eq!(evenings(&instance, &levelled), [1, 1]);
        let price = |plan: &Plan| checker::check(&instance, plan).objective;
        assert!(price(&levelled) <= price(&plan));
    }

    #[test]
    fn who_did_more_in_the_last_months_gets_fewer_now() {
        let (mut instance, plan) = one_does_all(2);
        instance.officers[0].hist_evenings = 2;
        let lawful = Lawful::new(&instance).expect("no pins");
        let levelled = level(&instance, &lawful, &plan, None);
        assert_eq!(evenings(&instance, &levelled), [3, 3]);
    }

    #[test]
    fn a_wish_is_not_given_up_for_evenness() {
        let (mut instance, plan) = one_does_all(2);
        instance.officers[1].prefs = (0..14).map(|day| (day, 1, -5.0)).collect();
        let lawful = Lawful::new(&instance).expect("no pins");
        assert_eq!(level(&instance, &lawful, &plan, None), plan);
    }

    #[test]
    fn a_saturday_moves_together_with_the_free_day_that_pays_for_it() {
        let (mut instance, mut plan) = one_does_all(2);
        instance.limits.work_row = 5;
        for (saturday, monday) in [(5, 0), (12, 7)] {
            plan.set(0, saturday, Some(3));
            plan.set(0, monday, None);
        }
        let lawful = Lawful::new(&instance).expect("no pins");
        let levelled = level(&instance, &lawful, &plan, None);
        let saturdays = |officer| [5, 12].into_iter().filter(|day| levelled.get(officer, *day).is_some()).count();
        assert_eq!((saturdays(0), saturdays(1)), (1, 1));
        assert!(checker::check(&instance, &levelled).is_lawful());
    }
}
