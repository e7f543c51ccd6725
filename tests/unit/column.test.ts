/** Columns of a chunk: packed or not, they say the same. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsOf } from "../../src/core/map_inputs.ts";
import { packed } from "../../src/wire/column.ts";

const asIs = (argument: unknown) => argument;

test("numbers are packed as they are, to the sign of zero", () => {
  const numbers = [-0, NaN, Infinity, 2 ** 53, 0.1, ...new Array(20).fill(7)];
  const column = packed(numbers);
  assert.ok(column instanceof Float64Array);
  assert.deepEqual([...column], numbers);
});

test("what is not all numbers, or few, stays as it is", () => {
  for (const odd of [undefined, "7", 7n, null, Object(7)]) {
    const values = [...new Array(20).fill(7), odd];
    assert.equal(packed(values), values);
  }
  const few = [1, 2, 3];
  assert.equal(packed(few), few);
});

test("columns have the arguments call after call; an input that ends late loses its own only", () => {
  const inputs = [[1, 2, 3, 4], new Set(["a", "b", "c"]), "vwxyz"];
  assert.deepEqual([...columnsOf(inputs, 2, asIs)], [
    [[1, 2], ["a", "b"], ["v", "w"]],
    [[3], ["c"], ["x"]],
  ]);
  assert.deepEqual([...columnsOf([], 2, asIs)], []);
});

test("columns end with their shortest input, and close the others before the last is seen", () => {
  const closed: string[] = [];
  function* named(name: string) {
    try {
      for (let n = 0;; n++) yield n;
    } finally {
      closed.push(name);
    }
  }
  const columns = columnsOf([named("first"), [1, 2, 3], named("last")], 2, asIs);
  assert.deepEqual(columns.next().value, [[0, 1], [1, 2], [0, 1]]);
  assert.deepEqual(closed, []);
  assert.deepEqual(columns.next().value, [[2], [3], [2]]);
  assert.deepEqual(closed, ["first", "last"]);
  assert.ok(columns.next().done);
});
