/** Values of every kind that travels as words, and words that are almost values. */

import type { Random } from "./random.ts";

const numbers = [0, -0, 1, -1, 0.5, NaN, Infinity, 2 ** 31, -(2 ** 31), 2 ** 53, 1e300, 5e-324];
const texts = ["", "a", "é", "€", "\u{1f600}", "\ud800", "__proto__", "constructor", "then", "0"];
const classes = [
  Uint8Array,
  Int16Array,
  Int32Array,
  Float64Array,
  BigInt64Array,
  Uint8ClampedArray,
];

/** A value that the codec takes, and a clone too. */
export function makeValue(random: Random, depth: number = 4): unknown {
  switch (random.below(depth === 0 ? 7 : 10)) {
    case 0:
      return random.pick(numbers);
    case 1:
      return random.below(2 ** 31) - 2 ** 30;
    case 2:
      return random.pick([true, false, null, undefined]);
    case 3:
      return random.pick(texts).repeat(random.below(40));
    case 4:
      return BigInt(random.below(2 ** 31) - 2 ** 30) ** BigInt(random.below(12));
    case 5:
      return String.fromCharCode(random.below(2 ** 16), random.below(256));
    case 6:
      return makeView(random);
    case 7:
      return makeObject(random, depth - 1);
    default:
      return Array.from({ length: random.below(6) }, () => makeValue(random, depth - 1));
  }
}

function makeView(random: Random): ArrayBufferView {
  const view = new (random.pick(classes))(1 + random.below(20));
  const bytes = new Uint8Array(view.buffer);
  for (let at = 0; at < bytes.length; at++) bytes[at] = random.below(256);
  return view;
}

function makeObject(random: Random, depth: number): object {
  const object = {};
  for (let count = random.below(5); count > 0; count--) {
    const key = random.pick([...texts, "type", "value", "kind", "name"]);
    // The encoder leaves the first to a clone.
    if (key !== "__proto__") Reflect.set(object, key, makeValue(random, depth));
  }
  return object;
}

/** What makes much of little where a length is believed. */
const oddWords = [0, 1, 2, -1, 0x7fffffff, -0x80000000, 0xffffff, 0x10000000, 0xff, 0xffff];

/** Changes some words: no kind of a value is far from another one. */
export function damage(random: Random, words: Int32Array, length: number = words.length): void {
  for (let times = random.below(4); times >= 0; times--) {
    const at = random.below(length);
    words[at] = makeWord(random, words[at]!);
    if (random.chance(0.1)) words.copyWithin(random.below(length), at, at + random.below(8));
  }
}

function makeWord(random: Random, word: number): number {
  switch (random.below(5)) {
    case 0:
      return random.pick(oddWords);
    case 1:
      return word ^ 1 << random.below(32);
    case 2:
      // A head: any kind, any length.
      return random.below(16) | random.pick([...oddWords, random.below(64)]) << 8;
    case 3:
      return word + random.pick([-2, -1, 1, 2, 256, -256]);
    default:
      return random.below(2 ** 31) * 2 | random.below(2);
  }
}
