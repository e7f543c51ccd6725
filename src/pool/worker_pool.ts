/**
 * The rules of a pool: when workers start and end, what breaks it, when it is shut down.
 *
 * Knows workers only as `WorkerHandle` and the way of tasks only as `Dispatcher`. Invariants:
 * every item is settled exactly once, whatever happens to workers; a worker is terminated only
 * after it said `online` or where that may be early; the program is kept alive exactly while an item is pending or somebody
 * waits for the workers to end.
 */

import { outside } from "../core/async_context.ts";
import { type BrokenExecutor, ExecutorShutdownError } from "../core/errors.ts";
import type { ShutdownOptions } from "../core/executor.ts";
import { lineOf } from "../core/text.ts";
import { withoutFrames } from "../core/without_frames.ts";
import type { Future } from "../core/future.ts";
import { SafeMap } from "../core/primordials.ts";
import { type Resolver, withResolver } from "../core/resolver.ts";
import { checkMessage } from "../wire/check_message.ts";
import type { Outcome, WorkerMessage } from "../wire/messages.ts";
import { noMessage, unread } from "../wire/clone_error.ts";
import { decodeError, type ErrorRecord, recordHere } from "../wire/remote_error.ts";
import { describeTask, type TaskRef } from "../wire/task_ref.ts";
import { type Breakage, breakageOf, damaged, hasRun, unstarted } from "./breakage.ts";
import type { CreateDispatcher, Dispatcher } from "./dispatcher.ts";
import type { Recorder } from "./recorder.ts";
import { StartGate } from "./start_gate.ts";
import { fail, forgetArgs, type ItemOwner, refOf, settle, WorkItem } from "./work_item.ts";
import type { ExitReason, SpawnWorker, WorkerHandle } from "./worker_handle.ts";
import {
  doingOf,
  initialize,
  type Initializer,
  isOnItsWay,
  type Slot,
  type WorkerState,
} from "./worker_slot.ts";

/** What makes one pool differ from another. */
export interface WorkerPoolOptions {
  readonly maxWorkers: number;
  /** What its workers are, in messages: `thread` or `process`. */
  readonly kind: string;
  /** The workers' names without their number. */
  readonly namePrefix: string;
  readonly initializer?: Initializer | undefined;
  /** After how many tasks a worker is replaced; never without it. */
  readonly maxTasksPerChild?: number | undefined;
  readonly spawn: SpawnWorker;
  readonly createDispatcher: CreateDispatcher;
  /** Records what happens, if anything. */
  readonly recorder?: Recorder | undefined;
  /** The class of the errors that tell of a broken pool. */
  readonly Broken: new (message: string, options?: { cause?: unknown }) => BrokenExecutor;
}

