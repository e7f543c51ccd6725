/**
 * Every function of this package that may be submitted, by the name a worker knows it by.
 *
 * The program that workers evaluate is built from this file; it must not lead to `bytes.gen.ts`. The
 * names are keys, not `fn.name`, so that they survive a minifier.
 */

import { Object } from "../core/primordials.ts";
import { parseDecimal, toDecimal } from "./decimal.ts";
import { factorial } from "./factorial.ts";
import { fsum } from "./fsum.ts";
import { multiply } from "./multiply.ts";
import { partialSum, partialSumIn } from "./partial_sum.ts";
import { refer } from "./reference.ts";
import { helpFactorial, leadFactorial } from "./workshop.ts";
import { sum } from "./sum.ts";
import { sumRange } from "./sum_range.ts";

/** Name to function; each function carries a `KernelReference` back to its name. */
export const kernels: Readonly<Record<string, (...args: never[]) => unknown>> = {
  factorial,
  fsum,
  helpFactorial,
  leadFactorial,
  multiply,
  parseDecimal,
  partialSum,
  partialSumIn,
  sum,
  sumRange,
  toDecimal,
};

for (const [name, kernel] of Object.entries(kernels)) refer(kernel, name);
