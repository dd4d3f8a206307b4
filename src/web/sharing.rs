//! "Shared equally": who carries how much beside colleagues who could stand in for each other, and why two of them are not
//! closer. Stands among the reasons of the board and of the approver's page.

use fluent_templates::fluent_bundle::FluentValue;
use serde::Serialize;

use super::language::Language;
use super::wording;
use crate::application::planning::view_sharing::{Measure, PairApart, Sharing, Term, WhyApart};
use crate::application::views::ObstacleGroup;

/// `templates/roster/_sharing.hbs`
#[derive(Serialize)]
pub struct SharingPanel {
    lead: String,
    pairs: Vec<Pair>,
    /// Pairs beyond those.
    more: Vec<Pair>,
    more_summary: Option<String>,
    /// The page with the reason of every pair, where not all have theirs here, and what it is called.
    all_href: Option<String>,
    all_words: String,
    rows: Vec<Row>,
    rows_summary: String,
}

/// Two colleagues who are more than one shift apart.
#[derive(Serialize)]
struct Pair {
    fact: String,
    why: String,
    citation: Option<String>,
}

/// What one officer carries: in this roster, and with the three months before.
#[derive(Serialize)]
struct Row {
    name: String,
    /// The first officer of a circle, which a line sets off from the circle before.
    begins: bool,
    evenings: Amount,
    weekends: Amount,
    overtime: Amount,
    hard: Amount,
}

#[derive(Serialize)]
struct Amount {
    planned: String,
    total: String,
}

/// Pairs that stand on the page; the others open on demand.
const SHOWN: usize = 4;

/// The panel beside the board of that `address`; none when nobody of the roster has a colleague to be compared with. While
/// the roster is `being_planned` it gives no reasons: evenness comes last.
pub fn sharing(language: Language, sharing: &Sharing, being_planned: bool, address: &str) -> Option<SharingPanel> {
    let all_href = (sharing.further > 0 && !being_planned).then(|| format!("{address}/sharing"));
    panel(language, sharing, being_planned, SHOWN).map(|panel| SharingPanel { all_href, ..panel })
}

/// The same with every pair at once.
pub fn whole_sharing(language: Language, sharing: &Sharing) -> Option<SharingPanel> {
    panel(language, sharing, false, usize::MAX)
}

fn panel(language: Language, sharing: &Sharing, being_planned: bool, shown: usize) -> Option<SharingPanel> {
    if sharing.officers.is_empty() {
        return None;
    }
    let apart = sharing.pairs.len() + sharing.further;
    let key = match (being_planned, apart) {
        (true, _) => "sharing-being-planned",
        (false, 0) => "sharing-close",
        (false, _) => "sharing-apart",
    };
    let told = if being_planned { &[][..] } else { &sharing.pairs[..] };
    let mut pairs: Vec<Pair> = told.iter().map(|pair| words_of(language, pair)).collect();
    let more = pairs.split_off(pairs.len().min(shown));
    let counted = |key: &str, count: usize| language.say_with(key, [("count", FluentValue::from(count))]);
    let rows = sharing
        .officers
        .iter()
        .enumerate()
        .map(|(at, officer)| {
            let both = |measure: Measure, words: &dyn Fn(i32) -> String| Amount {
                planned: words(officer.planned[measure as usize]),
                total: words(officer.total[measure as usize]),
            };
            Row {
                name: officer.officer.1.clone(),
                begins: at > 0 && sharing.officers[at - 1].circle != officer.circle,
                evenings: both(Measure::Evenings, &|evenings| language.whole(evenings)),
                weekends: both(Measure::WeekendDays, &|days| language.whole(days)),
                overtime: both(Measure::Overtime, &|minutes| language.hours_bare(minutes)),
                hard: both(Measure::HardToFill, &|shifts| language.whole(shifts)),
            }
        })
        .collect();
    Some(SharingPanel {
        lead: counted(key, apart),
        more_summary: (!more.is_empty()).then(|| counted("sharing-more", more.len())),
        pairs,
        more,
        all_href: None,
        all_words: counted("sharing-all", apart),
        rows,
        rows_summary: counted("sharing-figures", sharing.officers.len()),
    })
}

