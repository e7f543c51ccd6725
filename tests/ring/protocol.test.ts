/** No task is run twice, none is lost, nobody sleeps who has work: in every interleaving. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { explore, movesOf, type Sizes, type Step, type Thread } from "./interleavings.ts";

const sizes: Sizes = {
  capacity: 2,
  none: -1,
  field: { state: 0, next: 1 },
  word: { head: 0, tail: 1, finished: 2 },
  slotAt: (slot) => 3 + 2 * slot,
};
const { capacity, none, word } = sizes;
const moves = movesOf(sizes);

/** Words of the test's own: which task a slot holds, how often each was run, what is withdrawn. */
const first = sizes.slotAt(capacity);
const taskAt = (slot: number) => first + slot;
const runsAt = (task: number) => first + capacity + task;

/** A worker as `worker/pull.ts` has it. */
function* worker(owner: number): Thread {
  for (;;) {
    yield ["checkpoint"];
    const slot = yield* moves["claim"]!(null, owner);
    if (slot === none) {
      const tail = yield ["load", word["tail"]!];
      if ((yield ["load", word["head"]!]) === tail) yield ["wait", word["tail"]!, tail];
      continue;
    }
    yield ["run", slot];
    yield* moves["finish"]!(null, slot);
  }
}

/** A pool that has so many tasks, and takes back those named as soon as they are published. */
function* pool(tasks: number, withdrawn: readonly number[]): Thread {
  const inUse: (number | undefined)[] = new Array(capacity).fill(undefined);
  let position = 0;
  for (let settled = 0, next = 0; settled < tasks;) {
    for (; next < tasks && inUse[position % capacity] === undefined; next++, position++) {
      const slot = position % capacity;
      inUse[slot] = next;
      yield ["write", slot, next];
      yield* moves["publish"]!(null, position);
      if (!withdrawn.includes(next)) continue;
      if (!(yield* moves["withdraw"]!(null, position))) continue;
      yield ["takeBack", next];
      inUse[slot] = undefined;
      settled++;
    }
    let slot = yield* moves["collect"]!(null);
    if (slot === none && settled < tasks) yield ["wait", word["finished"]!, 0];
    for (; slot !== none; slot = yield* moves["finishedBefore"]!(null, slot)) {
      yield ["settle", inUse[slot]!];
      inUse[slot] = undefined;
      settled++;
    }
  }
}

const ran = 1, settled = 2, takenBack = 4;

/** What the steps of the test's own do, and may find. */
function step(words: Int32Array, [name, at, task]: Step): number {
  switch (name) {
    case "write":
      return words[taskAt(at!)] = task!;
    case "run":
      return mark(words, words[taskAt(at!)]!, 0, ran);
    case "settle":
      return mark(words, at!, ran, settled);
    case "takeBack":
      return mark(words, at!, 0, takenBack);
    default:
      throw new Error(`no such step: ${name}`);
  }
}

function mark(words: Int32Array, task: number, before: number, done: number): number {
  assert.equal(words[runsAt(task)], before, `task ${task} when it is marked ${done}`);
  return words[runsAt(task)] = before | done;
}

function search(workers: number, tasks: number, withdrawn: readonly number[] = []): number {
  return explore({
    words: runsAt(tasks),
    threads: [
      () => pool(tasks, withdrawn),
      ...Array.from({ length: workers }, (_, n) => () => worker(n + 1)),
    ],
    step,
    end(words) {
      for (let task = 0; task < tasks; task++) {
        const state = words[runsAt(task)]!;
        assert.ok(
          state === (ran | settled) || state === takenBack,
          `task ${task} ended as ${state}`,
        );
      }
    },
  });
}

test("every interleaving of a pool and two workers runs each task once and wakes who sleeps", () => {
  assert.ok(search(2, 1) > 5_000);
  assert.ok(search(2, 2, [1]) > 100_000);
});

test("every interleaving of a pool and one worker goes round the ring", () => {
  assert.ok(search(1, 4) > 5_000);
  assert.ok(search(1, 3, [1]) > 1_000);
});
