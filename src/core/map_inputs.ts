/**
 * The input side of `map()`: its arguments told apart, checked, zipped and cut into chunks.
 * Starts no task.
 */

import { textOf } from "./text.ts";
import { assertOptions } from "./options.ts";
import { Array, isArray, Math, Object, Promise } from "./primordials.ts";

/** One iterable for each parameter of the mapped function. */
export type Inputs<A extends unknown[]> = {
  [K in keyof A]: Iterable<A[K]> | AsyncIterable<A[K]>;
};

/** The same, then options. */
export type InputsAndOptions<A extends unknown[]> = [...Inputs<A>, MapOptions];

/**
 * Inputs, then options: for `(a, b?) => …` one input or two before them.
 *
 * The first form is what TypeScript infers `A` from where `fn` does not tell it. Without optional
 * parameters the second is the same, and what is wrong is told of the one input.
 */
export type InputsThenOptions<A extends unknown[]> = InputsAndOptions<A> | OptionsAfterInputs<A>;

/** For parameters `A` that follow the inputs `Taken`: each tuple of inputs, then options. */
export type OptionsAfterInputs<A extends unknown[], Taken extends unknown[] = []> = A extends
  Required<A> ? [...Taken, ...InputsAndOptions<A>]
  : A extends [infer First, ...infer Rest]
    ? OptionsAfterInputs<Rest, [...Taken, ...Inputs<[First]>]>
  : A extends [(infer First)?, ...infer Rest]
    ? [...Taken, MapOptions] | OptionsAfterInputs<Rest, [...Taken, ...Inputs<[First]>]>
  : never;

/** Options of `Executor.map()`. */
export interface MapOptions {
  /** The time for the whole iteration, in ms, counted from the call; no limit without it. */
  readonly timeout?: number;
  /**
   * How many calls travel together as one task: 1 without it. `"auto"` makes four chunks a worker
   * where the number of inputs is known, as it is for arrays and for all inputs taken at once.
   */
  readonly chunksize?: number | "auto";
  /** How many tasks (chunks, if there are any) may be in flight; all of them without it. */
  readonly buffersize?: number;
}

/** The arguments of one call. */
export type Call = readonly unknown[];

/** The arguments of several: for each parameter, its values call after call. */
export type Columns = readonly (readonly unknown[])[];

/** The arguments of `map()` after the function, told apart. */
export interface MapRequest {
  readonly inputs: readonly Iterable<unknown>[] | readonly AsyncIterable<unknown>[];
  readonly options: MapOptions;
}

/**
 * Tells the trailing options object, which is not iterable, from the inputs, and checks both.
 *
 * @throws {TypeError} for an input that can't be iterated or options of a wrong type
 * @throws {RangeError} for options out of range
 */
export function mapRequest(rest: readonly unknown[]): MapRequest {
  const last = rest.at(-1);
  const hasOptions = last === undefined
    ? rest.length > 1
    : typeof last === "object" && last !== null && !isIterable(last);
  const options: MapOptions = hasOptions ? last ?? {} : {};
  const inputs = hasOptions ? rest.slice(0, -1) : rest;
  for (const input of inputs) {
    if (isIterable(input)) continue;
    throw new TypeError(`Cannot map: an input is not iterable: ${textOf(input)}`);
  }
  assertOptions("map()", options, { timeout: true, chunksize: true, buffersize: true });
  checkOptions(options);
  return { inputs: inputs as MapRequest["inputs"], options };
}

function checkOptions({ chunksize = 1, buffersize }: MapOptions): void {
  if (chunksize !== "auto" && !Number.isInteger(chunksize)) {
    throw new TypeError(`chunksize must be an integer or "auto": ${textOf(chunksize)}`);
  }
  if (chunksize !== "auto" && chunksize < 1) throw new RangeError("chunksize must be >= 1");
  if (buffersize === undefined) return;
  if (!Number.isInteger(buffersize)) throw new TypeError("buffersize must be an integer");
  if (buffersize < 1) throw new RangeError("buffersize must be > 0");
}

function isIterable(value: unknown): boolean {
  if (typeof value === "string") return true;
  if (typeof value !== "object" && typeof value !== "function" || value === null) return false;
  return Symbol.iterator in value || Symbol.asyncIterator in value;
}

/** Whether any input has to be awaited. */
export function anyAsync(
  inputs: MapRequest["inputs"],
): inputs is readonly AsyncIterable<unknown>[] {
  return inputs.some((input) => typeof input !== "string" && !(Symbol.iterator in input));
}

