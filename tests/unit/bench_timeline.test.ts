/** How the bench reads a trace: lanes, marks, figures and the line that sums them up. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Recording, recordingOf } from "../../bench/timeline/recording.ts";
import { summaryOf } from "../../bench/timeline/summary.ts";
import type { TraceEvent } from "../../src/core/trace.ts";
import { burningPair, convoy, freeFour } from "../fixtures/recorded_traces.ts";

/** `from–to state`, of a lane. */
function told({ lanes }: Recording, lane = 0): string[] {
  return lanes[lane]!.intervals.map(({ from, to, state, task, forced }) => {
    return `${from}–${to} ${state}${forced ? " forced" : ""}${task ? ` ${task}` : ""}`;
  });
}

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-6, `${actual} is not ${expected}`);
}

const [w, v] = ["w", "v"];

test("recordingOf() gives nothing when nothing was recorded", () => {
  const { lanes, duration, parallelism, tasks } = recordingOf([]);
  assert.deepEqual([lanes, duration, parallelism, tasks.size], [[], 0, [0], 0]);
});

test("recordingOf() tells running from idle by tasks when there is no lock", () => {
  const recording = recordingOf([
    { type: "finished", at: 7, task: 1, worker: w, ok: true },
    { type: "up", at: 1, worker: w },
    { type: "started", at: 3, task: 1, worker: w },
    { type: "down", at: 9, worker: w },
  ]);
  assert.deepEqual(told(recording), ["0–2 idle", "2–6 running 1", "6–8 idle"]);
  assert.equal(recording.locked, false);
});

test("recordingOf() tells waiting, running and outside by the lock when there is one", () => {
  const recording = recordingOf([
    { type: "up", at: 0, worker: w },
    { type: "started", at: 1, task: 1, worker: w },
    { type: "waiting", at: 2, worker: w },
    { type: "holding", at: 3, worker: w },
    { type: "outside", at: 4, worker: w },
    { type: "waiting", at: 5, worker: w },
    { type: "holding", at: 6, worker: w },
    { type: "finished", at: 7, task: 1, worker: w, ok: false },
    { type: "outside", at: 8, worker: w },
    { type: "submitted", at: 9, task: 2, name: "late" },
  ]);
  assert.deepEqual(told(recording), [
    "0–1 idle",
    "1–2 outside 1",
    "2–3 waiting 1",
    "3–4 running 1",
    "4–5 outside 1",
    "5–6 waiting 1",
    "6–7 running 1",
    "7–9 idle",
  ]);
});

test("recordingOf() marks one forced wait when a worker had to let go and waits again", () => {
  const recording = recordingOf([
    { type: "started", at: 0, task: 1, worker: w },
    { type: "holding", at: 0, worker: w },
    { type: "dropRequest", at: 4, worker: v, holder: w },
    { type: "forcedSwitch", at: 5, worker: w },
    { type: "holding", at: 5, worker: v },
    { type: "waiting", at: 6, worker: w },
    { type: "outside", at: 8, worker: v },
    { type: "holding", at: 8, worker: w },
    { type: "finished", at: 9, task: 1, worker: w, ok: true },
  ]);
  assert.deepEqual(told(recording), ["0–5 running 1", "5–8 waiting forced 1", "8–9 running 1"]);
  assert.deepEqual(recording.lanes[0]!.forcedSwitches, [5]);
  assert.deepEqual(recording.lanes[1]!.dropRequests, [{ at: 4, holder: w }]);
});

test("recordingOf() infers how workers stood when a trace begins in the middle", () => {
  const recording = recordingOf([
    { type: "submitted", at: 0, task: 9, name: "nine" },
    { type: "forcedSwitch", at: 2, worker: w },
    { type: "holding", at: 2, worker: v },
    { type: "finished", at: 3, task: 7, worker: v, ok: true },
    { type: "outside", at: 3, worker: v },
    { type: "holding", at: 3, worker: w },
    { type: "finished", at: 4, task: 8, worker: w, ok: true },
  ]);
  assert.deepEqual(told(recording, 0), ["0–2 running 8", "2–3 waiting forced 8", "3–4 running 8"]);
  assert.deepEqual(told(recording, 1), ["0–2 waiting 7", "2–3 running 7", "3–4 idle"]);
  assert.equal(recording.tasks.get(8)!.name, "task 8");
});

