// Runs the forecast and its peers on the benchmark's manifests and appends their rows to docs/benchmarks.md.
//
//   node benches/forecast_rows.mjs BINARY TOOLS DATA SCORER [ONLY]
//
// TOOLS is the folder that `benches/peers/setup.sh FOLDER forecast` filled, DATA the folder of counts and manifests, SCORER
// the benchmark's script that judges all of them alike. ONLY names methods ("CaTruc,AutoETS") or manifests ("full,h60"); the
// yardstick, SeasonalNaive, is always run, because relative figures need it.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commit, today } from "./catruc.mjs";
import { goals, inWords, regimes, verdict } from "./forecast_goals.mjs";
import { measured } from "./measured.mjs";
import { append, root } from "./table.mjs";

const ours = "CaTruc";
const yardstick = "SeasonalNaive";
const peers = [yardstick, "AutoETS", "AutoARIMA", "AutoCES", "DynOptTheta", "MSTL", "Prophet", "LightGBM", "PeerMedian5"];
const horizon = 28;
const datasets = ["ambulance", "atm", "border", "dossiers", "emergency", "hire", "street", "transit"];
const measures = { ALL: "MASE", "rel MASE": "rel MASE", "rel WIS": "rel WIS", RMSSE: "RMSSE", cov80: "cov80", cov95: "cov95", bias: "bias" };

const section = {
  title: "Forecast",
  about: `Written by \`make bench-forecast\`: real daily counts, ${horizon} days ahead from rolling origins, judged by the benchmark's own scorer.
A data set's column is its MASE, "MASE" their mean; relative figures are geometric means over data sets against
${yardstick}; coverage is of the 80 and 95 % intervals; processor seconds are those of the whole run. "History" is how much
of the past a method may look at. "Outside" lists the data sets whose coverage is more than ${goals.aim.everySet} from nominal.

- Must: ${inWords(goals.must)}.
- Aim: ${inWords(goals.aim)}.`,
  columns: ["history", "method", "commit", "date", ...datasets, ...Object.values(measures), "cpu s", "outside", "must", "aim"],
  settle(row, rows) {
    if (row.method !== ours) return { must: "–", aim: "–" };
    const best = {};
    // Of a peer that was run several times the last row counts.
    const last = new Map(rows.filter((other) => other.history === row.history && other.method !== ours).map((other) => [other.method, other]));
    for (const peer of last.values()) {
      for (const name of datasets) best[name] = Math.min(best[name] ?? Infinity, Number(peer[name]));
    }
    const sets = Object.fromEntries(datasets.map((name) => [name, { mase: Number(row[name]) }]));
    for (const [, name, measure, value] of row.outside.matchAll(/(\w+) (cov\d\d) ([0-9.]+)/g)) sets[name][measure] = Number(value);
    const found = { regime: row.history, mase: Number(row.MASE), wis: Number(row["rel WIS"]), cov80: Number(row.cov80), cov95: Number(row.cov95), sets, best };
    return { must: verdict(goals.must, found), aim: verdict(goals.aim, found) };
  },
};

/** The rows of a comma-separated file as objects. */
function readCsv(path) {
  const [heading, ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
  const names = heading.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((field, at) => [names[at], field])));
}

/** What the scorer says at our horizon: model → its row of the printed table, and model → the coverage of each data set. */
function score(python, scorer, data, manifest, files, folder) {
  const scores = join(folder, "scores.csv");
  const forecasts = Object.entries(files).map(([name, path]) => `${name}=${path}`);
  const words = [scorer, "score", "--data", data, "--manifest", manifest, "--baseline", yardstick, "--out", scores, "--forecasts", ...forecasts];
  const printed = execFileSync(python, words, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  const part = printed.split(/^## /m).find((each) => each.startsWith(`horizon ${horizon}:`));
  const [names, , ...lines] = part.split("\n").filter((line) => line.startsWith("|")).map((line) => line.slice(1, -1).split("|").map((cell) => cell.trim()));
  const table = new Map(lines.map((cells) => [cells[0], Object.fromEntries(cells.map((cell, at) => [names[at], cell]))]));
  const outside = (model) =>
    readCsv(scores)
      .filter((row) => row.model === model && row.dataset !== "ALL" && Number(row.horizon) === horizon)
      .flatMap((row) => [["cov80", 0.8], ["cov95", 0.95]].filter(([measure, nominal]) => Math.abs(row[measure] - nominal) > goals.aim.everySet + 1e-9).map(([measure]) => `${row.dataset} ${measure} ${row[measure]}`))
      .join(", ");
  return { table, outside };
}

const [binary, tools, data, scorer, only = ""] = process.argv.slice(2);
if (!scorer) {
  console.error("usage: node benches/forecast_rows.mjs BINARY TOOLS DATA SCORER [METHODS AND MANIFESTS]");
  process.exit(2);
}
const asked = only.split(",").filter(Boolean);
const chosen = (all) => (all.some((name) => asked.includes(name)) ? all.filter((name) => asked.includes(name)) : all);
const unknown = asked.filter((name) => ![ours, ...peers, ...Object.keys(regimes)].includes(name));
if (unknown.length) {
  console.error(`unknown: ${unknown.join(", ")}; there are ${[ours, ...peers, ...Object.keys(regimes)].join(", ")}`);
  process.exit(2);
}
const wanted = chosen([ours, ...peers]);
const methods = [...new Set([...wanted, yardstick])];
const python = join(tools, "forecast", "bin", "python");
const work = mkdtempSync(join(tmpdir(), "forecast-"));
try {
  for (const regime of chosen(Object.keys(regimes))) {
    const folder = join(work, regime);
    mkdirSync(folder);
    const manifest = join(data, `manifest_${regime}.csv`);
    const file = (method) => join(folder, `${method}.csv`);
    const cost = {};
    if (methods.includes(ours)) {
      cost[ours] = measured(binary, ["forecast", "--data", data, "--manifest", manifest, "--out", file(ours)]).cpu;
    }
    const others = methods.filter((method) => method !== ours);
    const script = join(root, "benches", "peers", "forecast_peers.py");
    const words = [script, "--data", data, "--manifest", manifest, "--out", folder, "--only", others.join(",")];
    execFileSync(python, words, { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" } });
    Object.assign(cost, JSON.parse(readFileSync(join(folder, "cost.json"), "utf8")));
    const { table, outside } = score(python, scorer, data, manifest, Object.fromEntries(methods.map((method) => [method, file(method)])), folder);
    append(
      section,
      wanted.map((method) => {
        const row = table.get(method);
        return {
          history: regimes[regime],
          method,
          commit: commit(),
          date: today(),
          ...Object.fromEntries(datasets.map((name) => [name, row[name]])),
          ...Object.fromEntries(Object.entries(measures).map(([theirs, name]) => [name, row[theirs]])),
          "cpu s": cost[method].toFixed(1),
          outside: outside(method) || "–",
        };
      }),
    );
  }
} finally {
  rmSync(work, { recursive: true });
}
