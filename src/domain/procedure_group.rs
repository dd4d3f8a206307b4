//! Procedure groups: fields of dossiers with one handling profile and one skill.

use super::ids::{GroupCode, SkillCode};

/// When a dossier of the group is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Due {
    /// The same day; the next working day when received after 15:00 (OS-06, NĐ 23/2015 art. 7).
    SameDay,
    /// So many working days after receipt.
    Days(u32),
}

/// Dossiers received from 15:00 on are due the next working day (NĐ 23/2015/NĐ-CP art. 7).
const SAME_DAY_UNTIL_MINUTE: u32 = 15 * 60;

impl Due {
    /// Working days until a dossier received at that minute of the day is due.
    #[must_use]
    pub fn working_days(self, minute: u32) -> u32 {
        match self {
            Self::SameDay => u32::from(minute >= SAME_DAY_UNTIL_MINUTE),
            Self::Days(days) => days,
        }
    }
}

/// A procedure group.
#[derive(Clone, Debug, PartialEq)]
pub struct ProcedureGroup {
    /// Its code.
    pub code: GroupCode,
    /// Vietnamese name.
    pub name_vi: String,
    /// English name.
    pub name_en: String,
    /// The skill that its counters ask for.
    pub skill: SkillCode,
    /// Minutes at the counter per dossier.
    pub desk_minutes: f64,
    /// Minutes in the back office per dossier.
    pub back_minutes: f64,
    /// When its dossiers are due.
    pub due: Due,
    /// Copies made per dossier.
    pub copies_per_dossier: Option<f64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_day_work_received_at_15_00_is_due_the_next_day() {
        assert_eq!(Due::SameDay.working_days(899), 0);
        assert_eq!(Due::SameDay.working_days(900), 1);
        assert_eq!(Due::Days(5).working_days(900), 5);
    }
}
