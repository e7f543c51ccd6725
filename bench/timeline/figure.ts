/** A timeline on a page: the picture as it is before any script runs, its data and legend. */

import { draw, escapeText } from "./drawing/draw.ts";
import { heightOf } from "./drawing/layout.ts";
import type { Plot } from "./drawing/plot.ts";
import { wholeRange } from "./drawing/range.ts";
import { legendOf } from "./picture.ts";
import { plotOf } from "./plot_of.ts";
import type { Recording } from "./recording.ts";

/** As wide as the page's column at its widest, px. The script draws anew for the width there is. */
const width = 920;

/** The figure. `help` is the id of what tells how to use it. */
export function timelineFigure(recording: Recording, title: string, help: string): string {
  const plot = plotOf(recording);
  return [
    '<figure class="timeline"><div class="plot">',
    picture(plot, title, help),
    '<div class="tip" role="status" hidden></div></div>',
    `<div class="below"><ul class="legend">${legendItems(recording)}</ul>${buttons}</div>`,
    `<script class="data" type="application/json">${json(plot)}</script></figure>`,
  ].join("\n");
}

function picture(plot: Plot, title: string, help: string): string {
  const label = `Timeline: ${escapeText(title)}`;
  return `<svg class="picture" viewBox="0 0 ${width} ${heightOf(plot)}" role="application" ` +
    `aria-roledescription="timeline" tabindex="0" aria-label="${label}" aria-describedby="${help}">` +
    `<g class="drawn">${draw(plot, { ...wholeRange(plot.duration), width })}</g>` +
    '<path class="cursor"/></svg>';
}

/** The legend's items: what occurs in a recording. */
export function legendItems(recording: Recording): string {
  return legendOf(recording).map(({ sample, text }) =>
    `<li><svg width="20" height="12" aria-hidden="true">${sample}</svg>${text}</li>`
  ).join("");
}

const buttons = '<div class="buttons"><button type="button" class="in" aria-label="Zoom in">+' +
  '</button><button type="button" class="out" aria-label="Zoom out">−</button>' +
  '<button type="button" class="all">Show all</button></div>';

/** No text in it can end the element it stands in. */
function json(plot: Plot): string {
  return JSON.stringify(plot).replaceAll("<", "\\u003c");
}
