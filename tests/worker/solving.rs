//! One solve in a process of its own.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use catruc::application::planning::solver::{CutShort, Solver};
use catruc::checker;
use catruc::domain::instance::Instance;
use catruc::exchange::instance::read_instance;
use catruc::optimiser::solve::SolveOptions;
use catruc::optimiser::warm_start::WarmStart;
use catruc::worker::ProcessSolver;

use crate::processes::kill_9;

/// More than any solve here needs.
const PLENTY: u64 = 4096;

fn instance(name: &str) -> Instance {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/commune").join(name);
    read_instance(&std::fs::read_to_string(path).expect("the instance")).expect("an instance")
}

fn solver(mebibytes: u64) -> ProcessSolver {
    ProcessSolver::new(PathBuf::from(env!("CARGO_BIN_EXE_catruc")), mebibytes)
}

fn options(seconds: u64) -> SolveOptions {
    SolveOptions { time_limit: Duration::from_secs(seconds), work_limit: None, gap: 0.0, threads: 2, seed: 1 }
}

#[test]
fn a_process_tells_better_rosters_and_its_last_one_is_lawful() {
    let instance = instance("S1.json");
    let mut told = 0;
    let solved = solver(PLENTY).solve(&instance, &options(5), &WarmStart::default(), &mut |progress| {
        told += usize::from(progress.is_some_and(|progress| progress.plan.is_some()));
        ControlFlow::Continue(())
    });
    assert_eq!(solved.cut_short, None);
    let verdict = checker::check(&instance, &solved.plan.expect("a roster"));
    assert!(verdict.is_lawful() && told > 0, "{told} rosters told; {:?}", verdict.breaches);
    assert!(solved.bound.is_none_or(|bound| bound <= verdict.objective + 1e-6));
}

#[test]
fn a_stop_ends_the_process_within_a_second_and_keeps_the_best_told() {
    let instance = instance("M1.json");
    let (began, mut asked, mut best) = (Instant::now(), None, None);
    let solved = solver(PLENTY).solve(&instance, &options(60), &WarmStart::default(), &mut |progress| {
        best = progress.map(|progress| progress.objective).or(best);
        if best.is_some() && began.elapsed() > Duration::from_secs(2) {
            asked = Some(Instant::now());
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    let took = asked.expect("it was asked to stop").elapsed();
    assert!(took < Duration::from_secs(1), "{took:?}");
    let verdict = checker::check(&instance, &solved.plan.expect("a roster"));
    assert!(verdict.is_lawful() && Some(verdict.objective) <= best, "{} {best:?}", verdict.objective);
    assert_eq!(solved.cut_short, None);
}

/// Two hundred officers: long before the first linear programme is solved.
#[test]
fn a_stop_within_the_first_linear_programme_is_obeyed_within_a_second() {
    let instance = instance("XL1.json");
    let (began, mut asked, mut root) = (Instant::now(), None, false);
    let solved = solver(PLENTY).solve(&instance, &options(60), &WarmStart::default(), &mut |progress| {
        // The columns of the root are told as soon as it is solved.
        root |= progress.is_some_and(|progress| progress.columns.is_some());
        if progress.is_some() && began.elapsed() > Duration::from_secs(3) {
            asked = Some(Instant::now());
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    let took = asked.expect("it was asked to stop").elapsed();
    assert!(!root, "the root was solved before the stop: stop earlier");
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert!(checker::check(&instance, &solved.plan.expect("a roster")).is_lawful());
}

#[test]
fn a_solve_beyond_its_memory_ends_early_and_says_so() {
    let solved =
        solver(4).solve(&instance("M1.json"), &options(60), &WarmStart::default(), &mut |_| ControlFlow::Continue(()));
    assert_eq!(solved.cut_short, Some(CutShort::Memory { mebibytes: 4 }));
    assert!(solved.seconds < 10.0, "{}", solved.seconds);
}

#[test]
fn a_process_that_dies_is_a_crash_and_its_best_roster_stays() {
    let instance = instance("M1.json");
    let mut killed = false;
    let solved = solver(PLENTY).solve(&instance, &options(60), &WarmStart::default(), &mut |progress| {
        if progress.is_some_and(|progress| progress.plan.is_some()) && !killed {
            kill_9(child_of_this_thread());
            killed = true;
        }
        ControlFlow::Continue(())
    });
    assert!(killed);
    assert!(matches!(solved.cut_short, Some(CutShort::Crashed(_))), "{:?}", solved.cut_short);
    assert!(solved.plan.is_some());
}

/// The process that this thread has started; other tests of this process have theirs.
fn child_of_this_thread() -> u32 {
    let children = std::fs::read_to_string("/proc/thread-self/children").expect("the children of this thread");
    children.trim().parse().expect("one child")
}

#[test]
fn a_program_that_is_not_there_is_a_crash_that_says_so() {
    let mut missing = ProcessSolver::new(PathBuf::from("/no/such/program"), PLENTY);
    let solved =
        missing.solve(&instance("S1.json"), &options(5), &WarmStart::default(), &mut |_| ControlFlow::Continue(()));
    assert!(matches!(solved.cut_short, Some(CutShort::Crashed(_))), "{:?}", solved.cut_short);
}
