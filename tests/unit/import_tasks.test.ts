/** The object that stands for a module that is not imported here. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { importTasks } from "../../src/wire/import_tasks.ts";
import { taskRefOf } from "../../src/wire/task_ref.ts";

interface Module {
  resize(width: number): number;
  then(): void;
  readonly version: string;
}

test("importTasks() gives the same function for a name each time", () => {
  const tasks = importTasks<Module>("test:tasks");
  const { resize } = tasks;
  assert.equal(tasks.resize, resize);
  assert.equal(resize.name, "resize");
  assert.equal(typeof resize, "function");
  assert.equal(taskRefOf(tasks.resize), taskRefOf(resize));
});

test("importTasks() takes a URL, and what has an address as one has", () => {
  const href = "file:///tasks.ts";
  const [byText, byUrl, byAddress] = [href, new URL(href), { href }].map((module) => {
    return taskRefOf(importTasks<Module>(module).resize).reference;
  });
  assert.deepEqual(byUrl, byText);
  assert.deepEqual(byAddress, byText);
});

test("a task that is called here throws, and says what to do", () => {
  const { resize } = importTasks<Module>("test:tasks");
  assert.throws(() => resize(5), {
    name: "TypeError",
    message: "Cannot call resize() here: it is a task of test:tasks; " +
      "write executor.submit(tasks.resize, …)",
  });
});

test("the tasks of a module may be awaited and shown: they are no promise and no array", async () => {
  const tasks = importTasks<Module>("test:tasks");
  assert.equal(tasks.then, undefined);
  assert.equal(await (tasks as unknown), tasks);
  assert.equal((tasks as { [Symbol.iterator]?: unknown })[Symbol.iterator], undefined);
  assert.equal((tasks as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag], undefined);
  assert.equal(typeof inspect(tasks), "string");
});

test("importTasks() takes absolute URLs, as text or object, and specifiers", () => {
  for (
    const [module, expected] of [
      ["file:///home/tasks.ts", "file:///home/tasks.ts"],
      [new URL("https://example.com/a/../tasks.ts"), "https://example.com/tasks.ts"],
      ["node:zlib", "node:zlib"],
      ["some-package/tasks", "some-package/tasks"],
    ] as const
  ) {
    const { reference } = taskRefOf(importTasks<Module>(module).resize);
    assert.deepEqual(reference, { kind: "export", module: expected, name: "resize" });
  }
});

test("importTasks() refuses a relative specifier, and says what to do", () => {
  for (const module of ["./tasks.ts", "../tasks.ts", "/tasks.ts", ""]) {
    assert.throws(() => importTasks(module), {
      name: "TypeError",
      message:
        `Cannot import tasks: "${module}" is relative, and a worker does not know to what; ` +
        `write importTasks(import.meta.resolve("${module}"))`,
    });
  }
});