/** The number of calls the inputs make, where all of them tell their length. */
export function countOf(inputs: MapRequest["inputs"]): number | undefined {
  let least = inputs.length === 0 ? 0 : Infinity;
  for (const input of inputs as readonly { length?: unknown; size?: unknown }[]) {
    const count = input.length ?? input.size;
    if (typeof count !== "number") return undefined;
    least = Math.min(least, count);
  }
  return least;
}

/** Closes iterators, all of them, but the one that ended or threw; then throws the first error. */
function closeAll(open: Iterator<unknown>[], ended: Iterator<unknown> | undefined): void {
  const errors: unknown[] = [];
  for (const iterator of open) {
    try {
      if (iterator !== ended) iterator.return?.();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}

type AnyIterator = Iterator<unknown> | AsyncIterator<unknown>;

/** The arguments of call after call, over inputs of which some have to be awaited. */
export async function* zipAsync(
  inputs: readonly (AsyncIterable<unknown> | Iterable<unknown>)[],
): AsyncGenerator<Call, void> {
  const open: AnyIterator[] = [];
  let advancing: AnyIterator | undefined;
  try {
    for (const input of inputs) open.push(iteratorOf(input));
    while (open.length > 0) {
      const call: unknown[] = [];
      for (advancing of open) {
        const { done, value } = await advancing.next();
        if (done) return;
        call.push(await value);
      }
      advancing = undefined;
      yield call;
    }
  } finally {
    const rest = open.filter((iterator) => iterator !== advancing);
    await Promise.all(rest.map(async (iterator) => await iterator.return?.()));
  }
}

function iteratorOf(input: AsyncIterable<unknown> | Iterable<unknown>): AnyIterator {
  const isAsync = typeof input !== "string" && Symbol.asyncIterator in input;
  return isAsync ? input[Symbol.asyncIterator]() : (input as Iterable<unknown>)[Symbol.iterator]();
}

/** An argument as it is when it is taken: an input may give the same object again, changed. */
export type Keep = (argument: unknown) => unknown;

/**
 * The arguments of `size` calls at a time; the shortest input ends it, and the others are closed.
 *
 * Taken straight into columns: an array a call would cost more than many a call does.
 */
export function* columnsOf(
  inputs: readonly Iterable<unknown>[],
  size: number,
  keep: Keep,
): Generator<Columns, void> {
  if (inputs.length > 0 && inputs.every(isPlainArray)) return yield* slicesOf(inputs, size);
  const open: Iterator<unknown>[] = [];
  let advancing: Iterator<unknown> | undefined;
  /** Takes one call's arguments; false if there are no more, with all inputs closed. */
  const take = (columns: readonly unknown[][]): boolean => {
    for (let index = 0; index < open.length; index++) {
      advancing = open[index]!;
      const { done, value } = advancing.next();
      if (done) {
        for (let taken = 0; taken < index; taken++) columns[taken]!.pop();
        closeAll(open.splice(0), advancing);
        return false;
      }
      columns[index]!.push(keep(value));
    }
    advancing = undefined;
    return open.length > 0;
  };
  try {
    for (const input of inputs) open.push(input[Symbol.iterator]());
    for (let more = open.length > 0; more;) {
      const columns = open.map((): unknown[] => []);
      const [first] = columns as [unknown[]];
      while (first.length < size && (more = take(columns)));
      if (first.length > 0) yield columns;
    }
  } finally {
    closeAll(open, advancing);
  }
}

function isPlainArray(input: Iterable<unknown>): input is unknown[] {
  // Not of a class of its own: what that makes of a slice, and how, is not known.
  return isArray(input) && Object.getPrototypeOf(input) === Array.prototype &&
    input[Symbol.iterator] === Array.prototype[Symbol.iterator];
}

/** The same of arrays, as their iterators would have it: as long as they are when they are read. */
function* slicesOf(inputs: readonly unknown[][], size: number): Generator<Columns, void> {
  for (let start = 0;; start += size) {
    const end = Math.min(start + size, ...inputs.map(({ length }) => length));
    if (end <= start) return;
    yield inputs.map((input) => input.slice(start, end));
  }
}

/** The same of calls that have to be awaited. */
export async function* columnsOfAsync(
  calls: AsyncIterable<Call>,
  size: number,
  keep: Keep,
): AsyncGenerator<Columns, void> {
  let columns: unknown[][] = [];
  for await (const call of calls) {
    call.forEach((argument, index) => (columns[index] ??= []).push(keep(argument)));
    if (columns[0]!.length < size) continue;
    yield columns;
    columns = [];
  }
  if (columns.length > 0) yield columns;
}
