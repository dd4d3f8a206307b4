//! One centre of the overview in the reader's words: load, gap, overtime, roster.

use chrono::NaiveDate;
use serde::Serialize;

use super::language::{Language, Message};
use super::signed::signed;
use super::wording;
use crate::application::views::{CentreOverview, RosterSummary};
use crate::domain::roster::RosterStatus;

/// A load above this share of the capacity is tight.
const TIGHT: f64 = 0.9;
/// The share of capacity at which the bar of the load is full.
const FULL_BAR: f64 = 1.25;
/// An overtime above this share of the cap is near it.
const NEAR_CAP: f64 = 0.8;
/// Missing skills that one line has room for.
const SKILLS_TOLD: usize = 2;

/// One centre.
#[derive(Serialize)]
pub struct CentreRow {
    /// The code of the centre.
    pub code: String,
    name: String,
    roster_href: String,
    forecast_href: String,
    forecast_label: String,
    load: Option<Load>,
    gap: Option<Gap>,
    officers: String,
    demand: Option<String>,
    overtime: Overtime,
    on_time: Option<String>,
    roster: Option<RosterLine>,
}

#[derive(Serialize)]
struct Load {
    state: &'static str,
    /// Per cent of the bar.
    width: f64,
    figures: String,
    percent: String,
    words: String,
}

/// What the centre has to spare or lacks.
#[derive(Serialize)]
struct Gap {
    state: &'static str,
    sign: &'static str,
    /// What decides the state: officer turns missing in the roster, otherwise hours.
    figure: String,
    /// What the missing ones would have to know, because hours alone do not tell why somebody is missing.
    skills: Option<String>,
    /// The hours, when turns are missing as well.
    hours: Option<String>,
    words: String,
}

/// How a centre stands, by the load on its people and by the roster at hand together; the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The load passes the capacity, or on average one officer turn or more is missing on every open day.
    Short,
    /// Little is left, or some officer turns are missing.
    Tight,
    /// Enough people, and nobody missing.
    Enough,
}

impl Standing {
    /// The class of its colour.
    #[must_use]
    pub fn state(self) -> &'static str {
        match self {
            Self::Short => "bad",
            Self::Tight => "warn",
            Self::Enough => "ok",
        }
    }

    /// The sign beside the colour.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Short => "▼",
            Self::Tight => "▽",
            Self::Enough => "●",
        }
    }
}

#[derive(Serialize)]
struct Overtime {
    state: &'static str,
    sign: &'static str,
    width: f64,
    figures: String,
    words: String,
}

#[derive(Serialize)]
struct RosterLine {
    href: String,
    period: String,
    status: String,
    status_state: &'static str,
    breaches: Option<String>,
    missing: Option<String>,
    /// The class of the colour in which the missing ones stand, and the sign beside it.
    missing_state: &'static str,
    missing_sign: &'static str,
}

/// The address of a roster's board.
pub fn roster_address(roster: &RosterSummary) -> String {
    format!("/centres/{}/roster/{}", roster.head.centre, roster.head.period.first)
}

/// Load divided by capacity, when a load is known.
pub fn load_share(centre: &CentreOverview) -> Option<f64> {
    let load = centre.load_minutes?;
    Some(if centre.capacity_minutes > 0.0 { load / centre.capacity_minutes } else { f64::MAX })
}

/// By the load alone, when one is known.
fn load_standing(centre: &CentreOverview) -> Option<Standing> {
    let share = load_share(centre)?;
    Some(if share > 1.0 {
        Standing::Short
    } else if share > TIGHT {
        Standing::Tight
    } else {
        Standing::Enough
    })
}

/// By the roster alone, when somebody is missing in it.
fn roster_standing(centre: &CentreOverview) -> Option<Standing> {
    let roster = centre.roster.as_ref().filter(|roster| roster.missing > 0)?;
    let often = usize::try_from(roster.missing).is_ok_and(|missing| missing >= roster.open_days.max(1));
    Some(if often { Standing::Short } else { Standing::Tight })
}

/// By load and roster, the worse of the two; nothing without a forecast when nobody is missing.
pub fn standing(centre: &CentreOverview) -> Option<Standing> {
    load_standing(centre).into_iter().chain(roster_standing(centre)).min()
}

/// Officer turns missing in the roster at hand.
pub fn missing(centre: &CentreOverview) -> i32 {
    centre.roster.as_ref().map_or(0, |roster| roster.missing)
}

/// Words `centre`.
pub fn row(language: Language, centre: &CentreOverview) -> CentreRow {
    let code = &centre.centre.code;
    let roster = centre.roster.as_ref();
    CentreRow {
        code: code.to_string(),
        name: centre.centre.name.clone(),
        roster_href: roster.map_or_else(|| format!("/centres/{code}/roster"), roster_address),
        forecast_href: format!("/centres/{code}/forecast"),
        forecast_label: language
            .tell(&Message::new("overview-forecast-of").with("centre", centre.centre.name.as_str())),
        load: load(language, centre),
        gap: gap(language, centre),
        officers: language.whole(i64::try_from(centre.officers).unwrap_or(i64::MAX)),
        demand: centre.expected_per_day.map(|dossiers| language.number(dossiers, 0)),
        overtime: overtime(language, centre),
        on_time: centre.on_time_share.map(|share| language.percent(share, 1)),
        roster: roster.map(|roster| roster_line(language, centre, roster)),
    }
}

