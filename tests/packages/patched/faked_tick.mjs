// Deno can't start a process where process.nextTick() is faked: it says so.
import { createRequire } from "node:module";
import process from "node:process";

const require = createRequire(import.meta.url);
const [futures] = process.argv.slice(2);
const { ProcessPoolExecutor } = await import(futures);
require("@sinonjs/fake-timers").install();
const executor = new ProcessPoolExecutor(1);
const error = await executor.submit(Math.sqrt, 4).exception();
console.log(error.name, error.cause.name, error.cause.message);
await executor.shutdown();
