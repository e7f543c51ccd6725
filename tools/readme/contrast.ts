/** README's table of the contrast. */

import { markdown, paragraph } from "./markdown.ts";
import { type Measured, runtimeHeads } from "./measured.ts";

/** What this needs of a file that `futures-bench contrast --json` wrote. */
export interface MeasuredContrast extends Measured {
  readonly options: { readonly workers: number; readonly tasks: number; readonly rounds: number };
  readonly results: readonly {
    readonly workload: string;
    readonly n: number;
    readonly variant: string;
    readonly min: number;
    readonly bestSpeedup: number;
  }[];
}

/** The table and its caption. */
export function contrastTable(measured: readonly MeasuredContrast[]): string {
  const [first] = measured as [MeasuredContrast];
  const rows = first.results.map(({ workload, n, variant }, row) => {
    const cells = measured.map(({ results }) => cell(results[row]!));
    return [`${workload}(${n.toLocaleString("en")})`, variant, ...cells];
  });
  const { workers, tasks, rounds } = first.options;
  const { cpu, cpus } = first.machine;
  const caption = paragraph(
    `The fastest of ${rounds} interleaved laps of ${tasks} tasks on ${workers} ` +
      `workers, and its speed; ${cpus} × ${cpu}.`,
  );
  return `${markdown([["work", "variant", ...runtimeHeads(measured)], ...rows])}\n\n${caption}`;
}

function cell({ min, bestSpeedup }: MeasuredContrast["results"][number]): string {
  return `${min.toFixed(0)} ms, ${bestSpeedup.toFixed(2)}×`;
}
