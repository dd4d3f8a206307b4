//! The roster board: officers × days with cover, breaches, reasons and the optimiser's state.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Timelike};

use super::ViewError;
use super::explain_shortfalls::explain_shortfalls;
use super::view_sharing::{Sharing, view_sharing};
use crate::application::actors::{PublishedReader, Viewer};
use crate::application::ports::{Clock, JobState, Store, Stored};
use crate::application::review::emergency_orders::orders_of;
use crate::application::review::judge_roster::{JudgedRoster, judge_roster};
use crate::application::views::{
    BlockCover, BoardCell, BoardDay, BoardRow, BoardView, Cover, MonthOvertime, OrderView, Shortfall, SkillCover,
    SolveState,
};
use crate::checker::Terms;
use crate::domain::block::Block;
use crate::domain::demand::{ALL_GROUPS, DemandDay, DemandForecast};
use crate::domain::ids::{OfficerCode, ShiftCode};
use crate::domain::instance::Instance;
use crate::domain::roster::{RosterHead, RosterStatus};
use crate::domain::rules::leave;
use crate::domain::work_record::WorkRecord;

/// The board of the viewer's centre for the latest version that starts on `first`.
///
/// # Errors
/// When there is no such roster or the store fails.
pub fn view_board(
    store: &mut impl Store,
    clock: &dyn Clock,
    viewer: &Viewer,
    first: NaiveDate,
) -> Result<BoardView, ViewError> {
    let head = store.latest_roster(viewer.centre(), first)?.ok_or(ViewError::NotFound)?;
    Ok(board_of(store, head, clock.today())?)
}

/// The published roster of the reader's centre that starts on `first`: who works when. What planning weighs (reasons,
/// breaches, prices, the hours of each colleague) is not for readers.
///
/// # Errors
/// When no roster was published for that day or the store fails.
pub fn view_published(
    store: &mut impl Store,
    clock: &dyn Clock,
    reader: &PublishedReader,
    first: NaiveDate,
) -> Result<BoardView, ViewError> {
    let published = published_rosters(store, reader)?.into_iter().find(|head| head.period.first == first);
    let mut view = board_of(store, published.ok_or(ViewError::NotFound)?, clock.today())?;
    view.breaches.clear();
    view.shortfalls.clear();
    view.terms.clear();
    view.sharing = Sharing::default();
    view.solve.trouble = None;
    for row in &mut view.rows {
        row.overtime.clear();
        for cell in &mut row.cells {
            cell.breaches.clear();
        }
    }
    Ok(view)
}

/// The rosters by which the reader's centre works or worked, the latest first; of each period the highest version first.
///
/// # Errors
/// When the store fails.
pub fn published_rosters(store: &mut impl Store, reader: &PublishedReader) -> Stored<Vec<RosterHead>> {
    let mut heads = store.rosters(reader.centre())?;
    heads.retain(|head| matches!(head.status, RosterStatus::Published | RosterStatus::Closed));
    Ok(heads)
}

/// The board of one version, as it is read on `today`.
///
/// # Errors
/// When the store fails.
pub fn board_of(store: &mut impl Store, head: RosterHead, today: NaiveDate) -> Stored<BoardView> {
    let judged = judge_roster(store, head)?;
    board_of_judged(store, judged, today)
}

/// The board of a version that is judged already.
///
/// # Errors
/// When the store fails.
pub fn board_of_judged(store: &mut impl Store, judged: JudgedRoster, today: NaiveDate) -> Stored<BoardView> {
    let forecasts = forecasts_for(store, &judged.head)?;
    let published = published_before(store, &judged.head)?;
    let solve = solve_state(store, &judged)?;
    let can_undo = judged.head.status == RosterStatus::Draft && store.last_change(judged.head.id)?.is_some();
    let orders = orders_of(store, &judged.facts.orders, &judged.head.centre)?;
    let shortfalls = explain_shortfalls(&judged, today);
    Ok(assemble(judged, shortfalls, orders, &forecasts, published.as_ref(), solve, can_undo))
}

/// What was expected when the roster began: a forecast made since knows only the rest of its days. A roster that begins
/// later, or began without a forecast, goes by the latest one.
pub(super) fn forecasts_for(store: &mut impl Store, head: &RosterHead) -> Stored<Vec<DemandForecast>> {
    let before = store.latest_forecasts(&head.centre, head.period.first - Days::new(1))?;
    let reaches = |forecast: &DemandForecast| forecast.days.iter().any(|day| head.period.contains(day.date));
    if before.iter().any(reaches) { Ok(before) } else { store.latest_forecasts(&head.centre, head.period.last()) }
}

