/** Where things stand in a picture, from the top down, in px. */

import type { Plot } from "./plot.ts";

/** Where the parts of a worker's lane begin, and how high its bars are. */
export interface LaneLayout {
  readonly top: number;
  /** The base line of its name. */
  readonly name: number;
  readonly marks: number;
  readonly bars: number;
  readonly height: number;
  readonly bottom: number;
}

/** A lane's place. */
export function laneLayout(plot: Plot, lane: number): LaneLayout {
  const marksHeight = plot.locked ? 11 : 0;
  const height = 26, gap = 14, name = 20;
  const top = lane * (name + marksHeight + height + gap);
  const bars = top + name + marksHeight;
  return { top, name: top + 14, marks: top + name, bars, height, bottom: bars + height };
}

/** Where the axis is. */
export function axisTop(plot: Plot): number {
  return laneLayout(plot, plot.tracks.length).top;
}

/** The whole picture's height. */
export function heightOf(plot: Plot): number {
  return axisTop(plot) + 24;
}

/** The lane at a height. */
export function laneAt(plot: Plot, y: number): number {
  const lane = Math.floor(y / laneLayout(plot, 1).top);
  return Math.max(0, Math.min(plot.tracks.length - 1, lane));
}
