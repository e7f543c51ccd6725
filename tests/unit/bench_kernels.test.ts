/** The kernels' bench: what a lap does and remembers, and that plain BigInt code is right. */

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ThreadPoolExecutor } from "../../mod.ts";
import { loop, swing, tree } from "../../bench/kernels/bigint_factorials.ts";
import { KernelEntry } from "../../bench/kernels/entry.ts";
import { ownWays } from "../../bench/kernels/own_ways.ts";
import { type Measured, resultsOf } from "../../bench/kernels/result.ts";
import { isSum, ours, works } from "../../bench/kernels/work.ts";

/** A way whose call takes so many milliseconds, the first one `cold`; it notes its repeats. */
function wayOf(ms: number, cold: number, repeats: number[] = []): KernelEntry {
  return new KernelEntry({
    name: "way",
    run: (count) => Promise.resolve({ ms: repeats.push(count) === 1 ? cold : ms * count }),
  });
}

async function laps(entry: KernelEntry): Promise<number> {
  let count = 0;
  for (; !entry.isWarm(count); count++) await entry.lap();
  return count;
}

test("a kernel's entry remembers its first call, and repeats short ones until the clock tells", async () => {
  const repeats: number[] = [];
  const entry = wayOf(0.5, 4, repeats);
  assert.equal((await entry.lap()).ms, 4);
  assert.equal(entry.cold, 4);
  await entry.lap();
  assert.equal((await entry.lap()).ms, 0.5);
  assert.deepEqual(repeats, [1, 3, 20]);
  assert.equal(entry.cold, 4);
});

test("a kernel's entry is warm after some time, at once when calls are long", async () => {
  assert.equal(await laps(wayOf(1000, 1200)), 1);
  assert.equal(await laps(wayOf(200, 200)), 3);
  assert.equal(await laps(wayOf(10, 10)), 30);
});

test("a kernel's result is compared with ours, by medians and by fastest laps", () => {
  const measured = (way: string, ms: number[]): Measured => ({
    work: "factorial",
    n: 5,
    way,
    cold: 9,
    ms,
  });
  const [other, own] = resultsOf([measured("other", [8, 2, 6]), measured(ours, [3, 1, 2])]);
  assert.deepEqual([other!.median, other!.ratio, other!.bestRatio], [6, 3, 2]);
  assert.deepEqual([own!.median, own!.min, own!.max, own!.ratio], [2, 1, 3, 1]);
});

test("the bench's plain BigInt code computes factorials", () => {
  for (const n of [0, 1, 2, 3, 4, 20, 100, 1023]) {
    assert.equal(swing(n), loop(n), `swing of ${n}`);
    assert.equal(tree(n), loop(n), `tree of ${n}`);
  }
});

const pool = new ThreadPoolExecutor(2);
after(() => pool.shutdown());

test("every way of this runtime does every task, and its answer is looked at", async () => {
  for (const work of works) {
    const { answer, ways } = ownWays({ work, n: 2000 }, pool);
    assert.equal(ways[0]!.name, ours);
    if (!isSum(work)) assert.ok(BigInt(answer) > loop(1999));
    for (const way of ways) assert.equal((await way.run(2)).fault, undefined, way.name);
  }
});

test("every way to sum two millions is right, those of several threads too", async () => {
  for (const work of works.filter(isSum)) {
    const { ways } = ownWays({ work, n: 2_000_001 }, pool);
    for (const way of ways) assert.equal((await way.run(1)).fault, undefined, way.name);
  }
});
