/** A point of a plot in words. */

import { indexAt, type Plot } from "./plot.ts";

/** The lines about what a worker did at a time: what, at which task, how long. */
export function readout(plot: Plot, lane: number, at: number): string[] {
  const { name, edges, states, tasks } = plot.tracks[lane]!;
  const index = intervalAt(edges, at);
  const from = edges[index] ?? 0, to = edges[index + 1] ?? 0;
  const task = plot.tasks[tasks[index] ?? 0];
  return [
    `${name}: ${stateText(states[index] ?? "g", plot.locked)}`,
    ...(task === undefined ? [] : [task]),
    `${timeText(to - from)}, from ${timeText(from)} to ${timeText(to)}`,
  ];
}

/** The interval at a time; the last one at the very end. */
export function intervalAt(edges: readonly number[], at: number): number {
  return Math.max(0, Math.min(edges.length - 2, indexAt(edges, at)));
}

export function stateText(letter: string, locked: boolean): string {
  switch (letter) {
    case "r":
      return locked ? "running, holds the lock" : "running";
    case "w":
      return "waiting for the lock";
    case "f":
      return "waiting for the lock, which it was made to let go";
    case "o":
      return "at a task, outside the lock";
    case "i":
      return "idle";
    default:
      return "gone";
  }
}

export function timeText(ms: number): string {
  return `${ms.toFixed(ms >= 1000 ? 1 : ms >= 100 ? 2 : 3)} ms`;
}
