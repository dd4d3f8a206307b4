//! Centres and the sites where their officers serve.

use super::ids::CentreCode;
use super::weekdays::Weekdays;

/// What kind of place a centre is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CentreLevel {
    /// The provincial centre.
    Province,
    /// A rural commune's centre.
    Commune,
    /// An urban ward's centre.
    Ward,
    /// A further reception point.
    Point,
}

/// A one-stop centre (*trung tâm phục vụ hành chính công*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Centre {
    /// Its code.
    pub code: CentreCode,
    /// Its name.
    pub name: String,
    /// What kind of place it is.
    pub level: CentreLevel,
    /// The centre it belongs to.
    pub parent: Option<CentreCode>,
    /// Residents.
    pub population: Option<u32>,
    /// Counters at the front desk.
    pub counters: Option<u32>,
    /// Weekdays on which the public is served.
    pub open_days: Weekdays,
}

/// What kind of place a site is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SiteKind {
    /// The centre's own office.
    Office,
    /// A second reception point.
    Point,
    /// A residential group's culture house.
    CultureHouse,
}

/// A place where officers serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The centre that runs it.
    pub centre: CentreCode,
    /// Its code, unique in the centre.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What kind of place it is.
    pub kind: SiteKind,
    /// Minutes of travel from the office.
    pub travel_minutes: Option<u32>,
    /// Residents near it.
    pub residents: Option<u32>,
    /// Residents not yet served.
    pub unserved: Option<u32>,
}

/// Which centres a row of settings, blocks, shifts or calendar speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CentreScope {
    /// Every centre (`*`).
    All,
    /// One centre.
    One(CentreCode),
}

impl CentreScope {
    /// Whether the scope covers `centre`.
    #[must_use]
    pub fn covers(&self, centre: &CentreCode) -> bool {
        match self {
            Self::All => true,
            Self::One(code) => code == centre,
        }
    }

    /// As written in files: `*` or the code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::All => "*",
            Self::One(code) => code.as_str(),
        }
    }
}
