//! The command line on real files: what it prints, how it ends, and that a refusal changes nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const CONTROL_POINTS: &str = "tests/data/control-points";

fn catruc(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_catruc"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("CATRUC_DATABASE")
        .env("CATRUC_TODAY", "2025-03-01")
        .output()
        .expect("the program starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn control_points() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(CONTROL_POINTS)
}

/// A copy of the folder that a test may break, beside a database into which the whole folder was imported.
fn imported() -> (TempDir, PathBuf) {
    let room = tempfile::tempdir().expect("a folder");
    let data = room.path().join("data");
    fs::create_dir(&data).expect("a folder");
    for file in fs::read_dir(control_points()).expect("the fixture") {
        let file = file.expect("a file").path();
        if file.extension().is_some_and(|extension| extension == "csv") {
            fs::copy(&file, data.join(file.file_name().expect("a name"))).expect("a copy");
        }
    }
    let output = catruc(room.path(), &["import", "data", "--database", "sqlite:x.db"]);
    assert!(output.status.success(), "{}", stderr(&output));
    (room, data)
}

/// Breaks one file of the folder, imports it, and holds that the refusal names `said` and changes nothing.
fn refused(file: &str, breaking: impl Fn(Vec<u8>) -> Vec<u8>, said: &[&str]) {
    let (room, data) = imported();
    let path = data.join(file);
    let whole = fs::read(&path).expect("the file");
    // A row that would be new shows whether anything of the refused folder was kept.
    let mut sites = "centre,code,name,kind\n".to_owned();
    sites.push_str("SB,NEW,New site,point\n");
    fs::write(data.join("sites.csv"), sites).expect("a file");
    fs::write(&path, breaking(whole.clone())).expect("a file");
    let output = catruc(room.path(), &["import", "data", "--database", "sqlite:x.db"]);
    assert_eq!(output.status.code(), Some(1), "{file}: {}", stdout(&output));
    let message = stderr(&output);
    for part in said {
        assert!(message.contains(part), "{part:?} is not in {message:?}");
    }
    fs::write(&path, whole).expect("a file");
    fs::remove_file(data.join("sites.csv")).expect("the file");
    let again = catruc(room.path(), &["import", "data", "--database", "sqlite:x.db"]);
    assert!(stdout(&again).contains("Nothing is new"), "{}", stdout(&again));
    fs::write(data.join("sites.csv"), "centre,code,name,kind\nSB,NEW,New site,point\n").expect("a file");
    let site = catruc(room.path(), &["import", "data", "--database", "sqlite:x.db"]);
    assert!(stdout(&site).contains("1 new"), "the refused site was kept: {}", stdout(&site));
}

fn replaced(from: &'static str, to: &'static str) -> impl Fn(Vec<u8>) -> Vec<u8> {
    move |bytes| {
        let text = String::from_utf8(bytes).expect("text");
        assert!(text.contains(from), "{from:?} is not in the file");
        text.replacen(from, to, 1).into_bytes()
    }
}

#[test]
fn importing_the_same_folder_twice_changes_nothing() {
    let (room, _) = imported();
    let again = catruc(room.path(), &["import", "data", "--database", "sqlite:x.db"]);
    assert!(again.status.success());
    assert!(stdout(&again).contains("Nothing is new; nothing was changed."), "{}", stdout(&again));
}

#[test]
fn a_dry_run_counts_and_keeps_nothing() {
    let room = tempfile::tempdir().expect("a folder");
    let folder = control_points();
    let folder = folder.to_str().expect("a path");
    for _ in 0..2 {
        let dry = catruc(room.path(), &["import", folder, "--dry-run", "--database", "sqlite:x.db"]);
        assert!(dry.status.success(), "{}", stderr(&dry));
        assert!(stdout(&dry).contains("15309 new"), "{}", stdout(&dry));
    }
}

#[test]
fn a_missing_column_is_refused() {
    refused("dossiers.csv", replaced("received", "recieved"), &["dossiers.csv", "received"]);
}

#[test]
fn an_unknown_centre_is_refused() {
    refused("dossiers.csv", replaced("2023-03-01,HYW,", "2023-03-01,XXX,"), &["dossiers.csv", "line 2", "XXX"]);
}

#[test]
fn a_negative_count_is_refused() {
    refused("dossiers.csv", replaced("residents,6217", "residents,-3"), &["dossiers.csv", "line 2", "received", "-3"]);
}

#[test]
fn a_duplicate_row_is_refused() {
    refused(
        "dossiers.csv",
        replaced("2023-03-01,HYW,mainland,3915", "2023-03-01,HYW,residents,3915"),
        &["dossiers.csv", "line 3", "line 2"],
    );
}

#[test]
fn half_a_file_is_refused() {
    let half = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).expect("text");
        let middle = text.len() / 2;
        // Cut right behind a comma, as a broken copy would leave it.
        let cut = text[..middle].rfind(',').expect("a comma");
        text.as_bytes()[..cut].to_vec()
    };
    refused("dossiers.csv", half, &["dossiers.csv", "line"]);
}

