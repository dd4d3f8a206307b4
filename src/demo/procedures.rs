//! Procedure groups with their minutes, the mix in which they come, and how they spread over the day.

use chrono::NaiveTime;

use super::clock;
use crate::domain::centre::CentreScope;
use crate::domain::ids::CentreCode;
use crate::domain::procedure_group::{Due, ProcedureGroup};
use crate::exchange::data_folder::{GroupScope, ProfileRow};

/// A procedure group with its share of the dossiers.
pub struct Field {
    /// Code of the group.
    pub code: &'static str,
    name_vi: &'static str,
    name_en: &'static str,
    /// Skill that its counter asks for.
    pub skill: &'static str,
    desk_minutes: f64,
    back_minutes: f64,
    due: Due,
    /// Share of a commune's dossiers.
    pub of_commune: f64,
    /// Share of the provincial centre's dossiers.
    pub of_province: f64,
}

/// Code of the certification group.
pub const CERTIFICATION: &str = "certification";
/// Copies of one certification dossier (assumption: with them Kinh Bắc's 200 citizens make 600–700 procedures a day).
pub const COPIES: f64 = 4.6;

/// The fields; land and construction share a desk, as they share an office of the commune.
///
/// Minutes, due dates and the communes' mix are assumptions of the design: certification 6 min and 0.5 a copy, civil status
/// 15, residence 10, land 25, construction 30, business 15, social protection 20, guidance 12; 4 min to digitise and file
/// each. Certification is 48 % of a commune's dossiers (computed from the provincial press). At the provincial centre most
/// dossiers come online (87 % of the province's, provincial press) and are checked without a desk.
pub const FIELDS: [Field; 9] = [
    field(
        CERTIFICATION,
        ("Chứng thực", "Certification"),
        "certify",
        (6.0 + 0.5 * COPIES, 4.0),
        Due::SameDay,
        (0.48, 0.0),
    ),
    field("civil", ("Tư pháp – hộ tịch", "Civil status"), "civil", (15.0, 4.0), Due::SameDay, (0.25, 0.0)),
    field("residence", ("Cư trú", "Residence"), "residence", (10.0, 4.0), Due::Days(3), (0.09, 0.0)),
    field("land", ("Đất đai", "Land"), "land", (25.0, 4.0), Due::Days(10), (0.06, 0.05)),
    field(
        "social",
        ("Bảo trợ xã hội – người có công", "Social protection"),
        "social",
        (20.0, 4.0),
        Due::Days(5),
        (0.05, 0.05),
    ),
    field("business", ("Hộ kinh doanh", "Household business"), "business", (15.0, 4.0), Due::Days(3), (0.03, 0.10)),
    field("construction", ("Xây dựng", "Construction"), "land", (30.0, 4.0), Due::Days(15), (0.01, 0.03)),
    field("other", ("Lĩnh vực khác", "Other fields"), "reception", (12.0, 4.0), Due::Days(5), (0.03, 0.07)),
    field("online", ("Hồ sơ trực tuyến", "Online dossiers"), "reception", (0.0, 9.0), Due::Days(3), (0.0, 0.70)),
];

const fn field(
    code: &'static str,
    (name_vi, name_en): (&'static str, &'static str),
    skill: &'static str,
    (desk_minutes, back_minutes): (f64, f64),
    due: Due,
    (of_commune, of_province): (f64, f64),
) -> Field {
    Field { code, name_vi, name_en, skill, desk_minutes, back_minutes, due, of_commune, of_province }
}

/// The rows of `groups.csv`.
pub fn groups() -> Vec<ProcedureGroup> {
    FIELDS
        .iter()
        .map(|field| ProcedureGroup {
            code: field.code.into(),
            name_vi: field.name_vi.to_owned(),
            name_en: field.name_en.to_owned(),
            skill: field.skill.into(),
            desk_minutes: field.desk_minutes,
            back_minutes: field.back_minutes,
            due: field.due,
            copies_per_dossier: (field.code == CERTIFICATION).then_some(COPIES),
        })
        .collect()
}

/// Shares of office hours (assumption: 40 % come 07:30–09:30, 20 % until 11:30, 28 % until 15:30, 12 % later).
const OFFICE_HOURS: [(u32, f64); 16] = [
    (450, 0.10),
    (480, 0.10),
    (510, 0.10),
    (540, 0.10),
    (570, 0.05),
    (600, 0.05),
    (630, 0.05),
    (660, 0.05),
    (780, 0.056),
    (810, 0.056),
    (840, 0.056),
    (870, 0.056),
    (900, 0.056),
    (930, 0.04),
    (960, 0.04),
    (990, 0.04),
];
/// Before office hours, for those who go to work at seven (assumption).
const EARLY: [(u32, f64); 2] = [(390, 0.010), (420, 0.012)];
/// After office hours, when factories let out; on evenings until the desk closes (assumption).
const LATE: [(u32, f64); 2] = [(1020, 0.012), (1050, 0.014)];
const EVENING: [(u32, f64); 5] = [(1080, 0.022), (1110, 0.022), (1140, 0.020), (1170, 0.018), (1200, 0.014)];

/// The rows of `profiles.csv`: office hours for everybody, and for the showcase ward the hours that it adds, in which it
/// takes certification and civil status, and on evenings residence too.
pub fn profiles(showcase: &CentreCode) -> Vec<ProfileRow> {
    let mut rows = profile(&CentreScope::All, &GroupScope::All, &[]);
    let ward = CentreScope::One(showcase.clone());
    let of = |code: &str| GroupScope::One(code.into());
    let all_day = [&EARLY[..], &LATE, &EVENING].concat();
    rows.extend(profile(&ward, &of(CERTIFICATION), &all_day));
    rows.extend(profile(&ward, &of("civil"), &all_day));
    rows.extend(profile(&ward, &of("residence"), &EVENING));
    rows
}

/// Office hours with `added` half-hours beside them, together 1.
fn profile(scope: &CentreScope, group: &GroupScope, added: &[(u32, f64)]) -> Vec<ProfileRow> {
    let left = 1.0 - added.iter().map(|(_, share)| share).sum::<f64>();
    let office = OFFICE_HOURS.iter().map(|(start, share)| (*start, share * left));
    let mut shares: Vec<(u32, f64)> = office.chain(added.iter().copied()).collect();
    shares.sort_by_key(|(start, _)| *start);
    let row = |(start, share): (u32, f64)| ProfileRow {
        scope: scope.clone(),
        group: group.clone(),
        weekday: None,
        start: half_hour(start),
        share,
    };
    shares.into_iter().map(row).collect()
}

fn half_hour(minute: u32) -> NaiveTime {
    clock(minute / 60, minute % 60)
}
