/** Why a pool is broken, as its futures' errors tell it. */

import { lineOf } from "../core/text.ts";
import { decodeError, type ErrorRecord } from "../wire/remote_error.ts";
import type { ExitReason } from "./worker_handle.ts";

/** Why a pool takes no more work. */
export interface Breakage {
  readonly text: string;
  readonly cause?: { readonly error: unknown };
}

/** What an error says that a worker was not started for. */
export function unstarted(name: string, error: unknown): Breakage {
  return { text: `${name} could not be started (${lineOf(error)})`, cause: { error } };
}

/** What an error says after workers have written into the queue what can't be. */
export function damaged(kind: string, what: string): Breakage {
  const cause = { error: new Error(`Cannot believe the queue: ${what}`) };
  return { text: `A ${kind} has damaged the queue in shared memory`, cause };
}

/** What is known of a worker that has ended: its name, and the error it reported before it died. */
interface Ended {
  readonly name: string;
  readonly crash: ErrorRecord | undefined;
}

/** Whether a worker has run at all; one that hasn't could not be started. */
export function hasRun({ crash }: Ended, { code, signal, error }: ExitReason): boolean {
  return code !== undefined || signal !== undefined || crash !== undefined || error === undefined;
}

/**
 * What a worker's end says; its own last words before the runtime's.
 *
 * @param doing what it was at
 */
export function breakageOf(worker: Ended, reason: ExitReason, doing: string): Breakage {
  const { name, crash } = worker;
  const { code, signal, error } = reason;
  if (!hasRun(worker, reason)) return unstarted(name, error);
  const end = signal ? `by ${signal}` : `with exit code ${code ?? "unknown"}`;
  const text = `${name} terminated abruptly ${end} ${doing}`;
  if (!crash && error === undefined) return { text };
  const cause = { error: crash ? decodeError(crash) : error };
  return { text: `${text}: ${lineOf(cause.error)}`, cause };
}
