//! Forecast → officers required per day, block and skill, for the period of the facts.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Timelike};

use super::centre_facts::CentreFacts;
use super::open_work::OpenWork;
use super::simulate_desks::simulate_desks;
use crate::domain::block::Block;
use crate::domain::demand::{ALL_GROUPS, DemandDay, DemandForecast};
use crate::domain::ids::{BlockCode, GroupCode, SkillCode};
use crate::domain::officer::Officer;
use crate::domain::requirement::Requirement;
use crate::domain::shift::ShiftKind;
use crate::exchange::data_folder::{GroupScope, ProfileRow, SessionRow, SessionStatus};
use crate::staffing::backlog::Backlog;
use crate::staffing::busy_together::{AboveMedian, take_together};
use crate::staffing::outreach::{PlannedSession, RoleSlot, outreach_requirements};
pub use crate::staffing::requirement::RequirementError;
use crate::staffing::{
    DayDemand, DayProfile, GroupDemand, OpenBlock, RequirementRow, StaffingSettings, WaitingWork, default_profile,
    requirements, share_officers,
};

/// The requirement rows of the period, by day, block and skill; `open` waits at the data cut of the forecasts.
///
/// # Errors
/// When no requirement follows from a setting or a demand; a plan that asks for nobody would look like a good one.
pub fn require_staff(
    facts: &CentreFacts,
    forecasts: &[DemandForecast],
    profiles: &[ProfileRow],
    open: &OpenWork,
    sessions: &[SessionRow],
) -> Result<Vec<Requirement>, RequirementError> {
    let desks = explain_staff(facts, forecasts, profiles, open)?;
    Ok(joined(facts, desks.into_iter().chain(crews(facts, forecasts, sessions))))
}

/// The same of one day, as [`explain_day`] works it out.
///
/// # Errors
/// As [`require_staff`].
pub fn require_day(
    facts: &CentreFacts,
    forecasts: &[DemandForecast],
    profiles: &[ProfileRow],
    open: &OpenWork,
    sessions: &[SessionRow],
    date: NaiveDate,
) -> Result<Vec<Requirement>, RequirementError> {
    let crews = crews(facts, forecasts, sessions).into_iter().filter(|row| row.date == date);
    Ok(joined(facts, explain_day(facts, forecasts, profiles, open, date)?.into_iter().chain(crews)))
}

/// One row for each day, block and skill, with the signatories.
fn joined(facts: &CentreFacts, rows_of_all: impl Iterator<Item = RequirementRow>) -> Vec<Requirement> {
    let mut rows: BTreeMap<(NaiveDate, String, SkillCode), (i32, i32)> = BTreeMap::new();
    for row in rows_of_all.filter(|row| row.target > 0) {
        let slot = rows.entry((row.date, row.block.0.clone(), row.skill)).or_insert((0, 0));
        slot.0 += i32::try_from(row.floor).unwrap_or(i32::MAX);
        slot.1 += i32::try_from(row.target).unwrap_or(i32::MAX);
    }
    add_signatories(facts, &mut rows);
    rows.into_iter()
        .map(|((date, block, skill), (floor, target))| Requirement {
            date,
            block: block.as_str().into(),
            skill,
            floor,
            target,
        })
        .collect()
}

/// The rows of the front desk, the back office and the extended hours, each with its reasons.
///
/// # Errors
/// As [`require_staff`].
pub fn explain_staff(
    facts: &CentreFacts,
    forecasts: &[DemandForecast],
    profiles: &[ProfileRow],
    open: &OpenWork,
) -> Result<Vec<RequirementRow>, RequirementError> {
    rows_of(facts, forecasts, profiles, open, |_| true)
}

/// The same of one day. Work that is left over comes from the days of the period before it; its desks are the only ones
/// that are simulated.
///
/// # Errors
/// As [`require_staff`].
pub fn explain_day(
    facts: &CentreFacts,
    forecasts: &[DemandForecast],
    profiles: &[ProfileRow],
    open: &OpenWork,
    date: NaiveDate,
) -> Result<Vec<RequirementRow>, RequirementError> {
    let mut rows = rows_of(facts, forecasts, profiles, open, |day| day == date)?;
    rows.retain(|row| row.date == date);
    Ok(rows)
}

