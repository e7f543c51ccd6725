/**
 * A child by Bun's own means. `node:child_process` tells there of a child's end by
 * `process.nextTick()`: where a fake clock has replaced that, nobody would learn of it.
 */

import { resolved, then } from "../core/primordials.ts";
import type { Child, ChildEvents, ChildOptions } from "./child.ts";

interface Subprocess {
  readonly pid: number;
  send(message: unknown): void;
  disconnect(): void;
  kill(signal: string): void;
  ref(): void;
  unref(): void;
}

interface SubprocessOptions extends ChildOptions {
  readonly cmd: readonly string[];
  ipc(message: unknown): void;
  onDisconnect(): void;
  onExit(child: unknown, code: number | null, signal: string | null): void;
}

interface BunLike {
  spawn(options: SubprocessOptions): Subprocess;
}

/** One listener hears an event; there are no more. */
export class BunChild implements Child {
  readonly pid?: number;
  killed = false;
  readonly #child: Subprocess | undefined;
  readonly #heard: Partial<ChildEvents> = {};
  #isConnected = true;
  #end: Parameters<ChildEvents["close"]> | undefined;

  /** One that can't be started has no pid, and tells its error later. */
  constructor(command: string, args: readonly string[], options: ChildOptions) {
    const { spawn } = (globalThis as unknown as { Bun: BunLike }).Bun;
    const [stdin, stdout, stderr] = options.stdio;
    try {
      this.#child = spawn({
        ...options,
        cmd: [command, ...args],
        // The channel is not named by Bun.
        stdio: [stdin!, stdout!, stderr!],
        ipc: (message) => this.#heard.message?.(message),
        onDisconnect: () => {
          this.#isConnected = false;
          this.#close();
        },
        onExit: (_child, code, signal) => {
          this.#end = [code, signal];
          this.#close();
        },
      });
      this.pid = this.#child.pid;
    } catch (error) {
      this.#isConnected = false;
      void then(resolved(), () => this.#heard.error?.(error));
    }
  }

  get connected(): boolean {
    return this.#isConnected;
  }

  /** After both its child has said everything, whichever comes first. */
  #close(): void {
    if (!this.#isConnected && this.#end) this.#heard.close?.(...this.#end);
  }

  on<E extends keyof ChildEvents>(event: E, listener: ChildEvents[E]): void {
    this.#heard[event] = listener;
  }

  send(message: unknown): void {
    try {
      this.#child?.send(message);
    } catch {
      // It has ended: that word is on its way.
    }
  }

  disconnect(): void {
    this.#child?.disconnect();
  }

  kill(signal: string): void {
    this.#child?.kill(signal);
  }

  ref(): void {
    this.#child?.ref();
  }

  unref(): void {
    this.#child?.unref();
  }
}
