/** Compares sets of futures by identity: `deepEqual()` takes any two futures for equal. */

import assert from "node:assert/strict";
import type { Future } from "../../mod.ts";

/** Fails unless both hold the same futures, each once, in any order. */
export function assertSameFutures(actual: Iterable<Future>, expected: Iterable<Future>): void {
  const futures = [...actual];
  const missing = new Set(expected);
  const others = futures.filter((future) => !missing.delete(future));
  assert.deepEqual({ others: others.map(String), missing: [...missing].map(String) }, {
    others: [],
    missing: [],
  });
}
