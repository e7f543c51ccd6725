// What a pool must do wherever a test runner puts the test: threads and processes alike.

/** Asks a pool for everything that could be told by a class or a clock of another world. */
export async function check(futures, name, expect) {
  const { asCompleted, importTasks, TimeoutError, wait } = futures;
  // Not by `new URL()`: for jsdom Vite makes that an address of the page.
  const module = import.meta.url.replace("checks.mjs", "tasks.mjs");
  const { fail, later, twice } = importTasks(module);
  const executor = new futures[name](2);
  expect(await executor.submit((n) => n * 2, 4)).toBe(8);
  expect(await executor.submit(twice, 21)).toBe(42);
  expect(await executor.submit(later, "ä".repeat(100))).toBe("ä".repeat(100));
  expect(await executor.submit(async (n) => await n, 5)).toBe(5);
  expect(await executor.submit((map) => map.get(1), new Map([[1, "one"]]))).toBe("one");
  expect(await executor.submit((n) => new Uint8Array(n).length, 40_000)).toBe(40_000);
  expect(await executor.submit((bytes) => bytes.length, new Uint8Array(40_000))).toBe(40_000);
  const mapped = executor.map(twice, [1, 2, 3, 4], { chunksize: 2, timeout: 60_000 });
  expect(await Array.fromAsync(mapped)).toEqual([2, 4, 6, 8]);

  const error = await executor.submit(fail).exception();
  expect([error instanceof RangeError, error.message]).toEqual([true, "out of range"]);
  expect(error.cause instanceof TypeError).toBe(true);
  const unsent = await executor.submit((value) => value, () => {}).exception();
  expect([unsent instanceof DOMException, unsent.name]).toEqual([true, "DataCloneError"]);
  const lost = await executor.submit(() => () => {}).exception();
  expect(lost.name).toBe("DataCloneError");

  const many = Array.from({ length: 100 }, (_, n) => executor.submit(Math.sqrt, n * n));
  const { done, notDone } = await wait(many, { timeout: 60_000 });
  expect([done.size, notDone.size]).toEqual([100, 0]);
  let total = 0;
  for await (const future of asCompleted(many, { timeout: 60_000 })) total += await future;
  expect(total).toBe(4950);
  expect(await executor.submit(twice, 1).result(60_000)).toBe(2);
  const open = executor.submit(() => new Promise((resolve) => setTimeout(resolve, 20)));
  expect(await open.exception(0).catch((reason) => reason)).toBeInstanceOf(TimeoutError);
  await executor.shutdown();
}

/** A pool under a lock takes its own texts in, which come compressed. */
export async function checkLock({ ThreadPoolExecutor }, expect) {
  const executor = new ThreadPoolExecutor({ maxWorkers: 2, gil: true });
  const sum = (n) => {
    let total = 0;
    for (let i = 0; i < n; i++) total += i;
    return total;
  };
  expect(await Promise.all([executor.submit(sum, 10), executor.submit(sum, 100)])).toEqual([
    45,
    4950,
  ]);
  await executor.shutdown();
}
