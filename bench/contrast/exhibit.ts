/** A page of the contrast: its bars, and what its variants look like, a lap each. */

import type { Exhibit, Stage } from "../command.ts";
import { recorded } from "../recorded.ts";
import type { Chart } from "../render/chart.ts";
import { counted, integer } from "../render/figures.ts";
import type { Style } from "../render/style.ts";
import {
  type BarChart,
  type Recording,
  recordingOf,
  type Section,
  type ToneBar,
} from "../timeline/mod.ts";
import { entriesOf, type Job, openPool, type Pool, poolMakers } from "./entries.ts";

const captions: Readonly<Record<string, string>> = {
  serial: "One after the other, in the program's own thread: what the others are compared with.",
  "threads + GIL":
    "Threads under one lock take turns: whoever does not hold it waits, and asks for it after an " +
    "interval (the ticks).",
  threads: "Free threads run at once, as many as there are cpus for.",
  processes: "So do processes. Arguments and results are copied, memory is each one's own.",
};

const tones: Readonly<Partial<Record<Style, ToneBar["tone"]>>> = {
  red: "orange",
  green: "blue",
  cyan: "purple",
};

/**
 * Records a lap of each variant.
 *
 * @param job the work, of which a lap is shown
 * @param charts the bars of all that was measured
 */
export async function exhibitOf(
  job: Job,
  workers: number,
  charts: readonly Chart[],
  verdict: string,
  stage: Stage,
): Promise<Exhibit> {
  const sections: Section[] = [{
    title: "Speeds",
    caption: [verdict],
    charts: charts.map(barsOf),
  }];
  stage.progress("recording: serial");
  sections.push({ ...titled("serial", job), recording: serialRecording(job) });
  for (const [variant, make] of poolMakers({ maxWorkers: workers, trace: true })) {
    stage.progress(`recording: ${variant}`);
    sections.push(await sectionOf(variant, make, job, stage));
  }
  return { title: "One lock, free threads, processes", sections };
}

async function sectionOf(
  variant: string,
  make: () => Pool,
  job: Job,
  { open }: Stage,
): Promise<Section> {
  const pool = openPool(make, open);
  const entry = entriesOf(job, new Map([[variant, pool]])).find(({ name }) => name === variant)!;
  for (let laps = 0; !entry.isWarm(laps); laps++) await entry.lap();
  const recording = await recorded(pool, () => entry.lap());
  await pool.shutdown();
  return { ...titled(variant, job), recording };
}

/** The program's own thread records nothing: it is told here what it did. */
function serialRecording({ workload, n, tasks }: Job): Recording {
  const worker = "main thread";
  const name = workload.kernel.name;
  const events = Array.from({ length: tasks }, (_, index) => {
    const task = index + 1;
    const start = performance.now();
    workload.kernel(n);
    return [
      { type: "submitted", at: start, task, name } as const,
      { type: "started", at: start, task, worker } as const,
      { type: "finished", at: performance.now(), task, worker, ok: true } as const,
    ];
  });
  return recordingOf(events.flat());
}

function titled(variant: string, { workload, n, tasks }: Job): Pick<Section, "title" | "caption"> {
  const work = `${counted(tasks, "task")} of ${workload.name}(${integer(n)})`;
  return { title: `${variant}: ${work}`, caption: [captions[variant]!] };
}

function barsOf({ title, bars }: Chart): BarChart {
  return {
    title,
    bars: bars.map(({ label, value, text, style }) => ({
      label,
      value,
      text,
      tone: tones[style] ?? "grey",
    })),
  };
}
