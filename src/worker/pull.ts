/**
 * A worker that takes its tasks from the queue in shared memory, one after another.
 *
 * Tasks run in one turn of the event loop after another, with a turn between when they have filled
 * one for long. Without a task the worker looks out for a moment, then sleeps, at first deeply and
 * not for long, then so that its event loop goes on.
 */

import { sharedTime } from "../core/clock.ts";
import { Atomics, Int32Array, isArray, Math, Promise, then } from "../core/primordials.ts";
import { realm } from "../core/realm.ts";
import { keepResolver, keptResolver } from "../core/resolver.ts";
import { isThenable } from "../core/thenable.ts";
import { Doze } from "../ring/doze.ts";
import { Payload } from "../ring/payload.ts";
import {
  beginLookout,
  beginSleep,
  claim,
  doze,
  endLookout,
  endSleep,
  finish,
  passOn,
} from "../ring/protocol.ts";
import {
  beside,
  field,
  hasError,
  hasValue,
  lookout,
  none,
  slotAt,
  word,
  wordsOf,
} from "../ring/queue_words.ts";
import { Spin } from "../ring/spin.ts";
import { SlotTimes } from "../ring/slot_times.ts";
import { Turns } from "../ring/turns.ts";
import type {
  ChunkOutcome,
  Outcome,
  ProceedMessage,
  PullMessage,
  QueueMessage,
  TaskMessage,
} from "../wire/messages.ts";
import { anyMarked, anyMarkedIn } from "../wire/transfer.ts";

/** What pulling needs of the server. */
export interface TaskRunner {
  /** Whether a function's number is known. */
  isDefined(ref: number): boolean;
  /** Runs a task, to its outcome; at once, if the task is. */
  run(ref: number, args: readonly unknown[], chunk: boolean): Outcome | Promise<Outcome>;
  /** Sends an outcome by message; whatever can't be sent becomes an error. */
  send(outcome: Outcome, chunk: boolean, slot?: number): void;
  /** Asks for what a slot doesn't hold. */
  ask(slot: number): void;
  /** The outcome of a task whose arguments can't be read. */
  refusal(reason: unknown): Outcome;
}

/** The pool's answer to `ask` and to `result`; or the outcome of a task that can't be read. */
export type Answer = TaskMessage | ProceedMessage | { readonly type: "unread"; outcome: Outcome };

/** What a worker does next: the slot it has claimed, `none`, or what the pool sent for one. */
type Next = number | Exclude<Answer, ProceedMessage>;

/** Takes tasks until the worker ends. */
export class Puller {
  readonly #runner: TaskRunner;
  readonly #words: Int32Array;
  readonly #payload: Payload;
  readonly #turns: Turns;
  readonly #spin: Spin;
  readonly #doze: Doze;
  readonly #times: SlotTimes | undefined;
  #owner = 0;
  #closed: Int32Array | undefined;
  #answered: ((next: Next) => void) | undefined;
  #wasIdle = false;

  constructor(runner: TaskRunner, { queue, times }: QueueMessage) {
    this.#runner = runner;
    this.#words = wordsOf(queue);
    this.#payload = new Payload(this.#words);
    this.#turns = new Turns(this.#words);
    this.#spin = new Spin(this.#words);
    this.#doze = new Doze(this.#words);
    this.#times = times && new SlotTimes(times);
  }

  /** Takes tasks, until the worker is closed; touches no slot from then on. */
  run({ owner, closed }: PullMessage): void {
    this.#owner = owner;
    this.#closed = realm.closed = new Int32Array(closed);
    this.#goOn(none);
  }

  /** Takes the pool's answer. */
  answer(answer: Answer): void {
    this.#answered?.(answer.type === "proceed" ? answer.slot : answer);
  }

