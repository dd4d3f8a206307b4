//! The benchmark protocol for forecasts: count files and a manifest in, one file of quantiles out.
//!
//! For each line of the manifest a forecaster sees the counts up to the origin (only the last `history_days` of them
//! unless that is 0) of every series of the same data set, and the calendar.

mod counts;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;
use serde::Deserialize;

use self::counts::Known;
use crate::domain::demand::DemandDay;
use crate::forecast::{Member, Method, PooledSmoothing};

/// Why a benchmark run was refused. Every message names the file, and the line where there is one.
#[derive(Debug, thiserror::Error)]
pub enum BenchmarkError {
    /// The file or folder cannot be read or written.
    #[error("{}: {source}; check that it exists and may be accessed", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A row is not what the format asks for.
    #[error("{}, line {line}: {what}; expected the columns {columns}", path.display())]
    Row {
        /// The file.
        path: PathBuf,
        /// Counted from 1, the heading included.
        line: u64,
        /// What is wrong there.
        what: String,
        /// The columns that the file should have.
        columns: &'static str,
    },
    /// The manifest asks for a series that no file holds.
    #[error("{}, line {line}: no file of {} has the series {series}; add it or drop the line", manifest.display(), data.display())]
    UnknownSeries {
        /// The manifest.
        manifest: PathBuf,
        /// Counted from 1, the heading included.
        line: u64,
        /// The folder of the counts.
        data: PathBuf,
        /// The identifier that was not found.
        series: String,
    },
    /// Of a whole data set nothing is known on the evening from which it is to be forecast.
    #[error("{}, line {line}: no series of {dataset} was counted {}; choose a later origin or add older counts", manifest.display(), span(*origin, *history_days))]
    NoPast {
        /// The manifest.
        manifest: PathBuf,
        /// Counted from 1, the heading included.
        line: u64,
        /// The data set.
        dataset: String,
        /// The last day that may be known.
        origin: NaiveDate,
        /// How many days may be known, 0 for all.
        history_days: u32,
    },
}

/// Forecasts everything that `manifest` asks for and writes it to `out`, which appears whole or not at all. Returns the
/// number of rows written.
///
/// # Errors
/// Refuses unreadable files, malformed rows, unknown series and data sets without a past, and then writes nothing.
pub fn run(data: &Path, manifest: &Path, out: &Path) -> Result<usize, BenchmarkError> {
    run_with(&PooledSmoothing, data, manifest, out)
}

/// The same with a method of choice, for example the seasonal naive one as the yardstick.
///
/// # Errors
/// As `run`.
pub fn run_with(method: &dyn Method, data: &Path, manifest: &Path, out: &Path) -> Result<usize, BenchmarkError> {
    let asked = rows::<Ask>(manifest, MANIFEST_COLUMNS)?;
    let counts = counts::read(data)?;
    let mut tasks: BTreeMap<(String, NaiveDate, u32), Task> = BTreeMap::new();
    for (line, ask) in asked {
        let origin = ask.judge().map_err(|what| BenchmarkError::Row {
            path: manifest.to_owned(),
            line,
            what,
            columns: MANIFEST_COLUMNS,
        })?;
        let known = counts.get(&ask.dataset).is_some_and(|set| set.contains_key(&ask.series_id));
        if !known {
            let (manifest, data) = (manifest.to_owned(), data.to_owned());
            return Err(BenchmarkError::UnknownSeries { manifest, line, data, series: ask.series_id });
        }
        let key = (ask.dataset, origin, ask.history_days);
        // A series without a past borrows from its data set, but only where that has one.
        if !tasks.contains_key(&key) && !counts[&key.0].values().any(|known| known.has_past(origin, key.2)) {
            let (manifest, (dataset, origin, history_days)) = (manifest.to_owned(), key);
            return Err(BenchmarkError::NoPast { manifest, line, dataset, origin, history_days });
        }
        let task = tasks.entry(key).or_default();
        let horizon = task.entry(ask.series_id).or_default();
        *horizon = ask.horizon.max(*horizon);
    }
    // Where to write is found out before the work, not after it.
    let part = Part::beside(out)?;
    let answers: Vec<Answer> = tasks
        .par_iter()
        .flat_map_iter(|((dataset, origin, days), task)| answer(method, &counts[dataset], *origin, *days, task))
        .collect();
    part.write(&answers)
}

