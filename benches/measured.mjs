// What a command costs.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./table.mjs";

/** Runs a command to its end: wall and processor seconds, and the peak of its memory in MiB. Throws when it fails. */
export function measured(program, words) {
  const run = spawnSync("python3", [join(root, "benches", "measured.py"), program, ...words.map(String)], { encoding: "utf8" });
  if (run.error) throw new Error(`python3 is needed to measure: ${run.error.message}`);
  if (run.status !== 0) throw new Error(`${program} ${words.join(" ")} ended with ${run.status}: ${run.stderr.slice(-400)}`);
  return JSON.parse(run.stdout);
}
