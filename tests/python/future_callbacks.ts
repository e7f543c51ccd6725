/** CPython's `test_future.py`: what is called when a future is done. */

import assert from "node:assert/strict";
import type { Future } from "../../mod.ts";
import { ConsoleErrors } from "../fixtures/console_errors.ts";
import { pendingFuture } from "../fixtures/made_futures.ts";
import type { Contract } from "./port.ts";

/** A callback that asks a future for something, and what the future answered, each time. */
function asking<A>(
  question: (future: Future<number>) => A,
): { readonly answers: A[]; readonly callback: (future: Future<number>) => void } {
  const answers: A[] = [];
  return { answers, callback: (future) => void answers.push(question(future)) };
}

export const futureCallbacksContract: Contract = (port) => {
  const title = (when: string, what: string) => `a callback ${when} sees ${what}`;

  port(
    "FutureTests.test_done_callback_with_result",
    title("that waits", "the result"),
    async () => {
      const { answers, callback } = asking((future) => future.result(0));
      const future = pendingFuture();
      future.addDoneCallback(callback);
      future.setResult(5);
      assert.equal(answers.length, 1);
      assert.equal(await answers[0], 5);
    },
  );

  port(
    "FutureTests.test_done_callback_with_exception",
    title("that waits", "the error"),
    async () => {
      const { answers, callback } = asking((future) => future.exception(0));
      const future = pendingFuture();
      future.addDoneCallback(callback);
      future.setException(new Error("test"));
      assert.equal(answers.length, 1);
      assert.equal((await answers[0] as Error).message, "test");
    },
  );

  port("FutureTests.test_done_callback_with_cancel", title("that waits", "the cancel"), () => {
    const { answers, callback } = asking((future) => future.cancelled());
    const future = pendingFuture();
    future.addDoneCallback(callback);
    assert.ok(future.cancel());
    assert.deepEqual(answers, [true]);
  });

  port(
    "FutureTests.test_done_callback_raises",
    "a callback that throws is reported and the next one runs",
    (use) => {
      const errors = use(new ConsoleErrors());
      const called: string[] = [];
      const error = new Error("doh!");
      const future = pendingFuture();
      future.addDoneCallback(() => {
        called.push("raising");
        throw error;
      });
      future.addDoneCallback(() => called.push("next"));
      future.setResult(5);
      assert.deepEqual(called, ["raising", "next"]);
      assert.deepEqual(errors.reports, [[`exception calling callback for ${future}`, error]]);
    },
  );

  port(
    "FutureTests.test_done_callback_already_successful",
    title("added late", "the result, at once"),
    async () => {
      const { answers, callback } = asking((future) => future.result(0));
      const future = pendingFuture();
      future.setResult(5);
      future.addDoneCallback(callback);
      assert.equal(answers.length, 1);
      assert.equal(await answers[0], 5);
    },
  );

  port(
    "FutureTests.test_done_callback_already_failed",
    title("added late", "the error, at once"),
    async () => {
      const { answers, callback } = asking((future) => future.exception(0));
      const future = pendingFuture();
      future.setException(new Error("test"));
      future.addDoneCallback(callback);
      assert.equal(answers.length, 1);
      assert.equal((await answers[0] as Error).message, "test");
    },
  );

  port(
    "FutureTests.test_done_callback_already_cancelled",
    title("added late", "the cancel, at once"),
    () => {
      const { answers, callback } = asking((future) => future.cancelled());
      const future = pendingFuture();
      assert.ok(future.cancel());
      future.addDoneCallback(callback);
      assert.deepEqual(answers, [true]);
    },
  );

  port(
    "FutureTests.test_done_callback_raises_already_succeeded",
    "a callback added late that throws is reported",
    (use) => {
      const errors = use(new ConsoleErrors());
      const error = new Error("doh!");
      const future = pendingFuture();
      future.setResult(5);
      future.addDoneCallback(() => {
        throw error;
      });
      assert.deepEqual(errors.reports, [[`exception calling callback for ${future}`, error]]);
    },
  );
};
