//! Contributions beside opportunity and burden, for one centre and month.
//!
//! Only what was published counts. Hours are a burden, never a merit (decision D6: NĐ 335/2025 scores results). Officers
//! are ranked by the share of the sessions open to them that they took, so that the same willingness with fewer
//! opportunities ranks equal; exempt officers are not compared. Names stay hidden: the first look is by pseudonym.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};
use sha2::{Digest, Sha256};

use crate::application::actors::CommitteeMember;
use crate::application::attendance::overtime_by_day::{by_officer, overtime_by_day};
use crate::application::planning::ViewError;
use crate::application::planning::centre_facts::CentreFacts;
use crate::application::ports::{Clock, Store};
use crate::application::views::{Contribution, ContributionsView, MonthOvertime};
use crate::domain::ids::{OfficerCode, ShiftCode};
use crate::domain::period::Period;
use crate::domain::rules::{leave, protected_officers};
use crate::domain::shift::{Shift, ShiftKind};

/// Two shares closer than this rank equal.
const SAME_SHARE: f64 = 1e-9;

/// The list of the member's centre for `(year, month)`.
///
/// # Errors
/// When there is no such centre or month, or the store fails.
pub fn view_contributions(
    store: &mut impl Store,
    _clock: &dyn Clock,
    member: &CommitteeMember,
    (year, month): (i32, u32),
) -> Result<ContributionsView, ViewError> {
    let first = NaiveDate::from_ymd_opt(year, month, 1).ok_or(ViewError::NotFound)?;
    let days = u32::try_from((first + Months::new(1) - first).num_days()).unwrap_or(31);
    let period = Period { first, days };
    let facts = CentreFacts::gather(store, member.centre(), period)?.ok_or(ViewError::NotFound)?;
    let mut work: BTreeMap<OfficerCode, Vec<(NaiveDate, Shift)>> = BTreeMap::new();
    for (centre, cell) in store.published_work_of_centre(member.centre(), period.first, period.end())? {
        if let Some(shift) = facts.shift(&cell.shift).filter(|_| &centre == member.centre()) {
            work.entry(cell.officer).or_default().push((cell.date, shift.clone()));
        }
    }
    let ledger = store.ledger(member.centre(), period.first, period.end())?;
    let planned = work.iter().flat_map(|(officer, shifts)| {
        shifts.iter().map(|(date, shift)| (officer.clone(), *date, shift.overtime_minutes))
    });
    let overtime = overtime_by_day(planned, &ledger);
    let overtime = by_officer(&overtime);
    let sessions = hard_to_fill(&work);
    let taken_by_all: usize = work.values().flatten().filter(|(_, shift)| is_hard_to_fill(shift)).count();
    let mut officers: Vec<Contribution> = facts
        .officers
        .iter()
        .map(|officer| {
            let shifts = work.get(&officer.code).map_or(&[][..], Vec::as_slice);
            let of_kind = |kind: ShiftKind| shifts.iter().filter(|(_, shift)| shift.kind == kind).count();
            let leaves: Vec<_> = facts.leave.iter().filter(|leave| leave.officer == officer.code).cloned().collect();
            let given = facts.consents.iter().filter(|given| given.officer == officer.code);
            let consents: Vec<_> = given.cloned().collect();
            let open_to = |date: NaiveDate, shift: &Shift| {
                leave::permits(officer, &leaves, &[], date)
                    && protected_officers::permits(officer, &consents, date, shift)
            };
            let opportunities = sessions.iter().filter(|(date, shift)| open_to(*date, shift)).count();
            let taken = shifts.iter().filter(|(_, shift)| is_hard_to_fill(shift)).count();
            let exempt = period.iter().all(|date| officer.barred_on(date));
            Contribution {
                pseudonym: pseudonym(&officer.code, year, month),
                evenings: of_kind(ShiftKind::Evening),
                outreach: of_kind(ShiftKind::Outreach),
                early: of_kind(ShiftKind::Early),
                weekend: of_kind(ShiftKind::Weekend),
                share: ratio(taken, taken_by_all).unwrap_or(0.0),
                opportunities,
                leave_days: period.iter().filter(|date| !leave::permits(officer, &leaves, &[], *date)).count(),
                exempt,
                taken_share: ratio(taken, opportunities).filter(|_| !exempt),
                overtime: MonthOvertime {
                    year,
                    month,
                    minutes: overtime.get(&officer.code).copied().unwrap_or(0),
                    cap: facts.settings.rules.overtime_month,
                },
                rank: None,
                evidence: shifts
                    .iter()
                    .filter(|(_, shift)| shift.kind != ShiftKind::Regular)
                    .map(|(date, shift)| (*date, shift.code.clone(), shift.kind))
                    .collect::<Vec<(NaiveDate, ShiftCode, ShiftKind)>>(),
            }
        })
        .collect();
    rank(&mut officers);
    Ok(ContributionsView { centre: facts.centre, year_month: (first.year(), first.month()), officers })
}

