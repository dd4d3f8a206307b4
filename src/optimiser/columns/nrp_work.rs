//! A benchmark instance as [`Work`].

use std::collections::HashMap;
use std::sync::Arc;

use super::work::{Limit, OfficerWork, Slack, Work};
use crate::domain::nrp::{NrpInstance, NrpStaff};
use crate::optimiser::lattice::{Graph, Lattice, OfficerRules};

/// What the contract remembers of the days before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct State {
    /// Days in the present run: worked when positive, free when negative.
    run: i32,
    /// Whether the present run may end at any length, because it began before the horizon.
    from_before: bool,
    /// What the shift of the day before forbids, by class.
    last: usize,
    /// Weekends worked.
    weekends: i32,
    /// Whether the Saturday of this weekend was worked.
    saturday: bool,
    /// Units of minutes worked.
    units: i32,
    /// Shifts worked of the kinds that are counted in the lattice.
    counts: [u8; COUNTED],
}

/// Kinds of shift of which so few are allowed that the lattice itself counts them: most kinds, and most shifts of one.
const COUNTED: usize = 2;
const FEW: i32 = 6;

/// The contract of one member of staff as an automaton.
struct Contract<'a> {
    staff: &'a NrpStaff,
    days: usize,
    /// Shifts that can be worked at all.
    shifts: Vec<usize>,
    /// Shifts that the lattice counts.
    counted: Vec<usize>,
    units_of: &'a [i32],
    classes: &'a [usize],
    forbids: &'a [Vec<bool>],
    unit: i32,
    longest: i32,
    shift_count: usize,
}

/// Turns the instance into work; `None` when some member of staff has no lawful roster at all.
#[must_use]
pub fn nrp_work(instance: &NrpInstance) -> Option<Work> {
    let width = instance.shifts.len() + 1;
    let (classes, forbids) = succession_classes(instance);
    let unit = instance.shifts.iter().map(|shift| shift.minutes).fold(0, gcd).max(1);
    let units_of: Vec<i32> = instance.shifts.iter().map(|shift| shift.minutes / unit).collect();
    let mut costs: Vec<Vec<f64>> = vec![vec![0.0; instance.days * 2 * width]; instance.staff.len()];
    for (staff, member) in instance.staff.iter().enumerate() {
        for day in &member.days_off {
            for shift in 0..instance.shifts.len() {
                costs[staff][day * 2 * width + shift + 1] = f64::INFINITY;
            }
        }
    }
    for request in &instance.off_requests {
        costs[request.staff][request.day * 2 * width + request.shift + 1] += f64::from(request.weight);
    }
    for request in &instance.on_requests {
        for choice in (0..width).filter(|choice| *choice != request.shift + 1) {
            costs[request.staff][request.day * 2 * width + choice] += f64::from(request.weight);
        }
    }
    let mut lattices: HashMap<Vec<i32>, Arc<Lattice>> = HashMap::new();
    let mut officers = Vec::with_capacity(instance.staff.len());
    for (staff, costs) in costs.into_iter().enumerate() {
        let member = &instance.staff[staff];
        let shifts: Vec<usize> = (0..instance.shifts.len()).filter(|shift| member.max_shifts[*shift] > 0).collect();
        let mut key: Vec<i32> = shifts.iter().map(|shift| i32::try_from(*shift).unwrap_or(0)).collect();
        let binds = |shift: usize| {
            let most = member.max_shifts[shift];
            let by_minutes = member.max_minutes / instance.shifts[shift].minutes.max(1);
            0 < most && most < by_minutes.min(i32::try_from(instance.days).unwrap_or(i32::MAX))
        };
        let mut counted: Vec<usize> =
            shifts.iter().copied().filter(|shift| binds(*shift) && member.max_shifts[*shift] <= FEW).collect();
        counted.sort_by_key(|shift| member.max_shifts[*shift]);
        counted.truncate(COUNTED);
        key.extend(
            counted.iter().flat_map(|shift| [-2, i32::try_from(*shift).unwrap_or(0), member.max_shifts[*shift]]),
        );
        key.extend([
            -1,
            member.max_minutes,
            member.min_minutes,
            member.max_consecutive,
            member.min_consecutive,
            member.min_days_off,
            member.max_weekends,
        ]);
        let lattice = match lattices.get(&key) {
            Some(known) => known.clone(),
            None => {
                let longest = shifts.iter().map(|shift| units_of[*shift]).max().unwrap_or(0);
                let contract = Contract {
                    staff: member,
                    days: instance.days,
                    shifts,
                    counted: counted.clone(),
                    units_of: &units_of,
                    classes: &classes,
                    forbids: &forbids,
                    unit,
                    longest,
                    shift_count: instance.shifts.len(),
                };
                let start = State {
                    run: -1,
                    from_before: true,
                    last: 0,
                    weekends: 0,
                    saturday: false,
                    units: 0,
                    counts: [0; COUNTED],
                };
                let lattice = Arc::new(Graph::build(&contract, 0..instance.days, start)?.into_lattice());
                lattices.insert(key, lattice.clone());
                lattice
            }
        };
        let limits = (0..instance.shifts.len())
            .filter(|shift| binds(*shift) && !counted.contains(shift))
            .map(|shift| Limit {
                days: 0..instance.days,
                amounts: (0..width).map(|choice| i32::from(choice == shift + 1)).collect(),
                most: member.max_shifts[shift],
            })
            .collect();
        officers.push(OfficerWork { lattice, limits, costs, service: 0, tallies: Vec::new() });
    }
    let everybody = f64::from(u32::try_from(instance.staff.len()).ok()?);
    let mut service = vec![Vec::new(); instance.days * width];
    let mut rows = Vec::with_capacity(instance.cover.len());
    let mut slacks = Vec::with_capacity(2 * instance.cover.len());
    for cover in &instance.cover {
        let row = u32::try_from(rows.len()).ok()?;
        service[cover.day * width + cover.shift + 1].push((row, 1.0));
        let wanted = f64::from(cover.wanted);
        rows.push((wanted, wanted));
        for (weight, most, amount) in [(cover.under_weight, wanted, 1.0), (cover.over_weight, everybody, -1.0)] {
            slacks.push(Slack { cost: f64::from(weight), bounds: (0.0, most), entries: vec![(row, amount)] });
        }
    }
    Some(Work {
        shifts: instance.shifts.len(),
        officers,
        services: vec![service],
        measures: Vec::new(),
        rows,
        slacks,
        whole: true,
    })
}

