/** The contracts in a real browser: in a page that shares memory, and in one that doesn't. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { noChromium } from "../fixtures/chromium.ts";
import { ContractPages } from "./contract_page.ts";
import { isolatedSuites, plainSuites } from "./page_suites.ts";

const options = { skip: noChromium, timeout: 120_000 };

const pages = [
  ["a cross-origin isolated page", true, isolatedSuites],
  ["a page that shares no memory", false, plainSuites],
] as const;

let open: ContractPages | undefined;

before(async () => {
  if (!noChromium) open = await ContractPages.open();
});

after(() => open?.[Symbol.asyncDispose]());

for (const [what, isIsolated, suites] of pages) {
  for (const suite of Object.keys(suites)) {
    test(`${what} keeps the contract: ${suite}`, options, async () => {
      const tests = await open!.run(suite, isIsolated);
      assert.ok(tests.some(({ skipped }) => skipped === undefined), "no test ran");
      const failed = tests.flatMap(({ name, failure }) => failure ? [`${name}\n${failure}`] : []);
      assert.ok(failed.length === 0, failed.join("\n\n"));
    });
  }
}
