use proptest::prelude::*;

use super::*;
use crate::domain::officer::WorkerType;
use crate::domain::rules::centre_record::CentreExample;
use crate::domain::rules::example;
use crate::domain::rules::example::record;
use crate::domain::rules::local::RowDetails;
use crate::domain::rules::{Provision, Quantity, breaches_in, double_booking};

/// A row that binds everybody.
fn row(id: &str, kind: &str) -> LocalRuleRow {
    LocalRuleRow {
        id: id.into(),
        kind: kind.into(),
        scope: RuleScope::All,
        window: None,
        minimum: None,
        maximum: None,
        weight: None,
        from: None,
        to: None,
        more: RowDetails::default(),
    }
}

fn load(rows: &[LocalRuleRow]) -> RuleBook {
    RuleBook::load(RulePack::vietnam(), rows).expect("a pack that loads")
}

fn refused(row: LocalRuleRow) -> PackError {
    RuleBook::load(RulePack::vietnam(), &[row]).expect_err("a row that is refused")
}

fn found(book: &RuleBook, shifts: &[&str], rule: &str) -> Vec<Breach> {
    book.breaches_of(&record(shifts)).into_iter().filter(|breach| breach.rule == rule).collect()
}

#[test]
fn every_worked_example_of_the_law_comes_out_as_it_says() {
    assert_eq!(try_examples_of_the_law(), Ok(()));
}

#[test]
fn a_pack_whose_example_fails_is_refused_by_row_and_example() {
    let wrong = LocalRuleRow {
        maximum: Some(180),
        more: RowDetails { examples: Some("2026-03-03 R +180 => broken".into()), ..RowDetails::default() },
        ..row("R7", "daily-hours")
    };
    let error = refused(LocalRuleRow { maximum: Some(700), ..wrong }).to_string();
    assert!(
        error.contains("R7") && error.contains("2026-03-03 R +180") && error.contains("should be broken"),
        "{error}"
    );
    let right = LocalRuleRow {
        maximum: Some(600),
        more: RowDetails {
            examples: Some("2026-03-03 R +121 => broken; 2026-03-03 R +120 => kept".into()),
            ..Default::default()
        },
        ..row("R7", "daily-hours")
    };
    assert_eq!(load(&[right]).local().len(), 1);
}

fn with_examples(kind: &str, maximum: i64, examples: &str) -> LocalRuleRow {
    let more = RowDetails {
        shifts: Some("evening".into()),
        with: Some("land".into()),
        hours: Some("17:00-21:00".into()),
        examples: Some(examples.into()),
        ..RowDetails::default()
    };
    LocalRuleRow { window: Some("week".into()), maximum: Some(maximum), more, ..row("R7", kind) }
}

#[test]
fn an_example_of_a_row_about_all_officers_is_judged_as_a_centre_of_one() {
    let (one, two) = (
        "period 2026-03-02 7, 2026-03-03 17:30-20:30 evening",
        "period 2026-03-02 7, 2026-03-03 17:30-20:30 evening, 2026-03-04 17:30-20:30 evening",
    );
    load(&[with_examples("centre-shifts", 1, &format!("{one} => kept; {two} => broken"))]);
    let elsewhere = RuleScope::Centre("P01-77".into());
    load(&[LocalRuleRow { scope: elsewhere, ..with_examples("centre-shifts", 1, &format!("{two} => broken")) }]);
    for wrong in [format!("{two} => kept"), format!("{one} => broken")] {
        let error = refused(with_examples("centre-shifts", 1, &wrong));
        assert!(matches!(&error, PackError::ExampleFails { rule, .. } if rule == "R7"), "{error}");
    }
    load(&[with_examples("officers-used", 0, &format!("{one} => broken"))]);
    // An hour on a working day, on a holiday and on a Saturday: 90, 180 and 120 minutes of pay.
    let hour = "17:30-18:30 evening =0 +60";
    let paid = format!("period 2026-03-02 7, off 2026-03-06, 2026-03-03 {hour}, 2026-03-06 {hour}, 2026-03-07 {hour}");
    load(&[with_examples("pay-minutes", 390, &format!("{paid} => kept"))]);
    load(&[with_examples("pay-minutes", 389, &format!("{paid} => broken"))]);
    load(&[with_examples("pay-minutes", 360, &format!("made-up 2026-03-07, {paid} => kept"))]);
}

