//! Long horizons: a window of days after the other for a first roster, then windows of some staff, each solved by column
//! generation beside the roster that stands around it.

use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};

use super::completion::Completion;
use super::contract::{Common, Rest, Room};
use super::{Beyond, whole_room, window_work};
use crate::domain::instance::Plan;
use crate::domain::nrp::NrpInstance;
use crate::optimiser::columns::dive::dive;
use crate::optimiser::columns::generation::{Pricer, Until, generate};
use crate::optimiser::columns::master::{Master, MasterError};
use crate::optimiser::columns::plan_host::{choices_of, write_columns};
use crate::optimiser::columns::work::{Column, Work};
use crate::optimiser::shared::Shared;

#[cfg(test)]
mod tests;

/// Days that a step of the first roster settles, and days that it looks ahead.
const STEP: usize = 14;
const AHEAD: usize = 7;
/// Weeks of a window and staff in it.
const WEEKS: usize = 4;
const STAFF: usize = 10;
/// Most days that are made anew for one person where the next days cannot be filled.
const MOST_REDONE: usize = 84;
/// Shifts by which a part of the horizon may differ from its share; tried one after the other.
const TOLERANCES: [i32; 4] = [1, 3, 8, 1_000];
/// Wall clock of one window at most.
const WINDOW_TIME: Duration = Duration::from_secs(12);

/// A lawful roster of the whole horizon: window by window and person by person, each as cheap as what is still wanted
/// allows. `None` when somebody's days could not be filled, which proves nothing, or when `stop` said so.
#[must_use]
pub fn first_plan(instance: &NrpInstance, seed: u64, stop: &dyn Fn() -> bool) -> Option<Plan> {
    let common = Common::new(instance);
    let mut rng = StdRng::seed_from_u64(seed);
    let mut plan = Plan::empty(instance.staff.len(), instance.days);
    let completions: Vec<Completion> =
        instance.staff.iter().map(|staff| Completion::new(staff, instance.days)).collect();
    let mut first = 0;
    while first < instance.days {
        let settled = (first + STEP).min(instance.days);
        let end = (settled + AHEAD).min(instance.days);
        let mut order: Vec<usize> = (0..instance.staff.len()).collect();
        order.shuffle(&mut rng);
        let mut served = Served::new(instance, first..end);
        for staff in order {
            let person = Person { instance, common: &common, staff, completion: &completions[staff] };
            let (begin, column) = person.lawful_part(&plan, first..end, &served, stop)?;
            let settled_days = settled - begin;
            served.add(&column, first - begin);
            for (day, choice) in column.choices.iter().enumerate().take(settled_days) {
                plan.set(staff, begin + day, usize::from(*choice).checked_sub(1));
            }
        }
        first = settled;
    }
    Some(plan)
}

/// Whose roster is made.
struct Person<'a> {
    instance: &'a NrpInstance,
    common: &'a Common,
    staff: usize,
    completion: &'a Completion<'a>,
}

impl Person<'_> {
    /// The cheapest lawful part of the person's roster on `days`, with the day on which it begins: where nothing fits to the
    /// days before, earlier windows of the person are made anew.
    fn lawful_part(
        &self,
        plan: &Plan,
        days: Range<usize>,
        served: &Served,
        stop: &dyn Fn() -> bool,
    ) -> Option<(usize, Column)> {
        let mut begin = days.start;
        while !stop() {
            let mut tolerances = TOLERANCES.iter();
            let part = tolerances.find_map(|tolerance| self.cheapest_part(plan, begin..days.end, *tolerance, served));
            match part {
                Some(column) => return Some((begin, column)),
                None if begin == 0 || days.start - begin >= MOST_REDONE => return None,
                None => begin = begin.saturating_sub(STEP),
            }
        }
        None
    }

    /// The cheapest part on `days`, after what the plan holds before them, from which the rest of the horizon can be lawful.
    fn cheapest_part(&self, plan: &Plan, days: Range<usize>, tolerance: i32, served: &Served) -> Option<Column> {
        let Self { instance, common, staff, completion } = *self;
        let mut rooms: Vec<Room> =
            vec![Room { least: 0, most: 0, weekends: 0, shifts: Vec::new() }; instance.staff.len()];
        rooms[staff] = share(instance, common, plan, &days, staff, tolerance);
        let (whole, used) =
            (whole_room(&instance.staff[staff], common), used(instance, common, plan, staff, &(0..days.start)));
        let beyond = Beyond::Rest(Rest {
            completion,
            units: whole.least - used.least,
            weekends: whole.weekends - used.weekends,
            longest: common.units_of.iter().max().copied().unwrap_or(1),
        });
        let work = window_work(instance, common, plan, days.clone(), &[staff], &rooms, beyond)?;
        let duals = served.worth(instance, &days);
        let worth = work.worth(&duals);
        let found = Pricer::new(&work).price(&work, staff, &duals, &worth, f64::INFINITY);
        Some(work.column(staff, &found.cells?))
    }
}

