/** What docs/bundlers.md tells to write for each tool, so that the tests do what users read. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tools/source_tree.ts";

const text = readFileSync(join(root, "docs", "bundlers.md"), "utf8");

/** The command of a tool, from its line in the table. */
export function commandOf(tool: string): string {
  const line = text.split("\n").find((line) => {
    const [, first = ""] = line.split("|");
    return first.replaceAll("`", "").trim() === tool;
  });
  const command = /^\|[^|]*\|\s*`([^`]+)`/.exec(line ?? "")?.[1];
  if (command === undefined) throw new Error(`docs/bundlers.md has no command for ${tool}`);
  return command;
}

/** The files that are shown, by the name in their first line. */
export function shownFiles(): Map<string, string> {
  const blocks = text.matchAll(/^```js ignore\n\/\/ (\S+)\n([^]*?)^```$/gm);
  return new Map([...blocks].map(([, name, content]) => [name!, content!]));
}
