/** A bar chart in text, an eighth of a character exact. Charts shown together share one scale. */

import { type Paint, plain, type Style } from "./style.ts";

/** A bar. */
export interface Bar {
  readonly label: string;
  /** Its length; not negative. */
  readonly value: number;
  /** The value as it is written behind the bar. */
  readonly text: string;
  readonly style: Style;
}

/** Bars under a title. */
export interface Chart {
  readonly title: string;
  readonly bars: readonly Bar[];
}

/** One eighth of a block to seven. */
const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

const shortest = 10;

/**
 * The charts' lines.
 *
 * @param width characters a line may take
 */
export function chartLines(
  charts: readonly Chart[],
  width: number,
  paint: Paint = plain,
): string[] {
  const bars = charts.flatMap((chart) => chart.bars);
  const labelWidth = Math.max(...bars.map(({ label }) => label.length));
  const textWidth = Math.max(...bars.map(({ text }) => text.length));
  const room = Math.max(shortest, width - labelWidth - textWidth - "    ".length);
  const unit = room / Math.max(...bars.map(({ value }) => value));
  const line = ({ label, value, text, style }: Bar): string =>
    `  ${label.padEnd(labelWidth)} ${paint(blocks(value * unit), style)} ${text}`;
  return charts.flatMap(({ title, bars }) => [paint(title, "bold"), ...bars.map(line)]);
}

function blocks(length: number): string {
  const count = Math.round(length * 8);
  return "█".repeat(count >> 3) + eighths[count & 7]!;
}
