//! Remedies of many steps: where more are missing than a few steps fill, one kind of step goes on until nobody is.

use super::step::Step;
use super::{Remedies, Remedy, rank};

/// Of each kind of step, the remedy of that kind alone that fills most.
pub(super) fn begun(found: &[Remedy]) -> Vec<&Remedy> {
    let mut begun: Vec<&Remedy> = Vec::new();
    for remedy in found.iter().filter(|remedy| remedy.only_kind().is_some() && !remedy.accepts_less()) {
        match begun.iter_mut().find(|known| known.only_kind() == remedy.only_kind()) {
            Some(known) if remedy.left < known.left => *known = remedy,
            Some(_) => {}
            None => begun.push(remedy),
        }
    }
    begun
}

impl Remedies<'_> {
    /// `begun` with more steps of its kind, and officers lent where those are at an end, until nobody is missing. Each step
    /// must fill a place, so that there are never more of them than places.
    pub(super) fn grown(&self, begun: &Remedy) -> Option<Remedy> {
        let kind = begun.only_kind()?;
        let mut grown = begun.clone();
        while grown.left > 0 {
            let steps = self.steps(&grown.instance);
            let best = |wanted: &dyn Fn(&Step) -> bool| {
                let tried = steps.iter().filter(|step| wanted(step));
                let tried = tried.filter_map(|step| self.after(&grown.steps, *step, &grown.instance, &grown.plan));
                let mut better: Vec<Remedy> = tried.filter(|remedy| remedy.left < grown.left).collect();
                rank(&mut better);
                better.into_iter().next()
            };
            let is_lent = |step: &Step| matches!(step, Step::Lend { .. });
            let more = |step: &Step| step.kind() == kind && (is_lent(step) || !grown.steps.contains(step));
            grown = best(&more).or_else(|| best(&is_lent))?;
        }
        Some(grown)
    }
}

impl Remedy {
    /// The kind of its steps, when they are all of one.
    fn only_kind(&self) -> Option<&'static str> {
        let kind = self.steps.first()?.kind();
        self.steps.iter().all(|step| step.kind() == kind).then_some(kind)
    }
}
