//! What a manager knows of days to come: what their centre's calendar should say of them, an event, a reform.

use chrono::NaiveDate;

use crate::domain::centre::CentreScope;
use crate::domain::ids::CentreCode;
use crate::domain::weekdays::Weekdays;

use super::official::{OfficialDay, OfficialKind};

/// What a usual day brings, as a percentage of itself.
pub const USUAL_PERCENT: u32 = 100;

/// What happens on known days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KnownKind {
    /// The centre serves nobody.
    Closed,
    /// The centre serves citizens on a rest day on which it otherwise would not. The day stays what it is to the officers, so
    /// that work on it is overtime of a rest day.
    Open,
    /// A normal working day: a rest day that a notice makes good for another, or a day that turned out to be no holiday.
    WorkInLieu,
    /// A working day made free by such a swap.
    OffInLieu,
    /// A public holiday that a notice has named and the calendar does not know yet.
    Holiday,
    /// Something brings more or fewer citizens than usual: a campaign, a school's enrolment week.
    Event {
        /// What is expected, as a percentage of a usual day; [`USUAL_PERCENT`] where nobody dares to say.
        percent: u32,
    },
    /// From the first day on everything is at another level: a merger, new tasks, an office that moved.
    Reform,
    /// From the first day on the centre serves citizens on other weekdays.
    OpeningDays {
        /// These.
        weekdays: Weekdays,
    },
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
    /// Last day, not before the first; of what lasts the first day again.
    pub last: NaiveDate,
    /// Its name; events of one name are taken for the same thing coming again.
    pub name: String,
}

impl KnownKind {
    /// The word by which it is stored and sent; `percent` and `weekdays` are not in it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Open => "open",
            Self::WorkInLieu => "work_in_lieu",
            Self::OffInLieu => "off_in_lieu",
            Self::Holiday => "holiday",
            Self::Event { .. } => "event",
            Self::Reform => "reform",
            Self::OpeningDays { .. } => "opening_days",
        }
    }

    /// The kind of that word, an event with its `percent`, opening days with their `weekdays`.
    #[must_use]
    pub fn of_word(word: &str, percent: u32, weekdays: Weekdays) -> Option<Self> {
        let kinds = [Self::Closed, Self::Open, Self::WorkInLieu, Self::OffInLieu, Self::Holiday, Self::Reform];
        let with_more = [Self::Event { percent }, Self::OpeningDays { weekdays }];
        kinds.into_iter().chain(with_more).find(|kind| kind.word() == word)
    }

    /// Whether it lasts from its first day on, so that it has no last day.
    #[must_use]
    pub fn is_lasting(self) -> bool {
        matches!(self, Self::Reform | Self::OpeningDays { .. })
    }

    /// What a notice would call such a day; `None` where the kind of day stays as it is.
    #[must_use]
    pub fn official(self) -> Option<OfficialKind> {
        match self {
            Self::Closed => Some(OfficialKind::Closed),
            Self::WorkInLieu => Some(OfficialKind::WorkInLieu),
            Self::OffInLieu => Some(OfficialKind::OffInLieu),
            Self::Holiday => Some(OfficialKind::Holiday),
            Self::Open | Self::Event { .. } | Self::Reform | Self::OpeningDays { .. } => None,
        }
    }
}

impl KnownDay {
    /// Its days, in order.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = self.last;
        self.first.iter_days().take_while(move |date| *date <= last)
    }

    /// Its days as a notice would say them; none where the kind of day stays as it is.
    pub fn official_days(&self) -> impl Iterator<Item = OfficialDay> {
        let official = move |kind| self.days().map(move |date| self.official_day(date, kind));
        self.kind.official().into_iter().flat_map(official)
    }

    fn official_day(&self, date: NaiveDate, kind: OfficialKind) -> OfficialDay {
        OfficialDay {
            date,
            kind,
            scope: CentreScope::One(self.centre.clone()),
            name: self.name.clone(),
            citation: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(kind: KnownKind) -> KnownDay {
        KnownDay {
            centre: "SB".into(),
            kind,
            first: "2026-12-14".parse().expect("a date"),
            last: "2026-12-15".parse().expect("a date"),
            name: "Chuyển trụ sở".into(),
        }
    }

    #[test]
    fn a_closure_closes_every_day_of_its_own_centre_and_an_event_leaves_the_calendar_alone() {
        let closed: Vec<OfficialDay> = known(KnownKind::Closed).official_days().collect();
        assert_eq!(closed.iter().map(|day| day.date.to_string()).collect::<Vec<_>>(), ["2026-12-14", "2026-12-15"]);
        assert!(closed.iter().all(|day| day.scope == CentreScope::One("SB".into())));
        let weekly = KnownKind::OpeningDays { weekdays: Weekdays::ALL };
        for kind in [KnownKind::Event { percent: 150 }, KnownKind::Reform, KnownKind::Open, weekly] {
            assert_eq!(known(kind).official_days().count(), 0, "{kind:?}");
        }
    }

    #[test]
    fn every_kind_is_read_back_from_its_word() {
        let of_word = |word| KnownKind::of_word(word, 150, Weekdays::ALL);
        for word in ["closed", "open", "work_in_lieu", "off_in_lieu", "holiday", "event", "reform", "opening_days"] {
            assert_eq!(of_word(word).map(KnownKind::word), Some(word));
        }
        assert_eq!(of_word("event"), Some(KnownKind::Event { percent: 150 }));
        assert_eq!(of_word("opening_days"), Some(KnownKind::OpeningDays { weekdays: Weekdays::ALL }));
        assert_eq!(of_word("feast"), None);
    }
}
