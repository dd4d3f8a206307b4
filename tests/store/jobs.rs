//! The queue of planning jobs.

use std::collections::BTreeSet;
use std::sync::Mutex;

use chrono::{NaiveDateTime, TimeDelta};

use catruc::application::ports::{JobOrder, JobState, JobTrouble, Jobs, PlanningJob};
use catruc::domain::ids::RosterId;
use catruc::store::Database;

use crate::on_both_databases;
use crate::samples::{act, ask, draft, folder, keep, noon, proof};

fn roster(database: &Database, first: &str) -> RosterId {
    keep(database, &folder());
    draft(database, "A", first, vec![]).id
}

fn queue(database: &Database, roster: RosterId, priority: i32) -> i64 {
    act(database, |store| store.queue_job(roster, 60, priority, noon()))
}

fn minutes_later(minutes: i64) -> NaiveDateTime {
    noon() + TimeDelta::minutes(minutes)
}

/// Claims at `now` with a lease of one minute.
fn claim(database: &Database, worker: &str, now: NaiveDateTime) -> Option<PlanningJob> {
    act(database, |store| store.claim_job(worker, now, now + TimeDelta::minutes(1)))
}

fn latest(database: &Database, roster: RosterId) -> PlanningJob {
    ask(database, |store| store.latest_job(roster)).expect("a job")
}

