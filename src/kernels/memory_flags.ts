/** Where a module tells what kind of memory it imports. */

import { Array } from "../core/primordials.ts";

/** The end of the import's name, and the code of a memory. */
const before = [...Array.from("memory", (letter) => letter.charCodeAt(0)), 2];

/** The index of the flags: 1 for a memory with a maximum, 3 if it is shared too. */
export function memoryFlags(module: Uint8Array): number {
  const start = module.findIndex((_, i) => before.every((byte, j) => module[i + j] === byte));
  return start + before.length;
}

/** The same module for a shared memory. */
export function withSharedMemory(module: Uint8Array): Uint8Array {
  const result = module.slice();
  result[memoryFlags(module)] = 3;
  return result;
}
