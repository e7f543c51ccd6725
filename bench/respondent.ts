/**
 * A program beside this one that is asked: questions and answers, a line of JSON each.
 *
 * It says hello, then answers question after question. It ends with our side of the pipe, however we
 * end, and takes its own children along. Must not know what is asked.
 */

import { type ChildProcessByStdio, spawn } from "node:child_process";
import process from "node:process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import type { Resource } from "./open_resources.ts";

/** What to start. */
export interface Launch {
  /** What messages call it. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Environment variables on top of ours. */
  readonly env?: Readonly<Record<string, string>>;
}

/** It has ended where an answer was expected. */
export class HasEnded extends Error {
  override readonly name: string = "HasEnded";
  /** An exit code, a signal, or the system's code where it couldn't be started. */
  readonly reason: string;

  constructor(name: string, reason: string, complaint: string | undefined) {
    super(`Cannot go on: ${name} has ended: ${complaint || reason}`);
    this.reason = reason;
  }
}

/** Milliseconds to die in good order. */
const patience = 300;

/** The program. */
export class Respondent implements Resource {
  readonly #name: string;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #lines: AsyncIterator<string>;
  readonly #ended: Promise<string>;
  #complaint = "";

  constructor({ name, command, args, env }: Launch) {
    const child = spawn(command, args, { stdio: "pipe", env: { ...process.env, ...env } });
    this.#name = name;
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
   * @throws {HasEnded} if it ends before, or never began
   */
  hello<T>(): Promise<T> {
    return this.#answer();
  }

  /**
   * Asks and waits for the answer; one question at a time.
   *
   * @throws {HasEnded} if it ends before
   */
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
   * The end of its input, unannounced, makes it kill its children and itself. But in a long call of
   * native code it can't see that.
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
    throw new HasEnded(this.#name, reason, this.#complaint.trimEnd().split("\n").at(-1));
  }

  /** One that leads no group of its own, or not yet, has no children that outlive it. */
  #killGroup(): void {
    try {
      process.kill(-this.#child.pid!, "SIGKILL");
    } catch {
      this.#child.kill("SIGKILL");
    }
  }
}
