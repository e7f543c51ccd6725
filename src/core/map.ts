/**
 * `Executor.map()`: calls over inputs, results in input order.
 *
 * Knows how to launch a task only through `Launcher`. The iterator is written by hand: a generator
 * ends at its first throw, while here an error belongs to one `next()` and iteration goes on.
 */

import { assertTimeout, clock, deadlineAfter, timeLeft } from "./clock.ts";
import { TimeoutError } from "./errors.ts";
import { addWaiter, type Future, outcomeOf, removeWaiter } from "./future.ts";
import {
  anyAsync,
  type Call,
  type Columns,
  columnsOf,
  columnsOfAsync,
  countOf,
  type MapRequest,
  zipAsync,
} from "./map_inputs.ts";
import {
  Array,
  isArray,
  Math,
  Promise as NativePromise,
  rejected,
  resolved,
  SafeMap,
} from "./primordials.ts";
import { Queue } from "./queue.ts";
import { settled } from "./thenable.ts";
import { withoutFrames } from "./without_frames.ts";

/** The results of `map()`, in input order. */
export interface MapResult<T> extends AsyncIterableIterator<T> {
  /** The next result; rejects with the error of its call, and goes on after it. */
  next(): Promise<IteratorResult<T, undefined>>;
  /** Ends the iteration and cancels what has not begun. */
  return(): Promise<IteratorResult<T, undefined>>;
  /** Itself, for `for await`. */
  [Symbol.asyncIterator](): this;
  /** The same as `return()`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** The outcomes of a chunk: values by position, and errors where there is no value. */
export interface ChunkResult<T> {
  readonly values: (T | undefined)[] | Float64Array;
  readonly errors: ReadonlyMap<number, unknown>;
}

/** How `map()` starts tasks. */
export interface Launcher<T> {
  /** How many tasks run at once. */
  readonly width: number;
  /** Starts one call. */
  call(args: Call): Future<T>;
  /** Starts several calls as one task. */
  chunk(columns: Columns): Future<ChunkResult<T>>;
  /** An argument as it is now, of a call that waits until its chunk is full. */
  keep(argument: unknown): unknown;
}

/** How many chunks `"auto"` makes for each worker: enough to even out, few enough to be cheap. */
const chunksPerWorker = 4;

/** Starts a `map()`. */
export function launchMap<T>(launcher: Launcher<T>, request: MapRequest): MapResult<T> {
  const { inputs, options } = request;
  assertTimeout(options.timeout);
  const awaited = anyAsync(inputs);
  const limit = options.buffersize ?? (awaited ? chunksPerWorker * launcher.width : Infinity);
  const deadline = deadlineAfter(options.timeout);
  let ready = inputs as readonly Iterable<unknown>[];
  let size = options.chunksize ?? 1;
  if (size === "auto") {
    let count = countOf(inputs);
    if (count === undefined && limit === Infinity) {
      [ready = []] = columnsOf(ready, Infinity, launcher.keep);
      count = countOf(ready)!;
    }
    size = Math.max(1, Math.ceil((count ?? 1) / (chunksPerWorker * launcher.width)));
  }
  const keep = size === 1 ? asIs : launcher.keep;
  const source = awaited
    ? columnsOfAsync(zipAsync(inputs), size, keep)
    : columnsOf(ready, size, keep);
  const launch: Launch<T> = size === 1
    ? (columns) => ({ future: launcher.call(columns.map((column) => column[0])) })
    : (columns) => ({ calls: columns[0]!.length, future: launcher.chunk(columns) });
  return new MapIterator(source, launch, limit, deadline);
}

/** Outside of all calls: what it would hold of one, results would hold with their inputs. */
function asIs(argument: unknown): unknown {
  return argument;
}

type Source = Generator<Columns, void> | AsyncGenerator<Columns, void>;
type Launch<T> = (columns: Columns) => Launched<T>;
type Launched<T> =
  | { readonly calls?: never; readonly future: Future<T> }
  | { readonly calls: number; readonly future: Future<ChunkResult<T>> };

/** Why no more inputs come: they are used up, taking one failed, or nobody wants more. */
interface InputsEnd {
  readonly failed: boolean;
  readonly error?: unknown;
}

const over: IteratorReturnResult<undefined> = { done: true, value: undefined };

class MapIterator<T> implements MapResult<T> {
  readonly #source: Source;
  /** Gone with the last input: results that are held must not hold the executor. */
  #launch: Launch<T> | undefined;
  readonly #limit: number;
  readonly #deadline: number | undefined;
  readonly #window = new Queue<Launched<T>>();
  /** What was taken out of the window and is awaited; it is in flight too. */
  #awaited: Launched<T> | undefined;
  #end: InputsEnd | undefined;
  #filling = false;
  #chunk: ChunkResult<T> | undefined;
  #position = 0;
  /** Calls of `next()` that wait; they take turns. */
  #waiting = 0;
  #turn: Promise<unknown> | undefined;
  /** Ends the wait of the one whose turn it is. */
  #wake: ((reason: Waking) => void) | undefined;

  constructor(
    source: Source,
    launch: Launch<T>,
    limit: number,
    deadline: number | undefined,
  ) {
    this.#source = source;
    this.#launch = launch;
    this.#limit = limit;
    this.#deadline = deadline;
    this.#fill();
    // Only a source that is not awaited can have failed by now: the error is the caller's.
    if (this.#end?.failed) {
      const { error } = this.#end;
      this.#cancelRest();
      throw error;
    }
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.#waiting === 0 && this.#chunk !== undefined) return this.#fromChunk(this.#chunk);
    this.#waiting++;
    const turn = this.#advanceBehind(this.#turn);
    // Not the turn itself, which would hold the result for as long as nobody asks again.
    this.#turn = settled(turn);
    return turn;
  }

