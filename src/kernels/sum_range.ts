/**
 * sumRange(): a CPU-bound workload with a known answer. Host half of `wasm/sum_range.ts`.
 *
 * Really adds every number of the range. Blocks whose sum cannot leave 64 bits are added in WASM,
 * numbers too large for that by BigInt code.
 */

import { checkpoint } from "../gil/scope.ts";
import { type Core, withCore } from "./instance.ts";
import { integer } from "./integer.ts";

const INT64_MAX = 2n ** 63n - 1n;

/** Blocks are counted in 32 bits. */
const LARGEST_BLOCK = 2n ** 31n;

/** Shorter blocks cost more to call than to add here. */
const SMALLEST_BLOCK = 16n;

/** BigInt additions between two checks of the GIL, 0.05 to 0.1 µs each. */
const SLICE = 2048;

interface Range {
  readonly start: bigint;
  readonly step: bigint;
  readonly count: bigint;
}

/**
 * The sum of Python's `range(stop)` or `range(start, stop, step)`, exactly, by adding each number.
 *
 * @param startOrStop The first number; the end, with 0 as the first, if it is the only argument.
 * @param stop The end, which is not part of the range.
 * @param step From one number to the next; 1 if left out, negative to count down.
 * @returns The sum; 0 of an empty range.
 * @throws {TypeError} If an argument is neither a number nor a bigint.
 * @throws {RangeError} If an argument is not an integer, or `step` is 0.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { sumRange } from "@concurrent/futures/kernels";
 *
 * assert.equal(sumRange(101), 5050n);
 * assert.equal(sumRange(10, 0, -3), 22n); // 10 + 7 + 4 + 1
 * ```
 */
export function sumRange(
  startOrStop: number | bigint,
  stop?: number | bigint,
  step: number | bigint = 1,
): bigint {
  const range = stop === undefined
    ? rangeOf(0, startOrStop, step)
    : rangeOf(startOrStop, stop, step);
  const block = blockOf(range);
  return block < SMALLEST_BLOCK
    ? sumLarge(range)
    : withCore((core) => sumBlocks(core, range, block));
}

function rangeOf(first: unknown, end: unknown, by: unknown): Range {
  const start = integer(first, "sum range");
  const stop = integer(end, "sum range");
  const step = integer(by, "sum range");
  if (step === 0n) throw new RangeError("sumRange() step must not be zero");
  const distance = step > 0n ? stop - start : start - stop;
  const stride = step > 0n ? step : -step;
  return { start, step, count: distance > 0n ? (distance + stride - 1n) / stride : 0n };
}

/** How many numbers of the range have a sum within 64 bits, wherever in it they are. */
function blockOf({ start, step, count }: Range): bigint {
  if (count === 0n) return LARGEST_BLOCK;
  const largest = larger(magnitude(start), magnitude(start + (count - 1n) * step));
  const block = INT64_MAX / larger(largest, 1n);
  return block < LARGEST_BLOCK ? block : LARGEST_BLOCK;
}

function sumBlocks(core: Core, { start, step, count }: Range, block: bigint): bigint {
  let total = 0n;
  let next = start;
  for (let left = count; left > 0n; left -= block) {
    const size = left < block ? left : block;
    total += core.sumRange(next, step, Number(size));
    next += size * step;
    checkpoint();
  }
  return total;
}

function sumLarge({ start, step, count }: Range): bigint {
  const end = start + count * step;
  let total = 0n;
  let turn = 0;
  for (let next = start; next !== end; next += step) {
    total += next;
    if (++turn % SLICE === 0) checkpoint();
  }
  return total;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function larger(a: bigint, b: bigint): bigint {
  return a < b ? b : a;
}
