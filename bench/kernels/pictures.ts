/** The kernels' results as a table and as charts. */

import type { Chart } from "../render/chart.ts";
import { duration, integer, times } from "../render/figures.ts";
import type { Column, Row, Table } from "../render/table.ts";
import { ours } from "./work.ts";
import type { KernelResult } from "./result.ts";

const columns: readonly Column[] = [
  { title: "work", align: "left" },
  { title: "by", align: "left" },
  { title: "first call", align: "right" },
  { title: "median", align: "right" },
  { title: "min", align: "right" },
  { title: "max", align: "right" },
  { title: "to ours", align: "right" },
  { title: "by best", align: "right" },
];

/** A group of rows a task. */
export function tableOf(tasks: readonly (readonly KernelResult[])[]): Table {
  return { columns, groups: tasks.map((rows) => rows.map(rowOf)) };
}

function rowOf(result: KernelResult, index: number): Row {
  return [
    index === 0 ? titleOf(result) : "",
    result.way,
    duration(result.cold),
    duration(result.median),
    duration(result.min),
    duration(result.max),
    times(result.ratio),
    times(result.bestRatio),
  ];
}

/** A task as a title. */
export function titleOf({ work, n }: Pick<KernelResult, "work" | "n">): string {
  const count = integer(n);
  switch (work) {
    case "factorial":
    case "sumRange":
      return `${work}(${count})`;
    case "sum":
    case "fsum":
      return `${work} of ${count} doubles`;
    case "sumInt32":
      return `sum of ${count} 32-bit integers`;
    default:
      return `${work} of ${count}!`;
  }
}

/** Of each task, the time of each way, ours = 1. */
export function chartsOf(tasks: readonly (readonly KernelResult[])[]): Chart[] {
  const longest = 10;
  return tasks.map((rows) => ({
    title: `${titleOf(rows[0]!)}: time, ours = 1`,
    bars: rows.map(({ way, ratio }) => ({
      label: way,
      value: Math.min(ratio, longest),
      text: ratio > longest ? `${times(ratio)} (cut)` : times(ratio),
      style: way === ours ? "green" : "dim",
    })),
  }));
}
