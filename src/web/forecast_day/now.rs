//! Today so far: what is still to come, of all groups and by group.

use serde::Serialize;

use crate::application::views::{GroupNowcast, NowcastView, RequirementView};
use crate::domain::demand::DemandDay;
use crate::web::language::{Language, Message};
use crate::web::rounding::whole_parts;
use crate::web::wording;

/// Today so far.
#[derive(Serialize)]
pub struct NowPanel {
    address: String,
    so_far: Option<u32>,
    at: String,
    about: String,
    figures: Vec<NowFigure>,
    /// Whether some group has a count of its own.
    is_by_group: bool,
    /// By group; none where nobody knows what came.
    groups: Vec<NowRow>,
}

#[derive(Serialize)]
struct NowFigure {
    name: String,
    value: String,
    between: String,
}

#[derive(Serialize)]
struct NowRow {
    group: String,
    /// Counted dossiers; none where only the sum is known.
    so_far: Option<String>,
    rest: String,
    between: String,
    minutes: String,
    day: String,
}

impl NowPanel {
    /// The panel of today, which is the day of `view`.
    pub fn new(language: Language, view: &RequirementView, now: &NowcastView) -> Self {
        let mut figures = now.nowcast.as_ref().map_or_else(Vec::new, |found| {
            let (rest, each) = (&found.rest, now.minutes_each);
            vec![
                dossiers(language, "now-rest", rest),
                figure(language, "now-minutes", rest.mean * each, (rest.q10 * each, rest.q90 * each)),
                dossiers(language, "now-day", &found.day),
            ]
        });
        figures.push(dossiers(language, "now-morning", &now.morning));
        let key = match (now.is_counted, now.groups.is_empty()) {
            (true, _) => "now-about-counted",
            (false, true) => "now-about",
            (false, false) => "now-about-typed",
        };
        let about = Message::new(key).with("at", language.time(now.at)).with("share", language.percent(now.seen, 0));
        Self {
            address: format!("/centres/{}/forecast/{}", view.centre.code, view.date),
            so_far: now.so_far,
            at: now.at.format("%H:%M").to_string(),
            about: language.tell(&about),
            figures,
            is_by_group: now.groups.iter().any(|of| of.so_far.is_some()),
            groups: rows(language, now),
        }
    }
}

fn dossiers(language: Language, key: &str, day: &DemandDay) -> NowFigure {
    figure(language, key, day.mean, (day.q10, day.q90))
}

/// A figure with the range in which it lies eight times in ten, rounded outwards like [`DemandDay::band80`].
fn figure(language: Language, key: &str, mean: f64, (low, high): (f64, f64)) -> NowFigure {
    let between = Message::new("now-between")
        .with("low", language.number(low.floor(), 0))
        .with("high", language.number(high.ceil(), 0));
    NowFigure { name: language.say(key), value: language.number(mean.round(), 0), between: language.tell(&between) }
}

/// The groups, whose figures add up to those of the panel.
fn rows(language: Language, now: &NowcastView) -> Vec<NowRow> {
    let Some(whole) = &now.nowcast else { return Vec::new() };
    let parts = |whole: f64, of_group: fn(&GroupNowcast) -> f64| {
        whole_parts(&now.groups.iter().map(of_group).collect::<Vec<f64>>(), whole)
    };
    let rest = parts(whole.rest.mean, |of| of.nowcast.rest.mean);
    let minutes = parts(whole.rest.mean * now.minutes_each, |of| {
        of.nowcast.rest.mean * (of.group.desk_minutes + of.group.back_minutes)
    });
    let day = parts(whole.day.mean, |of| of.nowcast.day.mean);
    let row = |(at, of): (usize, &GroupNowcast)| {
        let band = of.nowcast.rest.band80();
        NowRow {
            group: wording::group(language, &of.group),
            so_far: of.so_far.map(|count| language.whole(count)),
            rest: language.number(rest[at], 0),
            between: format!("{}–{}", language.number(*band.start(), 0), language.number(*band.end(), 0)),
            minutes: language.number(minutes[at], 0),
            day: language.number(day[at], 0),
        }
    };
    now.groups.iter().enumerate().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::application::views::Nowcast;
    use crate::domain::procedure_group::{Due, ProcedureGroup};

    fn expected(mean: f64) -> DemandDay {
        DemandDay::new("2026-12-10".parse().expect("a date"), mean, [0.3, 1.6, 3.0, 3.9, 4.2, 7.0])
    }

    /// Still `rest`, after `came`.
    fn nowcast(rest: f64, came: f64) -> Nowcast {
        Nowcast { rest: expected(rest), day: expected(rest + came) }
    }

    fn group(rest: f64) -> GroupNowcast {
        let group = ProcedureGroup {
            code: "land".into(),
            name_vi: "Đất đai".to_owned(),
            name_en: "Land".to_owned(),
            skill: "land".into(),
            desk_minutes: 10.0,
            back_minutes: 0.0,
            due: Due::SameDay,
            copies_per_dossier: None,
        };
        GroupNowcast { group, so_far: Some(2), nowcast: nowcast(rest, 2.0) }
    }

    #[test]
    fn groups_add_up_to_the_figures_above_them_where_each_alone_would_be_rounded_away() {
        let now = NowcastView {
            at: "10:00:00".parse().expect("a time"),
            so_far: Some(6),
            is_counted: true,
            seen: 0.5,
            morning: expected(7.0),
            minutes_each: 10.0,
            nowcast: Some(nowcast(1.26, 6.0)),
            groups: vec![group(0.42), group(0.42), group(0.42)],
        };
        let shown = rows(Language::English, &now);
        let column = |of: fn(&NowRow) -> &str| shown.iter().map(of).collect::<Vec<_>>();
        assert_eq!(column(|row| &row.rest), ["1", "0", "0"]);
        assert_eq!(column(|row| &row.day), ["3", "2", "2"], "2 have come of each");
        assert_eq!(column(|row| &row.minutes), ["5", "4", "4"]);
    }

    #[test]
    fn ranges_are_rounded_outwards_as_everywhere_else() {
        let shown = dossiers(Language::English, "now-rest", &expected(3.2));
        assert_eq!((shown.value.as_str(), shown.between.as_str()), ("3", "8 times in 10 between 1 and 5"));
    }
}
