//! Processes of these tests: children by their parent, signals by the program `kill`, and waiting with an end.

use std::fs;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// Ends the process `id` as if by the power: no handler of it runs.
pub fn kill_9(id: u32) {
    let done = Command::new("kill").args(["-9", &id.to_string()]).status().expect("the program `kill`");
    assert!(done.success(), "process {id} was there to be killed");
}

/// Whether the process `id` runs; one that has ended and waits for its parent does not.
pub fn runs(id: u32) -> bool {
    state_and_parent(id).is_some_and(|(state, _)| state != "Z")
}

/// The running child processes of `parent`.
pub fn children_of(parent: u32) -> Vec<u32> {
    let all = fs::read_dir("/proc").expect("the list of processes").flatten();
    let ids = all.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.filter(|id| state_and_parent(*id).is_some_and(|(state, of)| of == parent && state != "Z")).collect()
}

fn state_and_parent(id: u32) -> Option<(String, u32)> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    Some((fields.next()?.to_owned(), fields.next()?.parse().ok()?))
}

/// Waits for `found` to find something and returns how long that took.
///
/// # Panics
/// When it finds nothing within `limit`.
pub fn wait_for<T>(what: &str, limit: Duration, mut found: impl FnMut() -> Option<T>) -> (T, Duration) {
    let began = Instant::now();
    loop {
        if let Some(found) = found() {
            return (found, began.elapsed());
        }
        assert!(began.elapsed() < limit, "{what}: not within {limit:?}");
        thread::sleep(Duration::from_millis(20));
    }
}
