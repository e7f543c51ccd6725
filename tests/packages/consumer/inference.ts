// deno-lint-ignore-file no-unused-vars require-await -- only its types matter
// What TypeScript infers of calls of map() and submit(), and what it refuses.
import {
  asCompleted,
  type CompletedFutures,
  Executor,
  type Future,
  type MapOptions,
  type MapResult,
  type ThreadPoolExecutor,
} from "@concurrent/futures";

declare const e: ThreadPoolExecutor;
declare const bytes: Uint8Array;
declare const lines: AsyncGenerator<string>;
declare const options: MapOptions;
declare function gzip(data: string | Uint8Array, options?: { level?: number }): Uint8Array;

type Same<X, Y> = (<T>() => T extends X ? 1 : 2) extends <T>() => T extends Y ? 1 : 2 ? true
  : false;

/** Refuses what is of any type but a map()'s of exactly these results. */
function results<T>(): <U>(
  map: MapResult<U> & (Same<T, U> extends true ? unknown : never),
) => void {
  return () => {};
}

/** The same for a future. */
function future<T>(): <U>(future: Future<U> & (Same<T, U> extends true ? unknown : never)) => void {
  return () => {};
}

// Inputs alone.
results<number>()(e.map((n: number) => n, [1]));
results<number>()(e.map((n) => n, [1]));
results<number>()(e.map(async (n) => n, [1]));
results<number>()(e.map((n, scale = 2) => n * scale, [1, 2]));
results<number>()(e.map((n: number, scale = 2) => n * scale, [1, 2], [3]));
results<string>()(e.map((n, text) => `${n}${text.length}`, [1], "ab"));
results<string>()(e.map((a: number, b?: string) => `${a}${b}`, [1, 2]));
results<string>()(e.map((a: number, b?: string) => `${a}${b}`, [1, 2], ["a"]));
results<number>()(e.map(parseInt, ["1"]));
results<number>()(e.map((...all: number[]) => all.length, [1], [2]));
results<number>()(e.map((mode: "a" | "b") => mode.length, ["a", "b"]));
results<string>()(e.map(<T>(value: T) => value, ["a"]));
results<number>()(e.map(parseInt, lines));

// Inputs, then options.
results<number>()(e.map((n: number) => n, [1], { chunksize: 1 }));
results<number>()(e.map((n) => n, [1], { chunksize: "auto" }));
results<number>()(e.map((n, text) => n + text.length, [1], ["a"], { chunksize: 1 }));
results<number>()(e.map((n, scale = 2) => n * scale, [1, 2], { chunksize: 1 }));
results<number>()(e.map((n: number, scale = 2) => n * scale, [1, 2], { chunksize: 1 }));
results<number>()(e.map((n, scale = 2) => n * scale, [1, 2], [3, 4], { chunksize: 1 }));
results<number>()(e.map((a = 1, b = 2, c = 3) => a + b + c, [1], { timeout: 1 }));
results<number>()(e.map((a = 1, b = 2, c = 3) => a + b + c, [1], [2], { timeout: 1 }));
results<string>()(e.map((a: number, b?: string) => `${a}${b}`, [1, 2], { chunksize: 2 }));
results<string>()(e.map((a: number, b?: string) => `${a}${b}`, [1, 2], ["a"], { chunksize: 2 }));
results<number>()(e.map(parseInt, ["1"], { chunksize: 100 }));
results<number>()(e.map(parseInt, ["1"], [10], { chunksize: 100 }));
results<number>()(e.map(parseInt, ["1"], options));
results<number>()(e.map(parseInt, lines, { buffersize: 3 }));
results<Uint8Array>()(e.map(gzip, [bytes], { chunksize: 1 }));
results<Uint8Array>()(e.map(gzip, [bytes], [{ level: 1 }], { chunksize: 1 }));
results<number>()(e.map(Math.max, [1], [2], { timeout: 1 }));
results<number>()(e.map((a: string, b?: string, ...c: number[]) => c.length, ["a"], options));
results<number>()(e.map((a: string, b?: string, ...c: number[]) => c.length, "a", "b", options));
results<number>()(
  e.map((a: string, b?: string, ...c: number[]) => c.length, "a", "b", [1], options),
);
results<number>()(e.map((mode: "a" | "b", n?: number) => mode.length, ["a", "b"], options));
results<number>()(e.map(({ x }) => x, [{ x: 1 }], options));
results<string>()(e.map((id: string, { w = 1 }: { w?: number } = {}) => id + w, "ab", options));
results<string>()(e.map(<T>(value: T) => value, ["a"], options));
results<string>()(e.map(<T>(value: T, n?: number) => value, ["a"], options));

