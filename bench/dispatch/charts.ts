/** The dispatch bench's results as charts of speeds. */

import type { Chart } from "../render/chart.ts";
import { times } from "../render/figures.ts";
import type { Style } from "../render/style.ts";
import { type DispatchResult, isMeasured, type Measured } from "./result.ts";
import type { Role } from "./roster.ts";
import { byFigure } from "./table.ts";

/** What is drawn: the figures that tell how fast tasks come through. */
const drawn: ReadonlySet<string> = new Set([
  "burst rate",
  "window rate",
  "latency p50",
  "map chunked",
]);

const styles: Readonly<Record<Role, Style>> = {
  ours: "green",
  raw: "dim",
  peer: "yellow",
  CPython: "red",
};

/** A chart a figure, of what can be compared. */
export function chartsOf(results: readonly DispatchResult[]): Chart[] {
  return byFigure(results.filter(isComparable))
    .filter((group) => drawn.has(`${group[0]!.measurement} ${group[0]!.figure}`))
    .map((group) => ({
      title: `${group[0]!.title}: speed, ${group[0]!.reference} = 1`,
      bars: group.map(({ contestant, role, factor }) => ({
        label: contestant,
        value: factor,
        text: times(factor),
        style: styles[role],
      })),
    }));
}

type Comparable = Measured & { readonly factor: number; readonly reference: string };

function isComparable(result: DispatchResult): result is Comparable {
  return isMeasured(result) && result.factor !== undefined;
}
