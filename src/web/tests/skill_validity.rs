//! A skill that is held on some days only, on a stored roster: plan, cover and rules go by the same skills.

use super::board::{Ward, ward_from};
use super::emergency::{hard, judged};
use super::local_rules::import_table;
use crate::application::planning::build_instance::{Fixed, build_instance};
use crate::application::planning::centre_facts::CentreFacts;
use crate::application::review::judge_roster::JudgedRoster;
use crate::domain::ids::{OfficerCode, SkillCode};
use crate::domain::instance::Instance;

const FIRST: &str = "2026-12-07";

fn facts_of(ward: &Ward) -> CentreFacts {
    ward.stored(|store| CentreFacts::gather(store, &ward.centre, ward.head.period)).expect("the centre")
}

fn planned(ward: &Ward) -> Instance {
    build_instance(&facts_of(ward), &[], &Fixed::default())
}

/// The skills that the officer has in the instance.
fn skills_in(instance: &Instance, officer: &OfficerCode) -> Vec<SkillCode> {
    let own = instance.officers.iter().find(|own| own.code == officer.as_str()).expect("a planned officer");
    instance.groups[own.group].skills.iter().map(|skill| instance.skills[*skill].code.as_str().into()).collect()
}

/// Who serves at which counter.
fn served(judged: &JudgedRoster) -> Vec<(OfficerCode, SkillCode)> {
    let name = |officer: usize, skill: usize| {
        let instance = &judged.instance;
        (instance.officers[officer].code.as_str().into(), instance.skills[skill].code.as_str().into())
    };
    judged.coverage.services.iter().map(|service| name(service.officer, service.skill)).collect()
}

/// Somebody who serves at a counter and has the skill of another one too; with the skill that is used.
fn served_by_one_of_two_skills(ward: &Ward) -> (OfficerCode, SkillCode) {
    let judged = judged(ward);
    let found = served(&judged).into_iter().find(|(officer, _)| skills_in(&judged.instance, officer).len() > 1);
    found.expect("somebody with two skills at a counter")
}

fn valid_until(ward: &Ward, (officer, skill): &(OfficerCode, SkillCode), last: &str) {
    let header = "id,kind,scope,window,minimum,maximum,weight,from,to,with";
    import_table(ward, format!("{header}\nK1,skill-validity,{officer},,,,,,{last},{skill}\n"));
}

#[test]
fn an_officer_whose_skill_runs_out_is_planned_and_counted_without_it() {
    let mut ward = ward_from(FIRST, 1);
    let of = served_by_one_of_two_skills(&ward);
    let (officer, skill) = of.clone();
    let before = skills_in(&planned(&ward), &officer);
    valid_until(&ward, &of, "2026-12-12");
    let after = skills_in(&planned(&ward), &officer);
    assert_eq!(after, before.into_iter().filter(|own| *own != skill).collect::<Vec<_>>());
    ward.head = ward.proposed(FIRST, 1);
    let judged = judged(&ward);
    assert!(judged.assignments.iter().any(|cell| cell.officer == officer), "still on the roster");
    assert!(!served(&judged).contains(&of), "not at that counter");
    assert!(served(&judged).iter().any(|(_, other)| *other == skill), "others are");
    assert_eq!(hard(&judged), Vec::<&str>::new());
    // The rules ask for the same skills.
    let records = judged.facts.work_records(&judged.assignments);
    let record = records.iter().find(|record| record.officer.code == officer).expect("the officer");
    assert!(!record.officer.skills.contains(&skill), "{:?}", record.officer.skills);
}

#[test]
fn a_skill_that_is_valid_throughout_changes_nothing() {
    let ward = ward_from(FIRST, 1);
    let of = served_by_one_of_two_skills(&ward);
    let before = planned(&ward);
    valid_until(&ward, &of, "2026-12-13");
    assert_eq!(planned(&ward), before);
    assert!(served(&judged(&ward)).contains(&of));
}

/// A row that keeps whoever holds the skill at the caps of the law goes on doing so.
#[test]
fn a_protection_by_a_skill_does_not_end_with_it() {
    let ward = ward_from(FIRST, 1);
    let of = served_by_one_of_two_skills(&ward);
    let (officer, skill) = &of;
    let header = "id,kind,scope,window,minimum,maximum,weight,from,to,with";
    let rows = format!("K1,skill-validity,{officer},,,,,,2026-12-12,{skill}\nK2,raised-caps,{skill},,,,,,,\n");
    import_table(&ward, format!("{header}\n{rows}"));
    let facts = facts_of(&ward);
    let own = facts.officers.iter().find(|own| &own.code == officer).expect("the officer");
    assert_eq!((own.skills.contains(skill), &own.lapsed), (false, &vec![skill.clone()]));
    assert!(facts.rules.values_for(own, ward.head.period.first).never_raised);
}
