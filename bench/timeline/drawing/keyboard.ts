/** A timeline under the keyboard. */

import type { KeyInput } from "./dom.ts";
import { intervalAt } from "./readout.ts";
import type { Timeline } from "./timeline.ts";
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
  const { range, whole } = timeline;
  const { lane, at } = cursorOf(timeline);
  switch (key) {
    case "ArrowLeft":
    case "ArrowRight": {
      const sign = key === "ArrowLeft" ? -1 : 1;
      if (shiftKey) step(timeline, sign);
      else keepPlace(timeline, () => timeline.pan(sign * 0.1));
      return true;
    }
    case "ArrowUp":
    case "ArrowDown": {
      const next = lane + (key === "ArrowUp" ? -1 : 1);
      const last = timeline.plot.tracks.length - 1;
      timeline.point({ lane: Math.max(0, Math.min(last, next)), at });
      return true;
    }
    case "+":
    case "=":
    case "-":
      timeline.zoom(key === "-" ? 2 : 0.5, at);
      timeline.point({ lane, at });
      return true;
    case "Home":
    case "End":
      keepPlace(
        timeline,
        () => timeline.show(moved(range, whole, key === "End" ? whole.to : -whole.to)),
      );
      return true;
    case "0":
      timeline.show(whole);
      return true;
    case "Escape":
      timeline.point(undefined);
      return true;
    default:
      return false;
  }
}

/** The point that is told about, or the middle of the first lane. */
export function cursorOf({ cursor, range: { from, to } }: Timeline): { lane: number; at: number } {
  const isSeen = cursor && cursor.at >= from && cursor.at <= to;
  return isSeen ? cursor : { lane: cursor?.lane ?? 0, at: (from + to) / 2 };
}

/** Moves, and tells about what then is where the last point was. */
export function keepPlace(timeline: Timeline, move: () => void): void {
  const { lane, at } = cursorOf(timeline);
  const from = timeline.range.from;
  move();
  timeline.point({ lane, at: at - from + timeline.range.from });
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
