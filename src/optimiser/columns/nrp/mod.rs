//! Instances of the rostering benchmark: as [`Work`], whole or a window of days at a time.

pub mod completion;
pub mod contract;
pub mod horizon;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use self::contract::{After, COUNTED, Common, Contract, FEW, Rest, Room};
use super::work::{Limit, OfficerWork, Slack, Work};
use crate::domain::instance::Plan;
use crate::domain::nrp::{NrpInstance, NrpStaff};
use crate::optimiser::lattice::{Graph, Lattice};

/// Estimated edges of all lattices together up to which an instance is solved whole. The estimate is 2.5 to 10 times too
/// high, and an edge has 12 bytes.
const MOST_EDGES: f64 = 100e6;

/// The whole instance; `None` when some member of staff has no lawful roster at all.
#[must_use]
pub fn whole_work(instance: &NrpInstance) -> Option<Work> {
    let common = Common::new(instance);
    let nobody = Plan::empty(instance.staff.len(), instance.days);
    let everybody: Vec<usize> = (0..instance.staff.len()).collect();
    let rooms: Vec<Room> = instance.staff.iter().map(|staff| whole_room(staff, &common)).collect();
    window_work(instance, &common, &nobody, 0..instance.days, &everybody, &rooms, Beyond::Anything)
}

/// Whether the lattices of the whole horizon stay within memory.
#[must_use]
pub fn fits_whole(instance: &NrpInstance) -> bool {
    let common = Common::new(instance);
    let number = |value: i32| f64::from(value.max(1));
    let size = |staff: &NrpStaff| {
        let runs = number(staff.max_consecutive) * f64::from(u32::try_from(common.classes()).unwrap_or(u32::MAX))
            + number(staff.min_days_off);
        let few: f64 = staff
            .max_shifts
            .iter()
            .filter(|most| (1..=FEW).contains(*most))
            .take(COUNTED)
            .map(|most| number(most + 1))
            .product();
        // Not all totals are within reach on every day.
        runs * few * number(staff.max_minutes / common.unit / 3) * number(staff.max_weekends) / 2.0
    };
    let width = f64::from(u32::try_from(instance.shifts.len() + 1).unwrap_or(u32::MAX));
    let days = f64::from(u32::try_from(instance.days).unwrap_or(u32::MAX));
    let states: f64 = instance.staff.iter().map(size).sum();
    states * width * days <= MOST_EDGES
}

/// All that a contract allows over the whole horizon.
#[must_use]
pub fn whole_room(staff: &NrpStaff, common: &Common) -> Room {
    Room {
        least: (staff.min_minutes + common.unit - 1).div_euclid(common.unit),
        most: staff.max_minutes.div_euclid(common.unit),
        weekends: staff.max_weekends,
        shifts: staff.max_shifts.clone(),
    }
}

/// What stands after the days of a window.
#[derive(Clone, Copy)]
pub enum Beyond<'a> {
    /// Nothing: the horizon ends, or everything may follow.
    Anything,
    /// What the plan holds.
    Plan,
    /// Nothing yet, but something lawful must be able to follow; for one member of staff.
    Rest(Rest<'a>),
}

