//! An officer serves only work that he is trained and authorised for.
//!
//! Source: NĐ 118/2025/NĐ-CP art. 10(3) (officers of each field staff the centre's counters); NĐ 23/2015/NĐ-CP art. 7
//! (only an authorised signatory certifies).

use super::example::Example;
use super::provision::ONE_STOP_DECREE;
use super::{Breach, LabourRule, Provision, Quantity, RulePack, Severity};
use crate::domain::ids::SkillCode;
use crate::domain::work_record::WorkRecord;

/// Whether somebody with the skills `held` may serve a counter that asks for `asked`.
#[must_use]
pub fn permits(held: &[SkillCode], asked: &SkillCode) -> bool {
    held.contains(asked)
}

const EXAMPLES: &[Example] = &[
    Example::kept("one skill of the counters", "skills civil land, asked land, 2026-03-03 R"),
    Example::broken("none of them", "skills civil, asked land, 2026-03-03 R"),
];

/// The rule.
pub struct SkillsForTheCounter;

impl LabourRule for SkillsForTheCounter {
    fn id(&self) -> &'static str {
        "skills"
    }

    fn citation(&self) -> &'static str {
        "Decree 118/2025/NĐ-CP, art. 10(3)"
    }

    fn provision(&self) -> Provision {
        Provision { since: ONE_STOP_DECREE, ..Provision::labour_code("OS-04, §8", EXAMPLES) }
    }

    fn breaches(&self, record: &WorkRecord, _pack: &RulePack) -> Vec<Breach> {
        let useful = record.skills_asked.iter().any(|asked| permits(&record.officer.skills, asked));
        if useful || record.skills_asked.is_empty() {
            return Vec::new();
        }
        record
            .in_period()
            .filter(|worked| !worked.shift.blocks.is_empty())
            .map(|worked| Breach {
                rule: self.id(),
                severity: Severity::Hard,
                officer: Some(record.officer.code.clone()),
                from: worked.date,
                to: worked.date,
                observed: Quantity::Count(0),
                limit: Quantity::Count(1),
                citation: self.citation(),
                local: None,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::example::record;

    #[test]
    fn an_officer_without_any_skill_of_the_centre_cannot_stand_at_its_counters() {
        let mut record = record(&["2026-03-03 R"]);
        record.skills_asked = vec!["land".into()];
        record.officer.skills = vec!["civil".into()];
        assert_eq!(SkillsForTheCounter.breaches(&record, &RulePack::vietnam()).len(), 1);
        record.officer.skills.push("land".into());
        assert_eq!(SkillsForTheCounter.breaches(&record, &RulePack::vietnam()), []);
    }
}
