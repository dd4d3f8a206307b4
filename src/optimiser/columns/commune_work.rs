//! A commune instance as [`Work`].

use std::collections::HashMap;
use std::sync::Arc;

use super::work::{Limit, OfficerWork, Service, Slack, Work};
use crate::domain::instance::Instance;
use crate::optimiser::lattice::Lattice;
use crate::optimiser::lawful::{DayChoices, Lawful};
use crate::optimiser::officer_dp::{Automaton, Counting};
use crate::optimiser::shared::Judge;
use crate::optimiser::standing::own_prices;

/// Position of the measure that counts evenings, negative.
const EVENINGS: usize = 0;
/// Position of the measure that counts overtime hours, negative.
const OVERTIME: usize = 1;

/// All that decides the lattice of an officer.
#[derive(PartialEq, Eq, Hash)]
struct Look {
    days: Vec<DayChoices>,
    most: Vec<i32>,
    least: Vec<i32>,
    worked_before: usize,
    worked_after: usize,
}

/// Turns the instance into work; `None` when some officer has no lawful roster at all.
#[must_use]
pub fn commune_work(instance: &Instance, lawful: &Lawful) -> Option<Work> {
    let mut rows = Vec::new();
    let mut slacks = Vec::new();
    let services = counters(instance, &mut rows, &mut slacks);
    let measure = |amount: &dyn Fn(usize) -> f64| {
        std::iter::once(0.0).chain((0..instance.shifts.len()).map(|shift| -amount(shift))).collect()
    };
    let mut work = Work {
        shifts: instance.shifts.len(),
        officers: officers(instance, lawful)?,
        services,
        measures: vec![
            measure(&|shift| f64::from(u8::from(instance.shifts[shift].evening))),
            measure(&|shift| f64::from(instance.shifts[shift].overtime) / 60.0),
        ],
        rows,
        slacks,
        whole: instance.has_whole_prices(),
    };
    let sharing = || instance.officers.iter().enumerate().filter(|(_, officer)| officer.shares_fairly());
    let most_hours = instance.shifts.iter().map(|shift| shift.overtime).max().unwrap_or(0);
    let days = f64::from(u32::try_from(instance.days).ok()?);
    add_spread(
        &mut work,
        Spread {
            weight: instance.weights.fair_evening,
            measure: EVENINGS,
            history: sharing().map(|(at, officer)| (at, f64::from(officer.hist_evenings))).collect(),
            most: days,
            whole: true,
        },
    );
    add_spread(
        &mut work,
        Spread {
            weight: instance.weights.fair_overtime,
            measure: OVERTIME,
            history: sharing().map(|(at, officer)| (at, f64::from(officer.hist_ot) / 60.0)).collect(),
            most: days * f64::from(most_hours) / 60.0,
            whole: instance.shifts.iter().all(|shift| shift.overtime % 60 == 0)
                && instance.officers.iter().all(|officer| officer.hist_ot % 60 == 0),
        },
    );
    Some(work)
}

/// The counters: a row for the officers of every group present in a block that something is required in, from which they
/// flow to the skills, and a row for every requirement. Returns the service of every group.
fn counters(instance: &Instance, rows: &mut Vec<(f64, f64)>, slacks: &mut Vec<Slack>) -> Vec<Service> {
    let width = instance.shifts.len() + 1;
    let mut services: Vec<Service> = vec![vec![Vec::new(); instance.days * width]; instance.groups.len()];
    let mut by_block: HashMap<(usize, usize), Vec<usize>> = HashMap::new();
    for (number, row) in instance.requirements.iter().enumerate().filter(|(_, row)| row.target > 0) {
        by_block.entry((row.day, row.block)).or_default().push(number);
    }
    let mut blocks: Vec<_> = by_block.into_iter().collect();
    blocks.sort();
    for ((day, block), wanted) in blocks {
        let mut row_of_skill = vec![None; instance.skills.len()];
        for number in wanted {
            let wanted = &instance.requirements[number];
            let row = next_row(rows, (f64::from(wanted.target), f64::INFINITY));
            row_of_skill[wanted.skill] = Some(row);
            let factor = instance.skills[wanted.skill].factor;
            for (weight, most) in
                [(instance.weights.unmet, wanted.target - wanted.floor), (instance.weights.unmet_min, wanted.floor)]
            {
                if most > 0 {
                    slacks.push(Slack {
                        cost: weight * factor,
                        bounds: (0.0, f64::from(most)),
                        entries: vec![(row, 1.0)],
                        whole: true,
                    });
                }
            }
        }
        for (group, service) in services.iter_mut().enumerate() {
            let served: Vec<u32> =
                instance.groups[group].skills.iter().filter_map(|skill| row_of_skill[*skill]).collect();
            let present = match served[..] {
                [] => continue,
                // Officers with one useful skill go straight to its counter.
                [only] => only,
                _ => {
                    let members = instance.officers.iter().filter(|officer| officer.group == group).count();
                    let members = f64::from(u32::try_from(members).unwrap_or(u32::MAX));
                    let present = next_row(rows, (0.0, f64::INFINITY));
                    for row in &served {
                        slacks.push(Slack {
                            cost: 0.0,
                            bounds: (0.0, members),
                            entries: vec![(present, -1.0), (*row, 1.0)],
                            whole: true,
                        });
                    }
                    present
                }
            };
            for (shift, _) in instance.shifts.iter().enumerate().filter(|(_, shift)| shift.blocks.contains(&block)) {
                service[day * width + shift + 1].push((present, 1.0));
            }
        }
    }
    services
}

