/** The lock's bench: what samples come to, how it is told, and that its tasks do what they say. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { burn } from "../../bench/gil/burn.ts";
import { deviationsOf } from "../../bench/gil/deviations.ts";
import { lawNames, type Subject } from "../../bench/gil/law.ts";
import { laws } from "../../bench/gil/laws.ts";
import { taskCount } from "../../bench/gil/laws/io.ts";
import { loops } from "../../bench/gil/loops.ts";
import { note, noted, sampleList, samplesOf, words } from "../../bench/gil/memory.ts";
import { notesOf } from "../../bench/gil/notes.ts";
import { chartsOf, tableOf } from "../../bench/gil/pictures.ts";
import { figuresOf, type GilResult, resultOf } from "../../bench/gil/result.ts";
import { elapse, runUntil } from "../../bench/gil/run_until.ts";
import { settingText } from "../../bench/gil/setting.ts";

const overshoot: Subject = {
  setting: { burners: 1, interval: 5 },
  quantity: "overshoot",
  unit: "ms",
  expected: 5,
  hasTail: true,
};

const speed: Subject = {
  setting: { workers: 2, lock: "locked" },
  quantity: "speed, serial = 1",
  unit: "×",
  expected: 1,
  hasTail: false,
};

const convoy = (ours: number, python: number | null): GilResult =>
  resultOf("convoy", overshoot, [[ours]], python === null ? null : [[python]]);

test("figuresOf() pools the samples of all rounds, and tells the median of each", () => {
  const samples = Array.from({ length: 200 }, (_, index) => index + 1);
  assert.deepEqual(figuresOf([samples.slice(100), samples.slice(0, 100)], true), {
    measured: 100.5,
    samples: 200,
    rounds: [150.5, 50.5],
    p90: 180,
    p99: 198,
    max: 200,
  });
});

test("figuresOf() tells no tail where a round gives one sample", () => {
  const figures = figuresOf([[0.98765], [1], [1.2]], false);
  assert.deepEqual([figures.measured, figures.rounds], [1, [0.9877, 1, 1.2]]);
  assert.deepEqual([figures.p90, figures.p99, figures.max], [null, null, null]);
});

test("resultOf() compares medians with CPython's, where it has some above 0", () => {
  assert.equal(convoy(6, 5).ratio, 1.2);
  assert.equal(convoy(6, 0).ratio, null);
  const alone = convoy(6, null);
  assert.deepEqual([alone.python, alone.ratio, alone.law, alone.expected], [
    null,
    null,
    "convoy",
    5,
  ]);
});

test("deviationsOf() finds medians that are more than 15 % from CPython's", () => {
  const results = [convoy(5.7, 5), convoy(5.8, 5), convoy(4.2, 5), convoy(9, null)];
  assert.deepEqual(deviationsOf(results).map(({ measured }) => measured), [5.8, 4.2]);
});

test("settingText() says how many of what and at which interval", () => {
  assert.equal(settingText({ burners: 2, interval: 0.5 }), "2 burners, 0.5 ms");
  assert.equal(settingText({ workers: 1, lock: "free" }), "1 worker, free");
});

test("tableOf() has CPython's columns only if it took part, and cells for what is missing", () => {
  const results = [convoy(6, 5), resultOf("cpu", speed, [[0.5]], null)];
  const { columns, groups } = tableOf(results, true);
  assert.equal(columns.at(-1)!.title, "ratio");
  assert.deepEqual(groups, [
    [[
      ...["convoy", "1 burner, 5 ms", "overshoot"],
      ...["5.00 ms", "6.00 ms", "6.00 ms", "6.00 ms", "6.00 ms"],
      ...["5.00 ms", "5.00 ms", "5.00 ms", "1.20×"],
    ]],
    [["cpu", "2 workers, locked", speed.quantity, "1.00×", "0.50×", "", "", "", "", "", "", ""]],
  ]);
  const alone = tableOf(results, false);
  assert.equal(alone.columns.at(-1)!.title, "max");
  assert.ok(alone.groups.flat().every((row) => row.length === alone.columns.length));
});

test("chartsOf() shows delays in intervals, CPython's behind ours, and no empty chart", () => {
  const [chart, ...others] = chartsOf([convoy(6, 5)]);
  assert.deepEqual(others, []);
  assert.deepEqual(chart!.bars.map(({ label, value, text }) => [label, value, text]), [
    ["1 burner, 5 ms", 1.2, "1.20 (6.00 ms)"],
    ["CPython, 1 burner, 5 ms", 1, "1.00 (5.00 ms)"],
  ]);
});

test("notesOf() speaks of what was measured only", () => {
  assert.deepEqual(notesOf([]), []);
  assert.deepEqual(notesOf([convoy(6, null)]), [
    "Beside 1 burner a sleep ended 6.00 ms late at intervals of 5 ms.",
  ]);
  const [speeds, peer, deviations] = notesOf([resultOf("cpu", speed, [[0.5]], [[1]])], {
    version: "3.11.7",
    hasGil: true,
  });
  assert.equal(
    speeds,
    "Of their serial code's speed 2 workers under one lock had 0.50×; " +
      "2 threads of CPython had 1.00×.",
  );
  assert.equal(peer, "CPython 3.11.7 was measured in turns with this, by its own clock.");
  assert.equal(
    deviations,
    "Of 1 median 0 are within 15 % of CPython's; the others to CPython's: " +
      "cpu, 2 workers, locked (speed, serial = 1) 0.50×.",
  );
});

test("notesOf() says so when CPython has no lock", () => {
  const [, peer] = notesOf([convoy(6, 5)], { version: "3.13.0 (free-threaded)", hasGil: false });
  assert.match(peer!, /^CPython 3\.13\.0 \(free-threaded\) has no lock/);
});

test("every law has experiments of its own titles, and what it asks is one line of JSON", () => {
  assert.deepEqual(Object.keys(laws), [...lawNames]);
  for (const name of lawNames) {
    const { experiments } = laws[name];
    const titles = new Set(experiments.map(({ title }) => title));
    assert.equal(titles.size, experiments.length, name);
    assert.ok(experiments.every(({ subjects }) => subjects.length > 0), name);
    for (const { ask } of experiments) {
      const { question } = ask?.(10) ?? { question: {} };
      assert.deepEqual(JSON.parse(JSON.stringify(question)), question, name);
    }
  }
});

test("taskCount() fills all workers, as often as there is time for, with 64 tasks at most", () => {
  assert.deepEqual([1, 2, 8, 32].map((workers) => taskCount(workers, 800)), [40, 64, 64, 64]);
  assert.deepEqual([1, 2, 8, 32].map((workers) => taskCount(workers, 1)), [1, 2, 8, 32]);
});

test("a sample list keeps samples in their order, and counts those it has no room for", () => {
  const list = sampleList();
  for (const sample of [3, 1, 2]) note(list, sample);
  assert.deepEqual([noted(list), samplesOf(list), samplesOf(list, 2)], [3, [3, 1, 2], [2]]);
  const full = list.subarray(0, 3);
  note(full, 4);
  assert.deepEqual([noted(full), samplesOf(full)], [4, [3, 1]]);
});

test("burn() says that it runs and stops when it is told to", () => {
  const state = words(2);
  state[0] = 1;
  assert.equal(burn(state), 1);
  assert.equal(state[1], 1);
});

test("the loops compute what they should", () => {
  const answers = loops.map(({ name, work }) => [name, work(3)]);
  assert.deepEqual(answers, [
    ["number sum", 5],
    ["for…of sum", 3 * 4_999_950_000],
    ["bit operations", -1_647_531_835],
    ["BigInt factorial", 594_160],
    ["sieve", 3 * 41_538],
    ["recursion", 3 * 6_765],
    ["string building", 3],
    ["Map updates", 0],
  ]);
  assert.equal(loops.at(-1)!.work(2_000), 5 + 1_002 + 1_999);
});

test("runUntil() stops what runs when its time is over, and when something fails", async () => {
  const states: Int32Array[] = [];
  const start = (failing: boolean) => (state: Int32Array) => {
    states.push(state);
    return [failing ? Promise.reject(new Error("failed")) : Promise.resolve(states.length)];
  };
  assert.deepEqual(await runUntil(start(false), () => elapse(0, () => true)), [1]);
  await assert.rejects(runUntil(start(true), () => new Promise(() => {})), /failed/);
  await assert.rejects(runUntil(start(false), () => Promise.reject(new Error("over"))), /over/);
  assert.deepEqual(states.map((state) => Atomics.load(state, 0)), [1, 1, 1]);
});
