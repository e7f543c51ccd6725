/** The pool's side of the queue in shared memory, with workers that move when the test says so. */

import assert from "node:assert/strict";
import { test as nodeTest } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { RingDispatcher } from "../../src/pool/ring_dispatcher.ts";
import type { WorkItem } from "../../src/pool/work_item.ts";
import { beside, capacity, none, pageCount, word } from "../../src/ring/queue_words.ts";
import type { TaskRef } from "../../src/wire/task_ref.ts";
import { Desk } from "../fixtures/desk.ts";
import type { FakeWorker } from "../fixtures/fake_worker.ts";
import { RingHand } from "../fixtures/ring_hand.ts";

const work: TaskRef = { id: 7, reference: { kind: "export", module: "test:tasks", name: "work" } };

class RingDesk extends Desk {
  constructor() {
    super((events) => new RingDispatcher(events));
  }

  submit(...args: readonly unknown[]): WorkItem {
    return this.enqueue(args, work);
  }

  pulling(name: string): { worker: FakeWorker; hand: RingHand } {
    const worker = this.worker(name);
    return { worker, hand: new RingHand(worker.posted) };
  }
}

/**
 * A test during which the program is alive: Deno's `waitAsync()` keeps none alive, and no worker of
 * these is real, which would.
 */
function test(name: string, body: () => void | Promise<void>): void {
  nodeTest(name, async () => {
    const alive = setInterval(() => {}, 1_000);
    try {
      await body();
    } finally {
      clearInterval(alive);
    }
  });
}

/** Does what is queued until nothing is; returns the first arguments in order. */
async function drain(
  desk: RingDesk,
  hand: RingHand,
  futures: readonly WorkItem[],
): Promise<unknown[]> {
  const order: unknown[] = [];
  while (futures.some((future) => !future.done())) {
    for (let slot; (slot = hand.claim()) !== none;) {
      const [argument] = hand.args(slot);
      order.push(argument);
      hand.finish(slot, argument);
    }
    if (order.length < futures.length) await turn();
    else await Promise.all(futures);
  }
  assert.deepEqual([...desk.dispatcher.waiting()], []);
  return order;
}

test("a worker that pulls claims the oldest task, which runs from then on", async () => {
  const desk = new RingDesk();
  const [first, second] = [desk.submit(1), desk.submit(2)];
  const { hand } = desk.pulling("a");
  assert.equal(desk.dispatcher.excess, 1);
  assert.deepEqual([first.running(), second.running()], [false, false]);
  const slot = hand.claim();
  assert.deepEqual([hand.ref(slot), hand.args(slot)], [7, [1]]);
  assert.deepEqual([first.running(), second.running()], [true, false]);
  assert.equal(desk.dispatcher.excess, 1);
  assert.deepEqual([...desk.dispatcher.waiting()], [second]);
  hand.finish(slot, "one");
  assert.equal(await first, "one");
  await drain(desk, hand, [second]);
  assert.deepEqual(desk.settled.map(([item]) => item), [first, second]);
});

test("withdraw() takes back what no worker has claimed, once, and nobody claims it then", async () => {
  const desk = new RingDesk();
  const [first, second, third] = [desk.submit(1), desk.submit(2), desk.submit(3)];
  const { hand } = desk.pulling("a");
  const slot = hand.claim();
  assert.equal(desk.dispatcher.withdraw(first), false);
  assert.equal(desk.dispatcher.withdraw(second), true);
  assert.equal(desk.dispatcher.withdraw(second), false);
  hand.finish(slot, 1);
  assert.deepEqual(await drain(desk, hand, [third]), [3]);
  assert.equal(await first, 1);
});

test("more tasks than slots are done in their order, and any of them can be taken back", async () => {
  const desk = new RingDesk();
  const count = 2 * capacity + 3;
  const items = Array.from({ length: count }, (_, n) => desk.submit(n));
  assert.equal(desk.dispatcher.excess, count);
  assert.deepEqual([...desk.dispatcher.waiting()], items);
  const [inSlot, behind] = [items[5]!, items[capacity + 5]!];
  assert.deepEqual([desk.withdraw(inSlot), desk.withdraw(behind)], [true, true]);
  const rest = items.filter((item) => item !== inSlot && item !== behind);
  const { hand } = desk.pulling("a");
  const order = await drain(desk, hand, rest);
  assert.deepEqual(order, rest.map((item) => items.indexOf(item)));
});

