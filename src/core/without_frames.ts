/** Errors that are made where nobody wants to look. */

import { Object, Reflect } from "./primordials.ts";

/**
 * Makes an error that shows no line of this package: its stack is given to it, or is its text. Node
 * prints the line that made an error above it, as the culprit, when nothing has caught it.
 */
export function withoutFrames<E extends Error>(make: () => E): E {
  const error = withFrames(0, make);
  if (typeof error.stack === "string") return error;
  // Bun leaves it out.
  const value = `${error.name}: ${error.message}`;
  return Object.defineProperty(error, "stack", { value, configurable: true, writable: true });
}

/** Calls `make`, in which errors get no more frames than this; as many as ever where nobody limits them. */
export function withFrames<R>(most: number, make: () => R): R {
  const { stackTraceLimit } = Error as { stackTraceLimit?: unknown };
  if (typeof stackTraceLimit !== "number" || stackTraceLimit <= most) return make();
  // A frozen Error keeps its limit.
  Reflect.set(Error, "stackTraceLimit", most);
  try {
    return make();
  } finally {
    Reflect.set(Error, "stackTraceLimit", stackTraceLimit);
  }
}
