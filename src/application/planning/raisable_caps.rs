//! Whose caps on overtime the law allows to raise for a shortfall, and how far.

use chrono::{Datelike, Days, NaiveDate};

use super::centre_facts::CentreFacts;
use super::overtime_left;
use crate::domain::instance;
use crate::domain::officer::Officer;
use crate::domain::rules::raised_caps;
use crate::optimiser::remedies::{Cap, RAISED_YEAR, raise_of_month};

/// The caps of `officer`, who is `own` in the instance, that the law allows to raise for a shortfall on `date`, with the
/// minutes more. A cap that a row of the centre's own rules has lowered is not raised by the setting, and the month's only
/// where 300 hours a year hold already (OT-06).
#[must_use]
pub fn caps_to_raise(
    facts: &CentreFacts,
    officer: &Officer,
    own: &instance::Officer,
    date: NaiveDate,
) -> Vec<(Cap, i32)> {
    let reached = |date| raised_caps::reaches(officer, &facts.rules.values_for(officer, date));
    if !own.consent || !facts.period.iter().all(reached) {
        return Vec::new();
    }
    let (values, rules) = (facts.rules.values_for(officer, date), &facts.settings.rules);
    let mut caps = Vec::new();
    if values.overtime_month == rules.overtime_month && values.overtime_year > values.overtime_year_unraised {
        let used = overtime_left::used_elsewhere(facts, &officer.code);
        let months = own.months.iter().map(|month| {
            let first = facts.period.first + Days::new(u64::try_from(month.first).unwrap_or(0));
            (month.remaining, used.get(&(first.year(), first.month())).copied().unwrap_or(0))
        });
        caps.extend(raise_of_month(rules.overtime_month, months).map(|more| (Cap::Month, more)));
    }
    let more = RAISED_YEAR - rules.overtime_year;
    if more > 0 && values.overtime_year == rules.overtime_year {
        caps.push((Cap::Year, more));
    }
    caps
}
