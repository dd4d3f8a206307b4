//! The worked examples of a pack, run: a rule whose example does not come out as it says is not to be trusted.

use super::centre_record::{CentreExample, CentreRecord};
use super::emergency;
use super::example::{self, Example};
use super::local::{LocalRule, Subject};
use super::rule_book::{PackError, RuleBook, set};
use super::{Breach, CENTRE_RULES, LABOUR_RULES, RulePack, Severity};
use crate::domain::period::Period;

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
    Ok(judge(&CentreRecord {
        centre: "C".into(),
        period: Period { first, days: 7 },
        counters: None,
        blocks,
        records: &records,
        rest_days: Default::default(),
        holidays: Default::default(),
        changed: Vec::new(),
    }))
}

/// Runs a row's own examples by the row, whomever it binds.
pub(super) fn try_examples_of_row(row: &LocalRule) -> Result<(), PackError> {
    for example in &row.examples {
        let record = read(&row.id, example)?.record;
        let broken = match row.subject {
            Subject::Officer(rule) => {
                let mut values = RulePack::vietnam();
                set(rule, row, &mut values);
                !rule.breaches(&record, &values).is_empty()
            }
            Subject::Kind(kind) => kind.of_officer(row, &record).iter().any(|found| row.in_force(found.to)),
            // What officers do together has no one officer's record.
            Subject::Centre(_) => false,
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