  #goOn(next: Next): void {
    if (typeof next !== "number") return this.#begin(next);
    if (this.#isClosed()) return passOn(this.#words);
    const slot = next === none ? claim(this.#words, this.#owner) : next;
    if (this.#wasIdle) passOn(this.#words);
    this.#wasIdle = slot === none;
    // What was claimed after the closing is not this worker's to run.
    if (this.#isClosed()) return passOn(this.#words);
    if (slot === none) void then(this.#idle(), () => this.#goOn(none));
    else this.#begin(slot);
  }

  /**
   * Runs what comes next, and goes on behind a promise: what it started in microtasks goes first.
   * The promise is waited for before the task runs: what that leaves behind as its context, by
   * `AsyncLocalStorage.enterWith()`, is no other task's. Not by `await`, which takes the context of
   * the task on Node 22.
   */
  #begin(next: Next): void {
    const ended = new Promise(keepResolver) as Promise<Next | [Promise<Next>]>;
    const end = keptResolver();
    void then(ended, this.#ended);
    const performed = this.#perform(next);
    // Not the promise itself, which would be asked by its `then()`: a task may have replaced that.
    end(isThenable(performed) ? [performed] : performed);
  }

  readonly #ended = (end: Next | [Promise<Next>]): void => {
    if (isArray(end)) return void then(end[0], this.#ended);
    const pause = this.#turns.pause();
    if (pause === undefined) return this.#goOn(end);
    void then(pause, () => {
      this.#turns.turned();
      this.#goOn(end);
    });
  };

  #isClosed(): boolean {
    return Atomics.load(this.#closed!, 0) !== 0;
  }

  /** Runs what comes next; returns what comes then. */
  #perform(next: Next): Next | Promise<Next> {
    if (typeof next === "number") return this.#performSlot(next);
    if (next.type === "unread") return this.#send(next.outcome, false);
    return this.#run(next.slot!, next.ref, next.args, next.chunk);
  }

  #performSlot(slot: number): Next | Promise<Next> {
    const ref = this.#words[slotAt(slot) + field.ref]!;
    const id = Math.abs(ref);
    if (ref === beside || !this.#runner.isDefined(id)) return this.#ask(slot);
    let args: unknown[];
    try {
      args = this.#payload.read(slot);
    } catch (reason) {
      return this.#send(this.#runner.refusal(reason), false, slot);
    }
    return this.#run(slot, id, args, ref < 0);
  }

  #ask(slot: number): Promise<Next> {
    const answer = this.#nextAnswer();
    this.#runner.ask(slot);
    return answer;
  }

  #run(
    slot: number,
    ref: number,
    args: readonly unknown[],
    chunk: boolean,
  ): Next | Promise<Next> {
    this.#times?.begin(slot, this.#owner, sharedTime());
    const outcome = this.#runner.run(ref, args, chunk);
    if (!isThenable(outcome)) return this.#end(slot, outcome, chunk);
    return this.#endOnceSettled(slot, outcome, chunk);
  }

  async #endOnceSettled(
    slot: number,
    outcome: PromiseLike<Outcome>,
    chunk: boolean,
  ): Promise<Next> {
    return await this.#end(slot, await outcome, chunk);
  }

  #end(slot: number, outcome: Outcome, chunk: boolean): Next | Promise<Next> {
    if (this.#isClosed()) return none;
    this.#times?.end(slot, sharedTime());
    if (!this.#write(slot, outcome, chunk)) return this.#send(outcome, chunk, slot);
    finish(this.#words, slot);
    return none;
  }

  /** Writes an outcome into its slot, if it can be written there. */
  #write(slot: number, outcome: Outcome, chunk: boolean): boolean {
    if (outcome.ok && isMoved(outcome.value, chunk)) return false;
    const values = [outcome.ok ? outcome.value : outcome.error];
    if (this.#payload.write(slot, values) !== "written") return false;
    this.#words[slotAt(slot) + field.ref] = outcome.ok ? hasValue : hasError;
    return true;
  }

  #send(outcome: Outcome, chunk: boolean, slot?: number): Promise<Next> {
    const answer = this.#nextAnswer();
    this.#runner.send(outcome, chunk, slot);
    return answer;
  }

  #nextAnswer(): Promise<Next> {
    return new Promise((resolve) => (this.#answered = resolve));
  }

  async #idle(): Promise<void> {
    const words = this.#words;
    const tail = Atomics.load(words, word.tail);
    if (Atomics.load(words, word.head) !== tail) return;
    if (beginLookout(words)) {
      const found = this.#looksOut(tail);
      endLookout(words);
      if (found) return;
    }
    beginSleep(words);
    await this.#sleep(tail);
    endSleep(words);
  }

  /** Sleeps until it is woken; the event loop goes on. */
  async #sleep(tail: number): Promise<void> {
    const { async, value } = Atomics.waitAsync(this.#words, word.tail, tail);
    if (!async) return;
    await value;
    this.#turns.turned();
  }

  /** Whether a task comes in a moment. One worker at a time looks out: others may need the cores. */
  #looksOut(tail: number): boolean {
    if (this.#spin.sees(word.tail, tail)) return true;
    if (!this.#doze.isDue()) return false;
    return !doze(this.#words, tail) || this.#doze.isEnded(word.lookout, lookout.dozing);
  }
}

/** Whether buffers are to be moved with it. */
function isMoved(value: unknown, chunk: boolean): boolean {
  return chunk ? anyMarkedIn([(value as ChunkOutcome).values]) : anyMarked([value]);
}
