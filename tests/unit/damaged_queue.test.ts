/**
 * A worker that writes anything into the queue's memory: its pool breaks with every future settled,
 * and nothing hangs or is thrown out of a look.
 */

import assert from "node:assert/strict";
import { test as nodeTest } from "node:test";
import type { Future } from "../../src/core/future.ts";
import { RingDispatcher } from "../../src/pool/ring_dispatcher.ts";
import { capacity, field, slotAt, word } from "../../src/ring/queue_words.ts";
import { FakePool, work } from "../fixtures/fake_pool.ts";
import type { FakeWorker } from "../fixtures/fake_worker.ts";
import { RingHand } from "../fixtures/ring_hand.ts";

const long = "x".repeat(1000);
const biggest = 2 ** 31 - 1;

/** A pool with two workers at one queue, whose hands the test moves. */
class Scene {
  readonly fake = new FakePool({
    maxWorkers: 2,
    createDispatcher: (events, records) => new RingDispatcher(events, records),
  });
  readonly futures: Future[] = [];
  readonly hands: readonly RingHand[];

  constructor() {
    // One that listens, one that doesn't.
    this.submit("first");
    this.submit("second").addDoneCallback(() => {});
    this.hands = [0, 1].map((number) => {
      this.worker(number).ready();
      return new RingHand(this.worker(number).posted);
    });
  }

  get words(): Int32Array {
    return this.hands[0]!.words;
  }

  worker(number: number): FakeWorker {
    return this.fake.worker(number);
  }

  submit(...args: readonly unknown[]): Future {
    const future = this.fake.pool.submit(work, args, false);
    this.futures.push(future);
    return future;
  }

  set(slot: number, name: keyof typeof field, value: number): void {
    this.words[slotAt(slot) + field[name]] = value;
  }

  /** Says that a slot was finished, whoever has it. */
  push(slot: number): void {
    this.words[word.finished] = slot + 1;
    Atomics.notify(this.words, word.finished);
  }
}

/** What a worker does, with the first task claimed and the second not; most leave it unfinished. */
const damages: Readonly<Record<string, (scene: Scene, slot: number) => void>> = {
  "a finished slot that there is not": (scene) => scene.push(10 ** 9),
  "a finished slot below the first": (scene) => scene.push(-7),
  "a finished slot whose predecessor it is itself": (scene, slot) => {
    scene.set(slot, "next", slot + 1);
    scene.push(slot);
  },
  "finished slots in a circle": (scene, slot) => {
    scene.set(slot, "next", slot + 2);
    scene.set(slot + 1, "next", slot + 1);
    scene.push(slot);
  },
  "a finished slot whose predecessor there is not": (scene, slot) => {
    scene.set(slot, "next", biggest);
    scene.push(slot);
  },
  "a value that is neither a result nor an error": (scene, slot) => {
    scene.set(slot, "ref", 99);
    scene.push(slot);
  },
  "a value in a page that there is not": (scene, slot) => {
    scene.set(slot, "ref", 0);
    scene.set(slot, "page", biggest);
    scene.push(slot);
  },
  "a page that the pool took for another task": (scene, slot) => {
    scene.submit(long);
    const page = scene.words.indexOf(1, word.pages);
    assert.equal(page, word.pages);
    scene.hands[0]!.finish(slot, "value");
    scene.set(slot, "page", 1);
  },
  "a page that nobody has": (scene, slot) => {
    scene.hands[0]!.finish(slot, "value");
    scene.set(slot, "page", 5);
  },
  "a page in a slot that nobody has": (scene, slot) => {
    for (let free = slot + 2; free < capacity; free++) scene.set(free, "page", 1);
    scene.submit("third");
  },
  "tasks that end long before they begin": (scene) => {
    scene.words[word.head] = 10 ** 9;
    scene.submit("third");
  },
  "tasks that end where none was published": (scene, slot) => {
    scene.words[word.tail] = 10 ** 9;
    scene.worker(0).say({ type: "result", slot, outcome: { ok: true, value: 0 } });
  },
  "a task in a slot that nobody has": (scene, slot) => {
    const [, hand] = scene.hands;
    hand!.claim();
    // As `pending()` has it, for the positions after the two.
    scene.set(2, "state", 2 << 2 | 1);
    scene.words[word.tail] = 3;
    scene.worker(0).say({ type: "result", slot, outcome: { ok: true, value: 0 } });
  },
};

