/** A long call into the engine holds the lock to its end: the interval has no say. */

import type { Lab } from "../lab.ts";
import type { Experiment, Law, Samples, Subject } from "../law.ts";
import { sampleList, samplesOf } from "../memory.ts";
import { overshootsBeside } from "../overshoot.ts";
import { quantileOf } from "../../stats.ts";
import { workers } from "../usual.ts";
import { tasks } from "../worker_tasks.ts";

/** Milliseconds that a call takes, about. */
const callLength = 70;

/** Switch intervals that a call outlasts, even one that was calibrated on a busy machine. */
const intervals = [0.5, 5, 20] as const;

/** Digits of the number that is written out, once it is known. */
let digits: Promise<number> | undefined;

/** The law. */
export const native: Law = { name: "native", experiments: intervals.map(experimentOf) };

function experimentOf(interval: number): Experiment {
  const setting = { interval };
  const share = { setting, unit: "×", expected: 1, hasTail: true } as const;
  const length = { setting, unit: "ms", expected: null, hasTail: true } as const;
  const subjects: readonly Subject[] = [
    { ...share, quantity: "overshoot / call" },
    { ...length, quantity: "call" },
  ];
  return {
    title: `${interval} ms`,
    subjects,
    lap: (lab, ms) => lap(lab, interval, ms),
    ask: () => ({ question: { interval, callLength } }),
  };
}

async function lap(lab: Lab, interval: number, ms: number): Promise<Samples> {
  const room = await lab.locked(workers, interval);
  const size = await (digits ??= room.executor.submit(tasks.calibrate, callLength).then(Number));
  const lengths = sampleList();
  const start = (state: Int32Array) => [
    room.executor.submit(tasks.callNative, state, lengths, size),
  ];
  const overshoots = await overshootsBeside(room, start, ms);
  const calls = samplesOf(lengths);
  const length = quantileOf(calls, 0.5);
  return [overshoots.map((overshoot) => overshoot / length), calls];
}
