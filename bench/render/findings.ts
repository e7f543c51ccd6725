/** What a run has found, for people: a table, bars, notes. */

import type { Findings } from "../command.ts";
import { chartLines } from "./chart.ts";
import type { Paint } from "./style.ts";
import { tableLines } from "./table.ts";

/**
 * The text.
 *
 * @param width characters a line may take; the table takes what it needs
 */
export function findingsText(
  { table, charts, notes }: Findings,
  width: number,
  paint: Paint,
): string {
  const parts = [tableLines(table, paint), chartLines(charts, width, paint)];
  return [...parts, ...notes.map((note) => wrapped(note, width))]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

/** Breaks at spaces only. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
