/**
 * The border's one guard: what a worker says is a message of the pool's, or it isn't.
 *
 * Only own properties count, and a message is made anew of what was checked: nothing that a worker
 * adds, or that a program puts on all objects, is seen behind this.
 */

import { isArray, Object, viewName } from "../core/primordials.ts";
import type { ChunkOutcome, Outcome, ResultMessage, WorkerMessage } from "./messages.ts";
import type { ErrorRecord, Thrown } from "./remote_error.ts";

/** What something in a message must be. */
type Is<T> = (value: unknown) => value is T;

/**
 * The message.
 *
 * @throws {TypeError} if it is none
 */
export function checkMessage(data: unknown): WorkerMessage {
  const type = own(data, "type");
  switch (type) {
    case "result":
      return resultOf(data);
    case "ask":
      return { type, slot: need(own(data, "slot"), isCount) };
    case "online":
    case "ready":
    case "logged":
      return { type };
    case "failed":
    case "crashed":
      return { type, error: need(own(data, "error"), isRecord) };
    default:
      throw new TypeError("its type is unknown");
  }
}

function resultOf(data: unknown): ResultMessage {
  const message: Changeable<ResultMessage> = {
    type: "result",
    outcome: outcomeOf(own(data, "outcome")),
  };
  const slot = own(data, "slot");
  if (slot !== undefined) message.slot = need(slot, isCount);
  const task = own(data, "task");
  if (task !== undefined) message.task = need(task, isCount);
  const times = own(data, "times");
  if (times !== undefined) message.times = need(times, areTimes);
  return message;
}

type Changeable<T> = { -readonly [K in keyof T]: T[K] };

function outcomeOf(outcome: unknown): Outcome {
  return own(outcome, "ok") === true
    ? { ok: true, value: own(outcome, "value") }
    : { ok: false, error: need(own(outcome, "error"), isRecord) };
}

function own(owner: unknown, key: string): unknown {
  if (typeof owner !== "object" || owner === null || !Object.hasOwn(owner, key)) return undefined;
  return (owner as Record<string, unknown>)[key];
}

function need<T>(value: unknown, is: Is<T>): T {
  if (!is(value)) throw new TypeError("it is malformed");
  return value;
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value % 1 === 0;
}

/**
 * What a chunk of so many calls has ended with.
 *
 * @throws {TypeError} if it is anything else
 */
export function checkChunk(value: unknown, calls: number): ChunkOutcome {
  const values = own(value, "values");
  const errors = need(own(value, "errors"), isArray) as ChunkOutcome["errors"];
  const isList = isArray(values) || viewName(values) === "Float64Array";
  if (!isList || (values as unknown[]).length !== calls) {
    throw new TypeError("it has not as many values as calls");
  }
  for (let index = 0; index < errors.length; index++) {
    const pair = need(errors[index], isArray) as readonly unknown[];
    if (need(pair[0], isCount) >= calls) throw new TypeError("it is malformed");
    need(pair[1], isRecord);
  }
  return { values: values as unknown[], errors };
}

function isRecord(value: unknown): value is ErrorRecord {
  return isListOf(value, isThrown) && value.length > 0;
}

function isThrown(value: unknown): value is Thrown {
  if (own(value, "kind") === "value") return true;
  return own(value, "kind") === "error" && texts.every((key) => isText(own(value, key))) &&
    isListOf(own(value, "subclasses"), isText) &&
    isListOf(own(value, "properties"), (pair) => isPair(pair)) &&
    isListOf(own(value, "links"), (pair) => isPair(pair) && isLink(pair[1]));
}

const texts = ["type", "name", "message", "stack"];

function isPair(value: unknown): value is readonly [string, unknown] {
  return isArray(value) && value.length === 2 && isText(value[0]);
}

function isLink(value: unknown): boolean {
  return isCount(value) || isListOf(value, isCount);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isListOf<T>(
  value: unknown,
  is: ((one: unknown) => one is T) | ((one: unknown) => boolean),
): value is readonly T[] {
  if (!isArray(value)) return false;
  for (let index = 0; index < value.length; index++) if (!is(value[index])) return false;
  return true;
}

function areTimes(value: unknown): value is readonly [number, number] {
  return isArray(value) && value.length === 2 && isTime(value[0]) && isTime(value[1]);
}

function isTime(value: unknown): boolean {
  return typeof value === "number" && value > -Infinity && value < Infinity;
}
