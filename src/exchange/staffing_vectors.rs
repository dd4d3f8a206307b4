//! `catruc staffing --vectors FILE --out FILE`: staffing numbers for a table of test vectors.
//!
//! Two tables are known by their header. *Erlang vectors* (`model`, `arrivals_per_hour`, …) ask for the fewest officers of
//! one steady queue; *day profiles* (`arrivals_per_day`, `method`, …) for the officers of each half-hour of a day whose
//! shape stands in `day_shape.csv` (`start`, `share`) beside the table. The answer repeats the id and carries the computed
//! columns under the names that the published vectors give them; a cell without a meaning stays empty.

use std::collections::HashMap;
use std::fmt::Display;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::staffing::arrival_rate::{Interval, RateMethod, officers_per_interval};
use crate::staffing::erlang::{Load, LoadError, WaitTarget, WaitTargetError};
use crate::staffing::erlang_a::ImpatientLoad;

/// Why no table of results was written.
#[derive(Debug, thiserror::Error)]
pub enum VectorsError {
    /// A file cannot be read.
    #[error("{}: cannot be read ({source}); check the path and that you may read it", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The results cannot be written; an older file of that name is untouched.
    #[error("{}: cannot be written ({source}); check that the folder exists and that you may write to it", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The header is of neither table.
    #[error(
        "{}, line 1: this header is of no known table; name the columns arrivals_per_hour and model (Erlang vectors) \
         or arrivals_per_day and method (day profiles)", path.display()
    )]
    Header {
        /// The file.
        path: PathBuf,
    },
    /// A column is missing.
    #[error("{}, line 1: the column {column} is missing; add it to the header and to every row", path.display())]
    Column {
        /// The file.
        path: PathBuf,
        /// The column.
        column: String,
    },
    /// A row is broken: unlike number of cells, or not UTF-8.
    #[error("{}, line {line}: the row is broken ({reason}); give it as many cells as the header, in UTF-8", path.display())]
    Row {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: u64,
        /// What the reader says.
        reason: String,
    },
    /// A cell holds what it must not.
    #[error("{}, line {line}, column {column}: \"{value}\" is refused; {expected}", path.display())]
    Cell {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: u64,
        /// The column.
        column: String,
        /// The text of the cell.
        value: String,
        /// What was expected.
        expected: String,
    },
}

/// Computes every row of `vectors` and writes the results to `out`; returns the number of rows.
///
/// # Errors
/// The first thing that is wrong, with file, line and column. Then `out` is not touched: it is replaced as a whole or not
/// at all.
pub fn run(vectors: &Path, out: &Path) -> Result<usize, VectorsError> {
    let table = Table::read(vectors)?;
    let mut results = csv::Writer::from_writer(Vec::new());
    let unwritable = |error: csv::Error| VectorsError::Write { path: out.to_owned(), source: io::Error::other(error) };
    if table.has("arrivals_per_hour") && table.has("model") {
        results.write_record(ERLANG_COLUMNS).map_err(unwritable)?;
        for row in table.rows() {
            results.write_record(erlang_row(&row)?).map_err(unwritable)?;
        }
    } else if table.has("arrivals_per_day") && table.has("method") {
        let shape = day_shape(&vectors.with_file_name("day_shape.csv"))?;
        results.write_record(DAY_COLUMNS).map_err(unwritable)?;
        for row in table.rows() {
            results.write_record(day_row(&row, &shape)?).map_err(unwritable)?;
        }
    } else {
        return Err(VectorsError::Header { path: vectors.to_owned() });
    }
    let text = results.into_inner().map_err(|error| unwritable(error.into_error().into()))?;
    replace(out, &text).map_err(|source| VectorsError::Write { path: out.to_owned(), source })?;
    Ok(table.records.len())
}

const ERLANG_COLUMNS: [&str; 8] = [
    "id",
    "agents",
    "service_level",
    "service_level_one_fewer",
    "prob_wait",
    "mean_wait_min",
    "occupancy_or_abandon_share",
    "agents_at_max_occupancy_0.85",
];
const DAY_COLUMNS: [&str; 4] = ["id", "method", "agents_per_half_hour", "agent_hours"];

/// Share of their time that officers may be busy, in the last Erlang column.
const MOST_BUSY: f64 = 0.85;

