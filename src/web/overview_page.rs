//! The overview in the reader's words: centres as rows, sorted and filtered, or one centre as tiles.

use chrono::NaiveDate;
use serde::Serialize;

use super::language::{Language, Message};
use super::needs::{Need, needs_of};
use super::overview_sort::{Column, Sort};
use super::signed::signed;
use super::wording;
use crate::application::actors::{Account, Role};
use crate::application::views::{CentreOverview, RosterSummary};
use crate::domain::roster::RosterStatus;

/// A load above this share of the capacity is tight.
const TIGHT: f64 = 0.9;
/// The share of capacity at which the bar of the load is full.
const FULL_BAR: f64 = 1.25;
/// An overtime above this share of the cap is near it.
const NEAR_CAP: f64 = 0.8;
/// Needs shown before the others fold away.
const FIRST_NEEDS: usize = 5;

/// `templates/overview/show.hbs`
#[derive(Serialize)]
pub struct OverviewPage {
    lead: String,
    empty: Option<Empty>,
    /// Whether the person has something to do with rosters at all.
    acts: bool,
    needs: Vec<Need>,
    more_needs: Vec<Need>,
    more_label: String,
    counts: Vec<StateCount>,
    /// The only centre of a person who sees one.
    centre: Option<CentreRow>,
    many: bool,
    query: String,
    sort: String,
    all_href: String,
    none_match: String,
    columns: Vec<ColumnHead>,
    rows: Vec<CentreRow>,
}

/// There is no centre.
#[derive(Serialize)]
struct Empty {
    title: String,
    next: String,
    may_import: bool,
}

/// How many centres stand how.
#[derive(Serialize)]
struct StateCount {
    state: &'static str,
    sign: &'static str,
    label: String,
}

#[derive(Serialize)]
struct ColumnHead {
    key: &'static str,
    label: String,
    href: String,
    hint: String,
    aria: &'static str,
    mark: &'static str,
}

