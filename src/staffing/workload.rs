//! Dossiers × minutes → officers, where nobody queues: the back office, and hours outside the regular day.
//!
//! An officer is productive for a part of the time on duty (default 80 %: the rest goes to questions, files and breaks);
//! of the officers on the roster some are away for training or meetings (shrinkage).

/// Minutes of work in `dossiers` of `minutes_each`.
#[must_use]
pub fn workload_minutes(dossiers: f64, minutes_each: f64) -> f64 {
    dossiers * minutes_each
}

/// Minutes that one officer present for `span_minutes` gives to dossiers; `productive_share` in `0.0..=1.0`.
#[must_use]
pub fn productive_minutes(span_minutes: u32, productive_share: f64) -> f64 {
    f64::from(span_minutes) * productive_share
}

/// The fewest officers who finish `workload_minutes` when each gives `productive_minutes`; 0 when there is no work.
/// Where nobody can give a minute (an empty span), nobody is asked for.
#[must_use]
pub fn officers_for_workload(workload_minutes: f64, productive_minutes: f64) -> u32 {
    if productive_minutes <= 0.0 {
        return 0;
    }
    // Without the tolerance 3 × 0.1 hours of work would ask for a second officer over a rounding error.
    (workload_minutes / productive_minutes - 1e-9).ceil().max(0.0) as u32
}

/// Officers to put on the roster so that `present` are at work when the share `shrinkage` (in `0.0..1.0`) is away.
#[must_use]
pub fn rostered(present: u32, shrinkage: f64) -> u32 {
    (f64::from(present) / (1.0 - shrinkage) - 1e-9).ceil().max(0.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_officer_is_one_officer_and_a_minute_more_is_two() {
        let evening = productive_minutes(120, 0.8);
        assert_eq!(evening, 96.0);
        assert_eq!(officers_for_workload(workload_minutes(24.0, 4.0), evening), 1);
        assert_eq!(officers_for_workload(97.0, evening), 2);
        assert_eq!(officers_for_workload(0.0, evening), 0);
        assert_eq!(officers_for_workload(10.0, 0.0), 0);
    }

    #[test]
    fn shrinkage_adds_officers_to_the_roster() {
        assert_eq!(rostered(9, 0.0), 9);
        assert_eq!(rostered(9, 0.1), 10);
        assert_eq!(rostered(10, 0.1), 12);
        assert_eq!(rostered(0, 0.1), 0);
    }
}
