//! One test for each thing that refuses a folder: it names the place, and the right problem.

use super::super::{CodeKind, Expected, KnownCodes, MAX_ERRORS, Problem, Quantity, read_files, read_path};
use super::{error_of, small, small_with};

#[test]
fn a_missing_column() {
    let error = error_of("dossiers.csv", "received", "recieved");
    let similar = Some("recieved".to_owned());
    assert_eq!(error.problem, Problem::MissingColumn { column: "received", similar });
    assert_eq!(
        error.to_string(),
        "dossiers.csv, line 1: the column received is missing; is recieved in the header line meant? Write received there"
    );
    let error = error_of("dossiers.csv", "received", "zahl");
    assert_eq!(error.to_string(), "dossiers.csv, line 1: the column received is missing; add it to the header line");
}

#[test]
fn a_column_that_stands_twice() {
    let error = error_of("dossiers.csv", "citizens", "Group");
    assert_eq!(error.problem, Problem::DuplicateColumn { column: "group" });
}

#[test]
fn an_unknown_centre() {
    let error = error_of("dossiers.csv", "2025-03-03,A,cert", "2025-03-03,a,cert");
    assert_eq!((error.line, error.column.as_deref(), error.value.as_deref()), (Some(3), Some("centre"), Some("a")));
    assert_eq!(error.problem, Problem::UnknownCode { kind: CodeKind::Centre });
}

#[test]
fn a_negative_count() {
    let error = error_of("dossiers.csv", "land,12", "land,-12");
    assert_eq!(
        error.to_string(),
        "dossiers.csv, line 2, column received: \"-12\" – a count of dossiers cannot be negative; write 0 or more"
    );
}

#[test]
fn the_same_row_twice() {
    let error = error_of("dossiers.csv", "A,cert", "A,land");
    assert_eq!(
        error.to_string(),
        "dossiers.csv, line 3, column date, centre, group: \"2025-03-03, A, land\" – line 2 already has the same there; keep one of the two lines"
    );
    let error = error_of("centres.csv", "\nP,", "\nA,");
    assert_eq!(error.problem, Problem::DuplicateRow { first_line: 2 });
}

#[test]
fn the_same_day_written_in_two_ways_is_still_the_same_row() {
    let error = error_of("dossiers.csv", "2025-03-03,A,cert", "03/03/2025,A,land");
    assert_eq!(error.problem, Problem::DuplicateRow { first_line: 2 });
}

#[test]
fn a_file_that_was_cut_off() {
    let error = error_of("dossiers.csv", "A,cert,40,\n", "A,ce");
    assert_eq!((error.line, error.problem), (Some(3), Problem::TruncatedRow { expected: 5, got: 3 }));
    let error = error_of("leave.csv", "annual\n", "\"annu");
    assert_eq!((error.line, error.problem), (Some(2), Problem::UnterminatedQuote));
}

/// Half a number is a number, and half a list a list: only the line end says that the last cell is whole.
#[test]
fn a_file_that_was_cut_off_inside_its_last_cell() {
    for (file, old, new, line, stands) in [
        ("dossiers.csv", "A,cert,40,\n", "A,cert,40,1", 3, "2025-03-03,A,cert,40,1"),
        ("centres.csv", "province,*\n", "province,1;2", 3, "P,Tỉnh,province,1;2"),
        ("leave.csv", "annual\n", "annual", 2, "A-02,2025-03-03,2025-03-07,annual"),
    ] {
        let error = error_of(file, old, new);
        assert_eq!((error.line, error.value.as_deref()), (Some(line), Some(stands)), "{file}");
        assert_eq!(error.problem, Problem::NoFinalLineEnd, "{file}");
        assert!(error.to_string().starts_with(&format!("{file}, line {line}: \"{stands}\" – ")), "{error}");
    }
    let errors = small_with("leave.csv", b"officer,from,to,kind").expect_err("an error");
    assert_eq!((errors.0[0].line, &errors.0[0].problem), (Some(1), &Problem::NoFinalLineEnd));
}

#[test]
fn a_last_line_that_holds_nothing_needs_no_end() {
    for rest in ["\n", "\r\n", "\n  ", "\n,,,"] {
        let text = format!("officer,from,to,kind\nA-02,2025-03-03,2025-03-07,annual{rest}");
        assert!(small_with("leave.csv", text.as_bytes()).is_ok(), "{rest:?}");
    }
}

#[test]
fn a_line_with_more_cells_than_the_header() {
    let error = error_of("centres.csv", "An Bình", "An, Bình");
    assert_eq!(error.problem, Problem::OverlongRow { expected: 4, got: 5 });
}

