/** README's table of the kernels. */

import { ours } from "../../bench/kernels/own_ways.ts";
import { titleOf } from "../../bench/kernels/pictures.ts";
import type { KernelResult } from "../../bench/kernels/result.ts";
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

/** The table and its caption. */
export function kernelsTable(measured: readonly MeasuredKernels[]): string {
  const [first] = measured as [MeasuredKernels];
  const tasks = first.results.filter(({ way, work, n }) =>
    way === ours && (work === "factorial" || n >= smallest)
  );
  const rows = tasks.map((task) => [titleOf(task), ...measured.map((one) => cell(one, task))]);
  const { cpu, cpus } = first.machine;
  const caption = paragraph(
    `The fastest of ${first.options.rounds} interleaved laps, and how many times as long GMP ` +
      `${first.peers["GMP"]} in C and the best plain BigInt code take; ${cpus} × ${cpu}.`,
  );
  return `${markdown([["", ...runtimeHeads(measured)], ...rows])}\n\n${caption}`;
}

function cell({ results }: MeasuredKernels, { work, n }: KernelResult): string {
  const rows = results.filter((row) => row.work === work && row.n === n);
  const own = rows.find(({ way }) => way === ours)!;
  const gmp = rows.find(({ way }) => way === "GMP");
  const plain = rows.filter(({ way }) => way.startsWith("BigInt"));
  const best = Math.min(...plain.map(({ bestRatio }) => bestRatio));
  const beside = [...(gmp ? [`GMP ${factor(gmp.bestRatio)}`] : []), `BigInt ${factor(best)}`];
  return [duration(own.min), ...beside].join(", ");
}

function factor(ratio: number): string {
  return `${ratio.toFixed(ratio >= 10 ? 0 : 2)}×`;
}
