//! Who is missing, in which order, and why: on the sample ward, whose crew has three officers who are exempt by law.

use super::FixedClock;
use super::board::{Ward, ward};
use crate::application::actors::Account;
use crate::application::planning::view_board::board_of;
use crate::application::planning::view_overview::view_overview;
use crate::application::ports::{Clock, Officers, Rosters, StorageError};
use crate::application::views::Obstacle;
use crate::domain::ids::SkillCode;

/// The ward when nobody comes: every counter is short.
fn empty_ward() -> Ward {
    let ward = ward();
    let database = ward.world.app.database();
    database
        .transaction(|store| store.replace_assignments(ward.head.id, ward.head.revision, &[], None))
        .expect("an empty roster");
    ward
}

#[test]
fn past_days_come_last_and_missing_floors_first() {
    let ward = empty_ward();
    let today = FixedClock.today();
    let board = ward
        .world
        .app
        .database()
        .read(|store| -> Result<_, StorageError> { board_of(store, ward.head.clone(), today) })
        .expect("a board");
    let order: Vec<(bool, bool)> =
        board.shortfalls.iter().map(|gap| (gap.date < today, gap.missing_floor == 0)).collect();
    assert!(order.is_sorted(), "{order:?}");
    assert!(order.iter().any(|(past, _)| *past) && order.iter().any(|(past, _)| !past), "{order:?}");
}

#[test]
fn an_officer_whom_the_law_exempts_has_not_declared_to_be_unable() {
    let ward = empty_ward();
    let (board, officers, declared) = ward
        .world
        .app
        .database()
        .read(|store| -> Result<_, StorageError> {
            let board = board_of(store, ward.head.clone(), FixedClock.today())?;
            Ok((board, store.officers(&ward.centre)?, store.unavailable(&ward.centre)?))
        })
        .expect("a board");
    let mut exempt = 0;
    for gap in &board.shortfalls {
        for group in &gap.reasons {
            for (code, _) in &group.officers {
                let barred = officers.iter().any(|officer| officer.code == *code && officer.barred_on(gap.date));
                if barred && group.obstacle == Obstacle::Protected {
                    exempt += 1;
                }
                let may_say_so = !barred || declared.iter().any(|row| row.officer == *code);
                assert!(may_say_so || group.obstacle != Obstacle::Unavailable, "{code} {}", gap.date);
            }
        }
    }
    assert!(exempt > 0, "the sample has a shortfall for which somebody is exempt");
}

#[test]
fn the_overview_says_by_skill_who_is_missing() {
    let ward = empty_ward();
    let summary = ward.stored(|store| view_overview(store, &FixedClock, &Account::operator()));
    let roster = summary.into_iter().find_map(|centre| centre.roster).expect("the ward's roster");
    let board = ward.stored(|store| board_of(store, ward.head.clone(), FixedClock.today()));
    let of = |skill: &SkillCode| -> i32 {
        board.shortfalls.iter().filter(|gap| gap.skill == *skill).map(|gap| gap.missing).sum()
    };
    assert!(roster.missing_by_skill.len() > 1 && roster.missing_by_skill.is_sorted_by_key(|(_, missing)| -missing));
    assert!(roster.missing_by_skill.iter().all(|(skill, missing)| *missing == of(skill)), "{roster:?}");
    assert_eq!(roster.missing, board.shortfalls.iter().map(|gap| gap.missing).sum::<i32>());
}
