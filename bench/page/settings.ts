/** What a reader has chosen. */

import type { WorkloadName } from "./workloads.ts";

/** The choice. */
export interface Settings {
  readonly workload: WorkloadName;
  readonly workers: number;
  /** Whether it runs under the lock, without it, or first with it and then without. */
  readonly lock: "on" | "off" | "both";
  /** The switch interval, in ms. */
  readonly interval: number;
  /** How long it runs, in ms. */
  readonly ms: number;
}
