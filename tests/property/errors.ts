/** Errors of every class, with all that they may carry, to draw and to shrink. */

import fc from "fast-check";
import { type Content, type ErrorPlan, errorTypes } from "./error_graph.ts";
import { anyValue, key, text } from "./values.ts";

/** What errors carry by these names is drawn apart, or no part of what they keep. */
const ownFields = ["name", "message", "stack", "cause", "errors", "error", "suppressed"];

const content: fc.Arbitrary<Content> = fc.oneof(
  anyValue.map((is) => ({ is })),
  fc.nat({ max: 1000 }).map((at) => ({ at })),
);

const property = fc.tuple(key.filter((key) => !ownFields.includes(key)), content);

const plan: fc.Arbitrary<ErrorPlan> = fc.record(
  {
    type: fc.constantFrom(...errorTypes),
    message: text,
    name: text,
    cause: content,
    errors: fc.array(content, { maxLength: 3 }),
    properties: fc.array(property, { maxLength: 3 }),
  },
  { requiredKeys: ["type", "message", "errors", "properties"], noNullPrototype: true },
);

/** Plans of errors that refer to each other; the first is what is thrown. */
export const errorPlans: fc.Arbitrary<ErrorPlan[]> = fc.array(plan, {
  minLength: 1,
  maxLength: 4,
});
