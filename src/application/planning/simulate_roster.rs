//! What citizens would feel of a roster: the digital twin over its coming days.
//!
//! [`prepare_simulation`] reads; [`PreparedSimulation::run`] simulates and needs no store, so that no transaction is open
//! meanwhile.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::ViewError;
use super::arrival_profiles::arrival_profiles;
use super::centre_facts::CentreFacts;
use super::open_work::OpenWork;
use super::require_staff::{day_demand, waiting_at_first};
use super::view_board::forecasts_for;
use crate::application::actors::Viewer;
use crate::application::ports::{Store, Stored};
use crate::domain::demand::DemandDay;
use crate::domain::ids::{BlockCode, GroupCode, SkillCode};
use crate::domain::procedure_group::Due;
use crate::domain::roster::{Assignment, RosterHead};
use crate::staffing::GroupDemand;
use crate::staffing::open_hours::OpenHours;
use crate::staffing::{DayDemand, WaitingWork};
pub use crate::twin::Interval;
use crate::twin::load::quantile;
use crate::twin::{DayLoad, DayPlan, Desk, Outlook, Question, Stream, Stretch, WaitingPool, simulate};

/// What comes in later in the day is due one working day later (OS-06; Decree 23/2015/NĐ-CP, art. 7): 15:00.
const LATE_FROM: f64 = 15.0 * 60.0;

/// A roster with what is needed to simulate it.
#[derive(Clone, Debug)]
pub struct PreparedSimulation {
    head: RosterHead,
    skills: Vec<SkillCode>,
    question: Question,
}

/// What can be expected of a roster.
#[derive(Clone, Debug)]
pub struct SimulationView {
    /// The version.
    pub head: RosterHead,
    /// Minutes within which a citizen should start.
    pub wait_target: f64,
    /// The dates of the outlook's days.
    pub dates: Vec<NaiveDate>,
    /// The skills of its utilisation.
    pub skills: Vec<SkillCode>,
    /// Waiting times, shares and utilisation.
    pub outlook: Outlook,
}

/// The latest roster of the viewer's centre that starts on `first`, made ready.
///
/// # Errors
/// When there is no such roster or the store fails.
pub fn prepare_simulation(
    store: &mut impl Store,
    viewer: &Viewer,
    first: NaiveDate,
) -> Result<PreparedSimulation, ViewError> {
    let head = store.latest_roster(viewer.centre(), first)?.ok_or(ViewError::NotFound)?;
    simulation_of(store, head)?.ok_or(ViewError::NotFound)
}

/// One version, made ready; none when its centre is gone.
///
/// # Errors
/// When the store fails.
pub fn simulation_of(store: &mut impl Store, head: RosterHead) -> Stored<Option<PreparedSimulation>> {
    let Some(facts) = CentreFacts::gather(store, &head.centre, head.period)? else { return Ok(None) };
    let forecasts = forecasts_for(store, &head)?;
    let profiles = arrival_profiles(store, &head.centre, head.period.first)?;
    let assignments = store.assignments(head.id)?;
    let skills = facts.skills_asked();
    let open = OpenWork::read(store, &facts, &forecasts)?;
    let demands: Vec<DayDemand> =
        head.period.iter().map(|date| day_demand(&facts, &forecasts, &profiles, &open, date)).collect();
    // Where no requirement follows there is no plan either, and a roster from before is lived without what waited.
    let found = waiting_at_first(&facts, &forecasts, &profiles, &open).unwrap_or_default();
    let days = demands
        .iter()
        .map(|demand| {
            let of_day = |group: &GroupCode| {
                let forecast = forecasts.iter().find(|forecast| &forecast.group == group)?;
                forecast.days.iter().find(|day| day.date == demand.date)
            };
            let load = DayLoad { streams: streams(demand, &skills, of_day), patience: facts.settings.patience_minutes };
            DayPlan { desks: desks(&facts, &assignments, demand, &skills), load }
        })
        .collect();
    let question = Question {
        waiting: waiting(&demands, &skills, &found),
        days,
        skills: skills.len(),
        wait_target: facts.settings.wait_target_minutes,
        productive_share: facts.settings.productive_share,
    };
    Ok(Some(PreparedSimulation { head, skills, question }))
}

impl PreparedSimulation {
    /// Citizens who come in one run, about.
    #[must_use]
    pub fn citizens(&self) -> f64 {
        let middle = |stream: &Stream| quantile(&stream.quantiles, 0.5);
        self.question.days.iter().flat_map(|day| &day.load.streams).map(middle).sum()
    }

    /// Lives the period so many times. The same `seed` gives the same figures.
    #[must_use]
    pub fn run(self, runs: u32, seed: u64) -> SimulationView {
        SimulationView {
            outlook: simulate(&self.question, runs, seed),
            wait_target: self.question.wait_target,
            dates: self.head.period.iter().collect(),
            skills: self.skills,
            head: self.head,
        }
    }
}

