/**
 * The WASM core of this thread: bytes, then one compiled module, then instances on loan.
 *
 * The bytes come from `provideBytes()` on the main side and in user modules, or from
 * `acceptKernels()` in a worker, whose programs carry none. The module is shared by every copy of
 * this package in the thread, through the realm. Must not import `bytes.gen.ts`: the program that
 * workers evaluate is built from this file.
 */

import { bytesOf } from "../core/base64.ts";
import { SharedArrayBuffer, viewName, WebAssembly } from "../core/primordials.ts";
import { realm } from "../core/realm.ts";
import { checkpoint } from "../gil/scope.ts";
import { withSharedMemory } from "./memory_flags.ts";

/** The exports of `wasm/sums.ts`, where each is explained. */
export interface Sums {
  sumInt8(at: number, bytes: number): bigint;
  sumUint8(at: number, bytes: number): bigint;
  sumInt16(at: number, bytes: number): bigint;
  sumUint16(at: number, bytes: number): bigint;
  sumInt32(at: number, bytes: number): bigint;
  sumUint32(at: number, bytes: number): bigint;
  sumInt64(at: number, bytes: number): void;
  sumUint64(at: number, bytes: number): void;
  lowSum(): bigint;
  highSum(): bigint;
  resetFloats(): void;
  sumFloat64(at: number, bytes: number): void;
  sumFloat32(at: number, bytes: number): void;
  sumCompensated(at: number, bytes: number): void;
  floatTotal(): number;
  floatError(): number;
}

/** The exports of `wasm/mod.ts`, where each is explained, and the memory they work in. */
export interface Core extends Sums {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** For the test of what the exactness of products stands on. */
  readonly roots: { readonly value: number };
  readonly scratch: { readonly value: number };
  readonly scratchBytes: { readonly value: number };
  reserve(limbs: number): void;
  take(limbs: number): number;
  multiply(r: number, a: number, aLimbs: number, b: number, bLimbs: number): void;
  factorialLimbs(n: number): number;
  factorialPages(n: number): number;
  factorial(r: number, n: number): number;
  help(): void;
  limbsOfTen(digits: number): number;
  toDecimal(x: number, limbs: number): number;
  decimalDigits(): number;
  parseDecimal(r: number, text: number, digits: number): number;
  toHex(x: number, limbs: number): number;
  parseHex(r: number, text: number, limbs: number): void;
  sumRange(start: bigint, step: bigint, count: number): bigint;
  resetPartials(): void;
  addPartials(bytes: number): void;
  partialsState(): number;
  partialsTotal(): number;
}

/** An instance whose memory has grown beyond this is left to the garbage collector. */
const KEPT_BYTES = 64 * 1024 * 1024;

let source: (() => Uint8Array) | undefined;
const idle: Core[] = [];

/** Tells where the core's bytes are, as base64; nothing is decoded before they are needed. */
export function provideBytes(base64: string): void {
  source ??= () => bytesOf(base64);
}

/** Takes in what `kernelAssets()` gave on the other side; a module already here stays. */
export function acceptKernels(assets: WebAssembly.Module | Uint8Array): void {
  if (isBytes(assets)) source ??= () => assets;
  else realm.kernels ??= assets;
}

function isBytes(assets: WebAssembly.Module | Uint8Array): assets is Uint8Array {
  return viewName(assets) !== undefined;
}

/** What a worker needs to have kernels: the module where it can be shared, else the bytes. */
export function kernelAssets(shared: boolean): WebAssembly.Module | Uint8Array {
  return shared ? coreModule() : bytes();
}

/**
 * Lends an instance to `work`, which has it to itself.
 *
 * A kernel that calls user code midway, an iterator's, may be entered again by it: the inner call
 * is lent another instance. No kernel relies on the state an earlier loan, or a throw, has left.
 */
export function withCore<R>(work: (core: Core) => R): R {
  const core = idle.pop() ?? instantiate();
  try {
    return work(core);
  } finally {
    if (core.memory.buffer.byteLength <= KEPT_BYTES) idle.push(core);
  }
}

/** Pages of 64 KiB of a memory at first, and at most. */
const pages = { initial: 16, maximum: 65536 } as const;

function instantiate(): Core {
  return coreOn(coreModule(), new WebAssembly.Memory(pages));
}

/** A core on a memory of its own, or on a shared one by a module for such. */
export function coreOn(module: WebAssembly.Module, memory: WebAssembly.Memory): Core {
  const env = { memory, checkpoint, exhausted };
  const { exports } = new WebAssembly.Instance(module, { env });
  return { ...(exports as unknown as Core), memory: memory as Core["memory"] };
}

/** The bytes of the core for a shared memory, and one. */
export interface SharedParts {
  readonly module: Uint8Array;
  readonly memory: WebAssembly.Memory;
}

/** Parts with a memory of so many pages; undefined if there can't be any. */
export function sharedParts(initial: number): SharedParts | undefined {
  if (SharedArrayBuffer === undefined || source === undefined) return undefined;
  const memory = new WebAssembly.Memory({ ...pages, initial, shared: true });
  return { module: withSharedMemory(source()), memory };
}

function exhausted(): never {
  throw new RangeError("Cannot get memory for so long a number: out of memory");
}

/** The core, which carries the sums' own module. */
export function coreModule(): WebAssembly.Module {
  return realm.kernels ??= new WebAssembly.Module(bytes() as Uint8Array<ArrayBuffer>);
}

function bytes(): Uint8Array {
  if (source !== undefined) return source();
  throw new Error("Cannot load the kernels: this thread was given neither a module nor bytes");
}
