//! What a manager knows of days to come that no law and no notice says: a closure, an event, a reform.

use chrono::NaiveDate;

use crate::domain::centre::CentreScope;
use crate::domain::ids::CentreCode;

use super::official::{OfficialDay, OfficialKind};

/// What happens on known days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KnownKind {
    /// The centre serves nobody.
    Closed,
    /// Something brings more or fewer citizens than usual: a campaign, a school's enrolment week.
    Event {
        /// What is expected, as a percentage of a usual day; 100 where nobody dares to say.
        percent: u32,
    },
    /// From the first day on everything is at another level: a merger, new tasks, an office that moved.
    Reform,
}

/// One entry of a manager: days, what happens on them, and how people call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownDay {
    /// The centre it holds for.
    pub centre: CentreCode,
    /// What happens.
    pub kind: KnownKind,
    /// First day.
    pub first: NaiveDate,
    /// Last day, not before the first; of a reform the first day again.
    pub last: NaiveDate,
    /// Its name; events of one name are taken for the same thing coming again.
    pub name: String,
}

impl KnownDay {
    /// Its days, in order.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = self.last;
        self.first.iter_days().take_while(move |date| *date <= last)
    }

    /// The closed days in it, as a notice would say them; none of another kind.
    #[must_use]
    pub fn closures(&self) -> Vec<OfficialDay> {
        if self.kind != KnownKind::Closed {
            return Vec::new();
        }
        let closed = |date| OfficialDay {
            date,
            kind: OfficialKind::Closed,
            scope: CentreScope::One(self.centre.clone()),
            name: self.name.clone(),
            citation: None,
        };
        self.days().map(closed).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_closure_closes_and_it_closes_every_day_of_its_own_centre() {
        let day = |kind| KnownDay {
            centre: "SB".into(),
            kind,
            first: "2026-12-14".parse().expect("a date"),
            last: "2026-12-15".parse().expect("a date"),
            name: "Chuyển trụ sở".into(),
        };
        let closed = day(KnownKind::Closed).closures();
        assert_eq!(closed.iter().map(|day| day.date.to_string()).collect::<Vec<_>>(), ["2026-12-14", "2026-12-15"]);
        assert!(closed.iter().all(|day| day.scope == CentreScope::One("SB".into())));
        assert!(
            day(KnownKind::Event { percent: 150 }).closures().is_empty()
                && day(KnownKind::Reform).closures().is_empty()
        );
    }
}