#[test]
fn an_example_that_one_record_cannot_show_is_refused() {
    let crew = ["present", "concurrent", "missing-below-floor", "missing-below-target", "surplus-spread"];
    let others = ["same-crew", "changed-cells", "balance-overtime", "balance-shifts", "skill-validity"];
    for kind in crew.into_iter().chain(others) {
        let with = |examples| LocalRuleRow { minimum: Some(1), ..with_examples(kind, 1, examples) };
        let error = refused(with("2026-03-03 R => kept"));
        assert!(matches!(&error, PackError::ExampleImpossible { row, .. } if row == "R7"), "{error}");
        load(&[with("")]);
    }
    for rule in CENTRE_RULES {
        let more = RowDetails { examples: Some("2026-03-03 R => kept".into()), ..RowDetails::default() };
        let error = refused(LocalRuleRow { more, ..row("R7", rule.id()) });
        assert_eq!(error, PackError::ExampleImpossible { row: "R7".into(), kind: rule.id() });
        assert!(error.to_string().contains(rule.id()), "{error}");
    }
}

#[test]
fn an_unreadable_row_says_what_is_wrong_and_how_to_mend_it() {
    let unknown = refused(row("R1", "siesta")).to_string();
    assert!(
        unknown.contains("R1") && unknown.contains("siesta") && unknown.contains("docs/constraints.md"),
        "{unknown}"
    );
    let window =
        refused(LocalRuleRow { window: Some("fortnight".into()), maximum: Some(3), ..row("R2", "days-worked") });
    assert!(window.to_string().contains("14d"), "{window}");
    let missing = refused(LocalRuleRow { maximum: Some(3), ..row("R3", "days-worked") });
    assert!(missing.to_string().contains("window"), "{missing}");
    let side = refused(LocalRuleRow { minimum: Some(3), ..row("R4", "overtime-monthly") });
    assert!(side.to_string().contains("no such limit"), "{side}");
}

#[test]
fn a_row_replaces_the_number_of_a_rule_between_its_dates() {
    let stricter = LocalRuleRow {
        maximum: Some(600),
        from: "2026-03-03".parse().ok(),
        to: "2026-03-04".parse().ok(),
        ..row("R1", "daily-hours")
    };
    let book = load(&[stricter]);
    let shifts = ["2026-03-02 R +180", "2026-03-03 R +180", "2026-03-04 R +180", "2026-03-05 R +180"];
    let days: Vec<String> = found(&book, &shifts, "daily-hours").iter().map(|breach| breach.from.to_string()).collect();
    assert_eq!(days, ["2026-03-03", "2026-03-04"]);
}

#[test]
fn the_officers_row_wins_over_the_centres_and_the_later_one_over_the_earlier() {
    let all = LocalRuleRow { maximum: Some(600), ..row("A", "daily-hours") };
    let own = LocalRuleRow { scope: RuleScope::Officer("P1".into()), maximum: Some(540), ..row("B", "daily-hours") };
    let later = LocalRuleRow { from: "2026-03-03".parse().ok(), maximum: Some(570), ..own.clone() };
    let later = LocalRuleRow { id: "0".into(), ..later };
    let book = load(&[own, all, later]);
    let limits: Vec<Quantity> = found(&book, &["2026-03-02 R +120", "2026-03-03 R +120"], "daily-hours")
        .iter()
        .map(|breach| breach.limit)
        .collect();
    assert_eq!(limits, [Quantity::Minutes(540), Quantity::Minutes(570)]);
    let officer = record(&["2026-03-02 R"]).officer;
    assert_eq!(book.values_for(&officer, "2026-03-02".parse().expect("a date")).day, 540);
}