fn load(language: Language, centre: &CentreOverview) -> Option<Load> {
    let (share, minutes) = (load_share(centre)?, centre.load_minutes?);
    let percent = if share < 100.0 { language.percent(share, 0) } else { "∞".to_owned() };
    Some(Load {
        state: load_standing(centre)?.state(),
        width: (share / FULL_BAR * 100.0).clamp(0.0, 100.0).round(),
        figures: language.tell(
            &Message::new("overview-load-figures")
                .with("load", language.number(minutes / 60.0, 1))
                .with("capacity", language.hours_to_the_tenth(tenths_of_hours(centre.capacity_minutes))),
        ),
        words: language.tell(&Message::new("overview-load-share").with("share", percent.as_str())),
        percent,
    })
}

fn gap(language: Language, centre: &CentreOverview) -> Option<Gap> {
    let standing = standing(centre)?;
    let minutes = centre.load_minutes.map(|load| tenths_of_hours(centre.capacity_minutes - load));
    let hours = minutes.map(|gap| {
        let words = match load_standing(centre)? {
            Standing::Short => "overview-gap-short",
            Standing::Tight => "overview-gap-tight",
            Standing::Enough => "overview-gap-spare",
        };
        let magnitude = language.hours_to_the_tenth(gap.abs());
        let words = language.tell(&Message::new(words).with("hours", magnitude.as_str()));
        Some((signed(language, f64::from(gap), &magnitude), words))
    });
    let (hours, hours_words) = hours.flatten().unzip();
    let missing =
        (missing(centre) > 0).then(|| language.tell(&Message::new("overview-missing").count("count", missing(centre))));
    let words = hours_words.into_iter().chain(missing.clone()).collect::<Vec<_>>();
    let (figure, hours) = match missing {
        Some(missing) => (missing, hours),
        None => (hours.unwrap_or_default(), None),
    };
    Some(Gap {
        state: standing.state(),
        sign: standing.sign(),
        figure,
        skills: centre.roster.as_ref().and_then(|roster| missing_skills(language, roster)),
        hours,
        words: words.join(&language.say("list-separator")),
    })
}

/// The skills that are missing most, with how often, and how often all others are.
fn missing_skills(language: Language, roster: &RosterSummary) -> Option<String> {
    let all = &roster.missing_by_skill;
    let (told, others) = all.split_at(all.len().min(SKILLS_TOLD));
    let mut skills: Vec<String> = told
        .iter()
        .map(|(skill, missing)| format!("{} ({})", wording::skill(language, skill), language.whole(*missing)))
        .collect();
    if !others.is_empty() {
        let missing: i32 = others.iter().map(|(_, missing)| missing).sum();
        skills.push(language.tell(&Message::new("overview-missing-others").count("count", missing)));
    }
    let skills = skills.join(&language.say("list-separator"));
    (!all.is_empty()).then(|| language.tell(&Message::new("overview-missing-skills").with("skills", skills)))
}

fn overtime(language: Language, centre: &CentreOverview) -> Overtime {
    let (minutes, cap) = (centre.highest_overtime, centre.overtime_cap);
    let share = if cap > 0 { f64::from(minutes) / f64::from(cap) } else { 0.0 };
    let (state, sign) = match share {
        share if share >= 1.0 => ("bad", "▲"),
        share if share > NEAR_CAP => ("warn", "△"),
        _ => ("ok", "●"),
    };
    let part = |message: Message| {
        language.tell(&message.with("hours", language.hours(minutes)).with("cap", language.hours(cap)))
    };
    Overtime {
        state,
        sign,
        width: (share * 100.0).clamp(0.0, 100.0).round(),
        figures: language.tell(
            &Message::new("overview-of")
                .with("figure", language.hours_bare(minutes))
                .with("whole", language.hours(cap)),
        ),
        words: part(Message::new("overview-overtime-share")),
    }
}

fn roster_line(language: Language, centre: &CentreOverview, roster: &RosterSummary) -> RosterLine {
    let standing = roster_standing(centre).unwrap_or(Standing::Enough);
    let period = roster.head.period;
    let breaches = (roster.hard_breaches > 0)
        .then(|| language.tell(&Message::new("overview-breaches").count("count", roster.hard_breaches)));
    RosterLine {
        href: roster_address(roster),
        period: short_period(language, period.first, period.last()),
        status: wording::status(language, roster.head.status),
        status_state: match roster.head.status {
            RosterStatus::Draft => "",
            RosterStatus::Submitted => "warn",
            RosterStatus::Approved | RosterStatus::Published | RosterStatus::Closed => "ok",
        },
        breaches,
        missing: (roster.missing > 0)
            .then(|| language.tell(&Message::new("overview-missing").count("count", roster.missing))),
        missing_state: standing.state(),
        missing_sign: standing.sign(),
    }
}

