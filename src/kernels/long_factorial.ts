/**
 * n! as limbs of the core, and from there as a bigint. Host half of `wasm/factorial.ts`.
 *
 * Arguments are trusted: 0 <= n <= the limit of `factorial.ts`.
 */

import { type Core, withCore } from "./instance.ts";
import { type LongNumber, takeLimbs, toBigInt } from "./long_number.ts";

/** n!. */
export function longFactorial(n: number): bigint {
  return withCore((core) => toBigInt(core, computeFactorial(core, n)));
}

/** The same, left in the core's memory. */
export function computeFactorial(core: Core, n: number): LongNumber {
  const room = core.factorialLimbs(n);
  core.reserve(room);
  const address = takeLimbs(core, room);
  return { address, limbs: core.factorial(address, n) };
}
