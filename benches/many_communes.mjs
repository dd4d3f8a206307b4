// Solves many made-up communes, one after another, each within so many processor seconds; one row for all of them.
//
//   node benches/many_communes.mjs BINARY [COUNT] [SIZE] [CPU_SECONDS] [THREADS]
//
// The program is told wall seconds: the processor seconds divided by its threads, less a little for reading and ending.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commit, percent, solve, today } from "./catruc.mjs";
import { commune } from "./commune_generator.mjs";
import { append } from "./table.mjs";

const goal = 0.03; // the median of the gaps

const section = {
  title: "Many communes",
  about: `Written by \`make bench-many\`: different communes of one size (\`benches/commune_generator.mjs\`, seeds from 1), one after
another, each judged by \`catruc check\`. Processor seconds are those of the whole process. "Must" is the goal of the median gap.`,
  columns: [
    "size", "count", "commit", "date", "threads", "cpu s each", "median gap %", "mean gap %", "worst gap %", "worst seed", "proven",
    "mean cpu s", "most cpu s", "must %", "verdict",
  ],
};

const [binary, count = "100", size = "M", budget = "17", threads = "2"] = process.argv.slice(2);
if (!binary) {
  console.error("usage: node benches/many_communes.mjs BINARY [COUNT] [SIZE] [CPU_SECONDS] [THREADS]");
  process.exit(2);
}
const mean = (numbers) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
const work = mkdtempSync(join(tmpdir(), "many-"));
try {
  const seconds = (Number(budget) / Number(threads)) * 0.97;
  const [instance, roster] = [join(work, "commune.json"), join(work, "roster.csv")];
  const runs = [];
  for (let seed = 1; seed <= Number(count); seed++) {
    writeFileSync(instance, JSON.stringify(commune(size, seed)));
    const { solved } = solve(binary, instance, roster, { seconds, threads, seed: 1 });
    // Without a bound nothing is known: that is a gap of all.
    runs.push({ seed, gap: solved.gap ?? 1, cpu: solved.cpu_seconds, proven: solved.proven });
    console.error(`${size}${seed}: ${solved.objective}, gap ${percent(solved.gap)} %, ${solved.cpu_seconds.toFixed(1)} CPU s`);
  }
  const gaps = runs.map((run) => run.gap).sort((a, b) => a - b);
  const median = (gaps[Math.floor((gaps.length - 1) / 2)] + gaps[Math.ceil((gaps.length - 1) / 2)]) / 2;
  const worst = runs.reduce((a, b) => (b.gap > a.gap ? b : a));
  const most = Math.max(...runs.map((run) => run.cpu));
  append(section, [
    {
      size,
      count,
      commit: commit(),
      date: today(),
      threads,
      "cpu s each": budget,
      "median gap %": percent(median),
      "mean gap %": percent(mean(gaps)),
      "worst gap %": percent(worst.gap),
      "worst seed": worst.seed,
      proven: runs.filter((run) => run.proven).length,
      "mean cpu s": mean(runs.map((run) => run.cpu)).toFixed(1),
      "most cpu s": most.toFixed(1),
      "must %": `< ${percent(goal)}`,
      verdict: median < goal && most <= Number(budget) ? "met" : "**not met**",
    },
  ]);
} finally {
  rmSync(work, { recursive: true });
}
