//! A roster under change, with everything its objective needs kept up to date.

use std::ops::Range;

use super::cover::Cover;
use super::exchange::Exchange;
use super::lattice::{Lattice, Workspace};
use super::lawful::Lawful;
use super::officer_dp::State;
use super::week_graphs::{WeekGraphs, later_month};
use super::whole_row::WholeRow;
use crate::domain::instance::{Instance, Plan, Weights};

/// A lawful roster and its price.
pub struct Standing<'a> {
    instance: &'a Instance,
    lawful: &'a Lawful,
    graphs: WeekGraphs<'a>,
    plan: Plan,
    cover: Cover,
    /// Per officer, day and choice (free first): preferences, overtime and changes against the published roster.
    own_prices: Vec<f64>,
    /// Per officer: own prices and evenings beyond the soft run.
    own: Vec<f64>,
    /// Per officer: evenings and overtime minutes with history.
    evenings: Vec<i32>,
    overtime: Vec<i32>,
    sharing: Vec<usize>,
    shares: Vec<bool>,
    prices: Vec<f64>,
    room: Workspace,
    whole_row: WholeRow,
}

/// Smallest and largest value of all officers but one.
#[derive(Clone, Copy)]
struct Spread {
    low: i32,
    high: i32,
}

impl Spread {
    fn of(values: impl Iterator<Item = i32>) -> Self {
        values.fold(Self { low: i32::MAX, high: i32::MIN }, |spread, value| spread.with(value))
    }

    fn with(self, value: i32) -> Self {
        Self { low: self.low.min(value), high: self.high.max(value) }
    }

    fn width(self) -> f64 {
        if self.low > self.high { 0.0 } else { f64::from(self.high - self.low) }
    }
}

impl<'a> Standing<'a> {
    /// Takes up a lawful plan.
    #[must_use]
    pub fn new(instance: &'a Instance, lawful: &'a Lawful, plan: &Plan) -> Self {
        let officers = instance.officers.len();
        let shares: Vec<bool> = instance.officers.iter().map(|officer| officer.shares_fairly()).collect();
        let mut standing = Self {
            instance,
            lawful,
            graphs: WeekGraphs::new(instance, lawful),
            plan: Plan::empty(officers, instance.days),
            cover: Cover::new(instance),
            own_prices: own_prices(instance),
            own: vec![0.0; officers],
            evenings: instance.officers.iter().map(|officer| officer.hist_evenings).collect(),
            overtime: instance.officers.iter().map(|officer| officer.hist_ot).collect(),
            sharing: (0..officers).filter(|officer| shares[*officer]).collect(),
            shares,
            prices: vec![0.0; 7 * Lattice::cells_per_day(instance.shifts.len())],
            room: Workspace::default(),
            whole_row: WholeRow::new(instance),
        };
        standing.take(plan);
        standing
    }

    /// Replaces the whole roster.
    pub fn take(&mut self, plan: &Plan) {
        for officer in 0..self.instance.officers.len() {
            self.set(officer, 0..self.instance.days, plan.row(officer));
        }
    }

