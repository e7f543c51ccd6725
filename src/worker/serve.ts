/**
 * The worker's program: receives definitions and tasks, runs one at a time, sends outcomes.
 *
 * Runtime-free: an entry provides the `Port`. Nothing a task does may end this loop: whatever is
 * thrown becomes the task's outcome, whatever nothing caught is reported before the worker ends.
 */

import { sharedTime } from "../core/clock.ts";
import { isArray, Reflect } from "../core/primordials.ts";
import { realm } from "../core/realm.ts";
import { isThenable } from "../core/thenable.ts";
import { unread, unsent } from "../wire/clone_error.ts";
import { type Column, packed } from "../wire/column.ts";
import { Latest } from "../wire/latest.ts";
import type {
  ChunkOutcome,
  DefineMessage,
  HostMessage,
  InitMessage,
  Outcome,
  SeatMessage,
  TaskMessage,
  TextMessage,
} from "../wire/messages.ts";
import { encodeError, type ErrorRecord, withoutProperties } from "../wire/remote_error.ts";
import { type KernelAssets, lengthOf, type TaskReference } from "../wire/task_ref.ts";
import { takeTransferables } from "../wire/transfer.ts";
import { Guard } from "./guard.ts";
import { loadTask, type Task } from "./load_task.ts";
import type { Port } from "./port.ts";
import { Puller, type TaskRunner } from "./pull.ts";
import { takeKernels } from "./take_kernels.ts";
import { takeLock } from "./take_lock.ts";

/** Serves a pool until it says `exit`. */
export function serve(port: Port): void {
  const server = new Server(port);
  port.catchAll((error) => server.crash(error));
  port.listen((message) => server.receive(message), (error) => server.unread(error));
  port.post({ type: "online" });
}

type Failure = Extract<Outcome, { readonly ok: false }>;

class Server implements TaskRunner {
  readonly #port: Port;
  readonly #defined = new Latest<number, Task | Promise<Task>>();
  #name = "worker";
  #initialized = false;
  /** Whether each result tells its times. */
  #records = false;
  #puller: Puller | undefined;
  #guard: Guard | undefined;
  /** Until its lock is there; what comes meanwhile waits. */
  #seat: SeatMessage | undefined;
  readonly #waiting: (() => void)[] = [];
  /** How many tasks were sent to it. */
  #tasks = 0;

  constructor(port: Port) {
    this.#port = port;
  }

