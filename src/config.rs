//! Settings of one process: defaults, units, environment variables.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
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
///
/// On a fixed day what happens is stamped with that day and the time of the machine, so that it agrees with today and all
/// processes agree with each other. Time moves on, and at midnight back to the morning of the same day: sessions, leases and
/// throttles end within the day, and one that runs over midnight lasts longer.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock {
    /// The day that counts as today.
    pub today: Option<NaiveDate>,
}

/// Local hour at which a fixed day stands still: the start of a working day.
const FIXED_HOUR: u32 = 8;

impl Clock for SystemClock {
    fn now(&self) -> NaiveDateTime {
        let now = Utc::now();
        let Some(day) = self.today else { return now.naive_utc() };
        let local = day.and_time(now.with_timezone(&TIME_ZONE).time());
        TIME_ZONE.from_local_datetime(&local).earliest().map_or(local, |instant| instant.naive_utc())
    }

    fn local_now(&self) -> NaiveDateTime {
        match self.today {
            Some(day) => day.and_time(NaiveTime::from_hms_opt(FIXED_HOUR, 0, 0).unwrap_or_default()),
            None => Utc::now().with_timezone(&TIME_ZONE).naive_local(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_a_fixed_day_a_stamp_bears_that_day_and_the_time_of_the_machine() {
        let day: NaiveDate = "2026-11-23".parse().expect("a date");
        let clock = SystemClock { today: Some(day) };
        let stamped = TIME_ZONE.from_utc_datetime(&clock.now()).naive_local();
        let machine = Utc::now().with_timezone(&TIME_ZONE).time();
        assert_eq!((stamped.date(), clock.today()), (day, day));
        // Midnight may lie between the two.
        assert!((machine - stamped.time()).num_seconds().rem_euclid(24 * 3600) < 60, "{stamped} {machine}");
    }
}
