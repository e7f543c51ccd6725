/**
 * How a worker finds a kernel: by name, in its own copy of the table, never by source text.
 *
 * Whoever sends tasks reads the reference off the function and sends the name, and once a worker
 * the assets its WASM core is made from. Must not know which kernels there are: that is `table.ts`.
 */

import { taskReference } from "../core/realm.ts";
import { kernelAssets } from "./instance.ts";

/** What a submittable kernel carries under `taskReference`. */
export interface KernelReference {
  /** Tells a kernel from other tasks that carry a reference. */
  readonly kind: "kernel";
  /** The kernel's key in `table.ts`. */
  readonly name: string;
  /** The compiled core, if the worker can be sent one, else its bytes; for `acceptKernels()`. */
  assets(shared: boolean): WebAssembly.Module | Uint8Array;
}

/** Marks `kernel` as known to every worker under `name`; invisible to enumeration. */
export function refer(kernel: object, name: string): void {
  const value: KernelReference = { kind: "kernel", name, assets: kernelAssets };
  Object.defineProperty(kernel, taskReference, { value });
}
