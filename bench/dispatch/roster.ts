/** Who takes part, and how each is loaded: by itself, so that none pays for the others. */

import type { Start } from "./contestant.ts";

/** What somebody takes part as. Peers are other pools; `raw` is no pool, CPython another runtime. */
export type Role = "ours" | "raw" | "peer" | "CPython";

/** Who takes part. */
export interface Participant {
  readonly name: string;
  readonly role: Role;
}

/** Who takes part in this runtime. */
export interface Runner extends Participant {
  /** How it is set up here, if not as it is by default: a reader has to know. */
  readonly remark?: string | undefined;
  load(): Promise<Start>;
}

/** All of this runtime, in the order they are shown. */
export const roster: readonly Runner[] = [
  { name: "threads", role: "ours", load: async () => (await import("./ours.ts")).startThreads },
  { name: "processes", role: "ours", load: async () => (await import("./ours.ts")).startProcesses },
  { name: "raw", role: "raw", load: async () => (await import("../peers/raw.ts")).start },
  { name: "piscina", role: "peer", load: async () => (await import("../peers/piscina.ts")).start },
  {
    name: "tinypool",
    role: "peer",
    remark: "Deno" in globalThis ? "set not to wait in shared memory, where it hangs" : undefined,
    load: async () => (await import("../peers/tinypool.ts")).start,
  },
  {
    name: "workerpool",
    role: "peer",
    remark: "Bun" in globalThis ? "on Web Workers, because its threads hang" : undefined,
    load: async () => (await import("../peers/workerpool.ts")).start,
  },
  {
    name: "poolifier",
    role: "peer",
    load: async () => (await import("../peers/poolifier.ts")).start,
  },
];

/** CPython's executors. */
export const pythonRoster: readonly Participant[] = [
  { name: "CPython threads", role: "CPython" },
  { name: "CPython processes", role: "CPython" },
];
