/** What the latest definitions are. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Latest } from "../../src/wire/latest.ts";

test("Latest forgets the oldest of what measures more than a megabyte", () => {
  const latest = new Latest<number, string>();
  for (let key = 0; key < 5000; key++) latest.add(key, "", 0);
  assert.equal(latest.size, 1048);
  assert.deepEqual([latest.has(0), latest.has(4999)], [false, true]);
  latest.add(5000, "", 1_000_000);
  assert.deepEqual([...latest.keys()].slice(0, 1), [4952]);
  latest.add(5001, "large", 3_000_000);
  assert.deepEqual([...latest], [[5001, "large"]]);
  latest.add(5002, "small", 1);
  assert.deepEqual([...latest], [[5002, "small"]]);
});
