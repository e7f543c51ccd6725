/**
 * Errors made from a plan, on both sides of a border: a worker throws them, the test makes the same
 * again to compare. Workers import this module.
 */

import { BrokenThreadPool, FuturesError, TimeoutError } from "../../mod.ts";

/** What an error refers to: a value, or the error of the plan at that position. */
export type Content = { readonly is: unknown } | { readonly at: number };

/** One error. */
export interface ErrorPlan {
  readonly type: string;
  readonly message: string;
  /** A name of its own, in place of its class's. */
  readonly name?: string;
  readonly cause?: Content;
  /** What an `AggregateError` holds; a `SuppressedError` has the first two. */
  readonly errors: readonly Content[];
  readonly properties: readonly (readonly [key: string, content: Content])[];
}

/** A class of the user's that the test has registered. */
export class PlannedError extends RangeError {}

type Constructor = new (message: string) => Error;

/** Those that take a message first. */
const simple: Readonly<Record<string, Constructor>> = {
  ...{ Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError },
  ...{ FuturesError, TimeoutError, BrokenThreadPool, PlannedError },
};

/** `SuppressedError` is not everywhere. */
const { SuppressedError } = globalThis as {
  SuppressedError?: new (error: unknown, suppressed: unknown, message: string) => Error;
};

/** The classes of errors that may be planned. */
export const errorTypes: readonly string[] = [
  ...Object.keys(simple),
  "AggregateError",
  "DOMException",
  ...(SuppressedError ? ["SuppressedError"] : []),
];

/** The first of the errors, with all that it leads to. */
export function makeErrors(plans: readonly ErrorPlan[]): Error {
  const made = plans.map(make);
  const contentOf = (content: Content): unknown =>
    "is" in content ? content.is : made[content.at % made.length];
  plans.forEach((plan, position) => complete(made[position]!, plan, contentOf));
  return made[0]!;
}

/** The task. */
export function throwErrors(plans: readonly ErrorPlan[]): never {
  throw makeErrors(plans);
}

function make({ type, message, name }: ErrorPlan): Error {
  switch (type) {
    case "AggregateError":
      return new AggregateError([], message);
    case "SuppressedError":
      return new SuppressedError!(undefined, undefined, message);
    case "DOMException":
      return new DOMException(message, name);
    default:
      return new simple[type]!(message);
  }
}

/** All errors exist by now, so they may refer to each other, and to themselves. */
function complete(error: Error, plan: ErrorPlan, contentOf: (content: Content) => unknown): void {
  const { type, name, cause, errors } = plan;
  for (const [key, content] of plan.properties) define(error, key, contentOf(content), true);
  if (name !== undefined && type !== "DOMException") error.name = name;
  if (cause) define(error, "cause", contentOf(cause));
  const contents = errors.map(contentOf);
  if (type === "AggregateError") define(error, "errors", contents);
  if (type === "SuppressedError") {
    define(error, "error", contents[0]);
    define(error, "suppressed", contents[1]);
  }
}

function define(error: Error, key: string, value: unknown, enumerable = false): void {
  Object.defineProperty(error, key, { value, enumerable, configurable: true, writable: true });
}
