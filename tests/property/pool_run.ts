/**
 * Runs a script against a real pool over fake workers, and a model beside it: whatever the pool's
 * futures tell, at any moment, has to be what the model says.
 */

import assert from "node:assert/strict";
import {
  asCompleted,
  ExecutorShutdownError,
  type Future,
  type ReturnWhen,
  wait,
} from "../../mod.ts";
import { BrokenThreadPool } from "../../src/core/errors.ts";
import { quiesce } from "../fixtures/fake_launcher.ts";
import { FakePool } from "../fixtures/fake_pool.ts";
import { cancelled, type End, failed, type ModelWorker, PoolModel } from "./pool_model.ts";
import type { Reaction, Script, Step } from "./pool_script.ts";

/** More rounds than any pool needs to come to its end. */
const maxRounds = 200;

export class PoolRun {
  readonly #script: Script;
  readonly #fake: FakePool;
  readonly #model = new PoolModel();
  readonly #futures: Future[] = [];
  /** The tasks in the order in which they were done. */
  readonly #completed: number[] = [];
  /** The callbacks of each task: how many were added, and which were called. */
  readonly #callbacks: { added: number; called: number[] }[] = [];
  /** Fails unless somebody who waits has been told what was due. */
  readonly #waiters: (() => void)[] = [];
  #shutdowns = 0;

  constructor(script: Script) {
    this.#script = script;
    const { maxWorkers, maxTasksPerChild } = script;
    this.#fake = new FakePool({ maxWorkers, maxTasksPerChild });
  }

