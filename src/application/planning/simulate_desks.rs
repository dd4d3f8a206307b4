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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::procedure_group::Due;
    use crate::staffing::{Driver, GroupDemand, OpenBlock, RequirementRow, WaitingWork, default_profile, requirements};

    fn block(code: &str, start: u32, end: u32, extended: bool) -> OpenBlock {
        OpenBlock { code: code.into(), start, end, extended }
    }

    fn group(code: &str, desk_minutes: f64, dossiers: f64) -> GroupDemand {
        GroupDemand {
            group: code.into(),
            skill: "civil".into(),
            desk_minutes,
            back_minutes: 0.0,
            due: Due::SameDay,
            dossiers,
            median: dossiers * 0.85,
            high: dossiers * 1.15,
            profile: default_profile(),
        }
    }

    /// An office with an evening, to which `dossiers` come for two kinds of procedure.
    fn day(dossiers: f64) -> DayDemand {
        DayDemand {
            date: "2026-12-01".parse().expect("a date"),
            blocks: vec![block("MOR", 450, 690, false), block("AFT", 810, 1020, false), block("EVE", 1140, 1260, true)],
            groups: vec![group("birth", 10.0, dossiers * 0.6), group("land", 20.0, dossiers * 0.4)],
            capacity_minutes: BTreeMap::new(),
        }
    }

    fn rows(dossiers: f64, settings: &StaffingSettings) -> Vec<RequirementRow> {
        let days = [day(dossiers)];
        let simulated = simulate_desks(&days, settings).expect("possible input");
        requirements(&days, &WaitingWork::default(), settings, &simulated).expect("possible input")
    }

    #[test]
    fn desks_driven_by_the_wait_are_simulated_and_meet_the_target() {
        for dossiers in [20.0, 60.0, 150.0, 600.0] {
            for row in rows(dossiers, &StaffingSettings::default()) {
                assert!(row.floor <= row.target && row.target >= 1);
                let simulated = row.why.officers_by_simulation.expect("enough citizens come");
                if row.why.driver == Driver::Wait {
                    assert_eq!(simulated, row.target);
                    assert!(row.why.share_in_time.is_some_and(|share| (0.9..=1.0).contains(&share)), "{row:?}");
                }
            }
        }
    }

    #[test]
    fn a_desk_to_which_hardly_anybody_comes_stays_with_the_formula() {
        let rows = rows(0.02, &StaffingSettings::default());
        assert_eq!(
            rows.iter().map(|row| (row.target, row.why.officers_by_simulation)).collect::<Vec<_>>(),
            [(1, None); 2]
        );
    }

    #[test]
    fn the_same_facts_ask_for_the_same_officers_and_impatient_citizens_are_simulated_as_such() {
        let patient = StaffingSettings::default();
        assert_eq!(rows(150.0, &patient), rows(150.0, &patient));
        let impatient = StaffingSettings { patience_minutes: Some(10.0), ..patient };
        let share = |settings: &StaffingSettings| rows(150.0, settings)[0].why.share_in_time;
        assert_ne!(share(&patient), share(&impatient));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn more_load_asks_for_no_fewer_officers(dossiers in 1.0..400.0f64, more in 1.0..1.4f64) {
            let settings = StaffingSettings::default();
            let (less, more) = (rows(dossiers, &settings), rows(dossiers * more, &settings));
            for (less, more) in less.iter().zip(&more) {
                // Luck may differ by an officer where the share is as good as that of the target.
                prop_assert!(more.target + 1 >= less.target, "{less:?} {more:?}");
            }
        }
    }
}
