//! The rule pack as data: the rules of the law with their values, and the local rows on top, by officer and by date.
//!
//! Of the rows that speak of one rule, the most specific one in force holds (officer, then skill, then centre, then `*`),
//! and of two alike the later one. A breach belongs to its last day: the row in force on that day judges it.

use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate};

use super::centre_record::CentreRecord;
use super::emergency;
use super::local::{LocalRule, LocalRuleRow, RowProblem, RuleScope, Subject, Window, crew, skill_validity};
use super::worked_examples::{try_examples_of_row, try_examples_of_the_law};
use super::{Breach, CENTRE_RULES, LABOUR_RULES, LabourRule, LocalSource, RulePack, Severity, sort};
use crate::domain::ids::{CentreCode, SkillCode};
use crate::domain::officer::Officer;
use crate::domain::period::Period;
use crate::domain::shift::Shift;
use crate::domain::work_record::{WorkRecord, WorkedShift};

/// Why a rule pack is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// An example does not come out as it says.
    #[error(
        "rule {rule}: the example \"{example}\" should be {}, and the rule says {}; mend the example or the rule's numbers",
        verdict(*broken),
        verdict(!*broken)
    )]
    ExampleFails {
        /// The rule, or the row of `rules.csv`.
        rule: String,
        /// The example.
        example: String,
        /// Whether it should have been broken.
        broken: bool,
    },
    /// An example cannot be read.
    #[error("rule {rule}: the example \"{example}\" cannot be read at \"{fact}\"")]
    ExampleUnreadable {
        /// The rule, or the row of `rules.csv`.
        rule: String,
        /// The example.
        example: String,
        /// The part.
        fact: String,
    },
    /// A row carries an example, and no one officer's record can show what it is about.
    #[error(
        "rule {row}: what {kind} is about does not show in the record of one officer; leave the column examples empty"
    )]
    ExampleImpossible {
        /// The row of `rules.csv`.
        row: String,
        /// The rule of the pack or the kind that it is about.
        kind: &'static str,
    },
    /// A row cannot be understood.
    #[error("rules.csv, row {row}: {problem}")]
    Row {
        /// The row's identifier.
        row: String,
        /// What is wrong with it.
        problem: RowProblem,
    },
}

fn verdict(broken: bool) -> &'static str {
    if broken { "broken" } else { "kept" }
}

/// The rules that hold in a centre.
#[derive(Clone, Debug)]
pub struct RuleBook {
    values: RulePack,
    local: Vec<LocalRule>,
}

impl RuleBook {
    /// The law alone, with these values.
    #[must_use]
    pub fn of_values(values: RulePack) -> Self {
        Self { values, local: Vec::new() }
    }

    /// The law with these values and the local rows, once every worked example has come out as it says.
    ///
    /// # Errors
    /// The first row that cannot be understood, or the first example that fails, with its rule.
    pub fn load(values: RulePack, rows: &[LocalRuleRow]) -> Result<Self, PackError> {
        static OF_THE_LAW: OnceLock<Result<(), PackError>> = OnceLock::new();
        OF_THE_LAW.get_or_init(try_examples_of_the_law).clone()?;
        let mut local = Vec::with_capacity(rows.len());
        for row in rows {
            let refused = |problem| PackError::Row { row: row.id.clone(), problem };
            let rule = LocalRule::read(row).map_err(refused)?;
            try_examples_of_row(&rule)?;
            local.push(rule);
        }
        local.sort_by(|a, b| a.rank().cmp(&b.rank()));
        Ok(Self { values, local })
    }

    /// The values without local rows.
    #[must_use]
    pub fn values(&self) -> &RulePack {
        &self.values
    }

    /// The local rows, the least specific first.
    #[must_use]
    pub fn local(&self) -> &[LocalRule] {
        &self.local
    }

    /// Days before a period from `first` on that the rows look back on: where one counts by the year, to 1 January.
    #[must_use]
    pub fn days_before(&self, first: NaiveDate) -> u64 {
        if self.local.is_empty() {
            return 7;
        }
        let by_the_year = self.local.iter().any(|row| row.window == Window::Year);
        let of_the_year = if by_the_year { first.ordinal0() } else { 0 };
        u64::from(of_the_year.max(super::local::window::LONGEST))
    }

    /// The skills of `officer` that count in a roster of `period`, by the rows about their validity.
    #[must_use]
    pub fn skills_counted(&self, officer: &Officer, period: &Period) -> Vec<SkillCode> {
        skill_validity::counted(&self.local, officer, period)
    }

    /// The row about `rule` that holds for `officer` on `date`.
    fn row(&self, rule: &str, officer: &Officer, date: NaiveDate) -> Option<&LocalRule> {
        self.local.iter().rfind(|row| row.subject.id() == rule && row.in_force(date) && row.binds(officer))
    }

