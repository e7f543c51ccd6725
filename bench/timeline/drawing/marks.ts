/**
 * Drop requests and forced switches: a tick for the worker that asks, a triangle for the one that is
 * made to let go. Marks that would touch become one that reaches from the first to the last.
 */

import type { LaneLayout } from "./layout.ts";
import { digits, rectangle } from "./path.ts";
import { indexAt, type Track, type View, xOf } from "./plot.ts";

/** Where a mark begins and ends, in px. */
interface Run {
  readonly from: number;
  to: number;
}

/** A worker's marks. */
export function marks({ requests, forced }: Track, view: View, { marks: top }: LaneLayout): string {
  const ticks = runsOf(requests, view, 3).map(({ from, to }) =>
    rectangle(from - 0.75, top, to - from + 1.5, 8)
  );
  const triangles = runsOf(forced, view, 9).map(({ from, to }) =>
    `M${digits(from - 4)} ${top}L${digits(to + 4)} ${top}L${digits(to)} ${top + 8}L${
      digits(from)
    } ${top + 8}z`
  );
  return (ticks.length > 0 ? `<path class="request" d="${ticks.join("")}"/>` : "") +
    (triangles.length > 0 ? `<path class="forced" d="${triangles.join("")}"/>` : "");
}

/** The marks that can be seen; those less than `apart` px from the next are one. */
export function runsOf(times: readonly number[], view: View, apart: number): Run[] {
  const runs: Run[] = [];
  for (let i = indexAt(times, view.from); i < times.length && times[i]! <= view.to; i++) {
    const x = xOf(view, times[i]!);
    const last = runs[runs.length - 1];
    if (last && x - last.to < apart) last.to = x;
    else if (x >= 0) runs.push({ from: x, to: x });
  }
  return runs;
}
