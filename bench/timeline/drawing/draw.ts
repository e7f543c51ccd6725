/** A plot, or the part of it that a view shows, as the inside of an SVG element. */

import { axis } from "./axis.ts";
import { bars } from "./bars.ts";
import { axisTop, laneLayout } from "./layout.ts";
import { marks } from "./marks.ts";
import type { Plot, View } from "./plot.ts";

/** The picture's text: always the same for the same arguments. */
export function draw(plot: Plot, view: View): string {
  const lanes = plot.tracks.map((track, index) => {
    const lane = laneLayout(plot, index);
    return `<g class="lane">${laneHead(track.name, track.note, lane.name, view.width)}` +
      `${marks(track, view, lane)}${bars(track, view, lane)}</g>`;
  });
  return axis(view, axisTop(plot)) + lanes.join("");
}

/** The note is left out where there is no room beside the name. */
export function laneHead(name: string, note: string, y: number, width: number): string {
  const hasRoom = (name.length + note.length + 4) * 7 < width;
  return `<text class="name" x="0" y="${y}">${escapeText(name)}</text>` +
    (hasRoom ? `<text class="note" x="${width}" y="${y}" text-anchor="end">${note}</text>` : "");
}

/** Text as it may stand in HTML, in an attribute too. */
export function escapeText(text: string): string {
  const entities: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt" };
  return text.replace(/[&<>"]/g, (found) => `&${entities[found] ?? "quot"};`);
}
