//! Overtime under an emergency order.
//!
//! Source: Labour Code 45/2019/QH14, art. 108: for a defence order, a disaster, a fire or a dangerous epidemic the employer
//! may ask for overtime on any day and without the limits of art. 107, and nobody may refuse it. So on days under an order
//! the consent and the caps of the day, the month and the year do not stand in the way; each such finding is told as lifted,
//! with the order. Everything else stays: rest, leave, double booking, skills, minors, and whoever has a protected standing.
//!
//! Minutes worked under an order count. A cap of a month or a year is lifted only where no ordinary day needs it lifted: by
//! the last ordinary day with overtime, whatever was worked until then, under the order or not, must be within the cap.

use super::example::Example;
use super::{Breach, LabourRule, Provision, RulePack, Status};
use crate::domain::officer::OvertimeStanding;
use crate::domain::work_record::{WorkRecord, WorkedShift};

/// Stable identifier.
pub const ID: &str = "emergency";
/// The article.
pub const CITATION: &str = "Labour Code 45/2019/QH14, art. 108";
/// The rules that an order lifts on its days. Of [`super::protected_officers`] that is the consent to work at night: nothing is
/// lifted for whoever has a protected standing.
pub const LIFTED: [&str; 5] =
    ["consent", "daily-hours", "overtime-monthly", "overtime-yearly", super::protected_officers::ID];
/// Those of them that stay for officers whom [`super::raised_caps`] keeps at the caps of art. 107.
const UNRAISED: [&str; 2] = ["overtime-monthly", "overtime-yearly"];

/// Verdicts on the rules of [`LIFTED`] together: broken when one of them stays hard.
pub const EXAMPLES: &[Example] = &[
    Example::kept(
        "nobody has answered, and five hours, on a day of the order",
        "standing consent, order 2026-03-03 2026-03-04, 2026-03-03 R +300",
    ),
    Example::broken("the day after its last", "order 2026-03-02 2026-03-03, 2026-03-04 R +241"),
    Example::broken("the day before its first", "standing consent, order 2026-03-04 2026-03-05, 2026-03-03 R +60"),
    Example::broken("an order of another centre", "order 2026-03-03 2026-03-03, 2026-03-03 R +241 @ELSEWHERE"),
    Example::kept(
        "the month is passed under the order, after ordinary overtime within the cap",
        "order 2026-03-04 2026-03-04, overtime 2026-03 2280, 2026-03-03 R +120, 2026-03-04 R +240",
    ),
    Example::broken(
        "minutes under the order count for the ordinary day after it",
        "order 2026-03-03 2026-03-03, overtime 2026-03 2160, 2026-03-03 R +240, 2026-03-04 R +1",
    ),
    Example::broken(
        "ordinary overtime beyond the cap before the order",
        "order 2026-03-04 2026-03-04, overtime 2026-03 2400, 2026-03-03 R +1, 2026-03-04 R +240",
    ),
    Example::kept(
        "two hundred hours a year are passed under the order",
        "order 2026-12-01 2026-12-02, overtime 2026-02 11990, 2026-12-01 R +180",
    ),
    Example::kept(
        "a night, and nobody has answered",
        "standing consent, order 2026-03-03 2026-03-03, 2026-03-03 14:30-22:30 =450 +30",
    ),
    Example::broken(
        "a night in normal time is no overtime, and nobody has answered",
        "standing consent, order 2026-03-03 2026-03-03, 2026-03-03 14:30-22:30 =450",
    ),
    Example::broken(
        "a protected standing stays protected, after a bar too",
        "barred 2026-02-28, order 2026-03-03 2026-03-03, 2026-03-03 R +60",
    ),
];

/// Since when and for whom.
#[must_use]
pub fn provision() -> Provision {
    Provision { status: Status::Partly, ..Provision::labour_code("OT-12", EXAMPLES) }
}

/// Whether an order lifts what `rule` has `found` in `record` by the `values`. The rule is asked once more about the work up to
/// the last ordinary day that counts for the finding.
#[must_use]
pub fn lifts(rule: &dyn LabourRule, record: &WorkRecord, found: &Breach, values: &RulePack) -> bool {
    if record.ordered.is_empty()
        || !LIFTED.contains(&rule.id())
        || record.officer.overtime == OvertimeStanding::Barred
        || values.never_raised && UNRAISED.contains(&rule.id())
        || !provision().binds(record.officer.worker_type, found.to)
    {
        return false;
    }
    let judge = |shifts: Vec<WorkedShift>| rule.breaches(&WorkRecord { shifts, ..record.clone() }, values);
    let overtime = || {
        record
            .in_period()
            .filter(|worked| worked.shift.overtime_minutes > 0 && found.from <= worked.date && worked.date <= found.to)
    };
    if !overtime().any(|worked| record.is_ordered(worked)) {
        return false;
    }
    // Overtime that rests on another consent, say, is nothing to the limit of this one.
    let counts = |worked: &&WorkedShift| {
        let others = record.shifts.iter().filter(|other| other != worked).cloned().collect();
        let same = |again: &Breach| again.limit == found.limit && again.observed == found.observed;
        !judge(others).iter().any(same)
    };
    let ordinary: Vec<&WorkedShift> = overtime().filter(|worked| !record.is_ordered(worked)).collect();
    let last = ordinary.into_iter().rev().find(counts).map(|worked| worked.date);
    let Some(last_ordinary) = last else { return true };
    let until_then = record.shifts.iter().filter(|worked| worked.date <= last_ordinary).cloned().collect();
    let stands = |again: &Breach| again.from == found.from && again.limit == found.limit;
    !judge(until_then).iter().any(stands)
}

