//! The whole sample against the figures that it was made from.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::*;
use crate::domain::calendar::Calendar;
use crate::domain::centre::CentreLevel;
use crate::domain::ids::SkillCode;
use crate::exchange::data_folder::UserRole;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

fn small() -> DemoOptions {
    DemoOptions { centres: 6, ..DemoOptions::new(today()) }
}

fn within_one_percent(actual: u32, reported: u32) -> bool {
    actual.abs_diff(reported) * 100 <= reported
}

#[test]
fn the_reported_totals_come_out() {
    for seed in [1, 2, 99] {
        let folder = generate(&DemoOptions { seed, ..DemoOptions::new(today()) }).folder;
        let provincial = &folder.centres[0].code;
        let (mut at_province, mut certification, mut other) = (0, 0, 0);
        for row in folder.dossiers.iter().filter(|row| row.date <= figures::LAST_REPORTED_DAY) {
            match (&row.centre == provincial, row.group.as_str()) {
                (true, _) => at_province += row.received,
                (_, procedures::CERTIFICATION) => certification += row.received,
                _ => other += row.received,
            }
        }
        assert!(within_one_percent(at_province + certification + other, 255_300), "seed {seed}");
        assert!(within_one_percent(at_province, 60_100), "seed {seed}: {at_province}");
        assert!(within_one_percent(other, 101_500), "seed {seed}: {other}");
        assert!(within_one_percent(certification, 93_700), "seed {seed}: {certification}");
    }
}

/// 99.27 % and 99.73 % early or on time; 44.9 % with an electronic certified copy; 43 dossiers a day at the mean commune.
#[test]
fn the_reported_shares_come_out() {
    let folder = generate(&DemoOptions::new(today())).folder;
    let provincial = &folder.centres[0].code;
    let mut sums: BTreeMap<bool, (u32, u32)> = BTreeMap::new();
    let (mut certification, mut electronic, mut of_communes, mut days) = (0, 0, 0, HashSet::new());
    for row in &folder.dossiers {
        let (received, late) = sums.entry(&row.centre == provincial).or_default();
        *received += row.received;
        *late += row.outcome.completed_late.unwrap_or(0);
        if let Some(e_certified) = row.outcome.e_certified {
            certification += row.received;
            electronic += e_certified;
        }
        if &row.centre != provincial && row.date <= figures::LAST_REPORTED_DAY {
            of_communes += row.received;
            days.insert(row.date);
        }
    }
    let in_time = |at: bool| 1.0 - f64::from(sums[&at].1) / f64::from(sums[&at].0);
    assert!((in_time(true) - 0.9927).abs() < 0.001, "{}", in_time(true));
    assert!((in_time(false) - 0.9973).abs() < 0.001, "{}", in_time(false));
    assert!((f64::from(electronic) / f64::from(certification) - 0.449).abs() < 0.01);
    let mean = f64::from(of_communes) / 99.0 / days.len() as f64;
    assert!((42.0..=44.0).contains(&mean), "{mean}");
}

#[test]
fn the_showcase_ward_does_600_to_700_procedures_a_day_for_200_citizens() {
    for seed in [1, 7, 42] {
        let DemoProvince { folder, showcase, .. } = generate(&DemoOptions { seed, ..small() });
        let mut days: BTreeMap<NaiveDate, (u32, u32)> = BTreeMap::new();
        for row in folder.dossiers.iter().filter(|row| row.centre == showcase) {
            let day = days.entry(row.date).or_default();
            day.0 += row.outcome.procedures.expect("the ward counts procedures");
            day.1 += row.outcome.citizens.expect("the ward counts citizens");
        }
        let mean = |value: fn(&(u32, u32)) -> u32, from: &str, to: &str| {
            let (from, to): (NaiveDate, NaiveDate) = (from.parse().expect("a day"), to.parse().expect("a day"));
            let span: Vec<u32> = days.range(from..to).map(|(_, day)| value(day)).collect();
            f64::from(span.iter().sum::<u32>()) / span.len() as f64
        };
        for (from, to) in [("2025-07-01", "2026-11-23"), ("2025-07-01", "2025-09-05"), ("2026-08-01", "2026-11-23")] {
            let procedures = mean(|day| day.0, from, to);
            assert!((600.0..=700.0).contains(&procedures), "seed {seed}, {from}: {procedures}");
        }
        let citizens = mean(|day| day.1, "2025-07-01", "2026-11-23");
        assert!((195.0..=230.0).contains(&citizens), "seed {seed}: {citizens}");
    }
}

