/** What a page's script does first: a timeline for each figure that has data. */

import type { Browser, PageElement } from "./dom.ts";
import { followKeyboard, press } from "./keyboard.ts";
import { followPointer } from "./pointer.ts";
import { Timeline } from "./timeline.ts";

/** Starts the timelines of a page. */
export function start(browser: Browser): void {
  for (const figure of browser.document.querySelectorAll("figure.timeline")) {
    const plot = JSON.parse(figure.querySelector(".data")!.textContent!);
    const timeline = new Timeline(figure, plot, browser);
    followPointer(timeline);
    followKeyboard(timeline);
    followButtons(figure, timeline);
  }
}

/** The buttons do what keys do. */
export function followButtons(figure: PageElement, timeline: Timeline): void {
  for (const [name, key] of [["in", "+"], ["out", "-"], ["all", "0"]] as const) {
    figure.querySelector(`.${name}`)!.addEventListener("click", () => {
      press(timeline, { key, shiftKey: false });
    });
  }
}
