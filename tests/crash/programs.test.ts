/** How a program ends whose workers crash, run as a child on this runtime. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { runProgram } from "../fixtures/run_program.ts";

const said = [
  "terminated abruptly with exit code 3 while it ran exit undefined",
  "terminated abruptly with exit code 1 while it ran throwFromTimer: " +
  "RangeError: out of a timer RangeError: out of a timer",
  "terminated abruptly with exit code 1 while it ran rejectUnheard: " +
  "RangeError: out of nowhere RangeError: out of nowhere",
  "terminated abruptly with exit code 3 while it ran unreachable undefined",
].map((line) => ` ${line}\n`);

for (const kind of ["threads", "processes"]) {
  test(`a program whose ${kind} crash beside endless loops ends by itself, silently`, async () => {
    const program = new URL("./programs/crashes.ts", import.meta.url);
    assert.deepEqual(await runProgram(program, [kind]), {
      code: 0,
      signal: null,
      stdout: said.join(""),
      stderr: "",
    });
  });
}

/** A small heap, for a program and its children: Node's option and Deno's. */
const env = {
  NODE_OPTIONS: "--max-old-space-size=64",
  DENO_V8_FLAGS: "--max-old-space-size=64",
};
const noLimit = "Bun" in globalThis &&
  { skip: "Bun knows no limit for a heap: it would take all the memory there is" };

test("processes: one that runs out of memory breaks the pool", noLimit || {}, async () => {
  const program = new URL("./programs/out_of_memory.ts", import.meta.url);
  const { code, stdout } = await runProgram(program, [], { env });
  const [hit, held, ...rest] = stdout.split("\n");
  const text = "BrokenProcessPool: ProcessPoolExecutor-0_1 terminated abruptly by SIGNAL " +
    "while it ran fillMemory, the process pool is not usable anymore; the future was running: ";
  assert.equal(hit!.replace(/SIG(?:ABRT|TRAP|ILL)/, "SIGNAL"), `${text}fillMemory`);
  assert.equal(held!.replace(/SIG(?:ABRT|TRAP|ILL)/, "SIGNAL"), `${text}hold`);
  assert.deepEqual(rest, [""]);
  assert.equal(code, 0);
});

const notDeno = !("Deno" in globalThis) &&
  { skip: "Node ends such a thread, mostly, and Bun knows no limit" };

test(
  "threads: one whose module takes all memory breaks the pool, and does not hang",
  notDeno || {},
  async () => {
    const program = new URL("./programs/out_of_memory_on_import.ts", import.meta.url);
    const { code, stdout } = await runProgram(program, [], { env });
    const text = "BrokenThreadPool: ThreadPoolExecutor-0_0 terminated abruptly with exit code 1 " +
      "while it ran unreachable: Error: Worker terminated due to reaching memory limit: " +
      "JS heap out of memory, the thread pool is not usable anymore; the future was running: ";
    assert.equal(stdout, `${text}unreachable\n`);
    assert.equal(code, 0);
  },
);
