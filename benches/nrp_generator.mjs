// Makes up instances in the text format of the staff rostering benchmark of Curtois and Qu: the same sizes and seed always
// give the same instance. They stand for its largest ones, a year of 150 people.
//
//   node benches/nrp_generator.mjs DAYS STAFF SHIFTS SEED        prints the instance; DAYS is a multiple of 7
//
// The contracts are those of the benchmark for four weeks, in proportion: 15.75 to 18 shifts of eight hours, two to five
// days in a row, at least two days off, every second weekend, few nights; one day off in eleven days is fixed. Everybody can
// keep such a contract, so that a lawful roster exists.
import { chance } from "./chance.mjs";

const [days, people, kinds, seed] = process.argv.slice(2).map(Number);
if (![days, people, kinds, seed].every(Number.isInteger) || days % 7 || kinds < 2 || people < 1) {
  console.error("usage: node benches/nrp_generator.mjs DAYS STAFF SHIFTS SEED");
  process.exit(2);
}
const random = chance(`nrp ${days} ${people} ${kinds} ${seed}`);
const months = days / 28;
const minutes = 480;

// Shifts in order of their start, in four parts of the day; a shift may not be followed by one of an earlier part.
const parts = ["a", "d", "p", "n"];
const partOf = (shift) => Math.floor((shift * parts.length) / kinds);
const names = Array.from({ length: kinds }, (_, shift) => `${parts[partOf(shift)]}${shift + 1}`);
const isNight = (shift) => partOf(shift) === parts.length - 1;
const earlier = (shift) => names.filter((_, other) => partOf(other) < partOf(shift));
const shifts = names.map((name, shift) => `${name},${minutes},${earlier(shift).join("|")}`);

const codes = Array.from({ length: people }, (_, person) => `P${person + 1}`);
const mostOf = (shift) => (isNight(shift) ? random.one([0, Math.round(4 * months)]) : random.happens(0.7) ? days : 0);
const staff = codes.map((code) => {
  const most = names.map((name, shift) => `${name}=${mostOf(shift)}`);
  return [code, most.join("|"), Math.floor(8640 * months), Math.ceil(7560 * months), 5, 2, 2, Math.floor(2 * months)].join(",");
});

const perPerson = Math.max(1, Math.round(days / 11));
const daysOff = codes.map((code) => {
  const off = new Set(random.several(perPerson, () => random.below(days)));
  return [code, ...[...off].sort((a, b) => a - b)].join(",");
});
const requests = random.several(people * Math.round(days / 5), () => [random.one(codes), random.below(days), random.one(names), 1 + random.below(3)].join());
const once = [...new Map(requests.map((row) => [row.split(",").slice(0, 2).join(), row])).values()];
const wanted = once.filter((_, at) => at % 4 !== 3);
const unwanted = once.filter((_, at) => at % 4 === 3);

const mean = (people * 0.6) / kinds;
const cover = [];
for (let day = 0; day < days; day += 1) {
  const busy = day % 7 < 5 ? 1.1 : 0.75;
  for (const name of names) cover.push(`${day},${name},${Math.max(1, Math.round(mean * busy * random.between(0.7, 1.3)))},100,1`);
}

const section = (name, rows) => `SECTION_${name}\n${rows.join("\n")}\n`;
console.log(
  [
    section("HORIZON", [days]),
    section("SHIFTS", shifts),
    section("STAFF", staff),
    section("DAYS_OFF", daysOff),
    section("SHIFT_ON_REQUESTS", wanted),
    section("SHIFT_OFF_REQUESTS", unwanted),
    section("COVER", cover),
  ].join("\n"),
);
