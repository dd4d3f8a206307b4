//! An emergency order: the named mode of Labour Code art. 108, with a person, a reason and a last day.
//!
//! It is never a silent flag: who gave it, why, on what ground and until when stands wherever it changes a verdict. What it
//! changes is in [`super::rules::emergency`].

use chrono::{NaiveDate, NaiveDateTime};

use super::ids::CentreCode;
use super::period::Period;

/// Days that one order may span (our assumption: the law names none). Whoever needs longer gives another order and answers
/// for it anew.
pub const LONGEST_DAYS: i64 = 30;

/// The grounds of art. 108. A backlog is none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ground {
    /// A mobilisation or defence order.
    DefenceOrder,
    /// A natural disaster: a storm, a flood.
    Disaster,
    /// A fire.
    Fire,
    /// A dangerous epidemic.
    Epidemic,
}

impl Ground {
    /// Every ground, in the order in which they are offered.
    pub const ALL: [Ground; 4] = [Self::Disaster, Self::Fire, Self::Epidemic, Self::DefenceOrder];

    /// The word by which it is stored and sent.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::DefenceOrder => "defence_order",
            Self::Disaster => "disaster",
            Self::Fire => "fire",
            Self::Epidemic => "epidemic",
        }
    }

    /// The ground of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.word() == word)
    }
}

/// The days of a centre that an order covers: all that a rule must know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderedDays {
    /// The centre.
    pub centre: CentreCode,
    /// First day.
    pub first: NaiveDate,
    /// Last day; before the first when the order was called off before it began.
    pub last: NaiveDate,
}

impl OrderedDays {
    /// Whether work in `centre` on `date` is done under the order.
    #[must_use]
    pub fn covers(&self, centre: &CentreCode, date: NaiveDate) -> bool {
        self.centre == *centre && self.first <= date && date <= self.last
    }
}

/// An order that was ended before its last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The last day on which it held.
    pub last: NaiveDate,
    /// Who ended it.
    pub by: String,
    /// When.
    pub at: NaiveDateTime,
}

/// One order. It is entered, may be ended early, and is never changed or removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmergencyOrder {
    /// The centre it holds for.
    pub centre: CentreCode,
    /// Counts the orders of the centre.
    pub number: i32,
    /// Why the law allows it.
    pub ground: Ground,
    /// First day.
    pub first: NaiveDate,
    /// Last day as it was ordered.
    pub last: NaiveDate,
    /// Log-in of the person who gives it and answers for it.
    pub ordered_by: String,
    /// What has happened, in that person's words.
    pub reason: String,
    /// The document that orders it: number, date, who signed.
    pub document: String,
    /// When it was entered.
    pub entered_at: NaiveDateTime,
    /// How it was ended early, if it was.
    pub ended: Option<Ending>,
}

impl EmergencyOrder {
    /// The last day on which it holds, an early end included.
    #[must_use]
    pub fn last_day(&self) -> NaiveDate {
        self.ended.as_ref().map_or(self.last, |ending| ending.last.min(self.last))
    }

    /// Its days.
    #[must_use]
    pub fn days(&self) -> OrderedDays {
        OrderedDays { centre: self.centre.clone(), first: self.first, last: self.last_day() }
    }

    /// Whether it holds on a day of `period`.
    #[must_use]
    pub fn touches(&self, period: Period) -> bool {
        let (first, last) = (self.first.max(period.first), self.last_day().min(period.last()));
        first <= last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn order() -> EmergencyOrder {
        EmergencyOrder {
            centre: "SB".into(),
            number: 1,
            ground: Ground::Disaster,
            first: day("2026-12-14"),
            last: day("2026-12-20"),
            ordered_by: "chutich".into(),
            reason: "Bão số 12".into(),
            document: "12/CĐ-UBND".into(),
            entered_at: day("2026-12-13").and_hms_opt(20, 0, 0).expect("a time"),
            ended: None,
        }
    }

    fn ended(last: &str) -> EmergencyOrder {
        let ending = Ending { last: day(last), by: "chutich".into(), at: order().entered_at };
        EmergencyOrder { ended: Some(ending), ..order() }
    }

    #[test]
    fn it_holds_from_its_first_day_to_its_last_in_its_own_centre() {
        let days = order().days();
        for (date, holds) in [("2026-12-13", false), ("2026-12-14", true), ("2026-12-20", true), ("2026-12-21", false)]
        {
            assert_eq!(days.covers(&"SB".into(), day(date)), holds, "{date}");
            assert!(!days.covers(&"KB".into(), day(date)));
        }
    }

    #[test]
    fn an_early_end_shortens_it_and_one_before_it_began_leaves_no_day() {
        assert_eq!(ended("2026-12-16").last_day(), day("2026-12-16"));
        assert_eq!(ended("2026-12-25").last_day(), day("2026-12-20"), "an end never makes it longer");
        let called_off = ended("2026-12-13");
        assert!(!called_off.days().covers(&"SB".into(), day("2026-12-14")));
        assert!(!called_off.touches(Period { first: day("2026-12-07"), days: 28 }));
    }

    #[test]
    fn it_touches_a_period_by_a_single_day() {
        let week = |first: &str| Period { first: day(first), days: 7 };
        assert!(order().touches(week("2026-12-08")) && order().touches(week("2026-12-20")));
        assert!(!order().touches(week("2026-12-07")) && !order().touches(week("2026-12-21")));
    }

    #[test]
    fn every_ground_is_read_back_from_its_word() {
        for ground in Ground::ALL {
            assert_eq!(Ground::of_word(ground.word()), Some(ground));
        }
        assert_eq!(Ground::of_word("backlog"), None);
    }
}
