/** CPython's `test_shutdown.py`: programs that come to their end while there is work. */

import assert from "node:assert/strict";
import { Gate } from "../fixtures/gate.ts";
import { type Ended, runProgram } from "../fixtures/run_program.ts";
import type { Contract } from "./port.ts";

const apple = import.meta.resolve("./programs/apple.ts");
const submitAtExit = import.meta.resolve("./programs/submit_at_exit.ts");

function endedWell(stdout: string): Ended {
  return { code: 0, signal: null, stdout, stderr: "" };
}

export const shutdownProgramsContract: Contract = (port, { name }) => {
  /** Runs `programs/apple.ts`; the gate opens when the program is at its end and the task waits. */
  async function runApple(gate: Gate, last: "nothing" | "shutdown" | "cancel"): Promise<Ended> {
    return await runProgram(apple, [name, String(gate.port), last], {
      started: async ({ stdout }) => {
        await new Promise((resolve) => stdout!.once("data", resolve));
        await gate.arrived(1);
        gate.open();
      },
    });
  }

  port(
    "ExecutorShutdownTest.test_interpreter_shutdown",
    "a program that is at its end goes on until its tasks are done",
    async (use) => {
      const gate = use(await Gate.make());
      assert.deepEqual(await runApple(gate, "nothing"), endedWell("end\napple\n"));
    },
  );

  port(
    "ExecutorShutdownTest.test_hang_gh83386",
    "a program whose pool is shut down without waiting finishes what is running, and ends",
    async (use) => {
      const gate = use(await Gate.make());
      assert.deepEqual(await runApple(gate, "shutdown"), endedWell("end\napple\n"));
    },
  );

  port(
    "ThreadPoolShutdownTest.test_cancel_futures_wait_false",
    "a program that cancels what has not begun, without waiting, ends",
    async (use) => {
      const gate = use(await Gate.make());
      assert.deepEqual(await runApple(gate, "cancel"), endedWell("end\n"));
      assert.equal(gate.arrivals, 0);
    },
  );

  port(
    "ExecutorShutdownTest.test_submit_after_interpreter_shutdown",
    "submit() while the program exits throws",
    async () => {
      const text = "ExecutorShutdownError: cannot schedule new futures after interpreter shutdown";
      assert.deepEqual(await runProgram(submitAtExit, [name]), endedWell(`42\n${text}\n`));
    },
  );
};
