//! Who serves which counter: the best matching of the officers present to the officers wanted.
//!
//! Rule H10: an officer serves one skill of the group in each block. The wanted places of a (day, block) are filled by
//! descending price along augmenting paths; sets of places that can be filled together form a matroid, so this greedy
//! order leaves the cheapest possible shortfall.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::domain::instance::{Instance, Plan};

/// An officer at a counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Service {
    /// Day.
    pub day: usize,
    /// Block.
    pub block: usize,
    /// Officer.
    pub officer: usize,
    /// Skill that the officer serves.
    pub skill: usize,
}

/// Officers missing at one counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shortfall {
    /// Day.
    pub day: usize,
    /// Block.
    pub block: usize,
    /// Skill.
    pub skill: usize,
    /// Officers missing below the floor.
    pub below_floor: i32,
    /// Officers missing between the floor and the target.
    pub below_target: i32,
}

/// Who serves what, and who is missing where; both by day, block and skill.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Officers who fill a wanted place.
    pub services: Vec<Service>,
    /// Counters with a missing officer.
    pub shortfalls: Vec<Shortfall>,
}

/// The counters of the plan as the best matching fills them.
#[must_use]
pub fn coverage(instance: &Instance, plan: &Plan) -> Coverage {
    coverage_of(open_counters(instance, plan))
}

/// The counters of one day of the plan.
#[must_use]
pub fn coverage_on(instance: &Instance, plan: &Plan, day: usize) -> Coverage {
    coverage_of(open_counters_in(instance, plan, day..day + 1))
}

fn coverage_of(counters: Vec<OpenCounters>) -> Coverage {
    let mut coverage = Coverage::default();
    for open in counters {
        let (day, block) = (open.day, open.block);
        let mut served: Vec<Service> = open
            .officer_of
            .iter()
            .zip(&open.slots)
            .filter_map(|(officer, slot)| officer.map(|officer| Service { day, block, officer, skill: slot.skill }))
            .collect();
        served.sort_by_key(|service| (service.skill, service.officer));
        coverage.services.append(&mut served);
        let mut missing: BTreeMap<usize, (i32, i32)> = BTreeMap::new();
        for slot in open.missing_slots() {
            let (below_floor, below_target) = missing.entry(slot.skill).or_default();
            if slot.below_floor {
                *below_floor += 1;
            } else {
                *below_target += 1;
            }
        }
        coverage.shortfalls.extend(missing.into_iter().map(|(skill, (below_floor, below_target))| Shortfall {
            day,
            block,
            skill,
            below_floor,
            below_target,
        }));
    }
    coverage
}

/// One wanted officer.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// Skill wanted.
    pub skill: usize,
    /// What it costs to leave the place empty.
    pub price: f64,
    /// Whether the place belongs to the floor.
    pub below_floor: bool,
}

/// All places of one (day, block) and who fills them.
pub struct OpenCounters {
    day: usize,
    block: usize,
    slots: Vec<Slot>,
    officer_of: Vec<Option<usize>>,
}

impl OpenCounters {
    /// The places that nobody fills.
    pub fn missing_slots(&self) -> impl Iterator<Item = &Slot> {
        self.slots.iter().zip(&self.officer_of).filter(|(_, officer)| officer.is_none()).map(|(slot, _)| slot)
    }
}

/// Matches every (day, block) that has a requirement, by day and block.
pub fn open_counters(instance: &Instance, plan: &Plan) -> Vec<OpenCounters> {
    open_counters_in(instance, plan, 0..instance.days)
}

fn open_counters_in(instance: &Instance, plan: &Plan, days: Range<usize>) -> Vec<OpenCounters> {
    let mut slots: BTreeMap<(usize, usize), Vec<Slot>> = BTreeMap::new();
    for wanted in instance.requirements.iter().filter(|wanted| days.contains(&wanted.day)) {
        let here = slots.entry((wanted.day, wanted.block)).or_default();
        let factor = instance.skills[wanted.skill].factor;
        for place in 0..wanted.target.max(wanted.floor) {
            let below_floor = place < wanted.floor;
            let weight = if below_floor { instance.weights.unmet_min } else { instance.weights.unmet };
            here.push(Slot { skill: wanted.skill, price: weight * factor, below_floor });
        }
    }
    let mut present: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (officer, day, shift) in plan.assignments().filter(|(_, day, _)| days.contains(day)) {
        for block in &instance.shifts[shift].blocks {
            present.entry((day, *block)).or_default().push(officer);
        }
    }
    slots
        .into_iter()
        .map(|((day, block), mut slots)| {
            slots.sort_by(|one, other| other.price.total_cmp(&one.price));
            let present = present.remove(&(day, block)).unwrap_or_default();
            let officer_of = match_slots(instance, &slots, &present);
            OpenCounters { day, block, slots, officer_of }
        })
        .collect()
}

/// The officer of each slot, when the slots are filled in their order.
fn match_slots(instance: &Instance, slots: &[Slot], present: &[usize]) -> Vec<Option<usize>> {
    let serves = |officer: &usize| &instance.groups[instance.officers[*officer].group].skills;
    let able: Vec<Vec<bool>> = present
        .iter()
        .map(|officer| (0..instance.skills.len()).map(|skill| serves(officer).contains(&skill)).collect())
        .collect();
    let mut matching = Matching { slots, able, slot_of: vec![None; present.len()], seen: vec![false; present.len()] };
    // Whoever a search in vain has asked stays busy whatever is placed later (the Hungarian tree), and is not asked again.
    let mut exhausted = vec![false; present.len()];
    for slot in 0..slots.len() {
        matching.seen.clone_from(&exhausted);
        if !matching.place(slot) {
            exhausted.clone_from(&matching.seen);
        }
    }
    let mut officer_of = vec![None; slots.len()];
    for (position, slot) in matching.slot_of.iter().enumerate() {
        if let Some(slot) = slot {
            officer_of[*slot] = Some(present[position]);
        }
    }
    officer_of
}

/// A growing matching of slots to the officers present.
struct Matching<'a> {
    slots: &'a [Slot],
    /// Per person and skill.
    able: Vec<Vec<bool>>,
    slot_of: Vec<Option<usize>>,
    seen: Vec<bool>,
}

impl Matching<'_> {
    /// Fills `slot`, moving officers to other slots when that frees one who can serve it.
    fn place(&mut self, slot: usize) -> bool {
        for person in 0..self.able.len() {
            if self.seen[person] || !self.able[person][self.slots[slot].skill] {
                continue;
            }
            self.seen[person] = true;
            let moved = match self.slot_of[person] {
                None => true,
                Some(other) => self.place(other),
            };
            if moved {
                self.slot_of[person] = Some(slot);
                return true;
            }
        }
        false
    }
}
