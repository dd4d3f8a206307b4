//! What of one officer cannot hold together, in words: each fact of the smallest set by itself.

use chrono::{Days, NaiveDate};

use super::PageError;
use crate::application::planning::clash::{Clash, ClosedShifts, Fact};
use crate::application::views::Obstacle;
use crate::domain::instance::Instance;
use crate::web::language::Message;

impl From<Clash> for PageError {
    fn from(clash: Clash) -> Self {
        let detail = Message::new("refuse-contradiction").with("officer", clash.officer.1.as_str());
        let facts = clash.facts.iter().flat_map(|fact| in_words(&clash, *fact)).collect();
        Self::unprocessable(Message::new("refuse-propose"), detail).facts(facts)
    }
}

fn date(instance: &Instance, day: usize) -> NaiveDate {
    instance.first_date.unwrap_or_default() + Days::new(u64::try_from(day).unwrap_or(0))
}

/// Shifts of a day, and what closes them.
fn closed_message(closed: &ClosedShifts, date: NaiveDate) -> Message {
    let message = match closed.by {
        Obstacle::NotThatDay => Message::new("clash-not-that-day"),
        Obstacle::NoConsent => Message::new("clash-not-agreed"),
        Obstacle::AgreedHours(..) => Message::new("clash-agreed-hours"),
        Obstacle::Protected => Message::new("clash-exempt"),
        Obstacle::Rest(rest, least) => Message::new("clash-rest-beside").hours("rest", rest).hours("least", least),
        Obstacle::Rule(rule, ref row) => {
            let row = row.as_ref().map_or_else(String::new, |row| format!(" ({row})"));
            Message::new("clash-rule").rule("rule", rule).with("row", row)
        }
        _ => Message::new("clash-unavailable"),
    };
    message.day("day", date).with("shifts", closed.shifts.join(", "))
}

/// A fact; of a day with closed shifts, one sentence for each thing that closes some of them.
fn in_words(clash: &Clash, fact: Fact) -> Vec<Message> {
    let instance = &clash.instance;
    let date = |day: usize| date(instance, day);
    let message = match fact {
        Fact::Unavailable { day } => {
            let closed = clash.closed.iter().filter(|closed| closed.day == day);
            return closed.map(|closed| closed_message(closed, date(day))).collect();
        }
        Fact::Leave { day } => Message::new("clash-leave").day("day", date(day)),
        Fact::Pin { day, shift } => {
            Message::new("clash-pin").day("day", date(day)).with("shift", instance.shifts[shift].code.as_str())
        }
        Fact::Evenings { most } => Message::new("clash-evenings").count("count", most),
        Fact::MonthCap { first, most } => {
            Message::new("clash-month-cap").day("day", date(first)).hours("hours", most.max(0))
        }
        Fact::PeriodCap { most } => Message::new("clash-period-cap").hours("hours", most.max(0)),
        Fact::NoOvertime { protected: true } => Message::new("clash-protected"),
        Fact::NoOvertime { protected: false } => Message::new("clash-no-consent"),
        Fact::Rest => Message::new("clash-rest").hours("hours", instance.limits.rest),
        Fact::WorkRow { most } => Message::new("clash-days-in-a-row").count("count", most),
        Fact::WeeklyRest => Message::new("clash-weekly-rest"),
        Fact::WeekMost { most } => Message::new("clash-week-most").hours("hours", most),
        Fact::WeekLeast { least } => Message::new("clash-week-least").hours("hours", least),
    };
    vec![message]
}