    /// The roster.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The instance.
    #[must_use]
    pub fn instance(&self) -> &'a Instance {
        self.instance
    }

    /// The lawful choices.
    #[must_use]
    pub fn lawful(&self) -> &'a Lawful {
        self.lawful
    }

    /// Lawful shifts of `officer` on `day`.
    #[must_use]
    pub fn lawful_shifts(&self, officer: usize, day: usize) -> &'a [usize] {
        &self.lawful.on(officer, day).shifts
    }

    /// The objective of the roster.
    #[must_use]
    pub fn objective(&self) -> f64 {
        let evenings = Spread::of(self.sharing.iter().map(|officer| self.evenings[*officer]));
        let overtime = Spread::of(self.sharing.iter().map(|officer| self.overtime[*officer]));
        self.cover.missing() + self.own.iter().sum::<f64>() + self.fairness(evenings, overtime)
    }

    /// Price of all empty places at the counters.
    #[must_use]
    pub fn missing(&self) -> f64 {
        self.cover.missing()
    }

    /// Price of the empty places in `block` of `day`.
    #[must_use]
    pub fn missing_at(&self, day: usize, block: usize) -> f64 {
        self.cover.missing_at(day, block)
    }

    /// Lets two officers change places; the same exchange again takes it back.
    pub fn exchange(&mut self, exchange: &Exchange) {
        for day in &exchange.days {
            let (own, others) = (self.plan.get(exchange.one, *day), self.plan.get(exchange.other, *day));
            self.replace(exchange.one, *day, others);
            self.replace(exchange.other, *day, own);
        }
        for officer in [exchange.one, exchange.other] {
            self.own[officer] = self.own_cost(officer);
        }
    }

    fn fairness(&self, evenings: Spread, overtime: Spread) -> f64 {
        let weights = &self.instance.weights;
        weights.fair_evening * evenings.width() + weights.fair_overtime * overtime.width() / 60.0
    }

    /// The choices of one officer on some days.
    #[must_use]
    pub fn days(&self, officer: usize, days: Range<usize>) -> &[Option<usize>] {
        &self.plan.row(officer)[days]
    }

    /// Replaces the choices of one officer on some days.
    pub fn set(&mut self, officer: usize, days: Range<usize>, row: &[Option<usize>]) {
        for (day, new) in days.zip(row) {
            self.replace(officer, day, *new);
        }
        self.own[officer] = self.own_cost(officer);
    }

    /// Replaces one choice; the officer's own cost is still the old one.
    fn replace(&mut self, officer: usize, day: usize, new: Option<usize>) {
        let old = self.plan.get(officer, day);
        if old != new {
            self.leave_counters(officer, day, old);
            self.plan.set(officer, day, new);
            self.enter_counters(officer, day, new);
        }
    }

    /// Takes the officer out of the counters on some days, while the shifts still count for the officer's totals.
    pub fn lift(&mut self, officer: usize, days: Range<usize>) {
        let (evenings, overtime) = (self.evenings[officer], self.overtime[officer]);
        for day in days {
            self.leave_counters(officer, day, self.plan.get(officer, day));
            self.plan.set(officer, day, None);
        }
        self.evenings[officer] = evenings;
        self.overtime[officer] = overtime;
    }

    /// Puts lifted days back: `lifted` is the row that was lifted, `row` the new one.
    pub fn settle(&mut self, officer: usize, days: Range<usize>, lifted: &[Option<usize>], row: &[Option<usize>]) {
        for shift in lifted.iter().flatten() {
            self.evenings[officer] -= i32::from(self.instance.shifts[*shift].evening);
            self.overtime[officer] -= self.instance.shifts[*shift].overtime;
        }
        self.set(officer, days, row);
    }

    fn leave_counters(&mut self, officer: usize, day: usize, shift: Option<usize>) {
        let Some(shift) = shift.map(|shift| &self.instance.shifts[shift]) else { return };
        for block in &shift.blocks {
            self.cover.remove(day, *block, self.instance.officers[officer].group);
        }
        self.evenings[officer] -= i32::from(shift.evening);
        self.overtime[officer] -= shift.overtime;
    }

    fn enter_counters(&mut self, officer: usize, day: usize, shift: Option<usize>) {
        let Some(shift) = shift.map(|shift| &self.instance.shifts[shift]) else { return };
        for block in &shift.blocks {
            self.cover.add(day, *block, self.instance.officers[officer].group);
        }
        self.evenings[officer] += i32::from(shift.evening);
        self.overtime[officer] += shift.overtime;
    }

    fn own_cost(&self, officer: usize) -> f64 {
        let width = self.instance.shifts.len() + 1;
        let mut cost = 0.0;
        let mut run = 0;
        for (day, choice) in self.plan.row(officer).iter().enumerate() {
            cost += self.own_prices[(officer * self.instance.days + day) * width + choice.map_or(0, |shift| shift + 1)];
            if choice.is_some_and(|shift| self.instance.shifts[shift].evening) {
                run += 1;
                if run > self.instance.limits.evening_row_soft {
                    cost += self.instance.weights.evening_row;
                }
            } else {
                run = 0;
            }
        }
        cost
    }

    /// The cheapest lawful row for a lifted week while all else stands, with the price of one cell of the week (day
    /// within the week, choice, price) changed. `None` when nothing lawful fits between the weeks beside it.
    pub fn best_week(
        &mut self,
        officer: usize,
        week: usize,
        lifted: &[Option<usize>],
        nudge: Option<(usize, usize, f64)>,
        row: &mut Vec<Option<usize>>,
    ) -> Option<f64> {
        let mut prices = std::mem::take(&mut self.prices);
        self.price_week(officer, week, &mut prices);
        if let Some((day, choice, price)) = nudge {
            self.nudge(&mut prices, day, choice, price);
        }
        self.prices = prices;
        let before = self.state_before(officer, week);
        let after = self.after(officer, week, lifted);
        let graph = self.graphs.get(officer, week, before)?;
        graph.cheapest(&self.prices, |state| after.price(self.instance, self.lawful, state), &mut self.room, row)
    }

    /// The cheapest lawful row for all days of a lifted officer while the others stand, with the price of one cell (day,
    /// choice, price) changed. `None` when the officer's totals are too many to tabulate.
    pub fn best_row(
        &mut self,
        officer: usize,
        nudge: Option<(usize, usize, f64)>,
        row: &mut Vec<Option<usize>>,
    ) -> Option<f64> {
        let cells = 7 * Lattice::cells_per_day(self.instance.shifts.len());
        let mut prices = vec![0.0; self.instance.weeks() * cells];
        for (week, prices) in prices.chunks_mut(cells).enumerate() {
            self.price_week(officer, week, prices);
            if let Some((day, choice, price)) = nudge.filter(|nudge| nudge.0 / 7 == week) {
                self.nudge(prices, day % 7, choice, price);
            }
        }
        let own = &self.instance.officers[officer];
        let fairness = self.shares[officer].then(|| Fairness {
            evenings: own.hist_evenings,
            overtime: own.hist_ot,
            other_evenings: self.others(officer, &self.evenings),
            other_overtime: self.others(officer, &self.overtime),
        });
        let weights = &self.instance.weights;
        let end = |evenings: i32, overtime: i32| {
            fairness.as_ref().map_or(0.0, |fair| fair.price(weights, evenings, overtime))
        };
        self.whole_row.cheapest(&mut self.graphs, officer, &prices, end, row)
    }

    fn price_week(&self, officer: usize, week: usize, prices: &mut [f64]) {
        let width = self.instance.shifts.len() + 1;
        let group = self.instance.officers[officer].group;
        let days = self.instance.week(week);
        let mut gains = vec![None; self.instance.blocks.len()];
        for day in days.clone() {
            gains.fill(None);
            let own = &self.own_prices[(officer * self.instance.days + day) * width..][..width];
            let cells = &mut prices[(day - days.start) * 2 * width..][..2 * width];
            cells[0] = own[0];
            cells[width] = own[0];
            for code in &self.lawful.on(officer, day).shifts {
                let mut price = own[code + 1];
                for block in &self.instance.shifts[*code].blocks {
                    price -= *gains[*block].get_or_insert_with(|| self.cover.gain(day, *block, group));
                }
                cells[code + 1] = price;
                cells[width + code + 1] = price + self.instance.weights.evening_row;
            }
        }
    }

    /// Changes both prices of a choice on a day of the week that `prices` stand for.
    fn nudge(&self, prices: &mut [f64], day: usize, choice: usize, price: f64) {
        let width = self.instance.shifts.len() + 1;
        let first = day * 2 * width + choice;
        prices[first] += price;
        prices[first + width] += price;
    }

    /// What one more officer of `group` would save in `block` of `day`.
    #[must_use]
    pub fn gain(&self, day: usize, block: usize, group: usize) -> f64 {
        self.cover.gain(day, block, group)
    }

    fn others(&self, officer: usize, values: &[i32]) -> Spread {
        let others = self.sharing.iter().filter(|other| **other != officer);
        Spread::of(others.map(|other| values[*other]))
    }

    /// What the officer brings into `week` from the days before.
    fn state_before(&self, officer: usize, week: usize) -> State {
        let days = &self.plan.row(officer)[..self.instance.week(week).start];
        let mut state = State::default();
        let worked = days.iter().rev().take_while(|shift| shift.is_some()).count();
        let before = if worked == days.len() { self.instance.officers[officer].worked_before } else { 0 };
        state.run = i32::try_from(worked + before).unwrap_or(i32::MAX / 2);
        let soft = usize::try_from(self.instance.limits.evening_row_soft).unwrap_or(0);
        let evenings =
            days.iter().rev().take(soft).take_while(|shift| shift.is_some_and(|s| self.instance.shifts[s].evening));
        state.evening_run = i32::try_from(evenings.count()).unwrap_or(0);
        state.last = days.last().copied().flatten().map_or(0, |shift| self.lawful.rest_class(shift));
        state
    }

    /// What the rest of the roster asks of the state after a lifted week; of the days worked after the last one the graph of
    /// the last week knows, and no run goes through a whole week.
    fn after(&self, officer: usize, week: usize, lifted: &[Option<usize>]) -> After {
        let instance = self.instance;
        let days = instance.week(week);
        let later = &self.plan.row(officer)[days.end..];
        let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX / 2);
        let own = &instance.officers[officer];
        let lifted_evenings: i32 = lifted.iter().flatten().map(|s| i32::from(instance.shifts[*s].evening)).sum();
        let lifted_overtime: i32 = lifted.iter().flatten().map(|s| instance.shifts[*s].overtime).sum();
        let evenings = self.evenings[officer] - lifted_evenings;
        let overtime = self.overtime[officer] - lifted_overtime;
        let month_left = |day: usize| {
            let month = own.months.iter().find(|month| (month.first..month.end).contains(&day));
            month.map_or(i32::MAX, |month| {
                let row = self.plan.row(officer)[month.first..month.end].iter();
                month.remaining - row.flatten().map(|shift| instance.shifts[*shift].overtime).sum::<i32>()
            })
        };
        let next_month = later_month(instance, officer, week);
        After {
            run: count(later.iter().take_while(|shift| shift.is_some()).count()),
            evening_run: count(later.iter().take_while(|s| s.is_some_and(|s| instance.shifts[s].evening)).count()),
            next: later.first().copied().flatten(),
            overtime_left: own.overtime_left() - (overtime - own.hist_ot),
            month_left: month_left(days.start),
            next_month_left: if next_month < days.end { month_left(next_month) } else { i32::MAX },
            fairness: self.shares[officer].then(|| Fairness {
                evenings,
                overtime,
                other_evenings: self.others(officer, &self.evenings),
                other_overtime: self.others(officer, &self.overtime),
            }),
        }
    }
}

