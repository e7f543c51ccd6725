/** What only threads have: meeting in shared memory, where there is any, and buffers that move. */

import assert from "node:assert/strict";
import { transfer } from "../../mod.ts";
import { type Kind, tasks, testsOf } from "../fixtures/kinds.ts";

export function sharedMemoryContract(kind: Kind): void {
  const { share, sharesMemory } = kind;
  const test = testsOf(kind);

  if (sharesMemory) {
    test("as many tasks as workers meet in shared memory, blocking", async () => {
      const executor = share(3);
      const memory = new Int32Array(new SharedArrayBuffer(4));
      const all = [1, 2, 3].map(() => executor.submit(tasks.rendezvous, memory, 3));
      assert.deepEqual(await Promise.all(all), [3, 3, 3]);
    });
  }

  test("transfer() moves an argument's buffer", async () => {
    const executor = share(1);
    const bytes = new Uint8Array([1, 2, 3]);
    const future = executor.submit(tasks.identity, transfer(bytes, [bytes.buffer]));
    assert.deepEqual(await future, new Uint8Array([1, 2, 3]));
    assert.equal(bytes.length, 0);
  });

  test("transfer() moves an argument of map(), in chunks too", async () => {
    const executor = share(1);
    const inputs = [1, 2, 3].map((n) => new Uint8Array(n));
    const marked = inputs.map((bytes) => transfer(bytes, [bytes.buffer]));
    const length = (bytes: Uint8Array) => bytes.length;
    assert.deepEqual(await Array.fromAsync(executor.map(length, marked, { chunksize: 2 })), [
      1,
      2,
      3,
    ]);
    assert.ok(inputs.every((bytes) => bytes.length === 0));
  });

  test("transfer() in a task moves its result's buffer", async () => {
    const executor = share(1);
    assert.deepEqual(await executor.submit(tasks.movedBuffer, 3), new Uint8Array([7, 7, 7]));
  });

  test("a buffer that has moved away fails the next task that takes it", async () => {
    const executor = share(1);
    const { buffer } = new Uint8Array(3);
    await executor.submit(tasks.identity, transfer(buffer, [buffer]));
    const error = await executor.submit(tasks.identity, transfer(buffer, [buffer])).exception();
    assert.equal((error as Error).name, "DataCloneError");
    assert.equal(await executor.submit(tasks.pow, 2, 2), 4);
  });
}
