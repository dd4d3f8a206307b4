//! Whole folders: what is read, what is refused, and that no bytes whatsoever end in a panic.

use std::path::PathBuf;

use super::{DataFolder, ImportError, ImportErrors, KnownCodes, read_files};

mod accepted;
mod any_bytes;
mod refused;
mod speed;
mod workbooks;

/// The folder of real daily counts that ships with the tests.
fn control_points() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/control-points")
}

/// The smallest sound folder that has one row of almost every kind.
const SMALL: [(&str, &str); 21] = [
    ("centres.csv", "code,name,level,open_days\nA,An Bình,ward,1;2;3;4;5\nP,Tỉnh,province,*\n"),
    ("sites.csv", "centre,code,name,kind,travel_minutes\nA,H1,Nhà văn hoá,culture_house,15\n"),
    (
        "groups.csv",
        "code,name_vi,name_en,skill,desk_minutes,back_minutes,due\nland,Đất đai,Land,land,12.5,40,days:10\n\
         cert,Chứng thực,Certification,cert,6,0,same_day\n",
    ),
    ("blocks.csv", "centre,code,start,end,weekdays\n*,MOR,07:30,11:30,*\n*,AFT,13:00,17:00,*\n*,EVE,17:30,21:00,*\n"),
    (
        "shifts.csv",
        "centre,code,name_vi,name_en,kind,blocks,start,end,normal_minutes,overtime_minutes,weekdays,shift_change\n\
         *,R,Hành chính,Regular,regular,MOR;AFT,07:30,17:00,480,0,1;2;3;4;5,no\n",
    ),
    (
        "officers.csv",
        "code,name,centre,worker_type,skills,weekly_minutes,signatory,overtime\n\
         A-01,Nguyễn Văn An,A,CC,land;cert,2400,yes,consent\nA-02,Trần Thị Bình,A,HD,cert,2400,no,barred\n",
    ),
    ("consents.csv", "officer,from,to,weekdays,blocks,max_minutes_per_day\nA-01,2025-01-01,2025-12-31,2;4,EVE,210\n"),
    ("leave.csv", "officer,from,to,kind\nA-02,2025-03-03,2025-03-07,annual\n"),
    ("unavailable.csv", "officer,from,to,weekdays,shifts\nA-02,,,3,R\n"),
    ("preferences.csv", "officer,shift,date,weekday,weight\nA-01,R,,5,-4\n"),
    ("dossiers.csv", "date,centre,group,received,citizens\n2025-03-03,A,land,12,9\n2025-03-03,A,cert,40,\n"),
    (
        "cases.csv",
        "code,centre,group,received_at,due_at,completed_at,status,channel,paid_online\n\
         C1,A,land,2025-03-03T08:30,2025-03-17T17:00,,open,desk,no\n",
    ),
    (
        "ledger.csv",
        "officer,date,start,end,minutes,class,mode\nA-01,2025-02-27,22:00,00:30,150,overtime_day_night,paid\n",
    ),
    ("pay.csv", "officer,from,coefficient,month_salary\nA-01,2025-01-01,2.34,\nA-02,2025-01-01,,9000000\n"),
    ("assignments.csv", "officer,date,shift,pinned\nA-01,2025-03-03,R,yes\n"),
    ("rules.csv", "id,kind,scope,window,minimum,maximum,weight\nR1,days_worked,land,week,,5,\n"),
    ("calendar.csv", "date,kind,centre,name\n2025-04-30,holiday,*,Ngày Chiến thắng\n"),
    ("profiles.csv", "centre,group,start,share\n*,*,08:00,0.4\n*,*,08:30,0.6\n"),
    ("settings.csv", "centre,key,value\n*,wait_target_minutes,15\n"),
    (
        "sessions.csv",
        "centre,site,date,start,end,officers,crew,status\nA,H1,2025-03-04,18:00,20:30,A-01;A-02,greeter:1;guide:2,planned\n",
    ),
    ("users.csv", "login,name,roles,officer\nan,Nguyễn Văn An,manager@A;approver@A,A-01\n"),
];

/// The small folder as uploads.
fn small() -> Vec<(String, Vec<u8>)> {
    SMALL.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
}

/// The small folder with the content of one file replaced.
fn small_with(file: &str, text: &[u8]) -> Result<DataFolder, ImportErrors> {
    let mut files = small();
    files.iter_mut().find(|(name, _)| name == file).expect("a file of the small folder").1 = text.to_vec();
    read_files(files, &KnownCodes::default())
}

/// The only error of the small folder once `old` stands as `new` in `file`.
fn error_of(file: &str, old: &str, new: &str) -> ImportError {
    let text = SMALL.iter().find(|(name, _)| *name == file).expect("a file of the small folder").1;
    assert!(text.contains(old), "{file} holds {old}");
    let errors = small_with(file, text.replacen(old, new, 1).as_bytes()).expect_err("an error");
    assert_eq!(errors.0.len(), 1, "{errors}");
    assert!(errors.0[0].to_string().starts_with(file), "{errors}");
    errors.0[0].clone()
}
