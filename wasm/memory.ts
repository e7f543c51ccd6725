/**
 * The one memory and its regions; the host gives it, zeroed or as another instance has left it.
 *
 *     0            4096      scratch    partials       roots           stack
 *     | `share.ts` | statics | 16 KiB   | 2112 doubles | 16 B a point  | limbs → grows → ... |
 *                              of sums    of fsum        `roots.ts`      numbers of many limbs
 *
 * scratch   One chunk of the caller's data, copied in by the host, so that memory does not grow
 *           with the input. It and its source fit a first-level cache together.
 * partials  See `fsum.ts`.
 * roots     As many as the transforms of one entry point may need; kept from call to call.
 * stack     Limbs (u32, least significant first). The host empties it with `reserve()` and takes room
 *           for operands and results; all else allocates and releases in strict nesting.
 *
 * Memory grows where the stack needs it and never shrinks; if it cannot grow, `exhausted()` of the
 * host throws. Views of it on the host are detached by any entry point that allocates. Behind the
 * stack there is always a slack that loops may read.
 */

import { beginSharing, endSharing } from "./share";

@external("env", "exhausted")
declare function exhausted(): void;

export const scratchBytes: usize = 16384;
const SLACK: usize = 64;
const PARTIALS_BYTES: usize = 2112 * 8;

export const scratch: usize = (__heap_base + 63) & ~63;
export const partials: usize = scratch + scratchBytes;
export const roots: usize = partials + PARTIALS_BYTES;

/** Memory grows by at least an eighth of itself: some runtimes take long for each time. */
const GROWTH: u32 = 3;

/** Where the stack begins; in memory, where the roots are too, whichever instance filled them. */
const bottomAt: usize = memory.data(sizeof<usize>());
let top: usize = roots;
let end: u64 = 0;

/**
 * Empties the stack and keeps room below it for the roots of transforms of `points`; what was left
 * in the midst, by a throw, is over.
 */
export function begin(points: u32): void {
  beginSharing();
  isRegion = false;
  end = <u64>memory.size() << 16;
  const rootsEnd = <u64>roots + (<u64>points << 4);
  if (rootsEnd > <u64>bottom()) {
    ensure(rootsEnd);
    store<usize>(bottomAt, <usize>rootsEnd);
  }
  top = bottom();
}

/** Ends all work if there is less room for roots: rather that than a stack that they overwrite. */
export function assertRoots(points: u32): void {
  if (<u64>roots + (<u64>points << 4) > <u64>bottom()) unreachable();
}

function bottom(): usize {
  return max(roots, load<usize>(bottomAt));
}

/** Takes `limbs` from the stack; 64-byte aligned, not cleared. */
export function allocate(limbs: u64): usize {
  const address = top;
  const next = (<u64>address + limbs * 4 + 63) & ~63;
  if (next + SLACK > end) ensure(next + SLACK);
  top = <usize>next;
  return address;
}

/** `allocate()` for the host, whose operands have less than 2^32 limbs. */
export function take(limbs: u32): usize {
  return allocate(limbs);
}

/** Gives back what was allocated at `address` and all that was allocated after it. */
export function release(address: usize): void {
  top = address;
}

/** Whether the stack is a part of another's, which must do. */
let isRegion: bool = false;

/** Makes a stack of `limbs` at `address`, for work whose need is known, until `leaveRegion()`. */
export function enterRegion(address: usize, limbs: u64): void {
  outerTop = top;
  outerEnd = end;
  top = address;
  end = <u64>address + limbs * 4;
  isRegion = true;
}

export function leaveRegion(): void {
  top = outerTop;
  end = outerEnd;
  isRegion = false;
}

let outerTop: usize = 0;
let outerEnd: u64 = 0;

function ensure(bytes: u64): void {
  if (isRegion) unreachable();
  const pages = <u64>memory.size();
  const needed = (bytes + 65535) >> 16;
  if (needed > pages) grow(pages, needed);
  end = <u64>memory.size() << 16;
}

function grow(pages: u64, needed: u64): void {
  endSharing();
  const ample = min(max(needed, pages + (pages >> GROWTH)), 65536);
  if (needed <= 65536) {
    if (memory.grow(<i32>(ample - pages)) >= 0) return;
    if (memory.grow(<i32>(needed - pages)) >= 0) return;
  }
  exhausted();
}
