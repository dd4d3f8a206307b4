// Runs the program and lets its independent checker judge every roster.
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { root } from "./table.mjs";

/** The commit that is measured, with a plus when the sources differ from it. */
export function commit() {
  const git = (...words) => execFileSync("git", ["-C", root, ...words], { encoding: "utf8" }).trim();
  const changed = git("status", "--porcelain", "--", "src", "Cargo.toml", "Cargo.lock", "build.rs");
  return git("rev-parse", "--short", "HEAD") + (changed ? "+" : "");
}

export const today = () => new Date().toISOString().slice(0, 10);
export const nameOf = (instance) => basename(instance).replace(/\.(json|txt)$/, "");
export const percent = (share) => (share == null ? "–" : (100 * share).toFixed(3));

/** A penalty or a bound as the tables show it: two places at most. */
export const figure = (value) => (value == null ? "–" : String(Math.round(100 * value) / 100));

export const near = (one, other) => Math.abs(one - other) <= 1e-6 * Math.max(1, Math.abs(one), Math.abs(other));

/** What the checker says of a roster: feasible, objective, terms. */
export function judge(binary, instance, roster) {
  const { stdout, stderr } = spawnSync(binary, ["check", instance, roster, "--json"], { encoding: "utf8" });
  if (!stdout) throw new Error(`catruc check ${instance} ${roster}: ${stderr}`);
  return JSON.parse(stdout);
}

/**
 * Solves an instance. Returns what the solver says, what the checker says, and the penalty at each improvement; throws
 * when a roster breaks a hard rule, when the two do not agree on the penalty, or when the bound lies above it.
 */
export function solve(binary, instance, roster, { seconds, threads, seed }) {
  const words = ["solve", instance, "--out", roster, "--time-limit", seconds, "--threads", threads, "--seed", seed, "--json"];
  const run = spawnSync(binary, words.map(String), { encoding: "utf8", maxBuffer: 2 ** 28 });
  if (run.status !== 0) throw new Error(`catruc ${words.join(" ")} ended with ${run.status}: ${run.stderr.slice(-400)}`);
  const solved = JSON.parse(run.stdout);
  const judged = judge(binary, instance, roster);
  if (!judged.feasible || !near(judged.objective, solved.objective)) {
    throw new Error(`${instance}: the checker disagrees: ${JSON.stringify(judged).slice(0, 400)}`);
  }
  if (solved.bound != null && solved.bound > judged.objective && !near(solved.bound, judged.objective)) {
    throw new Error(`${instance}: the bound ${solved.bound} lies above the roster's ${judged.objective}`);
  }
  const improvements = [...run.stderr.matchAll(/^ *([0-9.]+) s {2}penalty (-?[0-9.]+)/gm)].map(([, wall, objective]) => ({
    wall: Number(wall),
    objective: Number(objective),
  }));
  return { solved, judged, improvements };
}

export const readInstance = (path) => JSON.parse(readFileSync(path, "utf8"));
