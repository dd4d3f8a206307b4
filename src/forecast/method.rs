//! What a forecasting method is.

use chrono::NaiveDate;

use super::Member;
use crate::domain::demand::DemandDay;

/// A way to forecast a group of like members from their past. It fits and predicts in one call, because what a member
/// is given depends on the whole group.
pub trait Method: Sync {
    /// A short name for tables.
    fn name(&self) -> &'static str;

    /// The `horizon` days after `origin` for every member, in the order of `members`. Looks at no count after `origin`.
    fn forecast(&self, members: &[Member], origin: NaiveDate, horizon: u32) -> Vec<Vec<DemandDay>>;
}
