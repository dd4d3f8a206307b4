//! A signatory where results are handed out.
//!
//! Source: NĐ 23/2015/NĐ-CP, art. 7 as worded on the national portal (certification is signed the same day, or the next
//! working day after 15:00): certification and civil-status results need an authorised signatory and the seal. Without
//! one a session takes dossiers in and guides, but hands nothing out: lawful, so that this is a warning. A row
//! `signatory` of `rules.csv` without a weight makes it hard.

use super::centre_record::CentreExample;
use super::skill_floors::{SIGN, permits};
use super::{Breach, CentreRecord, CentreRule, Provision, Quantity, Status};

/// The rule.
pub struct Signatory;

impl CentreRule for Signatory {
    fn id(&self) -> &'static str {
        "signatory"
    }

    fn citation(&self) -> &'static str {
        "Decree 23/2015/NĐ-CP, art. 7"
    }

    fn provision(&self) -> Provision {
        Provision {
            since: (2015, 4, 10),
            status: Status::Partly,
            ..Provision::labour_code("§3 signing, OS-06, F19, §8", &[]).soft()
        }
    }

    fn examples(&self) -> Vec<CentreExample> {
        let with = |name, skill, serving, breaches| CentreExample {
            name,
            blocks: vec![
                ("2026-03-03", "EVE", true, ("certify", 1, 2)),
                ("2026-03-03", "EVE", true, (skill, 0, serving)),
            ],
            records: Vec::new(),
            breaches,
        };
        vec![
            with("an evening with a signatory", "sign", 1, 0),
            with("an evening without one takes dossiers in only", "sign", 0, 1),
            with("nothing to sign", "reception", 0, 0),
        ]
    }

    /// A block for which the requirement asks for a signatory, served by somebody, and by no signatory.
    fn breaches(&self, centre: &CentreRecord<'_>) -> Vec<Breach> {
        centre
            .blocks
            .iter()
            .filter(|block| block.serving() > 0)
            .filter_map(|block| {
                let sign = block.skills.iter().find(|skill| skill.skill.as_str() == SIGN)?;
                let floor = sign.floor.max(1);
                (!permits(sign.serving, floor)).then(|| Breach {
                    rule: self.id(),
                    severity: self.provision().severity,
                    officer: None,
                    from: block.date,
                    to: block.date,
                    observed: Quantity::Count(sign.serving),
                    limit: Quantity::Count(floor),
                    citation: self.citation(),
                    local: None,
                })
            })
            .collect()
    }
}
