/**
 * Functions of a module: they travel by reference, the workers import the module. Unlike source
 * text they may use all names around them, and `submit()` still knows their types.
 *
 * Python: `import primes` and `executor.submit(primes.count_primes, 10_000)`, which pickles a
 * function by the name of its module and its own.
 */

import { importTasks, ProcessPoolExecutor } from "@concurrent/futures";

const primes = importTasks<typeof import("./primes.ts")>(import.meta.resolve("./primes.ts"));

const executor = new ProcessPoolExecutor(2);

const count = executor.submit(primes.countPrimes, 10_000);
console.log(`primes below 10000: ${await count}`);

const candidates = [2, 91, 97, 7919];
const answers = await Array.fromAsync(executor.map(primes.isPrime, candidates));
console.log(`primes among them: ${candidates.filter((_, i) => answers[i]).join(", ")}`);

await executor.shutdown();
