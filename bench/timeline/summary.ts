/** A recording in one line. */

import { counted, milliseconds } from "../render/figures.ts";
import type { Recording } from "./recording.ts";

/** A sentence or two: how many ran at once and for how long, switches, what became of the tasks. */
export function summaryOf(recording: Recording): string {
  const { lanes, duration } = recording;
  if (lanes.length === 0) return "No worker was recorded.";
  const workers = counted(lanes.length, "worker");
  if (duration === 0) return `${workers}, and no time went by.`;
  const how = recording.locked ? turns(recording) : crowd(recording);
  return `${workers} ${how}. ${outcomes(recording)}.`;
}

function turns({ lanes, duration, parallelism }: Recording): string {
  const sum = (key: "switches" | "forcedSwitches"): number =>
    lanes.reduce((total, { counters }) => total + counters[key], 0);
  const how = lanes.length > 1 ? "took turns: one ran at a time" : "had a lock and ran";
  const share = percent(parallelism[1]! / duration);
  return `${how} for ${share} of ${milliseconds(duration)}; ` +
    `${counted(sum("switches"), "switch", "switches")}, of which ${
      sum("forcedSwitches")
    } were forced`;
}

function crowd({ lanes, duration, parallelism }: Recording): string {
  const time = `${milliseconds(duration)}`;
  if (lanes.length === 1) return `ran for ${percent(parallelism[1]! / duration)} of ${time}`;
  const busy = parallelism.reduce((total, ms, running) => total + ms * running, 0);
  const all = `all ${lanes.length} for ${percent(parallelism.at(-1)! / duration)} of it`;
  return `had no lock: ${(busy / duration).toFixed(1)} ran at once on average in ${time}, ${all}`;
}

function outcomes({ lanes, tasks }: Recording): string {
  const sum = (key: "finished" | "failed"): number =>
    lanes.reduce((total, { counters }) => total + counters[key], 0);
  const cancelled = [...tasks.values()].filter((task) => task.cancelled).length;
  const ended = sum("finished") + sum("failed") + cancelled;
  const others = [
    [sum("failed"), "failed"],
    [cancelled, "cancelled"],
    [tasks.size - ended, "not ended"],
  ] as const;
  return [`${counted(sum("finished"), "task")} returned`]
    .concat(others.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`))
    .join(", ");
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
