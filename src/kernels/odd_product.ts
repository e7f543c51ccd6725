/**
 * The product of the odd parts of from+1 … to: the piece of a factorial that a worker computes.
 *
 * Host half of `wasm/odd_product.ts` and `wasm/hex.ts`. Arguments are trusted: integers,
 * 0 <= from <= to <= the limit of `factorial.ts`.
 */

import { type Core, withCore } from "./instance.ts";

const decoder = new TextDecoder();

/** The product, exact. Cost: quadratic below some 50 limbs of 32 bits, then n^1.585. */
export function oddProduct(from: number, to: number): bigint {
  return withCore((core) => {
    const limbs = core.oddProduct(from, to);
    if (limbs === 0) throw new RangeError(`Cannot compute factorial: out of memory: ${to}`);
    return toBigInt(core, limbs);
  });
}

/**
 * The result's limbs as a BigInt. Hexadecimal text is what every runtime parses in linear time,
 * and text made in WASM and decoded as UTF-8 is on each as fast as its own `toHex()`.
 */
function toBigInt(core: Core, limbs: number): bigint {
  const address = core.hex(limbs);
  const length = 2 + 32 * Math.ceil(limbs / 4);
  return BigInt(decoder.decode(new Uint8Array(core.memory.buffer, address, length)));
}
