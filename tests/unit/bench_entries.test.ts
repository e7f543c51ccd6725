/** The contrast's entries: what a lap does, counts and checks, without any worker. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { entriesOf, type Job } from "../../bench/contrast/entries.ts";
import { type Workload, workloads } from "../../bench/contrast/workloads.ts";
import type { Executor } from "../../mod.ts";

/** A workload that counts its calls. */
function counting(calls: number[]): Workload {
  const kernel = (n: number): bigint => BigInt(calls.push(n) && n * 2);
  return { ...workloads[0]!, kernel };
}

/** Runs tasks in this thread; it is an executor as far as entries know. */
const inline = {
  submit: (fn: (n: number) => bigint, n: number) => Promise.resolve(fn(n)),
} as unknown as Executor;

function job(calls: number[], answer: bigint, repeats = 1): Job {
  return { workload: counting(calls), n: 7, tasks: 3, repeats, answer };
}

test("entriesOf() puts the baseline first when there are pools", () => {
  const pools = new Map([["a", inline], ["b", inline]]);
  const names = entriesOf(job([], 0n), pools).map(({ name }) => name);
  assert.deepEqual(names, ["serial", "a", "b"]);
});

test("an entry's lap does each task as often as it is told when it runs", async () => {
  for (const repeats of [1, 4]) {
    const calls: number[] = [];
    for (const entry of entriesOf(job(calls, 14n, repeats), new Map([["pool", inline]]))) {
      const { ms, fault } = await entry.lap();
      assert.deepEqual(calls.splice(0), Array(3 * repeats).fill(7));
      assert.ok(ms >= 0);
      assert.equal(fault, undefined);
    }
  }
});

test("an entry's lap has a fault when an answer is wrong", async () => {
  for (const entry of entriesOf(job([], 15n), new Map([["pool", inline]]))) {
    assert.equal((await entry.lap()).fault, "task 1 of 3: 14");
  }
});