#[test]
fn a_breach_before_a_rule_is_switched_off_is_not_hidden_by_the_days_after() {
    let ground = RowDetails { citation: Some("order 3".into()), ..RowDetails::default() };
    let off =
        LocalRuleRow { weight: Some(0.0), from: "2026-03-12".parse().ok(), more: ground, ..row("R1", "weekly-rest") };
    let days: Vec<String> = (2..=15).map(|day| format!("2026-03-{day:02} R")).collect();
    let days: Vec<&str> = days.iter().map(String::as_str).collect();
    let breaches = found(&load(&[off]), &days, "weekly-rest");
    assert_eq!(breaches.iter().map(|breach| breach.to.to_string()).collect::<Vec<_>>(), ["2026-03-11"]);
}

#[test]
fn the_work_after_the_period_is_judged_by_the_row_of_its_last_day() {
    let ground = RowDetails { citation: Some("order 3".into()), ..RowDetails::default() };
    let off = |from: &str, to: &str| {
        let (from, to) = (from.parse().ok(), to.parse().ok());
        load(&[LocalRuleRow { weight: Some(0.0), from, to, more: ground.clone(), ..row("R1", "weekly-rest") }])
    };
    let days: Vec<String> = (8..=14).map(|day| format!("2026-03-{day:02} R")).collect();
    let facts: Vec<&str> = std::iter::once("period 2026-03-02 7").chain(days.iter().map(String::as_str)).collect();
    assert_eq!(found(&off("2026-03-02", "2026-03-05"), &facts, "weekly-rest").len(), 1);
    assert_eq!(found(&off("2026-03-06", "2026-03-31"), &facts, "weekly-rest"), []);
}

#[test]
fn too_short_a_rest_under_a_row_is_not_lost_with_its_last_day() {
    let longer = LocalRuleRow { minimum: Some(1680), to: "2026-03-08".parse().ok(), ..row("R1", "weekly-rest") };
    let days: Vec<String> = (2..=8).map(|day| format!("2026-03-{day:02} 13:00-20:30")).collect();
    let facts: Vec<&str> = std::iter::once("period 2026-03-02 14").chain(days.iter().map(String::as_str)).collect();
    let breaches = found(&load(&[longer]), &facts, "weekly-rest");
    assert!(breaches.iter().any(|breach| breach.limit == Quantity::Minutes(1680)), "{breaches:?}");
}

#[test]
fn a_run_that_ends_with_its_row_is_found() {
    let evenings = LocalRuleRow {
        maximum: Some(1),
        to: "2026-03-11".parse().ok(),
        more: RowDetails { shifts: Some("evening".into()), ..RowDetails::default() },
        ..row("R1", "weeks-in-a-row")
    };
    let shifts = ["period 2026-03-02 14", "2026-03-03 17:30-20:30 evening", "2026-03-11 17:30-20:30 evening"];
    assert_eq!(found(&load(&[evenings]), &shifts, "weeks-in-a-row").len(), 1);
}

#[test]
fn a_row_binds_its_worker_types_only() {
    let staff = LocalRuleRow {
        maximum: Some(500),
        more: RowDetails { worker_types: Some("HD;TN".into()), ..RowDetails::default() },
        ..row("R1", "daily-hours")
    };
    let book = load(&[staff]);
    assert_eq!(found(&book, &["2026-03-02 R +60"], "daily-hours"), []);
    assert_eq!(found(&book, &["type HD", "2026-03-02 R +60"], "daily-hours").len(), 1);
}

#[test]
fn a_milder_row_needs_a_ground_and_a_stricter_one_does_not() {
    let sixty_hours = LocalRuleRow { maximum: Some(3600), ..row("R1", "overtime-monthly") };
    assert!(matches!(
        refused(sixty_hours.clone()),
        PackError::Row { problem: RowProblem::MilderWithoutGround("overtime-monthly"), .. }
    ));
    let soft = LocalRuleRow { weight: Some(5.0), ..row("R2", "weekly-rest") };
    assert!(matches!(refused(soft), PackError::Row { problem: RowProblem::MilderWithoutGround(_), .. }));
    let ground = RowDetails { citation: Some("NQ 17/2022/UBTVQH15, art. 1(2)".into()), ..RowDetails::default() };
    let book = load(&[LocalRuleRow { more: ground, ..sixty_hours }]);
    let shifts = ["overtime 2026-03 2400", "2026-03-02 R +60"];
    assert_eq!(found(&book, &shifts, "overtime-monthly"), []);
    assert_eq!(found(&load(&[]), &shifts, "overtime-monthly").len(), 1);
}