const MANIFEST_COLUMNS: &str = "dataset,series_id,origin,history_days,horizon";
/// Days ahead that may be asked for.
const LONGEST_HORIZON: u32 = 366;

#[derive(Deserialize)]
struct Ask {
    dataset: String,
    series_id: String,
    origin: String,
    history_days: u32,
    horizon: u32,
}

impl Ask {
    /// The day that is known last, or what is wrong with what is asked.
    fn judge(&self) -> Result<NaiveDate, String> {
        let origin = counts::day("origin", &self.origin)?;
        if !(1..=LONGEST_HORIZON).contains(&self.horizon) {
            return Err(format!("the horizon {} is not between 1 and {LONGEST_HORIZON} days", self.horizon));
        }
        Ok(origin)
    }
}

/// What is asked at one origin of one data set: how many days of which series.
type Task = BTreeMap<String, u32>;

/// The days forecast for one series from one origin.
struct Answer<'a> {
    series: &'a str,
    origin: NaiveDate,
    days: Vec<DemandDay>,
}

fn answer<'a>(
    method: &dyn Method,
    set: &'a BTreeMap<String, Known>,
    origin: NaiveDate,
    days: u32,
    task: &Task,
) -> Vec<Answer<'a>> {
    let (ids, members): (Vec<&String>, Vec<Member>) = set
        .iter()
        .map(|(id, known)| {
            // A method looks at no day after the origin, so all days can be handed over without a copy.
            let series =
                if days == 0 { Arc::clone(&known.series) } else { Arc::new(known.series.last_days(origin, days)) };
            (id, Member { holidays: Arc::clone(&known.holidays), ..Member::new(series) })
        })
        .filter(|(id, member)| member.series.is_known_by(origin) || task.contains_key(*id))
        .unzip();
    let horizon = task.values().copied().max().unwrap_or(0);
    let forecasts = ids.into_iter().zip(method.forecast(&members, origin, horizon));
    forecasts
        .filter_map(|(id, mut days)| {
            days.truncate(*task.get(id)? as usize);
            Some(Answer { series: id, origin, days })
        })
        .collect()
}

/// The rows of a file with their line numbers.
fn rows<T: for<'a> Deserialize<'a>>(path: &Path, columns: &'static str) -> Result<Vec<(u64, T)>, BenchmarkError> {
    let file = fs::File::open(path).map_err(|source| BenchmarkError::File { path: path.to_owned(), source })?;
    let mut reader = csv::Reader::from_reader(file);
    let heading = reader.headers().map_err(|error| unreadable(path, &error, 1, columns))?.clone();
    if let Some(missing) = columns.split(',').find(|name| !heading.iter().any(|field| field == *name)) {
        let what = format!("there is no column {missing}");
        return Err(BenchmarkError::Row { path: path.to_owned(), line: 1, what, columns });
    }
    let mut found = Vec::new();
    let mut line = 1;
    for row in reader.deserialize() {
        line += 1;
        found.push((line, row.map_err(|error| misread(path, &error, line, columns, &heading))?));
    }
    Ok(found)
}

/// The refusal of a row that is no row; `line` where the error does not know better.
fn unreadable(path: &Path, error: &csv::Error, line: u64, columns: &'static str) -> BenchmarkError {
    misread(path, error, line, columns, &csv::StringRecord::new())
}

/// The same where a field may be to blame, which the heading names.
fn misread(
    path: &Path,
    error: &csv::Error,
    line: u64,
    columns: &'static str,
    heading: &csv::StringRecord,
) -> BenchmarkError {
    let what = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!("{len} fields instead of {expected_len}"),
        csv::ErrorKind::Deserialize { err, .. } => match err.field().and_then(|at| heading.get(at as usize)) {
            Some(column) => format!("the column {column}: {}", err.kind()),
            None => err.kind().to_string(),
        },
        csv::ErrorKind::Utf8 { .. } => "the text is not UTF-8".to_owned(),
        _ => error.to_string(),
    };
    let line = error.position().map_or(line, csv::Position::line);
    BenchmarkError::Row { path: path.to_owned(), line, what, columns }
}

/// The file that is being written. Unless it is finished it goes away, and nobody takes a half of it for the whole.
struct Part {
    path: PathBuf,
    out: PathBuf,
    file: fs::File,
}

