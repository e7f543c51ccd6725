/**
 * How futures reject: Deno keeps rejected promises to which nobody listens in a list, and searches
 * that for each that is listened to after all. Whoever settles many makes none of them.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import * as v8 from "node:v8";
import { asCompleted, Future, wait } from "../../mod.ts";
import { FakeLauncher } from "../fixtures/fake_launcher.ts";
import { FakePool } from "../fixtures/fake_pool.ts";

const count = 20;
const make = () => Array.from({ length: count }, () => new Future<number>());

interface PromiseHooks {
  createHook(hooks: {
    init(promise: Promise<unknown>, parent?: Promise<unknown>): void;
    settled(promise: Promise<unknown>): void;
  }): () => void;
}

const { promiseHooks } = (v8 as { default?: unknown }).default as { promiseHooks: PromiseHooks };
const hooked = "Bun" in globalThis ? { skip: "Bun has no promise hooks" } : {};

/** How many promises were made, while `run()` ran, that are rejected before anybody listens. */
async function unheard(run: () => Promise<unknown>): Promise<number> {
  const heard = new WeakSet<Promise<unknown>>();
  let found = 0;
  const stop = promiseHooks.createHook({
    init: (_, parent) => void (parent && heard.add(parent)),
    settled: (promise) => {
      if (/^Promise \{\s*<rejected>/.test(inspect(promise)) && !heard.has(promise)) found++;
    },
  });
  try {
    await run();
  } finally {
    stop();
  }
  return found;
}

/** Whether a promise is rejected before whoever asked for it could listen. */
async function isTooEarly(promise: Promise<unknown>): Promise<boolean> {
  const none = {};
  const first = await Promise.race([promise, none]).catch((error: unknown) => error);
  promise.catch(() => {});
  return first !== none;
}

test("a promise that is rejected too early is found", hooked, async () => {
  const awaited = async () => {
    await Promise.allSettled([Promise.reject(new Error("early"))]);
  };
  assert.equal(await unheard(awaited), 1);
  assert.equal(await isTooEarly(Promise.reject(new Error("early"))), true);
});

/** What settles many at once. */
const masses: Readonly<Record<string, () => Promise<unknown>>> = {
  "a pool that breaks": () => {
    const fake = new FakePool();
    const futures = fake.submit(...Array(count).keys());
    const all = Promise.allSettled(futures);
    fake.worker(0).ready();
    fake.worker(0).exit({ code: 1 });
    return all;
  },
  "cancelFutures": () => {
    const fake = new FakePool();
    const all = Promise.allSettled(fake.submit(...Array(count).keys()));
    void fake.pool.shutdown({ wait: false, cancelFutures: true });
    fake.worker(0).ready();
    fake.worker(0).exit({ code: 0 });
    return all;
  },
  "terminateWorkers()": () => {
    const fake = new FakePool();
    const all = Promise.allSettled(fake.submit(...Array(count).keys()));
    void fake.pool.terminate(true);
    fake.worker(0).exit({ signal: "SIGKILL" });
    return all;
  },
  "failed futures that are awaited": () => {
    const futures = make();
    const all = Promise.allSettled(futures);
    for (const future of futures) future.setException(new Error("failed"));
    return all;
  },
  "awaiting futures that have failed": () => {
    const futures = make();
    for (const future of futures) future.setException(new Error("failed"));
    return Promise.allSettled(futures);
  },
  "wait()": () => {
    const futures = make();
    const waiting = wait(futures);
    for (const future of futures) future.setException(new Error("failed"));
    return waiting;
  },
  "asCompleted()": async () => {
    const futures = make();
    const done = asCompleted(futures);
    for (const future of futures) future.setException(new Error("failed"));
    for await (const [, future] of done.entries()) await future.exception();
  },
  "map()": () => {
    const launcher = new FakeLauncher();
    const results = launcher.map(Array(count).keys());
    const all = Promise.allSettled(Array.from({ length: count }, () => results.next()));
    for (const number of launcher.tasks.keys()) launcher.fail(number, new Error("failed"));
    return all;
  },
};

for (const [what, run] of Object.entries(masses)) {
  test(`to reject many futures took Deno the square of their number: ${what}`, hooked, async () => {
    assert.equal(await unheard(run), 0);
  });
}

test("to listen to many rejections took Deno the square of their number", async () => {
  const [failed, cancelled, pending] = make() as [Future<number>, Future<number>, Future<number>];
  failed.setException(new Error("failed"));
  cancelled.cancel();
  assert.equal(await isTooEarly(failed.result()), false);
  assert.equal(await isTooEarly(cancelled.result()), false);
  assert.equal(await isTooEarly(cancelled.exception()), false);
  assert.equal(await isTooEarly(pending.result(0)), false);
  assert.equal(await isTooEarly(pending.exception(0)), false);
  const launcher = new FakeLauncher();
  const results = launcher.map([1, 2], { chunksize: 2 });
  launcher.finishChunk(0, new Map([[1, new Error("failed")]]));
  await results.next();
  assert.equal(await isTooEarly(results.next()), false);
});
