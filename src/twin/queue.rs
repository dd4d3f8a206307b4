//! One day at the desks: who is served when, first come first served.
//!
//! A citizen needs one skill; an officer holds several. Whoever becomes free takes the citizen who has waited longest among
//! those whose skill they hold. A citizen who finds somebody free goes to the officer with the fewest skills, so that those
//! with many stay free for others; among equals to the one who has been free longest. An officer whose time is up finishes
//! the citizen at the desk. Whoever has waited longer than their patience is gone when their turn comes.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// Somebody who comes to the centre. Times are minutes of the day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Citizen {
    /// When they come.
    pub arrival: f64,
    /// The skill that they need.
    pub skill: usize,
    /// Minutes at the desk.
    pub minutes: f64,
    /// Minutes that they wait before they leave; infinite where everybody stays.
    pub patience: f64,
}

impl Citizen {
    /// Whether they are still there at `minute`, unserved until then.
    #[must_use]
    pub fn waits_at(&self, minute: f64) -> bool {
        minute - self.arrival <= self.patience
    }
}

/// An officer of the day.
#[derive(Clone, Debug, PartialEq)]
pub struct Desk {
    /// Skills, by position.
    pub skills: Vec<usize>,
    /// When the officer serves: from, until, in minutes of the day; in order and apart from each other.
    pub present: Vec<(f64, f64)>,
}

/// What became of a citizen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Served {
    /// When the service began; none when it never came to that: they left, or the day was over.
    pub start: Option<f64>,
    /// The officer, by position.
    pub desk: Option<usize>,
}

/// A point in time at which an officer may take the next citizen, or goes. Before a citizen who comes at the same instant.
#[derive(Clone, Copy, PartialEq)]
struct Moment {
    at: f64,
    desk: usize,
}

impl Eq for Moment {}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.at.total_cmp(&other.at).then(self.desk.cmp(&other.desk))
    }
}

/// Serves `citizens`, who come in the order of their arrival, at `desks` that know skills below `skills`.
#[must_use]
pub fn serve(citizens: &[Citizen], desks: &[Desk], skills: usize) -> Vec<Served> {
    let mut day = Day {
        citizens,
        desks,
        waiting: vec![VecDeque::new(); skills],
        holders: holders(desks, skills),
        free: vec![false; desks.len()],
        free_since: vec![0.0; desks.len()],
        moments: BinaryHeap::new(),
        served: vec![Served::default(); citizens.len()],
    };
    for (desk, own) in desks.iter().enumerate() {
        for (from, until) in &own.present {
            day.moments.push(Reverse(Moment { at: *from, desk }));
            day.moments.push(Reverse(Moment { at: *until, desk }));
        }
    }
    for (number, citizen) in citizens.iter().enumerate() {
        while day.moments.peek().is_some_and(|moment| moment.0.at <= citizen.arrival) {
            day.next_moment();
        }
        day.receive(number);
    }
    while !day.moments.is_empty() {
        day.next_moment();
    }
    day.served
}

/// By skill: the officers who hold it, those with the fewest skills first, then by position.
fn holders(desks: &[Desk], skills: usize) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..desks.len()).collect();
    order.sort_by_key(|desk| desks[*desk].skills.len());
    let mut holders = vec![Vec::new(); skills];
    for desk in order {
        for skill in &desks[desk].skills {
            holders[*skill].push(desk);
        }
    }
    holders
}

struct Day<'a> {
    citizens: &'a [Citizen],
    desks: &'a [Desk],
    /// By skill: who waits, the longest first.
    waiting: Vec<VecDeque<usize>>,
    /// By skill: who may be asked, in order.
    holders: Vec<Vec<usize>>,
    /// By officer: whether they are there and serve nobody.
    free: Vec<bool>,
    /// By officer: until when busy, or since when free.
    free_since: Vec<f64>,
    moments: BinaryHeap<Reverse<Moment>>,
    served: Vec<Served>,
}

