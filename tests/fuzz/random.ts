/** Seeded randomness, so that what it has found is found again. */

/** What may stand where something else is expected. */
const junk: readonly unknown[] = [
  ...[undefined, null, true, false, 0, -1, 0.5, NaN, Infinity, 2 ** 31, 2 ** 53, -(2 ** 31)],
  ...["", "0", "__proto__", "constructor", "x".repeat(1_000), 1n, [], {}, [[]], [null], { a: 1 }],
  ...[new Uint8Array(3), new Map([[1, 2]]), new Date(NaN), new Error("junk"), [[0, [1]]]],
];

export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    // Mulberry32.
    let word = this.#state = this.#state + 0x6d2b79f5 | 0;
    word = Math.imul(word ^ word >>> 15, word | 1);
    word ^= word + Math.imul(word ^ word >>> 7, word | 61);
    return Math.floor(((word ^ word >>> 14) >>> 0) / 2 ** 32 * end);
  }

  chance(probability: number): boolean {
    return this.below(1_000_000) < probability * 1_000_000;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }

  /** The value with one thing in it left out, doubled, or made something else. */
  mutate(value: unknown): unknown {
    const isOpen = typeof value === "object" && value !== null && !ArrayBuffer.isView(value);
    if (!isOpen || this.chance(0.2)) return this.pick(junk);
    const keys = Object.keys(value);
    if (keys.length === 0) return this.pick(junk);
    const key = this.pick(keys);
    const owner = value as Record<string, unknown>;
    const how = this.below(7);
    if (how === 0) delete owner[key];
    else if (how === 1) owner[this.pick(["extra", "type", "slot", "task"])] = owner[key];
    else owner[key] = this.mutate(owner[key]);
    return value;
  }
}