/// One centre.
#[derive(Serialize)]
struct CentreRow {
    code: String,
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

#[derive(Serialize)]
struct Gap {
    state: &'static str,
    sign: &'static str,
    figure: String,
    words: String,
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
}

impl OverviewPage {
    /// The page of `account`, which may see `centres`; only those that `query` names, in the order of `sort`.
    #[must_use]
    pub fn new(
        language: Language,
        account: &Account,
        centres: &[CentreOverview],
        today: NaiveDate,
        query: &str,
        sort: Option<Sort>,
    ) -> Self {
        let acts = account.holds(Role::Manager) || account.holds(Role::Approver);
        let mut needs = needs_of(language, account, centres, today);
        let more_needs = needs.split_off(needs.len().min(FIRST_NEEDS));
        let many = centres.len() > 1;
        let mut shown: Vec<&CentreOverview> = centres.iter().filter(|centre| matches(centre, query)).collect();
        let order = sort.unwrap_or(Sort::MOST_URGENT_FIRST);
        order.apply(&mut shown);
        Self {
            lead: lead(language, centres.len(), shown.len(), query),
            empty: centres.is_empty().then(|| {
                let may_import = account.importer().is_some();
                let next = if may_import { "overview-none-next" } else { "overview-none-ask" };
                Empty { title: language.say("overview-none"), next: language.say(next), may_import }
            }),
            acts: acts && !centres.is_empty(),
            more_label: language.tell(&Message::new("overview-needs-more").count("count", more_needs.len())),
            needs,
            more_needs,
            counts: if many { counts(language, centres) } else { Vec::new() },
            centre: (centres.len() == 1).then(|| row(language, &centres[0])),
            many,
            query: query.to_owned(),
            sort: sort.map(Sort::text).unwrap_or_default(),
            all_href: address(sort, ""),
            none_match: language.tell(&Message::new("overview-none-match").with("query", query)),
            columns: Column::ALL.into_iter().map(|column| head(language, column, order, query)).collect(),
            rows: if many { shown.into_iter().map(|centre| row(language, centre)).collect() } else { Vec::new() },
        }
    }
}

/// The address of a roster's board.
pub(super) fn roster_address(roster: &RosterSummary) -> String {
    format!("/centres/{}/roster/{}", roster.head.centre, roster.head.period.first)
}

fn matches(centre: &CentreOverview, query: &str) -> bool {
    let query = query.to_lowercase();
    centre.centre.name.to_lowercase().contains(&query) || centre.centre.code.as_str().to_lowercase().contains(&query)
}

fn lead(language: Language, all: usize, shown: usize, query: &str) -> String {
    let message = if query.is_empty() {
        Message::new("overview-lead")
    } else {
        Message::new("overview-lead-filtered").count("shown", shown).with("query", query)
    };
    language.tell(&message.count("count", all))
}

fn address(sort: Option<Sort>, query: &str) -> String {
    let sort = sort.map(|sort| format!("sort={}", sort.text()));
    let query = (!query.is_empty()).then(|| format!("q={}", wording::in_query(query)));
    let wanted: Vec<String> = sort.into_iter().chain(query).collect();
    if wanted.is_empty() { "/".to_owned() } else { format!("/?{}", wanted.join("&")) }
}

fn head(language: Language, column: Column, order: Sort, query: &str) -> ColumnHead {
    let current = Some(order).filter(|order| order.column == column);
    let descending = current.map_or(column.starts_descending(), |sort| !sort.descending);
    let label = language.say(column.label());
    ColumnHead {
        key: column.key(),
        href: address(Some(Sort { column, descending }), query),
        hint: language.tell(&Message::new("overview-sort").with("column", label.as_str())),
        label,
        aria: current.map_or("none", |sort| if sort.descending { "descending" } else { "ascending" }),
        mark: current.map_or("", |sort| if sort.descending { "▾" } else { "▴" }),
    }
}

fn counts(language: Language, centres: &[CentreOverview]) -> Vec<StateCount> {
    let of_state = |state: Option<&str>| centres.iter().filter(|centre| load_state(centre) == state).count();
    let rosterless = centres.iter().filter(|centre| centre.roster.is_none()).count();
    [
        ("bad", "▼", "overview-count-short", of_state(Some("bad"))),
        ("warn", "▽", "overview-count-tight", of_state(Some("warn"))),
        ("ok", "●", "overview-count-ok", of_state(Some("ok"))),
        ("", "?", "overview-count-unknown", of_state(None)),
        ("", "○", "overview-count-rosterless", rosterless),
    ]
    .into_iter()
    .filter(|(_, _, _, count)| *count > 0)
    .map(|(state, sign, key, count)| StateCount {
        state,
        sign,
        label: language.tell(&Message::new(key).count("count", count)),
    })
    .collect()
}

/// Load divided by capacity, when a load is known.
pub(super) fn load_share(centre: &CentreOverview) -> Option<f64> {
    let load = centre.load_minutes?;
    Some(if centre.capacity_minutes > 0.0 { load / centre.capacity_minutes } else { f64::MAX })
}

fn load_state(centre: &CentreOverview) -> Option<&'static str> {
    let share = load_share(centre)?;
    Some(if share > 1.0 {
        "bad"
    } else if share > TIGHT {
        "warn"
    } else {
        "ok"
    })
}

fn row(language: Language, centre: &CentreOverview) -> CentreRow {
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
        roster: roster.map(|roster| roster_line(language, roster)),
    }
}

fn load(language: Language, centre: &CentreOverview) -> Option<Load> {
    let (share, minutes) = (load_share(centre)?, centre.load_minutes?);
    let percent = if share < 100.0 { language.percent(share, 0) } else { "∞".to_owned() };
    Some(Load {
        state: load_state(centre)?,
        width: (share / FULL_BAR * 100.0).clamp(0.0, 100.0).round(),
        figures: language.tell(
            &Message::new("overview-load-figures")
                .with("load", language.hours_bare(tenths_of_hours(minutes)))
                .with("capacity", language.hours(tenths_of_hours(centre.capacity_minutes))),
        ),
        words: language.tell(&Message::new("overview-load-share").with("share", percent.as_str())),
        percent,
    })
}

fn gap(language: Language, centre: &CentreOverview) -> Option<Gap> {
    let gap = tenths_of_hours(centre.capacity_minutes - centre.load_minutes?);
    let state = load_state(centre)?;
    let (sign, words) = match state {
        "bad" => ("▼", "overview-gap-short"),
        "warn" => ("▽", "overview-gap-tight"),
        _ => ("●", "overview-gap-spare"),
    };
    Some(Gap {
        state,
        sign,
        figure: signed(language, f64::from(gap), &language.hours(gap.abs())),
        words: language.tell(&Message::new(words).with("hours", language.hours(gap.abs()))),
    })
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

fn roster_line(language: Language, roster: &RosterSummary) -> RosterLine {
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
    }
}

