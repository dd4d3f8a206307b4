//! Drafts: versions, revisions, edits and undo.

use catruc::application::ports::{AuditTrail, CellChange, Rosters, StorageError};
use catruc::domain::ids::RosterId;
use catruc::domain::roster::{Assignment, RosterHead, RosterStatus};
use catruc::store::Database;

use crate::on_both_databases;
use crate::samples::{act, ask, assignment, day, draft, folder, keep, noon, proof, step};

const MONDAY: &str = "2026-03-02";
const TUESDAY: &str = "2026-03-03";

fn week(database: &Database) -> RosterHead {
    keep(database, &folder());
    draft(database, "A", MONDAY, vec![assignment("A-1", MONDAY, "R"), assignment("A-2", TUESDAY, "E")])
}

fn edit(date: &str, before: Option<&str>, after: Option<&str>, pinned: bool) -> CellChange {
    CellChange {
        officer: "A-1".into(),
        date: day(date),
        before: before.map(Into::into),
        after: after.map(Into::into),
        pinned,
    }
}

fn change(database: &Database, id: RosterId, revision: i32, change: &CellChange) -> Result<i32, StorageError> {
    database.transaction(|store| store.change_cells(id, revision, std::slice::from_ref(change), "manager", noon()))
}

fn cells(database: &Database, id: RosterId) -> Vec<Assignment> {
    ask(database, |store| store.assignments(id))
}

fn head(database: &Database, id: RosterId) -> RosterHead {
    ask(database, |store| store.roster(id)).expect("the roster")
}

