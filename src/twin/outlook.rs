//! The same days lived many times: what citizens and officers can expect of them.

use rand::SeedableRng;
use rand::rngs::StdRng;
use rayon::prelude::*;

use super::backlog::{Backlog, WaitingPool};
use super::load::{DayLoad, Stream};
use super::queue::{Citizen, Desk, serve};

/// Minutes of a half-hour, and half-hours of a day.
const SLOT: f64 = 30.0;
const SLOTS: usize = 48;
/// Runs outside of an interval on each side, as a share.
const TAIL: f64 = 0.1;
/// Spreads the seeds of the runs over all numbers.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// One day: who serves and who may come. A day without desks and load is closed.
#[derive(Clone, Debug, Default)]
pub struct DayPlan {
    /// The officers.
    pub desks: Vec<Desk>,
    /// The citizens.
    pub load: DayLoad,
}

/// What is asked of the simulation.
#[derive(Clone, Debug)]
pub struct Question {
    /// The days, in order.
    pub days: Vec<DayPlan>,
    /// Dossiers that wait since before the first day.
    pub waiting: Vec<WaitingPool>,
    /// Number of skills; those of desks and streams lie below it.
    pub skills: usize,
    /// A citizen is in time who starts within so many minutes.
    pub wait_target: f64,
    /// Share of the time on duty that an officer gives to dossiers, `0.0..=1.0`; limits the back office.
    pub productive_share: f64,
}

/// A figure over all runs: its mean, and the values below which a tenth and nine tenths of the runs lie.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Interval {
    /// The mean.
    pub mean: f64,
    /// A tenth of the runs lies below.
    pub low: f64,
    /// A tenth of the runs lies above.
    pub high: f64,
}

/// A half-hour, over all days of the period.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HalfHour {
    /// First minute of the day.
    pub from: f64,
    /// Citizens who come in it on a day on which the centre is open, on average.
    pub citizens: f64,
    /// Minutes that those of them wait who are served.
    pub wait: f64,
    /// Share of them who start in time.
    pub in_time: f64,
}

/// One day over all runs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DayOutlook {
    /// Citizens who come.
    pub citizens: Interval,
    /// Minutes that those wait who are served.
    pub wait: f64,
    /// Share of them who start in time; none where nobody comes in any run.
    pub in_time: Option<Interval>,
    /// Citizens to whose turn it does not come that day, or who leave before.
    pub sent_home: f64,
}

/// What can be expected of the period.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// Runs.
    pub runs: u32,
    /// Half-hours in which somebody comes, in order.
    pub half_hours: Vec<HalfHour>,
    /// The days, in order.
    pub days: Vec<DayOutlook>,
    /// Share of all citizens who start in time.
    pub in_time: Option<Interval>,
    /// Share of what is due on the same day that is finished then.
    pub same_day: Option<Interval>,
    /// Share of what falls due in the period that is finished by then, with what was taken in before and is due later than
    /// on the first day.
    pub on_time: Option<Interval>,
    /// By skill: share of their time at the desk that those who hold it are busy there; none where nobody holds it.
    pub utilisation: Vec<Option<f64>>,
}

/// Lives the days of `question` in `runs` runs. The same `seed` gives the same figures.
#[must_use]
pub fn simulate(question: &Question, runs: u32, seed: u64) -> Outlook {
    let lives: Vec<Life> = (0..u64::from(runs))
        .into_par_iter()
        .map(|run| live(question, &mut StdRng::seed_from_u64(seed.wrapping_add(run).wrapping_mul(GOLDEN) ^ run)))
        .collect();
    let share = |part: fn(&Life) -> Tally| interval(lives.iter().filter_map(|life| part(life).share()).collect());
    let open_days = question.days.iter().filter(|day| day.is_open()).count();
    let lived = (open_days.max(1) * lives.len().max(1)) as f64;
    Outlook {
        runs,
        half_hours: half_hours(&lives, lived),
        days: (0..question.days.len()).map(|day| day_outlook(&lives, day)).collect(),
        in_time: share(|life| life.days.iter().fold(Tally::default(), |sum, day| sum.and(day.in_time))),
        same_day: share(|life| life.same_day),
        on_time: share(|life| life.on_time),
        utilisation: (0..question.skills)
            .map(|skill| lives.iter().fold(Tally::default(), |sum, life| sum.and(life.busy[skill])).share())
            .collect(),
    }
}

