//! Officers that planned outreach sessions ask for: the roles of their crews, by skill.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::requirement::RequirementRow;
use super::why::{Driver, Why};
use crate::domain::ids::{BlockCode, SkillCode};

/// One planned session.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedSession {
    /// The evening.
    pub date: NaiveDate,
    /// The block in which the crew works.
    pub block: BlockCode,
    /// Officers wanted by role, for example two greeters and six guides.
    pub crew: Vec<RoleSlot>,
}

/// A role in a crew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleSlot {
    /// The role, for example `greeter`.
    pub role: String,
    /// Officers wanted.
    pub officers: u32,
    /// Officers without whom the session cannot be held.
    pub minimum: u32,
}

/// A role for which nobody said which skill it needs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the session of {date} wants the role \"{role}\", and no skill is set for that role")]
pub struct UnknownRole {
    /// The session's day.
    pub date: NaiveDate,
    /// The role.
    pub role: String,
}

/// The rows that `sessions` ask for, in order of day, block and skill; sessions of one evening add up. `skills` says which
/// skill each role needs; several roles may need the same.
///
/// # Errors
/// When a role has no skill.
pub fn outreach_requirements(
    sessions: &[PlannedSession],
    skills: &BTreeMap<String, SkillCode>,
) -> Result<Vec<RequirementRow>, UnknownRole> {
    let mut wanted: BTreeMap<(NaiveDate, BlockCode, SkillCode), (u32, u32)> = BTreeMap::new();
    for session in sessions {
        for slot in &session.crew {
            let unknown = || UnknownRole { date: session.date, role: slot.role.clone() };
            let skill = skills.get(&slot.role).ok_or_else(unknown)?.clone();
            let (floor, target) = wanted.entry((session.date, session.block.clone(), skill)).or_default();
            *floor += slot.minimum.min(slot.officers);
            *target += slot.officers;
        }
    }
    let rows = wanted.into_iter().filter(|(_, (_, target))| *target > 0);
    Ok(rows
        .map(|((date, block, skill), (floor, target))| {
            let why = Why { driver: Driver::Session, ..Why::default() };
            RequirementRow { date, block, skill, floor, target, standby: 0, why }
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(date: &str, crew: &[(&str, u32, u32)]) -> PlannedSession {
        let slot = |&(role, officers, minimum): &(&str, u32, u32)| RoleSlot { role: role.into(), officers, minimum };
        PlannedSession {
            date: date.parse().expect("an ISO date"),
            block: "OUT".into(),
            crew: crew.iter().map(slot).collect(),
        }
    }

    fn skills() -> BTreeMap<String, SkillCode> {
        [("greeter", "guide"), ("guide", "guide"), ("residence", "residence")]
            .map(|(role, skill)| (role.to_owned(), SkillCode::from(skill)))
            .into()
    }

    #[test]
    fn roles_of_one_skill_and_sessions_of_one_evening_add_up() {
        let sessions = [
            session("2026-12-01", &[("greeter", 2, 1), ("guide", 6, 2), ("residence", 0, 0)]),
            session("2026-12-01", &[("guide", 3, 5)]),
        ];
        let rows = outreach_requirements(&sessions, &skills()).expect("known roles");
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].floor, rows[0].target), (6, 11));
        assert_eq!((rows[0].skill.as_str(), rows[0].block.as_str()), ("guide", "OUT"));
    }

    #[test]
    fn a_role_without_a_skill_is_named() {
        let refused = outreach_requirements(&[session("2026-12-01", &[("driver", 1, 1)])], &skills());
        assert_eq!(refused.map_err(|unknown| unknown.role), Err("driver".to_owned()));
    }
}