/// Shifts that forbid the same shifts on the next day share a class; class 0 forbids nothing.
fn succession_classes(instance: &NrpInstance) -> (Vec<usize>, Vec<Vec<bool>>) {
    let mut forbids = vec![vec![false; instance.shifts.len()]];
    let classes = instance
        .shifts
        .iter()
        .map(|shift| {
            let row: Vec<bool> = (0..instance.shifts.len()).map(|next| shift.not_followed_by.contains(&next)).collect();
            forbids.iter().position(|known| *known == row).unwrap_or_else(|| {
                forbids.push(row);
                forbids.len() - 1
            })
        })
        .collect();
    (classes, forbids)
}

fn gcd(one: i32, other: i32) -> i32 {
    if other == 0 { one } else { gcd(other, one % other) }
}

impl OfficerRules for Contract<'_> {
    type State = State;

    fn shifts(&self) -> usize {
        self.shift_count
    }

    fn choices(&self, _day: usize) -> impl Iterator<Item = Option<usize>> {
        std::iter::once(None).chain(self.shifts.iter().map(|shift| Some(*shift)))
    }

    fn step(&self, before: &State, day: usize, choice: Option<usize>) -> Option<(State, bool)> {
        let mut state = *before;
        let worked_before = before.run > 0;
        if let Some(shift) = choice {
            if self.forbids[before.last][shift] {
                return None;
            }
            if !worked_before && !before.from_before && -before.run < self.staff.min_days_off {
                return None;
            }
            state.run = if worked_before { before.run + 1 } else { 1 };
            if state.run > self.staff.max_consecutive {
                return None;
            }
            // A run that begins on the first day may be cut short, like one that began before it.
            state.from_before = if worked_before { before.from_before } else { day == 0 };
            if state.run >= self.staff.min_consecutive {
                state.from_before = false;
            }
            state.last = self.classes[shift];
            if let Some(place) = self.counted.iter().position(|counted| *counted == shift) {
                state.counts[place] += 1;
                if i32::from(state.counts[place]) > self.staff.max_shifts[shift] {
                    return None;
                }
            }
            state.units += self.units_of[shift];
            if state.units * self.unit > self.staff.max_minutes {
                return None;
            }
            if day % 7 == 5 || day % 7 == 6 && !before.saturday {
                state.weekends += 1;
                if state.weekends > self.staff.max_weekends {
                    return None;
                }
            }
            state.saturday = day % 7 == 5;
        } else {
            if worked_before && !before.from_before && before.run < self.staff.min_consecutive {
                return None;
            }
            state.run = if worked_before { -1 } else { (before.run - 1).max(-self.staff.min_days_off) };
            state.from_before = !worked_before && before.from_before;
            if -state.run >= self.staff.min_days_off {
                state.from_before = false;
            }
            state.last = 0;
            state.saturday = false;
        }
        let left = i32::try_from(self.days - day - 1).unwrap_or(0);
        let reachable = (state.units + left * self.longest) * self.unit >= self.staff.min_minutes;
        reachable.then_some((state, false))
    }

    fn may_end(&self, state: &State) -> bool {
        state.units * self.unit >= self.staff.min_minutes
    }
}
