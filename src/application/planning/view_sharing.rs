//! How a roster shares its evenings, weekends, overtime and hard-to-fill shifts among colleagues who could stand in for
//! each other, in the words of the domain.

use chrono::NaiveDate;

use super::ViewError;
use super::in_domain_words::InDomainWords;
use crate::application::actors::Viewer;
use crate::application::ports::Store;
use crate::application::review::judge_roster::{JudgedRoster, judge_roster};
use crate::application::views::Obstacle;
use crate::domain::ids::OfficerCode;
use crate::optimiser::equal_treatment::{Apart, Why, equal_treatment};

pub use crate::optimiser::equal_treatment::{MEASURES, Measure, Term};

/// How the roster shares out.
#[derive(Clone, Debug, Default)]
pub struct Sharing {
    /// Officers who have somebody to be compared with, circle by circle.
    pub officers: Vec<OfficerShare>,
    /// Pairs more than one shift apart, with the reason.
    pub pairs: Vec<PairApart>,
    /// Further such pairs, whose reason was not looked up.
    pub further: usize,
}

/// What one officer carries; amounts by [`MEASURES`], minutes for overtime.
#[derive(Clone, Debug)]
pub struct OfficerShare {
    /// The officer, with the name.
    pub officer: (OfficerCode, String),
    /// Number of the circle: officers of one circle are compared with each other.
    pub circle: usize,
    /// In this roster.
    pub planned: [i32; MEASURES.len()],
    /// In this roster and the three months before.
    pub total: [i32; MEASURES.len()],
}

/// Two interchangeable officers who are more than one shift apart.
#[derive(Clone, Debug)]
pub struct PairApart {
    /// In what.
    pub measure: Measure,
    /// The name and the total of the officer with more.
    pub more: (String, i32),
    /// The name and the total of the officer with fewer.
    pub fewer: (String, i32),
    /// Days of the exchange that would bring them closer.
    pub dates: Vec<NaiveDate>,
    /// Why it is not made.
    pub why: WhyApart,
}

/// Why two officers are not closer.
#[derive(Clone, Debug, PartialEq)]
pub enum WhyApart {
    /// Nothing of this roster can be exchanged: the distance comes from before.
    History,
    /// The exchange would break a rule for the officer of that code and name.
    Forbidden((OfficerCode, String), Obstacle),
    /// The roster would lose more elsewhere: what would grow.
    Dearer(Term),
    /// This would become less even.
    LessEven(Measure),
    /// Nothing stands in the way.
    Nothing,
}

/// Pairs of one measure with their reason beside a board: more than anybody reads there, and few enough that a board of
/// sixty officers does not wait for them.
const BESIDE_A_BOARD: usize = 24;

/// A roster whose every pair is asked for.
#[derive(Clone, Debug)]
pub struct PreparedSharing(JudgedRoster);

/// Reads the latest roster of the viewer's centre that starts on `first`.
///
/// # Errors
/// When there is no such roster or the store fails.
pub fn prepare_sharing(
    store: &mut impl Store,
    viewer: &Viewer,
    first: NaiveDate,
) -> Result<PreparedSharing, ViewError> {
    let head = store.latest_roster(viewer.centre(), first)?.ok_or(ViewError::NotFound)?;
    Ok(PreparedSharing(judge_roster(store, head)?))
}

impl PreparedSharing {
    /// The sharing with the reason of every pair. Needs no store, so that no transaction is open meanwhile.
    #[must_use]
    pub fn find(&self) -> Sharing {
        sharing_of(&self.0, usize::MAX)
    }
}

/// The sharing of a judged roster, as it stands beside a board.
#[must_use]
pub fn view_sharing(judged: &JudgedRoster) -> Sharing {
    sharing_of(judged, BESIDE_A_BOARD)
}

fn sharing_of(judged: &JudgedRoster, explained: usize) -> Sharing {
    let found = equal_treatment(&judged.instance, &judged.plan, explained);
    let words = InDomainWords::as_planned(judged);
    let total = |officer: usize| -> [i32; MEASURES.len()] {
        let share = &found.shares[officer];
        std::array::from_fn(|at| share.planned[at] + share.history[at])
    };
    let mut officers = Vec::new();
    for (circle, members) in found.circles.iter().enumerate() {
        officers.extend(members.iter().map(|at| OfficerShare {
            officer: words.officer(*at),
            circle,
            planned: found.shares[*at].planned,
            total: total(*at),
        }));
    }
    let amount = |officer: usize, measure: Measure| (words.officer(officer).1, total(officer)[measure as usize]);
    let pairs = found
        .apart
        .iter()
        .map(|pair| PairApart {
            measure: pair.measure,
            more: amount(pair.more, pair.measure),
            fewer: amount(pair.fewer, pair.measure),
            dates: pair.days.iter().map(|day| words.date(*day)).collect(),
            why: why(judged, &words, pair),
        })
        .collect();
    Sharing { officers, pairs, further: found.unexplained }
}

fn why(judged: &JudgedRoster, words: &InDomainWords<'_>, pair: &Apart) -> WhyApart {
    match pair.why {
        Why::History => WhyApart::History,
        Why::Dearer { term, .. } => WhyApart::Dearer(term),
        Why::LessEven { measure } => WhyApart::LessEven(measure),
        Why::Nothing => WhyApart::Nothing,
        Why::Forbidden { officer, day, obstacle: first } => {
            let giver = if officer == pair.more { pair.fewer } else { pair.more };
            let shift = if pair.days.contains(&day) { judged.plan.get(giver, day) } else { None };
            WhyApart::Forbidden(words.officer(officer), words.obstacle(officer, day, shift, &first))
        }
    }
}