/// What stands around a lifted week.
struct After {
    run: i32,
    evening_run: i32,
    next: Option<usize>,
    overtime_left: i32,
    month_left: i32,
    next_month_left: i32,
    fairness: Option<Fairness>,
}

/// The totals of the officer without the open days, and those of the others.
struct Fairness {
    evenings: i32,
    overtime: i32,
    other_evenings: Spread,
    other_overtime: Spread,
}

impl Fairness {
    /// Price of the spread when the open days bring `evenings` and `overtime` minutes.
    fn price(&self, weights: &Weights, evenings: i32, overtime: i32) -> f64 {
        let evenings = self.other_evenings.with(self.evenings + evenings).width();
        let overtime = self.other_overtime.with(self.overtime + overtime).width();
        weights.fair_evening * evenings + weights.fair_overtime * overtime / 60.0
    }
}

impl After {
    /// Price of ending the week in `state`; `None` when a rule forbids it.
    fn price(&self, instance: &Instance, lawful: &Lawful, state: &State) -> Option<f64> {
        let (later, earlier) = (state.month_overtime, state.overtime - state.month_overtime);
        let beyond = |worked: i32, left: i32| worked > 0 && worked > left;
        if state.run > 0 && state.run + self.run > instance.limits.work_row && self.run > 0
            || self.next.is_some_and(|next| lawful.clashes(state.last, next))
            || beyond(state.overtime, self.overtime_left)
            || beyond(earlier, self.month_left)
            || beyond(later, self.next_month_left)
        {
            return None;
        }
        let soft = instance.limits.evening_row_soft;
        let across = (state.evening_run + self.evening_run - soft).max(0) - (self.evening_run - soft).max(0);
        let mut price = instance.weights.evening_row * f64::from(across);
        if let Some(fair) = &self.fairness {
            price += fair.price(&instance.weights, state.all_evenings, state.overtime);
        }
        Some(price)
    }
}

/// Per officer, day and choice: what the choice costs whatever the others do.
pub fn own_prices(instance: &Instance) -> Vec<f64> {
    let width = instance.shifts.len() + 1;
    let weights = &instance.weights;
    let mut prices = vec![0.0; instance.officers.len() * instance.days * width];
    for cells in prices.chunks_mut(width) {
        for (code, shift) in instance.shifts.iter().enumerate() {
            cells[code + 1] = weights.overtime * f64::from(shift.overtime) / 60.0;
        }
    }
    for (code, officer) in instance.officers.iter().enumerate() {
        for &(day, shift, weight) in &officer.prefs {
            prices[(code * instance.days + day) * width + shift + 1] -= weights.pref * weight;
        }
    }
    for &(officer, day, shift) in &instance.previous {
        for (choice, price) in prices[(officer * instance.days + day) * width..][..width].iter_mut().enumerate() {
            if choice != shift + 1 {
                *price += weights.change;
            }
        }
    }
    prices
}
