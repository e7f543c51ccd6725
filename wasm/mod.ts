/**
 * The door of the WASM core: all that the host half, `src/kernels/`, may call.
 *
 * One algorithm a file. Nothing here allocates by the AssemblyScript runtime, throws, or traps but
 * for a fault of its own: memory is laid out by hand (`memory.ts`), arguments were checked by the
 * host, and what can fail says so by its result. The imports are the GIL's check (`gil.ts`) and what
 * is called if there is no more memory (`memory.ts`); both may throw.
 *
 * Work on long numbers begins with `reserve()`, then room is taken for operands and results.
 */

export { roots, scratch, scratchBytes, take } from "./memory";
export { reserve } from "./product";
export { help } from "./share";
export { multiply } from "./multiply";
export { factorial, factorialLimbs, factorialPages } from "./factorial";
export { decimalDigits, parseDecimal, toDecimal } from "./decimal";
export { limbsOfTen } from "./powers_of_five";
export { parseHex, toHex } from "./hex";
export { sumRange } from "./sum_range";
export * from "./sums";
export { addPartials, partialsState, partialsTotal, resetPartials } from "./fsum";
