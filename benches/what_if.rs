//! What a manager waits for after one edit: the roster judged anew, what every choice of a cell would do, who could
//! exchange the shift, why counters are short, and how equally it is shared.
//!
//! `CATRUC_BENCH_INSTANCE` names the instance; `make bench` makes up a centre of 60 officers.

use catruc::checker;
use catruc::domain::instance::{Instance, Plan};
use catruc::exchange::instance::read_instance;
use catruc::optimiser::equal_treatment::equal_treatment;
use catruc::optimiser::explain::why_short;
use catruc::optimiser::first_roster;
use catruc::optimiser::what_if::{choices, substitutes};
use divan::Bencher;

fn main() {
    divan::main();
}

/// The instance with a lawful roster, and a cell in the middle of it that works.
fn planned() -> (Instance, Plan, usize, usize) {
    let path = std::env::var("CATRUC_BENCH_INSTANCE").unwrap_or_else(|_| "tests/data/commune/M1.json".to_owned());
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}; run `make bench`"));
    let instance = read_instance(&text).expect("an instance");
    let plan = first_roster(&instance).expect("a lawful roster");
    let middle = plan.assignments().count() / 2;
    let (officer, day, _) = plan.assignments().nth(middle).expect("somebody works");
    (instance, plan, officer, day)
}

#[divan::bench]
fn judge(bencher: Bencher) {
    let (instance, plan, ..) = planned();
    bencher.bench(|| checker::check(&instance, &plan));
}

#[divan::bench]
fn choices_of_a_cell(bencher: Bencher) {
    let (instance, plan, officer, day) = planned();
    bencher.bench(|| choices(&instance, &plan, officer, day));
}

#[divan::bench]
fn substitutes_of_a_cell(bencher: Bencher) {
    let (instance, plan, officer, day) = planned();
    bencher.bench(|| substitutes(&instance, &plan, officer, day));
}

#[divan::bench]
fn reasons_of_every_shortfall(bencher: Bencher) {
    let (instance, plan, ..) = planned();
    bencher.bench(|| why_short(&instance, &plan));
}

#[divan::bench]
fn equal_shares(bencher: Bencher) {
    let (instance, plan, ..) = planned();
    bencher.bench(|| equal_treatment(&instance, &plan, usize::MAX));
}
