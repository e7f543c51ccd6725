/**
 * The page that the tests look at, in a Chromium of the test file's own, and how they ask about it.
 *
 * Must not know what is right.
 */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import {
  page as pageOf,
  type Recording,
  recordingOf,
  summaryOf,
  svg,
} from "../../bench/timeline/mod.ts";
import { launchChromium, noChromium, onPage } from "../fixtures/chromium.ts";
import { laneLayout } from "../../bench/timeline/drawing/layout.ts";
import { plotOf } from "../../bench/timeline/plot_of.ts";
import type { Area } from "../fixtures/pixels.ts";
import { burningPair, convoy, crowded, freeFour } from "../fixtures/recorded_traces.ts";
import { type TemporaryFolder, temporaryFolder } from "../fixtures/temporary_folder.ts";

/** For each test. */
export const options: { readonly skip: string | false; readonly timeout: number } = {
  skip: noChromium,
  timeout: 120_000,
};

/** What the page shows, in its order. */
export const recordings: readonly Recording[] = [burningPair(20), convoy(5), freeFour()].map(
  recordingOf,
);

/** What the crowded page shows. */
export const crowd: Recording = recordingOf(crowded(100_000));

/** Opens what is shown for the time of `work`. */
export type Open = (
  work: (page: Page) => Promise<void>,
  how?: BrowserContextOptions,
) => Promise<void>;

/** Has the pages and a picture there for the tests of a file, and nothing left after them. */
export function usePage(): Readonly<Record<"opened" | "openedCrowd" | "openedPicture", Open>> {
  let browser: Browser | undefined;
  let folder: TemporaryFolder | undefined;
  before(async () => {
    if (noChromium) return;
    folder = temporaryFolder();
    const put = (name: string, text: string) => writeFileSync(join(folder!.path, name), text);
    put("page.html", textOf(recordings));
    put("crowd.html", textOf([crowd]));
    put("picture.svg", svg(recordings[1]!, { title: "Convoy" }));
    browser = await launchChromium(folder.path);
  });
  after(async () => {
    await browser?.close();
    await folder?.remove();
  });
  const open = (name: string): Open => (work, how = {}) =>
    onPage(browser!, pathToFileURL(join(folder!.path, name)).href, how, work);
  return {
    opened: open("page.html"),
    openedCrowd: open("crowd.html"),
    openedPicture: open("picture.svg"),
  };
}

function textOf(shown: readonly Recording[]): string {
  const bars = [{ label: "threads", value: 2, text: "1.93×", tone: "blue" }] as const;
  const sections = shown.map((recording) => {
    const charts = [{ title: "speed", bars }];
    return { title: summaryOf(recording), caption: ["What is seen."], recording, charts };
  });
  return pageOf({ title: "Timelines", sections });
}

/** How long a page may take to come to what a test waits for, ms. */
const patience = 90_000;

/** Waits, frame by frame, until the page comes to it. (`waitForFunction()` needs a laxer policy.) */
export async function until(page: Page, condition: string): Promise<void> {
  const look = `() => (${condition}) ? done(true) : requestAnimationFrame(look)`;
  const limit = `setTimeout(done, ${patience}, false)`;
  const hasCome = await page.evaluate(
    `new Promise((done) => { const look = ${look}; look(); ${limit}; })`,
  );
  assert.ok(hasCome, `${condition} has not come about`);
}

/** The part of the time that a timeline shows, once it shows what `holds`. */
export async function rangeOf(
  page: Page,
  figure: number,
  holds = "true",
): Promise<[number, number]> {
  const picture = `document.querySelectorAll(".picture")[${figure}]`;
  const range = `[+${picture}.dataset.from, +${picture}.dataset.to]`;
  const isThere = `${picture}.dataset.to && (([from, to]) => ${holds})(${range})`;
  await until(page, isThere);
  return await page.evaluate(range) as [number, number];
}

/** Where a piece of a worker's time is on the screen, px. */
export async function areaOf(
  page: Page,
  figure: number,
  lane: number,
  time: [number, number],
): Promise<Area> {
  const picture = page.locator(".picture").nth(figure);
  await picture.scrollIntoViewIfNeeded();
  const box = (await picture.boundingBox())!;
  const [from, to] = await rangeOf(page, figure);
  const x = (at: number): number => box.x + (at - from) / (to - from) * box.width;
  const { bars, height } = laneLayout(plotOf(recordings[figure]!), lane);
  return { x: x(time[0]), y: box.y + bars, width: x(time[1]) - x(time[0]), height };
}

/** The rectangles drawn in a lane: `[x, width]` in CSS px, of one state. */
export async function barsOf(
  page: Page,
  figure: number,
  lane: number,
  state: string,
): Promise<number[][]> {
  const path = page.locator(".timeline").nth(figure).locator(".lane").nth(lane).locator(
    `path.${state}`,
  );
  const texts = await path.evaluateAll((paths) => paths.map((path) => path.getAttribute("d")!));
  return texts.flatMap((d) =>
    [...d.matchAll(/M(\S+) \S+?h(\S+?)v/g)].map(([, x, width]) => [Number(x), Number(width)])
  ).sort((a, b) => a[0]! - b[0]!);
}
