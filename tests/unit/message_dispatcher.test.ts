/** One message a task, one task a worker: who gets which, and what comes back. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { MessageDispatcher } from "../../src/pool/message_dispatcher.ts";
import type { WorkItem } from "../../src/pool/work_item.ts";
import { transfer } from "../../src/wire/transfer.ts";
import { refTo, work } from "../fixtures/fake_pool.ts";
import { decodeError } from "../../src/wire/remote_error.ts";
import { Desk } from "../fixtures/desk.ts";
import type { FakeWorker } from "../fixtures/fake_worker.ts";

const argumentsOf = (worker: FakeWorker) => worker.tasks.map(({ args }) => args);

test("enqueue() without a worker keeps tasks, attach() begins the oldest", () => {
  const desk = new Desk((events) => new MessageDispatcher(events));
  const [first, second] = [desk.enqueue([1]), desk.enqueue([2])];
  assert.equal(desk.dispatcher.excess, 2);
  assert.deepEqual([...desk.dispatcher.waiting()], [first, second]);
  const worker = desk.worker("a");
  assert.deepEqual(argumentsOf(worker), [[1]]);
  assert.deepEqual([first.running(), second.running()], [true, false]);
  assert.equal(desk.dispatcher.excess, 1);
});

test("receive() reports the outcome with its item, after the worker has got the next", () => {
  const desk = new Desk((events) => new MessageDispatcher(events));
  const [first, second] = [desk.enqueue([1]), desk.enqueue([2])];
  const worker = desk.worker("a");
  worker.finish("one");
  assert.deepEqual(desk.settled, [[first, { ok: true, value: "one" }]]);
  assert.deepEqual(argumentsOf(worker), [[1], [2]]);
  assert.ok(second.running());
  worker.fail("two");
  assert.deepEqual(desk.settled[1], [second, {
    ok: false,
    error: [{ kind: "value", value: "two" }],
  }]);
  assert.equal(desk.dispatcher.excess, -1);
});

test("enqueue() gives the task to the worker that fell idle last", () => {
  const desk = new Desk((events) => new MessageDispatcher(events));
  const [cold, warm] = [desk.worker("cold"), desk.worker("warm")];
  assert.equal(desk.dispatcher.excess, -2);
  desk.enqueue([1]);
  assert.deepEqual([argumentsOf(cold), argumentsOf(warm)], [[], [[1]]]);
  desk.enqueue([2]);
  assert.deepEqual([argumentsOf(cold), argumentsOf(warm)], [[[2]], [[1]]]);
  assert.equal(desk.dispatcher.excess, 0);
});

test("a worker is told once what a reference stands for, each worker by itself", () => {
  const desk = new Desk((events) => new MessageDispatcher(events));
  const other = refTo("other");
  const [one, two] = [desk.worker("one"), desk.worker("two")];
  for (const ref of [work, other, work]) {
    desk.enqueue([], ref);
    two.finish();
  }
  assert.deepEqual(two.log, ["define", "task", "define", "task", "task"]);
  desk.dispatcher.detach(two);
  desk.enqueue([], work);
  assert.deepEqual(one.posted, [
    { type: "define", ref: work.id, reference: work.reference },
    { type: "task", ref: work.id, args: [], chunk: false },
  ]);
});

test("a reference brings its assets along, made for the worker's kind", () => {
  const desk = new Desk((events) => new MessageDispatcher(events));
  const asked: boolean[] = [];
  const kernel = { program: "", core: new Uint8Array([1, 2]) };
  const assets = (shared: boolean) => (asked.push(shared), kernel);
  const worker = desk.worker("a");
  desk.enqueue([], { ...refTo("kernel"), assets });
  assert.deepEqual(asked, [true]);
  const [define] = worker.posted;
  assert.ok(define?.type === "define");
  assert.deepEqual(define.assets, kernel);
});

test("a kernel that can't be compiled seemed to have an argument that can't be sent", async () => {
  const desk = new Desk((events) => new MessageDispatcher(events));
  const worker = desk.worker("a");
  const assets = () => {
    throw new WebAssembly.CompileError("forbidden by a policy");
  };
  const item = desk.enqueue([1], { ...refTo("kernel"), assets });
  const error = await item.exception();
  assert.ok(error instanceof WebAssembly.CompileError);
  assert.equal(error.message, "forbidden by a policy");
  assert.deepEqual(worker.posted, []);
  assert.equal(desk.dispatcher.excess, -1);
});

test("withdraw() takes back only what no worker has begun, once", () => {
  const desk = new Desk((events) => new MessageDispatcher(events));
  const [first, second, third] = [desk.enqueue([1]), desk.enqueue([2]), desk.enqueue([3])];
  const worker = desk.worker("a");
  assert.equal(desk.dispatcher.withdraw(first), false);
  assert.equal(desk.dispatcher.withdraw(second), true);
  assert.equal(desk.dispatcher.withdraw(second), false);
  worker.finish();
  assert.deepEqual(argumentsOf(worker), [[1], [3]]);
  assert.equal(desk.dispatcher.withdraw(first), false);
  assert.equal(desk.dispatcher.withdraw(third), false);
});

test("waiting() lets the one just yielded be withdrawn", () => {
  const desk = new Desk((events) => new MessageDispatcher(events));
  const items = [1, 2, 3].map((n) => desk.enqueue([n]));
  const seen: WorkItem[] = [];
  for (const item of desk.dispatcher.waiting()) {
    seen.push(item);
    assert.ok(desk.dispatcher.withdraw(item));
  }
  assert.deepEqual(seen, items);
  assert.equal(desk.dispatcher.excess, 0);
});

test("detach() returns what the worker has begun, and lets it take no more", () => {
  const desk = new Desk((events) => new MessageDispatcher(events));
  const worker = desk.worker("a");
  const item = desk.enqueue([1]);
  assert.deepEqual(desk.dispatcher.detach(worker), [item]);
  assert.deepEqual(desk.dispatcher.detach(worker), []);
  worker.finish("late");
  assert.deepEqual(desk.settled, []);
  desk.enqueue([2]);
  assert.equal(desk.dispatcher.excess, 1);
});

test("detach() of an idle worker leaves the others idle", () => {
  const desk = new Desk((events) => new MessageDispatcher(events));
  const [one, two, three] = [desk.worker("one"), desk.worker("two"), desk.worker("three")];
  assert.deepEqual(desk.dispatcher.detach(two), []);
  assert.equal(desk.dispatcher.excess, -2);
  desk.enqueue([1]);
  desk.enqueue([2]);
  assert.deepEqual([one, two, three].map((worker) => worker.tasks.length), [1, 0, 1]);
});

test("detach() of a busy worker leaves the idle ones idle", () => {
  const desk = new Desk((events) => new MessageDispatcher(events));
  const [idle, busy] = [desk.worker("idle"), desk.worker("busy")];
  desk.enqueue([1]);
  desk.dispatcher.detach(busy);
  assert.equal(desk.dispatcher.excess, -1);
  desk.enqueue([2]);
  assert.deepEqual(argumentsOf(idle), [[2]]);
});

test("a worker is spent after its quota, before its last outcome is reported", () => {
  const desk = new Desk((events) => new MessageDispatcher(events));
  const worker = desk.worker("a", 2);
  for (const n of [1, 2, 3]) desk.enqueue([n]);
  worker.finish();
  assert.deepEqual(desk.spent, []);
  const last = desk.settled.length;
  worker.finish();
  assert.deepEqual(desk.spent, ["a"]);
  assert.equal(desk.settled.length, last + 1);
  assert.equal(desk.dispatcher.excess, 1);
  assert.deepEqual(argumentsOf(worker), [[1], [2]]);
});

test("what can't be sent is settled as DataCloneError, and doesn't count as begun", () => {
  const desk = new Desk((events) => new MessageDispatcher(events));
  const worker = desk.worker("a", 1);
  const [bad, good] = [desk.enqueue([Symbol("s")]), desk.enqueue([1])];
  const [settled] = desk.settled;
  assert.equal(settled![0], bad);
  assert.ok(!settled![1].ok);
  const error = decodeError(settled![1].error) as Error;
  assert.equal(error.name, "DataCloneError");
  assert.match(error.message, /^Cannot send an argument of work: .*importTasks\(\)/s);
  assert.deepEqual([bad.running(), good.running()], [false, true]);
  assert.deepEqual(worker.log, ["define", "task"]);
});

test("a withdraw() while tasks that can't be sent are settled is exact", () => {
  const desk = new Desk((events) => new MessageDispatcher(events));
  const results: boolean[] = [];
  const { settled } = desk;
  const push = settled.push.bind(settled);
  settled.push = (...entries) => {
    results.push(...entries.map(([item]) => desk.dispatcher.withdraw(item)));
    return push(...entries);
  };
  const waiting = [() => {}, () => {}].map((bad) => desk.enqueue([bad]));
  const worker = desk.worker("a");
  const idle = desk.enqueue([() => {}]);
  assert.deepEqual(results, [false, false, false]);
  assert.deepEqual(settled.map(([item]) => item), [...waiting, idle]);
  assert.deepEqual([desk.dispatcher.excess, worker.tasks], [-1, []]);
});

test("what waits is what it was when it was submitted, and is copied only once more", () => {
  const desk = new Desk((events) => new MessageDispatcher(events));
  const [bytes, moved, list] = [Uint8Array.of(1), Uint8Array.of(2), [3]];
  desk.enqueue([bytes, transfer(moved, [moved.buffer]), list, "text"]);
  assert.equal(moved.length, 0);
  bytes[0] = 7;
  list.push(8);
  const worker = desk.worker("a");
  assert.deepEqual(argumentsOf(worker), [[Uint8Array.of(1), Uint8Array.of(2), [3], "text"]]);
  assert.equal(bytes.length, 1);
});

test("a getter that submits while its arguments are kept loses no task", () => {
  const desk = new Desk((events) => new MessageDispatcher(events));
  let runs = 0;
  const outer = {
    get value() {
      if (runs++ === 0) desk.enqueue(["inner"]);
      return "outer";
    },
  };
  desk.enqueue([outer]);
  const worker = desk.worker("a");
  worker.finish();
  assert.deepEqual(argumentsOf(worker), [["inner"], [{ value: "outer" }]]);
  assert.equal(runs, 1);
});

test("marked buffers of arguments are moved, of each call of a chunk too", () => {
  const desk = new Desk((events) => new MessageDispatcher(events));
  const worker = desk.worker("a");
  const [one, two, kept] = [new Uint8Array(1), new Uint8Array(2), new Uint8Array(3)];
  desk.enqueue([transfer(one, [one.buffer]), kept]);
  worker.finish();
  desk.enqueue([[transfer(two, [two.buffer])], [kept]], work, true);
  assert.deepEqual([one.length, two.length, kept.length], [0, 0, 3]);
  assert.deepEqual(argumentsOf(worker), [
    [new Uint8Array(1), new Uint8Array(3)],
    [[new Uint8Array(2)], [new Uint8Array(3)]],
  ]);
});
