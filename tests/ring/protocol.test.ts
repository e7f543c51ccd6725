/** No task is run twice, none is lost, nobody sleeps who has work: in every interleaving. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { lookout } from "../../src/ring/queue_words.ts";
import { explore, movesOf, type Step, type Thread } from "../fixtures/interleavings.ts";

const sizes = {
  capacity: 2,
  none: -1,
  field: { state: 0, next: 1 },
  word: { head: 0, tail: 1, finished: 2, lookout: 3, sleepers: 4, pages: 5 },
  lookout,
  pageCount: 1,
  slotAt: (slot: number) => 6 + 2 * slot,
};
const { capacity, none, word } = sizes;
const moves = movesOf("ring/protocol.ts", sizes);

/** Words of the test's own: what the pool knows, and what has become of each task. */
const own = sizes.slotAt(capacity);
const submittedAt = own;
const settledAt = own + 1;
const begunAt = own + 2;
/** The task in a slot plus one, 0 while the slot is free. */
const taskAt = (slot: number) => own + 3 + slot;
const fateAt = (task: number) => own + 3 + capacity + task;

/*
 * A thread's program, from one checkpoint to the next: what it does depends on its phase alone, so
 * that what it has seen before makes no state of its own.
 */

const claiming = 0, claimingAfterIdle = 1, idle = 2, running = 3, passingOn = running + capacity;

/** A worker as `worker/pull.ts` has it; a task ends only when so many have begun together. */
function* worker(owner: number, together: number): Thread {
  for (let phase = claiming;;) {
    phase = yield ["checkpoint", phase];
    if (phase === claiming || phase === claimingAfterIdle) {
      const slot = yield* moves["claim"]!(null, owner);
      if (slot === none) phase = idle;
      else phase = slot + (phase === claiming ? running : passingOn);
    } else if (phase === idle) {
      yield* sleepUntilCalled(owner === dozer);
      phase = claimingAfterIdle;
    } else if (phase < passingOn) {
      yield ["run", phase - running];
      yield* meet(together);
      yield* moves["finish"]!(null, phase - running);
      phase = claiming;
    } else {
      yield* moves["passOn"]!(null);
      phase += running - passingOn;
    }
  }
}

function* meet(together: number): Generator<Step, void, number> {
  if (together === 1) return;
  yield ["notify", begunAt];
  for (let begun; (begun = yield ["load", begunAt]) < together;) yield ["wait", begunAt, begun];
}

/** One of the workers dozes on the lookout, the other only looks. */
const dozer = 1;

function* sleepUntilCalled(dozes: boolean): Generator<Step, void, number> {
  const tail = yield ["load", word["tail"]!];
  if ((yield ["load", word["head"]!]) !== tail) return;
  if (yield* moves["beginLookout"]!(null)) {
    const sees = (yield ["load", word["tail"]!]) !== tail;
    if (!sees && dozes && (yield* moves["doze"]!(null, tail))) {
      yield ["nap", word["lookout"]!, lookout.dozing];
    }
    yield* moves["endLookout"]!(null);
  }
  yield* moves["beginSleep"]!(null);
  yield ["wait", word["tail"]!, tail];
  yield* moves["endSleep"]!(null);
}

const submitting = 0, withdrawing = 1, collecting = 2, settling = 3;

/** A pool that has so many tasks, and takes back those named as soon as they are published. */
function* pool(tasks: number, withdrawn: readonly number[]): Thread {
  for (let phase = submitting;;) {
    phase = yield ["checkpoint", phase];
    const submitted = yield ["get", submittedAt];
    const slot = submitted % capacity;
    if (phase === submitting) {
      phase = collecting;
      if (submitted === tasks || (yield ["get", taskAt(slot)]) !== 0) continue;
      yield ["write", slot, submitted];
      yield* moves["publish"]!(null, submitted);
      if (!(yield* moves["isSeenTo"]!(null, submitted))) yield* moves["wake"]!(null);
      phase = withdrawn.includes(submitted) ? withdrawing : submitting;
    } else if (phase === withdrawing) {
      phase = submitting;
      if (yield* moves["withdraw"]!(null, submitted - 1)) {
        yield ["takeBack", (submitted - 1) % capacity];
      }
    } else if (phase === collecting) {
      const finished = yield* moves["collect"]!(null);
      phase = finished === none ? submitting : settling + finished;
      if (finished !== none) continue;
      if ((yield ["get", settledAt]) === tasks) return;
      yield ["wait", word["finished"]!, 0];
    } else {
      const before = yield* moves["finishedBefore"]!(null, phase - settling);
      yield ["settle", phase - settling];
      phase = before === none ? submitting : settling + before;
    }
  }
}

