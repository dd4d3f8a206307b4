//! What pages read: plain data, joined for one screen. Sentences are made at the edge.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::planning::centre_settings::CentreSettings;
use super::planning::view_sharing::Sharing;
use crate::application::ports::JobTrouble;
use crate::domain::block::Block;
use crate::domain::calendar::{DayKind, KnownDay, OpeningDays};
use crate::domain::centre::Centre;
use crate::domain::demand::DemandDay;
use crate::domain::emergency::EmergencyOrder;
use crate::domain::ids::{BlockCode, OfficerCode, ShiftCode, SkillCode};
use crate::domain::officer::Officer;
use crate::domain::procedure_group::ProcedureGroup;
use crate::domain::roster::{Proof, RosterHead};
use crate::domain::rules::Breach;
use crate::domain::shift::{Shift, ShiftKind};
pub use crate::forecast::{Drift, Nowcast};
pub use crate::staffing::{Driver, RequirementRow, Why};

/// One row of the overview.
#[derive(Clone, Debug)]
pub struct CentreOverview {
    /// The centre.
    pub centre: Centre,
    /// Officers employed today.
    pub officers: usize,
    /// Dossiers expected per working day over the next 28 days; `None` without a forecast.
    pub expected_per_day: Option<f64>,
    /// Minutes of work expected per working day.
    pub load_minutes: Option<f64>,
    /// Productive minutes of the officers per working day.
    pub capacity_minutes: f64,
    /// Share of completed dossiers of the last 90 observed days that were completed early or on time.
    pub on_time_share: Option<f64>,
    /// Highest overtime of one officer in the current month, minutes.
    pub highest_overtime: i32,
    /// The monthly cap, minutes.
    pub overtime_cap: i32,
    /// The roster of the coming or current period.
    pub roster: Option<RosterSummary>,
    /// Whether what came has left what had been expected of all groups together.
    pub drift: Option<Drift>,
}

/// A roster in one line.
#[derive(Clone, Debug)]
pub struct RosterSummary {
    /// Head.
    pub head: RosterHead,
    /// Hard breaches of labour law.
    pub hard_breaches: usize,
    /// Officers missing, summed over days, blocks and skills.
    pub missing: i32,
    /// The same by skill, most missing first.
    pub missing_by_skill: Vec<(SkillCode, i32)>,
    /// Days of its period on which the centre serves citizens.
    pub open_days: usize,
}

/// One procedure group on the forecast page.
#[derive(Clone, Debug)]
pub struct GroupForecast {
    /// The group; `None` for the sum of all.
    pub group: Option<ProcedureGroup>,
    /// Counts of the last 84 days, in order; `None` where nothing was observed.
    pub history: Vec<(NaiveDate, Option<u32>)>,
    /// The days ahead.
    pub days: Vec<DemandDay>,
    /// What an earlier forecast expected of the last 28 days, where one was kept or re-made from the data of then.
    pub expected_before: Vec<DemandDay>,
    /// How good the last forecasts were.
    pub accuracy: Option<Accuracy>,
    /// Whether what came has left what had been expected, and no reform explains it.
    pub drift: Option<Drift>,
}

/// How good the last forecasts were, each over the 28 days after its cut; the mean over the forecasts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accuracy {
    /// Mean absolute error against the error of "same as last week" (1 = equal, less is better).
    pub mase: f64,
    /// Share of days inside the 80 % band.
    pub coverage80: f64,
    /// Days compared; a day counts once for each forecast of it.
    pub days: usize,
    /// Forecasts compared.
    pub origins: usize,
    /// Those of them that were kept when their cut was the last one; the others were made anew from the data of then.
    pub kept: usize,
}

/// The forecast page.
#[derive(Clone, Debug)]
pub struct ForecastView {
    /// The centre.
    pub centre: Centre,
    /// Last day of data that the forecast saw.
    pub cut: NaiveDate,
    /// Whether the centre has no counts of its own, so that everything comes from like centres.
    pub is_new: bool,
    /// Sum of all groups.
    pub total: GroupForecast,
    /// Each group, by code.
    pub groups: Vec<GroupForecast>,
    /// Holidays and special days within the shown days, with names.
    pub special_days: Vec<(NaiveDate, String)>,
    /// What the manager has noted, by first day.
    pub known_days: Vec<KnownDay>,
    /// The weekdays on which the public is served.
    pub opening_days: OpeningDays,
}

/// What one procedure group brings on a day.
#[derive(Clone, Debug)]
pub struct GroupLoad {
    /// The group.
    pub group: ProcedureGroup,
    /// What is expected.
    pub day: DemandDay,
    /// Dossiers at the quantile for which the centre is staffed.
    pub dossiers: f64,
}

