//! The blocks of the day: officers wanted at each counter, why, and where that is more than the centre has.

use serde::Serialize;

use super::SHOWN_FROM;
use crate::application::views::{Driver, RequirementRow, RequirementView};
use crate::domain::block::Block;
use crate::web::language::{Language, Message};
use crate::web::signed::signed;
use crate::web::wording;

/// Officers wanted in one block.
#[derive(Serialize)]
pub struct BlockNeeds {
    name: String,
    officers: String,
    /// That they are more than the centre has; said in their place.
    beyond: Option<String>,
    rows: Vec<NeedRow>,
}

#[derive(Serialize)]
struct NeedRow {
    skill: String,
    arrivals: String,
    minutes: String,
    floor: String,
    target: String,
    /// Officers more who should be on call; none where none are.
    standby: Option<String>,
    /// That more are wanted than the centre has with the skill.
    beyond: Option<String>,
    why: String,
    /// The part of its minutes that waited before; none where nothing did.
    waited: Option<String>,
}

impl BlockNeeds {
    /// What `block` asks for.
    pub fn new(language: Language, view: &RequirementView, block: &Block) -> Self {
        let rows: Vec<&RequirementRow> = view.rows.iter().filter(|row| row.block == block.code).collect();
        let officers: u32 = rows.iter().map(|row| row.target).sum();
        let told = Message::new("needs-officers").count("count", officers);
        Self {
            name: wording::span(language, block),
            officers: language.tell(&told),
            beyond: beyond(language, "needs-beyond", officers, view.there.all),
            rows: rows.into_iter().map(|row| need(language, view, block, row)).collect(),
        }
    }
}

/// What is said where more are `wanted` than are `there`.
fn beyond(language: Language, key: &'static str, wanted: u32, there: u32) -> Option<String> {
    let told = || Message::new(key).with("wanted", language.whole(wanted)).with("there", language.whole(there));
    (wanted > there).then(|| language.tell(&told()))
}

fn need(language: Language, view: &RequirementView, block: &Block, row: &RequirementRow) -> NeedRow {
    let why = &row.why;
    let with_skill = view.there.by_skill.get(&row.skill).copied().unwrap_or(0);
    NeedRow {
        skill: wording::skill(language, &row.skill),
        arrivals: language.number(why.arrivals, 0),
        minutes: language.number(why.workload_minutes, 0),
        floor: language.whole(row.floor),
        target: language.whole(row.target),
        standby: (row.standby > 0).then(|| signed(language, f64::from(row.standby), &language.whole(row.standby))),
        beyond: beyond(language, "needs-beyond-skill", row.target, with_skill),
        why: language.tell(&reason(language, view, block, row)),
        waited: (why.waited_minutes >= SHOWN_FROM).then(|| {
            let minutes = language.number(why.waited_minutes, 0);
            language.tell(&Message::new("needs-why-waited").with("minutes", minutes))
        }),
    }
}

/// What decided how many are wanted.
fn reason(language: Language, view: &RequirementView, block: &Block, row: &RequirementRow) -> Message {
    let why = &row.why;
    match why.driver {
        _ if row.target == 0 => Message::new("needs-why-standby"),
        Driver::Wait => Message::new("needs-why-wait")
            .with("load", language.tenths(why.peak_offered_load))
            .with("share", why.share_in_time.map_or_else(|| "–".to_owned(), |share| language.percent(share, 0))),
        Driver::Workload => by_work(language, view, block, row),
        // Nothing is taken over: the block serves whoever comes in it.
        Driver::Backlog if why.backlog_minutes < SHOWN_FROM => {
            Message::new("needs-why-own").with("minutes", language.number(why.workload_minutes, 0))
        }
        Driver::Backlog => Message::new("needs-why-backlog").with("minutes", language.number(why.backlog_minutes, 0)),
        Driver::Presence => Message::new("needs-why-presence"),
        Driver::Session => Message::new("needs-why-session"),
    }
}

