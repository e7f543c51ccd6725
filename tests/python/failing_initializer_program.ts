/**
 * A program whose pool breaks while it starts, and which does nothing about it: it shuts nothing
 * down and ends by itself if nothing keeps it alive. The pool is of `threads` or `processes`.
 */

import process from "node:process";
import { processes, tasks, threads } from "../fixtures/kinds.ts";
import { core } from "./core.ts";

const kind = process.argv[2] === "threads" ? threads : processes;
const executor = kind.create({ maxWorkers: 2, initializer: tasks.failToInitialize });
const futures = [1, 2, 3].map(() => executor.submit(core.getInitStatus));
const errors = await Promise.all(futures.map((future) => future.exception()));
console.log(errors.filter((error) => error instanceof kind.Broken).length, "broken");
