/**
 * Memory that the tasks of a run share with the page, where memory can be shared: one word tells
 * them to end, one counts what they have done, a list takes how late sleeps ended.
 *
 * Without it the page only knows what tasks return.
 */

import { sampleList, samplesOf, words } from "../gil/memory.ts";

/** The memory of one run. */
export interface Desk {
  /** Not 0 once tasks are to end; how much they have done. */
  readonly state: Int32Array;
  /** As `memory.ts` has it. */
  readonly late: Float64Array;
}

/** An empty one. */
export function makeDesk(): Desk {
  return { state: words(2), late: sampleList() };
}

/** Tells tasks to end. */
export function closeDesk({ state }: Desk): void {
  Atomics.store(state, 0, 1);
}

/** What was done so far. */
export function deskYield({ state, late }: Desk): Yield {
  return { work: Atomics.load(state, 1), late: samplesOf(late) };
}

/** What tasks have come to. */
export interface Yield {
  /** In units, of which a workload knows how long they take. */
  readonly work: number;
  /** By how many milliseconds too long each sleep was. */
  readonly late: readonly number[];
}
