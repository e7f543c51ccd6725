/** One side of the page's results: a run under the lock, or a free one, as it goes and at its end. */

import { countersRows } from "../timeline/counters_table.ts";
import { captionOf } from "./caption.ts";
import { found, type LabElement } from "./dom.ts";
import { LiveFigure } from "./live_figure.ts";
import type { Outcome } from "./run.ts";
import { shareBars } from "./share_bars.ts";
import type { WorkloadName } from "./workloads.ts";

/** The names of the two. */
export type SideName = "locked" | "free";

/** A side. */
export class Side {
  readonly #section: LabElement;
  readonly #figure: LiveFigure;

  constructor(name: SideName) {
    this.#section = found(`#${name}`);
    this.#section.hidden = false;
    this.#figure = new LiveFigure(this.#part(".place"), this.#part("h2").textContent!);
    this.#part(".caption").textContent = "";
  }

  /** Not this time. */
  static hide(name: SideName): void {
    found(`#${name}`).hidden = true;
  }

  /** Shows what the run came to so far. */
  show({ recording }: Outcome): void {
    this.#figure.show(recording);
    this.#part(".shares tbody").innerHTML = shareBars(recording);
    this.#part(".wide table").innerHTML = countersRows(recording);
  }

  /** Says in words what it came to, which was shown; the interval in ms, if it was one. */
  finish(workload: WorkloadName, outcome: Outcome, interval: number | undefined): void {
    this.#figure.finish();
    this.#part(".caption").textContent = captionOf(workload, outcome, interval);
  }

  #part(selector: string): LabElement {
    return found(selector, this.#section);
  }
}
