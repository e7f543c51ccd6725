/** First in, first out, whatever is in it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Queue } from "../../src/core/queue.ts";

test("Queue.shift() takes the oldest, and nothing of an empty queue", () => {
  const queue = new Queue<number>();
  assert.equal(queue.shift(), undefined);
  for (const n of [1, 2, 3]) queue.push(n);
  assert.deepEqual([queue.shift(), queue.shift()], [1, 2]);
  queue.push(4);
  assert.equal(queue.size, 2);
  assert.deepEqual([queue.shift(), queue.shift(), queue.shift()], [3, 4, undefined]);
  assert.equal(queue.size, 0);
});

test("size counts items that are undefined", () => {
  const queue = new Queue<undefined>();
  queue.push(undefined);
  assert.equal(queue.size, 1);
  assert.equal(queue.shift(), undefined);
  assert.equal(queue.size, 0);
});

test("drain() takes all that is left, oldest first", () => {
  const queue = new Queue<number>();
  for (const n of [1, 2, 3]) queue.push(n);
  queue.shift();
  assert.deepEqual(queue.drain(), [2, 3]);
  assert.deepEqual(queue.drain(), []);
  assert.equal(queue.size, 0);
  queue.push(5);
  assert.equal(queue.shift(), 5);
});

test("a queue keeps its order over many pushes and shifts", () => {
  const queue = new Queue<number>();
  let pushed = 0;
  let taken = 0;
  for (const [pushes, shifts] of [[3000, 1023], [0, 1], [1, 1000], [5000, 5000], [10, 900]]) {
    for (let n = 0; n < pushes!; n++) queue.push(pushed++);
    for (let n = 0; n < shifts!; n++) assert.equal(queue.shift(), taken++);
    assert.equal(queue.size, pushed - taken);
  }
  assert.deepEqual(queue.drain(), Array.from({ length: pushed - taken }, (_, n) => taken + n));
});
