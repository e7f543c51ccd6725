/**
 * The burner: a task that only computes, in a loop, until it is stopped.
 *
 * It is sent as source text, so that a worker under a lock puts the checks in: it must refer to
 * nothing around it.
 */

/**
 * Counts.
 *
 * @param state as `run_until.ts` has it
 * @returns the turns, at least one
 */
export function burn(state: Int32Array): number {
  Atomics.add(state, 1, 1);
  let turns = 0;
  do turns++; while (Atomics.load(state, 0) === 0);
  return turns;
}
