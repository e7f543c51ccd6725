/** A trace becomes lanes and a file that hold together, whatever it is made of. */

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  type Recording,
  recordingOf,
  summaryOf,
  svg,
  traceFile,
} from "../../bench/timeline/mod.ts";
import { plotOf } from "../../bench/timeline/plot_of.ts";
import type { TraceEvent } from "../../src/core/trace.ts";
import { assertNested } from "../fixtures/nested_slices.ts";

const at = fc.oneof(fc.nat(20), fc.double({ min: 0, max: 20, noNaN: true }));
const worker = fc.constantFrom("a", "b", "c");
const task = fc.integer({ min: 1, max: 6 });

/** Any events in any order: a worker that is gone may start a task that was never submitted. */
const event: fc.Arbitrary<TraceEvent> = fc.oneof(
  fc.record({ type: fc.constant("submitted"), at, task, name: fc.string() }),
  fc.record({ type: fc.constant("started"), at, task, worker }),
  fc.record({ type: fc.constant("finished"), at, task, worker, ok: fc.boolean() }),
  fc.record({ type: fc.constant("cancelled"), at, task }),
  fc.record({ type: fc.constantFrom("up", "down"), at, worker }),
  fc.record({ type: fc.constantFrom("waiting", "holding", "outside", "forcedSwitch"), at, worker }),
  fc.record({ type: fc.constant("dropRequest"), at, worker, holder: worker }),
);

function assertInOrder({ lanes, duration }: Recording): void {
  for (const { intervals } of lanes) {
    let last = 0;
    for (const { from, to } of intervals) {
      assert.ok(from >= last && to > from && to <= duration);
      last = to;
    }
  }
}

test("recordingOf() gives lanes in order and shares of one whole when a trace is any", () => {
  fc.assert(fc.property(fc.array(event), (events) => {
    const recording = recordingOf(events);
    assertInOrder(recording);
    const sum = recording.parallelism.reduce((total, ms) => total + ms);
    assert.ok(Math.abs(sum - recording.duration) < 1e-6);
    for (const { counters, intervals } of recording.lanes) {
      const share = Object.values(counters.share).reduce((total, one) => total + one);
      assert.ok(Math.abs(share - Number(intervals.length > 0)) < 1e-6);
    }
  }));
});

test("traceFile() gives whole, nested slices when a trace is any", () => {
  fc.assert(fc.property(fc.array(event), (events) => {
    const recording = recordingOf(events);
    const { traceEvents } = JSON.parse(traceFile([{ title: "any", recording }]));
    assertNested(traceEvents);
  }));
});

test("svg(), summaryOf() and plotOf() take any trace", () => {
  fc.assert(fc.property(fc.array(event), (events) => {
    const recording = recordingOf(events);
    const text = svg(recording, { title: "any" }) + summaryOf(recording);
    assert.doesNotMatch(text, /NaN|Infinity|undefined/);
    for (const { edges, states, tasks } of plotOf(recording).tracks) {
      assert.equal(states.length, tasks.length);
      assert.equal(edges.length, states.length === 0 ? 0 : states.length + 1);
      assert.deepEqual(edges, edges.toSorted((a, b) => a - b));
    }
  }));
});
