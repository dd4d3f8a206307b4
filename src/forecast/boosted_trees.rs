//! Gradient-boosted regression trees, small and deterministic.
//!
//! Histogram splits on binned features, Huber's loss so that a single wild day cannot bend a tree, a fixed sequence for
//! sampling rows and features. Made for tens of thousands of rows and a few dozen features.
//!
//! Source: Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 29 (2001).

use rayon::prelude::*;

/// How the trees are grown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Growth {
    pub trees: usize,
    pub depth: usize,
    /// Share of each tree's answer that is added.
    pub rate: f64,
    /// Rows that a leaf must hold at least.
    pub leaf_rows: usize,
    /// Errors beyond this many units of the target count as if they were this large.
    pub huber: f64,
}

/// A fitted sum of trees.
pub(super) struct BoostedTrees {
    trees: Vec<Vec<Node>>,
}

#[derive(Clone, Copy, Debug)]
enum Node {
    /// Features up to the threshold, and unknown ones, go to the next node; others to `right`.
    Split {
        feature: usize,
        threshold: f64,
        right: usize,
    },
    Leaf(f64),
}

const BINS: usize = 48;
/// Rows per leaf that pull its answer towards 0.
const LEAF_PRIOR_ROWS: f64 = 30.0;
/// Rows from which a node's features are judged on all processors.
const WORTH_SHARING_ROWS: usize = 4000;
const ROW_SHARE: f64 = 0.6;
const FEATURE_SHARE: f64 = 0.6;

impl BoostedTrees {
    /// Fits `targets` by `rows` of `F` features, of which unknown ones are not a number.
    pub fn fit<const F: usize>(rows: &[[f64; F]], targets: &[f64], growth: Growth) -> Self {
        let thresholds: Vec<Vec<f64>> = (0..F).map(|feature| thresholds(rows, feature)).collect();
        let binned: Vec<[u8; F]> =
            rows.iter().map(|row| std::array::from_fn(|feature| bin(row[feature], &thresholds[feature]))).collect();
        let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
        let mut residuals = targets.to_vec();
        let mut trees = Vec::new();
        for _ in 0..growth.trees {
            let pulls: Vec<f64> = residuals.iter().map(|r| r.clamp(-growth.huber, growth.huber)).collect();
            let mut sample: Vec<u32> = (0..rows.len() as u32).filter(|_| chance.next() < ROW_SHARE).collect();
            let features: Vec<usize> = (0..F).filter(|_| chance.next() < FEATURE_SHARE).collect();
            let mut tree =
                Tree { binned: &binned, pulls: &pulls, thresholds: &thresholds, features, growth, nodes: vec![] };
            tree.grow(&mut sample, 0);
            let nodes = tree.nodes;
            for (residual, row) in residuals.iter_mut().zip(rows) {
                *residual -= answer(&nodes, row);
            }
            trees.push(nodes);
        }
        Self { trees }
    }

    /// The sum of all trees' answers.
    pub fn predict(&self, row: &[f64]) -> f64 {
        self.trees.iter().map(|nodes| answer(nodes, row)).sum()
    }
}

fn answer(nodes: &[Node], row: &[f64]) -> f64 {
    let mut place = 0;
    loop {
        match nodes[place] {
            Node::Leaf(value) => return value,
            Node::Split { feature, threshold, right } => {
                place = if row[feature] > threshold { right } else { place + 1 };
            }
        }
    }
}

struct Tree<'a, const F: usize> {
    binned: &'a [[u8; F]],
    pulls: &'a [f64],
    thresholds: &'a [Vec<f64>],
    features: Vec<usize>,
    growth: Growth,
    nodes: Vec<Node>,
}

