//! Sentences about the law and about people missing: short, polite, concrete.

use fluent_templates::fluent_bundle::FluentValue;
use serde::Serialize;

use super::language::Language;
use crate::application::views::{BoardView, Obstacle, ObstacleGroup, Person};
use crate::domain::block::Block;
use crate::domain::ids::{BlockCode, OfficerCode, ShiftCode, SkillCode};
use crate::domain::procedure_group::ProcedureGroup;
use crate::domain::roster::RosterStatus;
use crate::domain::rules::local::KINDS;
use crate::domain::rules::{Breach, Quantity, Severity};
use crate::domain::shift::{Shift, ShiftKind};

/// A breach in words.
#[derive(Serialize)]
pub struct BreachWords {
    /// What it is: "Over the month's cap".
    pub title: String,
    /// Who, when, how much, how much is allowed.
    pub sentence: String,
    /// The article.
    pub citation: String,
    /// What to do now.
    pub remedy: String,
    /// Whether it must not be; otherwise it is only worth a look.
    pub hard: bool,
}

/// The breach of the officer whose name is `name`, in words.
pub fn breach(language: Language, breach: &Breach, name: &str) -> BreachWords {
    let kind = is_local_kind(breach.rule);
    let say = |part: &str| {
        // A local kind has no article of its own: all of them share one sentence.
        let forbids = breach.limit.amount() == 0 && matches!(breach.limit, Quantity::Count(_));
        let key = match (kind, part, forbids) {
            (true, "", true) => "rule-local-forbids".to_owned(),
            (true, _, _) => format!("rule-local{part}"),
            (false, _, _) => format!("rule-{}{part}", breach.rule),
        };
        language.say_with(
            &key,
            [
                ("rule", FluentValue::from(rule_name(language, breach.rule))),
                ("row", FluentValue::from(breach.local.as_ref().map_or("", |local| local.row.as_str()))),
                (
                    "bound",
                    FluentValue::from(if breach.observed.amount() < breach.limit.amount() { "least" } else { "most" }),
                ),
                ("officer", FluentValue::from(name)),
                ("days", FluentValue::from(language.days(breach.from, breach.to))),
                ("month", FluentValue::from(language.month(year_of(breach), month_of(breach)))),
                ("year", FluentValue::from(year_of(breach).to_string())),
                ("observed", FluentValue::from(quantity(language, breach.observed))),
                ("limit", FluentValue::from(quantity(language, breach.limit))),
                ("beyond", FluentValue::from(beyond(language, breach))),
            ],
        )
    };
    // The ground that a row names stands beside the article.
    let ground = breach.local.as_ref().and_then(|local| local.citation.as_deref());
    let citation = match ground {
        Some(ground) => format!("{}; {}", say("-citation"), language.to_the_right(ground.to_owned())),
        None => say("-citation"),
    };
    BreachWords {
        title: say("-title"),
        sentence: say(""),
        citation,
        remedy: say("-remedy"),
        hard: breach.severity == Severity::Hard,
    }
}

/// The name of a rule.
pub fn rule_name(language: Language, id: &str) -> String {
    language.say(&if is_local_kind(id) { format!("kind-{id}") } else { format!("rule-{id}-name") })
}

/// Whether `id` is a kind of local rule and not a rule of the law.
fn is_local_kind(id: &str) -> bool {
    KINDS.iter().any(|kind| kind.id() == id)
}

/// The article of a rule, as the reader's language cites it.
pub fn citation(language: Language, id: &str) -> String {
    language.say(&if is_local_kind(id) { "rule-local-citation-all".to_owned() } else { format!("rule-{id}-citation") })
}

