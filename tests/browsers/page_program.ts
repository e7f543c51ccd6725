/** Runs the suite that the page's address names, one test after another; tells how each ended. */

import { sharesMemory } from "./page_kinds.ts";
import { suitesOf } from "./page_suites.ts";
import { type Declared, declared, endings } from "./stand_ins/test.ts";

/** How a test ended. */
export interface Ended {
  readonly name: string;
  /** Why it was not run. */
  readonly skipped?: string;
  /** The stack of what it threw. */
  readonly failure?: string;
}

/** Milliseconds that a test may take; what hangs is told although the end may hang with it. */
const patience = 40_000;

async function run({ name, body, skip }: Declared): Promise<Ended> {
  if (skip !== false) return { name, skipped: skip };
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`not over after ${patience} ms`)), patience);
  try {
    await Promise.race([body(), late.promise]);
    return { name };
  } catch (error) {
    return { name, failure: error instanceof Error ? `${error.stack}` : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

const page = globalThis as unknown as {
  readonly location: URL;
  result?: readonly Ended[];
};
const suites = suitesOf(sharesMemory ? "shared" : "none");
await suites[new URL(page.location.href).searchParams.get("suite")!]!();
const result: Ended[] = [];
for (const test of declared) result.push(await run(test));
for (const body of endings) result.push(await run({ name: "the end", body, skip: false }));
page.result = result;
