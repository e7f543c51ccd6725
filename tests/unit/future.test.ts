import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { test } from "node:test";
import { inspect } from "node:util";
import { Future, type FutureOrigin } from "../../mod.ts";
import { ConsoleErrors } from "../fixtures/console_errors.ts";
import { FakeClock } from "../fixtures/fake_clock.ts";
import {
  cancelledFuture as cancelled,
  pendingFuture as pending,
  runningFuture as running,
  successfulFuture as successful,
} from "../fixtures/made_futures.ts";
import { scoped } from "../fixtures/scoped.ts";

/** Also with `undefined`. */
function failed(error: unknown): Future<number> {
  const future = pending();
  future.setException(error);
  return future;
}

test("Future tells its state in Python's words", () => {
  const text = (future: Future) => String(future).replace(/0x[0-9a-f]+/, "0x1");
  assert.equal(text(pending()), "<Future at 0x1 state=pending>");
  assert.equal(text(running()), "<Future at 0x1 state=running>");
  assert.equal(text(cancelled()), "<Future at 0x1 state=cancelled>");
  assert.equal(text(successful()), "<Future at 0x1 state=finished returned number>");
  assert.equal(
    text(failed(new RangeError("failed"))),
    "<Future at 0x1 state=finished raised RangeError>",
  );
  assert.equal(text(failed(null)), "<Future at 0x1 state=finished raised null>");
  const list = new Future<number[]>();
  list.setResult([]);
  assert.equal(text(list), "<Future at 0x1 state=finished returned Array>");
});

test("console.log and JSON.stringify() show a Future's text", () => {
  const future = successful();
  assert.equal(inspect(future), String(future));
  assert.equal(JSON.stringify([future]), JSON.stringify([String(future)]));
});

test("every Future has a number of its own", () => {
  assert.notEqual(String(pending()), String(pending()));
});

test("cancel() works on a pending future only", () => {
  const cases: [Future, boolean, string][] = [
    [pending(), true, "CANCELLED"],
    [running(), false, "RUNNING"],
    [cancelled(), true, "CANCELLED"],
    [failed(new RangeError("failed")), false, "FINISHED"],
    [successful(), false, "FINISHED"],
  ];
  for (const [future, result, state] of cases) {
    assert.equal(future.cancel(), result);
    assert.equal(future.state, state);
  }
});

test("cancelled(), running() and done() tell the state", () => {
  const all = [pending(), running(), cancelled(), failed(new RangeError("failed")), successful()];
  assert.deepEqual(all.map((future) => future.cancelled()), [false, false, true, false, false]);
  assert.deepEqual(all.map((future) => future.running()), [false, true, false, false, false]);
  assert.deepEqual(all.map((future) => future.done()), [false, false, true, true, true]);
});

test("a future asks its origin whether a worker has begun", () => {
  let begun = false;
  const origin: FutureOrigin = { begun: () => begun, withdraw: () => !begun };
  const future = new Future<number>(origin);
  assert.equal(future.state, "PENDING");
  begun = true;
  assert.ok(future.running());
  assert.match(String(future), /state=running/);
  assert.equal(future.cancel(), false);
  future.setResult(1);
  assert.equal(future.state, "FINISHED");
});

test("cancel() asks the origin, and only that decides", () => {
  assert.equal(new Future({ begun: () => false, withdraw: () => false }).cancel(), false);
  assert.equal(new Future({ begun: () => false, withdraw: () => true }).cancel(), true);
});

test("result() and exception() with timeout 0 only look", async () => {
  await assert.rejects(pending().result(0), { name: "TimeoutError" });
  await assert.rejects(running().result(-1), { name: "TimeoutError" });
  await assert.rejects(cancelled().result(0), { name: "CancelledError" });
  await assert.rejects(failed(new RangeError("failed")).result(0), { name: "RangeError" });
  assert.equal(await successful().result(0), 42);
  await assert.rejects(pending().exception(0), { name: "TimeoutError" });
  await assert.rejects(cancelled().exception(0), { name: "CancelledError" });
  assert.ok(await failed(new RangeError("failed")).exception(0) instanceof RangeError);
  assert.equal(await successful().exception(0), undefined);
});

test(
  "result() gives up when its time is over, and leaves the future alone",
  scoped(async (use) => {
    const clock = use(new FakeClock());
    const future = pending();
    const waiting = assert.rejects(future.result(100), {
      name: "TimeoutError",
      message: /100 ms.*state=pending/,
    });
    clock.advance(100);
    await waiting;
    future.setResult(1);
    assert.equal(await future.result(100), 1);
    assert.equal(clock.pending, 0);
  }),
);

test(
  "result() in time disarms its alarm",
  scoped(async (use) => {
    const clock = use(new FakeClock());
    const future = pending();
    const result = future.result(100);
    future.setResult(7);
    assert.equal(await result, 7);
    assert.equal(clock.pending, 0);
  }),
);

test("a timeout that is no number is refused", async () => {
  for (const timeout of ["soon", NaN, null]) {
    await assert.rejects(pending().result(timeout as unknown as number), { name: "TypeError" });
  }
});

test("setResult() and cancel() wake those who wait", async () => {
  const one = pending();
  const both = [one.result(), one.exception(), one.then((value) => value + 1)];
  one.setResult(1);
  assert.deepEqual(await Promise.all(both), [1, undefined, 2]);
  const two = pending();
  const waiting = assert.rejects(two.result(), { name: "CancelledError" });
  two.cancel();
  await waiting;
});

