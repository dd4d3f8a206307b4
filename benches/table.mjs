// The tables of docs/benchmarks.md: read, given one row more, written again.
//
// A section is `{ title, about, columns, settle }`. Rows are objects by the name of their column, so that a column that is
// added later stands as "–" in the rows from before. `settle` fills the columns that follow from the others (the goal and
// the verdict) in every row, old ones too, whenever the section is written.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const file = process.env.CATRUC_BENCHMARKS ?? join(root, "docs", "benchmarks.md");
const opening = "# Benchmarks\n";

const cells = (line) => line.slice(1, -1).split("|").map((cell) => cell.trim());

function readRows(part) {
  const [head, , ...lines] = part.split("\n").filter((line) => line.startsWith("|"));
  if (!head) return [];
  const names = cells(head);
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, at) => [names[at], cell])));
}

function written(section, rows) {
  const settled = rows.map((row) => ({ ...row, ...section.settle?.(row, rows) }));
  const line = (values) => `| ${values.join(" | ")} |\n`;
  return (
    `## ${section.title}\n\n${section.about}\n\n` +
    line(section.columns) +
    `|${"---|".repeat(section.columns.length)}\n` +
    settled.map((row) => line(section.columns.map((column) => row[column] ?? "–"))).join("")
  );
}

/** Adds rows to a section, prints them, and settles the whole section; without rows it only settles. */
export function append(section, added) {
  const text = existsSync(file) ? readFileSync(file, "utf8") : opening;
  const parts = text.split(/^(?=## )/m);
  let at = parts.findIndex((part) => part.startsWith(`## ${section.title}\n`));
  if (at < 0) at = parts.push("") - 1;
  const fresh = added.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value ?? "–")])),
  );
  parts[at] = written(section, [...readRows(parts[at]), ...fresh]);
  writeFileSync(`${file}.new`, parts.map((part) => part.trimEnd() + "\n").join("\n"));
  renameSync(`${file}.new`, file);
  const lines = parts[at].split("\n").filter((line) => line.startsWith("|"));
  if (added.length) process.stdout.write(`${lines[0]}\n${lines.slice(-added.length).join("\n")}\n`);
}
