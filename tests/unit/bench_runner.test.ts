/** How the bench CLI measures: turns, warming up, answers, medians, what is told of them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { digestOf, faultIn } from "../../bench/contrast/answers.ts";
import { chartsOf, tableOf } from "../../bench/contrast/pictures.ts";
import { type ContrastResult, resultOf } from "../../bench/contrast/result.ts";
import { verdictOf } from "../../bench/contrast/verdict.ts";
import { workloads } from "../../bench/contrast/workloads.ts";
import { OpenResources } from "../../bench/open_resources.ts";
import { type Entry, type Lap, runContest } from "../../bench/runner.ts";
import { spreadOf } from "../../bench/stats.ts";

function entry(name: string, lap: () => Lap, warmUps = 0): Entry {
  return { name, isWarm: (laps) => laps >= warmUps, lap: () => Promise.resolve(lap()) };
}

function silent(): void {}

function result(variant: string, speedup: number): ContrastResult {
  const subject = { workload: "sum", n: 1000, variant, baseline: "serial" } as const;
  return resultOf(subject, [100 / speedup], [100]);
}

/** A contrast of one workload with the given speeds. */
function contrastOf(locked: number, threads: number, processes: number): ContrastResult[] {
  return [
    result("serial", 1),
    result("threads + GIL", locked),
    result("threads", threads),
    result("processes", processes),
  ];
}

test("spreadOf() takes the middle, or the mean of two, when values are in any order", () => {
  assert.deepEqual(spreadOf([10, 9, 2]), { median: 9, min: 2, max: 10 });
  assert.deepEqual(spreadOf([10, 9, 2, 1]), { median: 5.5, min: 1, max: 10 });
  assert.deepEqual(spreadOf([7]), { median: 7, min: 7, max: 7 });
  assert.throws(() => spreadOf([]), RangeError);
});

test("runContest() lets another entry go first when a new round begins", async () => {
  const laps: string[] = [];
  const entries = ["a", "b", "c"].map((name) => entry(name, () => ({ ms: laps.push(name) })));
  const times = await runContest({ title: "work", entries }, 4, silent);
  assert.equal(laps.join(""), "abcbcacababc");
  assert.deepEqual([...times], [["a", [1, 6, 8, 10]], ["b", [2, 4, 9, 11]], ["c", [3, 5, 7, 12]]]);
});

test("runContest() leaves the first laps out when an entry warms up", async () => {
  const told: string[] = [];
  let laps = 0;
  const entries = [entry("a", () => ({ ms: ++laps }), 2), entry("b", () => ({ ms: 0 }))];
  const times = await runContest({ title: "work", entries }, 1, (text) => told.push(text));
  assert.deepEqual(times.get("a"), [3]);
  assert.deepEqual(told, [
    "work: warming up, a",
    "work: warming up, a",
    "work: round 1 of 1, a",
    "work: round 1 of 1, b",
  ]);
});

test("runContest() rejects when an answer is wrong, while warming up too", async () => {
  for (const warmUps of [0, 1]) {
    const bad = entry("b", () => ({ ms: 1, fault: "task 2 of 4: 17" }), warmUps);
    await assert.rejects(runContest({ title: "work", entries: [bad] }, 1, silent), {
      name: "WrongAnswer",
      message: "Cannot go on: wrong answer to work by b: task 2 of 4: 17",
    });
  }
});

test("faultIn() names the task and its answer when one is wrong or missing", () => {
  const isSeven = (answer: bigint): boolean => answer === 7n;
  assert.equal(faultIn([7n, 7n], 2, isSeven), undefined);
  assert.equal(faultIn([7n, 8n], 2, isSeven), "task 2 of 2: 8");
  assert.equal(faultIn([7n], 2, isSeven), "1 answers to 2 tasks");
  assert.equal(faultIn([10n ** 50n], 1, isSeven), `task 1 of 1: 1${"0".repeat(39)}…`);
});

test("digestOf() tells bits and residue when numbers are small, large or the modulus", () => {
  const modulus = 2n ** 61n - 1n;
  assert.deepEqual([0n, 1n, 15n, 16n].map(digestOf), [[0, "0"], [1, "1"], [4, "15"], [5, "16"]]);
  assert.deepEqual(digestOf(modulus), [61, "0"]);
  assert.deepEqual(digestOf(2n ** 1000n), [1001, String(2n ** 1000n % modulus)]);
});

