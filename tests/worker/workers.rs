//! `catruc worker` as a process, killed while it works: nothing that was acknowledged is lost, and nothing is done twice.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use catruc::application::planning::propose_roster::{ProposeError, draft_roster};
use catruc::application::ports::{
    CellChange, Clock, JobState, JobTrouble, Jobs, PlanningJob, Rosters, StorageError, Tables,
};
use catruc::application::review::judge_roster::judge_roster;
use catruc::config::SystemClock;
use catruc::domain::ids::RosterId;
use catruc::domain::officer::{Leave, LeaveKind};
use catruc::exchange::data_folder::DataFolder;
use catruc::store::Database;

use crate::on_both_databases;
use crate::processes::{children_of, kill_9, runs, wait_for};

/// Long enough for a busy machine; every wait ends as soon as it may.
const PATIENCE: Duration = Duration::from_secs(60);

fn command(database: &Database, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_catruc"));
    command.args(arguments).args(["--database", &database.shown(), "--today", "2025-03-01"]).stdout(Stdio::null());
    command
}

/// A draft of two weeks from real counts with a queued job that would take a minute and more.
fn queued(database: &Database) -> RosterId {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/control-points");
    let imported = command(database, &["import", data.to_str().expect("a path")]).status().expect("the program");
    assert!(imported.success());
    let clock = SystemClock { today: "2025-03-01".parse().ok() };
    let first = "2025-03-03".parse().expect("a Monday");
    database
        .transaction::<_, ProposeError>(|store| {
            let (head, _) = draft_roster(store, &clock, &"SB".into(), "test", first, 2)?;
            store.queue_job(head.id, 90, 0, clock.now())?;
            Ok(head.id)
        })
        .expect("a draft")
}

/// A worker that is killed with this value.
struct Worker(Child);

impl Worker {
    fn start(database: &Database) -> Self {
        Self(command(database, &["worker", "--lease", "2"]).spawn().expect("the program"))
    }

    /// The process that solves for it.
    fn solving(&self) -> u32 {
        wait_for("a solving process", PATIENCE, || children_of(self.0.id()).first().copied()).0
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn job(database: &Database, roster: RosterId) -> PlanningJob {
    database.read::<_, StorageError>(|store| store.latest_job(roster)).expect("a store").expect("a job")
}

fn objective(database: &Database, roster: RosterId) -> f64 {
    let head = database.read::<_, StorageError>(|store| store.roster(roster)).expect("a store").expect("the roster");
    head.proof.expect("a proof").objective
}

on_both_databases! {
    fn a_job_whose_worker_is_killed_is_taken_up_by_another_and_keeps_its_best(database) {
        let roster = queued(database);
        let at_first = objective(database, roster);
        let killed = Worker::start(database);
        wait_for("a better roster", PATIENCE, || (objective(database, roster) < at_first).then_some(()));
        let solving = killed.solving();
        kill_9(killed.0.id());
        let (_, orphaned) = wait_for("the end of the orphan", PATIENCE, || (!runs(solving)).then_some(()));
        assert!(orphaned < Duration::from_secs(1), "{orphaned:?}");
        let acknowledged = objective(database, roster);
        assert_eq!(job(database, roster).state, JobState::Running, "nobody has told that its worker is dead");

        let other = Worker::start(database);
        wait_for("the second attempt", PATIENCE, || (job(database, roster).attempts == 2).then_some(()));
        other.solving();
        database.transaction::<_, StorageError>(|store| store.stop_job(roster)).expect("a store");
        let (ended, took) = wait_for("the end of the job", PATIENCE, || {
            Some(job(database, roster)).filter(|job| job.state != JobState::Running)
        });
        assert!(took < Duration::from_secs(2), "{took:?}");
        assert_eq!((ended.state, ended.trouble), (JobState::Done, None));
        assert!(objective(database, roster) <= acknowledged, "an acknowledged roster was lost");
        let judged = database.read(|store| {
            let head = store.roster(roster)?.expect("the roster");
            judge_roster(store, head)
        });
        assert!(judged.expect("a store").hard_breaches().is_empty());
    }

    fn a_job_that_meets_a_pin_on_a_day_of_leave_says_that_nothing_is_lawful_and_keeps_the_draft(database) {
        let roster = queued(database);
        let now = SystemClock { today: "2025-03-01".parse().ok() }.now();
        let cells = database.transaction::<_, StorageError>(|store| {
            let head = store.roster(roster)?.expect("the roster");
            let cell = store.assignments(roster)?.into_iter().next().expect("a cell");
            let (officer, date, shift) = (cell.officer, cell.date, Some(cell.shift));
            let leave = Leave { officer: officer.clone(), from: date, to: date, kind: LeaveKind::Annual };
            let pin = CellChange { officer, date, before: shift.clone(), after: shift, pinned: true };
            store.change_cells(roster, head.revision, &[pin], "test", now)?;
            store.keep_folder(&DataFolder { leave: vec![leave], ..DataFolder::default() }, "test", now)?;
            store.assignments(roster)
        });
        let _worker = Worker::start(database);
        let ended = wait_for("the end of the job", PATIENCE, || {
            Some(job(database, roster)).filter(|job| job.state == JobState::Failed)
        });
        assert_eq!(ended.0.trouble, Some(JobTrouble::NothingLawful));
        let after = database.read::<_, StorageError>(|store| store.assignments(roster)).expect("a store");
        assert_eq!(after, cells.expect("a draft"));
    }

    fn a_job_whose_solving_process_dies_three_times_is_given_up_and_the_worker_lives(database) {
        let roster = queued(database);
        let mut worker = Worker::start(database);
        for attempt in 1..=3 {
            wait_for("the next attempt", PATIENCE, || (job(database, roster).attempts == attempt).then_some(()));
            kill_9(worker.solving());
            wait_for("the worker to notice", PATIENCE, || {
                let job = job(database, roster);
                (job.attempts > attempt || job.state == JobState::Failed).then_some(())
            });
        }
        let ended = job(database, roster);
        assert_eq!((ended.state, ended.trouble), (JobState::Failed, Some(JobTrouble::Lost { attempts: 3 })));
        assert!(worker.0.try_wait().expect("the worker").is_none(), "the worker outlives what it started");
    }
}
