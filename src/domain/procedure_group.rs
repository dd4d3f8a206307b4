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
