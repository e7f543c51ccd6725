/**
 * What a task's stack shows of the worker's program: nothing. It is one minified text, and what it
 * does below the task's own call tells nobody anything.
 *
 * A frame of it is known by its place, as this runtime writes it: an address, `[worker eval]`, the
 * name that the program's last line gives it. Functions sent as source are evaluated within it, and
 * their frames name it too, but not as their own place.
 */

/** A frame's last words: a line and a column, perhaps with a bracket. */
const position = /:\d+:\d+\)?$/;

let own: string | undefined;

/**
 * A stack without the program's frames and what is below them.
 *
 * @param stack as an error has it
 * @param message the error's message, in which anything may stand
 */
export function withoutProgram(stack: string, message: string): string {
  // Not noted if a task has changed what stacks look like: the next error may tell.
  own ??= placeOf(firstFrame(new Error().stack));
  if (own === undefined) return stack;
  const said = stack.indexOf(message);
  const start = said < 0 ? 0 : said + message.length;
  const lines = stack.slice(start).split("\n");
  const first = lines.findIndex(isOwn);
  if (first < 0) return stack;
  return stack.slice(0, start) + lines.slice(0, first).join("\n");
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

function isOwn(frame: string): boolean {
  if (!position.test(frame)) return false;
  const head = frame.replace(position, "");
  return head.endsWith(own!) && /^$|[( @]$/.test(head.slice(0, -own!.length));
}
