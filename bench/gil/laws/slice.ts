/** A CPU-bound worker runs for an interval at a time, however many there are, and all run alike. */

import { assertThat } from "../answers.ts";
import type { Lab } from "../lab.ts";
import type { Experiment, Law, Samples } from "../law.ts";
import { noted, numbers, sampleList, samplesOf, words } from "../memory.ts";
import { elapse, runUntil } from "../run_until.ts";
import { intervals, workers } from "../usual.ts";
import { tasks } from "../worker_tasks.ts";

const settings = [2, 4].flatMap((burners) => intervals.map((interval) => ({ burners, interval })));

type SliceSetting = typeof settings[number];

/** The law. */
export const slice: Law = { name: "slice", experiments: settings.map(experimentOf) };

function experimentOf(setting: SliceSetting): Experiment {
  const { burners, interval } = setting;
  return {
    title: `${burners} burners, ${interval} ms`,
    subjects: [
      { setting, quantity: "slice", unit: "ms", expected: interval, hasTail: true },
      { setting, quantity: "least work / most", unit: "×", expected: 1, hasTail: false },
    ],
    lap: (lab, ms) => lap(lab, setting, ms),
    ask: () => ({ question: { ...setting } }),
  };
}

async function lap(
  lab: Lab,
  { burners, interval }: SliceSetting,
  ms: number,
): Promise<Samples> {
  const { executor } = await lab.locked(workers, interval);
  const slices = sampleList();
  const [last, since] = [words(1), numbers(1)];
  const start = (state: Int32Array) =>
    Array.from(
      { length: burners },
      (_, index) => executor.submit(tasks.takeSlices, state, last, since, slices, index + 1),
    );
  // The first slice of each may be short: the others were not there yet.
  const turns = await runUntil(start, () => elapse(ms, () => noted(slices) >= 2 * burners));
  assertThat("a burner", turns, turns.every((count) => count > 0));
  return [samplesOf(slices, burners), [Math.min(...turns) / Math.max(...turns)]];
}
