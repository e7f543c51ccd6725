/**
 * How a worker finds a kernel: by name, in its own copy of the table, never by source text.
 *
 * Whoever sends tasks reads the reference off the function and sends the name, and once a worker
 * that table's program and what its WASM core is made from. Must not know which kernels there are:
 * that is `table.ts`.
 */

import { Object } from "../core/primordials.ts";
import { taskReference } from "../core/realm.ts";
import { kernelAssets } from "./instance.ts";

/** What a submittable kernel carries under `taskReference`. */
export interface KernelReference {
  /** Tells a kernel from other tasks that carry a reference. */
  readonly kind: "kernel";
  /** The kernel's key in `table.ts`. */
  readonly name: string;
  /** What a worker takes in before it is called: see `KernelAssets` of `wire/`. */
  assets(shared: boolean): {
    readonly program: string;
    /** Compiled, if the worker can be sent that, else as bytes; for `acceptKernels()`. */
    readonly core: WebAssembly.Module | Uint8Array;
  };
}

let program = "";

/** Tells what a worker evaluates to have the kernels: the text of `program.gen.ts`. */
export function provideProgram(text: string): void {
  program = text;
}

/** Marks `kernel` as known to every worker under `name`; invisible to enumeration. */
export function refer(kernel: object, name: string): void {
  const assets = (shared: boolean) => ({ program, core: kernelAssets(shared) });
  const value: KernelReference = { kind: "kernel", name, assets };
  Object.defineProperty(kernel, taskReference, { value });
}
