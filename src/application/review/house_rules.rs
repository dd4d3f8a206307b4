//! The hard rules of an instance that are no labour rule: hours of the contract, evenings of a week, availability.
//!
//! The checker refuses a roster that breaks one of them, so the page must refuse it too. What a labour rule says already
//! is not said twice.

use chrono::{Days, NaiveDate};

use crate::checker::{InstanceBreach, Place, Rule};
use crate::domain::instance::Instance;
use crate::domain::period::Period;
use crate::domain::rules::{Breach, LABOUR_RULES, Quantity, Severity};

/// A rule of the house: its name in the locales and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HouseRule {
    /// Stable identifier; the wording of its breaches is found under it.
    pub id: &'static str,
    /// The file, the setting or the article.
    pub citation: &'static str,
}

/// Normal minutes of a week fall below the contract, less leave and the tolerance.
pub const CONTRACT_HOURS: HouseRule = HouseRule {
    id: "contract-hours",
    citation: "Decision 188/1999/QĐ-TTg, art. 1; rule of the centre: contract hours of a week and their tolerance",
};
/// More evenings in a week than the centre allows.
pub const EVENINGS_OF_A_WEEK: HouseRule =
    HouseRule { id: "evenings-of-a-week", citation: "Rule of the centre: most evenings of a week" };
/// A week without a free day, or too many days in a row.
pub const FREE_DAY: HouseRule = HouseRule { id: "free-day", citation: "Labour Code 45/2019/QH14, art. 111(1)" };
/// A shift that the officer cannot work that day: declared so, the centre is shut, or there is no such shift.
pub const AVAILABILITY: HouseRule = HouseRule {
    id: "availability",
    citation: "Rule of the centre: table of unavailable times, open days, list of shifts",
};
/// A shift that was fixed elsewhere is not kept.
pub const FIXED_SHIFT: HouseRule =
    HouseRule { id: "fixed-shift", citation: "Rule of the centre: shifts entered as fixed" };

/// Stands for every labour rule and local rule.
const ANY_RULE: &str = "*";

/// The labour rules behind the overtime of a month and of the year.
const OVERTIME_CAPS: &[&str] = &["overtime-monthly", "overtime-yearly", "raised-caps", "consent"];

/// Every rule of the house.
pub const HOUSE_RULES: &[HouseRule] = &[CONTRACT_HOURS, EVENINGS_OF_A_WEEK, FREE_DAY, AVAILABILITY, FIXED_SHIFT];

/// The broken rules of the instance of which no hard breach of labour law in `labour` tells.
#[must_use]
pub fn breaches_beyond(
    labour: &[Breach],
    instance: &Instance,
    period: Period,
    broken: &[InstanceBreach],
) -> Vec<Breach> {
    broken
        .iter()
        .map(|breach| in_days_of(period, instance, breach))
        .filter(|(breach, told_by)| !labour.iter().any(|known| tells(known, breach, told_by)))
        .map(|(breach, _)| breach)
        .collect()
}

/// Widens the caps of `instance` to what is worked where the labour rules find no cap passed that stands; says whether it did.
/// The rules alone decide, day by day: the instance knows whole months, the strictest of which binds them all, and one careful
/// cap for several consents.
pub fn follow_the_rules(instance: &mut Instance, period: Period, labour: &[Breach], broken: &[InstanceBreach]) -> bool {
    let mut widened = false;
    for breach in broken.iter().filter(|breach| breach.rule == Rule::H4) {
        let Place::Days { first, end } = breach.place else { continue };
        let (told, _) = in_days_of(period, instance, breach);
        let stands = labour.iter().any(|known| {
            (known.severity, &known.officer) == (Severity::Hard, &told.officer)
                && OVERTIME_CAPS.contains(&known.rule)
                && known.from <= told.to
                && told.from <= known.to
        });
        if stands {
            continue;
        }
        let whole = (first, end) == (0, instance.days);
        let officer = &mut instance.officers[breach.officer];
        for month in officer.months.iter_mut().filter(|month| (month.first, month.end) == (first, end)) {
            month.remaining = month.remaining.max(breach.measured);
        }
        if whole {
            officer.ot_month = officer.ot_month.max(breach.measured);
            officer.ot_year = officer.ot_year.max(officer.ot_used + breach.measured);
        }
        widened = true;
    }
    widened
}

