//! Small data to keep: two centres, three officers, one group.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use catruc::application::ports::{NewRoster, Rosters, StatusStep, StorageError, Tables};
use catruc::domain::centre::{Centre, CentreLevel};
use catruc::domain::dossiers::{DossierCount, DossierOutcome};
use catruc::domain::ids::RosterId;
use catruc::domain::officer::{Officer, OvertimeStanding, WorkerType};
use catruc::domain::period::Period;
use catruc::domain::procedure_group::{Due, ProcedureGroup};
use catruc::domain::roster::{Assignment, Proof, RosterHead, RosterStatus};
use catruc::domain::weekdays::Weekdays;
use catruc::exchange::data_folder::DataFolder;
use catruc::store::Database;

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect("a time")
}

pub fn instant(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("an instant")
}

/// Noon of a day on which nothing else happens.
pub fn noon() -> NaiveDateTime {
    instant("2026-03-02 12:00")
}

pub fn centre(code: &str) -> Centre {
    Centre {
        code: code.into(),
        name: format!("Trung tâm {code}"),
        level: CentreLevel::Commune,
        parent: None,
        population: Some(23_000),
        counters: Some(6),
        open_days: Weekdays::WORKING,
    }
}

pub fn officer(code: &str, centre: &str) -> Officer {
    Officer {
        code: code.into(),
        name: format!("Nguyễn Văn {code}"),
        centre: centre.into(),
        agency: None,
        worker_type: WorkerType::CC,
        skills: vec!["land".into(), "sign".into()],
        lapsed: Vec::new(),
        weekly_minutes: 2400,
        signatory: true,
        overtime: OvertimeStanding::Consent,
        barred_until: None,
        joined: Some(day("2020-01-01")),
        left: None,
    }
}

pub fn count(date: &str, centre: &str, received: u32) -> DossierCount {
    DossierCount {
        date: day(date),
        centre: centre.into(),
        group: "land".into(),
        received,
        outcome: DossierOutcome { completed_on_time: Some(received), ..DossierOutcome::default() },
    }
}

pub fn group(code: &str) -> ProcedureGroup {
    ProcedureGroup {
        code: code.into(),
        name_vi: "Đất đai".into(),
        name_en: "Land".into(),
        skill: "land".into(),
        desk_minutes: 7.3,
        back_minutes: 0.1,
        due: Due::Days(5),
        copies_per_dossier: None,
    }
}

/// Centres A and B, officers in A and B-1 in B, one group, two days of counts.
pub fn folder() -> DataFolder {
    DataFolder {
        centres: vec![centre("A"), Centre { parent: Some("A".into()), ..centre("B") }],
        groups: vec![group("land")],
        officers: vec![officer("A-1", "A"), officer("A-2", "A"), officer("B-1", "B")],
        dossiers: vec![count("2026-02-02", "A", 41), count("2026-02-03", "A", 0)],
        ..DataFolder::default()
    }
}

/// Keeps a folder in a transaction of its own.
pub fn keep(database: &Database, folder: &DataFolder) -> Vec<(&'static str, (usize, usize, usize))> {
    let reports = database
        .transaction::<_, StorageError>(|store| store.keep_folder(folder, "importer", noon()))
        .expect("the folder is kept");
    let figures = |(file, report): (_, catruc::application::ports::TableReport)| {
        (file, (report.added, report.changed, report.unchanged))
    };
    reports.into_iter().map(figures).collect()
}

pub fn assignment(officer: &str, date: &str, shift: &str) -> Assignment {
    Assignment { officer: officer.into(), date: day(date), shift: shift.into(), pinned: false }
}

pub fn proof() -> Proof {
    Proof { objective: 120.5, bound: Some(100.0), proven: false, seconds: 3.25 }
}

/// A draft of centre `centre` for the week from `first`.
pub fn draft(database: &Database, centre: &str, first: &str, assignments: Vec<Assignment>) -> RosterHead {
    let roster = NewRoster {
        centre: centre.into(),
        period: Period { first: day(first), days: 7 },
        instance: "{\"days\":7}".into(),
        officer_rosters: None,
        assignments,
        proof: Some(proof()),
    };
    database
        .transaction::<_, StorageError>(|store| store.create_roster(&roster, "manager", noon()))
        .expect("a new version")
}

/// Takes a roster through the steps to `published`.
pub fn publish(database: &Database, id: RosterId) {
    for status in [RosterStatus::Submitted, RosterStatus::Approved, RosterStatus::Published] {
        step(database, id, status);
    }
}

pub fn step(database: &Database, id: RosterId, status: RosterStatus) -> i32 {
    let step = StatusStep { status, by: "somebody".into(), reason: None, seal: None };
    database
        .transaction::<_, StorageError>(|store| {
            let head = store.roster(id)?.expect("the roster");
            store.set_status(id, head.revision, &step, noon())
        })
        .expect("the step is taken")
}

/// Asks one question.
pub fn ask<T>(
    database: &Database,
    question: impl FnOnce(&mut catruc::store::DbConnection) -> Result<T, StorageError>,
) -> T {
    database.read(question).expect("an answer")
}

/// Does one thing.
pub fn act<T>(
    database: &Database,
    work: impl FnOnce(&mut catruc::store::DbConnection) -> Result<T, StorageError>,
) -> T {
    database.transaction(work).expect("it is done")
}
