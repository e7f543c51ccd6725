/** The error for what can't cross a border; runtimes disagree on its class and text. */

import { isError, Object } from "../core/primordials.ts";
import { withoutFrames } from "../core/without_frames.ts";

/** Some realms lack it. */
const { DOMException } = globalThis as Partial<typeof globalThis>;

/** What to do about a value that structured clone refuses. */
const advice = "; send plain data, and name functions by importTasks() in the task's own module";

/**
 * A `DataCloneError` that says what could not be sent and what to do; its cause is the reason.
 *
 * @param what the argument or result, as messages call it
 * @param reason what the runtime, or a getter, threw
 */
export function unsent(what: string, reason: unknown): Error {
  return cloneError(`Cannot send ${what}: ${textOf(reason)}${advice}`, reason);
}

/** The same for what was sent and could not be read by the other side. */
export function unread(what: string, reason: unknown): Error {
  return cloneError(`Cannot receive ${what}: ${textOf(reason)}`, reason);
}

/** What is wrong with what a worker said, if that is no message. */
export function noMessage(worker: string, reason: unknown): TypeError {
  return new TypeError(`${worker} sent what is no message of the pool's: ${textOf(reason)}`);
}

function cloneError(message: string, cause: unknown): Error {
  const error = withoutFrames(() => dataCloneError(message));
  const own = { __proto__: null, configurable: true, writable: true };
  Object.defineProperty(error, "stack", { ...own, value: `${error.name}: ${message}` });
  return Object.defineProperty(error, "cause", { ...own, value: cause });
}

/** A `DataCloneError`, of the class that the realm has for it. */
export function dataCloneError(message: string): Error {
  return DOMException
    ? new DOMException(message, "DataCloneError")
    : Object.assign(new Error(message), { name: "DataCloneError" });
}

/** A getter's error may have a getter itself. */
function textOf(reason: unknown): string {
  try {
    return `${isError(reason) ? reason.message : String(reason)}`;
  } catch {
    return "its reason has no text";
  }
}
