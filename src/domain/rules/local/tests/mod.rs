//! One test for each line of the reference list of scheduling constraints that is marked must or should. The name of a
//! test begins with its line; `docs/constraints.md` names the tests.

mod cells;
mod counted;
mod crew;
mod following;

use super::*;
use crate::domain::period::Period;
use crate::domain::rules::centre_record::{BlockService, SkillService};
use crate::domain::rules::{Breach, CENTRE_RULES, LABOUR_RULES, RuleBook, RulePack, Severity, example};

/// A row of a kind, with the columns `window=week maximum=5 shifts=evening;outreach …` filled in.
pub(super) fn row(kind: &str, columns: &str) -> LocalRuleRow {
    let mut row = LocalRuleRow {
        id: "R1".into(),
        kind: kind.into(),
        scope: RuleScope::All,
        window: None,
        minimum: None,
        maximum: None,
        weight: None,
        from: None,
        to: None,
        more: RowDetails::default(),
    };
    for cell in columns.split_whitespace() {
        let (column, value) = cell.split_once('=').expect("column=value");
        let text = Some(value.to_owned());
        match column {
            "window" => row.window = text,
            "minimum" => row.minimum = value.parse().ok(),
            "maximum" => row.maximum = value.parse().ok(),
            "weight" => row.weight = value.parse().ok(),
            "from" => row.from = value.parse().ok(),
            "to" => row.to = value.parse().ok(),
            "officer" => row.scope = RuleScope::Officer(value.into()),
            "skill" => row.scope = RuleScope::Skill(value.into()),
            "shifts" => row.more.shifts = text,
            "then" => row.more.then = text,
            "with" => row.more.with = text,
            "weekdays" => row.more.weekdays = text,
            "hours" => row.more.hours = text,
            "worker_types" => row.more.worker_types = text,
            _ => panic!("no column {column}"),
        }
    }
    row
}

pub(super) fn book(kind: &str, columns: &str) -> RuleBook {
    RuleBook::load(RulePack::vietnam(), &[row(kind, columns)]).expect("a row that loads")
}

/// What the row finds in one officer's record: from, to, measured, limit.
pub(super) fn found(kind: &str, columns: &str, facts: &str) -> Vec<(String, String, i32, i32)> {
    let record = example::read(facts).expect("a readable record").record;
    told(book(kind, columns).breaches_of(&record))
}

/// The same as (severity), for rows with a weight.
pub(super) fn severities(kind: &str, columns: &str, facts: &str) -> Vec<Severity> {
    let record = example::read(facts).expect("a readable record").record;
    let breaches = book(kind, columns).breaches_of(&record).into_iter();
    breaches.filter(|breach| breach.local.is_some()).map(|breach| breach.severity).collect()
}

fn told(breaches: Vec<Breach>) -> Vec<(String, String, i32, i32)> {
    let local = breaches.into_iter().filter(|breach| breach.local.is_some());
    local
        .map(|breach| {
            let day = |date: NaiveDate| date.format("%m-%d").to_string();
            (day(breach.from), day(breach.to), breach.observed.amount(), breach.limit.amount())
        })
        .collect()
}

/// A week from Monday 2 March 2026 with those officers and blocks `(day of March, start, end, skill, floor, target,
/// serving)`.
pub(super) fn centre_finds(
    kind: &str,
    columns: &str,
    officers: &[&str],
    blocks: &[(u32, &str, &str, &str, i32, i32, i32)],
) -> Vec<(String, String, i32, i32)> {
    let mut records = Vec::new();
    for (at, facts) in officers.iter().enumerate() {
        let mut record = example::read(&format!("period 2026-03-02 7, {facts}")).expect("a readable record").record;
        record.officer.code = format!("P{}", at + 1).as_str().into();
        records.push(record);
    }
    let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").expect("a time");
    let blocks = blocks.iter().map(|(day, start, end, skill, floor, target, serving)| BlockService {
        date: NaiveDate::from_ymd_opt(2026, 3, *day).expect("a day"),
        block: (*start).into(),
        start: time(start),
        end: time(end),
        evening: false,
        skills: vec![SkillService { skill: (*skill).into(), floor: *floor, target: *target, serving: *serving }],
    });
    let first = NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day");
    let centre = CentreRecord {
        centre: "C".into(),
        period: Period { first, days: 7 },
        counters: Some(3),
        blocks: blocks.collect(),
        records: &records,
        rest_days: [7, 8].into_iter().filter_map(|day| NaiveDate::from_ymd_opt(2026, 3, day)).collect(),
        holidays: std::iter::once(first + chrono::Days::new(4)).collect(),
        changed: vec![("P1".into(), first), ("P1".into(), first + chrono::Days::new(1))],
    };
    told(book(kind, columns).judge(&centre))
}

