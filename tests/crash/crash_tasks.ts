/**
 * The initializer of the crash matrix, and what its tasks do to their workers.
 *
 * Must not import anything of the project: a worker loads this before its first task, and there
 * are many workers.
 */

import { connect, type Socket } from "node:net";
import process from "node:process";
import type { Order } from "./attendance.ts";

/** Signs in (see attendance.ts) and does what it is told; the connection lives as the worker. */
export async function signIn(port: number): Promise<void> {
  const socket = await call(port);
  socket.write(String(process.pid));
  const order = await new Promise<Order>((resolve) =>
    socket.once("data", (text) => resolve(String(text) as Order))
  );
  obey(order);
}

function obey(order: Order): void {
  switch (order) {
    case "serve":
      return;
    case "throw":
      throw new RangeError("error in initializer");
    case "exit":
      return exit(3);
    case "kill":
      return killMyself("SIGKILL");
    default:
      order satisfies never;
  }
}

/** Waits at a gate (see fixtures/gate.ts), then returns `value`. */
export async function hold<T>(port: number, value: T): Promise<T> {
  const socket = await call(port);
  await new Promise<void>((resolve) => socket.once("data", () => resolve()));
  socket.end();
  return value;
}

/** Arrives at a gate, then loops without end, or until it is told to stop in shared memory. */
export async function arriveAndLoop(port: number, stop?: Int32Array): Promise<void> {
  await call(port);
  while (!stop || Atomics.load(stop, 0) === 0);
}

function call(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket));
    socket.on("error", reject);
  });
}

export function identity<T>(value: T): T {
  return value;
}

export function exit(code: number): never {
  process.exit(code);
}

export function killMyself(signal: NodeJS.Signals): never {
  process.kill(process.pid, signal);
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

/** Sends what is no message on this process's own channel, and never ends by itself. */
export function sendRubbish(): Promise<never> {
  process.send!(new Uint8Array([1, 2, 3]));
  return new Promise(() => {});
}

/** Takes memory until there is none. */
export function fillMemory(): never {
  const pieces: unknown[] = [];
  for (;;) pieces.push(Array.from({ length: 10_000 }, (_, n) => ({ n })));
}
