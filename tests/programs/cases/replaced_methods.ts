/** What a pool uses of the language gets other methods once the pool works; it goes on. */

import { asCompleted, ProcessPoolExecutor, ThreadPoolExecutor, wait } from "@concurrent/futures";

const threads = process.argv.includes("threads");
const executor = threads ? new ThreadPoolExecutor(1) : new ProcessPoolExecutor(1);
const increment = (n: number): number => n + 1;
await executor.submit(increment, 0);

function refuse(): never {
  throw new Error("replaced");
}

// A process's messages are written by the runtime's own code, by these methods.
const ofThreads = threads ? [Object.getPrototypeOf(Int32Array), Promise] : [];
for (const { prototype: methods } of [Map, Set, WeakMap, ...ofThreads]) {
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(methods))) {
    if (typeof value === "function" && name !== "constructor") methods[name] = refuse;
  }
}
Object.assign(Math, { abs: refuse, ceil: refuse, floor: refuse, max: refuse, min: refuse });
Object.assign(Promise, { resolve: refuse, reject: refuse, withResolvers: refuse });

const futures = [1, 2, 3].map((n) => executor.submit(increment, n));
console.log((await wait(futures)).done.size);
for await (const future of asCompleted(futures)) console.log(await future);
console.log(await futures[0], await futures[1]!.result(10_000));
const failing = executor.submit((text: string) => {
  throw new RangeError(text);
}, "a text that is long enough to be encoded: é");
console.log(String(await failing.exception()));
const same = await executor.submit((bytes: Uint8Array) => bytes, new Uint8Array([4, 5]));
console.log(same[1]);
const mapped = executor.map(increment, [1, 2, 3], { chunksize: 2 });
for await (const value of mapped) console.log(value);
await executor.shutdown();
console.log("end");
