/** The dispatch bench's results as a table: a row a figure, a column a contestant. */

import { bytes, microseconds, milliseconds, rate, times } from "../render/figures.ts";
import type { Row, Table } from "../render/table.ts";
import type { Unit } from "./measurement.ts";
import { type DispatchResult, isMeasured, type Measured } from "./result.ts";

/** What stands where somebody failed; where nothing can be, there is nothing. */
const failed = "–";

/** The table; its last column compares the first contestant with the best peer. */
export function tableOf(results: readonly DispatchResult[]): Table {
  const names = [...new Set(results.map(({ contestant }) => contestant))];
  const first = names[0] ?? "";
  const titles = ["", ...names, `${first} to best peer`];
  const rows = byFigure(results).map((group): Row => {
    const cells = names.map((name) => cellOf(group.find((one) => one.contestant === name)));
    return [group[0]!.title, ...cells, comparisonOf(group.find((one) => one.contestant === first))];
  });
  const columns = titles.map((title, index) =>
    ({ title, align: index === 0 ? "left" : "right" }) as const
  );
  return { columns, groups: [rows] };
}

/** The results of one figure together. */
export function byFigure<R extends DispatchResult>(results: readonly R[]): R[][] {
  const groups = Map.groupBy(results, ({ measurement, figure }) => `${measurement} ${figure}`);
  return [...groups.values()];
}

/** A value as people read it. */
export function valueText(value: number, unit: Unit): string {
  switch (unit) {
    case "per second":
      return rate(value);
    case "microseconds":
      return microseconds(value);
    case "milliseconds":
      return milliseconds(value);
    case "times":
      return times(value);
    case "bytes":
      return bytes(value);
    default:
      return unit satisfies never;
  }
}

function cellOf(result: DispatchResult | undefined): string {
  if (!result) return "";
  return isMeasured(result) ? valueText(result.median, result.unit) : failed;
}

function comparisonOf(result: DispatchResult | undefined): string {
  if (!result || !isMeasured(result) || result.factor === undefined) return "";
  const { factor, reference } = result as Required<Measured>;
  return `${times(factor)} ${reference}`;
}
