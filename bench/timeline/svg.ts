/** A recording as one SVG file that needs nothing else, for documents. */

import { draw, escapeText } from "./drawing/draw.ts";
import { heightOf } from "./drawing/layout.ts";
import { wholeRange } from "./drawing/range.ts";
import { variables } from "./palette.ts";
import { legendOf, patterns, pictureStyle } from "./picture.ts";
import { plotOf } from "./plot_of.ts";
import type { Recording } from "./recording.ts";
import { summaryOf } from "./summary.ts";

/** What a picture is like. */
export interface PictureOptions {
  readonly title: string;
  /** In px; 800 without it. */
  readonly width?: number;
  /** The colours; without it those that the reader's system asks for. */
  readonly scheme?: "light" | "dark";
}

/** Around the picture, px. */
const margin = 16;

/** The SVG's text, with a legend below; its description is the recording's summary. */
export function svg(recording: Recording, options: PictureOptions): string {
  const { title, width = 800, scheme } = options;
  const plot = plotOf(recording);
  const inner = width - 2 * margin;
  const legend = legendRows(recording, inner, heightOf(plot) + 12);
  const height = legend.bottom + 2 * margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escapeText(title)}</title>`,
    `<desc id="desc">${escapeText(summaryOf(recording))}</desc>`,
    `<style>${variables("svg", scheme)}\n${pictureStyle}\n.ground{fill:var(--ground)}</style>`,
    `<defs>${patterns}</defs>`,
    `<rect class="ground" width="${width}" height="${height}" rx="6"/>`,
    `<svg x="${margin}" y="${margin}" width="${inner}" height="${height - 2 * margin}">`,
    draw(plot, { ...wholeRange(plot.duration), width: inner }),
    legend.text,
    "</svg></svg>\n",
  ].join("\n");
}

/** The legend, broken into rows by what text takes about. */
function legendRows(
  recording: Recording,
  width: number,
  top: number,
): { text: string; bottom: number } {
  let x = 0, y = top;
  const entries = legendOf(recording).map(({ sample, text }) => {
    const needed = 26 + text.length * 6.6;
    if (x > 0 && x + needed > width) x = 0, y += 20;
    const place = `translate(${x} ${y})`;
    x += needed + 18;
    return `<g transform="${place}">${sample}<text class="note" x="26" y="10.5">${text}</text></g>`;
  });
  return { text: `<g class="lane">${entries.join("")}</g>`, bottom: y + 14 };
}