/// Whether a hard breach of labour law is about the same officer, days and matter.
fn tells(known: &Breach, breach: &Breach, told_by: &[&str]) -> bool {
    known.severity == Severity::Hard
        && known.officer == breach.officer
        && known.from <= breach.to
        && breach.from <= known.to
        && (told_by == [ANY_RULE] || told_by.contains(&known.rule))
}

/// The breach with its dates and unit, and the labour rules that may tell of it already.
fn in_days_of(period: Period, instance: &Instance, breach: &InstanceBreach) -> (Breach, &'static [&'static str]) {
    let date = |day: usize| -> NaiveDate { period.first + Days::new(u64::try_from(day).unwrap_or(0)) };
    let days = match breach.place {
        Place::Day(day) => day..day + 1,
        Place::Week(week) => instance.week(week),
        Place::Days { first, end } => first..end,
    };
    let pin = breach.measured < breach.limit;
    let (rule, told_by): (HouseRule, &'static [&'static str]) = match breach.rule {
        Rule::H1 => (AVAILABILITY, &[]),
        Rule::H2 if pin => (FIXED_SHIFT, &[]),
        Rule::H2 | Rule::H10 => (
            AVAILABILITY,
            // A cell is closed by whatever forbids it, a local rule too.
            &[ANY_RULE],
        ),
        Rule::H3 => (labour_rule("daily-hours"), &["daily-hours"]),
        Rule::H4 if instance.officers[breach.officer].overtime_left() < instance.officers[breach.officer].ot_month => {
            (labour_rule("overtime-yearly"), &["overtime-yearly", "overtime-monthly", "consent"])
        }
        Rule::H4 => (labour_rule("overtime-monthly"), &["overtime-monthly", "overtime-yearly", "consent"]),
        Rule::H5 => (FREE_DAY, &["weekly-rest"]),
        Rule::H6 => (labour_rule("rest-between-shifts"), &["rest-between-shifts"]),
        Rule::H7 if instance.officers[breach.officer].protected => {
            (labour_rule("protected-officer"), &["protected-officer", "consent"])
        }
        Rule::H7 => (labour_rule("consent"), &["consent", "protected-officer"]),
        Rule::H8 if breach.measured < breach.limit => (CONTRACT_HOURS, &[]),
        Rule::H8 => (labour_rule("weekly-hours"), &["weekly-hours"]),
        Rule::H9 => (EVENINGS_OF_A_WEEK, &[]),
    };
    let quantity = match breach.rule {
        Rule::H1 | Rule::H2 | Rule::H5 | Rule::H9 | Rule::H10 => Quantity::Count,
        Rule::H3 | Rule::H4 | Rule::H6 | Rule::H7 | Rule::H8 => Quantity::Minutes,
    };
    // The night between two days belongs to both.
    let last = if breach.rule == Rule::H6 { days.end } else { days.end.saturating_sub(1) };
    let breach = Breach {
        rule: rule.id,
        severity: Severity::Hard,
        officer: Some(instance.officers[breach.officer].code.as_str().into()),
        from: date(days.start),
        to: date(last),
        observed: quantity(breach.measured),
        limit: quantity(breach.limit),
        citation: rule.citation,
        local: None,
    };
    (breach, told_by)
}

/// A labour rule under its own name: where the instance asks more than the records show, its article still says why.
fn labour_rule(id: &'static str) -> HouseRule {
    let citation = LABOUR_RULES.iter().find(|rule| rule.id() == id).map_or("", |rule| rule.citation());
    HouseRule { id, citation }
}
