/** In which context of `AsyncLocalStorage` callbacks and tasks run, on every kind of worker. */

import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { asCompleted, type Future, importTasks, type TraceEvent, wait } from "../../mod.ts";
import { ConsoleErrors } from "../fixtures/console_errors.ts";
import { Gate } from "../fixtures/gate.ts";
import { type Kind, tasks, testsOf } from "../fixtures/kinds.ts";

const contexts = importTasks<typeof import("../fixtures/context_tasks.ts")>(
  import.meta.resolve("../fixtures/context_tasks.ts"),
);

const requests = ["request 1", "request 2", "request 3", "request 4"];

export function asyncContextContract(kind: Kind): void {
  const { create, share, Broken } = kind;
  const test = testsOf(kind);
  const storage = new AsyncLocalStorage<string>();

  /** Adds a callback in a request; the list gets the request that it finds itself in. */
  const observe = (future: Future, request: string, found: (string | undefined)[]): void => {
    storage.run(request, () => {
      future.addDoneCallback(() => found.push(storage.getStore()));
    });
  };

  test("a done callback runs in the request that added it, not in another's", async (use) => {
    const executor = use(create(2));
    const pairs: string[] = [];
    const futures = requests.map((request) =>
      storage.run(request, () => {
        const future = executor.submit(() => new Promise((resolve) => setTimeout(resolve, 20)));
        future.addDoneCallback(() => pairs.push(`${request}→${storage.getStore()}`));
        return future;
      })
    );
    await wait(futures);
    assert.deepEqual(pairs.sort(), requests.map((request) => `${request}→${request}`));
  });

  test("a done callback runs in its own request, whoever submits, cancels or awaits", async (use) => {
    const gate = use(await Gate.make());
    const executor = use(create(1));
    const held = storage.run("submitter", () => executor.submit(tasks.hold, gate.port, -1));
    const queued = storage.run("submitter", () => executor.submit(Math.sqrt, 4));
    const found: (string | undefined)[] = [];
    observe(held, "first", found);
    observe(held, "second", found);
    held.addDoneCallback(() => found.push(storage.getStore()));
    observe(queued, "adder", found);
    await gate.arrived(1);
    assert.equal(storage.run("canceller", () => queued.cancel()), true);
    assert.deepEqual(found.splice(0), ["adder"]);
    gate.open();
    await storage.run("waiter", () => held.result());
    assert.deepEqual(found, ["first", "second", undefined]);
    observe(held, "late", found);
    assert.equal(found.at(-1), "late");
  });

  test("callbacks of a pool that breaks run each in its own request", async (use) => {
    const executor = use(create(1));
    const found: (string | undefined)[] = [];
    const dies = (): Promise<never> => {
      setTimeout(() => {
        throw new Error("late");
      });
      return new Promise(() => {});
    };
    const lost = storage.run("killer", () => executor.submit(dies));
    observe(lost, "first", found);
    observe(storage.run("other", () => executor.submit(Math.sqrt, 4)), "second", found);
    assert.ok(await lost.exception() instanceof Broken);
    assert.deepEqual(found, ["first", "second"]);
  });

  test("a callback's failure is reported in its own request", async (use) => {
    const executor = use(create(1));
    const found: (string | undefined)[] = [];
    use(new ConsoleErrors());
    const { error } = console;
    console.error = () => void found.push(storage.getStore());
    try {
      const future = executor.submit(Math.sqrt, 4);
      storage.run("sync", () => future.addDoneCallback(() => assert.fail("sync")));
      storage.run("async", () => future.addDoneCallback(() => Promise.reject("async")));
      await storage.run("waiter", () => future.result());
      await new Promise((resolve) => setTimeout(resolve));
    } finally {
      console.error = error;
    }
    assert.deepEqual(found, ["sync", "async"]);
  });

  test("await, wait(), asCompleted() and map() go on in the request that called them", async () => {
    const executor = share(2);
    const found: string[] = [];
    const note = () => void found.push(storage.getStore() ?? "none");
    const inputs = function* () {
      for (let n = 0; n < 3; n++) yield (note(), n);
    };
    await Promise.all(requests.map((request) =>
      storage.run(request, async () => {
        const future = executor.submit(Math.sqrt, 4);
        await future, note();
        await future.result(60_000), note();
        await wait([executor.submit(Math.sqrt, 4)]), note();
        for await (const _ of asCompleted([executor.submit(Math.sqrt, 4)])) note();
        for await (const _ of executor.map(Math.sqrt, inputs(), { buffersize: 1 })) note();
      })
    ));
    for (const request of requests) {
      assert.equal(found.filter((one) => one === request).length, 10, request);
    }
  });

  test("a trace sink runs in the context in which it was given", async (use) => {
    const found = new Set<string | undefined>();
    const trace = (_: TraceEvent) => void found.add(storage.getStore());
    const executor = use(storage.run("maker", () => create({ maxWorkers: 1, trace })));
    for (const request of requests) {
      await storage.run(request, () => executor.submit(Math.sqrt, 4));
    }
    await executor.shutdown();
    assert.deepEqual([...found], ["maker"]);
  });

  test("a task finds nothing of the context that another left in its worker", async () => {
    const executor = share(1);
    for (const request of requests) {
      assert.equal(await executor.submit(contexts.enter, request), undefined);
      const [found] = await executor.submit(contexts.enterLargely, request);
      assert.equal(found, undefined);
      const error = await executor.submit(contexts.enterAndFail, request).exception();
      assert.equal((error as { found?: string }).found, undefined);
      assert.deepEqual(await executor.submit(contexts.enterTwice, request), [undefined, request]);
    }
  });

  test("tasks that wait for one worker find nothing of each other's contexts", async () => {
    const executor = share(1);
    const large = new Uint8Array(100_000);
    const found = await Promise.all(requests.flatMap((request) => [
      executor.submit(contexts.enter, request),
      executor.submit(contexts.enterLargely, request).then(([found]) => found),
      // Its arguments fit in no slot: the pool sends them.
      executor.submit(contexts.enterWith, request, large),
      executor.submit(contexts.enterTwice, request).then(([found]) => found),
    ]));
    assert.deepEqual(found, Array(4 * requests.length).fill(undefined));
  });

  test("tasks of a worker that is replaced in time find nothing either", async (use) => {
    const executor = use(create({ maxWorkers: 1, maxTasksPerChild: 100 }));
    for (const request of requests) {
      assert.equal(await executor.submit(contexts.enter, request), undefined);
    }
  });
}
