/** The contrast's results as a table and as charts. */

import type { Chart } from "../render/chart.ts";
import { integer, milliseconds, times } from "../render/figures.ts";
import type { Style } from "../render/style.ts";
import type { Column, Row, Table } from "../render/table.ts";
import type { ContrastResult } from "./result.ts";

const columns: readonly Column[] = [
  { title: "work", align: "left" },
  { title: "variant", align: "left" },
  { title: "median", align: "right" },
  { title: "min", align: "right" },
  { title: "max", align: "right" },
  { title: "speed", align: "right" },
  { title: "by best", align: "right" },
];

/** By the end of a variant's name, so that CPython's have the same. */
const styles: readonly (readonly [ending: string, Style])[] = [
  ["GIL", "red"],
  ["CPython threads", "red"],
  ["threads", "green"],
  ["processes", "cyan"],
  ["serial", "dim"],
];

/** A group of rows a workload and baseline. */
export function tableOf(results: readonly ContrastResult[]): Table {
  return { columns, groups: grouped(results).map((group) => group.map(rowOf)) };
}

/** A chart of speeds a workload and baseline. */
export function chartsOf(results: readonly ContrastResult[]): Chart[] {
  return grouped(results).map((group) => ({
    title: `${workOf(group[0]!)}: speed, ${group[0]!.baseline} = 1`,
    bars: group.map(({ variant, speedup }) => ({
      label: variant,
      value: speedup,
      text: times(speedup),
      style: styles.find(([ending]) => variant.endsWith(ending))?.[1] ?? "bold",
    })),
  }));
}

function rowOf(result: ContrastResult, index: number): Row {
  return [
    index === 0 ? workOf(result) : "",
    result.variant,
    milliseconds(result.median),
    milliseconds(result.min),
    milliseconds(result.max),
    times(result.speedup),
    times(result.bestSpeedup),
  ];
}

function workOf({ workload, n }: ContrastResult): string {
  return `${workload}(${integer(n)})`;
}

function grouped(results: readonly ContrastResult[]): ContrastResult[][] {
  const groups = Map.groupBy(results, ({ workload, baseline }) => `${workload} ${baseline}`);
  return [...groups.values()];
}
