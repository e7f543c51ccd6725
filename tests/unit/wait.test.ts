import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ALL_COMPLETED,
  asCompleted,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  Future,
  type ReturnWhen,
  wait,
} from "../../mod.ts";
import { FakeClock } from "../fixtures/fake_clock.ts";
import { scoped } from "../fixtures/scoped.ts";

const make = (count: number) => Array.from({ length: count }, () => new Future<number>());

test("wait() returns when all are done, however they ended", async () => {
  const [a, b, c] = make(3) as [Future, Future, Future];
  const waiting = wait([a, b, c, a]);
  a.setResult(1);
  b.setException(new Error());
  c.cancel();
  const { done, notDone } = await waiting;
  assert.deepEqual([...done], [a, b, c]);
  assert.equal(notDone.size, 0);
});

test("wait() for nothing returns at once", async () => {
  const { done, notDone } = await wait([]);
  assert.equal(done.size + notDone.size, 0);
});

test("wait() with FIRST_COMPLETED returns at the first, a cancelled one too", async () => {
  const [a, b] = make(2) as [Future, Future];
  const waiting = wait([a, b], { returnWhen: FIRST_COMPLETED });
  b.cancel();
  const { done, notDone } = await waiting;
  assert.deepEqual([...done], [b]);
  assert.deepEqual([...notDone], [a]);
});

test("wait() with FIRST_COMPLETED returns at once with all that are done", async () => {
  const [a, b, c] = make(3) as [Future, Future, Future];
  a.setResult(1);
  b.setResult(2);
  const { done, notDone } = await wait([a, b, c], { returnWhen: FIRST_COMPLETED });
  assert.equal(done.size, 2);
  assert.deepEqual([...notDone], [c]);
});

test("wait() with FIRST_EXCEPTION returns at the first failure, not before", async () => {
  const [a, b, c, d] = make(4) as [Future, Future, Future, Future];
  const waiting = wait([a, b, c, d], { returnWhen: FIRST_EXCEPTION });
  a.setResult(1);
  b.cancel();
  c.setException(undefined);
  const { done, notDone } = await waiting;
  assert.deepEqual([...done], [a, b, c]);
  assert.deepEqual([...notDone], [d]);
});

test("wait() with FIRST_EXCEPTION and no failure waits for all", async () => {
  const [a, b] = make(2) as [Future, Future];
  a.setResult(1);
  const waiting = wait([a, b], { returnWhen: FIRST_EXCEPTION });
  b.setResult(2);
  assert.equal((await waiting).done.size, 2);
});

test("wait() with FIRST_EXCEPTION returns at once if one has failed", async () => {
  const [a, b] = make(2) as [Future, Future];
  a.setException(new Error());
  assert.equal((await wait([a, b], { returnWhen: FIRST_EXCEPTION })).notDone.size, 1);
});

test(
  "wait() that is over in time tells what is done, without an error",
  scoped(async (use) => {
    const clock = use(new FakeClock());
    const [a, b] = make(2) as [Future, Future];
    const waiting = wait([a, b], { timeout: 50 });
    a.setResult(1);
    clock.advance(50);
    const { done, notDone } = await waiting;
    assert.deepEqual([...done], [a]);
    assert.deepEqual([...notDone], [b]);
    assert.equal(clock.pending, 0);
  }),
);

test("wait() refuses an unknown condition and a timeout that is none", async () => {
  await assert.rejects(wait([], { returnWhen: "X" as ReturnWhen }), {
    name: "RangeError",
    message: "Invalid return condition: 'X'",
  });
  await assert.rejects(wait([], { timeout: NaN }), { name: "TypeError" });
  assert.equal((await wait([], { returnWhen: ALL_COMPLETED })).done.size, 0);
});

