//! Centres that serve the public in ways of their own, from a data folder to a roster: at two reception points, and through
//! lunch with officers who take it in turns.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde_json::Value;
use tempfile::TempDir;

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

/// The working days of the twelve weeks before the plan.
fn past() -> impl Iterator<Item = NaiveDate> {
    let monday: NaiveDate = MONDAY.parse().expect("a date");
    let first = monday - Days::new(84);
    first.iter_days().take(84).filter(|date| date.weekday().num_days_from_monday() < 5)
}

/// A folder with those `centres` (code, parent, dossiers a day, officers), imported.
fn imported(centres: &[(&str, &str, u32, u32)], blocks: &str, shifts: &str) -> TempDir {
    let room = tempfile::tempdir().expect("a folder");
    let mut places = "code,name,level,parent,open_days\n".to_owned();
    let mut officers = "code,name,centre,worker_type,skills,weekly_minutes,signatory,overtime\n".to_owned();
    let mut dossiers = "date,centre,group,received\n".to_owned();
    for &(code, parent, daily, people) in centres {
        let level = if parent.is_empty() { "ward" } else { "point" };
        writeln!(places, "{code},Trung tâm {code},{level},{parent},1;2;3;4;5").expect("text");
        for person in 0..people {
            writeln!(officers, "{code}-{person},Cán bộ {code}-{person},{code},CC,civil,2400,no,allowed").expect("text");
        }
        for date in past() {
            // Mondays are busier, and no two weeks are alike.
            let more = u32::from(date.weekday() == Weekday::Mon) * daily / 5 + date.ordinal() * 7 % 5;
            writeln!(dossiers, "{date},{code},civil,{}", daily + more).expect("text");
        }
    }
    let folder = room.path().join("data");
    fs::create_dir(&folder).expect("a folder");
    for (file, text) in [
        ("centres.csv", places.as_str()),
        ("officers.csv", &officers),
        ("dossiers.csv", &dossiers),
        (
            "groups.csv",
            "code,name_vi,name_en,skill,desk_minutes,back_minutes,due\ncivil,Hộ tịch,Civil,civil,12,3,same_day\n",
        ),
        ("blocks.csv", blocks),
        ("shifts.csv", shifts),
    ] {
        fs::write(folder.join(file), text).expect("a file");
    }
    catruc(room.path(), "import data");
    room
}

/// What a plan of one week asks for by (day, block), and who works which shift on which day.
struct Plan {
    asked: BTreeMap<(u64, String), u64>,
    works: BTreeSet<(String, u64, String)>,
}

impl Plan {
    fn of(room: &TempDir, centre: &str) -> Self {
        let words = format!("plan --centre {centre} --from {MONDAY} --weeks 1 --time-limit 5");
        let printed = catruc(room.path(), &words);
        assert!(printed.contains("Labour law: no breach"), "{printed}");
        catruc(room.path(), &format!("export --centre {centre} --out {centre}"));
        let judged = catruc(room.path(), &format!("check {centre}/instance.json {centre}/roster.csv --json"));
        assert!(judged.contains("\"feasible\":true"), "{judged}");
        let read = |file: &str| fs::read_to_string(room.path().join(centre).join(file)).expect("an exported file");
        let instance: Value = serde_json::from_str(&read("instance.json")).expect("JSON");
        let row = |row: &Value| {
            let block = row[1].as_str().expect("a block").to_owned();
            ((row[0].as_u64().expect("a day"), block), row[3].as_u64().expect("a target"))
        };
        let work = |line: &str| {
            let [officer, day, shift] = line.split(',').collect::<Vec<_>>()[..] else { panic!("{line}") };
            (officer.to_owned(), day.parse().expect("a day"), shift.to_owned())
        };
        let roster = read("roster.csv");
        Self {
            asked: instance["requirements"].as_array().expect("rows").iter().map(row).collect(),
            works: roster.lines().skip(1).map(work).collect(),
        }
    }

    /// Officers on those shifts on a day.
    fn on(&self, day: u64, shifts: &[&str]) -> u64 {
        let there = |(_, on, shift): &&(String, u64, String)| *on == day && shifts.contains(&shift.as_str());
        self.works.iter().filter(there).count() as u64
    }
}

#[test]
fn two_reception_points_are_two_queues_each_with_its_own_officers() {
    let blocks = "centre,code,start,end,weekdays\n*,MOR,07:30,11:30,1;2;3;4;5\n*,AFT,13:00,17:00,1;2;3;4;5\n";
    let shifts = "centre,code,name_vi,name_en,kind,blocks,start,end,normal_minutes,overtime_minutes,weekdays,shift_change\n\
         *,R,Hành chính,Regular,regular,MOR;AFT,07:30,17:00,480,0,1;2;3;4;5,no\n";
    let apart = imported(&[("W", "", 90, 9), ("P", "W", 25, 4)], blocks, shifts);
    let (ward, point) = (Plan::of(&apart, "W"), Plan::of(&apart, "P"));
    let together = Plan::of(&imported(&[("W", "", 115, 13)], blocks, shifts), "W");

    let mut more = 0;
    for day in 0..5 {
        for block in ["MOR", "AFT"] {
            let asked = |plan: &Plan| plan.asked[&(day, block.to_owned())];
            assert!(asked(&point) >= 1, "the small point is never left empty");
            assert!(asked(&ward) + asked(&point) >= asked(&together), "day {day}, {block}");
            more += asked(&ward) + asked(&point) - asked(&together);
            assert!(ward.on(day, &["R"]) >= asked(&ward) && point.on(day, &["R"]) >= asked(&point), "all are there");
        }
    }
    assert!(more > 0, "two queues need more officers than one");
    let people = |plan: &Plan| plan.works.iter().map(|(officer, ..)| officer.clone()).collect::<BTreeSet<_>>();
    assert!(people(&ward).is_disjoint(&people(&point)), "nobody sits in both places");
}

#[test]
fn a_centre_that_stays_open_over_lunch_has_officers_who_take_it_in_turns() {
    let blocks = "centre,code,start,end,weekdays\n*,MOR,07:30,11:30,1;2;3;4;5\n*,LU1,11:30,12:30,1;2;3;4;5\n\
         *,LU2,12:30,13:30,1;2;3;4;5\n*,AFT,13:30,16:30,1;2;3;4;5\n";
    let shifts = "centre,code,name_vi,name_en,kind,blocks,start,end,normal_minutes,overtime_minutes,weekdays,shift_change\n\
         *,RA,Nghỉ trưa sau,Late lunch,regular,MOR;LU1;AFT,07:30,16:30,480,0,1;2;3;4;5,no\n\
         *,RB,Nghỉ trưa trước,Early lunch,regular,MOR;LU2;AFT,07:30,16:30,480,0,1;2;3;4;5,no\n";
    let plan = Plan::of(&imported(&[("W", "", 90, 9)], blocks, shifts), "W");
    for day in 0..5 {
        let asked = |block: &str| plan.asked[&(day, block.to_owned())];
        assert!(asked("LU1") >= 1 && asked("LU2") >= 1 && asked("LU1") < asked("MOR"), "{:?}", plan.asked);
        assert!(plan.on(day, &["RA"]) >= asked("LU1") && plan.on(day, &["RB"]) >= asked("LU2"), "{:?}", plan.works);
        assert!(plan.on(day, &["RA", "RB"]) >= asked("MOR"), "{:?}", plan.works);
    }
}
