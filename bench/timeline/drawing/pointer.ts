/** A timeline under a mouse, a pen or fingers: wheel and pinch zoom, dragging pans. */

import type { PointerInput, WheelInput } from "./dom.ts";
import { heightOf, laneAt } from "./layout.ts";
import type { Cursor, Timeline } from "./timeline.ts";

/** Listens. */
export function followPointer(timeline: Timeline): void {
  const { picture } = timeline;
  const pressed = new Map<number, number>();
  picture.addEventListener("pointerdown", (event) => {
    picture.setPointerCapture(event.pointerId);
    pressed.set(event.pointerId, event.clientX);
    timeline.point(cursorAt(timeline, event));
  });
  picture.addEventListener("pointermove", (event) => {
    if (pressed.has(event.pointerId)) drag(timeline, pressed, event);
    timeline.point(cursorAt(timeline, event));
  });
  for (const name of ["pointerup", "pointercancel"] as const) {
    picture.addEventListener(name, ({ pointerId }) => pressed.delete(pointerId));
  }
  // A finger leaves when it is lifted: what it has tapped is to be read then.
  picture.addEventListener("pointerleave", ({ pointerType }) => {
    if (pointerType !== "touch") timeline.point(undefined);
  });
  picture.addEventListener("dblclick", () => timeline.show(timeline.whole));
  picture.addEventListener("wheel", (event) => turnWheel(timeline, event), { passive: false });
}

/** One finger pans; two also zoom: the times under both stay under them. */
export function drag(
  timeline: Timeline,
  pressed: Map<number, number>,
  { pointerId, clientX }: PointerInput,
): void {
  const { left, width } = timeline.picture.getBoundingClientRect();
  const before = pressed.get(pointerId)!;
  const other = [...pressed].find(([id]) => id !== pointerId)?.[1];
  pressed.set(pointerId, clientX);
  if (other === undefined) timeline.pan((before - clientX) / width);
  else {
    const factor = Math.abs(before - other) / Math.max(1, Math.abs(clientX - other));
    timeline.zoom(factor, timeAt(timeline, (other - left) / width));
  }
}

/** Where there is nothing more to zoom, the page scrolls; pinching never zooms the page. */
export function turnWheel(timeline: Timeline, event: WheelInput): void {
  const { left, width } = timeline.picture.getBoundingClientRect();
  const { across, along } = wheelTurn(event);
  const hasMoved = across !== 0
    ? timeline.pan(across / width)
    : timeline.zoom(1.002 ** along, timeAt(timeline, (event.clientX - left) / width));
  if (hasMoved || event.ctrlKey) event.preventDefault();
  timeline.point(cursorAt(timeline, event));
}

/** How far a wheel was turned, in px, in the one direction that counts. */
export function wheelTurn(event: WheelInput): { across: number; along: number } {
  const { deltaX, deltaY, deltaMode, shiftKey, ctrlKey } = event;
  const unit = (deltaMode === 0 ? 1 : 30) * (ctrlKey ? 5 : 1);
  const isAcross = Math.abs(deltaX) > Math.abs(deltaY);
  if (isAcross || shiftKey) return { across: (isAcross ? deltaX : deltaY) * unit, along: 0 };
  return { across: 0, along: deltaY * unit };
}

/** What is under a pointer. */
export function cursorAt(timeline: Timeline, { clientX, clientY }: PointerInput): Cursor {
  const { left, top, width, height } = timeline.picture.getBoundingClientRect();
  const y = (clientY - top) / height * heightOf(timeline.plot);
  return { lane: laneAt(timeline.plot, y), at: timeAt(timeline, (clientX - left) / width) };
}

/** The time at a share of the width. */
export function timeAt({ range: { from, to } }: Timeline, share: number): number {
  return from + share * (to - from);
}