#[test]
fn bytes_that_are_not_utf8() {
    let errors =
        small_with("leave.csv", b"officer,from,to,kind\nA-02,2025-03-03,2025-03-07,ann\xe9\n").expect_err("an error");
    assert_eq!((errors.0[0].line, &errors.0[0].problem), (Some(2), &Problem::NotUtf8 { byte: 51 }));
    let errors = small_with("leave.csv", b"\xff\xfeo\0f\0").expect_err("an error");
    assert_eq!(errors.0[0].problem, Problem::NotUtf8 { byte: 0 });
}

#[test]
fn a_zero_byte() {
    assert_eq!(error_of("leave.csv", "annual", "ann\0ual").problem, Problem::NulByte { byte: 51 });
}

#[test]
fn an_empty_file() {
    let errors = small_with("leave.csv", b"\xef\xbb\xbf\r\n").expect_err("an error");
    assert_eq!(errors.0[0].problem, Problem::EmptyFile);
}

#[test]
fn a_huge_cell() {
    let error = error_of("leave.csv", "annual", &"x".repeat(30_000));
    assert_eq!(error.problem, Problem::FieldTooLong { limit: 20_000, got: 30_000 });
    assert!(error.to_string().len() < 300);
}

#[test]
fn a_day_that_does_not_exist() {
    let error = error_of("dossiers.csv", "2025-03-03", "2025-02-30");
    assert_eq!((error.line, error.problem), (Some(2), Problem::BadDate));
}

#[test]
fn a_time_that_does_not_exist() {
    assert_eq!(error_of("blocks.csv", "07:30", "25:30").problem, Problem::BadTime);
    assert_eq!(error_of("cases.csv", "2025-03-03T08:30", "2025-03-03").problem, Problem::BadDateTime);
}

#[test]
fn minutes_that_are_not_whole() {
    let error = error_of("officers.csv", "2400", "2400.5");
    assert_eq!(error.problem, Problem::WrongType { expected: Expected::WholeMinutes });
    assert_eq!(error_of("shifts.csv", "480", "-480").problem, Problem::NegativeCount { of: Quantity::Minutes });
}

#[test]
fn a_word_that_is_not_allowed_gets_the_list_of_those_that_are() {
    let error = error_of("leave.csv", "annual", "holiday");
    assert_eq!(
        error.to_string(),
        "leave.csv, line 2, column kind: \"holiday\" – write one of annual, sick, maternity, training, other"
    );
    for (file, old) in [
        ("centres.csv", "ward"),
        ("sites.csv", "culture_house"),
        ("shifts.csv", "regular"),
        ("officers.csv", "CC"),
        ("officers.csv", "barred"),
        ("cases.csv", "desk"),
        ("ledger.csv", "overtime_day_night"),
        ("ledger.csv", "paid"),
        ("calendar.csv", "holiday"),
        ("sessions.csv", "planned"),
        ("users.csv", "manager"),
    ] {
        assert!(matches!(error_of(file, old, "nonsense").problem, Problem::NotAllowed { .. }), "{file} {old}");
    }
}

#[test]
fn codes_that_nobody_defines() {
    for (file, old, kind) in [
        ("sites.csv", "\nA,", CodeKind::Centre),
        ("blocks.csv", "\n*,", CodeKind::Centre),
        ("shifts.csv", "MOR;AFT", CodeKind::Block),
        ("officers.csv", ",A,CC", CodeKind::Centre),
        ("consents.csv", "EVE", CodeKind::Block),
        ("leave.csv", "A-02", CodeKind::Officer),
        ("unavailable.csv", ",R", CodeKind::Shift),
        ("preferences.csv", ",R,", CodeKind::Shift),
        ("dossiers.csv", ",land", CodeKind::Group),
        ("cases.csv", ",land", CodeKind::Group),
        ("assignments.csv", ",R,", CodeKind::Shift),
        ("rules.csv", ",land", CodeKind::RuleScope),
        ("profiles.csv", "*,*", CodeKind::Group),
        ("sessions.csv", "H1", CodeKind::Site),
        ("sessions.csv", "A-02", CodeKind::Officer),
        ("users.csv", "@A;", CodeKind::Centre),
    ] {
        let new = match (file, old) {
            ("profiles.csv", _) => "*,Z".to_owned(),
            ("sites.csv" | "blocks.csv", _) => "\nZ,".to_owned(),
            ("officers.csv", _) => ",Z,CC".to_owned(),
            (_, ",R,") => ",Z,".to_owned(),
            (_, "@A;") => "@Z;".to_owned(),
            (_, old) if old.starts_with(',') => ",Z".to_owned(),
            _ => "Z".to_owned(),
        };
        assert_eq!(error_of(file, old, &new).problem, Problem::UnknownCode { kind }, "{file} {old}");
    }
}

