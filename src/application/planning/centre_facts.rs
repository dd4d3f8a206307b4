//! Everything that planning and judging a centre's period must know, read once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::agreed_overtime::agreed_elsewhere;
use super::centre_settings::{CentreSettings, settings_on};
use super::recent_burden::recent_burden;
use crate::application::ports::{StorageError, Store, Stored};
use crate::domain::block::Block;
use crate::domain::calendar::{Calendar, CalendarSettings, DayKind};
use crate::domain::centre::Centre;
use crate::domain::emergency::EmergencyOrder;
use crate::domain::ids::{BlockCode, CentreCode, OfficerCode, ShiftCode, SkillCode};
use crate::domain::officer::{Consent, Leave, Officer, Preference, Unavailability};
use crate::domain::overtime::{CompensationMode, LedgerEntry};
use crate::domain::period::Period;
use crate::domain::procedure_group::ProcedureGroup;
use crate::domain::roster::Assignment;
use crate::domain::rules::RuleBook;
use crate::domain::shift::{Shift, ShiftKind};
use crate::domain::work_record::{TimeOwed, WorkRecord, WorkedShift};
use crate::optimiser::burden::Measure;

/// Days of history that fairness looks back on: three months.
pub(super) const FAIRNESS_DAYS: u64 = 92;

/// Days after the period that a record knows, as far as they are published: with the last day of the period they are the
/// seven in which weekly rest is due.
const DAYS_AFTER: u64 = 6;

/// The facts of one centre for one period.
#[derive(Clone, Debug)]
pub struct CentreFacts {
    /// The centre.
    pub centre: Centre,
    /// The days to plan or judge.
    pub period: Period,
    /// Settings on the first day.
    pub settings: CentreSettings,
    /// The law by the centre's settings, with its local rules on top.
    pub rules: RuleBook,
    /// Emergency orders that hold on a day of the period, of every centre: officers work in other ones too.
    pub orders: Vec<EmergencyOrder>,
    /// The calendar of all centres.
    pub calendar: Calendar,
    /// Procedure groups.
    pub groups: Vec<ProcedureGroup>,
    /// Blocks of the centre by start.
    pub blocks: Vec<Block>,
    /// Shifts of the centre by code.
    pub shifts: Vec<Shift>,
    /// Officers employed on at least one day of the period, by code, with the skills that are valid on all its days.
    pub officers: Vec<Officer>,
    /// Leaves that touch the period.
    pub leave: Vec<Leave>,
    /// Consents that touch the period.
    pub consents: Vec<Consent>,
    /// Leaves and consents that touch the three months before the period.
    pub leave_before: Vec<Leave>,
    /// See [`CentreFacts::leave_before`].
    pub consents_before: Vec<Consent>,
    /// Consents that touch the days after the period in its last month.
    pub consents_after: Vec<Consent>,
    /// What officers cannot work.
    pub unavailable: Vec<Unavailability>,
    /// Wishes.
    pub preferences: Vec<Preference>,
    /// Shifts of the officers outside the period or in other centres: published rosters and assignments made elsewhere.
    pub work_elsewhere: BTreeMap<OfficerCode, Vec<WorkedShift>>,
    /// Shifts of the three months before the period that were hard to fill when their roster was published.
    pub hard_to_fill: BTreeSet<(CentreCode, NaiveDate, ShiftCode)>,
    /// Assignments in the period that were made elsewhere and must be kept.
    pub outside_pins: Vec<(OfficerCode, NaiveDate, ShiftCode)>,
    /// Each officer's ledger of the year and of the last three months before the period.
    pub ledger: BTreeMap<OfficerCode, Vec<LedgerEntry>>,
    /// Whether the public was served on past public holidays, so that it will be on the coming ones.
    pub serves_on_holidays: bool,
}