test("recordingOf() ends a task with its worker or the trace when it never finished", () => {
  const events: TraceEvent[] = [
    { type: "up", at: 0, worker: w },
    { type: "up", at: 0, worker: v },
    { type: "started", at: 1, task: 1, worker: w },
    { type: "started", at: 1, task: 2, worker: v },
    { type: "down", at: 3, worker: w },
    { type: "up", at: 5, worker: w },
    { type: "submitted", at: 6, task: 3, name: "last" },
  ];
  const recording = recordingOf(events);
  assert.deepEqual(told(recording, 0), ["0–1 idle", "1–3 running 1", "5–6 idle"]);
  assert.deepEqual(told(recording, 1), ["0–1 idle", "1–6 running 2"]);
  near(recording.lanes[0]!.counters.share.running, 0.5);
});

test("recordingOf() leaves no interval without length when events come at the same time", () => {
  const recording = recordingOf([
    { type: "up", at: 1, worker: w },
    { type: "started", at: 1, task: 1, worker: w },
    { type: "finished", at: 1, task: 1, worker: w, ok: true },
    { type: "started", at: 1, task: 2, worker: w },
    { type: "finished", at: 2, task: 2, worker: w, ok: true },
    { type: "down", at: 2, worker: w },
  ]);
  assert.deepEqual(told(recording), ["0–1 running 2"]);
  assert.equal(recording.lanes[0]!.counters.finished, 2);
});

test("recordingOf() counts switches, requests and tasks a worker when two burn under a lock", () => {
  const { lanes, duration, parallelism } = recordingOf(burningPair(40));
  const [one, two] = lanes.map(({ counters }) => counters);
  assert.deepEqual([one!.switches, two!.switches], [20, 20]);
  assert.deepEqual([one!.dropRequests, two!.dropRequests], [19, 20]);
  assert.deepEqual([one!.forcedSwitches, two!.forcedSwitches], [20, 19]);
  assert.deepEqual([one!.finished, two!.finished, one!.failed], [1, 1, 0]);
  near(one!.ms.running + two!.ms.running, 202.99);
  near(parallelism[1]!, 202.99);
  near(parallelism.reduce((sum, ms) => sum + ms), duration);
  assert.equal(parallelism[2], 0);
});

test("recordingOf() tells how many ran at once when four are free", () => {
  const { lanes, duration, parallelism, tasks } = recordingOf(freeFour());
  assert.deepEqual(lanes.map(({ worker }) => worker), [0, 1, 2, 3].map((n) => `worker ${n}`));
  assert.deepEqual(lanes.map(({ counters }) => counters.failed), [0, 1, 0, 0]);
  assert.ok(parallelism[4]! > duration / 2);
  assert.equal(tasks.get(17)!.cancelled, true);
  for (const { counters } of lanes) {
    near(Object.values(counters.share).reduce((sum, share) => sum + share), 1);
  }
});

test("recordingOf() shows the convoy when one worker sleeps beside one that burns", () => {
  const [burner, server] = recordingOf(convoy(10)).lanes.map(({ counters }) => counters);
  assert.ok(burner!.share.running > 0.8);
  assert.ok(server!.ms.waiting > 10 * server!.ms.running);
  assert.ok(server!.ms.outside > 0);
  assert.deepEqual([server!.forcedSwitches, burner!.forcedSwitches], [0, 10]);
});

test("summaryOf() says how workers took turns when they have a lock", () => {
  assert.equal(
    summaryOf(recordingOf(burningPair(40))),
    "2 workers took turns: one ran at a time for 99 % of 206 ms; " +
      "40 switches, of which 39 were forced. 2 tasks returned.",
  );
});

test("summaryOf() says how many ran at once when they are free", () => {
  assert.equal(
    summaryOf(recordingOf(freeFour())),
    "4 workers had no lock: 2.9 ran at once on average in 60.5 ms, all 4 for 57 % of it. " +
      "15 tasks returned, 1 threw, 1 cancelled.",
  );
});

test("summaryOf() says so when there is nothing to sum up", () => {
  const up = { type: "up", at: 3, worker: w } as const;
  assert.equal(summaryOf(recordingOf([])), "No worker was recorded.");
  assert.equal(summaryOf(recordingOf([up])), "1 worker, and no time went by.");
});

test("summaryOf() tells how many events are missing when some were lost", () => {
  const whole = burningPair(5);
  const lost = { type: "lost", worker: "worker 1", at: whole.at(-1)!.at, count: 12 } as const;
  assert.doesNotMatch(summaryOf(recordingOf(whole)), /missing/);
  assert.match(summaryOf(recordingOf([...whole, lost])), /\. 12 events are missing\.$/);
});
