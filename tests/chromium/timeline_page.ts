/**
 * The page that the tests look at, in a Chromium of the test file's own, and how they ask about it.
 *
 * Must not know what is right.
 */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import {
  page as pageOf,
  type Recording,
  recordingOf,
  type Section,
  svg,
} from "../../bench/timeline/mod.ts";
import { launchChromium, noChromium, onPage } from "../fixtures/chromium.ts";
import type { Area } from "../fixtures/pixels.ts";
import { burningPair, convoy, crowded, freeFour } from "../fixtures/recorded_traces.ts";

/** For each test. */
export const options: { readonly skip: string | false; readonly timeout: number } = {
  skip: noChromium,
  timeout: 60_000,
};

/** What the page shows, in its order. */
export const recordings: Readonly<Record<"pair" | "convoy" | "free" | "crowd", Recording>> = {
  pair: recordingOf(burningPair(20)),
  convoy: recordingOf(convoy(5)),
  free: recordingOf(freeFour()),
  crowd: recordingOf(crowded(100_000)),
};

/** Opens what is shown for the time of `work`. */
export type Open = (
  work: (page: Page) => Promise<void>,
  how?: BrowserContextOptions,
) => Promise<void>;

/** Has the page and a picture there for the tests of a file, and nothing left after them. */
export function usePage(): { readonly opened: Open; readonly openedPicture: Open } {
  let browser: Browser | undefined;
  let folder: string | undefined;
  before(async () => {
    if (noChromium) return;
    folder = mkdtempSync(join(tmpdir(), "timeline-"));
    writeFileSync(join(folder, "page.html"), pageOf({ title: "Timelines", sections: sections() }));
    writeFileSync(join(folder, "picture.svg"), svg(recordings.convoy, { title: "Convoy" }));
    browser = await launchChromium();
  });
  after(async () => {
    if (folder !== undefined) rmSync(folder, { recursive: true });
    await browser?.close();
  });
  const open = (name: string): Open => (work, how = {}) =>
    onPage(browser!, pathToFileURL(join(folder!, name)).href, how, work);
  return { opened: open("page.html"), openedPicture: open("picture.svg") };
}

function sections(): Section[] {
  const bars = [{ label: "threads", value: 2, text: "1.93×", tone: "blue" }] as const;
  return Object.entries(recordings).map(([title, recording]) => {
    return { title, caption: ["What is seen."], recording, charts: [{ title: "speed", bars }] };
  });
}

/** Waits, frame by frame, until the page comes to it. (`waitForFunction()` needs a laxer policy.) */
export async function until(page: Page, condition: string): Promise<void> {
  const look = `const look = () => (${condition}) ? done() : requestAnimationFrame(look)`;
  await page.evaluate(`new Promise((done) => { ${look}; look(); })`);
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
  const isLocked = figure !== 2;
  const y = box.y + lane * (isLocked ? 71 : 60) + (isLocked ? 31 : 20);
  return { x: x(time[0]), y, width: x(time[1]) - x(time[0]), height: 26 };
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