  /** Runs the script, then lets every worker come to its end. */
  async run(): Promise<void> {
    for (const step of this.#script.steps) {
      this.#do(step);
      await this.#check();
    }
    this.#do({ does: "shutdown", cancelFutures: false });
    for (let round = 0; this.#model.alive.length > 0; round++) {
      assert.ok(round < maxRounds, "the pool doesn't come to its end");
      this.#goOn(this.#model.alive[round % this.#model.alive.length]!);
      await this.#check();
    }
    assert.deepEqual(this.#model.open, []);
    assert.equal(this.#fake.pool.workers, 0);
    assert.equal(this.#shutdowns, 0, "a shutdown() is not over");
    for (const { added, called } of this.#callbacks) assert.equal(called.length, added);
  }

  #do(step: Step): void {
    const model = this.#model;
    switch (step.does) {
      case "nothing":
        return;
      case "submit":
        return this.#submit();
      case "cancel":
        return this.#cancel(step.which);
      case "listen":
        return this.#futures.length > 0 ? this.#listen(step.which, step.reaction) : undefined;
      case "wait":
        return this.#wait(step.returnWhen);
      case "iterate":
        return this.#iterate();
      case "start":
        return pick(model.alive.filter(({ stage }) => stage !== "ready"), step.which, start);
      case "finish":
        return pick(
          model.alive.filter((one) => model.unanswered(one).length > 0),
          step.which,
          (one) => this.#answer(one, { state: "FINISHED", failed: step.failed }),
        );
      case "exit":
        return pick(model.alive, step.which, (worker) => this.#exit(worker));
      case "failInitializer":
        return pick(
          model.alive.filter(({ stage }) => stage === "online"),
          step.which,
          ({ fake }) => this.#break(() => fake.failToInitialize(new RangeError("no"))),
        );
      case "shutdown":
        return this.#shutdown(step.cancelFutures, () => this.#fake.pool.shutdown(step));
      case "terminate":
        model.terminated = true;
        return this.#shutdown(true, () => this.#fake.pool.terminate(step.force));
    }
  }

  #submit(): void {
    const { broken, shutdown } = this.#model;
    const refusal = broken ? BrokenThreadPool : shutdown ? ExecutorShutdownError : undefined;
    if (refusal) return assert.throws(() => this.#fake.submit(0), refusal);
    const task = this.#model.add();
    this.#futures.push(this.#fake.submit(task)[0]!);
    this.#model.notice(this.#fake.workers);
    this.#callbacks.push({ added: 0, called: [] });
    this.#see(task);
    this.#listen(task, { does: "nothing" });
  }

  #cancel(which: number): void {
    if (this.#futures.length === 0) return;
    const task = which % this.#futures.length;
    const expected = this.#model.cancel(task);
    assert.equal(this.#futures[task]!.cancel(), expected, `cancel() of task ${task}`);
    this.#see(task);
  }

  /** Adds a callback, which checks that it is called once, in its turn, and with what is done. */
  #listen(which: number, reaction: Reaction): void {
    const task = which % this.#futures.length;
    const future = this.#futures[task]!;
    const callbacks = this.#callbacks[task]!;
    const number = callbacks.added++;
    const wasDone = future.done();
    future.addDoneCallback((done) => {
      this.#guard(() => {
        assert.equal(callbacks.called.push(number) - 1, number, "order of callbacks");
        assert.equal(done, future);
        assert.ok(done.done());
        if (number === 0) this.#completed.push(task);
        this.#seeAll();
        this.#do(reaction);
      });
    });
    if (wasDone) assert.equal(callbacks.called.at(-1), number, "called at once");
  }

  /** A future would swallow what its callback throws. */
  #guard(body: () => void): void {
    try {
      body();
    } catch (error) {
      this.#waiters.push(() => {
        throw error;
      });
    }
  }

  #wait(returnWhen: ReturnWhen): void {
    const futures = [...this.#futures];
    const tasks = this.#model.tasks;
    let found: Set<Future> | undefined;
    let checked = false;
    wait(futures, { returnWhen }).then(({ done }) => found = done);
    this.#waiters.push(() => {
      if (checked) return;
      const ends = tasks.map((task) => this.#model.endOf(task));
      assert.equal(found !== undefined, isEnough(ends, returnWhen), `wait() for ${returnWhen}`);
      if (!found) return;
      checked = true;
      assert.deepEqual([...found], futures.filter((_, task) => ends[task]), "wait()'s done");
    });
  }

  #iterate(): void {
    const tasks = this.#model.tasks;
    const before = tasks.filter((task) => this.#model.endOf(task));
    const found: number[] = [];
    const all = asCompleted([...this.#futures]);
    const iteration = (async () => {
      for await (const future of all) found.push(this.#futures.indexOf(future));
    })();
    this.#waiters.push(() => {
      const later = this.#completed.filter((task) => task < tasks.length && !before.includes(task));
      assert.deepEqual(found, [...before, ...later], "asCompleted()");
    });
    iteration.catch((error) => this.#guard(() => assert.ifError(error)));
  }

  #answer(worker: ModelWorker, end: End): void {
    const [task] = this.#model.unanswered(worker);
    worker.answered++;
    this.#model.end(task!, end);
    if (end.failed) worker.fake.fail(new RangeError("failed"));
    else worker.fake.finish(task);
  }

  #exit(worker: ModelWorker): void {
    const expected = this.#model.isAskedToEnd(worker);
    const tasks = this.#model.unanswered(worker).filter((task) => !this.#model.endOf(task));
    worker.stage = "gone";
    worker.answered = worker.fake.tasks.length;
    if (expected) this.#model.ending(tasks, failed, () => worker.fake.exit({ code: 1 }));
    else this.#break(() => worker.fake.exit({ code: 1 }));
  }

  #break(happening: () => void): void {
    this.#model.broken = true;
    this.#model.ending(this.#model.open, failed, happening);
  }

  #shutdown(cancels: boolean, happening: () => Promise<void>): void {
    this.#model.shutdown = true;
    this.#shutdowns++;
    this.#model.ending(cancels ? this.#model.pending : [], cancelled, () => {
      happening().then(() => this.#shutdowns--);
    });
  }

  /** Takes a worker one step nearer to its end, as a real one goes there. */
  #goOn(worker: ModelWorker): void {
    const [task] = this.#model.unanswered(worker);
    if (task !== undefined) this.#answer(worker, { state: "FINISHED", failed: false });
    else if (worker.stage !== "ready") start(worker);
    else if (this.#model.isAskedToEnd(worker)) this.#exit(worker);
  }

  #see(task: number): void {
    const future = this.#futures[task]!;
    const { state } = future;
    this.#model.see(task, state);
    assert.equal(future.cancelled(), state === "CANCELLED");
    assert.equal(future.running(), state === "RUNNING");
    assert.equal(future.done(), state === "CANCELLED" || state === "FINISHED");
  }

  #seeAll(): void {
    this.#model.notice(this.#fake.workers);
    for (const task of this.#model.tasks) if (this.#futures[task]) this.#see(task);
  }

  async #check(): Promise<void> {
    this.#seeAll();
    this.#model.check(this.#script.maxWorkers, this.#script.maxTasksPerChild ?? Infinity);
    this.#checkKeepsAlive();
    await quiesce();
    for (const check of this.#waiters) check();
  }

  /** The program lives while something is pending, or a `shutdown()` waits for workers. */
  #checkKeepsAlive(): void {
    const { alive, open } = this.#model;
    const holds = alive.some(({ fake }) => fake.isRef);
    assert.equal(holds, alive.length > 0 && (open.length > 0 || this.#shutdowns > 0), "isRef");
  }
}

/** Whether `wait()` has to be over. */
function isEnough(ends: readonly (End | undefined)[], returnWhen: ReturnWhen): boolean {
  if (ends.every((end) => end)) return true;
  switch (returnWhen) {
    case "ALL_COMPLETED":
      return false;
    case "FIRST_COMPLETED":
      return ends.some((end) => end);
    case "FIRST_EXCEPTION":
      return ends.some((end) => end?.failed);
  }
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

function pick<T>(among: readonly T[], which: number, use: (one: T) => void): void {
  if (among.length > 0) use(among[which % among.length]!);
}