/** Deno's `waitAsync()` keeps no program alive, and no worker of these is real, which would. */
function test(name: string, body: () => Promise<void>): void {
  nodeTest(name, { timeout: 60_000 }, async () => {
    const alive = setInterval(() => {}, 1_000);
    try {
      await body();
    } finally {
      clearInterval(alive);
    }
  });
}

/** What became of futures: their error's text, or that there is none. */
async function endings(futures: readonly Future[]): Promise<string[]> {
  return await Promise.all(futures.map((future) => future.exception().then(String, String)));
}

const broken =
  /^BrokenThreadPool: A thread has damaged the queue in shared memory, the thread pool/;
/** What ended by itself, or could not be read. */
const ended = /^undefined$|^CancelledError|^DataCloneError: Cannot receive the task's result/;

async function isBroken(scene: Scene): Promise<void> {
  const all = await endings(scene.futures);
  assert.ok(all.some((ending) => broken.test(ending)), `${all}`);
  assert.ok(all.every((ending) => broken.test(ending) || ended.test(ending)), `${all}`);
  assert.throws(() => scene.submit("late"), { name: "BrokenThreadPool" });
  assert.deepEqual([0, 1].map((number) => scene.worker(number).terminations), [[true], [true]]);
}

for (const [what, damage] of Object.entries(damages)) {
  test(`a worker that leaves ${what} breaks its pool, with all futures settled`, async () => {
    const scene = new Scene();
    damage(scene, scene.hands[0]!.claim());
    await isBroken(scene);
  });
}

for (const state of [0, 3, 77 << 2 | 2, 5 << 2 | 1, -1]) {
  test(`a task whose state was made ${state} is settled by a shutdown that cancels`, async () => {
    const scene = new Scene();
    scene.set(scene.hands[0]!.claim(), "state", state);
    void scene.fake.pool.shutdown({ cancelFutures: true });
    const all = await endings(scene.futures);
    assert.ok(all.every((ending) => broken.test(ending) || ended.test(ending)), `${all}`);
  });

  test(`a task whose state was made ${state} is settled when another worker dies`, async () => {
    const scene = new Scene();
    scene.set(scene.hands[0]!.claim(), "state", state);
    scene.worker(1).exit({ code: 7 });
    const all = await endings(scene.futures);
    assert.ok(all.every((ending) => /^BrokenThreadPool: pool_1 term/.test(ending)), `${all}`);
  });
}

test("a worker that says it is closed is none to its pool, which closes it by itself", async () => {
  const scene = new Scene();
  scene.hands[0]!.claim();
  const pull = scene.worker(0).posted.find((message) => message.type === "pull")!;
  new Int32Array(pull.closed)[0] = 1;
  scene.worker(0).exit({ code: 7 });
  const [first, second] = await endings(scene.futures);
  assert.match(first!, /the future was running/);
  assert.match(second!, /the future was pending/);
});

test("the pool looks for a task at no more positions than there are slots", async () => {
  const scene = new Scene();
  const slot = scene.hands[0]!.claim();
  scene.words[word.head] = -(10 ** 9);
  scene.worker(0).say({ type: "result", slot, outcome: { ok: true, value: 0 } });
  assert.equal(scene.words[word.head], -(10 ** 9) + capacity);
  assert.equal(await scene.futures[0]!, 0);
  await scene.fake.pool.shutdown({ wait: false, cancelFutures: true });
  await endings(scene.futures.slice(0, 1));
});
