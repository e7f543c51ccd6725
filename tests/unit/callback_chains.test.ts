/** Callbacks within callbacks: their order, and chains of them that are longer than the stack. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Future } from "../../mod.ts";

const length = 20_000;
const make = (count = length) => Array.from({ length: count }, () => new Future<number>());

/** Links a chain: each future is settled in a callback of the one before it. */
function chained(settle: (future: Future<number>) => unknown): Future<number>[] {
  const futures = make();
  for (const [index, future] of futures.slice(0, -1).entries()) {
    future.addDoneCallback(() => settle(futures[index + 1]!));
  }
  settle(futures[0]!);
  return futures;
}

test("a chain of callbacks that each settle the next future ended with the stack", () => {
  const settlers = [
    (future: Future<number>) => future.setResult(1),
    (future: Future<number>) => future.setException(new Error("failed")),
    (future: Future<number>) => future.cancel(),
  ];
  for (const settle of settlers) assert.ok(chained(settle).every((future) => future.done()));
});

test("a chain of callbacks that are each added to a future that is done ended with the stack", () => {
  const futures = make();
  for (const future of futures) future.setResult(1);
  let calls = 0;
  const go = (): void => {
    if (++calls < length) futures[calls]!.addDoneCallback(go);
  };
  futures[0]!.addDoneCallback(go);
  assert.equal(calls, length);
});

test("setResult() within a callback calls the callbacks of that future before it returns", () => {
  const [outer, inner] = make(2) as [Future<number>, Future<number>];
  const calls: string[] = [];
  inner.addDoneCallback(() => calls.push("inner 1"));
  inner.addDoneCallback(() => calls.push("inner 2"));
  outer.addDoneCallback(() => {
    calls.push("outer 1 begins");
    inner.setResult(1);
    calls.push("outer 1 ends");
  });
  outer.addDoneCallback(() => calls.push("outer 2"));
  outer.setResult(1);
  assert.deepEqual(calls, ["outer 1 begins", "inner 1", "inner 2", "outer 1 ends", "outer 2"]);
});

test("callbacks of one future run in the order added, however deep in others they run", () => {
  const futures = make(1000);
  const calls: string[] = [];
  for (const [index, future] of futures.entries()) {
    future.addDoneCallback(() => {
      calls.push(`${index} a`);
      futures[index + 1]?.setResult(1);
    });
    future.addDoneCallback(() => calls.push(`${index} b`));
  }
  futures[0]!.setResult(1);
  for (const index of futures.keys()) {
    assert.ok(calls.indexOf(`${index} a`) < calls.indexOf(`${index} b`));
  }
  assert.equal(calls.length, 2000);
  const firsts = calls.filter((call) => call.endsWith("a"));
  assert.deepEqual(firsts, [...futures.keys()].map((index) => `${index} a`));
});

test("a callback that throws deep in others leaves the depth as it was", () => {
  const { error } = console;
  let reports = 0;
  console.error = () => reports++;
  try {
    for (let round = 0; round < 3; round++) {
      const futures = make(500);
      for (const [index, future] of futures.entries()) {
        future.addDoneCallback(() => {
          futures[index + 1]?.setResult(1);
          throw new Error("in a callback");
        });
      }
      futures[0]!.setResult(1);
      assert.ok(futures.every((future) => future.done()));
    }
  } finally {
    console.error = error;
  }
  assert.equal(reports, 1500);
});