/// How many serve each counter so far.
struct Served {
    first: usize,
    rows: Vec<Vec<i32>>,
    wanted: Vec<Vec<Option<(i32, f64, f64)>>>,
}

impl Served {
    fn new(instance: &NrpInstance, days: Range<usize>) -> Self {
        let mut wanted = vec![vec![None; instance.shifts.len()]; days.len()];
        for cover in instance.cover.iter().filter(|cover| days.contains(&cover.day)) {
            wanted[cover.day - days.start][cover.shift] =
                Some((cover.wanted, f64::from(cover.under_weight), f64::from(cover.over_weight)));
        }
        Self { first: days.start, rows: vec![vec![0; instance.shifts.len()]; days.len()], wanted }
    }

    /// Counts a column whose first `skipped` days lie before the window.
    fn add(&mut self, column: &Column, skipped: usize) {
        let days = column.choices.iter().skip(skipped).enumerate();
        for (day, choice) in days.filter(|(_, choice)| **choice > 0) {
            self.rows[day][usize::from(*choice) - 1] += 1;
        }
    }

    /// What one more in each shift of a day is worth, by row of the window's work.
    fn worth(&self, instance: &NrpInstance, days: &Range<usize>) -> Vec<f64> {
        instance
            .cover
            .iter()
            .filter(|cover| days.contains(&cover.day))
            .map(|cover| match cover.day.checked_sub(self.first).and_then(|day| self.wanted[day][cover.shift]) {
                // Days before the window are settled for the others: what is served there is not counted again.
                Some((wanted, under, _)) if self.rows[cover.day - self.first][cover.shift] < wanted => under,
                Some((_, _, over)) => -over,
                None => 0.0,
            })
            .collect()
    }
}

/// What the days until the end of `days` may bring in all, less what the plan holds before them: a fair share of the
/// horizon, give or take some shifts; at the end of the horizon exactly what the contract says.
fn share(
    instance: &NrpInstance,
    common: &Common,
    plan: &Plan,
    days: &Range<usize>,
    staff: usize,
    tolerance: i32,
) -> Room {
    let whole = whole_room(&instance.staff[staff], common);
    let used = used(instance, common, plan, staff, &(0..days.start));
    let (done, all) = (i64::try_from(days.end).unwrap_or(1), i64::try_from(instance.days).unwrap_or(1));
    let part = |amount: i32| i32::try_from(i64::from(amount) * done / all).unwrap_or(amount);
    let to_the_end = days.end == instance.days;
    let longest = common.units_of.iter().max().copied().unwrap_or(1);
    let slack = if to_the_end { 0 } else { tolerance.saturating_mul(longest) };
    let more = if to_the_end { 0 } else { tolerance.min(8) + 1 };
    let up_to = |most: i32, used: i32| (most.min(part(most).saturating_add(more)) - used).max(0);
    Room {
        // Whoever has worked little so far may find the rest too long: keep to the middle of the contract.
        least: (part(if to_the_end { whole.least } else { whole.least.midpoint(whole.most) }) - slack - used.least)
            .max(0),
        most: (whole.most.min(part(whole.most).saturating_add(slack)) - used.least).max(0),
        // What is left of the horizon is looked after, so that in need all weekends may go first.
        weekends: (if tolerance >= 1_000 { whole.weekends } else { part(whole.weekends) } - used.weekends).max(0),
        shifts: (0..whole.shifts.len()).map(|shift| up_to(whole.shifts[shift], used.shifts[shift])).collect(),
    }
}

/// What the plan holds on some days: units in `least` and `most`.
fn used(instance: &NrpInstance, common: &Common, plan: &Plan, staff: usize, days: &Range<usize>) -> Room {
    let row = &plan.row(staff)[days.clone()];
    let units: i32 = row.iter().flatten().map(|shift| common.units_of[*shift]).sum();
    let mut shifts = vec![0; instance.shifts.len()];
    row.iter().flatten().for_each(|shift| shifts[*shift] += 1);
    // The days begin on a Monday.
    let weekends = row.chunks(7).filter(|week| week.iter().skip(5).any(Option::is_some)).count();
    Room { least: units, most: units, weekends: i32::try_from(weekends).unwrap_or(i32::MAX), shifts }
}

