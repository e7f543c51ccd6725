/**
 * The sums' own door: a module of these alone, on a shared memory that it imports.
 *
 * They touch nothing but the piece they are given, so that they can be let loose on the memory of
 * another program. `tools/build_wasm.ts` puts this module into the core's as a custom section.
 */

export { sumInt16, sumInt32, sumInt8, sumUint16, sumUint32, sumUint8 } from "./sum_integers";
export { highSum, lowSum, sumInt64, sumUint64 } from "./sum_bigints";
export {
  floatError,
  floatTotal,
  resetFloats,
  sumCompensated,
  sumFloat32,
  sumFloat64,
} from "./sum_floats";
