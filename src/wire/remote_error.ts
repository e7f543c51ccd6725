/**
 * Errors as plain data, and back.
 *
 * Structured clone loses an error's class, its own properties and, on Bun, its cause; so an error
 * crosses borders as a record. Making one can't fail: what can't be read or cloned is left out. A
 * record is a flat list, so chains may be long, shared or circular.
 */

import {
  isArray,
  isError,
  Object,
  SafeMap,
  SafeSet,
  structuredClone,
} from "../core/primordials.ts";
import { withFrames } from "../core/without_frames.ts";
import { createError, type ErrorType, typeOf } from "./error_classes.ts";
import { withoutProgram } from "./program_frames.ts";
import { cloneable } from "./thread_values.ts";

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
  const positions = new SafeMap<unknown, number>();
  positions.set(thrown, 0);
  const positionOf: PositionOf = (value) => {
    // Only objects are shared; as keys, 0 and -0 are one.
    let position = typeof value === "object" ? positions.get(value) : undefined;
    if (position === undefined) {
      position = found.length;
      found[position] = value;
      positions.set(value, position);
    }
    return position;
  };
  const record: Thrown[] = [];
  // It grows meanwhile.
  for (let index = 0; index < found.length; index++) {
    const one = found[index];
    record[index] = isError(one) ? encode(one, worker, positionOf) : valueOf(one);
  }
  return record;
}

type PositionOf = (value: unknown) => number;

function encode(error: Error, worker: string, positionOf: PositionOf): ThrownError {
  const name = textOf(read(error, "name"));
  const message = textOf(read(error, "message"));
  const stack = read(error, "stack");
  const classes = attempt(() => typeOf(error)) ?? { type: "Error", subclasses: [] };
  const parts = attempt(() => partsOf(error, classes, positionOf)) ?? { properties: [], links: [] };
  return {
    kind: "error",
    ...classes,
    name,
    message,
    stack: `${
      typeof stack === "string" ? withoutProgram(stack, message) : `${name}: ${message}`
    }\n    at <${worker}>`,
    ...parts,
  };
}

/** A proxy's traps may throw. */
function attempt<R>(look: () => R): R | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

function read(owner: object, key: string): unknown {
  return attempt(() => (owner as Record<string, unknown>)[key]);
}

function textOf(value: unknown): string {
  return attempt(() => String(value)) ?? "";
}

function listOf(value: unknown): readonly unknown[] {
  return isArray(value) ? value : [];
}

/** What an error has besides its fields: plain data, and what leads to other errors. */
function partsOf(
  error: Error,
  { type }: ErrorType,
  positionOf: PositionOf,
): Pick<ThrownError, "properties" | "links"> {
  const properties: [string, unknown][] = [];
  const links: [string, number | number[]][] = [];
  const keys = keysOf(error, type);
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index]!;
    const value = read(error, key);
    if (key === "errors" && type === "AggregateError") {
      links[links.length] = [key, positionsOf(listOf(value), positionOf)];
    } else if (key === "cause" || isError(value)) links[links.length] = [key, positionOf(value)];
    else if (isCloneable(value)) properties[properties.length] = [key, value];
  }
  return { properties, links };
}

function positionsOf(values: readonly unknown[], positionOf: PositionOf): number[] {
  const positions: number[] = [];
  for (let index = 0; index < values.length; index++) positions[index] = positionOf(values[index]);
  return positions;
}

/** What travels in fields of its own. */
const fields = ["name", "message", "stack"];

/** An error's other properties, each once. */
function keysOf(error: Error, type: string): string[] {
  const keys: string[] = [];
  const left = new SafeSet<string>();
  for (let index = 0; index < fields.length; index++) left.add(fields[index]!);
  const add = (all: readonly string[]): void => {
    for (let index = 0; index < all.length; index++) {
      const key = all[index]!;
      if (!left.has(key)) keys[keys.length] = key;
      left.add(key);
    }
  };
  add(Object.keys(error));
  add(Object.hasOwn(hidden, type) ? hidden[type]! : []);
  if ("cause" in error) add(["cause"]);
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
    structuredClone?.(cloneable(value).value);
    return true;
  } catch {
    return false;
  }
}

/** The record without what a border of a stricter kind may still refuse. */
export function withoutProperties(record: ErrorRecord): ErrorRecord {
  const plain: Thrown[] = [];
  for (let index = 0; index < record.length; index++) {
    const one = record[index]!;
    plain[index] = one.kind === "error"
      ? { ...one, properties: [] }
      : { ...one, value: textOf(one.value) };
  }
  return plain;
}

/** An error as a record that crosses no border: it stays what it is. */
export function recordHere(error: unknown): ErrorRecord {
  return [{ kind: "value", value: error }];
}

/**
 * The error that a record tells of: of the same class where both sides know it. Of what is no
 * record, as a task may send by itself, a `DataCloneError` that says so.
 */
export function decodeError(record: ErrorRecord): unknown {
  try {
    return decode(record);
  } catch (reason) {
    const message = `Cannot receive an error: ${textOf(reason)}`;
    return createError({ type: "DOMException", subclasses: [] }, "DataCloneError", message);
  }
}

function decode(record: ErrorRecord): unknown {
  const made = list(record).map((one) => make(one as Thrown));
  if (made.length === 0) throw new TypeError("there is none");
  record.forEach((one, position) => {
    if (one.kind === "error") complete(made[position] as Error, one, made);
  });
  return made[0];
}

function make(one: Thrown): unknown {
  switch (one.kind) {
    case "value":
      return one.value;
    case "error": {
      const { type, subclasses, name, message } = one;
      const classes = { type: text(type), subclasses: list(subclasses) as readonly string[] };
      return withFrames(0, () => createError(classes, text(name), text(message)));
    }
    default:
      throw new TypeError("it is no record");
  }
}

/** What an error has besides its class; nothing is read that its class may have made a getter. */
function complete(error: Error, record: ThrownError, made: readonly unknown[]): void {
  const { type, stack, properties, links } = record;
  for (const [key, value] of list(properties) as ThrownError["properties"]) {
    define(error, text(key), value, true);
  }
  define(error, "stack", text(stack));
  const unseen = Object.hasOwn(hidden, type) ? hidden[type]! : [];
  for (const [key, at] of list(links) as ThrownError["links"]) {
    const value = isArray(at) ? at.map((one) => linked(made, one)) : linked(made, at);
    define(error, text(key), value, key !== "cause" && !unseen.includes(key));
  }
}

function linked(made: readonly unknown[], position: unknown): unknown {
  if (typeof position === "number" && position in made) return made[position];
  throw new TypeError(`it refers to ${typeof position} ${textOf(position)}`);
}

function text(value: unknown): string {
  if (typeof value === "string") return value;
  throw new TypeError(`it has no text but ${typeof value}`);
}

function list(value: unknown): readonly unknown[] {
  if (isArray(value)) return value;
  throw new TypeError(`it has no list but ${typeof value}`);
}

function define(error: Error, key: string, value: unknown, enumerable = false): void {
  const how = { enumerable, configurable: true, writable: true };
  Object.defineProperty(error, key, { __proto__: null, value, ...how } as PropertyDescriptor);
}
