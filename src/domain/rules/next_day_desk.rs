//! The desks of the day after an evening.
//!
//! Source: NĐ 118/2025/NĐ-CP, art. 10(3) (the counters are staffed) and the practice of the centres: an overtime plan may not
//! empty the next day's desks. A warning; a row `next-day-desk` of `rules.csv` without a weight makes it hard.

use chrono::Days;

use super::centre_record::CentreExample;
use super::provision::ONE_STOP_DECREE;
use super::skill_floors::permits;
use super::{Breach, CentreRecord, CentreRule, Provision, Quantity, Status};

/// The rule.
pub struct NextDayDesk;

impl CentreRule for NextDayDesk {
    fn id(&self) -> &'static str {
        "next-day-desk"
    }

    fn citation(&self) -> &'static str {
        "Decree 118/2025/NĐ-CP, art. 10(3)"
    }

    fn provision(&self) -> Provision {
        Provision {
            since: ONE_STOP_DECREE,
            status: Status::Partly,
            ..Provision::labour_code("§8 next-day desk minimum, F16", &[]).soft()
        }
    }

    fn examples(&self) -> Vec<CentreExample> {
        let with = |name, serving, records: &[&'static str], breaches| CentreExample {
            name,
            blocks: vec![("2026-03-04", "MOR", false, ("land", 2, serving))],
            records: records.to_vec(),
            breaches,
        };
        let evening = "period 2026-03-02 7, 2026-03-03 17:30-20:30 evening";
        vec![
            with("the desk is staffed", 2, &[evening], 0),
            with("who worked the evening is missing at the desk", 1, &[evening], 1),
            with(
                "who worked the evening is on leave, which the evening did not cause",
                1,
                &["period 2026-03-02 7, leave 2026-03-04, 2026-03-03 17:30-20:30 evening"],
                0,
            ),
            with("nobody worked the evening before", 1, &["period 2026-03-02 7, 2026-03-02 R"], 0),
            with(
                "who worked the evening is back",
                1,
                &["period 2026-03-02 7, 2026-03-03 17:30-20:30 evening, 2026-03-04 R"],
                0,
            ),
        ]
    }

    /// A block of office hours below its floor on the day after somebody worked an evening and is off without leave.
    fn breaches(&self, centre: &CentreRecord<'_>) -> Vec<Breach> {
        let evening_costs = |date: chrono::NaiveDate| {
            let before = date - Days::new(1);
            centre.records.iter().any(|record| {
                let evening = record.shifts.iter().any(|worked| worked.date == before && worked.shift.is_evening());
                evening && !record.works_on(date) && !record.on_leave(date)
            })
        };
        centre
            .blocks
            .iter()
            .filter(|block| !block.evening && evening_costs(block.date))
            .filter_map(|block| {
                let floor: i32 = block.skills.iter().map(|skill| skill.floor).sum();
                let short: i32 = block.skills.iter().map(|skill| (skill.floor - skill.serving).max(0)).sum();
                (!permits(floor - short, floor)).then(|| Breach {
                    rule: self.id(),
                    severity: self.provision().severity,
                    officer: None,
                    from: block.date,
                    to: block.date,
                    observed: Quantity::Count(floor - short),
                    limit: Quantity::Count(floor),
                    citation: self.citation(),
                    local: None,
                })
            })
            .collect()
    }
}
