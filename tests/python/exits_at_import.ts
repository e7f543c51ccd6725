/** A module of tasks that ends the worker that imports it. */

import process from "node:process";

export function identity<T>(value: T): T {
  return value;
}

process.exit(3);
