/** What only processes have: signals. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import process from "node:process";
import { ProcessPoolExecutor } from "../../mod.ts";
import { patience } from "../../src/adapters/child_ending.ts";
import { FakeClock } from "../fixtures/fake_clock.ts";
import { Gate } from "../fixtures/gate.ts";
import { processes, tasks, testsOf } from "../fixtures/kinds.ts";

export function forcedStopContract(): void {
  const test = testsOf(processes);
  const stopped = testsOf({ ...processes, ...onLinux });

  for (const stop of ["terminateWorkers", "killWorkers"] as const) {
    test(`${stop}() ends busy workers: the running fail, the queued are cancelled`, async () => {
      const executor = new ProcessPoolExecutor(1);
      await executor.submit(tasks.pow, 2, 2);
      const running = executor.submit(tasks.loopForever);
      const queued = executor.submit(tasks.pow, 2, 2);
      await executor[stop]();
      const error = await running.exception() as Error;
      assert.equal(error.name, "BrokenProcessPool");
      assert.match(error.message, stop === "killWorkers" ? /by SIGKILL/ : /by SIGTERM/);
      assert.ok(queued.cancelled());
      assert.throws(() => executor.submit(tasks.pow, 2, 2), { name: "ExecutorShutdownError" });
    });

    test(`${stop}() without workers, while they start, and twice does no harm`, async () => {
      await new ProcessPoolExecutor(1)[stop]();
      const starting = new ProcessPoolExecutor(1);
      const future = starting.submit(tasks.pow, 2, 2);
      await Promise.all([starting[stop](), starting[stop]()]);
      assert.ok(future.cancelled());
      const broken = new ProcessPoolExecutor(1);
      await broken.submit(tasks.exit, 1).exception();
      await broken[stop]();
    });
  }

  stopped("killWorkers() after terminateWorkers() never ended a stopped process", async () => {
    const { executor, running } = await withStopped();
    const terminated = executor.terminateWorkers();
    await executor.killWorkers();
    await terminated;
    assert.match(String(await running.exception()), /by SIGKILL/);
  });

  stopped("terminateWorkers() never ended a stopped process", async (use) => {
    const { executor, running } = await withStopped();
    const clock = use(new FakeClock());
    const terminated = executor.terminateWorkers();
    clock.advance(patience);
    await terminated;
    assert.match(String(await running.exception()), /by SIGKILL/);
  });

  test("a worker that is killed breaks the pool by its signal", async (use) => {
    const gate = use(await Gate.make());
    const executor = new ProcessPoolExecutor(2);
    const other = executor.submit(tasks.hold, gate.port, 1);
    await gate.arrived(1);
    const killed = executor.submit(tasks.killMyself, "SIGKILL");
    for (const future of [killed, other]) {
      const error = await future.exception() as Error;
      assert.equal(error.name, "BrokenProcessPool");
      assert.match(error.message, /terminated abruptly by SIGKILL/);
    }
    await executor.shutdown();
  });
}

/** Where it can be seen that a process is stopped. */
const onLinux = process.platform === "linux" ? {} : { skip: "has no /proc" };

/** An executor whose one process is stopped while it runs a task. */
async function withStopped() {
  const executor = new ProcessPoolExecutor(1);
  const pid = await executor.submit(() => process.pid);
  const running = executor.submit(tasks.loopForever);
  process.kill(pid, "SIGSTOP");
  while (!/\) T /.test(readFileSync(`/proc/${pid}/stat`, "utf8"))) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return { executor, running };
}
