/** How kernels reach a thread, how they are referred to, and that they obey the GIL's check. */

import { test } from "node:test";
import assert from "node:assert/strict";
import { realm, taskReference, type WorkerLock } from "../../src/core/realm.ts";
import * as door from "../../src/kernels/mod.ts";
import { factorial, fsum, sum, sumRange } from "../../src/kernels/mod.ts";
import { kernels } from "../../src/kernels/table.ts";
import type { KernelReference } from "../../src/kernels/reference.ts";

type InstanceModule = typeof import("../../src/kernels/instance.ts");

function referenceOf(kernel: object): KernelReference {
  return (kernel as { [taskReference]: KernelReference })[taskReference];
}

/** Runs `work` under a lock whose check is `checkpoint`. */
function underLock(checkpoint: () => void, work: () => unknown): void {
  realm.lock = { checkpoint } as WorkerLock;
  try {
    work();
  } finally {
    delete realm.lock;
  }
}

function checksOf(work: () => unknown): number {
  let checks = 0;
  underLock(() => void checks++, work);
  return checks;
}

/** Runs `work` with a copy of instance.ts to which nothing was given, in a realm without kernels. */
async function inFreshThread(work: (instance: InstanceModule) => void): Promise<void> {
  const { kernels: module } = realm;
  delete realm.kernels;
  try {
    work(await import(`../../src/kernels/instance.ts?fresh=${fresh++}`));
  } finally {
    if (module !== undefined) realm.kernels = module;
  }
}
let fresh = 0;

test("kernels carry a reference by the name of the table", () => {
  for (const [name, kernel] of Object.entries(kernels)) {
    assert.equal(referenceOf(kernel).kind, "kernel");
    assert.equal(referenceOf(kernel).name, name);
    assert.deepEqual(Object.keys(kernel), []);
  }
});

test("kernels of the door that may be submitted are those of the table", () => {
  for (
    const name of [
      "factorial",
      "fsum",
      "multiply",
      "parseDecimal",
      "sum",
      "sumRange",
      "toDecimal",
    ] as const
  ) {
    assert.equal(kernels[name], door[name]);
  }
  assert.equal(referenceOf(door.parallelSum), undefined);
});

test("KernelReference.assets() gives the module where it can be shared, else the bytes", () => {
  const { assets } = referenceOf(factorial);
  assert.ok(assets(true).core instanceof WebAssembly.Module);
  assert.equal(assets(true).core, realm.kernels);
  const bytes = assets(false).core as Uint8Array;
  assert.deepEqual([...bytes.subarray(0, 4)], [0, 0x61, 0x73, 0x6d]);
  assert.ok(bytes.length <= 40_000);
});

test("withCore() throws when the thread was given neither a module nor bytes", async () => {
  await inFreshThread(({ withCore }) => {
    assert.throws(() => withCore(() => 0), {
      message: "Cannot load the kernels: this thread was given neither a module nor bytes",
    });
  });
});

test("acceptKernels() makes kernels work from a module", async () => {
  const module = referenceOf(factorial).assets(true).core;
  await inFreshThread(({ acceptKernels, kernelAssets, withCore }) => {
    acceptKernels(module);
    assert.equal(kernelAssets(true), module);
    assert.equal(withCore((core) => core.sumRange(1n, 1n, 10)), 55n);
  });
});

test("acceptKernels() makes kernels work from bytes, which it can give on", async () => {
  const bytes = referenceOf(factorial).assets(false).core;
  await inFreshThread(({ acceptKernels, kernelAssets, withCore }) => {
    acceptKernels(bytes);
    assert.equal(withCore((core) => core.sumRange(1n, 1n, 10)), 55n);
    assert.equal(kernelAssets(false), bytes);
    assert.equal(kernelAssets(true), realm.kernels);
  });
});

test("acceptKernels() leaves a module that is already there", async () => {
  const bytes = referenceOf(factorial).assets(false).core as BufferSource;
  await inFreshThread(({ acceptKernels, kernelAssets }) => {
    const first = new WebAssembly.Module(bytes);
    acceptKernels(first);
    acceptKernels(new WebAssembly.Module(bytes));
    assert.equal(kernelAssets(true), first);
  });
});

test("withCore() lends an instance again once it is given back, also after a throw", async () => {
  const module = referenceOf(factorial).assets(true).core;
  await inFreshThread(({ acceptKernels, withCore }) => {
    acceptKernels(module);
    const first = withCore((core) => core);
    const fail = () => {
      throw new Error("stop");
    };
    assert.throws(() => withCore(fail), { message: "stop" });
    assert.equal(withCore((core) => core), first);
  });
});

test("withCore() lends another instance while the first is lent", async () => {
  const module = referenceOf(factorial).assets(true).core;
  await inFreshThread(({ acceptKernels, withCore }) => {
    acceptKernels(module);
    withCore((outer) => withCore((inner) => assert.notEqual(inner, outer)));
  });
});

test("factorial() checks the GIL some hundred times in a million", () => {
  // Some 80 ms on any machine; a check every 0.5 ms would be 160.
  assert.ok(checksOf(() => factorial(1_000_000)) >= 300);
});

test("sumRange() checks the GIL at least once a million numbers", () => {
  assert.ok(checksOf(() => sumRange(20_000_000)) >= 20);
});

test("sumRange() checks the GIL among numbers beyond 64 bits", () => {
  assert.ok(checksOf(() => sumRange(2n ** 70n, 2n ** 70n + 20_000n)) >= 5);
});

test("sum() checks the GIL at least once a megabyte", () => {
  assert.ok(checksOf(() => sum(new Float64Array(2 ** 20))) >= 8);
  assert.ok(checksOf(() => sum(new Uint8Array(2 ** 23))) >= 8);
  assert.ok(checksOf(() => sum(new Array(2 ** 18).fill(0))) >= 2);
});

test("fsum() checks the GIL at least once a hundred thousand partial sums", () => {
  assert.ok(checksOf(() => fsum(new Float64Array(2 ** 20).fill(0.1))) >= 10);
});

test("factorial() is right after a check has thrown anywhere in it", () => {
  const expected = factorial(60_000);
  const checks = checksOf(() => factorial(60_000));
  assert.ok(checks > 10);
  for (let last = 1; last <= checks; last++) {
    let count = 0;
    const stop = () => {
      if (++count === last) throw new Error("stop");
    };
    assert.throws(() => underLock(stop, () => factorial(60_000)), { message: "stop" });
    assert.ok(factorial(60_000) === expected, `after check ${last} of ${checks}`);
  }
});

test("kernels give right answers after a check has thrown in the midst of one", () => {
  const stop = () => {
    throw new Error("stop");
  };
  const values = new Float64Array(100_000).fill(0.1);
  for (
    const work of [
      () => factorial(50_000),
      () => sumRange(2 ** 30),
      () => sum(values),
      () => fsum(values),
    ]
  ) {
    assert.throws(() => underLock(stop, work), { message: "stop" });
  }
  assert.equal(factorial(30), 265252859812191058636308480000000n);
  assert.equal(sumRange(1001), 500500n);
  assert.equal(sum([0.5, 0.25]), 0.75);
  assert.equal(fsum([0.5, 0.25]), 0.75);
});
