/** Tasks for the ports of CPython's tests of the core; workers import this module. */

import { connect } from "node:net";
import process from "node:process";
import { TimeoutError } from "../../src/core/errors.ts";
import { allowThreads } from "../../src/gil/scope.ts";
import { failToInitialize, hold } from "../fixtures/tasks.ts";

let status = "uninitialized";

export function add(x: number, y: number): number {
  return x + y;
}

export function mul(x: number, y: number): number {
  return x * y;
}

/** JavaScript's keyword arguments: an object, taken apart. */
export function mulNamed(x: number, { y }: { readonly y: number }): number {
  return x * y;
}

export function capture(...args: unknown[]): unknown[] {
  return args;
}

/** Python's `divmod()`: `RangeError` for a divisor of zero, as bigints have it. */
export function divmod(dividend: bigint, divisor: bigint): [bigint, bigint] {
  return [dividend / divisor, dividend % divisor];
}

export function timeoutOnOne(x: number): number {
  if (x === 1) throw new TimeoutError("one is late");
  return x;
}

export function makeDummyObject(number: number): { readonly number: number } {
  return { number };
}

/** Waits at a gate, then throws. */
export async function holdAndRaise(port: number): Promise<never> {
  await hold(port, undefined);
  throw new RangeError("this is an exception");
}

/** Waits for an event that all the tasks share; without the lock, if there is one. */
export function waitForEvent(event: Int32Array<SharedArrayBuffer>): void {
  allowThreads(() => Atomics.wait(event, 0, 0));
}

export function init(value: string): void {
  status = value;
}

/** Waits at a gate, which has each worker take one, then tells what `init()` left. */
export async function holdAndTellStatus(port: number): Promise<string> {
  await hold(port, undefined);
  return status;
}

export function getInitStatus(): string {
  return status;
}

/** Waits at a gate, then fails. */
export async function holdAndFail(port: number): Promise<never> {
  await hold(port, undefined);
  failToInitialize();
}

/** Answers a roll call (see fixtures/roll_call.ts) and stays in it as long as this worker lives; fails. */
export async function answerAndFail(port: number): Promise<never> {
  await new Promise<void>((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(`${process.pid}\n`));
    socket.once("data", () => resolve());
    socket.on("error", reject);
  });
  failToInitialize();
}
