/**
 * n!, computed by several workers in one shared memory: one leads, others help.
 *
 * Host half of `wasm/share.ts`; the words below are laid out there. Arguments are trusted.
 */

import { Atomics, Int32Array, WebAssembly } from "../core/primordials.ts";
import { realm } from "../core/realm.ts";
import { checkpoint } from "../gil/scope.ts";
import { type Core, coreOn, type SharedParts } from "./instance.ts";
import type { LongNumber } from "./long_number.ts";
import { computeFactorial } from "./long_factorial.ts";

/** A shared memory and what works in it, in bytes: not every runtime sends modules. */
export interface Workshop extends SharedParts {
  /** Which run it is; there is no more than one at a time. */
  readonly run: number;
}

/** Indices of 32-bit words. */
const word = { run: 0, tickets: 16, helpers: 48, failed: 80 } as const;

/** Milliseconds that a helper sleeps at most before it looks whether the run has ended. */
const NAP = 20;

/** The number of the run that comes next in that memory. */
export function currentRun(memory: WebAssembly.Memory): number {
  return Atomics.load(wordsOf(memory), word.run);
}

/** Ends the run, if that has not happened yet, and its helpers. */
export function endRun({ memory, run }: Workshop): void {
  const words = wordsOf(memory);
  Atomics.compareExchange(words, word.run, run, run + 1);
  Atomics.notify(words, word.tickets);
}

/** Computes n!, with the help of whoever comes; tells where it is. */
export function leadFactorial(workshop: Workshop, n: number): LongNumber {
  try {
    return computeFactorial(coreIn(workshop), n);
  } finally {
    endRun(workshop);
  }
}

/** Helps until the run has ended. Under a lock there would be nothing to win. */
export function helpFactorial(workshop: Workshop): void {
  if (realm.lock !== undefined) return;
  const words = wordsOf(workshop.memory);
  const isOpen = () => Atomics.load(words, word.run) === workshop.run;
  if (!isOpen()) return;
  const core = coreIn(workshop);
  Atomics.add(words, word.helpers, 1);
  try {
    while (isOpen()) {
      core.help();
      checkpoint();
      if (isOpen()) Atomics.wait(words, word.tickets, 0, NAP);
    }
  } catch (error) {
    Atomics.store(words, word.failed, 1);
    throw error;
  } finally {
    Atomics.sub(words, word.helpers, 1);
  }
}

let compiled: WebAssembly.Module | undefined;

function coreIn({ module, memory }: Workshop): Core {
  compiled ??= new WebAssembly.Module(module as Uint8Array<ArrayBuffer>);
  return coreOn(compiled, memory);
}

function wordsOf(memory: WebAssembly.Memory): Int32Array {
  return new Int32Array(memory.buffer, 0, 128);
}
