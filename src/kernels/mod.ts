/**
 * The WASM core: exact factorials and sums, synchronous in any thread, or sent to an executor.
 *
 * ```ts
 * import assert from "node:assert/strict";
 * import { ThreadPoolExecutor } from "@concurrent/futures";
 * import { factorial } from "@concurrent/futures/kernels";
 *
 * await using executor = new ThreadPoolExecutor(2);
 * assert.equal(await executor.submit(factorial, 20), 2432902008176640000n);
 * ```
 *
 * @module
 */

import { bytes } from "./bytes.gen.ts";
import { provideBytes } from "./instance.ts";
import { program } from "./program.gen.ts";
import { provideProgram } from "./reference.ts";
import "./table.ts";

provideBytes(bytes);
provideProgram(program);

export { parseDecimal, toDecimal } from "./decimal.ts";
export { factorial } from "./factorial.ts";
export { fsum } from "./fsum.ts";
export { multiply } from "./multiply.ts";
export { parallelFactorial } from "./parallel_factorial.ts";
export { parallelSum } from "./parallel_sum.ts";
export { sum } from "./sum.ts";
export { sumRange } from "./sum_range.ts";
export type { Summable } from "./partial_sum.ts";
export type { Submitter } from "./submitter.ts";
export type { WasmMemory } from "./sums.ts";
export type { TypedArray, TypedArrayOf } from "./typed_array.ts";
