/** fsum(): Python's math.fsum. Host half of `wasm/fsum.ts`. */

import { feedArray, feedNumbers, floatsOf } from "./feed.ts";
import { type Core, withCore } from "./instance.ts";
import { shown } from "./shown.ts";
import { isBigintKind } from "./sum_bigints.ts";
import {
  assertPresent,
  kindOf,
  plainView,
  type TypedArray,
  type TypedArrayOf,
} from "./typed_array.ts";

/** The values of `partialsState()` in `wasm/fsum.ts`, with Python's texts. */
const failures = [undefined, "intermediate overflow in fsum", "-inf + inf in fsum"] as const;

/**
 * The sum of `values` as Python's `math.fsum` gives it: exact, and then rounded once to the nearest
 * double, to even in a tie.
 *
 * @param values The numbers, in an iterable or in a typed array of any kind but the 64-bit integers.
 * @returns The sum; 0 of nothing; infinite or NaN if an element is.
 * @throws {TypeError} If `values` is not iterable, an element is not a number, or the array's buffer is
 * detached or has become too small for it.
 * @throws {RangeError} `intermediate overflow in fsum` if a sum on the way is too large for a
 * double; `-inf + inf in fsum` if there are infinities of both signs.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { fsum } from "@concurrent/futures/kernels";
 *
 * assert.equal(fsum([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]), 1);
 * assert.equal(fsum([1e100, 1, -1e100]), 1);
 * ```
 */
export function fsum(values: Iterable<number> | TypedArrayOf<number>): number {
  const kind = kindOf(values);
  if (kind === undefined ? !isIterable(values) : isBigintKind(kind)) {
    throw new TypeError(`Cannot fsum: not an iterable of numbers: ${shown(values)}`);
  }
  if (kind !== undefined) assertPresent(values as TypedArray, "fsum");
  return withCore((core) => {
    core.resetPartials();
    if (kind === undefined) {
      feedNumbers(values as Iterable<number>, floatsOf(core), core.addPartials, "fsum");
    } else {
      feedArray(plainView(values as TypedArray), floatsOf(core), core.addPartials);
    }
    return rounded(core);
  });
}

function rounded(core: Core): number {
  const failure = failures[core.partialsState()];
  if (failure === undefined) return core.partialsTotal();
  throw new RangeError(failure);
}

function isIterable(values: unknown): boolean {
  return values !== undefined && values !== null && Symbol.iterator in Object(values);
}
