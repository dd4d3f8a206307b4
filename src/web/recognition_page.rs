//! The bench in the reader's words. Contribution, opportunity and burden stay apart, and every figure opens its evidence.

use chrono::NaiveDate;
use serde::Serialize;

use super::language::{Language, Message};
use super::month::{month_text, neighbours};
use super::wording;
use crate::application::views::{Contribution, ContributionsView};
use crate::domain::centre::Centre;
use crate::domain::shift::ShiftKind;

/// From this share of the cap on, the burden warns.
const NEAR_CAP: f64 = 0.9;

/// `templates/recognition/show.hbs`
#[derive(Serialize)]
pub struct RecognitionPage {
    title: String,
    centre: String,
    month: String,
    /// Centres to choose from, when there are several.
    choices: Vec<Choice>,
    previous_href: String,
    next_href: String,
    officers: Vec<Row>,
    exempt_note: Option<String>,
    over_note: Option<String>,
}

#[derive(Serialize)]
struct Choice {
    code: String,
    name: String,
    current: bool,
}

/// One officer.
#[derive(Serialize)]
struct Row {
    rank: Option<String>,
    name: String,
    /// Per cent of the widest bar.
    share_width: f64,
    share: Figure,
    /// Evenings, outreach, early starts, weekends.
    counts: Vec<Figure>,
    taken: Figure,
    leave: Figure,
    burden: Figure,
    exempt: bool,
}

/// A figure that opens its evidence.
#[derive(Serialize)]
struct Figure {
    figure: String,
    /// A zero has no days to open.
    nothing: bool,
    /// What the figure is, for whoever hears it without its column.
    about: String,
    /// The colour of an alarm; only a burden has one.
    state: Option<&'static str>,
    sign: &'static str,
    /// What stands above the days.
    words: String,
    days: Vec<Day>,
}

#[derive(Serialize)]
struct Day {
    day: String,
    code: String,
    kind: &'static str,
}

impl RecognitionPage {
    /// Words `view`; the member may choose among `centres`.
    #[must_use]
    pub fn new(language: Language, view: &ContributionsView, centres: &[Centre]) -> Self {
        let (year, month) = view.year_month;
        let (previous, next) = neighbours(view.year_month);
        let address =
            |month: &str| format!("/recognition?centre={}&month={month}", wording::in_query(view.centre.code.as_str()));
        let widest = view.officers.iter().map(|officer| officer.share).fold(0.0, f64::max);
        let nothing = view.officers.iter().all(|officer| officer.evidence.is_empty() && officer.opportunities == 0);
        let choices = centres.iter().map(|centre| Choice {
            code: centre.code.to_string(),
            name: centre.name.clone(),
            current: centre.code == view.centre.code,
        });
        Self {
            title: language.tell(&Message::new("recognition-title").with("month", language.month(year, month))),
            centre: view.centre.name.clone(),
            month: month_text(view.year_month),
            choices: if centres.len() > 1 { choices.collect() } else { Vec::new() },
            previous_href: address(&previous),
            next_href: address(&next),
            exempt_note: note(language, "recognition-note-exempt", view, |officer| officer.exempt),
            over_note: note(language, "recognition-note-over", view, |officer| {
                officer.overtime.minutes >= officer.overtime.cap
            }),
            officers: if nothing {
                Vec::new()
            } else {
                view.officers.iter().map(|officer| row(language, officer, widest)).collect()
            },
        }
    }
}

fn code(language: Language, officer: &Contribution) -> String {
    language.tell(&Message::new("recognition-code").with("code", officer.pseudonym.as_str()))
}

/// The sentence that names the officers of whom `holds` is true.
fn note(
    language: Language,
    key: &'static str,
    view: &ContributionsView,
    holds: impl Fn(&Contribution) -> bool,
) -> Option<String> {
    let codes: Vec<String> =
        view.officers.iter().filter(|officer| holds(officer)).map(|officer| code(language, officer)).collect();
    let message = Message::new(key).count("count", codes.len()).with("codes", codes.join(list_comma(language)));
    (!codes.is_empty()).then(|| language.tell(&message))
}