/// A finding as the tests write it.
pub(super) fn one(from: &str, to: &str, observed: i32, limit: i32) -> Vec<(String, String, i32, i32)> {
    vec![(from.into(), to.into(), observed, limit)]
}

/// The lines marked must or should; `docs/constraints.md` ticks them off.
#[test]
fn every_line_marked_must_or_should_is_expressed_by_a_kind_or_a_rule_of_the_law() {
    let wanted = [
        1, 2, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 22, 23, 24, 25, 26, 27, 28, 29, 31, 32, 33,
        34, 35, 40, 41, 42, 43, 45, 47, 49, 51, 52, 53, 54, 55, 56, 57, 60, 61, 62, 63, 65, 66, 67, 68, 69, 70,
    ];
    // Line 1 is the rule of the law `double-booking`.
    for line in wanted.into_iter().filter(|line| *line != 1) {
        assert!(KINDS.iter().any(|kind| kind.lines().contains(&line)), "line {line}");
    }
}

#[test]
fn line_01_overlapping_shifts_of_one_officer() {
    let law = RuleBook::of_values(RulePack::vietnam());
    let record = |facts: &str| example::read(facts).expect("a readable record").record;
    let twice = |book: &RuleBook, facts: &str| {
        book.breaches_of(&record(facts)).iter().filter(|breach| breach.rule == "double-booking").count()
    };
    let (split, at_once) =
        ("2026-03-02 07:30-11:30, 2026-03-02 13:00-17:00", "2026-03-02 07:30-11:30, 2026-03-02 11:00-15:00");
    assert_eq!((twice(&law, split), twice(&law, at_once)), (1, 1));
    // A split day may be allowed; two places at once never are.
    let mut allowed = super::tests::row("double-booking", "maximum=2");
    allowed.more.citation = Some("decision 5".into());
    let split_days = RuleBook::load(RulePack::vietnam(), &[allowed]).expect("loads");
    assert_eq!((twice(&split_days, split), twice(&split_days, at_once)), (0, 1));
}

#[test]
fn a_kind_may_be_written_with_underscores() {
    assert_eq!(book("days_worked", "window=week maximum=5").local()[0].subject.id(), "days-worked");
}

/// The table of the docs is held to the code: every test that it names exists, every rule and kind stands in it.
#[test]
fn the_docs_name_every_rule_every_kind_and_only_tests_that_exist() {
    let docs = include_str!("../../../../../docs/constraints.md");
    let tests = [include_str!("mod.rs"), include_str!("counted.rs"), include_str!("following.rs")].concat()
        + include_str!("cells.rs")
        + include_str!("crew.rs");
    let named: Vec<&str> = docs.split('`').filter(|word| word.starts_with("line_")).collect();
    assert!(named.len() > 50, "{} tests are named", named.len());
    for name in named {
        assert!(tests.contains(&format!("fn {name}()")), "{name}");
    }
    let rules = LABOUR_RULES.iter().map(|rule| rule.id()).chain(CENTRE_RULES.iter().map(|rule| rule.id()));
    for id in rules.chain(KINDS.iter().map(|kind| kind.id())) {
        assert!(docs.contains(&format!("`{id}`")), "{id} is not in the docs");
    }
}
