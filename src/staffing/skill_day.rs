//! One skill on one day: its queue, its work, what is left of it, and the officers that follow.

use super::backlog::Backlog;
use super::demand::{DayDemand, GroupDemand, OpenBlock};
use super::desk::{Queue, officers_for, share_in_time};
use super::erlang::{LoadError, WaitTarget};
use super::open_hours::OpenHours;
use super::settings::StaffingSettings;
use super::skill_work::SkillWork;
use super::why::{Driver, Why};
use super::workload::{officers_for_workload, productive_minutes, rostered};
use crate::domain::ids::SkillCode;

/// The officers required of one skill on one day, and the work that waits for the next.
pub(super) struct SkillDay {
    rows: Vec<BlockRow>,
    left_for_tomorrow: Backlog,
}

/// Position of the block, floor, target, reasons.
type BlockRow = (usize, u32, u32, Why);

impl SkillDay {
    /// Works out `skill` on `day`; `carried` is what waits from earlier days.
    pub(super) fn new(
        day: &DayDemand,
        hours: &OpenHours,
        skill: &SkillCode,
        carried: Backlog,
        settings: &StaffingSettings,
        target: WaitTarget,
    ) -> Result<Self, LoadError> {
        let groups: Vec<&GroupDemand> = day.groups.iter().filter(|group| group.skill == *skill).collect();
        let opening = Opening::new(&day.blocks);
        let chosen = SkillWork::new(&groups, &day.blocks, hours, |group| group.dossiers);
        let median = SkillWork::new(&groups, &day.blocks, hours, |group| group.median);
        // A day without regular blocks has no regular capacity; without a stated capacity everything fits.
        let capacity = if opening.regular_minutes == 0 { Some(0.0) } else { day.capacity_minutes.get(skill).copied() };

        let backlog = excess(&carried, &chosen, capacity);
        let mut expected = excess(&carried, &median, capacity);
        opening.share_out(&carried, &mut expected);

        let mut waiting = carried.clone();
        waiting.join(&chosen.back_office);
        let regular = RegularDay { opening: &opening, settings, target, waiting: waiting.total(), capacity };
        let mut rows = regular.rows(&chosen, &median, backlog.total())?;

        let mut overflow = backlog;
        for (position, part) in opening.share_out(&carried, &mut overflow) {
            rows.extend(extended_row(position, &opening.blocks[position], &chosen, &part, settings));
        }
        Ok(Self { rows, left_for_tomorrow: expected })
    }

    /// The rows by position of their block.
    pub(super) fn blocks(&self) -> impl Iterator<Item = BlockRow> {
        self.rows.iter().copied()
    }

    /// What no block of the day takes over, at the median demand.
    pub(super) fn left_for_tomorrow(&self) -> &Backlog {
        &self.left_for_tomorrow
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
        let regular_minutes = blocks.iter().filter(|block| !block.extended).map(length).sum();
        Self { blocks, regular_minutes, early, late }
    }

    fn minutes(&self, positions: &[usize]) -> f64 {
        positions.iter().map(|&position| f64::from(length(&self.blocks[position]))).sum()
    }

    /// Takes out of `overflow` what each extended block does, and leaves what none does. Early blocks can only do what
    /// earlier days left, and share that with the late blocks by length; the late blocks share the rest by length.
    fn share_out(&self, carried: &Backlog, overflow: &mut Backlog) -> Vec<(usize, Backlog)> {
        let (early, late) = (self.minutes(&self.early), self.minutes(&self.late));
        let mut parts = Vec::new();
        let for_early = carried.total().min(overflow.total()) * if early > 0.0 { early / (early + late) } else { 0.0 };
        for &position in &self.early {
            let share = f64::from(length(&self.blocks[position])) / early;
            parts.push((position, overflow.take_most_urgent(for_early * share)));
        }
        let for_late = overflow.total();
        for (order, &position) in self.late.iter().enumerate() {
            let share = f64::from(length(&self.blocks[position])) / late;
            // The last block takes all that is left, so that no rounding error waits for the next day.
            let part = if order + 1 == self.late.len() { f64::INFINITY } else { for_late * share };
            parts.push((position, overflow.take_most_urgent(part)));
        }
        parts
    }
}

