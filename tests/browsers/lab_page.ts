/**
 * The GIL laboratory as any host serves it, in a Chromium of the test file's own, and how tests
 * click through it and read what it shows.
 *
 * Must not know what is right.
 */

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import type { Server } from "node:http";
import { extname, join } from "node:path";
import process from "node:process";
import { after, before } from "node:test";
import type { Browser, Page } from "playwright-core";
import type { Plot } from "../../bench/timeline/drawing/plot.ts";
import { root } from "../../tools/source_tree.ts";
import { launchChromium, noChromium, onPage, type PageOptions } from "../fixtures/chromium.ts";
import { portOf } from "../fixtures/local_server.ts";
import { type TemporaryFolder, temporaryFolder } from "../fixtures/temporary_folder.ts";
import { endWeb, isolating, serveWeb } from "../fixtures/web_server.ts";

/** Deno's path: it builds the page. */
const builder = process.versions.deno ? process.execPath : process.env.FUTURES_DENO;

/** For each test. */
export const options: { readonly skip: string | false; readonly timeout: number } = {
  skip: noChromium || (builder ? false : "no Deno here: run deno task test"),
  timeout: 120_000,
};

/** A side of the page's results. */
export type SideName = "locked" | "free";

/** What is chosen in the form; what is left out stays as it is. */
export interface Choice {
  readonly workload?: "count" | "factorial" | "io" | "convoy" | "cooperative";
  readonly lock?: "on" | "off" | "both";
  readonly workers?: number;
  readonly interval?: number;
  /** The last, which the page doesn't offer, is for a run that is stopped: it doesn't end by itself. */
  readonly seconds?: "0.5" | "1" | "2" | "5" | "10" | "600";
}

/** How a page is opened. */
export interface Visit extends PageOptions {
  /** Whether the host sends the headers that isolate a page; true without it. */
  readonly headers?: boolean;
}

/** Opens the page for the time of `work`; fails if it reports anything or asks elsewhere. */
export type Open = (work: (page: Page) => Promise<void>, visit?: Visit) => Promise<void>;

/** Has the page built and served for the tests of a file, and nothing left after them. */
export function useLab(): Open {
  let folder: TemporaryFolder | undefined, browser: Browser | undefined;
  const servers = new Map<boolean, Server>();
  before(async () => {
    if (options.skip) return;
    folder = temporaryFolder();
    const built = join(folder.path, "page");
    execFileSync(builder!, ["run", "-A", "tools/build_page.ts", `--output=${built}`], {
      cwd: root,
      stdio: "pipe",
    });
    for (const headers of [true, false]) servers.set(headers, await serve(built, headers));
    browser = await launchChromium(folder.path);
  });
  after(async () => {
    await browser?.close();
    for (const server of servers.values()) await endWeb(server);
    await folder?.remove();
  });
  return ((work, { headers = true, ...visit } = {}) =>
    visitPage(browser!, portOf(servers.get(headers)!), visit, work));
}

async function visitPage(
  browser: Browser,
  port: number,
  how: PageOptions,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const home = `http://localhost:${port}/lab/`;
  const mayAsk = (url: string) => url.startsWith(home) || /^(?:blob|data):/.test(url);
  await onPage(browser, home, { ...how, mayAsk }, async (page) => {
    await ended(page);
    await work(page);
  });
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

/** A plain static host, whose page is not at its root. */
function serve(folder: string, hasHeaders: boolean): Promise<Server> {
  return serveWeb((request, response) => {
    const name = request.url!.replace(/^\/lab\/(?=$|\w)/, "") || "index.html";
    const path = join(folder, name);
    if (name.startsWith("/") || !existsSync(path)) return void response.writeHead(404).end();
    response.setHeader("content-type", types[extname(name)] ?? "application/octet-stream");
    response.end(readFileSync(path));
  }, hasHeaders ? isolating : {});
}

/** Waits until the page comes to something. */
export async function until(page: Page, condition: string): Promise<void> {
  await page.waitForFunction(condition, undefined, { timeout: 110_000 });
}

/** Chooses, by clicking and typing as a reader does. */
export async function choose(page: Page, choice: Choice): Promise<void> {
  const { workload, lock, workers, interval, seconds } = choice;
  if (workload !== undefined) await page.check(`[name=workload][value=${workload}]`);
  if (lock !== undefined) await page.check(`[name=lock][value=${lock}]`);
  if (workers !== undefined) await page.fill("#workers", String(workers));
  if (interval !== undefined) await page.fill("#interval", String(interval));
  if (seconds === "600") {
    await page.evaluate("document.querySelector('#seconds').append(new Option('600', '600'))");
  }
  if (seconds !== undefined) await page.selectOption("#seconds", seconds);
}

/** Chooses and presses Run. */
export async function start(page: Page, choice: Choice): Promise<void> {
  await choose(page, { seconds: "0.5", ...choice });
  await page.click("#run");
}

/** Waits until a run is over. */
export async function ended(page: Page): Promise<void> {
  await until(page, "!document.querySelector('#run').disabled");
}

/** Chooses, runs, and waits for the end. */
export async function run(page: Page, choice: Choice): Promise<void> {
  await start(page, choice);
  await ended(page);
}

/** What a side's timeline has, once its run is over. */
export async function plotOf(page: Page, side: SideName): Promise<Plot> {
  return JSON.parse((await page.locator(`#${side} .data`).textContent())!);
}

/** What a bar of the charts says. */
export async function figureOf(page: Page, chart: RegExp, label: string): Promise<number> {
  const row = page.locator("#charts .chart").filter({ hasText: chart }).locator("tr").filter({
    has: page.getByRole("rowheader", { name: label, exact: true }),
  });
  return Number.parseFloat((await row.locator(".value").textContent())!.replace(",", ""));
}

/** For how long no worker was in a state, one was, two were, and so on; ms. */
export function levelsOf({ tracks }: Plot, state: string): number[] {
  const steps = tracks.flatMap(({ edges, states }) =>
    [...states].flatMap((letter, index) =>
      letter === state ? [[edges[index]!, 1], [edges[index + 1]!, -1]] as const : []
    )
  ).sort(([a, up], [b, down]) => a - b || up - down);
  const times: number[] = Array(tracks.length + 1).fill(0);
  let [last, count] = [0, 0];
  for (const [at, by] of steps) {
    times[count]! += at - last;
    [last, count] = [at, count + by];
  }
  return times;
}
