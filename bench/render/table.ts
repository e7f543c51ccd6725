/** A table in text: columns as wide as their widest cell, an empty line between groups of rows. */

import { type Paint, plain } from "./style.ts";

/** A column. */
export interface Column {
  readonly title: string;
  readonly align: "left" | "right";
}

/** A row: a cell a column. */
export type Row = readonly string[];

/** A table. */
export interface Table {
  readonly columns: readonly Column[];
  readonly groups: readonly (readonly Row[])[];
}

const gap = "  ";

/** The table's lines. */
export function tableLines({ columns, groups }: Table, paint: Paint = plain): string[] {
  const titles = columns.map(({ title }) => title);
  const rows = [titles, ...groups.flat()];
  const widths = columns.map((_, index) => Math.max(...rows.map((row) => row[index]!.length)));
  const line = (row: Row): string =>
    row.map((cell, index) => pad(cell, widths[index]!, columns[index]!)).join(gap).trimEnd();
  return [
    paint(line(titles), "bold"),
    ...groups.flatMap((group, index) => [...(index > 0 ? [""] : []), ...group.map(line)]),
  ];
}

function pad(cell: string, width: number, { align }: Column): string {
  return align === "left" ? cell.padEnd(width) : cell.padStart(width);
}
