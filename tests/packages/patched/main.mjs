// A program whose world is another's: by its first argument it is patched before or after the pool's
// package was loaded, then threads and processes are asked.
import { createRequire } from "node:module";
import process from "node:process";

const require = createRequire(import.meta.url);
const [futures, patch, when] = process.argv.slice(2);

/** The functions that mocks replace stand still from here on. */
const patches = {
  "performance.now"() {
    const now = performance.now();
    performance.now = () => now;
  },
  queueMicrotask() {
    globalThis.queueMicrotask = () => {};
  },
  sinon() {
    require("@sinonjs/fake-timers").install();
  },
  "zone.js"() {
    // The one for Node: that for browsers breaks its message ports, also without a pool.
    require("zone.js/node");
  },
  bluebird() {
    globalThis.Promise = require("bluebird");
  },
};

if (when === "before") patches[patch]();
const { ProcessPoolExecutor, ThreadPoolExecutor } = await import(futures);
if (when === "after") patches[patch]();

for (const Executor of [ThreadPoolExecutor, ProcessPoolExecutor]) {
  const executor = new Executor(1);
  const values = [];
  for (let turn = 0; turn < 5; turn++) values.push(await executor.submit((n) => n * n, turn));
  values.push(await executor.submit(async (text) => await text, "text"));
  const error = await executor.submit(() => {
    throw new RangeError("thrown");
  }).exception();
  await executor.shutdown();
  console.log(...values, error instanceof RangeError);
}
