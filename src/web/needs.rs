//! What waits for one person on the overview: breaches to mend, rosters to approve, periods without a plan.

use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;

use super::language::{Language, Message};
use super::overview_row::{roster_address, short_period};
use crate::application::actors::Account;
use crate::application::views::{CentreOverview, RosterSummary};
use crate::domain::roster::RosterStatus;

/// The next roster is due when the last one ends within so many days.
const PLAN_AHEAD_DAYS: u64 = 14;

/// One thing to do, the most urgent first.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Need {
    #[serde(skip)]
    urgency: Urgency,
    state: &'static str,
    sign: &'static str,
    centre: String,
    text: String,
    action: String,
    action_for: String,
    href: String,
    /// First day of the roster to propose; the action is a form then.
    propose: Option<String>,
}

/// What comes before what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Urgency {
    Breaches,
    Returned,
    Approve,
    Publish,
    Submit,
    Missing,
    Drift,
    Propose,
}

/// What waits for the person of `account` in `centres`, by urgency and then by centre.
#[must_use]
pub fn needs_of(language: Language, account: &Account, centres: &[CentreOverview], today: NaiveDate) -> Vec<Need> {
    let mut needs: Vec<Need> = centres.iter().flat_map(|centre| needs_in(language, account, centre, today)).collect();
    needs.sort_by_key(|need| need.urgency);
    needs
}

fn needs_in(language: Language, account: &Account, centre: &CentreOverview, today: NaiveDate) -> Vec<Need> {
    let code = &centre.centre.code;
    let manages = account.manager_of(code).is_some();
    let mut needs = Vec::new();
    if let Some(roster) = &centre.roster {
        if manages {
            needs.extend(of_manager(language, centre, roster));
        }
        if account.approver_of(code).is_some() && roster.head.status == RosterStatus::Submitted {
            needs.push(approval(language, centre, roster));
        }
    }
    if manages && let Some(drift) = &centre.drift {
        let key = if drift.ratio > 1.0 { "overview-need-drift-more" } else { "overview-need-drift-less" };
        let share = language.percent((drift.ratio - 1.0).abs(), 0);
        let text = Message::new(key).with("since", language.day_month(drift.since)).with("share", share);
        let href = format!("/centres/{code}/forecast");
        needs.push(need(language, Urgency::Drift, centre, &text, "overview-open-forecast", href));
    }
    if manages && let Some(first) = first_day_to_plan(centre.roster.as_ref(), today) {
        let text = Message::new("overview-need-propose").with("first", language.day_month(first));
        needs.push(Need {
            propose: Some(first.to_string()),
            ..need(language, Urgency::Propose, centre, &text, "overview-propose", format!("/centres/{code}/roster"))
        });
    }
    needs
}

fn of_manager(language: Language, centre: &CentreOverview, roster: &RosterSummary) -> Option<Need> {
    let period = short_period(language, roster.head.period.first, roster.head.period.last());
    let (urgency, text) = match roster.head.status {
        RosterStatus::Draft if roster.hard_breaches > 0 => {
            (Urgency::Breaches, Message::new("overview-need-breaches").count("count", roster.hard_breaches))
        }
        RosterStatus::Draft => match roster.head.returned_because.as_deref() {
            Some(reason) => (Urgency::Returned, Message::new("overview-need-returned").with("reason", reason)),
            None => (Urgency::Submit, Message::new("overview-need-submit")),
        },
        RosterStatus::Approved => (Urgency::Publish, Message::new("overview-need-publish")),
        RosterStatus::Published if roster.missing > 0 => {
            (Urgency::Missing, Message::new("overview-need-missing").count("count", roster.missing))
        }
        RosterStatus::Submitted | RosterStatus::Published | RosterStatus::Closed => return None,
    };
    let text = text.with("period", period);
    Some(need(language, urgency, centre, &text, "overview-open-roster", roster_address(roster)))
}

fn approval(language: Language, centre: &CentreOverview, roster: &RosterSummary) -> Need {
    let text = if roster.missing > 0 {
        Message::new("overview-need-approve-missing").count("count", roster.missing)
    } else {
        Message::new("overview-need-approve")
    };
    let text = text.with("period", short_period(language, roster.head.period.first, roster.head.period.last()));
    let href = format!("{}/review", roster_address(roster));
    need(language, Urgency::Approve, centre, &text, "overview-open-review", href)
}

fn need(
    language: Language,
    urgency: Urgency,
    centre: &CentreOverview,
    text: &Message,
    action: &str,
    href: String,
) -> Need {
    let (state, sign) = match urgency {
        Urgency::Breaches => ("bad", "!"),
        Urgency::Returned => ("bad", "↩"),
        Urgency::Missing => ("warn", "▽"),
        Urgency::Drift => ("warn", "↗"),
        Urgency::Approve | Urgency::Publish | Urgency::Submit => ("warn", "●"),
        Urgency::Propose => ("note", "○"),
    };
    let (name, action) = (centre.centre.name.clone(), language.say(action));
    let action_for = Message::new("overview-action-for").with("action", action.as_str()).with("centre", name.as_str());
    let action_for = language.tell(&action_for);
    Need { urgency, state, sign, centre: name, text: language.tell(text), action, action_for, href, propose: None }
}