/// Today, seen from a minute of it.
#[derive(Clone, Debug)]
pub struct NowcastView {
    /// The minute.
    pub at: NaiveTime,
    /// Dossiers that have come by then; `None` where nobody has said and none are known.
    pub so_far: Option<u32>,
    /// Whether they were counted, not told.
    pub is_counted: bool,
    /// Share of a day that has usually come by then.
    pub seen: f64,
    /// What the morning's forecast says.
    pub morning: DemandDay,
    /// Minutes of work of one dossier.
    pub minutes_each: f64,
    /// The rest and the whole day.
    pub nowcast: Option<Nowcast>,
    /// The same by group; they sum to it. Empty where it is none.
    pub groups: Vec<GroupNowcast>,
}

/// Today of one procedure group.
#[derive(Clone, Debug)]
pub struct GroupNowcast {
    /// The group.
    pub group: ProcedureGroup,
    /// Dossiers of it that were counted; none where only their sum is known.
    pub so_far: Option<u32>,
    /// The rest and the whole day.
    pub nowcast: Nowcast,
}

/// From load to officers on one day.
#[derive(Clone, Debug)]
pub struct RequirementView {
    /// The centre.
    pub centre: Centre,
    /// The day.
    pub date: NaiveDate,
    /// Whether the public is served.
    pub is_open: bool,
    /// The load, by group.
    pub loads: Vec<GroupLoad>,
    /// What is expected of all groups together; none without a forecast of the sum.
    pub whole: Option<DemandDay>,
    /// The officers whom the day has.
    pub there: OfficersThere,
    /// The blocks that need somebody, by start.
    pub blocks: Vec<Block>,
    /// Officers required by block and skill, with the way to them.
    pub rows: Vec<RequirementRow>,
    /// What the centre promises and assumes.
    pub settings: CentreSettings,
    /// Today so far; only of today.
    pub now: Option<NowcastView>,
}

/// The officers whom a centre has on one day: employed, and not on leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfficersThere {
    /// All of them.
    pub all: u32,
    /// Those who can do a work, by skill; whoever can do several counts for each.
    pub by_skill: BTreeMap<SkillCode, u32>,
}

/// One day of the board.
#[derive(Clone, Debug)]
pub struct BoardDay {
    /// The day.
    pub date: NaiveDate,
    /// Working day, weekly rest, holiday …
    pub kind: DayKind,
    /// The weekday whose hours and shifts hold.
    pub hours: Weekday,
}

/// Officers there and officers wanted in one block of one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Cover {
    /// Officers wanted (sum of targets over skills).
    pub want: i32,
    /// Counters filled by the best matching.
    pub have: i32,
    /// Missing below the floors.
    pub missing_floor: i32,
    /// By skill: wanted, filled, and why so many.
    pub skills: Vec<SkillCover>,
}

/// Cover of one skill in one block of one day.
#[derive(Clone, Debug, PartialEq)]
pub struct SkillCover {
    /// Skill.
    pub skill: SkillCode,
    /// Officers wanted.
    pub want: i32,
    /// Least officers.
    pub floor: i32,
    /// Officers there.
    pub have: i32,
}

/// One block's row above the officers.
#[derive(Clone, Debug)]
pub struct BlockCover {
    /// The block.
    pub block: Block,
    /// One entry for each day of the board; `None` when closed or nothing is asked.
    pub days: Vec<Option<Cover>>,
}

/// One cell of the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardCell {
    /// Shift worked.
    pub shift: Option<ShiftCode>,
    /// Its kind, for the colour.
    pub kind: Option<ShiftKind>,
    /// On leave, a day off for all, not employed: colleagues see *away*, never why.
    pub away: bool,
    /// Kept by the optimiser.
    pub pinned: bool,
    /// Differs from the version published before.
    pub changed: bool,
    /// Positions in [`BoardView::breaches`] that concern this cell.
    pub breaches: Vec<usize>,
}

/// Overtime of one calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthOvertime {
    /// Year.
    pub year: i32,
    /// Month, 1–12.
    pub month: u32,
    /// Minutes worked or planned.
    pub minutes: i32,
    /// Cap in minutes.
    pub cap: i32,
}

/// One officer's row.
#[derive(Clone, Debug)]
pub struct BoardRow {
    /// The officer.
    pub officer: Officer,
    /// Overtime per calendar month that the period touches: worked before and planned here.
    pub overtime: Vec<MonthOvertime>,
    /// Evenings planned in the period.
    pub evenings: usize,
    /// One cell a day.
    pub cells: Vec<BoardCell>,
}

