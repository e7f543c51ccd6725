/** A new switch interval is in force at once, for tasks that run already too. */

import { burn } from "../burn.ts";
import type { Lab } from "../lab.ts";
import type { Experiment, Law, Samples } from "../law.ts";
import { noted, sampleList, samplesOf } from "../memory.ts";
import { assertCounts, fewest, overshootAt } from "../overshoot.ts";
import { elapse, runUntil } from "../run_until.ts";
import { workers } from "../usual.ts";
import { tasks } from "../worker_tasks.ts";

/** Milliseconds. */
const [before, after] = [50, 0.5];

const experiment: Experiment = {
  title: `${before} to ${after} ms`,
  subjects: [
    overshootAt({ phase: "before", interval: before }, before),
    overshootAt({ phase: "after", interval: after }, after),
  ],
  lap,
  ask: () => ({ question: { before, after } }),
};

/** The law. */
export const change: Law = { name: "change", experiments: [experiment] };

async function lap(lab: Lab, ms: number): Promise<Samples> {
  const { executor, gil } = await lab.locked(workers, before);
  const list = sampleList();
  let changed = 0;
  const start = (state: Int32Array) => [
    executor.submit(burn, state),
    executor.submit(tasks.probe, state, 1, list),
  ];
  const counts = await runUntil(start, async () => {
    await elapse(ms, () => noted(list) >= fewest);
    gil.switchInterval = after;
    changed = noted(list);
    await elapse(ms, () => noted(list) > changed + fewest);
  });
  assertCounts(counts, noted(list));
  // The sleep that was under way at the change belongs to neither.
  const samples = samplesOf(list);
  return [samples.slice(0, changed), samples.slice(changed + 1)];
}
