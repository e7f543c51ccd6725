/**
 * Deno and Bun end the program if a thread finds no file descriptor as it starts. So as many as it
 * takes are opened before, for some 60 µs: what they lack is then an error of this start alone.
 *
 * Deno must have been allowed to read `/dev/null`; Windows has no such file, and no such limit.
 */

import { builtin } from "./builtin.ts";
import { mayRead } from "./deno_permissions.ts";
import { runtime } from "./detect.ts";

interface Files {
  openSync(path: string, flags: "r"): number;
  closeSync(descriptor: number): void;
}

/** What a thread takes, and some for what else the program does meanwhile. */
const needed = 10;

const nothing = "/dev/null";

/** @throws the system's error if there are too few for a thread */
export function assertDescriptors(): void {
  if (runtime === "deno" && !mayRead(nothing)) return;
  const { openSync, closeSync } = builtin<Files>("node:fs")!;
  const opened: number[] = [];
  try {
    while (opened.length < needed) opened.push(openSync(nothing, "r"));
  } catch (error) {
    const { code } = error as { readonly code?: string };
    if (code === "EMFILE" || code === "ENFILE") throw error;
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
}
