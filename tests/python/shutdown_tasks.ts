/** Tasks for the ports of CPython's tests of shutdown; workers import this module. */

import { hold } from "../fixtures/tasks.ts";

/** Waits at a gate, then prints. */
export async function holdAndPrint(port: number, text: string): Promise<void> {
  await hold(port, undefined);
  console.log(text);
}

export function fail(): never {
  throw new RangeError("failing task");
}