/// Why an officer who has the skill does not serve the block where somebody is missing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obstacle {
    /// On leave or the day is off.
    Away,
    /// Has said that the shift is impossible.
    Unavailable,
    /// The shift is not worked on that day, or the centre is shut.
    NotThatDay,
    /// Overtime needs a consent that is not there.
    NoConsent,
    /// Protected from overtime and evenings.
    Protected,
    /// Month's overtime cap: minutes with the shift, cap.
    MonthCap(i32, i32),
    /// The month's limit of their consents: minutes that would be planned, minutes left of it.
    AgreedHours(i32, i32),
    /// Year's overtime cap: minutes with the shift, cap.
    YearCap(i32, i32),
    /// Too little rest: minutes, minimum.
    Rest(i32, i32),
    /// The week's normal hours would be passed or missed.
    WeekHours,
    /// The weekly rest or the run of working days.
    WeeklyRest,
    /// Evenings of the week: number, limit.
    Evenings(i32, i32),
    /// The cell is pinned.
    Pinned,
    /// A rule that is judged and that no plan knows of: its id, and the row of `rules.csv` that says so, when one does.
    Rule(&'static str, Option<String>),
    /// Is there and serves another skill that is short as well.
    ServesOther,
    /// Lawful, but costs more than it brings.
    CostsMore,
}

/// One reason, with the officers whom it concerns.
#[derive(Clone, Debug)]
pub struct ObstacleGroup {
    /// Why.
    pub obstacle: Obstacle,
    /// Who, by code, with names.
    pub officers: Vec<(OfficerCode, String)>,
}

/// A shortfall with its reasons.
#[derive(Clone, Debug)]
pub struct Shortfall {
    /// The day.
    pub date: NaiveDate,
    /// The block.
    pub block: BlockCode,
    /// The skill.
    pub skill: SkillCode,
    /// Officers missing below the target.
    pub missing: i32,
    /// Of them below the floor.
    pub missing_floor: i32,
    /// Why, the most frequent first. Empty when nobody of the centre has the skill.
    pub reasons: Vec<ObstacleGroup>,
    /// Officers who could lawfully come, were they asked: those who only lack a consent.
    pub could_be_asked: Vec<(OfficerCode, String)>,
}

impl Shortfall {
    /// Whether more than one officer is missing, or the floor is not reached: what a page marks with the graver sign.
    #[must_use]
    pub fn is_grave(&self) -> bool {
        self.missing > 1 || self.missing_floor > 0
    }
}

/// How the optimiser stands with this roster.
#[derive(Clone, Debug)]
pub struct SolveState {
    /// A job is queued or running.
    pub running: bool,
    /// Waits for the worker.
    pub queued: bool,
    /// Best so far or at the end.
    pub proof: Option<Proof>,
    /// Cells were changed by hand; without that, a roster that lacks a proof was never planned here.
    pub edited: bool,
    /// Seconds it may take.
    pub limit_seconds: i32,
    /// Somebody asked the job to stop; it ends within a second.
    pub stopping: bool,
    /// Why the last job ended before its time.
    pub trouble: Option<JobTrouble>,
}

/// The roster board.
#[derive(Clone, Debug)]
pub struct BoardView {
    /// The centre.
    pub centre: Centre,
    /// The version shown.
    pub head: RosterHead,
    /// Dossiers expected per open day: mean, 10 % and 90 % quantile.
    pub expected: Option<(f64, f64, f64)>,
    /// Days in order.
    pub days: Vec<BoardDay>,
    /// Cover rows by start of block.
    pub cover: Vec<BlockCover>,
    /// Officers by code.
    pub rows: Vec<BoardRow>,
    /// Shifts that the centre knows.
    pub shifts: Vec<Shift>,
    /// Breaches of labour law, hard ones first.
    pub breaches: Vec<Breach>,
    /// Emergency orders of the centre that hold on a day of the period, the latest first.
    pub orders: Vec<OrderView>,
    /// Shortfalls, the worst first.
    pub shortfalls: Vec<Shortfall>,
    /// How evenings, weekends, overtime and hard-to-fill shifts are shared.
    pub sharing: Sharing,
    /// The optimiser.
    pub solve: SolveState,
    /// Whether there is a change by hand to undo.
    pub can_undo: bool,
    /// Objective by term.
    pub terms: Vec<(&'static str, f64)>,
}

/// One changed cell on the approver's page.
#[derive(Clone, Debug)]
pub struct RosterDifference {
    /// Who.
    pub officer: (OfficerCode, String),
    /// When.
    pub date: NaiveDate,
    /// Before.
    pub before: Option<ShiftCode>,
    /// After.
    pub after: Option<ShiftCode>,
}

/// The approver's page.
#[derive(Clone, Debug)]
pub struct ReviewView {
    /// The board as it stands.
    pub board: BoardView,
    /// Against the version published or approved before for the same period; everything when there is none.
    pub differences: Vec<RosterDifference>,
    /// Whether a version to compare with exists.
    pub has_previous: bool,
    /// Overtime minutes planned, all officers.
    pub overtime_minutes: i32,
    /// Evenings planned, all officers.
    pub evenings: usize,
    /// Every rule checked, with what it found.
    pub legal_report: Vec<RuleFindings>,
    /// Who submitted the version: the person's name, otherwise the log-in.
    pub submitted_by: Option<Person>,
    /// What has happened to the roster, latest first.
    pub trail: Vec<TrailEntry>,
}

/// What one rule finds in a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFindings {
    /// The rule, or the kind of the local row.
    pub rule: &'static str,
    /// Whether its source is still to be checked, so that what it finds is not the last word.
    pub to_check: bool,
    /// Breaches that stop the roster.
    pub hard: usize,
    /// What is allowed but should be looked at.
    pub soft: usize,
    /// Breaches that an emergency order lifts.
    pub lifted: usize,
}

