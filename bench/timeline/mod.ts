/**
 * The door: what an executor recorded, as figures, as a page, as a picture, as a file for a viewer.
 */

export type { BarChart, ToneBar } from "./bar_charts.ts";
export type { Counters } from "./counters.ts";
export { type Interval, type State, states } from "./interval.ts";
export type { DropRequest } from "./lane.ts";
export { page, type PageContent, type Section } from "./page.ts";
export { type Recording, recordingOf, type WorkerLane } from "./recording.ts";
export { summaryOf } from "./summary.ts";
export { type PictureOptions, svg } from "./svg.ts";
export type { Task } from "./tasks.ts";
export { type TitledRecording, traceFile } from "./trace_file.ts";
