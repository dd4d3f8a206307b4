use proptest::prelude::*;

use super::*;
use crate::domain::instance::Requirement;
use crate::optimiser::lawful::Lawful;
use crate::optimiser::start::{first_roster, start};
use crate::optimiser::test_support::{instances, small_instance, tiny_instances};

fn roster(instance: &Instance) -> Plan {
    let lawful = Lawful::new(instance).expect("the pins of small instances are lawful");
    start(instance, &lawful).expect("small instances have a lawful roster")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn every_remedy_holds_what_it_promises(instance in instances()) {
        let plan = first_roster(&instance).expect("small instances have a lawful roster");
        let before = checker::check(&instance, &plan);
        for gap in checker::coverage(&instance, &plan).shortfalls.iter().take(3) {
            let missing = gap.below_floor + gap.below_target;
            let found = remedies(&instance, &plan, gap, &Possibilities::by_law(&instance));
            for remedy in &found {
                let mut changed = (instance.clone(), plan.clone());
                for step in &remedy.steps {
                    changed = apply(*step, &changed.0, &changed.1);
                }
                prop_assert_eq!(&changed.0, &remedy.instance);
                let verdict = checker::check(&remedy.instance, &remedy.plan);
                prop_assert_eq!(&verdict.breaches, &vec![]);
                prop_assert!((verdict.objective - before.objective - remedy.price.points).abs() < 1e-3);
                // Whoever is lent serves this counter, where the best matching might fill another of the same price first.
                let (rest, guests) = without_guests(&instance, remedy, gap);
                let at_counter = |plan: &Plan| {
                    let left = shortfall_at(&remedy.instance, plan, gap.day, gap.block, gap.skill);
                    left.map_or(0, |left| left.below_floor + left.below_target)
                };
                let in_general = at_counter(&remedy.plan);
                let (left, served) =
                    if in_general == remedy.left { (in_general, &remedy.plan) } else { (at_counter(&rest) - guests, &rest) };
                prop_assert_eq!(left, remedy.left);
                prop_assert_eq!(missing - left, remedy.removed);
                prop_assert!(remedy.removed >= 1);
                let others = checker::coverage(&remedy.instance, served).shortfalls.into_iter();
                for other in others.filter(|other| (other.day, other.block, other.skill) != (gap.day, gap.block, gap.skill)) {
                    let was = shortfall_at(&instance, &plan, other.day, other.block, other.skill);
                    let all = |gap: &Shortfall| gap.below_floor + gap.below_target;
                    let no_worse =
                        was.is_some_and(|was| other.below_floor <= was.below_floor && all(&other) <= all(&was));
                    prop_assert!(no_worse);
                }
            }
            prop_assert!(found.is_sorted_by_key(|remedy| remedy.left > 0));
            let first = found.first().map(|first| (first.left, &first.steps));
            // An officer can always be lent, so that there is a first remedy.
            prop_assert!(first.is_some_and(|(left, _)| left == 0), "{:?} of {:?}", first, gap);
            prop_assert_eq!(&found, &remedies(&instance, &plan, gap, &Possibilities::by_law(&instance)));
        }
    }
}

/// The roster of a remedy without those who are lent, and how many of them are at the counter.
fn without_guests(instance: &Instance, remedy: &Remedy, gap: &Shortfall) -> (Plan, i32) {
    let mut rest = Plan::empty(remedy.instance.officers.len(), remedy.instance.days);
    let mut guests = 0;
    for (officer, day, shift) in remedy.plan.assignments() {
        if officer < instance.officers.len() {
            rest.set(officer, day, Some(shift));
        } else if day == gap.day && remedy.instance.shifts[shift].blocks.contains(&gap.block) {
            guests += 1;
        }
    }
    (rest, guests)
}

