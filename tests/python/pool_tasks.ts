/** Tasks for the ports of CPython's tests of the pools; workers import this module. */

import { connect, type Socket } from "node:net";
import process from "node:process";
import * as workerThreads from "node:worker_threads";
import { hold } from "../fixtures/tasks.ts";
import { stillReferred } from "./collected.ts";

const interpreter = crypto.randomUUID();
let remembered: WeakRef<object> | undefined;

/** Answers a roll call (see fixtures/roll_call.ts) and stays in it as long as this worker lives. */
export function answer(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(`${process.pid}\n`));
    socket.once("data", () => resolve());
    socket.on("error", reject);
  });
}

export function raiseError(): never {
  throw new RangeError("123"); // some comment
}

/** Keeps no more than a weak reference to its argument. */
export function remember(object: object): void {
  remembered = new WeakRef(object);
}

/** How many of the arguments of `remember()` are still referred to here. */
export function stillRemembered(): Promise<number> {
  return stillReferred(remembered!);
}

/** Waits at one gate, then arrives at the other. */
export async function holdAndArrive(port: number, next: number): Promise<void> {
  await hold(port, undefined);
  await hold(next, undefined);
}

export async function holdAndExit(port: number, code: number): Promise<never> {
  await hold(port, undefined);
  process.exit(code);
}

export function killMyselfWith(_data: string): void {
  process.kill(process.pid, "SIGKILL");
  for (;;);
}

export function exitWith(_data: string, code: number): never {
  process.exit(code);
}

/** A result that does something while it is encoded: a getter is what runs then. */
function whenEncoded<T>(act: () => T): { readonly value: T } {
  return {
    get value() {
      return act();
    },
  };
}

export function returnCrashAtEncoding(): { readonly value: never } {
  return whenEncoded(() => {
    process.kill(process.pid, "SIGKILL");
    for (;;);
  });
}

export function returnExitAtEncoding(code: number): { readonly value: never } {
  return whenEncoded(() => process.exit(code));
}

export function returnErrorAtEncoding(): { readonly value: never } {
  return whenEncoded(() => {
    throw new RangeError("error at encoding");
  });
}

/** What one side of a border may be able to send and the other can't receive. */
export function wasmModule(): WebAssembly.Module {
  return new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
}

/** An error whose class runs code wherever one is made. */
export class ExitAtDecoding extends Error {
  override name = "ExitAtDecoding";
  limit = 5;
}

export function throwExitAtDecoding(): never {
  throw new ExitAtDecoding("thrown");
}

export function getCurrentName(): string {
  return import.meta.url;
}

/** Tells one worker from another, and from the main side, by what each has of this module. */
export function getCurrentInterpreter<T extends unknown[]>(...extra: T): [string, ...T] {
  return [interpreter, ...extra];
}

/** What the runtime calls this thread; empty where it doesn't tell. */
export function getThreadName(): string {
  const { name } = globalThis as { readonly name?: string };
  if ("WorkerGlobalScope" in globalThis) return name ?? "";
  return (workerThreads as { readonly threadName?: string }).threadName ?? "";
}

/** Arrives at a gate, then blocks this thread until there is a permit, which it takes. */
export async function arriveAndBlock(
  id: number,
  port: number,
  permits: Int32Array<SharedArrayBuffer>,
): Promise<number> {
  const socket = await new Promise<Socket>((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket));
    socket.on("error", reject);
  });
  takePermit(permits);
  socket.destroy();
  return id;
}

function takePermit(permits: Int32Array<SharedArrayBuffer>): void {
  for (;;) {
    const left = Atomics.load(permits, 0);
    if (left === 0) Atomics.wait(permits, 0, 0);
    else if (Atomics.compareExchange(permits, 0, left, left - 1) === left) return;
  }
}

/** Tells one worker from another, threads and processes alike. */
export function whereAmI(): string {
  return `${process.pid}/${workerThreads.threadId}`;
}