/// The rows of the period, with the desks of the days that are `simulated`.
fn rows_of(
    facts: &CentreFacts,
    forecasts: &[DemandForecast],
    profiles: &[ProfileRow],
    open: &OpenWork,
    simulated: impl Fn(NaiveDate) -> bool,
) -> Result<Vec<RequirementRow>, RequirementError> {
    let settings = staffing_settings(facts);
    let days: Vec<DayDemand> =
        facts.period.iter().map(|date| day_demand(facts, forecasts, profiles, open, date)).collect();
    let lived: Vec<DayDemand> = days.iter().filter(|day| simulated(day.date)).cloned().collect();
    let opening = waiting_at_first(facts, forecasts, profiles, open)?;
    let rows = requirements(&days, &opening, &settings, &simulate_desks(&lived, &settings)?)?;
    let officer_minutes = |code: &BlockCode| {
        let length = |block: &Block| (block.end - block.start).num_minutes();
        let minutes = facts.blocks.iter().find(|block| &block.code == code).map_or(0, length);
        f64::from(i32::try_from(minutes).unwrap_or(0)) * settings.productive_share
    };
    let holds_both = |one: &SkillCode, other: &SkillCode| {
        facts.officers.iter().any(|officer| officer.skills.contains(one) && officer.skills.contains(other))
    };
    Ok(share_officers(rows, officer_minutes, holds_both))
}

/// The open work that the period finds: what was open at the cut, less what the days between have room for.
///
/// Days of the period on or before the cut find none: what they left over is in the data.
///
/// # Errors
/// As [`require_staff`].
pub(super) fn waiting_at_first(
    facts: &CentreFacts,
    forecasts: &[DemandForecast],
    profiles: &[ProfileRow],
    open: &OpenWork,
) -> Result<WaitingWork, RequirementError> {
    let after_cut = open.cut + Days::new(1);
    let between: Vec<DayDemand> = after_cut
        .iter_days()
        .take_while(|date| *date < facts.period.first)
        .map(|date| day_demand(facts, forecasts, profiles, open, date))
        .collect();
    let at_cut = WaitingWork { from: after_cut, by_skill: open.by_skill.clone() };
    at_cut.after(&between, &staffing_settings(facts))
}

fn staffing_settings(facts: &CentreFacts) -> StaffingSettings {
    StaffingSettings {
        wait_target_minutes: facts.settings.wait_target_minutes,
        service_level: facts.settings.service_level,
        service_quantile: facts.settings.service_quantile,
        productive_share: facts.settings.productive_share,
        shrinkage: facts.settings.shrinkage,
        patience_minutes: facts.settings.patience_minutes,
    }
}

pub(super) fn day_demand(
    facts: &CentreFacts,
    forecasts: &[DemandForecast],
    profiles: &[ProfileRow],
    open: &OpenWork,
    date: NaiveDate,
) -> DayDemand {
    let blocks: Vec<OpenBlock> = facts
        .blocks
        .iter()
        .filter(|block| {
            facts.is_open(date)
                && block.open_on(date, facts.hours_of(date))
                && !is_outreach(facts, block)
                && is_staffed(facts, block, date)
        })
        .map(|block| OpenBlock {
            code: block.code.clone(),
            start: block.start.num_seconds_from_midnight() / 60,
            end: block.end.num_seconds_from_midnight() / 60,
            extended: !served_by(facts, block, ShiftKind::Regular),
        })
        .collect();
    let on_day = |code: &str| {
        let forecast = forecasts.iter().find(|forecast| forecast.group.as_str() == code)?;
        forecast.days.iter().find(|day| day.date == date)
    };
    let mut groups: Vec<GroupDemand> = facts
        .groups
        .iter()
        .filter_map(|group| {
            let day = on_day(group.code.as_str())?;
            Some(GroupDemand {
                group: group.code.clone(),
                skill: group.skill.clone(),
                desk_minutes: group.desk_minutes,
                back_minutes: group.back_minutes,
                due: group.due,
                dossiers: day.quantile(facts.settings.service_quantile),
                median: day.q50,
                high: day.q90,
                profile: profile(facts, profiles, &group.code, date),
            })
        })
        .collect();
    let above = |day: &DemandDay| AboveMedian {
        chosen: day.quantile(facts.settings.service_quantile) - day.q50,
        high: day.q90 - day.q50,
    };
    take_together(&mut groups, on_day(ALL_GROUPS).map(above));
    let capacity_minutes = capacity(facts, &groups, open, date);
    DayDemand { date, blocks, groups, capacity_minutes }
}

