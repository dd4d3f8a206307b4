// What the forecast has to reach ("must") and should reach ("aim"), all at horizon 28.
//
// Regimes are how much history may be looked at: all, the last 60 or the last 90 days. `ofBest` is the largest MASE of any
// single data set, as a multiple of the best peer's on it.
export const regimes = { full: "all", h90: "90 days", h60: "60 days" };

const must = {
  mase: { all: 0.85, "60 days": 0.885 },
  ofBest: { all: 1.05 },
  wis: { all: 0.69 },
  coverage: { cov80: [0.77, 0.84], cov95: [0.92, 0.97] },
};
const aim = {
  mase: { all: 0.81, "60 days": 0.84 },
  ofBest: { all: 1 },
  wis: { all: 0.64 },
  coverage: { cov80: [0.78, 0.82], cov95: [0.935, 0.965] },
  /** How far any single data set may be from 80 and 95 %. */
  everySet: 0.04,
};
export const goals = { must, aim };

/** The goals as the document tells them. */
export function inWords({ mase, ofBest, wis, coverage, everySet }) {
  const [low80, high80] = coverage.cov80;
  const [low95, high95] = coverage.cov95;
  return (
    `MASE ≤ ${mase.all} with all history and ≤ ${mase["60 days"]} with 60 days; on no data set above ${ofBest.all} × its best peer ` +
    `(all history); relative WIS ≤ ${wis.all} (all history); coverage ${low80}–${high80} and ${low95}–${high95} in every regime` +
    (everySet ? `, within ±${everySet} on every data set` : "")
  );
}

/**
 * Whether one row of ours reaches a goal. `sets` is data set → { mase, cov80, cov95 }, `best` data set → the best peer's MASE
 * ("–" in the verdict where no peer has been run).
 */
export function verdict(goal, { regime, mase, wis, cov80, cov95, sets, best }) {
  const missed = [];
  // The document shows three places, and the goals are meant in those.
  const above = (value, limit) => limit != null && value > limit + 0.0005;
  const outside = (value, [low, high]) => value < low - 0.0005 || value > high + 0.0005;
  if (above(mase, goal.mase[regime])) missed.push("MASE");
  if (above(wis, goal.wis[regime])) missed.push("WIS");
  if (outside(cov80, goal.coverage.cov80)) missed.push("cov80");
  if (outside(cov95, goal.coverage.cov95)) missed.push("cov95");
  for (const [name, set] of Object.entries(sets)) {
    const limit = goal.ofBest[regime] && best[name] && goal.ofBest[regime] * best[name];
    if (limit && above(set.mase, limit)) missed.push(`${name} ${(set.mase / best[name]).toFixed(2)} × best`);
    for (const [measure, nominal] of [["cov80", 0.8], ["cov95", 0.95]]) {
      if (goal.everySet && set[measure] != null && outside(set[measure], [nominal - goal.everySet, nominal + goal.everySet])) {
        missed.push(`${name} ${measure} ${set[measure].toFixed(2)}`);
      }
    }
  }
  if (missed.length) return `**not met** (${missed.join(", ")})`;
  return goal.ofBest[regime] && !Object.keys(best).length ? "–" : "met";
}
