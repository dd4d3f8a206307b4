//! Dives: officers are held to the columns that the linear programme likes best, a few at a time, and the others price
//! rosters that fit to those.

use std::sync::Arc;

use rand::Rng;
use rand::rngs::StdRng;

use super::generation::{Pricer, Until, generate};
use super::master::{Master, MasterError, Relaxed};
use super::work::{Column, Work};

/// Weight from which a column is held.
const SURE: f64 = 0.6;
/// At most one officer in so many is held in one round.
const SHARE: usize = 6;
/// Rounds of pricing after each time that officers are held.
const ROUNDS: usize = 30;
/// Weights below this are none.
const NOTHING: f64 = 1e-6;

/// Columns of an open officer that go on to the next, smaller linear programme.
const KEPT: usize = 24;

/// Dives from `columns` to one column for every officer that `fixed` leaves open; gives the columns of all officers, or
/// `None` when nothing cheaper than the cutoff of `until` can come of it.
///
/// Every step is a linear programme of its own over the officers still open, so that the programmes get smaller fast.
///
/// # Errors
/// When HiGHS fails.
pub fn dive(
    work: &Work,
    pricer: &mut Pricer,
    mut fixed: Vec<Option<Arc<Column>>>,
    mut columns: Vec<Arc<Column>>,
    until: &Until,
    rng: &mut StdRng,
    stop: &dyn Fn() -> bool,
) -> Result<Option<Vec<Arc<Column>>>, MasterError> {
    loop {
        let open: Vec<usize> = (0..fixed.len()).filter(|officer| fixed[*officer].is_none()).collect();
        if open.is_empty() {
            return Ok(Some(fixed.into_iter().flatten().collect()));
        }
        if stop() {
            return Ok(None);
        }
        let mut master = Master::new(work, &fixed)?;
        for column in columns.drain(..) {
            master.add(column)?;
        }
        let few = Until { rounds: ROUNDS, gap: 3e-4, ..*until };
        let relaxed = match generate(&mut master, pricer, &few, stop) {
            Err(MasterError::Stopped) => return Ok(None),
            generated => generated?.relaxed,
        };
        if work.round_up(relaxed.objective) >= until.cutoff {
            return Ok(None);
        }
        let mut likes = best_columns(&master, &relaxed, &open, rng);
        likes.sort_by(|one, other| other.0.total_cmp(&one.0));
        let most = (open.len() / SHARE).max(1);
        let sure = likes.iter().take_while(|like| like.1 >= SURE).count().clamp(1, most);
        for (place, like) in likes.iter().enumerate() {
            // What is whole already costs nothing to hold.
            if place < sure || like.1 > 1.0 - NOTHING {
                let column = master.column(like.2).clone();
                let officer = column.officer;
                fixed[officer] = Some(column);
            }
        }
        columns = cheapest_columns(&master, &relaxed, &fixed, KEPT);
    }
}

/// For every officer still open the columns with the lowest reduced prices, at most `most` each.
pub(super) fn cheapest_columns(
    master: &Master<'_>,
    relaxed: &Relaxed,
    fixed: &[Option<Arc<Column>>],
    most: usize,
) -> Vec<Arc<Column>> {
    let mut priced: Vec<(f64, &Arc<Column>)> = master
        .columns()
        .filter(|column| fixed[column.officer].is_none())
        .map(|column| (column.reduced(&relaxed.duals) - relaxed.shares[column.officer], column))
        .collect();
    priced.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut kept = vec![0; fixed.len()];
    priced
        .into_iter()
        .filter(|(_, column)| {
            kept[column.officer] += 1;
            kept[column.officer] <= most
        })
        .map(|(_, column)| column.clone())
        .collect()
}

/// Per open officer the column with the largest weight: (shaken weight, weight, position).
fn best_columns(master: &Master<'_>, relaxed: &Relaxed, open: &[usize], rng: &mut StdRng) -> Vec<(f64, f64, usize)> {
    let mut best: Vec<Option<(f64, usize)>> = vec![None; master.work().officers.len()];
    for (position, weight) in relaxed.weights.iter().enumerate() {
        let officer = master.column(position).officer;
        if *weight > NOTHING && best[officer].is_none_or(|known| *weight > known.0) {
            best[officer] = Some((*weight, position));
        }
    }
    open.iter()
        .filter_map(|officer| best[*officer])
        .map(|(weight, position)| (weight + rng.random_range(0.0..0.15), weight, position))
        .collect()
}
