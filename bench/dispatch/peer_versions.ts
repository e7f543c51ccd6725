/** The versions of what is measured beside this package. */

import config from "../../deno.json" with { type: "json" };
import type { Stage } from "../command.ts";
import { Python } from "../python.ts";
import { type DispatchResult, isMeasured } from "./result.ts";

/** The peers that gave results, by name: the exact versions that deno.json asks for. */
export function peerVersions(results: readonly DispatchResult[]): Record<string, string> {
  const imports: Readonly<Record<string, string>> = config.imports;
  const peers = results.filter((one) => one.role === "peer" && isMeasured(one));
  const names = new Set(peers.map(({ contestant }) => contestant));
  return Object.fromEntries([...names].map((name) => [name, imports[name]!.split("@").at(-1)!]));
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
export async function findPython(
  workers: number,
  { open, progress }: Stage,
): Promise<PythonFound> {
  progress("starting python3");
  const program = new URL("../python/dispatch.py", import.meta.url);
  const python = new Python(program, [`${workers}`, "threads"]);
  open.add(python);
  const found = await python.hello<PythonFound>();
  await python.close();
  return found;
}
