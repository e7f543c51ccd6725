/** What an executor records while some work is done. */

import type { PoolExecutor } from "../mod.ts";
import { type Recording, recordingOf } from "./timeline/mod.ts";

/**
 * Does the work and returns the recording of it alone.
 *
 * @param executor one with `trace: true`, all of whose workers are up
 */
export async function recorded(
  executor: PoolExecutor,
  work: () => Promise<unknown>,
): Promise<Recording> {
  const start = performance.now();
  await work();
  return recordingOf(
    executor.trace.flatMap((event) => {
      if (event.at >= start) return event;
      return event.type === "up" ? { ...event, at: start } : [];
    }),
  );
}
