/**
 * The initializer of the crash matrix, and what its tasks do to their workers.
 *
 * Each function is submitted as it is and so must be self-contained: a worker that loads a module
 * takes its time, most of all where that is TypeScript, and there are many workers.
 */

import type { Socket } from "node:net";

/** What a worker does once it has answered the roll call: serve, or end in its initializer. */
export type Order = "serve" | "throw" | "exit" | "kill";

/** Answers the roll call (see fixtures/roll_call.ts) and does what it is told. */
export async function answer(port: number): Promise<void> {
  const { process } = globalThis;
  const { connect } = process.getBuiltinModule("node:net");
  const order = await new Promise<Order>((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(String(process.pid)));
    socket.once("data", (text) => resolve(String(text) as Order));
    socket.on("error", reject);
  });
  if (order === "throw") throw new RangeError("error in initializer");
  if (order === "exit") process.exit(3);
  if (order === "kill") process.kill(process.pid, "SIGKILL");
  // A signal may take its time.
  while (order === "kill");
}

/** Waits at a gate (see fixtures/gate.ts), then returns `value`. */
export async function hold<T>(port: number, value: T): Promise<T> {
  const { connect } = globalThis.process.getBuiltinModule("node:net");
  const socket = await new Promise<Socket>((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("data", () => resolve(socket));
    socket.on("error", reject);
  });
  socket.end();
  return value;
}

/** Arrives at a gate, then loops without end, or until it is told to stop in shared memory. */
export function arriveAndLoop(port: number, stop?: Int32Array): Promise<void> {
  const { connect } = globalThis.process.getBuiltinModule("node:net");
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => {
      while (!stop || Atomics.load(stop, 0) === 0);
      resolve();
    });
    socket.on("error", reject);
  });
}

export function identity<T>(value: T): T {
  return value;
}

export function exit(code: number): never {
  globalThis.process.exit(code);
}

export function killMyself(signal: NodeJS.Signals): never {
  globalThis.process.kill(globalThis.process.pid, signal);
  for (;;);
}

/** Has a timer throw, and never ends by itself. */
export function throwFromTimer(message: string): Promise<never> {
  setTimeout(() => {
    throw new RangeError(message);
  });
  return new Promise(() => {});
}

/** Leaves a rejection that nobody handles, and never ends by itself. */
export function rejectUnheard(message: string): Promise<never> {
  void Promise.reject(new RangeError(message));
  return new Promise(() => {});
}

export function returnFunction(): () => void {
  return () => {};
}

/** An object in an object, and so on. */
export interface Nest {
  readonly inner?: Nest;
}

/** A value that takes much stack to send, and more to receive. */
export function nest(depth: number): Nest {
  let value: Nest = {};
  for (let level = 1; level < depth; level++) value = { inner: value };
  return value;
}

/** Takes memory until there is none. */
export function fillMemory(): never {
  const pieces: unknown[] = [];
  for (;;) pieces.push(Array.from({ length: 10_000 }, (_, n) => ({ n })));
}