/// Every lawful roster of one officer.
fn lawful_rows(instance: &Instance, officer: usize) -> Vec<Vec<Option<usize>>> {
    let choices = instance.shifts.len() + 1;
    let rows = choices.pow(u32::try_from(instance.days).expect("a few days"));
    let row = |number: usize| {
        (0..instance.days).map(move |day| (number / choices.pow(day as u32) % choices).checked_sub(1)).collect()
    };
    let lawful = |row: &Vec<Option<usize>>| {
        let mut plan = Plan::empty(instance.officers.len(), instance.days);
        row.iter().enumerate().for_each(|(day, shift)| plan.set(officer, day, *shift));
        checker::breaches_of(instance, &plan, officer).is_empty()
    };
    (0..rows).map(row).filter(lawful).collect()
}

/// Whether any lawful roster of the instance removes `gap` without making another counter poorer, with the officer on the
/// shift.
fn some_roster_removes(before: &Before<'_>, instance: &Instance, cell: (usize, usize, usize)) -> bool {
    let mut plans = vec![Plan::empty(instance.officers.len(), instance.days)];
    for officer in 0..instance.officers.len() {
        let rows = lawful_rows(instance, officer);
        let asked = |row: &&Vec<Option<usize>>| officer != cell.0 || row[cell.1] == Some(cell.2);
        let with = |plan: &Plan, row: &Vec<Option<usize>>| {
            let mut plan = plan.clone();
            row.iter().enumerate().for_each(|(day, shift)| plan.set(officer, day, *shift));
            plan
        };
        plans = plans.iter().flat_map(|plan| rows.iter().filter(asked).map(move |row| with(plan, row))).collect();
    }
    plans.into_iter().any(|plan| before.judge(Vec::new(), instance.clone(), plan).is_some_and(|r| r.left == 0))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]
    #[test]
    fn where_no_consent_is_offered_no_single_consent_helps(instance in tiny_instances()) {
        let mut instance = instance;
        instance.officers.truncate(2);
        instance.previous.retain(|published| published.0 < 2);
        let (days, limits) = (instance.days.min(3), instance.limits.clone());
        let mut instance = Instance { days, limits, ..instance };
        for officer in &mut instance.officers {
            officer.consent = false;
            officer.leave.truncate(days);
            officer.months.clear();
            officer.prefs.retain(|wish| wish.0 < days);
        }
        instance.requirements.retain(|wanted| wanted.day < days);
        instance.previous.retain(|published| published.1 < days);
        instance.pins.clear();
        let plan = roster(&instance);
        let may = Possibilities::by_law(&instance);
        for gap in checker::coverage(&instance, &plan).shortfalls.iter().take(2) {
            let found = remedies(&instance, &plan, gap, &may);
            let before = Before::new(&instance, &plan, gap);
            let consents: Vec<&Step> =
                found.iter().filter(|r| r.left == 0 && r.steps.len() == 1).map(|r| &r.steps[0]).collect();
            for &(officer, day, shift) in &may.ask {
                let asked = |step: &&&Step| matches!(step, Step::Consent { officer: o, .. } if *o == officer);
                if day != gap.day || consents.iter().any(|step| asked(&step)) {
                    continue;
                }
                let (agreed, _) = apply(Step::Consent { officer, day, shift }, &instance, &plan);
                prop_assert!(!some_roster_removes(&before, &agreed, (officer, day, shift)));
            }
        }
    }
}

/// One evening for which nobody has agreed to overtime.
fn an_evening_without_consent() -> (Instance, Plan, Shortfall) {
    let mut instance = small_instance(3, 3, 7);
    for officer in &mut instance.officers {
        officer.group = 0;
        officer.protected = false;
        officer.consent = false;
        officer.leave = vec![false; 7];
        officer.unavailable.clear();
        officer.prefs.clear();
        officer.months.clear();
        officer.ot_month = 2400;
        officer.ot_used = 0;
        officer.worked_before = 0;
        officer.worked_after = 0;
    }
    instance.limits.week_tolerance = 0;
    instance.pins.clear();
    instance.previous.clear();
    let wanted = |day, block, target| crate::domain::instance::Requirement { day, block, skill: 0, target, floor: 0 };
    instance.requirements = (0..5).map(|day| wanted(day, 0, 3)).chain([wanted(1, 2, 2)]).collect();
    let plan = roster(&instance);
    let gap = shortfall_at(&instance, &plan, 1, 2, 0).expect("nobody may work in the evening");
    (instance, plan, gap)
}

