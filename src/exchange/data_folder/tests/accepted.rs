//! What is read, in every form in which it may be written.

use super::super::{
    GroupScope, KnownCodes, NoticeKind, RuleScope, SessionOfficers, UserRole, read_files, read_folder, read_path,
};
use super::{control_points, small, small_with};
use crate::domain::officer::OvertimeStanding;

#[test]
fn the_control_points_are_read_whole() {
    let folder = read_folder(&control_points(), &KnownCodes::default()).expect("a sound folder");
    assert_eq!((folder.centres.len(), folder.groups.len(), folder.blocks.len(), folder.shifts.len()), (7, 3, 4, 5));
    assert_eq!((folder.officers.len(), folder.consents.len(), folder.leave.len()), (166, 95, 64));
    assert_eq!((folder.dossiers.len(), folder.profiles.len()), (15309, 29));
    assert_eq!(folder.notices, []);
    let first = &folder.dossiers[0];
    assert_eq!((first.centre.as_str(), first.group.as_str(), first.received), ("HYW", "residents", 6217));
    let third = &folder.officers[2];
    assert_eq!(
        (third.overtime, third.barred_until.map(|day| day.to_string())),
        (OvertimeStanding::Barred, Some("2025-06-30".to_owned()))
    );
    assert_eq!(read_path(&control_points(), &KnownCodes::default()), Ok(folder));
}

#[test]
fn every_table_gives_its_rows() {
    let folder = read_files(small(), &KnownCodes::default()).expect("a sound folder");
    assert_eq!(folder.notices, []);
    assert_eq!(folder.officers[0].skills, ["land".into(), "cert".into(), "sign".into()]);
    assert_eq!(folder.cases[0].received_at.to_rfc3339(), "2025-03-03T01:30:00+00:00");
    assert_eq!(folder.pay[0].coefficient_thousandths, Some(2340));
    assert_eq!(folder.rules[0].scope, RuleScope::Skill("land".into()));
    assert_eq!(folder.profiles[0].group, GroupScope::All);
    assert_eq!(folder.sessions[0].officers, Some(SessionOfficers::Named(vec!["A-01".into(), "A-02".into()])));
    assert_eq!(folder.sessions[0].crew[1].officers, 2);
    assert_eq!(folder.users[0].roles[1].role, UserRole::Approver);
    assert!(folder.ledger[0].night && folder.assignments[0].pinned);
    assert_eq!((folder.unavailable.len(), folder.preferences[0].weight), (1, -4));
    assert_eq!((folder.calendar.len(), folder.settings.len(), folder.sites.len()), (1, 1, 1));
}

#[test]
fn semicolons_byte_order_marks_and_line_ends_change_nothing() {
    let expected = read_files(small(), &KnownCodes::default()).expect("a sound folder");
    let rewritten = small().into_iter().map(|(name, bytes)| {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(b';')
            .terminator(csv::Terminator::CRLF)
            .from_writer(b"\xef\xbb\xbf".to_vec());
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        for record in reader.byte_records() {
            writer.write_byte_record(&record.expect("a line")).expect("written");
        }
        (name, writer.into_inner().expect("bytes"))
    });
    assert_eq!(read_files(rewritten.collect(), &KnownCodes::default()), Ok(expected));
}

#[test]
fn column_order_is_free_and_unknown_columns_are_noticed() {
    let folder = small_with("leave.csv", b"kind,remark,to,officer,from\nannual,x,07/03/2025,A-02,03/03/2025\n");
    let folder = folder.expect("a sound folder");
    assert_eq!(folder.leave, read_files(small(), &KnownCodes::default()).expect("a sound folder").leave);
    assert_eq!(folder.notices[0].kind, NoticeKind::UnknownColumn { column: "remark".into() });
    assert_eq!(folder.notices[0].to_string(), "leave.csv: column remark is not known and was ignored");
}

#[test]
fn empty_lines_and_emptied_rows_say_nothing() {
    let folder = small_with("leave.csv", b"officer,from,to,kind,\n\n,,,,\nA-02,2025-03-03,2025-03-07,sick,\n");
    assert_eq!(folder.expect("a sound folder").leave.len(), 1);
}

#[test]
fn a_partial_update_leans_on_what_the_store_holds() {
    let leave = || vec![("leave.csv".to_owned(), b"officer,from,to,kind\nB-9,2025-03-03,2025-03-07,sick\n".to_vec())];
    assert!(read_files(leave(), &KnownCodes::default()).is_err());
    let known = KnownCodes { officers: ["B-9".into()].into(), ..KnownCodes::default() };
    assert_eq!(read_files(leave(), &known).expect("a sound update").leave.len(), 1);
}

