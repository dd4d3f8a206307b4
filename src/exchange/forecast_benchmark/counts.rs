//! The benchmark's files of counts, with the calendar that goes with them.
//!
//! They are read a row at a time: a province's counts are hundreds of megabytes of text, of which little has to be kept.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{BenchmarkError, rows, unreadable};
use crate::forecast::{Holiday, Series};

const COUNT_COLUMNS: &str = "series_id,date,value";
const CALENDAR_COLUMNS: &str = "applies_to,date,name";
/// A day outside is a slip of the pen, and the days between it and the others would fill the memory.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// A count beyond is no count, and the sums and squares of such would leave what a number can hold.
const MOST: f64 = 1e12;

/// One series with the public holidays of its place, both shared by everyone who forecasts from them.
pub(super) struct Known {
    pub series: Arc<Series>,
    pub holidays: Arc<[Holiday]>,
}

impl Known {
    /// Whether any of the days up to `origin` was observed, of the last `history_days` unless that is 0.
    pub fn has_past(&self, origin: NaiveDate, history_days: u32) -> bool {
        if history_days == 0 {
            return self.series.is_known_by(origin);
        }
        self.series.last_days(origin, history_days).observed() > 0
    }
}

/// Data set → series, both in order so that every run is alike.
pub(super) type Counts = BTreeMap<String, BTreeMap<String, Known>>;

/// Everything that the folder knows. Files whose names start with `calendar` or `manifest` hold no counts.
pub(super) fn read(folder: &Path) -> Result<Counts, BenchmarkError> {
    let listing = fs::read_dir(folder).map_err(|source| BenchmarkError::File { path: folder.to_owned(), source })?;
    let mut paths: Vec<PathBuf> = listing.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mut calendar = Calendar { entries: read_calendar(folder)?, shared: HashMap::new() };
    let mut counts = Counts::new();
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_suffix(".csv"));
        let Some(dataset) = name.filter(|name| !name.starts_with("calendar") && !name.starts_with("manifest")) else {
            continue;
        };
        let known = |(id, series): (String, Series)| {
            let holidays = calendar.of(&id);
            (id, Known { series: Arc::new(series), holidays })
        };
        let set = read_set(&path)?.into_iter().map(known).collect();
        counts.insert(dataset.to_owned(), set);
    }
    Ok(counts)
}

/// The series of one file. Rows of one series usually stand together, and then its memory is trimmed when the next begins.
fn read_set(path: &Path) -> Result<Vec<(String, Series)>, BenchmarkError> {
    let file = fs::File::open(path).map_err(|source| BenchmarkError::File { path: path.to_owned(), source })?;
    let refused = |line, what| BenchmarkError::Row { path: path.to_owned(), line, what, columns: COUNT_COLUMNS };
    let mut reader = csv::ReaderBuilder::new().buffer_capacity(1 << 16).from_reader(file);
    let heading = reader.byte_headers().map_err(|error| unreadable(path, &error, 1, COUNT_COLUMNS))?.clone();
    let place = |name: &str| {
        let found = heading.iter().position(|field| field == name.as_bytes());
        found.ok_or_else(|| refused(1, format!("there is no column {name}")))
    };
    let (id_at, date_at, value_at) = (place("series_id")?, place("date")?, place("value")?);

    let mut set: Vec<(String, Series)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut current = 0;
    let mut row = csv::ByteRecord::new();
    let mut line = 1;
    while reader.read_byte_record(&mut row).map_err(|error| unreadable(path, &error, line + 1, COUNT_COLUMNS))? {
        line = row.position().map_or(line + 1, csv::Position::line);
        let field = |at: usize, name: &str| {
            str::from_utf8(&row[at]).map_err(|_| refused(line, format!("the column {name} is not UTF-8")))
        };
        let (id, date, value) = (field(id_at, "series_id")?, field(date_at, "date")?, field(value_at, "value")?);
        let day = day("date", date).map_err(|what| refused(line, what))?;
        let Some(count) = value.parse().ok().filter(|count: &f64| (0.0..=MOST).contains(count)) else {
            return Err(refused(line, format!("the value {value:?} of {id} is not a count from 0 to {MOST}")));
        };
        if set.get(current).is_none_or(|(open, _)| open != id) {
            current = match places.get(id) {
                Some(place) => *place,
                None => {
                    if let Some((_, series)) = set.last_mut() {
                        series.values.shrink_to_fit();
                    }
                    places.insert(id.to_owned(), set.len());
                    set.push((id.to_owned(), Series::empty(day)));
                    set.len() - 1
                }
            };
        }
        if !set[current].1.observe(day, count) {
            return Err(refused(line, format!("{id} has a second value for {day}; keep one of them")));
        }
    }
    for (_, series) in &mut set {
        series.values.shrink_to_fit();
    }
    Ok(set)
}

