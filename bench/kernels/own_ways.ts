/** The ways of this runtime: this package's kernels, and what a program has without them. */

import { setImmediate as turn } from "node:timers/promises";
import type { ThreadPoolExecutor } from "../../mod.ts";
import { longNumberCalls } from "./long_number_calls.ts";
import { sumCalls } from "./sum_calls.ts";
import type { Answer, Call, Calls, Run, Task, Way } from "./work.ts";

/** A task's answer, and its ways. */
export interface OwnWays {
  readonly answer: Answer;
  readonly ways: readonly Way[];
}

/** The ways, ours first; those of several threads are `pool`'s. */
export function ownWays(task: Task, pool: ThreadPoolExecutor): OwnWays {
  const { answer, calls } = callsOf(task, pool);
  return {
    answer,
    ways: calls.map(({ name, call }) => ({ name, run: (n) => run(call, n, answer) })),
  };
}

function callsOf({ work, n }: Task, pool: ThreadPoolExecutor): Calls {
  switch (work) {
    case "sum":
    case "sumInt32":
    case "fsum":
    case "sumRange":
      return sumCalls(work, n, pool);
    default:
      return longNumberCalls(work, n, pool);
  }
}

/** After it the event loop has a turn: Ctrl-C must be seen. */
async function run(call: Call["call"], repeats: number, expected: Answer): Promise<Run> {
  const start = performance.now();
  let answer: Answer = 0;
  for (let i = 0; i < repeats; i++) {
    const result = call();
    answer = result instanceof Promise ? await result : result;
  }
  const ms = performance.now() - start;
  await turn();
  return answer === expected ? { ms } : { ms, fault: String(answer).slice(0, 40) };
}
