//! The overview in the reader's words: centres as rows, sorted and filtered, or one centre as tiles.

use chrono::NaiveDate;
use serde::Serialize;

use super::language::{Language, Message};
use super::needs::{Need, needs_of};
use super::overview_row::{CentreRow, Standing, row, standing};
use super::overview_sort::{Column, Sort};
use super::wording;
use crate::application::actors::{Account, Role};
use crate::application::views::CentreOverview;

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
    let of = |wanted: Option<Standing>| centres.iter().filter(|centre| standing(centre) == wanted).count();
    let rosterless = centres.iter().filter(|centre| centre.roster.is_none()).count();
    [
        ("bad", "▼", "overview-count-short", of(Some(Standing::Short))),
        ("warn", "▽", "overview-count-tight", of(Some(Standing::Tight))),
        ("ok", "●", "overview-count-ok", of(Some(Standing::Enough))),
        ("", "?", "overview-count-unknown", of(None)),
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
            drift: None,
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
}
