/**
 * Errors as plain data, and back.
 *
 * Structured clone loses an error's class, its own properties and, on Bun, its cause; so an error
 * crosses borders as a record. Making one can't fail: what can't be read or cloned is left out. A
 * record is a flat list, so chains may be long, shared or circular.
 */

import { withoutFrames } from "../core/without_frames.ts";
import { createError, type ErrorType, typeOf } from "./error_classes.ts";
import { withoutProgram } from "./program_frames.ts";
import { assertCloneable } from "./thread_values.ts";

/** Whatever was thrown, and the errors it refers to, by position; the first is what was thrown. */
export type ErrorRecord = readonly Thrown[];

/** One thing that was thrown, or is the cause of one. */
export type Thrown = ThrownError | ThrownValue;

/** An `Error`. */
export interface ThrownError extends ErrorType {
  readonly kind: "error";
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** Own enumerable properties, `code` and the like. */
  readonly properties: readonly (readonly [key: string, value: unknown])[];
  /** Properties that are errors, or lists of them: where in the record those are. */
  readonly links: readonly (readonly [key: string, position: number | readonly number[]])[];
}

/** Anything else: `throw 0`, `throw undefined`. */
export interface ThrownValue {
  readonly kind: "value";
  readonly value: unknown;
}

/** What travels in fields of its own, not among the properties. */
const fields = new Set(["name", "message", "stack"]);

/** Properties that lead to other errors although they are not enumerable, by class. */
const hidden: Readonly<Record<string, readonly string[]>> = {
  AggregateError: ["errors"],
  SuppressedError: ["error", "suppressed"],
};

/**
 * An error as plain data.
 *
 * @param thrown whatever was thrown
 * @param worker the name of the worker it was thrown in, for the stack's last line
 */
export function encodeError(thrown: unknown, worker: string = "main"): ErrorRecord {
  const found: unknown[] = [thrown];
  const positions = new Map<unknown, number>([[thrown, 0]]);
  const positionOf: PositionOf = (value) => {
    // Only objects are shared; as keys, 0 and -0 are one.
    let position = typeof value === "object" ? positions.get(value) : undefined;
    if (position === undefined) positions.set(value, position = found.push(value) - 1);
    return position;
  };
  const record: Thrown[] = [];
  for (const one of found) {
    record.push(isError(one) ? encode(one, worker, positionOf) : valueOf(one));
  }
  return record;
}

type PositionOf = (value: unknown) => number;

function encode(error: Error, worker: string, positionOf: PositionOf): ThrownError {
  const name = textOf(read(error, "name"));
  const message = textOf(read(error, "message"));
  const stack = read(error, "stack");
  const classes = typeOf(error);
  return {
    kind: "error",
    ...classes,
    name,
    message,
    stack: `${
      typeof stack === "string" ? withoutProgram(stack, message) : `${name}: ${message}`
    }\n    at <${worker}>`,
    ...partsOf(error, classes, positionOf),
  };
}

/** `instanceof`, for which a proxy may have a trap. */
function isError(value: unknown): value is Error {
  try {
    return value instanceof Error;
  } catch {
    return false;
  }
}

function read(owner: object, key: string): unknown {
  try {
    return (owner as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "";
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What an error has besides its fields: plain data, and what leads to other errors. */
function partsOf(
  error: Error,
  { type }: ErrorType,
  positionOf: PositionOf,
): Pick<ThrownError, "properties" | "links"> {
  const properties: [string, unknown][] = [];
  const links: [string, number | number[]][] = [];
  for (const key of keysOf(error, hidden[type] ?? [])) {
    const value = read(error, key);
    if (key === "errors" && type === "AggregateError") {
      links.push([key, listOf(value).map(positionOf)]);
    } else if (key === "cause" || isError(value)) links.push([key, positionOf(value)]);
    else if (isCloneable(value)) properties.push([key, value]);
  }
  return { properties, links };
}

function keysOf(error: Error, others: readonly string[]): Set<string> {
  const keys = new Set([...Object.keys(error), ...others]);
  if ("cause" in error) keys.add("cause");
  for (const field of fields) keys.delete(field);
  return keys;
}

/** A value as it is, or its text if it can't be cloned. */
function valueOf(thrown: unknown): ThrownValue {
  return { kind: "value", value: isCloneable(thrown) ? thrown : textOf(thrown) };
}

function isCloneable(value: unknown): boolean {
  if (typeof value === "symbol" || typeof value === "function") return false;
  if (typeof value !== "object" || value === null) return true;
  try {
    assertCloneable(value);
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}

/** The record without what a border of a stricter kind may still refuse. */
export function withoutProperties(record: ErrorRecord): ErrorRecord {
  return record.map((one) =>
    one.kind === "error" ? { ...one, properties: [] } : { ...one, value: textOf(one.value) }
  );
}

/** An error as a record that crosses no border: it stays what it is. */
export function recordHere(error: unknown): ErrorRecord {
  return [{ kind: "value", value: error }];
}

/** The error that a record tells of: of the same class where both sides know it. */
export function decodeError(record: ErrorRecord): unknown {
  const made = record.map((one) =>
    one.kind === "error" ? withoutFrames(() => createError(one, one.name, one.message)) : one.value
  );
  record.forEach((one, position) => {
    if (one.kind === "error") complete(made[position] as Error, one, made);
  });
  return made[0];
}

function complete(error: Error, record: ThrownError, made: readonly unknown[]): void {
  const { type, name, stack, properties, links } = record;
  for (const [key, value] of properties) define(error, key, value, true);
  if (error.name !== name) define(error, "name", name);
  define(error, "stack", stack);
  for (const [key, at] of links) {
    const value = typeof at === "number" ? made[at] : at.map((position) => made[position]);
    define(error, key, value, key !== "cause" && !hidden[type]?.includes(key));
  }
}

function define(error: Error, key: string, value: unknown, enumerable = false): void {
  Object.defineProperty(error, key, { value, enumerable, configurable: true, writable: true });
}
