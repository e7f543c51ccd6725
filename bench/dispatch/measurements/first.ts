/** From the start of a fresh process to its first result: what a small program waits for. */

import type { Measurement } from "../measurement.ts";

/** The measurement; the time is told by who starts the process. */
export const first: Measurement = {
  name: "first",
  figures: [
    { name: "ms", title: () => "start to first result", unit: "milliseconds", better: "less" },
  ],
  warmUp: "one lap",
  isFresh: true,
  hasPython: true,
};
