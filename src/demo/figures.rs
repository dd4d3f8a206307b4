//! The figures from which the sample province is made, each with its source.
//!
//! "Provincial press" is what papers of Bắc Ninh reported of its centres for 1 July – 4 September 2025. Figures marked
//! *assumption* have no source and are the defaults of the design.

use chrono::NaiveDate;

/// First day of the history: the day on which communes took over the districts' work (Bắc Ninh, provincial press).
pub const FIRST_DAY: NaiveDate = day(2025, 7, 1);
/// Last day of the span for which the press gave totals.
pub const LAST_REPORTED_DAY: NaiveDate = day(2025, 9, 4);

/// Dossiers of the whole province in the reported span (Bắc Ninh, 1 July – 4 September 2025, provincial press).
pub const PROVINCE_DOSSIERS: u32 = 255_300;
/// Dossiers of the provincial centre in the reported span (same source).
pub const PROVINCIAL_CENTRE_DOSSIERS: u32 = 60_100;
/// Dossiers of communes and wards in the reported span, certification aside (same source).
pub const COMMUNE_DOSSIERS: u32 = 101_500;
/// Certification dossiers of communes and wards in the reported span: what remains of the total (computed).
pub const CERTIFICATION_DOSSIERS: u32 = PROVINCE_DOSSIERS - PROVINCIAL_CENTRE_DOSSIERS - COMMUNE_DOSSIERS;

/// Communes and wards of the province (NQ 1658/NQ-UBTVQH15: 66 communes, 33 wards).
pub const COMMUNES_AND_WARDS: usize = 99;
/// Wards among them (same source).
pub const WARDS: usize = 33;
/// Residents of an average commune or ward: 3,619,433 people in 99 units (same source).
pub const RESIDENTS_OF_A_UNIT: f64 = 36_560.0;

/// Posts filled in an average commune centre: 614 short of 15 each in December 2025 (provincial press; computed).
pub const POSTS_OF_A_CENTRE: f64 = 8.8;
/// Fewest officers of a sample commune centre, with whom every desk is served, and most; 15 is the minimum that the province aims at (provincial press).
pub const OFFICERS_OF_A_CENTRE: (usize, usize) = (8, 15);
/// Officers of the sample provincial centre (assumption).
pub const OFFICERS_OF_THE_PROVINCIAL_CENTRE: usize = 60;

/// Share of dossiers completed late at the provincial centre: 99.27 % early or on time (provincial press).
pub const LATE_AT_THE_PROVINCIAL_CENTRE: f64 = 1.0 - 0.9927;
/// Share of dossiers completed late at communes and wards: 99.73 % early or on time (provincial press).
pub const LATE_AT_A_COMMUNE: f64 = 1.0 - 0.9973;
/// Share of dossiers completed before they were due, among those in time (assumption).
pub const EARLY: f64 = 0.62;
/// Share of certification dossiers with an electronic certified copy (provincial press).
pub const E_CERTIFIED: f64 = 0.449;
/// Share of dossiers whose fee was paid online (assumption; the press calls it low).
pub const PAID_ONLINE: f64 = 0.31;

/// Spread of the communes' mean loads: σ of the logarithm (assumption).
pub const LOAD_SIGMA: f64 = 0.7;
/// Dispersion of the negative binomial noise from day to day (assumption).
pub const DISPERSION: f64 = 15.0;

/// Load of Monday to Friday relative to the mean (assumption); a Saturday worked in lieu is like a quiet Friday.
pub const WEEKDAY_FACTORS: [f64; 7] = [1.20, 1.05, 0.95, 0.95, 0.85, 0.80, 0.80];
/// Load of January to December relative to the mean (assumption).
pub const MONTH_FACTORS: [f64; 12] = [1.10, 0.75, 1.05, 0.95, 1.00, 1.10, 1.15, 1.15, 1.05, 1.00, 0.95, 0.95];
/// Load of the first and the second working day after a holiday (assumption).
pub const AFTER_A_HOLIDAY: [f64; 2] = [1.3, 1.3];
/// The same after Tết, when people come back slowly (assumption).
pub const AFTER_TET: [f64; 2] = [0.7, 1.0];

/// Dossiers a day of the showcase ward. With the copies of certification they make 600–700 procedures, as at Kinh Bắc
/// ward (provincial press).
pub const SHOWCASE_DOSSIERS: f64 = 232.0;
/// How strongly the months shape the showcase ward's load, as an exponent of the month's factor: a big ward's residents
/// need certificates all year (assumption).
pub const SHOWCASE_SEASON: f64 = 0.15;
/// Dispersion of the showcase ward's noise: with more citizens the days are more alike (assumption).
pub const SHOWCASE_DISPERSION: f64 = 40.0;
/// Dossiers that one citizen of the showcase ward brings: more than 200 citizens a day at Kinh Bắc (provincial press).
pub const DOSSIERS_OF_A_CITIZEN: f64 = 1.12;

/// First evening session: every Tuesday and Thursday since 26 August 2025 (provincial press).
pub const FIRST_EVENING: NaiveDate = day(2025, 8, 26);

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => panic!("a constant names no day of the calendar"),
    }
}