/// Improves the best roster of `shared` window by window until the clock says `deadline`, `windows` were searched, or
/// somebody asks to stop.
///
/// # Errors
/// When HiGHS fails.
pub fn improve(
    instance: &NrpInstance,
    shared: &Shared,
    deadline: Instant,
    windows: Option<u64>,
    seed: u64,
) -> Result<(), MasterError> {
    let common = Common::new(instance);
    let mut rng = StdRng::seed_from_u64(seed);
    let weeks = instance.days.div_ceil(7);
    let over = || Instant::now() >= deadline || shared.stopped();
    let window_time = if windows.is_some() { Duration::MAX } else { WINDOW_TIME };
    let mut searched = 0;
    while !over() && windows.is_none_or(|most| searched < most) {
        searched += 1;
        let plan = shared.best().plan;
        let first = rng.random_range(0..weeks.saturating_sub(WEEKS).max(1)) * 7;
        let days = first..(first + 7 * WEEKS).min(instance.days);
        let mut free: Vec<usize> = (0..instance.staff.len()).collect();
        free.shuffle(&mut rng);
        free.truncate(STAFF);
        let Some(work) = beside_the_rest(instance, &common, &plan, &days, &free) else { continue };
        let stop = || over();
        let by = Instant::now().checked_add(window_time).map_or(deadline, |by| by.min(deadline));
        if let Some(columns) = better_window(&work, &plan, &days, &free, by, &mut rng, &stop)? {
            let mut better = plan;
            write_columns(&mut better, days.start, &columns);
            shared.offer(instance, &better);
        }
    }
    Ok(())
}

/// The work of the `free` staff on some days beside all else that the plan holds.
fn beside_the_rest(
    instance: &NrpInstance,
    common: &Common,
    plan: &Plan,
    days: &Range<usize>,
    free: &[usize],
) -> Option<Work> {
    let rooms: Vec<Room> = (0..instance.staff.len()).map(|staff| left(instance, common, plan, staff, days)).collect();
    window_work(instance, common, plan, days.clone(), free, &rooms, Beyond::Plan)
}

/// What the contract leaves for some days beside the rest of the plan.
fn left(instance: &NrpInstance, common: &Common, plan: &Plan, staff: usize, days: &Range<usize>) -> Room {
    let whole = whole_room(&instance.staff[staff], common);
    let (all, here) =
        (used(instance, common, plan, staff, &(0..instance.days)), used(instance, common, plan, staff, days));
    let rest = all.least - here.least;
    Room {
        least: (whole.least - rest).max(0),
        most: whole.most - rest,
        weekends: whole.weekends - (all.weekends - here.weekends),
        shifts: (0..whole.shifts.len()).map(|at| whole.shifts[at] - (all.shifts[at] - here.shifts[at])).collect(),
    }
}

/// Cheaper parts for the free staff of a window; `None` when none were found.
fn better_window(
    work: &Work,
    plan: &Plan,
    days: &Range<usize>,
    free: &[usize],
    deadline: Instant,
    rng: &mut StdRng,
    stop: &dyn Fn() -> bool,
) -> Result<Option<Vec<Arc<Column>>>, MasterError> {
    let columns = standing_columns(work, plan, days);
    let fixed: Vec<Option<Arc<Column>>> =
        columns.iter().map(|column| (!free.contains(&column.officer)).then(|| column.clone())).collect();
    let mut master = Master::new(work, &fixed)?;
    for staff in free {
        master.add(columns[*staff].clone())?;
    }
    let now = master.solve(stop)?.objective;
    let mut pricer = Pricer::new(work);
    let until = Until { deadline, rounds: 60, gap: 1e-4, cutoff: now - 0.5 };
    let local = generate(&mut master, &mut pricer, &until, stop)?;
    if work.round_up(local.bound) >= now - 0.5 {
        return Ok(None);
    }
    let known: Vec<Arc<Column>> = master.columns().cloned().collect();
    drop(master);
    let until = Until { cutoff: now, ..until };
    dive(work, &mut pricer, fixed, known, &until, rng, stop)
}

/// What everybody works on these days of the plan.
fn standing_columns(work: &Work, plan: &Plan, days: &Range<usize>) -> Vec<Arc<Column>> {
    let width = work.choices();
    let column = |staff: usize| {
        let cells: Vec<u32> = choices_of(plan, staff, days.clone())
            .iter()
            .enumerate()
            .filter_map(|(day, choice)| u32::try_from(day * 2 * width + usize::from(*choice)).ok())
            .collect();
        Arc::new(work.column(staff, &cells))
    };
    (0..work.officers.len()).map(column).collect()
}
