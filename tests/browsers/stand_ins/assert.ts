/** What stands in for `node:assert/strict` in a page, as far as the contracts use it. */

import { difference } from "../../property/same.ts";

type ErrorClass = new (...args: never[]) => Error;

/** What an error must be like: a class, fields and their values or patterns, or whatever says so. */
type Expected = ErrorClass | ((error: unknown) => boolean) | Readonly<Record<string, unknown>>;

class AssertionError extends Error {
  override readonly name = "AssertionError";
}

function ok(value: unknown, message: string = "it is not true"): asserts value {
  if (!value) throw new AssertionError(message);
}

function equal(actual: unknown, expected: unknown, message = "not equal"): void {
  ok(Object.is(actual, expected), `${message}: ${String(actual)} is not ${String(expected)}`);
}

function deepEqual(actual: unknown, expected: unknown, message = "not equal"): void {
  const found = difference(sorted(expected), sorted(actual), { buffers: false });
  ok(found === undefined, `${message}: ${found}`);
}

/** A plain object's properties have no order for `deepEqual()`. */
function sorted(value: unknown): unknown {
  if (Object.prototype.toString.call(value) !== "[object Object]") return value;
  const entries = Object.entries(value as object);
  return Object.fromEntries(entries.sort(([one], [other]) => one < other ? -1 : 1));
}

function match(text: string, pattern: RegExp, message = "no match"): void {
  ok(pattern.test(text), `${message}: ${pattern} in ${JSON.stringify(text)}`);
}

function throws(work: () => unknown, expected?: Expected): void {
  try {
    work();
  } catch (error) {
    return assertLike(error, expected);
  }
  throw new AssertionError("it did not throw");
}

async function rejects(
  work: PromiseLike<unknown> | (() => Promise<unknown>),
  expected?: Expected,
): Promise<void> {
  try {
    await (typeof work === "function" ? work() : work);
  } catch (error) {
    return assertLike(error, expected);
  }
  throw new AssertionError("it did not reject");
}

function assertLike(error: unknown, expected: Expected | undefined): void {
  if (expected === undefined) return;
  if (typeof expected === "function") return ok(isExpected(error, expected), `another: ${error}`);
  for (const [field, value] of Object.entries(expected)) {
    const actual = (error as Record<string, unknown>)[field];
    if (value instanceof RegExp) match(String(actual), value, `${field} of ${error}`);
    else deepEqual(actual, value, `${field} of ${error}`);
  }
}

function isExpected(error: unknown, expected: ErrorClass | ((error: unknown) => boolean)): boolean {
  if (expected.prototype instanceof Error) return error instanceof expected;
  return (expected as (error: unknown) => boolean)(error) === true;
}

const assert: Readonly<Record<string, unknown>> = {
  ok,
  equal,
  deepEqual,
  match,
  throws,
  rejects,
};
export default assert;
