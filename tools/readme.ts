/**
 * The tables of README.md, from the measured files in `bench/results/`.
 *
 *     deno run -A tools/readme.ts            writes them
 *     deno run -A tools/readme.ts --check    ends with 1 if README.md holds others
 *
 * A table stands between `<!-- name -->` and `<!-- /name -->`. Figures get there in no other way.
 */

import { join } from "node:path";
import { root } from "./source_tree.ts";

/** What this needs of a file that `futures-bench contrast --json` wrote. */
interface Measured {
  readonly runtime: { readonly name: string; readonly version: string };
  readonly machine: { readonly cpu: string; readonly cpus: number };
  readonly options: { readonly workers: number; readonly tasks: number; readonly rounds: number };
  readonly results: readonly {
    readonly workload: string;
    readonly n: number;
    readonly variant: string;
    readonly min: number;
    readonly bestSpeedup: number;
  }[];
}

const tables: Readonly<Record<string, () => Promise<string>>> = { contrast: contrastTable };

async function contrastTable(): Promise<string> {
  const files = ["deno", "bun", "node"].map((name) => `bench/results/contrast.${name}.json`);
  const measured = await Promise.all(files.map(readMeasured));
  const [first] = measured as [Measured];
  const rows = first.results.map(({ workload, n, variant }, row) => {
    const cells = measured.map(({ results }) => cell(results[row]!));
    return [`${workload}(${n.toLocaleString("en")})`, variant, ...cells];
  });
  const { workers, tasks, rounds } = first.options;
  const { cpu, cpus } = first.machine;
  // One line: `deno fmt` would break a longer one.
  const caption = `The fastest of ${rounds} interleaved laps of ${tasks} tasks on ${workers} ` +
    `workers, and its speed; ${cpus} × ${cpu}.`;
  const heads = measured.map(({ runtime }) => `${runtime.name} ${runtime.version}`);
  return `${markdown([["work", "variant", ...heads], ...rows])}\n\n${caption}`;
}

function cell({ min, bestSpeedup }: Measured["results"][number]): string {
  return `${min.toFixed(0)} ms, ${bestSpeedup.toFixed(2)}×`;
}

async function readMeasured(file: string): Promise<Measured> {
  return JSON.parse(await Deno.readTextFile(join(root, file)));
}

/** A table as `deno fmt` leaves it. */
function markdown(rows: readonly (readonly string[])[]): string {
  const [head, ...body] = rows as [readonly string[], ...(readonly string[])[]];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((text, column) => text.padEnd(widths[column]!)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}

async function withTables(text: string): Promise<string> {
  let result = text;
  for (const [name, make] of Object.entries(tables)) {
    const place = new RegExp(`(<!-- ${name} -->\n)[^]*?(\n<!-- /${name} -->)`);
    if (!place.test(result)) throw new Error(`README.md has no place for the table "${name}"`);
    const table = await make();
    result = result.replace(place, (_, begin, end) => `${begin}\n${table}\n${end}`);
  }
  return result;
}

const path = join(root, "README.md");
const present = await Deno.readTextFile(path);
const wanted = await withTables(present);
if (!Deno.args.includes("--check")) await Deno.writeTextFile(path, wanted);
else if (present !== wanted) {
  console.error("README.md's tables are not those of bench/results/: deno run -A tools/readme.ts");
  Deno.exit(1);
}
