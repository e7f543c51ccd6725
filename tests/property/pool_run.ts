/**
 * Runs a script against a real pool over fake workers, and a model beside it: whatever the pool's
 * futures tell, at any moment, has to be what the model says.
 */

import assert from "node:assert/strict";
import { setImmediate } from "node:timers";
import { ExecutorShutdownError, type ShutdownOptions } from "../../mod.ts";
import { BrokenThreadPool } from "../../src/core/errors.ts";
import { FakePool } from "../fixtures/fake_pool.ts";
import { type ModelTask, type ModelWorker, PoolModel } from "./pool_model.ts";
import { type Check, checkOutcome, observeCompletions, observeWait } from "./pool_observers.ts";
import { checkRules } from "./pool_rules.ts";
import type { Reaction, Script, Step } from "./pool_script.ts";

/** More rounds than any pool needs to come to its end. */
const maxRounds = 200;

export class PoolRun {
  readonly #script: Script;
  readonly #fake: FakePool;
  readonly #model = new PoolModel();
  /** The tasks in the order in which they were done, as their first callbacks tell. */
  readonly #completed: ModelTask[] = [];
  /** The callbacks of each task: how many were added, and which were called. */
  readonly #callbacks = new Map<ModelTask, { added: number; called: number[] }>();
  readonly #observers: Check[] = [];
  /** What callbacks have thrown: a future would only report it. */
  readonly #failures: unknown[] = [];
  /** How many calls of `shutdown()` and the like wait. */
  #shutdowns = 0;

  constructor(script: Script) {
    this.#script = script;
    this.#fake = new FakePool(script.options);
  }

  /** Runs the script, then lets every worker come to its end. */
  async run(): Promise<void> {
    for (const step of this.#script.steps) await this.#take(step);
    await this.#take({ does: "shutdown", cancelFutures: false });
    for (let round = 0; this.#model.alive.length > 0; round++) {
      assert.ok(round < maxRounds, "the pool doesn't come to its end");
      this.#goOn(this.#model.alive[round % this.#model.alive.length]!);
      await this.#check();
    }
    await this.#checkEnd();
  }

  async #take(step: Step): Promise<void> {
    this.#do(step);
    await this.#check();
  }

  #do(step: Step): void {
    const { tasks, alive } = this.#model;
    switch (step.does) {
      case "nothing":
        return;
      case "submit":
        return this.#submit();
      case "cancel":
        return pick(tasks, step, (task) => this.#cancel(task));
      case "listen":
        return pick(tasks, step, (task) => this.#listen(task, step.reaction));
      case "wait":
        return void this.#observers.push(observeWait([...tasks], step.returnWhen));
      case "iterate":
        return void this.#observers.push(observeCompletions([...tasks], this.#completed));
      case "start":
        return pick(alive.filter(({ stage }) => stage !== "ready"), step, start);
      case "finish":
        return pick(this.#busy(), step, (worker) => this.#finish(worker, step.throws));
      case "exit":
        return pick(alive, step, (worker) => this.#exit(worker));
      case "failInitializer": {
        const initializing = alive.filter(({ stage }) => stage === "online");
        return pick(initializing, step, (worker) => this.#failInitializer(worker));
      }
      case "shutdown":
        return this.#shutdown(step, () => this.#fake.pool.shutdown(step));
      case "terminate":
        this.#model.terminated = true;
        return this.#shutdown({ cancelFutures: true }, () => this.#fake.pool.terminate(step.force));
      default:
        step satisfies never;
    }
  }

  #submit(): void {
    const { broken, shutdown, tasks } = this.#model;
    const refusal = broken ? BrokenThreadPool : shutdown ? ExecutorShutdownError : undefined;
    if (refusal) return assert.throws(() => this.#fake.submit(0), refusal);
    const [future] = this.#fake.submit(tasks.length);
    const task = this.#model.addTask(future!);
    this.#callbacks.set(task, { added: 0, called: [] });
    this.#see();
    this.#listen(task, { does: "nothing" });
  }

  #cancel(task: ModelTask): void {
    const expected = this.#model.cancel(task);
    assert.equal(task.future.cancel(), expected, `cancel() of task ${task.number}`);
    this.#see();
  }

  /** Adds a callback, which checks that it is called once, in its turn, and with what is done. */
  #listen(task: ModelTask, reaction: Reaction): void {
    const { future } = task;
    const callbacks = this.#callbacks.get(task)!;
    const position = callbacks.added++;
    const wasDone = future.done();
    future.addDoneCallback((done) =>
      this.#noteFailure(() => {
        assert.equal(callbacks.called.push(position) - 1, position, "order of callbacks");
        assert.ok(done === future && done.done());
        if (position === 0) this.#completed.push(task);
        this.#see();
        this.#do(reaction);
      })
    );
    if (wasDone) assert.equal(callbacks.called.at(-1), position, "a late callback");
  }