/// So many of so many.
#[derive(Clone, Copy, Default)]
struct Tally {
    part: f64,
    of: f64,
}

impl Tally {
    fn add(&mut self, part: f64, of: f64) {
        self.part += part;
        self.of += of;
    }

    fn and(self, other: Self) -> Self {
        Self { part: self.part + other.part, of: self.of + other.of }
    }

    fn share(self) -> Option<f64> {
        (self.of > 0.0).then(|| self.part / self.of)
    }
}

/// A group of citizens: how many, how many of them start in time, and how long they wait.
#[derive(Clone, Copy, Default)]
struct Waiting {
    in_time: Tally,
    /// Minutes of those who are served, and how many they are.
    minutes: Tally,
}

impl Waiting {
    fn meet(&mut self, wait: Option<f64>, target: f64) {
        self.in_time.add(f64::from(u8::from(wait.is_some_and(|wait| wait <= target))), 1.0);
        if let Some(wait) = wait {
            self.minutes.add(wait, 1.0);
        }
    }

    fn and(self, other: Self) -> Self {
        Self { in_time: self.in_time.and(other.in_time), minutes: self.minutes.and(other.minutes) }
    }
}

/// One run.
struct Life {
    half_hours: [Waiting; SLOTS],
    days: Vec<Waiting>,
    same_day: Tally,
    on_time: Tally,
    /// By skill.
    busy: Vec<Tally>,
}

fn live(question: &Question, rng: &mut StdRng) -> Life {
    let mut life = Life {
        half_hours: [Waiting::default(); SLOTS],
        days: Vec::with_capacity(question.days.len()),
        same_day: Tally::default(),
        on_time: Tally::default(),
        busy: vec![Tally::default(); question.skills],
    };
    let mut backlog = Backlog::new(question.skills);
    for (day, plan) in question.days.iter().enumerate() {
        question.waiting.iter().filter(|pool| pool.from == day).for_each(|pool| backlog.find(pool));
        // Dossiers of today that are due today, by skill.
        let mut due_today = vec![0.0; question.skills];
        let mut take_in = |backlog: &mut Backlog, stream: &Stream, minute: f64| {
            let due_days = stream.due_days_at(minute);
            backlog.add(stream.skill, due_day(&question.days, day, due_days), stream.back_minutes);
            due_today[stream.skill] += f64::from(u8::from(due_days == 0));
        };
        let stream_of = |number: usize| &plan.load.streams[number];
        let (at_desk, by_post): (Vec<_>, Vec<_>) =
            plan.load.draw(rng).into_iter().partition(|(_, stream)| stream_of(*stream).desk_minutes > 0.0);
        for (citizen, stream) in by_post {
            take_in(&mut backlog, stream_of(stream), citizen.arrival);
        }
        let citizens: Vec<Citizen> = at_desk.iter().map(|(citizen, _)| *citizen).collect();
        let served = serve(&citizens, &plan.desks, question.skills);
        let mut of_day = Waiting::default();
        let mut busy = vec![0.0; plan.desks.len()];
        for ((citizen, stream), served) in at_desk.iter().zip(&served) {
            let wait = served.start.map(|start| start - citizen.arrival);
            of_day.meet(wait, question.wait_target);
            let slot = ((citizen.arrival / SLOT).max(0.0) as usize).min(SLOTS - 1);
            life.half_hours[slot].meet(wait, question.wait_target);
            let stream = stream_of(*stream);
            match served.desk {
                Some(desk) => {
                    busy[desk] += citizen.minutes;
                    take_in(&mut backlog, stream, citizen.arrival);
                }
                // Whose turn does not come hands nothing in; what they needed today is not done.
                None if stream.due_days_at(citizen.arrival) == 0 => {
                    life.same_day.add(0.0, 1.0);
                    life.on_time.add(0.0, 1.0);
                }
                None => {}
            }
        }
        life.days.push(of_day);
        life.work(question, plan, &busy, &mut backlog);
        for (due, today) in backlog.close(day).into_iter().zip(due_today) {
            life.on_time.add(due.dossiers * due.in_time, due.dossiers);
            life.same_day.add(today * due.in_time, today);
        }
    }
    life
}

