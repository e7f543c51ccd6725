/** Whether objects that a `WeakRef` points at are still referred to. */

import { collectGarbage } from "../fixtures/collect_garbage.ts";

/** How often to try: a collector may leave an object for the next time. */
const rounds = 10;

/**
 * Collects garbage until all of what `refs` point at is gone.
 *
 * @returns how many of them are still there
 */
export async function stillReferred(...refs: readonly WeakRef<object>[]): Promise<number> {
  for (let round = 0; round < rounds && count(refs) > 0; round++) await collectGarbage();
  return count(refs);
}

function count(refs: readonly WeakRef<object>[]): number {
  return refs.filter((ref) => ref.deref() !== undefined).length;
}