fn list_comma(language: Language) -> &'static str {
    match language {
        Language::Vietnamese | Language::English => ", ",
        Language::Arabic => "، ",
    }
}

fn row(language: Language, officer: &Contribution, widest: f64) -> Row {
    let count = |kind: ShiftKind, count: usize, about: &str| {
        let days = days_of(language, officer, |of| of == kind);
        let sessions = language.tell(&Message::new("recognition-sessions").count("count", count));
        figure(count, language.whole(i64::try_from(count).unwrap_or(i64::MAX)), language.say(about), sessions, days)
    };
    let taken = days_of(language, officer, is_hard_to_fill);
    let taken_count = taken.len();
    let share_words = Message::new("recognition-evidence-share").count("taken", taken_count);
    Row {
        rank: officer.rank.map(|rank| language.whole(i64::try_from(rank).unwrap_or(i64::MAX))),
        name: code(language, officer),
        share_width: if widest > 0.0 { (officer.share / widest * 100.0).round() } else { 0.0 },
        share: figure(
            taken_count,
            language.percent(officer.share, 0),
            language.say("recognition-share"),
            language.tell(&share_words),
            days_of(language, officer, is_hard_to_fill),
        ),
        counts: vec![
            count(ShiftKind::Evening, officer.evenings, "recognition-evenings"),
            count(ShiftKind::Outreach, officer.outreach, "recognition-outreach"),
            count(ShiftKind::Early, officer.early, "recognition-early"),
            count(ShiftKind::Weekend, officer.weekend, "recognition-weekend"),
        ],
        taken: opportunity(language, officer, taken_count, taken),
        leave: figure(
            officer.leave_days,
            language.whole(i64::try_from(officer.leave_days).unwrap_or(i64::MAX)),
            language.say("recognition-leave"),
            language.say("recognition-evidence-leave"),
            Vec::new(),
        ),
        burden: burden(language, officer),
        exempt: officer.exempt,
    }
}

/// The figure that counts `count` things; what counts none opens nothing.
fn figure(count: usize, figure: String, about: String, words: String, days: Vec<Day>) -> Figure {
    Figure { figure, nothing: count == 0, about, state: None, sign: "", words, days }
}

fn opportunity(language: Language, officer: &Contribution, taken: usize, days: Vec<Day>) -> Figure {
    let whole = |count: usize| language.whole(i64::try_from(count).unwrap_or(i64::MAX));
    let open = if officer.exempt { "–".to_owned() } else { whole(officer.opportunities) };
    let words = match officer.taken_share {
        Some(share) => {
            language.tell(&Message::new("recognition-taken-share").with("share", language.percent(share, 0)))
        }
        None if officer.exempt => language.say("recognition-unranked"),
        None => language.say("recognition-taken-none"),
    };
    let about = language.say("recognition-taken");
    figure(taken + officer.opportunities, format!("{}/{open}", whole(taken)), about, words, days)
}

fn burden(language: Language, officer: &Contribution) -> Figure {
    let overtime = officer.overtime;
    let share = if overtime.cap > 0 { f64::from(overtime.minutes) / f64::from(overtime.cap) } else { 0.0 };
    let (state, sign, words) = match share {
        share if share >= 1.0 => ("bad", "▲", "recognition-burden-over"),
        share if share >= NEAR_CAP => ("warn", "△", "recognition-burden-near"),
        _ => ("ok", "●", "recognition-burden-ok"),
    };
    let figures = Message::new("overview-of")
        .with("figure", language.hours_bare(overtime.minutes))
        .with("whole", language.hours(overtime.cap));
    Figure {
        state: Some(state),
        sign,
        about: format!("{}: {}", language.say("recognition-overtime"), language.say(words)),
        words: format!(
            "{}. {}",
            language.say("recognition-evidence-overtime"),
            language.say("recognition-evidence-overtime-note")
        ),
        figure: language.tell(&figures),
        nothing: false,
        days: days_of(language, officer, |_| true),
    }
}

