//! All rosters of one officer up to a price.

use super::cheapest::{Room, index_edges, used};
use super::work::OfficerWork;

/// All rosters of `officer` within the limits whose price is at most `most`, cheapest first; `None` when there are more
/// than `room_for`.
pub fn all_up_to(
    officer: &OfficerWork,
    width: usize,
    prices: &[f64],
    most: f64,
    room_for: usize,
    room: &mut Room,
) -> Option<Vec<Vec<u32>>> {
    let lattice = &*officer.lattice;
    index_edges(lattice, room);
    let mut to_end = std::mem::take(&mut room.to_end);
    lattice.pass_back(prices, &mut to_end);
    let mut rosters = Vec::new();
    let mut path: Vec<(u32, usize, f64)> = vec![(0, room.first_edge[0] as usize, 0.0)];
    let mut cells: Vec<u32> = Vec::new();
    // Depth first: every step taken leads to at least one roster within the price, limits aside.
    let mut steps = 0_usize;
    let complete = loop {
        let depth = path.len() - 1;
        let (node, next, cost) = path[depth];
        let end = room.first_edge[node as usize + 1] as usize;
        if next >= end {
            if room.first_edge[node as usize] as usize == end {
                if officer.limits.iter().all(|limit| used(limit, width, &cells) <= limit.most) {
                    rosters.push(cells.clone());
                }
                if rosters.len() > room_for {
                    break false;
                }
            }
            path.pop();
            if cells.pop().is_none() {
                break true;
            }
            continue;
        }
        steps += 1;
        if steps > room_for * 400 {
            break false;
        }
        path[depth].1 += 1;
        let edge = lattice.edges()[next];
        let reached = cost + prices[edge.cell as usize];
        if reached + to_end[edge.to as usize] <= most {
            path.push((edge.to, room.first_edge[edge.to as usize] as usize, reached));
            cells.push(edge.cell);
        }
    };
    room.to_end = to_end;
    complete.then_some(rosters)
}
