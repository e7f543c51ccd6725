/** README's tables of the dispatch bench: this package's pools beside the best peer and CPython. */

import { type DispatchResult, isMeasured, type Measured } from "../../bench/dispatch/result.ts";
import { byFigure, valueText } from "../../bench/dispatch/table.ts";
import { times } from "../../bench/render/figures.ts";
import { markdown } from "./markdown.ts";
import { type Measured as File, runtimeHeads } from "./measured.ts";

/** What this needs of a file that `futures-bench dispatch --json` wrote. */
export interface MeasuredDispatch extends File {
  readonly options: { readonly rounds: number; readonly sizes: { readonly workers: number } };
  readonly peers: Readonly<Record<string, string>>;
  readonly results: readonly DispatchResult[];
}

/** A table a pool of this package, and their caption. */
export function dispatchTable(measured: readonly MeasuredDispatch[]): string {
  const [first] = measured as [MeasuredDispatch];
  const ours = first.results.filter(({ role }) => role === "ours");
  const pools = [...new Set(ours.map(({ contestant }) => contestant))];
  const tables = pools.map((pool) => poolTable(pool, measured));
  return [...tables, ...captions(first)].join("\n\n");
}

/** A row a figure, a column a runtime, at last CPython where it was measured. */
function poolTable(pool: string, measured: readonly MeasuredDispatch[]): string {
  const [{ results, peers }] = measured as [MeasuredDispatch];
  const python = peers["CPython"];
  const head = [pool, ...runtimeHeads(measured), ...(python ? [`CPython ${python}`] : [])];
  const body = byFigure(results).map((group) => {
    const figure = group[0]!;
    const cells = measured.map(({ results }) => withFactor(named(results, figure, pool)));
    const cpython = named(results, figure, `CPython ${pool}`);
    return [figure.title, ...cells, ...(python ? [value(cpython)] : [])];
  });
  return markdown([head, ...body]);
}

/** Each in one line: `deno fmt` would break a longer one. */
function captions({ options, machine, peers }: MeasuredDispatch): string[] {
  const { rounds, sizes: { workers } } = options;
  const versions = Object.entries(peers).map(([name, version]) => `${name} ${version}`);
  return [
    `Medians of ${rounds} interleaved laps on ${workers} workers, and how many times as good as ` +
    `the best peer.`,
    `On ${machine.cpus} × ${machine.cpu}.`,
    `Beside: ${versions.join(", ")}.`,
  ];
}

/** A contestant's result for the figure that another result is about. */
function named(
  results: readonly DispatchResult[],
  { measurement, figure }: DispatchResult,
  contestant: string,
): Measured | undefined {
  return results
    .filter(isMeasured)
    .find((one) =>
      one.measurement === measurement && one.figure === figure && one.contestant === contestant
    );
}

function value(result: Measured | undefined): string {
  return result ? valueText(result.median, result.unit) : "";
}

function withFactor(result: Measured | undefined): string {
  if (result?.factor === undefined) return value(result);
  return `${value(result)}, ${times(result.factor)} ${result.reference}`;
}