#[test]
fn a_raised_cap_does_not_reach_a_protected_officer() {
    let ground = RowDetails { citation: Some("NQ 17/2022/UBTVQH15, art. 1(2)".into()), ..RowDetails::default() };
    let raised = RulePack { overtime_month: 3600, ..RulePack::vietnam() };
    let book = RuleBook::load(raised, &[LocalRuleRow { more: ground, ..row("x", "short-rest") }]).expect("loads");
    let shifts = ["barred 2026-02-28", "overtime 2026-03 2400", "2026-03-02 R +60"];
    assert_eq!(found(&book, &shifts, "overtime-monthly"), []);
    assert_eq!(found(&book, &shifts, "raised-caps")[0].limit, Quantity::Minutes(2400));
}

#[test]
fn an_order_does_not_take_whoever_is_named_past_the_caps_of_the_law() {
    let shifts = ["order 2026-03-03 2026-03-03", "overtime 2026-03 2400", "2026-03-03 R +60"];
    let severity = |rows: &[LocalRuleRow]| found(&load(rows), &shifts, "overtime-monthly")[0].severity;
    assert_eq!(severity(&[]), Severity::Lifted);
    assert_eq!(severity(&[names("raised-caps")]), Severity::Hard);
}

fn sixty_hours_a_month() -> LocalRuleRow {
    let ground = RowDetails { citation: Some("NQ 17/2022/UBTVQH15, art. 1(2)".into()), ..RowDetails::default() };
    LocalRuleRow { maximum: Some(3600), more: ground, ..row("S", "overtime-monthly") }
}

/// A row that names the officer of every example.
fn names(kind: &str) -> LocalRuleRow {
    let maximum = (kind == "minors").then_some(600);
    LocalRuleRow { scope: RuleScope::Officer("P1".into()), maximum, ..row("N", kind) }
}

#[test]
fn a_cap_that_a_row_raises_does_not_reach_a_protected_officer_either() {
    let shifts = ["barred 2026-02-28", "overtime 2026-03 2640", "2026-03-02 R +60"];
    let breaches = found(&load(&[sixty_hours_a_month()]), &shifts, "raised-caps");
    assert_eq!(breaches[0].limit, Quantity::Minutes(2400));
    assert_eq!(found(&load(&[sixty_hours_a_month()]), &shifts[1..], "raised-caps"), []);
    // Only on the days of the row.
    let later = LocalRuleRow { from: "2026-04-01".parse().ok(), ..sixty_hours_a_month() };
    assert_eq!(found(&load(std::slice::from_ref(&later)), &shifts, "raised-caps"), []);
    assert_eq!(found(&load(&[later]), &shifts, "overtime-monthly").len(), 1);
}

#[test]
fn whoever_agreed_and_is_named_keeps_forty_hours_and_so_does_a_minor() {
    let shifts = ["standing consent", "consent 2026-03-01 2026-03-31", "overtime 2026-03 2640", "2026-03-02 R +60"];
    assert_eq!(found(&load(&[sixty_hours_a_month()]), &shifts, "raised-caps"), []);
    for kind in ["raised-caps", "minors"] {
        let book = load(&[sixty_hours_a_month(), names(kind)]);
        assert_eq!(found(&book, &shifts, "raised-caps").len(), 1, "{kind}");
        let own = record(&shifts);
        let values = book.values_for(&own.officer, own.period.first);
        assert_eq!(crate::domain::rules::raised_caps::month_cap(&own.officer, &values), 2400, "{kind}");
    }
    // A row about everybody sets how strict the rule is, and names nobody.
    let all = LocalRuleRow { scope: RuleScope::All, ..names("raised-caps") };
    assert_eq!(found(&load(&[sixty_hours_a_month(), all]), &shifts, "raised-caps"), []);
}

