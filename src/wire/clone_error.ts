/** The error for what structured clone refuses; runtimes disagree on its class and text. */

import type { ErrorRecord } from "./remote_error.ts";

/**
 * A `DataCloneError` that says what could not be sent and what to do.
 *
 * @param what the argument or result, as messages call it
 * @param reason what the runtime threw
 */
export function cloneError(what: string, reason: unknown): ErrorRecord {
  const message = `Cannot send ${what}: ${reason instanceof Error ? reason.message : reason}; ` +
    "send plain data, and name functions by importTasks() in the task's own module";
  const stack = reason instanceof Error ? reason.stack : undefined;
  return [{
    kind: "error",
    type: "DOMException",
    name: "DataCloneError",
    message,
    stack: stack ?? message,
    properties: {},
  }];
}
