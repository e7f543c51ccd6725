/**
 * Work that several threads do: instances of this core on one shared memory.
 *
 *     0      64        128       192       256   320      512                         4096
 *     | run  | tickets | pending | helpers | job | failed | desk: arguments, results  | statics ...
 *
 * One instance leads: it alone allocates, and computes as if it were alone. Where work can be cut it
 * shares it out: it leaves a job and its arguments here and puts up a ticket a part. Whoever takes a
 * ticket does that part, the leader too, which goes on when no part is pending any more. So helpers
 * may come, sleep and go as they like, and without any the leader does all of it. So it does once
 * memory has grown, too: helpers may take a while to learn of that.
 *
 * A part that is a work of its own, with jobs in it, is done at a desk apart: whoever does it is
 * alone there.
 *
 * `run`, `helpers` and `failed` are the host's (`src/kernels/workshop.ts`): how many runs have ended,
 * how many help, and whether one has ended in the midst of a part.
 */

import { MOST_STEPS, spend } from "./gil";

const TICKETS: usize = 64;
const PENDING: usize = 128;
const HELPERS: usize = 192;
const JOB: usize = 256;
const FAILED: usize = 320;
const DESK: usize = 512;

/** Bytes of a desk; the offsets in it of results and of what jobs need besides. */
export const DESK_BYTES: usize = 2048;
const RESULTS: usize = 128;
const REST: usize = 256;

/** Looks for a ticket before a helper goes to sleep: some 50 µs. */
const PATIENCE: u32 = 1 << 14;

/** Nanoseconds after which a leader that sleeps looks again. */
const NAP: i64 = 1_000_000;

/** Points from which on work on them is worth sharing out, and the parts it is cut in. */
export const WORTH: u32 = 4096;
export const PARTS: u32 = 4;

/** Does one part of what lies on the desk. */
export type Job = (part: u32) => void;

let desk: usize = DESK;
let alone: bool = false;

/** Where a job finds its argument of that number, 64 bits each. */
@inline
export function argument(i: usize): usize {
  return desk + (i << 3);
}

/** Where a part may leave 64 bits. */
@inline
export function result(part: u32): usize {
  return desk + RESULTS + (<usize>part << 3);
}

/** Where there are 1792 bytes for anything. */
@inline
export function onDesk(): usize {
  return desk + REST;
}

/** Goes to a desk apart, until `returnToDesk()`. */
export function moveToDesk(address: usize): void {
  desk = address;
}

export function returnToDesk(): void {
  desk = DESK;
}

/** Begins anew, at the common desk, with whoever is there. */
export function beginSharing(): void {
  desk = DESK;
  alone = false;
}

/** From now on shares nothing. */
export function endSharing(): void {
  alone = true;
}

/** Has all parts of a job done, the last ones first. */
export function share(job: Job, parts: u32): void {
  if (parts < 2 || alone || desk != DESK || atomic.load<u32>(HELPERS) == 0) {
    for (let part = parts; part > 0; part--) job(part - 1);
    return;
  }
  store<usize>(JOB, changetype<usize>(job));
  store<u32>(PENDING, parts);
  atomic.store<u32>(TICKETS, parts);
  atomic.notify(TICKETS);
  while (takePart());
  for (let looks: u32 = 0; atomic.load<u32>(PENDING) != 0; looks++) {
    spend(64);
    if (looks > PATIENCE) nap();
  }
}

/** Sleeps while parts are pending, but not for long: somebody may want to end this. */
function nap(): void {
  spend(MOST_STEPS);
  if (atomic.load<u32>(FAILED) != 0) unreachable();
  const pending = atomic.load<u32>(PENDING);
  if (pending != 0) atomic.wait<i32>(PENDING, pending, NAP);
}

/** Helps until there has been nothing to do for a moment. */
export function help(): void {
  for (let looks: u32 = 0; looks < PATIENCE; looks++) {
    while (takePart()) looks = 0;
    spend(64);
  }
}

/** Does a part, if there is one. */
function takePart(): bool {
  const tickets = atomic.load<u32>(TICKETS);
  if (tickets == 0) return false;
  if (atomic.cmpxchg<u32>(TICKETS, tickets, tickets - 1) != tickets) return true;
  const job = changetype<Job>(load<usize>(JOB));
  job(tickets - 1);
  if (atomic.sub<u32>(PENDING, 1) == 1) atomic.notify(PENDING);
  return true;
}
