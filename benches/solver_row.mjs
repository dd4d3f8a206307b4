// Solves one benchmark instance and appends a row to docs/benchmarks.md; without an instance it only judges the rows anew.
//
//   node benches/solver_row.mjs [BINARY INSTANCE [SECONDS] [THREADS] [SEEDS]]
//
// Up to 60 s three seeds are run and the worst counts. Every roster is judged by `catruc check`, never by the solver
// itself; a roster that breaks a hard rule, or a bound above a proven optimum, ends the run.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commit, figure, nameOf, percent, solve, today } from "./catruc.mjs";
import { goalOf, inWords, verdict } from "./goals.mjs";
import { append } from "./table.mjs";

const section = {
  title: "Alone",
  about: `Written by \`make bench-solver\`, one row a call; rows may come from different days and commits. Up to 60 s three seeds
are run: penalty, bound, gap and seconds are those of the worst, "all seeds" has every penalty. Wall and processor seconds
are those of the whole process, children included; goals (\`benches/goals.mjs\`) count processor seconds. A bound is
proven; "–" means that none was reached. A row with less time than a goal allows can reach it, but not miss it.`,
  columns: [
    "instance", "commit", "date", "threads", "limit s", "seed", "penalty", "bound", "gap %", "proven", "wall s", "cpu s",
    "all seeds", "must", "verdict", "aim", "reached",
  ],
  settle(row) {
    const goal = goalOf(row.instance);
    const [limit, threads] = [Number(row["limit s"]), Number(row.threads)];
    const found = {
      penalty: Number(row.penalty),
      gap: row["gap %"] === "–" ? Infinity : Number(row["gap %"]) / 100,
      proven: row.proven === "yes",
      cpu: Number(row["cpu s"]),
      limited: limit * threads,
    };
    return {
      must: inWords(goal?.must),
      verdict: verdict(goal?.must, found),
      aim: inWords(goal?.aim),
      reached: verdict(goal?.aim, found),
    };
  },
};

const [binary, instance, seconds = "30", threads = "2", seeds] = process.argv.slice(2);
if (binary && !instance) {
  console.error("usage: node benches/solver_row.mjs [BINARY INSTANCE [SECONDS] [THREADS] [SEEDS]]");
  process.exit(2);
}
if (!binary) {
  append(section, []);
} else {
  const name = nameOf(instance);
  const optimum = goalOf(name)?.optimum;
  const work = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    const runs = (seeds ?? (Number(seconds) <= 60 ? "1,2,3" : "1")).split(",").map((seed) => {
      const { solved } = solve(binary, instance, join(work, "roster.csv"), { seconds, threads, seed });
      if (optimum != null && (solved.bound > optimum + 1e-6 || solved.objective < optimum - 1e-6)) {
        throw new Error(`${name}, seed ${seed}: ${solved.objective} / ${solved.bound} contradicts the optimum ${optimum}`);
      }
      return solved;
    });
    const worst = runs.reduce((a, b) => (b.objective > a.objective || (b.objective === a.objective && b.gap > a.gap) ? b : a));
    append(section, [
      {
        instance: name,
        commit: commit(),
        date: today(),
        threads,
        "limit s": seconds,
        seed: worst.seed,
        penalty: figure(worst.objective),
        bound: figure(worst.bound),
        "gap %": percent(worst.gap),
        proven: worst.proven ? "yes" : "no",
        "wall s": worst.seconds.toFixed(1),
        "cpu s": worst.cpu_seconds.toFixed(1),
        "all seeds": runs.map((run) => figure(run.objective)).join(", "),
      },
    ]);
  } finally {
    rmSync(work, { recursive: true });
  }
}