#[test]
fn two_consents_are_combined_when_one_is_not_enough() {
    let (mut instance, plan, gap) = an_evening_without_consent();
    let evening = instance.requirements.iter_mut().find(|wanted| wanted.block == 2).expect("there is an evening");
    evening.floor = 2;
    let gap = Shortfall { below_floor: 2, below_target: 0, ..gap };
    let may = Possibilities::by_law(&instance);
    let found = remedies(&instance, &plan, &gap, &may);
    let consents = |remedy: &&Remedy| remedy.steps.iter().all(|step| matches!(step, Step::Consent { .. }));
    let two = found.iter().filter(|remedy| remedy.left == 0).find(consents).expect("two consents remove it");
    assert_eq!((two.steps.len(), two.price.overtime, two.price.evenings), (2, 360, 2));
    assert_eq!(found[0].left, 0);
}

#[test]
fn a_floor_short_by_five_has_a_remedy_of_five_steps() {
    let (mut instance, plan, _) = an_evening_without_consent();
    let evening = instance.requirements.iter_mut().find(|wanted| wanted.block == 2).expect("there is an evening");
    (evening.target, evening.floor) = (5, 5);
    let gap = shortfall_at(&instance, &plan, 1, 2, 0).expect("nobody may work in the evening");
    assert_eq!((gap.below_floor, gap.below_target), (5, 0));
    let found = remedies(&instance, &plan, &gap, &Possibilities::by_law(&instance));
    let kinds = |remedy: &Remedy| -> Vec<&str> { remedy.steps.iter().map(Step::kind).collect() };
    let whole: Vec<&Remedy> = found.iter().take_while(|remedy| remedy.left == 0).collect();
    assert!(whole.iter().any(|remedy| kinds(remedy) == ["lend"; 5]), "five officers are lent");
    let mixed = ["consent", "consent", "consent", "lend", "lend"];
    assert!(whole.iter().any(|remedy| kinds(remedy) == mixed), "all three agree and two are lent");
    for remedy in whole {
        assert_eq!((remedy.removed, shortfall_at(&remedy.instance, &remedy.plan, 1, 2, 0)), (5, None));
        assert_eq!(checker::check(&remedy.instance, &remedy.plan).breaches, vec![]);
    }
}

#[test]
fn whoever_is_lent_counts_at_the_counter_that_asks_though_another_of_its_price_could_gain() {
    let mut instance = small_instance(1, 1, 7);
    instance.pins.clear();
    instance.previous.clear();
    instance.limits.week_tolerance = 2_400;
    instance.skills.iter_mut().for_each(|skill| skill.factor = 1.0);
    let own = &mut instance.officers[0];
    (own.group, own.protected, own.consent) = (1, false, false);
    (own.worked_before, own.worked_after) = (0, 0);
    own.leave = vec![false; 7];
    own.unavailable.clear();
    own.prefs.clear();
    let want = |skill: usize, target: i32, floor: i32| Requirement { day: 1, block: 0, skill, target, floor };
    // The only officer knows both; the floor of the second skill binds them, the first and the second miss one each.
    instance.requirements = vec![want(0, 1, 0), want(1, 2, 1)];
    let plan = first_roster(&instance).expect("a lawful roster");
    let gap = shortfall_at(&instance, &plan, 1, 0, 1).expect("one below the target");
    let found = remedies(&instance, &plan, &gap, &Possibilities::by_law(&instance));
    let lent = found.iter().find(|remedy| matches!(remedy.steps[..], [Step::Lend { .. }])).expect("somebody is lent");
    assert_eq!((lent.left, lent.removed), (0, 1));
    // The morning alone takes four hours of overtime; a whole day of the lender would be dearer.
    assert_eq!((lent.plan.get(1, 1), lent.price.overtime, lent.price.lent), (Some(3), 240, 0));
    // Without it the day is lent, and has the price of as much overtime.
    instance.shifts[3].weekdays[1] = false;
    let found = remedies(&instance, &plan, &gap, &Possibilities::by_law(&instance));
    let lent = found.iter().find(|remedy| matches!(remedy.steps[..], [Step::Lend { .. }])).expect("somebody is lent");
    assert_eq!((lent.plan.get(1, 1), lent.price.overtime, lent.price.lent), (Some(0), 0, 480));
    let expected = lent.price.points + 8.0 * instance.weights.overtime;
    assert!((lent.price.honest_points() - expected).abs() < 1e-9, "{:?}", lent.price);
}

