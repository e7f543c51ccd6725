/**
 * Errors as plain data, and back.
 *
 * Structured clone loses an error's class, its own properties and, on Bun, its cause; so an error
 * crosses borders as a record. Making one can't fail: what can't be cloned is left out.
 */

import * as ours from "../core/errors.ts";

/** Whatever was thrown, as plain data. */
export type ErrorRecord = ThrownError | ThrownValue;

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
  /** Present if the error has a cause, which may be `undefined`. */
  readonly cause?: ErrorRecord;
  /** The errors of an `AggregateError`. */
  readonly errors?: readonly ErrorRecord[];
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
const fields = new Set(["name", "message", "stack", "cause", "errors"]);

/**
 * An error as plain data.
 *
 * @param thrown whatever was thrown
 * @param worker the name of the worker it was thrown in, for the stack's last line
 */
export function encodeError(thrown: unknown, worker: string): ErrorRecord {
  return encode(thrown, `\n    at <${worker}>`, new Set());
}

function encode(thrown: unknown, place: string, seen: Set<unknown>): ErrorRecord {
  if (!(thrown instanceof Error)) return { kind: "value", value: cloneable(thrown) };
  seen.add(thrown);
  const inner = (value: unknown) => encode(value, place, seen);
  const { cause } = thrown;
  const errors = thrown instanceof AggregateError ? thrown.errors as unknown[] : undefined;
  return {
    kind: "error",
    type: typeOf(thrown),
    name: String(thrown.name),
    message: String(thrown.message),
    stack: `${thrown.stack ?? thrown}${place}`,
    properties: propertiesOf(thrown),
    ...("cause" in thrown && !seen.has(cause) && { cause: inner(cause) }),
    ...(errors && { errors: errors.filter((error) => !seen.has(error)).map(inner) }),
  };
}

function typeOf(error: Error): string {
  if (error instanceof AggregateError) return "AggregateError";
  if (error instanceof DOMException) return "DOMException";
  for (let proto = Object.getPrototypeOf(error); proto; proto = Object.getPrototypeOf(proto)) {
    if (classes.get(proto.name)?.prototype === proto) return proto.name;
  }
  return "Error";
}

function propertiesOf(error: Error): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  for (const key of Object.keys(error)) {
    if (fields.has(key)) continue;
    const value = cloneable(error[key as keyof Error]);
    if (value !== undefined) properties[key] = value;
  }
  return properties;
}

/** The value if it can be cloned, the text of a symbol or function, else `undefined`. */
function cloneable(value: unknown): unknown {
  if (typeof value === "symbol" || typeof value === "function") return String(value);
  if (typeof value !== "object" || value === null) return value;
  try {
    structuredClone(value);
    return value;
  } catch {
    return undefined;
  }
}

/** The error that a record tells of: of the same class where both sides know it. */
export function decodeError(record: ErrorRecord): unknown {
  if (record.kind === "value") return record.value;
  const error = Object.assign(create(record), record.properties);
  if (error.name !== record.name) define(error, "name", record.name);
  define(error, "stack", record.stack);
  if (record.cause) define(error, "cause", decodeError(record.cause));
  return error;
}

function create({ type, message, name, errors = [] }: ThrownError): Error {
  switch (type) {
    case "AggregateError":
      return new AggregateError(errors.map(decodeError), message);
    case "DOMException":
      return new DOMException(message, name);
    default:
      return new (classes.get(type) ?? Error)(message);
  }
}

function define(error: Error, key: string, value: unknown): void {
  Object.defineProperty(error, key, { value, configurable: true, writable: true });
}
