//! Emergency orders: kept, ended once, never removed.

use catruc::application::ports::EmergencyOrders;
use catruc::domain::emergency::{EmergencyOrder, Ending, Ground};

use crate::on_both_databases;
use crate::samples::{act, ask, day, folder, instant, keep, noon};

fn order(centre: &str, number: i32, (first, last): (&str, &str)) -> EmergencyOrder {
    EmergencyOrder {
        centre: centre.into(),
        number,
        ground: Ground::Disaster,
        first: day(first),
        last: day(last),
        ordered_by: "chutich".into(),
        reason: "Bão số 12 <gió giật>".into(),
        document: "Công điện 12/CĐ-UBND".into(),
        entered_at: noon(),
        ended: None,
    }
}

on_both_databases! {
    fn orders_are_read_back_the_latest_first_and_each_centre_has_its_own(database) {
        keep(database, &folder());
        let first = order("A", 1, ("2026-03-02", "2026-03-08"));
        let second = EmergencyOrder { ground: Ground::DefenceOrder, ..order("A", 2, ("2026-03-20", "2026-03-20")) };
        let other = EmergencyOrder { ground: Ground::Epidemic, ..order("B", 1, ("2026-03-05", "2026-03-06")) };
        for kept in [&first, &second, &other] {
            act(database, |store| store.keep_emergency_order(kept));
        }
        assert_eq!(ask(database, |store| store.emergency_orders(&"A".into())), [second.clone(), first.clone()]);
        assert_eq!(ask(database, |store| store.emergency_orders(&"B".into())), std::slice::from_ref(&other));
        let between = |from: &str, to: &str| {
            ask(database, |store| store.emergency_orders_between(day(from), day(to)))
        };
        assert_eq!(between("2026-03-08", "2026-03-21"), [second.clone(), first.clone()]);
        assert_eq!(between("2026-03-06", "2026-03-20"), [first, other]);
        assert_eq!(between("2026-03-09", "2026-03-20"), []);
        assert_eq!(between("2026-03-20", "2026-03-21"), [second]);
    }

    fn an_order_is_ended_once(database) {
        keep(database, &folder());
        let given = order("A", 1, ("2026-03-02", "2026-03-08"));
        act(database, |store| store.keep_emergency_order(&given));
        let ending = Ending { last: day("2026-03-04"), by: "chutich".into(), at: instant("2026-03-04 09:30") };
        assert!(act(database, |store| store.end_emergency_order(&"A".into(), 1, &ending)));
        let again = Ending { last: day("2026-03-05"), ..ending.clone() };
        assert!(!act(database, |store| store.end_emergency_order(&"A".into(), 1, &again)));
        assert!(!act(database, |store| store.end_emergency_order(&"A".into(), 2, &ending)));
        assert!(!act(database, |store| store.end_emergency_order(&"B".into(), 1, &ending)));
        let kept = ask(database, |store| store.emergency_orders(&"A".into()));
        assert_eq!(kept, [EmergencyOrder { ended: Some(ending), ..given }]);
    }

    fn a_number_is_given_once(database) {
        keep(database, &folder());
        let given = order("A", 1, ("2026-03-02", "2026-03-08"));
        act(database, |store| store.keep_emergency_order(&given));
        let twice = order("A", 1, ("2026-04-02", "2026-04-08"));
        assert!(database.transaction(|store| store.keep_emergency_order(&twice)).is_err());
        assert_eq!(ask(database, |store| store.emergency_orders(&"A".into())), [given]);
    }
}
