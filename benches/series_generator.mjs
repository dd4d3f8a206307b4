// Makes up daily counts in the files of the forecast's benchmark protocol: the same count always gives the same files.
//
// A series is one procedure group of one commune: a level that drifts, a week that is busy at its start and shut on Sunday
// (and often on Saturday), public holidays with nothing and a rush after them, and more noise than chance alone gives. It
// ends on the origin and is between 60 and 1,000 days old.
import { closeSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";

export const origin = "2026-03-31";
export const horizon = 28;
const [youngest, oldest] = [60, 1000];
const day = 86_400_000;
const last = Date.parse(origin);
const iso = (ahead) => new Date(last + ahead * day).toISOString().slice(0, 10);

/** Days of the official calendar: fixed ones, and the lunar new year with the day before it and three after. */
const fixed = [["01-01", "New Year"], ["04-30", "Reunification Day"], ["05-01", "Labour Day"], ["09-02", "National Day"]];
const lunar = ["2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17"];
export const holidays = [
  ...[2023, 2024, 2025, 2026].flatMap((year) => fixed.map(([date, name]) => [`${year}-${date}`, name])),
  ...lunar.flatMap((date) => [-1, 0, 1, 2, 3].map((ahead) => [iso((Date.parse(date) - last) / day + ahead), `Tet ${ahead}`])),
];

/** A fixed sequence of numbers in 0..1 (xorshift of 32 bits). */
function chance(seed) {
  let state = (seed * 2654435761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** The counts of one series, the oldest first; the last is the one of the origin. */
function counts(number, shut) {
  const next = chance(number);
  for (let warm = 0; warm < 5; warm++) next();
  const bell = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const length = youngest + Math.floor(next() * (oldest - youngest + 1));
  const level = Math.exp(1.5 + 1.2 * bell());
  const [drift, spread] = [0.4 * bell() / 365, 1 + next()];
  const saturday = next() < 0.6 ? 0 : 0.4;
  const week = [1.3, 1.05, 1, 1, 1.1, saturday, 0].map((share) => share * (0.9 + 0.2 * next()));
  return Array.from({ length }, (_, index) => {
    const ahead = index - length + 1;
    const weekday = (((last / day + ahead + 3) % 7) + 7) % 7;
    const rush = shut.has(ahead - 1) && !shut.has(ahead) ? 1.3 : 1;
    const mean = shut.has(ahead) ? 0 : level * week[weekday] * Math.exp(drift * ahead) * rush;
    return Math.max(0, Math.round(mean + Math.sqrt(spread * mean) * bell()));
  });
}

/** Writes `made.csv`, `calendar.csv` and `manifest.csv` into `folder`; says how many days were written. */
export function writeSeries(folder, count) {
  const shut = new Set(holidays.map(([date]) => (Date.parse(date) - last) / day));
  const dates = Array.from({ length: oldest }, (_, back) => iso(-back));
  const file = openSync(join(folder, "made.csv"), "w");
  writeSync(file, "series_id,date,value\n");
  const asks = ["dataset,series_id,origin,history_days,horizon"];
  let written = 0;
  for (let number = 1; number <= count; number++) {
    const id = `made.s${String(number).padStart(6, "0")}`;
    const values = counts(number, shut);
    writeSync(file, values.map((value, index) => `${id},${dates[values.length - 1 - index]},${value}\n`).join(""));
    asks.push(`made,${id},${origin},0,${horizon}`);
    written += values.length;
  }
  closeSync(file);
  writeFileSync(join(folder, "calendar.csv"), ["applies_to,date,name", ...holidays.map((each) => ["made.", ...each].join(","))].join("\n") + "\n");
  writeFileSync(join(folder, "manifest.csv"), asks.join("\n") + "\n");
  return written;
}
