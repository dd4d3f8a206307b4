// Solves one benchmark instance and appends a row to docs/benchmarks.md.
//
//   node benches/solver_row.mjs BINARY INSTANCE [SECONDS] [THREADS] [SEED]
//
// The roster is judged by `catruc check`, never by the solver itself; a roster that breaks a hard rule ends the run.
import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [binary, instance, seconds = "30", threads = "2", seed = "1"] = process.argv.slice(2);
if (!binary || !instance) {
  console.error("usage: node benches/solver_row.mjs BINARY INSTANCE [SECONDS] [THREADS] [SEED]");
  process.exit(2);
}
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const table = join(root, "docs", "benchmarks.md");
const head = `# Benchmarks of the optimiser

Written by \`make bench-solver\`, one row a run; rows may come from different days and commits. Wall and processor seconds are
those of the whole process, children included. A bound is proven; "–" means that none was reached.

| instance | commit | date | threads | limit s | seed | penalty | bound | gap % | proven | wall s | cpu s |
|---|---|---|---|---|---|---|---|---|---|---|---|
`;

const work = mkdtempSync(join(tmpdir(), "bench-"));
try {
  const roster = join(work, "roster.csv");
  const solved = JSON.parse(
    execFileSync(
      binary,
      ["solve", instance, "--out", roster, "--time-limit", seconds, "--threads", threads, "--seed", seed, "--json"],
      { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
    ),
  );
  const judged = JSON.parse(
    spawnSync(binary, ["check", instance, roster, "--json"], { encoding: "utf8" }).stdout,
  );
  if (!judged.feasible || Math.abs(judged.objective - solved.objective) > 1e-6 * Math.max(1, Math.abs(judged.objective))) {
    throw new Error(`the checker disagrees: ${JSON.stringify(judged).slice(0, 400)}`);
  }
  const commit = execFileSync("git", ["-C", root, "rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  const cells = [
    basename(instance).replace(/\.(json|txt)$/, ""),
    commit,
    new Date().toISOString().slice(0, 10),
    threads,
    seconds,
    seed,
    solved.objective,
    solved.bound ?? "–",
    solved.gap == null ? "–" : (100 * solved.gap).toFixed(3),
    solved.proven ? "yes" : "no",
    solved.seconds.toFixed(1),
    solved.cpu_seconds.toFixed(1),
  ];
  const line = `| ${cells.join(" | ")} |\n`;
  if (!existsSync(table)) writeFileSync(table, head);
  appendFileSync(table, line);
  process.stdout.write(line);
} finally {
  rmSync(work, { recursive: true });
}