const ran = 1, settled = 2, takenBack = 4;

/** What the steps of the test's own do, and may find. */
function step(words: Int32Array, [name, at, task]: Step): number {
  switch (name) {
    case "get":
      return words[at!]!;
    case "write":
      words[submittedAt]!++;
      return words[taskAt(at!)] = task! + 1;
    case "run":
      words[begunAt]!++;
      return mark(words, at!, 0, ran);
    case "settle":
      return free(words, at!, ran, settled);
    case "takeBack":
      return free(words, at!, 0, takenBack);
    default:
      throw new Error(`no such step: ${name}`);
  }
}

/** A task ends and leaves its slot. */
function free(words: Int32Array, slot: number, before: number, fate: number): number {
  mark(words, slot, before, fate);
  words[settledAt]!++;
  return words[taskAt(slot)] = 0;
}

function mark(words: Int32Array, slot: number, before: number, fate: number): number {
  const task = words[taskAt(slot)]! - 1;
  assert.equal(words[fateAt(task)], before, `task ${task} when it is marked ${fate}`);
  return words[fateAt(task)] = before | fate;
}

interface Search {
  readonly workers: number;
  readonly tasks: number;
  readonly withdrawn?: readonly number[];
  readonly together?: number;
}

function search({ workers, tasks, withdrawn = [], together = 1 }: Search): number {
  return explore({
    words: fateAt(tasks),
    threads: [
      () => pool(tasks, withdrawn),
      ...Array.from({ length: workers }, (_, n) => () => worker(n + 1, together)),
    ],
    step,
    end(words) {
      for (let task = 0; task < tasks; task++) {
        const fate = words[fateAt(task)]!;
        assert.ok(fate === (ran | settled) || fate === takenBack, `task ${task} ended as ${fate}`);
      }
    },
  });
}

/** Takes a page and gives it back; nobody else may have it meanwhile. */
function* tenant(): Thread {
  if ((yield ["checkpoint"]) !== 0) return;
  const page = yield* moves["takePage"]!(null);
  yield ["take", page];
  // A moment in which others go on.
  yield ["load", word["pages"]!];
  yield ["give", page];
  yield* moves["givePage"]!(null, page);
}

test("in every interleaving of three who take pages, each page has one of them at a time", () => {
  const states = explore({
    words: own + 32,
    threads: [tenant, tenant, tenant],
    step(words, [name, page]) {
      assert.equal(words[own + page!], name === "take" ? 0 : 1, `page ${page} when ${name} comes`);
      return words[own + page!] = name === "take" ? 1 : 0;
    },
    end: (words) => assert.equal(words[word["pages"]!], 0),
  });
  assert.ok(states > 1_000, `${states}`);
});

test("every interleaving of a pool and two workers runs each task once and wakes who sleeps", () => {
  assert.ok(search({ workers: 2, tasks: 1 }) > 5_000);
});

test("every interleaving of two workers with two tasks, one of which is withdrawn", {
  skip: ("Deno" in globalThis || "Bun" in globalThis) && "it takes ten seconds: Node does it",
}, () => {
  assert.ok(search({ workers: 2, tasks: 2, withdrawn: [1] }) > 100_000);
});

test("no worker sleeps while a task waits and the other worker is busy", () => {
  assert.ok(search({ workers: 2, tasks: 2, together: 2 }) > 10_000);
});

test("every interleaving of a pool and one worker goes round the ring", () => {
  assert.ok(search({ workers: 1, tasks: 4 }) > 1_000);
  assert.ok(search({ workers: 1, tasks: 3, withdrawn: [1] }) > 1_000);
});