impl Day<'_> {
    /// Who of the free officers takes a citizen: the one with the fewest skills, among equals the one free longest.
    fn free_officer(&self, skill: usize) -> Option<usize> {
        let mut first: Option<usize> = None;
        for &desk in &self.holders[skill] {
            if first.is_some_and(|first| self.desks[first].skills.len() < self.desks[desk].skills.len()) {
                break;
            }
            if self.free[desk] && first.is_none_or(|first| self.free_since[desk] < self.free_since[first]) {
                first = Some(desk);
            }
        }
        first
    }

    /// Somebody's time begins or ends, or a citizen has gone.
    fn next_moment(&mut self) {
        let Some(Reverse(Moment { at, desk })) = self.moments.pop() else { return };
        if self.free[desk] {
            // Their time is up, or begins again where it has just ended.
            self.free[desk] = self.is_present(desk, at);
            return;
        }
        if at < self.free_since[desk] || !self.is_present(desk, at) {
            return;
        }
        let desks = self.desks;
        match self.longest_waiting(&desks[desk].skills, at) {
            Some(citizen) => {
                self.waiting[self.citizens[citizen].skill].pop_front();
                self.begin(citizen, desk, at);
            }
            None => {
                self.free_since[desk] = at;
                self.free[desk] = true;
            }
        }
    }

    /// Who has waited longest for one of `skills` and is still there.
    fn longest_waiting(&mut self, skills: &[usize], at: f64) -> Option<usize> {
        let mut first = None;
        for skill in skills {
            let line = &mut self.waiting[*skill];
            while line.front().is_some_and(|citizen| !self.citizens[*citizen].waits_at(at)) {
                line.pop_front();
            }
            first = [first, line.front().copied()].into_iter().flatten().min();
        }
        first
    }

    fn is_present(&self, desk: usize, at: f64) -> bool {
        self.desks[desk].present.iter().any(|(from, until)| *from <= at && at < *until)
    }

    fn receive(&mut self, number: usize) {
        let Citizen { arrival, skill, .. } = self.citizens[number];
        match self.free_officer(skill) {
            Some(desk) => {
                self.free[desk] = false;
                self.begin(number, desk, arrival);
            }
            None => self.waiting[skill].push_back(number),
        }
    }

    fn begin(&mut self, citizen: usize, desk: usize, at: f64) {
        self.served[citizen] = Served { start: Some(at), desk: Some(desk) };
        let end = at + self.citizens[citizen].minutes;
        self.free_since[desk] = end;
        self.moments.push(Reverse(Moment { at: end, desk }));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rand::rngs::StdRng;
    use rand::{Rng, SeedableRng};

    use super::*;
    use crate::twin::load::exponential;

    fn citizen(arrival: f64, skill: usize, minutes: f64) -> Citizen {
        Citizen { arrival, skill, minutes, patience: f64::INFINITY }
    }

    fn desk(skills: &[usize], from: f64, until: f64) -> Desk {
        Desk { skills: skills.to_vec(), present: vec![(from, until)] }
    }

    fn starts(served: &[Served]) -> Vec<Option<f64>> {
        served.iter().map(|served| served.start).collect()
    }

    #[test]
    fn one_desk_serves_in_the_order_of_arrival_and_finishes_who_sits_there() {
        let citizens = [citizen(0.0, 0, 10.0), citizen(1.0, 0, 10.0), citizen(2.0, 0, 10.0)];
        let served = serve(&citizens, &[desk(&[0], 0.0, 15.0)], 1);
        assert_eq!(starts(&served), [Some(0.0), Some(10.0), None]);
    }

    #[test]
    fn whoever_comes_before_the_desk_opens_waits_for_it() {
        let served = serve(&[citizen(5.0, 0, 1.0)], &[desk(&[0], 30.0, 60.0)], 1);
        assert_eq!(starts(&served), [Some(30.0)]);
    }

    #[test]
    fn the_officer_with_fewer_skills_is_asked_first() {
        let desks = [desk(&[0, 1], 0.0, 60.0), desk(&[0], 0.0, 60.0)];
        let served = serve(&[citizen(1.0, 0, 30.0), citizen(2.0, 1, 5.0)], &desks, 2);
        assert_eq!(served.iter().map(|served| served.desk).collect::<Vec<_>>(), [Some(1), Some(0)]);
    }

    #[test]
    fn nobody_is_served_by_whoever_lacks_the_skill_or_is_at_lunch() {
        let desks = [Desk { skills: vec![0], present: vec![(0.0, 10.0), (20.0, 30.0)] }];
        let served = serve(&[citizen(1.0, 1, 1.0), citizen(12.0, 0, 1.0)], &desks, 2);
        assert_eq!(starts(&served), [None, Some(20.0)]);
    }

    #[test]
    fn whoever_has_lost_patience_is_gone_when_their_turn_comes() {
        let leaves = Citizen { patience: 5.0, ..citizen(1.0, 0, 10.0) };
        let stays = Citizen { patience: 9.0, ..citizen(1.0, 0, 10.0) };
        let desks = [desk(&[0], 0.0, 60.0)];
        let served = serve(&[citizen(0.0, 0, 10.0), leaves, stays, citizen(2.0, 0, 1.0)], &desks, 1);
        assert_eq!(starts(&served), [Some(0.0), None, Some(10.0), Some(20.0)]);
    }

    proptest! {
        #[test]
        fn nobody_serves_two_at_once_and_nobody_waits_while_somebody_able_is_free(
            seed in 0_u64..1_000, desks in 1_usize..5, skills in 1_usize..4, load in 1_usize..60,
        ) {
            let mut rng = StdRng::seed_from_u64(seed);
            let desks: Vec<Desk> = (0..desks)
                .map(|_| {
                    let own: Vec<usize> = (0..skills).filter(|_| rng.random_bool(0.6)).collect();
                    let from = f64::from(rng.random_range(0_i32..100));
                    let lunch = from + f64::from(rng.random_range(1_i32..100));
                    Desk { skills: own, present: vec![(from, lunch), (lunch + 20.0, lunch + 80.0)] }
                })
                .collect();
            let mut citizens: Vec<Citizen> = (0..load)
                .map(|_| citizen(rng.random_range(0.0..200.0), rng.random_range(0..skills), exponential(&mut rng, 7.0)))
                .collect();
            citizens.sort_by(|one, other| one.arrival.total_cmp(&other.arrival));
            let served = serve(&citizens, &desks, skills);
            let busy = |desk: usize| -> Vec<(f64, f64)> {
                let own = served.iter().zip(&citizens).filter(|(served, _)| served.desk == Some(desk));
                let mut spans: Vec<(f64, f64)> =
                    own.filter_map(|(served, of)| served.start.map(|start| (start, start + of.minutes))).collect();
                spans.sort_by(|one, other| one.0.total_cmp(&other.0));
                spans
            };
            for (number, own) in desks.iter().enumerate() {
                let spans = busy(number);
                prop_assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0 + 1e-9));
                prop_assert!(spans.iter().all(|(start, _)| own.present.iter().any(|(from, until)| from <= start && start < until)));
            }
            for (served, of) in served.iter().zip(&citizens) {
                if let (Some(start), Some(desk)) = (served.start, served.desk) {
                    prop_assert!(start >= of.arrival && desks[desk].skills.contains(&of.skill));
                }
                // While they waited, every able officer who was there was busy.
                let until = served.start.unwrap_or(300.0);
                for (number, own) in desks.iter().enumerate().filter(|(_, own)| own.skills.contains(&of.skill)) {
                    for (from, to) in &own.present {
                        let (from, to) = (from.max(of.arrival), to.min(until));
                        let covered: f64 = busy(number).iter().map(|(start, end)| (end.min(to) - start.max(from)).max(0.0)).sum();
                        prop_assert!(to <= from || (to - from - covered).abs() < 1e-6, "officer {number} was free");
                    }
                }
            }
        }
    }
}
