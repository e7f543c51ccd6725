/** How a task's error arrives, on every kind of worker. */

import assert from "node:assert/strict";
import { registerError } from "../../mod.ts";
import { type Kind, tasks, testsOf } from "../fixtures/kinds.ts";
import { readText } from "../fixtures/read_text.ts";

/** What the tasks' module calls by this name too; here it is another class. */
class RegisteredError extends RangeError {
  declare readonly limit: number;

  describe(): string {
    return `limit ${this.limit}`;
  }
}

/** What is in an error's own fields here is nothing that an error from a task has. */
class QuotaError extends Error {
  readonly #limit = 5;

  override get name(): string {
    return `QuotaError(${this.#limit})`;
  }
}

export function errorsContract(kind: Kind): void {
  const { share, tellsLines } = kind;
  const test = testsOf(kind);
  test("an error keeps name, message, properties and cause", async () => {
    const executor = share(1);
    const error = await executor.submit(tasks.throwCustom).exception();
    assert.ok(error instanceof Error);
    assert.equal(error.name, "CustomError");
    assert.equal(error.message, "custom");
    assert.equal((error as { code?: unknown }).code, "E_CUSTOM");
    assert.deepEqual((error as { detail?: unknown }).detail, { line: 7 });
    const { cause } = error;
    assert.ok(cause instanceof TypeError);
    assert.equal(cause.message, "the cause");
    assert.equal(cause.cause, "the root");
  });

  test("an error's stack shows the worker's frames and name", async () => {
    const executor = share(1);
    const error = await executor.submit(tasks.throwCustom).exception();
    const { stack } = error as Error;
    assert.match(stack!, /tasks\.ts:\d+/);
    assert.match(stack!, /Executor-\d+_0/);
  });

  test("an error of the language arrives as its class", async () => {
    const executor = share(1);
    const error = await executor.submit(() => {
      throw new RangeError("out of range");
    }).exception();
    assert.ok(error instanceof RangeError);
    assert.equal(error.message, "out of range");
  });

  test("AggregateError and DOMException arrive whole", async () => {
    const executor = share(1);
    const several = await executor.submit(tasks.throwAggregate).exception();
    assert.ok(several instanceof AggregateError);
    assert.ok(several.errors[0] instanceof RangeError);
    assert.equal(several.errors[1], "two");
    const aborted = await executor.submit(tasks.throwDom).exception();
    assert.ok(aborted instanceof DOMException);
    assert.equal(aborted.name, "AbortError");
    assert.equal(aborted.code, DOMException.ABORT_ERR);
  });

  test("an error's own class comes back once it is registered, by its nearest name", async () => {
    const executor = share(1);
    registerError(RegisteredError);
    registerError(RegisteredError);
    const error = await executor.submit(tasks.throwRegistered).exception();
    assert.ok(error instanceof RegisteredError);
    assert.equal(error.describe(), "limit 5");
    assert.equal(error.message, "registered");
    assert.ok(error.cause instanceof RegisteredError);
    const below = await executor.submit(tasks.throwBelowRegistered).exception();
    assert.ok(below instanceof RegisteredError);
    assert.equal(below.name, "RegisteredError");
  });

  test("a registered class whose name is a getter of private fields ended the program", async () => {
    const executor = share(1);
    registerError(QuotaError);
    const error = await executor.submit(() => {
      // Named by its key: builds give a class that hides another one a new name.
      const { QuotaError: Own } = { QuotaError: class extends Error {} };
      throw new Own("full");
    }).exception();
    assert.ok(error instanceof QuotaError);
    assert.deepEqual([error.name, error.message], ["Error", "full"]);
    assert.equal(await executor.submit(Math.abs, -1), 1);
  });

  test("an error among an error's own properties keeps its class and cause", async () => {
    const executor = share(1);
    const error = await executor.submit(tasks.throwWithInner).exception();
    const { inner } = error as { inner?: unknown };
    assert.ok(inner instanceof RangeError);
    assert.ok(inner.cause instanceof TypeError);
    assert.deepEqual(Object.keys(error as Error), ["inner"]);
  });

  test("an error's stack names the file and line where it was thrown", async () => {
    const executor = share(1);
    const text = await readText(new URL("../fixtures/tasks.ts", import.meta.url));
    const lines = text.split("\n");
    const line = 1 + lines.findIndex((text) => text.includes('new CustomError("custom"'));
    const { stack } = await executor.submit(tasks.throwCustom).exception() as Error;
    assert.match(stack!, new RegExp(`tasks\\.ts:${tellsLines ? line : "\\d+"}:`));
  });

  test("anything may be thrown, falsy values too", async () => {
    const executor = share(1);
    for (const value of [0, "", undefined, null, false, NaN, { some: "object" }]) {
      for (const task of [tasks.throwValue, tasks.rejectWith]) {
        const future = executor.submit(task, value);
        await assert.rejects(future.result(), (error) => {
          assert.deepEqual(error, value);
          return true;
        });
      }
    }
  });

  test("every result() throws the same error object", async () => {
    const executor = share(1);
    const future = executor.submit(tasks.throwCustom);
    const first = await future.exception();
    assert.equal(await future.exception(), first);
    await assert.rejects(future.result(), (error) => error === first);
  });
}
