/** `asCompleted(futures).entries()`: futures with their places in the input. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { asCompleted, Future, TimeoutError } from "../../mod.ts";
import { collectGarbage } from "../fixtures/collect_garbage.ts";
import { FakeClock } from "../fixtures/fake_clock.ts";
import { scoped } from "../fixtures/scoped.ts";

const make = (count: number) => Array.from({ length: count }, () => new Future<number>());

test("entries() yields futures as they are done with their first places in the input", async () => {
  const [a, b, c] = make(3) as [Future<number>, Future<number>, Future<number>];
  b.setResult(1);
  const entries = asCompleted([a, a, b, c, b]).entries();
  assert.deepEqual((await entries.next()).value, [2, b]);
  c.cancel();
  a.setException(new Error());
  const rest: [number, Future<number>][] = [];
  for await (const entry of entries) rest.push(entry);
  assert.deepEqual(rest, [[3, c], [0, a]]);
});

test("entries() gives a for await the future, typed as one", async () => {
  const futures = make(2);
  futures[0]!.cancel();
  futures[1]!.setResult(5);
  const seen: string[] = [];
  for await (const [index, future] of asCompleted(futures).entries()) {
    const place: number = index;
    const exact: Future<number> = future;
    seen.push(`${place} ${exact.state} ${future.cancelled()}`);
  }
  assert.deepEqual(seen, ["0 CANCELLED true", "1 FINISHED false"]);
});

test("entries() and next() take from one iteration", async () => {
  const [a, b, c] = make(3) as [Future, Future, Future];
  const completions = asCompleted([a, b, c]);
  const waiting = [completions.entries().next(), completions.next(), completions.entries().next()];
  c.setResult(1);
  a.setResult(1);
  b.setResult(1);
  const values = (await Promise.all(waiting)).map(({ value }) => value);
  assert.deepEqual(values, [[2, c], a, [1, b]]);
  assert.deepEqual(await completions.next(), { done: true, value: undefined });
});

test("entries() ends the iteration by return(), break and dispose", async () => {
  const futures = make(2);
  futures[0]!.setResult(1);
  const completions = asCompleted(futures);
  for await (const [index] of completions.entries()) {
    assert.equal(index, 0);
    break;
  }
  assert.deepEqual(await completions.next(), { done: true, value: undefined });
  const others = asCompleted(make(1));
  const entries = others.entries();
  const waiting = entries.next();
  await entries[Symbol.asyncDispose]();
  assert.deepEqual(await waiting, { done: true, value: undefined });
  assert.deepEqual(await others.next(), { done: true, value: undefined });
  const last = asCompleted(make(1));
  await last.return();
  assert.deepEqual(await last.entries().next(), { done: true, value: undefined });
});

test(
  "entries() throws TimeoutError when the time of asCompleted() is over",
  scoped(async (use) => {
    const clock = use(new FakeClock());
    const futures = make(2);
    futures[1]!.setResult(1);
    const entries = asCompleted(futures, { timeout: 100 }).entries();
    assert.deepEqual((await entries.next()).value, [1, futures[1]]);
    const next = assert.rejects(
      entries.next(),
      (error: Error) =>
        error instanceof TimeoutError && error.message === "1 (of 2) futures unfinished",
    );
    clock.advance(100);
    await next;
  }),
);

test("entries() keeps no reference to what it has yielded", async () => {
  const pending = new Future();
  const futures: (Future | undefined)[] = [new Future(), pending];
  const gone = new WeakRef(futures[0]!);
  futures[0]!.setResult({ large: true });
  const entries = asCompleted(futures as Future[]).entries();
  await (async () => assert.equal((await entries.next()).value?.[0], 0))();
  futures[0] = undefined;
  for (let round = 0; gone.deref() && round < 20; round++) await collectGarbage();
  assert.equal(gone.deref(), undefined);
  pending.cancel();
  assert.deepEqual((await entries.next()).value?.[0], 1);
});
