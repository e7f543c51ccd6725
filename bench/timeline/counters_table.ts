/** The workers' figures as a table in HTML. */

import { integer, milliseconds } from "../render/figures.ts";
import type { Counters } from "./counters.ts";
import { escapeText } from "./drawing/draw.ts";
import type { State } from "./interval.ts";
import type { Recording, WorkerLane } from "./recording.ts";
import { percent } from "./summary.ts";

/** A column, and its cell for a worker. */
interface Column {
  readonly title: string;
  readonly cell: (counters: Counters) => string;
  /** Whether there is something to say only of workers with a lock. */
  readonly isOfLock?: true;
}

const columns: readonly Column[] = [
  timeIn("running"),
  { ...timeIn("waiting"), isOfLock: true },
  { ...timeIn("outside"), isOfLock: true },
  timeIn("idle"),
  { title: "switches", cell: ({ switches }) => integer(switches), isOfLock: true },
  { title: "requests", cell: ({ dropRequests }) => integer(dropRequests), isOfLock: true },
  { title: "forced", cell: ({ forcedSwitches }) => integer(forcedSwitches), isOfLock: true },
  { title: "returned", cell: ({ finished }) => integer(finished) },
  { title: "threw", cell: ({ failed }) => integer(failed) },
];

/** The table, which scrolls by itself where it is too wide. */
export function countersTable(recording: Recording): string {
  return '<div class="wide" tabindex="0" role="region" aria-label="Figures of each worker">' +
    `<table>${countersRows(recording)}</table></div>`;
}

/** What is in the table. */
export function countersRows({ lanes, locked }: Recording): string {
  const shown = columns.filter(({ isOfLock }) => locked || !isOfLock);
  const heads = ["worker", ...shown.map(({ title }) => title)];
  return [
    "<thead><tr>",
    ...heads.map((title) => `<th scope="col">${title}</th>`),
    "</tr></thead><tbody>",
    ...lanes.map((lane) => row(lane, shown)),
    "</tbody>",
  ].join("");
}

function row({ worker, counters }: WorkerLane, shown: readonly Column[]): string {
  const cells = shown.map(({ cell }) => `<td>${cell(counters)}</td>`);
  return `<tr><th scope="row">${escapeText(worker)}</th>${cells.join("")}</tr>`;
}

function timeIn(state: State): Column {
  const cell = ({ ms, share }: Counters): string =>
    `${milliseconds(ms[state])} <small>${percent(share[state])}</small>`;
  return { title: state, cell };
}
