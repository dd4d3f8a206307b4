//! Desks staffed by simulation: what the formula of a steady queue asks for, trimmed or raised until the wait target is just
//! met on the days that the centre expects.

use crate::staffing::requirement::RequirementError;
use crate::staffing::simulated::{DeskBlock, DeskStretch};
use crate::staffing::{DayDemand, DeskDay, SimulatedDesk, SimulatedDesks, StaffingSettings, desk_days};
use crate::twin::trim::{CounterBlock, CounterDay, InTime, OpenStretch, Trimmed, trim_all};

/// The luck of the simulated days. Always the same, so that the same facts ask for the same officers.
const SEED: u64 = 20_261_001;

/// What the simulation says of the desks of `days`; a block to which hardly anybody comes is left to the formula.
///
/// # Errors
/// When a setting, a block or a demand is impossible; the message names it.
pub(super) fn simulate_desks(
    days: &[DayDemand],
    settings: &StaffingSettings,
) -> Result<SimulatedDesks, RequirementError> {
    let desks = desk_days(days, settings)?;
    let counters: Vec<CounterDay> = desks.iter().map(|desk| counter(desk, settings)).collect();
    let target = InTime { wait: settings.wait_target_minutes, share: settings.service_level };
    let trimmed = trim_all(&counters, target, SEED);
    let mut simulated = SimulatedDesks::new();
    for (desk, blocks) in desks.iter().zip(trimmed) {
        for (block, Trimmed { officers, in_time }) in desk.blocks.iter().zip(blocks) {
            if let (Ok(officers), Some(share_in_time)) = (u32::try_from(officers), in_time) {
                let place = (desk.date, desk.skill.clone(), block.code.clone());
                simulated.insert(place, SimulatedDesk { officers, share_in_time });
            }
        }
    }
    Ok(simulated)
}

fn counter(desk: &DeskDay, settings: &StaffingSettings) -> CounterDay {
    let officers = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    let stretch = |stretch: &DeskStretch| OpenStretch {
        block: stretch.block,
        minutes: f64::from(stretch.minutes),
        arrivals: stretch.citizens.clone(),
    };
    let block = |block: &DeskBlock| CounterBlock { officers: officers(block.officers), floor: officers(block.floor) };
    CounterDay {
        stretches: desk.stretches.iter().map(stretch).collect(),
        handling_minutes: desk.handling_minutes.clone(),
        blocks: desk.blocks.iter().map(block).collect(),
        patience: settings.patience_minutes,
    }
}
