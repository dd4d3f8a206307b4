//! Exchanges: two officers change places on some days.

use super::burden::{Burden, Burdens, MEASURES, add};
use crate::domain::instance::{Instance, Plan};

/// Two officers change places on `days`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// One of them.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// Days on which they do different things, in order.
    pub days: Vec<usize>,
}

impl Exchange {
    /// What the exchange brings to `one` and takes from `other`.
    #[must_use]
    pub fn brings(&self, plan: &Plan, burdens: &Burdens) -> Burden {
        self.days.iter().fold([0; MEASURES.len()], |sum, day| {
            let (own, others) =
                (burdens.of(*day, plan.get(self.one, *day)), burdens.of(*day, plan.get(self.other, *day)));
            add(sum, std::array::from_fn(|at| others[at] - own[at]))
        })
    }

    /// Makes the exchange in `plan`; made twice it changes nothing.
    pub fn make(&self, plan: &mut Plan) {
        for day in &self.days {
            let (own, others) = (plan.get(self.one, *day), plan.get(self.other, *day));
            plan.set(self.one, *day, others);
            plan.set(self.other, *day, own);
        }
    }
}

/// Every exchange worth a look between two officers: one day, two days of one week (so that hours and free days of the
/// week come out even), a whole week, the whole roster.
#[must_use]
pub fn exchanges(instance: &Instance, plan: &Plan, one: usize, other: usize) -> Vec<Exchange> {
    let differs = |day: &usize| plan.get(one, *day) != plan.get(other, *day);
    let mut days: Vec<Vec<usize>> = (0..instance.days).filter(differs).map(|day| vec![day]).collect();
    let weeks: Vec<Vec<usize>> =
        (0..instance.weeks()).map(|week| instance.week(week).filter(differs).collect()).collect();
    for week in &weeks {
        for (at, first) in week.iter().enumerate() {
            days.extend(week[at + 1..].iter().map(|second| vec![*first, *second]));
        }
    }
    let whole = weeks.concat();
    let several = weeks.iter().filter(|week| !week.is_empty()).count() > 1;
    days.extend(weeks.into_iter().filter(|week| week.len() > 2));
    if several {
        days.push(whole);
    }
    days.into_iter().map(|days| Exchange { one, other, days }).collect()
}

/// How much more uneven two totals become, by measure, when the first grows by `brings` and the second shrinks by it: the
/// change of the sum of their squares.
#[must_use]
pub fn unevenness(first: Burden, second: Burden, brings: Burden) -> [i64; MEASURES.len()] {
    std::array::from_fn(|at| {
        let (gap, moved) = (i64::from(first[at]) - i64::from(second[at]), i64::from(brings[at]));
        2 * moved * (moved + gap)
    })
}

/// Whether the first measure that changes becomes more even.
#[must_use]
pub fn is_more_even(unevenness: [i64; MEASURES.len()]) -> bool {
    unevenness.into_iter().find(|change| *change != 0).is_some_and(|change| change < 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimiser::test_support::{random_plan, small_instance};

    #[test]
    fn an_evening_less_between_three_and_one_is_more_even_and_between_two_and_one_it_is_not() {
        let totals = |evenings| [evenings, 0, 0, 0];
        assert!(is_more_even(unevenness(totals(3), totals(1), [-1, 0, 0, 0])));
        assert!(!is_more_even(unevenness(totals(2), totals(1), [-1, 0, 0, 0])));
        assert!(!is_more_even(unevenness(totals(3), totals(1), [1, 0, -600, 0])));
        assert!(is_more_even(unevenness(totals(2), totals(1), [-1, 0, 0, -1])) || totals(2)[3] == 0);
    }

    #[test]
    fn an_exchange_made_twice_changes_nothing_and_the_sum_of_burdens_stays() {
        let instance = small_instance(5, 3, 14);
        let plan = random_plan(&instance, 5);
        let burdens = Burdens::new(&instance, &plan);
        let sum = |plan: &Plan| burdens.totals(&instance, plan).into_iter().fold([0; MEASURES.len()], add);
        let all = exchanges(&instance, &plan, 0, 2);
        assert!(all.len() > 20);
        for exchange in all {
            let mut changed = plan.clone();
            exchange.make(&mut changed);
            assert_ne!(changed, plan);
            assert_eq!(sum(&changed), sum(&plan));
            let grown = add(burdens.planned(&plan, 0), exchange.brings(&plan, &burdens));
            assert_eq!(burdens.planned(&changed, 0), grown);
            exchange.make(&mut changed);
            assert_eq!(changed, plan);
        }
    }
}
