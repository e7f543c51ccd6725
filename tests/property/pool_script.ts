/** Scripts of what happens to a pool, its workers and its futures, to draw and to shrink. */

import fc from "fast-check";
import type { ReturnWhen } from "../../mod.ts";

/** What a done callback does. `which` counts round whatever there is to choose from. */
export type Reaction =
  | { readonly does: "nothing" }
  | { readonly does: "submit" }
  | { readonly does: "cancel"; readonly which: number };

/** One thing that happens; to nobody in particular if there is nobody it can happen to. */
export type Step =
  | Reaction
  | { readonly does: "listen"; readonly which: number; readonly reaction: Reaction }
  | { readonly does: "wait"; readonly returnWhen: ReturnWhen }
  | { readonly does: "iterate" }
  | { readonly does: "start"; readonly which: number }
  | { readonly does: "finish"; readonly which: number; readonly failed: boolean }
  | { readonly does: "exit"; readonly which: number }
  | { readonly does: "failInitializer"; readonly which: number }
  | { readonly does: "shutdown"; readonly cancelFutures: boolean }
  | { readonly does: "terminate"; readonly force: boolean };

/** A pool, and what happens to it. */
export interface Script {
  readonly maxWorkers: number;
  readonly maxTasksPerChild: number | undefined;
  readonly steps: readonly Step[];
}

const which = fc.nat({ max: 11 });

const reaction: fc.Arbitrary<Reaction> = fc.oneof(
  fc.record({ does: fc.constant("nothing" as const) }),
  fc.record({ does: fc.constant("submit" as const) }),
  fc.record({ does: fc.constant("cancel" as const), which }),
);

/** What ends a pool is rare, or little would happen before. */
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ does: fc.constant("submit" as const) }) },
  { weight: 12, arbitrary: fc.record({ does: fc.constant("start" as const), which }) },
  {
    weight: 12,
    arbitrary: fc.record({ does: fc.constant("finish" as const), which, failed: fc.boolean() }),
  },
  { weight: 6, arbitrary: fc.record({ does: fc.constant("listen" as const), which, reaction }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant("cancel" as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant("wait" as const),
      returnWhen: fc.constantFrom<ReturnWhen[]>(
        "FIRST_COMPLETED",
        "FIRST_EXCEPTION",
        "ALL_COMPLETED",
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("iterate" as const) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("exit" as const), which }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("failInitializer" as const), which }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant("shutdown" as const),
      cancelFutures: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant("terminate" as const), force: fc.boolean() }),
  },
);

/** Any script. */
export const script: fc.Arbitrary<Script> = fc.record({
  maxWorkers: fc.integer({ min: 1, max: 3 }),
  maxTasksPerChild: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  steps: fc.array(step, { maxLength: 40, size: "max" }),
});
