/**
 * Errors as plain data, and back.
 *
 * Structured clone loses an error's class, its own properties and, on Bun, its cause; so an error
 * crosses borders as a record. Making one can't fail: what can't be read or cloned is left out. A
 * record is a flat list, so chains may be long, shared or circular.
 */

import * as ours from "../core/errors.ts";
import { packageError } from "../core/realm.ts";

/** Whatever was thrown, and the errors it refers to, by position; the first is what was thrown. */
export type ErrorRecord = readonly Thrown[];

/** One thing that was thrown, or is the cause of one. */
export type Thrown = ThrownError | ThrownValue;

/** An `Error`. */
export interface ThrownError {
  readonly kind: "error";
  /** The nearest class that both sides know. */
  readonly type: string;
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** Own enumerable properties, `code` and the like. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Where in the record its cause is, if it has one. */
  readonly cause?: number;
  /** Where the errors of an `AggregateError` are. */
  readonly errors?: readonly number[];
}

/** Anything else: `throw 0`, `throw undefined`. */
export interface ThrownValue {
  readonly kind: "value";
  readonly value: unknown;
}

type ErrorClass = new (message?: string) => Error;

const classes: ReadonlyMap<string, ErrorClass> = new Map<string, ErrorClass>(Object.entries({
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
  ...ours,
}));

/** What travels in fields of its own, not among the properties. */
const fields = new Set(["name", "message", "stack", "cause"]);

/**
 * An error as plain data.
 *
 * @param thrown whatever was thrown
 * @param worker the name of the worker it was thrown in, for the stack's last line
 */
export function encodeError(thrown: unknown, worker: string): ErrorRecord {
  const found: unknown[] = [thrown];
  const positions = new Map<unknown, number>([[thrown, 0]]);
  const positionOf = (value: unknown): number => {
    if (!positions.has(value)) positions.set(value, found.push(value) - 1);
    return positions.get(value)!;
  };
  const record: Thrown[] = [];
  for (const one of found) {
    record.push(isError(one) ? encode(one, worker, positionOf) : valueOf(one));
  }
  return record;
}

function encode(
  error: Error,
  worker: string,
  positionOf: (value: unknown) => number,
): ThrownError {
  const type = typeOf(error);
  const cause = "cause" in error ? positionOf(read(error, "cause")) : undefined;
  const errors = type === "AggregateError"
    ? listOf(read(error, "errors")).map(positionOf)
    : undefined;
  const name = textOf(read(error, "name"));
  const message = textOf(read(error, "message"));
  const stack = read(error, "stack");
  return {
    kind: "error",
    type,
    name,
    message,
    stack: `${typeof stack === "string" ? stack : `${name}: ${message}`}\n    at <${worker}>`,
    properties: propertiesOf(error, type),
    ...(cause !== undefined && { cause }),
    ...(errors && { errors }),
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

/** The name of the nearest class that both sides know; ours may come from another copy of ours. */
function typeOf(error: Error): string {
  if (error instanceof AggregateError) return "AggregateError";
  if (error instanceof DOMException) return "DOMException";
  for (let proto = Object.getPrototypeOf(error); proto; proto = Object.getPrototypeOf(proto)) {
    const name = textOf(Object.hasOwn(proto, "name") ? read(proto, "name") : "");
    const known = classes.get(name);
    if (known && (known.prototype === proto || packageError in proto)) return name;
  }
  return "Error";
}

function propertiesOf(error: Error, type: string): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  for (const key of Object.keys(error)) {
    if (fields.has(key) || (key === "errors" && type === "AggregateError")) continue;
    const value = read(error, key);
    if (isCloneable(value)) properties[key] = value;
  }
  return properties;
}

/** A value as it is, or its text if it can't be cloned. */
function valueOf(thrown: unknown): ThrownValue {
  return { kind: "value", value: isCloneable(thrown) ? thrown : textOf(thrown) };
}

function isCloneable(value: unknown): boolean {
  if (typeof value === "symbol" || typeof value === "function") return false;
  if (typeof value !== "object" || value === null) return true;
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}

/** The record without what a border of a stricter kind may still refuse. */
export function withoutProperties(record: ErrorRecord): ErrorRecord {
  return record.map((one) =>
    one.kind === "error" ? { ...one, properties: {} } : { ...one, value: textOf(one.value) }
  );
}

/** The error that a record tells of: of the same class where both sides know it. */
export function decodeError(record: ErrorRecord): unknown {
  const made = record.map((one) => one.kind === "error" ? create(one) : one.value);
  record.forEach((one, position) => {
    if (one.kind === "error") complete(made[position] as Error, one, made);
  });
  return made[0];
}

function create({ type, message, name }: ThrownError): Error {
  switch (type) {
    case "AggregateError":
      return new AggregateError([], message);
    case "DOMException":
      return new DOMException(message, name);
    default:
      return new (classes.get(type) ?? Error)(message);
  }
}

function complete(error: Error, record: ThrownError, made: readonly unknown[]): void {
  const { name, stack, properties, cause, errors } = record;
  for (const [key, value] of Object.entries(properties)) define(error, key, value, true);
  if (error.name !== name) define(error, "name", name);
  define(error, "stack", stack);
  if (cause !== undefined) define(error, "cause", made[cause]);
  if (errors) define(error, "errors", errors.map((position) => made[position]));
}

function define(error: Error, key: string, value: unknown, enumerable = false): void {
  Object.defineProperty(error, key, { value, enumerable, configurable: true, writable: true });
}