/// Evenings, outreach and weekends: the sessions that are hard to fill.
fn is_hard_to_fill(kind: ShiftKind) -> bool {
    matches!(kind, ShiftKind::Evening | ShiftKind::Outreach | ShiftKind::Weekend)
}

fn days_of(language: Language, officer: &Contribution, of: impl Fn(ShiftKind) -> bool) -> Vec<Day> {
    let mut days: Vec<&(NaiveDate, _, ShiftKind)> = officer.evidence.iter().filter(|(_, _, kind)| of(*kind)).collect();
    days.sort_by_key(|(date, _, _)| *date);
    days.into_iter()
        .map(|(date, code, kind)| Day {
            day: language.day(*date),
            code: code.to_string(),
            kind: wording::kind_class(Some(*kind)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::application::views::MonthOvertime;
    use crate::domain::centre::CentreLevel;
    use crate::domain::weekdays::Weekdays;

    fn centre(code: &str) -> Centre {
        Centre {
            code: code.into(),
            name: format!("Phường {code}"),
            level: CentreLevel::Ward,
            parent: None,
            population: None,
            counters: None,
            open_days: Weekdays::WORKING,
        }
    }

    fn officer(pseudonym: &str, minutes: i32, exempt: bool) -> Contribution {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let evidence = vec![
            (day("2026-11-17"), "HC·T".into(), ShiftKind::Evening),
            (day("2026-11-03"), "HC·L".into(), ShiftKind::Outreach),
            (day("2026-11-09"), "S+".into(), ShiftKind::Early),
        ];
        Contribution {
            pseudonym: pseudonym.to_owned(),
            evenings: 1,
            outreach: 1,
            early: 1,
            weekend: 0,
            share: 0.25,
            opportunities: if exempt { 0 } else { 8 },
            leave_days: 2,
            exempt,
            taken_share: (!exempt).then_some(0.25),
            overtime: MonthOvertime { year: 2026, month: 11, minutes, cap: 2400 },
            rank: (!exempt).then_some(1),
            evidence: if exempt { Vec::new() } else { evidence },
        }
    }

    fn page(officers: Vec<Contribution>, centres: &[Centre]) -> RecognitionPage {
        let view = ContributionsView { centre: centre("A"), year_month: (2026, 11), officers };
        RecognitionPage::new(Language::English, &view, centres)
    }

    #[test]
    fn every_figure_opens_the_days_behind_it_in_order() {
        let page = page(vec![officer("07", 600, false)], &[centre("A")]);
        let row = &page.officers[0];
        let shown = |figure: &Figure| figure.days.iter().map(|day| day.code.clone()).collect::<Vec<_>>();
        assert_eq!(shown(&row.taken), ["HC·L", "HC·T"]);
        assert_eq!(row.taken.figure, "2/8");
        assert_eq!(shown(&row.counts[2]), ["S+"]);
        assert_eq!(shown(&row.burden), ["HC·L", "S+", "HC·T"]);
        assert!(shown(&row.counts[3]).is_empty());
    }

    #[test]
    fn the_exempt_and_the_over_burdened_are_named_in_a_sentence() {
        let page = page(vec![officer("07", 2400, false), officer("01", 0, true)], &[centre("A")]);
        assert!(page.exempt_note.expect("a sentence").starts_with("Code 01 is exempt"));
        assert!(page.over_note.expect("a sentence").starts_with("Code 07 has reached"));
        assert_eq!(page.officers[0].burden.state, Some("bad"));
        assert_eq!(page.officers[1].rank, None);
        assert_eq!(page.officers[1].taken.figure, "0/–");
    }

    #[test]
    fn a_member_of_one_centre_has_nothing_to_choose() {
        assert!(page(Vec::new(), &[centre("A")]).choices.is_empty());
        let several = page(Vec::new(), &[centre("A"), centre("B")]);
        assert_eq!(several.choices.iter().filter(|choice| choice.current).count(), 1);
        assert_eq!(several.previous_href, "/recognition?centre=A&month=2026-10");
    }

    #[test]
    fn a_month_without_any_session_shows_no_table() {
        assert!(page(vec![officer("01", 0, true)], &[centre("A")]).officers.is_empty());
    }
}
