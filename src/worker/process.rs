//! A solver in a process of its own: it cannot take the server along, can be ended at once, and keeps to its memory.

use std::io::{self, BufRead, BufReader, Write};
use std::ops::ControlFlow;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::memory::resident_bytes;
use super::messages::{Cells, Line, STOP, Task, plan_of};
use crate::application::planning::solver::{CutShort, Solved, Solver};
use crate::domain::instance::Instance;
use crate::exchange::officer_rosters::read_officer_rosters;
use crate::optimiser::solve::{Progress, SolveOptions};
use crate::optimiser::warm_start::WarmStart;

/// The hidden subcommand that solves one task.
pub const SUBCOMMAND: &str = "solve-job";
/// Time between two looks at the process, and between two signs of life while it is silent.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// How long a process that was asked to stop may take before it is killed.
const GRACE: Duration = Duration::from_millis(450);
/// How long beyond its time limit a process may take before it is asked to stop.
const OVERTIME: Duration = Duration::from_secs(5);
/// What a solve may need for a moment beyond its ceiling while it is stopping, in parts of the ceiling; beyond, it is
/// killed at once.
const LENIENCY: u64 = 4;
const MEBIBYTE: u64 = 1024 * 1024;

/// Solves in a process of its own.
#[derive(Clone, Debug)]
pub struct ProcessSolver {
    program: PathBuf,
    memory_limit: u64,
}

impl ProcessSolver {
    /// Runs `program`, which is this program, with at most `mebibytes` MiB of memory. The ceiling holds where the system
    /// tells how much a process uses (Linux).
    #[must_use]
    pub fn new(program: PathBuf, mebibytes: u64) -> Self {
        Self { program, memory_limit: mebibytes.saturating_mul(MEBIBYTE) }
    }

    /// As [`ProcessSolver::new`], with the program that is running.
    ///
    /// # Errors
    /// When the system does not tell where that is.
    pub fn of_this_program(mebibytes: u64) -> io::Result<Self> {
        let program = std::env::current_exe()?;
        // An update puts another file into the place of the running one; the old one can still be reached so.
        let still_open = PathBuf::from(format!("/proc/{}/exe", std::process::id()));
        Ok(Self::new(if program.exists() { program } else { still_open }, mebibytes))
    }

    /// The process, below the priority of the server where the system knows `nice`. In a group of its own, so that the
    /// Ctrl-C which ends the server reaches it as a request to stop.
    fn spawn(&self) -> io::Result<Child> {
        let spawned =
            |mut command: Command| command.stdin(Stdio::piped()).stdout(Stdio::piped()).process_group(0).spawn();
        let mut gentle = Command::new("nice");
        gentle.args(["-n", "10"]).arg(&self.program).arg(SUBCOMMAND);
        spawned(gentle).or_else(|_| {
            let mut plain = Command::new(&self.program);
            plain.arg(SUBCOMMAND);
            spawned(plain)
        })
    }
}

impl Solver for ProcessSolver {
    fn solve(
        &mut self,
        instance: &Instance,
        options: &SolveOptions,
        known: &WarmStart,
        hear: &mut dyn FnMut(Option<&Progress>) -> ControlFlow<()>,
    ) -> Solved {
        let crashed = |reason: String| Solved { cut_short: Some(CutShort::Crashed(reason)), ..Solved::default() };
        let mut child = match self.spawn() {
            Ok(child) => child,
            Err(error) => return crashed(format!("{} does not start: {error}", self.program.display())),
        };
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return crashed("the process has no pipes".to_owned());
        };
        let task = Task::new(instance, options, known);
        let mut running = Running {
            child: Ended(child),
            words: speak(input, &task),
            lines: listen(BufReader::new(output)),
            instance,
            memory_limit: self.memory_limit,
            began: Instant::now(),
            overdue: options.work_limit.is_none().then_some(options.time_limit + OVERTIME),
            known: None,
            last_word: None,
        };
        running.follow(hear)
    }
}

/// A process that does not outlive this value.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        // It may be gone already; either way nothing of it is left after the wait.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

struct Running<'a> {
    child: Ended,
    words: Sender<&'static str>,
    lines: Receiver<Line>,
    instance: &'a Instance,
    memory_limit: u64,
    began: Instant,
    overdue: Option<Duration>,
    /// What it told last; the plan is the best one so far.
    known: Option<Progress>,
    /// What the last line said.
    last_word: Option<LastWord>,
}

/// What was proved when the solve was over.
#[derive(Clone, Copy, Debug, Default)]
struct LastWord {
    bound: Option<f64>,
    proven: bool,
    contradicts: bool,
}

