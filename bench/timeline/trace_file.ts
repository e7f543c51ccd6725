/**
 * Recordings as a file of the Trace Event format, which Perfetto (ui.perfetto.dev) and
 * chrome://tracing open: a process a recording, a thread a worker, a slice a task, and inside of it
 * a slice for each state.
 *
 * What the viewers ask for beyond the format: slices of a thread nest perfectly, hence whole
 * microseconds (two edges that are one time stay one); a number is used for one thread only, in
 * whatever process, because Perfetto names threads by it; an arrow starts and ends within a slice.
 */

import type { FormatEvent } from "./format_event.ts";
import { levelsOf } from "./parallelism.ts";
import type { Recording } from "./recording.ts";
import { instantsOf, slicesOf, submissionsOf } from "./trace_slices.ts";

/** A recording with a title. */
export interface TitledRecording {
  readonly title: string;
  readonly recording: Recording;
}

/** The file's text. */
export function traceFile(recordings: readonly TitledRecording[]): string {
  let number = 1;
  const traceEvents = recordings.flatMap(({ title, recording }) => {
    const pid = number;
    number += recording.lanes.length + 1;
    return processEvents(title, recording, pid);
  });
  return JSON.stringify({ traceEvents, displayTimeUnit: "ms" });
}

/** The thread `pid` is the process's main one, where tasks are submitted; the workers follow it. */
function processEvents(title: string, recording: Recording, pid: number): FormatEvent[] {
  const tids = new Map(recording.lanes.map(({ worker }, index) => [worker, pid + 1 + index]));
  const timed = [
    ...submissionsOf(recording, pid),
    ...recording.lanes.flatMap((lane) =>
      slicesOf(lane, recording, { pid, tid: tids.get(lane.worker)! })
    ),
    ...recording.lanes.flatMap((lane) => instantsOf(lane, { pid, tid: tids.get(lane.worker)! })),
    ...counterOf(recording, pid),
  ].sort((a, b) => a.ts! - b.ts!);
  return [...metadata(title, pid, ["submissions", ...tids.keys()]), ...timed];
}

function metadata(title: string, pid: number, threads: readonly string[]): FormatEvent[] {
  const about = (tid: number, name: string, args: FormatEvent["args"] & object): FormatEvent => {
    return { ph: "M", name, pid, tid, args };
  };
  return [
    about(pid, "process_name", { name: title }),
    about(pid, "process_sort_index", { sort_index: pid }),
    ...threads.flatMap((name, index) => [
      about(pid + index, "thread_name", { name }),
      about(pid + index, "thread_sort_index", { sort_index: index }),
    ]),
  ];
}

function counterOf({ lanes }: Recording, pid: number): FormatEvent[] {
  const levels = levelsOf(lanes.map(({ intervals }) => intervals));
  return [{ at: 0, running: 0 }, ...levels].map(({ at, running }) => {
    return {
      ph: "C",
      name: "workers",
      pid,
      tid: pid,
      ts: Math.round(at * 1000),
      args: { running },
    };
  });
}
