/** What an editor shows of a method: `PoolExecutor`'s have the comments of those they override. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../tools/source_tree.ts";

/** The comments of the methods with this modifier, by name; an overloaded one has several. */
function comments(path: string, modifier: string): Record<string, string[]> {
  const text = readFileSync(join(root, path), "utf8");
  const method = new RegExp(
    `^  /\\*\\*\\n((?:   \\*.*\\n)+?)   \\*/\\n  ${modifier} (?:async )?(\\w+)`,
    "gm",
  );
  const found: Record<string, string[]> = {};
  for (const [, comment, name] of text.matchAll(method)) (found[name!] ??= []).push(comment!);
  return found;
}

// TypeScript would inherit a comment that is left out, but for overloads not the tags; JSR shows
// none, and `deno doc --lint` wants one.
test("PoolExecutor's methods have the whole comments of Executor's", () => {
  const inherited = comments("src/core/executor.ts", "abstract");
  assert.deepEqual(Object.keys(inherited).sort(), ["map", "shutdown", "submit"]);
  assert.equal(inherited.map?.length, 2);
  assert.deepEqual(comments("src/pool_executor.ts", "override"), inherited);
});