/// Evenings, outreach and weekend shifts: sessions for which volunteers are hard to find.
fn is_hard_to_fill(shift: &Shift) -> bool {
    matches!(shift.kind, ShiftKind::Evening | ShiftKind::Outreach | ShiftKind::Weekend)
}

/// The sessions of the month, each (day, shift) once however many took part.
fn hard_to_fill(work: &BTreeMap<OfficerCode, Vec<(NaiveDate, Shift)>>) -> Vec<(NaiveDate, Shift)> {
    let mut sessions: BTreeMap<(NaiveDate, ShiftCode), Shift> = BTreeMap::new();
    for (date, shift) in work.values().flatten().filter(|(_, shift)| is_hard_to_fill(shift)) {
        sessions.insert((*date, shift.code.clone()), shift.clone());
    }
    // Whoever takes one session of a day cannot take another of the same day.
    let mut days: BTreeMap<NaiveDate, Shift> = BTreeMap::new();
    for ((date, _), shift) in sessions {
        days.entry(date).or_insert(shift);
    }
    days.into_iter().collect()
}

/// A code that hides the name, other in every month so that nobody learns it by heart.
fn pseudonym(officer: &OfficerCode, year: i32, month: u32) -> String {
    let digest = Sha256::digest(format!("catruc bench {year}-{month:02} {officer}").as_bytes());
    let number = digest.iter().take(4).fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
    format!("{:04}", number % 10_000)
}

fn ratio(part: usize, whole: usize) -> Option<f64> {
    let exact = |count: usize| u32::try_from(count).map_or(f64::MAX, f64::from);
    (whole > 0).then(|| exact(part) / exact(whole))
}

/// Ranks by the share taken, equal shares equally; exempt officers and those without any opportunity come last, unranked.
fn rank(officers: &mut [Contribution]) {
    officers.sort_by(|a, b| {
        let share = |officer: &Contribution| officer.taken_share.unwrap_or(-1.0);
        share(b).total_cmp(&share(a)).then_with(|| a.pseudonym.cmp(&b.pseudonym))
    });
    let mut last: Option<(f64, usize)> = None;
    for (at, officer) in officers.iter_mut().enumerate() {
        let Some(share) = officer.taken_share else { continue };
        let rank = last.filter(|(before, _)| (before - share).abs() < SAME_SHARE).map_or(at + 1, |(_, rank)| rank);
        officer.rank = Some(rank);
        last = Some((share, rank));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn officer(name: &str, taken: usize, open: usize) -> Contribution {
        Contribution {
            pseudonym: name.into(),
            evenings: taken,
            outreach: 0,
            early: 0,
            weekend: 0,
            share: 0.0,
            opportunities: open,
            leave_days: 0,
            exempt: open == 0,
            taken_share: ratio(taken, open),
            overtime: MonthOvertime { year: 2026, month: 11, minutes: 0, cap: 2400 },
            rank: None,
            evidence: Vec::new(),
        }
    }

    #[test]
    fn the_same_willingness_with_fewer_opportunities_ranks_equal() {
        let mut officers = [officer("a", 2, 4), officer("b", 4, 8), officer("c", 4, 5), officer("d", 0, 0)];
        rank(&mut officers);
        let ranks: Vec<_> = officers.iter().map(|officer| (officer.pseudonym.as_str(), officer.rank)).collect();
        assert_eq!(ranks, [("c", Some(1)), ("a", Some(2)), ("b", Some(2)), ("d", None)]);
    }

    #[test]
    fn a_pseudonym_holds_for_a_month_and_tells_no_name() {
        let of = |month| pseudonym(&"KB-01".into(), 2026, month);
        assert_eq!(of(11), of(11));
        assert_ne!(of(11), of(12));
        assert_eq!(of(11).len(), 4);
    }
}