#[test]
fn the_threshold_of_the_notice_is_no_cap() {
    let ground = RowDetails { citation: Some("a letter".into()), ..RowDetails::default() };
    let notice = LocalRuleRow { maximum: Some(18_000), more: ground, ..row("R1", "overtime-notice") };
    let raised = RulePack { overtime_year: 18_000, ..RulePack::vietnam() };
    let book = RuleBook::load(raised, &[notice]).expect("loads");
    let shifts = ["barred 2026-02-28", "overtime 2026-02 12000", "2026-03-02 R +60"];
    assert_eq!(found(&book, &shifts, "raised-caps")[0].limit, Quantity::Minutes(12_000));
    let own = record(&shifts);
    let values = book.values_for(&own.officer, own.period.first);
    assert_eq!(crate::domain::rules::raised_caps::year_cap(&own.officer, &values), 12_000);
}

#[test]
fn a_shorter_day_is_shorter_than_the_normal_day_of_the_officer() {
    let short = LocalRuleRow { minimum: Some(60), ..names("shorter-day") };
    let normal = LocalRuleRow { id: "D".into(), maximum: Some(450), ..names("normal-day") };
    let shifts = ["2026-03-02 07:30-15:00 =400"];
    assert_eq!(found(&load(std::slice::from_ref(&short)), &shifts, "shorter-day"), []);
    assert_eq!(found(&load(&[short, normal]), &shifts, "shorter-day")[0].limit, Quantity::Minutes(390));
}

#[test]
fn a_weight_makes_a_rule_a_warning_and_nothing_switches_it_off() {
    let ground = RowDetails { citation: Some("decision 5".into()), ..RowDetails::default() };
    let shifts = ["2026-03-02 07:30-15:00"];
    assert_eq!(found(&load(&[]), &shifts, "break")[0].severity, Severity::Hard);
    let soft = load(&[LocalRuleRow { weight: Some(2.5), more: ground.clone(), ..row("R1", "break") }]);
    let breach = &found(&soft, &shifts, "break")[0];
    assert_eq!(breach.severity, Severity::Soft);
    assert_eq!(breach.local.as_ref().and_then(|local| local.weight), Some(2.5));
    let off = load(&[LocalRuleRow { weight: Some(0.0), more: ground, ..row("R1", "break") }]);
    assert_eq!(found(&off, &shifts, "break"), []);
}

#[test]
fn a_rule_on_request_is_silent_until_a_row_asks_for_it() {
    let shifts = ["2026-03-02 R"];
    assert_eq!(found(&load(&[]), &shifts, "shorter-day"), []);
    let mother = LocalRuleRow {
        scope: RuleScope::Officer("P1".into()),
        minimum: Some(60),
        to: "2026-03-31".parse().ok(),
        ..row("R1", "shorter-day")
    };
    let book = load(&[mother]);
    assert_eq!(found(&book, &shifts, "shorter-day")[0].limit, Quantity::Minutes(420));
    assert_eq!(found(&book, &["2026-04-01 R"], "shorter-day"), []);
}

#[test]
fn a_centres_rule_warns_by_itself_and_a_row_without_a_weight_makes_it_hard() {
    let example = &crate::domain::rules::signatory::Signatory.examples()[1];
    let judge = |book: &RuleBook, example: &CentreExample| {
        let blocks = example.services().expect("readable");
        let period = Period { first: blocks[0].date, days: 7 };
        let centre = CentreRecord {
            centre: "C".into(),
            period,
            counters: None,
            blocks,
            records: &[],
            rest_days: Default::default(),
            holidays: Default::default(),
            changed: Vec::new(),
        };
        book.judge(&centre).into_iter().map(|breach| (breach.rule, breach.severity)).collect::<Vec<_>>()
    };
    use crate::domain::rules::CentreRule;
    assert_eq!(judge(&load(&[]), example), [("signatory", Severity::Soft)]);
    assert_eq!(judge(&load(&[row("R1", "signatory")]), example), [("signatory", Severity::Hard)]);
    let elsewhere = LocalRuleRow { scope: RuleScope::Centre("D".into()), ..row("R1", "signatory") };
    assert_eq!(judge(&load(&[elsewhere]), example), [("signatory", Severity::Soft)]);
}