  #noteFailure(body: () => void): void {
    try {
      body();
    } catch (error) {
      this.#failures.push(error);
    }
  }

  #busy(): ModelWorker[] {
    return this.#model.alive.filter((worker) => this.#model.unanswered(worker).length > 0);
  }

  #finish(worker: ModelWorker, throws: boolean): void {
    const task = this.#model.unanswered(worker)[0]!;
    worker.answered++;
    task.end ??= throws ? "threw" : "returned";
    if (throws) worker.fake.fail(new RangeError("thrown by the task"));
    else worker.fake.finish(task.number);
  }

  #exit(worker: ModelWorker): void {
    const model = this.#model;
    const isExpected = model.isAskedToEnd(worker);
    const lost = model.unanswered(worker);
    worker.stage = "gone";
    worker.answered = worker.fake.tasks.length;
    const exit = () => worker.fake.exit({ code: 1 });
    if (isExpected) model.during(exit, lost, "lost");
    else this.#break(exit);
  }

  #failInitializer({ fake }: ModelWorker): void {
    this.#break(() => fake.failToInitialize(new RangeError("thrown by the initializer")));
  }

  #break(happening: () => void): void {
    this.#model.broken = true;
    this.#model.during(happening, this.#model.open, "lost");
  }

  #shutdown({ cancelFutures }: ShutdownOptions, happening: () => Promise<void>): void {
    const { pending } = this.#model;
    this.#model.shutdown = true;
    this.#shutdowns++;
    const shutdown = () => void happening().then(() => this.#shutdowns--);
    this.#model.during(shutdown, cancelFutures ? pending : [], "cancelled");
  }

  /** Takes a worker one step nearer to its end, as a real one goes there. */
  #goOn(worker: ModelWorker): void {
    if (this.#model.unanswered(worker).length > 0) this.#finish(worker, false);
    else if (worker.stage !== "ready") start(worker);
    else if (this.#model.isAskedToEnd(worker)) this.#exit(worker);
  }

  #see(): void {
    this.#model.noticeWorkers(this.#fake.workers);
    this.#model.see();
  }

  /** Checks all there is to check, now and once everybody who waits has been told. */
  async #check(): Promise<void> {
    this.#see();
    checkRules(this.#model, this.#script.options);
    await turnOver();
    for (const check of this.#observers) check();
    this.#checkKeepsAlive();
    if (this.#failures.length > 0) throw this.#failures[0];
  }

  /** The program lives while something is pending, or a `shutdown()` waits for workers. */
  #checkKeepsAlive(): void {
    const { alive, open } = this.#model;
    const holds = alive.some(({ fake }) => fake.isRef);
    const waits = this.#shutdowns > 0;
    assert.equal(holds, alive.length > 0 && (open.length > 0 || waits), "keeps the program alive");
    if (alive.length === 0) assert.ok(!waits, "a shutdown() is not over");
  }

  async #checkEnd(): Promise<void> {
    assert.equal(this.#fake.pool.workers, 0);
    for (const task of this.#model.tasks) {
      const { added, called } = this.#callbacks.get(task)!;
      assert.equal(called.length, added, `callbacks of task ${task.number}`);
      await checkOutcome(task);
    }
  }
}

/** Resolves once all promises that can settle have, and what waits for them has gone on. */
function turnOver(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function start(worker: ModelWorker): void {
  if (worker.stage === "started") {
    worker.stage = "online";
    worker.fake.online();
  } else {
    worker.stage = "ready";
    worker.fake.say({ type: "ready" });
  }
}

/** Uses one of several, if there are any. */
function pick<T>(among: readonly T[], { which }: { which: number }, use: (one: T) => void): void {
  if (among.length > 0) use(among[which % among.length]!);
}
