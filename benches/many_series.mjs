// Forecasts many made-up series in one call; one row for all of them.
//
//   node benches/many_series.mjs BINARY [COUNT]
//
// Wall and processor seconds and the peak of the memory are those of the whole process: reading the file of counts,
// forecasting 28 days of every series and writing the quantiles.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { commit, today } from "./catruc.mjs";
import { measured } from "./measured.mjs";
import { horizon, writeSeries } from "./series_generator.mjs";
import { append } from "./table.mjs";

/** For 20,000 series on two cores; a smaller count cannot miss them. */
const goals = { count: 20_000, must: { seconds: 60, mib: 1024 }, aim: { seconds: 20, mib: 300 } };

const section = {
  title: "Forecast of many series",
  about: `Written by \`make bench-series\`: made-up daily counts (\`benches/series_generator.mjs\`) of 60 to 1,000 days in one file,
${horizon} days of each forecast by one call of \`catruc forecast\`. Reading and writing count; peak memory is the largest resident
set. Goals hold for ${goals.count.toLocaleString("en")} series on two cores.`,
  columns: ["series", "days read", "commit", "date", "cores", "wall s", "cpu s", "peak MiB", "must", "verdict", "aim", "reached"],
  settle(row) {
    const inWords = ({ seconds, mib }) => `${seconds} s, ${mib} MiB`;
    const verdict = ({ seconds, mib }) => {
      if (Number(row["wall s"]) > seconds || Number(row["peak MiB"]) > mib) return "**not met**";
      return Number(row.series) >= goals.count ? "met" : "–";
    };
    return { must: inWords(goals.must), verdict: verdict(goals.must), aim: inWords(goals.aim), reached: verdict(goals.aim) };
  },
};

const [binary, count = String(goals.count)] = process.argv.slice(2);
if (!binary) {
  console.error("usage: node benches/many_series.mjs BINARY [COUNT]");
  process.exit(2);
}
const work = mkdtempSync(join(tmpdir(), "series-"));
try {
  const days = writeSeries(work, Number(count));
  const out = join(work, "out.csv");
  const cost = measured(binary, ["forecast", "--data", work, "--manifest", join(work, "manifest.csv"), "--out", out]);
  const rows = readFileSync(out, "utf8").trimEnd().split("\n").length - 1;
  if (rows !== Number(count) * horizon) throw new Error(`${rows} days were forecast, not ${Number(count) * horizon}`);
  append(section, [
    {
      series: count,
      "days read": days,
      commit: commit(),
      date: today(),
      cores: availableParallelism(),
      "wall s": cost.wall.toFixed(1),
      "cpu s": cost.cpu.toFixed(1),
      "peak MiB": cost.peak.toFixed(0),
    },
  ]);
} finally {
  rmSync(work, { recursive: true });
}
