/**
 * What a pool's futures have to tell, derived from outside: from what was asked of the pool and
 * what its workers were sent, and from nothing else.
 *
 * A task is pending until it was sent to a worker, and running until that worker has answered or
 * is gone. Must not know how a pool chooses workers or keeps its books.
 */

import assert from "node:assert/strict";
import type { Future, FutureState } from "../../mod.ts";
import type { FakeWorker } from "../fixtures/fake_worker.ts";

/** How a task ends; it is lost if its worker or the whole pool is. */
export type End = "returned" | "threw" | "lost" | "cancelled";

/** A task that was submitted. Its number is its argument. */
export interface ModelTask {
  readonly number: number;
  readonly future: Future;
  end: End | undefined;
  /** How it ends by what is happening right now, unless it has by now. */
  ending: End | undefined;
  /** The state it was last seen in. */
  seen: FutureState;
}

/** A worker that was started, and how far it has come. */
export interface ModelWorker {
  readonly fake: FakeWorker;
  stage: "started" | "online" | "ready" | "gone";
  /** How many of its tasks it has answered. */
  answered: number;
}

/** What may follow each state. */
const successors: Readonly<Record<FutureState, readonly FutureState[]>> = {
  PENDING: ["RUNNING", "CANCELLED", "FINISHED"],
  RUNNING: ["FINISHED"],
  CANCELLED: [],
  FINISHED: [],
};

export class PoolModel {
  readonly tasks: ModelTask[] = [];
  readonly workers: ModelWorker[] = [];
  broken = false;
  shutdown = false;
  terminated = false;

  addTask(future: Future): ModelTask {
    const task: ModelTask = {
      number: this.tasks.length,
      future,
      end: undefined,
      ending: undefined,
      seen: "PENDING",
    };
    this.tasks.push(task);
    return task;
  }

  /** Takes in the workers that were started; their list only grows. */
  noticeWorkers(fakes: readonly FakeWorker[]): void {
    for (const fake of fakes.slice(this.workers.length)) {
      this.workers.push({ fake, stage: "started", answered: 0 });
    }
  }

  /** The tasks that have not ended. */
  get open(): ModelTask[] {
    return this.tasks.filter(({ end }) => end === undefined);
  }

  get pending(): ModelTask[] {
    return this.open.filter((task) => !this.wasSent(task));
  }

  get alive(): ModelWorker[] {
    return this.workers.filter(({ stage }) => stage !== "gone");
  }

  wasSent(task: ModelTask): boolean {
    return this.workers.some(({ fake }) => fake.tasks.some(({ args }) => args[0] === task.number));
  }

  /** What a worker has still to answer. */
  unanswered({ fake, answered }: ModelWorker): ModelTask[] {
    return fake.tasks.slice(answered).map(({ args }) => this.tasks[args[0] as number]!);
  }

  /** Whether a worker's end is no surprise. */
  isAskedToEnd({ fake: { log } }: ModelWorker): boolean {
    return this.broken || this.terminated || log.includes("exit") || log.includes("terminate");
  }

  /** What a task's `cancel()` has to return; the task is cancelled if it can be. */
  cancel(task: ModelTask): boolean {
    if (this.#stateOf(task) === "PENDING" && task.ending !== "lost") task.end = "cancelled";
    return task.end === "cancelled";
  }

  /** Has tasks end one by one: callbacks that are called meanwhile see some before their end. */
  during(happening: () => void, tasks: readonly ModelTask[], end: End): void {
    for (const task of tasks) task.ending = end;
    happening();
    for (const task of tasks) {
      task.end ??= end;
      task.ending = undefined;
    }
  }

  /** Fails unless all futures tell what they may tell at this moment. */
  see(): void {
    for (const task of this.tasks) this.#see(task);
  }

  #see(task: ModelTask): void {
    const { number, future, ending, seen } = task;
    const { state } = future;
    if (ending && state === stateAfter(ending)) task.end ??= ending;
    assert.equal(state, this.#stateOf(task), `state of task ${number}`);
    if (state !== seen) assert.ok(successors[seen].includes(state), `${seen} to ${state}`);
    task.seen = state;
    assert.equal(future.cancelled(), state === "CANCELLED");
    assert.equal(future.running(), state === "RUNNING");
    assert.equal(future.done(), state === "CANCELLED" || state === "FINISHED");
  }

  #stateOf(task: ModelTask): FutureState {
    if (task.end) return stateAfter(task.end);
    return this.wasSent(task) ? "RUNNING" : "PENDING";
  }
}

function stateAfter(end: End): FutureState {
  return end === "cancelled" ? "CANCELLED" : "FINISHED";
}
