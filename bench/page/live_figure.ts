/** A timeline that grows: it shows the last moments of a run, unless its reader has moved it. */

import { followKeyboard } from "../timeline/drawing/keyboard.ts";
import { followPointer } from "../timeline/drawing/pointer.ts";
import { moved, wholeRange } from "../timeline/drawing/range.ts";
import { followButtons } from "../timeline/drawing/start.ts";
import { Timeline } from "../timeline/drawing/timeline.ts";
import { legendItems, timelineFigure } from "../timeline/figure.ts";
import { plotOf } from "../timeline/plot_of.ts";
import { type Recording, recordingOf } from "../timeline/recording.ts";
import { browser, found, type LabElement } from "./dom.ts";

/** As many px as a millisecond takes: enough to see each slice of 5 ms. */
const scale = 3;

/** The figure. */
export class LiveFigure {
  readonly #figure: LabElement;
  readonly #timeline: Timeline;
  #range = wholeRange(0);
  #legend = "";

  /** @param place gets the figure as all it holds */
  constructor(place: LabElement, title: string) {
    const nothing = recordingOf([]);
    place.innerHTML = timelineFigure(nothing, title, "help");
    this.#figure = found("figure", place);
    this.#timeline = new Timeline(this.#figure, plotOf(nothing), browser);
    this.#range = this.#timeline.range;
    followPointer(this.#timeline);
    followKeyboard(this.#timeline);
    followButtons(this.#figure, this.#timeline);
  }

  /** Shows what was recorded so far. */
  show(recording: Recording): void {
    const plot = plotOf(recording);
    const whole = wholeRange(plot.duration);
    const latest = { from: 0, to: Math.min(this.#timeline.width / scale, whole.to) };
    const isMoved = this.#timeline.range !== this.#range;
    if (!isMoved) this.#range = moved(latest, whole, Infinity);
    this.#timeline.update(plot, isMoved ? this.#timeline.range : this.#range);
    this.#showLegend(legendItems(recording));
  }

  /** The recording is over: its data is put where those of other timelines are. */
  finish(): void {
    found(".data", this.#figure).textContent = JSON.stringify(this.#timeline.plot);
  }

  #showLegend(items: string): void {
    if (items === this.#legend) return;
    found(".legend", this.#figure).innerHTML = this.#legend = items;
  }
}
