//! Ends a solve in this process when it uses more memory than it may.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use super::worker::SolveMemory;
use crate::worker::memory::resident_bytes;

/// Between two looks.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// Looks at this process at the signs of life of its solve, from the first roster on. Where the system does not tell what a
/// process uses, nothing is ended.
pub(super) struct MemoryCeiling {
    mebibytes: u64,
    looked: Option<Instant>,
    was_reached: bool,
}

impl MemoryCeiling {
    /// Without `memory`, none.
    pub fn new(memory: Option<SolveMemory>) -> Self {
        Self { mebibytes: memory.map_or(u64::MAX, SolveMemory::mebibytes), looked: None, was_reached: false }
    }

    /// Says whether to go on.
    pub fn look(&mut self) -> ControlFlow<()> {
        if self.looked.is_none_or(|looked| looked.elapsed() >= LOOK_EVERY) {
            self.looked = Some(Instant::now());
            let used = resident_bytes(std::process::id()).unwrap_or(0) / (1024 * 1024);
            self.was_reached |= used > self.mebibytes;
        }
        if self.was_reached { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Tells whoever reads the terminal that the ceiling ended the solve.
    pub fn tell(&self) {
        if self.was_reached {
            let mebibytes = self.mebibytes;
            eprintln!("The solve needed more than {mebibytes} MiB and was stopped; --solve-memory allows it more.");
        }
    }
}
