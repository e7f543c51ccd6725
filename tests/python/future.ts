/** CPython's `test_future.py`. */

import assert from "node:assert/strict";
import * as module from "../../mod.ts";
import type { Future } from "../../mod.ts";
import { FakeClock } from "../fixtures/fake_clock.ts";
import { futureCallbacksContract } from "./future_callbacks.ts";
import {
  cancelledAndNotifiedFuture,
  cancelledFuture,
  exceptionFuture,
  pendingFuture,
  runningFuture,
  successfulFuture,
} from "../fixtures/made_futures.ts";
import type { Contract } from "./port.ts";

/** A future in each of Python's six states. */
function six(): Future<number>[] {
  return [
    pendingFuture(),
    runningFuture(),
    cancelledFuture(),
    cancelledAndNotifiedFuture(),
    exceptionFuture(),
    successfulFuture(),
  ];
}

type Snapshot = [done: boolean, cancelled: boolean, result: unknown, exception: unknown];

/** All that the public members say of a future, as Python's `_get_snapshot()` has it. */
async function snapshotOf(future: Future): Promise<Snapshot> {
  const [result, exception] = await Promise.all([
    future.result(0).catch(() => undefined),
    future.exception(0).catch(() => undefined),
  ]);
  return [future.done(), future.cancelled(), result, exception];
}