/// Why some officers do not come, with their names.
pub fn obstacle(language: Language, group: &ObstacleGroup) -> String {
    let (key, measured, limit) = match group.obstacle {
        Obstacle::Away => ("obstacle-away", None, None),
        Obstacle::Unavailable => ("obstacle-unavailable", None, None),
        Obstacle::NotThatDay => ("obstacle-not-that-day", None, None),
        Obstacle::NoConsent => ("obstacle-no-consent", None, None),
        Obstacle::Protected => ("obstacle-protected", None, None),
        Obstacle::MonthCap(with, cap) => ("obstacle-month-cap", Some(language.hours(with)), Some(language.hours(cap))),
        Obstacle::AgreedHours(with, left) => {
            ("obstacle-agreed-hours", Some(language.hours(with)), Some(language.hours(left)))
        }
        Obstacle::YearCap(with, cap) => ("obstacle-year-cap", Some(language.hours(with)), Some(language.hours(cap))),
        Obstacle::Rest(rest, least) => ("obstacle-rest", Some(language.hours(rest)), Some(language.hours(least))),
        Obstacle::WeekHours => ("obstacle-week-hours", None, None),
        Obstacle::WeeklyRest => ("obstacle-weekly-rest", None, None),
        Obstacle::Evenings(evenings, most) => {
            ("obstacle-evenings", Some(language.whole(evenings)), Some(language.whole(most)))
        }
        Obstacle::Pinned => ("obstacle-pinned", None, None),
        Obstacle::Rule(rule, ref row) => {
            let row = row.as_ref().map_or_else(String::new, |row| format!(" ({row})"));
            ("obstacle-rule", Some(format!("{}{row}", rule_name(language, rule))), None)
        }
        Obstacle::ServesOther => ("obstacle-serves-other", None, None),
        Obstacle::CostsMore => ("obstacle-costs-more", None, None),
    };
    language.say_with(
        key,
        [
            ("officers", FluentValue::from(names(language, &group.officers))),
            ("measured", FluentValue::from(measured.unwrap_or_default())),
            ("limit", FluentValue::from(limit.unwrap_or_default())),
        ],
    )
}

/// The rule behind an obstacle, where it has an article.
pub fn rule_behind(obstacle: &Obstacle) -> Option<&'static str> {
    Some(match obstacle {
        Obstacle::Away => "leave",
        Obstacle::NoConsent | Obstacle::AgreedHours(..) => "consent",
        Obstacle::Protected => "protected-officer",
        Obstacle::MonthCap(..) => "overtime-monthly",
        Obstacle::YearCap(..) => "overtime-yearly",
        Obstacle::Rest(..) => "rest-between-shifts",
        Obstacle::WeekHours => "contract-hours",
        Obstacle::WeeklyRest => "weekly-rest",
        Obstacle::Evenings(..) => "evenings-of-a-week",
        Obstacle::Rule(rule, _) => rule,
        Obstacle::Unavailable
        | Obstacle::NotThatDay
        | Obstacle::Pinned
        | Obstacle::ServesOther
        | Obstacle::CostsMore => return None,
    })
}

/// An obstacle in a few words, without names.
pub fn obstacle_name(language: Language, obstacle: &Obstacle) -> String {
    match (rule_behind(obstacle), obstacle) {
        (Some(rule), _) => rule_name(language, rule),
        (None, Obstacle::Pinned) => rule_name(language, "fixed-shift"),
        (None, _) => rule_name(language, "availability"),
    }
}

/// Names of officers, the first four and how many more.
pub fn names(language: Language, officers: &[(OfficerCode, String)]) -> String {
    const SHOWN: usize = 4;
    // Each name runs its own way, so that the first of them comes first where the line runs to the left.
    let shown = officers.iter().take(SHOWN).map(|(_, name)| language.to_the_right(name.clone()));
    let mut text = shown.collect::<Vec<_>>().join(&language.say("list-separator"));
    if officers.len() > SHOWN {
        let more = i64::try_from(officers.len() - SHOWN).unwrap_or(i64::MAX);
        text.push_str(&language.say_with("and-more", [("count", FluentValue::from(more))]));
    }
    text
}

/// Somebody by name; whoever has no account by what they are, with the log-in.
pub fn person(language: Language, person: &Person) -> String {
    person.name.clone().unwrap_or_else(|| {
        let login = FluentValue::from(person.login.as_str());
        language.say_with("person-without-account", [("login", login)])
    })
}

