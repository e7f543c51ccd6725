/** The versions of what is measured beside this package. */

import type { Stage } from "../command.ts";
import { versionOf } from "../peers/package_of.ts";
import { startPython } from "../python.ts";
import { type DispatchResult, isMeasured } from "./result.ts";

/** The peers that gave results, by name: the exact versions that deno.json asks for. */
export function peerVersions(results: readonly DispatchResult[]): Record<string, string> {
  const peers = results.filter((one) => one.role === "peer" && isMeasured(one));
  const names = new Set(peers.map(({ contestant }) => contestant));
  return Object.fromEntries([...names].map((name) => [name, versionOf(name)]));
}

/** The python3 on the PATH. */
export interface PythonFound {
  readonly version: string;
  /** `python3` itself may be a script that looks for this one each time. */
  readonly executable: string;
}

/**
 * Looks for python3.
 *
 * @throws {UsageError} if there is none
 */
export async function findPython(workers: number, stage: Stage): Promise<PythonFound> {
  const program = new URL("../python/dispatch.py", import.meta.url);
  const args = [`${workers}`, "threads"];
  const { python, hello } = await startPython<PythonFound>(program, args, stage);
  await python.close();
  return hello;
}
