/** Sleeping for a moment: it tells how it ended, and is left out where it was in vain. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Doze } from "../../src/ring/doze.ts";

test("a doze that need not begin is worth it; after one that nobody ended two are left out", () => {
  const words = new Int32Array(new SharedArrayBuffer(4));
  const doze = new Doze(words);
  assert.equal(doze.isDue(), true);
  assert.equal(doze.isEnded(0, 1), true);
  assert.equal(doze.isDue(), true);
  assert.equal(doze.isEnded(0, 0), false);
  assert.deepEqual([doze.isDue(), doze.isDue(), doze.isDue()], [false, false, true]);
});
