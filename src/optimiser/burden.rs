//! What officers of a roster share out among themselves, and who may be compared with whom.

use std::collections::BTreeSet;

use crate::checker;
use crate::domain::instance::{FAIRNESS_LEAVE_DAYS, Instance, Officer, Plan, Shift};

/// Something that should not always fall on the same people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// Shifts that serve an evening block, with those of the last three months.
    Evenings,
    /// Saturdays and Sundays worked, with those of the last three months.
    WeekendDays,
    /// Overtime minutes, with those of the last three months.
    Overtime,
    /// Shifts from early until the evening, and shifts in blocks where somebody is missing, with those of the last three
    /// months.
    HardToFill,
}

/// All measures; evenness of an earlier one is never given up for a later one.
pub const MEASURES: [Measure; 4] = [Measure::Evenings, Measure::WeekendDays, Measure::Overtime, Measure::HardToFill];

/// An amount of each of [`MEASURES`]: shifts, days, minutes, shifts.
pub type Burden = [i32; MEASURES.len()];

/// Who may be compared with whom.
#[derive(Clone, Debug)]
pub struct Colleagues<'a> {
    officers: &'a [Officer],
    /// Per officer: there for nearly the whole period.
    is_there: Vec<bool>,
}

impl<'a> Colleagues<'a> {
    /// The officers of `instance`. Days on which everybody is away, such as the holidays of Tết, part nobody from anybody
    /// and are nobody's leave here.
    #[must_use]
    pub fn new(instance: &'a Instance) -> Self {
        let officers = &instance.officers[..];
        let of_all: Vec<bool> =
            (0..instance.days).map(|day| officers.iter().all(|officer| officer.leave[day])).collect();
        let own_leave = |officer: &Officer| {
            let days = officer.leave.iter().zip(&of_all);
            days.filter(|(away, of_all)| **away && !**of_all).count()
        };
        let is_there = officers.iter().map(|officer| own_leave(officer) <= FAIRNESS_LEAVE_DAYS).collect();
        Self { officers, is_there }
    }

    /// Whether a roster should treat the two alike: the same skills, the same standing towards overtime (protected, agreed),
    /// the same weekly hours, and both there for nearly the whole period.
    ///
    /// Single days of leave, closed cells, wishes and what is left of the caps may differ. They do not make two colleagues
    /// incomparable; they are the reasons for which one of them may end with more than the other.
    #[must_use]
    pub fn are_interchangeable(&self, one: usize, other: usize) -> bool {
        let (first, second) = (&self.officers[one], &self.officers[other]);
        one != other
            && first.group == second.group
            && (first.base_week, &first.make_up) == (second.base_week, &second.make_up)
            && self.may_share(one, other)
    }

    /// Whether one of the two may take over a shift of the other for the sake of evenness, when the counters and the prices
    /// allow it: the same standing, and both there for nearly the whole period.
    #[must_use]
    pub fn may_share(&self, one: usize, other: usize) -> bool {
        let (first, second) = (&self.officers[one], &self.officers[other]);
        first.protected == second.protected
            && first.consent == second.consent
            && self.is_there[one]
            && self.is_there[other]
    }
}

/// The burden of every cell of an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Burdens {
    shifts: usize,
    cells: Vec<Burden>,
    one_shift: Burden,
}

impl Burdens {
    /// The burdens under `plan`, which decides in which blocks somebody is missing.
    #[must_use]
    pub fn new(instance: &Instance, plan: &Plan) -> Self {
        let short = checker::coverage(instance, plan).shortfalls;
        let usual = usual_start(&instance.shifts);
        let mut cells = Vec::with_capacity(instance.days * instance.shifts.len());
        for day in 0..instance.days {
            let missed: Vec<usize> = short.iter().filter(|gap| gap.day == day).map(|gap| gap.block).collect();
            cells.extend(instance.shifts.iter().map(|shift| {
                let hard = is_long(shift, usual) || shift.blocks.iter().any(|at| missed.contains(at));
                [i32::from(shift.evening), i32::from(day % 7 >= 5), shift.overtime, i32::from(hard)]
            }));
        }
        let longest = instance.shifts.iter().map(|shift| shift.overtime).max().unwrap_or(0);
        Self { shifts: instance.shifts.len(), cells, one_shift: [1, 1, longest, 1] }
    }

    /// What `choice` on `day` brings.
    #[must_use]
    pub fn of(&self, day: usize, choice: Option<usize>) -> Burden {
        choice.map_or([0; MEASURES.len()], |shift| self.cells[day * self.shifts + shift])
    }

    /// The (day, shift) of `plan` that are hard to fill, in order and each once.
    #[must_use]
    pub fn hard_to_fill(&self, plan: &Plan, officers: usize) -> BTreeSet<(usize, usize)> {
        let rows = (0..officers).flat_map(|officer| plan.row(officer).iter().enumerate());
        rows.filter_map(|(day, choice)| choice.map(|shift| (day, shift)))
            .filter(|(day, shift)| self.of(*day, Some(*shift))[Measure::HardToFill as usize] > 0)
            .collect()
    }

    /// What a single shift brings at most.
    #[must_use]
    pub fn one_shift(&self, measure: Measure) -> i32 {
        self.one_shift[measure as usize]
    }

