/**
 * How many threads can run at once. Containers have quotas of cpu time: Deno and Bun count them in,
 * Node only some (not those of cgroups v1, nor of a parent group), so they are looked up for it.
 */

import { Math } from "../core/primordials.ts";
import { builtin } from "./builtin.ts";
import { runtime } from "./detect.ts";

interface Files {
  readFileSync(path: string, encoding: "utf8"): string;
}

/** As it was when somebody asked first. */
let limit: number | undefined;

/** How many threads can run at once. */
export function cpuCount(): number {
  const { navigator } = globalThis as { navigator?: { readonly hardwareConcurrency?: number } };
  const cpus = navigator?.hardwareConcurrency || 1;
  if (runtime !== "node") return cpus;
  limit ??= quota((path) => builtin<Files>("node:fs")!.readFileSync(path, "utf8"));
  return Math.min(cpus, limit);
}

/**
 * How many cpus the quotas of this process's control groups come to, rounded down, but 1 at least;
 * `Infinity` where there is none.
 *
 * @param read reads a file; throws if there is none, or none for us
 */
export function quota(read: (path: string) => string): number {
  const numbersOf = (path: string): number[] => {
    try {
      return read(path).trim().split(" ").map(Number);
    } catch {
      return [];
    }
  };
  let least = Infinity;
  for (const folder of foldersOf(read)) {
    const [limit = NaN, period = NaN] = [
      ...numbersOf(`${folder}/cpu.max`),
      ...numbersOf(`${folder}/cpu.cfs_quota_us`),
      ...numbersOf(`${folder}/cpu.cfs_period_us`),
    ];
    // Without a limit it says `max`, or -1.
    if (limit > 0 && period > 0) least = Math.min(least, limit / period);
  }
  return Math.max(1, Math.floor(least));
}

/** Where the groups of this process that may limit it are, and the groups that those are in. */
function foldersOf(read: (path: string) => string): string[] {
  const folders: string[] = [];
  let groups = "";
  try {
    groups = read("/proc/self/cgroup");
  } catch {
    // Elsewhere than on Linux.
  }
  for (const [, controllers = "", path = ""] of groups.matchAll(/^\d+:(.*?):(.*)$/gm)) {
    if (controllers !== "" && !controllers.split(",").includes("cpu")) continue;
    const root = controllers === "" ? "/sys/fs/cgroup" : "/sys/fs/cgroup/cpu";
    const names = path.split("/").filter((name) => name !== "");
    for (let depth = 0; depth <= names.length; depth++) {
      folders.push([root, ...names.slice(0, depth)].join("/"));
    }
  }
  return folders;
}