fn served_by(facts: &CentreFacts, block: &Block, kind: ShiftKind) -> bool {
    facts.shifts.iter().any(|shift| shift.kind == kind && shift.blocks.contains(&block.code))
}

/// Blocks of outreach evenings are staffed by crews, not by the queue at the desk.
fn is_outreach(facts: &CentreFacts, block: &Block) -> bool {
    served_by(facts, block, ShiftKind::Outreach)
        && !facts.shifts.iter().any(|shift| shift.kind != ShiftKind::Outreach && shift.blocks.contains(&block.code))
}

/// Whether any shift of the day serves the block; a block that nobody can serve is not open.
fn is_staffed(facts: &CentreFacts, block: &Block, date: NaiveDate) -> bool {
    let hours = facts.hours_of(date);
    facts.shifts.iter().any(|shift| shift.exists_on(date, hours) && shift.blocks.contains(&block.code))
}

/// The most specific profile: the centre's before `*`, the group's before `*`, the weekday's before any day.
fn profile(facts: &CentreFacts, profiles: &[ProfileRow], group: &GroupCode, date: NaiveDate) -> DayProfile {
    let weekday = facts.hours_of(date).number_from_monday();
    let rank = |row: &ProfileRow| {
        let of_group = match &row.group {
            GroupScope::All => 0,
            GroupScope::One(code) if code == group => 2,
            GroupScope::One(_) => return None,
        };
        let of_day = match row.weekday {
            None => 0,
            Some(day) if day == weekday => 1,
            Some(_) => return None,
        };
        let of_centre = if row.scope.as_str() == "*" { 0 } else { 4 };
        row.scope.covers(&facts.centre.code).then_some(of_centre + of_group + of_day)
    };
    let best = profiles.iter().filter_map(rank).max();
    let shares = profiles
        .iter()
        .filter(|row| best.is_some() && rank(row) == best)
        .map(|row| (row.start.num_seconds_from_midnight() / 60, row.share));
    DayProfile::from_shares(shares).unwrap_or_else(|_| default_profile())
}

/// Productive minutes that the regular day has by skill. An officer with several skills is shared among them in proportion
/// to their work; where the centre opens more days than an officer works, only a part of the officers is there. Open work
/// counts as work too, its days' share of it, as far as the officers have time for it beside what comes anew.
fn capacity(facts: &CentreFacts, groups: &[GroupDemand], open: &OpenWork, date: NaiveDate) -> BTreeMap<SkillCode, f64> {
    let mut work: BTreeMap<&SkillCode, f64> = BTreeMap::new();
    for group in groups {
        *work.entry(&group.skill).or_insert(0.0) += group.median * (group.desk_minutes + group.back_minutes);
    }
    let (mut minutes, officer_minutes) = shared(facts, &work, date);
    let waiting: f64 = open.by_skill.values().map(Backlog::total).sum();
    if date > open.cut && waiting > 0.0 && !groups.is_empty() {
        let spare = (officer_minutes - work.values().sum::<f64>()).max(0.0);
        let of_day = (spare / waiting).min(1.0 / f64::from(facts.period.days.max(1)));
        for (skill, backlog) in &open.by_skill {
            *work.entry(skill).or_insert(0.0) += backlog.total() * of_day;
        }
        minutes = shared(facts, &work, date).0;
    }
    minutes
}

/// The officers who are employed on `date` and not on leave.
pub(super) fn there_on(facts: &CentreFacts, date: NaiveDate) -> impl Iterator<Item = &Officer> {
    facts.officers.iter().filter(move |officer| {
        let mut leave = facts.leave.iter().chain(&facts.leave_before);
        let away = leave.any(|leave| leave.officer == officer.code && leave.from <= date && date <= leave.to);
        officer.employed_on(date) && !away
    })
}

