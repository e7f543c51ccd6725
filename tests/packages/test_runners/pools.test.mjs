// Under vitest and jest alike: pools of a package that was loaded before the timers were faked.
import * as futures from "@concurrent/futures";
import { factorial } from "@concurrent/futures/kernels";
import { check, checkLock } from "./checks.mjs";

const timers = globalThis.vi ?? import.meta.jest;

for (const name of ["ThreadPoolExecutor", "ProcessPoolExecutor"]) {
  test(`${name} works`, () => check(futures, name, expect));

  test(`${name} runs kernels`, async () => {
    const executor = new futures[name](1);
    expect(await executor.submit(factorial, 20)).toBe(2432902008176640000n);
    await executor.shutdown();
  });

  test(`${name} works under fake timers`, async () => {
    timers.useFakeTimers();
    try {
      await check(futures, name, expect);
    } finally {
      timers.useRealTimers();
    }
  });
}

test("a lock works", () => checkLock(futures, expect));
