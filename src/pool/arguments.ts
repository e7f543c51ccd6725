/**
 * A task's arguments, which are what they were at `submit()`, whatever becomes of them afterwards.
 *
 * What can't change is kept as it is, and so is what is sent or written into a slot at once. All else
 * is copied when it has to wait.
 */

import { brandOf, isArray, isView, Object, Set, structuredClone } from "../core/primordials.ts";
import { keepWords, type KeptWords } from "../ring/kept_words.ts";
import type { Packet } from "../wire/packet.ts";
import { copyViews } from "../wire/copied_views.ts";
import { cloneable } from "../wire/thread_values.ts";
import {
  anyMarked,
  anyMarkedIn,
  takeTransferables,
  transfer as markForTransfer,
} from "../wire/transfer.ts";

/** As they were given, if an array; else kept by one of the functions below. */
export type Arguments = readonly unknown[] | KeptWords | Copied | Packed;

/** A clone of theirs, which nobody else has. */
export class Copied {
  readonly values: readonly unknown[];
  /** What in it need not be copied again. */
  readonly transfer: object[];

  constructor(values: readonly unknown[], transfer: object[]) {
    this.values = values;
    this.transfer = transfer;
  }
}

/** The message that brings them, packed. */
export class Packed {
  readonly packet: Packet;

  constructor(packet: Packet) {
    this.packet = packet;
  }
}

/** Whether arguments are kept as they were given. */
export function areRaw(args: Arguments): args is readonly unknown[] {
  return isArray(args);
}

/** Whether nobody can change the arguments; those of a chunk are columns, in arrays of the pool's. */
export function areConstant(args: readonly unknown[], chunk: boolean): boolean {
  return chunk
    ? args.every((column) => !isArray(column) || column.every(isPrimitive))
    : args.every(isPrimitive);
}

function isPrimitive(value: unknown): boolean {
  switch (typeof value) {
    case "object":
      return value === null;
    case "function":
    case "symbol":
      return false; // It can't be cloned, and that is to be told at once.
    default:
      return true;
  }
}

/** Whether buffers are to be moved with the arguments. */
export function areMarked(args: readonly unknown[], chunk: boolean): boolean {
  return chunk ? anyMarkedIn(args) : anyMarked(args);
}

/**
 * Keeps arguments until there is a slot for them.
 *
 * @throws if they can't be cloned
 */
export function keepForSlot(args: readonly unknown[], chunk: boolean): KeptWords | Copied {
  return (areMarked(args, chunk) ? undefined : keepWords(args)) ?? keepCopy(args, chunk);
}

/**
 * Keeps arguments for a thread; moves what is marked for that.
 *
 * @throws if they can't be cloned
 */
export function keepCopy(args: readonly unknown[], chunk: boolean): Copied {
  const copied = chunk || areMarked(args, chunk) ? undefined : copyViews(args, isPrimitive);
  if (copied) return new Copied(copied.values, [...copied.buffers]);
  const { values: own, transfer, depth } = prepare(args, chunk);
  if (clone === undefined || depth > deepest) return new Copied(own, transfer);
  const [values, moved] = clone([own, transfer] as const, { transfer });
  return new Copied(values, [...new Set([...moved, ...buffersOf(values, chunk)])]);
}

/** An argument as it is now: a copy, whose buffers are moved later; one that is given away, itself. */
export function keepArgument(argument: unknown): unknown {
  if (typeof argument !== "object" || argument === null || anyMarked([argument])) return argument;
  try {
    const { values: [copy], transfer } = keepCopy([argument], false);
    return transfer.length > 0 ? markForTransfer(copy as object, transfer) : copy;
  } catch {
    return argument; // Its chunk fails for it, and tells why.
  }
}

/**
 * Takes the marks off arguments that are sent as they are, or copied.
 *
 * @throws if they can't be cloned
 */
export function prepare(args: readonly unknown[], chunk: boolean): Prepared {
  const transfer = takeTransferables(chunk ? args.flat() : args);
  const { value, depth } = cloneable(args, transfer);
  return { values: value, transfer, depth };
}

interface Prepared extends Copied {
  /** How deep they are nested, as far as that was looked at. */
  readonly depth: number;
}

/**
 * V8 can't send a clone of what is nested deeper than some 1,500 levels, but twice as deep the original:
 * it is sent as it is at the time.
 */
const deepest = 1_000;

/** Some environments of tests have none: arguments that wait are sent then as they are at the time. */
const clone = structuredClone as
  | (<T>(value: T, options: { readonly transfer: object[] }) => T)
  | undefined;

/** The buffers of a copy that are easily found; they are moved where others are copied once more. */
function buffersOf(values: readonly unknown[], chunk: boolean): object[] {
  const buffers: object[] = [];
  for (const value of chunk ? values.flat() : values) {
    addBuffer(buffers, value);
    if (isSmall(value)) { for (const inner of Object.values(value)) addBuffer(buffers, inner); }
  }
  return buffers;
}

/** Whether it is a plain object or array of few values. */
function isSmall(value: unknown): value is object {
  if (typeof value !== "object" || value === null || isView(value)) return false;
  return isArray(value) ? value.length < 16 : Object.keys(value).length < 16;
}

function addBuffer(buffers: object[], value: unknown): void {
  const buffer = isView(value) ? value.buffer : value;
  if (brandOf(buffer) === "[object ArrayBuffer]") buffers.push(buffer as ArrayBuffer);
}