// What is wrong.
// @ts-expect-error the results are numbers
results<unknown>()(e.map(parseInt, ["1"], options));
// @ts-expect-error the input is of texts
e.map((n: number) => n, ["a"]);
// @ts-expect-error the input is of texts
e.map((n: number) => n, ["a"], { chunksize: 1 });
// @ts-expect-error the input is of texts
e.map((a: number, b?: string) => b, ["a"], { chunksize: 1 });
// @ts-expect-error the second input is of numbers
e.map((a: number, b?: string) => b, [1], [2], { chunksize: 1 });
// @ts-expect-error the second input is missing
e.map((a: number, b: string) => b, [1]);
// @ts-expect-error the second input is missing
e.map((a: number, b: string) => b, [1], { chunksize: 1 });
// @ts-expect-error there are two inputs for one parameter
e.map((a: number) => a, [1], [2], { chunksize: 1 });
// @ts-expect-error there are three inputs for two parameters
e.map((a: number, b?: string) => b, [1], ["a"], [3], { chunksize: 1 });
// @ts-expect-error there is no such option
e.map((a: number) => a, [1], { chunkSize: 1 });
// @ts-expect-error there is no such option
e.map((a: number, b?: string) => b, [1], { chunkSize: 1 });
// @ts-expect-error the option is no text
e.map((a: number, b?: string) => b, [1], { chunksize: "all" });
// @ts-expect-error options are given twice
e.map((a: number, b?: string) => b, [1], { chunksize: 1 }, { chunksize: 1 });
// @ts-expect-error the input can't be iterated
e.map((a: number, b?: string) => b, 1, { chunksize: 1 });
// @ts-expect-error there is no input
e.map(parseInt, { chunksize: 1 });
// @ts-expect-error options stand last
e.map(parseInt, { chunksize: 1 }, ["1"]);
// @ts-expect-error a number has no such property
e.map((n) => n.size, [1], { chunksize: 1 });

// submit()
future<number>()(e.submit((n) => n, 1));
future<number>()(e.submit((n, scale = 2) => n * scale, 1));
future<number>()(e.submit((n: number, scale = 2) => n * scale, 1, 3));
future<number>()(e.submit(parseInt, "1"));
future<number>()(e.submit(Math.max, ...[1, 2]));
future<number>()(e.submit(async (mode: "a" | "b") => mode.length, "a"));
future<{ a: string }>()(e.submit(<T>(value: T) => value, { a: "a" }));
future<void>()(e.submit(() => {}));
// @ts-expect-error the argument is a text
e.submit((n: number) => n, "a");
// @ts-expect-error the argument is missing
e.submit((n: number) => n);
// @ts-expect-error there are two arguments for one parameter
e.submit((n: number) => n, 1, 2);

// Of overloaded functions the last overload is inferred; type arguments name another, and are checked.
declare function size(value: string): string;
declare function size(value: Uint8Array): Uint8Array;
declare function size(value: number): number;
future<number>()(e.submit(size, 1));
future<string>()(e.submit<[string], string>(size, "a"));
future<Uint8Array>()(e.submit<[Uint8Array], Uint8Array>(size, bytes));
results<string>()(e.map<[string], string>(size, ["a"]));
results<string>()(e.map<[string], string>(size, ["a"], options));
results<number>()(e.map<[number, string], number>((n, text) => n + text.length, [1], "a", options));
// @ts-expect-error the last overload takes a number
e.submit(size, "a");
// @ts-expect-error no overload takes a text and returns a number
e.submit<[string], number>(size, "a");
// @ts-expect-error the argument is not the overload's
e.submit<[string], string>(size, 1);

// Functions around them, and executors of one's own.
function later<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Future<Awaited<R>> {
  return e.submit(fn, ...args);
}
function overEach<T, R>(fn: (value: T, n?: number) => R, values: T[]): MapResult<Awaited<R>> {
  return e.map(fn, values, { chunksize: 2 });
}
future<number>()(later(Math.abs, -1));
results<number>()(overEach((value) => value.length, ["a"]));

abstract class Counting extends Executor {
  count = 0;
  override submit<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Future<Awaited<R>> {
    this.count++;
    return e.submit(fn, ...args);
  }
}

// Iterators.
for await (const value of e.map(Math.sqrt, [1])) value.toFixed();
const next: IteratorResult<number, undefined> = await e.map(Math.sqrt, [1]).next();
next.value?.toFixed();
const completed: CompletedFutures<Future<number>> = asCompleted([e.submit(Math.sqrt, 1)]);
for await (const each of completed) (await each).toFixed();
for await (const each of completed) (await each).toFixed();
for await (const [index, each] of completed.entries()) index.toFixed(each.cancelled() ? 1 : 2);
const first = await completed.next();
if (!first.done) first.value.cancel();
export { Counting };
