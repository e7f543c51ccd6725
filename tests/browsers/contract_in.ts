/** The contracts in one browser: in a page that is cross-origin isolated, and in one that isn't. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Engine } from "../engines/engine.ts";
import { ContractPages } from "./contract_page.ts";
import { type Memory, suitesOf } from "./page_suites.ts";

/** @param memory what each kind of page has: `isolated`, or another */
export function contractIn(engine: Engine, memory: Readonly<Record<string, Memory>>): void {
  const options = { skip: engine.skip, timeout: 120_000 };
  let open: ContractPages | undefined;

  before(async () => {
    if (!engine.skip) open = await ContractPages.open(engine);
  });

  after(() => open?.[Symbol.asyncDispose]());

  for (const [kind, sharing] of Object.entries(memory)) {
    for (const suite of Object.keys(suitesOf(sharing))) {
      test(`${engine.name}, ${kind} page, keeps the contract: ${suite}`, options, async () => {
        const tests = await open!.run(suite, kind === "isolated");
        assert.ok(tests.some(({ skipped }) => skipped === undefined), "no test ran");
        const failed = tests.flatMap(({ name, failure }) => failure ? [`${name}\n${failure}`] : []);
        assert.ok(failed.length === 0, failed.join("\n\n"));
      });
    }
  }
}
