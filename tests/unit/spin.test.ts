/** Looking before sleeping: it sees a change, and is left out where it was in vain. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Spin } from "../../src/ring/spin.ts";

test("a look sees a change, and after one in vain the next two are left out", () => {
  const words = new Int32Array(new SharedArrayBuffer(4));
  const spin = new Spin(words);
  assert.equal(spin.sees(0, 1), true);
  assert.equal(spin.sees(0, 0), false);
  assert.deepEqual([spin.sees(0, 1), spin.sees(0, 1)], [false, false]);
  assert.equal(spin.sees(0, 1), true);
});

test("looks in vain become rare, but for one in seventeen", () => {
  const words = new Int32Array(new SharedArrayBuffer(4));
  const spin = new Spin(words);
  for (let call = 0; call < 1000; call++) assert.equal(spin.sees(0, 0), false);
  // The word has changed: the first look finds it, so it tells how long none was made.
  let leftOut = 0;
  while (!spin.sees(0, 1)) leftOut++;
  assert.ok(leftOut <= 16, `${leftOut}`);
});
