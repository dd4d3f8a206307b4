//! A contract of the benchmark as an automaton over some days, with the roster that stands around them.

use std::ops::Range;

use super::completion::Completion;
use crate::domain::nrp::{NrpInstance, NrpStaff};
use crate::optimiser::lattice::OfficerRules;

/// Kinds of shift of which so few are allowed that the lattice itself counts them: most kinds, and most shifts of one.
pub const COUNTED: usize = 2;
pub const FEW: i32 = 6;

/// What the contract remembers of the days before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct State {
    /// Days in the present run: worked when positive, free when negative.
    run: i32,
    /// Whether the present run may end at any length, because it touches the beginning of the horizon.
    exempt: bool,
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

impl State {
    /// Before the horizon, when everything was as one likes it.
    #[must_use]
    pub fn at_the_beginning() -> Self {
        let (weekends, saturday, units, counts) = (0, false, 0, [0; COUNTED]);
        Self { run: -1, exempt: true, last: 0, weekends, saturday, units, counts }
    }

    /// Days in the present run, worked when positive, and whether it may end at any length.
    #[must_use]
    pub fn run(&self) -> (i32, bool) {
        (self.run, self.exempt)
    }
}

/// What all contracts of an instance share.
#[derive(Clone, Debug)]
pub struct Common {
    /// Greatest common divisor of all lengths, minutes.
    pub unit: i32,
    /// Length of every shift, units.
    pub units_of: Vec<i32>,
    classes: Vec<usize>,
    forbids: Vec<Vec<bool>>,
}

/// What the days of a lattice may bring.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Room {
    /// Least units.
    pub least: i32,
    /// Most units.
    pub most: i32,
    /// Most weekends.
    pub weekends: i32,
    /// Most shifts of each kind.
    pub shifts: Vec<i32>,
}

/// The run of equal days that follows the days of a lattice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct After {
    /// The shift on the first day; free without one.
    pub first: Option<usize>,
    /// Length of the run.
    pub length: i32,
    /// Whether it lasts to the end of the horizon.
    pub to_the_end: bool,
}

/// What the contract asks of the days until the end of the horizon.
#[derive(Clone, Copy)]
pub struct Rest<'a> {
    /// How many days can still be worked.
    pub completion: &'a Completion<'a>,
    /// Units that the contract wants from the first of the days on.
    pub units: i32,
    /// Weekends that it allows from then on.
    pub weekends: i32,
    /// The longest shift, units.
    pub longest: i32,
}

/// The contract of one member of staff as an automaton over some days.
pub struct Contract<'a> {
    /// Limits of the contract.
    pub staff: &'a NrpStaff,
    /// What all contracts share.
    pub common: &'a Common,
    /// The days.
    pub days: Range<usize>,
    /// What they may bring.
    pub room: &'a Room,
    /// Shifts that the lattice counts.
    pub counted: &'a [usize],
    /// What follows; nothing at the end of the horizon, or where everything may follow.
    pub after: Option<After>,
    /// What must still be possible after the days.
    pub rest: Option<Rest<'a>>,
    longest: i32,
}

impl Common {
    /// Collects what the contracts share.
    #[must_use]
    pub fn new(instance: &NrpInstance) -> Self {
        let unit = instance.shifts.iter().map(|shift| shift.minutes).fold(0, gcd).max(1);
        let mut forbids = vec![vec![false; instance.shifts.len()]];
        let classes = instance
            .shifts
            .iter()
            .map(|shift| {
                let row: Vec<bool> =
                    (0..instance.shifts.len()).map(|next| shift.not_followed_by.contains(&next)).collect();
                forbids.iter().position(|known| *known == row).unwrap_or_else(|| {
                    forbids.push(row);
                    forbids.len() - 1
                })
            })
            .collect();
        let units_of = instance.shifts.iter().map(|shift| shift.minutes / unit).collect();
        Self { unit, units_of, classes, forbids }
    }

    /// Number of succession classes.
    #[must_use]
    pub fn classes(&self) -> usize {
        self.forbids.len()
    }
}

fn gcd(one: i32, other: i32) -> i32 {
    if other == 0 { one } else { gcd(other, one % other) }
}

impl<'a> Contract<'a> {
    /// The automaton of `staff` over `days`.
    #[must_use]
    pub fn new(
        staff: &'a NrpStaff,
        common: &'a Common,
        days: Range<usize>,
        room: &'a Room,
        counted: &'a [usize],
        after: Option<After>,
    ) -> Self {
        let possible = (0..room.shifts.len()).filter(|shift| room.shifts[*shift] > 0);
        let longest = possible.map(|shift| common.units_of[shift]).max().unwrap_or(0);
        Self { staff, common, days, room, counted, after, rest: None, longest }
    }