  async #advanceBehind(
    turn: Promise<unknown> | undefined,
  ): Promise<IteratorResult<T, undefined>> {
    await turn;
    try {
      return await this.#advance();
    } finally {
      this.#waiting--;
    }
  }

  // Async, so that an input that can't be closed rejects.
  // deno-lint-ignore require-await
  async return(): Promise<IteratorResult<T, undefined>> {
    this.#wake?.("closed");
    this.#cancelRest();
    this.#closeInputs();
    return over;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  async #advance(): Promise<IteratorResult<T, undefined>> {
    if (this.#chunk !== undefined) return await this.#fromChunk(this.#chunk);
    while (this.#window.size === 0 && !this.#end) {
      if (await this.#wait() === "late") this.#timeOut();
    }
    const launched = this.#window.shift();
    if (launched === undefined) return this.#exhausted();
    this.#awaited = launched;
    const reason = launched.future.done() ? "event" : await this.#wait(launched.future);
    if (reason === "late") this.#timeOut();
    this.#awaited = undefined;
    if (reason === "closed") return over;
    this.#fill();
    return await this.#resultOf(launched);
  }

  #resultOf({ calls, future }: Launched<T>): Promise<IteratorResult<T, undefined>> {
    const { failed, value } = outcomeOf(future)!;
    if (calls !== undefined) {
      this.#position = 0;
      this.#chunk = failed ? failedChunk(calls, value) : value as ChunkResult<T>;
      return this.#fromChunk(this.#chunk);
    }
    return failed ? rejected(value) : resolved({ done: false, value: value as T });
  }

  /** The next outcome of the chunk at hand, which forgets it. */
  #fromChunk(chunk: ChunkResult<T>): Promise<IteratorResult<T, undefined>> {
    const position = this.#position++;
    const value = chunk.values[position] as T;
    if (isArray(chunk.values)) chunk.values[position] = undefined;
    if (this.#position === chunk.values.length) this.#chunk = undefined;
    if (chunk.errors.size > 0 && chunk.errors.has(position)) {
      return rejected(chunk.errors.get(position));
    }
    return resolved({ done: false, value });
  }

  /** Waits for a future or, without one, for a task to be started; or for deadline or `return()`. */
  #wait(future?: Future): Promise<Waking> {
    return new NativePromise((resolve) => {
      const waiter = { settled: () => this.#wake?.("event") };
      this.#wake = (reason) => {
        this.#wake = undefined;
        disarm();
        if (future) removeWaiter(future, waiter);
        resolve(reason);
      };
      const disarm = clock().alarm(timeLeft(this.#deadline), () => this.#wake?.("late"));
      if (future) addWaiter(future, waiter);
    });
  }

  /** Takes inputs and starts tasks while there is room for more in flight. */
  #fill(): void {
    const source = this.#source;
    if (Symbol.asyncIterator in source) return void this.#fillAwaited(source);
    try {
      while (this.#hasRoom() && this.#take(source.next()));
    } catch (error) {
      this.#failInput(error);
    }
  }

  async #fillAwaited(source: AsyncGenerator<Columns, void>): Promise<void> {
    if (this.#filling) return;
    this.#filling = true;
    try {
      while (this.#hasRoom() && this.#take(await source.next()));
    } catch (error) {
      this.#failInput(error);
    }
    this.#filling = false;
    if (!this.#awaited) this.#wake?.("event");
  }

  #hasRoom(): boolean {
    return !this.#end && this.#window.size + (this.#awaited ? 1 : 0) < this.#limit;
  }

  #take(input: IteratorResult<Columns, void>): boolean {
    if (input.done) this.#endInputs({ failed: false });
    if (this.#end) return false;
    this.#window.push(this.#launch!(input.value as Columns));
    if (!this.#awaited) this.#wake?.("event");
    return true;
  }

  /** An input threw, or a task could not be started: the error comes after what was started. */
  #failInput(error: unknown): void {
    this.#endInputs({ failed: true, error });
    this.#closeInputsQuietly();
  }

  #endInputs(end: InputsEnd): void {
    this.#end ??= end;
    this.#launch = undefined;
  }

  #exhausted(): IteratorResult<T, undefined> {
    const end = this.#end;
    this.#end = { failed: false };
    if (end?.failed) throw end.error;
    return over;
  }

  #timeOut(): never {
    this.#cancelRest();
    this.#closeInputsQuietly();
    throw withoutFrames(() => new TimeoutError("Cannot go on with map(): its timeout is over"));
  }

  #cancelRest(): void {
    this.#end = undefined;
    this.#endInputs({ failed: false });
    this.#chunk = undefined;
    this.#awaited?.future.cancel();
    for (const { future } of this.#window.drain()) future.cancel();
  }

  #closeInputs(): void {
    const closed = this.#source.return();
    // An async input that hangs closes late or never; nobody waits for it.
    if ("then" in closed) void settled(closed);
  }

  #closeInputsQuietly(): void {
    try {
      this.#closeInputs();
    } catch {
      // The error that ended the iteration is the one to tell.
    }
  }
}

/** Why a wait is over: what was awaited came, the time is up, or `return()` was called. */
type Waking = "event" | "late" | "closed";

/** A chunk that failed as a whole failed in each of its calls. */
function failedChunk<T>(calls: number, error: unknown): ChunkResult<T> {
  const values = new Array<undefined>(calls).fill(undefined);
  return { values, errors: new SafeMap(values.map((_, position) => [position, error])) };
}