#[test]
fn a_file_that_was_cut_inside_its_last_number_is_refused() {
    let cut = |mut bytes: Vec<u8>| {
        bytes.truncate(bytes.len() - "110\n".len());
        bytes
    };
    refused("dossiers.csv", cut, &["dossiers.csv", "2025-02-26,SB,others,1", "no line end"]);
}

#[test]
fn a_file_that_is_not_utf_8_is_refused() {
    let broken = |mut bytes: Vec<u8>| {
        let at = bytes.len() / 3;
        bytes[at] = 0xff;
        bytes
    };
    refused("officers.csv", broken, &["officers.csv", "UTF-8"]);
}

#[test]
fn a_day_that_does_not_exist_is_refused() {
    refused("leave.csv", replaced("2025-03-19", "2025-02-30"), &["leave.csv", "line 2", "2025-02-30"]);
}

#[test]
fn a_folder_that_is_not_there_is_refused() {
    let room = tempfile::tempdir().expect("a folder");
    let output = catruc(room.path(), &["import", "nowhere", "--database", "sqlite:x.db"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("nowhere"), "{}", stderr(&output));
}

#[test]
fn a_plan_from_real_counts_is_lawful_and_its_export_is_too() {
    let (room, _) = imported();
    let plan = catruc(
        room.path(),
        &[
            "plan",
            "--centre",
            "SB",
            "--from",
            "2025-03-03",
            "--weeks",
            "4",
            "--time-limit",
            "5",
            "--database",
            "sqlite:x.db",
        ],
    );
    assert!(plan.status.success(), "{}", stderr(&plan));
    let printed = stdout(&plan);
    assert!(printed.contains("Labour law: no breach"), "{printed}");
    assert!(printed.contains("Penalty") && printed.contains("bound"), "{printed}");
    // Early and evening hours are asked for by the load of those hours.
    assert!(printed.contains("ER") && printed.contains("RV"), "{printed}");

    // What people will feel of it; the same seed tells the same.
    let simulate = |roster: &str| {
        let words =
            ["simulate", "--centre", "SB", "--roster", roster, "--runs", "20", "--json", "--database", "sqlite:x.db"];
        catruc(room.path(), &words)
    };
    let simulated = simulate("1");
    assert!(simulated.status.success(), "{}", stderr(&simulated));
    let outlook: serde_json::Value = serde_json::from_str(&stdout(&simulated)).expect("JSON");
    let in_time = outlook["in_time"]["mean"].as_f64().expect("a share");
    assert!(in_time > 0.0 && in_time <= 1.0, "{outlook}");
    assert_eq!(outlook["days"].as_array().map(Vec::len), Some(28));
    assert_eq!(stdout(&simulate("1")), stdout(&simulated));
    let unknown = simulate("99");
    assert!(!unknown.status.success() && stderr(&unknown).contains("has no roster 99"), "{}", stderr(&unknown));

    let export = catruc(room.path(), &["export", "--centre", "SB", "--out", "out", "--database", "sqlite:x.db"]);
    assert!(export.status.success(), "{}", stderr(&export));
    let check = catruc(room.path(), &["check", "out/instance.json", "out/roster.csv", "--json"]);
    assert!(check.status.success(), "{}", stdout(&check));
    assert!(stdout(&check).contains("\"feasible\":true"), "{}", stdout(&check));

    // The checker finds what a hand breaks: the same officer twice a day is no roster, a week without rest no lawful one.
    let roster = fs::read_to_string(room.path().join("out/roster.csv")).expect("the roster");
    let officer = roster.lines().nth(1).and_then(|line| line.split(',').next()).expect("an officer").to_owned();
    let others: Vec<&str> = roster.lines().filter(|line| !line.starts_with(&officer)).collect();
    let tired: Vec<String> = (0..28).map(|day| format!("{officer},{day},R")).collect();
    fs::write(room.path().join("tired.csv"), format!("{}\n{}\n", others.join("\n"), tired.join("\n"))).expect("a file");
    let check = catruc(room.path(), &["check", "out/instance.json", "tired.csv"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(stdout(&check).contains("H5"), "{}", stdout(&check));
}

#[test]
fn all_centres_are_forecast_at_once() {
    let (room, _) = imported();
    let all = catruc(room.path(), &["forecast", "--centre", "*", "--database", "sqlite:x.db"]);
    assert!(all.status.success(), "{}", stderr(&all));
    let centres = fs::read_to_string(room.path().join("data/centres.csv")).expect("the centres").lines().count() - 1;
    let made: usize = stdout(&all).split(' ').next().and_then(|count| count.parse().ok()).expect("a count");
    // Each group of each centre, and the sum of its groups.
    assert!(made > centres && made <= 4 * centres, "{made} of {centres} centres");
}

#[test]
fn a_plan_says_what_is_missing_and_how_to_mend_it() {
    let (room, _) = imported();
    let on = |centre: &str, from: &str| {
        let output = catruc(room.path(), &["plan", "--centre", centre, "--from", from, "--database", "sqlite:x.db"]);
        assert_eq!(output.status.code(), Some(1));
        stderr(&output)
    };
    assert!(on("SB", "2025-03-04").contains("2025-03-03"), "the Monday before is named");
    assert!(on("XX", "2025-03-03").contains("no centre XX"));
}

#[test]
fn the_lunar_calendar_equals_the_reference_to_the_byte() {
    let room = tempfile::tempdir().expect("a folder");
    let output = catruc(room.path(), &["calendar", "--from", "2007", "--to", "2035", "--csv"]);
    assert_eq!(stdout(&output), include_str!("data/calendar/lunar_holidays_2007_2035.csv"));
}

#[test]
fn a_benchmark_instance_is_solved_with_a_bound_and_judged_alike() {
    let room = tempfile::tempdir().expect("a directory");
    let instance = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/nrp/small.txt");
    let solve = catruc(room.path(), &["solve", instance, "--out", "r.csv", "--time-limit", "3", "--json"]);
    assert!(solve.status.success(), "{}", stderr(&solve));
    let answer: serde_json::Value = serde_json::from_slice(&solve.stdout).expect("JSON");
    let number = |name: &str| answer[name].as_f64().expect("a number");
    assert_eq!((number("objective"), number("bound")), (0.0, 0.0), "{answer}");
    assert!(answer["terms"]["under"].is_number());
    let check = catruc(room.path(), &["check", instance, "r.csv", "--json"]);
    assert!(check.status.success(), "{}", stderr(&check));
    let judged: serde_json::Value = serde_json::from_slice(&check.stdout).expect("JSON");
    assert_eq!((&judged["objective"], &judged["terms"]), (&answer["objective"], &answer["terms"]));
}

#[test]
fn an_instance_is_solved_and_judged_alike() {
    let room = tempfile::tempdir().expect("a folder");
    let instance = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/commune/M1.json");
    let instance = instance.to_str().expect("a path");
    let solve = catruc(room.path(), &["solve", instance, "--out", "r.csv", "--time-limit", "3", "--json"]);
    assert!(solve.status.success(), "{}", stderr(&solve));
    let check = catruc(room.path(), &["check", instance, "r.csv", "--json"]);
    assert!(check.status.success(), "{}", stdout(&check));
    let objective = |output: &Output| {
        let answer: serde_json::Value = serde_json::from_str(&stdout(output)).expect("one JSON object");
        answer["objective"].as_f64().expect("a number")
    };
    assert!((objective(&solve) - objective(&check)).abs() < 1e-6);
}

#[test]
fn a_solve_that_is_killed_leaves_a_lawful_roster() {
    let room = tempfile::tempdir().expect("a folder");
    let instance = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/commune/M1.json");
    let mut solve = Command::new(env!("CARGO_BIN_EXE_catruc"))
        .args(["solve", instance, "--out", "r.csv", "--time-limit", "600"])
        .current_dir(room.path())
        .stderr(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .expect("the program starts");
    let patience = Instant::now();
    while !room.path().join("r.csv").exists() {
        assert!(patience.elapsed() < Duration::from_secs(120), "no roster was written");
        std::thread::sleep(Duration::from_millis(50));
    }
    solve.kill().expect("it still runs");
    solve.wait().expect("it ends");
    let check = catruc(room.path(), &["check", instance, "r.csv"]);
    assert!(check.status.success(), "{}", stdout(&check));
}

#[test]
#[cfg(target_os = "linux")]
fn a_solve_beyond_its_memory_ends_early_with_its_best_roster() {
    let room = tempfile::tempdir().expect("a folder");
    let instance = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/commune/M1.json");
    let ceiling = ["--time-limit", "600", "--solve-memory", "1"];
    let began = Instant::now();
    let solve = catruc(room.path(), &[&["solve", instance, "--out", "r.csv"], &ceiling[..]].concat());
    assert!(solve.status.success(), "{}", stderr(&solve));
    assert!(began.elapsed() < Duration::from_secs(120), "{:?}", began.elapsed());
    let told = stderr(&solve);
    assert!(told.contains("more than 1 MiB") && told.contains("--solve-memory"), "{told}");
    assert!(catruc(room.path(), &["check", instance, "r.csv"]).status.success());
}

#[test]
fn a_solve_that_cannot_write_its_roster_says_so_at_once() {
    let room = tempfile::tempdir().expect("a folder");
    let instance = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/commune/M1.json");
    let solve = catruc(room.path(), &["solve", instance, "--out", "nowhere/r.csv", "--time-limit", "600"]);
    assert!(!solve.status.success() && stderr(&solve).contains("nowhere/r.csv"), "{}", stderr(&solve));
}

#[test]
fn a_roster_of_the_benchmark_is_judged_by_its_own_rules() {
    let room = tempfile::tempdir().expect("a folder");
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/nrp");
    let instance = data.join("small.txt");
    let instance = instance.to_str().expect("a path");
    let lawful = fs::read_to_string(data.join("small_roster.csv")).expect("the roster");
    let check = |roster: &str, more: &[&str]| {
        fs::write(room.path().join("roster.csv"), roster).expect("a file");
        catruc(room.path(), &[&["check", instance, "roster.csv"], more].concat())
    };
    let answer = |output: &Output| -> serde_json::Value { serde_json::from_str(&stdout(output)).expect("one object") };

    let good = check(&lawful, &["--json"]);
    assert_eq!(good.status.code(), Some(0), "{}", stderr(&good));
    let terms = serde_json::json!({"on": 3.0, "off": 0.0, "under": 100.0, "over": 1.0});
    let whole = serde_json::json!({"feasible": true, "hard_count": 0, "hard": [], "objective": 104.0, "terms": terms});
    assert_eq!(answer(&good), whole);

    let tired = format!("{lawful}Binh,9,L\n");
    let bad = check(&tired, &["--json"]);
    assert_eq!(bad.status.code(), Some(1), "{}", stderr(&bad));
    let bad = answer(&bad);
    let (h2, h7) = (("H2", 9, 10, Some("E"), 1, 0), ("H7", 8, 8, None, 1, 2));
    let breach = |(rule, from_day, to_day, shift, measured, limit): (&str, u8, u8, Option<&str>, u8, u8)| {
        serde_json::json!({"rule": rule, "staff": "Binh", "from_day": from_day, "to_day": to_day, "shift": shift,
            "measured": measured, "limit": limit})
    };
    assert_eq!(bad["hard"], serde_json::json!([breach(h2), breach(h7)]));
    assert_eq!((&bad["hard_count"], &bad["feasible"]), (&2.into(), &false.into()));
    assert_eq!((&bad["objective"], &bad["terms"]["off"]), (&106.0.into(), &1.0.into()));
    let words = stdout(&check(&tired, &[]));
    assert!(words.contains("H2: Binh on days 9 to 10, shift E: 1 where 0 is allowed"), "{words}");
    assert!(words.contains("H7: Binh on days 8 to 8: 1 where 2 is asked"), "{words}");
    assert!(words.contains("2 hard breaches; penalty 106"), "{words}");

    let twice = check(&format!("{lawful}An,0,L\n"), &[]);
    assert_eq!(twice.status.code(), Some(1));
    assert!(stderr(&twice).contains("expected one shift of An on day 0"), "{}", stderr(&twice));
}

#[test]
fn an_account_points_to_a_centre_and_an_officer_that_exist() {
    let (room, _) = imported();
    let add =
        |more: &[&str]| catruc(room.path(), &[&["user", "add", "lan", "--database", "sqlite:x.db"], more].concat());
    for (arguments, said) in [
        (&["--role", "manager@NOPE"][..], "there is no centre NOPE"),
        (&["--role", "manager@SB", "--role", "approver@NOPE"], "there is no centre NOPE"),
        (&["--role", "officer@SB", "--officer", "NOPE"], "there is no officer NOPE"),
    ] {
        let refused = add(arguments);
        assert_eq!(refused.status.code(), Some(1), "{}", stdout(&refused));
        assert!(stderr(&refused).contains(said), "{}", stderr(&refused));
    }
    let invite = catruc(room.path(), &["user", "invite", "lan", "--database", "sqlite:x.db"]);
    assert_eq!(invite.status.code(), Some(1), "nothing was kept of the refused accounts");
    for arguments in [&["--role", "manager@SB"][..], &["--role", "province@*"]] {
        let added = add(arguments);
        assert!(added.status.success(), "{}", stderr(&added));
    }
}

#[test]
fn a_database_that_is_not_there_is_named_and_not_made() {
    let (room, _) = imported();
    for arguments in [
        &["plan", "--centre", "SB", "--from", "2025-03-03"][..],
        &["forecast", "--centre", "SB"],
        &["export", "--centre", "SB", "--out", "plan"],
        &["user", "invite", "lan"],
    ] {
        let on = |url: &str| catruc(room.path(), &[arguments, &["--database", url]].concat());
        let missing = on("sqlite:typo.db");
        assert_eq!(missing.status.code(), Some(1), "{arguments:?}");
        assert!(stderr(&missing).contains("there is no database sqlite:typo.db"), "{}", stderr(&missing));
        assert!(!room.path().join("typo.db").exists(), "{arguments:?}");
    }
    let plan = |centre: &str, url: &str| {
        let output = catruc(room.path(), &["plan", "--centre", centre, "--from", "2025-03-03", "--database", url]);
        assert_eq!(output.status.code(), Some(1), "{}", stdout(&output));
        stderr(&output)
    };
    let empty = catruc(room.path(), &["migrate", "--database", "sqlite:empty.db"]);
    assert!(empty.status.success(), "{}", stderr(&empty));
    assert!(plan("SB", "sqlite:empty.db").contains("the database sqlite:empty.db is empty"));
    let other = plan("NOPE", "sqlite:x.db");
    assert!(other.contains("there is no centre NOPE among the") && other.contains("sqlite:x.db"), "{other}");
}

const COUNTS: &str = "series_id,date,value\nshop.a,2026-03-02,4\nshop.a,2026-03-03,5\nshop.b,2026-03-03,7\n";
const ASKED: &str = "dataset,series_id,origin,history_days,horizon\nshop,shop.a,2026-03-03,0,3\n";

/// Runs `catruc forecast` on a folder of its own with these files, to `out`.
fn forecast(counts: &str, manifest: Option<&str>, out: &str) -> (TempDir, Output) {
    let room = tempfile::tempdir().expect("a folder");
    fs::create_dir(room.path().join("counts")).expect("a folder");
    fs::write(room.path().join("counts/shop.csv"), counts).expect("a file");
    if let Some(manifest) = manifest {
        fs::write(room.path().join("manifest.csv"), manifest).expect("a file");
    }
    let words = ["forecast", "--data", "counts", "--manifest", "manifest.csv", "--out", out];
    let output = catruc(room.path(), &words);
    (room, output)
}

#[test]
fn a_folder_of_counts_is_forecast() {
    let (room, output) = forecast(COUNTS, Some(ASKED), "out.csv");
    assert!(output.status.success(), "{}", stderr(&output));
    let text = fs::read_to_string(room.path().join("out.csv")).expect("the forecast");
    assert_eq!(text.lines().count(), 4);
    assert!(
        text.starts_with("series_id,origin,date,mean,q10,q50,q90,lo95,hi95\nshop.a,2026-03-03,2026-03-04,"),
        "{text}"
    );
}

#[test]
fn a_forecast_of_garbage_is_refused_in_one_line_and_writes_nothing() {
    let counts = |from: &str, to: &str| (COUNTS.replace(from, to), ASKED.to_owned());
    let asked = |from: &str, to: &str| (COUNTS.to_owned(), ASKED.replace(from, to));
    for ((counts, manifest), said) in [
        (counts(",7", ",many"), ["shop.csv, line 4", "\"many\"", "series_id,date,value"]),
        (counts(",5", ",-5"), ["shop.csv, line 3", "\"-5\"", "not a count"]),
        (counts(",5", ",NaN"), ["shop.csv, line 3", "\"NaN\"", "not a count"]),
        (counts(",5", ",1e308"), ["shop.csv, line 3", "\"1e308\"", "not a count from 0 to 1000000000000"]),
        (counts(",5", ","), ["shop.csv, line 3", "\"\"", "not a count"]),
        (counts(",5", ",5,6"), ["shop.csv, line 3", "4 fields instead of 3", "series_id,date,value"]),
        (counts("2026-03-03,5", "2026-02-30,5"), ["shop.csv, line 3", "2026-02-30", "no day"]),
        (counts("2026-03-03,5", "9026-03-03,5"), ["shop.csv, line 3", "9026-03-03", "1900"]),
        (counts("2026-03-03,5", "2026-03-02,5"), ["shop.csv, line 3", "second value for 2026-03-02", "keep one"]),
        (counts(",value", ",cases"), ["shop.csv, line 1", "no column value", "series_id,date,value"]),
        (counts(COUNTS, ""), ["shop.csv, line 1", "no column series_id", "series_id,date,value"]),
        (asked("shop.a", "shop.z"), ["manifest.csv, line 2", "shop.z", "add it or drop the line"]),
        (asked("shop,", "shops,"), ["manifest.csv, line 2", "shop.a", "add it or drop the line"]),
        (asked("2026-03-03", "tomorrow"), ["manifest.csv, line 2", "column origin", "expected the columns dataset"]),
        (asked(",0,3", ",-1,3"), ["manifest.csv, line 2", "column history_days", "expected the columns dataset"]),
        (asked(",0,3", ",0,0"), ["manifest.csv, line 2", "horizon 0", "between 1 and 366"]),
        (asked(",0,3", ",0,4000000000"), ["manifest.csv, line 2", "horizon 4000000000", "between 1 and 366"]),
        (asked("2026-03-03", "2026-03-01"), ["manifest.csv, line 2", "no series of shop", "on 2026-03-01 or before"]),
        (asked("03,0,3", "20,5,3"), ["manifest.csv, line 2", "in the 5 days up to 2026-03-20", "add older counts"]),
        (asked("horizon", "ahead"), ["manifest.csv, line 1", "no column horizon", "expected the columns dataset"]),
    ] {
        let (room, output) = forecast(&counts, Some(&manifest), "out.csv");
        let message = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{message}");
        assert_eq!(message.trim_end().lines().count(), 1, "{message}");
        for part in said {
            assert!(message.contains(part), "{part:?} is not in {message:?}");
        }
        let mut left: Vec<String> = fs::read_dir(room.path())
            .expect("the folder")
            .map(|f| f.expect("a file").file_name().display().to_string())
            .collect();
        left.sort();
        assert_eq!(left, ["counts", "manifest.csv"]);
    }
}

#[test]
fn a_series_without_a_past_borrows_and_its_name_stays_one_field() {
    let name = r#""shop, the ""new"" one""#;
    let counts = COUNTS.replace("shop.b", name);
    let manifest = ASKED.replace("shop.a,2026-03-03", &format!("{name},2026-03-02"));
    let (room, output) = forecast(&counts, Some(&manifest), "out.csv");
    assert!(output.status.success(), "{}", stderr(&output));
    let mut forecast = csv::Reader::from_path(room.path().join("out.csv")).expect("the forecast");
    let rows: Vec<csv::StringRecord> = forecast.records().map(|row| row.expect("nine fields")).collect();
    assert_eq!(rows.len(), 3);
    for row in rows {
        assert_eq!(&row[0], "shop, the \"new\" one");
        assert!(row[3].parse::<f64>().expect("a mean") > 1.0, "{row:?}");
    }
}

#[test]
fn days_that_no_forecast_reaches_are_wrong_usage() {
    let room = tempfile::tempdir().expect("a folder");
    for days in ["0", "63", "100"] {
        let output = catruc(room.path(), &["forecast", "--centre", "SB", "--days", days]);
        assert_eq!(output.status.code(), Some(2), "{days}");
        let message = stderr(&output);
        assert!(message.contains("--days") && message.contains(&format!("{days} is not in 1..=62")), "{message}");
    }
}

#[test]
fn a_forecast_names_the_file_that_is_not_there() {
    let (_, output) = forecast(COUNTS, None, "out.csv");
    assert_eq!(output.status.code(), Some(1));
    let message = stderr(&output);
    assert!(message.contains("manifest.csv") && message.contains("check that it exists"), "{message}");

    let (room, output) = forecast(COUNTS, Some(ASKED), "nowhere/out.csv");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("nowhere/out.csv"), "{}", stderr(&output));
    assert!(!room.path().join("nowhere").exists());

    let output = catruc(room.path(), &["forecast", "--data", "gone", "--manifest", "manifest.csv", "--out", "out.csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("gone") && !room.path().join("out.csv").exists(), "{}", stderr(&output));
}

#[test]
fn wrong_usage_ends_with_two() {
    let room = tempfile::tempdir().expect("a folder");
    assert_eq!(catruc(room.path(), &["plan", "--centre"]).status.code(), Some(2));
}

#[test]
fn plain_http_beyond_loopback_is_refused() {
    let room = tempfile::tempdir().expect("a folder");
    let output = catruc(room.path(), &["serve", "--bind", "0.0.0.0:0", "--database", "sqlite:x.db"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("--public-url"), "{}", stderr(&output));
}

#[test]
fn a_reader_who_goes_away_ends_the_program_quietly() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_catruc"))
        .args(["calendar", "--from", "1900", "--to", "2199", "--csv"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("the program ends");
    assert!(ended.status.success(), "{:?}", ended.status);
    assert_eq!(stderr(&ended), "");
}
