/** What the GIL laboratory makes of events and outcomes, without its page. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { captionOf } from "../../bench/page/caption.ts";
import { withOpenTasks } from "../../bench/page/open_tasks.ts";
import { resultCharts } from "../../bench/page/result_charts.ts";
import type { Outcome } from "../../bench/page/run.ts";
import { shareBars } from "../../bench/page/share_bars.ts";
import { Tape } from "../../bench/page/tape.ts";
import { recordingOf, recordingUntil } from "../../bench/timeline/recording.ts";
import type { TraceEvent } from "../../src/core/trace.ts";
import { burningPair, convoy, freeFour } from "../fixtures/recorded_traces.ts";

/** Two workers in the midst of tasks that nothing is known of yet. */
const open: readonly TraceEvent[] = [
  { type: "up", at: 0, worker: "worker_0" },
  { type: "up", at: 0, worker: "worker_1" },
  { type: "holding", at: 1, worker: "worker_0" },
  { type: "waiting", at: 2, worker: "worker_1" },
  { type: "forcedSwitch", at: 7, worker: "worker_0" },
  { type: "holding", at: 7, worker: "worker_1" },
];

function outcomeOf(events: readonly TraceEvent[], rest: Partial<Outcome> = {}): Outcome {
  return { recording: recordingOf(events), speed: 0.974, late: [], ...rest };
}

test("recordingUntil() lasts to the end that it is told", () => {
  const { duration, lanes } = recordingUntil(9, withOpenTasks(open));
  assert.equal(duration, 9);
  assert.deepEqual(lanes.map(({ intervals }) => intervals.at(-1)!.to), [9, 9]);
});

test("withOpenTasks() gives each worker at the lock a task when none is known", () => {
  const { lanes } = recordingUntil(9, withOpenTasks(open));
  assert.deepEqual(
    lanes.map(({ intervals }) => intervals.map(({ state, from }) => `${state} ${from}`)),
    [
      ["idle 0", "running 1", "waiting 7"],
      ["idle 0", "waiting 2", "running 7"],
    ],
  );
});

test("withOpenTasks() adds nothing when all tasks are known", () => {
  for (const events of [burningPair(4), convoy(3), freeFour()]) {
    const ordered = events.toSorted((a, b) => a.at - b.at);
    assert.deepEqual(withOpenTasks(ordered), ordered);
  }
});

test("Tape begins with all workers up, whatever was before", () => {
  const tape = new Tape(2);
  for (const worker of ["worker_1", "worker_0"]) tape.take({ type: "up", at: 1, worker });
  tape.take({ type: "started", at: 2, task: 1, worker: "worker_0" });
  tape.begin(10);
  tape.take({ type: "finished", at: 9, task: 1, worker: "worker_0", ok: true });
  tape.take({ type: "started", at: 11, task: 2, worker: "worker_1" });
  tape.take({ type: "finished", at: 14, task: 2, worker: "worker_1", ok: true });
  tape.take({ type: "down", at: 20, worker: "worker_0" });
  assert.equal(tape.end(), 14);
  const { duration, lanes, tasks } = tape.recording(30, false);
  assert.equal(duration, 4);
  assert.deepEqual(lanes.map(({ worker }) => worker), ["worker_0", "worker_1"]);
  assert.deepEqual([...tasks.keys()], [2]);
});

test("Tape knows free workers to when the last of them has told something", () => {
  const tape = new Tape(2);
  for (const worker of ["worker_0", "worker_1"]) tape.take({ type: "up", at: 1, worker });
  tape.begin(10);
  const ran = (worker: string, task: number, at: number): void => {
    tape.take({ type: "started", at, task, worker });
    tape.take({ type: "finished", at: at + 5, task, worker, ok: true });
  };
  ran("worker_0", 1, 10);
  assert.equal(tape.recording(40, false).duration, 0);
  ran("worker_1", 2, 12);
  ran("worker_0", 3, 16);
  assert.equal(tape.recording(40, false).duration, 7);
});

test("captionOf() tells what was measured, and the interval only when it stayed the same", () => {
  const locked = outcomeOf(convoy(4), { late: [5.3, 5.1, 5.2] });
  assert.match(
    captionOf("convoy", locked, 5),
    /^At most 1 of 2 workers held the lock at a time, for \d+ % of .* ms in all\. Together they did 0\.97 times the work of serial code\. Of 8 switches 4 were forced\. Of 3 sleeps of 1 ms the middle one ended 5\.20 ms late; the switch interval is 5 ms\.$/,
  );
  assert.match(captionOf("convoy", locked), /ended 5\.20 ms late\.$/);
  const free = captionOf("io", outcomeOf(freeFour(), { speed: 3.9 }));
  assert.match(free, /^Without a lock 2\.\d of 4 workers had .* 3\.9 tasks blocked at once/);
  assert.equal(captionOf("count", outcomeOf([])), "Nothing was recorded.");
});

test("resultCharts() has a chart of sleeps only when there are some, of the lock when there is one", () => {
  const locked = outcomeOf(convoy(4), { late: [5] }), free = outcomeOf(freeFour(), { speed: 1.9 });
  const titles = (html: string): string[] =>
    [...html.matchAll(/<caption>([^<]*)/g)].map(([, title]) => title!);
  assert.deepEqual(titles(resultCharts({ free }, "Speed")), ["Speed"]);
  assert.deepEqual(titles(resultCharts({ locked, free }, "Speed")), [
    "Speed",
    "A sleep of 1 ms ends late by",
    "At the lock",
  ]);
  assert.match(resultCharts({ free }, "Speed"), /1\.90×/);
});

test("shareBars() has a bar a worker whose pieces are all its time", () => {
  const html = shareBars(recordingOf(burningPair(8)));
  const rows = html.split("<tr>").slice(1);
  assert.equal(rows.length, 2);
  for (const row of rows) {
    const widths = [...row.matchAll(/ width="([\d.]+)"/g)].map(([, width]) => Number(width));
    assert.ok(Math.abs(widths.reduce((sum, width) => sum + width, 0) - 100) < 0.1);
  }
});
