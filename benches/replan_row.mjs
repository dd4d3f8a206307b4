// Plans a commune again after it was published and one officer fell ill; appends a row to docs/benchmarks.md.
//
//   node benches/replan_row.mjs BINARY TOOLS INSTANCE [SECONDS_OF_THE_FIRST_PLAN] [SECONDS_OF_THE_PROOF]
//
// The instance is solved and its roster published; the officer with most evenings gets leave on days 8 to 10. The program
// has two seconds. HiGHS then proves how few published duties have to change when the shortfall may not be higher than
// in that roster. TOOLS is the folder that benches/peers/setup.sh filled.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commit, figure, nameOf, readInstance, solve, today } from "./catruc.mjs";
import { append, root } from "./table.mjs";

const seconds = 2;
const goal = 1.2; // times the fewest changes
const leave = [8, 9, 10];

const section = {
  title: "Planning again",
  about: `Written by \`make bench-replan\`: the instance is solved and published, then the officer with most evenings gets leave on
days 8 to 10 and the program has ${seconds} s of wall time. "Changes" are published duties that are not kept, those of the leave
included; "fewest" is the least that any lawful roster needs whose shortfall is not higher, found by HiGHS on the compact
model. "Cells" counts also whoever was off and now works; a figure in brackets is a bound without a proof.`,
  columns: [
    "instance", "commit", "date", "officer", "evenings", "wall s", "cpu s", "shortfall published", "shortfall again", "changes", "fewest",
    "cells", "fewest cells", "must", "verdict",
  ],
};

const [binary, tools, instance, first = "20", proof = "120"] = process.argv.slice(2);
if (!instance) {
  console.error("usage: node benches/replan_row.mjs BINARY TOOLS INSTANCE [SECONDS_OF_THE_FIRST_PLAN] [SECONDS_OF_THE_PROOF]");
  process.exit(2);
}
const cells = (path) =>
  readFileSync(path, "utf8").trim().split("\n").slice(1).map((line) => line.trim().split(",")).map(([officer, day, shift]) => [officer, Number(day), shift]);
const shortfall = (terms) => terms.unmet_min + terms.unmet;
const work = mkdtempSync(join(tmpdir(), "replan-"));
try {
  const [rosterBefore, again, rosterAgain] = ["before.csv", "again.json", "again.csv"].map((name) => join(work, name));
  const before = solve(binary, instance, rosterBefore, { seconds: first, threads: 2, seed: 1 });
  const published = cells(rosterBefore);
  const commune = readInstance(instance);

  const inTheEvening = new Set(commune.shifts.filter((shift) => shift.blocks.some((block) => ["EVE", "OUT"].includes(block))).map((shift) => shift.id));
  const evenings = (officer) => published.filter(([code, , shift]) => code === officer.id && inTheEvening.has(shift)).length;
  const ill = commune.officers.reduce((a, b) => (evenings(b) > evenings(a) ? b : a));
  const illEvenings = evenings(ill);
  ill.leave = [...new Set([...ill.leave, ...leave])].sort((a, b) => a - b);
  commune.pins = commune.pins.filter(([code, day]) => code !== ill.id || !leave.includes(day));
  commune.previous = published;
  writeFileSync(again, JSON.stringify(commune));

  const { solved, judged } = solve(binary, again, rosterAgain, { seconds, threads: 2, seed: 1 });
  const key = (cell) => cell.join(" ");
  const [kept, now] = [new Set(published.map(key)), cells(rosterAgain)];
  const changes = published.length - now.filter((cell) => kept.has(key(cell))).length;
  const served = new Set(published.map(([code, day]) => `${code} ${day}`));
  const called = now.filter(([code, day]) => !served.has(`${code} ${day}`)).length;

  const fewest = (count) => {
    const out = join(work, `${count}.json`);
    const words = [join(root, "benches", "peers", "fewest_changes.py"), again, "--shortfall", shortfall(judged.terms) + 1e-6];
    const options = ["--count", count, "--seconds", proof, "--out", out];
    execFileSync(join(tools, "venv", "bin", "python"), [...words, ...options].map(String), { stdio: ["ignore", "ignore", "inherit"] });
    return JSON.parse(readFileSync(out, "utf8"));
  };
  const [fewestChanges, fewestCells] = [fewest("changes"), fewest("cells")];
  const shown = ({ fewest, bound, proven }) => (proven ? fewest : `${fewest ?? "–"} (${bound ?? "–"})`);
  const inTime = solved.seconds <= seconds + 0.1;
  const met = inTime && changes <= goal * (fewestChanges.bound ?? 0) + 1e-9;
  append(section, [
    {
      instance: nameOf(instance),
      commit: commit(),
      date: today(),
      officer: ill.id,
      evenings: illEvenings,
      "wall s": solved.seconds.toFixed(2),
      "cpu s": solved.cpu_seconds.toFixed(1),
      "shortfall published": figure(shortfall(before.judged.terms)),
      "shortfall again": figure(shortfall(judged.terms)),
      changes,
      fewest: shown(fewestChanges),
      cells: changes + called,
      "fewest cells": shown(fewestCells),
      must: `${goal} × fewest in ${seconds} s`,
      // A bound that was not reached can prove that the goal is met, never that it is missed.
      verdict: met ? "met" : fewestChanges.proven || !inTime ? "**not met**" : "–",
    },
  ]);
} finally {
  rmSync(work, { recursive: true });
}
