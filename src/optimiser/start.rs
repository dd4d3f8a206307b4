//! A first lawful roster within milliseconds, without any solver.
//!
//! Officers are independent in the hard rules, so the cheapest lawful roster of each officer alone makes a lawful roster
//! of the centre: regular hours and as little overtime as possible, staggered rest days, counters not yet looked at.

use super::improve::Search;
use super::lattice::{Lattice, Workspace};
use super::lawful::{Contradiction, Lawful};
use super::officer_dp::{Automaton, Counting};
use super::standing::Standing;
use crate::checker::{self, Rule};
use crate::domain::instance::{Instance, Plan};

/// Price of leaving what was published: far above all others.
const CHANGE: f64 = 10_000.0;
/// Price of an hour of overtime here: more than any rest day is worth.
const OVERTIME_HOUR: f64 = 100.0;
/// Price of a shift that moves the working hours.
const MOVED_HOURS: f64 = 5.0;
/// Price of an evening.
const EVENING: f64 = 5.0;

/// A lawful roster within milliseconds: everybody's own cheapest row, then every week once put to its best.
///
/// # Errors
/// The first officer for whom no lawful roster exists, with the rule that stands in the way.
pub fn first_roster(instance: &Instance) -> Result<Plan, Contradiction> {
    let found = Lawful::new(instance).and_then(|lawful| start(instance, &lawful).map(|plan| (lawful, plan)));
    let (lawful, plan) = match found {
        Ok(found) => found,
        Err(contradictions) => return Err(contradictions[0]),
    };
    let mut search = Search::new(Standing::new(instance, &lawful, &plan), 0);
    search.descend(|| true);
    Ok(search.best().clone())
}

/// A lawful roster.
///
/// # Errors
/// Every officer for whom no lawful roster exists, with the rule that stands in the way.
pub fn start(instance: &Instance, lawful: &Lawful) -> Result<Plan, Vec<Contradiction>> {
    let mut plan = Plan::empty(instance.officers.len(), instance.days);
    let mut contradictions = Vec::new();
    let mut room = Workspace::default();
    for officer in 0..instance.officers.len() {
        let prices = prices(instance, officer);
        match cheapest_row(instance, lawful, officer, &prices, &mut room) {
            Some(row) => {
                for (day, shift) in row.into_iter().enumerate() {
                    plan.set(officer, day, shift);
                }
            }
            None => contradictions.push(blame(instance, lawful, officer)),
        }
    }
    if contradictions.is_empty() { Ok(plan) } else { Err(contradictions) }
}

/// The cheapest lawful row of one officer for the given prices (see
/// [`Graph::cheapest`](super::lattice::Graph::cheapest)); `None` when there is none.
pub fn cheapest_row(
    instance: &Instance,
    lawful: &Lawful,
    officer: usize,
    prices: &[f64],
    room: &mut Workspace,
) -> Option<Vec<Option<usize>>> {
    // Counting overtime makes the graph many times larger, and the prices seldom ask for more than the caps allow.
    for counting in [Counting::Nothing, Counting::Caps] {
        let automaton = Automaton { instance, lawful, officer, counting, without: None, weekly_rest: true };
        let graph = automaton.graph(0..instance.days, automaton.start())?;
        let mut row = Vec::new();
        graph.cheapest(prices, |_| Some(0.0), room, &mut row)?;
        if counting == Counting::Caps || within_caps(instance, officer, &row) {
            return Some(row);
        }
    }
    None
}

/// Whether the row keeps the overtime caps of the officer (H4).
fn within_caps(instance: &Instance, officer: usize, row: &[Option<usize>]) -> bool {
    let mut plan = Plan::empty(instance.officers.len(), instance.days);
    for (day, shift) in row.iter().enumerate() {
        plan.set(officer, day, *shift);
    }
    checker::breaches_of(instance, &plan, officer).iter().all(|breach| breach.rule != Rule::H4)
}

