/** A recording in one line. */

import { integer, milliseconds } from "../render/figures.ts";
import type { Recording } from "./recording.ts";

/** A sentence or two: how many ran at once and for how long, switches, what became of the tasks. */
export function summaryOf(recording: Recording): string {
  const { lanes, duration } = recording;
  if (lanes.length === 0) return "No worker was recorded.";
  const workers = several(lanes.length, "worker", "workers");
  if (duration === 0) return `${workers}, and no time went by.`;
  const how = recording.locked ? turns(recording) : crowd(recording);
  const lost = recording.lost === undefined
    ? ""
    : ` ${several(recording.lost, "event is", "events are")} missing.`;
  return `${workers} ${how}. ${outcomes(recording)}.${lost}`;
}

function turns({ lanes, duration, parallelism }: Recording): string {
  const sum = (key: "switches" | "forcedSwitches"): number =>
    lanes.reduce((total, { counters }) => total + counters[key], 0);
  const how = lanes.length > 1 ? "took turns: one ran at a time" : "had a lock and ran";
  const share = percent(parallelism[1]! / duration);
  const switches = several(sum("switches"), "switch", "switches");
  const forced = `of which ${several(sum("forcedSwitches"), "was", "were")} forced`;
  return `${how} for ${share} of ${milliseconds(duration)}; ${switches}, ${forced}`;
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
    [sum("failed"), "threw"],
    [cancelled, "cancelled"],
    [tasks.size - ended, "not ended"],
  ] as const;
  return [`${several(sum("finished"), "task", "tasks")} returned`]
    .concat(others.filter(([count]) => count > 0).map(([n, what]) => `${integer(n)} ${what}`))
    .join(", ");
}

function several(count: number, one: string, many: string): string {
  return `${integer(count)} ${count === 1 ? one : many}`;
}

/** `49 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
