//! The benchmark protocol for forecasts: count files and a manifest in, one file of quantiles out.
//!
//! For each line of the manifest a forecaster sees the counts up to the origin (only the last `history_days` of them
//! unless that is 0) of every series of the same data set, and the calendar.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rayon::prelude::*;
use serde::Deserialize;

use crate::forecast::{DayForecast, Holiday, Member, Method, PooledSmoothing, Series};

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
}

/// Forecasts everything that `manifest` asks for and writes it to `out`, which appears whole or not at all. Returns the
/// number of rows written.
///
/// # Errors
/// Refuses unreadable files, malformed rows and unknown series, and then writes nothing.
pub fn run(data: &Path, manifest: &Path, out: &Path) -> Result<usize, BenchmarkError> {
    run_with(&PooledSmoothing, data, manifest, out)
}

/// The same with a method of choice, for example the seasonal naive one as the yardstick.
///
/// # Errors
/// As `run`.
pub fn run_with(method: &dyn Method, data: &Path, manifest: &Path, out: &Path) -> Result<usize, BenchmarkError> {
    let counts = read_counts(data)?;
    let calendar = read_calendar(data)?;
    let mut tasks: BTreeMap<(String, NaiveDate, u32), Task> = BTreeMap::new();
    for (line, ask) in rows::<Ask>(manifest, MANIFEST_COLUMNS)? {
        let known = counts.get(&ask.dataset).is_some_and(|set| set.contains_key(&ask.series_id));
        if !known {
            let (manifest, data) = (manifest.to_owned(), data.to_owned());
            return Err(BenchmarkError::UnknownSeries { manifest, line, data, series: ask.series_id });
        }
        let task = tasks.entry((ask.dataset, ask.origin, ask.history_days)).or_default();
        task.series.push(ask.series_id);
        task.horizon = task.horizon.max(ask.horizon);
    }
    let answers: Vec<Vec<Answer>> = tasks
        .par_iter()
        .map(|((dataset, origin, days), task)| answer(method, &counts[dataset], &calendar, *origin, *days, task))
        .collect();
    write(out, &answers.concat())
}

const COUNT_COLUMNS: &str = "series_id,date,value";
const CALENDAR_COLUMNS: &str = "applies_to,date,name";
const MANIFEST_COLUMNS: &str = "dataset,series_id,origin,history_days,horizon";

#[derive(Deserialize)]
struct Count {
    series_id: String,
    date: NaiveDate,
    value: f64,
}

#[derive(Deserialize)]
struct CalendarDay {
    applies_to: String,
    date: NaiveDate,
    name: String,
}

#[derive(Deserialize)]
struct Ask {
    dataset: String,
    series_id: String,
    origin: NaiveDate,
    history_days: u32,
    horizon: u32,
}

/// What is asked at one origin of one data set.
#[derive(Default)]
struct Task {
    series: Vec<String>,
    horizon: u32,
}

#[derive(Clone)]
struct Answer {
    series: String,
    origin: NaiveDate,
    day: DayForecast,
}

/// Data set → series → counts, both in order so that every run is alike.
type Counts = BTreeMap<String, BTreeMap<String, Series>>;

fn answer(
    method: &dyn Method,
    set: &BTreeMap<String, Series>,
    calendar: &HashMap<String, Vec<Holiday>>,
    origin: NaiveDate,
    days: u32,
    task: &Task,
) -> Vec<Answer> {
    let (ids, members): (Vec<&String>, Vec<Member>) = set
        .iter()
        .map(|(id, series)| {
            let series = if days == 0 { series.until(origin) } else { series.last_days(origin, days) };
            (id, Member { holidays: holidays_of(id, calendar), ..Member::new(series) })
        })
        .filter(|(id, member)| member.series.observed() > 0 || task.series.contains(id))
        .unzip();
    let forecasts = method.forecast(&members, origin, task.horizon);
    let mut answers = Vec::new();
    for (id, days) in ids.into_iter().zip(forecasts).filter(|(id, _)| task.series.contains(id)) {
        answers.extend(days.into_iter().map(|day| Answer { series: id.clone(), origin, day }));
    }
    answers
}

