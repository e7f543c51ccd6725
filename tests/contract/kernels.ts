/** Kernels in the workers of an executor: sent by name, and as parts of one parallel work. */

import assert from "node:assert/strict";
import {
  factorial,
  parallelFactorial,
  parallelSum,
  sum,
  type Summable,
} from "../../src/kernels/mod.ts";
import { type Kind, testsOf } from "../fixtures/kinds.ts";

/** Two workers share it out. */
const length = 2 ** 20 + 3;

export function kernelsContract(kind: Kind): void {
  const { create, share, sharesMemory } = kind;
  const test = testsOf(kind);

  test("a kernel is sent by its name", async () => {
    assert.equal(await share(1).submit(factorial, 25), 15511210043330985984000000n);
  });

  test("a worker has the kernels once it was sent one, not before", async (use) => {
    const executor = use(create(1));
    const hasKernels = (realm: string) =>
      "kernelTasks" in (globalThis as unknown as Record<symbol, object>)[Symbol.for(realm)]!;
    assert.equal(await executor.submit(hasKernels, "@concurrent/futures"), false);
    assert.equal(await executor.submit(factorial, 3), 6n);
    assert.equal(await executor.submit(hasKernels, "@concurrent/futures"), true);
  });

  test("parallelFactorial() is factorial()", async () => {
    for (const n of [10, 30_000, 250_001]) {
      assert.ok(await parallelFactorial(share(2), n) === factorial(n), String(n));
    }
  });

  test("several parallelFactorial() at once are right", async () => {
    const executor = share(4);
    const sizes = [200_000, 231_017, 262_144, 300_001];
    const all = await Promise.all(sizes.map((n) => parallelFactorial(executor, n)));
    for (const [i, n] of sizes.entries()) assert.ok(all[i] === factorial(n), String(n));
  });

  test("parallelSum() is sum(), of arrays that are copied", async () => {
    const arrays: Summable[] = [
      new Uint16Array(length).map((_, i) => i),
      new BigInt64Array(length).map((_, i) => BigInt(i) << 40n),
      new Float64Array(length).map((_, i) => i / 4),
      Array.from({ length }, (_, i) => i / 8),
    ];
    for (const values of arrays) assert.equal(await parallelSum(share(2), values), sum(values));
  });

  if (!sharesMemory) return;

  test("parallelSum() is sum(), of arrays in shared memory, WASM's or not", async () => {
    const buffer = new SharedArrayBuffer(length * 4);
    const plain = new Int32Array(buffer).map((_, i) => i - 9);
    assert.equal(await parallelSum(share(2), plain), sum(plain));
    const memory = new WebAssembly.Memory({ initial: 70, maximum: 70, shared: true });
    const values = new Float32Array(memory.buffer, 12, length);
    values.forEach((_, i) => values[i] = i);
    assert.equal(await parallelSum(share(2), values, memory), length * (length - 1) / 2);
  });
}