    /// What the days of the roster bring to `officer`.
    #[must_use]
    pub fn planned(&self, plan: &Plan, officer: usize) -> Burden {
        let days = plan.row(officer).iter().enumerate();
        days.fold([0; MEASURES.len()], |sum, (day, choice)| add(sum, self.of(day, *choice)))
    }

    /// Per officer: what the roster brings on top of the last three months.
    #[must_use]
    pub fn totals(&self, instance: &Instance, plan: &Plan) -> Vec<Burden> {
        let officers = instance.officers.iter().enumerate();
        officers.map(|(at, officer)| add(history(officer), self.planned(plan, at))).collect()
    }
}

/// What the officer brings along from the last three months.
#[must_use]
pub fn history(officer: &Officer) -> Burden {
    [officer.hist_evenings, officer.hist_weekends, officer.hist_ot, officer.hist_hard]
}

/// The sum of two burdens.
#[must_use]
pub fn add(one: Burden, other: Burden) -> Burden {
    std::array::from_fn(|at| one[at] + other[at])
}

/// The shifts that are hard to fill on any day, because they go from early until the evening.
pub fn long_shifts(shifts: &[Shift]) -> impl Iterator<Item = &Shift> {
    let usual = usual_start(shifts);
    shifts.iter().filter(move |shift| is_long(shift, usual))
}

fn is_long(shift: &Shift, usual_start: i32) -> bool {
    shift.evening && shift.start < usual_start
}

/// When a regular day starts: the start of the longest shift without overtime and evening.
fn usual_start(shifts: &[Shift]) -> i32 {
    let regular = shifts.iter().filter(|shift| !shift.evening && shift.overtime == 0);
    regular.max_by_key(|shift| (shift.normal, shift.start)).map_or(0, |shift| shift.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimiser::test_support::small_instance;

    #[test]
    fn wishes_do_not_make_two_colleagues_incomparable_but_skills_and_consent_do() {
        let mut instance = small_instance(3, 2, 14);
        let twin = instance.officers[0].clone();
        instance.officers[1] = twin;
        instance.officers[1].prefs = vec![(3, 1, -9.0)];
        let interchangeable =
            |instance: &Instance, one, other| Colleagues::new(instance).are_interchangeable(one, other);
        assert!(interchangeable(&instance, 0, 1));
        assert!(!interchangeable(&instance, 0, 0));
        instance.officers[1].consent = !instance.officers[1].consent;
        assert!(!interchangeable(&instance, 0, 1));
        instance.officers[1].consent = instance.officers[0].consent;
        instance.officers[1].group += 1;
        assert!(!interchangeable(&instance, 0, 1));
    }

    #[test]
    fn four_days_of_leave_end_the_comparison() {
        let mut instance = small_instance(3, 2, 14);
        instance.officers[0].leave = vec![false; 14];
        instance.officers[1] = instance.officers[0].clone();
        instance.officers[1].leave[..3].fill(true);
        assert!(Colleagues::new(&instance).are_interchangeable(0, 1));
        instance.officers[1].leave[3] = true;
        assert!(!Colleagues::new(&instance).are_interchangeable(0, 1));
    }

    #[test]
    fn days_on_which_everybody_is_away_are_nobodys_leave() {
        let mut instance = small_instance(3, 3, 14);
        instance.officers[0].leave = vec![false; 14];
        instance.officers[0].leave[..5].fill(true);
        for other in [1, 2] {
            instance.officers[other] = instance.officers[0].clone();
        }
        instance.officers[1].leave[7..10].fill(true);
        assert!(Colleagues::new(&instance).are_interchangeable(0, 1));
        instance.officers[1].leave[10] = true;
        assert!(!Colleagues::new(&instance).are_interchangeable(0, 1));
        // Where one of the three works, the holiday is leave of the other two.
        instance.officers[1].leave[7..].fill(false);
        instance.officers[2].leave[..5].fill(false);
        assert!(!Colleagues::new(&instance).are_interchangeable(0, 1));
        // The priced comparison goes by all days away.
        assert!(!instance.officers[0].shares_fairly());
    }

    #[test]
    fn a_saturday_with_overtime_counts_as_a_weekend_day_and_its_minutes() {
        let mut instance = small_instance(3, 1, 14);
        instance.requirements.clear();
        let plan = Plan::empty(1, 14);
        let burdens = Burdens::new(&instance, &plan);
        assert_eq!(burdens.of(5, Some(3)), [0, 1, 240, 0]);
        assert_eq!(burdens.of(4, Some(1)), [1, 0, 180, 0]);
        assert_eq!(burdens.of(4, None), [0; 4]);
    }

    #[test]
    fn a_shift_in_a_block_where_somebody_is_missing_is_hard_to_fill() {
        let mut instance = small_instance(3, 1, 14);
        instance.requirements.retain(|row| (row.day, row.block) == (4, 2));
        instance.requirements.truncate(1);
        assert_eq!(instance.requirements.len(), 1);
        let burdens = Burdens::new(&instance, &Plan::empty(1, 14));
        assert_eq!(burdens.of(4, Some(1))[Measure::HardToFill as usize], 1);
        assert_eq!(burdens.of(3, Some(1))[Measure::HardToFill as usize], 0);
        assert_eq!(burdens.of(4, Some(0))[Measure::HardToFill as usize], 0);
    }
}
