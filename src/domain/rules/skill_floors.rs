//! The least officers at each counter.
//!
//! Source: NĐ 118/2025/NĐ-CP, art. 10(3): officers of each field staff the centre's counters. Below the floor the queue is
//! not served. A warning by itself, since a centre without the people must still plan those it has; a row `skill-floor`
//! of `rules.csv` without a weight makes it hard.

use super::centre_record::CentreExample;
use super::provision::ONE_STOP_DECREE;
use super::{Breach, CentreRecord, CentreRule, Provision, Quantity};

/// Whether `serving` officers reach the floor.
#[must_use]
pub fn permits(serving: i32, floor: i32) -> bool {
    serving >= floor
}

/// The skill of whoever signs results; [`super::signatory`] judges it.
pub(super) const SIGN: &str = "sign";

/// The rule.
pub struct SkillFloors;

impl CentreRule for SkillFloors {
    fn id(&self) -> &'static str {
        "skill-floor"
    }

    fn citation(&self) -> &'static str {
        "Decree 118/2025/NĐ-CP, art. 10(3)"
    }

    fn provision(&self) -> Provision {
        Provision { since: ONE_STOP_DECREE, ..Provision::labour_code("§8 role and skill minimums", &[]).soft() }
    }

    fn examples(&self) -> Vec<CentreExample> {
        let with = |name, serving, breaches| CentreExample {
            name,
            blocks: vec![("2026-03-03", "MOR", false, ("land", 2, serving))],
            records: Vec::new(),
            breaches,
        };
        vec![with("two of two", 2, 0), with("one of two", 1, 1)]
    }

    fn breaches(&self, centre: &CentreRecord<'_>) -> Vec<Breach> {
        let rows = centre.blocks.iter().flat_map(|block| block.skills.iter().map(move |skill| (block, skill)));
        rows.filter(|(_, skill)| skill.skill.as_str() != SIGN && !permits(skill.serving, skill.floor))
            .map(|(block, skill)| Breach {
                rule: self.id(),
                severity: self.provision().severity,
                officer: None,
                from: block.date,
                to: block.date,
                observed: Quantity::Count(skill.serving),
                limit: Quantity::Count(skill.floor),
                citation: self.citation(),
                local: None,
            })
            .collect()
    }
}
