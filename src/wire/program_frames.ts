/**
 * What a task's stack shows of the worker's program: nothing. It is one minified text, and what it
 * does below the task's own call tells nobody anything.
 *
 * A frame of it is known by its place, as this runtime writes it: an address, `[worker eval]`, the
 * name that the program's last line gives it. Functions sent as source are evaluated within it, and
 * their frames name it too, but not as their own place.
 */

import { withFrames } from "../core/without_frames.ts";

/** A frame's last words: a line and a column, perhaps with a bracket. */
const position = /:\d+:\d+\)?$/;

/**
 * A stack without the program's frames and what is below them.
 *
 * @param stack as an error has it
 * @param message the error's message, in which anything may stand
 */
export function withoutProgram(stack: string, message: string): string {
  const own = ownPlace();
  if (own === undefined) return stack;
  const said = stack.indexOf(message);
  const start = said < 0 ? 0 : said + message.length;
  const lines = stack.slice(start).split("\n");
  const first = lines.findIndex((line) => isAt(own, line));
  if (first < 0) return stack;
  return stack.slice(0, start) + lines.slice(0, first).join("\n");
}

let place: string | undefined;
let shapedBy: unknown;

/** The program's place; looked up again once a task has changed what stacks look like. */
function ownPlace(): string | undefined {
  try {
    const { prepareStackTrace } = Error as { prepareStackTrace?: unknown };
    if (place === undefined || prepareStackTrace !== shapedBy) {
      place = placeOf(firstFrame(withFrames(1, () => new Error()).stack));
      shapedBy = prepareStackTrace;
    }
    return place;
  } catch {
    return undefined; // What a task has made of stacks throws.
  }
}

/** The text may begin with the error's own. */
function firstFrame(stack: unknown): string | undefined {
  return typeof stack === "string"
    ? stack.split("\n").find((line) => position.test(line))
    : undefined;
}

/** `at name (place:1:2)`, `at place:1:2` or `name@place:1:2`. */
function placeOf(frame: string | undefined): string | undefined {
  if (frame === undefined) return undefined;
  const opening = frame.endsWith(")") ? "(" : frame.includes("@") ? "@" : "at ";
  const start = frame.indexOf(opening) + opening.length;
  return frame.slice(start).replace(position, "");
}

/** Whether a frame's place is this one, not only within it. */
function isAt(place: string, frame: string): boolean {
  if (!position.test(frame)) return false;
  const head = frame.replace(position, "");
  return head.endsWith(place) && /^$|[( @]$/.test(head.slice(0, -place.length));
}