impl Running<'_> {
    fn follow(&mut self, hear: &mut dyn FnMut(Option<&Progress>) -> ControlFlow<()>) -> Solved {
        let mut kill_at: Option<Instant> = None;
        let mut cut_short = None;
        let mut heard_plan = None;
        loop {
            match self.lines.recv_timeout(LOOK_EVERY) {
                // While a roster was being kept, several lines may have come: only the newest state counts.
                Ok(line) => std::iter::once(line).chain(self.lines.try_iter()).for_each(|line| match line {
                    Line::Refused { reason } => cut_short = Some(CutShort::Crashed(reason)),
                    line => take(line, self.instance, &mut self.known, &mut self.last_word),
                }),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    if self.last_word.is_none() && kill_at.is_none() && cut_short.is_none() {
                        cut_short = Some(CutShort::Crashed(self.how_it_ended()));
                    }
                    break;
                }
            }
            if self.last_word.is_some() && kill_at.is_none() {
                // What came with the last line; there is nothing left to break off.
                let _ = self.tell(&mut heard_plan, hear);
                break;
            }
            if self.last_word.is_some() || kill_at.is_some_and(|at| Instant::now() >= at) {
                break;
            }
            let used = resident_bytes(self.child.0.id()).unwrap_or(0);
            if used > self.memory_limit {
                cut_short = Some(CutShort::Memory { mebibytes: self.memory_limit / MEBIBYTE });
                if used > self.memory_limit + self.memory_limit / LENIENCY {
                    break;
                }
            }
            if kill_at.is_some() {
                continue;
            }
            let overdue = self.overdue.is_some_and(|limit| self.began.elapsed() >= limit);
            if overdue || cut_short.is_some() || self.tell(&mut heard_plan, hear).is_break() {
                // A process that is gone will be noticed by the end of its lines.
                let _ = self.words.send(STOP);
                kill_at = Some(Instant::now() + GRACE);
            }
        }
        let so_far = || LastWord { bound: self.known.as_ref().and_then(|known| known.bound), ..LastWord::default() };
        let LastWord { bound, proven, contradicts } = self.last_word.unwrap_or_else(so_far);
        Solved {
            plan: self.known.take().and_then(|known| known.plan),
            bound,
            proven,
            contradicts,
            seconds: self.began.elapsed().as_secs_f64(),
            cut_short,
        }
    }

    /// Passes on what is known, with the roster when it is another than `heard`, and columns once.
    fn tell(
        &mut self,
        heard: &mut Option<f64>,
        hear: &mut dyn FnMut(Option<&Progress>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let Some(known) = &mut self.known else { return hear(None) };
        let mut told = known.clone();
        known.columns = None;
        if *heard == Some(told.objective) {
            told.plan = None;
        }
        *heard = Some(told.objective);
        hear(Some(&told))
    }

    /// How the process ended, in the words of the system.
    fn how_it_ended(&mut self) -> String {
        let status = self.child.0.wait();
        status.map_or_else(|error| error.to_string(), |status| format!("the solving process ended early: {status}"))
    }
}

/// Takes in one line.
fn take(line: Line, instance: &Instance, known: &mut Option<Progress>, last_word: &mut Option<LastWord>) {
    let plan = |roster: Option<Cells>| roster.and_then(|cells| plan_of(instance, &cells));
    match line {
        Line::Progress { seconds, objective, bound, roster, columns } => {
            let (before, waiting) = known.take().map_or((None, None), |known| (known.plan, known.columns));
            let columns = columns.and_then(|text| read_officer_rosters(instance, &text).ok()).or(waiting);
            let gap = bound.map(|bound| (objective - bound).max(0.0) / objective.abs().max(1.0));
            *known = Some(Progress { seconds, objective, bound, gap, plan: plan(roster).or(before), columns });
        }
        Line::End { bound, proven, contradicts, roster, .. } => {
            if let (Some(known), Some(plan)) = (known, plan(roster)) {
                known.plan = Some(plan);
            }
            *last_word = Some(LastWord { bound, proven, contradicts });
        }
        Line::Refused { .. } => {}
    }
}

/// Writes the task and then every word sent. The process reads when it likes, and we wait for nothing; it sees the end of
/// our writing when the sender is dropped, or when we die.
fn speak(mut input: ChildStdin, task: &Task) -> Sender<&'static str> {
    let (sender, words) = channel::<&'static str>();
    let task = serde_json::to_string(task).unwrap_or_default();
    thread::spawn(move || {
        let mut say = |line: &str| input.write_all(format!("{line}\n").as_bytes()).and_then(|()| input.flush());
        let mut heard = say(&task);
        while let (Ok(()), Ok(word)) = (&heard, words.recv()) {
            heard = say(word);
        }
    });
    sender
}

/// The lines of the process as they come; the channel closes when there are no more.
fn listen(output: impl BufRead + Send + 'static) -> Receiver<Line> {
    let (sender, lines) = channel();
    thread::spawn(move || {
        for text in output.lines().map_while(Result::ok) {
            match serde_json::from_str(&text) {
                Ok(line) => {
                    if sender.send(line).is_err() {
                        break;
                    }
                }
                Err(error) => tracing::warn!(%error, "a line of the solving process cannot be read"),
            }
        }
    });
    lines
}
