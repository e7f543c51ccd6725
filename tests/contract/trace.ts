/** What an executor records, whatever its workers are. */

import assert from "node:assert/strict";
import type { TraceEvent, TraceSink } from "../../mod.ts";
import { Gate } from "../fixtures/gate.ts";
import { type Kind, tasks, testsOf } from "../fixtures/kinds.ts";

type Of<T extends TraceEvent["type"]> = TraceEvent & { type: T };

function of<T extends TraceEvent["type"]>(trace: readonly TraceEvent[], ...types: T[]): Of<T>[] {
  return trace.filter((event): event is Of<T> => (types as string[]).includes(event.type));
}

export function traceContract(kind: Kind): void {
  const test = testsOf(kind);

  test("trace tells of each task when it was submitted, began and ended, and where", async (use) => {
    const executor = use(kind.create({ maxWorkers: 2, trace: true }));
    const before = performance.now();
    const [, failure] = await Promise.all([
      executor.submit(Math.sqrt, 9),
      executor.submit(tasks.throwCustom).exception(),
      executor.submit(tasks.identity, new Map([[1, 2]])),
    ]);
    const after = performance.now();
    assert.ok(failure instanceof Error);
    const { trace } = executor;
    assert.deepEqual(
      of(trace, "submitted").map(({ task, name }) => [task, name]),
      [[1, "Math.sqrt"], [2, "throwCustom"], [3, "identity"]],
    );
    const workers = new Set(of(trace, "up").map(({ worker }) => worker));
    for (const task of [1, 2, 3]) {
      const [submitted, started, finished, ...others] = trace.filter((event) =>
        "task" in event && event.task === task
      );
      assert.deepEqual(others, []);
      assert.ok(submitted?.type === "submitted");
      assert.ok(started?.type === "started");
      assert.ok(finished?.type === "finished");
      assert.equal(finished.ok, task !== 2);
      assert.equal(started.worker, finished.worker);
      assert.ok(workers.has(started.worker), started.worker);
      assert.ok(before <= submitted.at && finished.at <= after + slack);
    }
  });

  test("trace tells who was cancelled", async (use) => {
    const executor = use(kind.create({ maxWorkers: 1, trace: true }));
    const gate = use(await Gate.make());
    const holding = executor.submit(tasks.hold, gate.port, 1);
    await gate.arrived(1);
    const waiting = executor.submit(Math.sqrt, 9);
    assert.equal(waiting.cancel(), true);
    gate.open();
    await holding;
    assert.deepEqual(of(executor.trace, "cancelled").map(({ task }) => task), [2]);
    assert.deepEqual(of(executor.trace, "started").map(({ task }) => task), [1]);
  });

  test("trace tells when workers come and go", async () => {
    const executor = kind.create({ maxWorkers: 1, trace: true });
    await executor.submit(Math.sqrt, 9);
    await executor.shutdown();
    const life = of(executor.trace, "up", "down");
    assert.deepEqual(life.map(({ type }) => type), ["up", "down"]);
    assert.equal(life[0]!.worker, life[1]!.worker);
  });

  test("trace is sorted, and empty unless it was asked for", async (use) => {
    const silent = use(kind.create({ maxWorkers: 1 }));
    await silent.submit(Math.sqrt, 9);
    assert.deepEqual(silent.trace, []);
    const executor = use(kind.create({ maxWorkers: 2, trace: true }));
    await Array.fromAsync(executor.map(Math.sqrt, Array.from({ length: 200 }, (_, i) => i)));
    const times = executor.trace.map(({ at }) => at);
    assert.deepEqual(times, times.toSorted((a, b) => a - b));
    assert.equal(of(executor.trace, "finished").length, 200);
  });

  test("a sink takes each event, and may fail without harm", async (use) => {
    const events: TraceEvent[] = [];
    const sink: TraceSink = (event) => {
      events.push(event);
      if (event.type === "started") throw new Error("a sink's own");
    };
    const executor = use(kind.create({ maxWorkers: 1, trace: sink }));
    const log = console.error;
    console.error = () => {};
    try {
      assert.equal(await executor.submit(Math.sqrt, 9), 3);
    } finally {
      console.error = log;
    }
    const told = events.map(({ type }) => type).filter((type) => !under.includes(type));
    assert.deepEqual(told.toSorted(), ["finished", "started", "submitted", "up"]);
    assert.deepEqual(executor.trace, []);
  });

  test("trace must be a boolean or a function", () => {
    const trace = "yes" as unknown as boolean;
    assert.throws(() => kind.create({ trace }), { name: "TypeError", message: /^trace must be/ });
  });
}

/** What only a lock adds. */
const under: readonly string[] = ["waiting", "holding", "outside"];

/** Two processes' clocks agree that well, in ms. */
const slack = 5;
