/**
 * What a pool may and must do, told from outside: from what was asked of it and what its workers
 * were sent, and from nothing else.
 *
 * A task is pending until it was sent to a worker and running until that answers or is gone. Must
 * not know how a pool chooses workers or keeps its books.
 */

import assert from "node:assert/strict";
import type { FutureState } from "../../mod.ts";
import type { FakeWorker } from "../fixtures/fake_worker.ts";

/** How a task has ended. */
export interface End {
  readonly state: "FINISHED" | "CANCELLED";
  readonly failed: boolean;
}

export const cancelled: End = { state: "CANCELLED", failed: false };
export const failed: End = { state: "FINISHED", failed: true };

/** What may follow each state. */
const successors: Readonly<Record<FutureState, readonly FutureState[]>> = {
  PENDING: ["RUNNING", "CANCELLED", "FINISHED"],
  RUNNING: ["FINISHED"],
  CANCELLED: [],
  FINISHED: [],
};

/** A worker, as far as it has come. */
export interface ModelWorker {
  readonly fake: FakeWorker;
  stage: "started" | "online" | "ready" | "gone";
  /** How many of its tasks it has answered. */
  answered: number;
}

/** The facts about a pool, and what follows from them. */
export class PoolModel {
  readonly workers: ModelWorker[] = [];
  broken = false;
  shutdown = false;
  terminated = false;
  /** How each task ended, by its number. */
  readonly #ends = new Map<number, End>();
  /** The same of tasks that are ended, one by one, by what happens now. */
  #ending = new Map<number, End>();
  /** The last state that each task was seen in; its length is the number of tasks. */
  readonly #seen: FutureState[] = [];

  /** Takes in the workers that were started; their list only grows. */
  notice(fakes: readonly FakeWorker[]): void {
    for (const fake of fakes.slice(this.workers.length)) {
      this.workers.push({ fake, stage: "started", answered: 0 });
    }
  }

  /** A task was submitted; returns its number. */
  add(): number {
    return this.#seen.push("PENDING") - 1;
  }

  get tasks(): number[] {
    return this.#seen.map((_, task) => task);
  }

  get open(): number[] {
    return this.tasks.filter((task) => !this.#ends.has(task));
  }

  get pending(): number[] {
    return this.open.filter((task) => !this.workerOf(task));
  }

  get alive(): ModelWorker[] {
    return this.workers.filter(({ stage }) => stage !== "gone");
  }

  /** The worker a task was sent to. */
  workerOf(task: number): ModelWorker | undefined {
    return this.workers.find(({ fake }) => fake.tasks.some(({ args }) => args[0] === task));
  }

  /** What a worker has to answer; more than one is more than it may be sent. */
  unanswered({ fake, answered }: ModelWorker): number[] {
    return fake.tasks.slice(answered).map(({ args }) => args[0] as number);
  }

  endOf(task: number): End | undefined {
    return this.#ends.get(task);
  }

  end(task: number, end: End): void {
    if (!this.#ends.has(task)) this.#ends.set(task, end);
  }

  /** Tasks end by what `happening` sets off: until it is over, each has ended or not yet. */
  ending(tasks: readonly number[], end: End, happening: () => void): void {
    this.#ending = new Map(tasks.map((task) => [task, end]));
    happening();
    for (const task of tasks) this.end(task, end);
    this.#ending = new Map();
  }

  /** What `cancel()` has to return; the task is cancelled if it can be. */
  cancel(task: number): boolean {
    const state = this.#stateOf(task);
    if (state === "PENDING" && this.#ending.get(task)?.state !== "FINISHED") {
      this.end(task, cancelled);
    }
    return this.endOf(task)?.state === "CANCELLED";
  }

  /** Fails unless a task may be seen in this state now. */
  see(task: number, state: FutureState): void {
    const ending = this.#ending.get(task);
    const expected = this.#stateOf(task);
    if (state !== ending?.state) assert.equal(state, expected, `state of task ${task}`);
    else this.end(task, ending);
    const before = this.#seen[task]!;
    if (state !== before) assert.ok(successors[before].includes(state), `${before} to ${state}`);
    this.#seen[task] = state;
  }

  /** Fails unless everybody is where they should be, nothing being under way. */
  check(maxWorkers: number, quota: number): void {
    const { pending, alive } = this;
    assert.ok(alive.length <= maxWorkers, "too many workers");
    for (const worker of this.workers) this.#checkWorker(worker, quota);
    if (pending.length === 0) return;
    const later = this.tasks.filter((task) => task > pending[0]! && this.workerOf(task));
    assert.deepEqual(later, [], `overtook task ${pending[0]}`);
    const idle = alive.filter((worker) => worker.stage === "ready" && this.#isIdle(worker));
    assert.equal(idle.length, 0, "a worker is idle while tasks wait");
    const starting = alive.filter(({ stage }) => stage === "started" || stage === "online");
    const enough = alive.length === maxWorkers || starting.length >= pending.length;
    assert.ok(enough, "too few workers");
  }

  #checkWorker(worker: ModelWorker, quota: number): void {
    const { log, tasks } = worker.fake;
    assert.ok(this.unanswered(worker).length <= 1, "a worker was sent two tasks at a time");
    assert.ok(tasks.length <= quota, "a worker was sent more than its quota");
    const last = log.findIndex((what) => what === "exit" || what === "terminate");
    if (last >= 0) assert.ok(!log.slice(last).includes("task"), "a task was sent after the end");
    if (worker.stage === "started") assert.equal(tasks.length, 0, "a task was sent too early");
  }

  #isIdle(worker: ModelWorker): boolean {
    return this.unanswered(worker).length === 0 && !this.isAskedToEnd(worker);
  }

  /** Whether a worker's end is no surprise. */
  isAskedToEnd({ fake: { log } }: ModelWorker): boolean {
    return this.broken || this.terminated || log.includes("exit") || log.includes("terminate");
  }

  #stateOf(task: number): FutureState {
    return this.endOf(task)?.state ?? (this.workerOf(task) ? "RUNNING" : "PENDING");
  }
}