impl<const F: usize> Tree<'_, F> {
    /// Appends the node for `sample` and everything below it.
    fn grow(&mut self, sample: &mut [u32], depth: usize) {
        let sum: f64 = sample.iter().map(|row| self.pulls[*row as usize]).sum();
        let split = if depth < self.growth.depth { self.best_split(sample, sum) } else { None };
        let Some((feature, bin)) = split else {
            self.nodes.push(Node::Leaf(self.growth.rate * sum / (sample.len() as f64 + LEAF_PRIOR_ROWS)));
            return;
        };
        let place = self.nodes.len();
        self.nodes.push(Node::Leaf(0.0));
        let middle = partition(sample, |row| self.binned[row as usize][feature] <= bin);
        let (low, high) = sample.split_at_mut(middle);
        self.grow(low, depth + 1);
        let right = self.nodes.len();
        self.grow(high, depth + 1);
        self.nodes[place] = Node::Split { feature, threshold: self.thresholds[feature][usize::from(bin)], right };
    }

    /// The feature and the last bin of its lower side that explain most, if any split leaves enough rows on both sides.
    fn best_split(&self, sample: &[u32], sum: f64) -> Option<(usize, u8)> {
        let n = sample.len();
        if n < 2 * self.growth.leaf_rows {
            return None;
        }
        let score = |sum: f64, rows: f64| sum * sum / (rows + LEAF_PRIOR_ROWS);
        let judge = |feature: &usize| {
            let mut sums = [(0.0, 0_u32); BINS + 1];
            for row in sample {
                let slot = &mut sums[usize::from(self.binned[*row as usize][*feature])];
                slot.0 += self.pulls[*row as usize];
                slot.1 += 1;
            }
            let (mut low_sum, mut low_rows, mut best) = (0.0, 0, (0.0, None));
            for (bin, (sum_here, rows_here)) in sums.iter().enumerate().take(self.thresholds[*feature].len()) {
                low_sum += sum_here;
                low_rows += *rows_here as usize;
                if low_rows < self.growth.leaf_rows || n - low_rows < self.growth.leaf_rows {
                    continue;
                }
                let gain = score(low_sum, low_rows as f64) + score(sum - low_sum, (n - low_rows) as f64);
                if gain > best.0 {
                    best = (gain, Some((*feature, bin as u8)));
                }
            }
            best
        };
        let judged: Vec<(f64, Option<(usize, u8)>)> = if n >= WORTH_SHARING_ROWS {
            self.features.par_iter().map(judge).collect()
        } else {
            self.features.iter().map(judge).collect()
        };
        // In the order of the features, so that a tie falls alike on any number of processors.
        let none = (score(sum, n as f64) * (1.0 + 1e-9) + 1e-9, None);
        let best = judged.into_iter().fold(none, |best, other| if other.0 > best.0 { other } else { best });
        best.1
    }
}

/// Moves the rows that are `low` to the front and says how many they are.
fn partition(sample: &mut [u32], low: impl Fn(u32) -> bool) -> usize {
    let mut middle = 0;
    for place in 0..sample.len() {
        if low(sample[place]) {
            sample.swap(place, middle);
            middle += 1;
        }
    }
    middle
}

/// Upper ends of the bins of one feature; the last bin has none.
fn thresholds<const F: usize>(rows: &[[f64; F]], feature: usize) -> Vec<f64> {
    let mut known: Vec<f64> = rows.iter().map(|row| row[feature]).filter(|value| value.is_finite()).collect();
    known.sort_unstable_by(f64::total_cmp);
    let mut ends: Vec<f64> = (1..BINS).filter_map(|part| known.get(part * known.len() / BINS).copied()).collect();
    ends.dedup();
    if known.last() == ends.last() {
        ends.pop();
    }
    // Below everything known: there the unknown values part from the known ones.
    if let Some(first) = known.first() {
        ends.insert(0, first - 1.0 - first.abs());
    }
    ends
}

/// The bin of a value; unknown values share the first one.
fn bin(value: f64, ends: &[f64]) -> u8 {
    if value.is_finite() { ends.partition_point(|end| *end < value) as u8 } else { 0 }
}

/// A fixed sequence of numbers in 0..1 (xorshift), so that every run gives the same trees.
pub(super) struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GROWTH: Growth = Growth { trees: 100, depth: 3, rate: 0.1, leaf_rows: 10, huber: 10.0 };

    fn rows() -> Vec<[f64; 2]> {
        (0..2000).map(|i| [f64::from(i % 7), if i % 3 == 0 { f64::NAN } else { f64::from(i % 50) }]).collect()
    }

    #[test]
    fn a_step_and_an_unknown_feature_are_learned() {
        let rows = rows();
        let truth = |row: &[f64; 2]| if row[0] >= 5.0 { 4.0 } else { 1.0 } + if row[1].is_nan() { 2.0 } else { 0.0 };
        let targets: Vec<f64> = rows.iter().map(truth).collect();
        let trees = BoostedTrees::fit(&rows, &targets, GROWTH);
        for row in &rows {
            assert!((trees.predict(row) - truth(row)).abs() < 0.5, "{row:?} {} {}", trees.predict(row), truth(row));
        }
    }

    #[test]
    fn nothing_to_learn_from_answers_zero() {
        let trees = BoostedTrees::fit::<2>(&[], &[], GROWTH);
        assert_eq!(trees.predict(&[1.0, 2.0]), 0.0);
    }
}
