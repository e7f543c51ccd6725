/** The dispatch bench's results: compared, as a table, as charts, in words, in README. */

import assert from "node:assert/strict";
import { test } from "node:test";
import dispatch from "../../bench/cases/dispatch.ts";
import { chartsOf } from "../../bench/dispatch/charts.ts";
import { failureOf, notesOf } from "../../bench/dispatch/notes.ts";
import { peerVersions } from "../../bench/dispatch/peer_versions.ts";
import {
  compared,
  type DispatchResult,
  isMeasured,
  resultOf,
  type Subject,
} from "../../bench/dispatch/result.ts";
import { roster } from "../../bench/dispatch/roster.ts";
import { tableOf } from "../../bench/dispatch/table.ts";
import { bytes, microseconds, rate } from "../../bench/render/figures.ts";
import { quantileOf } from "../../bench/stats.ts";
import { dispatchTable } from "../../tools/readme/dispatch.ts";

const roles = {
  threads: "ours",
  raw: "raw",
  piscina: "peer",
  tinypool: "peer",
  "CPython threads": "CPython",
} as const;

type Name = keyof typeof roles;

function burst(contestant: Name): Subject {
  const about = { measurement: "burst", figure: "rate", title: "100 at once" } as const;
  return { ...about, unit: "per second", better: "more", contestant, role: roles[contestant] };
}

function latency(contestant: Name): Subject {
  const about = { measurement: "latency", figure: "p50", title: "p50" } as const;
  return { ...about, unit: "microseconds", better: "less", contestant, role: roles[contestant] };
}

const missing: DispatchResult = { ...burst("tinypool"), missing: "no answer within 60 s" };

const rates = compared([
  resultOf(burst("threads"), [300_000, 500_000, 400_000]),
  resultOf(burst("raw"), [100_000]),
  resultOf(burst("piscina"), [40_000]),
  missing,
]);
const times = compared([
  resultOf(latency("threads"), [20, 30, 40]),
  resultOf(latency("raw"), [10]),
  resultOf(latency("piscina"), [60]),
  resultOf(latency("tinypool"), [90]),
  resultOf(latency("CPython threads"), [50]),
]);
const results = [...rates, ...times];

function factorsOf(group: readonly DispatchResult[]): unknown[] {
  return group.filter(isMeasured).map(({ reference, factor, bestFactor }) => ({
    reference,
    factor,
    bestFactor,
  }));
}

test("quantileOf() takes the value below which a share lies when values are in any order", () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  assert.deepEqual([0.5, 0.99, 1].map((share) => quantileOf(values, share)), [50, 99, 100]);
  assert.deepEqual([0.5, 0.99].map((share) => quantileOf([7], share)), [7, 7]);
  assert.throws(() => quantileOf([], 0.5), RangeError);
});

test("rate(), microseconds() and bytes() keep three digits when values differ much", () => {
  assert.deepEqual([12.3, 4_610, 46_100, 461_000, 4_610_000].map(rate), [
    "12/s",
    "4.61k/s",
    "46.1k/s",
    "461k/s",
    "4.61M/s",
  ]);
  assert.deepEqual([2.34, 23.4, 234.5].map(microseconds), ["2.3 µs", "23.4 µs", "235 µs"]);
  assert.deepEqual([12, 999, 1234, 12345].map(bytes), ["12 B", "999 B", "1.23 kB", "12.3 kB"]);
});

test("resultOf() takes the largest lap for the best when more is better, else the smallest", () => {
  const { median, best, laps } = resultOf(burst("raw"), [5, 7.00049, 6]);
  assert.deepEqual({ median, best, laps }, { median: 6, best: 7, laps: [5, 7, 6] });
  assert.equal(resultOf(latency("raw"), [5, 7, 6]).best, 5);
});

test("compared() compares with the best peer when there are several", () => {
  assert.deepEqual(factorsOf(times), [
    { reference: "piscina", factor: 2, bestFactor: 3 },
    { reference: "piscina", factor: 6, bestFactor: 6 },
    { reference: "piscina", factor: 1, bestFactor: 1 },
    { reference: "piscina", factor: 0.667, bestFactor: 0.667 },
    { reference: "piscina", factor: 1.2, bestFactor: 1.2 },
  ]);
  assert.deepEqual(factorsOf(rates)[0], { reference: "piscina", factor: 10, bestFactor: 12.5 });
});

