//! One skill on one day: its queue, its work, what is left of it, and the officers that follow.

use super::backlog::Backlog;
use super::demand::{DayDemand, GroupDemand, OpenBlock};
use super::erlang::{LoadError, WaitTarget};
use super::open_hours::OpenHours;
use super::regular_day::RegularDay;
use super::settings::StaffingSettings;
use super::simulated::SimulatedDesk;
use super::skill_work::SkillWork;
use super::waiting::TakenUp;
use super::why::{Driver, Why};
use super::workload::{officers_for_workload, productive_minutes, rostered};
use crate::domain::ids::{BlockCode, SkillCode};

/// The officers required of one skill on one day, and the work that waits for the next.
pub(super) struct SkillDay {
    rows: Vec<BlockRow>,
    /// What no block of the day takes over, at the median demand.
    left_for_tomorrow: Backlog,
    still_waiting: Backlog,
}

/// The work of one skill that a day finds.
#[derive(Clone, Debug, Default)]
pub(super) struct Carried {
    /// What the days of the plan before have left over.
    pub(super) left: Backlog,
    /// What waits since before the plan and no day has taken up.
    pub(super) waiting: Backlog,
    /// Productive minutes of the skill's officers in a minute of an extended block; none where nothing limits them.
    pub(super) present: Option<f64>,
}

/// The officers on the roster of one block.
#[derive(Clone, Copy)]
pub(super) struct BlockRow {
    /// Position of the block.
    pub(super) position: usize,
    pub(super) floor: u32,
    pub(super) target: u32,
    /// Officers more that the 90 % quantile of the load would ask for.
    pub(super) standby: u32,
    pub(super) why: Why,
}

impl SkillDay {
    /// Works out `skill` on `day`; `before` is what waits from earlier days, `simulated` what a simulation says of a block.
    pub(super) fn new(
        day: &DayDemand,
        hours: &OpenHours,
        skill: &SkillCode,
        before: Carried,
        settings: &StaffingSettings,
        target: WaitTarget,
        simulated: impl Fn(&BlockCode) -> Option<SimulatedDesk>,
    ) -> Result<Self, LoadError> {
        let groups: Vec<&GroupDemand> = day.groups.iter().filter(|group| group.skill == *skill).collect();
        let opening = Opening::new(&day.blocks);
        let work = |demand: fn(&GroupDemand) -> f64| SkillWork::new(&groups, &day.blocks, hours, demand);
        let (chosen, median, high) =
            (work(|group| group.dossiers), work(|group| group.median), work(|group| group.high));
        // A day without regular blocks has no regular capacity; without a stated capacity everything fits.
        let capacity = if opening.regular_minutes == 0 { Some(0.0) } else { day.capacity_minutes.get(skill).copied() };

        let Carried { left, mut waiting, present } = before;
        let taken = opening.take_up(&mut waiting, &left, &chosen, capacity, present);
        let mut carried = left;
        carried.join(&taken.regular);
        let in_regular = carried.total();
        carried.join(&taken.extended);

        let mut overflow = excess(&carried, &chosen, capacity);
        let mut expected = excess(&carried, &median, capacity);
        opening.share_out(&carried, &mut expected);
        let mut high_overflow = excess(&carried, &high, capacity);

        let regular = RegularDay {
            blocks: &day.blocks,
            regular_minutes: opening.regular_minutes,
            settings,
            target,
            capacity,
            carried: in_regular,
            waited: taken.regular.total(),
            still_waiting: waiting.total(),
            left_over: overflow.total(),
        };
        let mut rows = regular.rows(&chosen, &median, &high, simulated)?;

        let parts = opening.share_out(&carried, &mut overflow);
        let in_extended: f64 = parts.iter().map(|(_, part)| part.total()).sum();
        for ((position, part), (_, high_part)) in parts.into_iter().zip(opening.share_out(&carried, &mut high_overflow))
        {
            // Of what is taken over, old and new work cannot be told apart; every block has its part of both.
            let waited = if in_extended > 0.0 { taken.extended.total() * part.total() / in_extended } else { 0.0 };
            let (part, high_part) = (Evening::new(position, &chosen, &part), Evening::new(position, &high, &high_part));
            let row = extended_row(&opening.blocks[position], &part, &high_part, settings);
            rows.extend(row.map(|row| BlockRow {
                why: Why { waited_minutes: waited, still_waiting_minutes: waiting.total(), ..row.why },
                ..row
            }));
        }
        Ok(Self { rows, left_for_tomorrow: expected, still_waiting: waiting })
    }

    /// The rows by position of their block.
    pub(super) fn blocks(&self) -> impl Iterator<Item = BlockRow> {
        self.rows.iter().copied()
    }

    /// What the next working day finds; none where nothing waits.
    pub(super) fn carried_on(&self) -> Option<Carried> {
        let (left, waiting) = (self.left_for_tomorrow.next_day(), self.still_waiting.next_day());
        (left.total() + waiting.total() > 0.0).then_some(Carried { left, waiting, present: None })
    }
}

/// The blocks of the day, told apart.
struct Opening<'a> {
    blocks: &'a [OpenBlock],
    regular_minutes: u32,
    /// Extended blocks before the regular opening, and the others, each in order of time.
    early: Vec<usize>,
    late: Vec<usize>,
}

