//! Data folders: what is new, what changed, what stays.

use std::path::Path;

use catruc::application::ports::{Accounts, AuditEntry, AuditTrail, Centres, Dossiers, Officers, StorageError, Tables};
use catruc::domain::centre::CentreScope;
use catruc::domain::ids::CentreCode;
use catruc::domain::officer::{Consent, Leave, LeaveKind, Preference, Unavailability};
use catruc::exchange::data_folder::{DataFolder, KnownCodes, RoleGrant, SettingRow, UserRole, UserRow, read_folder};
use catruc::store::Database;

use crate::on_both_databases;
use crate::samples::{act, ask, count, day, folder, keep, noon};

/// Every audit entry of the two centres.
fn trail(database: &Database) -> Vec<AuditEntry> {
    let of = |code: &str| ask(database, |store| store.audit_of_centre(&code.into(), 1000));
    [of("A"), of("B")].concat()
}

fn control_points() -> DataFolder {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/control-points");
    read_folder(&folder, &KnownCodes::default()).expect("a sound folder")
}

fn setting(key: &str, value: &str, from: Option<&str>) -> SettingRow {
    SettingRow { scope: CentreScope::All, key: key.into(), value: value.into(), from: from.map(day) }
}

on_both_databases! {
    fn importing_the_same_folder_twice_changes_nothing(database) {
        let first = keep(database, &folder());
        assert_eq!(first, [("centres.csv", (2, 0, 0)), ("groups.csv", (1, 0, 0)), ("officers.csv", (3, 0, 0)),
            ("dossiers.csv", (2, 0, 0))]);
        let second = keep(database, &folder());
        assert_eq!(second, [("centres.csv", (0, 0, 2)), ("groups.csv", (0, 0, 1)), ("officers.csv", (0, 0, 3)),
            ("dossiers.csv", (0, 0, 2))]);
        assert_eq!(trail(database), []);
    }

    fn the_control_points_come_back_unchanged(database) {
        let folder = control_points();
        let first = keep(database, &folder);
        assert!(first.iter().all(|(_, (added, changed, kept))| *added > 0 && changed + kept == 0), "{first:?}");
        assert!(first.contains(&("dossiers.csv", (15_309, 0, 0))));
        let second = keep(database, &folder);
        assert!(second.iter().all(|(_, (added, changed, _))| added + changed == 0), "{second:?}");
        let codes = ask(database, |store| store.known_codes());
        assert!(read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/control-points"), &codes).is_ok());
        assert_eq!(codes.officers.len(), folder.officers.len());
        assert_eq!(codes.centres.len(), 7);
    }

    fn a_changed_row_is_updated_and_the_trail_tells_what_changed(database) {
        keep(database, &folder());
        let mut changed = folder();
        changed.officers[2].weekly_minutes = 1200;
        changed.dossiers[1].received = 7;
        let report = keep(database, &changed);
        assert!(report.contains(&("officers.csv", (0, 1, 2))) && report.contains(&("dossiers.csv", (0, 1, 1))));
        let officer = ask(database, |store| store.officer(&"B-1".into())).expect("the officer");
        assert_eq!(officer.weekly_minutes, 1200);
        let trail = trail(database);
        assert_eq!(trail.len(), 2);
        let of_officer = trail.iter().find(|entry| entry.subject == "officers.csv B-1").expect("the officer's entry");
        assert_eq!((of_officer.by.as_str(), of_officer.action.as_str(), of_officer.at), ("importer", "import", noon()));
        assert_eq!(of_officer.centre, Some(CentreCode("B".into())));
        assert_eq!(of_officer.before.as_deref(), Some(r#"{"weekly_minutes":2400}"#));
        assert_eq!(of_officer.after.as_deref(), Some(r#"{"weekly_minutes":1200}"#));
        assert!(trail.iter().any(|entry| entry.subject == "dossiers.csv 2026-02-03 A land"), "{trail:?}");
        assert_eq!(ask(database, |store| store.verify_audit()), None);
    }

    fn a_value_that_is_taken_away_goes_away(database) {
        keep(database, &folder());
        let mut changed = folder();
        changed.centres[0].population = None;
        keep(database, &changed);
        let centre = ask(database, |store| store.centre(&"A".into())).expect("the centre");
        assert_eq!(centre.population, None);
    }

    fn absent_rows_stay(database) {
        keep(database, &folder());
        keep(database, &DataFolder { dossiers: vec![count("2026-02-04", "B", 5)], ..DataFolder::default() });
        assert_eq!(ask(database, |store| store.officers(&"A".into())).len(), 2);
        let counts = ask(database, |store| store.counts(&"A".into(), day("2026-02-01"), day("2026-03-01")));
        assert_eq!(counts.len(), 2);
    }

    fn rows_with_missing_key_parts_are_recognised(database) {
        let mut folder = folder();
        let always = |shifts| Unavailability { officer: "A-1".into(), from: None, to: None, weekdays: None, shifts };
        folder.unavailable = vec![
            always(None), always(Some(vec!["E".into()])),
        ];
        let wish = Preference { officer: "A-1".into(), shift: None, date: None, weekday: Some(5), weight: 3 };
        folder.preferences = vec![wish.clone(), Preference { weekday: None, ..wish }];
        folder.settings = vec![setting("wait", "10", None), setting("wait", "12", Some("2026-01-01"))];
        let consent = Consent {
            officer: "A-1".into(), from: day("2026-01-01"), to: day("2026-12-31"), weekdays: None, blocks: None,
            max_minutes_per_day: Some(120), max_minutes_per_month: None,
        };
        folder.consents = vec![consent.clone(), Consent { blocks: Some(vec!["EVE".into()]), ..consent }];
        keep(database, &folder);
        folder.preferences[1].weight = -4;
        folder.settings[0].value = "11".into();
        let report = keep(database, &folder);
        assert!(report.iter().all(|(_, (added, _, _))| *added == 0), "{report:?}");
        assert!(report.contains(&("preferences.csv", (0, 1, 1))) && report.contains(&("settings.csv", (0, 1, 1))));
        let weights: Vec<i32> =
            ask(database, |store| store.preferences(&"A".into())).iter().map(|wish| wish.weight).collect();
        assert_eq!(weights, [-4, 3]);
        let values: Vec<String> =
            ask(database, |store| store.settings(&"A".into())).into_iter().map(|setting| setting.value).collect();
        assert_eq!(values, ["11", "12"], "the undated value comes first");
    }

    fn a_changed_leave_is_told_to_its_centre(database) {
        keep(database, &folder());
        let leave = |kind| Leave { officer: "B-1".into(), from: day("2026-04-01"), to: day("2026-04-03"), kind };
        keep(database, &DataFolder { leave: vec![leave(LeaveKind::Annual)], ..DataFolder::default() });
        keep(database, &DataFolder { leave: vec![leave(LeaveKind::Training)], ..DataFolder::default() });
        let entries = ask(database, |store| store.audit_of_centre(&"B".into(), 10));
        assert_eq!(entries[0].subject, "leave.csv B-1 2026-04-01 2026-04-03");
    }

    fn imported_users_keep_their_password_and_chosen_language(database) {
        let user = |name: &str| DataFolder {
            users: vec![UserRow {
                login: "lan".into(),
                name: name.into(),
                roles: vec![RoleGrant { role: UserRole::Manager, scope: CentreScope::One("A".into()) }],
                officer: Some("A-1".into()),
                email: None,
                language: Some("vi".into()),
            }],
            ..DataFolder::default()
        };
        keep(database, &user("Lan"));
        act(database, |store| {
            store.set_password_hash("lan", "hash")?;
            store.set_language("lan", "en")
        });
        assert_eq!(keep(database, &user("Lan")), [("users.csv", (0, 0, 1))]);
        assert_eq!(keep(database, &user("Phạm Lan")), [("users.csv", (0, 1, 0))]);
        let account = ask(database, |store| store.account("lan")).expect("the account");
        assert_eq!((account.name.as_str(), account.language.as_deref()), ("Phạm Lan", Some("en")));
        assert!(account.manager_of(&"A".into()).is_some() && account.manager_of(&"B".into()).is_none());
        assert_eq!(ask(database, |store| store.password_hash("lan")).as_deref(), Some("hash"));
    }

    fn two_imports_at_once_add_each_row_once(database) {
        let added: usize = std::thread::scope(|scope| {
            let import = || database.transaction::<_, StorageError>(|store| store.keep_folder(&folder(), "an", noon()));
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(import)).collect();
            let reports = threads.into_iter().map(|thread| thread.join().expect("no panic").expect("kept"));
            reports.flatten().map(|(_, report)| report.added).sum()
        });
        assert_eq!(added, 8);
    }
}