/// Prices that favour what was published, where something was, and regular hours elsewhere; rest days are spread over the
/// week by the officer's position.
fn prices(instance: &Instance, officer: usize) -> Vec<f64> {
    let shifts = instance.shifts.len();
    let mut published: Vec<Option<usize>> = vec![None; instance.days];
    let mut has_published = false;
    for &(_, day, shift) in instance.previous.iter().filter(|cell| cell.0 == officer) {
        published[day] = Some(shift);
        has_published = true;
    }
    let mut prices = vec![0.0; instance.days * Lattice::cells_per_day(shifts)];
    for (day, cells) in prices.chunks_mut(Lattice::cells_per_day(shifts)).enumerate() {
        let rest_day = (officer + 5) % 7 == day % 7;
        let wanted = instance.requirements.iter().any(|wanted| wanted.day == day);
        cells[0] = if rest_day || !wanted { 0.0 } else { 10.0 };
        for (code, shift) in instance.shifts.iter().enumerate() {
            let price = f64::from(shift.overtime) / 60.0 * OVERTIME_HOUR
                + if shift.shift_change { MOVED_HOURS } else { 0.0 }
                + if shift.evening { EVENING } else { 0.0 };
            cells[1 + code] = price;
        }
        if has_published {
            let kept = published[day].map_or(0, |shift| shift + 1);
            cells.iter_mut().take(shifts + 1).enumerate().for_each(|(choice, price)| {
                *price = if choice == kept { 0.0 } else { *price + CHANGE };
            });
        }
        let (plain, beyond) = cells.split_at_mut(shifts + 1);
        beyond.copy_from_slice(plain);
    }
    prices
}

/// The first rule without which the officer would have a lawful roster.
fn blame(instance: &Instance, lawful: &Lawful, officer: usize) -> Contradiction {
    let guilty = [Rule::H8, Rule::H4, Rule::H5, Rule::H6, Rule::H9].into_iter().find(|rule| {
        let counting = if *rule == Rule::H4 { Counting::Nothing } else { Counting::Caps };
        let automaton = Automaton { instance, lawful, officer, counting, without: Some(*rule), weekly_rest: true };
        automaton.graph(0..instance.days, automaton.start()).is_some()
    });
    Contradiction { officer, rule: guilty.unwrap_or(Rule::H2), place: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::Place;
    use crate::optimiser::test_support::{instances, small_instance};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn the_first_roster_is_lawful(instance in instances()) {
            let lawful = Lawful::new(&instance).expect("the pins of small instances are lawful");
            let plan = start(&instance, &lawful).expect("small instances have a lawful roster");
            prop_assert_eq!(checker::check(&instance, &plan).breaches, vec![]);
        }
    }

    #[test]
    fn a_pin_on_a_leave_day_is_reported_by_officer_and_rule() {
        let mut instance = small_instance(1, 3, 14);
        instance.officers[1].leave[2] = true;
        instance.pins = vec![(1, 2, 0)];
        let expected = Contradiction { officer: 1, rule: Rule::H2, place: Some(Place::Day(2)) };
        assert_eq!(Lawful::new(&instance).err(), Some(vec![expected]));
    }

    #[test]
    fn pins_that_fill_a_whole_week_leave_no_weekly_rest() {
        let mut instance = small_instance(1, 1, 7);
        instance.officers[0].protected = false;
        instance.officers[0].consent = true;
        instance.officers[0].leave = vec![false; 7];
        instance.officers[0].months.clear();
        instance.officers[0].ot_used = 0;
        instance.officers[0].ot_month = 2400;
        instance.officers[0].worked_before = 0;
        instance.officers[0].worked_after = 0;
        instance.limits.work_row = 7;
        instance.pins = (0..7).map(|day| (0, day, if day < 5 { 0 } else { 3 })).collect();
        let lawful = Lawful::new(&instance).expect("each pin alone is lawful");
        let contradictions = start(&instance, &lawful).expect_err("seven days of work are unlawful");
        assert_eq!(contradictions, vec![Contradiction { officer: 0, rule: Rule::H5, place: None }]);
    }
}
