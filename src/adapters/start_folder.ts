/**
 * The folder in which the program was started: what the paths on its command line are relative to,
 * and where its configuration is, wherever it goes by `process.chdir()`.
 */

import { builtin } from "./builtin.ts";
import { runtime } from "./detect.ts";

interface ProcessLike {
  cwd(): string;
}

interface Files {
  existsSync(path: string): boolean;
}

/** Where this program is now; `undefined` if that folder is gone. */
export function presentFolder(): string | undefined {
  try {
    return (globalThis as unknown as { process: ProcessLike }).process.cwd();
  } catch {
    return undefined;
  }
}

/** Where it was when it loaded this package. Deno would have to ask for it, and tells no flags. */
const first = runtime === "node" || runtime === "bun" ? presentFolder() : undefined;

/** Where it was started, if it is elsewhere now and can still go there. */
export function startFolder(): string | undefined {
  if (first === undefined || first === presentFolder()) return undefined;
  return builtin<Files>("node:fs")!.existsSync(first) ? first : undefined;
}
