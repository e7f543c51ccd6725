/**
 * A test of many made inputs, one after another, for a time. An input is made of its seed alone;
 * the seed of one that fails is told, and comes first if the run begins with it.
 */

import assert from "node:assert/strict";
import process from "node:process";
import { test } from "node:test";
import { Random } from "./random.ts";

/** How long each test goes on, in ms. */
const time = Number(process.env.FUTURES_FUZZ ?? 1_000);
const first = Number(process.env.FUTURES_SEED ?? Math.floor(Math.random() * 2 ** 30));

/** So many inputs are tried however slow they are. */
const fewest = 20;

/** Between two looks at the clock, and at the world. */
const batch = 100;

/**
 * @param check fails, or throws, for an input that is not dealt with as it should be
 * @param size inputs between two looks at the clock; fewer of large ones
 */
export function fuzz(
  title: string,
  check: (random: Random) => void | Promise<void>,
  size: number = batch,
): void {
  test(title, { timeout: time + 100_000 }, async () => {
    // Deno's `waitAsync()` keeps no program alive.
    const alive = setInterval(() => {}, 1_000);
    const world = prototypes();
    const end = performance.now() + time;
    try {
      for (let seed = first; seed < first + fewest || performance.now() < end; seed += size) {
        for (let next = seed; next < seed + size; next++) await tryOne(check, next);
        assert.deepEqual(prototypes(), world, `a prototype changed, from FUTURES_SEED=${seed} on`);
      }
    } finally {
      clearInterval(alive);
    }
  });
}

async function tryOne(check: (random: Random) => void | Promise<void>, seed: number) {
  try {
    await check(new Random(seed));
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new Error(`FUTURES_SEED=${seed}: ${text}`, { cause: error });
  }
}

const shared = [
  ...[Object, Array, Function, Error, RangeError, Map, Set, Promise, String, BigInt, Date, RegExp],
  ...[
    ArrayBuffer,
    Int32Array,
    Uint8Array,
    Float64Array,
    DataView,
    Object.getPrototypeOf(Int8Array),
  ],
].map(({ prototype }) => prototype as object);

/** What all objects inherit. */
function prototypes(): unknown[] {
  return shared.flatMap((prototype) =>
    [
      Object.getPrototypeOf(prototype),
      ...Reflect.ownKeys(prototype).flatMap((key) => {
        const { value, get, set } = Object.getOwnPropertyDescriptor(prototype, key)!;
        return [key, value, get, set];
      }),
    ].map((part) => typeof part === "object" && part !== null ? shared.indexOf(part) : part)
  );
}

/**
 * How much a value holds: a bound for what making it has cost. What is reached twice counts once, a
 * hole nothing.
 */
export function weightOf(value: unknown): number {
  const seen = new Set<object>();
  const open = [value];
  let weight = 0;
  for (let one = open.pop(); one !== undefined || open.length > 0; one = open.pop()) {
    weight += typeof one === "string" ? 1 + one.length / 4 : 1;
    if (typeof one === "bigint") weight += one.toString(16).length / 4;
    if (typeof one !== "object" || one === null || seen.has(one)) continue;
    seen.add(one);
    if (ArrayBuffer.isView(one)) weight += one.byteLength / 4;
    else if (one instanceof ArrayBuffer) weight += one.byteLength / 4;
    else if (one instanceof Map) open.push(...one.keys(), ...one.values());
    else if (one instanceof Set) open.push(...one);
    else open.push(...Object.keys(one), ...Object.values(one));
  }
  return weight;
}
