/**
 * THE tables: which kinds of workers each runtime has.
 *
 * One for threads and one for processes: a bundle that has the one only needs nothing of the other.
 */

import { UnsupportedError } from "../core/errors.ts";
import type { SpawnWorker } from "../pool/worker_handle.ts";
import { assertGrantable } from "./deno_permissions.ts";
import { type Runtime, runtime } from "./detect.ts";
import { isChildless } from "./executable.ts";
import { assertDescriptors } from "./file_descriptors.ts";
import { permissionFlags } from "./permission_flags.ts";
import { type Grants, grantsOf, type Permissions } from "./permission_list.ts";
import { isStartedAgain } from "./self_start.ts";
import { spawnNodeThread } from "./node_thread.ts";
import { spawnSubprocess } from "./subprocess.ts";
import { spawnWebWorker } from "./web_worker.ts";

/** What starts workers of one kind, and what starts them with rights of their own. */
export interface WorkerKind {
  readonly spawn: SpawnWorker;
  /** Throws for rights that it can't give; absent where rights can't be told apart. */
  readonly limited?: (permissions: "inherit" | Grants) => SpawnWorker;
}

/** What threads are. */
export const threadKinds: Readonly<Record<Runtime, WorkerKind>> = {
  deno: { spawn: spawnNodeThread, limited: limitedWebWorkers },
  bun: { spawn: spawnNodeThread },
  node: { spawn: spawnNodeThread },
  browser: { spawn: spawnWebWorker },
};

/** What processes are, where there are any. */
export const processKinds: Readonly<Partial<Record<Runtime, WorkerKind>>> = {
  deno: { spawn: spawnSubprocess, limited: limitedSubprocesses },
  bun: { spawn: spawnSubprocess },
  node: { spawn: spawnSubprocess },
};

/** Deno itself looks at a thread's rights as it starts. */
function limitedWebWorkers(permissions: "inherit" | Grants): SpawnWorker {
  if (permissions !== "inherit") assertGrantable(permissions);
  return (name, events) => {
    assertDescriptors();
    return spawnWebWorker(name, events, permissions);
  };
}

/** Looks at the rights again as each starts: this program may have lost some. */
function limitedSubprocesses(permissions: "inherit" | Grants): SpawnWorker {
  permissionFlags(permissions);
  return (name, events) => spawnSubprocess(name, events, permissions);
}

/**
 * What a thread is here.
 *
 * @throws {UnsupportedError} where there is none, as in a service worker
 */
export function threadKind(): WorkerKind {
  if (runtime === "browser" && typeof Worker === "undefined") {
    throw new UnsupportedError("Cannot start threads: there is no Worker in this environment");
  }
  return threadKinds[runtime];
}

/** What a process is here; `undefined` if this program can't start any. */
export function processKind(): WorkerKind | undefined {
  return isChildless() || isStartedAgain() ? undefined : processKinds[runtime];
}

/**
 * What starts workers that may do what `permissions` says.
 *
 * @throws {UnsupportedError} where rights can't be told apart
 * @throws {TypeError} for what are no permissions
 * @throws {RangeError} for rights that this program doesn't have
 */
export function spawnOf(
  { spawn, limited }: WorkerKind,
  permissions: Permissions | undefined,
): SpawnWorker {
  if (permissions === undefined) return spawn;
  if (limited === undefined) {
    throw new UnsupportedError("Cannot limit what workers may do: permissions are Deno's alone");
  }
  return limited(grantsOf(permissions));
}