#[cfg(test)]
mod tests {
    use rand::rngs::StdRng;
    use rand::{Rng, SeedableRng};

    use super::*;
    use crate::domain::emergency::OrderedDays;
    use crate::domain::officer::Consent;
    use crate::domain::rules::example::{consent, read, record};
    use crate::domain::rules::{LABOUR_RULES, Quantity, RuleBook, RulePack, Severity};
    use crate::domain::weekdays::Weekdays;

    fn judged(record: &WorkRecord) -> Vec<Breach> {
        RuleBook::of_values(RulePack::vietnam()).breaches_of(record)
    }

    #[test]
    fn every_lifted_rule_is_one_of_the_law_and_the_citation_names_an_article() {
        for id in LIFTED {
            assert!(LABOUR_RULES.iter().any(|rule| rule.id() == id), "{id}");
        }
        assert!(CITATION.contains("art. 108") && EXAMPLES.iter().any(|example| example.broken));
    }

    #[test]
    fn what_is_lifted_is_still_told_with_its_figures() {
        let record = read("standing consent, order 2026-03-03 2026-03-03, 2026-03-03 R +300").expect("facts").record;
        let told: Vec<_> = judged(&record).into_iter().map(|found| (found.rule, found.severity)).collect();
        assert!(told.contains(&("consent", Severity::Lifted)), "{told:?}");
        assert!(told.contains(&("daily-hours", Severity::Lifted)), "{told:?}");
    }

    #[test]
    fn rest_leave_and_protection_stand_under_an_order() {
        for (facts, rule) in [
            ("order 2026-03-03 2026-03-04, 2026-03-03 13:00-23:00 +120, 2026-03-04 06:00-11:30", "rest-between-shifts"),
            ("order 2026-03-03 2026-03-03, barred 2026-03-31, 2026-03-03 R +60", "protected-officer"),
            ("order 2026-03-03 2026-03-03, leave 2026-03-03, 2026-03-03 R +60", "leave"),
            ("order 2026-03-03 2026-03-03, cannot 2026-03-03, 2026-03-03 R +60", "unavailable"),
        ] {
            let found = judged(&read(facts).expect("facts").record);
            let hard = |found: &Breach| found.rule == rule && found.severity == Severity::Hard;
            assert!(found.iter().any(hard), "{facts}: {found:?}");
        }
    }

    /// Two consents that share the week: one for Tuesday and Thursday, one for the other working days.
    fn two_consents(record: &mut WorkRecord, limits: [Option<i32>; 2]) {
        for (weekdays, max_minutes_per_month) in [[2, 4, 4], [1, 3, 5]].into_iter().zip(limits) {
            let given = consent("2026-03-01", "2026-03-31", None, max_minutes_per_month);
            record.consents.push(Consent { weekdays: Weekdays::from_numbers(weekdays), ..given });
        }
    }

    #[test]
    fn an_order_lifts_one_limit_of_a_month_and_not_the_other_that_ordinary_days_pass() {
        let ordinary = "2026-03-03 R +180, 2026-03-05 R +180, 2026-03-10 R +180, 2026-03-12 R +180";
        let ordered = "2026-03-16 R +200, 2026-03-18 R +200, 2026-03-20 R +200";
        let facts = format!("standing consent, order 2026-03-16 2026-03-20, {ordinary}, {ordered}");
        let mut record = read(&facts).expect("facts").record;
        two_consents(&mut record, [Some(600), Some(1200)]);
        let told: Vec<_> = judged(&record).into_iter().filter(|found| found.rule == "consent").collect();
        let told: Vec<_> = told.iter().map(|found| (found.severity, found.limit)).collect();
        let minutes = Quantity::Minutes;
        assert_eq!(
            told,
            [(Severity::Hard, minutes(600)), (Severity::Lifted, minutes(1200))],
            "720 evenings, 1,320 in all"
        );
    }

