/** A big buffer on its way to a task: copied, given away, or in memory that both see. */

import { spreadOf } from "../../stats.ts";
import type { Contestant } from "../contestant.ts";
import type { Figure, Measurement } from "../measurement.ts";

type Way = "copied" | "transferred" | "shared";

/** Trips a lap, at most … */
const most = 5;
/** … and milliseconds after which none begins. */
const enough = 2_000;

/** The measurement. */
export const buffer: Measurement = {
  name: "buffer",
  figures: [figure("copied"), figure("transferred"), figure("shared")],
  warmUp: "one lap",
  isFresh: false,
  hasPython: false,
  async lap(contestant, { bytes }) {
    const copied = await trips(contestant, () => new ArrayBuffer(bytes), "copied");
    if (!contestant.sharesMemory) return { copied };
    const transferred = await trips(contestant, () => new ArrayBuffer(bytes), "transferred");
    const shared = await trips(contestant, () => new SharedArrayBuffer(bytes), "shared");
    return { copied, transferred, shared };
  },
};

function figure(name: string): Figure {
  return {
    name,
    title: ({ bytes }) => `${Math.round(bytes / 2 ** 20)} MiB ${name}`,
    unit: "milliseconds",
    better: "less",
  };
}

/** The median of several trips, for a collection of garbage takes as long; of one, if it is long. */
async function trips(
  contestant: Contestant,
  create: () => ArrayBuffer | SharedArrayBuffer,
  way: Way,
): Promise<number> {
  const times: number[] = [];
  const start = performance.now();
  while (times.length < most && performance.now() - start < enough) {
    times.push(await trip(contestant, create(), way));
  }
  return spreadOf(times).median;
}

/** There, and the answer back; what the memory costs is paid before. */
async function trip(
  contestant: Contestant,
  memory: ArrayBuffer | SharedArrayBuffer,
  way: Way,
): Promise<number> {
  const view = new Uint8Array(memory).fill(7);
  const moved = way === "transferred" ? memory as ArrayBuffer : undefined;
  const start = performance.now();
  const answer = await contestant.run("lastByte", view, moved);
  const ms = performance.now() - start;
  if (answer !== 7) throw new Error(`wrong answer to a buffer ${way}: ${String(answer)}`);
  if (moved && view.length > 0) throw new Error("the buffer was copied, not transferred");
  return ms;
}