impl CentreFacts {
    /// Reads the facts; `None` when there is no such centre.
    ///
    /// # Errors
    /// When the store fails.
    pub fn gather(store: &mut impl Store, code: &CentreCode, period: Period) -> Stored<Option<Self>> {
        let Some(centre) = store.centre(code)? else { return Ok(None) };
        let calendar = calendar(store)?;
        let settings = settings_on(&store.settings(code)?, code, period.first);
        // The import has tried every row and its examples, so that a row that fails here was put in by a foreign hand.
        let mut rows = store.local_rules(code)?;
        rows.iter_mut().for_each(|row| row.more.examples = None);
        let rules = RuleBook::load(settings.rules.clone(), &rows)
            .map_err(|error| StorageError::Corrupt { table: "local_rules", value: error.to_string() })?;
        let year_start = NaiveDate::from_ymd_opt(period.first.year(), 1, 1).unwrap_or(period.first);
        let history_from = year_start.min(period.first - Days::new(FAIRNESS_DAYS));
        let fairness_days = u32::try_from(FAIRNESS_DAYS).unwrap_or(0);
        let before = Period { first: period.first - Days::new(FAIRNESS_DAYS), days: fairness_days };
        let year_end = NaiveDate::from_ymd_opt(period.last().year() + 1, 1, 1).unwrap_or_else(|| period.end());
        let work_until = year_end.max(period.end() + Days::new(DAYS_AFTER));
        let shifts = store.shifts(code)?;
        let mut officers = store.officers(code)?;
        officers.retain(|officer| period.iter().any(|date| officer.employed_on(date)));
        // Once, and here, so that plan, cover, rules and pages go by the same skills.
        for officer in &mut officers {
            let counted = rules.skills_counted(officer, &period);
            officer.lapsed = officer.skills.extract_if(.., |skill| !counted.contains(skill)).collect();
        }
        let work_elsewhere = work_elsewhere(store, code, period, (history_from, work_until), &shifts)?;
        let hard_to_fill = hard_to_fill(store, code, before, &work_elsewhere)?;
        let outside_pins = store
            .outside_assignments(code, period.first, period.end())?
            .into_iter()
            .filter(|row| row.pinned)
            .map(|row| (row.officer, row.date, row.shift))
            .collect();
        let serves_on_holidays = serves_on_holidays(store, code, &calendar)?;
        let mut orders = store.emergency_orders_between(period.first, period.end())?;
        orders.retain(|order| order.touches(period));
        Ok(Some(Self {
            period,
            rules,
            settings,
            groups: store.groups()?,
            blocks: store.blocks(code)?,
            shifts,
            officers,
            leave: store.leave(code, period)?,
            consents: store.consents(code, period)?,
            leave_before: store.leave(code, before)?,
            consents_before: store.consents(code, before)?,
            consents_after: match rest_of_the_month(period) {
                Some(rest) => store.consents(code, rest)?,
                None => Vec::new(),
            },
            unavailable: store.unavailable(code)?,
            preferences: store.preferences(code)?,
            work_elsewhere,
            hard_to_fill,
            outside_pins,
            ledger: by_officer(store.ledger(code, history_from, period.first)?),
            serves_on_holidays,
            orders,
            calendar,
            centre,
        }))
    }

    /// What kind of day `date` is.
    #[must_use]
    pub fn day_kind(&self, date: NaiveDate) -> DayKind {
        self.calendar.kind(date, &self.centre.code)
    }

    /// Whether the public is served on `date`.
    #[must_use]
    pub fn is_open(&self, date: NaiveDate) -> bool {
        self.calendar.is_open(date, &self.centre, self.serves_on_holidays)
    }

    /// The weekday whose hours and shifts hold on `date`.
    #[must_use]
    pub fn hours_of(&self, date: NaiveDate) -> Weekday {
        self.calendar.hours_of(date, &self.centre)
    }

    /// Days of the period on which nobody of the centre is due to work: holidays and closures.
    #[must_use]
    pub fn days_off(&self) -> Vec<NaiveDate> {
        self.period
            .iter()
            .filter(|date| {
                !matches!(self.day_kind(*date), DayKind::Working | DayKind::WeeklyRest | DayKind::WorkInLieu)
                    && !self.is_open(*date)
            })
            .collect()
    }

    /// Rest days around the period that are worked in place of another day, so that their week has more normal hours.
    #[must_use]
    pub fn made_up(&self) -> Vec<NaiveDate> {
        let from = self.period.first - Days::new(self.rules.days_before(self.period.first));
        let adds_hours = |date: &NaiveDate| self.calendar.adds_normal_hours(*date, &self.centre);
        let until = self.period.end() + Days::new(DAYS_AFTER);
        from.iter_days().take_while(|date| *date < until).filter(adds_hours).collect()
    }

    /// The shift of that code.
    #[must_use]
    pub fn shift(&self, code: &ShiftCode) -> Option<&Shift> {
        self.shifts.iter().find(|shift| &shift.code == code)
    }

    /// Whether `date` is under an emergency order of this centre.
    #[must_use]
    pub fn is_ordered(&self, date: NaiveDate) -> bool {
        self.orders.iter().any(|order| order.days().covers(&self.centre.code, date))
    }

    /// The skills that the centre's counters ask for, by code.
    #[must_use]
    pub fn skills_asked(&self) -> Vec<SkillCode> {
        let mut skills: BTreeSet<SkillCode> = self.groups.iter().map(|group| group.skill.clone()).collect();
        skills.insert(SkillCode::from("sign"));
        skills.into_iter().collect()
    }