#[test]
fn the_folders_own_time_zone_reads_its_cases() {
    let folder = small_with("settings.csv", b"centre,key,value\n*,time_zone,Asia/Tokyo\n").expect("a sound folder");
    assert_eq!(folder.cases[0].received_at.to_rfc3339(), "2025-03-02T23:30:00+00:00");
}

#[test]
fn a_setting_that_nobody_knows_is_noticed_once_and_kept() {
    let text = b"centre,key,value,from\n*,servce_level,0.9,\n*,servce_level,0.8,2026-01-01\n*,service_level,0.9,\n";
    let folder = small_with("settings.csv", text).expect("a sound folder");
    assert_eq!(folder.settings.len(), 3);
    let told: Vec<String> = folder.notices.iter().map(ToString::to_string).collect();
    let said = "settings.csv: no setting is called servce_level, so that its value changes nothing; check its spelling";
    assert_eq!(told, [said]);
}

#[test]
fn a_setting_that_raises_a_cap_of_the_law_is_noticed() {
    let text = b"centre,key,value,from\n*,overtime_month_hours,40,\n*,overtime_month_hours,60,2026-01-01\n\
                 *,overtime_year_hours,201,\n*,overtime_year_hours,100,2026-01-01\n";
    let folder = small_with("settings.csv", text).expect("a sound folder");
    let raised = |key: &str, hours: &str| NoticeKind::RaisedCap { key: key.into(), hours: hours.into() };
    let told: Vec<NoticeKind> = folder.notices.into_iter().map(|notice| notice.kind).collect();
    assert_eq!(told, [raised("overtime_month_hours", "60"), raised("overtime_year_hours", "201")]);
}

#[test]
fn a_rule_that_speaks_of_what_nobody_has_is_noticed() {
    let text = b"id,kind,scope,shifts,then,with,from,to,maximum,window\n\
                 R1,skill-validity,*,,,land,2026-01-01,2026-12-31,,\n\
                 R2,skill-validity,*,,,lnad,2026-01-01,2026-12-31,,\n\
                 R3,shifts-worked,*,R;evenng;evening,,,,,3,week\n";
    let folder = small_with("rules.csv", text).expect("a sound folder");
    let told: Vec<String> = folder.notices.iter().map(ToString::to_string).collect();
    let said = |row: &str, code: &str| {
        format!(
            "rules.csv: row {row} speaks of {code}, and no shift, skill or officer is called so; check its spelling"
        )
    };
    assert_eq!(told, [said("R2", "lnad"), said("R3", "evenng")]);
}

#[test]
fn a_skill_without_officer_is_noticed() {
    let groups = b"code,name_vi,name_en,skill,desk_minutes,back_minutes,due\nland,a,b,land,1,1,same_day\n\
                   cert,a,b,notary,1,1,same_day\n";
    let folder = small_with("groups.csv", groups).expect("a sound folder");
    assert_eq!(folder.notices[0].kind, NoticeKind::SkillWithoutOfficer { skill: "notary".into() });
}

#[test]
fn a_skill_that_no_group_asks_for_is_noticed_once_and_signing_is_not() {
    let officers = b"code,name,centre,worker_type,skills,weekly_minutes,signatory,overtime\n\
                     A-01,An,A,CC,land;cert;sign,2400,yes,consent\nA-02,B,A,HD,cret,2400,no,barred\n\
                     A-03,C,A,HD,cret,2400,no,barred\n";
    let folder = small_with("officers.csv", officers).expect("a sound folder");
    let misspelt = NoticeKind::SkillWithoutGroup { skill: "cret".into(), officer: "A-02".into() };
    assert_eq!(folder.notices.iter().map(|notice| &notice.kind).collect::<Vec<_>>(), [&misspelt]);
}

#[test]
fn a_star_means_every_block_every_skill_and_every_shift() {
    let text = super::SMALL[4].1.replace("MOR;AFT", "*");
    let folder = small_with("shifts.csv", text.as_bytes()).expect("a sound folder");
    assert_eq!(folder.shifts[0].blocks.len(), 3);
    let text = super::SMALL[5].1.replace("land;cert", "*");
    let folder = small_with("officers.csv", text.as_bytes()).expect("a sound folder");
    assert_eq!(folder.officers[0].skills.len(), 3);
    let folder = small_with("unavailable.csv", b"officer,from,to,shifts\nA-02,,,*\n").expect("a sound folder");
    assert_eq!(folder.unavailable[0].shifts, None);
}
