//! What a change would newly break, told by asking the officers concerned alone, agrees with judging the whole roster.

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use super::board::{Ward, ward_from};
use super::local_rules::import;
use crate::application::planning::propose_roster::plan_of;
use crate::application::ports::{Rosters, StorageError};
use crate::application::review::judge_roster::{JudgedRoster, judge_roster};
use crate::application::review::rules_after::{CellAfter, RulesAfter};
use crate::domain::roster::Assignment;
use crate::domain::rules::{Breach, LABOUR_RULES};
use crate::store::DbConnection;

/// The hard breaches of the whole roster with other `assignments`, by the rules; the house's limits are the instance's.
fn judged_whole(ward: &Ward, assignments: &[Assignment]) -> Vec<Breach> {
    let judge = |store: &mut DbConnection| -> Result<JudgedRoster, StorageError> {
        let revision = Rosters::roster(store, ward.head.id)?.expect("the roster").revision;
        store.replace_assignments(ward.head.id, revision, assignments, None)?;
        let head = Rosters::roster(store, ward.head.id)?.expect("the roster");
        judge_roster(store, head)
    };
    let mut breaches = ward.world.app.database().transaction(judge).expect("a judgement").hard_breaches();
    let by_rules = |id: &str| LABOUR_RULES.iter().any(|rule| rule.id() == id);
    breaches.retain(|breach| breach.local.is_some() || by_rules(breach.rule));
    breaches
}

#[test]
fn a_change_newly_breaks_what_the_whole_roster_then_breaks() {
    let ward = ward_from("2026-12-14", 1);
    import(
        &ward,
        &[
            "R1,shifts-worked,*,period,,3,,evening;outreach".into(),
            "R2,days-worked,*,period,4,,,".into(),
            "R3,concurrent,*,,,9,,".into(),
            "R4,skill-floor,*,,,,,".into(),
        ],
    );
    let judged = ward.stored(|store| {
        let head = store.roster(ward.head.id)?.expect("the roster");
        judge_roster(store, head)
    });
    let before = judged_whole(&ward, &judged.assignments);
    let rules = RulesAfter::new(&judged);
    let mut rng = StdRng::seed_from_u64(7);
    let dates: Vec<_> = judged.head.period.iter().collect();
    let (mut told, mut quiet) = (0, 0);
    for _ in 0..150 {
        let mut assignments = judged.assignments.clone();
        let mut cells: Vec<CellAfter> = Vec::new();
        for _ in 0..rng.random_range(1..=3) {
            let officer =
                &judged.instance_today.officers[rng.random_range(0..judged.instance_today.officers.len())].code;
            let (officer, date) = (officer.as_str().into(), dates[rng.random_range(0..dates.len())]);
            if cells.iter().any(|cell| (&cell.0, cell.1) == (&officer, date)) {
                continue;
            }
            let shift = rng.random_bool(0.7).then(|| {
                let shifts = &judged.instance_today.shifts;
                shifts[rng.random_range(0..shifts.len())].code.as_str().into()
            });
            assignments.retain(|cell| (&cell.officer, cell.date) != (&officer, date));
            if let Some(shift) = &shift {
                let cell = Assignment { officer: officer.clone(), date, shift: Clone::clone(shift), pinned: false };
                assignments.push(cell);
            }
            cells.push((officer, date, shift));
        }
        let after = judged_whole(&ward, &assignments);
        let plan = plan_of(&judged.instance_today, &assignments, judged.head.period);
        let newly = rules.newly_broken(&cells, &judged.instance_today, &plan);
        for breach in &newly {
            assert!(after.contains(breach) && !before.contains(breach), "{breach:?} after {cells:?}");
        }
        for breach in after.iter().filter(|breach| !before.contains(breach)) {
            let as_far = |known: &&Breach| {
                (known.rule, &known.officer, &known.local) == (breach.rule, &breach.officer, &breach.local)
                    && known.from <= breach.from
                    && breach.to <= known.to
                    && known.beyond() >= breach.beyond()
            };
            assert!(newly.contains(breach) || before.iter().any(|known| as_far(&known)), "{breach:?} after {cells:?}");
        }
        told += usize::from(!newly.is_empty());
        quiet += usize::from(newly.is_empty());
    }
    assert!(told > 20 && quiet > 5, "{told} changes break something, {quiet} nothing");
}
