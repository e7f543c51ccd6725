/** `map()` equals `Array.map`, whatever its inputs and options are and in whatever order tasks end. */

import { test } from "node:test";
import fc from "fast-check";
import { processes, testsOf, threads } from "../fixtures/kinds.ts";
import { add, mapCase, type MapInputs, MapRun } from "./map_case.ts";
import { ScheduledLauncher } from "./map_scheduled.ts";

test("map() equals Array.map in whatever order its tasks end", async () => {
  const property = fc.asyncProperty(mapCase, fc.scheduler(), async (mapCase, scheduler) => {
    const run = new MapRun(mapCase, () => scheduler.schedule(Promise.resolve(), "input"));
    const { buffersize = run.isAsync ? 8 : Infinity } = mapCase.options;
    const launcher = new ScheduledLauncher(scheduler, buffersize);
    await scheduler.waitFor(run.run((...rest) => launcher.map(...rest)));
    await launcher.checkOver();
    run.checkClosed();
  });
  await fc.assert(property, { numRuns: 500 });
});

for (const kind of [threads, processes]) {
  testsOf(kind)("map() equals Array.map, whatever its inputs and options are", async (use) => {
    const executor = use(kind.create(2));
    const map = executor.map.bind(executor, add as (...args: unknown[]) => unknown) as MapInputs;
    const property = fc.asyncProperty(mapCase, (mapCase) => new MapRun(mapCase).run(map));
    await fc.assert(property, { numRuns: 60 });
  });
}
