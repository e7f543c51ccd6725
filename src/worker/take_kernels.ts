/** Kernels, which come with the first task that is one: a pool that needs none carries none. */

import { realm } from "../core/realm.ts";
import type { KernelAssets } from "../wire/task_ref.ts";
import { runText } from "./entry_texts.ts";

/** Takes them in; the program does its work once. */
export function takeKernels({ program, core }: KernelAssets): void {
  if (realm.kernelTasks === undefined) runText(program);
  realm.kernelTasks!.accept(core);
}
