/**
 * What tasks may do to their worker's listeners. In programs: below `bun test` no listener of a
 * thread hears what nothing caught.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { runProgram } from "../fixtures/run_program.ts";

const program = new URL("./cases/listens.ts", import.meta.url);
const more = "100000\n2\n";

for (const kind of ["threads", "processes"] as const) {
  const Broken = kind === "threads" ? "BrokenThreadPool" : "BrokenProcessPool";

  const prints = (title: string, way: string, stdout: string, skip: string | false = false): void =>
    void test(`${kind}: ${title}`, { skip }, async () => {
      const ended = await runProgram(program, [kind, way]);
      assert.deepEqual([ended.code, ended.stdout], [0, stdout], ended.stderr);
    });

  prints(
    "a task's own uncaughtException handler is heard, and the pool goes on",
    "hearsException",
    `late\n${more}`,
  );
  prints(
    "a task's own unhandledRejection handler is heard, and the pool goes on",
    "hearsRejection",
    `late\n${more}`,
  );
  prints(
    "a rejection is an uncaughtException handler's where there is no other",
    "hearsRejectionAsException",
    `late\n${more}`,
  );
  prints(
    "what a handler that is gone doesn't hear breaks the pool",
    "hearsNoLonger",
    `late\n${Broken} with exit code 1 RangeError: later\n`,
  );
  prints(
    "a handler that ends its worker breaks the pool, with its exit code",
    "exitsInAHandler",
    `${Broken} with exit code 7 undefined\n`,
  );
  prints(
    "a handler that looks for others finds none",
    "looksForOtherHandlers",
    "0 0\n",
    "Bun" in globalThis && "Bun tells of rejections only by these events",
  );
  prints(
    "process.removeAllListeners() in a task leaves the pool its worker",
    "removesAll",
    `0\n${more}`,
  );
  prints(
    "process.removeAllListeners(event) in a task leaves the pool its worker",
    "removesAllOfOneName",
    more,
  );
  prints(
    "process.removeAllListeners() in a task hides no later error's cause",
    "removesAllAndThrows",
    `${Broken} with exit code 1 RangeError: later\n`,
  );
  prints(
    "a task that lets go of its worker's channel leaves the pool its worker",
    "letsGoOfItsChannel",
    more,
  );
}
