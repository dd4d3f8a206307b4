//! Emergency orders (Labour Code art. 108): the approver of a centre gives one, or ends it early; nothing is removed.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::application::actors::{Approver, Viewer};
use crate::application::ports::{AuditEntry, Clock, StorageError, Store, Stored};
use crate::application::views::{OrderView, Person};
use crate::domain::emergency::{EmergencyOrder, Ending, Ground, LONGEST_DAYS};
use crate::domain::ids::CentreCode;

/// Letters that a reason may have.
pub const LONGEST_REASON: usize = 500;
/// Letters that the name of a document may have.
pub const LONGEST_DOCUMENT: usize = 200;
/// Days that an order may be entered late: a storm does not wait for the form.
pub const DAYS_BACK: u64 = 7;
/// Days ahead at which an order may begin: what is known longer before is planned and not ordered.
pub const DAYS_AHEAD: u64 = 30;

/// Why an order was refused; nothing is changed then.
#[derive(Debug, thiserror::Error)]
pub enum OrderError {
    /// It says no reason.
    #[error("an order needs a reason")]
    NoReason,
    /// Its reason is too long.
    #[error("the reason has more than {LONGEST_REASON} letters")]
    LongReason,
    /// It names no document.
    #[error("an order names the document that orders it")]
    NoDocument,
    /// The name of its document is too long.
    #[error("the document's name has more than {LONGEST_DOCUMENT} letters")]
    LongDocument,
    /// It has no last day.
    #[error("an order needs a last day")]
    NoEnd,
    /// It ends before it begins.
    #[error("{last} lies before {first}")]
    Backwards {
        /// First day.
        first: NaiveDate,
        /// Last day.
        last: NaiveDate,
    },
    /// It spans too many days.
    #[error("{days} days are more than {LONGEST_DAYS}")]
    TooLong {
        /// Days that it spans.
        days: i64,
    },
    /// It begins too long ago or too far ahead.
    #[error("{0} is not within {DAYS_BACK} days back and {DAYS_AHEAD} days ahead")]
    TooFar(NaiveDate),
    /// There is no such order.
    #[error("there is no such order")]
    NotFound,
    /// It is over already.
    #[error("the order is over since {0}")]
    Over(NaiveDate),
    /// The store failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// What an approver orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOrder {
    /// Why the law allows it.
    pub ground: Ground,
    /// First day.
    pub first: NaiveDate,
    /// Last day; without it the order is refused.
    pub last: Option<NaiveDate>,
    /// What has happened.
    pub reason: String,
    /// The document that orders it.
    pub document: String,
}

/// Keeps an order for the approver's centre, in the approver's name.
///
/// # Errors
/// See [`OrderError`].
pub fn give_order(
    store: &mut impl Store,
    clock: &dyn Clock,
    approver: &Approver,
    wanted: &NewOrder,
) -> Result<(), OrderError> {
    let (reason, document) = (wanted.reason.trim(), wanted.document.trim());
    if reason.is_empty() {
        return Err(OrderError::NoReason);
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(OrderError::LongReason);
    }
    if document.is_empty() {
        return Err(OrderError::NoDocument);
    }
    if document.chars().count() > LONGEST_DOCUMENT {
        return Err(OrderError::LongDocument);
    }
    let (first, last) = (wanted.first, wanted.last.ok_or(OrderError::NoEnd)?);
    if last < first {
        return Err(OrderError::Backwards { first, last });
    }
    let days = (last - first).num_days() + 1;
    if days > LONGEST_DAYS {
        return Err(OrderError::TooLong { days });
    }
    let today = clock.today();
    if !(today - Days::new(DAYS_BACK)..=today + Days::new(DAYS_AHEAD)).contains(&first) {
        return Err(OrderError::TooFar(first));
    }
    let given = store.emergency_orders(approver.centre())?;
    let order = EmergencyOrder {
        centre: approver.centre().clone(),
        number: given.iter().map(|known| known.number).max().unwrap_or(0) + 1,
        ground: wanted.ground,
        first,
        last,
        ordered_by: approver.login().clone(),
        reason: reason.to_owned(),
        document: document.to_owned(),
        entered_at: clock.now(),
        ended: None,
    };
    store.keep_emergency_order(&order)?;
    let told = format!("{} {first} to {last}: {document}", order.ground.word());
    let entry = entry(clock, approver, "emergency.order", order.number);
    store.append_audit(&AuditEntry { after: Some(told), reason: Some(order.reason), ..entry })?;
    Ok(())
}

/// Ends the order `number` of the approver's centre: today is its last day, and one that has not begun never does. Says whether
/// it had begun.
///
/// # Errors
/// When there is no such order, it is over already, or the store fails.
pub fn end_order(
    store: &mut impl Store,
    clock: &dyn Clock,
    approver: &Approver,
    number: i32,
) -> Result<bool, OrderError> {
    let orders = store.emergency_orders(approver.centre())?;
    let order = orders.into_iter().find(|known| known.number == number).ok_or(OrderError::NotFound)?;
    let today = clock.today();
    if order.ended.is_some() || order.last < today {
        return Err(OrderError::Over(order.last_day()));
    }
    let ending = Ending { last: today, by: approver.login().clone(), at: clock.now() };
    if !store.end_emergency_order(approver.centre(), number, &ending)? {
        return Err(OrderError::Over(order.last_day()));
    }
    let entry = entry(clock, approver, "emergency.end", number);
    store.append_audit(&AuditEntry {
        before: Some(format!("until {}", order.last)),
        after: Some(format!("until {today}")),
        ..entry
    })?;
    Ok(order.first <= today)
}

/// Every order of the viewer's centre, the latest first.
///
/// # Errors
/// When the store fails.
pub fn view_orders(store: &mut impl Store, viewer: &Viewer) -> Stored<Vec<OrderView>> {
    let orders = store.emergency_orders(viewer.centre())?;
    named(store, orders)
}

/// The orders among `orders` that are of `centre`, with the names of those who answer for them.
///
/// # Errors
/// When the store fails.
pub fn orders_of(store: &mut impl Store, orders: &[EmergencyOrder], centre: &CentreCode) -> Stored<Vec<OrderView>> {
    let own = orders.iter().filter(|order| order.centre == *centre).cloned().collect();
    named(store, own)
}

fn named(store: &mut impl Store, orders: Vec<EmergencyOrder>) -> Stored<Vec<OrderView>> {
    let mut names: BTreeMap<String, Option<String>> = BTreeMap::new();
    for login in orders.iter().flat_map(|order| [Some(&order.ordered_by), order.ended.as_ref().map(|end| &end.by)]) {
        let Some(login) = login.filter(|login| !names.contains_key(*login)) else { continue };
        let name = store.account(login)?.map(|account| account.name);
        names.insert(login.clone(), name);
    }
    let person = |login: &String| Person { login: login.clone(), name: names.get(login).cloned().flatten() };
    Ok(orders
        .into_iter()
        .map(|order| OrderView {
            by: person(&order.ordered_by),
            ended_by: order.ended.as_ref().map(|ending| person(&ending.by)),
            order,
        })
        .collect())
}

fn entry(clock: &dyn Clock, approver: &Approver, action: &str, number: i32) -> AuditEntry {
    AuditEntry {
        at: clock.now(),
        by: approver.login().clone(),
        centre: Some(approver.centre().clone()),
        action: action.to_owned(),
        subject: format!("{} emergency {number}", approver.centre()),
        before: None,
        after: None,
        reason: None,
    }
}
