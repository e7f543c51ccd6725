/** Scripts of what happens to a pool, its workers and its futures, to draw and to shrink. */

import fc from "fast-check";
import type { ReturnWhen } from "../../mod.ts";

/** What a done callback does. `which` counts round whatever there is to choose from. */
export type Reaction =
  | { readonly does: "nothing" }
  | { readonly does: "submit" }
  | { readonly does: "cancel"; readonly which: number };

/** One thing that happens; nothing does if there is nobody it can happen to. */
export type Step =
  | Reaction
  | { readonly does: "listen"; readonly which: number; readonly reaction: Reaction }
  | { readonly does: "wait"; readonly returnWhen: ReturnWhen }
  | { readonly does: "iterate" }
  /** A worker comes one stage nearer to its first task. */
  | { readonly does: "start"; readonly which: number }
  | { readonly does: "finish"; readonly which: number; readonly throws: boolean }
  | { readonly does: "exit"; readonly which: number }
  | { readonly does: "failInitializer"; readonly which: number }
  | { readonly does: "shutdown"; readonly cancelFutures: boolean }
  | { readonly does: "terminate"; readonly force: boolean };

/** A pool, and what happens to it. */
export interface Script {
  readonly options: { readonly maxWorkers: number; readonly maxTasksPerChild?: number };
  readonly steps: readonly Step[];
}

const which = fc.nat({ max: 11 });

const submit = fc.constant({ does: "submit" } as const);
const cancel = which.map((which) => ({ does: "cancel", which }) as const);
const reaction = fc.oneof(fc.constant({ does: "nothing" } as const), submit, cancel);

const returnWhen = fc.constantFrom("FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED");

/** What ends a pool is rare, or little would happen before. */
const step: fc.Arbitrary<Step> = fc.oneof(
  likely(12, submit),
  likely(12, which.map((which) => ({ does: "start", which }))),
  likely(12, fc.tuple(which, fc.boolean()).map(finish)),
  likely(6, fc.tuple(which, reaction).map(listen)),
  likely(4, cancel),
  likely(2, returnWhen.map((returnWhen) => ({ does: "wait", returnWhen }))),
  likely(2, fc.constant({ does: "iterate" })),
  likely(1, which.map((which) => ({ does: "exit", which }))),
  likely(1, which.map((which) => ({ does: "failInitializer", which }))),
  likely(1, fc.boolean().map((cancelFutures) => ({ does: "shutdown", cancelFutures }))),
  likely(1, fc.boolean().map((force) => ({ does: "terminate", force }))),
);

/** Any script. */
export const script: fc.Arbitrary<Script> = fc.record({
  options: fc.record(
    {
      maxWorkers: fc.integer({ min: 1, max: 3 }),
      maxTasksPerChild: fc.integer({ min: 1, max: 3 }),
    },
    { requiredKeys: ["maxWorkers"] },
  ),
  steps: fc.array(step, { maxLength: 40, size: "max" }),
});

function likely(weight: number, arbitrary: fc.Arbitrary<Step>): fc.WeightedArbitrary<Step> {
  return { weight, arbitrary };
}

function finish([which, throws]: [number, boolean]): Step {
  return { does: "finish", which, throws };
}

function listen([which, reaction]: [number, Reaction]): Step {
  return { does: "listen", which, reaction };
}