/// The status of a roster.
pub fn status(language: Language, status: RosterStatus) -> String {
    language.say(match status {
        RosterStatus::Draft => "status-draft",
        RosterStatus::Submitted => "status-submitted",
        RosterStatus::Approved => "status-approved",
        RosterStatus::Published => "status-published",
        RosterStatus::Closed => "status-closed",
    })
}

/// The name of a skill; a code of the centre's own making stands for itself.
pub fn skill(language: Language, code: &SkillCode) -> String {
    language.word(&format!("skill-{code}")).unwrap_or_else(|| code.to_string())
}

/// The same in two or three letters.
pub fn skill_short(language: Language, code: &SkillCode) -> String {
    language.word(&format!("skill-short-{code}")).unwrap_or_else(|| code.to_string())
}

/// The name of a block.
pub fn block(language: Language, code: &BlockCode) -> String {
    language.word(&format!("block-{code}")).unwrap_or_else(|| code.to_string())
}

/// The name of a block within a sentence; languages with capital letters begin it with a small one.
pub fn block_in_sentence(language: Language, code: &BlockCode) -> String {
    let name = block(language, code);
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The span of a block: `06:30–07:30`.
pub fn span(language: Language, block: &Block) -> String {
    language.times(block.start, block.end)
}

/// The name of a shift; where the language has none, its kind and its hours.
pub fn shift(language: Language, shift: &Shift) -> String {
    name(language, &shift.name_vi, &shift.name_en).unwrap_or_else(|| {
        let kind = language.say(&format!("kind-{}", kind_class(Some(shift.kind))));
        format!("{kind} {}", language.times(shift.start, shift.end))
    })
}

/// The name of a procedure group; a name that the language has no words for stays as it was given.
pub fn group(language: Language, group: &ProcedureGroup) -> String {
    name(language, &group.name_vi, &group.name_en).unwrap_or_else(|| group.name_en.clone())
}

/// A name that a centre gives in Vietnamese and English; other languages know the words of the usual ones.
fn name(language: Language, vietnamese: &str, english: &str) -> Option<String> {
    match language {
        Language::Vietnamese => Some(vietnamese.to_owned()),
        Language::English => Some(english.to_owned()),
        Language::Arabic => {
            let words = english.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
            let key = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-");
            language.word(&format!("name-{key}"))
        }
    }
}

/// The code of a shift with its name, for whoever cannot see its colour.
pub fn shift_in_full(language: Language, view: &BoardView, code: &ShiftCode) -> String {
    let known = view.shifts.iter().find(|shift| shift.code == *code);
    let code = language.to_the_right(code.to_string());
    known.map_or_else(
        || code.clone(),
        |known| format!("{code}{}{}", language.say("list-separator"), shift(language, known)),
    )
}

/// The kind of a shift, as the class of its colour and the key of its name.
pub fn kind_class(kind: Option<ShiftKind>) -> &'static str {
    match kind {
        Some(ShiftKind::Regular) => "regular",
        Some(ShiftKind::Early) => "early",
        Some(ShiftKind::Evening) => "evening",
        Some(ShiftKind::Outreach) => "outreach",
        Some(ShiftKind::Weekend) => "weekend",
        Some(ShiftKind::Standby) => "standby",
        Some(ShiftKind::Hotline) => "hotline",
        None => "free",
    }
}

