/**
 * The odd part of n!. Host half of `wasm/odd_factorial.ts`.
 *
 * Arguments are trusted: 0 <= n <= the limit of `factorial.ts`.
 */

import { type Core, withCore } from "./instance.ts";
import { type LongNumber, takeLimbs, toBigInt } from "./long_number.ts";

/** The odd part of n!. */
export function oddFactorial(n: number): bigint {
  return withCore((core) => toBigInt(core, computeOddFactorial(core, n)));
}

/** The same, left in the core's memory. */
export function computeOddFactorial(core: Core, n: number): LongNumber {
  const room = core.factorialLimbs(n);
  core.reserve(room);
  const address = takeLimbs(core, room);
  return { address, limbs: core.oddFactorial(address, n) };
}
