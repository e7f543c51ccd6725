/** README's tables of the kernels. */

import { titleOf } from "../../bench/kernels/pictures.ts";
import type { KernelResult } from "../../bench/kernels/result.ts";
import { isSum, ours } from "../../bench/kernels/work.ts";
import { duration } from "../../bench/render/figures.ts";
import { markdown, paragraph } from "./markdown.ts";
import { type Measured, runtimeHeads } from "./measured.ts";

/** What this needs of such a file. */
export interface MeasuredKernels extends Measured {
  readonly options: { readonly rounds: number };
  readonly peers: Readonly<Record<string, string>>;
  readonly results: readonly KernelResult[];
}

/** Below this there is nothing to tell about anything but factorials. */
const smallest = 10_000;

/** The table of long numbers and its caption. */
export function kernelsTable(measured: readonly MeasuredKernels[]): string {
  const rows = ownRows(
    measured,
    ({ work, n }) => !isSum(work) && (work === "factorial" || n >= smallest),
  );
  const [{ options, peers }] = measured as [MeasuredKernels];
  return tableOf(
    measured,
    rows,
    `The fastest of ${options.rounds} interleaved laps, and how many times as long GMP ` +
      `${peers["GMP"]} in C, the best plain BigInt code and CPython ${peers["CPython"]} take`,
  );
}

/** The table of sums and its caption. */
export function sumsTable(measured: readonly MeasuredKernels[]): string {
  const rows = ownRows(measured, ({ work, n }) => isSum(work) && n >= smallest);
  const [{ options }] = measured as [MeasuredKernels];
  return tableOf(
    measured,
    rows,
    `The fastest of ${options.rounds} interleaved laps, and how many times as long a loop with ` +
      `AVX2 in C, the best of plain code, CPython and Math.sumPrecise take; “in place” and ` +
      `threads read a shared WebAssembly.Memory`,
  );
}

/** The rows of this package, also by other ways than a plain call, as the first runtime has them. */
function ownRows(
  [first]: readonly MeasuredKernels[],
  isWanted: (row: KernelResult) => boolean,
): KernelResult[] {
  return first!.results.filter((row) => row.way.startsWith(ours) && isWanted(row));
}

function tableOf(
  measured: readonly MeasuredKernels[],
  rows: readonly KernelResult[],
  caption: string,
): string {
  const lines = rows.map((row) => [
    titleOf(row) + row.way.slice(ours.length),
    ...measured.map((one) => cell(one, row)),
  ]);
  const { cpu, cpus } = measured[0]!.machine;
  const table = markdown([["", ...runtimeHeads(measured)], ...lines]);
  return `${table}\n\n${paragraph(`${caption}; ${cpus} × ${cpu}.`)}`;
}

/** Others, by how their names begin. */
const others: readonly (readonly [title: string, names: readonly string[]])[] = [
  ["GMP", ["GMP"]],
  ["C", ["C"]],
  ["BigInt", ["BigInt"]],
  ["JS", ["loop", "reduce"]],
  ["CPython", ["CPython"]],
  ["sumPrecise", ["Math.sumPrecise"]],
];

function cell({ results }: MeasuredKernels, { work, n, way }: KernelResult): string {
  const rows = results.filter((row) => row.work === work && row.n === n);
  const { min } = rows.find((row) => row.way === way)!;
  const beside = others.flatMap(([title, names]) => {
    const times = rows.filter((row) => names.some((name) => isCalled(row.way, name)));
    if (times.length === 0) return [];
    return [`${title} ${factor(Math.min(...times.map((row) => row.min)) / min)}`];
  });
  return [duration(min), ...beside].join(", ");
}

function isCalled(way: string, name: string): boolean {
  return way === name || way.startsWith(`${name} `);
}

function factor(ratio: number): string {
  return `${ratio.toFixed(ratio >= 10 ? 0 : 2)}×`;
}
