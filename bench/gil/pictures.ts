/** The laws' results as a table and as charts. */

import type { Bar, Chart } from "../render/chart.ts";
import { milliseconds, times } from "../render/figures.ts";
import type { Style } from "../render/style.ts";
import type { Column, Row, Table } from "../render/table.ts";
import type { Subject } from "./law.ts";
import type { Figures, GilResult } from "./result.ts";
import { settingText } from "./setting.ts";

type Unit = Subject["unit"];

const left = (title: string): Column => ({ title, align: "left" });
const right = (title: string): Column => ({ title, align: "right" });

const columns = [
  left("law"),
  left("setting"),
  left("measured"),
  right("expected"),
  right("p50"),
  right("p90"),
  right("p99"),
  right("max"),
];

const pythonColumns = [right("CPython's p50"), right("p99"), right("max"), right("ratio")];

/** A group of rows a law; CPython's columns if it took part. */
export function tableOf(results: readonly GilResult[], hasPython: boolean): Table {
  const groups = [...Map.groupBy(results, ({ law }) => law).values()];
  return {
    columns: hasPython ? [...columns, ...pythonColumns] : columns,
    groups: groups.map((group) =>
      group.map((result, index) => [
        index === 0 ? result.law : "",
        ...rowOf(result),
        ...(hasPython ? pythonCells(result) : []),
      ])
    ),
  };
}

function rowOf(result: GilResult): Row {
  const { setting, quantity, unit, expected, measured, p90, p99, max } = result;
  const figures = [expected, measured, p90, p99, max].map((value) => figureText(value, unit));
  return [settingText(setting), quantity, ...figures];
}

function pythonCells({ python, unit, ratio }: GilResult): Row {
  const figures = python ? [python.measured, python.p99, python.max] : [null, null, null];
  return [...figures.map((value) => figureText(value, unit)), figureText(ratio, "×")];
}

/** A figure with its unit; nothing where there is none. */
export function figureText(value: number | null, unit: Unit): string {
  if (value === null) return "";
  return unit === "ms" ? value === 0 ? "0 ms" : milliseconds(value) : times(value);
}

/** Speeds, and delays in intervals: what both say fits one scale. */
export function chartsOf(results: readonly GilResult[]): Chart[] {
  const charts = [
    { title: "speed of CPU-bound tasks, serial code = 1", bars: barsOf(results, "cpu", speed) },
    { title: "overshoot of a sleep, in intervals", bars: barsOf(results, "convoy", delay) },
  ];
  return charts.filter(({ bars }) => bars.length > 0);
}

type Measure = (figures: Figures, result: GilResult) => Pick<Bar, "value" | "text">;

const speed: Measure = ({ measured }) => ({ value: measured, text: times(measured) });

const delay: Measure = ({ measured }, { setting }) => {
  const value = Math.max(0, measured) / Number(setting.interval);
  return { value, text: `${value.toFixed(2)} (${milliseconds(measured)})` };
};

/** A bar a row, and one behind it for CPython's. */
function barsOf(results: readonly GilResult[], law: string, measure: Measure): Bar[] {
  const bar = (result: GilResult, figures: Figures, name: string, style: Style): Bar => ({
    label: name + settingText(result.setting),
    ...measure(figures, result),
    style,
  });
  return results.filter((result) => result.law === law).flatMap((result) => [
    bar(result, result, "", result.setting.lock === "free" ? "green" : "red"),
    ...(result.python ? [bar(result, result.python, "CPython, ", "dim")] : []),
  ]);
}
