/** The tasks of an executable that are in a module of their own. */

export function half(n: number): number {
  return n / 2;
}

/** Goes on until it is told to stop; returns how many turns it has had. */
export function burn(stop: Int32Array): number {
  let turns = 0;
  while (Atomics.load(stop, 0) === 0) turns++;
  return turns;
}
