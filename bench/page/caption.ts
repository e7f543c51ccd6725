/** What one sees, in a sentence or two: the figures of the run itself, and nothing else. */

import { counted, duration, integer } from "../render/figures.ts";
import type { Recording } from "../timeline/recording.ts";
import { percent } from "../timeline/summary.ts";
import { median } from "./median.ts";
import type { Outcome } from "./run.ts";
import type { WorkloadName } from "./workloads.ts";

/** Threads' clocks differ by microseconds: what is less than this part of the time did not happen. */
const skew = 1000;

/**
 * The sentences.
 *
 * @param interval the lock's switch interval, in ms, if there is one and it was not changed
 */
export function captionOf(name: WorkloadName, outcome: Outcome, interval?: number): string {
  const { recording, speed, late } = outcome;
  if (recording.duration === 0) return "Nothing was recorded.";
  return [
    recording.locked ? turnsText(recording) : crowdText(recording),
    ...speedText(name, speed),
    ...(recording.locked ? [switchesText(recording)] : []),
    ...lateText(late, interval),
  ].join(" ");
}

function turnsText({ parallelism, duration: all, lanes }: Recording): string {
  const most = parallelism.findLastIndex((ms) => ms > all / skew);
  const held = percent((all - parallelism[0]!) / all);
  return `At most ${most} of ${counted(lanes.length, "worker")} held the lock at a time, ` +
    `for ${held} of ${duration(all)} in all.`;
}

function crowdText({ parallelism, duration: all, lanes }: Recording): string {
  const busy = parallelism.reduce((sum, ms, running) => sum + ms * running, 0);
  return `Without a lock ${(busy / all).toFixed(1)} of ${counted(lanes.length, "worker")} ` +
    `had a task running at once, on average over ${duration(all)}.`;
}

/** A crew of one server computes nothing. */
function speedText(name: WorkloadName, speed: number): string[] {
  if (speed === 0) return [];
  if (name === "io") return [`${speed.toFixed(1)} tasks blocked at once, on average.`];
  return [`Together they did ${speed.toFixed(2)} times the work of serial code.`];
}

function switchesText({ lanes }: Recording): string {
  const sum = (key: "switches" | "forcedSwitches"): number =>
    lanes.reduce((total, { counters }) => total + counters[key], 0);
  const [switches, forced] = [sum("switches"), sum("forcedSwitches")];
  if (switches === 0) return "The lock never went from one to another.";
  const number = switches === 1 ? "1 switch" : `${integer(switches)} switches`;
  const howMany = forced === 0 ? "none" : integer(forced);
  return `Of ${number} ${howMany} ${forced > 1 ? "were" : "was"} forced.`;
}

function lateText(late: readonly number[], interval: number | undefined): string[] {
  const middle = median(late);
  if (middle === undefined) return [];
  const beside = interval === undefined ? "" : `; the switch interval is ${interval} ms`;
  return [
    `Of ${counted(late.length, "sleep")} of 1 ms the middle one ended ` +
    `${duration(Math.max(0, middle))} late${beside}.`,
  ];
}