/** Workers, tasks, and the rules between them. */
export class WorkerPool implements ItemOwner {
  readonly #options: WorkerPoolOptions;
  readonly #dispatcher: Dispatcher;
  readonly #slots = new SafeMap<WorkerHandle, Slot>();
  readonly #gate = new StartGate();
  /** How many workers are on their way to `ready`. */
  #starting = 0;
  #spawned = 0;
  /** How many items are not settled. */
  #pending = 0;
  #anchor: WorkerHandle | undefined;
  #shutdown = false;
  #forced = false;
  #broken: Breakage | undefined;
  #gone: Resolver<void> | undefined;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
    const { recorder } = options;
    this.#dispatcher = options.createDispatcher({
      settled: (item, outcome) => this.#settled(item, outcome),
      ran: (item, worker, times, ok) => recorder?.ran(item, worker, times, ok),
      spent: (worker) => this.#dismiss(this.#slots.get(worker)!),
      damaged: (what) => this.#break(damaged(options.kind, what)),
    }, recorder !== undefined);
  }

  /** How many workers there are, in whatever state. */
  get workers(): number {
    return this.#slots.size;
  }

  /** @throws if the pool takes no work any more */
  assertUsable(): void {
    if (this.#broken) throw this.#brokenError(this.#broken);
    if (this.#shutdown) {
      throw new ExecutorShutdownError("cannot schedule new futures after shutdown");
    }
  }

  /** Takes a task in. */
  submit(ref: TaskRef, args: readonly unknown[], chunk: boolean): Future {
    this.assertUsable();
    const item = new WorkItem(this, ref, args, chunk);
    this.#pending++;
    this.#options.recorder?.submitted(item);
    this.#dispatcher.enqueue(item);
    this.#spawnAsNeeded();
    this.#keepAlive();
    return item;
  }

  begun(item: WorkItem): boolean {
    return this.#dispatcher.begun(item);
  }

  withdraw(item: WorkItem): boolean {
    if (!this.#dispatcher.withdraw(item)) return false;
    this.#options.recorder?.cancelled(item);
    this.#itemLeft(item);
    return true;
  }

  /** Stops taking work; resolves once all workers are gone, or at once without `wait`. */
  async shutdown({ wait = true, cancelFutures = false }: ShutdownOptions = {}): Promise<void> {
    this.#shutdown = true;
    // A copy: callbacks of the cancelled may cancel others.
    if (cancelFutures) { for (const item of [...this.#dispatcher.waiting()]) item.cancel(); }
    this.#endIfDone();
    if (!wait || this.#slots.size === 0) return;
    this.#gone ??= withResolver();
    for (const { worker } of this.#slots.values()) worker.ref();
    await this.#gone.promise;
  }

  /** Ends all workers, busy or not; what had begun fails, what had not is cancelled. */
  terminate(force: boolean): Promise<void> {
    this.#forced = true;
    const gone = this.shutdown({ cancelFutures: true });
    for (const slot of this.#slots.values()) this.#doom(slot, force);
    return gone;
  }

  /** Starts workers while there are more tasks than workers that are or soon will be free. */
  #spawnAsNeeded(): void {
    while (
      this.#slots.size < this.#options.maxWorkers && !this.#broken && !this.#forced &&
      this.#starting < this.#dispatcher.excess &&
      (this.#slots.size === 0 || this.#gate.isOpen)
    ) outside(() => this.#spawn());
  }

  #spawn(): void {
    const name = `${this.#options.namePrefix}_${this.#spawned++}`;
    let slot: Slot;
    try {
      const worker = this.#options.spawn(name, {
        message: (message) => this.#onMessage(slot, message),
        messageError: (error) => this.#onMessageError(slot, error),
        exit: (reason) => this.#onExit(slot, reason),
      });
      slot = { name, worker, state: "starting", online: false, crash: undefined };
    } catch (error) {
      return this.#onUnstarted(unstarted(name, error));
    }
    this.#slots.set(slot.worker, slot);
    this.#starting++;
    const { initializer, recorder } = this.#options;
    recorder?.knows(slot.worker, name);
    if (this.#gone) slot.worker.ref();
    this.#dispatcher.greet(slot.worker);
    try {
      initialize(slot, initializer, recorder !== undefined);
    } catch (error) {
      this.#break(unstarted(name, error));
    }
  }

  /** Nothing that runs is lost because another can't: only a pool without any worker is broken. */
  #onUnstarted(breakage: Breakage): void {
    if (this.#slots.size === 0) this.#break(breakage);
    else this.#gate.close();
  }

  /** What is no message is as one that can't be decoded; a worker that starts so is none. */
  #onMessage(slot: Slot, data: unknown): void {
    try {
      this.#receive(slot, checkMessage(data));
    } catch (reason) {
      const error = noMessage(slot.name, reason);
      if (isOnItsWay(slot.state)) return this.#break({ text: error.message, cause: { error } });
      this.#onMessageError(slot, error);
    }
  }

  #receive(slot: Slot, message: WorkerMessage): void {
    switch (message.type) {
      case "result":
      case "ask":
        return this.#dispatcher.receive(slot.worker, message);
      case "online":
        return this.#onOnline(slot);
      case "ready":
        return this.#onReady(slot);
      case "logged":
        return this.#options.recorder?.readLogs();
      case "failed":
        return this.#onInitializerFailed(slot, message.error);
      case "crashed":
        slot.crash = message.error;
        return;
      default:
        message satisfies never;
    }
  }

  /**
   * What can't be decoded holds something of the user's: a task's result, or an error. The worker
   * is replaced: Deno hears no thread again after it, and what it said may have been a result.
   */
  #onMessageError(slot: Slot, reason: unknown): void {
    const error = recordHere(unread("the task's result", reason));
    if (isOnItsWay(slot.state)) return this.#onInitializerFailed(slot, error);
    if (slot.state !== "ready") return;
    const begun = this.#dispatcher.detach(slot.worker);
    this.#doom(slot, true);
    for (const item of begun) this.#settled(item, { ok: false, error });
  }

  #onOnline(slot: Slot): void {
    slot.online = true;
    if (slot.state === "doomed") slot.worker.terminate(true);
    if (slot.state === "starting") this.#move(slot, "online");
  }

  #onReady(slot: Slot): void {
    if (slot.state !== "online") return;
    this.#move(slot, "ready");
    this.#options.recorder?.worker("up", slot.name);
    this.#dispatcher.attach(slot.worker, this.#options.maxTasksPerChild ?? Infinity);
    this.#endIfDone();
  }

  #onInitializerFailed(slot: Slot, record: ErrorRecord): void {
    const error = decodeError(record);
    const text = `A ${this.#options.kind} initializer failed in ${slot.name}: ${lineOf(error)}`;
    this.#break({ text, cause: { error } });
  }

  #onExit(slot: Slot, reason: ExitReason): void {
    const { worker, state } = slot;
    const { initializer, recorder } = this.#options;
    this.#slots.delete(worker);
    this.#move(slot, "gone");
    const lost = this.#dispatcher.detach(worker);
    recorder?.worker("down", slot.name);
    const breakage = breakageOf(slot, reason, doingOf(state, initializer, lost[0]));
    const runs = hasRun(slot, reason);
    // What it needed is free for another.
    if (runs) this.#gate.open();
    if (state === "leaving" || state === "doomed") {
      for (const item of lost) this.#failOrReturn(item, breakage);
    } else if (runs) this.#break(breakage, lost);
    else this.#onUnstarted(breakage);
    this.#spawnAsNeeded();
    if (this.#anchor === worker) this.#anchor = undefined;
    this.#keepAlive();
    if (this.#slots.size === 0) this.#gone?.resolve(undefined);
  }

  /** Fails every item, first those `lost` with a worker, and ends every worker. */
  #break(breakage: Breakage, lost: readonly WorkItem[] = []): void {
    this.#broken ??= breakage;
    const slots = [...this.#slots.values()];
    const begun = slots.flatMap(({ worker }) => this.#dispatcher.detach(worker));
    const waiting = [...this.#dispatcher.waiting()];
    for (const item of waiting) this.#dispatcher.withdraw(item);
    for (const slot of slots) this.#doom(slot, true);
    for (const item of [...lost, ...begun, ...waiting]) this.#fail(item, breakage);
  }

  /** A task that a worker took on its way out, and never began, is another's. */
  #failOrReturn(item: WorkItem, breakage: Breakage): void {
    if (this.begun(item) || this.#broken || this.#forced) {
      this.#fail(item, this.#broken ?? breakage);
    } else this.#dispatcher.enqueue(item);
  }

  #fail(item: WorkItem, breakage: Breakage): void {
    const state = this.begun(item) ? "running" : "pending";
    this.#itemLeft(item);
    const detail = `; the future was ${state}: ${describeTask(refOf(item))}`;
    fail(item, withoutFrames(() => this.#brokenError(breakage, detail)));
  }

  #brokenError({ text, cause }: Breakage, detail = ""): BrokenExecutor {
    const { kind, Broken } = this.#options;
    const message = `${text}, the ${kind} pool is not usable anymore${detail}`;
    return new Broken(message, cause && { cause: cause.error });
  }

  #settled(item: WorkItem, outcome: Outcome): void {
    this.#itemLeft(item);
    settle(item, outcome);
  }

  #itemLeft(item: WorkItem): void {
    forgetArgs(item);
    this.#pending--;
    this.#gate.settled();
    this.#endIfDone();
    this.#keepAlive();
  }

  /** After shutdown, sends the workers home once nothing is left for them. */
  #endIfDone(): void {
    if (!this.#shutdown || this.#pending > 0) return;
    for (const slot of this.#slots.values()) this.#dismiss(slot);
  }

  /** Asks a worker to end when it has done what it was sent. */
  #dismiss(slot: Slot): void {
    if (slot.state === "leaving" || slot.state === "doomed") return;
    this.#move(slot, "leaving");
    this.#dispatcher.detach(slot.worker);
    slot.worker.post({ type: "exit" });
  }

  /** Ends a worker whatever it does, as soon as that is safe. */
  #doom(slot: Slot, force: boolean): void {
    this.#move(slot, "doomed");
    this.#dispatcher.stop(slot.worker);
    if (slot.online || slot.worker.endsEarly) slot.worker.terminate(force);
  }

  /** Keeps `#starting` in step with the states, in this one place. */
  #move(slot: Slot, state: WorkerState): void {
    if (isOnItsWay(slot.state) && !isOnItsWay(state)) this.#starting--;
    slot.state = state;
  }

  /** Keeps the program alive by one worker while anything is pending. */
  #keepAlive(): void {
    if (this.#gone) return;
    if (this.#pending === 0) {
      this.#anchor?.unref();
      this.#anchor = undefined;
    } else if (!this.#anchor) {
      this.#anchor = this.#slots.keys().next().value;
      this.#anchor?.ref();
    }
  }
}
