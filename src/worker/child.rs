//! Inside the process that solves: one task in, lines out, and an end in time whatever the solver is doing.
//!
//! HiGHS cannot be interrupted inside a root relaxation. The listener therefore ends the whole process itself when it is
//! asked to stop and the solver does not come back soon, and at once when whoever asked is gone.

use std::io::{BufRead, Write};
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::messages::{Cells, Line, STOP, Task, cells_of};
use crate::domain::instance::Instance;
use crate::exchange::instance::read_instance;
use crate::exchange::officer_rosters::write_officer_rosters;
use crate::optimiser::solve::{Progress, SolveOptions, Status, solve};
use crate::optimiser::warm_start::WarmStart;

/// How long a solver that was asked to stop may take before the process ends without it.
const PATIENCE: Duration = Duration::from_millis(150);
/// How long the tidy end of the process may take while threads of the solver still run.
const TIDY_END: Duration = Duration::from_millis(200);
/// The first process to go when the machine has no memory left (`/proc/self/oom_score_adj`, −1000 to 1000).
const EXPENDABLE: &str = "1000";

/// Solves the task on the first line of `input` and ends the process.
pub fn solve_one(mut input: impl BufRead + Send + 'static, output: impl Write + Send + 'static) -> ! {
    // Elsewhere than on Linux there is no such file, and the machine chooses for itself.
    let _ = std::fs::write("/proc/self/oom_score_adj", EXPENDABLE);
    let speaker = Arc::new(Speaker::new(output));
    match read_task(&mut input) {
        Err(reason) => speaker.end(&Line::Refused { reason }),
        Ok((instance, options, known)) => {
            let listening = Arc::clone(&speaker);
            thread::spawn(move || listen(input, &listening));
            let outcome = solve(&instance, &options, &known, &mut |progress| speaker.tell(&instance, progress));
            speaker.end(&Line::End {
                seconds: outcome.seconds,
                bound: outcome.bound,
                proven: outcome.status == Status::Optimal,
                contradicts: outcome.status == Status::NoRoster,
                roster: outcome.plan.as_ref().map(cells_of),
            });
        }
    }
    leave()
}

fn read_task(input: &mut impl BufRead) -> Result<(Instance, SolveOptions, WarmStart), String> {
    let mut line = String::new();
    input.read_line(&mut line).map_err(|error| error.to_string())?;
    let task: Task = serde_json::from_str(&line).map_err(|error| format!("no task: {error}"))?;
    let options = task.options().ok_or_else(|| format!("{} is no time in seconds", task.seconds))?;
    let instance = read_instance(&task.instance).map_err(|error| error.to_string())?;
    let known = task.known(&instance);
    Ok((instance, options, known))
}

/// Waits for a word of whoever gave the task.
fn listen(input: impl BufRead, speaker: &Speaker) {
    // Reading fails like it ends: nobody is there any more.
    let word = input.lines().map_while(Result::ok).find(|line| line.trim() == STOP);
    if word.is_some() {
        speaker.lock().stop = true;
        thread::sleep(PATIENCE);
        speaker.end_with_last();
    }
    leave()
}

/// Ends the process now. Threads of the solver may be busy with what a tidy end takes apart, so it gets a short time.
fn leave() -> ! {
    thread::spawn(|| {
        thread::sleep(TIDY_END);
        std::process::abort()
    });
    std::process::exit(0)
}

/// The only one who writes: no line after the last one, and no word to a reader who is gone.
struct Speaker(Mutex<Speech>);

struct Speech {
    output: Box<dyn Write + Send>,
    /// Somebody asked to stop.
    stop: bool,
    /// The last line was written.
    ended: bool,
    began: Instant,
    bound: Option<f64>,
}

impl Speaker {
    fn new(output: impl Write + Send + 'static) -> Self {
        let output = Box::new(output);
        Self(Mutex::new(Speech { output, stop: false, ended: false, began: Instant::now(), bound: None }))
    }

    fn lock(&self) -> MutexGuard<'_, Speech> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, instance: &Instance, progress: &Progress) -> ControlFlow<()> {
        let mut speech = self.lock();
        speech.bound = progress.bound;
        let roster: Option<Cells> = progress.plan.as_ref().map(cells_of);
        let Progress { seconds, objective, bound, .. } = *progress;
        let columns = progress.columns.as_ref().map(|columns| write_officer_rosters(instance, columns));
        speech.write(&Line::Progress { seconds, objective, bound, roster, columns });
        if speech.stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn end(&self, line: &Line) {
        let mut speech = self.lock();
        speech.write(line);
        speech.ended = true;
    }

    /// The last line by what was told before.
    fn end_with_last(&self) {
        let (seconds, bound) = {
            let speech = self.lock();
            (speech.began.elapsed().as_secs_f64(), speech.bound)
        };
        self.end(&Line::End { seconds, bound, proven: false, contradicts: false, roster: None });
    }
}

impl Speech {
    fn write(&mut self, line: &Line) {
        if self.ended {
            return;
        }
        let written = serde_json::to_string(line).map_err(std::io::Error::from).and_then(|text| {
            self.output.write_all(format!("{text}\n").as_bytes())?;
            self.output.flush()
        });
        if written.is_err() {
            leave()
        }
    }
}
