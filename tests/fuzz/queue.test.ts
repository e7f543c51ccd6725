/**
 * Workers that write anything into the queue's memory, at any time, beside work: nothing is thrown
 * out of a look, nothing hangs, and when the workers are gone every future is settled.
 */

import assert from "node:assert/strict";
import type { Future } from "../../src/core/future.ts";
import { RingDispatcher } from "../../src/pool/ring_dispatcher.ts";
import { Payload } from "../../src/ring/payload.ts";
import { claim, finish } from "../../src/ring/protocol.ts";
import { capacity, field, none, pageAt, slotAt, word } from "../../src/ring/queue_words.ts";
import { FakePool, work } from "../fixtures/fake_pool.ts";
import { fuzz } from "./fuzzing.ts";
import { damage, makeValue } from "./made_values.ts";
import type { Random } from "./random.ts";

const workers = 2;

/** A pool whose workers do what chance says. */
class Scene {
  readonly #random: Random;
  readonly #fake = new FakePool({
    maxWorkers: workers,
    createDispatcher: (events, records) => new RingDispatcher(events, records),
  });
  readonly #futures: Future[] = [];
  readonly #claimed: number[] = [];
  readonly #words: Int32Array;
  readonly #payload: Payload;

  constructor(random: Random) {
    this.#random = random;
    for (let number = 0; number < workers; number++) this.#submit();
    for (const worker of this.#fake.workers) worker.ready();
    const { queue } = this.#fake.worker(0).posted.find((one) => one.type === "queue")!;
    this.#words = new Int32Array(queue);
    this.#payload = new Payload(this.#words);
  }

  step(): void | Promise<void> {
    switch (this.#random.below(9)) {
      case 0:
      case 1:
        return this.#submit();
      case 2:
        return this.#claim();
      case 3:
        return this.#finish();
      case 4:
        return void this.#random.pick(this.#futures).cancel();
      case 5:
        return this.#scribble();
      case 6:
        return this.#say();
      case 7:
        return new Promise((resolve) => setTimeout(resolve));
      default:
        return Promise.resolve();
    }
  }

  /** Ends all workers; fails if that leaves a future behind. */
  async end(): Promise<void> {
    const isCalm = this.#random.chance(0.5);
    if (isCalm) void this.#fake.pool.shutdown({ cancelFutures: true, wait: false });
    for (const worker of this.#fake.workers) worker.exit({ code: 1 });
    await new Promise((resolve) => setTimeout(resolve));
    const left = this.#futures.filter((future) => !future.done());
    assert.deepEqual(left.map(String), [], isCalm ? "after shutdown()" : "after its workers' end");
    await Promise.all(this.#futures.map((future) => future.exception().catch(() => {})));
  }

  #submit(): void {
    const args = [makeValue(this.#random, 2), "x".repeat(this.#random.pick([0, 500]))];
    try {
      const future = this.#fake.pool.submit(work, args, false);
      if (this.#random.chance(0.5)) future.addDoneCallback(() => {});
      this.#futures.push(future);
    } catch (error) {
      assert.equal((error as Error).name, "BrokenThreadPool");
    }
  }

  #claim(): void {
    const slot = claim(this.#words, 1 + this.#random.below(workers), capacity);
    if (slot !== none) this.#claimed.push(slot);
  }

  #finish(): void {
    const slot = this.#claimed.pop() ?? this.#random.below(8);
    this.#payload.write(slot, [makeValue(this.#random)]);
    this.#words[slotAt(slot) + field.ref] = this.#random.below(2);
    finish(this.#words, slot);
  }

  #scribble(): void {
    const slot = this.#random.below(8);
    const places: readonly number[] = [
      ...[word.head, word.tail, word.finished, word.lookout, word.sleepers, word.pages],
      ...Object.values(field).map((at) => slotAt(slot) + at),
      pageAt(this.#random.below(4)),
    ];
    const at = this.#random.pick(places);
    damage(this.#random, this.#words.subarray(at, at + 1));
  }

  #say(): void {
    const worker = this.#random.pick(this.#fake.workers);
    const slot = this.#claimed.pop() ?? this.#random.below(8);
    const outcome = { ok: true, value: 0 } as const;
    worker.say(
      this.#random.chance(0.5) ? { type: "ask", slot } : { type: "result", slot, outcome },
    );
  }
}

fuzz("a queue with anything in it leaves no future behind", async (random) => {
  const scene = new Scene(random);
  for (let steps = random.below(40); steps >= 0; steps--) await scene.step();
  await scene.end();
}, 5);