/// A text as the value of a query in an address.
pub fn in_query(text: &str) -> String {
    use std::fmt::Write as _;

    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

fn quantity(language: Language, quantity: Quantity) -> String {
    match quantity {
        Quantity::Minutes(minutes) => language.hours(minutes),
        Quantity::Count(count) => language.whole(count),
    }
}

/// How far the measured value is from the limit.
fn beyond(language: Language, breach: &Breach) -> String {
    match (breach.observed, breach.limit) {
        (Quantity::Minutes(observed), Quantity::Minutes(limit)) => language.hours((observed - limit).abs()),
        (Quantity::Count(observed), Quantity::Count(limit)) => language.whole((observed - limit).abs()),
        _ => String::new(),
    }
}

fn year_of(breach: &Breach) -> i32 {
    chrono::Datelike::year(&breach.from)
}

fn month_of(breach: &Breach) -> u32 {
    chrono::Datelike::month(&breach.from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::application::review::house_rules::HOUSE_RULES;
    use crate::domain::rules::{CENTRE_RULES, LABOUR_RULES, LocalSource};

    fn example(rule: &'static str) -> Breach {
        Breach {
            rule,
            severity: Severity::Hard,
            officer: Some("SB-09".into()),
            from: "2026-12-01".parse().expect("a date"),
            to: "2026-12-15".parse().expect("a date"),
            observed: Quantity::Minutes(43 * 60),
            limit: Quantity::Minutes(40 * 60),
            citation: "Labour Code 45/2019/QH14, art. 107(2)(b)",
            local: None,
        }
    }

    #[test]
    fn a_breach_names_who_when_how_much_and_how_much_is_allowed() {
        let broken = example("overtime-monthly");
        for language in Language::ALL {
            let words = breach(language, &broken, "Cán bộ 09");
            for part in ["Cán bộ 09", "43", "40", "3"] {
                assert!(words.sentence.contains(part), "{}: {part}", words.sentence);
            }
            assert!(words.citation.contains("107"));
        }
    }

    #[test]
    fn every_rule_is_worded_in_every_language_and_english_cites_like_the_rule() {
        let officers = LABOUR_RULES.iter().map(|rule| (rule.id(), rule.citation()));
        let centre = CENTRE_RULES.iter().map(|rule| (rule.id(), rule.citation()));
        for (id, cited) in officers.chain(centre).chain(HOUSE_RULES.iter().map(|rule| (rule.id, rule.citation))) {
            for language in Language::ALL {
                assert!(language.word(&format!("rule-{id}-name")).is_some(), "{id}");
                let words = breach(language, &example(id), "An");
                assert!(!words.citation.contains(['_', '*']) && !words.citation.contains(".csv"), "{}", words.citation);
                for text in [words.title, words.sentence, words.citation, words.remedy] {
                    assert!(!text.contains("Unknown localization"), "{id}: {text}");
                }
            }
            assert_eq!(citation(Language::English, id), cited);
        }
    }

    #[test]
    fn numbers_of_law_keep_their_direction_among_arabic_letters() {
        for rule in LABOUR_RULES {
            let cited = citation(Language::Arabic, rule.id());
            let outside = cited.split('\u{2066}').map(|part| part.rsplit('\u{2069}').next().unwrap_or_default());
            assert!(!outside.collect::<String>().contains(|letter: char| letter.is_ascii_alphanumeric()), "{cited}");
        }
    }

    #[test]
    fn the_first_name_of_a_list_comes_first_in_either_direction() {
        let officers: Vec<(OfficerCode, String)> =
            ["An", "Bình"].into_iter().map(|name| (name.into(), name.to_owned())).collect();
        assert_eq!(names(Language::Vietnamese, &officers), "An, Bình");
        assert_eq!(names(Language::Arabic, &officers), "\u{2066}An\u{2069}، \u{2066}Bình\u{2069}");
    }

    #[test]
    fn every_kind_of_local_rule_is_named_in_every_language_with_its_row_and_its_ground() {
        for kind in KINDS {
            for language in Language::ALL {
                assert!(language.word(&format!("kind-{}", kind.id())).is_some(), "{}", kind.id());
                let ground = Some("Quyết định 12/QĐ-UBND".to_owned());
                let local = Some(LocalSource { row: "R7".into(), citation: ground, weight: None });
                let words = breach(language, &Breach { local, ..example(kind.id()) }, "An");
                assert!(words.citation.contains("R7") && words.citation.contains("12/QĐ-UBND"), "{}", words.citation);
                for text in [words.title, words.sentence, words.remedy] {
                    assert!(!text.contains("Unknown localization"), "{}: {text}", kind.id());
                }
            }
        }
    }

    #[test]
    fn an_address_survives_in_a_query() {
        assert_eq!(in_query("/a?b=c&d=é"), "/a%3Fb%3Dc%26d%3D%C3%A9");
    }
}
