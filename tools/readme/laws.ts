/** The tables of the lock's laws in docs/, in both languages. */

import { settingText } from "../../bench/gil/setting.ts";
import type { GilResult } from "../../bench/gil/result.ts";
import { duration } from "../../bench/render/figures.ts";
import { markdown, paragraph } from "./markdown.ts";
import { type Measured, runtimeHeads } from "./measured.ts";

/** What this needs of a file that `futures-bench gil --json` wrote. */
export interface MeasuredLaws extends Measured {
  readonly options: { readonly rounds: number };
  readonly peers: { readonly CPython?: string };
  readonly results: readonly GilResult[];
}

/** How a table is told in a language. */
interface Words {
  readonly heads: readonly string[];
  caption(facts: { rounds: number; python: string; machine: string }): string;
}

const english: Words = {
  heads: ["law", "setting", "expected"],
  caption: ({ rounds, python, machine }) =>
    `Medians of ${rounds} rounds, and how many times CPython's own, ${python}, measured in turns ` +
    `with it; ${machine}. With two burners both have several rhythms, and their medians jump ` +
    "between them.",
};

const korean: Words = {
  heads: ["법칙", "조건", "예상"],
  caption: ({ rounds, python, machine }) =>
    `${rounds}회의 중앙값과, 번갈아 잰 CPython ${python}의 값에 대한 배수입니다(${machine}). ` +
    "계산하는 스레드가 둘이면 양쪽 모두 리듬이 여럿이어서 중앙값이 그 사이를 오갑니다.",
};

/** In English. */
export const lawsTable = (measured: readonly MeasuredLaws[]): string => table(measured, english);

/** In Korean. */
export const lawsTableInKorean = (measured: readonly MeasuredLaws[]): string =>
  table(measured, korean);

function table(measured: readonly MeasuredLaws[], { heads, caption }: Words): string {
  const [first] = measured as [MeasuredLaws];
  const rows = first.results.flatMap((result, row) => {
    if (result.quantity === "call") return [];
    const cells = measured.map(({ results }) => cell(results[row]!));
    return [[
      `\`${result.law}\``,
      `${settingText(result.setting)}: ${result.quantity}`,
      result.expected === null ? "" : figure(result, result.expected),
      ...cells,
    ]];
  });
  const told = caption({
    rounds: first.options.rounds,
    python: first.peers.CPython ?? "",
    machine: `${first.machine.cpus} × ${first.machine.cpu}`,
  });
  return `${markdown([[...heads, ...runtimeHeads(measured)], ...rows])}\n\n${paragraph(told)}`;
}

function cell(result: GilResult): string {
  const own = figure(result, result.measured);
  return result.ratio === null ? own : `${own}, ${result.ratio.toFixed(2)}×`;
}

function figure({ unit }: GilResult, value: number): string {
  if (unit === "ms") return value === 0 ? "0 ms" : duration(value);
  return value.toFixed(2);
}
