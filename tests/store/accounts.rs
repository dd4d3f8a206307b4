//! Accounts, sessions, failed log-ins and invitations.

use chrono::{NaiveDateTime, TimeDelta};

use catruc::application::actors::{Account, Grant, Role};
use catruc::application::ports::Accounts;
use catruc::domain::centre::CentreScope;
use catruc::store::Database;

use crate::on_both_databases;
use crate::samples::{act, ask, noon};

fn lan() -> Account {
    Account {
        login: "lan".into(),
        name: "Phạm Lan".into(),
        grants: vec![
            Grant { role: Role::Manager, scope: CentreScope::One("A".into()) },
            Grant { role: Role::Auditor, scope: CentreScope::All },
        ],
        officer: Some("A-1".into()),
        language: None,
    }
}

fn after(minutes: i64) -> NaiveDateTime {
    noon() + TimeDelta::minutes(minutes)
}

/// Asks for the session `minutes` after noon: idle for at most 30 minutes, open for at most 8 hours.
fn session(database: &Database, minutes: i64) -> Option<(String, String)> {
    ask(database, |store| store.session("token", after(minutes - 30), after(minutes - 480)))
        .map(|session| (session.login, session.csrf))
}

/// As [`session`], and marks it as seen.
fn use_session(database: &Database, minutes: i64) -> Option<(String, String)> {
    let found = session(database, minutes);
    if found.is_some() {
        act(database, |store| store.mark_session_seen("token", after(minutes)));
    }
    found
}

on_both_databases! {
    fn an_account_comes_back_and_keeps_its_password_when_it_changes(database) {
        act(database, |store| {
            store.keep_account(&lan())?;
            store.set_password_hash("lan", "hash")?;
            store.keep_account(&Account { name: "Lan".into(), grants: vec![], language: Some("ar".into()), ..lan() })
        });
        let kept = ask(database, |store| store.account("lan")).expect("the account");
        assert_eq!((kept.name.as_str(), kept.grants.len(), kept.language.as_deref()), ("Lan", 0, Some("ar")));
        assert_eq!(ask(database, |store| store.password_hash("lan")).as_deref(), Some("hash"));
        act(database, |store| store.keep_account(&lan()));
        assert_eq!(ask(database, |store| store.accounts()), [lan()]);
        assert_eq!(ask(database, |store| store.account("nobody")), None);
        assert_eq!(ask(database, |store| store.password_hash("nobody")), None);
    }

    fn a_session_that_is_used_lives_on_and_an_idle_one_expires(database) {
        act(database, |store| {
            store.keep_account(&lan())?;
            store.open_session("token", "lan", "csrf", noon())
        });
        let seen = Some(("lan".to_owned(), "csrf".to_owned()));
        assert_eq!(session(database, 30), None, "it was never seen after it was opened");
        assert_eq!(use_session(database, 29), seen);
        assert_eq!(use_session(database, 58), seen, "it was seen at minute 29");
        assert_eq!(session(database, 88), None, "thirty minutes without a sign");
    }

    fn a_session_ends_at_its_absolute_deadline_however_busy(database) {
        act(database, |store| {
            store.keep_account(&lan())?;
            store.open_session("token", "lan", "csrf", noon())
        });
        assert!((1..24).all(|step| use_session(database, step * 20).is_some()));
        assert_eq!(session(database, 480), None);
    }

    fn closing_a_session_or_changing_the_password_ends_it(database) {
        let open = || act(database, |store| store.open_session("token", "lan", "csrf", noon()));
        act(database, |store| store.keep_account(&lan()));
        open();
        act(database, |store| store.close_session("token"));
        assert_eq!(session(database, 1), None);
        open();
        act(database, |store| store.set_password_hash("lan", "new"));
        assert_eq!(session(database, 1), None);
    }

    fn failed_log_ins_are_counted_per_key_and_forgotten(database) {
        act(database, |store| {
            store.keep_failed_login("login:lan", after(0))?;
            store.keep_failed_login("login:lan", after(5))?;
            store.keep_failed_login("address:::1", after(5))
        });
        let failed = |key: &str, since| ask(database, |store| store.failed_logins(key, since));
        assert_eq!(failed("login:lan", after(0)), 2);
        assert_eq!(failed("login:lan", after(1)), 1);
        act(database, |store| store.forget_failed_login("login:lan", after(5)));
        assert_eq!(failed("login:lan", after(0)), 1, "the other one is still counted");
        act(database, |store| store.forget_failed_logins("login:lan"));
        assert_eq!((failed("login:lan", after(0)), failed("address:::1", after(0))), (0, 1));
    }

    fn an_invitation_works_once_and_in_time_and_voids_its_elders(database) {
        act(database, |store| {
            store.keep_invitation("old", "lan", after(60))?;
            store.keep_invitation("new", "lan", after(60))?;
            store.keep_invitation("late", "binh", after(10))
        });
        let take = |token: &str, at| act(database, |store| store.take_invitation(token, at));
        assert_eq!(take("late", after(10)), None);
        assert_eq!(take("new", after(59)).as_deref(), Some("lan"));
        assert_eq!(take("new", after(59)), None);
        assert_eq!(take("old", after(59)), None);
        assert_eq!(take("unknown", after(0)), None);
    }
}
