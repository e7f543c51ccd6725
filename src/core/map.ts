/**
 * `Executor.map()`: calls over inputs, results in input order.
 *
 * Knows how to launch a task only through `Launcher`. The iterator is written by hand: a generator
 * ends at its first throw, while here an error belongs to one `next()` and iteration goes on.
 */

import { assertTimeout, clock, deadlineAfter, timeLeft } from "./clock.ts";
import { TimeoutError } from "./errors.ts";
import { addWaiter, type Future, removeWaiter } from "./future.ts";
import {
  anyAsync,
  type Call,
  chunked,
  chunkedAsync,
  countOf,
  type MapRequest,
  zip,
  zipAsync,
} from "./map_inputs.ts";
import { Queue } from "./queue.ts";

/** The results of `map()`, in input order. */
export interface MapResult<T> extends AsyncIterableIterator<T, undefined> {
  /** Ends the iteration and cancels what has not begun. */
  return(): Promise<IteratorResult<T, undefined>>;
  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** The outcomes of a chunk: values by position, and errors where there is no value. */
export interface ChunkResult<T> {
  readonly values: (T | undefined)[];
  readonly errors: ReadonlyMap<number, unknown>;
}

/** How `map()` starts tasks. */
export interface Launcher<T> {
  /** How many tasks run at once. */
  readonly width: number;
  /** Starts one call. */
  call(args: Call): Future<T>;
  /** Starts several calls as one task. */
  chunk(calls: readonly Call[]): Future<ChunkResult<T>>;
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
  let calls: Iterable<Call> = awaited ? [] : zip(inputs as readonly Iterable<unknown>[]);
  let size = options.chunksize ?? 1;
  if (size === "auto") {
    let count = countOf(inputs);
    if (count === undefined && limit === Infinity) count = (calls = [...calls] as Call[]).length;
    size = Math.max(1, Math.ceil((count ?? 1) / (chunksPerWorker * launcher.width)));
  }
  const source = awaited ? chunkedAsync(zipAsync(inputs), size) : chunked(calls, size);
  const launch: Launch<T> = size === 1
    ? ([args]) => ({ future: launcher.call(args!) })
    : (calls) => ({ calls: calls.length, future: launcher.chunk(calls) });
  return new MapIterator(source, launch, limit, deadline);
}

type Launch<T> = (calls: Call[]) => Launched<T>;
type Launched<T> =
  | { readonly calls?: never; readonly future: Future<T> }
  | { readonly calls: number; readonly future: Future<ChunkResult<T>> };

class MapIterator<T> implements MapResult<T> {
  readonly #source: Generator<Call[], void> | AsyncGenerator<Call[], void>;
  readonly #launch: Launch<T>;
  readonly #limit: number;
  readonly #deadline: number | undefined;
  readonly #window = new Queue<Launched<T>>();
  /** Why no more inputs come: they are used up, or taking one failed. */
  #end: { readonly error?: unknown; readonly failed: boolean } | undefined;
  #filling: Promise<void> | undefined;
  #chunk: ChunkResult<T> | undefined;
  #position = 0;
  /** Calls of `next()` that wait; they take turns. */
  #waiting = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    source: Generator<Call[], void> | AsyncGenerator<Call[], void>,
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
      this.#cancelRest();
      throw this.#end.error;
    }
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.#waiting === 0 && this.#chunk !== undefined) return this.#fromChunk(this.#chunk);
    this.#waiting++;
    const turn = this.#turn.then(() => this.#advance()).finally(() => this.#waiting--);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.#cancelRest();
    this.#chunk = undefined;
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  async #advance(): Promise<IteratorResult<T, undefined>> {
    if (this.#chunk !== undefined) return this.#fromChunk(this.#chunk);
    while (this.#window.size === 0 && this.#filling !== undefined) {
      if (!await before(this.#deadline, this.#filling)) this.#timeOut(undefined);
    }
    const launched = this.#window.shift();
    if (launched === undefined) return this.#exhausted();
    if (!await settledBefore(this.#deadline, launched.future)) this.#timeOut(launched.future);
    this.#fill();
    if (launched.calls === undefined) return { done: false, value: await launched.future };
    this.#position = 0;
    this.#chunk = await chunkResult(launched.future, launched.calls);
    return this.#fromChunk(this.#chunk);
  }

  /** The next outcome of the chunk at hand, which forgets it. */
  #fromChunk(chunk: ChunkResult<T>): Promise<IteratorResult<T, undefined>> {
    const position = this.#position++;
    const value = chunk.values[position] as T;
    chunk.values[position] = undefined;
    if (this.#position === chunk.values.length) this.#chunk = undefined;
    if (chunk.errors.has(position)) return Promise.reject(chunk.errors.get(position));
    return Promise.resolve({ done: false, value });
  }

  /** Takes inputs and starts tasks until the window is full or the inputs end. */
  #fill(): void {
    if (this.#end || this.#filling) return;
    try {
      if (Symbol.asyncIterator in this.#source) this.#filling = this.#fillAwaited(this.#source);
      else while (this.#window.size < this.#limit && this.#take(this.#source.next()));
    } catch (error) {
      this.#end = { failed: true, error };
    }
  }

  async #fillAwaited(source: AsyncGenerator<Call[], void>): Promise<void> {
    try {
      while (!this.#end && this.#window.size < this.#limit && this.#take(await source.next()));
    } catch (error) {
      this.#end ??= { failed: true, error };
    } finally {
      this.#filling = undefined;
    }
  }

  #take(input: IteratorResult<Call[], void>): boolean {
    if (input.done) this.#end ??= { failed: false };
    if (this.#end) return false;
    this.#window.push(this.#launch(input.value as Call[]));
    return true;
  }

  #exhausted(): IteratorResult<T, undefined> {
    const end = this.#end;
    this.#end = { failed: false };
    if (end?.failed) throw end.error;
    return { done: true, value: undefined };
  }

  #timeOut(awaited: Future | undefined): never {
    awaited?.cancel();
    this.#cancelRest();
    throw new TimeoutError("Cannot go on with map(): its timeout is over");
  }

  #cancelRest(): void {
    this.#end ??= { failed: false };
    for (const { future } of this.#window.drain()) future.cancel();
    const closed = this.#source.return();
    if (closed instanceof Promise) closed.catch(() => {});
  }
}

/** The outcomes of a chunk; a chunk that failed as a whole failed in each of its calls. */
async function chunkResult<T>(
  future: Future<ChunkResult<T>>,
  calls: number,
): Promise<ChunkResult<T>> {
  try {
    return await future;
  } catch (error) {
    const values = new Array<undefined>(calls).fill(undefined);
    return { values, errors: new Map(values.map((_, position) => [position, error])) };
  }
}

/** Whether the future is done before the deadline. */
function settledBefore(deadline: number | undefined, future: Future): Promise<boolean> | boolean {
  if (future.done()) return true;
  let waiter: { settled(): void } | undefined;
  const settled = new Promise<void>((resolve) => {
    // Not `resolve` itself: a promise resolved with a future would become that future.
    waiter = { settled: () => resolve() };
    addWaiter(future, waiter);
  });
  return before(deadline, settled, () => removeWaiter(future, waiter!));
}

/** Whether `event` comes before the deadline; `giveUp` is called if it doesn't. */
function before(
  deadline: number | undefined,
  event: Promise<void>,
  giveUp?: () => void,
): Promise<boolean> {
  return new Promise((resolve) => {
    const disarm = clock().alarm(timeLeft(deadline), () => (giveUp?.(), resolve(false)));
    event.then(() => (disarm(), resolve(true)));
  });
}
