//! Emergency orders in words: their own page, the banner of a board under one, and the breaches that one lifts.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::emergency::address;
use super::language::{Language, Message};
use super::wording::{self, BreachWords};
use crate::application::review::emergency_orders::{DAYS_AHEAD, DAYS_BACK, LONGEST_DOCUMENT, LONGEST_REASON};
use crate::application::views::{BoardView, OrderView};
use crate::domain::centre::Centre;
use crate::domain::emergency::{EmergencyOrder, Ground, LONGEST_DAYS};
use crate::domain::ids::ShiftCode;
use crate::domain::rules::{Breach, Severity};

/// `templates/emergency/show.hbs`
#[derive(Serialize)]
pub struct EmergencyPage {
    centre: String,
    address: String,
    roster_href: String,
    orders: Vec<OrderLine>,
    done: Option<String>,
    may_order: bool,
    grounds: Vec<GroundChoice>,
    /// The first day that the form proposes, and the span in which it may lie.
    first: NaiveDate,
    earliest: NaiveDate,
    latest: NaiveDate,
    last_hint: String,
    longest_reason: usize,
    longest_document: usize,
}

#[derive(Serialize)]
struct GroundChoice {
    word: &'static str,
    label: String,
}

#[derive(Serialize)]
struct OrderLine {
    number: i32,
    ground: String,
    reason: String,
    about: String,
    ended: Option<String>,
    state: String,
    state_class: &'static str,
    /// The button that ends it, for whoever may.
    end: Option<EndButton>,
}

#[derive(Serialize)]
struct EndButton {
    text: String,
    /// The same with the order's name, for whoever does not see which line it stands in.
    name: String,
}

/// An order on the board and on the approver's page: `templates/roster/_orders.hbs`
#[derive(Serialize)]
pub struct Banner {
    number: i32,
    title: String,
    reason: String,
    about: String,
    ended: Option<String>,
}

impl EmergencyPage {
    /// The page of `centre`.
    #[must_use]
    pub fn new(
        language: Language,
        centre: &Centre,
        orders: &[OrderView],
        (today, may_order): (NaiveDate, bool),
        done: Option<&str>,
    ) -> Self {
        let done = match done {
            Some("given") => Some("order-done-given"),
            Some("ended") => Some("order-done-ended"),
            Some("withdrawn") => Some("order-done-withdrawn"),
            _ => None,
        };
        Self {
            centre: centre.name.clone(),
            address: address(&centre.code),
            roster_href: format!("/centres/{}/roster", centre.code),
            orders: orders.iter().map(|order| line(language, order, (today, may_order))).collect(),
            done: done.map(|key| language.say(key)),
            may_order,
            grounds: Ground::ALL
                .into_iter()
                .map(|ground| GroundChoice { word: ground.word(), label: ground_words(language, ground) })
                .collect(),
            first: today,
            earliest: today - Days::new(DAYS_BACK),
            latest: today + Days::new(DAYS_AHEAD),
            last_hint: language.tell(&Message::new("order-last-hint").count("most", LONGEST_DAYS)),
            longest_reason: LONGEST_REASON,
            longest_document: LONGEST_DOCUMENT,
        }
    }
}

fn line(language: Language, view: &OrderView, (today, may_order): (NaiveDate, bool)) -> OrderLine {
    let order = &view.order;
    let (state, state_class) = match order.last_day() {
        last if last < order.first => ("order-state-called-off", ""),
        last if last < today => ("order-state-over", ""),
        _ if today < order.first => ("order-state-coming", ""),
        _ => ("order-state-running", "warn"),
    };
    let ground = ground_words(language, order.ground);
    // What has not begun is never in force at all.
    let (text, name) = if today < order.first {
        ("order-call-off", Message::new("order-call-off-which"))
    } else {
        ("order-end", Message::new("order-end-which"))
    };
    let name = name.with("ground", ground.as_str()).with("days", days(language, order));
    let end = || EndButton { text: language.say(text), name: language.tell(&name) };
    OrderLine {
        number: order.number,
        reason: order.reason.clone(),
        about: about(language, view),
        ended: ended(language, view),
        state: language.say(state),
        state_class,
        end: (may_order && order.ended.is_none() && today <= order.last).then(end),
        ground,
    }
}