impl Life {
    /// What the desk leaves of the day goes to the back office, first by those who can do least else.
    fn work(&mut self, question: &Question, plan: &DayPlan, busy: &[f64], backlog: &mut Backlog) {
        let mut officers: Vec<usize> = (0..plan.desks.len()).collect();
        officers.sort_by_key(|officer| plan.desks[*officer].skills.len());
        for officer in officers {
            let desk = &plan.desks[officer];
            let present: f64 = desk.present.iter().map(|(from, until)| until - from).sum();
            for skill in &desk.skills {
                self.busy[*skill].add(busy[officer], present);
            }
            backlog.work(&desk.skills, present * question.productive_share - busy[officer]);
        }
    }
}

/// The day on which a dossier of `day` is due: so many open days later, beyond the period where that has too few.
fn due_day(days: &[DayPlan], day: usize, due_days: u32) -> usize {
    let ahead = usize::try_from(due_days).unwrap_or(usize::MAX);
    if ahead == 0 {
        return day;
    }
    let open = (day + 1..days.len()).filter(|later| days[*later].is_open());
    open.clone().nth(ahead - 1).unwrap_or_else(|| days.len() + ahead)
}

impl DayPlan {
    fn is_open(&self) -> bool {
        !self.desks.is_empty() || !self.load.streams.is_empty()
    }
}

fn half_hours(lives: &[Life], lived: f64) -> Vec<HalfHour> {
    let of_slot = |slot: usize| {
        let all = lives.iter().fold(Waiting::default(), |sum, life| sum.and(life.half_hours[slot]));
        Some(HalfHour {
            from: SLOT * slot as f64,
            citizens: all.in_time.of / lived,
            wait: all.minutes.share().unwrap_or(0.0),
            in_time: all.in_time.share()?,
        })
    };
    (0..SLOTS).filter_map(of_slot).collect()
}

fn day_outlook(lives: &[Life], day: usize) -> DayOutlook {
    let all = lives.iter().fold(Waiting::default(), |sum, life| sum.and(life.days[day]));
    DayOutlook {
        citizens: interval(lives.iter().map(|life| life.days[day].in_time.of).collect()).unwrap_or_default(),
        wait: all.minutes.share().unwrap_or(0.0),
        in_time: interval(lives.iter().filter_map(|life| life.days[day].in_time.share()).collect()),
        sent_home: (all.in_time.of - all.minutes.of) / lives.len().max(1) as f64,
    }
}

