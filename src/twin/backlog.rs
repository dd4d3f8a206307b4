//! The back office: what citizens have handed in is worked on in the minutes that the desk leaves, the earliest due first.
//!
//! Work is a fluid by skill and due day, so that a pool that is half done when it falls due has half of its dossiers in time.

use std::collections::BTreeMap;

/// Dossiers that wait since before the days that are lived.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WaitingPool {
    /// The day (as a position) on whose morning they are found.
    pub from: usize,
    /// The skill that they need.
    pub skill: usize,
    /// The day on which they are due; none where they are overdue or due at once. Those take time before all others, but
    /// whether they are in time was decided before, so that they are in no share.
    pub due: Option<usize>,
    /// Dossiers.
    pub dossiers: f64,
    /// Minutes of all of them.
    pub minutes: f64,
}

/// Dossiers of one skill that are due on one day.
#[derive(Clone, Copy, Default)]
struct Pool {
    dossiers: f64,
    /// Minutes of all of them.
    minutes: f64,
    /// Minutes still to do.
    left: f64,
}

/// What falls due of one skill.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Due {
    /// Dossiers.
    pub dossiers: f64,
    /// Share of them that is finished in time; 1 where there are none.
    pub in_time: f64,
}

/// Work that waits, by skill and due day; what is older than the days that are lived comes first.
pub struct Backlog {
    pools: Vec<BTreeMap<Option<usize>, Pool>>,
}

impl Backlog {
    /// Nothing waits yet.
    pub fn new(skills: usize) -> Self {
        Self { pools: vec![BTreeMap::new(); skills] }
    }

    /// One dossier more.
    pub fn add(&mut self, skill: usize, due: usize, minutes: f64) {
        self.join(skill, Some(due), 1.0, minutes);
    }

    /// What waits since before.
    pub fn find(&mut self, waiting: &WaitingPool) {
        self.join(waiting.skill, waiting.due, waiting.dossiers, waiting.minutes);
    }

    fn join(&mut self, skill: usize, due: Option<usize>, dossiers: f64, minutes: f64) {
        let pool = self.pools[skill].entry(due).or_default();
        pool.dossiers += dossiers;
        pool.minutes += minutes;
        pool.left += minutes;
    }

    /// Works `minutes` on what somebody with `skills` can do, the earliest due first.
    pub fn work(&mut self, skills: &[usize], mut minutes: f64) {
        while minutes > 0.0 {
            let open = |skill: &usize| {
                let first = self.pools[*skill].iter().find(|(_, pool)| pool.left > 0.0);
                first.map(|(due, _)| (*due, *skill))
            };
            let Some((due, skill)) = skills.iter().filter_map(open).min() else { return };
            let Some(pool) = self.pools[skill].get_mut(&due) else { return };
            let done = minutes.min(pool.left);
            pool.left -= done;
            minutes -= done;
        }
    }

    /// The end of `day`: what falls due, by skill. Unfinished work stays.
    pub fn close(&mut self, day: usize) -> Vec<Due> {
        let close = |pools: &mut BTreeMap<Option<usize>, Pool>| {
            let pool = pools.get(&Some(day)).copied().unwrap_or_default();
            pools.retain(|due, pool| *due > Some(day) || pool.left > 0.0);
            let late = if pool.minutes > 0.0 { pool.left / pool.minutes } else { 0.0 };
            Due { dossiers: pool.dossiers, in_time: 1.0 - late }
        };
        self.pools.iter_mut().map(close).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earliest_due_is_done_first_and_a_half_done_pool_is_half_in_time() {
        let mut backlog = Backlog::new(2);
        backlog.add(0, 0, 10.0);
        backlog.add(0, 0, 10.0);
        backlog.add(1, 1, 20.0);
        backlog.work(&[0, 1], 10.0);
        let nothing = Due { dossiers: 0.0, in_time: 1.0 };
        assert_eq!(backlog.close(0), [Due { dossiers: 2.0, in_time: 0.5 }, nothing]);
        // What is late comes before what is due tomorrow.
        backlog.work(&[0, 1], 20.0);
        assert_eq!(backlog.close(1), [nothing, Due { dossiers: 1.0, in_time: 0.5 }]);
    }

    #[test]
    fn what_waits_since_before_comes_first_and_is_in_no_share() {
        let mut backlog = Backlog::new(1);
        backlog.add(0, 0, 10.0);
        let overdue = WaitingPool { from: 0, skill: 0, due: None, dossiers: 3.0, minutes: 30.0 };
        backlog.find(&overdue);
        backlog.find(&WaitingPool { due: Some(1), dossiers: 2.0, minutes: 20.0, ..overdue });
        backlog.work(&[0], 35.0);
        assert_eq!(backlog.close(0), [Due { dossiers: 1.0, in_time: 0.5 }]);
        backlog.work(&[0], 15.0);
        assert_eq!(backlog.close(1), [Due { dossiers: 2.0, in_time: 0.5 }]);
    }

    #[test]
    fn only_whoever_holds_the_skill_works_on_it_and_no_work_is_done_at_once() {
        let mut backlog = Backlog::new(2);
        backlog.add(0, 0, 10.0);
        backlog.add(1, 0, 0.0);
        backlog.work(&[1], 100.0);
        let in_time: Vec<f64> = backlog.close(0).iter().map(|due| due.in_time).collect();
        assert_eq!(in_time, [0.0, 1.0]);
    }
}
