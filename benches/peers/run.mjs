// Runs the peers and ourselves on one instance, one after another, and appends a row for each to docs/benchmarks.md.
//
//   node benches/peers/run.mjs BINARY TOOLS INSTANCE [SECONDS] [ONLY]
//
// ONLY names peers, or "none" for ourselves alone.
//
// TOOLS is the folder that benches/peers/setup.sh filled. Each one is run once and alone, for SECONDS of wall time; the
// roster that it had at 10, 30, 60 and 120 s is judged by `catruc check`. (Of our own run the checker judges the last one;
// the earlier penalties are those that the program printed when it found them.)
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commit, figure, judge, nameOf, near, solve, today } from "../catruc.mjs";
import { append, root } from "../table.mjs";

const us = "Ca Trực";
const moments = [10, 30, 60, 120];
const column = (moment) => `${moment} s`;
const section = {
  title: "Beside others",
  about: `Written by \`make bench-peers\`: all on the same instance, one after another, alone on the machine. HiGHS has one thread,
CP-SAT two workers, Timefold its defaults (one move thread), Ca Trực two threads; seed 1. Penalty of the roster at hand after
so many seconds of wall time, judged by \`catruc check\`; "none" means that there was no lawful roster yet, "–" that the run
was shorter. "Verdict" says of Ca Trực whether it was no worse than the best of the others at every moment; of each of
them the last row of the instance counts, so that a newer Ca Trực can be run beside peers that were run before.`,
  columns: ["instance", "commit", "date", "solver", ...moments.map(column), "at the end", "bound", "proven", "limit s", "cpu s", "verdict"],
  settle(row, rows) {
    if (row.solver !== us) return { verdict: "–" };
    const last = new Map(rows.filter((other) => other.instance === row.instance && other.solver !== us).map((other) => [other.solver, other]));
    if (!last.size) return { verdict: "alone" };
    const value = (cell) => (cell === "none" ? Infinity : Number(cell)); // "–" is no number, and worse than nothing
    const known = moments.map(column).filter((name) => row[name] !== "–");
    const asked = known.length ? known : ["at the end"];
    const behind = asked.filter((name) => [...last.values()].some((peer) => value(row[name]) > value(peer[name]) + 0.005));
    return { verdict: behind.length ? `**not met** (${behind.join(", ")})` : "met" };
  },
};

/** One peer's command and what it is called in ONLY. */
function peers(tools, instance, seconds, folder) {
  const here = join(root, "benches", "peers");
  const python = join(tools, "venv", "bin", "python");
  const scripted = (script) => [python, [join(here, script), instance, "--seconds", seconds, "--out", folder]];
  const jars = readFileSync(join(tools, "timefold", "jars"), "utf8").trim();
  const classes = [join(tools, "timefold"), join(jars, "*")].join(process.platform === "win32" ? ";" : ":");
  const logging = `-Dlogback.configurationFile=${join(here, "timefold", "logback.xml")}`;
  return {
    highs: scripted("highs_peer.py"),
    cpsat: scripted("cpsat_peer.py"),
    timefold: ["java", [logging, "-cp", classes, "Main", instance, seconds, folder, "1"]],
  };
}

/** A row of ourselves: the whole run, from which the penalty at each moment is read. */
function ours(binary, instance, seconds, folder) {
  const { solved, improvements } = solve(binary, instance, join(folder, "ours.csv"), { seconds, threads: 2, seed: 1 });
  const found = improvements.filter((each) => each.wall <= seconds);
  const penalties = moments.filter((moment) => moment <= seconds).map((moment) => {
    // What is proven before the moment stays so.
    if (solved.seconds <= moment) return [column(moment), solved.objective];
    const last = found.filter((each) => each.wall <= moment).at(-1);
    return [column(moment), last ? last.objective : "none"];
  });
  return { solver: us, penalties, end: solved.objective, ...solved };
}

function theirs(binary, instance, seconds, folder, [program, words]) {
  execFileSync(program, words, { stdio: ["ignore", "ignore", "inherit"] });
  const told = JSON.parse(readFileSync(join(folder, "peer.json"), "utf8"));
  const judged = (name) => {
    const roster = join(folder, `${name}.csv`);
    if (!existsSync(roster)) return "none";
    const verdict = judge(binary, instance, roster);
    if (!verdict.feasible) throw new Error(`${told.solver} broke a rule: ${JSON.stringify(verdict.hard).slice(0, 300)}`);
    return verdict.objective;
  };
  const end = judged("end");
  const claimed = told.improvements.at(-1)?.objective;
  // An incumbent may carry slack that its roster does not need, so the judged penalty can be lower, never higher.
  if (claimed != null && end > claimed && !near(end, claimed)) throw new Error(`${told.solver} says ${claimed}, the roster costs ${end}`);
  const penalties = moments.filter((moment) => moment <= seconds).map((moment) => [column(moment), judged(moment)]);
  return { solver: told.solver, penalties, end, bound: told.bound, proven: told.proven, cpu_seconds: told.cpu };
}

const [binary, tools, instance, limit = "60", only = "highs,cpsat,timefold"] = process.argv.slice(2);
if (!instance) {
  console.error("usage: node benches/peers/run.mjs BINARY TOOLS INSTANCE [SECONDS] [highs,cpsat,timefold or none]");
  process.exit(2);
}
const seconds = Number(limit);
const work = mkdtempSync(join(tmpdir(), "peers-"));
try {
  const isCommune = readFileSync(instance, "utf8").trimStart().startsWith("{");
  const results = [ours(binary, instance, seconds, work)];
  for (const name of only === "none" ? [] : only.split(",")) {
    if (name === "timefold" && !isCommune) continue; // its model is one of communes
    const folder = mkdtempSync(join(work, name));
    results.push(theirs(binary, instance, seconds, folder, peers(tools, instance, String(seconds), folder)[name]));
  }
  const shown = (penalty) => (typeof penalty === "number" ? figure(penalty) : penalty);
  append(
    section,
    results.map((result) => ({
      instance: nameOf(instance),
      commit: commit(),
      date: today(),
      solver: result.solver,
      ...Object.fromEntries(result.penalties.map(([name, penalty]) => [name, shown(penalty)])),
      "at the end": shown(result.end),
      bound: figure(result.bound),
      proven: result.proven ? "yes" : "no",
      "limit s": seconds,
      "cpu s": result.cpu_seconds.toFixed(1),
    })),
  );
} finally {
  rmSync(work, { recursive: true });
}
