//! The regular blocks of one skill on one day: a desk with a queue, and the work behind it.

use super::demand::OpenBlock;
use super::desk::{Queue, officers_for, share_in_time};
use super::erlang::{LoadError, WaitTarget};
use super::settings::StaffingSettings;
use super::simulated::SimulatedDesk;
use super::skill_day::BlockRow;
use super::skill_work::SkillWork;
use super::why::{Driver, Why};
use super::workload::{officers_for_workload, productive_minutes, rostered};
use crate::domain::ids::BlockCode;

/// The desk in one regular block.
pub(super) struct Desk {
    pub(super) position: usize,
    queues: Vec<Queue>,
    /// Officers present that the wait target asks for by the formula; 0 when nobody comes.
    pub(super) officers: u32,
    /// The fewest present: a stable queue at the median load, and nobody stands before an empty counter.
    pub(super) floor: u32,
}

/// The desks of the regular blocks, with the load of `chosen` and a floor for that of `median`.
pub(super) fn desks(
    blocks: &[OpenBlock],
    chosen: &SkillWork,
    median: &SkillWork,
    settings: &StaffingSettings,
    target: WaitTarget,
) -> Result<Vec<Desk>, LoadError> {
    let (chosen_queues, median_queues) = (chosen.queues(settings.patience_minutes)?, median.queues(None)?);
    let regular = blocks.iter().enumerate().filter(|(_, block)| !block.extended);
    let desk = |(position, _)| {
        let queues = of_block(&chosen_queues, position);
        let stable = of_block(&median_queues, position).iter().map(|queue| queue.load.officers_for_stability()).max();
        Desk {
            position,
            officers: officers_for(&queues, target),
            queues,
            floor: stable.unwrap_or(0).max(presence(chosen)),
        }
    };
    Ok(regular.map(desk).collect())
}

fn of_block(queues: &[(usize, Queue)], position: usize) -> Vec<Queue> {
    queues.iter().filter(|(block, _)| *block == position).map(|(_, queue)| *queue).collect()
}

/// One officer wherever anybody may come on the day.
fn presence(chosen: &SkillWork) -> u32 {
    u32::from(chosen.dossiers > 0.0)
}

/// What the rows of the regular blocks have in common.
pub(super) struct RegularDay<'a> {
    pub(super) blocks: &'a [OpenBlock],
    pub(super) regular_minutes: u32,
    pub(super) settings: &'a StaffingSettings,
    pub(super) target: WaitTarget,
    pub(super) capacity: Option<f64>,
    /// Back-office minutes that earlier days left, with those taken up of what waits since before the plan.
    pub(super) carried: f64,
    /// Those taken up of what waits since before the plan.
    pub(super) waited: f64,
    /// Minutes that wait since before the plan and are not taken up.
    pub(super) still_waiting: f64,
    /// What the whole day leaves over, in minutes.
    pub(super) left_over: f64,
}

impl RegularDay<'_> {
    /// The rows for the load of `chosen`, with a floor for `median` and a standby list up to `high`.
    pub(super) fn rows(
        &self,
        chosen: &SkillWork,
        median: &SkillWork,
        high: &SkillWork,
        simulated: impl Fn(&BlockCode) -> Option<SimulatedDesk>,
    ) -> Result<Vec<BlockRow>, LoadError> {
        let high_queues = high.queues(self.settings.patience_minutes)?;
        let row = |desk: Desk| {
            let position = desk.position;
            let block = &self.blocks[position];
            let found = simulated(&block.code);
            let mut why = self.reasons(block, &desk, chosen);
            why.officers_by_simulation = found.map(|found| found.officers);
            let by_desk = why.officers_by_simulation.unwrap_or(why.officers_by_erlang);
            let by_work = self.officers_by_work(position, chosen);
            let target = by_desk.max(by_work).max(presence(chosen));
            why.driver = match target {
                _ if by_desk == target => Driver::Wait,
                _ if by_work == target => Driver::Workload,
                _ => Driver::Presence,
            };
            why.share_in_time = match found.filter(|found| found.officers == target) {
                Some(found) => Some(found.share_in_time),
                None if desk.queues.is_empty() || desk.officers == 0 => None,
                None => Some(share_in_time(&desk.queues, target, self.target.minutes())),
            };
            // The desk is not simulated once more: what the formula asks for more, the simulation would ask for as well.
            let high_desk = officers_for(&of_block(&high_queues, position), self.target);
            let high_desk = by_desk + high_desk.saturating_sub(why.officers_by_erlang);
            let high_target = high_desk.max(self.officers_by_work(position, high));
            let on_roster = |present| rostered(present, self.settings.shrinkage);
            (target > 0).then(|| BlockRow {
                position,
                floor: on_roster(desk.floor.min(target)),
                target: on_roster(target),
                standby: on_roster(high_target).saturating_sub(on_roster(target)),
                why,
            })
        };
        Ok(desks(self.blocks, chosen, median, self.settings, self.target)?.into_iter().filter_map(row).collect())
    }

    fn reasons(&self, block: &OpenBlock, desk: &Desk, chosen: &SkillWork) -> Why {
        let minutes = self.minutes(desk.position, chosen);
        Why {
            arrivals: chosen.of_block(desk.position).map(|work| work.dossiers).sum(),
            desk_minutes: minutes.desk,
            back_minutes: minutes.back,
            backlog_minutes: self.left_over,
            waited_minutes: self.waited * self.part(desk.position),
            still_waiting_minutes: self.still_waiting,
            workload_minutes: minutes.desk + minutes.back,
            peak_offered_load: desk.queues.iter().map(|queue| queue.load.offered_load()).fold(0.0, f64::max),
            officers_by_erlang: desk.officers,
            officers_by_workload: officers_for_workload(
                minutes.desk + minutes.back,
                productive_minutes(block.length(), self.settings.productive_share),
            ),
            officers_at_capacity: self.officers_at_capacity(),
            ..Why::default()
        }
    }

    /// Officers for the minutes of work in a block, at most those that the regular day has.
    fn officers_by_work(&self, position: usize, work: &SkillWork) -> u32 {
        let minutes = self.minutes(position, work);
        let productive = productive_minutes(self.blocks[position].length(), self.settings.productive_share);
        officers_for_workload(minutes.desk + minutes.back, productive)
            .min(self.officers_at_capacity().unwrap_or(u32::MAX))
    }

    fn officers_at_capacity(&self) -> Option<u32> {
        let day = productive_minutes(self.regular_minutes, self.settings.productive_share);
        self.capacity.map(|minutes| officers_for_workload(minutes, day))
    }

    /// The minutes of a block: its desk, and its part of what waits in the back office.
    fn minutes(&self, position: usize, work: &SkillWork) -> BlockMinutes {
        BlockMinutes {
            desk: work.of_block(position).map(|work| work.desk_minutes).sum(),
            back: (self.carried + work.back_office.total()) * self.part(position),
        }
    }

    /// Share of the regular day that a block is.
    fn part(&self, position: usize) -> f64 {
        f64::from(self.blocks[position].length()) / f64::from(self.regular_minutes)
    }
}

struct BlockMinutes {
    desk: f64,
    back: f64,
}
