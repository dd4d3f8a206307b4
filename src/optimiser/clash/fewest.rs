//! The fewest facts that cannot hold together, by implicit hitting sets.
//!
//! Where leaving out some facts makes the others possible, every clashing set has one of those: they are a correction. So no
//! clashing set is smaller than the fewest facts that meet every correction known. When these clash themselves, they are the
//! answer; when they do not, what they grow to as long as it is possible leaves out another correction.
//!
//! Source: Ignatiev, Previti, Liffiton and Marques-Silva (2015), Smallest MUS extraction with minimal hitting set dualization.

/// Questions after which the search gives up, beside those for a first set.
const MOST_QUESTIONS: usize = 2_000;
/// Choices of a fact after which the search gives up.
const MOST_CHOICES: usize = 1_000_000;

/// The smallest set of the facts `0..count` that is not `possible`; empty when all hold together. When the search gives up,
/// a set of which none can be left out.
///
/// Fewer facts must never be less possible.
pub fn fewest_that_clash(count: usize, possible: &dyn Fn(&[usize]) -> bool) -> Vec<usize> {
    let all: Vec<usize> = (0..count).collect();
    if possible(&all) {
        return Vec::new();
    }
    // Which irreducible set is found depends on the order; the smaller of two leaves less to search.
    let backwards: Vec<usize> = all.iter().rev().copied().collect();
    let found = [all, backwards].map(|order| irreducible(&mut Vec::new(), false, &order, possible));
    let irreducible = found.into_iter().min_by_key(Vec::len).unwrap_or_default();
    let mut search = Search { count, possible, corrections: Vec::new(), questions: 0, choices: 0 };
    search.fewer_than(irreducible.len()).unwrap_or(irreducible)
}

/// Those of `facts` without any one of which the others no longer clash beside what is `kept`. Many are left out at a time,
/// since few are needed; `is_new` when something was added to `kept` that may clash by itself.
///
/// Source: Junker (2004), QuickXplain.
fn irreducible(
    kept: &mut Vec<usize>,
    is_new: bool,
    facts: &[usize],
    possible: &dyn Fn(&[usize]) -> bool,
) -> Vec<usize> {
    if is_new && !possible(kept) {
        return Vec::new();
    }
    if facts.len() <= 1 {
        return facts.to_vec();
    }
    let (some, others) = facts.split_at(facts.len() / 2);
    let before = kept.len();
    kept.extend_from_slice(some);
    let mut needed = irreducible(kept, true, others, possible);
    kept.truncate(before);
    kept.extend_from_slice(&needed);
    let more = irreducible(kept, !needed.is_empty(), some, possible);
    kept.truncate(before);
    needed.extend(more);
    needed
}

struct Search<'a> {
    count: usize,
    possible: &'a dyn Fn(&[usize]) -> bool,
    corrections: Vec<Vec<usize>>,
    questions: usize,
    choices: usize,
}

impl Search<'_> {
    /// The smallest clashing set when it has fewer than `size` facts; `None` when there is none or the search gives up.
    fn fewer_than(&mut self, size: usize) -> Option<Vec<usize>> {
        let mut least = 1;
        while least < size && !self.gives_up() {
            let mut chosen = Vec::new();
            if !self.meets_all(least, &mut chosen) {
                least += 1;
            } else if self.is_possible(&chosen) {
                let correction = self.correction(chosen);
                self.corrections.push(correction);
            } else {
                return Some(chosen);
            }
        }
        None
    }

    fn gives_up(&self) -> bool {
        self.questions >= MOST_QUESTIONS || self.choices >= MOST_CHOICES
    }

    fn is_possible(&mut self, facts: &[usize]) -> bool {
        self.questions += 1;
        (self.possible)(facts)
    }

    /// Adds at most `most` facts to `chosen` so that every correction has one of them; whether that can be done.
    fn meets_all(&mut self, most: usize, chosen: &mut Vec<usize>) -> bool {
        self.choices += 1;
        let open = |correction: &&Vec<usize>| !correction.iter().any(|fact| chosen.contains(fact));
        let mut open: Vec<&Vec<usize>> = self.corrections.iter().filter(open).collect();
        open.sort_by_key(|correction| correction.len());
        // Corrections that share nothing need a fact each.
        let mut apart: Vec<usize> = Vec::new();
        let mut needed = 0;
        for correction in &open {
            if !correction.iter().any(|fact| apart.contains(fact)) {
                apart.extend_from_slice(correction);
                needed += 1;
            }
        }
        if needed > most || self.choices >= MOST_CHOICES {
            return false;
        }
        let Some(first) = open.first().map(|correction| (*correction).clone()) else { return true };
        first.into_iter().any(|fact| {
            chosen.push(fact);
            let met = self.meets_all(most - 1, chosen);
            if !met {
                chosen.pop();
            }
            met
        })
    }

    /// What is left out when `kept`, which is possible, takes in all that it can.
    fn correction(&mut self, mut kept: Vec<usize>) -> Vec<usize> {
        let mut more: Vec<usize> = (0..self.count).filter(|fact| !kept.contains(fact)).collect();
        // Corrections that share little with those before lift the bound sooner.
        let met = |fact: &usize| self.corrections.iter().filter(|correction| correction.contains(fact)).count();
        more.sort_by_cached_key(|fact| std::cmp::Reverse(met(fact)));
        let mut left_out = Vec::new();
        self.grow(&mut kept, &more, &mut left_out);
        left_out
    }

    /// Takes those of `more` into `kept` that stay possible; many at a time, since most do.
    fn grow(&mut self, kept: &mut Vec<usize>, more: &[usize], left_out: &mut Vec<usize>) {
        let together = [kept, more].concat();
        if self.is_possible(&together) {
            *kept = together;
        } else if let [fact] = more {
            left_out.push(*fact);
        } else {
            let (some, others) = more.split_at(more.len() / 2);
            self.grow(kept, some, left_out);
            self.grow(kept, others, left_out);
        }
    }
}
