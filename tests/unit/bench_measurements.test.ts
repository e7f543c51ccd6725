/** What the dispatch bench measures: each measurement on a pool that is none, right and wrong. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Contestant } from "../../bench/dispatch/contestant.ts";
import { measurements } from "../../bench/dispatch/measurements.ts";
import { sizesOf, usualTasks } from "../../bench/dispatch/sizes.ts";
import * as tasks from "../../bench/peers/tasks.ts";

const sizes = sizesOf(200, 2);
const asked = measurements.filter(({ lap }) => lap);

/** Does tasks in this thread; `spoil` is what becomes of each answer. */
function inline(spoil: (answer: unknown) => unknown = (answer) => answer): Contestant {
  const run = (task: keyof typeof tasks, argument: unknown, moved?: ArrayBuffer) => {
    // Nobody but this thread could let it go.
    if (task === "hold") return Promise.resolve(spoil(true));
    const answer = (tasks[task] as (argument: unknown) => unknown)(argument);
    if (moved) structuredClone(moved, { transfer: [moved] });
    return Promise.resolve(spoil(answer));
  };
  return {
    sharesMemory: true,
    run: run as Contestant["run"],
    close: () => Promise.resolve(),
  };
}

/** The same with a map. */
function mapping(): Contestant {
  return {
    ...inline(),
    async *map(inputs) {
      yield* inputs.map((x) => x + 1);
    },
  };
}

test("sizesOf() makes a small run small everywhere and the usual one as README tells it", () => {
  const usual = sizesOf(usualTasks, 2);
  assert.deepEqual(usual, {
    workers: 2,
    tasks: 100_000,
    windowTasks: 100_000,
    window: 64,
    singleTasks: 2_000,
    items: 1_000_000,
    chunk: 1_000,
    spinTasks: 2_000,
    bytes: 64 * 2 ** 20,
    idle: 1_000,
    settling: 500,
  });
  const small = sizesOf(1_000, 2);
  assert.deepEqual([small.windowTasks, small.items, small.spinTasks], [1_000, 10_000, 20]);
});

test("each measurement gives all its figures when a pool can do everything", async () => {
  for (const { name, figures, lap } of asked) {
    const sample = await lap!(mapping(), sizes);
    assert.deepEqual(Object.keys(sample), figures.map((figure) => figure.name), name);
    for (const value of Object.values(sample)) assert.ok(value >= 0, `${name}: ${value}`);
  }
});

test("a measurement leaves figures out when a pool shares no memory or has no map", async () => {
  const figuresOf = async (wanted: string, pool: Contestant): Promise<string[]> =>
    Object.keys(await asked.find(({ name }) => name === wanted)!.lap!(pool, sizes));
  assert.deepEqual(await figuresOf("buffer", { ...inline(), sharesMemory: false }), ["copied"]);
  assert.deepEqual(await figuresOf("map", inline()), ["chunked"]);
});

test("each measurement rejects when answers are wrong", async () => {
  for (const { name, lap } of asked) {
    const wrong = inline((answer) => Array.isArray(answer) ? answer.slice(1) : "wrong");
    await assert.rejects(lap!(wrong, sizes), /^Error: (?:wrong answer to|\d+ answers to)/, name);
  }
});

test("a measurement of a buffer rejects when it was copied instead of given away", async () => {
  const copying = inline();
  const run =
    ((task: "lastByte", argument: Uint8Array) => copying.run(task, argument)) as Contestant["run"];
  const { lap } = asked.find(({ name }) => name === "buffer")!;
  await assert.rejects(lap!({ ...copying, run }, sizes), /copied, not transferred/);
});

test("the titles of figures differ, so that a table's rows can be told apart", () => {
  const titles = measurements.flatMap(({ figures }) => figures.map(({ title }) => title(sizes)));
  assert.equal(new Set(titles).size, titles.length);
});
