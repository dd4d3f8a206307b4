//! What an officer cannot work.
//!
//! Source: the centre's own word, not the law: a day or shift entered as impossible (`unavailable.csv`) stays free.

use super::example::Example;
use super::{Breach, LabourRule, Provision, Quantity, RulePack, Status, breach};
use crate::domain::work_record::WorkRecord;

const EXAMPLES: &[Example] = &[
    Example::kept("the day after", "cannot 2026-03-03, 2026-03-04 R"),
    Example::broken("the day itself", "cannot 2026-03-03, 2026-03-03 R"),
];

/// The rule.
pub struct Unavailable;

impl LabourRule for Unavailable {
    fn id(&self) -> &'static str {
        "unavailable"
    }

    fn citation(&self) -> &'static str {
        "Rule of the centre: table of unavailable times"
    }

    fn provision(&self) -> Provision {
        Provision { status: Status::House, ..Provision::labour_code("§8", EXAMPLES) }
    }

    fn breaches(&self, record: &WorkRecord, _pack: &RulePack) -> Vec<Breach> {
        record
            .in_period()
            .filter(|worked| record.unavailable.iter().any(|row| row.forbids(worked.date, &worked.shift.code)))
            .map(|worked| {
                let observed = Quantity::Minutes(worked.minutes());
                breach(self, record, (worked.date, worked.date), observed, Quantity::Minutes(0))
            })
            .collect()
    }
}
