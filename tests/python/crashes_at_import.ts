/** A module of tasks that kills the process that imports it. */

import process from "node:process";

export function identity<T>(value: T): T {
  return value;
}

process.kill(process.pid, "SIGKILL");
for (;;);