/// The work that is found in the period, as dossiers of the mean length of its skill.
fn waiting(demands: &[DayDemand], skills: &[SkillCode], found: &WaitingWork) -> Vec<WaitingPool> {
    let from = demands.iter().position(|day| day.date >= found.from);
    let Some(from) = from else { return Vec::new() };
    let open: Vec<usize> = (from..demands.len()).filter(|day| !demands[*day].blocks.is_empty()).collect();
    let minutes_each = |skill: &SkillCode| {
        // Whoever needs nothing of the back office has nothing waiting there.
        let of_skill = |group: &&GroupDemand| group.skill == *skill && group.back_minutes > 0.0;
        let mean = |weight: fn(&GroupDemand) -> f64| {
            let groups = demands.iter().flat_map(|day| &day.groups).filter(of_skill);
            let (minutes, dossiers) = groups.fold((0.0, 0.0), |(minutes, dossiers), group| {
                (minutes + weight(group) * group.back_minutes, dossiers + weight(group))
            });
            (dossiers > 0.0).then(|| minutes / dossiers)
        };
        mean(|group| group.median).or_else(|| mean(|_| 1.0)).unwrap_or(0.0)
    };
    let mut pools = Vec::new();
    for (skill, work) in &found.by_skill {
        let Some(position) = skills.iter().position(|known| known == skill) else { continue };
        let each = minutes_each(skill);
        for (days, minutes) in work.by_due() {
            // Beyond the period nothing falls due; what is due first still comes first.
            let ahead = usize::try_from(days).unwrap_or(usize::MAX);
            let due = open.get(ahead).copied().unwrap_or_else(|| demands.len().saturating_add(ahead));
            pools.push(WaitingPool {
                from,
                skill: position,
                due: (days > 0).then_some(due),
                dossiers: if each > 0.0 { minutes / each } else { 0.0 },
                minutes,
            });
        }
    }
    pools
}

/// Whoever works that day, in the blocks in which the centre is open.
fn desks(facts: &CentreFacts, assignments: &[Assignment], demand: &DayDemand, skills: &[SkillCode]) -> Vec<Desk> {
    let open: BTreeMap<&BlockCode, (u32, u32)> =
        demand.blocks.iter().map(|block| (&block.code, (block.start, block.end))).collect();
    let desk = |cell: &Assignment| {
        let officer = facts.officers.iter().find(|officer| officer.code == cell.officer)?;
        let mut spans: Vec<(u32, u32)> =
            facts.shift(&cell.shift)?.blocks.iter().filter_map(|block| open.get(block).copied()).collect();
        spans.sort_unstable();
        let own = skills.iter().enumerate().filter(|(_, skill)| officer.skills.contains(skill)).map(|(at, _)| at);
        Some(Desk { skills: own.collect(), present: joined(&spans) })
    };
    let desks = assignments.iter().filter(|cell| cell.date == demand.date).filter_map(desk);
    desks.filter(|desk| !desk.skills.is_empty() && !desk.present.is_empty()).collect()
}

/// Spans in order, those that touch or overlap made one.
fn joined(spans: &[(u32, u32)]) -> Vec<(f64, f64)> {
    let mut joined: Vec<(f64, f64)> = Vec::new();
    for (from, until) in spans.iter().map(|(from, until)| (f64::from(*from), f64::from(*until))) {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(until),
            _ => joined.push((from, until)),
        }
    }
    joined
}

/// Whoever may come that day; nobody where nothing is open.
fn streams<'a>(
    demand: &DayDemand,
    skills: &[SkillCode],
    of_day: impl Fn(&GroupCode) -> Option<&'a DemandDay>,
) -> Vec<Stream> {
    let hours = OpenHours::new(&demand.blocks);
    if hours.stretches().is_empty() {
        return Vec::new();
    }
    let streams = demand.groups.iter().filter_map(|group| {
        let day = of_day(&group.group)?;
        let stretches = hours.stretches().iter().zip(hours.shares(&group.profile));
        Some(Stream {
            skill: skills.iter().position(|skill| *skill == group.skill)?,
            quantiles: vec![
                (0.025, day.lo95),
                (0.1, day.q10),
                (0.5, day.q50),
                (0.8, day.q80),
                (0.9, day.q90),
                (0.975, day.hi95),
            ],
            profile: stretches
                .map(|(stretch, share)| Stretch {
                    from: f64::from(stretch.start),
                    minutes: f64::from(stretch.minutes),
                    share,
                })
                .collect(),
            desk_minutes: group.desk_minutes,
            back_minutes: group.back_minutes,
            due_days: match group.due {
                Due::SameDay => 0,
                Due::Days(days) => days,
            },
            later_after: matches!(group.due, Due::SameDay).then_some(LATE_FROM),
        })
    });
    streams.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_that_touch_are_one_and_lunch_lies_between() {
        assert_eq!(joined(&[(390, 450), (450, 690), (780, 1020)]), [(390.0, 690.0), (780.0, 1020.0)]);
        assert_eq!(joined(&[]), []);
    }
}