/// Cells of the version of the same period that was published before this one.
type PublishedCells = BTreeMap<(OfficerCode, NaiveDate), ShiftCode>;

fn published_before(store: &mut impl Store, head: &RosterHead) -> Stored<Option<PublishedCells>> {
    let before = store
        .rosters(&head.centre)?
        .into_iter()
        .filter(|other| other.period.first == head.period.first && other.version < head.version)
        .find(|other| matches!(other.status, RosterStatus::Published | RosterStatus::Closed));
    let Some(before) = before else { return Ok(None) };
    let cells = store.assignments(before.id)?;
    Ok(Some(cells.into_iter().map(|cell| ((cell.officer, cell.date), cell.shift)).collect()))
}

fn solve_state(store: &mut impl Store, judged: &JudgedRoster) -> Stored<SolveState> {
    let job = store.latest_job(judged.head.id)?;
    let open = job.as_ref().is_some_and(|job| matches!(job.state, JobState::Queued | JobState::Running));
    Ok(SolveState {
        running: open,
        queued: job.as_ref().is_some_and(|job| job.state == JobState::Queued),
        proof: job.as_ref().filter(|_| open).and_then(|job| job.progress).or(judged.head.proof),
        edited: store.was_changed_by_hand(judged.head.id)?,
        limit_seconds: job.as_ref().map_or(judged.facts.settings.solve_seconds, |job| job.seconds),
        stopping: job.as_ref().is_some_and(|job| open && job.stop_requested),
        trouble: job.and_then(|job| job.trouble),
    })
}

fn assemble(
    judged: JudgedRoster,
    shortfalls: Vec<Shortfall>,
    orders: Vec<OrderView>,
    forecasts: &[DemandForecast],
    published: Option<&PublishedCells>,
    solve: SolveState,
    can_undo: bool,
) -> BoardView {
    let cover = cover(&judged);
    let sharing = view_sharing(&judged);
    let records = judged.facts.work_records(&judged.assignments);
    let rows = records.iter().map(|record| board_row(&judged, record, published)).collect();
    let facts = &judged.facts;
    BoardView {
        expected: expected(&judged, forecasts),
        days: facts
            .period
            .iter()
            .map(|date| BoardDay { date, kind: facts.day_kind(date), hours: facts.hours_of(date) })
            .collect(),
        cover,
        rows,
        orders,
        shortfalls,
        sharing,
        solve,
        can_undo,
        terms: terms(&judged.verdict.terms),
        centre: judged.facts.centre,
        shifts: judged.facts.shifts,
        head: judged.head,
        breaches: judged.breaches,
    }
}

/// The terms of the objective under the names of the exchange format.
#[must_use]
pub fn terms(terms: &Terms) -> Vec<(&'static str, f64)> {
    vec![
        ("unmet_min", terms.unmet_min),
        ("unmet", terms.unmet),
        ("overtime", terms.overtime),
        ("fair_evening", terms.fair_evening),
        ("fair_overtime", terms.fair_overtime),
        ("pref", terms.pref),
        ("evening_row", terms.evening_row),
        ("change", terms.change),
    ]
}

/// Dossiers expected on an open day of the period, over all groups: mean, 10 % and 90 % quantile.
fn expected(judged: &JudgedRoster, forecasts: &[DemandForecast]) -> Option<(f64, f64, f64)> {
    let sum = forecasts.iter().find(|forecast| forecast.group.as_str() == ALL_GROUPS)?;
    let open = || sum.days.iter().filter(|day| judged.facts.period.contains(day.date) && day.mean > 0.0);
    let days = f64::from(u32::try_from(open().count()).ok().filter(|days| *days > 0)?);
    let average = |part: fn(&DemandDay) -> f64| open().map(part).sum::<f64>() / days;
    Some((average(|day| day.mean), average(|day| day.q10), average(|day| day.q90)))
}

