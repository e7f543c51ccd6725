/** How often each worker came to hold the lock after another had held it. */

import type { TraceEvent } from "../../src/core/trace.ts";

/** The switches to each worker; one that never held the lock has no entry. */
export function switchesOf(ordered: readonly TraceEvent[]): Map<string, number> {
  const counts = new Map<string, number>();
  let last: string | undefined;
  for (const event of ordered) {
    if (event.type !== "holding") continue;
    const isSwitch = last !== undefined && last !== event.worker;
    counts.set(event.worker, (counts.get(event.worker) ?? 0) + Number(isSwitch));
    last = event.worker;
  }
  return counts;
}