    /// The values that hold for `officer` on `date`, by the hard rows.
    #[must_use]
    pub fn values_for(&self, officer: &Officer, date: NaiveDate) -> RulePack {
        let mut values = self.values.clone();
        if self.local.is_empty() {
            return values;
        }
        for rule in LABOUR_RULES {
            if let Some(row) = self.row(rule.id(), officer, date).filter(|row| row.weight.is_none()) {
                set(*rule, row, &mut values);
            }
        }
        values.never_raised = self.names_never_raised(officer, date);
        values
    }

    /// Whether rows name `officer` as one whom no raised cap reaches: a minor, or by a hard row about an officer or a skill.
    fn names_never_raised(&self, officer: &Officer, date: NaiveDate) -> bool {
        let minor = self.row("minors", officer, date).is_some_and(|row| row.weight != Some(0.0));
        let names = |row: &LocalRule| matches!(row.scope, RuleScope::Officer(_) | RuleScope::Skill(_));
        minor || self.row("raised-caps", officer, date).is_some_and(|row| row.weight.is_none() && names(row))
    }

    /// Every breach in one officer's record, in no order.
    #[must_use]
    pub fn breaches_of(&self, record: &WorkRecord) -> Vec<Breach> {
        let mut breaches: Vec<Breach> = LABOUR_RULES.iter().flat_map(|rule| self.by_rule(*rule, record)).collect();
        for row in self.local.iter().filter(|row| row.weight != Some(0.0) && row.binds(&record.officer)) {
            let Subject::Kind(kind) = row.subject else { continue };
            let found = kind.of_officer(row, record).into_iter().filter(|found| row.in_force(found.to));
            breaches.extend(found.map(|found| local_breach(row, Some(record), &found)));
        }
        breaches
    }

    /// What one rule of the law finds, with the row that holds on the last day of each finding.
    fn by_rule(&self, rule: &dyn LabourRule, record: &WorkRecord) -> Vec<Breach> {
        let provision = rule.provision();
        let (first, last) = (record.period.first, record.period.last());
        let values_on = |row: Option<&LocalRule>, date: NaiveDate| {
            let reads_others = !rule.reads().is_empty();
            let mut values = if reads_others { self.values_for(&record.officer, date) } else { self.values.clone() };
            if let Some(row) = row {
                set(rule, row, &mut values);
            }
            values
        };
        // Stretches of days under one row and the same values; the same row may hold in several.
        let mut stretches: Vec<(Option<&LocalRule>, RulePack, Period)> = Vec::new();
        let speaks = |row: &LocalRule| row.subject.id() == rule.id() || rule.reads().contains(&row.subject.id());
        if self.local.iter().any(speaks) {
            for date in record.period.iter() {
                let row = self.row(rule.id(), &record.officer, date);
                let values = values_on(row, date);
                match stretches.last_mut() {
                    Some((last, known, stretch)) if same(*last, row) && *known == values => stretch.days += 1,
                    _ => stretches.push((row, values, Period { first: date, days: 1 })),
                }
            }
        } else {
            stretches.push((None, self.values.clone(), record.period));
        }
        let mut breaches: Vec<Breach> = Vec::new();
        for (row, values, stretch) in stretches {
            if row.map_or(provision.on_request, |row| row.weight == Some(0.0)) {
                continue;
            }
            let found = if rule.joins_findings() && stretch != record.period {
                // What follows within the period is found by the next stretch, under its own row.
                let is_known = |worked: &&WorkedShift| worked.date <= stretch.last() || stretch.last() == last;
                let shifts = record.shifts.iter().filter(is_known).cloned().collect();
                rule.breaches(&WorkRecord { period: stretch, shifts, ..record.clone() }, &values)
            } else {
                rule.breaches(record, &values)
            };
            for mut found in found {
                let day = found.to.clamp(first, last);
                if !stretch.contains(day) || !provision.binds(record.officer.worker_type, day) {
                    continue;
                }
                if let Some(row) = row {
                    found.severity = severity(row);
                    found.local = Some(source(row));
                }
                if !record.ordered.is_empty() {
                    let never_raised = self.names_never_raised(&record.officer, day);
                    if emergency::lifts(rule, record, &found, &RulePack { never_raised, ..values.clone() }) {
                        found.severity = Severity::Lifted;
                    }
                }
                breaches.push(found);
            }
        }
        breaches
    }

    /// Every breach of a centre's period: of its officers and of what they do together, the hard ones first.
    #[must_use]
    pub fn judge(&self, centre: &CentreRecord<'_>) -> Vec<Breach> {
        let mut breaches: Vec<Breach> = centre.records.iter().flat_map(|record| self.breaches_of(record)).collect();
        breaches.append(&mut self.breaches_of_all(centre));
        sort(&mut breaches);
        breaches
    }

