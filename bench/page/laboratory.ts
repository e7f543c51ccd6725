/** Runs what was chosen, one side after the other, and shows each as it goes. */

import { ThreadPoolExecutor } from "../../mod.ts";
import { traceFile } from "../timeline/trace_file.ts";
import { browser, found } from "./dom.ts";
import { resultCharts } from "./result_charts.ts";
import { type Outcome, Run } from "./run.ts";
import type { Serial } from "./serial.ts";
import type { Settings } from "./settings.ts";
import { Side, type SideName } from "./side.ts";
import { type Workload, workloads } from "./workloads.ts";

const titles: Readonly<Record<SideName, string>> = {
  locked: "under the lock",
  free: "without a lock",
};

/** The laboratory. */
export class Laboratory {
  #outcomes: Partial<Record<SideName, Outcome>> = {};
  #run: Run | undefined;
  #isStopped = false;
  #interval = 5;

  /** Runs it; returns once all is over. */
  async run(settings: Settings): Promise<void> {
    this.#begin(settings);
    const workload = workloads[settings.workload];
    this.#say("Measures how fast serial code is …");
    const serial = await serialOf(workload);
    for (const name of sidesOf(settings)) {
      if (this.#isStopped) break;
      await this.#play(name, settings, serial);
    }
    this.#say(this.#summary(settings));
    this.#offerTrace();
  }

  /** Ends what runs. */
  stop(): void {
    this.#isStopped = true;
    this.#run?.stop();
  }

  /** A switch interval from now on, in ms. */
  set interval(ms: number) {
    this.#interval = ms;
    if (this.#run) this.#run.interval = ms;
  }

  #begin(settings: Settings): void {
    this.#isStopped = false;
    this.#interval = settings.interval;
    this.#outcomes = {};
    found("#charts").innerHTML = "";
    found("#trace").hidden = true;
    found("#help").hidden = false;
    for (const name of ["locked", "free"] as const) Side.hide(name);
  }

  async #play(name: SideName, settings: Settings, serial: Serial): Promise<void> {
    const { workload, workers, ms } = settings;
    const crew = workloads[workload].crew(workers);
    const options = { crew, isLocked: name === "locked", interval: this.#interval, ms, serial };
    const run = this.#run = new Run(options);
    this.#say(`Runs ${titles[name]} …`);
    const side = new Side(name);
    let isOver = false;
    const show = (outcome: Outcome): void => this.#show(name, side, outcome, settings);
    try {
      await run.play(() => atFrames(() => show(run.outcome), () => isOver));
    } finally {
      isOver = true;
      this.#run = undefined;
    }
    const { outcome, interval } = run;
    show(outcome);
    side.finish(workload, outcome, interval);
    if (outcome.recording.duration === 0) this.#forget(name);
  }

  /** It was stopped before it had begun. */
  #forget(name: SideName): void {
    delete this.#outcomes[name];
    Side.hide(name);
  }

  #show(name: SideName, side: Side, outcome: Outcome, { workload }: Settings): void {
    this.#outcomes[name] = outcome;
    side.show(outcome);
    found("#charts").innerHTML = resultCharts(this.#outcomes, workloads[workload].chart);
  }

  #summary({ workload, workers }: Settings): string {
    const sides = Object.entries(this.#outcomes).map(([name, { speed }]) =>
      `${speed.toFixed(2)} ${titles[name as SideName]}`
    );
    if (sides.length === 0) return "Stopped before anything ran.";
    if (workers === 1 && workloads[workload].isServed) return "Done.";
    return `${workloads[workload].chart}: ${sides.join(", ")}.`;
  }

  #say(text: string): void {
    found("#status").textContent = text;
  }

  /** The recordings as a file for a viewer. */
  #offerTrace(): void {
    const recordings = Object.entries(this.#outcomes).map(([name, { recording }]) => {
      return { title: titles[name as SideName], recording };
    });
    const link = found("#trace");
    URL.revokeObjectURL(link.href);
    link.href = URL.createObjectURL(
      new Blob([traceFile(recordings)], { type: "application/json" }),
    );
    link.hidden = recordings.length === 0;
  }
}

function sidesOf({ lock }: Settings): SideName[] {
  return lock === "both" ? ["locked", "free"] : [lock === "on" ? "locked" : "free"];
}

/** One worker alone. */
async function serialOf({ serial }: Workload): Promise<Serial> {
  await using executor = new ThreadPoolExecutor(1);
  return await serial(executor);
}

/** Milliseconds between two pictures for readers who don't want things to move. */
const calm = 1000;

/** Shows it frame by frame, but leaves most of the time to the workers, which it would disturb. */
function atFrames(show: () => void, isOver: () => boolean): void {
  const least = browser.matchMedia("(prefers-reduced-motion: reduce)").matches ? calm : 0;
  let next = 0;
  const frame = (): void => {
    if (isOver()) return;
    const start = performance.now();
    if (start >= next) {
      show();
      const end = performance.now();
      next = end + Math.max(least, 4 * (end - start));
    }
    browser.requestAnimationFrame(frame);
  };
  frame();
}