test("await future is await future.result()", async () => {
  assert.equal(await successful(), 42);
  await assert.rejects(async () => await failed(new RangeError("failed")), { name: "RangeError" });
});

test("catch() and finally() do what a promise's do", async () => {
  const error = new RangeError("failed");
  const values: unknown[] = [];
  const note = (value: unknown) => (values.push(value), "noted");
  assert.equal(await successful().catch(note), await successful());
  assert.equal(await failed(error).catch(note), "noted");
  assert.equal(await cancelled().catch((reason) => (reason as Error).name), "CancelledError");
  await assert.rejects(failed(error).catch(), error);
  assert.equal(await successful().finally(() => note("done")), await successful());
  await assert.rejects(failed(error).finally(() => note("failed")), error);
  assert.deepEqual(values, [error, "done", "failed"]);
  assert.ok(successful().catch() instanceof Promise && successful().finally() instanceof Promise);
});

test("catch() and finally() of a pending future wait for it", async () => {
  const future = pending();
  const ends: string[] = [];
  const caught = future.catch(() => 1).finally(() => ends.push("caught"));
  const seen = future.finally(() => ends.push("seen"));
  assert.deepEqual(ends, []);
  future.setException(new RangeError("failed"));
  assert.equal(await caught, 1);
  await assert.rejects(seen, RangeError);
  assert.deepEqual(ends.sort(), ["caught", "seen"]);
});

test("a done future can't be finished again", async () => {
  const one = successful();
  for (const finish of [() => one.setResult(1), () => one.setException(new Error())]) {
    assert.throws(finish, { name: "InvalidStateError", message: /^FINISHED: <Future at 0x/ });
  }
  assert.equal(await one, 42);
  const gone = cancelled();
  assert.throws(() => gone.setResult(1), {
    name: "InvalidStateError",
    message: /^CANCELLED: <Future at 0x/,
  });
});

test("setRunningOrNotifyCancel() begins, declines or refuses", () => {
  const future = pending();
  assert.equal(future.setRunningOrNotifyCancel(), true);
  assert.equal(cancelled().setRunningOrNotifyCancel(), false);
  assert.throws(() => future.setRunningOrNotifyCancel(), { name: "InvalidStateError" });
  assert.throws(() => successful().setRunningOrNotifyCancel(), { name: "InvalidStateError" });
});

test("callbacks run in the order added, synchronously, once", () => {
  const seen: number[] = [];
  const future = pending();
  for (const n of [1, 2, 3]) future.addDoneCallback(() => seen.push(n));
  future.addDoneCallback((done) => assert.equal(done, future));
  future.setResult(1);
  assert.deepEqual(seen, [1, 2, 3]);
  future.addDoneCallback(() => seen.push(4));
  assert.deepEqual(seen, [1, 2, 3, 4]);
});

test("a callback runs in the context in which it was added", () => {
  const storage = new AsyncLocalStorage<string>();
  const future = pending();
  const found: (string | undefined)[] = [];
  const note = () => found.push(storage.getStore());
  for (const request of ["first", "second"]) {
    storage.run(request, () => future.addDoneCallback(note));
  }
  future.addDoneCallback(note);
  storage.run("setter", () => future.setResult(1));
  storage.run("late", () => future.addDoneCallback(note));
  assert.deepEqual(found, ["first", "second", undefined, "late"]);
});

test("a cancel runs callbacks once", () => {
  let calls = 0;
  const future = pending();
  future.addDoneCallback(() => calls++);
  future.cancel();
  future.cancel();
  assert.equal(calls, 1);
  assert.throws(() => future.addDoneCallback(5 as unknown as () => void), { name: "TypeError" });
});

test(
  "a callback that throws is reported and the others still run",
  scoped((use) => {
    const { reports } = use(new ConsoleErrors());
    let called = 0;
    const future = pending();
    future.addDoneCallback(() => {
      throw new Error("in a callback");
    });
    future.addDoneCallback(() => called++);
    future.setResult(1);
    assert.equal(called, 1);
    assert.equal(reports.length, 1);
    assert.match(String(reports[0]![0]), /^exception calling callback for <Future at 0x/);
    assert.equal((reports[0]![1] as Error).message, "in a callback");
  }),
);

test("an async callback that rejects is reported, not unhandled", async () => {
  const { error: original } = console;
  const report = new Promise<unknown[]>((resolve) => {
    console.error = (...args: unknown[]) => resolve(args);
  });
  try {
    const future = pending();
    future.addDoneCallback(() => Promise.reject(new Error("later")));
    future.setResult(1);
    const [text, error] = await report;
    assert.match(String(text), /^exception calling callback for <Future at 0x/);
    assert.equal((error as Error).message, "later");
  } finally {
    console.error = original;
  }
});

test("falsy errors are errors", async () => {
  for (const error of [0, "", undefined, null, false]) {
    const future = failed(error);
    assert.match(String(future), /finished raised/);
    let caught: unknown = "nothing";
    await future.result().catch((reason) => caught = reason);
    assert.equal(caught, error);
    assert.equal(await future.exception(), error);
  }
});

test("a future can be done with a promise-like value", async () => {
  const future = new Future<unknown>();
  future.setResult({ then: 5 });
  assert.deepEqual(await future, { then: 5 });
});
