//! The seal of an approved roster: SHA-256 over its canonical text, which an export repeats.

use sha2::{Digest, Sha256};

use crate::domain::roster::{Assignment, RosterHead};
use crate::domain::rules::RuleBook;

/// The canonical text: centre, period, version, rule values and local rules, proof, then one line an assignment by officer
/// and date.
#[must_use]
pub fn canonical_text(head: &RosterHead, book: &RuleBook, assignments: &[Assignment]) -> String {
    let rules = book.values();
    let mut lines = vec![
        "catruc-roster-1".to_owned(),
        format!("centre {}", head.centre),
        format!("period {} {}", head.period.first, head.period.days),
        format!("version {}", head.version),
        format!(
            "rules vietnam day {} overtime_day {} overtime_month {} overtime_year {} rest {} rest_shift_change {} weekly_rest {}",
            rules.day,
            rules.overtime_day,
            rules.overtime_month,
            rules.overtime_year,
            rules.rest,
            rules.rest_shift_change,
            rules.weekly_rest
        ),
    ];
    lines.extend(book.local().iter().map(|rule| {
        let number = |value: Option<i32>| value.map_or_else(|| "none".to_owned(), |value| value.to_string());
        let weight = rule.weight.map_or_else(|| "hard".to_owned(), |weight| format!("{weight:.4}"));
        let (least, most) = (number(rule.minimum), number(rule.maximum));
        format!("rule {} {:?} at_least {least} at_most {most} weight {weight}", rule.id, rule.subject)
    }));
    if let Some(proof) = head.proof {
        let bound = proof.bound.map_or_else(|| "none".to_owned(), |bound| format!("{bound:.4}"));
        lines.push(format!("objective {:.4} bound {bound}", proof.objective));
    }
    let mut cells: Vec<String> =
        assignments.iter().map(|cell| format!("{},{},{}", cell.officer, cell.date, cell.shift)).collect();
    cells.sort();
    lines.extend(cells);
    lines.join("\n") + "\n"
}

/// The seal of the canonical text, in hexadecimal.
#[must_use]
pub fn seal(text: &str) -> String {
    use std::fmt::Write;
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::RosterId;
    use crate::domain::period::Period;
    use crate::domain::roster::RosterStatus;
    use crate::domain::rules::RulePack;

    #[test]
    fn the_seal_depends_on_every_cell_and_on_no_order() {
        let head = RosterHead {
            id: RosterId(1),
            centre: "A".into(),
            period: Period { first: "2026-03-02".parse().expect("a date"), days: 28 },
            version: 1,
            status: RosterStatus::Submitted,
            revision: 3,
            submitted_by: None,
            returned_because: None,
            proof: None,
            seal: None,
        };
        let cell = |officer: &str, shift: &str| Assignment {
            officer: officer.into(),
            date: "2026-03-02".parse().expect("a date"),
            shift: shift.into(),
            pinned: false,
        };
        let of = |cells: &[Assignment]| seal(&canonical_text(&head, &RuleBook::of_values(RulePack::vietnam()), cells));
        assert_eq!(of(&[cell("P1", "R"), cell("P2", "R")]), of(&[cell("P2", "R"), cell("P1", "R")]));
        assert_ne!(of(&[cell("P1", "R"), cell("P2", "R")]), of(&[cell("P1", "R"), cell("P2", "L")]));
        assert_eq!(seal(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