/// Somebody who did something, as a page names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The log-in.
    pub login: String,
    /// The name of the account; none when there is no such account any more, or there never was one.
    pub name: Option<String>,
}

/// An emergency order, with the people who answer for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderView {
    /// The order.
    pub order: EmergencyOrder,
    /// Who gave it.
    pub by: Person,
    /// Who ended it early, if somebody did.
    pub ended_by: Option<Person>,
}

/// One thing that happened to a roster.
#[derive(Clone, Debug)]
pub struct TrailEntry {
    /// When.
    pub at: NaiveDateTime,
    /// Who did it.
    pub by: Person,
    /// What, as the audit trail says it.
    pub action: String,
    /// The one cell that changed.
    pub cell: Option<RosterDifference>,
    /// Why.
    pub reason: Option<String>,
}

/// One day of an officer's own month.
#[derive(Clone, Debug)]
pub struct OwnDay {
    /// The day.
    pub date: NaiveDate,
    /// Shift worked, as published.
    pub shift: Option<Shift>,
    /// On leave.
    pub away: bool,
    /// A public holiday or day off.
    pub day_off: bool,
}

/// The officer's page.
#[derive(Clone, Debug)]
pub struct OwnHoursView {
    /// The officer.
    pub officer: Officer,
    /// Home centre.
    pub centre: Centre,
    /// Today.
    pub today: NaiveDate,
    /// The next published shift, today's included while it has not ended.
    pub next: Option<OwnDay>,
    /// Officers who work on the day of the next shift, oneself left out.
    pub colleagues_on_next: usize,
    /// The month shown, whole weeks of it.
    pub month: Vec<OwnDay>,
    /// Year and month shown.
    pub year_month: (i32, u32),
    /// Overtime of the month.
    pub month_overtime: MonthOvertime,
    /// Overtime minutes of the year.
    pub year_minutes: i32,
    /// Year's cap in minutes.
    pub year_cap: i32,
    /// Overtime minutes of this week.
    pub week_minutes: i32,
    /// Evenings of the month.
    pub evenings: usize,
    /// The published shifts ahead, in order.
    pub ahead: Vec<OwnDay>,
    /// Last day up to which a roster is published.
    pub published_until: Option<NaiveDate>,
}

/// One officer on the committee's list; three things that never mix.
#[derive(Clone, Debug)]
pub struct Contribution {
    /// A code instead of the name, stable within the month.
    pub pseudonym: String,
    /// *Contribution*: evenings worked as published in the month.
    pub evenings: usize,
    /// *Contribution*: outreach evenings.
    pub outreach: usize,
    /// *Contribution*: early starts.
    pub early: usize,
    /// *Contribution*: weekend shifts.
    pub weekend: usize,
    /// *Contribution*: share of the centre's hard-to-fill sessions (evening, outreach, weekend) taken.
    pub share: f64,
    /// *Opportunity*: evenings, outreach and weekend sessions that the officer could lawfully have been asked for.
    pub opportunities: usize,
    /// *Opportunity*: days of leave in the month.
    pub leave_days: usize,
    /// *Opportunity*: exempt from overtime, so not compared.
    pub exempt: bool,
    /// *Contribution beside opportunity*: sessions taken ÷ sessions open to the officer.
    pub taken_share: Option<f64>,
    /// *Burden*: overtime of the month.
    pub overtime: MonthOvertime,
    /// Position when like is compared with like; equal shares rank equal; `None` for the exempt.
    pub rank: Option<usize>,
    /// The days behind the figures.
    pub evidence: Vec<(NaiveDate, ShiftCode, ShiftKind)>,
}

/// The committee's list.
#[derive(Clone, Debug)]
pub struct ContributionsView {
    /// The centre.
    pub centre: Centre,
    /// Year and month.
    pub year_month: (i32, u32),
    /// Ranked officers first, exempt ones after, each by rank and pseudonym.
    pub officers: Vec<Contribution>,
}
