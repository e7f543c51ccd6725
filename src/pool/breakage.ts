/** Why a pool is broken, as its futures' errors tell it. */

import { decodeError, type ErrorRecord } from "../wire/remote_error.ts";
import type { ExitReason } from "./worker_handle.ts";

/** Why a pool takes no more work. */
export interface Breakage {
  readonly text: string;
  readonly cause?: { readonly error: unknown };
}

/** What an error says that a worker was not started for. */
export function unstarted(name: string, error: unknown): Breakage {
  return { text: `${name} could not be started (${error})`, cause: { error } };
}

/**
 * What a worker's end says; its own last words before the runtime's.
 *
 * @param worker its name, and the error it reported before it died
 * @param doing what it was at
 */
export function breakageOf(
  { name, crash }: { readonly name: string; readonly crash: ErrorRecord | undefined },
  { code, signal, error }: ExitReason,
  doing: string,
): Breakage {
  const hasLived = code !== undefined || signal !== undefined || crash !== undefined;
  if (!hasLived && error !== undefined) return unstarted(name, error);
  const end = signal ? `by ${signal}` : `with exit code ${code ?? "unknown"}`;
  const text = `${name} terminated abruptly ${end} ${doing}`;
  if (crash) return { text, cause: { error: decodeError(crash) } };
  return error === undefined ? { text } : { text, cause: { error } };
}