on_both_databases! {
    fn four_workers_claim_each_job_once(database) {
        keep(database, &folder());
        let jobs: BTreeSet<i64> = (0..40)
            .map(|week| draft(database, "A", &(noon().date() + TimeDelta::weeks(week)).to_string(), vec![]).id)
            .map(|roster| queue(database, roster, 0))
            .collect();
        let claimed = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for worker in ["w1", "w2", "w3", "w4"] {
                let claimed = &claimed;
                scope.spawn(move || {
                    while let Some(job) = claim(database, worker, noon()) {
                        claimed.lock().expect("no panic").push(job.id);
                    }
                });
            }
        });
        let claimed = claimed.into_inner().expect("no panic");
        assert_eq!(claimed.len(), 40, "no job twice");
        assert_eq!(claimed.into_iter().collect::<BTreeSet<_>>(), jobs);
    }

    fn a_roster_has_one_open_job(database) {
        let roster = roster(database, "2026-03-02");
        let first = queue(database, roster, 0);
        assert_eq!(queue(database, roster, 5), first);
        claim(database, "w1", noon()).expect("the job");
        assert_eq!(queue(database, roster, 0), first, "while it runs, too");
        assert!(act(database, |store| store.finish_job(first, "w1", None)));
        assert_ne!(queue(database, roster, 0), first);
        assert_eq!(ask(database, |store| store.open_jobs()), 1);
    }

    fn two_managers_who_ask_at_once_get_one_job(database) {
        let roster = roster(database, "2026-03-02");
        let numbers: BTreeSet<i64> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| queue(database, roster, 0))).collect();
            threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
        });
        assert_eq!(numbers.len(), 1);
    }

    fn higher_priority_goes_first_then_age(database) {
        let rosters = ["2026-03-02", "2026-03-09", "2026-03-16"].map(|first| roster(database, first));
        queue(database, rosters[0], 0);
        queue(database, rosters[1], 5);
        queue(database, rosters[2], 5);
        let order = [(); 3].map(|()| claim(database, "w1", noon()).expect("a job").roster);
        assert_eq!(order, [rosters[1], rosters[2], rosters[0]]);
        assert_eq!(claim(database, "w1", noon()), None);
    }

    fn a_job_with_an_expired_lease_is_claimed_again_and_fails_after_three_attempts(database) {
        let roster = roster(database, "2026-03-02");
        let id = queue(database, roster, 0);
        assert_eq!(claim(database, "w1", noon()).expect("the first attempt").id, id);
        assert_eq!(claim(database, "w2", minutes_later(1)), None, "the lease still holds");
        assert_eq!(claim(database, "w2", minutes_later(2)).expect("the second attempt").id, id);
        assert_eq!(claim(database, "w3", minutes_later(4)).expect("the third attempt").id, id);
        assert_eq!(claim(database, "w4", minutes_later(6)), None);
        let job = latest(database, roster);
        assert_eq!(job.state, JobState::Failed);
        assert_eq!(job.trouble, Some(JobTrouble::Lost { attempts: 3 }));
        assert_eq!(ask(database, |store| store.open_jobs()), 0);
    }

    fn a_report_extends_the_lease_and_a_lost_lease_stops_the_worker(database) {
        let roster = roster(database, "2026-03-02");
        let id = queue(database, roster, 0);
        claim(database, "w1", noon());
        let report = |worker: &str| act(database, |store| store.report_job(id, worker, Some(proof()), minutes_later(10)));
        assert_eq!(report("w1"), JobOrder::GoOn);
        assert_eq!(latest(database, roster).progress, Some(proof()));
        assert_eq!(claim(database, "w2", minutes_later(9)), None);
        claim(database, "w2", minutes_later(11)).expect("the lease ran out");
        assert_eq!(report("w1"), JobOrder::Lost, "w2 holds the job now");
        assert_eq!(report("w2"), JobOrder::GoOn);
    }

    fn a_sign_of_life_without_a_roster_extends_the_lease_and_keeps_the_progress(database) {
        let roster = roster(database, "2026-03-02");
        let id = queue(database, roster, 0);
        claim(database, "w1", noon());
        act(database, |store| store.report_job(id, "w1", Some(proof()), minutes_later(1)));
        act(database, |store| store.report_job(id, "w1", None, minutes_later(10)));
        assert_eq!(latest(database, roster).progress, Some(proof()));
        assert_eq!(claim(database, "w2", minutes_later(9)), None);
    }

    fn a_worker_that_lost_its_lease_cannot_end_the_job_of_another(database) {
        let roster = roster(database, "2026-03-02");
        let id = queue(database, roster, 0);
        claim(database, "w1", noon());
        claim(database, "w2", minutes_later(2)).expect("the lease ran out");
        assert!(!act(database, |store| store.finish_job(id, "w1", None)));
        act(database, |store| store.give_back_job(id, "w1"));
        assert_eq!(latest(database, roster).state, JobState::Running);
        assert_eq!(ask(database, |store| store.job_order(id, "w1")), JobOrder::Lost);
        assert_eq!(ask(database, |store| store.job_order(id, "w2")), JobOrder::GoOn);
        assert!(act(database, |store| store.finish_job(id, "w2", None)));
        assert_eq!(latest(database, roster).state, JobState::Done);
    }

    fn a_job_given_back_is_taken_again_at_once_and_fails_after_three_attempts(database) {
        let roster = roster(database, "2026-03-02");
        let id = queue(database, roster, 0);
        for attempt in 1..=3 {
            let job = claim(database, "w1", noon()).expect("the job");
            assert_eq!((job.id, job.attempts), (id, attempt));
            act(database, |store| store.give_back_job(id, "w1"));
        }
        assert_eq!(claim(database, "w1", noon()), None);
        let job = latest(database, roster);
        assert_eq!((job.state, job.trouble), (JobState::Failed, Some(JobTrouble::Lost { attempts: 3 })));
    }

    fn a_job_given_back_after_a_stop_is_over(database) {
        let roster = roster(database, "2026-03-02");
        let id = queue(database, roster, 0);
        claim(database, "w1", noon());
        act(database, |store| store.stop_job(roster));
        act(database, |store| store.give_back_job(id, "w1"));
        assert_eq!(latest(database, roster).state, JobState::Done);
    }

    fn a_stop_reaches_the_worker_and_ends_a_waiting_job(database) {
        let running = roster(database, "2026-03-02");
        let id = queue(database, running, 0);
        claim(database, "w1", noon());
        act(database, |store| store.stop_job(running));
        assert_eq!(ask(database, |store| store.job_order(id, "w1")), JobOrder::Stop);
        let order = act(database, |store| store.report_job(id, "w1", Some(proof()), minutes_later(1)));
        assert_eq!(order, JobOrder::Stop);
        assert!(latest(database, running).stop_requested);
        assert!(act(database, |store| store.finish_job(id, "w1", None)));
        assert_eq!(latest(database, running).state, JobState::Done);
        let waiting = roster(database, "2026-03-09");
        queue(database, waiting, 0);
        act(database, |store| store.stop_job(waiting));
        assert_eq!(latest(database, waiting).state, JobState::Done);
        assert_eq!(claim(database, "w1", noon()), None);
    }

    fn a_stopped_job_whose_worker_died_is_over(database) {
        let roster = roster(database, "2026-03-02");
        queue(database, roster, 0);
        claim(database, "w1", noon());
        act(database, |store| store.stop_job(roster));
        assert_eq!(claim(database, "w2", minutes_later(5)), None);
        assert_eq!(latest(database, roster).state, JobState::Done);
    }

    fn a_failure_tells_why(database) {
        let troubles =
            [JobTrouble::Memory { mebibytes: 1536 }, JobTrouble::NothingLawful, JobTrouble::Failed("no disk".into())];
        for (week, trouble) in troubles.into_iter().enumerate() {
            let roster = roster(database, ["2026-03-02", "2026-03-09", "2026-03-16"][week]);
            let id = queue(database, roster, 0);
            claim(database, "w1", noon());
            act(database, |store| store.finish_job(id, "w1", Some(&trouble)));
            let job = latest(database, roster);
            assert_eq!((job.state, job.trouble), (JobState::Failed, Some(trouble)));
        }
    }
}