  receive(message: HostMessage): void {
    if (this.#seat && message.type !== "lock") {
      return void this.#waiting.push(() => this.receive(message));
    }
    switch (message.type) {
      case "seat":
        return void (this.#seat = message);
      case "lock":
        return this.#sit(message);
      case "instrumenter":
        return this.#guard?.accept(message);
      case "init":
        return void this.#initialize(message);
      case "define":
        return this.#define(message);
      case "queue":
        return void (this.#puller = new Puller(this, message));
      case "pull":
        return this.#puller?.run(message);
      case "task":
        this.#tasks++;
        return this.#puller ? this.#puller.answer(message) : void this.#serve(message);
      case "proceed":
        return this.#puller?.answer(message);
      case "exit":
        return this.#port.exit(0);
      default:
        message satisfies never;
    }
  }

  /**
   * A message can't be decoded: it holds arguments, of the initializer or of the one task that was
   * sent. The others hold nothing of the user's.
   */
  unread(reason: unknown): void {
    if (this.#seat) return void this.#waiting.push(() => this.unread(reason));
    const outcome = this.refusal(reason);
    if (!this.#initialized) this.#port.post({ type: "failed", error: outcome.error });
    else if (this.#puller) this.#puller.answer({ type: "unread", outcome });
    else {
      this.#tasks++;
      this.send(outcome, false);
    }
  }

  refusal(reason: unknown): Failure {
    return this.#failure(unread("an argument", reason));
  }

  isDefined(ref: number): boolean {
    return this.#defined.has(ref);
  }

  run(ref: number, args: readonly unknown[], chunk: boolean): Outcome | Promise<Outcome> {
    const task = this.#defined.get(ref)!;
    return isThenable(task)
      ? this.#runOnceLoaded(task, args, chunk)
      : this.#call(task, args, chunk);
  }

  async #runOnceLoaded(
    loading: PromiseLike<Task>,
    args: readonly unknown[],
    chunk: boolean,
  ): Promise<Outcome> {
    // A module that is being loaded can take all the memory too.
    this.#port.watch?.(true);
    let task: Task;
    try {
      task = await loading;
    } catch (error) {
      this.#port.watch?.(false);
      return this.#failure(error);
    }
    return await this.#call(task, args, chunk);
  }

  send(outcome: Outcome, chunk: boolean, slot?: number, start?: number): void {
    const place = {
      ...(slot === undefined ? { task: this.#tasks } : { slot }),
      ...(start !== undefined && { times: [start, sharedTime()] as const }),
    };
    try {
      const moved = transferablesOf(outcome, chunk);
      // Some runtimes ask the list for its iterator, which a task may have replaced.
      const transfer = moved.length > 0 ? moved : undefined;
      this.#port.post({ type: "result", outcome, ...place }, transfer);
    } catch (reason) {
      const error = outcome.ok
        ? this.#encode(unsent("the task's result", reason))
        : withoutProperties(outcome.error);
      this.#port.post({ type: "result", outcome: { ok: false, error }, ...place });
    }
  }

  ask(slot: number): void {
    this.#port.post({ type: "ask", slot });
  }

  /** Reports what nothing caught, and ends: the pool breaks, as after any death of a worker. */
  crash(error: unknown): void {
    try {
      this.#port.post({ type: "crashed", error: this.#encode(error) });
    } finally {
      this.#port.exit(1);
    }
  }

  #sit(message: TextMessage): void {
    const seat = this.#seat!;
    this.#seat = undefined;
    try {
      const { pulse } = takeLock(message, seat, () => this.#port.post({ type: "logged" }));
      if (seat.instrument) this.#guard = new Guard(this.#port, pulse);
    } catch (error) {
      return this.crash(error);
    }
    for (const go of this.#waiting.splice(0)) go();
  }

  async #initialize({ name, records, initializer }: InitMessage): Promise<void> {
    this.#name = name;
    this.#records = records ?? false;
    const outcome = initializer && await this.#runApart(initializer);
    if (outcome?.ok === false) return this.#port.post({ type: "failed", error: outcome.error });
    this.#initialized = true;
    this.#port.post({ type: "ready" });
  }

  #define({ ref, reference, assets }: DefineMessage): void {
    const task = this.#load(reference, assets);
    this.#defined.add(ref, task, lengthOf(reference));
    if (isThenable(task)) void this.#settleImport(ref, task);
  }

  #load(reference: TaskReference, assets: KernelAssets | undefined): Task | Promise<Task> {
    try {
      if (assets) takeKernels(assets);
      return loadTask(reference, this.#guard);
    } catch (error) {
      const call = (): never => {
        throw error;
      };
      return { call, obeys: true };
    }
  }

  /** Keeps the function in place of the promise; a failed import stays, and fails each task. */
  async #settleImport(ref: number, importing: PromiseLike<Task>): Promise<void> {
    try {
      const task = await importing;
      if (this.#defined.has(ref)) this.#defined.set(ref, task);
    } catch {
      // Each task is told by itself.
    }
  }

  async #serve({ ref, args, chunk }: TaskMessage): Promise<void> {
    const start = this.#records ? sharedTime() : undefined;
    this.send(await this.#runApart({ ref, args, chunk }), chunk, undefined, start);
  }

  /** In a microtask of its own: what it leaves behind as its context is not the next message's. */
  async #runApart(
    { ref, args, chunk = false }: { ref: number; args: readonly unknown[]; chunk?: boolean },
  ): Promise<Outcome> {
    await undefined;
    return await this.run(ref, args, chunk);
  }

  /** Calls a task under the lock, if there is one, until its promise, if it makes one, settles. */
  #call(task: Task, args: readonly unknown[], chunk: boolean): Outcome | Promise<Outcome> {
    const { call } = task;
    this.#begin();
    let value: unknown;
    try {
      value = chunk
        ? this.#callEach(task, args as readonly Column[])
        : Reflect.apply(call, undefined, args);
      if (isThenable(value)) return this.#settle(value, task);
    } catch (error) {
      this.#end();
      return this.#failure(error);
    }
    this.#end();
    return { ok: true, value };
  }

  async #settle(value: PromiseLike<unknown>, { obeys }: Task): Promise<Outcome> {
    if (obeys) realm.lock?.suspend();
    try {
      return { ok: true, value: await value };
    } catch (error) {
      return this.#failure(error);
    } finally {
      this.#end();
    }
  }

  #begin(): void {
    this.#port.watch?.(true);
    realm.lock?.enter();
  }

  #end(): void {
    realm.lock?.leave();
    this.#port.watch?.(false);
  }

  /** Calls a task for each element of a chunk; an error takes the place of its one element. */
  async #callEach({ call }: Task, columns: readonly Column[]): Promise<ChunkOutcome> {
    const values: unknown[] = [];
    const errors: [number, ErrorRecord][] = [];
    const calls = columns[0]!.length;
    for (let position = 0; position < calls; position++) {
      try {
        const value = Reflect.apply(call, undefined, argumentsAt(columns, position));
        values[position] = isThenable(value) ? await value : value;
      } catch (error) {
        values[position] = undefined;
        errors[errors.length] = [position, this.#encode(error)];
      }
      realm.lock?.checkpoint();
    }
    return { values: packed(values), errors };
  }

  #failure(error: unknown): Failure {
    return { ok: false, error: this.#encode(error) };
  }

  #encode(error: unknown): ErrorRecord {
    return encodeError(error, this.#name);
  }
}

/** The arguments of one call of a chunk. */
function argumentsAt(columns: readonly Column[], position: number): unknown[] {
  const args: unknown[] = [];
  for (let index = 0; index < columns.length; index++) args[index] = columns[index]![position];
  return args;
}

function transferablesOf(outcome: Outcome, chunk: boolean): object[] {
  if (!outcome.ok) return [];
  if (!chunk) return takeTransferables([outcome.value]);
  const { values } = outcome.value as ChunkOutcome;
  return isArray(values) ? takeTransferables(values) : [];
}
