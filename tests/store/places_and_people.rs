//! What the use-cases read of centres and officers.

use catruc::application::ports::{Centres, Officers, Rosters};
use catruc::domain::block::Block;
use catruc::domain::calendar::OfficialKind;
use catruc::domain::centre::{CentreScope, Site, SiteKind};
use catruc::domain::officer::{Leave, LeaveKind};
use catruc::domain::overtime::{CompensationMode, LedgerEntry, MinuteClass};
use catruc::domain::period::Period;
use catruc::domain::shift::{Shift, ShiftKind};
use catruc::domain::weekdays::Weekdays;
use catruc::exchange::data_folder::{
    AssignmentRow, CalendarKind, CalendarRow, CrewSlot, DataFolder, GroupScope, LocalRuleRow, PayRow, ProfileRow,
    RowDetails, RuleScope, SessionOfficers, SessionRow, SessionStatus,
};

use crate::on_both_databases;
use crate::samples::{ask, day, folder, keep, time};

fn block(scope: CentreScope, code: &str, start: &str) -> Block {
    Block {
        scope,
        code: code.into(),
        start: time(start),
        end: time("19:30"),
        weekdays: Weekdays::WORKING,
        from: None,
        to: Some(day("2026-12-31")),
    }
}

fn shift(scope: CentreScope, code: &str, overtime_minutes: i32) -> Shift {
    Shift {
        scope,
        code: code.into(),
        name_vi: "Hành chính".into(),
        name_en: "Regular".into(),
        kind: ShiftKind::Regular,
        blocks: vec!["MOR".into(), "AFT".into()],
        start: time("07:30"),
        end: time("17:00"),
        normal_minutes: 480,
        overtime_minutes,
        weekdays: Weekdays::WORKING,
        shift_change: false,
        from: None,
        to: None,
    }
}

fn leave(officer: &str, from: &str, to: &str) -> Leave {
    Leave { officer: officer.into(), from: day(from), to: day(to), kind: LeaveKind::Annual }
}

fn worked(officer: &str, date: &str, start: &str) -> LedgerEntry {
    LedgerEntry {
        officer: officer.into(),
        date: day(date),
        start: time(start),
        end: time("19:00"),
        minutes: 90,
        class: MinuteClass::OvertimeDay,
        night: false,
        mode: CompensationMode::Paid,
    }
}

fn one(code: &str) -> CentreScope {
    CentreScope::One(code.into())
}