#[test]
fn shares_that_do_not_sum_to_one() {
    let error = error_of("profiles.csv", "0.6", "0.598");
    assert_eq!(error.line, Some(2));
    assert_eq!(
        error.to_string(),
        "profiles.csv, line 2: the shares of centre *, group * sum to 0.9980; make them sum to 1"
    );
    let within = super::SMALL[17].1.replace("0.6", "0.5991");
    assert!(small_with("profiles.csv", within.as_bytes()).is_ok());
}

#[test]
fn an_end_that_does_not_come_after_its_start() {
    let wrong = Problem::EndBeforeStart { start: "start" };
    assert_eq!(error_of("shifts.csv", "07:30,17:00", "17:00,07:30").problem, wrong);
    assert_eq!(error_of("blocks.csv", "07:30,11:30", "07:30,07:30").problem, wrong);
    assert_eq!(error_of("sessions.csv", "18:00,20:30", "18:00,17:30").problem, wrong);
    let wrong = Problem::EndBeforeStart { start: "from" };
    assert_eq!(error_of("leave.csv", "2025-03-03,2025-03-07", "2025-03-07,2025-03-03").problem, wrong);
    assert_eq!(error_of("consents.csv", "2025-12-31", "2024-12-31").problem, wrong);
}

#[test]
fn more_minutes_than_the_span_has() {
    assert_eq!(error_of("shifts.csv", "480,0", "480,91").problem, Problem::MoreThanSpan { available: 570 });
    assert_eq!(error_of("ledger.csv", "150", "151").problem, Problem::MoreThanSpan { available: 150 });
}

#[test]
fn values_outside_their_range_or_form() {
    assert!(matches!(error_of("preferences.csv", "-4", "-11").problem, Problem::OutOfRange { .. }));
    assert!(matches!(error_of("groups.csv", "12.5", "-12.5").problem, Problem::OutOfRange { .. }));
    for (file, old, new, expected) in [
        ("centres.csv", "1;2;3;4;5", "0;1", Expected::Weekdays),
        ("groups.csv", "12.5", "twelve", Expected::Decimal),
        ("groups.csv", "days:10", "10", Expected::Due),
        ("shifts.csv", ",no\n", ",maybe\n", Expected::YesNo),
        ("preferences.csv", ",5,", ",8,", Expected::Weekday),
        ("pay.csv", "2.34", "2.3456", Expected::ThreeDecimals),
        ("profiles.csv", "08:30", "08:15", Expected::HalfHour),
        ("sessions.csv", "guide:2", "guide", Expected::Crew),
        ("users.csv", "manager@A", "manager", Expected::Roles),
        ("settings.csv", "wait_target_minutes,15", "time_zone,Hanoi", Expected::TimeZone),
        ("settings.csv", "wait_target_minutes,15", "patience_minutes,long", Expected::Decimal),
        ("settings.csv", "wait_target_minutes,15", "service_level,ninety", Expected::Decimal),
        ("settings.csv", "wait_target_minutes,15", "overtime_month_hours,40.5", Expected::WholeNumber),
        ("settings.csv", "wait_target_minutes,15", "submitter_may_approve,perhaps", Expected::YesNo),
        ("dossiers.csv", ",12", ",a dozen", Expected::WholeNumber),
    ] {
        assert_eq!(error_of(file, old, new).problem, Problem::WrongType { expected }, "{file} {new}");
    }
}

#[test]
fn a_setting_that_asks_for_nobody_or_lifts_a_ceiling_of_the_law() {
    for wrong in [
        "service_level,1",
        "service_quantile,1",
        "productive_share,0",
        "shrinkage,1",
        "patience_minutes,0",
        "overtime_month_hours,90",
        "overtime_year_hours,301",
        "normal_day_minutes,601",
        "rest_minutes,600",
        "rest_shift_change_minutes,0",
        "price_change,-1",
    ] {
        let error = error_of("settings.csv", "wait_target_minutes,15", wrong);
        let (key, value) = wrong.split_once(',').expect("a key and a value");
        assert!(matches!(error.problem, Problem::SettingOutOfRange { setting } if setting.key == key), "{error}");
        assert_eq!(
            (error.line, error.column.as_deref(), error.value.as_deref()),
            (Some(2), Some("value"), Some(value))
        );
    }
    assert_eq!(
        error_of("settings.csv", "wait_target_minutes,15", "productive_share,0").to_string(),
        "settings.csv, line 2, column value: \"0\" – productive_share takes more than 0, and at most 1; an officer without \
         time for dossiers serves nobody"
    );
    let ceiling = error_of("settings.csv", "wait_target_minutes,15", "overtime_month_hours,90").to_string();
    assert!(ceiling.contains("takes 0 to 60; the law allows no more overtime in a month"), "{ceiling}");
}

