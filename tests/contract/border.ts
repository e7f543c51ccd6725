/** What tasks do with what they find in their worker is none of the pool's business. */

import assert from "node:assert/strict";
import { type Kind, tasks, testsOf } from "../fixtures/kinds.ts";

/** What looks like a message of the pool's, as hand-written workers post it, and as nobody does. */
const lookalikes: readonly unknown[] = [
  { type: "result" },
  { type: "result", outcome: null },
  { type: "result", outcome: { ok: true, value: "forged" } },
  { type: "result", task: 1, outcome: { ok: true, value: "forged" } },
  { type: "result", slot: 0, outcome: { ok: true, value: "forged" } },
  { type: "result", outcome: { ok: false, error: "no" } },
  { type: "result", outcome: { ok: false, error: [{ kind: "error", name: "E" }] } },
  { type: "ask", slot: 0 },
  { type: "failed", error: 7 },
  { type: "failed", error: [{ kind: "value", value: 1 }] },
  { type: "crashed", error: 7 },
  { type: "ready" },
  { type: "online" },
  { type: "logged" },
  { exit: 0 },
  ...[null, undefined, 0, "result", [], new Uint8Array([1, 2, 3]), new Int32Array(16)],
];

/** Posts whatever it is given, in whatever way its worker has. */
async function post(messages: readonly unknown[]): Promise<string> {
  const { process, postMessage } = globalThis as {
    process?: {
      send?(message: unknown): void;
      getBuiltinModule?(name: string): unknown;
    };
    postMessage?(message: unknown): void;
  };
  const { parentPort } = process?.getBuiltinModule?.("node:worker_threads") as {
    parentPort?: { postMessage(message: unknown): void };
  };
  const { serialize } = process?.getBuiltinModule?.("node:v8") as {
    serialize(value: unknown): Uint8Array;
  };
  const channel = process as { connected?: boolean };
  for (const message of messages) {
    if (parentPort) parentPort.postMessage(message);
    else if ("WorkerGlobalScope" in globalThis) postMessage!(message);
    else if (channel.connected) {
      if (message !== undefined) process!.send!(message);
      process!.send!(serialize(message));
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 5));
  return "own";
}

export function borderContract(kind: Kind): void {
  const test = testsOf(kind);

  test("what a task posts by itself is nobody's result, and harms nobody", async () => {
    const executor = kind.create(2);
    const victims = [1, 2, 3].map((n) => executor.submit(tasks.identity, n));
    const results = lookalikes.map((message) => executor.submit(post, [message, message]));
    const after = executor.map(tasks.identity, [...lookalikes.keys()], { chunksize: 3 });
    assert.deepEqual(await Promise.all(victims), [1, 2, 3]);
    assert.deepEqual(await Promise.all(results), lookalikes.map(() => "own"));
    assert.deepEqual(await Array.fromAsync(after), [...lookalikes.keys()]);
    await executor.shutdown();
  });

  test("a worker whose task posted by itself goes on", async () => {
    const executor = kind.create(1);
    await executor.submit(() => void ((globalThis as { mine?: string }).mine = "kept"));
    assert.equal(await executor.submit(post, lookalikes), "own");
    assert.equal(await executor.submit(() => (globalThis as { mine?: string }).mine), "kept");
    await executor.shutdown();
  });

  if (kind.isProcess) return;
  test("a thread's own port is its tasks': they hear nothing of the pool, and may close it", async () => {
    const executor = kind.create(1);
    const heard = await executor.submit(() => {
      const { process } = globalThis as unknown as {
        process: { getBuiltinModule(name: string): unknown };
      };
      const { parentPort } = process.getBuiltinModule("node:worker_threads") as {
        parentPort: {
          on(type: string, listener: (message: unknown) => void): void;
        } | null;
      };
      const heard: unknown[] = (globalThis as { heard?: unknown[] }).heard = [];
      const scope = globalThis as unknown as EventTarget;
      if ("addEventListener" in scope) {
        scope.addEventListener("message", (event) => heard.push((event as MessageEvent).data));
      }
      parentPort?.on("message", (message) => heard.push(message));
      return heard;
    });
    assert.deepEqual(heard, []);
    assert.deepEqual(await executor.submit(tasks.identity, new Map([[1, 2]])), new Map([[1, 2]]));
    assert.deepEqual(
      await executor.submit(() => {
        const { process } = globalThis as unknown as {
          process: { getBuiltinModule(name: string): unknown };
        };
        const { parentPort } = process.getBuiltinModule("node:worker_threads") as {
          parentPort: { removeAllListeners(): void; unref(): void; close(): void } | null;
        };
        // Deno's is the worker itself: it has none of these, or ends by them.
        if (parentPort && !("Deno" in globalThis)) {
          parentPort.removeAllListeners();
          parentPort.unref();
          parentPort.close();
        }
        return (globalThis as { heard?: unknown[] }).heard;
      }),
      [],
    );
    assert.deepEqual(await executor.submit(tasks.identity, new Map([[3, 4]])), new Map([[3, 4]]));
    await executor.shutdown();
  });
}
