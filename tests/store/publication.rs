//! The way to publication, and the work that officers know of.

use catruc::application::ports::{AuditTrail, Rosters, StatusStep, StorageError};
use catruc::domain::roster::RosterStatus;
use catruc::store::Database;

use crate::on_both_databases;
use crate::samples::{act, ask, assignment, day, draft, folder, keep, noon, publish, step};

const MONDAY: &str = "2026-03-02";
const FRIDAY: &str = "2026-03-06";

/// What officer A-1 works in the first two weeks of March: centre, day and shift.
fn work(database: &Database) -> Vec<(String, String, String)> {
    let work = ask(database, |store| store.published_work(&"A-1".into(), day(MONDAY), day("2026-03-16")));
    work.into_iter().map(|(centre, cell)| (centre.0, cell.date.to_string(), cell.shift.0)).collect()
}

fn row(centre: &str, date: &str, shift: &str) -> (String, String, String) {
    (centre.to_owned(), date.to_owned(), shift.to_owned())
}

on_both_databases! {
    fn steps_keep_who_submitted_why_returned_and_the_seal(database) {
        keep(database, &folder());
        let id = draft(database, "A", MONDAY, vec![]).id;
        let take = |revision, status, by: &str, reason: Option<&str>, seal: Option<&str>| {
            let (by, reason, seal) = (by.to_owned(), reason.map(str::to_owned), seal.map(str::to_owned));
            act(database, |store| store.set_status(id, revision, &StatusStep { status, by, reason, seal }, noon()))
        };
        let head = || ask(database, |store| store.roster(id)).expect("the roster");
        assert_eq!(take(1, RosterStatus::Submitted, "an", None, None), 2);
        assert_eq!(head().submitted_by.as_deref(), Some("an"));
        take(2, RosterStatus::Draft, "binh", Some("Friday is short"), None);
        assert_eq!((head().returned_because.as_deref(), head().submitted_by), (Some("Friday is short"), None));
        take(3, RosterStatus::Submitted, "an", None, None);
        assert_eq!(head().returned_because, None);
        take(4, RosterStatus::Approved, "binh", None, Some("ab12"));
        take(5, RosterStatus::Published, "an", None, None);
        let published = head();
        assert_eq!((published.status, published.revision), (RosterStatus::Published, 6));
        assert_eq!((published.submitted_by.as_deref(), published.seal.as_deref()), (Some("an"), Some("ab12")));
        let trail = ask(database, |store| store.audit_of_centre(&"A".into(), 10));
        let actions: Vec<&str> = trail.iter().map(|entry| entry.action.as_str()).collect();
        assert_eq!(actions, ["roster.publish", "roster.approve", "roster.submit", "roster.return", "roster.submit"]);
        assert_eq!(trail[3].reason.as_deref(), Some("Friday is short"));
    }

    fn a_stale_step_is_refused(database) {
        keep(database, &folder());
        let id = draft(database, "A", MONDAY, vec![]).id;
        step(database, id, RosterStatus::Submitted);
        let approve = StatusStep { status: RosterStatus::Approved, by: "binh".into(), reason: None, seal: None };
        let refused = database.transaction(|store| store.set_status(id, 1, &approve, noon()));
        assert!(matches!(refused, Err(StorageError::Stale)));
        assert_eq!(ask(database, |store| store.roster(id)).expect("it").status, RosterStatus::Submitted);
    }

    fn the_highest_published_version_counts(database) {
        keep(database, &folder());
        let first = draft(database, "A", MONDAY, vec![assignment("A-1", MONDAY, "R"), assignment("A-1", FRIDAY, "R")]);
        assert_eq!(work(database), [], "a draft is nobody's work");
        publish(database, first.id);
        assert_eq!(work(database), [row("A", MONDAY, "R"), row("A", FRIDAY, "R")]);
        let second = draft(database, "A", MONDAY, vec![assignment("A-1", FRIDAY, "E")]);
        assert_eq!(work(database).len(), 2, "a higher draft changes nothing");
        publish(database, second.id);
        assert_eq!(work(database), [row("A", FRIDAY, "E")], "Monday of the first version is void");
        step(database, second.id, RosterStatus::Closed);
        assert_eq!(work(database), [row("A", FRIDAY, "E")]);
    }

    fn the_hard_shifts_of_the_version_in_force_are_kept(database) {
        keep(database, &folder());
        let hard = || {
            let shifts = ask(database, |store| store.hard_to_fill_shifts(&"A".into(), day(MONDAY), day("2026-03-09")));
            shifts.into_iter().map(|(date, shift)| (date.to_string(), shift.0)).collect::<Vec<_>>()
        };
        let set = |id, shifts: &[(&str, &str)]| {
            let shifts: Vec<_> = shifts.iter().map(|(date, shift)| (day(date), (*shift).into())).collect();
            act(database, |store| store.set_hard_to_fill_shifts(id, &shifts));
        };
        let first = draft(database, "A", MONDAY, vec![assignment("A-1", MONDAY, "R")]);
        set(first.id, &[(FRIDAY, "E"), (MONDAY, "R"), (MONDAY, "E")]);
        assert_eq!(hard(), [], "a draft was not worked");
        publish(database, first.id);
        let row = |date: &str, shift: &str| (date.to_owned(), shift.to_owned());
        assert_eq!(hard(), [row(MONDAY, "E"), row(MONDAY, "R"), row(FRIDAY, "E")]);
        set(first.id, &[(FRIDAY, "E")]);
        assert_eq!(hard(), [row(FRIDAY, "E")], "kept in place of those before");
        let second = draft(database, "A", MONDAY, vec![assignment("A-1", FRIDAY, "E")]);
        publish(database, second.id);
        assert_eq!(hard(), [], "nothing of the second version is hard to fill");
    }

    fn work_in_other_centres_and_periods_counts_too(database) {
        keep(database, &folder());
        let here = draft(database, "A", MONDAY, vec![assignment("A-1", MONDAY, "R"), assignment("A-2", MONDAY, "R")]);
        let there = draft(database, "B", MONDAY, vec![assignment("A-1", FRIDAY, "E"), assignment("B-1", FRIDAY, "E")]);
        let next_week = ["2026-03-15", "2026-03-09"].map(|date| assignment("A-1", date, "R"));
        let later = draft(database, "A", "2026-03-09", next_week.to_vec());
        for id in [here.id, there.id, later.id] {
            publish(database, id);
        }
        let this_week = [row("A", MONDAY, "R"), row("B", FRIDAY, "E")];
        let next_week = [row("A", "2026-03-09", "R"), row("A", "2026-03-15", "R")];
        assert_eq!(work(database), [this_week, next_week].concat());
        let (from, to) = (day(MONDAY), day("2026-03-09"));
        let of_centre = ask(database, |store| store.published_work_of_centre(&"A".into(), from, to));
        let of_centre: Vec<_> =
            of_centre.iter().map(|(centre, cell)| (centre.as_str(), cell.officer.as_str())).collect();
        assert_eq!(of_centre, [("A", "A-1"), ("B", "A-1"), ("A", "A-2")]);
    }
}