#[test]
fn a_required_cell_that_is_empty() {
    let error = error_of("groups.csv", "Land,land", "Land,");
    assert_eq!((error.column.as_deref(), error.problem), (Some("skill"), Problem::EmptyCell));
}

#[test]
fn rules_and_pay_that_say_nothing_sound() {
    assert_eq!(error_of("rules.csv", "week,,5", "week,6,5").problem, Problem::MaximumBelowMinimum);
    assert!(matches!(error_of("pay.csv", "2.34", "").problem, Problem::NeedsOneOf { .. }));
}

#[test]
fn a_centre_that_belongs_to_itself_or_to_nobody() {
    let centres = |parents: [&str; 2]| {
        let [a, p] = parents;
        format!("code,name,level,open_days,parent\nA,An,ward,1,{a}\nP,Tỉnh,province,1,{p}\n")
    };
    assert!(small_with("centres.csv", centres(["P", ""]).as_bytes()).is_ok());
    let errors = small_with("centres.csv", centres(["P", "A"]).as_bytes()).expect_err("an error");
    assert!(errors.0.iter().all(|error| error.problem == Problem::OwnParent) && errors.0.len() == 2, "{errors}");
    let errors = small_with("centres.csv", centres(["Q", ""]).as_bytes()).expect_err("an error");
    assert_eq!(errors.0[0].problem, Problem::UnknownCode { kind: CodeKind::Centre });
}

#[test]
fn everything_wrong_is_told_at_once_and_no_more_than_the_limit() {
    let errors = small_with("dossiers.csv", b"date,centre,group,received\n2025-02-30,Z,land,-1\n").expect_err("errors");
    assert_eq!(errors.0.len(), 3);
    assert_eq!(errors.to_string().lines().count(), 3);
    let many = format!("date,centre,group,received\n{}", "x,A,land,1\n".repeat(MAX_ERRORS + 1000));
    assert_eq!(small_with("dossiers.csv", many.as_bytes()).expect_err("errors").0.len(), MAX_ERRORS);
}

#[test]
fn a_broken_file_of_codes_does_not_draw_complaints_about_its_codes() {
    let errors = small_with("centres.csv", b"code,name,level\nA,An,ward\n").expect_err("an error");
    assert_eq!(errors.0.len(), 1, "{errors}");
}

#[test]
fn nothing_to_import() {
    let errors =
        read_files(vec![("readme.txt".into(), b"hello".to_vec())], &KnownCodes::default()).expect_err("an error");
    assert_eq!(errors.0[0].problem, Problem::NoKnownFile);
    let empty = tempfile::tempdir().expect("a folder");
    assert_eq!(
        read_path(empty.path(), &KnownCodes::default()).expect_err("an error").0[0].problem,
        Problem::NoKnownFile
    );
    let errors = read_path(&empty.path().join("none"), &KnownCodes::default()).expect_err("an error");
    assert!(matches!(errors.0[0].problem, Problem::UnreadableFile { .. }));
}

#[test]
fn a_folder_where_a_file_should_be_and_an_unknown_file_that_need_not_be_read() {
    let dir = tempfile::tempdir().expect("a folder");
    for name in ["leave.csv", "old.csv"] {
        std::fs::create_dir(dir.path().join(name)).expect("a folder");
    }
    let errors = read_path(dir.path(), &KnownCodes::default()).expect_err("an error");
    assert_eq!((errors.0.len(), errors.0[0].file.as_str()), (1, "leave.csv"));
}

#[test]
fn one_table_from_two_files() {
    let mut files = small();
    files.push(("upload/LEAVE.csv".into(), b"officer,from,to,kind\n".to_vec()));
    let errors = read_files(files, &KnownCodes::default()).expect_err("an error");
    assert_eq!(errors.0[0].problem, Problem::RepeatedFile { other: "leave.csv".into() });
}

#[test]
fn every_problem_has_a_wording_of_one_line_that_says_its_arguments() {
    let problem = Problem::SharesNotOne { sum: 0.5, centre: "A".into(), group: "g".into(), weekday: Some(3) };
    let wording = problem.to_string();
    assert_eq!(wording.lines().count(), 1);
    for (name, value) in problem.arguments() {
        assert!(wording.contains(&value), "{name}");
    }
    assert!(problem.key().starts_with("import-"));
}
