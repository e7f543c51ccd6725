/**
 * Tasks that wait behind busy workers: bytes a task.
 *
 * On the heap and outside of it as the runtime counts, garbage collected; and of the whole process,
 * because what was sent already lies in no heap. A caller's array of promises counts for all alike.
 */

import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { collectGarbage } from "../../collect_garbage.ts";
import { assertAnswers } from "../assert_answers.ts";
import type { Measurement, Sample } from "../measurement.ts";

/** The measurement. */
export const memory: Measurement = {
  name: "memory",
  figures: [
    { name: "heap", title: () => "a queued task, heap", unit: "bytes", better: "less" },
    { name: "rss", title: () => "a queued task, RSS", unit: "bytes", better: "less" },
  ],
  warmUp: "none",
  // Bytes don't vary as times do, and all that waits has to be done in the end.
  rounds: 1,
  isFresh: true,
  hasPython: false,
  async lap(contestant, { workers, tasks }) {
    const path = join(tmpdir(), `futures-bench-${process.pid}-${Date.now()}`);
    try {
      const held = Array.from({ length: workers }, () => contestant.run("hold", path));
      const before = await usage();
      const queued = Array.from({ length: tasks }, (_, x) => contestant.run("increment", x));
      const after = await usage();
      writeFileSync(path, "");
      assertAnswers(await Promise.all(held), workers, () => true);
      assertAnswers(await Promise.all(queued), tasks, (x) => x + 1);
      return each(before, after, tasks);
    } finally {
      rmSync(path, { force: true });
    }
  },
};

type Usage = Readonly<Record<"heap" | "rss", number>>;

async function usage(): Promise<Usage> {
  for (let round = 0; round < 3; round++) await collectGarbage();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, rss };
}

function each(before: Usage, after: Usage, tasks: number): Sample {
  const of = (key: keyof Usage): number => Math.max(0, after[key] - before[key]) / tasks;
  return { heap: of("heap"), rss: of("rss") };
}
