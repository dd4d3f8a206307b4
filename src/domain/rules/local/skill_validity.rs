//! Skills that are held on some days only: a licence that runs out, an authorisation that begins, a training to come.

use super::{LocalKind, LocalRule, Needs, Subject};
use crate::domain::ids::SkillCode;
use crate::domain::officer::Officer;
use crate::domain::period::Period;

/// Days (`from`, `to`) on which whoever the row binds holds the skills `with`; outside them these do not count.
///
/// It finds no breach by itself: it says which skills of `officers.csv` count for plan, cover and rules. Whom a row with a skill
/// for its scope binds is asked of all that are on file.
pub struct SkillValidity;

impl LocalKind for SkillValidity {
    fn id(&self) -> &'static str {
        "skill-validity"
    }

    fn lines(&self) -> &'static [u8] {
        &[2]
    }

    fn needs(&self) -> Needs {
        Needs { with: true, ..Needs::default() }
    }

    fn has_price(&self) -> bool {
        false
    }

    fn takes_examples(&self) -> bool {
        false
    }
}

/// The skills of `officer` that count in a roster of `period`: those that `rows` leave valid on every one of its days.
///
/// A roster knows one set of skills for each officer, so that a skill that runs out within it does not count in it at all.
/// Of several rows about one skill any may cover a day; a skill without a row is always valid. Whom a row with a skill for
/// its scope binds is asked of the skills as they stand in `officers.csv`.
#[must_use]
pub fn counted(rows: &[LocalRule], officer: &Officer, period: &Period) -> Vec<SkillCode> {
    let speaks = |row: &&LocalRule| {
        let is_validity = matches!(row.subject, Subject::Kind(kind) if kind.id() == SkillValidity.id());
        is_validity && row.weight != Some(0.0) && row.binds(officer)
    };
    let rows: Vec<&LocalRule> = rows.iter().filter(speaks).collect();
    let is_valid = |skill: &&SkillCode| {
        let about: Vec<&&LocalRule> =
            rows.iter().filter(|row| row.with.iter().any(|code| code == skill.as_str())).collect();
        about.is_empty() || period.iter().all(|date| about.iter().any(|row| row.in_force(date)))
    };
    officer.skills.iter().filter(is_valid).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::row;
    use super::super::{LocalRuleRow, RowProblem, RuleScope};
    use super::*;
    use crate::domain::rules::{RuleBook, RulePack, example};

    /// The skills that count in a week from Monday 2 March 2026 of an officer who has two.
    fn in_the_week(rows: &[LocalRuleRow]) -> Vec<SkillCode> {
        let record = example::read("skills civil land, period 2026-03-02 7").expect("a readable record").record;
        let book = RuleBook::load(RulePack::vietnam(), rows).expect("rows that load");
        book.skills_counted(&record.officer, &record.period)
    }

    fn land(columns: &str) -> LocalRuleRow {
        row("skill-validity", &format!("officer=P1 with=land {columns}"))
    }

    fn both() -> [SkillCode; 2] {
        ["civil".into(), "land".into()]
    }

    #[test]
    fn a_skill_that_is_valid_on_every_day_counts() {
        assert_eq!(in_the_week(&[]), both());
        assert_eq!(in_the_week(&[land("from=2026-03-02 to=2026-03-08")]), both());
        assert_eq!(in_the_week(&[land("from=2026-03-02")]), both());
        assert_eq!(in_the_week(&[land("to=2026-03-08")]), both());
    }

    #[test]
    fn a_skill_that_is_missing_on_one_day_does_not_count() {
        let civil: [SkillCode; 1] = ["civil".into()];
        assert_eq!(in_the_week(&[land("from=2026-03-03")]), civil, "it begins on Tuesday");
        assert_eq!(in_the_week(&[land("to=2026-03-07")]), civil, "it runs out on Saturday");
        assert_eq!(in_the_week(&[land("to=2026-03-01")]), civil, "it ran out the day before");
        assert_eq!(in_the_week(&[land("from=2026-03-09")]), civil, "it begins the day after");
    }

    #[test]
    fn of_several_rows_any_covers_a_day() {
        let (until, after) = (land("to=2026-03-04"), land("from=2026-03-05"));
        assert_eq!(in_the_week(&[until.clone(), after]), both());
        assert_eq!(in_the_week(&[until.clone(), land("from=2026-03-06")]), ["civil".into()], "Thursday is open");
        let of_all = LocalRuleRow { scope: RuleScope::All, ..land("from=2026-03-05") };
        assert_eq!(in_the_week(&[until, of_all]), both(), "no row is more specific");
    }

    #[test]
    fn other_officers_other_skills_and_rows_that_are_switched_off_change_nothing() {
        assert_eq!(in_the_week(&[row("skill-validity", "officer=P2 with=land to=2026-03-04")]), both());
        assert_eq!(in_the_week(&[row("skill-validity", "officer=P1 with=sign to=2026-03-04")]), both());
        assert_eq!(in_the_week(&[row("skill-validity", "worker_types=TN with=land to=2026-03-04")]), both());
        assert_eq!(in_the_week(&[land("to=2026-03-04 weight=0")]), both());
        assert_eq!(in_the_week(&[row("required-skill", "with=land to=2026-03-04")]), both(), "another kind");
        assert_eq!(in_the_week(&[row("skill-validity", "with=land;civil to=2026-03-04")]), [], "everybody's");
        assert_eq!(in_the_week(&[row("skill-validity", "skill=civil with=civil;land to=2026-03-04")]), []);
    }

    #[test]
    fn a_skill_is_held_or_not_and_has_no_price() {
        let refused = LocalRule::read(&land("to=2026-03-04 weight=2")).expect_err("a price");
        assert!(matches!(refused, RowProblem::Unreadable { column: "weight", .. }), "{refused}");
    }
}