/// `07/12–03/01`
pub fn short_period(language: Language, first: NaiveDate, last: NaiveDate) -> String {
    language.to_the_right(format!("{}–{}", language.day_month(first), language.day_month(last)))
}

/// Minutes as whole tenths of an hour, so that figures of one column look alike.
fn tenths_of_hours(minutes: f64) -> i32 {
    // Far from the ends of i32: a centre has at most some thousand officers.
    #[expect(clippy::cast_possible_truncation, reason = "minutes of one day and centre")]
    let tenths = (minutes / 6.0).round().clamp(-1e8, 1e8) as i32;
    tenths * 6
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::centre::{Centre, CentreLevel};
    use crate::domain::ids::RosterId;
    use crate::domain::period::Period;
    use crate::domain::roster::RosterHead;
    use crate::domain::weekdays::Weekdays;

    fn shown(load: Option<f64>, capacity: f64) -> CentreRow {
        row(Language::Vietnamese, &overview(load, capacity, None))
    }

    fn overview(load: Option<f64>, capacity: f64, missing: Option<i32>) -> CentreOverview {
        let centre = Centre {
            code: "A".into(),
            name: "Phường An".to_owned(),
            level: CentreLevel::Ward,
            parent: None,
            population: None,
            counters: None,
            open_days: Weekdays::WORKING,
        };
        CentreOverview {
            centre,
            officers: 12,
            expected_per_day: load.map(|minutes| minutes / 5.0),
            load_minutes: load,
            capacity_minutes: capacity,
            on_time_share: None,
            highest_overtime: 36 * 60,
            overtime_cap: 40 * 60,
            roster: missing.map(roster),
            drift: None,
        }
    }

    /// Four weeks with twenty open days.
    fn roster(missing: i32) -> RosterSummary {
        let head = RosterHead {
            id: RosterId(1),
            centre: "A".into(),
            period: Period { first: "2026-11-30".parse().expect("a date"), days: 28 },
            version: 1,
            status: RosterStatus::Draft,
            revision: 1,
            submitted_by: None,
            returned_because: None,
            proof: None,
            seal: None,
        };
        let missing_by_skill = if missing > 0 { vec![("civil".into(), missing)] } else { Vec::new() };
        RosterSummary { head, hard_breaches: 0, missing, missing_by_skill, open_days: 20 }
    }

    #[test]
    fn a_centre_with_officers_missing_is_never_enough() {
        let of = |missing| standing(&overview(Some(400.0), 2400.0, Some(missing)));
        assert_eq!((of(0), of(19), of(20)), (Some(Standing::Enough), Some(Standing::Tight), Some(Standing::Short)));
        let gap = row(Language::Vietnamese, &overview(Some(400.0), 2400.0, Some(34))).gap.expect("a gap");
        assert_eq!((gap.state, gap.figure.as_str()), ("bad", "thiếu 34 lượt người"));
        assert!(gap.words.contains("33,3") && gap.words.contains("34"), "{}", gap.words);
        assert_eq!(standing(&overview(None, 2400.0, Some(3))), Some(Standing::Tight), "without a forecast");
    }

    #[test]
    fn hours_to_spare_beside_missing_officers_are_explained_by_what_those_would_have_to_know() {
        let mut centre = overview(Some(400.0), 2400.0, Some(34));
        let skills = |centre: &CentreOverview| row(Language::English, centre).gap.expect("a gap").skills;
        assert_eq!(skills(&centre).as_deref(), Some("who can do civil status (34)"));
        let by_skill = [("civil", 20), ("land", 10), ("certify", 3), ("sign", 1)];
        if let Some(roster) = &mut centre.roster {
            roster.missing_by_skill = by_skill.map(|(skill, missing)| (skill.into(), missing)).to_vec();
        }
        assert_eq!(skills(&centre).as_deref(), Some("who can do civil status (20), land (10), other work (4)"));
        assert_eq!(skills(&overview(Some(400.0), 2400.0, Some(0))), None);
    }

    #[test]
    fn a_gap_has_a_sign_a_colour_and_words() {
        let spare = shown(Some(2000.0), 2400.0);
        let gap = spare.gap.expect("a gap");
        assert_eq!((gap.state, gap.figure.as_str()), ("ok", "+6,7\u{a0}g"));
        assert_eq!(spare.overtime.state, "warn");
        assert_eq!(shown(Some(2300.0), 2400.0).gap.expect("a gap").state, "warn");
        let short = shown(Some(2520.0), 2400.0).gap.expect("a gap");
        assert_eq!((short.state, short.figure.as_str()), ("bad", "−2,0\u{a0}g"));
    }

    #[test]
    fn a_load_without_any_capacity_is_bad_and_finite() {
        let load = shown(Some(60.0), 0.0).load.expect("a load");
        assert_eq!((load.state, load.percent.as_str()), ("bad", "∞"));
        assert!((load.width - 100.0).abs() < 1e-9);
    }

    #[test]
    fn without_a_forecast_there_is_neither_load_nor_gap() {
        let row = shown(None, 2400.0);
        assert!(row.load.is_none() && row.gap.is_none() && row.demand.is_none());
    }
}