/// The minutes of work, at the desk and behind it, the officers whom they ask for, and what each of those gives: figures
/// that the reader can divide.
fn by_work(language: Language, view: &RequirementView, block: &Block, row: &RequirementRow) -> Message {
    let why = &row.why;
    let share = view.settings.productive_share;
    let length = i32::try_from((block.end - block.start).num_minutes()).unwrap_or(0);
    let limit = why.officers_at_capacity.filter(|there| *there < why.officers_by_workload);
    let key = if limit.is_some() { "needs-why-work-limited" } else { "needs-why-work" };
    let told = Message::new(key)
        .with("minutes", language.number(why.workload_minutes, 0))
        .count("count", why.officers_by_workload)
        .with("each", language.number(f64::from(length) * share, 0))
        .with("share", language.percent(share, 0));
    match limit {
        Some(there) => told.with("there", language.whole(there)),
        None => told,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use chrono::NaiveTime;

    use super::*;
    use crate::application::planning::centre_settings::CentreSettings;
    use crate::application::views::{OfficersThere, Why};
    use crate::domain::centre::{Centre, CentreLevel, CentreScope};
    use crate::domain::weekdays::Weekdays;

    /// A morning of four hours: 192 productive minutes of each officer.
    fn morning() -> Block {
        let time = |hour| NaiveTime::from_hms_opt(hour, 30, 0).expect("a time");
        Block {
            scope: CentreScope::All,
            code: "MOR".into(),
            start: time(7),
            end: time(11),
            weekdays: Weekdays::WORKING,
            from: None,
            to: None,
        }
    }

    fn view(there: OfficersThere, rows: Vec<RequirementRow>) -> RequirementView {
        let centre = Centre {
            code: "A".into(),
            name: "Phường An".to_owned(),
            level: CentreLevel::Ward,
            parent: None,
            population: None,
            counters: None,
            open_days: Weekdays::WORKING,
        };
        RequirementView {
            centre,
            date: "2026-12-14".parse().expect("a date"),
            is_open: true,
            loads: Vec::new(),
            whole: None,
            there,
            blocks: vec![morning()],
            rows,
            settings: CentreSettings::default(),
            now: None,
        }
    }

    fn row(skill: &str, target: u32, why: Why) -> RequirementRow {
        let date = "2026-12-14".parse().expect("a date");
        RequirementRow { date, block: "MOR".into(), skill: skill.into(), floor: 0, target, standby: 2, why }
    }

    fn there(all: u32, civil: u32) -> OfficersThere {
        OfficersThere { all, by_skill: BTreeMap::from([("civil".into(), civil)]) }
    }

    fn needs(language: Language, there: OfficersThere, why: Why) -> BlockNeeds {
        let view = view(there, vec![row("civil", 6, why), row("land", 1, Why::default())]);
        BlockNeeds::new(language, &view, &morning())
    }

    #[test]
    fn more_than_the_centre_has_is_said_of_the_block_and_of_the_counter() {
        let of = |all, civil| needs(Language::English, there(all, civil), Why::default());
        let short = of(6, 5);
        assert_eq!(short.beyond.as_deref(), Some("7 wanted, the centre has 6 that day"));
        let counter = short.rows[0].beyond.as_deref();
        assert_eq!(counter, Some("6 wanted, 5 of the centre can do this work that day."));
        assert!(short.rows[1].beyond.is_some(), "nobody there knows about land");
        let enough = of(7, 6);
        assert_eq!((enough.beyond, enough.rows[0].beyond.as_ref()), (None, None));
    }

    #[test]
    fn work_that_decides_is_told_with_figures_that_divide() {
        let why = Why { driver: Driver::Workload, workload_minutes: 991.0, officers_by_workload: 6, ..Why::default() };
        let told = needs(Language::English, there(9, 9), why).rows[0].why.clone();
        assert!(told.contains("991 minutes") && told.contains("6 officers"), "{told}");
        assert!(told.contains("192 minutes") && told.contains("80%"), "{told}");
        let limited = Why { workload_minutes: 2000.0, officers_by_workload: 11, officers_at_capacity: Some(6), ..why };
        let told = needs(Language::Vietnamese, there(9, 9), limited).rows[0].why.clone();
        assert!(told.contains("2.000") && told.contains("11") && told.contains("chỉ có 6"), "{told}");
    }

    #[test]
    fn those_on_call_have_their_sign_before_their_number_in_arabic_too() {
        let standby = |language| needs(language, there(9, 9), Why::default()).rows[0].standby.clone();
        assert_eq!(standby(Language::Arabic).as_deref(), Some("\u{200e}+2"));
        assert_eq!(standby(Language::Vietnamese).as_deref(), Some("+2"));
    }
}