fn erlang_row(row: &Row) -> Result<Vec<String>, VectorsError> {
    let (load, target) = (row.load("arrivals_per_hour", row.number("arrivals_per_hour")?)?, row.target()?);
    let share = |value: f64| format!("{value:.6}");
    let id = row.text("id")?.to_owned();
    match row.text("model")? {
        "erlang_c" => {
            let agents = load.officers_for(target);
            let in_time = |agents| load.share_in_time(agents, target.minutes()).ok().map(share).unwrap_or_default();
            Ok(vec![
                id,
                agents.to_string(),
                in_time(agents),
                in_time(agents - 1),
                load.prob_wait(agents).ok().map(share).unwrap_or_default(),
                load.mean_wait_minutes(agents).ok().map(|minutes| format!("{minutes:.4}")).unwrap_or_default(),
                share(load.occupancy(agents)),
                load.officers_for_occupancy(target, MOST_BUSY).to_string(),
            ])
        }
        "erlang_a" => {
            let patience = row.number("mean_patience_min")?;
            let impatient = ImpatientLoad::new(load, patience)
                .map_err(|_| row.refuse("mean_patience_min", "give minutes above 0"))?;
            let agents = impatient.officers_for(target);
            let service = impatient.service(agents, target.minutes());
            let one_fewer = impatient.service(agents - 1, target.minutes());
            Ok(vec![
                id,
                agents.to_string(),
                share(service.share_in_time),
                share(one_fewer.share_in_time),
                share(service.prob_wait),
                String::new(),
                share(service.abandon_share),
                String::new(),
            ])
        }
        _ => Err(row.refuse("model", "write erlang_c or erlang_a")),
    }
}

fn day_row(row: &Row, shape: &[f64]) -> Result<Vec<String>, VectorsError> {
    let arrivals = row.number("arrivals_per_day")?;
    // Checked once for the whole day, so that the message names the cell at fault.
    row.load("arrivals_per_day", arrivals)?;
    let method = row.text("method")?;
    let method =
        RateMethod::from_name(method).ok_or_else(|| row.refuse("method", "write sipp, lag_sipp or mol_max"))?;
    let intervals: Vec<Interval> =
        shape.iter().map(|share| Interval { minutes: HALF_HOUR, arrivals: arrivals * share }).collect();
    let agents = officers_per_interval(&intervals, row.number("service_min")?, row.target()?, method)
        .map_err(|error| row.refuse("arrivals_per_day", error))?;
    let hours = f64::from(agents.iter().sum::<u32>()) * f64::from(HALF_HOUR) / 60.0;
    let agents: Vec<String> = agents.iter().map(u32::to_string).collect();
    Ok(vec![row.text("id")?.to_owned(), row.text("method")?.to_owned(), agents.join(" "), format!("{hours:.1}")])
}

const HALF_HOUR: u32 = 30;

/// The shares of the half-hours, in the order of the file.
fn day_shape(path: &Path) -> Result<Vec<f64>, VectorsError> {
    let table = Table::read(path)?;
    let share = |row: Row| match row.number("share")? {
        share if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err(row.refuse("share", "give a share between 0 and 1")),
    };
    table.rows().map(share).collect()
}

/// Writes beside `path` and renames, so that no reader ever sees half a file.
fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    let name = path.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "not a file name"))?;
    let temporary = path.with_file_name(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
    let written = fs::File::create(&temporary)
        .and_then(|mut file| file.write_all(text).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // What went wrong first is what the user must know; a file that was never made cannot be removed.
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// A CSV file with a header.
struct Table {
    path: PathBuf,
    bytes: Vec<u8>,
    columns: HashMap<String, usize>,
    records: Vec<csv::StringRecord>,
}

impl Table {
    fn read(path: &Path) -> Result<Self, VectorsError> {
        let bytes = fs::read(path).map_err(|source| VectorsError::Read { path: path.to_owned(), source })?;
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes).to_owned();
        let broken = |error: csv::Error| VectorsError::Row {
            path: path.to_owned(),
            line: line_at(&bytes, error.position()),
            reason: error.to_string(),
        };
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(&bytes[..]);
        let header = reader.headers().map_err(broken)?;
        let columns = header.iter().enumerate().map(|(position, name)| (name.to_owned(), position)).collect();
        let records = reader.records().collect::<Result<_, _>>().map_err(broken)?;
        Ok(Self { path: path.to_owned(), bytes, columns, records })
    }

    fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.records.iter().map(|record| Row { table: self, record })
    }
}

/// The line, from 1, on which the record at `position` begins. The reader's own count is one short in files whose lines
/// end in CR LF, because it leaves the LF to the next record.
fn line_at(bytes: &[u8], position: Option<&csv::Position>) -> u64 {
    let start = position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
    let line_feeds = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
    let (before, record) = bytes.split_at(start.min(bytes.len()));
    1 + line_feeds(before) + line_feeds(record.get(..1).unwrap_or_default())
}

/// A row of a table that can say where it stands.
struct Row<'a> {
    table: &'a Table,
    record: &'a csv::StringRecord,
}