    /// The blocks that the centre's regular shifts serve in normal time, by code.
    #[must_use]
    pub fn office_blocks(&self) -> Vec<BlockCode> {
        let regular =
            self.shifts.iter().filter(|shift| shift.kind == ShiftKind::Regular && shift.overtime_minutes == 0);
        let blocks: BTreeSet<BlockCode> = regular.flat_map(|shift| shift.blocks.iter().cloned()).collect();
        blocks.into_iter().collect()
    }

    /// Overtime minutes of `officer` outside the period, by (year, month). Where the ledger knows a day, the ledger counts;
    /// otherwise the published roster does.
    #[must_use]
    pub fn overtime_elsewhere(&self, officer: &OfficerCode) -> BTreeMap<(i32, u32), i32> {
        by_month(&self.overtime_days_elsewhere(officer))
    }

    /// The same by day.
    fn overtime_days_elsewhere(&self, officer: &OfficerCode) -> BTreeMap<NaiveDate, i32> {
        let mut minutes: BTreeMap<NaiveDate, i32> = BTreeMap::new();
        let mut in_ledger: BTreeSet<NaiveDate> = BTreeSet::new();
        for entry in self.ledger.get(officer).into_iter().flatten() {
            in_ledger.insert(entry.date);
            if entry.class.is_overtime() {
                *minutes.entry(entry.date).or_insert(0) += entry.minutes;
            }
        }
        for worked in self.work_elsewhere.get(officer).into_iter().flatten() {
            let counted = in_ledger.contains(&worked.date) || self.period.contains(worked.date);
            if !counted && worked.shift.overtime_minutes > 0 {
                *minutes.entry(worked.date).or_insert(0) += worked.shift.overtime_minutes;
            }
        }
        minutes
    }

    /// Overtime of `officer` before the period that is to be given back as time off, by day.
    #[must_use]
    pub fn time_owed(&self, officer: &OfficerCode) -> Vec<TimeOwed> {
        let mut owed: BTreeMap<NaiveDate, i32> = BTreeMap::new();
        for entry in self.ledger.get(officer).into_iter().flatten() {
            if entry.mode == CompensationMode::Toil && entry.class.is_overtime() {
                *owed.entry(entry.date).or_insert(0) += entry.minutes;
            }
        }
        owed.into_iter().map(|(earned, minutes)| TimeOwed { earned, minutes }).collect()
    }

    /// The records that the labour rules judge, one for each officer, with `assignments` as the work of the period.
    /// Assignments to unknown shifts are left out.
    #[must_use]
    pub fn work_records(&self, assignments: &[Assignment]) -> Vec<WorkRecord> {
        let (days_off, made_up) = (self.days_off(), self.made_up());
        let skills_asked = self.skills_asked();
        let office_blocks = self.office_blocks();
        self.officers
            .iter()
            .map(|officer| {
                let mut shifts: Vec<WorkedShift> = assignments
                    .iter()
                    .filter(|assignment| assignment.officer == officer.code)
                    .filter_map(|assignment| {
                        let shift = self.shift(&assignment.shift)?.clone();
                        Some(WorkedShift { date: assignment.date, centre: self.centre.code.clone(), shift })
                    })
                    .collect();
                let tail_from = self.period.first - Days::new(self.rules.days_before(self.period.first));
                let until = self.period.end() + Days::new(DAYS_AFTER);
                let around = |worked: &&WorkedShift| tail_from <= worked.date && worked.date < until;
                shifts.extend(self.work_elsewhere.get(&officer.code).into_iter().flatten().filter(around).cloned());
                shifts.sort_by_key(WorkedShift::starts);
                let recent = recent_burden(self, &officer.code, &BTreeSet::new());
                let overtime_days = self.overtime_days_elsewhere(&officer.code);
                WorkRecord {
                    officer: officer.clone(),
                    period: self.period,
                    shifts,
                    leave: self.leave.iter().filter(|leave| leave.officer == officer.code).cloned().collect(),
                    consents: self.consents.iter().filter(|given| given.officer == officer.code).cloned().collect(),
                    unavailable: self.unavailable.iter().filter(|row| row.officer == officer.code).cloned().collect(),
                    overtime_elsewhere: by_month(&overtime_days),
                    agreed_elsewhere: agreed_elsewhere(self, &officer.code, &overtime_days),
                    time_owed: self.time_owed(&officer.code),
                    days_off: days_off.clone(),
                    made_up: made_up.clone(),
                    ordered: self.orders.iter().map(EmergencyOrder::days).collect(),
                    skills_asked: skills_asked.clone(),
                    office_blocks: office_blocks.clone(),
                    recent_evenings: recent[Measure::Evenings as usize],
                    recent_overtime: recent[Measure::Overtime as usize],
                }
            })
            .collect()
    }
}

