/** Errors that are made where nobody wants to look. */

/**
 * Makes an error that shows no line of this package: its stack is given to it, or is its text. Node
 * prints the line that made an error above it, as the culprit, when nothing has caught it.
 */
export function withoutFrames<E extends Error>(make: () => E): E {
  const { stackTraceLimit } = Error as { stackTraceLimit?: unknown };
  if (typeof stackTraceLimit !== "number") return make();
  // A frozen Error keeps its limit.
  Reflect.set(Error, "stackTraceLimit", 0);
  try {
    return make();
  } finally {
    Reflect.set(Error, "stackTraceLimit", stackTraceLimit);
  }
}
