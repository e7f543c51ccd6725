/**
 * The folder in which the program was started: what the paths on its command line are relative to,
 * and where its configuration is, wherever it goes by `process.chdir()`.
 */

import { builtin } from "./builtin.ts";
import { mayRead } from "./deno_permissions.ts";
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

/** Where it was when it loaded this package; `undefined` where it may not know. */
export const firstFolder: string | undefined =
  runtime === "browser" || (runtime === "deno" && !mayRead(".")) ? undefined : presentFolder();

/** Where it was started, if it is elsewhere now and can still go there. */
export function startFolder(): string | undefined {
  if (firstFolder === undefined || firstFolder === presentFolder()) return undefined;
  return builtin<Files>("node:fs")!.existsSync(firstFolder) ? firstFolder : undefined;
}