#[test]
fn one_seed_gives_one_province() {
    assert_eq!(generate(&small()), generate(&small()));
    assert_ne!(generate(&small()).folder.dossiers, generate(&DemoOptions { seed: 2, ..small() }).folder.dossiers);
}

#[test]
fn a_later_day_only_adds_history() {
    let earlier = generate(&DemoOptions { today: today() - chrono::Days::new(30), ..small() }).folder.dossiers;
    let later = generate(&small()).folder.dossiers;
    let of = |rows: &[crate::domain::dossiers::DossierCount], centre: &CentreCode| -> Vec<(NaiveDate, u32)> {
        rows.iter().filter(|row| &row.centre == centre).map(|row| (row.date, row.received)).collect()
    };
    for centre in ["SM", "P01", "P01-02"] {
        let (before, after) = (of(&earlier, &centre.into()), of(&later, &centre.into()));
        assert_eq!(before[..], after[..before.len()], "{centre}");
    }
}

#[test]
fn the_history_ends_yesterday_and_knows_no_closed_day() {
    let folder = generate(&small()).folder;
    let calendar = Calendar::default();
    for row in &folder.dossiers {
        assert!(row.date >= figures::FIRST_DAY && row.date < today());
        assert!(calendar.is_working_day(row.date, &row.centre), "{}", row.date);
    }
    // 23 November 2026 is a Monday: the last day with counts is Friday.
    assert_eq!(folder.dossiers.iter().map(|row| row.date).max(), NaiveDate::from_ymd_opt(2026, 11, 20));
}

#[test]
fn every_skill_exists_and_every_counter_has_somebody() {
    let folder = generate(&DemoOptions::new(today())).folder;
    let mut asked: HashMap<&str, SkillCode> =
        folder.groups.iter().map(|group| (group.code.as_str(), group.skill.clone())).collect();
    asked.insert("", "sign".into());
    let known: HashSet<&SkillCode> = asked.values().collect();
    let mut held: HashMap<&CentreCode, HashSet<&SkillCode>> = HashMap::new();
    for officer in &folder.officers {
        assert!(!officer.skills.is_empty() && officer.skills.iter().all(|skill| known.contains(skill)));
        assert_eq!(officer.signatory, officer.skills.contains(&"sign".into()));
        held.entry(&officer.centre).or_default().extend(&officer.skills);
    }
    let received: HashSet<(&CentreCode, &str)> =
        folder.dossiers.iter().map(|row| (&row.centre, row.group.as_str())).collect();
    for (centre, group) in received {
        assert!(held[centre].contains(&asked[group]), "{centre} has nobody for {group}");
    }
    assert!(held.values().all(|skills| skills.contains(&SkillCode::from("sign"))));
}

#[test]
fn every_code_that_is_named_is_defined_once() {
    let DemoProvince { folder, showcase, logins, .. } =
        generate(&DemoOptions { province_count: 2, centres: 5, ..DemoOptions::new(today()) });
    let centres: HashSet<&CentreCode> = folder.centres.iter().map(|centre| &centre.code).collect();
    let officers: HashSet<&OfficerCode> = folder.officers.iter().map(|officer| &officer.code).collect();
    assert_eq!((centres.len(), folder.centres.len()), (12, 12));
    assert_eq!(officers.len(), folder.officers.len());
    assert!(centres.contains(&showcase));
    assert!(folder.centres.iter().filter_map(|centre| centre.parent.as_ref()).all(|parent| centres.contains(parent)));
    assert!(folder.officers.iter().all(|officer| centres.contains(&officer.centre)));
    assert!(folder.dossiers.iter().all(|row| centres.contains(&row.centre)));
    let named = folder.consents.iter().map(|row| &row.officer).chain(folder.leave.iter().map(|row| &row.officer));
    let named =
        named.chain(folder.ledger.iter().map(|row| &row.officer)).chain(folder.pay.iter().map(|row| &row.officer));
    assert!(named.chain(logins.iter().filter_map(|login| login.officer.as_ref())).all(|code| officers.contains(code)));
    let sites: HashSet<(&CentreCode, &str)> =
        folder.sites.iter().map(|site| (&site.centre, site.code.as_str())).collect();
    assert_eq!(sites.len(), folder.sites.len());
    assert!(folder.sessions.iter().all(|session| sites.contains(&(&session.centre, session.site.as_str()))));
}

