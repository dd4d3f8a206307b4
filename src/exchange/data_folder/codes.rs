//! Which codes exist: those that the store already holds and those that the folder brings.

use std::collections::HashSet;

use chrono_tz::Tz;

use super::expected::CodeKind;
use crate::domain::centre::Site;
use crate::domain::ids::{BlockCode, CentreCode, GroupCode, OfficerCode, ShiftCode, SkillCode};

/// What the store already holds, so that a folder may bring only what has changed.
#[derive(Clone, Debug)]
pub struct KnownCodes {
    /// Centres.
    pub centres: HashSet<CentreCode>,
    /// Sites, with their centre.
    pub sites: HashSet<(CentreCode, String)>,
    /// Procedure groups.
    pub groups: HashSet<GroupCode>,
    /// Skills that groups ask for or officers have.
    pub skills: HashSet<SkillCode>,
    /// Skills that groups ask for.
    pub skills_asked: HashSet<SkillCode>,
    /// Officers.
    pub officers: HashSet<OfficerCode>,
    /// Shifts, of whatever centre.
    pub shifts: HashSet<ShiftCode>,
    /// Blocks, of whatever centre.
    pub blocks: HashSet<BlockCode>,
    /// The setting `time_zone`, which holds where the folder's own settings do not say otherwise.
    pub time_zone: Tz,
}

impl Default for KnownCodes {
    /// An empty store, in Vietnamese time.
    fn default() -> Self {
        Self {
            centres: HashSet::new(),
            sites: HashSet::new(),
            groups: HashSet::new(),
            skills: HashSet::new(),
            skills_asked: HashSet::new(),
            officers: HashSet::new(),
            shifts: HashSet::new(),
            blocks: HashSet::new(),
            time_zone: chrono_tz::Asia::Ho_Chi_Minh,
        }
    }
}

/// Codes of one kind against which cells are judged.
#[derive(Debug)]
pub(super) struct CodeSet {
    pub kind: CodeKind,
    codes: HashSet<String>,
    /// False once the defining file had errors: then every code passes, because a line of complaint for each row that
    /// mentions the broken one would bury the cause.
    complete: bool,
}

impl CodeSet {
    fn new<'a>(kind: CodeKind, codes: impl IntoIterator<Item = &'a str>) -> Self {
        Self { kind, codes: codes.into_iter().map(str::to_owned).collect(), complete: true }
    }

    pub fn accepts(&self, code: &str) -> bool {
        !self.complete || self.codes.contains(code)
    }

    pub fn contains(&self, code: &str) -> bool {
        self.codes.contains(code)
    }

    /// Adds what the folder defines; `complete` says whether its file was free of errors.
    pub fn extend<'a>(&mut self, codes: impl IntoIterator<Item = &'a str>, complete: bool) {
        self.codes.extend(codes.into_iter().map(str::to_owned));
        self.complete &= complete;
    }

    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// Every code, in order: what `*` stands for.
    pub fn all(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self.codes.iter().map(String::as_str).collect();
        all.sort_unstable();
        all
    }
}

/// All codes, store and folder together.
#[derive(Debug)]
pub(super) struct Codes {
    pub centres: CodeSet,
    sites: HashSet<(CentreCode, String)>,
    sites_complete: bool,
    pub groups: CodeSet,
    pub skills: HashSet<String>,
    pub officers: CodeSet,
    pub shifts: CodeSet,
    pub blocks: CodeSet,
}

impl Codes {
    pub fn new(known: &KnownCodes) -> Self {
        Self {
            centres: CodeSet::new(CodeKind::Centre, known.centres.iter().map(CentreCode::as_str)),
            sites: known.sites.clone(),
            sites_complete: true,
            groups: CodeSet::new(CodeKind::Group, known.groups.iter().map(GroupCode::as_str)),
            skills: known.skills.iter().map(|skill| skill.0.clone()).collect(),
            officers: CodeSet::new(CodeKind::Officer, known.officers.iter().map(OfficerCode::as_str)),
            shifts: CodeSet::new(CodeKind::Shift, known.shifts.iter().map(ShiftCode::as_str)),
            blocks: CodeSet::new(CodeKind::Block, known.blocks.iter().map(BlockCode::as_str)),
        }
    }

    /// Adds the folder's sites; `complete` as in [`CodeSet::extend`].
    pub fn add_sites(&mut self, sites: &[Site], complete: bool) {
        self.sites.extend(sites.iter().map(|site| (site.centre.clone(), site.code.clone())));
        self.sites_complete &= complete;
    }

    /// Whether the centre has the site, as far as can be judged.
    pub fn has_site(&self, site: &(CentreCode, String)) -> bool {
        !self.sites_complete || self.sites.contains(site)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_defining_file_silences_complaints_about_its_codes() {
        let mut set = CodeSet::new(CodeKind::Centre, ["A"]);
        assert!(set.accepts("A") && !set.accepts("B"));
        set.extend([], false);
        assert!(set.accepts("B") && !set.contains("B"));
    }
}