/// The day in a column, or what is wrong with it.
pub(super) fn day(column: &str, text: &str) -> Result<NaiveDate, String> {
    iso_day(text).ok_or_else(|| {
        format!("the column {column}: {text:?} is no day between the years 1900 and 2199, written like 2026-03-02")
    })
}

/// A day as `YYYY-MM-DD`, in the years that are believed.
fn iso_day(text: &str) -> Option<NaiveDate> {
    let digits = text.as_bytes();
    if digits.len() != 10 || digits[4] != b'-' || digits[7] != b'-' {
        return None;
    }
    let number = |from: usize, to: usize| {
        digits[from..to].iter().try_fold(0_u32, |sum, digit| {
            let digit = char::from(*digit).to_digit(10)?;
            Some(10 * sum + digit)
        })
    };
    let year = i32::try_from(number(0, 4)?).ok().filter(|year| YEARS.contains(year))?;
    NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)
}

#[derive(Deserialize)]
struct CalendarDay {
    applies_to: String,
    date: String,
    name: String,
}

/// The holidays under each name, and the lists that were already made of them.
struct Calendar {
    entries: HashMap<String, Vec<Holiday>>,
    shared: HashMap<Vec<String>, Arc<[Holiday]>>,
}

impl Calendar {
    /// The holidays of a series: those under its own name, and those under a prefix that ends in a dot.
    fn of(&mut self, id: &str) -> Arc<[Holiday]> {
        let prefixes = id.match_indices('.').map(|(dot, _)| &id[..=dot]);
        let names: Vec<String> =
            prefixes.chain([id]).filter(|name| self.entries.contains_key(*name)).map(str::to_owned).collect();
        let entries = &self.entries;
        let joined =
            |names: &Vec<String>| names.iter().filter_map(|name| entries.get(name)).flatten().cloned().collect();
        Arc::clone(self.shared.entry(names).or_insert_with_key(joined))
    }
}

fn read_calendar(folder: &Path) -> Result<HashMap<String, Vec<Holiday>>, BenchmarkError> {
    let path = folder.join("calendar.csv");
    let mut calendar: HashMap<String, Vec<Holiday>> = HashMap::new();
    if path.exists() {
        for (line, entry) in rows::<CalendarDay>(&path, CALENDAR_COLUMNS)? {
            let date = day("date", &entry.date).map_err(|what| BenchmarkError::Row {
                path: path.clone(),
                line,
                what,
                columns: CALENDAR_COLUMNS,
            })?;
            calendar.entry(entry.applies_to).or_default().push(Holiday { date, name: entry.name });
        }
    }
    Ok(calendar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calendar_entry_covers_its_series_or_everything_under_its_prefix() {
        let day = |name: &str| vec![Holiday { date: NaiveDate::default(), name: name.into() }];
        let entries =
            HashMap::from([("shop.".into(), day("all")), ("shop.a".into(), day("one")), ("sho".into(), day("no"))]);
        let mut calendar = Calendar { entries, shared: HashMap::new() };
        let mut names = |id| calendar.of(id).iter().map(|holiday| holiday.name.clone()).collect::<Vec<_>>();
        assert_eq!(names("shop.a"), ["all", "one"]);
        assert_eq!(names("shop.b"), ["all"]);
        assert!(names("other").is_empty());
        assert!(Arc::ptr_eq(&calendar.of("shop.b"), &calendar.of("shop.c")));
    }

    #[test]
    fn a_day_is_written_in_one_way() {
        assert_eq!(iso_day("2026-03-02"), NaiveDate::from_ymd_opt(2026, 3, 2));
        for wrong in ["2026-02-30", "2026-3-02", "02/03/2026", "1899-12-31", "2200-01-01", "2026-03-0é", ""] {
            assert_eq!(iso_day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn rows_in_any_order_make_the_same_series() {
        let folder = tempfile::tempdir().unwrap();
        let set = |rows: &str| {
            let path = folder.path().join("shop.csv");
            fs::write(&path, format!("note,value,date,series_id\n{rows}")).unwrap();
            let mut set = read_set(&path).unwrap();
            set.sort_by(|one, other| one.0.cmp(&other.0));
            set
        };
        let grouped = set(",1,2026-03-02,a\n,2,2026-03-04,a\n,7,2026-03-03,b\n");
        assert_eq!(grouped, set(",2,2026-03-04,a\n,7,2026-03-03,b\n,1,2026-03-02,a\n"));
        assert_eq!(grouped[0].1.values, [Some(1.0), None, Some(2.0)]);
    }
}