#[test]
fn the_day_before_the_labour_code_it_is_silent() {
    let twice = ["2020-12-31 R", "2020-12-31 18:00-20:00"];
    assert_eq!(found(&load(&[]), &twice, "double-booking"), []);
    assert_eq!(found(&load(&[]), &["2021-01-01 R", "2021-01-01 18:00-20:00"], "double-booking").len(), 1);
    assert_eq!(
        double_booking::DoubleBooking.breaches(&record(&twice), &RulePack::vietnam()).len(),
        1,
        "the rule itself"
    );
}

#[test]
fn a_hard_prohibition_closes_a_cell_and_a_soft_one_costs_its_weight() {
    let shifts = |text: &str| RowDetails { shifts: Some(text.into()), ..RowDetails::default() };
    let hard = LocalRuleRow { more: shifts("evening"), ..row("R1", "prohibited") };
    let soft = LocalRuleRow { weight: Some(4.0), more: shifts("early"), ..row("R2", "prohibited") };
    let book = load(&[hard, soft]);
    let record = record(&["2026-03-02 17:30-20:30 evening", "2026-03-03 06:30-11:30 early"]);
    let of = |at: usize| (record.shifts[at].date, &record.shifts[at].shift);
    assert!(book.row_against_cell(&record, of(0).0, of(0).1).is_some());
    assert!(book.row_against_cell(&record, of(1).0, of(1).1).is_none());
    assert_eq!(book.unwished(&record, of(1).0, of(1).1), 4.0);
}

/// A random month of work from the first Monday of March 2026 on.
fn months() -> impl Strategy<Value = Vec<String>> {
    let spans = prop::sample::select(vec![
        "R",
        "R +60",
        "R +240",
        "R +300",
        "07:30-15:00",
        "06:30-17:30 =600",
        "13:00-21:00 evening change",
        "17:30-20:30 evening",
        "07:30-22:30 +240",
        "07:30-11:30 weekend =0 +240",
    ]);
    prop::collection::btree_map(0_u64..28, spans, 1..20).prop_map(|days| {
        let first: NaiveDate = "2026-03-02".parse().expect("a date");
        days.into_iter().map(|(day, span)| format!("{} {span}", first + chrono::Days::new(day))).collect()
    })
}

/// Rules that guard a maximum: taking work away can only mend them.
const MAXIMUM_RULES: &[&str] = &[
    "double-booking",
    "leave",
    "unavailable",
    "skills",
    "daily-hours",
    "normal-day",
    "break",
    "rest-between-shifts",
    "weekly-hours",
    "week-ceiling",
    "weekly-rest",
    "rest-days-monthly",
    "consent",
    "protected-officer",
    "overtime-monthly",
    "overtime-yearly",
    "raised-caps",
    "overtime-notice",
    "time-off-in-lieu",
];