/// Productive minutes of the regular day by skill where officers are shared in proportion to `work`, and those of all
/// officers of the centre who are there.
fn shared(facts: &CentreFacts, work: &BTreeMap<&SkillCode, f64>, date: NaiveDate) -> (BTreeMap<SkillCode, f64>, f64) {
    let hours = facts.hours_of(date);
    let regular = facts
        .shifts
        .iter()
        .filter(|shift| shift.kind == ShiftKind::Regular && shift.exists_on(date, hours))
        .map(|shift| shift.normal_minutes)
        .max()
        .unwrap_or(0);
    let open_days = facts.calendar.opening_days(&facts.centre).on(date).numbers().count().max(1);
    let open_minutes = f64::from(regular) * f64::from(u32::try_from(open_days).unwrap_or(7));
    let mut minutes: BTreeMap<SkillCode, f64> = BTreeMap::new();
    let mut all = 0.0;
    for officer in there_on(facts, date).filter(|_| open_minutes > 0.0) {
        let present = (f64::from(officer.weekly_minutes) / open_minutes).min(1.0);
        let own = f64::from(regular) * present * facts.settings.productive_share;
        all += own;
        let total: f64 = officer.skills.iter().filter_map(|skill| work.get(skill)).sum();
        for skill in &officer.skills {
            if let Some(share) = work.get(skill).filter(|_| total > 0.0) {
                *minutes.entry(skill.clone()).or_insert(0.0) += own * share / total;
            }
        }
    }
    for skill in work.keys() {
        minutes.entry((*skill).clone()).or_insert(0.0);
    }
    (minutes, all)
}

/// Crews of planned sessions. A role is served by the skill of the same name; a role of another name by the skill that has
/// most work at the centre, because whoever knows the bulk of the procedures can greet and guide.
fn crews(facts: &CentreFacts, forecasts: &[DemandForecast], sessions: &[SessionRow]) -> Vec<RequirementRow> {
    let bulk = facts
        .groups
        .iter()
        .map(|group| {
            let expected: f64 = forecasts
                .iter()
                .filter(|forecast| forecast.group == group.code)
                .flat_map(|forecast| forecast.days.iter().map(|day| day.q50))
                .sum();
            (expected * group.desk_minutes, &group.skill)
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, skill)| skill.clone());
    let Some(bulk) = bulk else { return Vec::new() };
    let asked = facts.skills_asked();
    let mut skills: BTreeMap<String, SkillCode> = BTreeMap::new();
    let mut planned = Vec::new();
    for session in sessions.iter().filter(|session| session.status == SessionStatus::Planned) {
        let weekday = session.date.weekday();
        let block = facts.blocks.iter().find(|block| is_outreach(facts, block) && block.open_on(session.date, weekday));
        let Some(block) = block else { continue };
        for slot in &session.crew {
            let named = if slot.role == "signatory" { "sign" } else { slot.role.as_str() };
            let skill = asked.iter().find(|skill| skill.as_str() == named).unwrap_or(&bulk);
            skills.insert(slot.role.clone(), skill.clone());
        }
        let crew = session
            .crew
            .iter()
            .map(|slot| RoleSlot { role: slot.role.clone(), officers: slot.officers, minimum: slot.officers.min(1) })
            .collect();
        planned.push(PlannedSession { date: session.date, block: block.code.clone(), crew });
    }
    outreach_requirements(&planned, &skills).unwrap_or_default()
}

/// One signatory in every block in which results are handed out, where the centre has signatories: must in office hours,
/// should in extended ones, for an evening without a signatory takes dossiers in but hands nothing out (DOMAIN §3).
fn add_signatories(facts: &CentreFacts, rows: &mut BTreeMap<(NaiveDate, String, SkillCode), (i32, i32)>) {
    let sign = SkillCode::from("sign");
    if !facts.officers.iter().any(|officer| officer.skills.contains(&sign)) {
        return;
    }
    let served: Vec<(NaiveDate, String)> = rows.keys().map(|(date, block, _)| (*date, block.clone())).collect();
    for (date, block) in served {
        let regular = facts
            .blocks
            .iter()
            .any(|known| known.code.as_str() == block && served_by(facts, known, ShiftKind::Regular));
        let evening = facts
            .blocks
            .iter()
            .any(|known| known.code.as_str() == block && served_by(facts, known, ShiftKind::Evening));
        if regular || evening {
            rows.entry((date, block, sign.clone())).or_insert((i32::from(regular), 1));
        }
    }
}
