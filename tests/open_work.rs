//! Work that waits when a plan is made: from the data folder to the requirement and the digital twin.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use chrono::{Datelike, Days, NaiveDate};
use serde_json::Value;
use tempfile::TempDir;

/// The data end on the Friday before the plan of this Monday.
const MONDAY: &str = "2025-03-03";

fn catruc(room: &Path, words: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_catruc"))
        .args(words.split(' '))
        .current_dir(room)
        .env("CATRUC_DATABASE", "sqlite:x.db")
        .env("CATRUC_TODAY", "2025-03-01")
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{words}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A ward with eight officers and 30 dossiers a day of ten minutes at the desk and thirty behind it, due in two working days.
/// `outcome` gives the columns completed_on_time and open_overdue of a day, from the dossiers received and the working days
/// that the data go on after it.
fn ward(outcome: impl Fn(u32, usize) -> (Option<u32>, Option<u32>)) -> TempDir {
    ward_with_old_land(outcome, None)
}

/// The same, and with `land`: so many overdue dossiers of a kind that all eight can do and of which no new ones come.
fn ward_with_old_land(outcome: impl Fn(u32, usize) -> (Option<u32>, Option<u32>), land: Option<u32>) -> TempDir {
    let room = tempfile::tempdir().expect("a folder");
    let folder = room.path().join("data");
    fs::create_dir(&folder).expect("a folder");
    let monday: NaiveDate = MONDAY.parse().expect("a date");
    let past: Vec<NaiveDate> = (monday - Days::new(84))
        .iter_days()
        .take_while(|date| *date < monday)
        .filter(|date| date.weekday().num_days_from_monday() < 5)
        .collect();
    let mut dossiers = "date,centre,group,received,completed_on_time,open_overdue\n".to_owned();
    for (at, date) in past.iter().enumerate() {
        let received = 30 + date.ordinal() * 7 % 5;
        let (completed, overdue) = outcome(received, past.len() - 1 - at);
        let cell = |value: Option<u32>| value.map(|value| value.to_string()).unwrap_or_default();
        writeln!(dossiers, "{date},W,civil,{received},{},{}", cell(completed), cell(overdue)).expect("text");
    }
    if let Some(overdue) = land {
        for (at, date) in past.iter().enumerate() {
            let left = if at + 1 == past.len() { overdue.to_string() } else { String::new() };
            writeln!(dossiers, "{date},W,land,0,,{left}").expect("text");
        }
    }
    let skills = if land.is_some() { "civil;land" } else { "civil" };
    let mut officers = "code,name,centre,worker_type,skills,weekly_minutes,signatory,overtime\n".to_owned();
    for person in 0..8 {
        writeln!(officers, "W-{person},Cán bộ {person},W,CC,{skills},2400,no,allowed").expect("text");
    }
    for (file, text) in [
        ("centres.csv", "code,name,level,parent,open_days\nW,Phường W,ward,,1;2;3;4;5\n"),
        ("officers.csv", officers.as_str()),
        ("dossiers.csv", &dossiers),
        (
            "groups.csv",
            "code,name_vi,name_en,skill,desk_minutes,back_minutes,due\n\
             civil,Hộ tịch,Civil,civil,10,30,days:2\nland,Đất đai,Land,land,10,30,days:2\n",
        ),
        (
            "blocks.csv",
            "centre,code,start,end,weekdays\n*,MOR,07:30,11:30,1;2;3;4;5\n*,AFT,13:00,17:00,1;2;3;4;5\n*,EVE,18:00,20:00,2;4\n",
        ),
        (
            "shifts.csv",
            "centre,code,name_vi,name_en,kind,blocks,start,end,normal_minutes,overtime_minutes,weekdays,shift_change\n\
             *,R,Hành chính,Regular,regular,MOR;AFT,07:30,17:00,480,0,1;2;3;4;5,no\n\
             *,RE,Hành chính và tối,Regular and evening,evening,MOR;AFT;EVE,07:30,20:00,480,120,2;4,no\n",
        ),
    ] {
        fs::write(folder.join(file), text).expect("a file");
    }
    catruc(room.path(), "import data");
    room
}

/// Targets of the plan's week by day and block, and the on-time share that the twin expects of its roster.
fn planned(room: &TempDir) -> (BTreeMap<(u64, String), u64>, f64) {
    catruc(room.path(), &format!("plan --centre W --from {MONDAY} --weeks 1 --time-limit 5"));
    catruc(room.path(), "export --centre W --out W");
    let instance = fs::read_to_string(room.path().join("W/instance.json")).expect("an exported file");
    let instance: Value = serde_json::from_str(&instance).expect("JSON");
    let row = |row: &Value| {
        let block = row[1].as_str().expect("a block").to_owned();
        ((row[0].as_u64().expect("a day"), block), row[3].as_u64().expect("a target"))
    };
    let asked = instance["requirements"].as_array().expect("rows").iter().map(row).collect();
    let told: Value =
        serde_json::from_str(&catruc(room.path(), "simulate --centre W --roster 1 --runs 60 --json")).expect("JSON");
    (asked, told["on_time"]["mean"].as_f64().expect("a share"))
}

#[test]
fn overdue_dossiers_ask_for_more_officers_and_take_the_time_of_new_ones() {
    let (silent, all_in_time) = planned(&ward(|_, _| (None, None)));
    let (finished, _) = planned(&ward(|received, _| (Some(received), Some(0))));
    assert_eq!(silent, finished, "where nothing waits nothing changes");

    // 100 dossiers of thirty minutes are a day of eight officers with 80 % of 480 minutes, who have their own work besides.
    let (overdue, in_time) = planned(&ward(|_, after| (None, (after == 0).then_some(100))));
    let day = |asked: &BTreeMap<(u64, String), u64>, day: u64| -> u64 {
        asked.iter().filter(|((on, _), _)| *on == day).map(|(_, target)| target).sum()
    };
    assert!(day(&overdue, 0) > day(&silent, 0) && day(&overdue, 1) > day(&silent, 1), "{overdue:?}");
    assert_eq!(day(&overdue, 4), day(&silent, 4), "worked off by Friday: {overdue:?}");
    assert!(overdue.iter().all(|(_, target)| *target <= 8), "{overdue:?}");
    assert!(in_time <= all_in_time + 1e-9);

    // What can never be worked off asks for everybody, and for nobody else.
    let (absurd, too_late) = planned(&ward(|_, after| (None, (after == 0).then_some(500_000))));
    assert!(absurd.iter().all(|(_, target)| *target <= 8), "{absurd:?}");
    assert!(overdue.iter().all(|(place, target)| absurd[place] >= *target));
    assert!(too_late < 0.5 && all_in_time > 0.95, "{too_late} {all_in_time}");
}

#[test]
fn work_of_a_kind_of_which_no_new_dossiers_come_is_done_by_officers_who_can() {
    let officers_for = |land: Option<u32>| -> BTreeMap<String, u64> {
        let room = ward_with_old_land(|_, _| (None, None), land);
        planned(&room);
        let instance = fs::read_to_string(room.path().join("W/instance.json")).expect("an exported file");
        let instance: Value = serde_json::from_str(&instance).expect("JSON");
        let mut by_skill = BTreeMap::new();
        for row in instance["requirements"].as_array().expect("rows") {
            let skill = row[2].as_str().expect("a skill").to_owned();
            *by_skill.entry(skill).or_insert(0) += row[3].as_u64().expect("a target");
        }
        by_skill
    };
    let (without, with) = (officers_for(Some(0)), officers_for(Some(200)));
    assert!(with.values().sum::<u64>() > without.values().sum::<u64>(), "{with:?} {without:?}");
    assert!(with["land"] >= 3 * without["land"], "{with:?} {without:?}");
    assert_eq!(with["civil"], without["civil"], "what comes anew is served all the same");
}

#[test]
fn dossiers_that_are_not_finished_are_spread_over_their_days() {
    let (silent, _) = planned(&ward(|_, _| (None, None)));
    // Half of the dossiers of the last two days wait: about 32 of thirty minutes.
    let (waiting, _) = planned(&ward(|received, after| (Some(if after < 2 { received / 2 } else { received }), None)));
    let sum = |asked: &BTreeMap<(u64, String), u64>| asked.values().sum::<u64>();
    assert!(sum(&waiting) >= sum(&silent) && waiting.values().all(|target| *target <= 8), "{waiting:?} {silent:?}");
    assert_ne!(waiting, silent);
    assert_eq!(waiting.keys().collect::<Vec<_>>(), silent.keys().collect::<Vec<_>>(), "no evening for work due later");
}
