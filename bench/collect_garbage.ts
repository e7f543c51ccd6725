/**
 * Has the runtime collect garbage, so that one sees what is still referred to: for memory that is
 * measured, here and in the tests.
 */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

interface Globals {
  readonly Bun?: { gc(force: boolean): void };
}

const collect = collector();

/** Calls within calls that leave nothing on some kilobytes of the stack. */
const scrubbed = 500;

/**
 * Collects what nothing refers to, in a turn of its own: a `WeakRef` keeps its target until the
 * turn ends.
 *
 * Not after an `await`, but in a timer's callback, where the stack is short: Bun's collector takes
 * whatever lies on the stack for a reference, also what calls that are over have left between what
 * is there now. So the turn before writes over it.
 */
export async function collectGarbage(): Promise<void> {
  await inTurn(() => scrub(scrubbed));
  await inTurn(collect);
}

function inTurn(work: () => void): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(() => {
      work();
      resolve();
    });
  });
}

function scrub(depth: number): number {
  return depth === 0 ? 0 : 1 + scrub(depth - 1);
}

function collector(): () => void {
  const { Bun } = globalThis as Globals;
  if (Bun) return () => Bun.gc(true);
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}
