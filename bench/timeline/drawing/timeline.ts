/**
 * A timeline on a page: which part of the time it shows, and the point that it tells about.
 *
 * Must not know by what hand it is moved: `pointer.ts` and `keyboard.ts` do.
 */

import type { Browser, PageElement } from "./dom.ts";
import { draw, escapeText } from "./draw.ts";
import { axisTop, heightOf, laneLayout } from "./layout.ts";
import { type Plot, type Range, xOf } from "./plot.ts";
import { moved, wholeRange, zoomed } from "./range.ts";
import { readout } from "./readout.ts";

/** A point of a plot. */
export interface Cursor {
  readonly lane: number;
  readonly at: number;
}

/** The timeline of one figure. */
export class Timeline {
  plot: Plot;
  readonly picture: PageElement;
  whole: Range;
  range: Range;
  cursor: Cursor | undefined;
  readonly #drawn: PageElement;
  readonly #line: PageElement;
  readonly #tip: PageElement;
  readonly #browser: Browser;
  #isDue = false;
  #isDrawn = false;

  constructor(figure: PageElement, plot: Plot, browser: Browser) {
    this.plot = plot;
    this.whole = this.range = wholeRange(plot.duration);
    this.picture = figure.querySelector(".picture")!;
    this.#drawn = figure.querySelector(".drawn")!;
    this.#line = figure.querySelector(".cursor")!;
    this.#tip = figure.querySelector(".tip")!;
    this.#browser = browser;
    new browser.ResizeObserver(() => this.#redraw()).observe(this.picture);
    this.#redraw();
  }

  /** Its width, px; also on paper or while it is hidden. */
  get width(): number {
    return this.picture.clientWidth || 300;
  }

  /** Shows what has been recorded by now, and the part `range` of it. */
  update(plot: Plot, range: Range): void {
    this.plot = plot;
    this.whole = wholeRange(plot.duration);
    this.range = range;
    this.#redraw();
  }

  /** Shows another part of the time; tells whether it is another. */
  show(range: Range): boolean {
    const isOther = range.from !== this.range.from || range.to !== this.range.to;
    this.range = range;
    if (isOther) this.#redraw();
    return isOther;
  }

  /** Shows `factor` times as much, around `at`. */
  zoom(factor: number, at: number): boolean {
    return this.show(zoomed(this.range, this.whole, factor, at));
  }

  /** Shows a part that begins a share of the present one later. */
  pan(share: number): boolean {
    return this.show(moved(this.range, this.whole, share * (this.range.to - this.range.from)));
  }

  /** Tells about a point, or about none. */
  point(cursor: Cursor | undefined): void {
    this.cursor = this.plot.tracks.length > 0 ? cursor : undefined;
    this.#update();
  }

  #redraw(): void {
    this.#isDrawn = false;
    this.#update();
  }

  /** However often it is called, a frame is drawn once; words alone cost no drawing. */
  #update(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    this.#browser.requestAnimationFrame(() => {
      this.#isDue = false;
      if (!this.#isDrawn) this.#draw();
      this.#tell();
    });
  }

  #draw(): void {
    this.#isDrawn = true;
    const { from, to } = this.range;
    this.picture.setAttribute("viewBox", `0 0 ${this.width} ${heightOf(this.plot)}`);
    this.picture.setAttribute("data-from", String(from));
    this.picture.setAttribute("data-to", String(to));
    this.#drawn.innerHTML = draw(this.plot, { from, to, width: this.width });
  }

  #tell(): void {
    const cursor = this.cursor;
    const isSeen = cursor && cursor.at >= this.range.from && cursor.at <= this.range.to;
    this.#tip.hidden = !isSeen;
    this.#line.setAttribute("d", isSeen ? this.#place(cursor) : "");
  }

  /** Puts the words below the lane, or above the last ones, and gives the line its path. */
  #place({ lane, at }: Cursor): string {
    const x = xOf({ ...this.range, width: this.width }, at);
    const { bars, bottom } = laneLayout(this.plot, lane);
    const lines = readout(this.plot, lane, at).map((line) => `<span>${escapeText(line)}</span>`);
    this.#tip.innerHTML = lines.join(" ");
    this.#tip.style.left = `${Math.max(0, Math.min(this.width - this.#tip.offsetWidth, x + 8))}px`;
    this.#tip.style.top = `${bottom + 6}px`;
    return `M${x} 0V${axisTop(this.plot)}M${x - 5} ${bars - 2}h10M${x - 5} ${bottom + 2}h10`;
  }
}