/// The centre's block behind each block of the instance: evening blocks carry other codes there, so times decide.
#[must_use]
pub fn blocks_of_instance(instance: &Instance, blocks: &[Block]) -> Vec<Option<Block>> {
    let minute = |time: chrono::NaiveTime| i32::try_from(time.num_seconds_from_midnight() / 60).unwrap_or(0);
    let mut taken = BTreeSet::new();
    instance
        .blocks
        .iter()
        .map(|block| {
            let fits = |known: &&Block| (minute(known.start), minute(known.end)) == (block.start, block.end);
            let found = blocks
                .iter()
                .filter(fits)
                .find(|known| known.code.as_str() == block.code)
                .or_else(|| blocks.iter().filter(fits).find(|known| !taken.contains(&known.code)));
            found.inspect(|known| {
                taken.insert(known.code.clone());
            })
        })
        .map(|block| block.cloned())
        .collect()
}

fn cover(judged: &JudgedRoster) -> Vec<BlockCover> {
    let instance = &judged.instance;
    let mut missing: BTreeMap<(usize, usize, usize), (i32, i32)> = BTreeMap::new();
    for gap in &judged.coverage.shortfalls {
        missing.insert((gap.day, gap.block, gap.skill), (gap.below_floor, gap.below_target));
    }
    blocks_of_instance(instance, &judged.facts.blocks)
        .into_iter()
        .enumerate()
        .filter_map(|(at, block)| {
            let block = block?;
            let days: Vec<Option<Cover>> = (0..instance.days)
                .map(|day| {
                    let skills: Vec<SkillCover> = instance
                        .requirements
                        .iter()
                        .filter(|row| row.day == day && row.block == at && row.target > 0)
                        .map(|row| {
                            let gap = missing.get(&(day, at, row.skill)).copied().unwrap_or((0, 0));
                            SkillCover {
                                skill: instance.skills[row.skill].code.as_str().into(),
                                want: row.target,
                                floor: row.floor,
                                have: row.target - gap.0 - gap.1,
                            }
                        })
                        .collect();
                    (!skills.is_empty()).then(|| Cover {
                        want: skills.iter().map(|skill| skill.want).sum(),
                        have: skills.iter().map(|skill| skill.have).sum(),
                        missing_floor: skills.iter().map(|skill| (skill.floor - skill.have).max(0)).sum(),
                        skills,
                    })
                })
                .collect();
            days.iter().any(Option::is_some).then_some(BlockCover { block, days })
        })
        .collect()
}

fn board_row(judged: &JudgedRoster, record: &WorkRecord, published: Option<&PublishedCells>) -> BoardRow {
    let officer = &record.officer;
    let cells = judged
        .facts
        .period
        .iter()
        .map(|date| {
            let assigned = judged.assignments.iter().find(|cell| cell.officer == officer.code && cell.date == date);
            let shift = assigned.map(|cell| cell.shift.clone());
            let before = published.and_then(|cells| cells.get(&(officer.code.clone(), date)));
            BoardCell {
                kind: shift.as_ref().and_then(|code| judged.facts.shift(code)).map(|shift| shift.kind),
                away: !leave::permits(officer, &record.leave, &record.days_off, date),
                pinned: assigned.is_some_and(|cell| cell.pinned),
                changed: published.is_some() && before != shift.as_ref(),
                breaches: (0..judged.breaches.len())
                    .filter(|at| {
                        let breach = &judged.breaches[*at];
                        breach.concerns(&officer.code) && breach.from <= date && date <= breach.to && shift.is_some()
                    })
                    .collect(),
                shift,
            }
        })
        .collect();
    BoardRow {
        officer: officer.clone(),
        overtime: overtime_by_month(judged, record),
        evenings: evenings(record),
        cells,
    }
}

fn evenings(record: &WorkRecord) -> usize {
    record.in_period().filter(|worked| worked.shift.is_evening()).count()
}

fn overtime_by_month(judged: &JudgedRoster, record: &WorkRecord) -> Vec<MonthOvertime> {
    let planned = record.planned_overtime();
    let months: BTreeSet<(i32, u32)> = judged.facts.period.iter().map(|date| (date.year(), date.month())).collect();
    months
        .into_iter()
        .map(|(year, month)| MonthOvertime {
            year,
            month,
            minutes: planned.get(&(year, month)).copied().unwrap_or(0)
                + record.overtime_elsewhere.get(&(year, month)).copied().unwrap_or(0),
            cap: judged.facts.settings.rules.overtime_month,
        })
        .collect()
}
