// Makes up communes (`commune-roster-1`): the same size and seed always give the same instance.
//
//   node benches/commune_generator.mjs SIZE SEED        prints the instance; SIZE is S, M, L, XL or a number of officers
//
// The distributions are those of the benchmark's own communes: skill groups of a one-stop office, four weeks, pay days and
// school-file days busier, every tenth officer protected, four of five with consent, leave, wishes and a past.
import { pathToFileURL } from "node:url";
import { chance } from "./chance.mjs";

const officersOf = { S: 12, M: 30, L: 60, XL: 200 };
const days = 28;
const skills = [
  // code, share of the work, factor of a missing officer
  ["reception", 0.17, 1],
  ["certify", 0.22, 2],
  ["civil", 0.16, 2],
  ["residence", 0.14, 1],
  ["land", 0.13, 1],
  ["social", 0.1, 1],
  ["business", 0.05, 1],
  ["sign", 0.03, 4],
];
const blocks = [
  // code, start, end, share of a day's officers, weekdays (Monday is 0)
  ["EAR", 390, 450, 0.16, [0, 1, 2, 3, 4]],
  ["MOR", 450, 690, 1.0, [0, 1, 2, 3, 4, 5, 6]],
  ["AFT", 780, 1020, 0.86, [0, 1, 2, 3, 4, 5]],
  ["EVE", 1050, 1230, 0.26, [1, 3]],
  ["OUT", 1050, 1230, 0.16, [0, 2, 4]],
];
const shift = (id, blocks, normal, overtime, start, end, weekdays, shift_change = false) => ({
  id, blocks: blocks.split(" "), normal, overtime, start, end, weekdays, shift_change,
});
const workdays = [0, 1, 2, 3, 4];
const [tueThu, monWedFri] = [[1, 3], [0, 2, 4]];
const shifts = [
  shift("R", "MOR AFT", 480, 0, 450, 1020, workdays),
  shift("ER", "EAR MOR AFT", 480, 60, 390, 1020, workdays),
  shift("RV", "MOR AFT EVE", 480, 180, 450, 1230, tueThu),
  shift("RO", "MOR AFT OUT", 480, 180, 450, 1230, monWedFri),
  shift("ERV", "EAR MOR AFT EVE", 480, 240, 390, 1230, tueThu),
  shift("LV", "AFT EVE", 420, 0, 780, 1230, tueThu, true),
  shift("LO", "AFT OUT", 420, 0, 780, 1230, monWedFri, true),
  shift("E6", "EAR MOR", 300, 0, 390, 690, workdays, true),
  shift("M", "MOR", 240, 0, 450, 690, workdays),
  shift("A", "AFT", 240, 0, 780, 1020, workdays),
  shift("SM", "MOR", 0, 240, 450, 690, [5]),
  shift("SF", "MOR AFT", 0, 480, 450, 1020, [5]),
  shift("UO", "MOR", 0, 240, 450, 690, [6]),
];
const groups = [
  // skills, share of the officers
  ["reception certify", 0.12],
  ["certify civil", 0.13],
  ["civil residence", 0.11],
  ["residence reception", 0.08],
  ["land", 0.09],
  ["land business", 0.07],
  ["social reception", 0.1],
  ["social certify", 0.07],
  ["business certify", 0.05],
  ["certify civil sign", 0.06],
  ["land sign", 0.04],
  ["reception residence social", 0.08],
];
const inEveryOffice = [0, 1, 2, 4, 6, 9];
const loadOfWeekday = [1.22, 1.05, 0.95, 1.0, 1.1, 0.3, 0.08];
const busyDays = [0, 1, 14, 15, 24, 25];

function groupAt(random, position) {
  if (position < inEveryOffice.length) return inEveryOffice[position];
  let rest = random.between(0, groups.reduce((sum, [, share]) => sum + share, 0));
  const at = groups.findIndex(([, share]) => (rest -= share) < 0);
  return at < 0 ? groups.length - 1 : at;
}