test("compared() compares with the raw loop when no peer has the figure, or with nobody", () => {
  const ours = resultOf(latency("threads"), [20]);
  const raw = resultOf(latency("raw"), [10]);
  assert.deepEqual(factorsOf(compared([ours, raw, missing]))[0], {
    reference: "raw",
    factor: 0.5,
    bestFactor: 0.5,
  });
  assert.deepEqual(compared([ours, missing]), [ours, missing]);
  const nothing = resultOf(latency("piscina"), [0]);
  assert.deepEqual(compared([resultOf(latency("raw"), [0]), nothing]).filter(hasFactor), []);
});

function hasFactor(result: DispatchResult): boolean {
  return isMeasured(result) && result.factor !== undefined;
}

test("tableOf() has a column a contestant and dashes where one failed", () => {
  const { columns, groups } = tableOf(results);
  const rows = [columns.map(({ title }) => title), ...groups.flat()].map((row) => row.join("|"));
  assert.deepEqual(rows, [
    "|threads|raw|piscina|tinypool|CPython threads|threads to best peer",
    "100 at once|400k/s|100k/s|40.0k/s|–||10.00× piscina",
    "p50|30.0 µs|10.0 µs|60.0 µs|90.0 µs|50.0 µs|2.00× piscina",
  ]);
});

test("chartsOf() draws speeds when there is something to compare with", () => {
  const [first, second] = chartsOf(results);
  assert.equal(first!.title, "100 at once: speed, piscina = 1");
  assert.deepEqual(first!.bars.map(({ label, text }) => `${label} ${text}`), [
    "threads 10.00×",
    "raw 2.50×",
    "piscina 1.00×",
  ]);
  assert.equal(second!.bars.length, 5);
  assert.deepEqual(chartsOf([resultOf(burst("threads"), [1])]), []);
});

test("notesOf() tells once why somebody is missing", () => {
  const reasons = notesOf([...results, missing]).filter((note) => note.startsWith("–"));
  assert.deepEqual(reasons, ["– tinypool, burst: no answer within 60 s"]);
});

test("notesOf() tells how a peer is set up when that is not its default here", () => {
  const remarked = roster.filter(({ remark }) => remark).map(({ name }) => name);
  const everybody = roster.map(({ name, role }): DispatchResult =>
    resultOf({ ...burst("raw"), contestant: name, role }, [1])
  );
  const notes = notesOf(everybody);
  assert.deepEqual(notes.map((note) => note.split(" ")[0]), remarked);
  assert.deepEqual(notesOf([resultOf(burst("threads"), [1])]), []);
});

test("failureOf() names a pool of this package when it failed, and no other", () => {
  const ours: DispatchResult = { ...burst("threads"), missing: "wrong answer" };
  assert.equal(failureOf([missing]), undefined);
  assert.equal(failureOf([missing, ours]), "Cannot measure all: – threads, burst: wrong answer");
});

test("peerVersions() tells exact versions of the peers that gave results", () => {
  const versions = peerVersions(rates);
  assert.deepEqual(Object.keys(versions), ["piscina"]);
  assert.match(versions.piscina!, /^\d+\.\d+\.\d+$/);
});

test("dispatch plans the usual sizes with everybody when nothing is given", () => {
  const { contestants, measurements, sizes, limit } = dispatch.plan({}).options as {
    contestants: readonly string[];
    measurements: readonly string[];
    sizes: { tasks: number };
    limit: number;
  };
  assert.equal(contestants.length, 7);
  assert.equal(measurements.length, 9);
  assert.deepEqual([sizes.tasks, limit], [100_000, 60]);
});

test("dispatchTable() shows each of our pools on each runtime, by the best peer, and CPython", () => {
  const file = (name: string, peers: Readonly<Record<string, string>>) => ({
    runtime: { name, version: "1.0" },
    machine: { cpu: "Any", cpus: 2 },
    options: { rounds: 3, sizes: { workers: 2 } },
    peers,
    results,
  });
  const tableOf = (peers: Readonly<Record<string, string>>) =>
    dispatchTable([file("Deno", peers), file("Bun", peers)]).split("\n");
  assert.deepEqual(tableOf({ piscina: "5.0.0", CPython: "3.14" }), [
    "| threads     | Deno 1.0               | Bun 1.0                | CPython 3.14 |",
    "| ----------- | ---------------------- | ---------------------- | ------------ |",
    "| 100 at once | 400k/s, 10.00× piscina | 400k/s, 10.00× piscina |              |",
    "| p50         | 30.0 µs, 2.00× piscina | 30.0 µs, 2.00× piscina | 50.0 µs      |",
    "",
    "Medians of 3 interleaved laps on 2 workers, and how many times as good as the best peer.",
    "",
    "On 2 × Any.",
    "",
    "Beside: piscina 5.0.0, CPython 3.14.",
  ]);
  assert.equal(tableOf({ piscina: "5.0.0" })[0]?.includes("CPython"), false);
});
