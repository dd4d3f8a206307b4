// Random numbers that are the same on every machine.

/** Random numbers from a text: a small 32-bit generator (mulberry32) behind a hash of the text (FNV-1a). */
export function chance(text) {
  let state = 0x811c9dc5;
  for (const letter of text) state = Math.imul(state ^ letter.codePointAt(0), 0x01000193);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  return {
    below,
    happens: (share) => next() < share,
    between: (low, high) => low + (high - low) * next(),
    one: (list) => list[below(list.length)],
    several: (count, make) => Array.from({ length: count }, make),
  };
}