/// The mean and the outer tenths; none without values.
fn interval(mut values: Vec<f64>) -> Option<Interval> {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    let at = |share: f64| values[(share * last as f64).round() as usize];
    Some(Interval { mean: values.iter().sum::<f64>() / values.len() as f64, low: at(TAIL), high: at(1.0 - TAIL) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::twin::load::Stretch;

    fn stream(skill: usize, citizens: f64, due_days: u32) -> Stream {
        Stream {
            skill,
            quantiles: vec![(0.5, citizens)],
            profile: vec![Stretch { from: 450.0, minutes: 60.0, share: 1.0 }],
            desk_minutes: 10.0,
            back_minutes: 30.0,
            due_days,
            later_after: None,
        }
    }

    fn day(officers: usize, streams: Vec<Stream>) -> DayPlan {
        let desk = Desk { skills: vec![0], present: vec![(450.0, 690.0)] };
        DayPlan { desks: vec![desk; officers], load: DayLoad { streams, patience: None } }
    }

    fn question(days: Vec<DayPlan>) -> Question {
        Question { days, waiting: Vec::new(), skills: 1, wait_target: 15.0, productive_share: 0.8 }
    }

    #[test]
    fn the_same_seed_gives_the_same_figures_and_another_seed_others() {
        let asked = question(vec![day(2, vec![stream(0, 12.0, 0)]); 3]);
        assert_eq!(simulate(&asked, 20, 5), simulate(&asked, 20, 5));
        assert_ne!(simulate(&asked, 20, 5), simulate(&asked, 20, 6));
    }

    #[test]
    fn more_officers_mean_shorter_waits_more_in_time_and_less_to_do() {
        let with = |officers: usize| simulate(&question(vec![day(officers, vec![stream(0, 12.0, 0)])]), 200, 1);
        let (few, many) = (with(1), with(4));
        assert!(few.days[0].wait > many.days[0].wait);
        assert!(few.in_time.unwrap_or_default().mean < many.in_time.unwrap_or_default().mean);
        assert!(few.same_day.unwrap_or_default().mean < many.same_day.unwrap_or_default().mean);
        assert!(few.utilisation[0] > many.utilisation[0]);
    }

    #[test]
    fn what_is_not_done_today_is_in_time_when_it_is_due_later() {
        // 12 dossiers are 120 minutes at the desk and 360 behind it; two officers have 384 productive minutes a day.
        let with = |due_days: u32| {
            let busy = day(2, vec![stream(0, 12.0, due_days)]);
            simulate(&question(vec![busy, day(2, Vec::new()), day(2, Vec::new())]), 200, 1)
        };
        let (today, tomorrow) = (with(0).on_time.unwrap_or_default(), with(1).on_time.unwrap_or_default());
        assert!(today.mean < 0.95 && tomorrow.mean > 0.99, "{today:?} {tomorrow:?}");
        assert_eq!(with(1).same_day, None);
    }

    #[test]
    fn work_from_before_takes_the_time_of_what_comes_in() {
        let with = |waiting: Vec<WaitingPool>| {
            let days = vec![day(2, vec![stream(0, 8.0, 0)]), day(2, Vec::new())];
            simulate(&Question { waiting, ..question(days) }, 200, 1).on_time.unwrap_or_default().mean
        };
        let overdue = WaitingPool { from: 0, skill: 0, due: None, dossiers: 10.0, minutes: 300.0 };
        let (free, burdened) = (with(Vec::new()), with(vec![overdue]));
        assert!(free > 0.95 && burdened < 0.3, "{free} {burdened}");
        // Found on the second day it takes nothing of the first; due on the second it is a share of its own.
        assert!((with(vec![WaitingPool { from: 1, ..overdue }]) - free).abs() < 1e-9);
        let due = with(vec![WaitingPool { due: Some(1), ..overdue }]);
        assert!(due > free.min(0.99) - 0.05 && due > burdened, "{due}");
    }

    #[test]
    fn nobody_at_the_desk_serves_nobody() {
        let outlook = simulate(&question(vec![day(0, vec![stream(0, 3.0, 0)])]), 10, 1);
        let none = Some(Interval { mean: 0.0, low: 0.0, high: 0.0 });
        assert_eq!((outlook.in_time, outlook.same_day, outlook.utilisation[0]), (none, none, None));
        assert!((outlook.days[0].sent_home - 3.0).abs() < 1e-9);
    }

    #[test]
    fn those_who_leave_make_the_wait_of_the_others_shorter() {
        let with = |patience: Option<f64>| {
            let mut busy = day(1, vec![stream(0, 20.0, 0)]);
            busy.load.patience = patience;
            simulate(&question(vec![busy]), 200, 1).days[0]
        };
        let (patient, impatient) = (with(None), with(Some(10.0)));
        assert!(impatient.wait < patient.wait && impatient.sent_home > patient.sent_home + 1.0, "{impatient:?}");
    }

    #[test]
    fn closed_days_and_no_days_have_no_figures() {
        let closed = simulate(&question(vec![DayPlan::default()]), 10, 1);
        assert_eq!((closed.in_time, closed.half_hours.len(), closed.days[0].in_time), (None, 0, None));
        assert!(simulate(&question(Vec::new()), 10, 1).days.is_empty());
    }

    #[test]
    fn a_dossier_is_due_so_many_open_days_later() {
        let days = [day(1, Vec::new()), DayPlan::default(), day(1, Vec::new()), day(1, Vec::new())];
        assert_eq!([0, 1, 2, 3].map(|due| due_day(&days, 0, due)), [0, 2, 3, 7]);
    }
}
