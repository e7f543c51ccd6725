/** README's table of the dispatch bench: this package's threads, the best peer, the raw loop. */

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

/** The results of one figure on one runtime. */
type Group = readonly DispatchResult[];

/** The rows of a figure: who it is, and what stands for them in a runtime's column. */
const rows: readonly (readonly [who: string, cell: (group: Group) => string])[] = [
  ["threads", (group) => withFactor(named(group, "threads"))],
  ["processes", (group) => withFactor(named(group, "processes"))],
  ["best peer", (group) => withName(bestOf(group, "peer"))],
  ["raw messages", (group) => value(named(group, "raw"))],
  ["CPython's best", (group) => withName(bestOf(group, "CPython"))],
];

/** The table and its caption. */
export function dispatchTable(measured: readonly MeasuredDispatch[]): string {
  const [first] = measured as [MeasuredDispatch];
  const body = byFigure(first.results).flatMap((figure) => {
    const { title } = figure[0]!;
    const groups = measured.map(({ results }) => sameFigure(results, figure[0]!));
    return rows
      .map(([who, cell]) => [title, who, ...groups.map(cell)])
      .filter((row) => row.slice(2).some((text) => text !== ""));
  });
  const head = ["", "", ...runtimeHeads(measured)];
  return [markdown([head, ...body]), ...captions(first)].join("\n\n");
}

/** Each in one line: `deno fmt` would break a longer one. */
function captions({ options, machine, peers }: MeasuredDispatch): string[] {
  const { rounds, sizes: { workers } } = options;
  const versions = Object.entries(peers).map(([name, version]) => `${name} ${version}`);
  return [
    `Medians of ${rounds} interleaved laps on ${workers} workers, and how many times as good as ` +
    `the best peer; ${machine.cpus} × ${machine.cpu}.`,
    `Beside: ${versions.join(", ")}.`,
  ];
}

function sameFigure(results: Group, { measurement, figure }: DispatchResult): Group {
  return results.filter((one) => one.measurement === measurement && one.figure === figure);
}

function named(group: Group, contestant: string): Measured | undefined {
  return group.filter(isMeasured).find((one) => one.contestant === contestant);
}

function bestOf(group: Group, role: DispatchResult["role"]): Measured | undefined {
  const sign = group[0]?.better === "more" ? -1 : 1;
  return group
    .filter(isMeasured)
    .filter((one) => one.role === role)
    .sort((a, b) => sign * (a.median - b.median))[0];
}

function value(result: Measured | undefined): string {
  return result ? valueText(result.median, result.unit) : "";
}

function withFactor(result: Measured | undefined): string {
  if (result?.factor === undefined) return value(result);
  return `${value(result)}, ${times(result.factor)}`;
}

function withName(result: Measured | undefined): string {
  return result ? `${value(result)} (${result.contestant})` : "";
}