/// The work of the `free` staff on some days, which begin on a Monday, beside the rest of `plan`. Everybody else gets no
/// lattice. `None` when somebody has no lawful roster.
#[must_use]
pub fn window_work(
    instance: &NrpInstance,
    common: &Common,
    plan: &Plan,
    days: Range<usize>,
    free: &[usize],
    rooms: &[Room],
    beyond: Beyond<'_>,
) -> Option<Work> {
    let width = instance.shifts.len() + 1;
    let none = Arc::new(Lattice::default());
    let mut officers: Vec<OfficerWork> = costs(instance, &days)
        .into_iter()
        .map(|costs| OfficerWork { lattice: none.clone(), limits: Vec::new(), costs, service: 0, tallies: Vec::new() })
        .collect();
    let mut lattices: HashMap<_, Arc<Lattice>> = HashMap::new();
    for staff in free.iter().copied() {
        let member = &instance.staff[staff];
        let room = &rooms[staff];
        let binds = |shift: usize| {
            let by_units = room.most / common.units_of[shift].max(1);
            0 < room.shifts[shift] && room.shifts[shift] < by_units.min(i32::try_from(days.len()).unwrap_or(i32::MAX))
        };
        let binding: Vec<usize> = (0..instance.shifts.len()).filter(|shift| binds(*shift)).collect();
        let mut counted: Vec<usize> = binding.iter().copied().filter(|shift| room.shifts[*shift] <= FEW).collect();
        counted.sort_by_key(|shift| room.shifts[*shift]);
        counted.truncate(COUNTED);
        let (after, rest) = match beyond {
            Beyond::Anything => (None, None),
            Beyond::Plan => (after(plan.row(staff), days.end), None),
            Beyond::Rest(rest) => (None, Some(rest)),
        };
        let contract = Contract::new(member, common, days.clone(), room, &counted, after).before(rest);
        let start = contract.start(plan.row(staff));
        let runs = (member.max_consecutive, member.min_consecutive, member.min_days_off);
        let open: Vec<bool> = room.shifts.iter().map(|most| *most > 0).collect();
        let counts: Vec<(usize, i32)> = counted.iter().map(|shift| (*shift, room.shifts[*shift])).collect();
        let key = (open, counts, runs, (room.least, room.most, room.weekends), start, after);
        officers[staff].lattice = match lattices.get(&key) {
            Some(known) => known.clone(),
            None => {
                let lattice = Arc::new(Graph::build(&contract, days.clone(), start)?.into_lattice());
                lattices.insert(key, lattice.clone());
                lattice
            }
        };
        officers[staff].limits = binding
            .into_iter()
            .filter(|shift| !counted.contains(shift))
            .map(|shift| Limit {
                days: 0..days.len(),
                amounts: (0..width).map(|choice| i32::from(choice == shift + 1)).collect(),
                most: room.shifts[shift],
            })
            .collect();
    }
    let everybody = f64::from(u32::try_from(instance.staff.len()).ok()?);
    let mut service = vec![Vec::new(); days.len() * width];
    let mut rows = Vec::new();
    let mut slacks = Vec::new();
    for cover in instance.cover.iter().filter(|cover| days.contains(&cover.day)) {
        let row = u32::try_from(rows.len()).ok()?;
        service[(cover.day - days.start) * width + cover.shift + 1].push((row, 1.0));
        let wanted = f64::from(cover.wanted);
        rows.push((wanted, wanted));
        for (weight, most, amount) in [(cover.under_weight, wanted, 1.0), (cover.over_weight, everybody, -1.0)] {
            let (cost, bounds, entries) = (f64::from(weight), (0.0, most), vec![(row, amount)]);
            slacks.push(Slack { cost, bounds, entries, whole: true });
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

/// Own prices of everybody on some days: requests, and no way to work on a day off.
fn costs(instance: &NrpInstance, days: &Range<usize>) -> Vec<Vec<f64>> {
    let width = instance.shifts.len() + 1;
    let mut costs: Vec<Vec<f64>> = vec![vec![0.0; days.len() * 2 * width]; instance.staff.len()];
    let at = |day: usize, choice: usize| (day - days.start) * 2 * width + choice;
    for (staff, member) in instance.staff.iter().enumerate() {
        for day in member.days_off.iter().filter(|day| days.contains(*day)) {
            for shift in 0..instance.shifts.len() {
                costs[staff][at(*day, shift + 1)] = f64::INFINITY;
            }
        }
    }
    for request in instance.off_requests.iter().filter(|request| days.contains(&request.day)) {
        costs[request.staff][at(request.day, request.shift + 1)] += f64::from(request.weight);
    }
    for request in instance.on_requests.iter().filter(|request| days.contains(&request.day)) {
        for choice in (0..width).filter(|choice| *choice != request.shift + 1) {
            costs[request.staff][at(request.day, choice)] += f64::from(request.weight);
        }
    }
    costs
}

/// The run of equal days that begins on `day`.
fn after(row: &[Option<usize>], day: usize) -> Option<After> {
    let first = *row.get(day)?;
    let length = row[day..].iter().take_while(|other| other.is_some() == first.is_some()).count();
    let to_the_end = day + length == row.len();
    Some(After { first, length: i32::try_from(length).ok()?, to_the_end })
}