#[test]
fn rows_of_one_file_are_told_apart() {
    use crate::exchange::data_folder::Keyed;
    fn distinct<T: Keyed>(rows: &[T]) -> bool {
        rows.iter().map(Keyed::key).collect::<HashSet<_>>().len() == rows.len()
    }
    let folder = generate(&DemoOptions { province_count: 2, ..small() }).folder;
    assert!(distinct(&folder.dossiers) && distinct(&folder.ledger) && distinct(&folder.leave));
    assert!(distinct(&folder.consents) && distinct(&folder.preferences) && distinct(&folder.unavailable));
    assert!(distinct(&folder.sessions) && distinct(&folder.profiles) && distinct(&folder.pay));
    assert!(distinct(&folder.blocks) && distinct(&folder.shifts) && distinct(&folder.users));
}

#[test]
fn arrivals_of_a_day_sum_to_one() {
    let folder = generate(&small()).folder;
    let mut sums: HashMap<(&str, &str), f64> = HashMap::new();
    for row in &folder.profiles {
        *sums.entry((row.scope.as_str(), row.group.as_str())).or_default() += row.share;
    }
    assert_eq!(sums.len(), 4);
    assert!(sums.values().all(|sum| (sum - 1.0).abs() < 1e-9), "{sums:?}");
}

#[test]
fn the_ward_has_every_kind_of_helper_and_of_consent() {
    use crate::domain::officer::{OvertimeStanding, WorkerType};
    let DemoProvince { folder, showcase, .. } = generate(&small());
    let crew: Vec<_> = folder.officers.iter().filter(|officer| officer.centre == showcase).collect();
    assert_eq!(crew.len(), 26);
    for worker_type in [WorkerType::CC, WorkerType::VC, WorkerType::HD, WorkerType::CA, WorkerType::BC, WorkerType::TN]
    {
        assert!(crew.iter().any(|officer| officer.worker_type == worker_type), "{worker_type:?}");
    }
    let standing = |standing| crew.iter().filter(|officer| officer.overtime == standing).count();
    assert_eq!(standing(OvertimeStanding::Barred), 3);
    assert!(standing(OvertimeStanding::Consent) > crew.len() / 2 && standing(OvertimeStanding::Allowed) >= 3);
    assert!(
        crew.iter().all(|officer| officer.overtime != OvertimeStanding::Barred || officer.barred_until > Some(today()))
    );
}

#[test]
fn every_role_can_log_in_and_one_manager_is_a_stranger() {
    let DemoProvince { showcase, logins, .. } = generate(&small());
    for role in [UserRole::Manager, UserRole::Approver, UserRole::Officer, UserRole::Committee] {
        assert!(logins.iter().any(|login| login.role == role && login.scope.covers(&showcase)), "{role:?}");
    }
    assert!(logins.iter().any(|login| login.role == UserRole::Manager && !login.scope.covers(&showcase)));
    let officer = logins.iter().find(|login| login.role == UserRole::Officer).expect("an officer");
    assert!(officer.officer.is_some());
}

#[test]
fn even_the_smallest_sample_is_whole() {
    let one = generate(&DemoOptions { centres: 0, province_count: 0, ..DemoOptions::new(today()) });
    assert_eq!(one.folder.centres.len(), 2);
    assert!(one.folder.centres.iter().any(|centre| centre.level == CentreLevel::Ward));
    let early = generate(&DemoOptions { today: figures::FIRST_DAY, ..small() });
    assert!(early.folder.dossiers.is_empty() && early.folder.ledger.is_empty());
}