function officer(random, position) {
  const protectedByLaw = position >= 3 && random.happens(0.1);
  const leave = [];
  if (random.happens(0.4)) {
    const from = random.below(days);
    const to = Math.min(days, from + random.one([1, 2, 3, 5]));
    for (let day = from; day < to; day++) if (day % 7 < 5) leave.push(day);
  }
  const unavailable = random.several(random.below(3), () => [random.below(days), random.one(["RV", "RO", "LV", "LO", "ER", "SM"])]);
  const prefs = random.several(1 + random.below(5), () => [
    random.below(days),
    random.one(["R", "RV", "LV", "RO", "ER", "SM", "E6"]),
    random.one([-8, -5, -3, 2, 4]),
  ]);
  if (random.happens(0.3)) {
    const lesson = random.one(tueThu); // evening classes, the same weekday every week
    for (let day = lesson; day < days; day += 7) prefs.push(...["RV", "LV", "ERV"].map((code) => [day, code, -10]));
  }
  return {
    id: `P${String(position).padStart(3, "0")}`,
    group: `G${groupAt(random, position)}`,
    protected: protectedByLaw,
    consent: !protectedByLaw && random.happens(0.8),
    ot_month: random.one([2400, 2400, 3600]),
    ot_year: random.one([12000, 18000]),
    ot_used: random.one([0, 1200, 4800, 9000, 11400]),
    leave,
    unavailable,
    prefs,
    base_week: 2400,
    hist_evenings: random.below(9),
    hist_ot: 60 * random.below(30),
  };
}

/** Officers wanted: what the officers who are usually present can do, by the load of the day, the block and the skill. */
function requirements(random, officers) {
  const mix = skills.map(([, share]) => share * random.between(0.8, 1.25));
  const whole = mix.reduce((sum, share) => sum + share, 0);
  const rows = [];
  for (let day = 0; day < days; day++) {
    const weekday = day % 7;
    const load = 0.94 * officers * loadOfWeekday[weekday] * random.between(0.92, 1.08) * (busyDays.includes(day) ? 1.12 : 1);
    for (const [block, , , share, weekdays] of blocks) {
      const everyOtherSunday = weekday === 6 && Math.floor(day / 7) % 2 === 1;
      if (!weekdays.includes(weekday) || everyOtherSunday) continue;
      for (const [position, [skill]] of skills.entries()) {
        const mean = ((load * share * mix[position]) / whole) * random.between(0.75, 1.25);
        let target = Math.floor(mean) + (random.happens(mean % 1) ? 1 : 0);
        const mustSign = skill === "sign" && block !== "EAR" && weekday < 6;
        if (mustSign || (skill === "certify" && block === "OUT")) target = Math.max(target, 1);
        const promised = (skill === "sign" || skill === "certify") && block !== "EAR";
        if (target > 0) rows.push([day, block, skill, target, promised ? 1 : Math.floor(target / 2)]);
      }
    }
  }
  return rows;
}

/** A commune of so many officers. */
export function commune(size, seed) {
  const random = chance(`commune ${size} ${seed}`);
  const count = officersOf[size] ?? Number(size);
  if (!(count >= 6)) throw new Error(`${size} is no size: S, M, L, XL or at least 6 officers`);
  const officers = random.several(count, (_, position) => officer(random, position));
  const wanted = requirements(random, count);
  const pins = [];
  for (const each of random.several(Math.max(1, Math.floor(count / 8)), () => random.one(officers))) {
    const day = random.below(days);
    const taken = pins.some(([code, pinned]) => code === each.id && pinned === day);
    if (day % 7 < 5 && !each.leave.includes(day) && !taken) pins.push([each.id, day, "R"]);
  }
  return {
    format: "commune-roster-1",
    size,
    seed,
    days,
    skills: skills.map(([id, , factor]) => ({ id, factor })),
    blocks: blocks.map(([id, start, end]) => ({ id, start, end })),
    shifts,
    groups: groups.map(([codes], position) => ({ id: `G${position}`, skills: codes.split(" ") })),
    officers,
    requirements: wanted,
    pins,
    limits: {
      day: 720, ot_day: 240, evenings_week: 3, rest: 630, rest_change: 720, work_row: 6, week_tolerance: 240, evening_row_soft: 2,
    },
    weights: {
      unmet_min: 300, unmet: 60, overtime: 4, fair_evening: 12, fair_overtime: 3, pref: 1, evening_row: 15, change: 6,
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [size = "M", seed = "1"] = process.argv.slice(2);
  console.log(JSON.stringify(commune(size, Number(seed))));
}
