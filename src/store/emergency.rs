//! Emergency orders.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::DbConnection;
use super::columns::corrupt;
use super::schema::emergency_orders;
use crate::application::ports::{EmergencyOrders, Stored};
use crate::domain::emergency::{EmergencyOrder, Ending, Ground};
use crate::domain::ids::CentreCode;

impl EmergencyOrders for DbConnection {
    fn emergency_orders(&mut self, centre: &CentreCode) -> Stored<Vec<EmergencyOrder>> {
        let rows: Vec<OrderRow> = emergency_orders::table
            .filter(emergency_orders::centre.eq(centre.as_str()))
            .order(emergency_orders::number.desc())
            .select(OrderRow::as_select())
            .load(self)?;
        rows.into_iter().map(OrderRow::into_order).collect()
    }

    fn emergency_orders_between(&mut self, from: NaiveDate, to: NaiveDate) -> Stored<Vec<EmergencyOrder>> {
        let rows: Vec<OrderRow> = emergency_orders::table
            .filter(emergency_orders::first_day.lt(to))
            .filter(emergency_orders::last_day.ge(from))
            .order((emergency_orders::centre, emergency_orders::number.desc()))
            .select(OrderRow::as_select())
            .load(self)?;
        rows.into_iter().map(OrderRow::into_order).collect()
    }

    fn keep_emergency_order(&mut self, order: &EmergencyOrder) -> Stored<()> {
        diesel::insert_into(emergency_orders::table).values(OrderRow::of(order)).execute(self)?;
        Ok(())
    }

    fn end_emergency_order(&mut self, centre: &CentreCode, number: i32, ending: &Ending) -> Stored<bool> {
        let open = emergency_orders::table
            .filter(emergency_orders::centre.eq(centre.as_str()))
            .filter(emergency_orders::number.eq(number))
            .filter(emergency_orders::ended_at.is_null());
        let changed = diesel::update(open)
            .set((
                emergency_orders::ended_on.eq(Some(ending.last)),
                emergency_orders::ended_by.eq(Some(ending.by.as_str())),
                emergency_orders::ended_at.eq(Some(ending.at)),
            ))
            .execute(self)?;
        Ok(changed > 0)
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = emergency_orders, treat_none_as_default_value = false)]
struct OrderRow {
    centre: String,
    number: i32,
    ground: String,
    first_day: NaiveDate,
    last_day: NaiveDate,
    ordered_by: String,
    reason: String,
    document: String,
    entered_at: NaiveDateTime,
    ended_on: Option<NaiveDate>,
    ended_by: Option<String>,
    ended_at: Option<NaiveDateTime>,
}

impl OrderRow {
    fn of(order: &EmergencyOrder) -> Self {
        let ended = order.ended.as_ref();
        Self {
            centre: order.centre.0.clone(),
            number: order.number,
            ground: order.ground.word().to_owned(),
            first_day: order.first,
            last_day: order.last,
            ordered_by: order.ordered_by.clone(),
            reason: order.reason.clone(),
            document: order.document.clone(),
            entered_at: order.entered_at,
            ended_on: ended.map(|ending| ending.last),
            ended_by: ended.map(|ending| ending.by.clone()),
            ended_at: ended.map(|ending| ending.at),
        }
    }

    fn into_order(self) -> Stored<EmergencyOrder> {
        let ended = match (self.ended_on, self.ended_by, self.ended_at) {
            (Some(last), Some(by), Some(at)) => Some(Ending { last, by, at }),
            _ => None,
        };
        Ok(EmergencyOrder {
            ground: Ground::of_word(&self.ground).ok_or_else(|| corrupt("emergency_orders", &self.ground))?,
            centre: CentreCode(self.centre),
            number: self.number,
            first: self.first_day,
            last: self.last_day,
            ordered_by: self.ordered_by,
            reason: self.reason,
            document: self.document,
            entered_at: self.entered_at,
            ended,
        })
    }
}