fn law_with(month: &[String], facts: &str) -> Vec<Breach> {
    let text = format!("period 2026-03-02 28, {facts}, {}", month.join(", "));
    let record = example::read(&text).expect("readable").record;
    breaches_in(&[record], &RulePack::vietnam())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn removing_a_shift_never_adds_a_breach_of_a_maximum_rule(month in months(), at in any::<prop::sample::Index>()) {
        let facts = "standing consent, leave 2026-03-10 2026-03-12, overtime 2026-03 1900, weekly 2400";
        let mut fewer = month.clone();
        fewer.remove(at.index(month.len()));
        prop_assume!(!fewer.is_empty());
        let excess = |month: &[String], rule: &str| -> i32 {
            law_with(month, facts).iter().filter(|breach| breach.rule == rule).map(Breach::beyond).sum()
        };
        let broken = |month: &[String], rule: &str| law_with(month, facts).iter().any(|breach| breach.rule == rule);
        for rule in MAXIMUM_RULES {
            prop_assert!(broken(&month, rule) || !broken(&fewer, rule), "{rule} is broken only by {fewer:?}");
            // A run of work without weekly rest may fall into two shorter ones.
            if *rule != "weekly-rest" {
                prop_assert!(excess(&fewer, rule) <= excess(&month, rule), "{rule}");
            }
        }
    }

    #[test]
    fn a_rule_is_silent_for_other_worker_types_and_outside_its_dates(month in months(), year in 2021_i32..2030) {
        for worker_type in super::super::provision::EVERYBODY {
            for breach in law_with(&month, &format!("type {worker_type:?}, asked land")) {
                let provision = LABOUR_RULES.iter().find(|rule| rule.id() == breach.rule).map(|rule| rule.provision());
                let Provision { worker_types, .. } = provision.expect("a rule of the law");
                prop_assert!(worker_types.contains(worker_type), "{} for {worker_type:?}", breach.rule);
            }
        }
        let before = month.iter().map(|shift| shift.replace("2026-", &format!("{}-", year - 40))).collect::<Vec<_>>();
        let text = format!("period {}-03-02 28, {}", year - 40, before.join(", "));
        let record = example::read(&text).expect("readable").record;
        prop_assert_eq!(breaches_in(&[record], &RulePack::vietnam()), []);
    }

    #[test]
    fn a_local_row_is_silent_outside_its_dates_and_for_other_worker_types(month in months(), most in 0_i64..600) {
        for kind in super::super::local::KINDS {
            let full = RowDetails {
                shifts: Some("evening".into()), then: Some("on".into()), with: Some("land".into()),
                hours: Some("08:00-16:00".into()), ..RowDetails::default()
            };
            let live = LocalRuleRow {
                window: Some("week".into()), maximum: Some(most), minimum: Some(most), more: full, ..row("R", kind.id())
            };
            let over = LocalRuleRow { to: "2026-02-28".parse().ok(), ..live.clone() };
            let others = LocalRuleRow {
                more: RowDetails { worker_types: Some("TN".into()), ..live.more.clone() }, ..live.clone()
            };
            let text = format!("period 2026-03-02 28, {}", month.join(", "));
            let record = example::read(&text).expect("readable").record;
            prop_assert_eq!(record.officer.worker_type, WorkerType::CC);
            for row in [over, others] {
                let book = load(&[row]);
                prop_assert!(book.breaches_of(&record).iter().all(|breach| breach.local.is_none()), "{}", kind.id());
            }
        }
    }

    /// What the optimiser takes for the month's cap is what the judge finds passed.
    #[test]
    fn the_months_cap_of_the_plan_is_that_of_the_judge(
        used in 2_000_i32..4_000,
        standing in prop::sample::select(vec!["standing allowed", "standing consent, consent 2026-03-01 2026-03-31",
            "barred 2026-02-28, consent 2026-03-01 2026-03-31"]),
        raised in any::<bool>(),
        named in prop::sample::select(vec!["", "raised-caps", "minors"]),
    ) {
        let mut rows = Vec::new();
        rows.extend(raised.then(sixty_hours_a_month));
        rows.extend((!named.is_empty()).then(|| names(named)));
        let book = load(&rows);
        let text = format!("{standing}, overtime 2026-03 {used}, 2026-03-02 R +60");
        let own = example::read(&text).expect("readable").record;
        let values = book.values_for(&own.officer, own.period.first);
        let cap = crate::domain::rules::raised_caps::month_cap(&own.officer, &values);
        let by_month = |breach: &Breach| matches!(breach.rule, "overtime-monthly" | "raised-caps");
        prop_assert_eq!(book.breaches_of(&own).iter().any(by_month), used + 60 > cap);
    }

    #[test]
    fn a_stricter_row_never_hides_a_breach(month in months(), cut in 0_i64..600) {
        let stricter = LocalRuleRow { maximum: Some(720 - cut), ..row("R", "daily-hours") };
        let text = format!("period 2026-03-02 28, {}", month.join(", "));
        let record = example::read(&text).expect("readable").record;
        let days = |book: &RuleBook| -> Vec<NaiveDate> {
            let found = book.breaches_of(&record).into_iter().filter(|breach| breach.rule == "daily-hours");
            found.map(|breach| breach.from).collect()
        };
        let (usual, strict) = (days(&load(&[])), days(&load(&[stricter])));
        prop_assert!(usual.iter().all(|day| strict.contains(day)));
    }
}
