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

/**
 * Collects what nothing refers to, in a turn of its own: a `WeakRef` keeps its target until the
 * turn ends.
 *
 * Not after an `await`, but in the timer's callback, where the stack is short: Bun's collector takes
 * whatever lies on the stack for a reference, also what calls that are over have left there.
 */
export function collectGarbage(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(() => {
      collect();
      resolve();
    });
  });
}

function collector(): () => void {
  const { Bun } = globalThis as Globals;
  if (Bun) return () => Bun.gc(true);
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}