test("each workload's answer() is what its kernel returns when n is small", () => {
  const answers = workloads.map(({ answer }) => [1, 2, 10, 40].map(answer));
  assert.deepEqual(answers, [
    [1n, 2n, 3628800n, 815915283247897734345611269596115894272000000000n],
    [0n, 1n, 45n, 780n],
  ]);
  for (const { kernel, answer } of workloads) assert.equal(kernel(1000), answer(1000));
});

test("resultOf() compares medians and keeps every lap when there are several", () => {
  const subject = { workload: "sum", n: 9, variant: "threads", baseline: "serial" } as const;
  assert.deepEqual(resultOf(subject, [5.00049, 4, 7], [10, 9, 30]), {
    ...subject,
    ms: [5, 4, 7],
    median: 5,
    min: 4,
    max: 7,
    speedup: 2,
    bestSpeedup: 2.25,
  });
});

test("tableOf() and chartsOf() make a group a workload and baseline when there are peers", () => {
  const peer = { ...result("CPython serial", 1), baseline: "CPython serial" };
  const results = [...contrastOf(1, 2, 1.9), peer];
  const rows = tableOf(results).groups.map((group) => group.map((row) => row.join("|")));
  assert.deepEqual(rows, [
    [
      "sum(1,000)|serial|100 ms|100 ms|100 ms|1.00×|1.00×",
      "|threads + GIL|100 ms|100 ms|100 ms|1.00×|1.00×",
      "|threads|50.0 ms|50.0 ms|50.0 ms|2.00×|2.00×",
      "|processes|52.6 ms|52.6 ms|52.6 ms|1.90×|1.90×",
    ],
    ["sum(1,000)|CPython serial|100 ms|100 ms|100 ms|1.00×|1.00×"],
  ]);
  const titles = chartsOf(results).map(({ title }) => title);
  assert.deepEqual(titles, [
    "sum(1,000): speed, serial = 1",
    "sum(1,000): speed, CPython serial = 1",
  ]);
});

test("verdictOf() tells the laws when the speeds show them", () => {
  const results = [...contrastOf(0.97, 1.9, 1.85), ...contrastOf(1.02, 1.95, 1.85)];
  assert.equal(
    verdictOf(results, { workers: 2, tasks: 4, cpus: 2 }),
    "Under one lock 2 threads had 0.97 to 1.02 of the speed of serial code: they took turns. " +
      "Free threads had 1.90 to 1.95 of it and processes 1.85; 2 workers, 4 tasks and 2 cpus " +
      "allow 2.",
  );
});

test("verdictOf() claims no law and tells the fastest laps when the speeds do not show it", () => {
  const setting = { workers: 2, tasks: 4, cpus: 2 };
  const told = (...speeds: [number, number, number]) => verdictOf(contrastOf(...speeds), setting);
  assert.match(told(0.7, 1.9, 1.9), /had 0\.70 of .*, where turns give 0\.85 to 1\.10\./);
  for (const text of [told(0.7, 1.9, 1.8), told(1.3, 1.9, 1.8)]) {
    assert.doesNotMatch(text, /took turns/);
    assert.match(text, /The fastest laps, .*, give (0\.70|1\.30), 1\.90 and 1\.80\.$/);
  }
  for (const text of [told(1, 1.4, 1.9), told(1, 1.9, 1.4)]) {
    assert.match(text, /took turns/);
    assert.match(text, /The fastest laps/);
  }
});

test("OpenResources closes in reverse order when one fails", async () => {
  const ended: string[] = [];
  const open = new OpenResources();
  open.add({ close: () => Promise.resolve(ended.push("a")) });
  open.add({ close: () => Promise.reject(new Error("b")) });
  open.add({ close: () => Promise.resolve(ended.push("c")) });
  await open.close();
  assert.deepEqual(ended, ["c", "a"]);
});

test("OpenResources kills what it has and what comes later when it is killed", async () => {
  const ended: string[] = [];
  const resource = (name: string) => ({
    close: () => assert.fail("killed, not closed"),
    kill: () => Promise.resolve(ended.push(name)),
  });
  const open = new OpenResources();
  open.add(resource("a"));
  await open.kill();
  assert.throws(() => open.add(resource("b")), /interrupted/);
  assert.deepEqual(ended, ["a", "b"]);
});
