/**
 * The tables of README.md and docs/, from the measured files in `bench/results/`.
 *
 *     deno run -A tools/readme.ts            writes them
 *     deno run -A tools/readme.ts --check    ends with 1 if a document holds others
 *
 * A table stands between `<!-- name -->` and `<!-- /name -->`. Figures get there in no other way. A
 * table that was not measured yet is left as it is, or out.
 */

import { join } from "node:path";
import { contrastTable } from "./readme/contrast.ts";
import { dispatchTable } from "./readme/dispatch.ts";
import { kernelsTable, sumsTable } from "./readme/kernels.ts";
import { lawsTable, lawsTableInKorean } from "./readme/laws.ts";
import { measuredBy } from "./readme/measured.ts";
import { root } from "./source_tree.ts";

type Tables = Readonly<Record<string, string | undefined>>;

/** Each document's tables by their names; `undefined` if not measured on each runtime. */
const documents: Readonly<Record<string, Tables>> = {
  "README.md": {
    contrast: measuredBy("contrast", contrastTable),
    dispatch: measuredBy("dispatch", dispatchTable),
    kernels: measuredBy("kernels", kernelsTable),
    sums: measuredBy("kernels", sumsTable),
  },
  "docs/gil.md": { laws: measuredBy("gil", lawsTable) },
  "docs/gil.ko.md": { laws: measuredBy("gil", lawsTableInKorean) },
};

function withTables(document: string, text: string, tables: Tables): string {
  let result = text;
  for (const [name, table] of Object.entries(tables)) {
    if (table === undefined) continue;
    const place = new RegExp(`(<!-- ${name} -->\n)[^]*?(\n<!-- /${name} -->)`);
    if (!place.test(result)) throw new Error(`${document} has no place for the table "${name}"`);
    result = result.replace(place, (_, begin, end) => `${begin}\n${table}\n${end}`);
  }
  return result;
}

for (const [document, tables] of Object.entries(documents)) {
  const path = join(root, document);
  const present = Deno.readTextFileSync(path);
  const wanted = withTables(document, present, tables);
  if (!Deno.args.includes("--check")) Deno.writeTextFileSync(path, wanted);
  else if (present !== wanted) {
    console.error(
      `${document}'s tables are not those of bench/results/: deno run -A tools/readme.ts`,
    );
    Deno.exitCode = 1;
  }
}
