/** What one sees, in a sentence or two: the figures of the run itself, and nothing else. */

import { counted, duration, integer } from "../render/figures.ts";
import { percent } from "../timeline/summary.ts";
import { median } from "./median.ts";
import type { Outcome, RunOptions } from "./run.ts";
import type { WorkloadName } from "./workloads.ts";

/** Threads' clocks differ by microseconds: what is less than this part of the time did not happen. */
const skew = 1000;

/** The sentences. */
export function captionOf(name: WorkloadName, outcome: Outcome, options: RunOptions): string {
  const { recording } = outcome;
  if (recording.duration === 0) return "Nothing was recorded.";
  const first = options.isLocked ? lockedText(outcome) : freeText(outcome);
  return [first, ...extra(name, outcome, options)].join(" ");
}

function lockedText({ recording }: Outcome): string {
  const { parallelism, duration: all, lanes } = recording;
  const most = parallelism.findLastIndex((ms) => ms > all / skew);
  const held = percent(parallelism[1]! / all);
  return `At most ${most} of ${counted(lanes.length, "worker")} held the lock at a time, ` +
    `for ${held} of ${duration(all)} in all.`;
}

function freeText({ recording }: Outcome): string {
  const { parallelism, duration: all, lanes } = recording;
  const busy = parallelism.reduce((sum, ms, running) => sum + ms * running, 0);
  return `Without a lock ${(busy / all).toFixed(1)} of ${counted(lanes.length, "worker")} ` +
    `had a task running at once, on average over ${duration(all)}.`;
}

function extra(name: WorkloadName, outcome: Outcome, options: RunOptions): string[] {
  const speed = outcome.speed.toFixed(2);
  if (name === "io") return [`${speed} tasks blocked at once.${asked(outcome, options)}`];
  const parts = options.crew.some(({ canLast }) => !canLast) || outcome.speed > 0
    ? [`Together they did ${speed} times the work of serial code.${asked(outcome, options)}`]
    : [];
  const late = median(outcome.late);
  if (late === undefined) return parts;
  const beside = options.isLocked ? `; the switch interval is ${options.interval} ms` : "";
  const sleeps = counted(outcome.late.length, "sleep");
  return [...parts, `Of ${sleeps} of 1 ms the middle one ended ${duration(late)} late${beside}.`];
}

function asked({ recording: { lanes } }: Outcome, { isLocked }: RunOptions): string {
  if (!isLocked) return "";
  const sum = (key: "switches" | "forcedSwitches"): number =>
    lanes.reduce((total, { counters }) => total + counters[key], 0);
  const [switches, forced] = [sum("switches"), sum("forcedSwitches")];
  if (switches === 0) return " The lock never went from one to another.";
  const number = switches === 1 ? "1 switch" : `${integer(switches)} switches`;
  const howMany = forced === 0 ? "none" : integer(forced);
  return ` Of ${number} ${howMany} ${forced > 1 ? "were" : "was"} forced.`;
}