on_both_databases! {
    fn a_draft_comes_back_as_it_was_made(database) {
        let made = week(database);
        assert_eq!((made.version, made.revision, made.status, made.proof), (1, 1, RosterStatus::Draft, Some(proof())));
        assert_eq!((made.period.first, made.period.days), (day(MONDAY), 7));
        assert_eq!(head(database, made.id), made);
        assert_eq!(cells(database, made.id), [assignment("A-1", MONDAY, "R"), assignment("A-2", TUESDAY, "E")]);
        assert_eq!(ask(database, |store| store.instance(made.id)), "{\"days\":7}");
        assert_eq!(ask(database, |store| store.officer_rosters(made.id)), None);
        act(database, |store| store.set_officer_rosters(made.id, "{}"));
        assert_eq!(ask(database, |store| store.officer_rosters(made.id)).as_deref(), Some("{}"));
    }

    fn versions_count_up_within_centre_and_period(database) {
        let first = week(database);
        let second = draft(database, "A", MONDAY, vec![]);
        let next_week = draft(database, "A", "2026-03-09", vec![]);
        let elsewhere = draft(database, "B", MONDAY, vec![]);
        let versions = [&first, &second, &next_week, &elsewhere].map(|head| head.version);
        assert_eq!(versions, [1, 2, 1, 1]);
        let all = ask(database, |store| store.rosters(&"A".into()));
        assert_eq!(all, [next_week, second.clone(), first]);
        assert_eq!(ask(database, |store| store.latest_roster(&"A".into(), day(MONDAY))), Some(second.clone()));
        let on = |date: &str| ask(database, |store| store.rosters_on(day(date)));
        assert_eq!(on("2026-03-08"), [second, elsewhere], "the last day, the highest version of each centre");
        assert_eq!(on("2026-03-01"), []);
    }

    fn an_edit_changes_the_cell_drops_the_proof_and_is_told_in_the_trail(database) {
        let made = week(database);
        let revision = change(database, made.id, 1, &edit(MONDAY, Some("R"), Some("L"), true)).expect("an edit");
        assert_eq!(revision, 2);
        assert_eq!((head(database, made.id).revision, head(database, made.id).proof), (2, None));
        assert_eq!(cells(database, made.id)[0], Assignment { pinned: true, ..assignment("A-1", MONDAY, "L") });
        let trail = ask(database, |store| store.audit_of_centre(&"A".into(), 10));
        assert_eq!((trail[0].action.as_str(), trail[0].by.as_str()), ("roster.edit", "manager"));
        assert_eq!(trail[0].subject, "A 2026-03-02 v1 A-1 2026-03-02");
        assert_eq!((trail[0].before.as_deref(), trail[0].after.as_deref()), (Some("R"), Some("L pinned")));
        let of = |subject: &str| ask(database, |store| store.audit_of_subject(&"A".into(), subject, 10)).len();
        assert_eq!((of("A 2026-03-02 v1"), of("A 2026-03-02 v"), of("_ 2026-03-02 v1")), (1, 0, 0));
    }

    fn a_stale_revision_is_refused_and_nothing_changes(database) {
        let made = week(database);
        change(database, made.id, 1, &edit(MONDAY, Some("R"), Some("L"), false)).expect("the first edit");
        let before = (head(database, made.id), cells(database, made.id));
        let refused = [
            change(database, made.id, 1, &edit(TUESDAY, None, Some("R"), false)),
            database.transaction(|store| store.replace_assignments(made.id, 1, &[], None)),
            database.transaction(|store| store.undo_change(made.id, 1)),
        ];
        assert!(refused.iter().all(|answer| matches!(answer, Err(StorageError::Stale))), "{refused:?}");
        assert_eq!((head(database, made.id), cells(database, made.id)), before);
        assert_eq!(ask(database, |store| store.audit_of_centre(&"A".into(), 10)).len(), 1);
    }

    fn an_edit_of_another_shift_than_the_one_there_is_stale(database) {
        let made = week(database);
        let refused = change(database, made.id, 1, &edit(MONDAY, Some("E"), Some("L"), false));
        assert!(matches!(refused, Err(StorageError::Stale)));
        assert_eq!(head(database, made.id), made);
    }

    fn of_two_editors_at_once_one_is_stale(database) {
        let made = week(database);
        let answers: Vec<_> = std::thread::scope(|scope| {
            let edits = [edit(MONDAY, Some("R"), Some("L"), false), edit(TUESDAY, None, Some("R"), false)];
            let threads = edits.map(|cell| scope.spawn(move || change(database, made.id, 1, &cell)));
            threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
        });
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
        assert_eq!(head(database, made.id).revision, 2);
    }

    fn undo_restores_step_by_step(database) {
        let made = week(database);
        let original = cells(database, made.id);
        let pinned = edit(MONDAY, Some("R"), Some("L"), true);
        let emptied = edit(MONDAY, Some("L"), None, false);
        change(database, made.id, 1, &pinned).expect("an edit");
        let after_first = cells(database, made.id);
        change(database, made.id, 2, &emptied).expect("an edit");
        assert_eq!(cells(database, made.id), [assignment("A-2", TUESDAY, "E")]);
        assert_eq!(ask(database, |store| store.last_change(made.id)), Some(emptied));
        assert_eq!(act(database, |store| store.undo_change(made.id, 3)), 4);
        assert_eq!(cells(database, made.id), after_first, "with its pin");
        assert_eq!(ask(database, |store| store.last_change(made.id)), Some(pinned));
        act(database, |store| store.undo_change(made.id, 4));
        assert_eq!(cells(database, made.id), original);
        assert_eq!(ask(database, |store| store.last_change(made.id)), None);
        change(database, made.id, 5, &edit(TUESDAY, None, Some("R"), false)).expect("an edit after undoing");
        assert_eq!(ask(database, |store| store.last_change(made.id)), Some(edit(TUESDAY, None, Some("R"), false)));
    }

    fn undoing_every_change_gives_the_proof_back(database) {
        let made = week(database);
        assert!(!ask(database, |store| store.was_changed_by_hand(made.id)));
        change(database, made.id, 1, &edit(MONDAY, Some("R"), Some("L"), true)).expect("an edit");
        change(database, made.id, 2, &edit(TUESDAY, None, Some("R"), false)).expect("an edit");
        act(database, |store| store.undo_change(made.id, 3));
        assert_eq!(head(database, made.id).proof, None, "one change is still there");
        act(database, |store| store.undo_change(made.id, 4));
        assert_eq!(head(database, made.id).proof, Some(proof()));
        assert!(ask(database, |store| store.was_changed_by_hand(made.id)));
    }

    fn undoing_a_change_from_before_the_last_planning_run_proves_nothing(database) {
        let made = week(database);
        change(database, made.id, 1, &edit(MONDAY, Some("R"), Some("L"), true)).expect("a pin");
        act(database, |store| store.replace_assignments(made.id, 2, &[assignment("A-1", TUESDAY, "E")], Some(proof())));
        act(database, |store| store.undo_change(made.id, 3));
        assert_eq!(head(database, made.id).proof, None);
    }

    fn another_instance_makes_earlier_proofs_void(database) {
        let made = week(database);
        change(database, made.id, 1, &edit(MONDAY, Some("R"), Some("L"), false)).expect("an edit");
        act(database, |store| store.set_instance(made.id, "{\"days\":7,\"pins\":[]}"));
        act(database, |store| store.undo_change(made.id, 2));
        assert_eq!(head(database, made.id).proof, None);
    }

    fn replacing_keeps_pinned_cells_and_gives_no_pins(database) {
        let made = week(database);
        change(database, made.id, 1, &edit(MONDAY, Some("R"), Some("L"), true)).expect("a pin");
        let better = [
            assignment("A-1", MONDAY, "R"),
            assignment("A-1", TUESDAY, "E"),
            Assignment { pinned: true, ..assignment("A-2", MONDAY, "R") },
        ];
        let revision = act(database, |store| store.replace_assignments(made.id, 2, &better, Some(proof())));
        assert_eq!((revision, head(database, made.id).proof), (3, Some(proof())));
        let pinned = Assignment { pinned: true, ..assignment("A-1", MONDAY, "L") };
        let expected = [pinned, assignment("A-1", TUESDAY, "E"), assignment("A-2", MONDAY, "R")];
        assert_eq!(cells(database, made.id), expected);
    }

    fn a_change_that_the_optimiser_overtook_cannot_be_undone(database) {
        let made = week(database);
        let kept = edit(MONDAY, Some("R"), Some("L"), true);
        change(database, made.id, 1, &kept).expect("an edit");
        change(database, made.id, 2, &edit(TUESDAY, None, Some("R"), false)).expect("an edit");
        act(database, |store| store.replace_assignments(made.id, 3, &[assignment("A-1", TUESDAY, "E")], None));
        assert_eq!(ask(database, |store| store.last_change(made.id)), Some(kept));
    }

    fn a_submitted_roster_cannot_be_edited(database) {
        let made = week(database);
        let revision = step(database, made.id, RosterStatus::Submitted);
        let refused = change(database, made.id, revision, &edit(MONDAY, Some("R"), Some("L"), false));
        assert!(matches!(refused, Err(StorageError::Stale)));
    }
}
