/** What `--json` writes. The shape is stable: later versions may add to it. */

import type { MachineInfo, RuntimeInfo } from "./machine.ts";

/** One run. */
export interface Report {
  /** The version of this package. */
  readonly version: string;
  readonly command: string;
  /** When the run began, ISO 8601. */
  readonly date: string;
  readonly runtime: RuntimeInfo;
  readonly machine: MachineInfo;
  /** The versions of what was measured beside this package, by name. */
  readonly peers: Readonly<Record<string, string>>;
  /** The options, defaults filled in, of the command's own type: `ContrastOptions`. */
  readonly options: object;
  /** One a row, of the command's own type: `ContrastResult` in contrast/result.ts. */
  readonly results: readonly object[];
}