    #[test]
    fn ordinary_overtime_under_another_consent_does_not_keep_a_limit_from_being_lifted() {
        let ordered = "2026-03-03 R +400, 2026-03-05 R +400";
        let facts =
            format!("standing consent, period 2026-03-02 14, order 2026-03-02 2026-03-05, {ordered}, 2026-03-06 R +60");
        let mut record = read(&facts).expect("facts").record;
        two_consents(&mut record, [Some(600), None]);
        let hard = |found: &Breach| found.rule == "consent" && found.severity == Severity::Hard;
        assert!(!judged(&record).iter().any(hard), "{:?}", judged(&record));
        record.shifts.last_mut().expect("Friday").date = "2026-03-10".parse().expect("a Tuesday");
        assert!(judged(&record).iter().any(hard), "an ordinary Tuesday rests on the limit");
    }

    #[test]
    fn a_day_that_is_too_long_without_overtime_is_not_the_orders_matter() {
        let record = read("order 2026-03-03 2026-03-03, 2026-03-03 06:00-19:00 =721").expect("facts").record;
        let hard = |found: &Breach| found.rule == "daily-hours" && found.severity == Severity::Hard;
        assert!(judged(&record).iter().any(hard));
    }

    /// Four weeks of shifts drawn at random, with consents, bars and balances that make the caps bind.
    fn any_record(rng: &mut StdRng) -> WorkRecord {
        let mut days: Vec<String> = Vec::new();
        for day in 2..=29 {
            if rng.random_bool(0.6) {
                let shift = ["R", "06:30-11:30", "13:00-21:30", "R", "08:00-20:00"][rng.random_range(0..5)];
                let overtime = [0, 0, 60, 180, 240, 300][rng.random_range(0..6)];
                days.push(format!("2026-03-{day:02} {shift} +{overtime}"));
            }
        }
        let standing = ["standing allowed", "standing consent", "barred 2026-03-10"][rng.random_range(0..3)];
        let carried = rng.random_range(0..2400);
        let facts = format!(
            "{standing}, period 2026-03-02 28, overtime 2026-03 {carried}, overtime 2026-02 {}, leave 2026-03-12, {}",
            rng.random_range(6000..12_000),
            days.join(", ")
        );
        let mut record = read(&facts).expect("facts").record;
        if rng.random_bool(0.6) {
            let mut limit = || rng.random_bool(0.7).then(|| rng.random_range(2..20) * 60);
            let limits = [limit(), limit()];
            two_consents(&mut record, limits);
        }
        record
    }

    #[test]
    fn an_order_lifts_nothing_but_its_rules_on_its_own_days_and_hides_nothing() {
        let mut rng = StdRng::seed_from_u64(108);
        let (mut lifted, mut stayed) = (0, 0);
        for _ in 0..400 {
            let plain = any_record(&mut rng);
            let first = plain.period.first + chrono::Days::new(rng.random_range(0..20));
            let last = first + chrono::Days::new(rng.random_range(0..8));
            let ordered =
                WorkRecord { ordered: vec![OrderedDays { centre: "C".into(), first, last }], ..plain.clone() };
            let (before, after) = (judged(&plain), judged(&ordered));
            // The same findings with the same figures: only their severity may differ.
            let as_hard = |found: &Breach| match found.severity {
                Severity::Lifted => Breach { severity: Severity::Hard, ..found.clone() },
                Severity::Hard | Severity::Soft => found.clone(),
            };
            assert_eq!(after.iter().map(as_hard).collect::<Vec<_>>(), before);
            assert!(before.iter().all(|found| found.severity != Severity::Lifted));
            for found in after.iter().filter(|found| found.severity == Severity::Lifted) {
                assert!(LIFTED.contains(&found.rule), "{found:?}");
                assert!(found.from <= last && first <= found.to, "{found:?} for {first} to {last}");
                assert_ne!(ordered.officer.overtime, OvertimeStanding::Barred);
                lifted += 1;
            }
            // Without what was worked under the order nothing hard would be left of the lifted rules: it hid nothing else.
            let mut ordinary = plain.clone();
            ordinary.shifts.retain(|worked| !ordered.is_ordered(worked));
            for found in judged(&ordinary).iter().filter(|found| LIFTED.contains(&found.rule)) {
                let stands = |other: &Breach| {
                    other.severity == Severity::Hard && (other.rule, other.limit) == (found.rule, found.limit)
                };
                assert!(after.iter().any(stands), "{found:?} was lost: {after:?}");
                stayed += 1;
            }
        }
        assert!(lifted > 100 && stayed > 100, "{lifted} lifted, {stayed} stayed");
    }

    #[test]
    fn under_no_order_nothing_is_lifted() {
        let record = record(&["standing consent", "2026-03-03 R +300"]);
        assert!(record.ordered.is_empty());
        assert!(judged(&record).iter().all(|found| found.severity != Severity::Lifted));
    }
}
