//! The demand of one skill on one day, cut to the half-hours in which the centre is open.

use super::arrival_rate::{Interval, RateMethod, rates_per_hour};
use super::backlog::Backlog;
use super::demand::{GroupDemand, OpenBlock};
use super::desk::Queue;
use super::erlang::{Load, LoadError};
use super::open_hours::{OpenHours, OpenStretch};
use super::workload::workload_minutes;

/// The demand of one skill on one day, at one quantile.
pub(super) struct SkillWork {
    stretches: Vec<StretchWork>,
    /// Back-office work of the dossiers that come in the regular blocks.
    pub(super) back_office: Backlog,
    pub(super) dossiers: f64,
}

/// The demand of one open stretch.
#[derive(Clone, Copy)]
pub(super) struct StretchWork {
    pub(super) stretch: OpenStretch,
    pub(super) regular: bool,
    pub(super) dossiers: f64,
    /// Those of the dossiers whose citizens come to the desk.
    pub(super) at_desk: f64,
    pub(super) desk_minutes: f64,
    pub(super) back_minutes: f64,
}

impl SkillWork {
    pub(super) fn new(
        groups: &[&GroupDemand],
        blocks: &[OpenBlock],
        hours: &OpenHours,
        demand: fn(&GroupDemand) -> f64,
    ) -> Self {
        let empty = |&stretch: &OpenStretch| StretchWork {
            stretch,
            regular: !blocks[stretch.block].extended,
            dossiers: 0.0,
            at_desk: 0.0,
            desk_minutes: 0.0,
            back_minutes: 0.0,
        };
        let mut stretches: Vec<StretchWork> = hours.stretches().iter().map(empty).collect();
        let mut back_office = Backlog::default();
        for group in groups {
            for (work, share) in stretches.iter_mut().zip(hours.shares(&group.profile)) {
                let dossiers = demand(group) * share;
                let back_minutes = workload_minutes(dossiers, group.back_minutes);
                work.dossiers += dossiers;
                work.desk_minutes += workload_minutes(dossiers, group.desk_minutes);
                work.back_minutes += back_minutes;
                if group.desk_minutes > 0.0 {
                    work.at_desk += dossiers;
                }
                if work.regular {
                    back_office.add(group.due.working_days(work.stretch.start), back_minutes);
                }
            }
        }
        let dossiers = groups.iter().map(|group| demand(group)).sum();
        Self { stretches, back_office, dossiers }
    }

    pub(super) fn of_block(&self, position: usize) -> impl Iterator<Item = &StretchWork> {
        self.stretches.iter().filter(move |work| work.stretch.block == position)
    }

    pub(super) fn regular(&self) -> impl Iterator<Item = &StretchWork> {
        self.stretches.iter().filter(|work| work.regular)
    }

    /// The queues of the regular stretches, by position of their block. Breaks between blocks are closed up. `patience`:
    /// minutes that citizens wait on average before they leave.
    pub(super) fn queues(&self, patience: Option<f64>) -> Result<Vec<(usize, Queue)>, LoadError> {
        let day_mean = mean_minutes(self.regular());
        let intervals: Vec<Interval> =
            self.regular().map(|work| Interval { minutes: work.stretch.minutes, arrivals: work.at_desk }).collect();
        let rates = rates_per_hour(&intervals, day_mean.unwrap_or(0.0), RateMethod::LagSipp);
        let mut queues = Vec::new();
        for (work, rate) in self.regular().zip(rates) {
            let block = work.stretch.block;
            if let Some(service_minutes) = mean_minutes(self.of_block(block)) {
                queues.push((block, Queue::new(Load::new(rate, service_minutes)?, work.at_desk, patience)?));
            }
        }
        Ok(queues)
    }
}

/// Mean desk minutes of a citizen in `stretches`; `None` where nobody comes to the desk.
fn mean_minutes<'a>(stretches: impl Iterator<Item = &'a StretchWork>) -> Option<f64> {
    let (minutes, citizens) =
        stretches.fold((0.0, 0.0), |(minutes, citizens), work| (minutes + work.desk_minutes, citizens + work.at_desk));
    (citizens > 0.0 && minutes > 0.0).then(|| minutes / citizens)
}
