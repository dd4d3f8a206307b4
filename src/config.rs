//! Settings of one process: defaults, units, environment variables.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::application::ports::Clock;

/// Database used when none is named (`CATRUC_DATABASE`).
pub const DEFAULT_DATABASE: &str = "sqlite:catruc.db";
/// Time zone of the centres (Viet Nam has one).
pub const TIME_ZONE: Tz = chrono_tz::Asia::Ho_Chi_Minh;
/// Largest upload of the browser import, bytes.
pub const UPLOAD_LIMIT: usize = 50 * 1024 * 1024;
/// Memory that one solve may use, MiB (`CATRUC_SOLVE_MEMORY`).
pub const SOLVE_MEMORY: u64 = 1536;
/// Seconds after which the job of a worker that gives no sign of life goes to another (`CATRUC_LEASE`).
pub const LEASE_SECONDS: u32 = 30;

/// The clock of the machine, or the same clock on a fixed day (`CATRUC_TODAY`) for demo, tests and screenshots.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock {
    /// The day that counts as today.
    pub today: Option<NaiveDate>,
}

/// Local hour at which a fixed day stands still: the start of a working day.
const FIXED_HOUR: u32 = 8;

impl Clock for SystemClock {
    fn now(&self) -> NaiveDateTime {
        let now: DateTime<Utc> = Utc::now();
        now.naive_utc()
    }

    fn local_now(&self) -> NaiveDateTime {
        match self.today {
            Some(day) => day.and_time(NaiveTime::from_hms_opt(FIXED_HOUR, 0, 0).unwrap_or_default()),
            None => Utc::now().with_timezone(&TIME_ZONE).naive_local(),
        }
    }
}
