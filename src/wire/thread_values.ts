/** Values that go to a thread, or come from one: what its runtime's clone would leave nothing of. */

import { structuredClone } from "../core/primordials.ts";
import { CloneCheck, type Findings } from "./cloneable.ts";

let check: CloneCheck | undefined;
let isTold: boolean | undefined;

/**
 * Whether the runtime refuses by itself what it can't clone, as the standard has it. Only environments
 * of tests on Node and contexts of `node:vm` have no clone to ask, and Node refuses.
 */
function refusesByItself(): boolean {
  const clone = structuredClone;
  if (!clone) return true;
  try {
    clone(new EventTarget());
    return false;
  } catch {
    return true;
  }
}

/**
 * Looks at a value that is to be cloned for another thread.
 *
 * @param moved what changes its owner and is not cloned
 * @returns what is to be cloned for it, and how deep that is nested: 0 where it was not looked at
 * @throws {DOMException} named `DataCloneError` if the runtime would make something else of it
 */
export function cloneable<T>(
  value: T,
  moved?: readonly unknown[],
): Pick<Findings<T>, "value" | "depth"> {
  isTold ??= refusesByItself();
  if (isTold) return { value, depth: 0 };
  check ??= new CloneCheck((object) => structuredClone!(object));
  return check.look(value, moved);
}
