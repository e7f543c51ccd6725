/** A timeline under the keyboard. */

import type { KeyInput } from "./dom.ts";
import { intervalAt } from "./readout.ts";
import type { Cursor, Timeline } from "./timeline.ts";
import { moved } from "./range.ts";

/** Listens. Keys of the browser's own, with Ctrl, Alt or Meta, stay the browser's. */
export function followKeyboard(timeline: Timeline): void {
  timeline.picture.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (press(timeline, event)) event.preventDefault();
  });
  timeline.picture.addEventListener("blur", () => timeline.point(undefined));
}

/** Does what a key stands for; tells whether it stands for something. */
export function press(
  timeline: Timeline,
  { key, shiftKey }: Pick<KeyInput, "key" | "shiftKey">,
): boolean {
  const action = keyActions(shiftKey)[key];
  action?.(timeline);
  return action !== undefined;
}

/** What the keys do, by their names. */
export function keyActions(
  shiftKey: boolean,
): Readonly<Record<string, (timeline: Timeline) => unknown>> {
  return {
    ArrowLeft: (timeline) => shiftKey ? step(timeline, -1) : slide(timeline, -0.1),
    ArrowRight: (timeline) => shiftKey ? step(timeline, 1) : slide(timeline, 0.1),
    ArrowUp: (timeline) => changeLane(timeline, -1),
    ArrowDown: (timeline) => changeLane(timeline, 1),
    "+": (timeline) => zoomHere(timeline, 0.5),
    "=": (timeline) => zoomHere(timeline, 0.5),
    "-": (timeline) => zoomHere(timeline, 2),
    Home: (timeline) => slide(timeline, -Infinity),
    End: (timeline) => slide(timeline, Infinity),
    "0": (timeline) => timeline.show(timeline.whole),
    Escape: (timeline) => timeline.point(undefined),
  };
}

/** Pans, and tells about what then is where the last point was. */
export function slide(timeline: Timeline, share: number): void {
  const { lane, at } = cursorOf(timeline);
  const from = timeline.range.from;
  timeline.pan(share);
  timeline.point({ lane, at: at - from + timeline.range.from });
}

export function changeLane(timeline: Timeline, by: number): void {
  const { lane, at } = cursorOf(timeline);
  const last = timeline.plot.tracks.length - 1;
  timeline.point({ lane: Math.max(0, Math.min(last, lane + by)), at });
}

export function zoomHere(timeline: Timeline, factor: number): void {
  const cursor = cursorOf(timeline);
  timeline.zoom(factor, cursor.at);
  timeline.point(cursor);
}

/** The point that is told about, or the middle of the first lane. */
export function cursorOf({ cursor, range: { from, to } }: Timeline): Cursor {
  const isSeen = cursor && cursor.at >= from && cursor.at <= to;
  return isSeen ? cursor : { lane: cursor?.lane ?? 0, at: (from + to) / 2 };
}

/** To the middle of the next interval or the one before, which comes into view. */
export function step(timeline: Timeline, by: number): void {
  const { lane, at } = cursorOf(timeline);
  const edges = timeline.plot.tracks[lane]?.edges ?? [];
  const index = Math.max(0, Math.min(edges.length - 2, intervalAt(edges, at) + by));
  const middle = ((edges[index] ?? 0) + (edges[index + 1] ?? 0)) / 2;
  const { from, to } = timeline.range;
  const isSeen = middle >= from && middle <= to;
  if (!isSeen) timeline.show(moved(timeline.range, timeline.whole, middle - (from + to) / 2));
  timeline.point({ lane, at: middle });
}
