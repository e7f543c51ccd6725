/** Which runtime this is, and what machine it runs on. Looked up once, in this order. */

import { Atomics } from "../core/primordials.ts";

/** A runtime the package knows. */
export type Runtime = "deno" | "bun" | "node" | "browser";

interface Globals {
  readonly Deno?: { readonly version?: unknown };
  readonly Bun?: unknown;
  readonly process?: {
    readonly platform?: string;
    readonly versions?: { readonly node?: string };
    /** Node's own mark, which Deno and Bun set too, before any `exit` listener is called. */
    readonly _exiting?: boolean;
  };
}

const globals = globalThis as Globals;

/** The runtime that executes this module; Deno and Bun offer Node's globals too. */
export const runtime: Runtime = globals.Deno?.version
  ? "deno"
  : globals.Bun
  ? "bun"
  : globals.process?.versions?.node
  ? "node"
  : "browser";

/** Whether this is Windows, where a process can wait for 61 others at most. */
export const onWindows: boolean = globals.process?.platform === "win32";

/** Whether threads can share memory, and wait for it to change without blocking. */
export function canShareMemory(): boolean {
  return "SharedArrayBuffer" in globalThis && typeof Atomics.waitAsync === "function";
}

/** Whether the program is past its last turn: what is begun now never ends. */
export function isExiting(): boolean {
  return globals.process?._exiting === true;
}
