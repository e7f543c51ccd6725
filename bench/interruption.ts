/** Ctrl-C and its like, as a promise of the exit code they ask for. */

import process from "node:process";

/** By convention 128 and the signal's number. */
const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

type Signal = keyof typeof codes;

/** Windows has Ctrl-C only. */
const signals: readonly Signal[] = process.platform === "win32"
  ? ["SIGINT"]
  : ["SIGINT", "SIGTERM", "SIGHUP"];

/** From its construction to `stop()`, signals no longer end the program but resolve `code`. */
export class Interruption {
  /** The exit code; never resolves if no signal comes. */
  readonly code: Promise<number>;
  readonly #listener: (signal: Signal) => void;
  #hasCome = false;

  constructor() {
    const { promise, resolve } = Promise.withResolvers<number>();
    this.code = promise;
    this.#listener = (signal) => {
      this.#hasCome = true;
      resolve(codes[signal]);
    };
    for (const signal of signals) process.on(signal, this.#listener);
  }

  /** Whether a signal has come. */
  get hasCome(): boolean {
    return this.#hasCome;
  }

  /** Leaves signals to the runtime again. */
  stop(): void {
    for (const signal of signals) process.off(signal, this.#listener);
  }
}
