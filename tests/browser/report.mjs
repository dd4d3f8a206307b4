// Counts what passed and what failed, and says at once what went wrong.

export class Report {
  passed = 0;
  failed = 0;

  /** Runs one named check; a failure is told and counted, and the walk goes on. Answers whether it passed. */
  async check(name, act) {
    try {
      await act();
      this.passed += 1;
      console.log(`  ok    ${name}`);
      return true;
    } catch (error) {
      this.failed += 1;
      console.log(`  FAIL  ${name}\n        ${String(error.message ?? error).split("\n").slice(0, 12).join("\n        ")}`);
      return false;
    }
  }

  /** The same for a step without which the walk cannot go on. */
  async must(name, act) {
    if (!(await this.check(name, act))) throw new Stop(name);
  }

  summary() {
    return `browser: ${this.passed} passed, ${this.failed} failed`;
  }
}

/** A step failed without which the rest of the walk makes no sense. */
export class Stop extends Error {}

export function assert(condition, message) {
  if (!condition) throw new Error(message);
}

export function same(actual, expected, what) {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: expected ${b}, found ${a}`);
}
