//! Who acts. A permission is an argument: nobody becomes a [`Manager`] but through the grants of an [`Account`].

use crate::domain::centre::CentreScope;
use crate::domain::ids::{CentreCode, OfficerCode};

/// A role of DESIGN's permission table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Users, rules, imports.
    Admin,
    /// The province's operator: sees every centre.
    Province,
    /// Plans a centre.
    Manager,
    /// Answers for a centre's rosters.
    Approver,
    /// Works shifts.
    Officer,
    /// Sits on a recognition committee.
    Committee,
    /// Reads everything, changes nothing.
    Auditor,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 7] =
        [Self::Admin, Self::Province, Self::Manager, Self::Approver, Self::Officer, Self::Committee, Self::Auditor];

    /// The name in files and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Province => "province",
            Self::Manager => "manager",
            Self::Approver => "approver",
            Self::Officer => "officer",
            Self::Committee => "committee",
            Self::Auditor => "auditor",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }
}

/// One role in one centre or in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Where it holds.
    pub scope: CentreScope,
}

/// A person who may log in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Log-in name.
    pub login: String,
    /// Name shown.
    pub name: String,
    /// Roles and where they hold.
    pub grants: Vec<Grant>,
    /// The officer this person is, if one.
    pub officer: Option<OfficerCode>,
    /// Preferred language: `vi`, `en` or `ar`.
    pub language: Option<String>,
}

impl Account {
    /// Whoever runs the command line on the machine that holds the database.
    #[must_use]
    pub fn operator() -> Self {
        Self {
            login: "operator".to_owned(),
            name: "operator".to_owned(),
            grants: [Role::Admin, Role::Province, Role::Manager]
                .into_iter()
                .map(|role| Grant { role, scope: CentreScope::All })
                .collect(),
            officer: None,
            language: None,
        }
    }

    /// Whether the person holds `role` anywhere.
    #[must_use]
    pub fn holds(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// Whether the person holds `role` in `centre`.
    #[must_use]
    pub fn holds_in(&self, role: Role, centre: &CentreCode) -> bool {
        self.grants.iter().any(|grant| grant.role == role && grant.scope.covers(centre))
    }

    /// The permission to plan `centre`.
    #[must_use]
    pub fn manager_of(&self, centre: &CentreCode) -> Option<Manager> {
        self.holds_in(Role::Manager, centre).then(|| Manager { login: self.login.clone(), centre: centre.clone() })
    }

    /// The permission to approve and return rosters of `centre`.
    #[must_use]
    pub fn approver_of(&self, centre: &CentreCode) -> Option<Approver> {
        self.holds_in(Role::Approver, centre).then(|| Approver { login: self.login.clone(), centre: centre.clone() })
    }

    /// The permission to see forecasts and rosters of `centre`, drafts included.
    #[must_use]
    pub fn viewer_of(&self, centre: &CentreCode) -> Option<Viewer> {
        [Role::Manager, Role::Approver, Role::Province, Role::Admin, Role::Auditor]
            .into_iter()
            .any(|role| self.holds_in(role, centre))
            .then(|| Viewer { centre: centre.clone() })
    }

    /// The permission to read the published rosters of `centre`, which its officers have.
    #[must_use]
    pub fn reader_of(&self, centre: &CentreCode) -> Option<PublishedReader> {
        self.holds_in(Role::Officer, centre).then(|| PublishedReader { centre: centre.clone() })
    }

    /// The permission to see the committee's list of `centre`.
    #[must_use]
    pub fn committee_of(&self, centre: &CentreCode) -> Option<CommitteeMember> {
        [Role::Committee, Role::Auditor]
            .into_iter()
            .any(|role| self.holds_in(role, centre))
            .then(|| CommitteeMember { centre: centre.clone() })
    }

    /// The permission to see one's own hours.
    #[must_use]
    pub fn own_hours(&self) -> Option<OwnHours> {
        self.officer.clone().filter(|_| self.holds(Role::Officer)).map(|officer| OwnHours { officer })
    }

    /// The permission to import data.
    #[must_use]
    pub fn importer(&self) -> Option<Importer> {
        (self.holds(Role::Admin) || self.holds(Role::Province)).then(|| Importer { login: self.login.clone() })
    }
}

macro_rules! permission {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty),* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name { $($field: $kind),* }

        impl $name {
            $($(#[$field_doc])* #[must_use] pub fn $field(&self) -> &$kind { &self.$field })*
        }
    };
}

permission!(
    /// May plan one centre.
    Manager {
        /// Who acts.
        login: String,
        /// Where.
        centre: CentreCode
    }
);
permission!(
    /// May approve and return the rosters of one centre.
    Approver {
        /// Who acts.
        login: String,
        /// Where.
        centre: CentreCode
    }
);
permission!(
    /// May see one centre's forecasts and rosters.
    Viewer {
        /// Where.
        centre: CentreCode
    }
);
permission!(
    /// May read one centre's published rosters, and nothing that was not published.
    PublishedReader {
        /// Where.
        centre: CentreCode
    }
);
permission!(
    /// May see one centre's contributions.
    CommitteeMember {
        /// Where.
        centre: CentreCode
    }
);
permission!(
    /// May see one officer's own hours.
    OwnHours {
        /// Whose.
        officer: OfficerCode
    }
);
permission!(
    /// May import data.
    Importer {
        /// Who acts.
        login: String
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    fn account(role: Role, scope: CentreScope) -> Account {
        Account {
            login: "an".into(),
            name: "An".into(),
            grants: vec![Grant { role, scope }],
            officer: Some("A-1".into()),
            language: None,
        }
    }

    #[test]
    fn a_manager_of_one_centre_is_a_stranger_in_the_next() {
        let manager = account(Role::Manager, CentreScope::One("A".into()));
        assert!(manager.manager_of(&"A".into()).is_some());
        assert!(manager.manager_of(&"B".into()).is_none());
        assert!(manager.viewer_of(&"B".into()).is_none());
        assert!(manager.approver_of(&"A".into()).is_none());
    }

    #[test]
    fn the_province_sees_all_and_edits_nothing() {
        let province = account(Role::Province, CentreScope::All);
        assert!(province.viewer_of(&"B".into()).is_some());
        assert!(province.manager_of(&"B".into()).is_none());
        assert!(province.committee_of(&"B".into()).is_none());
    }

    #[test]
    fn an_officer_record_without_the_role_opens_nothing() {
        assert!(account(Role::Manager, CentreScope::All).own_hours().is_none());
        assert!(account(Role::Officer, CentreScope::All).own_hours().is_some());
        assert!(account(Role::Officer, CentreScope::All).viewer_of(&"A".into()).is_none());
        let officer = account(Role::Officer, CentreScope::One("A".into()));
        assert!(officer.reader_of(&"A".into()).is_some() && officer.reader_of(&"B".into()).is_none());
        assert!(account(Role::Committee, CentreScope::All).reader_of(&"A".into()).is_none());
    }
}