fn length(block: &OpenBlock) -> u32 {
    block.end - block.start
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

/// What the rows of the regular blocks have in common.
struct RegularDay<'a> {
    opening: &'a Opening<'a>,
    settings: &'a StaffingSettings,
    target: WaitTarget,
    /// Back-office minutes of today and of earlier days.
    waiting: f64,
    capacity: Option<f64>,
}

impl RegularDay<'_> {
    fn rows(&self, chosen: &SkillWork, median: &SkillWork, left_over: f64) -> Result<Vec<BlockRow>, LoadError> {
        let (chosen_queues, median_queues) = (chosen.queues()?, median.queues()?);
        let at_block = |queues: &[(usize, Queue)], position: usize| -> u32 {
            let of_block = queues.iter().filter(|(block, _)| *block == position);
            of_block.map(|(_, queue)| queue.load.officers_for_stability()).max().unwrap_or(0)
        };
        let regular = self.opening.blocks.iter().enumerate().filter(|(_, block)| !block.extended);
        let rows = regular.filter_map(|(position, block)| {
            let queues: Vec<&Queue> =
                chosen_queues.iter().filter(|(at, _)| *at == position).map(|(_, queue)| queue).collect();
            let mut why = self.reasons(position, block, chosen, &queues);
            why.backlog_minutes = left_over;
            let presence = u32::from(chosen.dossiers > 0.0);
            let by_work = why.officers_by_workload.min(why.officers_at_capacity.unwrap_or(u32::MAX));
            let target = why.officers_by_erlang.max(by_work).max(presence);
            why.driver = match target {
                _ if why.officers_by_erlang == target => Driver::Wait,
                _ if by_work == target => Driver::Workload,
                _ => Driver::Presence,
            };
            if why.officers_by_erlang > 0 {
                why.share_in_time = Some(share_in_time(&queues, target, self.target.minutes()));
            }
            let floor = at_block(&median_queues, position).max(presence).min(target);
            let on_roster = |present| rostered(present, self.settings.shrinkage);
            (target > 0).then(|| (position, on_roster(floor), on_roster(target), why))
        });
        Ok(rows.collect())
    }

    fn reasons(&self, position: usize, block: &OpenBlock, chosen: &SkillWork, queues: &[&Queue]) -> Why {
        let productive = self.settings.productive_share;
        let desk_minutes = chosen.of_block(position).map(|work| work.desk_minutes).sum();
        let back_minutes = self.waiting * f64::from(length(block)) / f64::from(self.opening.regular_minutes);
        let workload_minutes = desk_minutes + back_minutes;
        Why {
            arrivals: chosen.of_block(position).map(|work| work.dossiers).sum(),
            desk_minutes,
            back_minutes,
            workload_minutes,
            peak_offered_load: queues.iter().map(|queue| queue.load.offered_load()).fold(0.0, f64::max),
            officers_by_erlang: officers_for(queues, self.target),
            officers_by_workload: officers_for_workload(
                workload_minutes,
                productive_minutes(length(block), productive),
            ),
            officers_at_capacity: self.capacity.map(|minutes| {
                officers_for_workload(minutes, productive_minutes(self.opening.regular_minutes, productive))
            }),
            ..Why::default()
        }
    }
}

/// The row of an extended block that takes over `backlog`; `None` when there is nothing to do in it.
fn extended_row(
    position: usize,
    block: &OpenBlock,
    chosen: &SkillWork,
    backlog: &Backlog,
    settings: &StaffingSettings,
) -> Option<BlockRow> {
    let desk_minutes: f64 = chosen.of_block(position).map(|work| work.desk_minutes).sum();
    let back_minutes: f64 = chosen.of_block(position).map(|work| work.back_minutes).sum();
    let workload_minutes = desk_minutes + back_minutes + backlog.total();
    let officers =
        officers_for_workload(workload_minutes, productive_minutes(length(block), settings.productive_share));
    let why = Why {
        arrivals: chosen.of_block(position).map(|work| work.dossiers).sum(),
        desk_minutes,
        back_minutes,
        backlog_minutes: backlog.total(),
        workload_minutes,
        officers_by_workload: officers,
        driver: Driver::Backlog,
        ..Why::default()
    };
    let floor = officers.min(u32::from(backlog.due_today() > 0.0));
    let on_roster = |present| rostered(present, settings.shrinkage);
    (officers > 0).then(|| (position, on_roster(floor), on_roster(officers), why))
}
