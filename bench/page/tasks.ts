/**
 * The tasks that need the lock's scope: they let go by themselves, so they need no checks.
 *
 * Each worker imports this module, so it imports as little as can be.
 */

import { sleep } from "../../src/gil/mod.ts";
import { note } from "../gil/memory.ts";
import { count } from "./count.ts";
import type { Desk } from "./desk.ts";

/** Milliseconds that a server sleeps. */
const nap = 1;

/** Rounds after which a cooperative task lets others run: some tenths of a millisecond. */
const cooperation = 4;

/** Blocks outside the lock, as I/O does; returns what that counts. */
export function block(ms: number): number {
  sleep(ms);
  return 1;
}

/** Sleeps again and again, as a server waits for requests; returns by how much too long. */
export function serve(ms: number, desk: Desk | null): number[] {
  const end = performance.now() + ms;
  const late: number[] = [];
  do {
    const start = performance.now();
    sleep(nap);
    const overshoot = performance.now() - start - nap;
    // The others may have ended during the last sleep.
    if (isOver(desk)) break;
    if (desk) note(desk.late, overshoot);
    else late.push(overshoot);
  } while (performance.now() < end);
  return late;
}

/** Counts as `count()` does, and lets others run every now and then without being asked. */
export function cooperate(ms: number, desk: Desk | null): number {
  const end = performance.now() + ms;
  let rounds = 0;
  do {
    rounds += count(0, desk); // One round: its time is up.
    if (rounds % cooperation === 0) sleep(0);
  } while (performance.now() < end && !isOver(desk));
  return rounds;
}

function isOver(desk: Desk | null): boolean {
  return desk !== null && Atomics.load(desk.state, 0) !== 0;
}
