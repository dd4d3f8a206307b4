//! The legend of the board: its shifts, the short names of skills, and how cells look that are not published yet.

use std::collections::BTreeSet;

use serde::Serialize;

use super::language::Language;
use super::wording;
use crate::application::views::BoardView;
use crate::domain::roster::RosterStatus;
use crate::domain::shift::{Shift, ShiftKind};

/// The legend.
#[derive(Serialize)]
pub struct Legend {
    shifts: Vec<ShiftEntry>,
    /// Skills of the officers of the board that stand there by a short name, by that name.
    skills: BTreeSet<SkillEntry>,
    /// How cells look that are not published yet, where there are any.
    unpublished: Option<UnpublishedSample>,
}

#[derive(Serialize)]
struct ShiftEntry {
    class: &'static str,
    code: String,
    name: String,
}

#[derive(PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct SkillEntry {
    short: String,
    name: String,
}

#[derive(Serialize)]
struct UnpublishedSample {
    class: &'static str,
    meaning: String,
}

/// The legend of `view`.
pub fn legend(language: Language, view: &BoardView) -> Legend {
    let skills = view.rows.iter().flat_map(|row| &row.officer.skills);
    let entry = |code| SkillEntry { short: wording::skill_short(language, code), name: wording::skill(language, code) };
    Legend {
        shifts: shifts(language, view),
        skills: skills.map(entry).filter(|skill| skill.short != skill.name).collect(),
        unpublished: unpublished_sample(language, view.head.status),
    }
}

/// How the cells of a roster with this status look until it is published.
fn unpublished_sample(language: Language, status: RosterStatus) -> Option<UnpublishedSample> {
    let (class, meaning) = match status {
        RosterStatus::Draft => ("sample-draft", "legend-draft"),
        RosterStatus::Submitted | RosterStatus::Approved => ("sample-unpublished", "legend-unpublished"),
        RosterStatus::Published | RosterStatus::Closed => return None,
    };
    Some(UnpublishedSample { class, meaning: language.say(meaning) })
}

/// Every shift of the board under its own name, by kind.
fn shifts(language: Language, view: &BoardView) -> Vec<ShiftEntry> {
    const KINDS: [ShiftKind; 7] = [
        ShiftKind::Regular,
        ShiftKind::Early,
        ShiftKind::Evening,
        ShiftKind::Outreach,
        ShiftKind::Weekend,
        ShiftKind::Standby,
        ShiftKind::Hotline,
    ];
    let mut shifts: Vec<&Shift> = view.shifts.iter().collect();
    shifts.sort_by_key(|shift| {
        let kind = KINDS.iter().position(|kind| *kind == shift.kind);
        (kind, shift.start, shift.end, shift.weekdays.numbers().next())
    });
    shifts
        .into_iter()
        .map(|shift| ShiftEntry {
            class: wording::kind_class(Some(shift.kind)),
            code: shift.code.to_string(),
            name: wording::shift(language, shift),
        })
        .collect()
}