/// The banners of the orders under which days of the board's period stand.
#[must_use]
pub fn banners(language: Language, view: &BoardView) -> Vec<Banner> {
    let banner = |order: &OrderView| {
        let ground = ground_words(language, order.order.ground);
        Banner {
            number: order.order.number,
            title: language.tell(&Message::new("order-banner-title").with("ground", ground)),
            reason: order.order.reason.clone(),
            about: about(language, order),
            ended: ended(language, order),
        }
    };
    view.orders.iter().map(banner).collect()
}

/// A breach in words; where an order lifts it, with the order's name.
#[must_use]
pub fn breach_words(language: Language, view: &BoardView, breach: &Breach, name: &str) -> BreachWords {
    let mut words = wording::breach(language, breach, name);
    if breach.severity == Severity::Lifted {
        let overtime = overtime_days(view, breach);
        let covers = |order: &&OrderView| {
            overtime.iter().any(|date| order.order.first <= *date && *date <= order.order.last_day())
        };
        let message = match view.orders.iter().find(covers) {
            Some(order) => Message::new("order-lifted-line")
                .with("breach", words.sentence.as_str())
                .with("person", wording::person(language, &order.by))
                .with("reason", order.order.reason.as_str())
                .day("last", order.order.last_day()),
            // An officer who helps out elsewhere works under the order of that centre, which is not ours to show.
            None => Message::new("order-lifted-elsewhere").with("breach", words.sentence.as_str()),
        };
        words.sentence = language.tell(&message);
    }
    words
}

/// Days of the breach on which its officer has overtime in this roster.
fn overtime_days(view: &BoardView, breach: &Breach) -> Vec<NaiveDate> {
    let Some(row) = view.rows.iter().find(|row| breach.officer.as_ref() == Some(&row.officer.code)) else {
        return Vec::new();
    };
    let is_overtime =
        |code: &ShiftCode| view.shifts.iter().any(|shift| &shift.code == code && shift.overtime_minutes > 0);
    let days = view.days.iter().map(|day| day.date).zip(&row.cells);
    let days = days.filter(|(date, cell)| {
        breach.from <= *date && *date <= breach.to && cell.shift.as_ref().is_some_and(is_overtime)
    });
    days.map(|(date, _)| date).collect()
}

/// Who gave it and when, its days, and the document.
fn about(language: Language, view: &OrderView) -> String {
    let order = &view.order;
    let message = Message::new("order-about")
        .with("person", wording::person(language, &view.by))
        .with("at", language.instant(order.entered_at))
        .with("days", days(language, order))
        .with("document", order.document.as_str());
    language.tell(&message)
}

/// Who ended it and when, and which day is its last.
fn ended(language: Language, view: &OrderView) -> Option<String> {
    let (ending, by) = (view.order.ended.as_ref()?, view.ended_by.as_ref()?);
    let key = if view.order.last_day() < view.order.first { "order-called-off" } else { "order-ended" };
    let message = Message::new(key)
        .with("person", wording::person(language, by))
        .with("at", language.instant(ending.at))
        .day("last", view.order.last_day());
    Some(language.tell(&message))
}

fn days(language: Language, order: &EmergencyOrder) -> String {
    if order.first == order.last { language.date(order.first) } else { language.dates(order.first, order.last) }
}

fn ground_words(language: Language, ground: Ground) -> String {
    language.say(match ground {
        Ground::DefenceOrder => "order-ground-defence-order",
        Ground::Disaster => "order-ground-disaster",
        Ground::Fire => "order-ground-fire",
        Ground::Epidemic => "order-ground-epidemic",
    })
}