impl Part {
    fn beside(out: &Path) -> Result<Self, BenchmarkError> {
        let mut name = out.as_os_str().to_owned();
        name.push(format!(".{}.part", std::process::id()));
        let path = PathBuf::from(name);
        let file = fs::File::create(&path).map_err(|source| BenchmarkError::File { path: out.to_owned(), source })?;
        Ok(Self { path, out: out.to_owned(), file })
    }

    /// Writes all answers, gives the file its name and says how many days it holds.
    fn write(self, answers: &[Answer]) -> Result<usize, BenchmarkError> {
        let written = lines(&self.file, answers)
            .and_then(|()| self.file.sync_all())
            .and_then(|()| fs::rename(&self.path, &self.out));
        written.map_err(|source| BenchmarkError::File { path: self.out.clone(), source })?;
        Ok(answers.iter().map(|answer| answer.days.len()).sum())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // After the renaming there is nothing left to remove, and of an unfinished file nobody misses anything.
        let _ = fs::remove_file(&self.path);
    }
}

fn span(origin: NaiveDate, history_days: u32) -> String {
    match history_days {
        0 => format!("on {origin} or before"),
        days => format!("in the {days} days up to {origin}"),
    }
}

fn lines(file: impl Write, answers: &[Answer]) -> std::io::Result<()> {
    let mut rows = csv::Writer::from_writer(file);
    rows.write_record(["series_id", "origin", "date", "mean", "q10", "q50", "q90", "lo95", "hi95"])?;
    for Answer { series, origin, days } in answers {
        let origin = origin.to_string();
        for DemandDay { date, mean, q10, q50, q90, lo95, hi95, .. } in days {
            rows.write_field(series)?;
            rows.write_field(&origin)?;
            rows.write_field(date.to_string())?;
            for value in [mean, q10, q50, q90, lo95, hi95] {
                rows.write_field(format!("{value:.4}"))?;
            }
            rows.write_record(None::<&[u8]>)?;
        }
    }
    rows.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTS: &str = "series_id,date,value\nshop.a,2026-03-02,4\nshop.a,2026-03-03,5\nshop.b,2026-03-03,7\n";
    const MANIFEST: &str = "dataset,series_id,origin,history_days,horizon\nshop,shop.a,2026-03-03,0,3\n";

    fn outcome(counts: &str, manifest: &str) -> (Result<usize, BenchmarkError>, Option<String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("shop.csv"), counts).unwrap();
        fs::write(path("calendar.csv"), "applies_to,date,name\nshop.,2026-03-04,Feast\n").unwrap();
        fs::write(path("manifest.csv"), manifest).unwrap();
        let result = run(folder.path(), &path("manifest.csv"), &path("out.csv"));
        assert!(
            fs::read_dir(folder.path()).unwrap().all(|f| !f.unwrap().file_name().to_string_lossy().ends_with(".part"))
        );
        (result, fs::read_to_string(path("out.csv")).ok())
    }

    #[test]
    fn every_day_asked_for_is_written_under_the_heading() {
        let (result, text) = outcome(COUNTS, MANIFEST);
        let text = text.unwrap();
        assert_eq!(result.unwrap(), 3);
        assert_eq!(text.lines().next(), Some("series_id,origin,date,mean,q10,q50,q90,lo95,hi95"));
        assert!(text.lines().nth(3).unwrap().starts_with("shop.a,2026-03-03,2026-03-06,"));
    }

    #[test]
    fn a_bad_row_is_refused_with_its_line_and_nothing_is_written() {
        let (result, text) = outcome(&COUNTS.replace(",7", ",many"), MANIFEST);
        let message = result.unwrap_err().to_string();
        assert!(message.contains("shop.csv, line 4"), "{message}");
        assert!(message.contains("series_id,date,value"), "{message}");
        assert_eq!(text, None);
        let (negative, _) = outcome(&COUNTS.replace(",5", ",-5"), MANIFEST);
        assert!(negative.unwrap_err().to_string().contains("line 3"));
    }

    #[test]
    fn a_series_that_nobody_has_is_named() {
        let (result, _) = outcome(COUNTS, &MANIFEST.replace("shop.a", "shop.z"));
        let message = result.unwrap_err().to_string();
        assert!(message.contains("manifest.csv, line 2") && message.contains("shop.z"), "{message}");
    }
}
