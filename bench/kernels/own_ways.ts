/** The ways of this runtime: this package's kernels, and what a program has without them. */

import { setImmediate as turn } from "node:timers/promises";
import { factorial, multiply, parseDecimal, toDecimal } from "../../src/kernels/mod.ts";
import * as plain from "./bigint_factorials.ts";
import type { Run, Task, Way } from "./work.ts";

/** This package's row. */
export const ours = "futures";

type Answer = bigint | string;

/** Above this the loop takes seconds. */
const longestLoop = 30_000;

/** A task's answer, and its ways. */
export interface OwnWays {
  readonly answer: Answer;
  readonly ways: readonly Way[];
}

/** The ways, ours first; answers are the runtime's. */
export function ownWays({ work, n }: Task): OwnWays {
  const value = plain.swing(n);
  switch (work) {
    case "factorial":
      return waysOf(value, [
        [ours, () => factorial(n)],
        ["BigInt swing", () => plain.swing(n)],
        ["BigInt tree", () => plain.tree(n)],
        ...(n <= longestLoop ? [["BigInt loop", () => plain.loop(n)] as const] : []),
      ]);
    case "multiply": {
      const other = value + 1n;
      return waysOf(value * other, [
        [ours, () => multiply(value, other)],
        ["BigInt", () => value * other],
      ]);
    }
    case "toDecimal":
      return waysOf(value.toString(), [
        [ours, () => toDecimal(value)],
        ["BigInt", () => value.toString()],
      ]);
    case "parseDecimal": {
      const text = value.toString();
      return waysOf(value, [
        [ours, () => parseDecimal(text)],
        ["BigInt", () => BigInt(text)],
      ]);
    }
  }
}

function waysOf(
  answer: Answer,
  calls: readonly (readonly [name: string, call: () => Answer])[],
): OwnWays {
  const ways = calls.map(([name, call]) => ({ name, run: (n: number) => run(call, n, answer) }));
  return { answer, ways };
}

/** After it the event loop has a turn: Ctrl-C must be seen. */
async function run(call: () => Answer, repeats: number, expected: Answer): Promise<Run> {
  const start = performance.now();
  let answer = call();
  for (let i = 1; i < repeats; i++) answer = call();
  const ms = performance.now() - start;
  await turn();
  return answer === expected ? { ms } : { ms, fault: String(answer).slice(0, 40) };
}