impl Row<'_> {
    fn text(&self, column: &str) -> Result<&str, VectorsError> {
        let missing = || VectorsError::Column { path: self.table.path.clone(), column: column.to_owned() };
        let position = self.table.columns.get(column).ok_or_else(missing)?;
        Ok(self.record.get(*position).unwrap_or_default())
    }

    fn number(&self, column: &str) -> Result<f64, VectorsError> {
        self.text(column)?.parse().map_err(|_| self.refuse(column, "give a number with a decimal point"))
    }

    fn load(&self, arrivals_column: &str, arrivals_per_hour: f64) -> Result<Load, VectorsError> {
        Load::new(arrivals_per_hour, self.number("service_min")?).map_err(|error| match error {
            LoadError::Service(_) => self.refuse("service_min", error),
            LoadError::Arrivals(_) | LoadError::OfferedLoad(_) => self.refuse(arrivals_column, error),
        })
    }

    fn target(&self) -> Result<WaitTarget, VectorsError> {
        WaitTarget::new(self.number("target_wait_min")?, self.number("target_service_level")?).map_err(|error| {
            let column = match error {
                WaitTargetError::Minutes(_) => "target_wait_min",
                WaitTargetError::Share(_) => "target_service_level",
            };
            self.refuse(column, error)
        })
    }

    fn refuse(&self, column: &str, expected: impl Display) -> VectorsError {
        VectorsError::Cell {
            path: self.table.path.clone(),
            line: line_at(&self.table.bytes, self.record.position()),
            column: column.to_owned(),
            value: self.text(column).unwrap_or_default().to_owned(),
            expected: expected.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ERLANG_VECTORS: &str = include_str!("../../tests/data/staffing/erlang_vectors.csv");
    const DAY_VECTORS: &str = include_str!("../../tests/data/staffing/day_profile_vectors.csv");
    const DAY_SHAPE: &str = include_str!("../../tests/data/staffing/day_shape.csv");

    fn run_on(text: &str) -> (Result<usize, String>, Option<String>) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (vectors, out) = (folder.path().join("vectors.csv"), folder.path().join("out.csv"));
        fs::write(folder.path().join("day_shape.csv"), DAY_SHAPE).expect("the shape is written");
        fs::write(&vectors, text).expect("the vectors are written");
        let result = run(&vectors, &out).map_err(|error| error.to_string());
        let left_behind = fs::read_dir(folder.path()).expect("the folder is there").count();
        assert_eq!(left_behind, if result.is_ok() { 3 } else { 2 }, "no temporary file stays");
        (result, fs::read_to_string(out).ok())
    }

    /// Cells of `text` by (id, method), column by name.
    fn cells(text: &str) -> HashMap<(String, String), String> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().expect("a header").clone();
        let method = header.iter().position(|name| name == "method");
        let mut cells = HashMap::new();
        for record in reader.records().map(|record| record.expect("a row")) {
            let key = format!("{} {}", &record[0], method.map_or("", |column| &record[column]));
            for (name, cell) in header.iter().zip(&record) {
                cells.insert((key.clone(), name.to_owned()), cell.to_owned());
            }
        }
        cells
    }

    #[test]
    fn every_computed_cell_is_the_published_one() {
        for (vectors, count) in [(ERLANG_VECTORS, 16), (DAY_VECTORS, 9)] {
            let (result, out) = run_on(vectors);
            assert_eq!(result, Ok(count));
            let (published, ours) = (cells(vectors), cells(&out.expect("a table of results")));
            for (place, cell) in ours {
                match (cell.parse::<f64>(), published[&place].parse::<f64>()) {
                    (Ok(got), Ok(wanted)) => assert!((got - wanted).abs() < 1e-5, "{place:?}: {got} {wanted}"),
                    _ => assert_eq!(cell, published[&place], "{place:?}"),
                }
            }
        }
    }

    #[test]
    fn a_wrong_cell_is_named_with_its_line_and_nothing_is_written() {
        let (result, out) = run_on(&ERLANG_VECTORS.replace("C02,erlang_c,6,20", "C02,erlang_c,six,20"));
        let message = result.expect_err("six is no number");
        assert!(message.contains("line 3, column arrivals_per_hour: \"six\" is refused; give a number"), "{message}");
        assert_eq!(out, None);
        let message = run_on(&DAY_VECTORS.replace("D1,60,15,15,0.9,sipp", "D1,60,15,15,0.9,pip")).0.expect_err("pip");
        assert!(message.contains("line 2, column method: \"pip\""), "{message}");
        let message = run_on(&ERLANG_VECTORS.replace("C01,erlang_c,4,12,15,0.9", "C01,erlang_c,4,12,15,1")).0;
        assert!(message.expect_err("all in time").contains("column target_service_level: \"1\" is refused"));
    }

    #[test]
    fn a_table_of_another_kind_and_a_missing_file_are_refused() {
        let message = run_on("code,name\nSB,Sa Bảo\n").0.expect_err("centres are no vectors");
        assert!(message.contains("line 1: this header is of no known table"), "{message}");
        let message = run_on("id,arrivals_per_hour,model\nC01,4,erlang_c\n").0.expect_err("no service time");
        assert!(message.contains("the column service_min is missing"), "{message}");
        let missing = run(Path::new("/nonexistent/vectors.csv"), Path::new("/nonexistent/out.csv"));
        assert!(missing.is_err_and(|error| error.to_string().contains("/nonexistent/vectors.csv: cannot be read")));
    }

    #[test]
    fn a_row_of_another_length_is_named_by_its_line() {
        let message = run_on("id,arrivals_per_hour,model\nC01,4\n").0.expect_err("a cell is missing");
        assert!(message.contains("line 2: the row is broken"), "{message}");
        let message = run_on("id,arrivals_per_hour,model\r\nC01,4\r\n").0.expect_err("a cell is missing");
        assert!(message.contains("line 2: the row is broken"), "{message}");
    }
}
