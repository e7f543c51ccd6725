/**
 * The contract between the CLI and a bench case: one command, its flags, and what a run of it finds.
 *
 * A case knows what is measured and how it is told; the CLI knows flags, files, the terminal and
 * how a run ends. Results are plain data of the case's own shape: they go into the report as they
 * are.
 */

import type { Flags, Values } from "./flags.ts";
import type { OpenResources } from "./open_resources.ts";
import type { Chart } from "./render/chart.ts";
import type { Table } from "./render/table.ts";
import type { PageContent } from "./timeline/mod.ts";

/** What a case is given to run with. */
export interface Stage {
  /** Where whatever the run starts is put, so that nothing outlives it. */
  readonly open: OpenResources;
  /** Tells what is being done now. */
  progress(text: string): void;
}

/** A page without its footer, which tells where the run was made. */
export type Exhibit = Omit<PageContent, "footer">;

/** What a run has found. */
export interface Findings {
  /** The versions of what was measured beside this package, by name. */
  readonly peers: Readonly<Record<string, string>>;
  readonly results: readonly object[];
  readonly table: Table;
  readonly charts: readonly Chart[];
  /** What one sees, a sentence or two a note, computed from the results. */
  readonly notes: readonly string[];
  /** What `--html` shows and `--trace` tells, if one of them was asked for. */
  readonly exhibit?: Exhibit;
  /** Why the run is a failure, though there is something to show; absent if it is none. */
  readonly failure?: string;
}

/** A run with its options settled. */
export interface Plan {
  /** The options in a few words. */
  readonly title: string;
  /** The same as data, for the report. */
  readonly options: object;
  run(stage: Stage): Promise<Findings>;
}

/** A command as its case defines it. */
export interface BenchCase<F extends Flags> {
  readonly name: string;
  /** One line for the help. */
  readonly summary: string;
  readonly flags: F;
  /** @throws {UsageError} for flags that don't go together */
  plan(values: Values<F>): Plan;
}

/** A command as the CLI sees it: the types of its flags are the case's own business. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly flags: Flags;
  plan(values: Readonly<Record<string, unknown>>): Plan;
}

/** Makes a case a command. */
export function command<F extends Flags>(definition: BenchCase<F>): Command {
  return { ...definition, plan: (values) => definition.plan(values as Values<F>) };
}
