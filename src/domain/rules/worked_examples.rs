//! The worked examples of a pack, run: a rule whose example does not come out as it says is not to be trusted.

use chrono::{Datelike, NaiveDate, Weekday};

use super::centre_record::{BlockService, CentreExample, CentreRecord};
use super::emergency;
use super::example::{self, Example};
use super::local::{LocalRule, RuleScope, Subject};
use super::rule_book::{PackError, RuleBook, set};
use super::{Breach, CENTRE_RULES, LABOUR_RULES, RulePack, Severity};
use crate::domain::period::Period;
use crate::domain::work_record::WorkRecord;

/// Runs the examples of every rule of the law by the values of the law.
pub(super) fn try_examples_of_the_law() -> Result<(), PackError> {
    for rule in LABOUR_RULES {
        let provision = rule.provision();
        for example in provision.examples {
            let read = read(rule.id(), example)?;
            let mut values = RulePack::vietnam();
            let mut asked = !provision.on_request;
            for (kind, number) in &read.asks {
                asked |= kind == rule.id();
                values.never_raised |= matches!(kind.as_str(), "minors" | "raised-caps");
                let other = LABOUR_RULES.iter().find(|other| other.id() == kind);
                if let Some(slot) = other.and_then(|other| other.number(&mut values)) {
                    *slot = *number;
                }
            }
            let found = rule.breaches(&read.record, &values);
            let record = &read.record;
            let binds = |breach: &Breach| {
                let day = breach.to.clamp(record.period.first, record.period.last());
                provision.binds(record.officer.worker_type, day)
            };
            expect(rule.id(), example, asked && found.iter().any(binds))?;
        }
    }
    // An emergency order finds nothing by itself: its examples say which findings of other rules stay hard.
    for example in emergency::EXAMPLES {
        let record = read(emergency::ID, example)?.record;
        let stays = |found: &Breach| found.severity == Severity::Hard && emergency::LIFTED.contains(&found.rule);
        let found = RuleBook::of_values(RulePack::vietnam()).breaches_of(&record);
        expect(emergency::ID, example, found.iter().any(stays))?;
    }
    for rule in CENTRE_RULES {
        for example in rule.examples() {
            let found = judge_centre_example(rule.id(), &example, |centre| rule.breaches(centre).len())?;
            if found != example.breaches {
                let (rule, example_name) = (rule.id().to_owned(), example.name.to_owned());
                return Err(PackError::ExampleFails { rule, example: example_name, broken: example.breaches > 0 });
            }
        }
    }
    Ok(())
}

fn judge_centre_example(
    rule: &str,
    example: &CentreExample,
    judge: impl Fn(&CentreRecord<'_>) -> usize,
) -> Result<usize, PackError> {
    let unreadable =
        |fact| PackError::ExampleUnreadable { rule: rule.to_owned(), example: example.name.to_owned(), fact };
    let blocks = example.services().map_err(unreadable)?;
    let mut records = Vec::new();
    for facts in &example.records {
        records.push(example::read(facts).map_err(unreadable)?.record);
    }
    let first = blocks.first().map(|block| block.date).unwrap_or_default();
    Ok(judge(&centre_of(Period { first, days: 7 }, blocks, &records)))
}

/// A centre with those officers and nobody else.
fn centre_of(period: Period, blocks: Vec<BlockService>, records: &[WorkRecord]) -> CentreRecord<'_> {
    CentreRecord {
        centre: "C".into(),
        period,
        counters: None,
        blocks,
        records,
        rest_days: Default::default(),
        holidays: Default::default(),
        changed: Vec::new(),
    }
}

/// Whether the officer of `record`, alone in a centre, breaks a row about all officers. Saturdays and Sundays that are not
/// made up are its rest days, days off its holidays.
fn breaks_alone(row: &LocalRule, record: WorkRecord) -> bool {
    let Subject::Kind(kind) = row.subject else { return false };
    let rests =
        |date: &NaiveDate| matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && !record.made_up.contains(date);
    let period = record.period;
    let (rest_days, holidays) = (period.iter().filter(rests).collect(), record.days_off.iter().copied().collect());
    let records = [record];
    let centre = CentreRecord { rest_days, holidays, ..centre_of(period, Vec::new(), &records) };
    let everybody = LocalRule { scope: RuleScope::All, ..row.clone() };
    kind.of_centre(&everybody, &centre).iter().any(|found| row.in_force(found.to))
}

/// Runs a row's own examples by the row, whomever it binds; one about all officers by a centre of one officer.
pub(super) fn try_examples_of_row(row: &LocalRule) -> Result<(), PackError> {
    let takes_examples = match row.subject {
        Subject::Officer(_) => true,
        // What the counters of a day lack no officer's record tells.
        Subject::Centre(_) => false,
        Subject::Kind(kind) => kind.takes_examples(),
    };
    if !takes_examples && !row.examples.is_empty() {
        return Err(PackError::ExampleImpossible { row: row.id.clone(), kind: row.subject.id() });
    }
    for example in &row.examples {
        let record = read(&row.id, example)?.record;
        let broken = match row.subject {
            Subject::Officer(rule) => {
                let mut values = RulePack::vietnam();
                set(rule, row, &mut values);
                !rule.breaches(&record, &values).is_empty()
            }
            Subject::Kind(kind) if !kind.is_about_all() => {
                kind.of_officer(row, &record).iter().any(|found| row.in_force(found.to))
            }
            Subject::Kind(_) | Subject::Centre(_) => breaks_alone(row, record),
        };
        expect(&row.id, example, broken)?;
    }
    Ok(())
}

fn read(rule: &str, example: &Example) -> Result<example::ExampleRecord, PackError> {
    example::read(&example.facts).map_err(|fact| PackError::ExampleUnreadable {
        rule: rule.to_owned(),
        example: example.name.clone().into_owned(),
        fact,
    })
}

fn expect(rule: &str, example: &Example, broken: bool) -> Result<(), PackError> {
    if broken == example.broken {
        return Ok(());
    }
    let (rule, name) = (rule.to_owned(), example.name.clone().into_owned());
    Err(PackError::ExampleFails { rule, example: name, broken: example.broken })
}
