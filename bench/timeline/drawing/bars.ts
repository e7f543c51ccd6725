/**
 * A worker's intervals as bars.
 *
 * Those too narrow to be seen become columns in which each state has the height that it has of the
 * time: a state's area is its time, at any zoom. So a hundred thousand intervals cost no more shapes
 * than the picture has room for.
 */

import type { LaneLayout } from "./layout.ts";
import { addShape, pathElements, type Paths, rectangle } from "./path.ts";
import { indexAt, type Track, type View, xOf } from "./plot.ts";

/** An interval on the picture, in px. */
interface Bar {
  readonly from: number;
  readonly to: number;
  /** The letter of its state. */
  readonly state: string;
}

/** A column, and how many px of its width are which state's. */
interface Column {
  readonly from: number;
  to: number;
  readonly px: Record<string, number>;
}

/** The bars that can be seen. */
export function bars(track: Track, view: View, lane: LaneLayout): string {
  const narrow = 2;
  const paths: Paths = new Map();
  let column: Column | undefined;
  for (const bar of barsIn(track, view)) {
    const isWide = bar.to - bar.from >= narrow;
    if (column && (isWide || bar.from - column.from >= narrow)) {
      addColumn(paths, column, lane);
      column = undefined;
    }
    if (isWide) addBar(paths, bar, lane);
    else column = inColumn(column, bar);
  }
  if (column) addColumn(paths, column, lane);
  return pathElements(paths);
}

/** What lies outside of the view is cut off, a little beyond its edges. */
export function* barsIn({ edges, states }: Track, view: View): Generator<Bar> {
  const beyond = 4;
  for (let i = indexAt(edges, view.from); i < states.length && edges[i]! < view.to; i++) {
    const from = Math.max(-beyond, xOf(view, edges[i]!));
    const to = Math.min(view.width + beyond, xOf(view, edges[i + 1]!));
    yield { from, to, state: states[i]! };
  }
}

/** Two bars side by side are parted by one px, where there is room. */
export function addBar(paths: Paths, { from, to, state }: Bar, lane: LaneLayout): void {
  const name = stateName(state);
  const isPatterned = name === "waiting" || name === "outside";
  const isParted = to - from >= 6;
  const inset = !isParted ? 0 : isPatterned ? 1 : 0.5;
  const width = to - from - 2 * inset;
  if (name === "idle") addShape(paths, name, rectangle(from, lane.bottom - 2, to - from, 2));
  else if (isPatterned && isParted) {
    const shape = rectangle(from + inset, lane.bars + 0.5, width, lane.height - 1);
    addShape(paths, `${name} edged`, shape);
  } else if (name !== "gone") {
    addShape(paths, name, rectangle(from + inset, lane.bars, width, lane.height));
  }
}

export function inColumn(column: Column | undefined, { from, to, state }: Bar): Column {
  const grown = column ?? { from, to, px: {} };
  const name = stateName(state);
  grown.to = to;
  grown.px[name] = (grown.px[name] ?? 0) + to - from;
  return grown;
}

/** From the bottom up; what is left free is idle. */
export function addColumn(paths: Paths, { from, to, px }: Column, lane: LaneLayout): void {
  let y = lane.bottom;
  for (const name of ["running", "waiting", "outside"]) {
    const height = lane.height * (px[name] ?? 0) / (to - from);
    if (height > 0) addShape(paths, name, rectangle(from, y -= height, to - from, height));
  }
  if (y === lane.bottom && px.idle) {
    addShape(paths, "idle", rectangle(from, lane.bottom - 2, to - from, 2));
  }
}

/** The class of a letter's bars. */
export function stateName(letter: string): string {
  switch (letter) {
    case "r":
      return "running";
    case "w":
    case "f":
      return "waiting";
    case "o":
      return "outside";
    case "i":
      return "idle";
    default:
      return "gone";
  }
}