test("a task that runs for long does not hold up the round of the others", async () => {
  const desk = new RingDesk();
  const { hand } = desk.pulling("long");
  const { hand: other } = desk.pulling("other");
  const held = desk.submit("held");
  const slot = hand.claim();
  for (let round = 0; round < 3; round++) {
    const items = Array.from({ length: capacity }, (_, n) => desk.submit(n));
    assert.deepEqual(await drain(desk, other, items), items.map((_, n) => n));
  }
  assert.ok(held.running());
  hand.finish(slot, "late");
  assert.equal(await held, "late");
});

test("what a slot can't hold is asked for, and its answer may bring the next task", async () => {
  const desk = new RingDesk();
  const { worker, hand } = desk.pulling("a");
  const large = new Map([[1, 2]]);
  const [first, second] = [desk.submit(large), desk.submit(2)];
  const slot = hand.claim();
  assert.equal(hand.ref(slot), beside);
  worker.say({ type: "ask", slot });
  const task = worker.tasks[0]!;
  assert.deepEqual([task.slot, task.ref, task.args], [slot, 7, [large]]);
  worker.say({ type: "result", slot, outcome: { ok: true, value: large } });
  assert.deepEqual(await first, large);
  assert.ok(second.running());
  const proceed = worker.posted.at(-1)!;
  assert.ok(proceed.type === "proceed");
  hand.finish(proceed.slot, "two");
  assert.equal(await second, "two");
});

test("an argument that can't be sent fails its future, and its worker gets the next task", async () => {
  const desk = new RingDesk();
  const { worker, hand } = desk.pulling("a");
  const [bad, good] = [desk.submit(() => 1), desk.submit(2)];
  const rejected = assert.rejects(bad.result(), { name: "DataCloneError" });
  worker.say({ type: "ask", slot: hand.claim() });
  await rejected;
  const proceed = worker.posted.at(-1)!;
  assert.ok(proceed.type === "proceed" && good.running());
  hand.finish(proceed.slot, 3);
  assert.equal(await good, 3);
});

test("a result that can't be read settles the one task that its worker had claimed", async () => {
  const desk = new RingDesk();
  const { worker, hand } = desk.pulling("a");
  const item = desk.submit(1);
  hand.claim();
  worker.say({ type: "result", outcome: { ok: false, error: [{ kind: "value", value: "no" }] } });
  await assert.rejects(item.result(), (reason) => reason === "no");
});

test("more long arguments than there are pages wait for one, in their order", async () => {
  const desk = new RingDesk();
  const long = (n: number) => `${n}`.padEnd(1000, ".");
  const items = Array.from({ length: 3 * pageCount }, (_, n) => desk.submit(long(n)));
  const behind = desk.submit("short");
  const { hand } = desk.pulling("a");
  assert.deepEqual([...desk.dispatcher.waiting()], [...items, behind]);
  const order = await drain(desk, hand, [...items, behind]);
  assert.deepEqual(order, [...items.map((_, n) => long(n)), "short"]);
});

test("a long argument goes by message when nobody else's page will be free soon", async () => {
  const desk = new RingDesk();
  const long = "x".repeat(1000);
  const hands = Array.from({ length: pageCount + 1 }, (_, n) => desk.pulling(`${n}`));
  const items = Array.from({ length: pageCount }, () => desk.submit(long));
  const slots = hands.slice(0, -1).map(({ hand }) => hand.claim());
  const last = desk.submit(long);
  const { worker, hand } = hands.at(-1)!;
  const slot = hand.claim();
  assert.equal(hand.ref(slot), beside);
  worker.say({ type: "ask", slot });
  assert.deepEqual(worker.tasks[0]!.args, [long]);
  hand.finish(slot, 1);
  assert.equal(await last, 1);
  slots.forEach((slot, n) => hands[n]!.hand.finish(slot, n));
  assert.deepEqual(await Promise.all(items), slots.map((_, n) => n));
});

