//! Officers' rosters that a solve hands to the next one, as JSON: the codes of the shifts, and for every officer rosters as
//! numbers, a day each: 0 for a free day, otherwise the place of the shift from 1.
//!
//! The next solve may know other officers and shifts: whoever and whatever it does not know is left out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::instance::{Instance, OfficerRoster};

#[derive(Serialize, Deserialize)]
struct OfficerRosters<'a> {
    #[serde(borrow)]
    shifts: Vec<std::borrow::Cow<'a, str>>,
    officers: BTreeMap<String, Vec<Vec<usize>>>,
}

/// Writes officers' rosters of `instance`.
#[must_use]
pub fn write_officer_rosters(instance: &Instance, rosters: &[OfficerRoster]) -> String {
    let mut officers: BTreeMap<String, Vec<Vec<usize>>> = BTreeMap::new();
    for roster in rosters {
        let numbers = roster.shifts.iter().map(|shift| shift.map_or(0, |shift| shift + 1)).collect();
        officers.entry(instance.officers[roster.officer].code.clone()).or_default().push(numbers);
    }
    let shifts = instance.shifts.iter().map(|shift| shift.code.as_str().into()).collect();
    serde_json::json!(OfficerRosters { shifts, officers }).to_string()
}

/// Reads those that `instance` knows and that have as many days.
///
/// # Errors
/// The text is no such JSON.
pub fn read_officer_rosters(instance: &Instance, text: &str) -> Result<Vec<OfficerRoster>, serde_json::Error> {
    let OfficerRosters { shifts, officers } = serde_json::from_str(text)?;
    let here = |code: &str| instance.shifts.iter().position(|shift| shift.code == code);
    let here: Vec<Option<usize>> = shifts.iter().map(|code| here(code)).collect();
    let shift_of = |number: &usize| match number.checked_sub(1) {
        None => Some(None),
        Some(shift) => here.get(shift).copied().flatten().map(Some),
    };
    let mut known = Vec::new();
    for (officer, officer_of_instance) in instance.officers.iter().enumerate() {
        for numbers in officers.get(&officer_of_instance.code).into_iter().flatten() {
            let shifts: Option<Vec<_>> = numbers.iter().map(shift_of).collect();
            known.extend(
                shifts.filter(|shifts| shifts.len() == instance.days).map(|shifts| OfficerRoster { officer, shifts }),
            );
        }
    }
    Ok(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimiser::test_support::small_instance;

    fn rosters(instance: &Instance) -> Vec<OfficerRoster> {
        let shifts = |shift| vec![Some(shift); instance.days];
        (0..instance.officers.len()).map(|officer| OfficerRoster { officer, shifts: shifts(officer % 2) }).collect()
    }

    #[test]
    fn rosters_come_back_as_they_were_written() {
        let instance = small_instance(3, 4, 14);
        let written = write_officer_rosters(&instance, &rosters(&instance));
        assert_eq!(read_officer_rosters(&instance, &written).expect("our own text"), rosters(&instance));
    }

    #[test]
    fn who_left_a_shift_that_is_gone_and_another_length_are_left_out() {
        let instance = small_instance(3, 4, 14);
        let written = write_officer_rosters(&instance, &rosters(&instance));
        let mut later = instance.clone();
        later.officers.remove(0);
        later.shifts[1].code = "NEW".to_owned();
        let left: Vec<_> = read_officer_rosters(&later, &written).expect("our own text");
        // Of the officers 1, 2 and 3 only 2 works the shift that is still there; its place is now 1.
        assert_eq!(left, [OfficerRoster { officer: 1, shifts: vec![Some(0); 14] }]);
        assert_eq!(read_officer_rosters(&small_instance(3, 4, 7), &written).expect("our own text"), []);
        assert!(read_officer_rosters(&instance, "[1, 2]").is_err());
    }
}
