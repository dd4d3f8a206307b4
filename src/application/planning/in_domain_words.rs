//! What the positions of an instance stand for: officers by name, days by date, obstacles by the rule behind them.

use std::cell::OnceCell;

use chrono::{Days, NaiveDate};

use super::closed_cells::why_closed;
use super::overtime_left;
use crate::application::review::judge_roster::JudgedRoster;
use crate::application::views::Obstacle;
use crate::domain::ids::{OfficerCode, ShiftCode};
use crate::domain::instance::Instance;
use crate::domain::rules::{LabourRule, daily_hours};
use crate::domain::work_record::WorkRecord;
use crate::optimiser::explain;

/// One instance of a judged roster, as it was planned or as it is today.
pub struct InDomainWords<'a> {
    judged: &'a JudgedRoster,
    instance: &'a Instance,
    /// The officers' work outside the roster, once somebody asks for it.
    records: OnceCell<Vec<WorkRecord>>,
}

impl<'a> InDomainWords<'a> {
    /// Of the instance that the roster was planned from.
    #[must_use]
    pub fn as_planned(judged: &'a JudgedRoster) -> Self {
        Self { judged, instance: &judged.instance, records: OnceCell::new() }
    }

    /// Of the instance with the facts of today.
    #[must_use]
    pub fn as_today(judged: &'a JudgedRoster) -> Self {
        Self { judged, instance: &judged.instance_today, records: OnceCell::new() }
    }

    /// An officer by code and name.
    #[must_use]
    pub fn officer(&self, at: usize) -> (OfficerCode, String) {
        let code = OfficerCode(self.instance.officers[at].code.clone());
        let known = self.judged.facts.officers.iter().find(|known| known.code == code);
        let name = known.map_or_else(|| code.0.clone(), |known| known.name.clone());
        (code, name)
    }

    /// A shift.
    #[must_use]
    pub fn shift(&self, at: usize) -> ShiftCode {
        ShiftCode(self.instance.shifts[at].code.clone())
    }

    /// A day.
    #[must_use]
    pub fn date(&self, day: usize) -> NaiveDate {
        self.judged.head.period.first + Days::new(u64::try_from(day).unwrap_or(0))
    }

    /// What keeps `officer` from `shift` on `day`. The instance knows only that an officer cannot work a shift, not why.
    #[must_use]
    pub fn obstacle(&self, officer: usize, day: usize, shift: Option<usize>, found: &explain::Obstacle) -> Obstacle {
        match *found {
            explain::Obstacle::Unavailable => {
                self.behind_unavailable(officer, day, shift).unwrap_or(Obstacle::Unavailable)
            }
            explain::Obstacle::OnLeave => Obstacle::Away,
            explain::Obstacle::DayMinutes { .. } => Obstacle::Rule(daily_hours::DailyHours.id(), None),
            explain::Obstacle::NoConsent => Obstacle::NoConsent,
            explain::Obstacle::Protected => Obstacle::Protected,
            explain::Obstacle::MonthCap { used, limit } => self.behind_month_cap(officer, day, used, limit),
            explain::Obstacle::YearCap { used, limit } => Obstacle::YearCap(used, limit),
            explain::Obstacle::Rest { minutes, needed } => Obstacle::Rest(minutes, needed),
            explain::Obstacle::WeekMinutes { .. } => Obstacle::WeekHours,
            explain::Obstacle::WeeklyRest | explain::Obstacle::WorkRow { .. } => Obstacle::WeeklyRest,
            explain::Obstacle::EveningsWeek { evenings, limit } => Obstacle::Evenings(evenings, limit),
            explain::Obstacle::Pinned => Obstacle::Pinned,
            explain::Obstacle::ServesOtherSkill { .. } => Obstacle::ServesOther,
            explain::Obstacle::PreferredElsewhere { .. } => Obstacle::CostsMore,
        }
    }

    /// The month's cap with all that counts against it, or the consents' limit where that is what leaves so little.
    fn behind_month_cap(&self, officer: usize, day: usize, planned: i32, left: i32) -> Obstacle {
        let (facts, date) = (&self.judged.facts, self.date(day));
        let code = &self.instance.officers[officer].code;
        let Some(officer) = facts.officers.iter().find(|officer| officer.code.as_str() == code) else {
            return Obstacle::MonthCap(planned, left);
        };
        let used = overtime_left::used_elsewhere(facts, &officer.code);
        let month = overtime_left::of_month(facts, officer, &used, date);
        let year = overtime_left::of_year(facts, officer, &used, date);
        if left >= month.left() {
            Obstacle::MonthCap(month.used + planned, month.limit)
        } else if left >= year.left() {
            Obstacle::YearCap(year.used + planned, year.limit)
        } else {
            Obstacle::AgreedHours(planned, left)
        }
    }

    /// The rule, the row or the declaration that closes the cell, or a month's limit of the consents that is used up.
    fn behind_unavailable(&self, officer: usize, day: usize, shift: Option<usize>) -> Option<Obstacle> {
        // No shift of that day serves the counter.
        let Some(shift) = shift else { return Some(Obstacle::NotThatDay) };
        let (facts, date) = (&self.judged.facts, self.date(day));
        let code = &self.instance.officers[officer].code;
        let records = self.records.get_or_init(|| facts.work_records(&[]));
        let record = records.iter().find(|record| record.officer.code.as_str() == code)?;
        why_closed(facts, record, date, facts.shift(&self.shift(shift))?)
    }
}
