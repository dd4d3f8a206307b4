// What the optimiser has to reach ("must") and should reach ("aim"), by instance: the first entry that fits counts.
//
// A goal is `{ seconds, penalty | gap | proven }`: within so many processor seconds of the process, children included, a
// roster of at most that penalty, or at most that proven share above the bound, or one that is proven the best.
// `optimum` is a penalty that somebody has proven: no bound may lie above it, no roster below. The benchmark's page gives
// its values for Instance1 to Instance23 as optimal; those of S1 to S3 HiGHS has proven on the compact model.
const best = {
  1: 607, 2: 828, 3: 1001, 4: 1716, 5: 1143, 6: 1950, 7: 1056, 8: 1300, 9: 439, 10: 4631, 11: 3443, 12: 4040,
  13: 1348, 14: 1278, 15: 3828, 16: 3225, 17: 5746, 18: 4459, 19: 3149, 20: 4769, 21: 21133, 22: 30241, 23: 17285, 24: 40439,
};

const within = (share, number) => (1 + share) * best[number];
const benchmark = {
  1: [{ seconds: 5, proven: true }, { seconds: 1, proven: true }],
  5: [{ seconds: 30, penalty: within(0.005, 5) }, { seconds: 60, penalty: best[5] }],
  6: [{ seconds: 30, penalty: within(0.005, 6) }, { seconds: 60, penalty: best[6] }],
  7: [{ seconds: 30, penalty: within(0.005, 7) }, { seconds: 60, penalty: best[7] }],
  8: [{ seconds: 60, penalty: 1320 }, { seconds: 60, penalty: 1308 }],
  10: [{ seconds: 300, penalty: within(0.01, 10) }, { seconds: 600, penalty: within(0.002, 10) }],
  12: [{ seconds: 300, penalty: within(0.01, 12) }, { seconds: 600, penalty: within(0.002, 12) }],
  14: [{ seconds: 300, penalty: within(0.01, 14) }, { seconds: 600, penalty: within(0.002, 14) }],
};
for (const number of [2, 3, 4]) benchmark[number] = benchmark[1];
/** Of the larger ones only a lawful roster must be there. */
const lawful = [{ seconds: 600, penalty: Infinity }, undefined];

const goals = [
  ...Object.keys(best).map((number) => {
    const [must, aim] = benchmark[number] ?? lawful;
    return { instance: new RegExp(`^Instance${number}$`), must, aim, optimum: number === "24" ? undefined : best[number] };
  }),
  ...[27297, 15213, 37450].map((optimum, at) => ({
    instance: new RegExp(`^S${at + 1}$`),
    must: { seconds: 30, proven: true },
    aim: { seconds: 3, proven: true },
    optimum,
  })),
  { instance: /^S\d+$/, must: { seconds: 30, proven: true }, aim: { seconds: 3, proven: true } },
  { instance: /^M\d+$/, must: { seconds: 60, gap: 0.02 }, aim: { seconds: 30, gap: 0.005 } },
  { instance: /^L\d+$/, must: { seconds: 120, gap: 0.015 }, aim: { seconds: 60, gap: 0.005 } },
  { instance: /^N\d+x\d+x\d+$/, must: lawful[0] },
  { instance: /^XL\d+$/, must: { seconds: 300, gap: 0.05 }, aim: { seconds: 120, gap: 0.015 } },
];

export const goalOf = (instance) => goals.find((goal) => goal.instance.test(instance));

/** A goal in words. */
export function inWords(goal) {
  if (!goal) return "–";
  const what = goal.proven
    ? "proven"
    : goal.gap != null
      ? `gap ${100 * goal.gap} %`
      : Number.isFinite(goal.penalty)
        ? `≤ ${Math.round(100 * goal.penalty) / 100}`
        : "lawful";
  return `${what} in ${goal.seconds} s`;
}

/** Whether a row reaches a goal; "–" where it was given less time than the goal allows, or took more. */
export function verdict(goal, { penalty, gap, proven, cpu, limited }) {
  if (!goal) return "–";
  // The clock of the limit is the wall's; a process may end some hundredths late.
  const inTime = cpu <= goal.seconds + 1;
  const reached = goal.proven ? proven : goal.gap != null ? gap <= goal.gap : penalty <= goal.penalty + 0.005;
  if (reached && inTime) return "met";
  return (reached && !goal.proven) || limited < goal.seconds - 1 ? "–" : "**not met**";
}
