/** The error for what can't cross a border; runtimes disagree on its class and text. */

import { encodeError, type ErrorRecord } from "./remote_error.ts";

/** What to do about a value that structured clone refuses. */
const advice = "; send plain data, and name functions by importTasks() in the task's own module";

/**
 * A `DataCloneError` that says what could not be sent and what to do; its cause is the reason.
 *
 * @param what the argument or result, as messages call it
 * @param reason what the runtime, or a getter, threw
 */
export function unsent(what: string, reason: unknown): ErrorRecord {
  return cloneError(`Cannot send ${what}: ${textOf(reason)}${advice}`, reason);
}

/** The same for what was sent and could not be read by the other side. */
export function unread(what: string, reason: unknown): ErrorRecord {
  return cloneError(`Cannot receive ${what}: ${textOf(reason)}`, reason);
}

function cloneError(message: string, cause: unknown): ErrorRecord {
  const error = new DOMException(message, "DataCloneError");
  Object.defineProperty(error, "cause", { value: cause });
  return encodeError(error);
}

function textOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