export const futureContract: Contract = (port, kind) => {
  futureCallbacksContract(port, kind);

  port("FutureTests.test_repr", "a future's text tells its state and what it gave", () => {
    const texts = six().map((future) => String(future).replace(/0x[0-9a-f]+/, "0x1"));
    assert.deepEqual(texts, [
      "<Future at 0x1 state=pending>",
      "<Future at 0x1 state=running>",
      "<Future at 0x1 state=cancelled>",
      "<Future at 0x1 state=cancelled>",
      "<Future at 0x1 state=finished raised RangeError>",
      "<Future at 0x1 state=finished returned number>",
    ]);
  });

  port("FutureTests.test_class_str", "every exported class has the name it is exported by", () => {
    const classes = Object.entries(module).filter(([name, value]) =>
      typeof value === "function" && /^[A-Z]/.test(name)
    );
    for (const name of ["Future", "Executor", "ThreadPoolExecutor", "ProcessPoolExecutor"]) {
      assert.ok(classes.some(([exported]) => exported === name), name);
    }
    for (const [name, value] of classes) {
      assert.equal((value as { name: string }).name, name);
      const { prototype } = value as { prototype: unknown };
      if (prototype instanceof Error) assert.equal(prototype.name, name);
    }
  });

  port("FutureTests.test_cancel", "cancel() works on what is pending or cancelled", () => {
    const futures = six();
    assert.deepEqual(futures.map((future) => future.cancel()), [
      true,
      false,
      true,
      true,
      false,
      false,
    ]);
    assert.deepEqual(futures.map(({ state }) => state), [
      "CANCELLED",
      "RUNNING",
      "CANCELLED",
      "CANCELLED",
      "FINISHED",
      "FINISHED",
    ]);
  });

  port("FutureTests.test_cancelled", "cancelled() tells the state", () => {
    const answers = six().map((future) => future.cancelled());
    assert.deepEqual(answers, [false, false, true, true, false, false]);
  });

  port("FutureTests.test_done", "done() tells the state", () => {
    const answers = six().map((future) => future.done());
    assert.deepEqual(answers, [false, false, true, true, true, true]);
  });

  port("FutureTests.test_running", "running() tells the state", () => {
    const answers = six().map((future) => future.running());
    assert.deepEqual(answers, [false, true, false, false, false, false]);
  });

  port("FutureTests.test_result_with_timeout", "result(0) tells what there is", async () => {
    const [pending, running, cancelled, notified, failed, successful] = six();
    await assert.rejects(pending!.result(0), module.TimeoutError);
    await assert.rejects(running!.result(0), module.TimeoutError);
    await assert.rejects(cancelled!.result(0), module.CancelledError);
    await assert.rejects(notified!.result(0), module.CancelledError);
    await assert.rejects(failed!.result(0), RangeError);
    assert.equal(await successful!.result(0), 42);
  });

  port("FutureTests.test_result_with_success", "setResult() wakes who waits", async (use) => {
    const clock = use(new FakeClock());
    const future = pendingFuture();
    const result = future.result(5000);
    assert.equal(clock.pending, 1);
    setTimeout(() => future.setResult(42));
    assert.equal(await result, 42);
    assert.equal(clock.pending, 0);
  });

  port("FutureTests.test_result_with_cancel", "cancel() wakes who waits", async (use) => {
    const clock = use(new FakeClock());
    const future = pendingFuture();
    const rejected = assert.rejects(future.result(5000), module.CancelledError);
    assert.equal(clock.pending, 1);
    setTimeout(() => future.cancel());
    await rejected;
    assert.equal(clock.pending, 0);
  });

  port("FutureTests.test_exception_with_timeout", "exception(0) tells what there is", async () => {
    const [pending, running, cancelled, notified, failed, successful] = six();
    await assert.rejects(pending!.exception(0), module.TimeoutError);
    await assert.rejects(running!.exception(0), module.TimeoutError);
    await assert.rejects(cancelled!.exception(0), module.CancelledError);
    await assert.rejects(notified!.exception(0), module.CancelledError);
    assert.ok(await failed!.exception(0) instanceof RangeError);
    assert.equal(await successful!.exception(0), undefined);
  });

  port("FutureTests.test_exception_with_success", "setException() wakes who waits", async (use) => {
    const clock = use(new FakeClock());
    const future = pendingFuture();
    const exception = future.exception(5000);
    assert.equal(clock.pending, 1);
    setTimeout(() => future.setException(new RangeError("failed")));
    assert.ok(await exception instanceof RangeError);
    assert.equal(clock.pending, 0);
  });

  port("FutureTests.test_multiple_set_result", "a second setResult() is refused", async () => {
    const future = pendingFuture();
    future.setResult(1);
    assert.throws(() => future.setResult(2), {
      name: "InvalidStateError",
      message: /^FINISHED: <Future at 0x[0-9a-f]+ state=finished returned number>$/,
    });
    assert.ok(future.done());
    assert.equal(await future.result(), 1);
  });

  port(
    "FutureTests.test_multiple_set_exception",
    "a second setException() is refused",
    async () => {
      const future = pendingFuture();
      const first = new RangeError("the first");
      future.setException(first);
      assert.throws(() => future.setException(new Error("the second")), {
        name: "InvalidStateError",
        message: /^FINISHED: <Future at 0x[0-9a-f]+ state=finished raised RangeError>$/,
      });
      assert.equal(await future.exception(), first);
    },
  );

  port("FutureTests.test_get_snapshot", "what a future's members say agrees", async () => {
    const error = new RangeError("failed");
    assert.deepEqual(await snapshotOf(pendingFuture()), [false, false, undefined, undefined]);
    assert.deepEqual(await snapshotOf(successfulFuture()), [true, false, 42, undefined]);
    const [done, cancelled, result, exception] = await snapshotOf(exceptionFuture(error));
    assert.deepEqual([done, cancelled, result], [true, false, undefined]);
    assert.equal(exception, error);
    assert.deepEqual(await snapshotOf(cancelledFuture()), [true, true, undefined, undefined]);
    const shared = successfulFuture(100);
    const snapshots: Snapshot[] = [];
    const reader = async () => {
      for (let read = 0; read < 1000; read++) snapshots.push(await snapshotOf(shared));
    };
    await Promise.all([reader(), reader(), reader(), reader()]);
    assert.equal(snapshots.length, 4000);
    for (const snapshot of snapshots) assert.deepEqual(snapshot, [true, false, 100, undefined]);
  });
};
