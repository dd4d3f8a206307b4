//! One officer for several light counters.
//!
//! A small centre has more skills than work: a counter that keeps nobody busy is served by whoever also serves another.
//! Rows that ask for one officer at most are put together while one officer's productive minutes hold their work and somebody has
//! both skills; the row with most work stands for all of them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::requirement::RequirementRow;
use super::why::Driver;
use crate::domain::ids::{BlockCode, SkillCode};

/// The rows with light counters shared, by day, block and skill. `officer_minutes` gives the productive minutes of one
/// officer in a block; `holds_both` says whether somebody has both skills. Crews of sessions are left alone.
#[must_use]
pub fn share_officers(
    rows: Vec<RequirementRow>,
    officer_minutes: impl Fn(&BlockCode) -> f64,
    holds_both: impl Fn(&SkillCode, &SkillCode) -> bool,
) -> Vec<RequirementRow> {
    let mut by_block: BTreeMap<(NaiveDate, BlockCode), Vec<RequirementRow>> = BTreeMap::new();
    for row in rows {
        by_block.entry((row.date, row.block.clone())).or_default().push(row);
    }
    let mut shared = Vec::new();
    for ((_, block), mut rows) in by_block {
        let capacity = officer_minutes(&block);
        rows.sort_by(|a, b| {
            b.why.workload_minutes.total_cmp(&a.why.workload_minutes).then_with(|| a.skill.cmp(&b.skill))
        });
        let mut kept: Vec<RequirementRow> = Vec::new();
        for row in rows {
            // Of several on call for two counters nobody knows how many would be needed at both.
            let few = |row: &RequirementRow| row.target == 1 || (row.target == 0 && row.standby == 1);
            let light = |row: &RequirementRow| few(row) && row.why.driver != Driver::Session;
            let host = kept.iter_mut().find(|host| {
                light(host)
                    && light(&row)
                    && host.why.workload_minutes + row.why.workload_minutes <= capacity
                    && holds_both(&host.skill, &row.skill)
            });
            match host {
                Some(host) => {
                    host.floor = host.floor.max(row.floor);
                    // Whoever stands by for one of the counters helps out at all of them.
                    host.standby = host.standby.max(row.standby);
                    host.why.workload_minutes += row.why.workload_minutes;
                    host.why.desk_minutes += row.why.desk_minutes;
                    host.why.back_minutes += row.why.back_minutes;
                    host.why.waited_minutes += row.why.waited_minutes;
                    host.why.still_waiting_minutes += row.why.still_waiting_minutes;
                    host.why.arrivals += row.why.arrivals;
                }
                None => kept.push(row),
            }
        }
        kept.sort_by(|a, b| a.skill.cmp(&b.skill));
        shared.append(&mut kept);
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::staffing::why::Why;

    fn row(skill: &str, target: u32, minutes: f64) -> RequirementRow {
        RequirementRow {
            date: NaiveDate::default(),
            block: "MOR".into(),
            skill: skill.into(),
            floor: 1,
            target,
            standby: 0,
            why: Why { workload_minutes: minutes, ..Why::default() },
        }
    }

    fn shared(rows: Vec<RequirementRow>, both: bool) -> Vec<(String, u32)> {
        let rows = share_officers(rows, |_| 192.0, |_, _| both);
        rows.into_iter().map(|row| (row.skill.0, row.target)).collect()
    }

    #[test]
    fn light_counters_share_the_officer_of_the_busiest() {
        let rows = vec![row("civil", 1, 40.0), row("certify", 1, 100.0), row("land", 1, 20.0)];
        assert_eq!(shared(rows, true), [("certify".to_owned(), 1)]);
    }

    #[test]
    fn whoever_is_on_call_for_one_counter_is_for_all_that_they_know_and_several_stay_apart() {
        let on_call = |skill: &str, standby: u32| RequirementRow { floor: 0, standby, ..row(skill, 0, 0.0) };
        let shared = |rows: Vec<RequirementRow>| share_officers(rows, |_| 192.0, |_, _| true);
        let rows = shared(vec![on_call("civil", 1), on_call("land", 1), row("certify", 1, 30.0)]);
        let told: Vec<_> = rows.iter().map(|row| (row.skill.as_str(), row.target, row.standby)).collect();
        assert_eq!(told, [("certify", 1, 1)]);
        assert_eq!(shared(vec![on_call("civil", 3), on_call("land", 3)]).len(), 2);
    }

    #[test]
    fn what_one_officer_cannot_do_is_not_put_on_one() {
        let rows = vec![row("civil", 1, 100.0), row("certify", 1, 100.0)];
        assert_eq!(shared(rows, true).len(), 2);
    }

    #[test]
    fn skills_that_nobody_has_together_stay_apart_and_busy_counters_stay_whole() {
        assert_eq!(shared(vec![row("civil", 1, 10.0), row("land", 1, 10.0)], false).len(), 2);
        assert_eq!(shared(vec![row("civil", 2, 10.0), row("land", 1, 10.0)], true).len(), 2);
    }
}
