//! How long a large folder takes; run it with `--release -- --ignored --nocapture`.

use std::fmt::Write as _;
use std::time::Instant;

use chrono::{Days, NaiveDate};

use super::super::{KnownCodes, read_files};

#[test]
#[ignore = "takes seconds and means something only in a release build"]
fn a_million_days_of_dossiers_take_seconds() {
    let first = NaiveDate::from_ymd_opt(2016, 1, 1).expect("a day");
    let known = KnownCodes {
        centres: (0..100).map(|centre| format!("C{centre:03}").as_str().into()).collect(),
        groups: ["land".into(), "cert".into(), "civil".into()].into(),
        ..KnownCodes::default()
    };
    let mut text = String::from("date,centre,group,received,completed_on_time,completed_late,citizens\n");
    for row in 0..1_000_000_u64 {
        let (group, centre, day) = (["land", "cert", "civil"][(row % 3) as usize], row / 3 % 100, row / 300);
        writeln!(text, "{},C{centre:03},{group},{},{},2,{}", first + Days::new(day), row % 97, row % 89, row % 71)
            .expect("written");
    }
    let (bytes, start) = (text.len(), Instant::now());
    let folder = read_files(vec![("dossiers.csv".to_owned(), text.into_bytes())], &known).expect("a sound file");
    let took = start.elapsed();
    println!("{} rows, {} MB in {took:?}", folder.dossiers.len(), bytes / 1_000_000);
    assert_eq!(folder.dossiers.len(), 1_000_000);
    assert!(took.as_secs() < 5, "{took:?}");
}