/// `07/12–03/01`
pub(super) fn short_period(language: Language, first: NaiveDate, last: NaiveDate) -> String {
    format!("{}–{}", language.day_month(first), language.day_month(last))
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
    use crate::application::actors::Grant;
    use crate::domain::centre::{Centre, CentreLevel, CentreScope};
    use crate::domain::weekdays::Weekdays;

    fn centre(code: &str, load: Option<f64>, capacity: f64) -> CentreOverview {
        CentreOverview {
            centre: Centre {
                code: code.into(),
                name: format!("Phường {code}"),
                level: CentreLevel::Ward,
                parent: None,
                population: None,
                counters: None,
                open_days: Weekdays::WORKING,
            },
            officers: 12,
            expected_per_day: load.map(|minutes| minutes / 5.0),
            load_minutes: load,
            capacity_minutes: capacity,
            on_time_share: None,
            highest_overtime: 36 * 60,
            overtime_cap: 40 * 60,
            roster: None,
        }
    }

    fn page(centres: &[CentreOverview], query: &str, sort: Option<&str>) -> OverviewPage {
        let account =
            Account { grants: vec![Grant { role: Role::Province, scope: CentreScope::All }], ..Account::operator() };
        let today = NaiveDate::from_ymd_opt(2026, 12, 7).expect("a date");
        OverviewPage::new(Language::Vietnamese, &account, centres, today, query, sort.and_then(Sort::parse))
    }

    fn codes(page: &OverviewPage) -> Vec<&str> {
        page.rows.iter().map(|row| row.code.as_str()).collect()
    }

    #[test]
    fn whoever_lacks_most_stands_first_and_the_unknown_last() {
        let centres = [
            centre("A", Some(2000.0), 2400.0),
            centre("B", None, 2400.0),
            centre("C", Some(3000.0), 2400.0),
            centre("D", Some(2300.0), 2400.0),
        ];
        assert_eq!(codes(&page(&centres, "", None)), ["C", "D", "A", "B"]);
        assert_eq!(codes(&page(&centres, "", Some("-gap"))), ["A", "D", "C", "B"]);
        assert_eq!(codes(&page(&centres, "", Some("centre"))), ["A", "B", "C", "D"]);
        assert_eq!(codes(&page(&centres, "phường c", Some("centre"))), ["C"]);
        assert_eq!(codes(&page(&centres, "", Some("no-such-column"))), ["C", "D", "A", "B"]);
    }

    #[test]
    fn a_gap_has_a_sign_a_colour_and_words() {
        let centres = [centre("A", Some(2000.0), 2400.0), centre("B", Some(2400.1), 2400.0)];
        let page = page(&centres, "", Some("centre"));
        let [a, b] = &page.rows[..] else { panic!("two rows") };
        let gap = a.gap.as_ref().expect("a gap");
        assert_eq!((gap.state, gap.figure.as_str()), ("ok", "+6,7\u{a0}g"));
        assert_eq!(b.gap.as_ref().expect("a gap").state, "bad");
        assert_eq!(a.overtime.state, "warn");
    }

    #[test]
    fn one_centre_is_shown_large_and_not_as_a_table() {
        let page = page(&[centre("A", Some(2000.0), 2400.0)], "", None);
        assert!(page.centre.is_some() && !page.many && page.rows.is_empty());
    }

    #[test]
    fn the_link_of_the_current_column_turns_the_order() {
        let centres = [centre("A", Some(1.0), 2.0), centre("B", Some(1.0), 2.0)];
        let page = page(&centres, "x&y", Some("-overtime"));
        let head = page.columns.iter().find(|head| head.key == "overtime").expect("the column");
        assert_eq!((head.href.as_str(), head.aria), ("/?sort=overtime&q=x%26y", "descending"));
    }

    #[test]
    fn a_load_without_any_capacity_is_bad_and_finite() {
        let page = page(&[centre("A", Some(60.0), 0.0)], "", None);
        let load = page.centre.expect("the centre").load.expect("a load");
        assert_eq!((load.state, load.percent.as_str()), ("bad", "∞"));
        assert!((load.width - 100.0).abs() < 1e-9);
    }
}