    /// What is broken by what the officers of a centre do together: rules of the law about its days, and local rows; in no
    /// order.
    #[must_use]
    pub fn breaches_of_all(&self, centre: &CentreRecord<'_>) -> Vec<Breach> {
        let mut breaches = Vec::new();
        let rows = || self.local.iter().filter(|row| speaks_of(row, &centre.centre));
        for rule in CENTRE_RULES {
            for mut found in rule.breaches(centre) {
                if !rule.provision().in_force(found.to) {
                    continue;
                }
                let row = rows().rfind(|row| row.subject.id() == rule.id() && row.in_force(found.to));
                if let Some(row) = row {
                    if row.weight == Some(0.0) {
                        continue;
                    }
                    found.severity = severity(row);
                    found.local = Some(source(row));
                }
                breaches.push(found);
            }
        }
        for row in rows().filter(|row| row.weight != Some(0.0)) {
            let Subject::Kind(kind) = row.subject else { continue };
            let found = kind.of_centre(row, centre).into_iter().filter(|found| row.in_force(found.to));
            breaches.extend(found.map(|found| local_breach(row, None, &found)));
        }
        breaches
    }

    /// Whether what officers do together can be a hard breach: by itself it is none, a local row makes it one.
    #[must_use]
    pub fn has_hard_rows_about_all(&self) -> bool {
        self.local.iter().filter(|row| row.weight.is_none()).any(|row| match row.subject {
            Subject::Officer(_) => false,
            Subject::Centre(_) => true,
            Subject::Kind(kind) => kind.is_about_all(),
        })
    }

    /// The hard local row that forbids `shift` on `date` by itself; `record` holds the officer's other facts.
    #[must_use]
    pub fn row_against_cell(&self, record: &WorkRecord, date: NaiveDate, shift: &Shift) -> Option<&LocalRule> {
        self.cell_rows(record, date).filter(|row| row.weight.is_none()).find(|row| match row.subject {
            Subject::Kind(kind) => kind.forbids(row, record, date, shift),
            Subject::Officer(_) | Subject::Centre(_) => false,
        })
    }

    /// What soft local rows take off the wish for `shift` on `date`: the sum of their weights.
    #[must_use]
    pub fn unwished(&self, record: &WorkRecord, date: NaiveDate, shift: &Shift) -> f64 {
        let broken = self.cell_rows(record, date).filter(|row| match row.subject {
            Subject::Kind(kind) => kind.forbids(row, record, date, shift),
            Subject::Officer(_) | Subject::Centre(_) => false,
        });
        broken.filter_map(|row| row.weight).sum()
    }

    fn cell_rows(&self, record: &WorkRecord, date: NaiveDate) -> impl Iterator<Item = &LocalRule> {
        self.local.iter().filter(move |row| row.in_force(date) && row.binds(&record.officer))
    }

    /// Whether a row asks for the rule `id` for `officer` on `date`, and hard.
    #[must_use]
    pub fn is_asked(&self, id: &str, officer: &Officer, date: NaiveDate) -> bool {
        self.row(id, officer, date).is_some_and(|row| row.weight.is_none())
    }

    /// Days in a row and evenings a week that bind every officer of `centre` in `period` alike.
    #[must_use]
    pub fn limits_for_everybody(&self, centre: &CentreCode, period: &Period) -> (i32, i32) {
        let rows = self.local.iter().filter(|row| speaks_of(row, centre));
        let rows = rows.filter(|row| matches!(row.scope, RuleScope::All | RuleScope::Centre(_)));
        crew::limits_for_everybody(rows, period.first, period.last(), &self.values)
    }
}

/// Whether the row may concern what the officers of `centre` do together.
fn speaks_of(row: &LocalRule, centre: &CentreCode) -> bool {
    !matches!(&row.scope, RuleScope::Centre(code) if code != centre)
}

fn same(one: Option<&LocalRule>, other: Option<&LocalRule>) -> bool {
    one.map(|row| &row.id) == other.map(|row| &row.id)
}

pub(super) fn set(rule: &dyn LabourRule, row: &LocalRule, values: &mut RulePack) {
    if let (Some(slot), Some(number)) = (rule.number(values), row.maximum.or(row.minimum)) {
        *slot = number;
    }
}

fn severity(row: &LocalRule) -> Severity {
    if row.weight.is_some() { Severity::Soft } else { Severity::Hard }
}

fn source(row: &LocalRule) -> LocalSource {
    LocalSource { row: row.id.clone(), citation: row.citation.clone(), weight: row.weight }
}

fn local_breach(row: &LocalRule, record: Option<&WorkRecord>, found: &super::local::Finding) -> Breach {
    Breach {
        rule: row.subject.id(),
        severity: severity(row),
        officer: record.map(|record| record.officer.code.clone()),
        from: found.from,
        to: found.to,
        observed: found.observed,
        limit: found.limit,
        citation: "rules.csv",
        local: Some(source(row)),
    }
}

#[cfg(test)]
#[path = "rule_book_tests.rs"]
mod tests;