#[test]
fn a_target_may_be_lowered_and_saves_nothing_by_it() {
    let (instance, plan, gap) = an_evening_without_consent();
    let found = remedies(&instance, &plan, &gap, &Possibilities::by_law(&instance));
    let lower = |step: &Step| matches!(step, Step::LowerTarget { to: 0, .. });
    let lowered = found.iter().find(|remedy| remedy.steps.iter().any(lower)).expect("only the target is missed");
    assert!(lowered.price.honest_points().abs() < 1e-9);
    assert!(lowered.price.points < 0.0);
}

#[test]
fn the_cap_of_a_protected_officer_is_never_raised() {
    let (mut instance, _, _) = an_evening_without_consent();
    instance.officers[0].protected = true;
    instance.officers[1].consent = true;
    let may = Possibilities::by_law(&instance);
    assert!(may.raise.iter().all(|raise| raise.0 == 1));
    assert!(may.ask.iter().all(|ask| ask.0 == 2));
}

#[test]
fn a_cap_is_raised_for_whoever_has_used_it_up() {
    let (mut instance, _, _) = an_evening_without_consent();
    instance.officers[0].consent = true;
    instance.officers[0].ot_year = 12_000;
    instance.officers[0].ot_used = 12_000;
    instance.requirements.iter_mut().filter(|wanted| wanted.block == 2).for_each(|wanted| wanted.target = 1);
    let plan = roster(&instance);
    let gap = shortfall_at(&instance, &plan, 1, 2, 0).expect("the only consent is used up");
    let found = remedies(&instance, &plan, &gap, &Possibilities::by_law(&instance));
    let raised = Step::RaiseCap { officer: 0, cap: Cap::Year, minutes: 6_000 };
    assert!(found.iter().any(|remedy| remedy.steps == [raised] && remedy.left == 0));
}

proptest! {
    #[test]
    fn no_month_is_raised_beyond_sixty_hours(used in prop::collection::vec(0_i32..5_000, 1..3), hours in 20_i32..=60) {
        let cap = hours * 60;
        let months: Vec<(i32, i32)> = used.iter().map(|used| ((cap - used).max(0), *used)).collect();
        let more = raise_of_month(cap, months.iter().copied());
        for (left, used) in &months {
            prop_assert!(more.is_none_or(|more| more > 0 && used + left + more <= RAISED_MONTH));
        }
        let full = months.iter().any(|(left, used)| used + left >= RAISED_MONTH);
        prop_assert_eq!(more.is_none(), full);
        // A consent to less than the cap is not raised by any setting.
        let bound = months.iter().map(|(left, used)| (left - 1, *used));
        prop_assert_eq!(raise_of_month(cap, bound), None);
    }
}

#[test]
fn the_months_cap_is_raised_where_three_hundred_hours_hold_and_its_rest_is_known() {
    let (mut instance, _, _) = an_evening_without_consent();
    let own = &mut instance.officers[0];
    (own.consent, own.ot_month, own.ot_year) = (true, 600, 12_000);
    let raises = |instance: &Instance| -> Vec<(Cap, i32)> {
        let may = Possibilities::by_law(instance);
        may.raise.iter().filter(|raise| raise.0 == 0).map(|raise| (raise.1, raise.2)).collect()
    };
    assert_eq!(raises(&instance), [(Cap::Year, 6_000)], "the year's cap comes first");
    instance.officers[0].ot_year = 18_000;
    assert_eq!(raises(&instance), [(Cap::Month, 1_200)]);
    // Forty hours may be used up, or forty-five.
    instance.officers[0].ot_month = 0;
    assert_eq!(raises(&instance), []);
}
