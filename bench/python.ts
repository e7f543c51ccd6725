/**
 * A Python program beside this one, for rows by CPython: questions and answers, a line of JSON each.
 *
 * The program says hello with its version, then answers question after question. It ends with our
 * side of the pipe, however we end, and takes its own children along. Must not know what is asked.
 */

import { type ChildProcessByStdio, spawn } from "node:child_process";
import process from "node:process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { UsageError } from "./flags.ts";
import type { Resource } from "./open_resources.ts";

/** The first line. */
interface Hello {
  readonly version: string;
}

/** Milliseconds to die in good order. */
const patience = 300;

/** The program. */
export class Python implements Resource {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #lines: AsyncIterator<string>;
  readonly #ended: Promise<string>;
  #complaint = "";

  /**
   * @param program its file
   * @param args its arguments
   */
  constructor(program: URL, args: readonly string[]) {
    const child = spawn("python3", [fileURLToPath(program), ...args], { stdio: "pipe" });
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    this.#ended = new Promise((resolve) => {
      child.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      child.on("close", (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    child.stdin.on("error", () => {});
    child.stderr.on("data", (chunk) => this.#complaint += chunk);
  }

  /**
   * Waits for its first line.
   *
   * @returns its version
   * @throws {UsageError} if there is no python3
   */
  async hello(): Promise<string> {
    const { version } = await this.#answer<Hello>();
    return version;
  }

  /** Asks and waits for the answer; one question at a time. */
  ask<T>(question: object): Promise<T> {
    this.#child.stdin.write(`${JSON.stringify(question)}\n`);
    return this.#answer();
  }

  /** Lets it end by itself. */
  async close(): Promise<void> {
    this.#child.stdin.end("null\n");
    await this.#ended;
  }

  /**
   * The end of its input, unannounced, makes it kill its children and itself. But in a long call
   * of C code its GIL keeps it from seeing that.
   */
  async kill(): Promise<void> {
    this.#child.stdin.destroy();
    const hasEnded = await Promise.race([this.#ended, pause(patience)]);
    if (hasEnded === undefined) this.#killGroup();
    await this.#ended;
  }

  async #answer<T>(): Promise<T> {
    const line = await Promise.race([this.#lines.next(), this.#ended]);
    if (typeof line !== "string" && !line.done) return JSON.parse(line.value) as T;
    const reason = await this.#ended;
    if (reason === "ENOENT") {
      throw new UsageError("Cannot run --python: python3 is not on the PATH");
    }
    const complaint = this.#complaint.trimEnd().split("\n").at(-1);
    throw new Error(`Cannot go on: python3 has ended: ${complaint || reason}`);
  }

  /** Before it has a group of its own it has no children either. */
  #killGroup(): void {
    try {
      process.kill(-this.#child.pid!, "SIGKILL");
    } catch {
      this.#child.kill("SIGKILL");
    }
  }
}
