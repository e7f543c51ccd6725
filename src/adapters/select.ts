/** THE table: which kinds of workers each runtime has. */

import { UnsupportedError } from "../core/errors.ts";
import type { SpawnWorker } from "../pool/worker_handle.ts";
import { assertGrantable, type Permissions } from "./deno_permissions.ts";
import { type Runtime, runtime } from "./detect.ts";
import { isChildless } from "./executable.ts";
import { spawnNodeThread } from "./node_thread.ts";
import { spawnSubprocess } from "./subprocess.ts";
import { spawnWebWorker } from "./web_worker.ts";

/** What starts workers of one kind, and what starts them with rights of their own. */
export interface WorkerKind {
  readonly spawn: SpawnWorker;
  /** Absent where rights can't be told apart. */
  readonly limited?: (permissions: Permissions) => SpawnWorker;
}

/** The kinds of workers of a runtime. */
export interface WorkerKinds {
  readonly thread: WorkerKind;
  /** Absent where there are no processes. */
  readonly process?: WorkerKind;
}

const table: Readonly<Record<Runtime, WorkerKinds>> = {
  deno: {
    thread: { spawn: spawnNodeThread, limited: withRights(spawnWebWorker) },
    process: { spawn: spawnSubprocess, limited: withRights(spawnSubprocess) },
  },
  bun: { thread: { spawn: spawnNodeThread }, process: { spawn: spawnSubprocess } },
  node: { thread: { spawn: spawnNodeThread }, process: { spawn: spawnSubprocess } },
  browser: { thread: { spawn: spawnWebWorker } },
};

/** The kinds of workers of this runtime, as far as this program can start them. */
export const workerKinds: WorkerKinds = isChildless
  ? { thread: table[runtime].thread }
  : table[runtime];

/**
 * What starts workers that may do what `permissions` says.
 *
 * @throws {UnsupportedError} where rights can't be told apart
 * @throws {TypeError} for what are no permissions
 * @throws {RangeError} for rights that this program doesn't have
 */
export function spawnOf(kind: WorkerKind, permissions: Permissions | undefined): SpawnWorker {
  if (permissions === undefined) return kind.spawn;
  if (kind.limited) return kind.limited(permissions);
  throw new UnsupportedError("Cannot limit what workers may do: permissions are Deno's alone");
}

function withRights(
  spawn: (...args: [...Parameters<SpawnWorker>, Permissions]) => ReturnType<SpawnWorker>,
): (permissions: Permissions) => SpawnWorker {
  return (permissions) => {
    assertGrantable(permissions);
    return (name, events) => spawn(name, events, permissions);
  };
}
