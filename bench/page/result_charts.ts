/** What runs came to, as bar charts: speeds, how late sleeps ended, what happened at the lock. */

import { integer, milliseconds } from "../render/figures.ts";
import { type BarChart, barCharts, type ToneBar } from "../timeline/bar_charts.ts";
import type { Recording } from "../timeline/recording.ts";
import { median } from "./median.ts";
import type { Outcome } from "./run.ts";

/** The outcomes there are. */
export interface Outcomes {
  readonly locked?: Outcome | undefined;
  readonly free?: Outcome | undefined;
}

/** What a chart shows of an outcome, and how it writes it. */
interface Measure {
  readonly value: (outcome: Outcome) => number | undefined;
  readonly text: (value: number) => string;
}

const speed: Measure = { value: ({ speed }) => speed, text: (value) => `${value.toFixed(2)}×` };
const lateness: Measure = { value: ({ late }) => median(late), text: milliseconds };

/** The charts, each with a scale of its own. */
export function resultCharts(outcomes: Outcomes, title: string): string {
  const isServed = [outcomes.locked, outcomes.free].some((one) => one && one.late.length > 0);
  const isComputed = [outcomes.locked, outcomes.free].some((one) => one && one.speed > 0);
  return [
    ...(isComputed || !isServed ? [{ title, bars: [...serial, ...barsOf(outcomes, speed)] }] : []),
    ...(isServed
      ? [{ title: "A sleep of 1 ms ends late by", bars: barsOf(outcomes, lateness) }]
      : []),
    ...(outcomes.locked ? [lockChart(outcomes.locked.recording)] : []),
  ].map((chart) => `<div>${barCharts([chart])}</div>`).join("");
}

const serial: readonly ToneBar[] = [{ label: "serial", value: 1, text: "1.00×", tone: "grey" }];

function barsOf({ locked, free }: Outcomes, { value, text }: Measure): ToneBar[] {
  const sides = [["locked", locked, "orange"], ["free", free, "blue"]] as const;
  return sides.flatMap(([label, outcome, tone]) => {
    const measured = outcome && value(outcome);
    if (measured === undefined) return [];
    return [{ label, value: Math.max(0, measured), text: text(measured), tone }];
  });
}

function lockChart({ lanes }: Recording): BarChart {
  const bar = (label: string, key: "switches" | "dropRequests" | "forcedSwitches"): ToneBar => {
    const value = lanes.reduce((sum, { counters }) => sum + counters[key], 0);
    return { label, value, text: integer(value), tone: "grey" };
  };
  return {
    title: "At the lock",
    bars: [
      bar("switches", "switches"),
      bar("asked", "dropRequests"),
      bar("forced", "forcedSwitches"),
    ],
  };
}
