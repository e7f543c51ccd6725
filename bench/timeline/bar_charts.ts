/** Bar charts in HTML. Those shown together share one scale. */

import { escapeText } from "./drawing/draw.ts";

/** A bar. */
export interface ToneBar {
  readonly label: string;
  /** Its length; not negative. */
  readonly value: number;
  /** The value as it is written behind the bar. */
  readonly text: string;
  readonly tone: "blue" | "orange" | "purple" | "grey";
}

/** Bars under a title. */
export interface BarChart {
  readonly title: string;
  readonly bars: readonly ToneBar[];
}

/** The charts, as tables: that is what they are to those who don't see them. */
export function barCharts(charts: readonly BarChart[]): string {
  const most = Math.max(...charts.flatMap(({ bars }) => bars.map(({ value }) => value)));
  return charts.map(({ title, bars }) =>
    `<table class="chart"><caption>${escapeText(title)}</caption><tbody>${
      bars.map((bar) => barRow(bar, most > 0 ? bar.value / most * 100 : 0)).join("")
    }</tbody></table>`
  ).join("");
}

function barRow({ label, text, tone }: ToneBar, width: number): string {
  return `<tr><th scope="row">${escapeText(label)}</th><td class="bar">` +
    '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">' +
    `<rect class="${tone}" width="${width.toFixed(2)}" height="10"/></svg></td>` +
    `<td class="value">${escapeText(text)}</td></tr>`;
}