test("asCompleted() yields what is done first, then in the order of completion", async () => {
  const [a, b, c, d] = make(4) as [Future, Future, Future, Future];
  b.setResult(2);
  const completions = asCompleted([a, b, c, d, b]);
  const first = await completions.next();
  assert.equal(first.value, b);
  const second = completions.next();
  d.cancel();
  a.setException(new Error());
  c.setResult(3);
  assert.equal((await second).value, d);
  const rest: unknown[] = [];
  for await (const future of completions) rest.push(future);
  assert.deepEqual(rest, [a, c]);
  assert.deepEqual(await completions.next(), { done: true, value: undefined });
});

test("asCompleted() serves several next() at once", async () => {
  const [a, b] = make(2) as [Future, Future];
  const completions = asCompleted([a, b]);
  const all = [completions.next(), completions.next(), completions.next()];
  b.setResult(1);
  a.setResult(1);
  const [one, two, three] = await Promise.all(all);
  assert.equal(one!.value, b);
  assert.equal(two!.value, a);
  assert.equal(three!.done, true);
});

test("asCompleted() yields what is done before it throws TimeoutError", async () => {
  const futures = make(4);
  futures[1]!.setResult(1);
  futures[2]!.cancel();
  const completions = asCompleted(futures, { timeout: 0 });
  assert.equal((await completions.next()).value, futures[1]);
  assert.equal((await completions.next()).value, futures[2]);
  await assert.rejects(completions.next(), {
    name: "TimeoutError",
    message: "2 (of 4) futures unfinished",
  });
  assert.equal((await completions.next()).done, true);
});

test(
  "asCompleted() counts its timeout from the call",
  scoped(async (use) => {
    const clock = use(new FakeClock());
    const futures = make(1);
    const completions = asCompleted(futures, { timeout: 100 });
    clock.advance(60);
    const next = assert.rejects(completions.next(), { name: "TimeoutError" });
    clock.advance(40);
    await next;
    assert.equal(clock.pending, 0);
  }),
);

test(
  "asCompleted() that is left early stops listening",
  scoped(async (use) => {
    const clock = use(new FakeClock());
    const [a, b] = make(2) as [Future, Future];
    a.setResult(1);
    for await (const future of asCompleted([a, b], { timeout: 100 })) {
      assert.equal(future, a);
      break;
    }
    b.setResult(2);
    assert.equal(clock.pending, 0);
  }),
);

test("asCompleted() yields the futures themselves, not their values", async () => {
  const [a] = make(1) as [Future<number>];
  a.setException(new Error());
  for await (const future of asCompleted([a])) assert.equal(future as unknown, a);
  const { value } = await asCompleted([a]).next();
  assert.ok(await value.exception() instanceof Error);
});

test("wait() and asCompleted() refuse what is no future", async () => {
  const [a] = make(1) as [Future];
  const mixed = [a, 5] as unknown as Future[];
  const expected = { name: "TypeError", message: "Cannot wait: not a Future: 5" };
  await assert.rejects(wait(mixed), expected);
  assert.throws(() => asCompleted(mixed), expected);
});

test("wait() and asCompleted() name what is no list of futures, whatever it is", async () => {
  const one = new Future() as never;
  const refusal = { name: "TypeError", message: /^Cannot wait: not a list of futures: <Future / };
  await assert.rejects(wait(one), refusal);
  assert.throws(() => asCompleted(one), refusal);
  for (const odd of [Symbol("odd"), Object.create(null)] as never[]) {
    await assert.rejects(wait([odd]), /^TypeError: Cannot wait: not a Future: (?:Symbol|Object)/);
    assert.throws(() => new Future().addDoneCallback(odd), /^TypeError: Cannot add a callback: /);
  }
});

test("an error that only a clock has made shows no line of this package", async () => {
  const future = new Future();
  const { stack } = await future.exception(1).catch((error) => error) as Error;
  assert.match(stack!, /^TimeoutError: Cannot get an outcome within 1 ms: /);
  assert.doesNotMatch(stack!, /\/src\/core\//);
  const late = await asCompleted([future], { timeout: 1 }).next().catch((error) => error);
  assert.doesNotMatch(late.stack, /\/src\/core\//);
});