    /// The same, but only with ends from which the rest of the horizon can be lawful.
    #[must_use]
    pub fn before(mut self, rest: Option<Rest<'a>>) -> Self {
        self.rest = rest;
        self
    }

    /// Whether what the contract still wants can be worked after `state`.
    fn leaves_enough(&self, state: &State) -> bool {
        self.rest.is_none_or(|rest| {
            let most = rest.completion.most(self.days.end, state, rest.weekends - state.weekends);
            most.is_some_and(|days| days * rest.longest >= rest.units - state.units)
        })
    }

    /// The state before the first day, after the days of `row` before it.
    #[must_use]
    pub fn start(&self, row: &[Option<usize>]) -> State {
        let before = &row[..self.days.start];
        let worked = before.last().is_some_and(Option::is_some);
        let length = before.iter().rev().take_while(|day| day.is_some() == worked).count();
        let exempt = length == before.len();
        let run = i32::try_from(length).unwrap_or(i32::MAX / 2);
        let last = before.last().copied().flatten().map_or(0, |shift| self.common.classes[shift]);
        let state = State { run: 0, exempt, last, weekends: 0, saturday: false, units: 0, counts: [0; COUNTED] };
        if worked {
            State { run, exempt: exempt && run < self.staff.min_consecutive, ..state }
        } else if length == 0 {
            State::at_the_beginning()
        } else {
            let run = run.min(self.staff.min_days_off);
            State { run: -run, exempt: exempt && run < self.staff.min_days_off, ..state }
        }
    }

    /// Whether the run after the days fits to the state before it.
    fn fits(&self, state: &State, after: &After) -> bool {
        let staff = self.staff;
        let worked = state.run > 0;
        match (worked, after.first) {
            (true, Some(shift)) => {
                let whole = state.run + after.length;
                !self.common.forbids[state.last][shift]
                    && whole <= staff.max_consecutive
                    && (whole >= staff.min_consecutive || state.exempt || after.to_the_end)
            }
            (true, None) => {
                (state.run >= staff.min_consecutive || state.exempt)
                    && (after.length >= staff.min_days_off || after.to_the_end)
            }
            (false, Some(_)) => {
                (-state.run >= staff.min_days_off || state.exempt)
                    && after.length <= staff.max_consecutive
                    && (after.length >= staff.min_consecutive || after.to_the_end)
            }
            (false, None) => -state.run + after.length >= staff.min_days_off || state.exempt || after.to_the_end,
        }
    }
}

impl OfficerRules for Contract<'_> {
    type State = State;

    fn shifts(&self) -> usize {
        self.common.units_of.len()
    }

    fn choices(&self, _day: usize) -> impl Iterator<Item = Option<usize>> {
        std::iter::once(None).chain((0..self.shifts()).filter(|shift| self.room.shifts[*shift] > 0).map(Some))
    }

    fn step(&self, before: &State, day: usize, choice: Option<usize>) -> Option<(State, bool)> {
        let staff = self.staff;
        let mut state = *before;
        let worked_before = before.run > 0;
        if let Some(shift) = choice {
            if self.common.forbids[before.last][shift] {
                return None;
            }
            if !worked_before && !before.exempt && -before.run < staff.min_days_off {
                return None;
            }
            state.run = if worked_before { before.run + 1 } else { 1 };
            if state.run > staff.max_consecutive {
                return None;
            }
            // A run that begins on the first day may be cut short.
            state.exempt = if worked_before { before.exempt } else { day == 0 };
            if state.run >= staff.min_consecutive {
                state.exempt = false;
            }
            state.last = self.common.classes[shift];
            if let Some(place) = self.counted.iter().position(|counted| *counted == shift) {
                state.counts[place] += 1;
                if i32::from(state.counts[place]) > self.room.shifts[shift] {
                    return None;
                }
            }
            state.units += self.common.units_of[shift];
            if state.units > self.room.most {
                return None;
            }
            if day % 7 == 5 || day % 7 == 6 && !before.saturday {
                state.weekends += 1;
                if state.weekends > self.room.weekends {
                    return None;
                }
            }
            state.saturday = day % 7 == 5;
        } else {
            if worked_before && !before.exempt && before.run < staff.min_consecutive {
                return None;
            }
            state.run = if worked_before { -1 } else { (before.run - 1).max(-staff.min_days_off.max(1)) };
            state.exempt = !worked_before && before.exempt && -state.run < staff.min_days_off;
            state.last = 0;
            state.saturday = false;
        }
        let left = i32::try_from(self.days.end - day - 1).unwrap_or(0);
        (state.units + left * self.longest >= self.room.least).then_some((state, false))
    }

    fn may_end(&self, state: &State) -> bool {
        state.units >= self.room.least
            && self.after.is_none_or(|after| self.fits(state, &after))
            && self.leaves_enough(state)
    }
}
