//! Who may log in to the demo.

use super::dice::Dice;
use super::names;
use super::places::{Place, PlaceRole};
use crate::domain::centre::CentreScope;
use crate::domain::ids::OfficerCode;
use crate::domain::officer::Officer;
use crate::exchange::data_folder::{RoleGrant, UserRole, UserRow};

/// A log-in without a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoLogin {
    /// Log-in name.
    pub login: String,
    /// Name of the person.
    pub name: String,
    /// What the person may do.
    pub role: UserRole,
    /// Where.
    pub scope: CentreScope,
    /// The officer that the person is.
    pub officer: Option<OfficerCode>,
}

/// The showcase ward's manager, approver, officer and committee; the province's operator, administrator and auditor; and a
/// manager of another centre, who must stay a stranger to the ward.
pub fn logins(places: &[Place], officers: &[Officer], seed: u64) -> Vec<DemoLogin> {
    let mut dice = Dice::new(seed, "logins", 0);
    let of_role =
        |role: PlaceRole| places.iter().find(|place| place.role == role).map(|place| place.centre.code.clone());
    let mut logins = Vec::new();
    if let Some(ward) = of_role(PlaceRole::Showcase) {
        let scope = CentreScope::One(ward.clone());
        for (login, role) in [
            ("manager", UserRole::Manager),
            ("approver", UserRole::Approver),
            ("officer", UserRole::Officer),
            ("committee", UserRole::Committee),
        ] {
            let officer = officers
                .iter()
                .filter(|_| role == UserRole::Officer)
                .filter(|officer| officer.centre == ward)
                .nth(OFFICER_WHO_LOGS_IN);
            logins.push(DemoLogin {
                login: login.to_owned(),
                name: officer.map_or_else(|| names::person(&mut dice), |officer| officer.name.clone()),
                role,
                scope: scope.clone(),
                officer: officer.map(|officer| officer.code.clone()),
            });
        }
    }
    let mut further = vec![
        ("province", UserRole::Province, CentreScope::All),
        ("admin", UserRole::Admin, CentreScope::All),
        ("auditor", UserRole::Auditor, CentreScope::All),
    ];
    if let Some(neighbour) = of_role(PlaceRole::Commune).or_else(|| of_role(PlaceRole::Province)) {
        further.push(("neighbour", UserRole::Manager, CentreScope::One(neighbour)));
    }
    logins.extend(further.into_iter().map(|(login, role, scope)| DemoLogin {
        login: login.to_owned(),
        name: names::person(&mut dice),
        role,
        scope,
        officer: None,
    }));
    logins
}

/// The rows of `users.csv`.
pub fn users(logins: &[DemoLogin]) -> Vec<UserRow> {
    let row = |login: &DemoLogin| UserRow {
        login: login.login.clone(),
        name: login.name.clone(),
        roles: vec![RoleGrant { role: login.role, scope: login.scope.clone() }],
        officer: login.officer.clone(),
        email: None,
        language: Some("vi".to_owned()),
    };
    logins.iter().map(row).collect()
}

/// Position in the showcase ward's crew of the officer who logs in: one with a standing consent and some overtime.
const OFFICER_WHO_LOGS_IN: usize = 4;
