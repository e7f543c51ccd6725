/** First in, first out, and removal from anywhere. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { nextOf, previousOf, WorkItem } from "../../src/pool/work_item.ts";
import { WorkQueue } from "../../src/pool/work_queue.ts";
import { work } from "../fixtures/fake_pool.ts";

const owner = { begun: () => false, withdraw: () => true };

const makeItems = (count: number) =>
  Array.from({ length: count }, (_, n) => new WorkItem(owner, work, [n], false));

function filled(items: readonly WorkItem[]): WorkQueue {
  const queue = new WorkQueue();
  for (const item of items) queue.push(item);
  return queue;
}

test("WorkQueue.shift() takes the oldest, and nothing of an empty queue", () => {
  const items = makeItems(3);
  const queue = filled(items);
  assert.equal(queue.size, 3);
  assert.deepEqual([queue.shift(), queue.shift(), queue.shift()], items);
  assert.equal(queue.shift(), undefined);
  assert.equal(queue.size, 0);
});

test("remove() takes an item out wherever it is, once", () => {
  for (const position of [0, 1, 2]) {
    const items = makeItems(3);
    const queue = filled(items);
    const [removed] = items.splice(position, 1);
    assert.equal(queue.remove(removed!), true);
    assert.equal(queue.remove(removed!), false);
    assert.equal(queue.size, 2);
    assert.deepEqual([...queue], items);
    assert.deepEqual([queue.shift(), queue.shift(), queue.shift()], [...items, undefined]);
  }
});

test("remove() finds no item that was taken, was never here, or is of an empty queue", () => {
  const [first, second, stranger] = makeItems(3) as [WorkItem, WorkItem, WorkItem];
  const queue = filled([first, second]);
  queue.shift();
  assert.equal(queue.remove(first), false);
  assert.equal(queue.remove(stranger), false);
  assert.equal(queue.remove(second), true);
  assert.equal(queue.remove(second), false);
  assert.equal(queue.size, 0);
});

test("an item that was removed may come again, at the end", () => {
  const [first, second] = makeItems(2) as [WorkItem, WorkItem];
  const queue = filled([first, second]);
  queue.remove(first);
  queue.push(first);
  assert.deepEqual([...queue], [second, first]);
});

test("a removed item refers to no other", () => {
  const items = makeItems(3);
  const queue = filled(items);
  queue.remove(items[1]!);
  queue.shift();
  for (const [previous, next] of items.map((item) => [previousOf(item), nextOf(item)])) {
    assert.deepEqual([previous, next], [undefined, undefined]);
  }
});

test("iteration lets the item just yielded be removed, and others be added", () => {
  const items = makeItems(3);
  const [late] = makeItems(1);
  const queue = filled(items);
  const seen: WorkItem[] = [];
  for (const item of queue) {
    if (item === items[0]) queue.push(late!);
    seen.push(item);
    queue.remove(item);
  }
  assert.deepEqual(seen, [...items, late]);
  assert.equal(queue.size, 0);
});

test("a queue equals an array through a thousand pushes, shifts and removals", () => {
  const queue = new WorkQueue();
  let model: WorkItem[] = [];
  let seed = 7;
  const random = (below: number) => (seed = seed * 16807 % 2147483647) % below;
  for (let turn = 0; turn < 1000; turn++) {
    const choice = random(4);
    if (choice === 0) assert.equal(queue.shift(), model.shift());
    else if (choice === 1 && model.length > 0) {
      const item = model[random(model.length)]!;
      assert.ok(queue.remove(item));
      model = model.filter((other) => other !== item);
    } else {
      const [item] = makeItems(1);
      queue.push(item!);
      model.push(item!);
    }
    assert.equal(queue.size, model.length);
  }
  assert.ok(model.length > 10);
  assert.ok([...queue].every((item, position) => item === model[position]));
});