test("an error that a task ended with rejects its future", async () => {
  const desk = new RingDesk();
  const { hand } = desk.pulling("a");
  const item = desk.submit(1);
  hand.fail(hand.claim(), new RangeError("no"));
  await assert.rejects(item.result(), { name: "RangeError", message: "no" });
});

test("detach() returns what a worker has begun, and later what it claimed all the same", async () => {
  const desk = new RingDesk();
  const { worker, hand } = desk.pulling("a");
  const [begun, claimed] = [desk.submit(1), desk.submit(2)];
  hand.claim();
  assert.deepEqual(desk.dispatcher.detach(worker), [begun]);
  assert.ok(hand.isClosed);
  // It had not looked yet.
  hand.claim();
  assert.deepEqual(desk.dispatcher.detach(worker), [claimed]);
  assert.equal(claimed.running(), false);
  assert.deepEqual(desk.dispatcher.detach(worker), []);
  desk.dispatcher.enqueue(claimed);
  assert.deepEqual(await drain(desk, desk.pulling("b").hand, [claimed]), [2]);
});

test("who listens is told in a turn of its own, who does not need not be", async () => {
  const desk = new RingDesk();
  const { hand } = desk.pulling("a");
  const [heard, unheard] = [desk.submit(1), desk.submit(2)];
  const told: boolean[] = [];
  heard.addDoneCallback(() => told.push(true));
  for (let slot; (slot = hand.claim()) !== none;) hand.finish(slot, 0);
  // A full queue takes in what is done, in the midst of a submit.
  const items = Array.from({ length: capacity + 1 }, (_, n) => desk.submit(n));
  assert.deepEqual([heard.done(), unheard.done(), told], [false, true, []]);
  await heard;
  assert.deepEqual(told, [true]);
  await drain(desk, hand, items);
});

test("a getter that submits while its arguments are kept loses neither task", async () => {
  const desk = new RingDesk();
  const inner: WorkItem[] = [];
  let runs = 0;
  const argument = {
    get value() {
      if (runs++ === 0) inner.push(desk.submit({ value: "inner" }));
      return "outer";
    },
  };
  const outer = desk.submit(argument);
  const { worker, hand } = desk.pulling("a");
  const first = hand.claim();
  assert.deepEqual(hand.args(first), [{ value: "inner" }]);
  hand.finish(first, 0);
  worker.say({ type: "ask", slot: hand.claim() });
  const { slot, args } = worker.tasks[0]!;
  assert.deepEqual([args, runs], [[{ value: "outer" }], 1]);
  hand.finish(slot!, 1);
  assert.deepEqual(await Promise.all([inner[0], outer]), [0, 1]);
});

test("what waits for a slot is what it was when it was submitted", async () => {
  const desk = new RingDesk();
  const memory = [0];
  const items = Array.from({ length: capacity + 5 }, (_, n) => {
    memory[0] = n;
    return desk.submit(memory);
  });
  const { hand } = desk.pulling("a");
  assert.deepEqual(await drain(desk, hand, items), items.map((_, n) => [n]));
});

test("a task that a worker took and never began is as it was when it was submitted", () => {
  const desk = new RingDesk();
  const { worker, hand } = desk.pulling("a");
  const memory = [1];
  const item = desk.submit(memory);
  assert.deepEqual(desk.dispatcher.detach(worker), []);
  hand.claim();
  memory[0] = 2;
  assert.deepEqual(desk.dispatcher.detach(worker), [item]);
  desk.dispatcher.enqueue(item);
  const { hand: other } = desk.pulling("b");
  assert.deepEqual(other.args(other.claim()), [[1]]);
});

test("a worker that dies on the lookout does not leave the others unwaked", () => {
  const desk = new RingDesk();
  const { worker, hand } = desk.pulling("a");
  Atomics.store(hand.words, word.lookout, 1);
  desk.dispatcher.detach(worker);
  desk.dispatcher.detach(worker);
  assert.equal(Atomics.load(hand.words, word.lookout), 0);
});

test("each executor cost Node 0.43 MB for good: its queue's memory left a hole in the heap", () => {
  const desk = new RingDesk();
  const { worker } = desk.pulling("first");
  const { queue } = worker.posted.find((message) => message.type === "queue")!;
  // What may grow is mapped, and unmapped as a whole.
  assert.ok((queue as SharedArrayBuffer & { growable: boolean }).growable);
});
