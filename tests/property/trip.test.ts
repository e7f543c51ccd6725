/** Any value that structured clone takes makes the trip to a worker and back unchanged. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { importTasks, registerError } from "../../mod.ts";
import { processes, tasks, testsOf, threads } from "../fixtures/kinds.ts";
import { makeErrors, PlannedError } from "./error_graph.ts";
import { errorPlans } from "./errors.ts";
import { difference } from "./same.ts";
import { anyValue } from "./values.ts";

const { throwErrors } = importTasks<typeof import("./error_graph.ts")>(
  import.meta.resolve("./error_graph.ts"),
);

registerError(PlannedError);

/** Enough to meet each kind of value in each kind of container. */
const numRuns = 80;

for (const kind of [threads, processes]) {
  const test = testsOf(kind);

  const assertSame = (sent: unknown, received: unknown): void => {
    assert.equal(difference(sent, received), undefined);
  };

  test("submit() brings any value there and back unchanged", async (use) => {
    const executor = use(kind.create(1));
    const property = fc.asyncProperty(anyValue, async (value) => {
      assertSame(value, await executor.submit(tasks.identity, value));
    });
    await fc.assert(property, { numRuns });
  });

  test("submit() brings any value that is thrown back unchanged", async (use) => {
    const executor = use(kind.create(1));
    const property = fc.asyncProperty(anyValue, async (value) => {
      assertSame(value, await executor.submit(tasks.throwValue, value).exception());
    });
    await fc.assert(property, { numRuns });
  });

  test("submit() brings any error that is thrown back whole", async (use) => {
    const executor = use(kind.create(1));
    const property = fc.asyncProperty(errorPlans, async (plans) => {
      assertSame(makeErrors(plans), await executor.submit(throwErrors, plans).exception());
    });
    await fc.assert(property, { numRuns });
  });

  test("map() brings chunks of any values there and back unchanged", async (use) => {
    const executor = use(kind.create(1));
    const values = fc.array(anyValue, { maxLength: 8 });
    const property = fc.asyncProperty(values, async (values) => {
      const results = executor.map(tasks.identity<unknown>, values, { chunksize: 3 });
      assertSame(values, await Array.fromAsync(results));
    });
    await fc.assert(property, { numRuns: 30 });
  });
}
