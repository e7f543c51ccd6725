/**
 * The one memory and its three regions.
 *
 *     0       scratch                 partials          result
 *     | ...   | 64 KiB chunk | 64 B   | 2112 doubles    | limbs → stack grows → ...      |
 *     statics   input of sums  slack    state of fsum     numbers of many limbs    end of memory
 *
 * scratch   One chunk of the caller's data, copied in by the host, so that memory does not grow
 *           with the input. The slack lets loops take whole 64-byte groups: see `pad()`.
 * partials  See `fsum.ts`.
 * result    The bottom of a stack of limbs (u32, least significant first). An entry point calls
 *           `reserve()`, then everything below it allocates and releases in strict nesting; the
 *           first allocation is the result, which the host finds at this address.
 *
 * Memory never shrinks. Views of it on the host are detached by `reserve()`.
 */

export const scratchBytes: usize = 65536;
const SLACK: usize = 64;
const PARTIALS_BYTES: usize = 2112 * 8;

export const scratch: usize = (__heap_base + 63) & ~63;
export const partials: usize = scratch + scratchBytes + SLACK;
export const result: usize = partials + PARTIALS_BYTES;

let top: usize = result;

/** Empties the stack and makes room for `limbs` on it; false if there is no such memory. */
export function reserve(limbs: u64): bool {
  top = result;
  const pages = (<u64>result + limbs * 4 + 65535) >> 16;
  if (pages > 65536) return false;
  const missing = <i32>pages - memory.size();
  return missing <= 0 || memory.grow(missing) >= 0;
}

/** Takes `limbs` from the stack; 16-byte aligned, not cleared. */
export function allocate(limbs: u32): usize {
  const address = top;
  top += ((<usize>limbs << 2) + 15) & ~15;
  return address;
}

/** Gives back what was allocated at `address` and all that was allocated after it. */
export function release(address: usize): void {
  top = address;
}

/** Clears the rest of the last 64-byte group of `bytes` of scratch: zeros add nothing to a sum. */
export function pad(bytes: usize): void {
  memory.fill(scratch + bytes, 0, SLACK);
}
