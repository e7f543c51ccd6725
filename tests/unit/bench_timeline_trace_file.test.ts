/** The bench's trace files: what the Trace Event format and its viewers demand of them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { recordingOf } from "../../bench/timeline/recording.ts";
import type { FormatEvent } from "../../bench/timeline/format_event.ts";
import { traceFile } from "../../bench/timeline/trace_file.ts";
import type { TraceEvent } from "../../src/core/trace.ts";
import { assertNested } from "../fixtures/nested_slices.ts";
import { burningPair, convoy, crowded, freeFour } from "../fixtures/recorded_traces.ts";

function eventsOf(...traces: readonly (readonly TraceEvent[])[]): FormatEvent[] {
  const recordings = traces.map((trace, index) => {
    return { title: `recording ${index}`, recording: recordingOf(trace) };
  });
  const file = JSON.parse(traceFile(recordings));
  assert.deepEqual(Object.keys(file), ["traceEvents", "displayTimeUnit"]);
  assert.equal(file.displayTimeUnit, "ms");
  return file.traceEvents;
}

const all = eventsOf(burningPair(40, 1234.5678), convoy(10), freeFour(), crowded(1000), []);

function threadsOf(events: readonly FormatEvent[]): FormatEvent[][] {
  return [...Map.groupBy(events, ({ pid, tid }) => `${pid} ${tid}`).values()];
}

test("traceFile() gives what the format demands of every event when traces are of all kinds", () => {
  assert.ok(all.length > 1000);
  for (const { ph, ts, dur, pid, tid, name } of all) {
    assert.ok(Number.isInteger(pid) && Number.isInteger(tid) && pid > 0 && tid > 0);
    assert.ok(name.length > 0);
    if (ph === "M") continue;
    assert.ok(Number.isInteger(ts) && ts! >= 0, `${ph} ${name}: ${ts}`);
    assert.equal(ph === "X", dur !== undefined);
    if (dur !== undefined) assert.ok(Number.isInteger(dur) && dur >= 0);
  }
});

test("traceFile() keeps times in order and nests slices perfectly when tasks change state", () => {
  for (const events of threadsOf(all)) {
    const timed = events.filter(({ ph }) => ph !== "M");
    const times = timed.map(({ ts }) => ts!);
    assert.deepEqual(times, times.toSorted((a, b) => a - b));
  }
  assertNested(all);
});

test("traceFile() names every process and thread and uses a number once when there are several", () => {
  const processes = Map.groupBy(all, ({ pid }) => pid);
  assert.equal(processes.size, 5);
  for (const events of processes.values()) {
    assert.equal(events.filter(({ name }) => name === "process_name").length, 1);
  }
  for (const events of threadsOf(all)) {
    for (const name of ["thread_name", "thread_sort_index"]) {
      assert.equal(events.filter((event) => event.name === name).length, 1);
    }
  }
  assert.equal(new Set(all.map(({ tid }) => tid)).size, threadsOf(all).length);
});

test("traceFile() puts states into tasks when there is a lock", () => {
  const slices = eventsOf(convoy(2)).filter(({ ph, tid }) => ph === "X" && tid === 3);
  const told = slices.map(({ name, ts, dur }) => `${name} ${ts}+${dur}`);
  assert.deepEqual(told, [
    "serve(2) 1500+15100",
    "outside 1500+100",
    "waiting 1600+5400",
    "running 7000+300",
    "outside 7300+2000",
    "waiting 9300+5000",
    "running 14300+300",
    "outside 14600+2000",
  ]);
});

test("traceFile() has an instant for each drop request and forced switch", () => {
  const instants = eventsOf(burningPair(4)).filter(({ ph }) => ph === "i");
  const count = (name: string): number => instants.filter((event) => event.name === name).length;
  assert.deepEqual([count("drop request"), count("forced switch")], [3, 3]);
  assert.ok(instants.every(({ s }) => s === "t"));
  assert.deepEqual(instants[0]!.args, { holder: "worker 0" });
});

test("traceFile() draws an arrow within slices from where a task is submitted to where it starts", () => {
  const starts = all.filter(({ ph }) => ph === "s");
  assert.equal(starts.length, 2 + 2 + 16 + 2);
  assert.equal(new Set(starts.map(({ id }) => id)).size, starts.length);
  for (const start of starts) {
    const end = all.filter(({ ph, id }) => ph === "f" && id === start.id);
    assert.equal(end.length, 1);
    assert.deepEqual([end[0]!.bp, end[0]!.name, end[0]!.cat], ["e", start.name, start.cat]);
    assert.ok(end[0]!.ts! >= start.ts!);
    for (const { pid, tid, ts } of [start, end[0]!]) {
      const slice = all.find((x) => x.ph === "X" && x.pid === pid && x.tid === tid && x.ts === ts);
      assert.ok(slice && all.indexOf(slice) < all.indexOf(start.tid === tid ? start : end[0]!));
    }
  }
});

test("traceFile() counts how many run at once", () => {
  const counts = eventsOf(freeFour()).filter(({ ph }) => ph === "C");
  const running = counts.map(({ args }) => args!.running as number);
  assert.equal(Math.max(...running), 4);
  assert.deepEqual([running[0], running.at(-1)], [0, 0]);
});
