//! How many days somebody can still work until the end of the horizon: what a step of the first roster must leave open.
//!
//! An exact programme over runs, free days, days off and weekends, from the last day back. Shifts count alike, as long as the
//! longest of them; what follows which and how many of one kind are left out. So what it calls impossible is impossible, and
//! where kinds are plenty and equally long, what it calls possible is possible.

use super::contract::State;
use crate::domain::nrp::NrpStaff;

/// Nobody gets there.
const NEVER: i16 = i16::MIN / 2;

/// Most days of work from each Monday to the end of the horizon.
pub struct Completion<'a> {
    staff: &'a NrpStaff,
    /// By Monday, then by run (free ones first) and weekends that are left.
    most: Vec<Vec<i16>>,
}

impl<'a> Completion<'a> {
    /// The table of `staff` for a horizon of `days`.
    #[must_use]
    pub fn new(staff: &'a NrpStaff, days: usize) -> Self {
        let mut completion = Self { staff, most: vec![Vec::new(); days / 7 + 1] };
        // The second half of each table holds the states after a worked Saturday.
        let mut later = vec![0; 2 * completion.size()];
        completion.keep(days, &later);
        for day in (0..days).rev() {
            later = completion.before(day, &later);
            completion.keep(day, &later);
        }
        completion
    }

    /// Most days of work from `day`, a Monday or the end, after what `state` holds, with so many weekends left; `None` where
    /// nothing lawful follows.
    #[must_use]
    pub fn most(&self, day: usize, state: &State, weekends: i32) -> Option<i32> {
        let (run, exempt) = state.run();
        // A run that may end at any length is as good as one that is long enough.
        let at_least = |run: i32, least: i32| if exempt { run.max(least) } else { run };
        let place = match run {
            worked if worked > 0 => self.worked(at_least(worked, self.staff.min_consecutive)),
            free => self.free(at_least(-free, self.staff.min_days_off)),
        };
        let weekends = usize::try_from(weekends.min(self.staff.max_weekends)).ok()?;
        let found = *self.most.get(day / 7)?.get(place * self.weekends() + weekends)?;
        (found > NEVER).then_some(i32::from(found))
    }

    fn weekends(&self) -> usize {
        usize::try_from(self.staff.max_weekends.max(0)).unwrap_or(0) + 1
    }

    fn size(&self) -> usize {
        (self.worked(self.staff.max_consecutive) + 1) * self.weekends()
    }

    /// The place of a free run of so many days; longer than needed is as good as needed.
    fn free(&self, days: i32) -> usize {
        usize::try_from(days.clamp(1, self.staff.min_days_off.max(1)) - 1).unwrap_or(0)
    }

    fn worked(&self, days: i32) -> usize {
        let most = self.staff.max_consecutive.max(1);
        usize::try_from(self.staff.min_days_off.max(1) + days.clamp(1, most) - 1).unwrap_or(0)
    }

    fn keep(&mut self, day: usize, table: &[i16]) {
        if day.is_multiple_of(7) {
            self.most[day / 7] = table[..self.size()].to_vec();
        }
    }

    /// The table before `day`, from the one after it.
    fn before(&self, day: usize, later: &[i16]) -> Vec<i16> {
        let (weekends, size) = (self.weekends(), self.size());
        let is_off = self.staff.days_off.contains(&day);
        let mut table = vec![NEVER; 2 * size];
        let frees = 1..=self.staff.min_days_off.max(1);
        let works = 1..=self.staff.max_consecutive.max(1);
        let runs: Vec<(usize, bool, i32)> = frees
            .map(|days| (self.free(days), false, days))
            .chain(works.map(|days| (self.worked(days), true, days)))
            .collect();
        for (place, worked, length) in runs {
            for saturday in [false, true] {
                for left in 0..weekends {
                    let at = |place: usize, saturday: bool, left: usize| {
                        usize::from(saturday) * size + place * weekends + left
                    };
                    let mut best = NEVER;
                    if !worked || length >= self.staff.min_consecutive {
                        let next = if worked { self.free(1) } else { self.free(length + 1) };
                        best = later[at(next, false, left)];
                    }
                    let may_work =
                        if worked { length < self.staff.max_consecutive } else { length >= self.staff.min_days_off };
                    let costs = usize::from(day % 7 == 5 || day % 7 == 6 && !saturday);
                    if may_work && !is_off && left >= costs {
                        let next = if worked { length + 1 } else { 1 };
                        // A run that begins on the first day may be cut short: as good as one that is long enough.
                        let short = if day == 0 { self.staff.min_consecutive } else { next };
                        for next in [next, short] {
                            let more = later[at(self.worked(next), day % 7 == 5, left - costs)];
                            if more > NEVER {
                                best = best.max(more + 1);
                            }
                        }
                    }
                    table[at(place, saturday, left)] = best;
                }
            }
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn staff(max_weekends: i32, days_off: &[usize]) -> NrpStaff {
        NrpStaff {
            code: "A".into(),
            max_shifts: vec![99],
            max_minutes: 99_999,
            min_minutes: 0,
            max_consecutive: 5,
            min_consecutive: 2,
            min_days_off: 2,
            max_weekends,
            days_off: days_off.iter().copied().collect::<BTreeSet<_>>(),
        }
    }

    /// By trying every row of free and worked days.
    fn tried(staff: &NrpStaff, days: usize) -> Option<i32> {
        let lawful = |row: &[bool]| {
            let runs: Vec<(usize, &[bool])> = row
                .chunk_by(|one, other| one == other)
                .scan(0, |first, run| {
                    *first += run.len();
                    Some((*first - run.len(), run))
                })
                .collect();
            let fits = runs.iter().all(|(first, run)| {
                let length = i32::try_from(run.len()).expect("few days");
                let touches = *first == 0 || first + run.len() == row.len();
                let least = if run[0] { staff.min_consecutive } else { staff.min_days_off };
                (touches || length >= least) && (!run[0] || length <= staff.max_consecutive)
            });
            let weekends = row.chunks(7).filter(|week| week.iter().skip(5).any(|day| *day)).count();
            fits && i32::try_from(weekends).expect("few weekends") <= staff.max_weekends
                && staff.days_off.iter().all(|day| !row[*day])
        };
        (0..1_u32 << days)
            .map(|bits| (0..days).map(|day| bits >> day & 1 == 1).collect::<Vec<bool>>())
            .filter(|row| lawful(row))
            .map(|row| row.iter().filter(|day| **day).count())
            .max()
            .and_then(|most| i32::try_from(most).ok())
    }

    #[test]
    fn from_the_first_day_it_is_what_trying_every_row_finds() {
        for (weekends, days_off) in [(2, vec![]), (1, vec![3]), (0, vec![2, 9]), (1, vec![0, 6, 13]), (2, vec![4, 8])] {
            let staff = staff(weekends, &days_off);
            let start = State::at_the_beginning();
            let found = Completion::new(&staff, 14).most(0, &start, staff.max_weekends);
            assert_eq!(found, tried(&staff, 14), "{weekends} {days_off:?}");
        }
    }

    #[test]
    fn at_the_end_nothing_is_left_to_do() {
        let staff = staff(1, &[]);
        assert_eq!(Completion::new(&staff, 14).most(14, &State::at_the_beginning(), 1), Some(0));
        assert_eq!(Completion::new(&staff, 14).most(14, &State::at_the_beginning(), -1), None);
    }
}