fn next_row(rows: &mut Vec<(f64, f64)>, bounds: (f64, f64)) -> u32 {
    rows.push(bounds);
    u32::try_from(rows.len() - 1).unwrap_or(u32::MAX)
}

/// The distance between the officer with most and the one with least of a measure.
struct Spread {
    /// Its price; 0 where nothing is to be shared.
    weight: f64,
    /// Position of the measure.
    measure: usize,
    /// Who shares, and what each has from before.
    history: Vec<(usize, f64)>,
    /// Most that one officer can add to it.
    most: f64,
    /// Whether most and least are whole numbers, as they are where every history is one and every shift adds one.
    whole: bool,
}

/// Rows that hold every sharing officer's total, history included, between a least and a most whose distance costs.
fn add_spread(work: &mut Work, spread: Spread) {
    let Spread { weight, measure, history, most, whole } = spread;
    if weight <= 0.0 || history.len() < 2 {
        return;
    }
    let highest = history.iter().map(|(_, before)| *before).fold(f64::NEG_INFINITY, f64::max);
    let lowest = history.iter().map(|(_, before)| *before).fold(f64::INFINITY, f64::min);
    let mut top = Slack { cost: weight, bounds: (highest, highest + most), entries: Vec::new(), whole };
    let mut bottom = Slack { cost: -weight, bounds: (lowest, lowest + most), entries: Vec::new(), whole };
    for (officer, before) in history {
        let above = next_row(&mut work.rows, (before, f64::INFINITY));
        let below = next_row(&mut work.rows, (f64::NEG_INFINITY, before));
        top.entries.push((above, 1.0));
        bottom.entries.push((below, 1.0));
        work.officers[officer].tallies.extend([(above, measure), (below, measure)]);
    }
    work.slacks.extend([top, bottom]);
}

/// Lattice, own prices and overtime caps of every officer.
fn officers(instance: &Instance, lawful: &Lawful) -> Option<Vec<OfficerWork>> {
    let width = instance.shifts.len() + 1;
    let own = own_prices(instance);
    let minutes: Arc<[i32]> = std::iter::once(0).chain(instance.shifts.iter().map(|shift| shift.overtime)).collect();
    let mut lattices: HashMap<Look, Arc<Lattice>> = HashMap::new();
    let mut officers = Vec::with_capacity(instance.officers.len());
    for (code, officer) in instance.officers.iter().enumerate() {
        let weeks = || (0..instance.weeks()).map(|week| instance.week(week));
        let look = Look {
            days: (0..instance.days).map(|day| lawful.on(code, day).clone()).collect(),
            most: weeks().map(|days| officer.week_maximum(days)).collect(),
            least: weeks().map(|days| officer.week_minimum(days, instance.limits.week_tolerance)).collect(),
            worked_before: officer.worked_before,
            worked_after: officer.worked_after,
        };
        let lattice = match lattices.get(&look) {
            Some(known) => known.clone(),
            None => {
                let automaton = Automaton {
                    instance,
                    lawful,
                    officer: code,
                    counting: Counting::Nothing,
                    without: None,
                    weekly_rest: true,
                };
                let graph = automaton.graph(0..instance.days, automaton.start())?;
                let lattice = Arc::new(graph.into_lattice());
                lattices.insert(look, lattice.clone());
                lattice
            }
        };
        let mut costs = Vec::with_capacity(instance.days * 2 * width);
        for day in own[code * instance.days * width..][..instance.days * width].chunks(width) {
            costs.extend_from_slice(day);
            costs.extend(day.iter().map(|price| price + instance.weights.evening_row));
        }
        let whole = (0, instance.days, officer.overtime_left());
        let months = officer.months.iter().map(|month| (month.first, month.end, month.remaining));
        let limits = std::iter::once(whole)
            .chain(months)
            .map(|(first, end, most)| Limit { days: first..end, amounts: minutes.clone(), most: most.max(0) })
            .filter(|_| officer.consent && !officer.protected)
            .collect();
        officers.push(OfficerWork { lattice, limits, costs, service: officer.group, tallies: Vec::new() });
    }
    Some(officers)
}