/// The holidays of a series: those under its own name, and those under a prefix that ends in a dot.
fn holidays_of(id: &str, calendar: &HashMap<String, Vec<Holiday>>) -> Vec<Holiday> {
    let prefixes = id.match_indices('.').map(|(dot, _)| &id[..=dot]);
    prefixes.chain([id]).filter_map(|name| calendar.get(name)).flatten().cloned().collect()
}

fn read_counts(folder: &Path) -> Result<Counts, BenchmarkError> {
    let listing = fs::read_dir(folder).map_err(|source| BenchmarkError::File { path: folder.to_owned(), source })?;
    let mut paths: Vec<PathBuf> = listing.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mut counts = Counts::new();
    for path in paths {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let Some(dataset) = name.strip_suffix(".csv") else {
            continue;
        };
        if dataset.starts_with("calendar") || dataset.starts_with("manifest") {
            continue;
        }
        let mut observations: BTreeMap<String, Vec<(NaiveDate, f64)>> = BTreeMap::new();
        for (line, count) in rows::<Count>(&path, COUNT_COLUMNS)? {
            if !count.value.is_finite() || count.value < 0.0 {
                let what = format!("the value {} of {} is not a count", count.value, count.series_id);
                return Err(BenchmarkError::Row { path, line, what, columns: COUNT_COLUMNS });
            }
            observations.entry(count.series_id).or_default().push((count.date, count.value));
        }
        let series = observations.into_iter().map(|(id, days)| (id, Series::from_observations(&days))).collect();
        counts.insert(dataset.to_owned(), series);
    }
    Ok(counts)
}

fn read_calendar(folder: &Path) -> Result<HashMap<String, Vec<Holiday>>, BenchmarkError> {
    let path = folder.join("calendar.csv");
    let mut calendar: HashMap<String, Vec<Holiday>> = HashMap::new();
    if path.exists() {
        for (_, day) in rows::<CalendarDay>(&path, CALENDAR_COLUMNS)? {
            calendar.entry(day.applies_to).or_default().push(Holiday { date: day.date, name: day.name });
        }
    }
    Ok(calendar)
}

/// The rows of a file with their line numbers.
fn rows<T: for<'a> Deserialize<'a>>(path: &Path, columns: &'static str) -> Result<Vec<(u64, T)>, BenchmarkError> {
    let file = fs::File::open(path).map_err(|source| BenchmarkError::File { path: path.to_owned(), source })?;
    let mut reader = csv::Reader::from_reader(file);
    let mut found = Vec::new();
    let mut line = 1;
    for row in reader.deserialize() {
        line += 1;
        let row = row.map_err(|error| {
            let line = error.position().map_or(line, csv::Position::line);
            BenchmarkError::Row { path: path.to_owned(), line, what: error.to_string(), columns }
        })?;
        found.push((line, row));
    }
    Ok(found)
}

fn write(out: &Path, answers: &[Answer]) -> Result<usize, BenchmarkError> {
    let mut text = String::from("series_id,origin,date,mean,q10,q50,q90,lo95,hi95\n");
    for Answer { series, origin, day } in answers {
        let DayForecast { date, mean, q10, q50, q90, lo95, hi95, .. } = day;
        let numbers = [mean, q10, q50, q90, lo95, hi95].map(|value| format!("{value:.4}")).join(",");
        text.push_str(&format!("{series},{origin},{date},{numbers}\n"));
    }
    let mut name = out.as_os_str().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part = PathBuf::from(name);
    let written = fs::File::create(&part)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&part, out));
    written.map_err(|source| {
        // The half-written file is of no use; that it may not even exist changes nothing about the error.
        let _ = fs::remove_file(&part);
        BenchmarkError::File { path: out.to_owned(), source }
    })?;
    Ok(answers.len())
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

    #[test]
    fn a_calendar_entry_covers_its_series_or_everything_under_its_prefix() {
        let day = |name: &str| vec![Holiday { date: NaiveDate::default(), name: name.into() }];
        let calendar =
            HashMap::from([("shop.".into(), day("all")), ("shop.a".into(), day("one")), ("sho".into(), day("no"))]);
        let names = |id| holidays_of(id, &calendar).into_iter().map(|holiday| holiday.name).collect::<Vec<_>>();
        assert_eq!(names("shop.a"), ["all", "one"]);
        assert_eq!(names("shop.b"), ["all"]);
    }
}
