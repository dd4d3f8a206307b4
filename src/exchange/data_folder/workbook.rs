//! The sheets of an XLSX workbook, rewritten as CSV so that one reader serves both.
//!
//! Row *n* of a sheet becomes line *n* of the text: empty rows stay empty lines, and line breaks inside cells become
//! spaces, so that an error's line is the row that the sender sees.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};

/// Wider sheets are not tables of ours; cells further right are refused before they cost memory.
const MAX_COLUMNS: u32 = 1024;

/// Rows of a sheet, as in every spreadsheet program.
const MAX_ROWS: u32 = 1_048_576;

/// The serial number of 2200-01-01 in spreadsheets, past every day that a table may name.
const MAX_SERIAL: f64 = 109_575.0;

/// Every sheet by name, as CSV with commas.
///
/// # Errors
/// The reader's own words when the bytes are not a workbook.
pub(super) fn sheets(bytes: Vec<u8>) -> Result<Vec<(String, Vec<u8>)>, String> {
    // The bytes come from anybody and pass through a decompressor and an XML reader that are not ours; should one of
    // them panic on a damaged file, that refuses the file and must not end the process.
    catch_unwind(AssertUnwindSafe(|| read_sheets(bytes))).unwrap_or_else(|_| Err("the workbook is damaged".to_owned()))
}

fn read_sheets(bytes: Vec<u8>) -> Result<Vec<(String, Vec<u8>)>, String> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let names = workbook.sheet_names();
    names
        .into_iter()
        .map(|name| {
            let cells = sheet_cells(&mut workbook, &name)?;
            Ok((name, csv_text(cells)))
        })
        .collect()
}

/// The filled cells as (row, column, text), by row and then by column.
///
/// Cells are streamed, because a range would hold every cell between two far corners, filled or not.
fn sheet_cells(workbook: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Result<Vec<(u32, u32, String)>, String> {
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(|error| error.to_string())?;
    let mut cells: Vec<(u32, u32, String)> = Vec::new();
    let mut instants: Vec<u32> = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(|error| error.to_string())? {
        let (row, column) = cell.get_position();
        if column >= MAX_COLUMNS || row >= MAX_ROWS {
            return Err(format!("sheet {sheet} has more than {MAX_COLUMNS} columns or {MAX_ROWS} rows"));
        }
        let text = cell_text(cell.get_value(), instants.contains(&column));
        if text.is_empty() {
            continue;
        }
        if cells.first().is_none_or(|(first, _, _)| *first == row) && text.trim().to_ascii_lowercase().ends_with("_at")
        {
            instants.push(column);
        }
        cells.push((row, column, text));
    }
    cells.sort_by_key(|(row, column, _)| (*row, *column));
    Ok(cells)
}

/// One cell as it would stand in a CSV file; `instant` says that its column holds dates with times.
fn cell_text(value: &DataRef<'_>, instant: bool) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::SharedString(text) => one_line(text),
        DataRef::Bool(truth) => (if *truth { "yes" } else { "no" }).to_owned(),
        DataRef::DateTime(serial) => serial_text(serial, instant),
        DataRef::DateTimeIso(text) if !instant => text.trim_end_matches("T00:00:00").to_owned(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => one_line(text),
        DataRef::Error(error) => error.to_string(),
    }
}

/// A spreadsheet's day number: a time below 1, a date when whole, both otherwise.
fn serial_text(serial: &ExcelDateTime, instant: bool) -> String {
    let value = serial.as_f64();
    if !(0.0..MAX_SERIAL).contains(&value) {
        return value.to_string();
    }
    let (year, month, day, hour, minute, second, milli) = serial.to_ymd_hms_milli();
    // 07:30 is 0.3125 days and exact, but 07:20 is not and may come out a millisecond early.
    let seconds = u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second) + u32::from(milli >= 500);
    let clock = match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (hour, minute, 0) => format!("{hour:02}:{minute:02}"),
        (hour, minute, second) => format!("{hour:02}:{minute:02}:{second:02}"),
    };
    if value < 1.0 {
        clock
    } else if value.fract() == 0.0 && !instant {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{clock}")
    }
}

fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

/// The cells, sorted, as CSV text with one line for each row of the sheet.
fn csv_text(cells: Vec<(u32, u32, String)>) -> Vec<u8> {
    let header_row = cells.first().map(|(row, _, _)| *row);
    let in_header = cells.iter().take_while(|(row, _, _)| Some(*row) == header_row);
    let width = in_header.last().map_or(0, |(_, column, _)| *column + 1);
    let mut text = Vec::new();
    let mut cells = cells.into_iter().peekable();
    let mut line = 0;
    while let Some((row, _, _)) = cells.peek() {
        let row = *row;
        text.resize(text.len() + (row - line) as usize, b'\n');
        let mut column = 0;
        while column < width || cells.peek().is_some_and(|(at, _, _)| *at == row) {
            if column > 0 {
                text.push(b',');
            }
            // A damaged sheet may give one cell twice; the last one counts, as in spreadsheets.
            let mut content = None;
            while let Some((_, _, found)) = cells.next_if(|(at, place, _)| *at == row && *place == column) {
                content = Some(found);
            }
            if let Some(content) = content {
                text.push(b'"');
                text.extend_from_slice(content.replace('"', "\"\"").as_bytes());
                text.push(b'"');
            }
            column += 1;
        }
        text.push(b'\n');
        line = row + 1;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_a_sheet_is_the_same_line_of_the_text() {
        let cells = vec![(0, 0, "a".to_owned()), (0, 1, "b".to_owned()), (3, 1, "x\"y".to_owned())];
        assert_eq!(String::from_utf8(csv_text(cells)).expect("text"), "\"a\",\"b\"\n\n\n,\"x\"\"y\"\n");
    }

    #[test]
    fn bytes_that_are_no_workbook_are_refused() {
        assert!(sheets(b"PK\x03\x04 and nothing".to_vec()).is_err());
        assert!(sheets(Vec::new()).is_err());
    }
}
