//! An XLSX with the same tables gives the same folder.

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::super::problem::Problem;
use super::super::{DataFolder, KnownCodes, read_files, read_path, read_xlsx};
use super::{SMALL, control_points, small};

/// How a spreadsheet program would hold a cell: numbers, days and times as such, everything else as text.
fn write_cell(sheet: &mut rust_xlsxwriter::Worksheet, row: u32, column: u16, cell: &str) {
    let as_shown = |format: &str| Format::new().set_num_format(format);
    if let Ok(number) = cell.parse::<f64>() {
        sheet.write_number(row, column, number).expect("written");
    } else if cell.bytes().all(|byte| byte.is_ascii_digit() || b"-:T".contains(&byte))
        && let Ok(moment) = ExcelDateTime::parse_from_str(cell)
    {
        let format = match cell.len() {
            5 => as_shown("hh:mm"),
            10 => as_shown("dd/mm/yyyy"),
            _ => as_shown("yyyy-mm-dd hh:mm"),
        };
        sheet.write_datetime_with_format(row, column, &moment, &format).expect("written");
    } else {
        sheet.write_string(row, column, cell).expect("written");
    }
}

fn workbook_of(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, bytes) in files {
        let sheet = workbook.add_worksheet().set_name(name.trim_end_matches(".csv")).expect("a sheet name");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        for (row, record) in (0..).zip(reader.records()) {
            for (column, cell) in (0..).zip(&record.expect("a line")) {
                if !cell.is_empty() {
                    write_cell(sheet, row, column, cell);
                }
            }
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

fn read_workbook(bytes: Vec<u8>) -> Result<DataFolder, super::ImportErrors> {
    read_files(vec![("data.xlsx".to_owned(), bytes)], &KnownCodes::default())
}

#[test]
fn the_small_folder_reads_the_same_from_a_workbook() {
    let expected = read_files(small(), &KnownCodes::default()).expect("a sound folder");
    assert_eq!(read_workbook(workbook_of(&small())), Ok(expected));
}

#[test]
fn the_control_points_read_the_same_from_a_workbook() {
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(control_points())
        .expect("the folder")
        .map(|entry| entry.expect("an entry"))
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))
        .filter(|(name, _)| name != "README.md")
        .map(|(name, path)| (name, std::fs::read(path).expect("a file")))
        .collect();
    files.sort();
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("control-points.xlsx");
    std::fs::write(&path, workbook_of(&files)).expect("written");
    let expected = read_path(&control_points(), &KnownCodes::default());
    assert_eq!(read_xlsx(&path, &KnownCodes::default()), expected);
    assert_eq!(read_path(&path, &KnownCodes::default()), expected);
    assert_eq!(read_path(dir.path(), &KnownCodes::default()), expected);
}

#[test]
fn an_error_in_a_sheet_names_its_row() {
    let mut files = small();
    files[10].1 = b"date,centre,group,received\n2025-03-03,A,land,1\n\n\n2025-03-04,A,land,-1\n".to_vec();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("dossiers").expect("a sheet name");
    for (row, cells) in [(2, ["date", "centre", "group", "received"]), (6, ["2025-03-04", "A", "land", "-1"])] {
        for (column, cell) in (0..).zip(cells) {
            write_cell(sheet, row, column, cell);
        }
    }
    let known = KnownCodes { centres: ["A".into()].into(), groups: ["land".into()].into(), ..KnownCodes::default() };
    let upload = vec![("b.xlsx".to_owned(), workbook.save_to_buffer().expect("a workbook"))];
    let errors = read_files(upload, &known).expect_err("an error");
    assert!(errors.to_string().starts_with("b.xlsx/dossiers, line 7, column received: \"-1\""), "{errors}");
}

#[test]
fn a_time_at_midnight_stays_a_time_in_a_column_of_instants() {
    let cases = "code,centre,group,received_at,status\nC1,A,land,2025-03-03T00:00,open\n";
    let mut files = small();
    files[11].1 = cases.as_bytes().to_vec();
    let folder = read_workbook(workbook_of(&files)).expect("a sound folder");
    assert_eq!(folder.cases[0].received_at.to_rfc3339(), "2025-03-02T17:00:00+00:00");
}

#[test]
fn a_file_called_xlsx_that_is_none_is_refused() {
    let errors = read_workbook(SMALL[0].1.as_bytes().to_vec()).expect_err("an error");
    assert!(matches!(errors.0[0].problem, Problem::UnreadableFile { .. }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn damaged_workbooks_are_read_or_refused(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = workbook_of(&small()[..3]);
        for (place, byte) in damage {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = read_workbook(bytes);
    }
}