impl<'a> Opening<'a> {
    fn new(blocks: &'a [OpenBlock]) -> Self {
        let regular_start = blocks.iter().filter(|block| !block.extended).map(|block| block.start).min();
        let mut extended: Vec<usize> = (0..blocks.len()).filter(|&position| blocks[position].extended).collect();
        extended.sort_by_key(|&position| blocks[position].start);
        let (early, late) = extended
            .into_iter()
            .partition(|&position| regular_start.is_some_and(|start| blocks[position].start < start));
        let regular_minutes = blocks.iter().filter(|block| !block.extended).map(OpenBlock::length).sum();
        Self { blocks, regular_minutes, early, late }
    }

    fn minutes(&self, positions: &[usize]) -> f64 {
        positions.iter().map(|&position| f64::from(self.blocks[position].length())).sum()
    }

    /// Takes out of `waiting` what the day has room for beside the work of `chosen` and what earlier days have `left`.
    fn take_up(
        &self,
        waiting: &mut Backlog,
        left: &Backlog,
        chosen: &SkillWork,
        capacity: Option<f64>,
        present: Option<f64>,
    ) -> TakenUp {
        let own: f64 = chosen.regular().map(|stretch| stretch.desk_minutes).sum::<f64>() + chosen.back_office.total();
        let regular = match (capacity, present) {
            (Some(capacity), _) => capacity - own - left.total(),
            (None, None) => f64::INFINITY,
            // The forecast does not reach a day without capacity between days that have one: nobody knows its room.
            (None, Some(_)) => 0.0,
        };
        let extended = self.early.iter().chain(&self.late);
        let in_extended: f64 = extended
            .flat_map(|&position| chosen.of_block(position))
            .map(|work| work.desk_minutes + work.back_minutes)
            .sum();
        let length = self.minutes(&self.early) + self.minutes(&self.late);
        let room = present.map_or(f64::INFINITY, |present| present * length - in_extended - (-regular).max(0.0));
        let room = if length > 0.0 { room } else { 0.0 };
        TakenUp::of(waiting, regular.max(0.0), room.max(0.0))
    }

    /// Takes out of `overflow` what each extended block does, and leaves what none does. Early blocks can only do what
    /// earlier days left, and share that with the late blocks by length; the late blocks share the rest by length.
    fn share_out(&self, carried: &Backlog, overflow: &mut Backlog) -> Vec<(usize, Backlog)> {
        let (early, late) = (self.minutes(&self.early), self.minutes(&self.late));
        let mut parts = Vec::new();
        let for_early = carried.total().min(overflow.total()) * if early > 0.0 { early / (early + late) } else { 0.0 };
        for &position in &self.early {
            let share = f64::from(self.blocks[position].length()) / early;
            parts.push((position, overflow.take_most_urgent(for_early * share)));
        }
        let for_late = overflow.total();
        for (order, &position) in self.late.iter().enumerate() {
            let share = f64::from(self.blocks[position].length()) / late;
            // The last block takes all that is left, so that no rounding error waits for the next day.
            let part = if order + 1 == self.late.len() { f64::INFINITY } else { for_late * share };
            parts.push((position, overflow.take_most_urgent(part)));
        }
        parts
    }
}

/// The work that the regular day leaves over: it serves the desk first and then the most urgent of the back office.
fn excess(carried: &Backlog, work: &SkillWork, capacity: Option<f64>) -> Backlog {
    let Some(capacity) = capacity else { return Backlog::default() };
    let desk_minutes: f64 = work.regular().map(|stretch| stretch.desk_minutes).sum();
    let mut waiting = carried.clone();
    waiting.join(&work.back_office);
    waiting.take_most_urgent((capacity - desk_minutes).max(0.0));
    // Citizens whom the desk cannot serve are asked to come again or are served in the evening: due today.
    waiting.add(0, desk_minutes - capacity);
    waiting
}

/// What is to be done in an extended block.
struct Evening {
    position: usize,
    dossiers: f64,
    desk_minutes: f64,
    back_minutes: f64,
    backlog_minutes: f64,
    due_today: f64,
}

impl Evening {
    /// The dossiers of the block at the load of `work`, and the `backlog` that it takes over.
    fn new(position: usize, work: &SkillWork, backlog: &Backlog) -> Self {
        Self {
            position,
            dossiers: work.of_block(position).map(|work| work.dossiers).sum(),
            desk_minutes: work.of_block(position).map(|work| work.desk_minutes).sum(),
            back_minutes: work.of_block(position).map(|work| work.back_minutes).sum(),
            backlog_minutes: backlog.total(),
            due_today: backlog.due_today(),
        }
    }

    fn minutes(&self) -> f64 {
        self.desk_minutes + self.back_minutes + self.backlog_minutes
    }
}

/// The row of an extended block, with a standby list up to what is to be done at the `high` load, which may be the only
/// one at which there is anything; `None` when even then there is not.
fn extended_row(block: &OpenBlock, chosen: &Evening, high: &Evening, settings: &StaffingSettings) -> Option<BlockRow> {
    let productive = productive_minutes(block.length(), settings.productive_share);
    let officers = officers_for_workload(chosen.minutes(), productive);
    let why = Why {
        arrivals: chosen.dossiers,
        desk_minutes: chosen.desk_minutes,
        back_minutes: chosen.back_minutes,
        backlog_minutes: chosen.backlog_minutes,
        workload_minutes: chosen.minutes(),
        officers_by_workload: officers,
        driver: Driver::Backlog,
        ..Why::default()
    };
    let on_roster = |present| rostered(present, settings.shrinkage);
    let target = on_roster(officers);
    let standby = on_roster(officers_for_workload(high.minutes(), productive)).saturating_sub(target);
    (target + standby > 0).then(|| BlockRow {
        position: chosen.position,
        floor: on_roster(officers.min(u32::from(chosen.due_today > 0.0))),
        target,
        standby,
        why,
    })
}
