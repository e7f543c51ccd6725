/**
 * The tables of README.md, from the measured files in `bench/results/`.
 *
 *     deno run -A tools/readme.ts            writes them
 *     deno run -A tools/readme.ts --check    ends with 1 if README.md holds others
 *
 * A table stands between `<!-- name -->` and `<!-- /name -->`. Figures get there in no other way. A
 * table that was not measured yet is left as it is, or out.
 */

import { join } from "node:path";
import { contrastTable } from "./readme/contrast.ts";
import { dispatchTable } from "./readme/dispatch.ts";
import { kernelsTable, sumsTable } from "./readme/kernels.ts";
import { measuredBy } from "./readme/measured.ts";
import { root } from "./source_tree.ts";

/** The tables by their names; `undefined` if not measured on each runtime. */
const tables: Readonly<Record<string, string | undefined>> = {
  contrast: measuredBy("contrast", contrastTable),
  dispatch: measuredBy("dispatch", dispatchTable),
  kernels: measuredBy("kernels", kernelsTable),
  sums: measuredBy("kernels", sumsTable),
};

function withTables(text: string): string {
  let result = text;
  for (const [name, table] of Object.entries(tables)) {
    if (table === undefined) continue;
    const place = new RegExp(`(<!-- ${name} -->\n)[^]*?(\n<!-- /${name} -->)`);
    if (!place.test(result)) throw new Error(`README.md has no place for the table "${name}"`);
    result = result.replace(place, (_, begin, end) => `${begin}\n${table}\n${end}`);
  }
  return result;
}

const path = join(root, "README.md");
const present = Deno.readTextFileSync(path);
const wanted = withTables(present);
if (!Deno.args.includes("--check")) Deno.writeTextFileSync(path, wanted);
else if (present !== wanted) {
  console.error("README.md's tables are not those of bench/results/: deno run -A tools/readme.ts");
  Deno.exit(1);
}
