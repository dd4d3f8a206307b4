//! Hours of one day.
//!
//! Source: Labour Code 45/2019/QH14, art. 107(2)(b) and NĐ 145/2020/NĐ-CP art. 60(1): overtime of a normal working day
//! is at most half of the normal hours (4 h on an 8 h day); art. 60(2)–(4): normal hours and overtime together, or
//! overtime on a rest day or holiday, at most 12 h.

use super::example::Example;
use super::{Bound, Breach, LabourRule, Provision, Quantity, RulePack, breach};
use crate::domain::work_record::WorkRecord;

/// Whether one day of `normal` and `overtime` minutes is lawful.
#[must_use]
pub fn permits(normal: i32, overtime: i32, longest_day: i32, overtime_of_a_normal_day: i32) -> bool {
    permits_length(normal + overtime, longest_day) && permits_overtime(normal, overtime, overtime_of_a_normal_day)
}

/// Whether a day of `minutes`, normal and overtime, is short enough (art. 60(2)–(4)).
#[must_use]
pub fn permits_length(minutes: i32, longest_day: i32) -> bool {
    minutes <= longest_day
}

/// Whether the overtime of a day with `normal` minutes is short enough (art. 60(1)); a rest day has no normal minutes.
#[must_use]
pub fn permits_overtime(normal: i32, overtime: i32, overtime_of_a_normal_day: i32) -> bool {
    normal == 0 || overtime <= overtime_of_a_normal_day
}

const EXAMPLES: &[Example] = &[
    Example::kept("half of eight hours", "2026-03-03 07:30-20:30 +240"),
    Example::broken("half of a short day and a minute", "2026-03-03 07:30-11:30 +241"),
    Example::broken(
        "five hours of overtime in a second shift of the day",
        "2026-03-03 07:30-16:00 =480, 2026-03-03 17:00-22:00 =0 +300",
    ),
    Example::kept("twelve hours of a rest day", "2026-03-07 06:30-20:00 weekend =0 +720"),
    Example::broken("a minute more", "2026-03-07 06:30-20:00 weekend =0 +721"),
];

/// The rule.
pub struct DailyHours;

impl LabourRule for DailyHours {
    fn id(&self) -> &'static str {
        "daily-hours"
    }

    fn citation(&self) -> &'static str {
        "Labour Code 45/2019/QH14, art. 107(2)(b); Decree 145/2020/NĐ-CP, art. 60"
    }

    fn provision(&self) -> Provision {
        Provision::labour_code("OT-02, OT-03, OT-04", EXAMPLES)
    }

    fn bound(&self) -> Option<Bound> {
        Some(Bound::Most)
    }

    fn number<'pack>(&self, pack: &'pack mut RulePack) -> Option<&'pack mut i32> {
        Some(&mut pack.day)
    }

    fn breaches(&self, record: &WorkRecord, pack: &RulePack) -> Vec<Breach> {
        record
            .minutes_by_day()
            .into_iter()
            .filter(|(_, (normal, overtime))| !permits(*normal, *overtime, pack.day, pack.overtime_day))
            .map(|(date, (normal, overtime))| {
                let too_long = normal + overtime > pack.day;
                let (observed, limit) =
                    if too_long { (normal + overtime, pack.day) } else { (overtime, pack.overtime_day) };
                breach(self, record, (date, date), Quantity::Minutes(observed), Quantity::Minutes(limit))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::example::{record, with_overtime};

    #[test]
    fn four_hours_of_overtime_are_lawful_and_one_minute_more_is_not() {
        let lawful = with_overtime(record(&["2026-03-03 R"]), 240);
        assert_eq!(DailyHours.breaches(&lawful, &RulePack::vietnam()), []);
        let long = with_overtime(record(&["2026-03-03 R"]), 241);
        let breaches = DailyHours.breaches(&long, &RulePack::vietnam());
        // 480 + 241 minutes pass the day's limit too, and that is the one named.
        assert_eq!((breaches[0].observed, breaches[0].limit), (Quantity::Minutes(721), Quantity::Minutes(720)));
    }

    #[test]
    fn the_shifts_of_a_split_day_are_one_day() {
        let split = |overtime: &str| record(&["2026-03-03 07:30-16:00 =480", overtime]);
        let lawful = split("2026-03-03 17:00-21:00 =0 +240");
        assert_eq!(DailyHours.breaches(&lawful, &RulePack::vietnam()), []);
        let breaches = DailyHours.breaches(&split("2026-03-03 17:00-20:30 =30 +180"), &RulePack::vietnam());
        assert_eq!(breaches, []);
        let breaches = DailyHours.breaches(&split("2026-03-03 17:00-21:00 =0 +241"), &RulePack::vietnam());
        assert_eq!((breaches.len(), breaches[0].observed), (1, Quantity::Minutes(721)));
    }

    #[test]
    fn a_rest_day_may_hold_twelve_hours_of_overtime() {
        assert!(permits(0, 720, 720, 240));
        assert!(!permits(0, 721, 720, 240));
        assert!(!permits(240, 241, 720, 240));
    }
}