fn words_of(language: Language, pair: &PairApart) -> Pair {
    let amount = |amount: i32| match pair.measure {
        Measure::Overtime => language.hours(amount),
        Measure::Evenings | Measure::WeekendDays | Measure::HardToFill => language.whole(amount),
    };
    let fact = language.say_with(
        match pair.measure {
            Measure::Evenings => "sharing-evenings-apart",
            Measure::WeekendDays => "sharing-weekends-apart",
            Measure::Overtime => "sharing-overtime-apart",
            Measure::HardToFill => "sharing-hard-apart",
        },
        [
            ("more", FluentValue::from(language.to_the_right(pair.more.0.clone()))),
            ("fewer", FluentValue::from(language.to_the_right(pair.fewer.0.clone()))),
            ("many", FluentValue::from(amount(pair.more.1))),
            ("few", FluentValue::from(amount(pair.fewer.1))),
        ],
    );
    let days: Vec<String> = pair.dates.iter().map(|date| language.day(*date)).collect();
    let days = days.join(&language.say("list-separator"));
    let mut citation = None;
    let key = match &pair.why {
        WhyApart::History => "sharing-why-history",
        WhyApart::Dearer(Term::Missing) => "sharing-why-missing",
        WhyApart::Dearer(Term::Overtime) => "sharing-why-overtime",
        WhyApart::Dearer(Term::Spread) => "sharing-why-spread",
        WhyApart::Dearer(Term::Wishes) => "sharing-why-wishes",
        WhyApart::Dearer(Term::EveningsInARow) => "sharing-why-evenings-in-a-row",
        WhyApart::Dearer(Term::Published) => "sharing-why-published",
        WhyApart::LessEven(_) => "sharing-why-less-even",
        WhyApart::Nothing => "sharing-why-nothing",
        WhyApart::Forbidden(_, obstacle) => {
            citation = wording::rule_behind(obstacle).map(|rule| wording::citation(language, rule));
            "sharing-why-forbidden"
        }
    };
    let obstacle = match &pair.why {
        WhyApart::Forbidden(officer, obstacle) => {
            let group = ObstacleGroup { obstacle: obstacle.clone(), officers: vec![officer.clone()] };
            wording::obstacle(language, &group)
        }
        _ => String::new(),
    };
    let why = language.say_with(key, [("days", FluentValue::from(days)), ("obstacle", FluentValue::from(obstacle))]);
    Pair { fact, why, citation }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::application::planning::view_sharing::OfficerShare;
    use crate::application::views::Obstacle;

    fn shared(pairs: Vec<PairApart>) -> Sharing {
        let officer = |code: &str, evenings: i32| OfficerShare {
            officer: (code.into(), format!("Officer {code}")),
            circle: 0,
            planned: [evenings, 1, evenings * 180, 0],
            total: [evenings + 2, 4, evenings * 180 + 60, 6],
        };
        Sharing { officers: vec![officer("A", 3), officer("B", 1)], pairs, further: 0 }
    }

    fn apart(why: WhyApart) -> PairApart {
        PairApart {
            measure: Measure::Evenings,
            more: ("Officer A".into(), 5),
            fewer: ("Officer B".into(), 3),
            dates: vec!["2026-12-17".parse().expect("a date")],
            why,
        }
    }

    #[test]
    fn a_roster_shared_within_one_shift_says_so() {
        let panel = sharing(Language::English, &shared(Vec::new()), false, "/r").expect("two officers");
        assert!(panel.pairs.is_empty() && panel.lead.contains("within one shift"), "{}", panel.lead);
        assert_eq!((panel.rows[0].evenings.planned.as_str(), panel.rows[0].evenings.total.as_str()), ("3", "5"));
        assert_eq!(panel.rows[1].overtime.total, "4");
        assert_eq!((panel.rows[1].weekends.planned.as_str(), panel.rows[1].weekends.total.as_str()), ("1", "4"));
        assert_eq!((panel.rows[1].hard.planned.as_str(), panel.rows[1].hard.total.as_str()), ("0", "6"));
    }

    #[test]
    fn a_pair_apart_is_named_with_the_day_the_obstacle_and_the_article() {
        let why = WhyApart::Forbidden(("B".into(), "Officer B".into()), Obstacle::MonthCap(2460, 2400));
        let panel = sharing(Language::English, &shared(vec![apart(why)]), false, "/r").expect("two officers");
        let pair = &panel.pairs[0];
        for part in ["Officer A", "Officer B", "5", "3"] {
            assert!(pair.fact.contains(part), "{}", pair.fact);
        }
        assert!(pair.why.contains("17 Dec") && pair.why.contains("41\u{a0}h"), "{}", pair.why);
        assert!(pair.citation.as_ref().is_some_and(|citation| citation.contains("107")));
    }

    #[test]
    fn while_the_roster_is_planned_no_exchange_is_proposed() {
        let panel =
            sharing(Language::English, &shared(vec![apart(WhyApart::Nothing)]), true, "/r").expect("two officers");
        assert!(panel.pairs.is_empty() && panel.more.is_empty());
        assert!(panel.lead.contains("last step"), "{}", panel.lead);
    }

    #[test]
    fn every_reason_is_worded_in_every_language() {
        let terms = [Term::Missing, Term::Overtime, Term::Spread, Term::Wishes, Term::EveningsInARow, Term::Published];
        let mut reasons: Vec<WhyApart> = terms.into_iter().map(WhyApart::Dearer).collect();
        reasons.extend([WhyApart::History, WhyApart::Nothing, WhyApart::LessEven(Measure::Evenings)]);
        reasons.push(WhyApart::Forbidden(("B".into(), "B".into()), Obstacle::Away));
        for language in Language::ALL {
            let worded: std::collections::BTreeSet<String> =
                reasons.iter().map(|why| words_of(language, &apart(why.clone())).why).collect();
            assert_eq!(worded.len(), reasons.len(), "{worded:?}");
            assert!(worded.iter().all(|why| !why.contains("Unknown")), "{worded:?}");
        }
    }

    #[test]
    fn pairs_without_their_reason_beside_the_board_have_a_page_with_it() {
        let pairs = || vec![apart(WhyApart::History); SHOWN + 2];
        let all_here = sharing(Language::English, &shared(pairs()), false, "/r").expect("two officers");
        assert_eq!((all_here.all_href, all_here.more.len()), (None, 2));
        let further = Sharing { further: 5, ..shared(pairs()) };
        let beside = sharing(Language::English, &further, false, "/r").expect("two officers");
        assert_eq!(beside.all_href.as_deref(), Some("/r/sharing"));
        assert!(beside.all_words.contains("11"), "{}", beside.all_words);
        assert_eq!(sharing(Language::English, &further, true, "/r").expect("two officers").all_href, None);
        let whole = whole_sharing(Language::English, &shared(pairs())).expect("two officers");
        assert_eq!((whole.pairs.len(), whole.more.len(), whole.all_href), (SHOWN + 2, 0, None));
    }

    #[test]
    fn nobody_to_compare_gives_no_panel() {
        assert!(sharing(Language::English, &Sharing::default(), false, "/r").is_none());
    }
}