on_both_databases! {
    fn everything_comes_back_as_it_was_kept(database) {
        let folder = folder();
        keep(database, &folder);
        assert_eq!(ask(database, |store| store.centres()), folder.centres);
        assert_eq!(ask(database, |store| store.groups()), folder.groups);
        assert_eq!(ask(database, |store| store.officers(&"A".into())), folder.officers[..2]);
        assert_eq!(ask(database, |store| store.centre(&"X".into())), None);
    }

    fn a_centres_own_block_and_shift_replace_the_general_ones(database) {
        let mut folder = folder();
        folder.blocks = vec![
            block(CentreScope::All, "MOR", "07:30"), block(CentreScope::All, "EVE", "17:30"),
            block(one("A"), "MOR", "08:00"), block(one("B"), "EVE", "18:00"),
        ];
        folder.shifts =
            vec![shift(CentreScope::All, "R", 0), shift(one("A"), "R", 30), shift(CentreScope::All, "E", 60)];
        keep(database, &folder);
        let blocks = ask(database, |store| store.blocks(&"A".into()));
        assert_eq!(blocks, [folder.blocks[2].clone(), folder.blocks[1].clone()]);
        let shifts = ask(database, |store| store.shifts(&"A".into()));
        assert_eq!(shifts, [folder.shifts[2].clone(), folder.shifts[1].clone()]);
        assert_eq!(ask(database, |store| store.shifts(&"B".into()))[1].overtime_minutes, 0);
    }

    fn sites_days_profiles_and_sessions_come_back_in_order(database) {
        let mut folder = folder();
        let site = |code: &str| Site {
            centre: "A".into(), code: code.into(), name: "Nhà văn hóa".into(), kind: SiteKind::CultureHouse,
            travel_minutes: Some(15), residents: None, unserved: Some(40),
        };
        folder.sites = vec![site("S2"), site("S1")];
        folder.calendar = vec![CalendarRow {
            date: day("2026-09-02"), kind: CalendarKind::Closed, scope: one("A"), name: String::new(), citation: None,
        }];
        let share = |scope, weekday, start: &str| ProfileRow {
            scope, group: GroupScope::All, weekday, start: time(start), share: 0.25,
        };
        folder.profiles = vec![
            share(one("A"), Some(1), "07:30"), share(one("A"), None, "08:00"), share(CentreScope::All, None, "07:30"),
            share(one("B"), None, "07:30"),
        ];
        let session = |date: &str, officers| SessionRow {
            centre: "A".into(), site: "S1".into(), date: day(date), start: time("18:00"), end: time("20:30"),
            citizens_helped: None, officers, status: SessionStatus::Planned,
            crew: [("greeter", 2), ("guide", 6)]
                .map(|(role, officers)| CrewSlot { role: role.into(), officers })
                .to_vec(),
        };
        folder.sessions = vec![
            session("2026-03-09", Some(SessionOfficers::Number(8))),
            session("2026-03-02", Some(SessionOfficers::Named(vec!["A-1".into(), "A-2".into()]))),
            session("2026-03-16", None),
        ];
        keep(database, &folder);
        assert_eq!(ask(database, |store| store.sites(&"A".into())), [site("S1"), site("S2")]);
        let days = ask(database, |store| store.official_days());
        assert_eq!((days[0].kind, &days[0].scope), (OfficialKind::Closed, &one("A")));
        let profiles = ask(database, |store| store.profiles(&"A".into()));
        let [first, second, third] = [2, 1, 0].map(|place| folder.profiles[place].clone());
        assert_eq!(profiles, [first, second, third]);
        let fortnight = Period { first: day("2026-03-02"), days: 14 };
        let sessions = ask(database, |store| store.sessions(&"A".into(), fortnight));
        assert_eq!(sessions, [folder.sessions[1].clone(), folder.sessions[0].clone()]);
        assert_eq!(keep(database, &folder).iter().map(|(_, (added, changed, _))| added + changed).sum::<usize>(), 0);
    }

    fn leave_that_touches_the_period_by_one_day_is_found(database) {
        let mut folder = folder();
        folder.leave = vec![
            leave("A-1", "2026-03-01", "2026-03-02"), leave("A-1", "2026-02-20", "2026-03-01"),
            leave("A-2", "2026-03-08", "2026-03-20"), leave("A-2", "2026-03-09", "2026-03-10"),
            leave("B-1", "2026-03-03", "2026-03-03"),
        ];
        keep(database, &folder);
        let week = Period { first: day("2026-03-02"), days: 7 };
        let found = ask(database, |store| store.leave(&"A".into(), week));
        assert_eq!(found, [folder.leave[0].clone(), folder.leave[2].clone()]);
    }

    fn the_ledger_and_outside_assignments_are_half_open(database) {
        let mut folder = folder();
        folder.ledger = vec![
            worked("A-1", "2026-03-02", "17:30"), worked("A-1", "2026-03-01", "17:30"),
            worked("A-1", "2026-03-09", "17:30"), worked("A-1", "2026-03-02", "06:30"),
            worked("B-1", "2026-03-02", "17:30"),
        ];
        let elsewhere = |date: &str| AssignmentRow {
            officer: "A-2".into(), date: day(date), shift: "R".into(), status: Some("final".into()), pinned: true,
        };
        folder.assignments = vec![elsewhere("2026-03-02"), elsewhere("2026-03-09")];
        keep(database, &folder);
        let (from, to) = (day("2026-03-02"), day("2026-03-09"));
        let ledger = ask(database, |store| store.ledger(&"A".into(), from, to));
        assert_eq!(ledger, [folder.ledger[3].clone(), folder.ledger[0].clone()]);
        let outside = ask(database, |store| store.outside_assignments(&"A".into(), from, to));
        assert_eq!(outside, [elsewhere("2026-03-02")]);
    }

    fn pay_and_local_rules_are_kept(database) {
        let folder = DataFolder {
            pay: vec![PayRow {
                officer: "A-1".into(), from: day("2026-01-01"), coefficient_thousandths: Some(2340),
                allowance_coefficient_thousandths: None, month_salary_dong: Some(5_475_600),
                hours_per_month_thousandths: None,
            }],
            rules: vec![LocalRuleRow {
                id: "L1".into(), kind: "shifts_worked".into(), scope: RuleScope::Skill("land".into()),
                window: Some("week".into()),
                minimum: None, maximum: Some(2), weight: Some(0.5), from: None, to: None,
                more: RowDetails { shifts: Some("evening;outreach".into()), ..RowDetails::default() },
            }],
            ..folder()
        };
        keep(database, &folder);
        assert_eq!(ask(database, |store| store.local_rules(&"A".into())), folder.rules);
        let again = keep(database, &folder);
        assert!(again.contains(&("pay.csv", (0, 0, 1))) && again.contains(&("rules.csv", (0, 0, 1))), "{again:?}");
    }

    fn a_local_rule_is_told_to_the_centres_that_it_may_concern(database) {
        let rule = |id: &str, scope: RuleScope| LocalRuleRow {
            id: id.into(), kind: "weekly-rest".into(), scope, window: None, minimum: None, maximum: None, weight: None,
            from: None, to: None, more: RowDetails::default(),
        };
        let folder = DataFolder {
            rules: vec![
                rule("L1", RuleScope::All), rule("L2", RuleScope::Centre("A".into())),
                rule("L3", RuleScope::Centre("B".into())), rule("L4", RuleScope::Officer("A-1".into())),
                rule("L5", RuleScope::Officer("B-1".into())), rule("L6", RuleScope::Skill("land".into())),
            ],
            ..folder()
        };
        keep(database, &folder);
        let found = ask(database, |store| store.local_rules(&"A".into()));
        assert_eq!(found.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["L1", "L2", "L4", "L6"]);
    }
}