/// The Monday from which nothing is planned, when it is time to plan it.
fn first_day_to_plan(roster: Option<&RosterSummary>, today: NaiveDate) -> Option<NaiveDate> {
    let tomorrow = today + Days::new(1);
    match roster {
        None => Some(monday_from(tomorrow)),
        Some(roster) => {
            let end = roster.head.period.end();
            (end <= today + Days::new(PLAN_AHEAD_DAYS)).then(|| monday_from(end.max(tomorrow)))
        }
    }
}

/// `date` if it is a Monday, otherwise the next one.
fn monday_from(date: NaiveDate) -> NaiveDate {
    date + Days::new(u64::from((7 - date.weekday().num_days_from_monday()) % 7))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::application::actors::{Grant, Role};
    use crate::domain::centre::{Centre, CentreLevel, CentreScope};
    use crate::domain::ids::RosterId;
    use crate::domain::period::Period;
    use crate::domain::roster::RosterHead;
    use crate::domain::weekdays::Weekdays;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn roster(status: RosterStatus, first: &str, hard_breaches: usize, missing: i32) -> RosterSummary {
        RosterSummary {
            head: RosterHead {
                id: RosterId(1),
                centre: "SB".into(),
                period: Period { first: date(first), days: 28 },
                version: 1,
                status,
                revision: 1,
                submitted_by: None,
                returned_because: None,
                proof: None,
                seal: None,
            },
            hard_breaches,
            missing,
            missing_by_skill: Vec::new(),
            open_days: 20,
        }
    }

    fn needs(role: Role, scope: CentreScope, roster: Option<RosterSummary>) -> Vec<Need> {
        let account = Account { grants: vec![Grant { role, scope }], ..Account::operator() };
        let centre = CentreOverview {
            centre: Centre {
                code: "SB".into(),
                name: "Sông Bắc".into(),
                level: CentreLevel::Ward,
                parent: None,
                population: None,
                counters: None,
                open_days: Weekdays::WORKING,
            },
            officers: 12,
            expected_per_day: None,
            load_minutes: None,
            capacity_minutes: 0.0,
            on_time_share: None,
            highest_overtime: 0,
            overtime_cap: 2400,
            roster,
            drift: None,
        };
        needs_of(Language::English, &account, &[centre], date("2026-12-08"))
    }

    #[test]
    fn a_manager_mends_breaches_and_the_approver_is_not_bothered_yet() {
        let draft = || Some(roster(RosterStatus::Draft, "2026-12-14", 2, 0));
        let manager = needs(Role::Manager, CentreScope::All, draft());
        assert_eq!(manager.len(), 1);
        assert_eq!(manager[0].href, "/centres/SB/roster/2026-12-14");
        assert!(needs(Role::Approver, CentreScope::All, draft()).is_empty());
    }

    #[test]
    fn a_lawful_draft_waits_to_be_submitted_and_a_returned_one_says_why() {
        let mut draft = roster(RosterStatus::Draft, "2026-12-14", 0, 0);
        assert_eq!(needs(Role::Manager, CentreScope::All, Some(draft.clone()))[0].urgency, Urgency::Submit);
        draft.head.returned_because = Some("Too many evenings".to_owned());
        assert!(needs(Role::Manager, CentreScope::All, Some(draft))[0].text.ends_with("Too many evenings"));
    }

    #[test]
    fn a_submitted_roster_waits_for_the_approver_of_that_centre_only() {
        let submitted = || Some(roster(RosterStatus::Submitted, "2026-12-14", 0, 3));
        let approver = needs(Role::Approver, CentreScope::One("SB".into()), submitted());
        assert_eq!(approver[0].href, "/centres/SB/roster/2026-12-14/review");
        assert!(approver[0].text.contains('3'));
        assert!(needs(Role::Approver, CentreScope::One("XX".into()), submitted()).is_empty());
        assert!(needs(Role::Manager, CentreScope::All, submitted()).is_empty());
    }

    #[test]
    fn the_next_plan_begins_on_the_monday_after_the_last_one() {
        let of = |roster| needs(Role::Manager, CentreScope::All, roster).into_iter().find_map(|need| need.propose);
        assert_eq!(of(None).as_deref(), Some("2026-12-14"));
        let ending = roster(RosterStatus::Published, "2026-11-23", 0, 0);
        assert_eq!(of(Some(ending)).as_deref(), Some("2026-12-21"));
        let fresh = roster(RosterStatus::Published, "2026-12-07", 0, 0);
        assert_eq!(of(Some(fresh)), None);
    }

    #[test]
    fn nobody_is_asked_for_what_they_may_not_do() {
        assert!(needs(Role::Province, CentreScope::All, None).is_empty());
        assert!(needs(Role::Manager, CentreScope::One("XX".into()), None).is_empty());
    }
}
