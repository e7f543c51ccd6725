/** What tasks print: all of it comes out, and before what the program does with their results. */

import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { type Ended, type RunOptions, runProgram } from "../fixtures/run_program.ts";
import { temporaryFolder } from "../fixtures/temporary_folder.ts";

const program = new URL("./cases/prints.ts", import.meta.url);
const preload = fileURLToPath(new URL("./cases/takes_console.cjs", import.meta.url));

function linesOf(count: number, ...texts: readonly string[]): string {
  return Array.from(
    { length: count },
    (_, line) => texts.map((text) => `${text} ${line}\n`).join(""),
  )
    .join("");
}

/** Leaves a program's stdout alone until something stands on stderr: what it prints has to wait. */
function readLate({ stdout, stderr }: ChildProcess): void {
  stdout!.pause();
  stderr!.once("data", () => stdout!.resume());
}

for (const kind of ["threads", "processes"] as const) {
  const run = (way: string, options?: RunOptions, ...words: readonly string[]): Promise<Ended> =>
    runProgram(program, [kind, way, ...words], options);

  const prints = (title: string, way: string, stdout: string, options?: RunOptions): void => {
    test(`${kind}: ${title}`, async () => {
      const ended = await run(way, options);
      assert.deepEqual([ended.code, ended.stdout], [0, stdout], ended.stderr);
    });
  };

  prints(
    "a task's line stands before what follows its await",
    "betweenAwaits",
    linesOf(50, "task", "main"),
  );
  prints("300 lines of one task are there at a natural end", "manyLines", linesOf(300, "line"));
  prints("300 lines are there when the program exits by itself", "thenExits", linesOf(300, "line"));
  prints(
    "lines of workers that are replaced are in order",
    "replacedWorkers",
    linesOf(4, "task", "main"),
  );
  prints(
    "what a worker prints before it throws is there",
    "inAWorkerThatThrows",
    linesOf(300, "line"),
  );
  prints(
    "what a worker printed before it is killed is there",
    "beforeAForcedEnd",
    linesOf(300, "line"),
  );
  prints(
    "initializers, timers and what follows an await print in order",
    "byInitializerAndTimers",
    "initialized\nleft behind\nafter an await\nmain\n",
  );
  prints("writes of all kinds are in order", "byWritesOfAllKinds", "abcd\nmain\n");
  prints("a pool in a worker prints in order", "fromAPoolInAWorker", "inner\nouter\nmain\n");
  if (kind === "threads") {
    prints("tasks at a lock print in order", "underALock", linesOf(10, "task", "main"));
  }
  prints(
    "writes of a megabyte are whole though their reader is late",
    "large",
    `${"x".repeat(1_000_000)}\n${"y".repeat(1_000_000)}\n`,
    { started: readLate },
  );
  prints(
    "a worker that exits leaves nothing of a megabyte unwritten",
    "inAWorkerThatExits",
    `${"x".repeat(1_000_000)}\n`,
    { started: readLate },
  );

  test(`${kind}: a task's line on stderr stands before what follows its await`, async () => {
    const { code, stderr } = await run("errorsBetweenAwaits");
    assert.deepEqual([code, stderr], [0, linesOf(50, "task", "main")]);
  });

  test(`${kind}: 300 lines of each of four workers are whole and in their order`, async () => {
    const { code, stdout } = await run("fromFourWorkers");
    assert.equal(code, 0);
    const lines = stdout.split(/(?<=\n)/);
    assert.equal(lines.length, 1200);
    for (const name of ["a", "b", "c", "d"]) {
      const own = lines.filter((line) => line.startsWith(name)).join("");
      assert.equal(own, linesOf(300, name.repeat(200)));
    }
  });

  test(`${kind}: what a task prints comes out while it computes`, async () => {
    const folder = temporaryFolder();
    const path = join(folder.path, "seen");
    let out = "";
    let errors = "";
    const look = () => {
      if (out === "a\nb\n" && errors === "c\n") writeFileSync(path, "");
    };
    const started = ({ stdout, stderr }: ChildProcess): void => {
      stdout!.on("data", (text: string) => (out += text, look()));
      stderr!.on("data", (text: string) => (errors += text, look()));
    };
    const { code, stdout } = await run("whileItComputes", { started }, path);
    assert.deepEqual([code, stdout], [0, "a\nb\ntrue\n"]);
    await folder.remove();
  });

  test(`${kind}: a console that a preload has printed by prints in order`, {
    skip: "Deno" in globalThis && "what Deno preloads does not reach workers",
  }, async () => {
    const flags = ["Bun" in globalThis ? "--preload" : "--require", preload];
    const { code, stdout } = await run("byAPreloadsConsole", { flags });
    const lines = stdout.split(/(?<=\n)/);
    const own = lines.filter((line) => !line.startsWith("preload")).join("");
    assert.deepEqual([code, own], [0, linesOf(10, "task", "main")]);
  });

  test(`${kind}: tasks print to nobody and go on`, async () => {
    const started = ({ stdout }: ChildProcess): void => {
      stdout!.once("data", () => stdout!.destroy());
    };
    const { code, stderr } = await run("toNobody", { started });
    assert.deepEqual([code, stderr], [0, "8 8\n"]);
  });
}
