// Under vitest and jest alike: pools of a package that is loaded where the timers are faked already.
import { check, checkLock } from "./checks.mjs";

const timers = globalThis.vi ?? import.meta.jest;

test("pools of a package that is loaded under fake timers work", async () => {
  timers.useFakeTimers();
  try {
    const futures = await import("@concurrent/futures");
    await check(futures, "ThreadPoolExecutor", expect);
    await check(futures, "ProcessPoolExecutor", expect);
    await checkLock(futures, expect);
  } finally {
    timers.useRealTimers();
  }
});
