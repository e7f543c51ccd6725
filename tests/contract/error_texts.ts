/** What a task's error, and that of a broken pool, tell whoever reads them, on every kind of worker. */

import assert from "node:assert/strict";
import { registerError } from "../../mod.ts";
import { type Kind, tasks, testsOf } from "../fixtures/kinds.ts";

/** Its tasks have one of the same name. */
class TextsError extends Error {}

/** The lines of a stack below its message. */
function framesOf(error: unknown): string[] {
  const { stack, message } = error as Error;
  assert.ok(stack!.includes(message));
  return stack!.slice(stack!.indexOf(message) + message.length).trim().split("\n");
}

export function errorTextsContract(kind: Kind): void {
  const { create, share, Broken } = kind;
  const test = testsOf(kind);

  test("a stack ends with the task's own frames and its worker, not with the worker's program", async () => {
    const executor = share(1);
    const frames = framesOf(await executor.submit(tasks.throwCustom).exception());
    assert.equal(frames.length, 2, frames.join("\n"));
    assert.match(frames[0]!, /throwCustom.*tasks\.ts:\d+/);
    assert.match(frames[1]!, /^\s*at <.*_0>$/);
  });

  test("a stack of a function sent as source has that function's frames alone", async () => {
    const executor = share(1);
    const deep = () => {
      const inner = (): never => {
        throw new RangeError("deep");
      };
      return inner();
    };
    const frames = framesOf(await executor.submit(deep).exception());
    assert.equal(frames.length, 3, frames.join("\n"));
    const late = async () => {
      await undefined;
      throw new RangeError("late");
    };
    const awaited = framesOf(await executor.submit(late).exception());
    // Some runtimes tell of the turn of their event loop.
    const own = awaited.filter((frame) => !/processTicks|drainTicks|__drainNext/.test(frame));
    assert.equal(own.length, 2, awaited.join("\n"));
  });

  test("each error of a chunk, and each cause, has its own frames", async () => {
    const executor = share(1);
    const fail = (n: number) => {
      throw new Error(`outer ${n}`, { cause: new TypeError("inner") });
    };
    const results = executor.map(fail, [1, 2], { chunksize: 2 });
    for (const n of [1, 2]) {
      const error = await results.next().catch((error) => error);
      assert.equal(error.message, `outer ${n}`);
      assert.equal(framesOf(error).length, 2, error.stack);
      assert.equal(framesOf(error.cause).length, 2, error.cause.stack);
    }
  });

  test("a message that looks like frames stays whole", async () => {
    const executor = share(1);
    const message = "first\n    at concurrent-futures-worker.js:1:1\n    at last (file:1:1)";
    const error = await executor.submit((message) => {
      throw new Error(message);
    }, message).exception();
    assert.equal((error as Error).message, message);
    assert.equal(framesOf(error).length, 2, (error as Error).stack!);
  });

  test("a stack that a task has made is left alone", async () => {
    const executor = share(1);
    const error = await executor.submit(() => {
      throw Object.assign(new Error("made"), { stack: "no frames at all" });
    }).exception();
    assert.match((error as Error).stack!, /^no frames at all\n\s*at <.*_0>$/);
  });

  test("whatever a task makes of stacks, later ones end with its own frames", async (use) => {
    const executor = use(create(1));
    const fail = (how: string) => {
      const stacks = Error as { prepareStackTrace?: unknown; stackTraceLimit?: unknown };
      delete stacks.prepareStackTrace;
      stacks.stackTraceLimit = how === "none" ? 0 : how === "all" ? Infinity : 10;
      if (how === "lists") stacks.prepareStackTrace = (_: Error, frames: unknown) => frames;
      if (how === "throws") {
        stacks.prepareStackTrace = () => {
          throw new Error("no stacks");
        };
      }
      throw new RangeError(how);
    };
    for (const how of ["lists", "throws", "none", "all", "ten"]) {
      const error = await executor.submit(fail, how).exception();
      assert.equal((error as Error).message, how);
      assert.ok(framesOf(error).length <= 2, (error as Error).stack!);
    }
  });

  test("what can't be sent shows no line of this package", async () => {
    const executor = share(1);
    const unsent = await executor.submit(tasks.identity, Symbol("no")).exception();
    assert.equal((unsent as Error).name, "DataCloneError");
    assert.doesNotMatch((unsent as Error).stack!, /clone_error|<main>|dispatcher|worker_pool/);
    const unreturned = await executor.submit(() => () => {}).exception();
    assert.deepEqual(framesOf(unreturned).map((frame) => frame.trim().replace(/.*_/, "")), ["0>"]);
  });

  test("an error of a registered class has its frames alone", async () => {
    registerError(TextsError);
    const error = await share(1).submit(() => {
      class TextsError extends Error {}
      throw new TextsError("own");
    }).exception();
    assert.ok(error instanceof TextsError);
    assert.equal(framesOf(error).length, 2, error.stack!);
  });

  test("a broken pool's error tells why an idle worker died", async (use) => {
    const executor = use(create(1));
    await executor.submit(() =>
      void setTimeout(() => {
        throw new RangeError("later\nand in detail");
      }, 20)
    );
    const broken = new Promise<unknown>((resolve) => {
      const look = () => {
        try {
          executor.submit(Math.sqrt, 4).exception().then((error) => error ? resolve(error) : 0);
          setTimeout(look, 10);
        } catch (error) {
          resolve(error);
        }
      };
      look();
    });
    const error = await broken;
    assert.ok(error instanceof Broken);
    assert.match(String(error), /terminated abruptly .*: RangeError: later, the \w+ pool is not/);
    assert.ok(error.cause instanceof RangeError);
  });

  test("a broken pool's error tells why its initializer failed", async (use) => {
    const initializer = () => {
      throw new RangeError("no database");
    };
    const executor = use(create({ maxWorkers: 1, initializer }));
    const error = await executor.submit(Math.sqrt, 4).exception();
    assert.ok(error instanceof Broken);
    assert.match(String(error), /initializer failed in .*_0: RangeError: no database, the/);
  });
}