fn by_officer(entries: Vec<LedgerEntry>) -> BTreeMap<OfficerCode, Vec<LedgerEntry>> {
    let mut ledger: BTreeMap<OfficerCode, Vec<LedgerEntry>> = BTreeMap::new();
    for entry in entries {
        ledger.entry(entry.officer.clone()).or_default().push(entry);
    }
    ledger
}

/// The days after `period` that belong to its last month.
fn rest_of_the_month(period: Period) -> Option<Period> {
    let month_end = period.last().with_day(1)? + Months::new(1);
    let days = u32::try_from((month_end - period.end()).num_days()).ok()?;
    (days > 0).then(|| Period { first: period.end(), days })
}

/// The calendar with the imported official days and what managers know of theirs.
///
/// # Errors
/// When the store fails.
pub fn calendar(store: &mut impl Store) -> Stored<Calendar> {
    let (official, known) = (store.official_days()?, store.known_days_of_all()?);
    Ok(Calendar::with_known_days(CalendarSettings::default(), official, &known))
}

fn by_month(days: &BTreeMap<NaiveDate, i32>) -> BTreeMap<(i32, u32), i32> {
    let mut months = BTreeMap::new();
    for (date, minutes) in days {
        *months.entry((date.year(), date.month())).or_insert(0) += minutes;
    }
    months
}

/// Shifts of the centre's officers that are fixed: published ones outside the period or of other centres, and those made
/// elsewhere before the period.
fn work_elsewhere(
    store: &mut impl Store,
    centre: &CentreCode,
    period: Period,
    (from, to): (NaiveDate, NaiveDate),
    own_shifts: &[Shift],
) -> Stored<BTreeMap<OfficerCode, Vec<WorkedShift>>> {
    let mut shifts_of: BTreeMap<CentreCode, Vec<Shift>> = BTreeMap::from([(centre.clone(), own_shifts.to_vec())]);
    let mut work: BTreeMap<OfficerCode, Vec<WorkedShift>> = BTreeMap::new();
    for (where_worked, assignment) in store.published_work_of_centre(centre, from, to)? {
        if &where_worked == centre && period.contains(assignment.date) {
            continue;
        }
        if !shifts_of.contains_key(&where_worked) {
            let shifts = store.shifts(&where_worked)?;
            shifts_of.insert(where_worked.clone(), shifts);
        }
        let shift = shifts_of[&where_worked].iter().find(|shift| shift.code == assignment.shift).cloned();
        if let Some(shift) = shift {
            let worked = WorkedShift { date: assignment.date, centre: where_worked, shift };
            work.entry(assignment.officer).or_default().push(worked);
        }
    }
    for row in store.outside_assignments(centre, from, period.first)? {
        let known = work.get(&row.officer).is_some_and(|work| work.iter().any(|worked| worked.date == row.date));
        let shift = own_shifts.iter().find(|shift| shift.code == row.shift);
        if let (false, Some(shift)) = (known, shift) {
            let worked = WorkedShift { date: row.date, centre: centre.clone(), shift: shift.clone() };
            work.entry(row.officer).or_default().push(worked);
        }
    }
    for shifts in work.values_mut() {
        shifts.sort_by_key(WorkedShift::starts);
    }
    Ok(work)
}

/// Shifts of `before` that were hard to fill in the centres where officers of `centre` worked.
fn hard_to_fill(
    store: &mut impl Store,
    centre: &CentreCode,
    before: Period,
    work: &BTreeMap<OfficerCode, Vec<WorkedShift>>,
) -> Stored<BTreeSet<(CentreCode, NaiveDate, ShiftCode)>> {
    let past = work.values().flatten().filter(|worked| before.contains(worked.date));
    let mut centres: BTreeSet<&CentreCode> = past.map(|worked| &worked.centre).collect();
    centres.insert(centre);
    let mut hard = BTreeSet::new();
    for centre in centres {
        let shifts = store.hard_to_fill_shifts(centre, before.first, before.end())?;
        hard.extend(shifts.into_iter().map(|(date, shift)| (centre.clone(), date, shift)));
    }
    Ok(hard)
}

/// Whether citizens came on most of the holidays for which there are counts.
fn serves_on_holidays(store: &mut impl Store, centre: &CentreCode, calendar: &Calendar) -> Stored<bool> {
    let Some((first, last)) = store.observed_span(centre)? else { return Ok(false) };
    let holidays = calendar.holiday_names(first..=last, centre);
    let mut received: BTreeMap<NaiveDate, u64> = BTreeMap::new();
    for count in store.counts(centre, first, last + Days::new(1))? {
        if holidays.contains_key(&count.date) {
            *received.entry(count.date).or_insert(0) += u64::from(count.received);
        }
    }
    let served = received.values().filter(|count| **count > 0).count();
    Ok(served > 0 && served * 2 > received.len())
}
